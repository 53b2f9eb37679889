//! Defences: what is scheduled, and what is to rework.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use crate::fact::{DefenceJudged, DefenceScheduled, Verdict};
use crate::ids::{Key, Ref};
use crate::time::Instant;

/// Defences with a date and no decision yet, kept per enrolment.
pub const MAX_SCHEDULED: usize = 8;
/// Projects to rework, kept per enrolment.
pub const MAX_REWORKS: usize = 8;

/// A defence with a date and no decision yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scheduled {
    /// Which defence.
    pub defence: Ref,
    /// Of which project.
    pub item: Key,
    /// When.
    pub at: Instant,
}

/// A project whose last defence is to rework.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rework {
    /// Which project.
    pub item: Key,
    /// How many of its defences were to rework.
    pub times: u16,
    /// The first and the last of them.
    pub first: Instant,
    /// The last of them.
    pub last: Instant,
    /// Has a new defence been scheduled since?
    pub rescheduled: bool,
}

/// The defences of one enrolment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DefenceLog {
    /// With a date and no decision yet, ascending by date.
    pub scheduled: ArrayVec<Scheduled, MAX_SCHEDULED>,
    /// Projects to rework.
    pub reworks: ArrayVec<Rework, MAX_REWORKS>,
    /// Judged so far.
    pub judged: u16,
    /// Of these, to rework.
    pub failed: u16,
    /// What did not fit.
    pub overflow: u16,
}

impl DefenceLog {
    /// A defence gets a date, or another date.
    pub fn schedule(&mut self, body: &DefenceScheduled) {
        self.scheduled.retain(|known| known.defence != body.defence);
        if let Some(rework) = self.reworks.iter_mut().find(|rework| rework.item == body.item) {
            rework.rescheduled = true;
        }
        if self.scheduled.is_full() {
            self.scheduled.remove(0);
            self.overflow = self.overflow.saturating_add(1);
        }
        let place = self.scheduled.partition_point(|known| known.at <= body.at);
        let fresh = Scheduled { defence: body.defence, item: body.item.clone(), at: body.at };
        self.scheduled.insert(place, fresh);
    }

    /// A defence was judged.
    pub fn judge(&mut self, body: &DefenceJudged, at: Instant) {
        self.scheduled.retain(|known| known.defence != body.defence);
        self.judged = self.judged.saturating_add(1);
        let known = self.reworks.iter().position(|rework| rework.item == body.item);
        match (body.verdict, known) {
            (Verdict::ToRework, Some(index)) => {
                self.failed = self.failed.saturating_add(1);
                let rework = &mut self.reworks[index];
                rework.times = rework.times.saturating_add(1);
                rework.last = at;
                rework.rescheduled = false;
            }
            (Verdict::ToRework, None) => {
                self.failed = self.failed.saturating_add(1);
                if self.reworks.is_full() {
                    self.reworks.remove(0);
                    self.overflow = self.overflow.saturating_add(1);
                }
                let item = body.item.clone();
                self.reworks.push(Rework {
                    item,
                    times: 1,
                    first: at,
                    last: at,
                    rescheduled: false,
                });
            }
            (Verdict::Validated | Verdict::Conditional, Some(index)) => {
                self.reworks.remove(index);
            }
            (Verdict::Validated | Verdict::Conditional, None) => {}
        }
    }

    /// The project that was reworked most often, the latest if several.
    pub fn hardest(&self) -> Option<&Rework> {
        self.reworks.iter().max_by_key(|rework| (rework.times, rework.last))
    }

    /// The project that has waited longest for a new date.
    pub fn waiting(&self) -> Option<&Rework> {
        self.reworks.iter().filter(|rework| !rework.rescheduled).min_by_key(|rework| rework.last)
    }
}
