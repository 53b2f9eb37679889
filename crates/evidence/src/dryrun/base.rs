//! How often an outcome follows anyway: the rate that a rule must beat.
//!
//! Every case is looked at once a week while it is at risk, from its first
//! day on; the base rate is the share of these looks after which the outcome
//! was met within the horizon. A week in which something rang is held against
//! everybody's same week of the same programme: late in a course the end is
//! near for all.

use std::collections::BTreeMap;
use std::ops::Range;

use vigie_domain::ids::Key;
use vigie_domain::time::{Instant, Span, WEEK};

use super::plan::Plan;
use crate::outcome::{Case, Outcome};

/// Weeks from which on no more are told apart.
const MOST: i64 = 208;

/// The weekly looks at one case, by week of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks {
    /// After which the outcome was met within the horizon.
    pub(super) met: Range<i64>,
    /// After which it is known whether it was.
    pub(super) known: Range<i64>,
}

/// The weekly looks at a case in the window, counted without going through
/// them.
pub(super) fn looks(case: &Case, outcome: Outcome, plan: &Plan) -> Looks {
    let end = case.end.map_or(plan.known_until, |(end, _)| end).min(plan.to);
    let from = plan.from.unwrap_or(case.start).max(case.start);
    let weeks = |low: Instant, high: Instant| {
        let before = |at| looks_before(case.first_day, at);
        let first = before(low.max(from));
        first..before(high.min(end)).max(first)
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

/// The number of the first look at `at` or later: one a week, number 0 on the
/// first day.
fn looks_before(first_day: Instant, at: Instant) -> i64 {
    let passed = at.since(first_day).0;
    passed.div_euclid(WEEK.0) + i64::from(passed.rem_euclid(WEEK.0) > 0)
}

/// The week of a case in which an instant lies.
pub(super) fn week_of(case: &Case, at: Instant) -> i64 {
    at.since(case.first_day).0.div_euclid(WEEK.0)
}

/// A count for each programme and week of a case. All weeks before the first
/// day are one, and so are all that come very late.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Weekly(BTreeMap<Key, Vec<u64>>);

impl Weekly {
    pub(super) fn add(&mut self, programme: &Key, weeks: impl Iterator<Item = i64>) {
        if !self.0.contains_key(programme) {
            self.0.insert(programme.clone(), Vec::new());
        }
        let Some(counts) = self.0.get_mut(programme) else { return };
        for week in weeks {
            let bin = bin(week);
            if counts.len() <= bin {
                counts.resize(bin + 1, 0);
            }
            counts[bin] += 1;
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (programme, more) in &other.0 {
            let counts = self.0.entry(programme.clone()).or_default();
            if counts.len() < more.len() {
                counts.resize(more.len(), 0);
            }
            counts.iter_mut().zip(more).for_each(|(count, more)| *count += more);
        }
    }

    pub(super) fn sum(&self) -> u64 {
        self.0.values().flatten().sum()
    }

    /// The count of one programme's bin.
    pub(super) fn at(&self, programme: &Key, bin: usize) -> u64 {
        self.0.get(programme).and_then(|counts| counts.get(bin)).copied().unwrap_or_default()
    }

    /// Programme, bin and count.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Key, usize, u64)> {
        self.0.iter().flat_map(|(programme, counts)| {
            counts.iter().enumerate().map(move |(bin, count)| (programme, bin, *count))
        })
    }
}

fn bin(week: i64) -> usize {
    usize::try_from(week.saturating_add(1).clamp(0, MOST)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use vigie_domain::calendar::Calendar;
    use vigie_domain::fact::Kinds;
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
            first_day: Instant(start * DAY.0),
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
                    let found = (found.met.count(), found.known.count());
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
