//! Contacts with the student while a case was open: work in it, too, though
//! no event of it.

use vigie_domain::case::{Case, Stage};
use vigie_domain::fact::{Fact, Payload};
use vigie_domain::time::Instant;

use super::tell::{Moment, Teller};
use crate::web::frame::iso;

/// Each with when it was, in the order of the facts.
pub(super) fn during(
    case: &Case,
    facts: &[&Fact],
    teller: &Teller<'_>,
    given: &str,
) -> Vec<(Instant, Moment)> {
    let until = match case.stage {
        Stage::Closed(at, _) => at,
        _ => Instant::NEVER,
    };
    let within = |fact: &&&Fact| case.opened_at <= fact.occurred_at && fact.occurred_at <= until;
    let told = facts.iter().filter(within).filter_map(|fact| {
        let moment = tell(fact, teller, given)?;
        Some((fact.occurred_at, moment))
    });
    told.collect()
}

/// What was said in it stands in the thread.
fn tell(fact: &Fact, teller: &Teller<'_>, given: &str) -> Option<Moment> {
    let (by, channel, outcome) = match &fact.payload {
        Payload::Call(body) => (Some(body.by), body.channel, body.outcome.name()),
        Payload::Meeting(body) => (Some(body.by), body.channel, ""),
        Payload::MessageOut(body) => (Some(body.by), body.channel, ""),
        Payload::MessageIn(body) => (None, body.channel, ""),
        _ => return None,
    };
    let who = by.map(|by| teller.names.staff(by)).unwrap_or_default();
    let channel = teller.text(&format!("channel-{}", channel.name()), &[]);
    let words = [("who", &*who), ("name", given), ("channel", &*channel), ("outcome", outcome)];
    Some(Moment {
        at: teller.date(fact.occurred_at),
        machine: iso(fact.occurred_at),
        told: teller.text(&format!("fact-{}", fact.kind()), &words),
        words: None,
        facts: Vec::new(),
        quiet: false,
    })
}
