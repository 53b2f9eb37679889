//! What holds for whoever follows whom.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod generate;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use generate::journey::{Seed, fact, seed};
use proptest::prelude::*;
use uuid::Uuid;
use vigie_domain::caseload::{
    Absence, Absences, Advisor, Care, Followed, Presence, Team, rebalance,
};
use vigie_domain::fact::{Fact, Kind, Payload};
use vigie_domain::ids::{AbsenceId, Key, StaffId, StudentId};
use vigie_domain::journey::{Journey, effective, fold};
use vigie_domain::time::Instant;

/// Assignments, ends, what is taken back, and some life around them, in the
/// order in which somebody happened to hear of it.
fn told() -> impl Strategy<Value = Vec<Seed>> {
    let kinds = prop_oneof![
        5 => seed(vec![Kind::AdvisorAssigned, Kind::AdvisorEnded]),
        2 => seed(vec![Kind::Enrolled, Kind::Reenrolled, Kind::Withdrawn, Kind::SearchStarted]),
        1 => seed(Kind::ALL.to_vec()),
    ];
    prop::collection::vec(kinds, 1..24)
}

/// The one advisor at the end of these facts, by definition: whom the last
/// assignment names.
fn last_assigned(facts: &[&Fact]) -> Option<StaffId> {
    facts.iter().rev().find_map(|fact| match &fact.payload {
        Payload::AdvisorAssigned(body) => Some(body.advisor),
        _ => None,
    })
}

proptest! {
    #[test]
    fn from_the_first_assignment_on_there_is_exactly_one_advisor(seeds in told()) {
        let facts: Vec<Fact> = seeds.iter().enumerate().map(|(n, s)| fact(n, s)).collect();
        let held = effective(&facts);
        let mut journey = Journey::default();
        for known in 0..held.len() {
            journey.apply(held[known]);
            let advisor = journey.advisor.map(|(advisor, _)| advisor);
            prop_assert_eq!(advisor, last_assigned(&held[..=known]));
            prop_assert!(journey.released.is_none() || advisor.is_some());
            prop_assert!(advisor.is_none_or(|one| !journey.former.contains(&one)));
        }
    }

    #[test]
    fn whoever_it_is_does_not_depend_on_the_order_in_which_it_was_told(
        (seeds, shuffled) in told().prop_flat_map(|seeds| {
            let facts: Vec<Fact> = seeds.iter().enumerate().map(|(n, s)| fact(n, s)).collect();
            (Just(facts.clone()), Just(facts).prop_shuffle())
        })
    ) {
        let (one, other) = (fold(&seeds), fold(&shuffled));
        prop_assert_eq!(
            (one.advisor, one.released, &one.former),
            (other.advisor, other.released, &other.former)
        );
    }
}

/// Advisors with little time, and students who take some of it.
#[derive(Clone, Debug)]
struct Squad {
    advisors: Vec<Advisor>,
    students: Vec<Followed>,
}

fn staff(n: usize) -> StaffId {
    StaffId(Uuid::from_u128(n as u128 + 1))
}

fn squad() -> impl Strategy<Value = Squad> {
    let english = |yes: bool| {
        if yes { vec![Key::from("fr"), Key::from("en")] } else { vec![Key::from("fr")] }
    };
    let advisors = prop::collection::vec((20..120_u32, any::<bool>()), 2..4);
    let student = (0..3_usize, 0..60_u32, prop::bool::weighted(0.2), prop::bool::weighted(0.2));
    (advisors, prop::collection::vec(student, 0..7)).prop_map(move |(advisors, students)| {
        let count = advisors.len();
        let advisor = |(n, (minutes, speaks)): (usize, (u32, bool))| Advisor {
            id: staff(n),
            minutes,
            languages: english(speaks),
            programmes: Vec::new(),
            offset: 0,
            presence: Presence::Here,
        };
        let student =
            |(n, (of, minutes, careful, foreign)): (u128, (usize, u32, bool, bool))| Followed {
                student: StudentId(Uuid::from_u128(n)),
                advisor: Some((staff(of % count), Instant(0))),
                former: Vec::new(),
                programme: None,
                language: Some(if foreign { "en".into() } else { "fr".into() }),
                offset: 0,
                minutes,
                care: if careful { vec![Care::OpenCase] } else { Vec::new() },
            };
        Squad {
            advisors: advisors.into_iter().enumerate().map(advisor).collect(),
            students: (0..).zip(students).map(student).collect(),
        }
    })
}

