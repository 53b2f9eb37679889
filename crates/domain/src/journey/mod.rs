//! The journey: one student's facts, folded.
//!
//! Bounded in size, never fails, and the same facts always give the same
//! journey. Facts are applied in the order of [`Place`]; whoever holds the
//! facts sorts them first ([`fold`]), and an older fact means folding again.

pub mod activity;
pub mod advisor;
pub mod contact;
pub mod defence;
pub mod enrolment;
pub mod job;
pub mod leave;
pub mod mentoring;
pub mod work;

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

pub use activity::{ActivityLog, Period, Week};
pub use advisor::{Former, MAX_FORMER};
pub use contact::{
    Attempt, Awaited, Contact, HelpCall, OpenPromise, OpenQuestion, Touch, Unanswered,
};
pub use defence::{DefenceLog, Rework, Scheduled};
pub use enrolment::{Ended, Enrolment, Phase, StudentPhase};
pub use job::{Employment, Graduation, JobSearch};
pub use leave::{Leave, Leaves};
pub use mentoring::{Booked, Mentoring, Outcome};
pub use work::{Marks, Work, WorkLog};

use crate::fact::{Fact, Need, Observed, Payload, Place};
use crate::ids::{EnrolmentId, FactId, Key, StaffId};
use crate::time::{Instant, Span};

/// Version of the fold: a cached journey of another version is folded again.
pub const FOLD_VERSION: i32 = 9;

/// Enrolments kept per student; beyond, the one that ended first makes room.
pub const MAX_ENROLMENTS: usize = 8;
/// Computed values kept per student; beyond, the oldest makes room.
pub const MAX_OBSERVATIONS: usize = 8;

/// The name under which a computed risk is observed.
pub const RISK: &str = "risk";
/// How long a risk holds: somebody who is no longer looked at has none.
pub const RISK_HOLDS: Span = Span::days(14);
/// The name under which it is observed that no model says anything of an
/// enrolment any more: the one that did is no longer in force, or the enrolment
/// is over.
pub const RISK_WITHDRAWN: &str = "risk_withdrawn";
/// The name under which somebody's objection to a computed risk is observed.
pub const OBJECTION: &str = "risk_objection";

/// A value computed over many students, as it entered this journey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Which value, e.g. `risk`.
    pub metric: Key,
    /// Of which enrolment; `None`: of the person.
    pub enrolment: Option<EnrolmentId>,
    /// Its value.
    pub value: f64,
    /// Which version of the computation said so.
    pub version: Key,
    /// Since when it holds.
    pub at: Instant,
}

/// The fold of one student's facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Journey {
    /// Place of the last fact applied.
    pub last: Option<Place>,
    /// How many facts were applied.
    pub facts: u32,
    /// When the school first heard of them.
    pub first_seen: Option<Instant>,
    /// Their advisor, and since when. Once there is one, there always is.
    pub advisor: Option<(StaffId, Instant)>,
    /// Since when that advisor no longer follows them, until somebody does.
    pub released: Option<Instant>,
    /// Who followed them before.
    pub former: Former,
    /// The last question about a programme from someone not enrolled.
    pub enquired_at: Option<Instant>,
    /// When a programme was last talked through.
    pub oriented_at: Option<Instant>,
    /// Conversations, attempts, messages, promises.
    pub contact: Contact,
    /// When each need was last stated, and where it was said.
    pub needs: [Option<(Instant, FactId)>; Need::ALL.len()],
    /// The wish for another mentor, until one is assigned.
    pub mentor_wish: Option<Instant>,
    /// Diplomas.
    pub graduation: Option<Graduation>,
    /// The job search, while it lasts.
    pub search: Option<JobSearch>,
    /// The present job.
    pub employment: Option<Employment>,
    /// Has ever been hired.
    pub hired_before: bool,
    /// Since when an ambassador.
    pub ambassador: Option<Instant>,
    /// Facts said to be wrong.
    pub disputes: u16,
    /// Facts taken back. What they name may come after them, so from the
    /// first on, every new fact means folding again.
    pub retractions: u16,
    /// Values computed over many students.
    pub observations: ArrayVec<Observation, MAX_OBSERVATIONS>,
    /// Enrolments, present and past.
    pub enrolments: Vec<Enrolment>,
    /// What did not fit: (enrolments, observations).
    pub overflow: (u16, u16),
}

