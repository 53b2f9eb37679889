//! What became of an enrolment, a job guarantee or a job search.
//!
//! A *case* is something that is at risk for a while and ends in one way: one
//! stretch of an enrolment (coming back begins another), one job guarantee,
//! one job search. Cases are read from all facts known in the end; nothing
//! that decides whom to reach sees one.

mod follow;

use serde::Serialize;
use vigie_domain::ids::{EnrolmentId, Key};
use vigie_domain::time::{Instant, Span};

pub use follow::cases;

/// An outcome that signals are held against, each on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// What an early contact hopes to turn: left, not validated or no job at
    /// the guarantee's end. Never leaving for a job.
    Harm,
    /// Left on the way, not for a job and not for want of validation.
    Left,
    /// The enrolment ran out without being validated.
    NotValidated,
    /// The job guarantee ended, and nobody was hired. Not defined before.
    NoJobAtGuaranteeEnd,
    /// Left for a job: an outcome of its own, never harm.
    LeftForJob,
    /// With the diploma.
    Completed,
    /// Hired, out of a job search.
    Hired,
}

/// How many outcomes there are.
pub const OUTCOMES: usize = 7;

impl Outcome {
    /// Every outcome, in the order of declaration.
    pub const ALL: [Self; OUTCOMES] = [
        Self::Harm,
        Self::Left,
        Self::NotValidated,
        Self::NoJobAtGuaranteeEnd,
        Self::LeftForJob,
        Self::Completed,
        Self::Hired,
    ];

    /// The stable word, as typed and as written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Harm => "harm",
            Self::Left => "left",
            Self::NotValidated => "not_validated",
            Self::NoJobAtGuaranteeEnd => "no_job_at_guarantee_end",
            Self::LeftForJob => "left_for_job",
            Self::Completed => "completed",
            Self::Hired => "hired",
        }
    }

    /// The outcome with this stable word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }

    /// Is this a case in which the outcome could be met?
    pub const fn concerns(self, about: About) -> bool {
        match self {
            Self::Harm => matches!(about, About::Enrolment | About::Guarantee),
            Self::Left | Self::NotValidated | Self::LeftForJob | Self::Completed => {
                matches!(about, About::Enrolment)
            }
            Self::NoJobAtGuaranteeEnd => matches!(about, About::Guarantee),
            Self::Hired => matches!(about, About::Search),
        }
    }

    /// Is this ending the outcome?
    pub const fn is(self, ending: Ending) -> bool {
        match self {
            Self::Harm => matches!(ending, Ending::Left | Ending::NotValidated | Ending::NoJob),
            Self::Left => matches!(ending, Ending::Left),
            Self::NotValidated => matches!(ending, Ending::NotValidated),
            Self::NoJobAtGuaranteeEnd => matches!(ending, Ending::NoJob),
            Self::LeftForJob => matches!(ending, Ending::LeftForJob),
            Self::Completed => matches!(ending, Ending::Completed),
            Self::Hired => matches!(ending, Ending::Hired),
        }
    }
}

/// What a case is a stretch of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// An enrolment, from enrolling or coming back until leaving or the diploma.
    Enrolment,
    /// A job guarantee, from the diploma until its end or a job.
    Guarantee,
    /// A job search, until a job.
    Search,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Left, not for a job.
    Left,
    /// Not validated.
    NotValidated,
    /// Left for a job.
    LeftForJob,
    /// With the diploma.
    Completed,
    /// The guarantee ended without a job.
    NoJob,
    /// Hired.
    Hired,
}

/// Something at risk in [start, end), and how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What it is a stretch of.
    pub about: About,
    /// Which enrolment; `None`: the person.
    pub enrolment: Option<EnrolmentId>,
    /// In which programme; empty if none was told.
    pub programme: Key,
    /// In which cohort; empty if none was told.
    pub cohort: Key,
    /// From when on it is at risk.
    pub start: Instant,
    /// First day of the course, or `start` if that is later: the weeks of a
    /// case are counted from here.
    pub first_day: Instant,
    /// When and how it ended; `None`: not yet, as far as is known.
    pub end: Option<(Instant, Ending)>,
}

/// Was an outcome met within the horizon?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Yes.
    Met,
    /// No: the horizon has passed, or the case ended otherwise.
    NotMet,
    /// The horizon goes beyond what is known: counted, and left out.
    Unknown,
}

impl Case {
    /// Is it at risk at `at`?
    pub fn at_risk(&self, at: Instant) -> bool {
        self.start <= at && self.end.is_none_or(|(end, _)| at < end)
    }

    /// When it met this outcome, if it did.
    pub fn met(&self, outcome: Outcome) -> Option<Instant> {
        self.end.filter(|(_, ending)| outcome.is(*ending)).map(|(at, _)| at)
    }

    /// Was `outcome` met in (at, at + horizon]? `at` is while at risk; all is
    /// known until `known_until`.
    pub fn fate(&self, outcome: Outcome, at: Instant, horizon: Span, known_until: Instant) -> Fate {
        let last = at + horizon;
        match self.end {
            Some((end, ending)) if end <= last && outcome.is(ending) => Fate::Met,
            Some(_) => Fate::NotMet,
            None if last <= known_until => Fate::NotMet,
            None => Fate::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(end: Option<(i64, Ending)>) -> Case {
        Case {
            about: About::Enrolment,
            enrolment: None,
            programme: Key::default(),
            cohort: Key::default(),
            start: Instant(0),
            first_day: Instant(0),
            end: end.map(|(at, ending)| (Instant(at), ending)),
        }
    }

    fn fate(case: &Case, at: i64) -> Fate {
        case.fate(Outcome::Harm, Instant(at), Span(10), Instant(100))
    }

    #[test]
    fn an_outcome_counts_up_to_the_last_second_of_the_horizon() {
        let left = case(Some((50, Ending::Left)));
        assert_eq!([fate(&left, 40), fate(&left, 39)], [Fate::Met, Fate::NotMet]);
    }

    #[test]
    fn a_horizon_beyond_what_is_known_is_no_answer() {
        let open = case(None);
        assert_eq!([fate(&open, 90), fate(&open, 91)], [Fate::NotMet, Fate::Unknown]);
    }

    #[test]
    fn a_case_that_ended_otherwise_is_an_answer_whatever_the_horizon() {
        assert_eq!(fate(&case(Some((95, Ending::Completed))), 91), Fate::NotMet);
    }

    #[test]
    fn leaving_for_a_job_is_never_harm() {
        assert_eq!(case(Some((5, Ending::LeftForJob))).met(Outcome::Harm), None);
    }

    #[test]
    fn a_case_is_not_at_risk_at_its_end() {
        let left = case(Some((50, Ending::Left)));
        assert_eq!([49, 50].map(|at| left.at_risk(Instant(at))), [true, false]);
    }

    #[test]
    fn every_word_is_found_again() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_name(outcome.name()), Some(outcome));
        }
    }
}
