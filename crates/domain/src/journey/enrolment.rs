//! One enrolment: learning, paused, withdrawn or graduated.

use serde::{Deserialize, Serialize};

use super::{ActivityLog, DefenceLog, Leave, Leaves, Mentoring, WorkLog};
use crate::fact::{Fact, Funding, Payload, Verdict, WithdrawalReason};
use crate::ids::{EnrolmentId, Key};
use crate::time::Instant;

/// Where an enrolment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Studying.
    Learning,
    /// On leave.
    Paused,
    /// Left.
    Withdrawn,
    /// Done, with the diploma.
    Graduated,
}

/// Where a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StudentPhase {
    /// Not enrolled yet.
    Prospect,
    /// In at least one open enrolment.
    Student,
    /// Looking for a job.
    JobSearch,
    /// In a job.
    Employed,
    /// With a diploma and neither of these.
    Alumni,
    /// Left without a diploma; may come back.
    Away,
}

impl Phase {
    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Learning => "learning",
            Self::Paused => "paused",
            Self::Withdrawn => "withdrawn",
            Self::Graduated => "graduated",
        }
    }
}

impl StudentPhase {
    /// Every phase, in the order of a life.
    pub const ALL: [Self; 6] =
        [Self::Prospect, Self::Student, Self::JobSearch, Self::Employed, Self::Alumni, Self::Away];

    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::Student => "student",
            Self::JobSearch => "job_search",
            Self::Employed => "employed",
            Self::Alumni => "alumni",
            Self::Away => "away",
        }
    }
}

/// How an enrolment ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ended {
    /// They left, perhaps to come back.
    Withdrawn {
        /// When.
        at: Instant,
        /// Why.
        reason: WithdrawalReason,
        /// When they mean to come back.
        return_at: Option<Instant>,
    },
    /// With the diploma.
    Graduated {
        /// When.
        at: Instant,
    },
}

impl Ended {
    /// When it ended.
    pub fn at(&self) -> Instant {
        match self {
            Self::Withdrawn { at, .. } | Self::Graduated { at } => *at,
        }
    }
}

/// One enrolment of one student.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Which.
    pub id: EnrolmentId,
    /// First fact of it.
    pub since: Instant,
    /// When they enrolled; `None` while only other facts of it are known.
    pub enrolled_at: Option<Instant>,
    /// First day of study.
    pub starts_at: Option<Instant>,
    /// When the student means to finish.
    pub target_end: Option<Instant>,
    /// Which programme.
    pub programme: Key,
    /// Which cohort.
    pub cohort: Key,
    /// Agreed hours of study a week.
    pub weekly_hours: Option<u16>,
    /// Who pays.
    pub funding: Option<Funding>,
    /// When the agreed funding stops.
    pub funding_ends: Option<Instant>,
    /// How it ended, if it did.
    pub ended: Option<Ended>,
    /// Leaves.
    pub leaves: Leaves,
    /// Activity.
    pub activity: ActivityLog,
    /// Work and marks.
    pub work: WorkLog,
    /// Defences.
    pub defences: DefenceLog,
    /// Mentoring.
    pub mentoring: Mentoring,
}

impl Enrolment {
    /// An enrolment of which one fact has been seen.
    pub fn new(id: EnrolmentId, since: Instant) -> Self {
        Self {
            id,
            since,
            enrolled_at: None,
            starts_at: None,
            target_end: None,
            programme: Key::default(),
            cohort: Key::default(),
            weekly_hours: None,
            funding: None,
            funding_ends: None,
            ended: None,
            leaves: Leaves::default(),
            activity: ActivityLog::default(),
            work: WorkLog::default(),
            defences: DefenceLog::default(),
            mentoring: Mentoring::default(),
        }
    }

    /// Learning or on leave?
    pub fn is_open(&self) -> bool {
        self.enrolled_at.is_some() && self.ended.is_none()
    }

    /// The phase at `at`, and until when it holds if nothing new happens.
    pub fn phase(&self, at: Instant) -> (Phase, Instant) {
        match &self.ended {
            Some(Ended::Graduated { .. }) => (Phase::Graduated, Instant::NEVER),
            Some(Ended::Withdrawn { .. }) => (Phase::Withdrawn, Instant::NEVER),
            None => {
                let phase =
                    if self.leaves.at(at).is_some() { Phase::Paused } else { Phase::Learning };
                (phase, self.leaves.next_change(at))
            }
        }
    }

    /// Apply the next fact of this enrolment.
    pub fn apply(&mut self, fact: &Fact) {
        let at = fact.occurred_at;
        match &fact.payload {
            Payload::Activity(body) => self.activity.add(body),
            Payload::Submitted(body) => self.work.submit(body, at),
            Payload::Completed(body) => self.work.complete(&body.item, at),
            Payload::Planned(body) => self.work.plan(&body.works),
            Payload::DefenceScheduled(body) => self.defences.schedule(body),
            Payload::DefenceJudged(body) => {
                self.defences.judge(body, at);
                if body.verdict != Verdict::ToRework {
                    self.work.complete(&body.item, at);
                }
            }
            Payload::Enrolled(body) => {
                self.enrolled_at = Some(at);
                self.starts_at = Some(body.starts_at);
                self.target_end = body.target_end;
                self.programme.clone_from(&body.programme);
                self.cohort.clone_from(&body.cohort);
                self.weekly_hours = body.weekly_hours;
                self.funding = body.funding;
                self.funding_ends = body.funding_ends;
                self.come_back(at);
            }
            Payload::Reenrolled(body) => {
                self.enrolled_at.get_or_insert(at);
                self.target_end = body.target_end.or(self.target_end);
                self.come_back(at);
            }
            Payload::Resumed(_) => self.come_back(at),
            Payload::Paused(body) => {
                self.leaves.add(Leave { from: at, until: body.until.unwrap_or(Instant::NEVER) });
            }
            Payload::LeavePlanned(body) => {
                self.leaves.add(Leave { from: body.from.max(at), until: body.until });
            }
            Payload::Withdrawn(body) => {
                self.ended =
                    Some(Ended::Withdrawn { at, reason: body.reason, return_at: body.return_at });
                self.leaves.add(Leave { from: at, until: Instant::NEVER });
            }
            Payload::Diploma(_) => self.ended = Some(Ended::Graduated { at }),
            payload => self.mentoring.apply(payload, at),
        }
    }

    /// Back from a leave or a withdrawal, from wherever they were.
    fn come_back(&mut self, at: Instant) {
        self.ended = None;
        self.leaves.end(at);
    }
}
