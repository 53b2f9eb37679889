//! Diploma, job search, job.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use super::Journey;
use crate::fact::{Congratulated, Contract, Diploma, Fact, Occasion, Payload};
use crate::ids::{FactId, Key};
use crate::time::{Instant, Span};

/// Longest window over applications that the catalogue has.
pub const LONGEST_WINDOW: Span = Span::days(30);
/// Applications kept for the window.
pub const MAX_APPLICATIONS: usize = 32;

/// The last diploma.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Graduation {
    /// Which programme.
    pub programme: Key,
    /// When.
    pub at: Instant,
    /// Did somebody celebrate it with them?
    pub celebrated: bool,
    /// The fact that said so.
    pub fact: FactId,
    /// How many diplomas in all.
    pub count: u16,
}

/// A job search that goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JobSearch {
    /// Since when.
    pub started_at: Instant,
    /// End of the job guarantee.
    pub guarantee_until: Option<Instant>,
    /// The last step: application, interview or offer.
    pub last_step: Option<Instant>,
    /// Recent applications, ascending.
    pub applications: ArrayVec<Instant, MAX_APPLICATIONS>,
    /// Interviews so far.
    pub interviews: u16,
    /// The next or last interview.
    pub interview_at: Option<Instant>,
    /// An offer that waits for an answer: (since, answer by).
    pub offer: Option<(Instant, Option<Instant>)>,
    /// Applications that did not fit.
    pub overflow: u16,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Employment {
    /// With whom.
    pub company: Key,
    /// Under which contract.
    pub contract: Contract,
    /// When they were hired.
    pub hired_at: Instant,
    /// First day of work.
    pub starts_at: Instant,
    /// Did somebody celebrate it with them?
    pub celebrated: bool,
    /// The fact that said so.
    pub fact: FactId,
    /// When somebody last asked how it is going.
    pub checked_at: Option<Instant>,
}

impl JobSearch {
    fn new(started_at: Instant, guarantee_until: Option<Instant>) -> Self {
        Self {
            started_at,
            guarantee_until,
            last_step: None,
            applications: ArrayVec::new(),
            interviews: 0,
            interview_at: None,
            offer: None,
            overflow: 0,
        }
    }

    fn apply_step(&mut self, payload: &Payload, at: Instant) {
        self.last_step = Some(at);
        match payload {
            Payload::Application(_) => {
                let oldest = at - LONGEST_WINDOW;
                self.applications.retain(|known| *known > oldest);
                if self.applications.is_full() {
                    self.applications.remove(0);
                    self.overflow = self.overflow.saturating_add(1);
                }
                self.applications.push(at);
            }
            Payload::Interview(body) => {
                self.interviews = self.interviews.saturating_add(1);
                self.interview_at = Some(body.at);
            }
            Payload::Offer(body) => self.offer = Some((at, body.answer_by)),
            _ => {}
        }
    }
}

impl Journey {
    pub(super) fn graduate(&mut self, body: &Diploma, fact: FactId, at: Instant) {
        let count = self.graduation.as_ref().map_or(0, |known| known.count).saturating_add(1);
        let (programme, celebrated) = (body.programme.clone(), false);
        self.graduation = Some(Graduation { programme, at, celebrated, fact, count });
        if let (Some(until), None) = (body.guarantee_until, &self.employment) {
            let search = self.search.get_or_insert_with(|| JobSearch::new(at, None));
            search.guarantee_until = Some(until);
        }
    }

    pub(super) fn congratulate(&mut self, body: &Congratulated) {
        match (body.occasion, &mut self.graduation, &mut self.employment) {
            (Occasion::Diploma, Some(known), _) => known.celebrated |= body.is_about(known.fact),
            (Occasion::Job, _, Some(known)) => known.celebrated |= body.is_about(known.fact),
            _ => {}
        }
    }

    pub(super) fn apply_job(&mut self, fact: &Fact) {
        let at = fact.occurred_at;
        match &fact.payload {
            Payload::SearchStarted(body) => {
                let search = self.search.get_or_insert_with(|| JobSearch::new(at, None));
                search.guarantee_until = body.guarantee_until.or(search.guarantee_until);
            }
            Payload::Hired(body) => {
                self.search = None;
                self.hired_before = true;
                self.employment = Some(Employment {
                    company: body.company.clone(),
                    contract: body.contract,
                    hired_at: at,
                    starts_at: body.starts_at,
                    celebrated: false,
                    fact: fact.id,
                    checked_at: None,
                });
            }
            Payload::CheckedIn(_) => {
                if let Some(job) = &mut self.employment {
                    job.checked_at = Some(at);
                }
            }
            Payload::LeftJob(_) => self.employment = None,
            // News of an earlier application doesn't make somebody search again.
            _ if self.employment.is_some() && self.search.is_none() => {}
            step => {
                let search = self.search.get_or_insert_with(|| JobSearch::new(at, None));
                search.apply_step(step, at);
            }
        }
    }
}
