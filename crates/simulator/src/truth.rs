//! What the records never say: for tests and for measuring the product.

use serde::{Deserialize, Serialize};
use vigie_domain::fact::WithdrawalReason;
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

use crate::obstacle::Obstacle;

/// Every hidden obstacle of the school.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Truth {
    /// In the order of students, then of time.
    pub obstacles: Vec<HiddenObstacle>,
}

/// One obstacle in one student's way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HiddenObstacle {
    /// The student's id in the source.
    pub student: Key,
    /// The enrolment it stood in the way of; none for a job search.
    pub enrolment: Option<Key>,
    /// Which.
    pub obstacle: Obstacle,
    /// 00:00 of the day from which it changed what they did.
    pub from: Instant,
    /// 00:00 of the day it was over; none while it lasts.
    pub until: Option<Instant>,
    /// Did they write about it?
    pub wrote: bool,
    /// Did somebody of the school speak with them meanwhile?
    pub spoken_with: bool,
    /// What it did.
    pub effect: Effect,
}

/// What an obstacle did in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It still stands.
    Ongoing,
    /// They slowed down, then found their way.
    Slowed,
    /// They took a leave.
    Paused,
    /// They left, for this reason as told.
    Left(WithdrawalReason),
}

impl Truth {
    /// The obstacles that stand at an instant.
    pub fn standing(&self, at: Instant) -> impl Iterator<Item = &HiddenObstacle> {
        self.obstacles
            .iter()
            .filter(move |hidden| hidden.from <= at && hidden.until.is_none_or(|until| at < until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_obstacle_stands_from_its_first_day_until_it_is_over() {
        let hidden = HiddenObstacle {
            student: "e-0001".into(),
            enrolment: None,
            obstacle: Obstacle::LifeEvent,
            from: Instant(10),
            until: Some(Instant(20)),
            wrote: false,
            spoken_with: false,
            effect: Effect::Slowed,
        };
        let truth = Truth { obstacles: vec![hidden] };
        let standing = |at| truth.standing(Instant(at)).count();
        assert_eq!([9, 10, 19, 20].map(standing), [0, 1, 1, 0]);
    }
}
