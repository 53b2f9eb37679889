//! Facts written in Vigie itself: how they are made, and taken back.

use vigie_domain::fact::{Fact, Kind, Kinds, Payload, Retracted, Target};
use vigie_domain::ids::{EnrolmentId, FactId, Key, StaffId, StudentId};
use vigie_domain::time::{HOUR, Instant, Span};
use vigie_store::{Incoming, Tx, Why};

use super::case::Wish;
use super::marks::{Beside, Mark, Marks};
use super::school::{BEGAN, OWN_SOURCE, OWN_SOURCES};
use super::{App, Error, Refusal, Result, listening};
use crate::chance;

/// What people can write in Vigie itself.
pub const OWN_KINDS: Kinds = Kinds::of(&[
    Kind::AdvisorAssigned,
    Kind::LeavePlanned,
    Kind::Resumed,
    Kind::SessionBooked,
    Kind::SessionRecorded,
    Kind::MessageIn,
    Kind::MessageOut,
    Kind::Call,
    Kind::Meeting,
    Kind::Noted,
    Kind::Snoozed,
    Kind::PromiseMade,
    Kind::PromiseKept,
    Kind::ConcernRaised,
    Kind::NeedStated,
    Kind::Congratulated,
    Kind::Hired,
    Kind::QuestionAsked,
    Kind::FollowUpSet,
    Kind::NoAnswerDue,
]);

/// For how long something written here can be undone.
pub const UNDO_WITHIN: Span = HOUR;

/// Longest text that is kept, in characters.
pub const MOST_WORDS: usize = 8_000;
/// Longest name of a company, in characters.
const LONGEST_NAME: usize = 120;
/// How the own id of what undoes something begins.
const UNDO: &str = "undo ";

/// A fact that was written here, as [`App::undo`] wants it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Written {
    /// Its kind.
    pub kind: Kind,
    /// Vigie's own id of it.
    pub own_id: String,
    /// The fact.
    pub fact: FactId,
}

/// Facts about one student on their way into the log, all told now.
#[derive(Debug)]
pub(super) struct Writing {
    student: StudentId,
    now: Instant,
    source: &'static str,
    incoming: Vec<Incoming>,
    written: Vec<Written>,
    beside: Beside,
}

impl Writing {
    /// Nothing so far, by somebody who is signed in.
    pub(super) fn about(student: StudentId, now: Instant) -> Self {
        Self::from_source(OWN_SOURCE, student, now)
    }

    fn from_source(source: &'static str, student: StudentId, now: Instant) -> Self {
        let (incoming, written) = (Vec::new(), Vec::new());
        Self { student, now, source, incoming, written, beside: Beside::default() }
    }

    /// This happened now, to the person.
    pub(super) fn now(&mut self, payload: impl Into<Payload>, text: Option<String>) -> FactId {
        self.at(self.now, None, payload, text)
    }

    /// This happened at `at`, in an enrolment or to the person.
    pub(super) fn at(
        &mut self,
        at: Instant,
        enrolment: Option<EnrolmentId>,
        payload: impl Into<Payload>,
        text: Option<String>,
    ) -> FactId {
        self.called(chance::own_id(), at, enrolment, payload.into(), text)
    }

    /// This happened now, under an id of the caller's: written twice, it is
    /// the same fact.
    pub(super) fn named(&mut self, own_id: String, payload: impl Into<Payload>) -> FactId {
        self.called(own_id, self.now, None, payload.into(), None)
    }

    /// This happened now in an enrolment, under an id of the caller's.
    pub(super) fn named_in(
        &mut self,
        own_id: String,
        enrolment: EnrolmentId,
        payload: impl Into<Payload>,
    ) -> FactId {
        self.called(own_id, self.now, Some(enrolment), payload.into(), None)
    }

    /// What the first fact, a contact, shows of our own work.
    pub(super) fn mark(&mut self, marks: Marks, by: StaffId) {
        if let Some(contact) = self.written.first().filter(|_| marks != Marks::default()) {
            let (contact, at) = (contact.fact, self.now);
            self.beside.mark = Some(Mark { contact, marks, at, by });
        }
    }

    /// What was gathered, for a transaction of the caller's.
    pub(super) fn into_incoming(self) -> Vec<Incoming> {
        self.incoming
    }

    /// What the student says to whoever follows them; nobody does: only the
    /// facts are written.
    pub(super) fn wish(&mut self, owner: Option<StaffId>, words: String, goal: bool) {
        let at = self.now;
        self.beside.wish = owner.map(|owner| Wish { owner, words, goal, at });
    }

    fn called(
        &mut self,
        own_id: String,
        at: Instant,
        enrolment: Option<EnrolmentId>,
        payload: Payload,
        text: Option<String>,
    ) -> FactId {
        let source = Key::from(self.source);
        let kind = payload.kind();
        let id = FactId::derive(self.student, &source, kind, &own_id);
        let fact = Fact {
            id,
            student: self.student,
            enrolment,
            occurred_at: at,
            known_at: self.now,
            recorded_at: self.now,
            source,
            revision: 0,
            payload,
        };
        self.incoming.push(Incoming { fact, text });
        self.written.push(Written { kind, own_id, fact: id });
        id
    }
}

