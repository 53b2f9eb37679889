//! Who a student is: name, age, habits. What the obstacles act on.

use compact_str::format_compact;
use vigie_domain::directory::Student;
use vigie_domain::fact::Funding;
use vigie_domain::ids::Key;

use crate::chance::{Chance, Strand, whole};
use crate::messages::{self, Register, Voice};
use crate::names;
use crate::programmes::COURSES;
use crate::team::Way;

/// When in the week somebody studies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rhythm {
    /// Weekdays, all day.
    FullTime,
    /// Three or four half days.
    PartTime,
    /// After work.
    Evenings,
    /// Saturdays, Sundays and one evening.
    Weekends,
}

/// One student, as they usually are.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Place in the roster, from 0; arrivals follow it.
    pub(crate) index: u32,
    /// `e-0001`.
    pub(crate) external: Key,
    given: String,
    family: String,
    woman: bool,
    age: i32,
    time_zone: Option<&'static str>,
    dream: String,
    good_hours: Option<&'static str>,
    /// How they write and are written to.
    pub(crate) voice: Voice,
    /// When they study.
    pub(crate) rhythm: Rhythm,
    /// Chance of studying on each weekday, Monday first.
    pub(crate) habit: [f64; 7],
    /// How far a day of study carries, 1 in the middle.
    pub(crate) speed: f64,
    /// Usual mark out of 100.
    pub(crate) mark: f64,
    /// Chance of coming to a session.
    pub(crate) attends: f64,
    /// Chance of answering the telephone.
    pub(crate) answers: f64,
    /// Messages a week to the school.
    pub(crate) writes: f64,
    /// Posts a week in the community.
    pub(crate) posts: f64,
    /// The mentor's way that suits best.
    pub(crate) suits: Way,
    /// Who pays.
    pub(crate) funding: Funding,
    /// Place in the programmes.
    pub(crate) course: usize,
    /// How readily employers answer, 1 in the middle.
    pub(crate) employable: f64,
    /// One of those whom the demo school always has, and who always enrol.
    pub(crate) known: bool,
    /// Seldom called, because nothing ever seems wrong.
    pub(crate) overlooked: bool,
}

/// Somebody the demo school always has.
struct Known {
    given: &'static str,
    family: &'static str,
    woman: bool,
    age: i32,
    course: &'static str,
    /// Share of the roster that arrived before them.
    share: f64,
    time_zone: Option<&'static str>,
}

const REUNION: &str = "Indian/Reunion";

const KNOWN: [Known; 5] = [
    Known::new("Inès", "Benali", true, 19, "web", 0.90),
    Known::new("Thi-Mai", "Nguyen", true, 34, "donnees", 0.80),
    Known::new("Maëlle", "Le Goff", true, 41, "paie", 0.72),
    Known::new("Gérard", "Lemoine", false, 57, "support", 0.96),
    Known {
        time_zone: Some(REUNION),
        ..Known::new("Jean-Baptiste", "Hoarau", false, 46, "reseaux", 0.68)
    },
];

impl Known {
    const fn new(
        given: &'static str,
        family: &'static str,
        woman: bool,
        age: i32,
        course: &'static str,
        share: f64,
    ) -> Self {
        Self { given, family, woman, age, course, share, time_zone: None }
    }

    /// The known person at this place of a roster, if there is one.
    fn at(index: u32, students: u32) -> Option<&'static Self> {
        let place = |known: &Self| whole(known.share * f64::from(students));
        KNOWN.iter().find(|known| i64::from(place(known)) == i64::from(index))
    }
}

