//! What a student is expected to ask of their advisor in a week.
//!
//! The table is an assumption, written down so that it can be doubted: a
//! conversation of twenty minutes about every two weeks for somebody who
//! learns, more at the start and towards the end of a guarantee, and the
//! minutes of the contact that a reason asks for while it lasts. A school that
//! knows its own figures sets them (`vigie caseload minutes`).

use serde::{Deserialize, Serialize};

use super::Care;
use crate::journey::{Journey, Phase, StudentPhase};
use crate::time::{Instant, Span};
use crate::worklist::Candidate;

/// Expected minutes of an advisor's week, by what a student is going through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Minutes {
    /// Somebody who learns.
    pub learning: u32,
    /// On top, in the first weeks.
    pub newcomer: u32,
    /// How many weeks those are.
    pub newcomer_weeks: u16,
    /// Somebody on leave.
    pub on_leave: u32,
    /// Somebody who asks before enrolling.
    pub prospect: u32,
    /// Somebody who looks for a job.
    pub job_search: u32,
    /// On top, when the job guarantee ends soon.
    pub guarantee_ends: u32,
    /// How many weeks before its end that is.
    pub guarantee_weeks: u16,
    /// Somebody in a job, or with the diploma.
    pub after: u32,
    /// Somebody who left, and said when they come back.
    pub returns: u32,
    /// Each reason beside the strongest, which takes the minutes of its task.
    pub other_reason: u32,
    /// On top, when danger was stated.
    pub danger: u32,
    /// On top, while a case is open.
    pub open_case: u32,
    /// What an advisor has in a week, unless said otherwise.
    pub week: u32,
}

impl Default for Minutes {
    fn default() -> Self {
        Self {
            learning: 10,
            newcomer: 10,
            newcomer_weeks: 6,
            on_leave: 2,
            prospect: 10,
            job_search: 15,
            guarantee_ends: 15,
            guarantee_weeks: 8,
            after: 1,
            returns: 1,
            other_reason: 4,
            danger: 60,
            open_case: 20,
            week: 25 * 60,
        }
    }
}

/// What a part of the expected minutes is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Learning.
    Learning,
    /// The first weeks.
    Newcomer,
    /// On leave.
    OnLeave,
    /// Not enrolled yet.
    Prospect,
    /// Looking for a job.
    JobSearch,
    /// The guarantee ends soon.
    GuaranteeEnds,
    /// In a job, or with the diploma.
    After,
    /// Left, and means to come back.
    Returns,
    /// Reasons to reach them.
    Reasons,
    /// Danger was stated.
    Danger,
    /// A case is open.
    OpenCase,
}

impl Part {
    /// Every part, in the order in which they are told.
    pub const ALL: [Self; 11] = [
        Self::Learning,
        Self::Newcomer,
        Self::OnLeave,
        Self::Prospect,
        Self::JobSearch,
        Self::GuaranteeEnds,
        Self::After,
        Self::Returns,
        Self::Reasons,
        Self::Danger,
        Self::OpenCase,
    ];

    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Learning => "learning",
            Self::Newcomer => "newcomer",
            Self::OnLeave => "on-leave",
            Self::Prospect => "prospect",
            Self::JobSearch => "job-search",
            Self::GuaranteeEnds => "guarantee-ends",
            Self::After => "after",
            Self::Returns => "returns",
            Self::Reasons => "reasons",
            Self::Danger => "danger",
            Self::OpenCase => "open-case",
        }
    }
}

/// The expected minutes of one student's week, part by part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// What for, and how many minutes; none is zero.
    pub parts: Vec<(Part, u32)>,
    /// What makes a hand-over a thing to think about twice.
    pub care: Vec<Care>,
}

