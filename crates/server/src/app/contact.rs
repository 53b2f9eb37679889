//! A contact closes the loop: it is a fact like any other.

use vigie_domain::fact::{
    Call, CallOutcome, Channel, Fact, Kind, Kinds, Meeting, MessageOut, Payload, PromiseMade,
    Snoozed,
};
use vigie_domain::ids::{FactId, Key, Ref, StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::Incoming;

use super::school::OWN_SOURCE;
use super::{App, Result, School};
use crate::chance;

/// What people can write in Vigie itself.
pub const OWN_KINDS: Kinds = Kinds::of(&[
    Kind::Call,
    Kind::Meeting,
    Kind::MessageOut,
    Kind::Noted,
    Kind::Snoozed,
    Kind::PromiseMade,
    Kind::PromiseKept,
]);

/// What came of trying to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A conversation by telephone or video.
    Spoke,
    /// Nobody answered.
    NoAnswer,
    /// A message was left.
    MessageLeft,
    /// They met.
    Met,
    /// The school wrote.
    Wrote,
}

/// A contact to record.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// With whom.
    pub student: StudentId,
    /// By whom.
    pub by: StaffId,
    /// When.
    pub at: Instant,
    /// What came of it.
    pub outcome: Outcome,
    /// By which way, where the outcome leaves a choice.
    pub channel: Option<Channel>,
    /// A note; kept apart from the fact.
    pub note: Option<String>,
    /// A promise made: words, and for when.
    pub promise: Option<(String, Instant)>,
    /// Come back to it then.
    pub snooze_until: Option<Instant>,
}

impl App {
    /// Record a contact, with its promise and its date to come back.
    pub async fn add_contact(&self, contact: NewContact) -> Result<Vec<FactId>> {
        let school = self.school_with_own_source().await?;
        let incoming = facts(contact, self.clock.now());
        let ids = incoming.iter().map(|one| one.fact.id).collect();
        self.record(&school, incoming).await?;
        Ok(ids)
    }

    /// From the first contact written here on, Vigie is a source of contacts.
    async fn school_with_own_source(&self) -> Result<School> {
        let school = self.school().await?;
        if school.context.supplied().covers(OWN_KINDS) {
            return Ok(school);
        }
        let mut tx = self.store.begin().await?;
        tx.put_source(OWN_SOURCE, OWN_KINDS).await?;
        tx.commit().await?;
        self.look_again_at_everybody(vigie_store::Why::Published).await?;
        self.school().await
    }
}

fn facts(contact: NewContact, now: Instant) -> Vec<Incoming> {
    let NewContact { student, by, at, .. } = contact;
    let fact = |payload: Payload, text: Option<String>| {
        let source = Key::from(OWN_SOURCE);
        let fact = Fact {
            id: FactId::derive(student, &source, payload.kind(), &chance::own_id()),
            student,
            enrolment: None,
            occurred_at: at,
            known_at: now,
            recorded_at: now,
            source,
            revision: 0,
            payload,
        };
        Incoming { fact, text }
    };
    let call = |outcome| {
        let channel = contact.channel.unwrap_or(Channel::Phone);
        Payload::from(Call { channel, by, outcome })
    };
    let payload = match contact.outcome {
        Outcome::Spoke => call(CallOutcome::Spoke),
        Outcome::NoAnswer => call(CallOutcome::NoAnswer),
        Outcome::MessageLeft => call(CallOutcome::MessageLeft),
        Outcome::Met => {
            Meeting { channel: contact.channel.unwrap_or(Channel::InPerson), by }.into()
        }
        Outcome::Wrote => {
            MessageOut { channel: contact.channel.unwrap_or(Channel::Email), by }.into()
        }
    };
    let mut facts = vec![fact(payload, contact.note)];
    if let Some((words, due)) = contact.promise {
        let promise = Ref::derive(&chance::own_id());
        facts.push(fact(PromiseMade { promise, by, due }.into(), Some(words)));
    }
    if let Some(until) = contact.snooze_until {
        facts.push(fact(Snoozed { by, until }.into(), None));
    }
    facts
}
