//! Mentoring: who, when, and what became of the sessions.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use crate::fact::{Payload, SessionOutcome, SessionRecorded};
use crate::ids::{Ref, StaffId};
use crate::time::{Instant, Span};

/// Longest window over sessions that the catalogue has.
pub const LONGEST_WINDOW: Span = Span::days(30);
/// Sessions with a date and no record, kept per enrolment.
pub const MAX_BOOKED: usize = 12;
/// Sessions that did not go as planned, kept for the windows.
pub const MAX_OUTCOMES: usize = 16;

/// A session with a date and no record yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    /// Which session.
    pub session: Ref,
    /// With whom.
    pub mentor: StaffId,
    /// When.
    pub at: Instant,
}

/// A session that did not go as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// When it was meant to be.
    pub at: Instant,
    /// With whom.
    pub mentor: StaffId,
    /// What became of it.
    pub outcome: SessionOutcome,
}

/// Mentoring in one enrolment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mentoring {
    /// The mentor, and since when.
    pub mentor: Option<(StaffId, Instant)>,
    /// Since when there has been none, once there was one.
    pub ended_at: Option<Instant>,
    /// The last session that took place, and with whom.
    pub last_held: Option<(Instant, StaffId)>,
    /// Sessions that took place.
    pub held: u16,
    /// With a date and no record, ascending by date.
    pub booked: ArrayVec<Booked, MAX_BOOKED>,
    /// Did not go as planned, ascending by date.
    pub outcomes: ArrayVec<Outcome, MAX_OUTCOMES>,
    /// The last rating, 1 to 5, and when it was given.
    pub rating: Option<(u8, Instant)>,
    /// Bookings and outcomes that did not fit.
    pub overflow: u16,
}

impl Mentoring {
    /// Apply a fact about mentoring; others change nothing.
    pub fn apply(&mut self, payload: &Payload, at: Instant) {
        match payload {
            Payload::MentorAssigned(body) => {
                self.mentor = Some((body.mentor, at));
                self.ended_at = None;
            }
            Payload::MentorEnded(body)
                if self.mentor.is_some_and(|(mentor, _)| mentor == body.mentor) =>
            {
                self.mentor = None;
                self.ended_at = Some(at);
            }
            Payload::SessionBooked(body) => {
                self.book(Booked { session: body.session, mentor: body.mentor, at: body.at });
            }
            Payload::SessionRecorded(body) => self.record(body),
            Payload::SessionRated(body) => self.rating = Some((body.rating, at)),
            _ => {}
        }
    }

    fn book(&mut self, booked: Booked) {
        self.booked.retain(|known| known.session != booked.session);
        if self.booked.is_full() {
            self.booked.remove(0);
            self.overflow = self.overflow.saturating_add(1);
        }
        let place = self.booked.partition_point(|known| known.at <= booked.at);
        self.booked.insert(place, booked);
    }

    fn record(&mut self, body: &SessionRecorded) {
        self.booked.retain(|known| known.session != body.session);
        if body.outcome == SessionOutcome::Held {
            self.held = self.held.saturating_add(1);
            if self.last_held.is_none_or(|(last, _)| last <= body.at) {
                self.last_held = Some((body.at, body.mentor));
            }
            return;
        }
        if self.outcomes.is_full() {
            self.outcomes.remove(0);
            self.overflow = self.overflow.saturating_add(1);
        }
        let place = self.outcomes.partition_point(|known| known.at <= body.at);
        self.outcomes
            .insert(place, Outcome { at: body.at, mentor: body.mentor, outcome: body.outcome });
    }
}