/// The facts that count, in the order of the fold: the winning version of
/// each id, without those that were taken back.
pub fn effective<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Vec<&'f Fact> {
    let mut facts: Vec<&Fact> = facts.into_iter().collect();
    // Two versions of one fact may stand in order, too: a revision can move it.
    if !facts.is_sorted_by(|a, b| a.place() < b.place()) || has_versions(&facts) {
        // Stable: between equal versions, the one that came later wins.
        facts.sort_by_key(|fact| (fact.id, fact.version()));
        let mut winners: Vec<&Fact> = Vec::with_capacity(facts.len());
        for fact in facts {
            match winners.last_mut() {
                Some(last) if last.id == fact.id => *last = fact,
                _ => winners.push(fact),
            }
        }
        winners.sort_by_key(|fact| fact.place());
        facts = winners;
    }
    let mut retracted: Vec<FactId> = Vec::new();
    for fact in facts.iter().rev() {
        if let Payload::Retracted(body) = &fact.payload
            && !retracted.contains(&fact.id)
        {
            retracted.push(body.target.fact(fact.student));
        }
    }
    if !retracted.is_empty() {
        facts.retain(|fact| !retracted.contains(&fact.id));
    }
    facts
}

/// Is any fact there in more than one version?
fn has_versions(facts: &[&Fact]) -> bool {
    let mut ids: Vec<FactId> = facts.iter().map(|fact| fact.id).collect();
    ids.sort_unstable();
    ids.windows(2).any(|pair| pair[0] == pair[1])
}

/// Fold a set of facts, in whatever order they come.
pub fn fold<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Journey {
    let mut journey = Journey::default();
    for fact in effective(facts) {
        journey.apply(fact);
    }
    journey
}

impl Journey {
    /// Can this fact be applied on top, or must the student be folded again?
    pub fn takes(&self, fact: &Fact) -> bool {
        self.retractions == 0
            && !matches!(fact.payload, Payload::Retracted(_))
            && self.last.is_none_or(|last| last < fact.place())
    }

    /// Apply the next fact. Never fails; what it can't use, it leaves aside.
    pub fn apply(&mut self, fact: &Fact) {
        self.last = Some(fact.place());
        self.facts = self.facts.saturating_add(1);
        let at = fact.occurred_at;
        self.first_seen.get_or_insert(at);
        if let Some(id) = fact.enrolment {
            let index = self.enrolment_index(id, at);
            if let Some(enrolment) = index.and_then(|index| self.enrolments.get_mut(index)) {
                enrolment.apply(fact);
            }
        }
        self.apply_to_student(fact, at);
    }

    /// What a fact changes about the person rather than one enrolment.
    fn apply_to_student(&mut self, fact: &Fact, at: Instant) {
        self.apply_advisor(&fact.payload, at);
        match &fact.payload {
            Payload::Enquired(body) => {
                self.enquired_at = Some(at);
                self.contact.message_in(at, fact.id, body.channel, true);
            }
            Payload::Oriented(_) => {
                self.oriented_at = Some(at);
                self.enquired_at = None;
            }
            Payload::Enrolled(_) => self.enquired_at = None,
            Payload::AdvisorAssigned(_) | Payload::AdvisorEnded(_) => {}
            Payload::MentorAssigned(_) => self.mentor_wish = None,
            Payload::NeedStated(body) => {
                let words = body.said_in.unwrap_or(fact.id);
                self.needs[body.need as usize] = Some((at, words));
                match body.need {
                    Need::MentorChange => self.mentor_wish = Some(at),
                    Need::Help | Need::Call | Need::Danger => self.contact.help(at, words, None),
                    _ => {}
                }
            }
            Payload::Diploma(body) => self.graduate(body, fact.id, at),
            Payload::Congratulated(body) => self.congratulate(body),
            Payload::SearchStarted(_)
            | Payload::Application(_)
            | Payload::Interview(_)
            | Payload::Offer(_)
            | Payload::Hired(_)
            | Payload::CheckedIn(_)
            | Payload::LeftJob(_) => self.apply_job(fact),
            Payload::Ambassador(_) => self.ambassador = Some(at),
            Payload::Disputed(_) => self.disputes = self.disputes.saturating_add(1),
            Payload::Retracted(_) => self.retractions = self.retractions.saturating_add(1),
            Payload::Observed(body) => self.observe(body, fact.enrolment, at),
            _ => self.contact.apply(fact),
        }
    }

    fn observe(&mut self, body: &Observed, enrolment: Option<EnrolmentId>, at: Instant) {
        let Observed { metric, value, version } = body;
        if metric == RISK_WITHDRAWN {
            self.observations.retain(|known| known.metric != RISK || known.enrolment != enrolment);
            return;
        }
        // Two versions may mean different things: whichever spoke last, speaks alone.
        self.observations.retain(|known| known.metric != *metric || known.version == *version);
        let (metric, version) = (metric.clone(), version.clone());
        let next = Observation { metric, enrolment, value: *value, version, at };
        let same =
            |known: &Observation| known.metric == next.metric && known.enrolment == enrolment;
        if let Some(known) = self.observations.iter_mut().find(|known| same(known)) {
            *known = next;
            return;
        }
        if self.observations.is_full() {
            self.overflow.1 = self.overflow.1.saturating_add(1);
            let oldest = (0..MAX_OBSERVATIONS).min_by_key(|place| self.observations[*place].at);
            self.observations.remove(oldest.unwrap_or(0));
        }
        self.observations.push(next);
    }

