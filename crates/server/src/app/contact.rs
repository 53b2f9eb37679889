//! A contact closes the loop: it is a fact like any other.

use vigie_domain::fact::{
    Asks, Call, CallOutcome, Channel, Congratulated, FollowUpSet, Meeting, MessageOut, NoAnswerDue,
    Noted, Occasion, Payload, PromiseKept, PromiseMade, Snoozed,
};
use vigie_domain::ids::{Ref, StaffId, StudentId};
use vigie_domain::time::Instant;

use super::written::{Writing, Written, some_words, words};
use super::{App, Refusal, Result};
use crate::chance;

pub use super::marks::Marks;

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
    /// The school wrote: what they had written is answered.
    Wrote,
}

/// A contact to record.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// With whom.
    pub student: StudentId,
    /// By whom.
    pub by: StaffId,
    /// When; not in the future.
    pub at: Instant,
    /// What came of it.
    pub outcome: Outcome,
    /// By which way, where the outcome leaves a choice.
    pub channel: Option<Channel>,
    /// A note; kept apart from the fact.
    pub note: Option<String>,
    /// Promises made: words, and for when.
    pub promises: Vec<(String, Instant)>,
    /// Unless the student answers, to be taken up again then.
    pub follow_up: Option<Instant>,
    /// Come back to it then.
    pub snooze_until: Option<Instant>,
    /// What it shows of our own work.
    pub marks: Marks,
}

impl App {
    /// Record a contact, with its promise and its date to come back. Gives
    /// what [`App::undo`] takes.
    pub async fn add_contact(&self, contact: NewContact) -> Result<Vec<Written>> {
        let now = self.clock.now();
        if contact.at > now {
            return Err(Refusal::Future.into());
        }
        let (marks, by) = (contact.marks, contact.by);
        let mut writing = facts(&contact, now)?;
        writing.mark(marks, by);
        self.write(writing).await
    }

    /// Write a note about a student.
    pub async fn add_note(
        &self,
        student: StudentId,
        by: StaffId,
        text: &str,
        marks: Marks,
    ) -> Result<Vec<Written>> {
        let mut writing = Writing::about(student, self.clock.now());
        writing.now(Noted { by }, Some(some_words(text)?));
        writing.mark(marks, by);
        self.write(writing).await
    }

    /// Somebody read what the student wrote until then, and it waits for no
    /// answer: "merci, à jeudi". Refused where nothing of it waits.
    pub async fn needs_no_answer(
        &self,
        student: StudentId,
        by: StaffId,
        until: Instant,
    ) -> Result<Vec<Written>> {
        let school = self.school().await?;
        let contact = self.standing(&school, student, None).await?.journey.contact;
        let waits = contact.unanswered.is_some_and(|waits| waits.since <= until);
        let mut texts = contact.questions.iter().filter(|open| open.asks == Asks::Answer);
        if !waits && !texts.any(|open| open.at <= until) {
            return Err(Refusal::NoSuchMessage.into());
        }
        let mut writing = Writing::about(student, self.clock.now());
        writing.now(NoAnswerDue { by, until }, None);
        self.write(writing).await
    }

    /// "Come back to it on …": off the list until then.
    pub async fn snooze(
        &self,
        student: StudentId,
        by: StaffId,
        until: Instant,
        marks: Marks,
    ) -> Result<Vec<Written>> {
        let now = self.clock.now();
        to_come(until, now)?;
        let mut writing = Writing::about(student, now);
        writing.now(Snoozed { by, until }, None);
        writing.mark(marks, by);
        self.write(writing).await
    }

    /// Something was promised, as somebody confirms; without words where these are
    /// for few eyes.
    pub async fn promise(
        &self,
        student: StudentId,
        by: StaffId,
        words: Option<&str>,
        due: Instant,
    ) -> Result<Vec<Written>> {
        let now = self.clock.now();
        to_come(due, now)?;
        let mut writing = Writing::about(student, now);
        promise(&mut writing, now, by, words, due)?;
        self.write(writing).await
    }

    /// A promise was kept.
    pub async fn keep_promise(&self, student: StudentId, promise: Ref) -> Result<Vec<Written>> {
        let school = self.school().await?;
        let standing = self.standing(&school, student, None).await?;
        if !standing.journey.contact.promises.iter().any(|open| open.promise == promise) {
            return Err(Refusal::NoSuchPromise.into());
        }
        let mut writing = Writing::about(student, self.clock.now());
        writing.now(PromiseKept { promise }, None);
        Box::pin(self.write(writing)).await
    }

    /// Somebody celebrated with a student.
    pub async fn congratulate(
        &self,
        student: StudentId,
        by: StaffId,
        occasion: Occasion,
        marks: Marks,
    ) -> Result<Vec<Written>> {
        let mut writing = Writing::about(student, self.clock.now());
        writing.now(Congratulated { occasion, by, about: None }, None);
        writing.mark(marks, by);
        Box::pin(self.write(writing)).await
    }
}

/// One promise, with its words.
pub(super) fn promise(
    writing: &mut Writing,
    at: Instant,
    by: StaffId,
    words: Option<&str>,
    due: Instant,
) -> Result<(), Refusal> {
    let promise = Ref::derive(&chance::own_id());
    let words = words.map(some_words).transpose()?;
    writing.at(at, None, PromiseMade { promise, by, due }, words);
    Ok(())
}

/// Something planned lies ahead.
fn to_come(at: Instant, now: Instant) -> Result<(), Refusal> {
    if at > now { Ok(()) } else { Err(Refusal::Past(at)) }
}

fn facts(contact: &NewContact, now: Instant) -> Result<Writing, Refusal> {
    let NewContact { student, by, at, .. } = *contact;
    let mut writing = Writing::about(student, now);
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
            let channel = contact.channel.unwrap_or(Channel::Email);
            MessageOut { channel, by, written_at: None }.into()
        }
    };
    let note = contact.note.as_deref().map(words).transpose()?.flatten();
    writing.at(at, None, payload, note);
    for (promised, due) in &contact.promises {
        promise(&mut writing, at, by, contact.marks.beside(promised), *due)?;
    }
    if let Some(due) = contact.follow_up {
        to_come(due, now)?;
        writing.at(at, None, FollowUpSet { by, due }, None);
    }
    if let Some(until) = contact.snooze_until {
        to_come(until, now)?;
        writing.at(at, None, Snoozed { by, until }, None);
    }
    Ok(writing)
}
