//! Where a rank comes from: one table of points, shown line by line.

use serde::{Deserialize, Serialize};

use super::Candidate;
use crate::indicator::Severity;
use crate::time::{DAY, Instant, Span, WEEK};

/// The table. Every entry is the school's to change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Points {
    /// By severity of the strongest reason.
    pub info: f64,
    /// See `info`.
    pub watch: f64,
    /// See `info`.
    pub act: f64,
    /// See `info`.
    pub urgent: f64,
    /// See `info`.
    pub danger: f64,
    /// Per day that the strongest reason has been true.
    pub per_day_true: f64,
    /// At most so much for that.
    pub most_days_true: f64,
    /// For each further reason that asks for another kind of contact.
    pub independent_reason: f64,
    /// At most so many of them count.
    pub most_reasons: usize,
    /// Activity fallen to nothing against one's own habit (less if less).
    pub trend: f64,
    /// All the work whose date has passed is overdue (less if less).
    pub overdue_work: f64,
    /// No sign of activity at all, or very little: fades as activity grows.
    pub little_activity: f64,
    /// Actions at which half of `little_activity` is left.
    pub little_activity_half: f64,
    /// Harm within a day.
    pub harm_tomorrow: f64,
    /// Harm within five days.
    pub harm_this_week: f64,
    /// Harm within a month.
    pub harm_this_month: f64,
    /// A promise due today or overdue.
    pub promise_due: f64,
    /// Per week since anyone spoke with them.
    pub per_week_unseen: f64,
    /// At most so much for that.
    pub most_weeks_unseen: f64,
    /// At a computed risk of 1 (less if less). Zero unless the school decides
    /// to let a model weigh on whom it reaches.
    pub risk: f64,
}

impl Default for Points {
    fn default() -> Self {
        Self {
            info: 15.0,
            watch: 25.0,
            act: 45.0,
            urgent: 80.0,
            danger: 1_000.0,
            per_day_true: 0.5,
            most_days_true: 10.0,
            independent_reason: 8.0,
            most_reasons: 4,
            trend: 10.0,
            overdue_work: 25.0,
            little_activity: 12.0,
            little_activity_half: 60.0,
            harm_tomorrow: 30.0,
            harm_this_week: 20.0,
            harm_this_month: 8.0,
            promise_due: 40.0,
            per_week_unseen: 1.0,
            most_weeks_unseen: 10.0,
            risk: 0.0,
        }
    }
}

/// One line of the explanation of a rank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Why: a stable word, worded in the locales.
    pub why: PointKind,
    /// How many points.
    pub points: f64,
}

/// The entries of the table, as the explanation names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// How pressing the strongest reason is.
    Urgency,
    /// How long it has been true.
    Duration,
    /// Further, independent reasons.
    Reasons,
    /// Activity against one's own habit.
    Trend,
    /// Share of the final mark that is overdue.
    Overdue,
    /// Little activity seen so far.
    LittleActivity,
    /// Time left before harm.
    Harm,
    /// A promise that is due.
    Promise,
    /// Time since anyone spoke with them.
    Unseen,
    /// The computed risk.
    Risk,
}

impl PointKind {
    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::Duration => "duration",
            Self::Reasons => "reasons",
            Self::Trend => "trend",
            Self::Overdue => "overdue",
            Self::LittleActivity => "little_activity",
            Self::Harm => "harm",
            Self::Promise => "promise",
            Self::Unseen => "unseen",
            Self::Risk => "risk",
        }
    }
}

/// A candidate with its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Sum of the points.
    pub score: f64,
    /// One by one; only those that are not zero.
    pub points: Vec<Point>,
    /// Who.
    pub candidate: Candidate,
}

