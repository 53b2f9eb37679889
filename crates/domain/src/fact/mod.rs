//! Facts: what happened to one student, when, and where we know it from.

mod kind;
mod payload;
mod words;

use serde::{Deserialize, Serialize};

pub use kind::{Kind, Kinds};
pub use payload::*;
pub use words::*;

use crate::ids::{EnrolmentId, FactId, Key, StudentId};
use crate::time::Instant;

/// Something that happened to one student. Append-only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Derived from the source and the source's own id.
    pub id: FactId,
    /// Whom it happened to.
    pub student: StudentId,
    /// In which enrolment, for what belongs to one.
    pub enrolment: Option<EnrolmentId>,
    /// When it happened.
    pub occurred_at: Instant,
    /// From when on we could have acted on it.
    pub known_at: Instant,
    /// When it was written into this log.
    pub recorded_at: Instant,
    /// Who told us, e.g. `oulad`, `csv`, `vigie`.
    pub source: Key,
    /// The source's own version of this fact; the highest wins.
    pub revision: i64,
    /// What happened.
    pub payload: Payload,
}

/// Where a fact stands in the fold: (`occurred_at`, causal rank, id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// When it happened.
    pub occurred_at: Instant,
    /// Causes before effects within one second.
    pub rank: u8,
    /// Last resort, so that the order is total.
    pub id: FactId,
}

impl Fact {
    /// The kind of the payload.
    pub fn kind(&self) -> Kind {
        self.payload.kind()
    }

    /// Its place in the order of the fold.
    pub fn place(&self) -> Place {
        Place { occurred_at: self.occurred_at, rank: self.kind().rank(), id: self.id }
    }

    /// Of several versions of one fact the greatest holds: the higher source
    /// revision, else the later import (in a stable order, the later one).
    pub fn version(&self) -> (i64, Instant) {
        (self.revision, self.recorded_at)
    }
}
