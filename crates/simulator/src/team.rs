//! Advisors and mentors: who they are, how they work, when they are away.

use compact_str::format_compact;
use vigie_domain::directory::Staff;
use vigie_domain::fact::Role;
use vigie_domain::ids::{Key, Ref, StaffId};

use crate::almanac::{Almanac, Day};
use crate::chance::{Chance, Strand};
use crate::names;
use crate::programmes::COURSES;

/// How a mentor works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Shows before letting the student try.
    ShowsFirst,
    /// Asks until the student finds.
    Asks,
    /// Starts from the student's own project.
    FromYourProject,
    /// Goes one small step after another.
    StepByStep,
    /// Lets the student search, then looks back together.
    LetsSearch,
    /// Does it together, four hands.
    SideBySide,
}

impl Way {
    /// Every way.
    pub(crate) const ALL: [Self; 6] = [
        Self::ShowsFirst,
        Self::Asks,
        Self::FromYourProject,
        Self::StepByStep,
        Self::LetsSearch,
        Self::SideBySide,
    ];

    /// As the directory says it.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::ShowsFirst => "montre d'abord",
            Self::Asks => "questionne",
            Self::FromYourProject => "part de votre projet",
            Self::StepByStep => "avance pas à pas",
            Self::LetsSearch => "laisse chercher, puis débriefe",
            Self::SideBySide => "travaille à quatre mains",
        }
    }
}

/// One mentor.
#[derive(Debug)]
pub(crate) struct Mentor {
    /// For the facts.
    pub(crate) id: StaffId,
    /// How they work.
    pub(crate) way: Way,
    /// Share of their sessions that they miss.
    pub(crate) absent: f64,
    /// Share of sessions that they record days late, and never.
    pub(crate) late: f64,
    pub(crate) never: f64,
    /// First of their two weeks off in summer, as days after 1 July.
    summer: i32,
    staff: Staff,
}

/// One advisor.
#[derive(Debug)]
pub(crate) struct Advisor {
    /// For the facts.
    pub(crate) id: StaffId,
    /// First day and first day after an illness.
    ill: Option<(Day, Day)>,
    /// First of their two weeks off in summer, as days after 1 July.
    summer: i32,
    staff: Staff,
}

/// Everyone who works at the school.
#[derive(Debug)]
pub(crate) struct Team {
    /// `c-01` first.
    pub(crate) advisors: Vec<Advisor>,
    /// `m-01` first.
    pub(crate) mentors: Vec<Mentor>,
    /// Places in `mentors`, by programme.
    by_course: Vec<Vec<usize>>,
    /// The refs of `s-1`, `s-2`… : hashing each once is enough.
    refs: Vec<Ref>,
}

const ADVISORS: [&str; 14] = [
    "Claire Vasseur",
    "Samir Bouchareb",
    "Maud Kerneis",
    "Olivier Tchamba",
    "Léna Dubreuil",
    "Fanny Ortega",
    "Malo Guivarc'h",
    "Aminata Sissoko",
    "Bruno Delcourt",
    "Mei Lin Fournier",
    "Audrey Santerre",
    "Idriss Belhadj",
    "Nathalie Hoareau",
    "Tomasz Nowicki",
];

const MENTORS: [(&str, Way); 3] = [
    ("Karim Haddad", Way::ShowsFirst),
    ("Solène Rivière", Way::Asks),
    ("Agnès Weber", Way::FromYourProject),
];

/// Students per advisor and per mentor that the team is sized for.
const PER_ADVISOR: u32 = 107;
const PER_MENTOR: u32 = 25;
/// A ref table long enough for any student; later ones are hashed on demand.
const REFS: u32 = 512;

impl Team {
    /// A team for so many students: 14 advisors and 60 mentors for 1,500.
    pub(crate) fn new(seed: u64, students: u32, almanac: &Almanac) -> Self {
        let mut chance = Chance::of(seed, u32::MAX, Strand::Team);
        let advisors = (0..(students / PER_ADVISOR).max(2))
            .map(|place| Advisor::new(place, almanac, &mut chance))
            .collect();
        let courses = seats(students);
        let mut by_course = vec![Vec::new(); COURSES.len()];
        let mut mentors = Vec::with_capacity(courses.len());
        for (place, course) in courses.into_iter().enumerate() {
            by_course[course].push(place);
            mentors.push(Mentor::new(place, &mut chance));
        }
        let refs = (0..REFS).map(|n| Ref::derive(&session_key(n))).collect();
        Self { advisors, mentors, by_course, refs }
    }

    /// The mentor for the student who is `rank`-th in a programme.
    pub(crate) fn mentor_for(&self, course: usize, rank: usize) -> usize {
        let list = &self.by_course[course];
        list[rank % list.len()]
    }

    /// Another mentor of the programme, with the wanted way if there is one.
    pub(crate) fn other_mentor(&self, course: usize, not: usize, wanted: Way) -> usize {
        let others = || self.by_course[course].iter().copied().filter(|&place| place != not);
        others()
            .find(|&place| self.mentors[place].way == wanted)
            .or_else(|| others().next())
            .unwrap_or(not)
    }

    /// The ref of the session, defence or promise with this number.
    pub(crate) fn session_ref(&self, number: u32) -> Ref {
        let known = usize::try_from(number).ok().and_then(|place| self.refs.get(place));
        known.copied().unwrap_or_else(|| Ref::derive(&session_key(number)))
    }

