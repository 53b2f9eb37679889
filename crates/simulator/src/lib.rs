//! A seed becomes the dated facts of a whole school.
//!
//! The school is made up so that the product can be shown, and tested against
//! what really stood in each student's way: hidden obstacles that show only in
//! what people do. Most students are fine. Nothing here reads a clock, a file
//! or a store; the same settings give the same records, byte for byte.

mod agenda;
mod almanac;
mod arrival;
mod chance;
mod companies;
mod contact;
mod defence;
mod departure;
mod diary;
mod enrolment;
mod hurdle;
mod job;
mod life;
mod mentoring;
mod messages;
mod names;
mod obstacle;
mod person;
mod programmes;
mod rounds;
mod study;
mod team;
mod truth;

use vigie_domain::calendar::Calendar;
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{Kind, Kinds};
use vigie_domain::time::Instant;

use almanac::Almanac;
use life::{Life, World};
use person::Person;
use programmes::COURSES;
use team::Team;

pub use obstacle::Obstacle;
pub use truth::{Effect, HiddenObstacle, Truth};

/// The source that the demo school's facts come from.
pub const SOURCE: &str = "demo";

/// Which school to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The same seed gives the same school.
    pub seed: u64,
    /// How many people ever asked or enrolled; 1,500 by default.
    pub students: u32,
    /// For how many months before `end` people have been arriving.
    pub months: u32,
    /// The school's "now": nothing is known after it.
    pub end: Instant,
}

impl Settings {
    /// The school of the demo as it stands at `end`.
    pub const fn demo(end: Instant) -> Self {
        Self { seed: 1, students: 1_500, months: 24, end }
    }
}

/// A whole school.
#[derive(Clone, Debug, PartialEq)]
pub struct School {
    /// Staff, programmes and students, then facts in the order in which they
    /// became known.
    pub records: Vec<Record>,
    /// What was hidden. Never show it to the product.
    pub truth: Truth,
}

/// Make a school.
pub fn simulate(settings: &Settings, calendar: &Calendar) -> School {
    let almanac = Almanac::new(settings.end, settings.months, calendar);
    let team = Team::new(settings.seed, settings.students, &almanac);
    let world = World { seed: settings.seed, students: settings.students, almanac, team };

    let mut records: Vec<Record> =
        world.team.staff().map(|staff| Record::Staff(Box::new(staff.clone()))).collect();
    records.extend(COURSES.iter().map(|course| Record::Programme(Box::new(course.programme()))));

    let mut truth = Truth::default();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut ranks = [0_usize; COURSES.len()];
    for index in 0..settings.students {
        let person = Person::draw(settings.seed, index, settings.students);
        records.push(Record::Student(Box::new(person.student())));
        let rank = &mut ranks[person.course];
        let (written, hidden) = Life::new(&world, person, *rank).run();
        *rank += 1;
        drafts.extend(written);
        truth.obstacles.extend(hidden);
    }
    // Stable: one student's facts of one second keep the order of writing.
    drafts.sort_by_key(|draft| (draft.known_at, draft.occurred_at, draft.payload.kind().rank()));
    records.extend(drafts.into_iter().map(|draft| Record::Fact(Box::new(draft))));
    School { records, truth }
}

/// The kinds of fact that the demo school supplies.
///
/// No observations (those are computed), no exam marks, no disputes; questions
/// with a term, answers waited for or not due, come from Vigie itself.
pub fn supplies() -> Kinds {
    Kind::ALL
        .iter()
        .copied()
        .filter(|kind| {
            !matches!(
                kind,
                Kind::Observed
                    | Kind::Disputed
                    | Kind::Retracted
                    | Kind::QuestionAsked
                    | Kind::FollowUpSet
                    | Kind::NoAnswerDue
            )
        })
        .collect()
}
