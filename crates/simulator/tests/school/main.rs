//! What must be true of every demo school.

mod causes;
mod figures;
mod roster;
mod same_seed;
mod secret;
mod watch;

use std::sync::OnceLock;

use vigie_domain::calendar::Calendar;
use vigie_domain::draft::{Draft, Record};
use vigie_domain::time::Instant;
use vigie_simulator::{School, Settings, simulate};

/// Tuesday 17 March 2026, 08:00 in Paris.
const END: Instant = Instant(1_773_730_800);

#[expect(clippy::unwrap_used, reason = "a test's own zone name")]
fn calendar() -> Calendar {
    Calendar::new("Europe/Paris").unwrap()
}

fn small(seed: u64) -> School {
    simulate(&Settings { seed, students: 60, months: 12, end: END }, &calendar())
}

fn of(students: u32) -> School {
    simulate(&Settings { students, ..Settings::demo(END) }, &calendar())
}

/// The default school, made once for all tests.
fn demo() -> &'static School {
    static DEMO: OnceLock<School> = OnceLock::new();
    DEMO.get_or_init(|| simulate(&Settings::demo(END), &calendar()))
}

fn facts(school: &School) -> impl Iterator<Item = &Draft> {
    school.records.iter().filter_map(|record| match record {
        Record::Fact(draft) => Some(&**draft),
        _ => None,
    })
}
