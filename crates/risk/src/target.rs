//! What is foretold, and from when on its answer is known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use vigie_domain::fact::{Fact, Payload};
use vigie_domain::ids::EnrolmentId;
use vigie_domain::time::{Instant, Span};
use vigie_evidence::outcome::{About, Case, Ending, Outcome};

/// Days after a look in which leaving counts, unless said otherwise.
pub const HORIZON_DAYS: u16 = 56;
/// The longest horizon.
pub const LONGEST_HORIZON_DAYS: u16 = 365;
/// How long an enrolment without a planned end is given.
const WITHOUT_PLAN: Span = Span::days(365);

/// What is foretold of a case at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Leaving within the next days, not for a job and not for want of
    /// validation.
    Leave {
        /// How many days, 1 to 365.
        days: u16,
    },
    /// Leaving or not being validated by the planned end of the enrolment.
    FailOrWithdrawn,
    /// No job by the end of the job guarantee.
    NoJob,
}

/// What came of a look at a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Did the target come true?
    pub truth: bool,
    /// Since when that is known, of this case and of all that began with it.
    /// An early end is not known sooner than a late one: else whoever learns
    /// from a young past would mostly see those who left.
    pub settled: Instant,
}

impl Target {
    /// Is it foretold of such cases?
    pub const fn concerns(self, about: About) -> bool {
        match self {
            Self::Leave { .. } | Self::FailOrWithdrawn => matches!(about, About::Enrolment),
            Self::NoJob => matches!(about, About::Guarantee),
        }
    }

    /// What came of a look at `case` at `at`, while it was at risk; `None`
    /// where nobody knows yet. `planned`: when the case was to end.
    pub fn answer(self, case: &Case, planned: Instant, at: Instant) -> Answer {
        match self {
            Self::Leave { days } => {
                let last = at + Span::days(i64::from(days));
                let left = case.met(Outcome::Left).is_some_and(|left| left <= last);
                Answer { truth: left, settled: last }
            }
            Self::FailOrWithdrawn => {
                let end = case.end.map(|(_, ending)| ending);
                let truth = matches!(end, Some(Ending::Left | Ending::NotValidated));
                Answer { truth, settled: case.end.map_or(planned, |(end, _)| planned.max(end)) }
            }
            Self::NoJob => {
                let truth = case.met(Outcome::NoJobAtGuaranteeEnd).is_some();
                Answer { truth, settled: case.end.map_or(planned, |(end, _)| planned.max(end)) }
            }
        }
    }

    /// Is the answer known by `known_until`? A case that was to be over and is
    /// not has none.
    pub fn is_settled(self, answer: Answer, case: &Case, known_until: Instant) -> bool {
        let over = match self {
            Self::Leave { .. } => true,
            Self::FailOrWithdrawn | Self::NoJob => case.end.is_some(),
        };
        over && answer.settled <= known_until
    }
}

/// When a case was to end, by its facts: the planned end of the enrolment, or
/// the end of the guarantee.
pub fn planned_end(case: &Case, facts: &[&Fact]) -> Instant {
    let told = facts.iter().rev().find_map(|fact| match (&fact.payload, case.about) {
        (Payload::Enrolled(body), About::Enrolment) if fact.enrolment == case.enrolment => {
            body.target_end
        }
        (Payload::Diploma(body), About::Guarantee) if fact.occurred_at == case.start => {
            body.guarantee_until
        }
        _ => None,
    });
    told.unwrap_or(case.first_day + WITHOUT_PLAN)
}

/// From when on it was known that a case had ended. Whoever leaves may be
/// reported late, and nobody knew before.
pub fn learned(case: &Case, facts: &[&Fact]) -> Instant {
    let Some((end, _)) = case.end else { return Instant::NEVER };
    let ends = |fact: &&&Fact| {
        let is_end =
            matches!(fact.payload, Payload::Withdrawn(_) | Payload::Diploma(_) | Payload::Hired(_));
        let own = case.enrolment.is_none() || fact.enrolment == case.enrolment;
        is_end && own && fact.occurred_at == end
    };
    facts.iter().filter(ends).map(|fact| fact.known_at).max().unwrap_or(end)
}