    /// The directory's view of everyone.
    pub(crate) fn staff(&self) -> impl Iterator<Item = &Staff> {
        let advisors = self.advisors.iter().map(|advisor| &advisor.staff);
        advisors.chain(self.mentors.iter().map(|mentor| &mentor.staff))
    }
}

/// A session's own id.
pub(crate) fn session_key(number: u32) -> Key {
    format_compact!("s-{number}")
}

/// The programme of each mentor, two at least per programme.
fn seats(students: u32) -> Vec<usize> {
    let wanted = usize::try_from(students / PER_MENTOR).unwrap_or(0).max(2 * COURSES.len());
    let mut given = vec![0.0_f64; COURSES.len()];
    let mut seats: Vec<usize> = (0..COURSES.len()).chain(0..COURSES.len()).collect();
    for &course in &seats {
        given[course] += 1.0;
    }
    // The next seat goes where most students wait per mentor.
    while seats.len() < wanted {
        let need = |course: &usize| COURSES[*course].sought / given[*course];
        let course = (0..COURSES.len()).max_by(|a, b| need(a).total_cmp(&need(b))).unwrap_or(0);
        given[course] += 1.0;
        seats.push(course);
    }
    seats
}

/// Is this day inside the two weeks that begin `summer` days after 1 July?
fn summer_break(almanac: &Almanac, day: Day, summer: i32) -> bool {
    let month = almanac.month(day);
    if !(7..=9).contains(&month) {
        return false;
    }
    let date = almanac.label(day)[8..].parse::<i32>().unwrap_or(1);
    let since = i32::from(month - 7) * 31 + date - 1;
    (summer..summer + 14).contains(&since)
}

impl Advisor {
    fn new(place: u32, almanac: &Almanac, chance: &mut Chance) -> Self {
        let external = format_compact!("c-{:02}", place + 1);
        let name = ADVISORS.get(place as usize).map_or_else(|| someone(chance), |&n| n.to_owned());
        // One of them was ill for two weeks, about two months ago.
        let fell_ill = almanac.last + -70;
        Self {
            id: StaffId::derive(&external),
            ill: (place == 4).then_some((fell_ill, fell_ill + 14)),
            summer: chance.int(0, 46),
            staff: Staff {
                external,
                name,
                role: Role::Advisor,
                way: None,
                capacity: Some(u16::try_from(PER_ADVISOR).unwrap_or(u16::MAX)),
            },
        }
    }

    /// Ill, with nobody standing in.
    pub(crate) fn ill(&self, day: Day) -> bool {
        self.ill.is_some_and(|(from, until)| (from..until).contains(&day))
    }

    /// On holiday: a colleague answers, visits wait.
    pub(crate) fn on_holiday(&self, almanac: &Almanac, day: Day) -> bool {
        summer_break(almanac, day, self.summer)
    }
}

impl Mentor {
    fn new(place: usize, chance: &mut Chance) -> Self {
        let external = format_compact!("m-{:02}", place + 1);
        let (name, way) = MENTORS.get(place).map_or_else(
            || (someone(chance), Way::ALL[place % Way::ALL.len()]),
            |&(name, way)| (name.to_owned(), way),
        );
        // One in fifteen forgets to write sessions down, one in twenty to come.
        let sloppy = place % 15 == 7;
        let unsteady = place % 20 == 11;
        Self {
            id: StaffId::derive(&external),
            way,
            absent: if unsteady { 0.09 } else { 0.008 },
            late: if sloppy { 0.08 } else { 0.006 },
            never: if sloppy { 0.012 } else { 0.0005 },
            summer: chance.int(0, 46),
            staff: Staff {
                external,
                name,
                role: Role::Mentor,
                way: Some(way.words().to_owned()),
                capacity: u16::try_from(chance.int(22, 32)).ok(),
            },
        }
    }

    /// Away: no session in these two weeks, nor at Christmas.
    pub(crate) fn on_holiday(&self, almanac: &Almanac, day: Day) -> bool {
        let label = almanac.label(day);
        summer_break(almanac, day, self.summer)
            || matches!(&label[5..], "12-24" | "12-25" | "12-26" | "12-31" | "01-01")
    }
}

/// A name for a member of the team.
fn someone(chance: &mut Chance) -> String {
    let (given, _) = names::given(chance);
    format!("{given} {}", chance.pick(names::FAMILIES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_domain::calendar::Calendar;
    use vigie_domain::time::Instant;

    fn team(students: u32) -> Team {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        Team::new(1, students, &Almanac::new(Instant(1_770_000_000), 24, &calendar))
    }

    #[test]
    fn fifteen_hundred_students_have_fourteen_advisors_and_sixty_mentors() {
        let team = team(1_500);
        assert_eq!((team.advisors.len(), team.mentors.len()), (14, 60));
        assert!(team.staff().any(|staff| staff.name == "Solène Rivière"));
    }

    #[test]
    fn a_student_can_change_mentor_in_every_programme() {
        let team = team(10);
        for course in 0..COURSES.len() {
            let first = team.mentor_for(course, 0);
            assert_ne!(team.other_mentor(course, first, Way::Asks), first);
        }
    }

    #[test]
    fn refs_beyond_the_table_are_the_same_hash() {
        let team = team(10);
        assert_eq!(team.session_ref(3), Ref::derive("s-3"));
        assert_eq!(team.session_ref(REFS + 9), Ref::derive(&format!("s-{}", REFS + 9)));
    }
}
