//! Whose student somebody is: from the first assignment on exactly one
//! person's, at every instant (ADR 11).
//!
//! The last assignment holds until the next one. That an advisor ended leaves
//! no gap: they stay the one to ask until somebody else is assigned, and the
//! student is known to be released, so that somebody can be proposed. Whoever
//! comes back is no longer released: the same advisor follows them again.

use arrayvec::ArrayVec;

use super::Journey;
use crate::fact::Payload;
use crate::ids::StaffId;
use crate::time::Instant;

/// Earlier advisors kept, the latest first.
pub const MAX_FORMER: usize = 4;

impl Journey {
    /// Apply a fact that says whose student this is, or that they are back.
    pub(super) fn apply_advisor(&mut self, payload: &Payload, at: Instant) {
        match payload {
            Payload::AdvisorAssigned(body) => self.assign(body.advisor, at),
            Payload::AdvisorEnded(body) => {
                if self.advisor.is_some_and(|(advisor, _)| advisor == body.advisor) {
                    self.released = Some(at);
                }
            }
            Payload::Enquired(_)
            | Payload::Enrolled(_)
            | Payload::Reenrolled(_)
            | Payload::Resumed(_)
            | Payload::SearchStarted(_) => self.released = None,
            _ => {}
        }
    }

    fn assign(&mut self, advisor: StaffId, at: Instant) {
        let released = self.released.take().is_some();
        let before = self.advisor.map(|(before, _)| before);
        if before == Some(advisor) && !released {
            return;
        }
        self.advisor = Some((advisor, at));
        self.former.retain(|known| *known != advisor && Some(*known) != before);
        if let Some(before) = before.filter(|before| *before != advisor) {
            self.former.truncate(MAX_FORMER - 1);
            self.former.insert(0, before);
        }
    }

    /// Does somebody have to be found who follows them?
    pub fn wants_advisor(&self) -> bool {
        self.is_followed() && (self.advisor.is_none() || self.released.is_some())
    }

    /// Is there somebody to follow: in training, in a job search, or waiting
    /// for an answer to a first question?
    pub fn is_followed(&self) -> bool {
        self.open_enrolments().next().is_some()
            || self.search.is_some()
            || (self.enrolments.is_empty() && self.contact.unanswered.is_some())
    }
}

/// Earlier advisors, the latest first.
pub type Former = ArrayVec<StaffId, MAX_FORMER>;
