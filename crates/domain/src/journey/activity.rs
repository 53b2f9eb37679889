//! Activity on the course site: the last weeks, and one's own habit.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use crate::fact::Activity;
use crate::time::{DAY, Instant, Span, WEEK};

/// Longest window over activity that the catalogue has.
pub const LONGEST_WINDOW: Span = Span::days(28);
/// Periods kept for the windows; beyond, the two oldest are added up.
pub const MAX_PERIODS: usize = 32;
/// Weeks kept for the habit.
pub const MAX_WEEKS: usize = 16;
/// The same as a length of time.
const KEPT: Span = Span(16 * WEEK.0);
/// A Monday, 00:00 UTC: weeks are counted from here.
const FIRST_MONDAY: i64 = 4 * DAY.0;

/// Activity of a period, placed at the period's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First instant after the period.
    pub to: Instant,
    /// How many actions.
    pub actions: u32,
    /// On how many days, where known.
    pub active_days: Option<u16>,
}

/// One week (Monday to Sunday, UTC) with activity.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Week {
    /// Weeks since the first Monday of 1970.
    pub index: i32,
    /// Actions in the week; a longer period is spread evenly over its weeks.
    pub actions: f32,
    /// Days with activity, at most 7.
    pub active_days: f32,
    /// Are the days known for all of the week's activity?
    pub days_known: bool,
}

/// The activity of one enrolment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ActivityLog {
    /// End of the first period with any action.
    pub first: Option<Instant>,
    /// End of the last period with any action.
    pub last: Option<Instant>,
    /// Actions in all.
    pub actions: u64,
    /// End of the last period we were told about, active or not.
    pub told_until: Option<Instant>,
    /// Periods that ended in the last 28 days before `told_until`, ascending.
    pub periods: ArrayVec<Period, MAX_PERIODS>,
    /// Weeks with activity, ascending.
    pub weeks: ArrayVec<Week, MAX_WEEKS>,
    /// Periods that were added up for lack of room.
    pub overflow: u16,
}

/// The week that holds `at`.
#[expect(clippy::cast_possible_truncation, reason = "clamped to years that have week numbers")]
pub fn week_of(at: Instant) -> i32 {
    (at.0.saturating_sub(FIRST_MONDAY)).div_euclid(WEEK.0).clamp(-1_000_000, 1_000_000) as i32
}

/// 00:00 UTC of the Monday that begins week `index`.
pub fn week_start(index: i32) -> Instant {
    Instant(FIRST_MONDAY + i64::from(index) * WEEK.0)
}

impl ActivityLog {
    /// Add a period of activity.
    pub fn add(&mut self, activity: &Activity) {
        let to = activity.to.max(activity.from);
        self.told_until = Some(self.told_until.map_or(to, |told| told.max(to)));
        if activity.actions == 0 {
            return;
        }
        self.first.get_or_insert(to);
        self.last = Some(self.last.map_or(to, |last| last.max(to)));
        self.actions += u64::from(activity.actions);
        self.add_period(Period {
            to,
            actions: activity.actions,
            active_days: activity.active_days,
        });
        self.spread(activity.from.max(to - KEPT), to, activity);
    }

    fn add_period(&mut self, period: Period) {
        let oldest = period.to - LONGEST_WINDOW;
        let gone = self.periods.iter().take_while(|known| known.to <= oldest).count();
        self.periods.drain(..gone);
        if self.periods.is_full() {
            let first = self.periods.remove(0);
            let second = &mut self.periods[0];
            second.actions = second.actions.saturating_add(first.actions);
            second.active_days =
                second.active_days.zip(first.active_days).map(|(a, b)| a.saturating_add(b));
            self.overflow = self.overflow.saturating_add(1);
        }
        let place = self.periods.partition_point(|known| known.to <= period.to);
        self.periods.insert(place, period);
    }

    /// Spread a period over the weeks it touches.
    #[expect(clippy::cast_precision_loss, reason = "counts and seconds of a few weeks fit f32")]
    fn spread(&mut self, from: Instant, to: Instant, activity: &Activity) {
        let last = week_of(Instant(to.0 - 1));
        let first = if to - from <= DAY { last } else { week_of(from) };
        for index in first..=last {
            let share = if first == last {
                1.0
            } else {
                let start = week_start(index).max(from);
                let end = week_start(index + 1).min(to);
                end.since(start).0.max(0) as f32 / to.since(from).0.max(1) as f32
            };
            let week = self.week(index);
            week.actions += activity.actions as f32 * share;
            match activity.active_days {
                Some(days) => {
                    week.active_days = (week.active_days + f32::from(days) * share).min(7.0);
                }
                None => week.days_known = false,
            }
        }
    }

    fn week(&mut self, index: i32) -> &mut Week {
        let place = self.weeks.partition_point(|week| week.index < index);
        if self.weeks.get(place).is_none_or(|week| week.index != index) {
            let fresh = Week { index, actions: 0.0, active_days: 0.0, days_known: true };
            if !self.weeks.is_full() {
                self.weeks.insert(place, fresh);
                return &mut self.weeks[place];
            }
            // Full: the oldest week goes, whichever that is.
            if place == 0 {
                self.weeks[0] = fresh;
                return &mut self.weeks[0];
            }
            self.weeks.remove(0);
            self.weeks.insert(place - 1, fresh);
            return &mut self.weeks[place - 1];
        }
        &mut self.weeks[place]
    }
}