impl Demand {
    /// What a student asks for at `at`. `candidate` is read off the same
    /// journey.
    pub fn of(
        table: &Minutes,
        journey: &Journey,
        candidate: &Candidate,
        open_case: bool,
        at: Instant,
    ) -> Self {
        let mut demand = Self::default();
        demand.add_phase(table, journey, at);
        let guarantee = journey.search.as_ref().and_then(|search| search.guarantee_until);
        let soon = at + Span::days(7 * i64::from(table.guarantee_weeks));
        if guarantee.is_some_and(|until| at < until && until <= soon) {
            demand.add(Part::GuaranteeEnds, table.guarantee_ends);
            demand.care.push(Care::GuaranteeEnds);
        }
        if let Some(others) = candidate.reasons.len().checked_sub(1) {
            let others = u32::try_from(others).unwrap_or(u32::MAX);
            let others = others.saturating_mul(table.other_reason);
            demand.add(Part::Reasons, u32::from(candidate.minutes()).saturating_add(others));
        }
        if candidate.in_danger() {
            demand.add(Part::Danger, table.danger);
            demand.care.push(Care::Danger);
        }
        if open_case {
            demand.add(Part::OpenCase, table.open_case);
            demand.care.push(Care::OpenCase);
        }
        demand.care.sort_unstable();
        demand
    }

    fn add_phase(&mut self, table: &Minutes, journey: &Journey, at: Instant) {
        let open = || journey.open_enrolments();
        match journey.phase(at).0 {
            StudentPhase::Student if open().any(|e| e.phase(at).0 == Phase::Learning) => {
                self.add(Part::Learning, table.learning);
                let first = Span::days(7 * i64::from(table.newcomer_weeks));
                let new = |since: Instant| at.since(since) < first;
                if open().filter_map(|e| e.enrolled_at).any(new) {
                    self.add(Part::Newcomer, table.newcomer);
                }
            }
            StudentPhase::Student => self.add(Part::OnLeave, table.on_leave),
            StudentPhase::JobSearch => self.add(Part::JobSearch, table.job_search),
            StudentPhase::Prospect if journey.is_followed() => {
                self.add(Part::Prospect, table.prospect);
            }
            StudentPhase::Employed if open().next().is_some() => {
                self.add(Part::Learning, table.learning);
            }
            StudentPhase::Employed | StudentPhase::Alumni => self.add(Part::After, table.after),
            StudentPhase::Away if journey.returns_at().is_some() => {
                self.add(Part::Returns, table.returns);
            }
            StudentPhase::Prospect | StudentPhase::Away => {}
        }
    }

    fn add(&mut self, part: Part, minutes: u32) {
        if minutes > 0 {
            self.parts.push((part, minutes));
        }
    }

