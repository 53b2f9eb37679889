//! The facts of a whole school, decoded in memory.

use std::collections::HashMap;

use uuid::Uuid;
use vigie_domain::calendar::Calendar;
use vigie_domain::draft::Record;
use vigie_domain::fact::{Fact, Kinds};
use vigie_domain::ids::{Key, StudentId};
use vigie_domain::time::Instant;
use vigie_ingest::oulad::{SOURCE, ZONE};
use vigie_simulator::{self as simulator, Settings};
use xtask::{Failure, Result};

use crate::{Setting, oulad};

/// The demo school's "now": Tuesday 17 March 2026, 08:00 in Paris.
const DEMO_END: Instant = Instant(1_773_730_800);
const DEMO_ZONE: &str = "Europe/Paris";

/// A school's facts, student by student.
pub(crate) struct Log {
    pub(crate) name: &'static str,
    pub(crate) calendar: Calendar,
    /// The kinds of fact that its source supplies.
    pub(crate) supplied: Kinds,
    /// Each student's facts, in the order of the fold.
    pub(crate) students: Vec<Vec<Fact>>,
}

impl Log {
    /// The real data.
    pub(crate) fn oulad(setting: &Setting) -> Result<Self> {
        let (read, supply) = oulad::read(&oulad::folder(setting)?)?;
        let students = identify(read.records, SOURCE);
        Ok(Self { name: "OULAD", calendar: calendar(ZONE)?, supplied: supply.kinds, students })
    }

    /// The simulator's school, as `vigie demo` makes it.
    pub(crate) fn demo() -> Result<Self> {
        let calendar = calendar(DEMO_ZONE)?;
        let school = simulator::simulate(&Settings::demo(DEMO_END), &calendar);
        let students = identify(school.records, simulator::SOURCE);
        Ok(Self { name: "demo school", calendar, supplied: simulator::supplies(), students })
    }

    /// How many facts.
    pub(crate) fn facts(&self) -> u64 {
        self.students.iter().map(|facts| facts.len() as u64).sum()
    }

    /// The instant at which the last fact became known.
    pub(crate) fn end(&self) -> Instant {
        let known = self.students.iter().flatten().map(|fact| fact.known_at);
        known.max().unwrap_or(Instant(0))
    }
}

fn calendar(zone: &str) -> Result<Calendar> {
    Calendar::new(zone).map_err(Failure::while_doing("time zone"))
}

/// Drafts become facts, in the order in which they arrive; ids are derived, so
/// that every run has the same.
fn arriving(records: Vec<Record>, source: &str) -> Vec<Fact> {
    let source = Key::from(source);
    let mut facts = Vec::with_capacity(records.len());
    for record in records {
        let Record::Fact(draft) = record else { continue };
        let student = StudentId(Uuid::new_v5(&Uuid::NAMESPACE_OID, draft.student.as_bytes()));
        let recorded_at = draft.known_at;
        facts.push(draft.identify(student, &source, recorded_at));
    }
    facts
}

/// The same, by student and in the order of the fold.
fn identify(records: Vec<Record>, source: &str) -> Vec<Vec<Fact>> {
    let mut places: HashMap<StudentId, usize> = HashMap::new();
    let mut students: Vec<Vec<Fact>> = Vec::new();
    for fact in arriving(records, source) {
        let place = *places.entry(fact.student).or_insert_with(|| {
            students.push(Vec::new());
            students.len() - 1
        });
        students[place].push(fact);
    }
    for facts in &mut students {
        facts.sort_by_key(Fact::place);
        facts.shrink_to_fit();
    }
    students
}
