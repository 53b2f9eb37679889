//! A fact as an outside system tells it, before the directory has given ids.
//!
//! Importers and the simulator make drafts; `app::import` turns them into
//! facts. They never see a [`StudentId`].

use crate::directory::{Programme, Staff, Student};
use crate::fact::{Fact, Payload};
use crate::ids::{EnrolmentId, FactId, Key, StudentId};
use crate::time::Instant;

/// What a reader yields, one at a time.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// Someone who studies, or may.
    Student(Box<Student>),
    /// Someone of the team.
    Staff(Box<Staff>),
    /// A programme with its items.
    Programme(Box<Programme>),
    /// Something that happened.
    Fact(Box<Draft>),
}

/// Something that happened, in the source's own terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The student's id in the source, unique within `source`.
    pub student: Key,
    /// The enrolment's id in the source.
    pub enrolment: Option<Key>,
    /// The source's own id of this fact, unique within (student, kind).
    pub own_id: Key,
    /// The source's own version of it; 0 if it has none.
    pub revision: i64,
    /// When it happened.
    pub occurred_at: Instant,
    /// From when on the school could have known.
    pub known_at: Instant,
    /// What happened.
    pub payload: Payload,
    /// Words that came with it; kept apart from the fact.
    pub text: Option<String>,
}

impl Draft {
    /// The fact, now that the student is known. The text goes elsewhere.
    pub fn identify(self, student: StudentId, source: &Key, recorded_at: Instant) -> Fact {
        Fact {
            id: FactId::derive(student, source, self.payload.kind(), &self.own_id),
            student,
            enrolment: self.enrolment.map(|external| EnrolmentId::derive(student, &external)),
            occurred_at: self.occurred_at,
            known_at: self.known_at,
            recorded_at,
            source: source.clone(),
            revision: self.revision,
            payload: self.payload,
        }
    }
}
