//! Weeks in which many slow down.
//!
//! A learner slows down in a week when their actions are fewer than half the
//! mean of their four weeks before. Looked at are weeks of which they studied
//! every day, and the four before it too, with one action a week at least.

use vigie_domain::fact::{Activity, Kind, Payload};
use vigie_domain::journey::Enrolment;
use vigie_domain::time::{DAY, Instant, Span, WEEK};

use super::Obstacles;

/// Weeks that make a habit.
const HABIT: usize = 4;
/// A Monday, 00:00 UTC: weeks are counted from here.
const FIRST_MONDAY: i64 = 4 * DAY.0;

/// The kinds that tell of activity.
pub(super) const TOLD_BY: Kind = Kind::Activity;

/// Weeks since the first Monday of 1970.
pub(super) fn week_of(at: Instant) -> i64 {
    (at.0 - FIRST_MONDAY).div_euclid(WEEK.0)
}

/// First instant of a week.
pub(super) fn start_of(week: i64) -> Instant {
    Instant(FIRST_MONDAY + week * WEEK.0)
}

/// Actions of one enrolment, week by week.
#[derive(Debug, Default)]
pub(super) struct Actions {
    first: i64,
    weeks: Vec<f64>,
    told_until: Option<Instant>,
}

impl Actions {
    /// A period's actions, spread evenly over its weeks.
    pub(super) fn hear(&mut self, payload: &Payload) {
        let Payload::Activity(body) = payload else { return };
        let told = self.told_until.map_or(body.to, |until| until.max(body.to));
        self.told_until = Some(told);
        let length = seconds(body.to.since(body.from));
        if body.actions == 0 || length <= 0.0 {
            return;
        }
        let last = week_of(body.to - Span(1));
        for week in week_of(body.from)..=last {
            let inside = overlap(body, week);
            *self.week(week) += f64::from(body.actions) * inside / length;
        }
    }

    fn week(&mut self, week: i64) -> &mut f64 {
        if self.weeks.is_empty() {
            self.first = week;
        }
        while week < self.first {
            self.weeks.insert(0, 0.0);
            self.first -= 1;
        }
        let place = usize::try_from(week - self.first).unwrap_or(0);
        if self.weeks.len() <= place {
            self.weeks.resize(place + 1, 0.0);
        }
        &mut self.weeks[place]
    }

    fn of(&self, week: i64) -> f64 {
        let place = usize::try_from(week - self.first).ok();
        place.and_then(|place| self.weeks.get(place)).copied().unwrap_or(0.0)
    }

    /// Count every week of this enrolment that can be looked at.
    pub(super) fn count(&self, enrolment: &Enrolment, end: Instant, into: &mut Obstacles) {
        let (Some(start), Some(told)) = (enrolment.starts_at, self.told_until) else { return };
        let habit = i64::try_from(HABIT).unwrap_or(0);
        let first = week_of(start + WEEK - Span(1)) + habit;
        let end = end.min(told);
        let mut week = first;
        while start_of(week + 1) <= end {
            let before = start_of(week - habit);
            let studied = !enrolment.leaves.touch(before, start_of(week + 1));
            let sum: f64 = (week - habit..week).map(|earlier| self.of(earlier)).sum();
            if studied && sum >= f64::from(u32::try_from(HABIT).unwrap_or(0)) {
                let mean = sum / f64::from(u32::try_from(HABIT).unwrap_or(1));
                into.slow_in(week, self.of(week) * 2.0 < mean);
            }
            week += 1;
        }
    }
}

/// Seconds of a period that fall into a week.
fn overlap(body: &Activity, week: i64) -> f64 {
    let from = body.from.max(start_of(week));
    let to = body.to.min(start_of(week + 1));
    seconds(to.since(from)).max(0.0)
}

#[expect(clippy::cast_precision_loss, reason = "seconds of a plausible period fit 53 bits")]
fn seconds(span: Span) -> f64 {
    span.0 as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: i64, to: i64, actions: u32) -> Payload {
        let at = |day: i64| Instant(FIRST_MONDAY + day * DAY.0);
        Activity { from: at(from), to: at(to), actions, active_days: None, kinds: vec![] }.into()
    }

    fn rounded(actions: &Actions, weeks: [i64; 3]) -> [String; 3] {
        weeks.map(|week| format!("{:.0}", actions.of(week)))
    }

    #[test]
    fn a_long_period_is_spread_over_its_weeks() {
        let mut actions = Actions::default();
        actions.hear(&period(5, 15, 100));
        assert_eq!(rounded(&actions, [0, 1, 2]), ["20", "70", "10"]);
    }

    #[test]
    fn earlier_weeks_may_be_told_later() {
        let mut actions = Actions::default();
        actions.hear(&period(21, 28, 4));
        actions.hear(&period(7, 14, 3));
        assert_eq!(rounded(&actions, [1, 2, 3]), ["3", "0", "4"]);
    }
}