    /// All of it, in minutes a week.
    pub fn minutes(&self) -> u32 {
        self.parts.iter().fold(0_u32, |all, (_, minutes)| all.saturating_add(*minutes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Channel, Contract};
    use crate::ids::{EnrolmentId, FactId, StudentId};
    use crate::indicator::{Severity, Task};
    use crate::journey::{Employment, Enrolment, JobSearch};
    use crate::time::DAY;
    use crate::worklist::Reason;
    use arrayvec::ArrayVec;
    use uuid::Uuid;

    const NOW: Instant = Instant(1_760_000_000);

    fn nobody() -> Candidate {
        Candidate::quiet(StudentId(Uuid::nil()))
    }

    fn learner(days: i64) -> Journey {
        let mut enrolment = Enrolment::new(EnrolmentId(Uuid::nil()), NOW - Span::days(days));
        enrolment.enrolled_at = Some(NOW - Span::days(days));
        Journey { enrolments: vec![enrolment], ..Journey::default() }
    }

    fn searching(days_left: i64) -> Journey {
        let search = JobSearch {
            started_at: NOW - DAY,
            guarantee_until: Some(NOW + Span::days(days_left)),
            last_step: None,
            applications: ArrayVec::new(),
            interviews: 0,
            interview_at: None,
            offer: None,
            overflow: 0,
        };
        Journey { search: Some(search), ..Journey::default() }
    }

    fn reason(severity: Severity, task: Task) -> Reason {
        Reason {
            indicator: "x".into(),
            enrolment: None,
            since: NOW - DAY,
            severity,
            task,
            never_cut: false,
            ours: false,
            new_since_contact: false,
            harm_in: None,
            evidence: Vec::new(),
        }
    }

    fn asks(journey: &Journey, candidate: &Candidate, open_case: bool) -> Demand {
        Demand::of(&Minutes::default(), journey, candidate, open_case, NOW)
    }

    #[test]
    fn the_first_weeks_ask_for_more() {
        assert_eq!(
            asks(&learner(3), &nobody(), false).parts,
            [(Part::Learning, 10), (Part::Newcomer, 10)]
        );
        assert_eq!(asks(&learner(42), &nobody(), false).parts, [(Part::Learning, 10)]);
    }

    #[test]
    fn a_guarantee_near_its_end_asks_for_more_and_for_care() {
        let far = asks(&searching(57), &nobody(), false);
        assert_eq!((far.minutes(), far.care.len()), (15, 0));
        let near = asks(&searching(56), &nobody(), false);
        assert_eq!((near.minutes(), near.care), (30, vec![Care::GuaranteeEnds]));
        assert_eq!(asks(&searching(-1), &nobody(), false).minutes(), 15);
    }

    #[test]
    fn reasons_take_the_longest_contact_and_a_little_for_each_other_one() {
        let reasons = vec![
            reason(Severity::Act, Task::CheckIn),
            reason(Severity::Watch, Task::Obstacle),
            reason(Severity::Watch, Task::Answer),
        ];
        let candidate = Candidate { reasons, ..nobody() };
        let parts = asks(&learner(60), &candidate, false).parts;
        assert_eq!(parts, [(Part::Learning, 10), (Part::Reasons, 25 + 2 * 4)]);
    }

    #[test]
    fn danger_and_an_open_case_are_told_the_gravest_first() {
        let reasons = vec![reason(Severity::Danger, Task::Help)];
        let candidate = Candidate { reasons, ..nobody() };
        let demand = asks(&learner(60), &candidate, true);
        assert_eq!(demand.care, [Care::Danger, Care::OpenCase]);
        assert_eq!(demand.minutes(), 10 + 30 + 60 + 20);
    }

    #[test]
    fn somebody_in_a_job_takes_a_minute_unless_they_still_learn() {
        let job = Employment {
            company: "mairie".into(),
            contract: Contract::FixedTerm,
            hired_at: NOW - DAY,
            starts_at: NOW - DAY,
            celebrated: true,
            fact: FactId(Uuid::nil()),
            checked_at: None,
        };
        let after = Journey { employment: Some(job.clone()), ..Journey::default() };
        assert_eq!(asks(&after, &nobody(), false).parts, [(Part::After, 1)]);
        let both = Journey { employment: Some(job), ..learner(60) };
        assert_eq!(asks(&both, &nobody(), false).parts, [(Part::Learning, 10)]);
    }

    #[test]
    fn somebody_who_only_asks_takes_time_while_they_wait() {
        let mut journey = Journey::default();
        assert_eq!(asks(&journey, &nobody(), false).minutes(), 0);
        let words = crate::ids::FactId(Uuid::nil());
        journey.contact.message_in(NOW - DAY, words, Channel::Email, true);
        assert_eq!(asks(&journey, &nobody(), false).parts, [(Part::Prospect, 10)]);
    }

    #[test]
    fn a_school_may_set_some_figures_and_not_invent_any() {
        let table: Minutes = serde_json::from_str(r#"{"learning": 15}"#).unwrap();
        assert_eq!((table.learning, table.newcomer), (15, 10));
        assert!(serde_json::from_str::<Minutes>(r#"{"walking": 15}"#).is_err());
    }
}