/// The own id of what undoes a fact: undone twice, it is one fact.
pub(super) fn undo_id(kind: Kind, own_id: &str) -> String {
    format!("{UNDO}{kind} {own_id}")
}

impl App {
    /// What somebody writes on their own page, signed in or through their link.
    pub(super) fn writing(&self, student: StudentId, now: Instant) -> Writing {
        Writing::from_source(self.own_source, student, now)
    }

    /// Records what was gathered; gives what is needed to undo it.
    pub(super) async fn write(&self, writing: Writing) -> Result<Vec<Written>> {
        self.supply_own_kinds().await?;
        let school = self.school().await?;
        let mut incoming = writing.incoming;
        incoming.extend(listening::heard(&incoming));
        self.record_beside(&school, incoming, &writing.beside).await?;
        Ok(writing.written)
    }

    /// Takes back facts that were written here within the last hour: they are
    /// said never to have happened. Undoing again changes nothing. All or
    /// none: refused as a whole if one of them is older, or was not written
    /// here.
    pub async fn undo(&self, student: StudentId, facts: &[(Kind, &str)]) -> Result<()> {
        let now = self.clock.now();
        let known = self.store.facts_of(student).await?;
        let mut writing = Writing::about(student, now);
        for &(kind, own_id) in facts {
            let written_by = |source: &&str| {
                let id = FactId::derive(student, source, kind, own_id);
                known.iter().any(|fact| fact.id == id)
            };
            // Whoever signed in since takes back what they wrote by the link.
            let source = OWN_SOURCES.into_iter().find(written_by);
            let source = source.ok_or(Refusal::NotUndoable)?;
            let target = Target { source: source.into(), kind, own_id: own_id.into() };
            let id = target.fact(student);
            let told = known.iter().filter(|fact| fact.id == id).map(|fact| fact.recorded_at);
            // What was undone is not done again; what a person took back is.
            let undone = kind == Kind::Retracted && own_id.starts_with(UNDO);
            let told = told.max().filter(|_| !undone).ok_or(Refusal::NotUndoable)?;
            if now.since(told) > UNDO_WITHIN {
                return Err(Refusal::NotUndoable.into());
            }
            let undoing = undo_id(kind, own_id);
            if !known.iter().any(|fact| fact.id == retraction(student, &undoing)) {
                writing.named(undoing, Retracted { target: target.into() });
                writing.beside.forget.push(id);
                for target in listening::heard_in(&known, id) {
                    writing.named(
                        format!("{UNDO}{}", target.own_id),
                        Retracted { target: target.into() },
                    );
                }
            }
        }
        if !writing.incoming.is_empty() {
            self.write(writing).await?;
        }
        Ok(())
    }

    /// From now on Vigie is a source of what can be written in it: nobody's
    /// having spoken with somebody then means something. Told when the team
    /// begins to work in it, so that no click has to look at everybody; a
    /// school that is only read about keeps "not supplied".
    pub async fn supply_own_kinds(&self) -> Result<()> {
        let mut school = self.school().await?;
        let covered = school.context.supplied().covers(OWN_KINDS);
        if covered && school.began.is_some() {
            return Ok(());
        }
        if !covered {
            school.supply(OWN_KINDS);
            // Told last: interrupted, it begins again.
            self.look_again(&school, Why::Published).await?;
        }
        let mut tx = self.store.begin().await?;
        tx.put_source(OWN_SOURCE, OWN_KINDS).await?;
        tx.put_first_setting(BEGAN, &self.clock.now().0.to_string()).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn retraction(student: StudentId, own_id: &str) -> FactId {
    FactId::derive(student, OWN_SOURCE, Kind::Retracted, own_id)
}

/// Locks a student, about whom something is to be written. Refused if they
/// were erased meanwhile: nothing about them is written down again.
pub(super) async fn lock(tx: &mut Tx, student: StudentId) -> Result<()> {
    if tx.lock_student(student).await? { Ok(()) } else { Err(Error::no_student(student)) }
}

/// Words as they are kept: without blanks around; `None` if nothing is left.
pub(super) fn words(text: &str) -> Result<Option<String>, Refusal> {
    let text = text.trim();
    if text.chars().count() > MOST_WORDS {
        return Err(Refusal::TooLong { most: MOST_WORDS });
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Words where there must be some.
pub(super) fn some_words(text: &str) -> Result<String, Refusal> {
    words(text)?.ok_or(Refusal::NoWords)
}

/// A name, e.g. of a company.
pub(super) fn name(text: &str) -> Result<Key, Refusal> {
    let text = some_words(text)?;
    if text.chars().count() > LONGEST_NAME {
        return Err(Refusal::TooLong { most: LONGEST_NAME });
    }
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_no_words() {
        assert_eq!(words(" \n\t"), Ok(None));
        assert_eq!(some_words("\u{a0} "), Err(Refusal::NoWords));
        assert_eq!(words(" ça va "), Ok(Some("ça va".to_owned())));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(words(&"é".repeat(MOST_WORDS)).is_ok());
        assert_eq!(words(&"é".repeat(MOST_WORDS + 1)), Err(Refusal::TooLong { most: MOST_WORDS }));
    }
}
