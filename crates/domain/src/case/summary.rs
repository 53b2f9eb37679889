//! What whoever takes a case over should know, drawn from the facts.

use serde::{Deserialize, Serialize};

use super::{Case, Heard};
use crate::fact::{Channel, Fact, Payload};
use crate::ids::{FactId, Key, StaffId};
use crate::journey::Journey;
use crate::signal::Standing;
use crate::time::Instant;

/// Facts at the moment of a hand-over: no sentence, so that each reader gets
/// theirs in their own language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Who followed it until then.
    pub from: StaffId,
    /// Since when it has been followed.
    pub opened_at: Instant,
    /// What rings.
    pub ringing: Vec<Key>,
    /// The last two-way exchange, by which way, and the fact whose note says
    /// what came of it.
    pub last_exchange: Option<(Instant, Channel, FactId)>,
    /// Attempts without answer since.
    pub attempts: u16,
    /// Promises not kept yet: for when, and the fact with the words.
    pub promises: Vec<(Instant, FactId)>,
    /// Numbers of the steps that are to be done.
    pub steps: Vec<u16>,
    /// The next session, and with which mentor.
    pub session: Option<(Instant, StaffId)>,
    /// What the student said last, in their own words: when, and the fact
    /// with the words, the oldest first.
    #[serde(default)]
    pub said: Vec<(Instant, FactId)>,
}

/// So many of the student's own sentences go along.
const SAID: usize = 3;

/// What the student said last since then; the facts come in the order of the
/// fold.
pub fn said(facts: &[&Fact], since: Instant) -> Vec<(Instant, FactId)> {
    let own = |fact: &&&Fact| match &fact.payload {
        Payload::MessageIn(_) | Payload::Enquired(_) | Payload::Disputed(_) => true,
        Payload::NeedStated(body) => body.said_in.is_none(),
        Payload::CommunityPost(body) => body.asks_help,
        _ => false,
    };
    let theirs = facts.iter().rev().filter(own).take_while(|fact| fact.occurred_at >= since);
    let mut said: Vec<_> = theirs.take(SAID).map(|fact| (fact.occurred_at, fact.id)).collect();
    said.reverse();
    said
}

impl Summary {
    /// Nothing drawn yet: what asks for a hand-over, before it is written.
    pub const fn nothing(from: StaffId) -> Self {
        Self {
            from,
            opened_at: Instant::DAWN,
            ringing: Vec::new(),
            last_exchange: None,
            attempts: 0,
            promises: Vec::new(),
            steps: Vec::new(),
            session: None,
            said: Vec::new(),
        }
    }

    /// Draws it at the standing's instant; `said`: see [`said`].
    pub fn of(
        case: &Case,
        standing: &Standing,
        heard: &Heard,
        said: Vec<(Instant, FactId)>,
    ) -> Self {
        let journey = &standing.journey;
        let ringing = standing.ringing.iter().map(|ringing| ringing.indicator.clone());
        let mut ringing: Vec<Key> = ringing.collect();
        ringing.dedup();
        let contact = &journey.contact;
        Self {
            from: case.owner,
            opened_at: case.opened_at,
            ringing,
            last_exchange: contact.last.map(|touch| (touch.at, touch.channel, touch.fact)),
            attempts: heard.attempts,
            promises: contact.promises.iter().map(|open| (open.due, open.words)).collect(),
            steps: case.open_steps().into_iter().map(|(number, _)| number).collect(),
            session: next_session(journey, standing.at),
            said,
        }
    }
}

fn next_session(journey: &Journey, at: Instant) -> Option<(Instant, StaffId)> {
    let booked = journey.open_enrolments().flat_map(|enrolment| &enrolment.mentoring.booked);
    let ahead = booked.filter(|booked| booked.at > at).map(|booked| (booked.at, booked.mentor));
    ahead.min()
}
