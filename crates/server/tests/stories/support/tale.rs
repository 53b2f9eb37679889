//! What is told about one student, in sentences.

use vigie_domain::draft::Draft;
use vigie_domain::fact::AdvisorAssigned;
use vigie_domain::fact::{
    Activity, Call, CallOutcome, Channel, Contract, Enquired, Enrolled, Hired, Kind, LeavePlanned,
    MentorAssigned, MessageIn, Need, NeedStated, Paused, Payload, PromiseMade, Reenrolled, Resumed,
    Retracted, SessionOutcome, SessionRecorded, Target, WithdrawalReason, Withdrawn,
};
use vigie_domain::ids::{Key, Ref, StaffId};
use vigie_domain::time::{DAY, Instant};

use super::world::SOURCE;

/// Facts about one student, in the order in which they are told.
#[derive(Clone, Debug)]
pub(crate) struct Tale {
    /// The student's outside id.
    pub(crate) student: Key,
    /// The enrolment that the next facts belong to.
    enrolment: Option<Key>,
    /// What was told so far.
    pub(crate) facts: Vec<Draft>,
}

/// A student about whom nothing was told yet.
pub(crate) fn student(name: &str) -> Tale {
    Tale { student: name.into(), enrolment: None, facts: Vec::new() }
}

/// The outside id of a student's enrolment in a programme.
pub(crate) fn enrolment_of(student: &str, programme: &str) -> Key {
    Key::from(format!("{student}/{programme}"))
}

impl Tale {
    /// This happened at `at`, in the present enrolment.
    pub(crate) fn lived(mut self, at: Instant, payload: impl Into<Payload>) -> Self {
        let payload = payload.into();
        self.facts.push(Draft {
            student: self.student.clone(),
            enrolment: self.enrolment.clone(),
            own_id: Key::from(format!("{}-{}", payload.kind(), at.0)),
            revision: 0,
            occurred_at: at,
            known_at: at,
            payload,
            text: None,
        });
        self
    }

    /// What follows happens in this enrolment, which is known already.
    pub(crate) fn studying(mut self, programme: &str) -> Self {
        self.enrolment = Some(enrolment_of(&self.student, programme));
        self
    }

    pub(crate) fn enrols(self, programme: &str, at: Instant) -> Self {
        self.enrols_with(programme, "2025-09", at)
    }

    /// Those of one cohort are compared with each other.
    pub(crate) fn enrols_with(self, programme: &str, cohort: &str, at: Instant) -> Self {
        let body = Enrolled {
            programme: programme.into(),
            cohort: cohort.into(),
            starts_at: at,
            target_end: None,
            weekly_hours: None,
            funding: None,
            funding_ends: None,
        };
        self.studying(programme).lived(at, Payload::Enrolled(Box::new(body)))
    }

    pub(crate) fn advised_by(self, advisor: &str, at: Instant) -> Self {
        self.lived(at, AdvisorAssigned { advisor: StaffId::derive(advisor) })
    }

    pub(crate) fn mentored_by(self, mentor: &str, at: Instant) -> Self {
        self.lived(at, MentorAssigned { mentor: StaffId::derive(mentor) })
    }

    pub(crate) fn session_held(self, at: Instant) -> Self {
        self.session_recorded(at, at, SessionOutcome::Held)
    }

    /// Written down at `at`: what became of the session of `of`.
    pub(crate) fn session_recorded(
        self,
        at: Instant,
        of: Instant,
        outcome: SessionOutcome,
    ) -> Self {
        let mentor = StaffId::derive("karim");
        let session = Ref::derive(&of.0.to_string());
        self.lived(at, SessionRecorded { session, mentor, at: of, outcome })
    }

    /// Worked on the course site on the day that ends at `at`.
    pub(crate) fn worked(self, at: Instant, actions: u32) -> Self {
        let active_days = Some(u16::from(actions > 0));
        let from = Instant(at.0 - DAY.0);
        self.lived(at, Activity { from, to: at, actions, active_days, kinds: Vec::new() })
    }

    pub(crate) fn pauses(self, at: Instant, until: Option<Instant>) -> Self {
        self.lived(at, Paused { until })
    }

    pub(crate) fn plans_leave(self, at: Instant, from: Instant, until: Instant) -> Self {
        self.lived(at, LeavePlanned { from, until })
    }

    pub(crate) fn resumes(self, at: Instant) -> Self {
        self.lived(at, Resumed {})
    }

    pub(crate) fn asks(self, at: Instant) -> Self {
        self.lived(at, Enquired { channel: Channel::Email, programme: None })
    }

    pub(crate) fn writes(self, at: Instant) -> Self {
        self.lived(at, MessageIn { channel: Channel::Email, expects_answer: true })
    }

    pub(crate) fn spoke_with(self, advisor: &str, at: Instant) -> Self {
        let by = StaffId::derive(advisor);
        self.lived(at, Call { channel: Channel::Phone, by, outcome: CallOutcome::Spoke })
    }

    pub(crate) fn says_they_need(self, need: Need, at: Instant) -> Self {
        self.lived(at, NeedStated { need, said_in: None })
    }

    pub(crate) fn promised(self, what: &str, at: Instant, due: Instant) -> Self {
        let promise = Ref::derive(what);
        self.lived(at, PromiseMade { promise, by: StaffId::derive("alex"), due }).saying(what)
    }

    pub(crate) fn leaves_for_a_job(self, at: Instant, return_at: Option<Instant>) -> Self {
        self.lived(at, Withdrawn { reason: WithdrawalReason::Job, return_at })
    }

    pub(crate) fn hired(self, at: Instant, starts_at: Instant) -> Self {
        let (company, contract) = ("mairie".into(), Contract::FixedTerm);
        self.lived(at, Payload::Hired(Box::new(Hired { company, contract, starts_at })))
    }

    pub(crate) fn comes_back(self, at: Instant) -> Self {
        self.lived(at, Reenrolled { target_end: None })
    }

    /// At `at` the source takes back the fact it calls `own_id`.
    pub(crate) fn takes_back(self, at: Instant, kind: Kind, own_id: &str) -> Self {
        let target = Target { source: SOURCE.into(), kind, own_id: own_id.into() };
        self.lived(at, Retracted { target: target.into() })
    }

    /// The last fact came with these words.
    pub(crate) fn saying(mut self, words: &str) -> Self {
        self.facts.last_mut().unwrap().text = Some(words.to_owned());
        self
    }

    /// The source's own id of the last fact.
    pub(crate) fn called(mut self, own_id: &str) -> Self {
        self.facts.last_mut().unwrap().own_id = own_id.into();
        self
    }

    /// The source's own version of the last fact.
    pub(crate) fn revision(mut self, revision: i64) -> Self {
        self.facts.last_mut().unwrap().revision = revision;
        self
    }
}
