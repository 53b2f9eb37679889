//! How often an outcome follows anyway: the rate that a rule must beat.
//!
//! Every case is looked at once a week while it is at risk, from its first
//! day on; the base rate is the share of these looks after which the outcome
//! was met within the horizon. A ring is held against the looks of its own
//! week: late in a course the end is near for everybody.

use std::ops::Range;

use vigie_domain::time::{Instant, Span, WEEK};

use super::plan::Plan;
use crate::outcome::{Case, Outcome};

/// Weeks from which on no more are told apart.
const MOST: usize = 208;

/// The weekly looks at one case, by week since it began.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks {
    /// After which the outcome was met within the horizon.
    pub(super) met: Range<usize>,
    /// After which it is known whether it was.
    pub(super) known: Range<usize>,
}

/// The weekly looks at a case in the window, counted without going through
/// them.
pub(super) fn looks(case: &Case, outcome: Outcome, plan: &Plan) -> Looks {
    let end = case.end.map_or(plan.known_until, |(end, _)| end).min(plan.to);
    let from = plan.from.unwrap_or(case.start).max(case.start);
    let weeks = |low: Instant, high: Instant| {
        let before = |at| looks_before(case.start, at);
        before(low.max(from))..before(high.min(end))
    };
    // A case that ended is an answer for every look before its end.
    let last_known = match case.end {
        Some(_) => Instant::NEVER,
        None => (plan.known_until - plan.horizon).saturating_add(Span(1)),
    };
    let known = weeks(Instant::DAWN, last_known);
    let met = case.met(outcome).map_or(0..0, |event| weeks(event - plan.horizon, event));
    Looks { met, known }
}

/// How many of `start`, `start` + 1 week, … are before `at`.
fn looks_before(start: Instant, at: Instant) -> usize {
    let passed = at.since(start).0.max(0);
    let looks = passed.div_euclid(WEEK.0) + i64::from(passed.rem_euclid(WEEK.0) > 0);
    usize::try_from(looks).unwrap_or(usize::MAX)
}

/// The week of a case in which an instant lies.
pub(super) fn week_of(case: &Case, at: Instant) -> usize {
    usize::try_from(at.since(case.start).0.max(0) / WEEK.0).unwrap_or(usize::MAX).min(MOST)
}

/// A count for each week of a case; the last holds all that come later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Weekly(Vec<u64>);

impl Weekly {
    pub(super) fn add(&mut self, week: usize) {
        let week = week.min(MOST);
        if self.0.len() <= week {
            self.0.resize(week + 1, 0);
        }
        self.0[week] += 1;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(count, more)| *count += more);
    }

    pub(super) fn sum(&self) -> u64 {
        self.0.iter().sum()
    }

    pub(super) fn at(&self, week: usize) -> u64 {
        self.0.get(week).copied().unwrap_or_default()
    }

    /// Weeks with their counts.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, u64)> {
        self.0.iter().copied().enumerate()
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::calendar::Calendar;
    use vigie_domain::fact::Kinds;
    use vigie_domain::ids::Key;
    use vigie_domain::metric::Context;
    use vigie_domain::time::DAY;

    use super::*;
    use crate::outcome::{About, Ending, Fate};

    fn plan(from: Option<i64>, to: i64, known_until: i64) -> Plan {
        let context = Context::new(Calendar::new("Europe/Paris").unwrap(), Kinds::ALL);
        let mut plan = Plan::new(context, Vec::new(), Instant(known_until * DAY.0));
        plan.from = from.map(|day| Instant(day * DAY.0));
        plan.to = Instant(to * DAY.0);
        plan.horizon = Span::days(30);
        plan
    }

    fn case(start: i64, end: Option<(i64, Ending)>) -> Case {
        Case {
            about: About::Enrolment,
            enrolment: None,
            programme: Key::default(),
            cohort: Key::default(),
            start: Instant(start * DAY.0),
            end: end.map(|(day, ending)| (Instant(day * DAY.0), ending)),
        }
    }

    /// The same, look by look.
    fn one_by_one(case: &Case, plan: &Plan) -> (usize, usize) {
        let (mut met, mut known) = (0, 0);
        let mut at = case.start;
        while at < plan.known_until {
            if case.at_risk(at) && plan.inside(at) {
                match case.fate(Outcome::Harm, at, plan.horizon, plan.known_until) {
                    Fate::Met => (met, known) = (met + 1, known + 1),
                    Fate::NotMet => known += 1,
                    Fate::Unknown => {}
                }
            }
            at = at + WEEK;
        }
        (met, known)
    }

    #[test]
    fn counting_agrees_with_looking_one_by_one() {
        let ends = [None, Some((95, Ending::Left)), Some((35, Ending::Left))];
        let ends = ends.into_iter().chain([Some((98, Ending::Completed))]);
        for end in ends {
            for start in [0, 3, 21, 34] {
                for (from, to) in [(None, 120), (Some(20), 90), (Some(28), 29)] {
                    let (case, plan) = (case(start, end), plan(from, to, 120));
                    let found = looks(&case, Outcome::Harm, &plan);
                    let found = (found.met.len(), found.known.len());
                    assert_eq!(found, one_by_one(&case, &plan), "{case:?} {from:?} {to}");
                }
            }
        }
    }

    #[test]
    fn a_departure_is_met_by_the_looks_of_the_last_horizon() {
        // Looks on days 0, 7, … 63; those on 42, 49, 56 and 63 are within 30 days of day 70.
        let found = looks(&case(0, Some((70, Ending::Left))), Outcome::Left, &plan(None, 120, 120));
        assert_eq!(found, Looks { met: 6..10, known: 0..10 });
    }
}
