//! The one place where randomness comes in.

use uuid::Uuid;
use vigie_domain::ids::StudentId;

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
