//! People for tests.

use uuid::Uuid;

use super::{Advisor, Followed, Loads, Presence};
use crate::ids::{StaffId, StudentId};
use crate::time::Instant;

pub(super) fn staff(n: u128) -> StaffId {
    StaffId(Uuid::from_u128(n))
}

/// Here, with so many minutes a week.
pub(super) fn advisor(n: u128, minutes: u32) -> Advisor {
    Advisor {
        id: staff(n),
        minutes,
        languages: Vec::new(),
        programmes: Vec::new(),
        offset: 0,
        presence: Presence::Here,
    }
}

/// Nobody's yet.
pub(super) fn somebody(n: u128, minutes: u32) -> Followed {
    Followed {
        student: StudentId(Uuid::from_u128(n)),
        advisor: None,
        former: Vec::new(),
        programme: None,
        language: None,
        offset: 0,
        minutes,
        care: Vec::new(),
    }
}

/// Somebody's student.
pub(super) fn student_of(n: u128, advisor: u128, minutes: u32) -> Followed {
    Followed { advisor: Some((staff(advisor), Instant(0))), ..somebody(n, minutes) }
}

pub(super) fn loads(taken: &[(u128, u32)]) -> Loads {
    taken.iter().map(|(n, minutes)| (staff(*n), *minutes)).collect()
}
