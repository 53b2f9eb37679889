//! The one place where randomness comes in.

use sha2::{Digest, Sha256};
use uuid::Uuid;
use vigie_domain::ids::{AbsenceId, CaseId, RelayId, StudentId, UserId};

/// A fresh id: random, it says nothing about the person.
#[expect(clippy::disallowed_methods, reason = "the one place where ambient randomness is read")]
pub fn student_id() -> StudentId {
    StudentId(Uuid::new_v4())
}

/// A fresh own id for something written in Vigie itself.
#[expect(clippy::disallowed_methods, reason = "the one place where ambient randomness is read")]
pub fn own_id() -> String {
    Uuid::new_v4().simple().to_string()
}

/// A fresh id of an account.
#[expect(clippy::disallowed_methods, reason = "the one place where ambient randomness is read")]
pub fn user_id() -> UserId {
    UserId(Uuid::new_v4())
}

/// A fresh id of an absence.
#[expect(clippy::disallowed_methods, reason = "the one place where ambient randomness is read")]
pub fn absence_id() -> AbsenceId {
    AbsenceId(Uuid::new_v4())
}

/// A fresh id of what is handed over together.
#[expect(clippy::disallowed_methods, reason = "the one place where ambient randomness is read")]
pub fn relay_id() -> RelayId {
    RelayId(Uuid::new_v4())
}

/// A fresh id of a process's chain of what was done.
#[expect(clippy::disallowed_methods, reason = "the one place where ambient randomness is read")]
pub fn chain_id() -> Uuid {
    Uuid::new_v4()
}

/// A fresh id of a case.
#[expect(clippy::disallowed_methods, reason = "the one place where ambient randomness is read")]
pub fn case_id() -> CaseId {
    CaseId(Uuid::new_v4())
}

/// Thirty-two random bytes.
#[expect(clippy::disallowed_methods, reason = "the one place where ambient randomness is read")]
pub fn key() -> [u8; 32] {
    // Three times 122 random bits of the system, more than what comes out.
    let mut hash = Sha256::new();
    for _ in 0..3 {
        hash.update(Uuid::new_v4().as_bytes());
    }
    hash.finalize().into()
}