impl Points {
    /// Add up the points of a candidate at `at`.
    pub fn score(&self, candidate: Candidate, at: Instant) -> Scored {
        let all = [
            (PointKind::Urgency, self.urgency(&candidate)),
            (PointKind::Duration, self.duration(&candidate, at)),
            (PointKind::Reasons, self.reasons(&candidate)),
            (PointKind::Trend, self.trend(&candidate)),
            (PointKind::Overdue, self.overdue(&candidate)),
            (PointKind::LittleActivity, self.little(&candidate)),
            (PointKind::Harm, self.harm(&candidate)),
            (PointKind::Promise, self.promise(&candidate, at)),
            (PointKind::Unseen, self.unseen(&candidate, at)),
            (PointKind::Risk, self.risk(&candidate)),
        ];
        let points: Vec<Point> = all
            .into_iter()
            .filter(|(_, points)| *points != 0.0)
            .map(|(why, points)| Point { why, points })
            .collect();
        let score = points.iter().map(|point| point.points).sum();
        Scored { score, points, candidate }
    }

    fn urgency(&self, candidate: &Candidate) -> f64 {
        match candidate.reasons.first().map(|reason| reason.severity) {
            None => 0.0,
            Some(Severity::Info) => self.info,
            Some(Severity::Watch) => self.watch,
            Some(Severity::Act) => self.act,
            Some(Severity::Urgent) => self.urgent,
            Some(Severity::Danger) => self.danger,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible span fit 53 bits")]
    fn duration(&self, candidate: &Candidate, at: Instant) -> f64 {
        candidate.reasons.first().map_or(0.0, |reason| {
            let days = (at.since(reason.since).0.max(0) / DAY.0) as f64;
            (days * self.per_day_true).min(self.most_days_true)
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "a handful of reasons")]
    fn reasons(&self, candidate: &Candidate) -> f64 {
        let mut tasks: Vec<_> =
            candidate.reasons.iter().map(|reason| reason.indicator.clone()).collect();
        tasks.dedup();
        tasks.len().saturating_sub(1).min(self.most_reasons) as f64 * self.independent_reason
    }

    fn trend(&self, candidate: &Candidate) -> f64 {
        candidate.trend.map_or(0.0, |ratio| (1.0 - ratio).clamp(0.0, 1.0) * self.trend)
    }

    fn overdue(&self, candidate: &Candidate) -> f64 {
        candidate.overdue_share.map_or(0.0, |share| share.clamp(0.0, 1.0) * self.overdue_work)
    }

    fn little(&self, candidate: &Candidate) -> f64 {
        let half = self.little_activity_half.max(1.0);
        candidate.actions.map_or(0.0, |actions| self.little_activity * half / (half + actions))
    }

    fn harm(&self, candidate: &Candidate) -> f64 {
        let left = candidate.reasons.iter().filter_map(|reason| reason.harm_in).min();
        match left {
            Some(left) if left <= DAY => self.harm_tomorrow,
            Some(left) if left <= Span::days(5) => self.harm_this_week,
            Some(left) if left <= Span::days(30) => self.harm_this_month,
            _ => 0.0,
        }
    }

    fn risk(&self, candidate: &Candidate) -> f64 {
        candidate.risk.map_or(0.0, |risk| risk.clamp(0.0, 1.0) * self.risk)
    }

    fn promise(&self, candidate: &Candidate, at: Instant) -> f64 {
        let due = candidate.promises.first().is_some_and(|promise| promise.due <= at + DAY);
        if due { self.promise_due } else { 0.0 }
    }

    #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible span fit 53 bits")]
    fn unseen(&self, candidate: &Candidate, at: Instant) -> f64 {
        candidate.unseen_since.map_or(0.0, |since| {
            let weeks = (at.since(since).0.max(0) / WEEK.0) as f64;
            (weeks * self.per_week_unseen).min(self.most_weeks_unseen)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::StudentId;

    fn at_risk() -> Candidate {
        Candidate { risk: Some(0.5), ..Candidate::quiet(StudentId::from_bytes([1; 16])) }
    }

    #[test]
    fn a_computed_risk_weighs_nothing_unless_the_school_says_so() {
        let scored = Points::default().score(at_risk(), Instant(0));
        assert!(scored.points.iter().all(|point| point.why != PointKind::Risk));
    }

    #[test]
    fn a_weight_of_risk_is_a_line_of_its_own() {
        let points = Points { risk: 20.0, ..Points::default() };
        let scored = points.score(at_risk(), Instant(0));
        let line = scored.points.iter().find(|point| point.why == PointKind::Risk);
        assert_eq!(line.map(|point| point.points), Some(10.0));
    }
}