/// The enrolment through which a case is looked at: its own, or that of the
/// diploma behind a guarantee.
pub fn enrolment_of(case: &Case, facts: &[&Fact]) -> Option<EnrolmentId> {
    let diploma = || {
        let graduated = facts.iter().rev().find(|fact| {
            matches!(fact.payload, Payload::Diploma(_)) && fact.occurred_at == case.start
        });
        graduated.and_then(|fact| fact.enrolment)
    };
    case.enrolment.or_else(diploma)
}

impl fmt::Display for Target {
    /// The stable word, as typed: `leave:56`, `fail_or_withdrawn`, `no_job`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leave { days } => write!(f, "leave:{days}"),
            Self::FailOrWithdrawn => f.write_str("fail_or_withdrawn"),
            Self::NoJob => f.write_str("no_job"),
        }
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':').unwrap_or((text, "")) {
            ("leave", "") => Ok(Self::Leave { days: HORIZON_DAYS }),
            ("leave", days) => match days.parse() {
                Ok(days @ 1..=LONGEST_HORIZON_DAYS) => Ok(Self::Leave { days }),
                _ => Err(format!("`{days}` days: use 1 to {LONGEST_HORIZON_DAYS}")),
            },
            ("fail_or_withdrawn", "") => Ok(Self::FailOrWithdrawn),
            ("no_job", "") => Ok(Self::NoJob),
            _ => Err("use leave, leave:DAYS, fail_or_withdrawn or no_job".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::ids::Key;

    use super::*;

    fn case(end: Option<(i64, Ending)>) -> Case {
        Case {
            about: About::Enrolment,
            enrolment: None,
            programme: Key::default(),
            cohort: Key::default(),
            start: Instant(0),
            first_day: Instant(0),
            end: end.map(|(day, ending)| (day_of(day), ending)),
        }
    }

    fn day_of(day: i64) -> Instant {
        Instant(0) + Span::days(day)
    }

    #[test]
    fn leaving_counts_up_to_the_horizon_and_is_settled_then() {
        let target = Target::Leave { days: 10 };
        let left = case(Some((50, Ending::Left)));
        let of = |day| target.answer(&left, day_of(99), day_of(day));
        assert_eq!(of(40), Answer { truth: true, settled: day_of(50) });
        assert_eq!(of(39), Answer { truth: false, settled: day_of(49) });
    }

    #[test]
    fn leaving_for_a_job_is_no_harm() {
        let hired = case(Some((50, Ending::LeftForJob)));
        for target in [Target::Leave { days: 30 }, Target::FailOrWithdrawn] {
            assert!(!target.answer(&hired, day_of(99), day_of(40)).truth);
        }
    }

    #[test]
    fn an_early_end_is_settled_with_the_others() {
        let left = case(Some((50, Ending::Left)));
        let answer = Target::FailOrWithdrawn.answer(&left, day_of(99), day_of(40));
        assert_eq!(answer, Answer { truth: true, settled: day_of(99) });
    }

    #[test]
    fn what_should_be_over_and_is_not_has_no_answer() {
        let open = case(None);
        let answer = Target::FailOrWithdrawn.answer(&open, day_of(99), day_of(40));
        assert!(!Target::FailOrWithdrawn.is_settled(answer, &open, day_of(200)));
    }

    #[test]
    fn every_word_is_read_again() {
        for target in [Target::Leave { days: 28 }, Target::FailOrWithdrawn, Target::NoJob] {
            assert_eq!(target.to_string().parse(), Ok(target));
        }
        assert!("leave:0".parse::<Target>().is_err() && "leaves".parse::<Target>().is_err());
    }
}