impl Person {
    /// The student at a place of the roster.
    pub(crate) fn draw(seed: u64, index: u32, students: u32) -> Self {
        let chance = &mut Chance::of(seed, index, Strand::Person);
        let (mut given, mut woman) = names::given(chance);
        let mut family = chance.pick(names::FAMILIES);
        let mut age = age(chance);
        let sought = COURSES.each_ref().map(|course| course.sought);
        let mut course = chance.weighted(&sought);
        let overseas = [REUNION, "America/Martinique", "America/Montreal", "Africa/Dakar"];
        let mut time_zone = chance.yes(0.03).then(|| chance.pick(&overseas));
        let known = Known::at(index, students);
        if let Some(known) = known {
            (given, family, woman, age) = (known.given, known.family, known.woman, known.age);
            course = COURSES.iter().position(|c| c.key == known.course).unwrap_or(course);
            time_zone = known.time_zone;
        }
        let rhythm = rhythm(chance, age);
        let english = chance.yes(0.04);
        Self {
            index,
            external: format_compact!("e-{:04}", index + 1),
            given: given.to_owned(),
            family: family.to_owned(),
            woman,
            age,
            time_zone,
            dream: messages::dream(course, english, chance).to_owned(),
            good_hours: messages::good_hours(
                rhythm,
                english,
                &mut Chance::of(seed, index, Strand::Hours),
            ),
            voice: Voice {
                register: register(chance, age),
                english,
                informal: !english && chance.yes(if age < 30 { 0.55 } else { 0.12 }),
                course: COURSES[course].key,
            },
            rhythm,
            habit: habit(chance, rhythm),
            speed: chance.bell(1.0, 0.11),
            mark: chance.bell(74.0, 8.0),
            attends: chance.bell(0.94, 0.03).min(0.99),
            answers: chance.real(0.62, 0.96),
            writes: [0.0, 0.08, 0.25, 0.7][chance.weighted(&[0.35, 0.4, 0.2, 0.05])],
            posts: [0.0, 0.08, 0.35, 1.0][chance.weighted(&[0.6, 0.25, 0.12, 0.03])],
            suits: chance.pick(&Way::ALL),
            funding: funding(chance, age, rhythm),
            course,
            employable: chance.bell(1.0, 0.3).max(0.3),
            known: known.is_some(),
            overlooked: chance.yes(0.03),
        }
    }

    /// As the directory keeps them.
    pub(crate) fn student(&self) -> Student {
        let number = self.index + 1;
        let address = format!("{}.{}", names::plain(&self.given), names::plain(&self.family));
        let band = match self.age {
            ..26 => "18-25",
            26..36 => "26-35",
            36..46 => "36-45",
            46..56 => "46-55",
            _ => "56+",
        };
        let gender = if self.woman { "f" } else { "m" };
        Student {
            external: self.external.clone(),
            given_name: self.given.clone(),
            family_name: self.family.clone(),
            email: Some(format!("{address}{number}@example.org")),
            phone: Some(phone(number)),
            time_zone: self.time_zone.map(str::to_owned),
            language: Some(if self.voice.english { "en" } else { "fr" }.into()),
            informal: self.voice.informal,
            dream_job: Some(self.dream.clone()),
            good_hours: self.good_hours.map(str::to_owned),
            audit: vec![
                (Key::const_new("age_band"), Key::const_new(band)),
                (Key::const_new("gender"), Key::const_new(gender)),
            ],
        }
    }

    /// Days of study in a usual week.
    pub(crate) fn days_a_week(&self) -> f64 {
        self.habit.iter().sum()
    }

    /// Agreed hours of study a week.
    pub(crate) fn weekly_hours(&self) -> u16 {
        match self.rhythm {
            Rhythm::FullTime => 32,
            Rhythm::PartTime => 20,
            Rhythm::Evenings => 12,
            Rhythm::Weekends => 10,
        }
    }

    /// Planned days of a project, for somebody who studies when they do.
    pub(crate) fn planned_days(&self, days: i32) -> i32 {
        let stretch = match self.rhythm {
            Rhythm::FullTime => 1.1,
            Rhythm::PartTime => 1.35,
            Rhythm::Evenings => 1.55,
            Rhythm::Weekends => 1.65,
        };
        whole(f64::from(days) * stretch).clamp(12, 45)
    }
}

