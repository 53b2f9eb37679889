//! How enrolments begin and end, and who advises whom.

use compact_str::format_compact;
use vigie_domain::directory::Staff;
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{
    AdvisorAssigned, Diploma, Enrolled, Payload, Planned, Role, WithdrawalReason, Withdrawn,
};
use vigie_domain::ids::{Key, StaffId};
use vigie_domain::time::Instant;

use super::presentations::{Presentation, Presentations};
use super::roster::{Enrolment, FinalResult, Roster};
use crate::{Sink, Stop};

/// When something happened, and from when on it was known.
#[derive(Clone, Copy, Debug)]
pub(super) struct When {
    pub(super) occurred_at: Instant,
    pub(super) known_at: Instant,
}

impl When {
    /// Both at once.
    pub(super) const fn at(instant: Instant) -> Self {
        Self { occurred_at: instant, known_at: instant }
    }

    /// On a day; known when that day is over.
    pub(super) fn on(presentation: &Presentation, day: super::day::Day) -> Self {
        let days = &presentation.days;
        Self { occurred_at: days.start_of(day), known_at: days.start_of(day + 1) }
    }
}

/// A fact of an enrolment, handed to the sink.
pub(super) fn tell(
    sink: &mut dyn Sink,
    student: &Key,
    enrolment: Option<&Key>,
    own_id: Key,
    when: When,
    payload: impl Into<Payload>,
) -> Result<(), Stop> {
    sink.record(Record::Fact(Box::new(Draft {
        student: student.clone(),
        enrolment: enrolment.cloned(),
        own_id,
        revision: 0,
        occurred_at: when.occurred_at,
        known_at: when.known_at,
        payload: payload.into(),
        text: None,
    })))
}

/// Enrolments, plans, withdrawals and results.
pub(super) fn tell_enrolments(
    roster: &Roster,
    presentations: &Presentations,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    for enrolment in roster.enrolments() {
        let presentation = presentations.get(enrolment.presentation);
        let (student, key) = (roster.student(enrolment), &enrolment.key);
        let begun = When::on(presentation, enrolment.enrolled);
        let mut tell = |own_id: Key, when: When, payload: Payload| {
            tell(sink, student, Some(key), own_id, when, payload)
        };
        tell(key.clone(), begun, Payload::Enrolled(Box::new(enrolled(presentation))))?;
        if !presentation.works.is_empty() {
            let works = presentation.works.clone();
            tell(key.clone(), begun, Payload::Planned(Box::new(Planned { works })))?;
        }
        if let Some(day) = enrolment.unregistered {
            // Never before the registration that it undoes.
            let when = When::on(presentation, day.max(enrolment.enrolled));
            tell(key.clone(), when, withdrawn(WithdrawalReason::Unknown))?;
        }
        if let Some(payload) = result(enrolment, presentation) {
            let own_id = format_compact!("{key}/result");
            tell(own_id, When::at(presentation.end()), payload)?;
        }
    }
    Ok(())
}

fn enrolled(presentation: &Presentation) -> Enrolled {
    Enrolled {
        programme: presentation.module.clone(),
        cohort: presentation.code.clone(),
        starts_at: presentation.start(),
        target_end: Some(presentation.end()),
        weekly_hours: None,
        funding: None,
        funding_ends: None,
    }
}

fn withdrawn(reason: WithdrawalReason) -> Payload {
    Withdrawn { reason, return_at: None }.into()
}

/// What the presentation's end makes known, if anything new.
fn result(enrolment: &Enrolment, presentation: &Presentation) -> Option<Payload> {
    match enrolment.result? {
        FinalResult::Passed => {
            let programme = presentation.module.clone();
            Some(Diploma { programme, guarantee_until: None }.into())
        }
        FinalResult::Failed => Some(withdrawn(WithdrawalReason::NotValidated)),
        FinalResult::Withdrawn if enrolment.unregistered.is_some() => None,
        FinalResult::Withdrawn => Some(withdrawn(WithdrawalReason::Unknown)),
    }
}

/// The advisors over whom the students are spread.
pub(super) fn tell_advisors(advisors: u16, sink: &mut dyn Sink) -> Result<(), Stop> {
    (1..=advisors).try_for_each(|number| {
        let external = advisor(number);
        sink.record(Record::Staff(Box::new(Staff {
            name: external.to_string(),
            external,
            role: Role::Advisor,
            way: None,
            capacity: None,
        })))
    })
}

/// Each student gets the advisor that a hash of their id names.
pub(super) fn tell_assignments(
    advisors: u16,
    roster: &Roster,
    presentations: &Presentations,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    if advisors == 0 {
        return Ok(());
    }
    for enrolment in roster.first_enrolments(presentations) {
        let student = roster.student(enrolment);
        let number = stable_hash(student) % advisors + 1;
        let payload = AdvisorAssigned { advisor: StaffId::derive(&advisor(number)) };
        let when = When::on(presentations.get(enrolment.presentation), enrolment.enrolled);
        tell(sink, student, None, Key::const_new("advisor"), when, payload)?;
    }
    Ok(())
}

fn advisor(number: u16) -> Key {
    format_compact!("advisor-{number:02}")
}

/// FNV-1a (Fowler, Noll, Vo, 1991), with the finish of `MurmurHash3` so that
/// ids that differ in their last digit spread evenly. Never to be changed: the
/// advisor of every student hangs on it.
fn stable_hash(text: &str) -> u16 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let [high, low, ..] = mixed.to_be_bytes();
    u16::from_be_bytes([high, low])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_over_advisors_is_even_and_stays() {
        let mut counts = [0_u32; 7];
        for id in 0..7_000 {
            counts[usize::from(stable_hash(&id.to_string()) % 7)] += 1;
        }
        assert!(counts.iter().all(|count| (900..1_100).contains(count)), "{counts:?}");
        assert_eq!(stable_hash("11391"), 42_358);
    }
}
