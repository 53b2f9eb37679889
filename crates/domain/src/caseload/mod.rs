//! Who follows whom: one advisor for each student, by the hours it takes.
//!
//! - [`Demand`]: what a student is expected to ask of their advisor in a week.
//! - [`propose`]: who should follow somebody, and why, line by line.
//! - [`rebalance`]: the fewest hand-overs that bring everybody under the hours
//!   there are.
//! - [`Absences`]: who answers while somebody is away.
//! - [`Team`]: who has a student whom nobody was assigned to, or whose advisor
//!   is gone; [`Held`]: all whom somebody has.
//!
//! Load is hours, never heads, and it measures days, never people.

mod absence;
mod demand;
mod exact;
mod held;
mod propose;
mod rebalance;
mod team;

pub use absence::{Absence, Absences, Answers, Misfit};
pub use demand::{Demand, Minutes, Part};
pub use held::Held;
pub use propose::{Proposal, Why, propose};
pub use rebalance::{HandOver, Plan, rebalance};
pub use team::Team;

use std::collections::BTreeMap;

use crate::ids::{Key, StaffId, StudentId};
use crate::time::Instant;

/// May somebody be given students?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Works as usual.
    Here,
    /// Away, and back one day: keeps their students, and takes none now.
    Away,
    /// Away for good: every student of theirs needs somebody else.
    Gone,
}

/// An advisor, as far as it matters to who follows whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advisor {
    /// Who.
    pub id: StaffId,
    /// Minutes a week that they have for contacts.
    pub minutes: u32,
    /// Languages they speak; empty: nobody said.
    pub languages: Vec<Key>,
    /// Programmes they know; empty: any.
    pub programmes: Vec<Key>,
    /// Minutes east of UTC, where they work.
    pub offset: i32,
    /// May they be given students?
    pub presence: Presence,
}

/// What makes handing somebody over a thing to think about twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Care {
    /// Danger was stated.
    Danger,
    /// A case is open.
    OpenCase,
    /// Their job guarantee ends soon.
    GuaranteeEnds,
}

impl Care {
    /// Every kind, the gravest first.
    pub const ALL: [Self; 3] = [Self::Danger, Self::OpenCase, Self::GuaranteeEnds];

    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::OpenCase => "open-case",
            Self::GuaranteeEnds => "guarantee-ends",
        }
    }
}

/// A student, as far as it matters to who follows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Who.
    pub student: StudentId,
    /// Whose student, and since when.
    pub advisor: Option<(StaffId, Instant)>,
    /// Who followed them before, the latest first.
    pub former: Vec<StaffId>,
    /// What they study.
    pub programme: Option<Key>,
    /// Their language, where it is known.
    pub language: Option<Key>,
    /// Minutes east of UTC, where they live.
    pub offset: i32,
    /// Minutes a week that they are expected to take.
    pub minutes: u32,
    /// What makes a hand-over a thing to think about twice.
    pub care: Vec<Care>,
}

/// Minutes a week that each advisor's students are expected to take.
pub type Loads = BTreeMap<StaffId, u32>;

/// What everybody's students are expected to take together. Whoever has none
/// is left out.
pub fn loads<'f>(students: impl IntoIterator<Item = &'f Followed>) -> Loads {
    let mut loads = Loads::new();
    for known in students {
        if let Some((advisor, _)) = known.advisor {
            *loads.entry(advisor).or_default() += known.minutes;
        }
    }
    loads
}

#[cfg(test)]
mod fixture;
