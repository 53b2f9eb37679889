//! What a case asks for next, and where it stands on the board.

use super::{Case, Doer, Stage};
use crate::time::Instant;

/// What a case asks for next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The student says that it is settled: close it.
    Close,
    /// The student says that it is not settled.
    NotSettled,
    /// This step of ours is due, today or since longer.
    Step(u16),
    /// This step of the student's was due: ask how it went.
    Ask(u16),
    /// Nothing is agreed: agree on a step.
    Agree,
    /// The student is asked whether it is settled.
    Asked,
    /// This step comes next, later.
    Await(u16),
}

/// Where a case stands on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Something is to be done today.
    Today,
    /// A step lies ahead.
    Waiting,
    /// The student is nearly back.
    NearlyBack,
}

impl Next {
    /// Where such a case stands.
    pub const fn place(self) -> Place {
        match self {
            Self::Close | Self::NotSettled | Self::Step(_) | Self::Ask(_) | Self::Agree => {
                Place::Today
            }
            Self::Asked => Place::NearlyBack,
            Self::Await(_) => Place::Waiting,
        }
    }
}

impl Case {
    /// What it asks for next, where the day ends at `tomorrow`. `None`: it is
    /// closed.
    pub fn next(&self, tomorrow: Instant) -> Option<Next> {
        let first = self.open_steps().first().copied();
        let due = first.filter(|(_, step)| step.due < tomorrow);
        Some(match (self.stage, due, first) {
            (Stage::Closed(..), ..) => return None,
            (Stage::Settled(_), ..) => Next::Close,
            (Stage::NotSettled, ..) => Next::NotSettled,
            (_, Some((number, step)), _) if step.who == Doer::Student => Next::Ask(number),
            (_, Some((number, _)), _) => Next::Step(number),
            (Stage::Asked(_), ..) => Next::Asked,
            (Stage::Open, None, Some((number, _))) => Next::Await(number),
            (Stage::Open, None, None) => Next::Agree,
        })
    }
}
