//! Identifiers. Each is its own type, so that none can stand in for another.

use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::fact::Kind;

/// Root of every derived identifier; any fixed value will do.
const NAMESPACE: Uuid = Uuid::from_u128(0x5f1c_42a7_8f0d_4a93_b1de_7669_6769_6531);

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The sixteen bytes that the store keeps.
            pub fn bytes(self) -> [u8; 16] {
                *self.0.as_bytes()
            }

            /// From the sixteen bytes that the store kept.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

identifier! {
    /// One person. Random: it says nothing about them.
    StudentId
}
identifier! {
    /// One enrolment of one student in one programme.
    EnrolmentId
}
identifier! {
    /// One fact: a hash of (student, source, kind, the source's own id).
    FactId
}
identifier! {
    /// An advisor, mentor or other member of the team.
    StaffId
}
identifier! {
    /// The account of somebody who signs in. Random.
    UserId
}
identifier! {
    /// One absence of one advisor. Random.
    AbsenceId
}
identifier! {
    /// Students who were given to other advisors in one go. Random.
    RelayId
}
identifier! {
    /// One case of one student. Random.
    CaseId
}

impl EnrolmentId {
    /// The enrolment that an outside system calls `external`.
    pub fn derive(student: StudentId, external: &str) -> Self {
        Self(Uuid::new_v5(&student.0, external.as_bytes()))
    }
}

impl StaffId {
    /// The member of the team that an outside system calls `external`.
    pub fn derive(external: &str) -> Self {
        Self(Uuid::new_v5(&NAMESPACE, external.as_bytes()))
    }
}

impl FactId {
    /// Sending a fact again gives the same id, so it changes nothing.
    pub fn derive(student: StudentId, source: &str, kind: Kind, own_id: &str) -> Self {
        let mut name = Vec::with_capacity(source.len() + own_id.len() + 24);
        name.extend_from_slice(source.as_bytes());
        name.push(0);
        name.extend_from_slice(kind.name().as_bytes());
        name.push(0);
        name.extend_from_slice(own_id.as_bytes());
        Self(Uuid::new_v5(&student.0, &name))
    }
}

/// A short outside word: a programme, a project, a cohort, a company.
/// Kept inline up to 24 bytes.
pub type Key = CompactString;

/// A session, promise or defence as its source numbers it, hashed to 64 bits.
///
/// Only ever compared within one student, where collisions do not happen in
/// practice (fewer than a thousand refs against 2⁶⁴).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ref(pub u64);

impl Ref {
    /// Hash an outside id.
    pub fn derive(own_id: &str) -> Self {
        let uuid = Uuid::new_v5(&NAMESPACE, own_id.as_bytes());
        // 63 bits, so that it is the same number in every database.
        Self(uuid.as_u64_pair().0 >> 1)
    }
}