/// A number of the ranges that the French regulator keeps for fiction
/// (ARCEP, decision 2018-0881): nobody can be rung by mistake.
fn phone(number: u32) -> String {
    let mixed = (number * 7_919 + 1_234) % 10_000;
    let prefix = match number % 16 {
        3 => "01 99 00",
        7 => "02 61 91",
        11 => "04 65 71",
        _ => "06 39 98",
    };
    format!("{prefix} {:02} {:02}", mixed / 100, mixed % 100)
}

fn age(chance: &mut Chance) -> i32 {
    let bands = [(18, 25), (26, 35), (36, 45), (46, 57), (58, 63)];
    let (from, to) = bands[chance.weighted(&[0.3, 0.31, 0.22, 0.14, 0.03])];
    chance.int(from, to)
}

fn rhythm(chance: &mut Chance, age: i32) -> Rhythm {
    let full = if age < 26 { 0.5 } else { 0.3 };
    let all = [Rhythm::FullTime, Rhythm::PartTime, Rhythm::Evenings, Rhythm::Weekends];
    all[chance.weighted(&[full, 0.25, 0.3, 0.12])]
}

/// A habit: some weekdays nearly always, the others seldom.
fn habit(chance: &mut Chance, rhythm: Rhythm) -> [f64; 7] {
    let (weekday, saturday, sunday, days) = match rhythm {
        Rhythm::FullTime => (1.0, 0.1, 0.05, 5),
        Rhythm::PartTime => (1.0, 0.3, 0.1, 4),
        Rhythm::Evenings => (0.8, 0.5, 0.4, 4),
        Rhythm::Weekends => (0.2, 1.0, 1.0, 3),
    };
    let mut weights = [weekday, weekday, weekday, weekday, weekday, saturday, sunday];
    let mut habit = [0.04; 7];
    for _ in 0..days {
        let day = chance.weighted(&weights);
        weights[day] = 0.0;
        habit[day] = chance.real(0.84, 0.97);
    }
    habit
}

fn register(chance: &mut Chance, age: i32) -> Register {
    let all = [Register::Formal, Register::Plain, Register::Chat];
    all[chance.weighted(&match age {
        ..26 => [0.08, 0.37, 0.55],
        26..46 => [0.25, 0.55, 0.2],
        _ => [0.55, 0.4, 0.05],
    })]
}

fn funding(chance: &mut Chance, age: i32, rhythm: Rhythm) -> Funding {
    let all = [
        Funding::Personal,
        Funding::Account,
        Funding::EmploymentAgency,
        Funding::Employer,
        Funding::Apprenticeship,
        Funding::Other,
    ];
    let agency = if rhythm == Rhythm::FullTime { 0.35 } else { 0.1 };
    let apprentice = if age < 30 && rhythm == Rhythm::FullTime { 0.25 } else { 0.0 };
    all[chance.weighted(&[0.22, 0.4, agency, 0.12, apprentice, 0.04])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_students_are_there() {
        let roster: Vec<_> = (0..1_500).map(|i| Person::draw(3, i, 1_500).student()).collect();
        let zones = |given: &str, family: &str| {
            let is = |s: &&Student| s.given_name == given && s.family_name == family;
            roster.iter().filter(is).map(|s| s.time_zone.as_deref()).collect::<Vec<_>>()
        };
        assert!(zones("Jean-Baptiste", "Hoarau").contains(&Some(REUNION)));
        for known in &KNOWN {
            assert!(!zones(known.given, known.family).is_empty(), "{}", known.given);
        }
    }

    #[test]
    fn addresses_differ_even_where_names_do_not() {
        let addresses: std::collections::HashSet<_> =
            (0..1_500).filter_map(|i| Person::draw(3, i, 1_500).student().email).collect();
        assert_eq!(addresses.len(), 1_500);
    }

    #[test]
    fn most_say_when_they_like_to_be_called() {
        let said = (0..1_000).filter(|&i| Person::draw(3, i, 1_000).student().good_hours.is_some());
        assert!((520..680).contains(&said.count()));
    }

    #[test]
    fn everyone_studies_some_days_a_week_and_nobody_all() {
        for index in 0..500 {
            let days = Person::draw(9, index, 500).days_a_week();
            assert!((2.4..5.2).contains(&days), "{days}");
        }
    }
}
