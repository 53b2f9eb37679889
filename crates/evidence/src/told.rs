//! A student's life under construction, for tests: enrolled on day 0, then
//! whatever a story tells.

use uuid::Uuid;
use vigie_domain::fact::{Enrolled, Fact, Payload, WithdrawalReason, Withdrawn};
use vigie_domain::ids::{EnrolmentId, FactId, StudentId};
use vigie_domain::time::{Instant, Span};

/// Facts so far. Days are counted from the enrolment.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) student: StudentId,
    pub(crate) facts: Vec<Fact>,
    start: Instant,
}

impl Told {
    /// The student of this number, who enrolled at `start`.
    pub(crate) fn enrolled(number: u128, start: Instant) -> Self {
        let body = Enrolled {
            programme: "web".into(),
            cohort: "c".into(),
            starts_at: start,
            target_end: None,
            weekly_hours: None,
            funding: None,
            funding_ends: None,
        };
        let student = StudentId(Uuid::from_u128(number));
        Self { student, facts: Vec::new(), start }.on(0, Payload::Enrolled(Box::new(body)))
    }

    /// It happened on day `at`, and was known then.
    pub(crate) fn on(self, at: i64, payload: impl Into<Payload>) -> Self {
        self.known(at, at, payload)
    }

    /// It happened on day `at` and was told on day `known`.
    pub(crate) fn known(mut self, at: i64, known: i64, payload: impl Into<Payload>) -> Self {
        let payload = payload.into();
        let own = self.facts.len().to_string();
        let (at, known) = (self.start + Span::days(at), self.start + Span::days(known));
        self.facts.push(Fact {
            id: FactId::derive(self.student, "t", payload.kind(), &own),
            student: self.student,
            enrolment: Some(EnrolmentId::derive(self.student, "e")),
            occurred_at: at,
            known_at: known,
            recorded_at: known,
            source: "t".into(),
            revision: 0,
            payload,
        });
        self
    }

    pub(crate) fn leaves(self, at: i64, reason: WithdrawalReason) -> Self {
        self.on(at, Withdrawn { reason, return_at: None })
    }
}