/// The fewest hand-overs of those who may move, by trying every way to share
/// the students out.
fn fewest(team: &Squad, may_move: impl Fn(&Followed) -> bool) -> Option<usize> {
    let (seats, people) = (team.advisors.len(), team.students.len());
    let mut best: Option<usize> = None;
    'ways: for way in 0..seats.pow(u32::try_from(people).unwrap()) {
        let (mut rest, mut moved) = (way, 0);
        let mut loads: BTreeMap<StaffId, u32> = BTreeMap::new();
        for student in &team.students {
            let to = &team.advisors[rest % seats];
            rest /= seats;
            *loads.entry(to.id).or_default() += student.minutes;
            if student.advisor.unwrap().0 != to.id {
                let speaks = to.languages.contains(student.language.as_ref().unwrap());
                if !speaks || !may_move(student) {
                    continue 'ways;
                }
                moved += 1;
            }
        }
        let fits =
            |advisor: &Advisor| loads.get(&advisor.id).copied().unwrap_or(0) <= advisor.minutes;
        if team.advisors.iter().all(fits) {
            best = Some(best.map_or(moved, |best| best.min(moved)));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_plan_has_fewer_hand_overs(team in squad()) {
        let plan = rebalance(&team.students, &team.advisors);
        let gentle = fewest(&team, |student| student.care.is_empty());
        let best = gentle.or_else(|| fewest(&team, |_| true));
        match best {
            Some(best) => {
                prop_assert_eq!((plan.hand_overs.len(), plan.fewest, plan.short), (best, true, 0));
            }
            None => prop_assert!(plan.short > 0 && !plan.fewest),
        }
        if gentle.is_some() {
            prop_assert!(plan.hand_overs.iter().all(|one| one.care.is_empty()));
        }
    }

    #[test]
    fn what_is_proposed_really_brings_everybody_under_their_hours(team in squad()) {
        let plan = rebalance(&team.students, &team.advisors);
        let mut loads: BTreeMap<StaffId, u32> = BTreeMap::new();
        for student in &team.students {
            let given = plan.hand_overs.iter().find(|one| one.student == student.student);
            let to = given.map_or(student.advisor.unwrap().0, |one| one.to);
            *loads.entry(to).or_default() += student.minutes;
        }
        let over: u32 = team
            .advisors
            .iter()
            .map(|a| loads.get(&a.id).copied().unwrap_or(0).saturating_sub(a.minutes))
            .sum();
        prop_assert_eq!(over, plan.short);
    }
}

fn somebody(n: u8) -> StaffId {
    StaffId(Uuid::from_u128(n.into()))
}

/// When each of advisors 2 to 5 leaves one day; 1 never does.
fn leaving() -> impl Strategy<Value = BTreeMap<StaffId, Instant>> {
    prop::collection::btree_map((2..=5_u8).prop_map(somebody), (0..100_i64).prop_map(Instant), 0..4)
}

/// Absences of the five, with any of them as stand-in, as an old database
/// might hold them.
fn absences() -> impl Strategy<Value = Absences> {
    let one = (1..=5_u8, 1..=5_u8, 0..100_i64, prop::option::of(1..50_i64));
    let one = one.prop_map(|(staff, stand_in, from, lasts)| Absence {
        id: AbsenceId(Uuid::from_u128(
            u128::from(staff) * 10_000 + u128::from(from.unsigned_abs()),
        )),
        staff: somebody(staff),
        from: Instant(from),
        until: lasts.map(|lasts| Instant(from + lasts)),
        back_at: None,
        stand_in: somebody(stand_in),
        split: BTreeMap::new(),
        version: 1,
    });
    prop::collection::vec(one, 0..6).prop_map(Absences::new)
}

/// Something that a school does to whoever answers.
#[derive(Clone, Debug)]
enum Deed {
    /// Somebody is away: from, for how long, who stands in, who has one student.
    Away(u8, i64, Option<i64>, u8, Option<(u8, u8)>),
    /// Something else is said of one of the absences: its end, who stands in.
    Still(usize, Option<i64>, u8),
    /// A student of somebody who is away is somebody else's meanwhile.
    Shared(usize, u8, u8),
    Back(usize),
    Given(u8, u8),
    Leaves(u8),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let (who, student, which) = (1..=5_u8, 0..4_u8, 0..6_usize);
    let lasts = || prop::option::weighted(0.7, 1..40_i64);
    let shared = prop::option::of((student.clone(), who.clone()));
    let deed = prop_oneof![
        4 => (who.clone(), 0..20_i64, lasts(), who.clone(), shared)
            .prop_map(|(staff, from, lasts, by, shared)| Deed::Away(staff, from, lasts, by, shared)),
        3 => (which.clone(), lasts(), who.clone())
            .prop_map(|(one, lasts, by)| Deed::Still(one, lasts, by)),
        2 => (which.clone(), student.clone(), who.clone())
            .prop_map(|(one, student, by)| Deed::Shared(one, student, by)),
        1 => which.prop_map(Deed::Back),
        2 => (student, who).prop_map(|(student, to)| Deed::Given(student, to)),
        // The first one never leaves.
        1 => (2..=5_u8).prop_map(Deed::Leaves),
    ];
    prop::collection::vec(deed, 1..24)
}

fn pupil(n: u8) -> StudentId {
    // Not the one of zeros, who stands for anybody.
    StudentId(Uuid::from_u128(u128::from(n) + 1))
}

/// A school to which things are done, one every other second.
#[derive(Clone, Debug)]
struct School {
    now: Instant,
    gone: BTreeMap<StaffId, Instant>,
    on_duty: Option<StaffId>,
    absences: Vec<Absence>,
    assigned: HashMap<StudentId, StaffId>,
}

impl School {
    fn team(&self) -> Team {
        let advisors = (1..=5).map(somebody).map(|who| (who, self.gone.get(&who).copied()));
        Team::new(advisors.collect(), self.on_duty)
    }

    fn absences(&self) -> Absences {
        Absences::new(self.absences.clone())
    }

    /// Keeps an absence as it is said to be, if it may be kept.
    fn keep(&mut self, absence: Absence) {
        let team = self.team();
        let here = absence.stand_ins().all(|one| team.has(one, self.now));
        let lasts = absence.end() > absence.from.max(self.now);
        if here && lasts && self.absences().fits(&absence).is_ok() {
            self.absences.retain(|one| one.id != absence.id);
            self.absences.push(absence);
        }
    }

    fn lasting(&self, one: usize) -> Option<Absence> {
        self.absences.iter().filter(|known| known.end() > self.now).nth(one).cloned()
    }

    fn until(&self, from: Instant, lasts: Option<i64>) -> Option<Instant> {
        lasts.map(|lasts| Instant(from.0.max(self.now.0) + lasts))
    }

    fn does(&mut self, number: usize, deed: &Deed) {
        self.now = Instant(self.now.0 + 2);
        match *deed {
            Deed::Away(staff, from, lasts, by, shared) => {
                let from = Instant(self.now.0 + from);
                let split = shared.map(|(student, who)| (pupil(student), somebody(who)));
                self.keep(Absence {
                    id: AbsenceId(Uuid::from_u128(number as u128)),
                    staff: somebody(staff),
                    from,
                    until: self.until(from, lasts),
                    back_at: None,
                    stand_in: somebody(by),
                    split: split.into_iter().collect(),
                    version: 1,
                });
            }
            Deed::Still(one, lasts, by) => {
                if let Some(known) = self.lasting(one) {
                    let until = self.until(known.from, lasts);
                    self.keep(Absence { until, stand_in: somebody(by), ..known });
                }
            }
            Deed::Shared(one, student, by) => {
                if let Some(mut known) = self.lasting(one) {
                    known.split.insert(pupil(student), somebody(by));
                    self.keep(known);
                }
            }
            Deed::Back(one) => {
                if let Some(known) = self.lasting(one).filter(|known| known.covers(self.now)) {
                    self.absences.retain(|other| other.id != known.id);
                    self.absences.push(Absence { back_at: Some(self.now), ..known });
                }
            }
            Deed::Given(student, to) => {
                if self.team().has(somebody(to), self.now) {
                    self.assigned.insert(pupil(student), somebody(to));
                }
            }
            Deed::Leaves(who) => {
                self.gone.entry(somebody(who)).or_insert(self.now);
            }
        }
    }
}

/// What the deeds are done to: an old database, where anything may have been
/// kept and somebody may be known to leave, or one that begins with them.
fn school() -> impl Strategy<Value = School> {
    let old = (absences(), leaving());
    let new = Just((Absences::default(), BTreeMap::new()));
    let began = prop_oneof![2 => old.boxed(), 3 => new.boxed()];
    (began, prop::option::of(1..=6_u8), told()).prop_map(|((absences, gone), on_duty, seeds)| {
        let facts: Vec<Fact> = seeds.iter().enumerate().map(|(n, s)| fact(n, s)).collect();
        let first = last_assigned(&effective(&facts)).map(|who| (pupil(0), who));
        School {
            now: Instant(0),
            gone,
            on_duty: on_duty.map(somebody),
            absences: absences.iter().cloned().collect(),
            assigned: first.into_iter().collect(),
        }
    })
}

/// At `at`, each student has exactly one who answers and is not gone, and is in
/// nobody's list but theirs and their own advisor's. `here`: who answers is not
/// away, either.
fn one_has_each(school: &School, at: Instant, here: bool) -> Result<(), TestCaseError> {
    let (team, absences) = (school.team(), school.absences());
    let held = |who| team.held(&absences, who, &school.assigned, at);
    let mut all: BTreeSet<StaffId> = (1..=5).map(somebody).collect();
    all.extend(school.assigned.values());
    let all: Vec<_> = all.into_iter().map(|who| (who, held(who))).collect();
    for student in (0..4).map(pupil) {
        let assigned = school.assigned.get(&student).copied();
        // Whoever is assigned and still there keeps them.
        let own = assigned.filter(|own| !team.is_gone(*own, at));
        let holder = team.holder(assigned, at);
        prop_assert!(holder.is_some_and(|who| own.unwrap_or(who) == who));
        prop_assert!(holder.is_some_and(|who| !team.is_gone(who, at)));
        let answers = team.answers(&absences, student, assigned, at);
        let who = answers.map(|answers| answers.who);
        prop_assert!(who.is_some_and(|who| !team.is_gone(who, at)));
        if here {
            prop_assert!(who.is_some_and(|who| absences.of(who, at).is_none()), "{:?}", who);
        }
        // Whoever is away still reads their own.
        let expected: BTreeSet<StaffId> = own.into_iter().chain(who).collect();
        let has = all.iter().filter(|(_, held)| held.holds(student, assigned));
        prop_assert_eq!(has.map(|(who, _)| *who).collect::<BTreeSet<_>>(), expected);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_done_exactly_one_has_each_student_at_every_instant(
        mut school in school(),
        deeds in deeds(),
        later in 0..120_i64,
    ) {
        let began_well = school.absences.is_empty();
        for (number, deed) in deeds.iter().enumerate() {
            school.does(number, deed);
            let absences = school.absences();
            let changes = absences.iter().flat_map(|one| [one.from, one.end()]);
            let leaving = school.gone.values().copied();
            let soon = changes.chain(leaving).chain([school.now, Instant(later)]);
            let soon: BTreeSet<Instant> = soon.filter(|at| *at < Instant::NEVER).collect();
            for at in soon.into_iter().filter(|at| *at >= school.now) {
                one_has_each(&school, at, began_well && school.gone.is_empty())?;
            }
        }
    }
}