    /// The computed value of this name: the highest of what was last told of
    /// the person, and of each enrolment unless it ended since.
    pub fn observed(&self, metric: &str) -> Option<f64> {
        self.standing(metric).map(|known| known.value).reduce(f64::max)
    }

    /// The computed risk at `at`, and until when it holds: the highest of the
    /// enrolments of which something was told in the last [`RISK_HOLDS`]. `None`
    /// for whoever objects.
    pub fn risk(&self, at: Instant) -> Option<(f64, Instant)> {
        let fresh = self.standing(RISK).filter(|known| at <= known.at + RISK_HOLDS);
        let told = fresh.map(|known| (known.value, known.at + RISK_HOLDS + Span(1)));
        told.reduce(|one, other| (one.0.max(other.0), one.1.min(other.1)))
            .filter(|_| !self.objects_to_risk())
    }

    /// What was told under this name and still counts. Of somebody who left
    /// nothing does, whenever it was told: leaving may become known late.
    fn standing(&self, metric: &str) -> impl Iterator<Item = &Observation> {
        self.observations.iter().filter(move |known| {
            let own = |id| self.enrolments.iter().find(|enrolment| enrolment.id == id);
            let ended = known.enrolment.and_then(own).and_then(|own| own.ended.as_ref());
            known.metric == metric
                && ended.is_none_or(|ended| match ended {
                    Ended::Withdrawn { .. } => false,
                    Ended::Graduated { at } => known.at >= *at,
                })
        })
    }

    /// Did they object to a risk being computed of them? Said as an observation
    /// of [`OBJECTION`]: 1, and 0 for taking it back.
    pub fn objects_to_risk(&self) -> bool {
        self.observed(OBJECTION).is_some_and(|value| value > 0.0)
    }

    /// The place of an enrolment, made on first sight.
    ///
    /// `None` if there is no room: every one of [`MAX_ENROLMENTS`] is open.
    fn enrolment_index(&mut self, id: EnrolmentId, at: Instant) -> Option<usize> {
        if let Some(index) = self.enrolments.iter().rposition(|enrolment| enrolment.id == id) {
            return Some(index);
        }
        if self.enrolments.len() == MAX_ENROLMENTS {
            self.overflow.0 = self.overflow.0.saturating_add(1);
            let oldest = (0..MAX_ENROLMENTS)
                .filter_map(|index| Some((self.enrolments[index].ended.as_ref()?.at(), index)))
                .min()?;
            self.enrolments.remove(oldest.1);
        }
        self.enrolments.push(Enrolment::new(id, at));
        Some(self.enrolments.len() - 1)
    }

    /// Enrolments in which the student is learning or on leave.
    pub fn open_enrolments(&self) -> impl Iterator<Item = &Enrolment> {
        self.enrolments.iter().filter(|enrolment| enrolment.is_open())
    }

    /// When somebody who left means to come back; `None`: they did not leave,
    /// or did not say.
    pub fn returns_at(&self) -> Option<Instant> {
        let ended = self.enrolments.iter().filter_map(|enrolment| enrolment.ended.as_ref());
        let planned = ended.filter_map(|ended| match ended {
            Ended::Withdrawn { return_at, .. } => *return_at,
            Ended::Graduated { .. } => None,
        });
        planned.min()
    }

    /// The phase of the person at `at`, and until when it holds.
    pub fn phase(&self, at: Instant) -> (StudentPhase, Instant) {
        if let Some(job) = &self.employment {
            return if job.starts_at <= at {
                (StudentPhase::Employed, Instant::NEVER)
            } else {
                (self.phase_without_job(), job.starts_at)
            };
        }
        (self.phase_without_job(), Instant::NEVER)
    }

    fn phase_without_job(&self) -> StudentPhase {
        if self.open_enrolments().next().is_some() {
            StudentPhase::Student
        } else if self.search.is_some() {
            StudentPhase::JobSearch
        } else if self.graduation.is_some() {
            StudentPhase::Alumni
        } else if self.enrolments.iter().all(|enrolment| enrolment.enrolled_at.is_none()) {
            StudentPhase::Prospect
        } else {
            StudentPhase::Away
        }
    }
}

#[cfg(test)]
mod tests;
