//! Days of a presentation, as instants.

use jiff::ToSpan as _;
use jiff::civil::Date;
use vigie_domain::calendar::Calendar;
use vigie_domain::time::Instant;

use crate::Reason;

/// A day relative to the first day of a presentation, which is day 0.
pub(super) type Day = i16;

/// The midnights of a presentation, looked up once.
#[derive(Debug)]
pub(super) struct Days {
    midnights: Vec<Instant>,
}

impl Days {
    /// The first day that can be told: over two years before the start.
    pub(super) const FIRST: Day = -800;
    /// The last day that can be told: over three years after the start.
    pub(super) const LAST: Day = 1_200;

    /// Days counted from `start`.
    pub(super) fn new(start: Date, calendar: &Calendar) -> Self {
        // One more, so that the last day has an end.
        let midnights = (Self::FIRST..=Self::LAST + 1)
            .map(|day| calendar.start_of(start.saturating_add(i32::from(day).days())))
            .collect();
        Self { midnights }
    }

    /// 00:00 of a day within the range; the nearest one's otherwise.
    pub(super) fn start_of(&self, day: Day) -> Instant {
        let offset = day.clamp(Self::FIRST, Self::LAST + 1) - Self::FIRST;
        self.midnights[usize::from(offset.unsigned_abs())]
    }

    /// 00:00 of the day after `day`, when what happened on it is known.
    pub(super) fn end_of(&self, day: Day) -> Option<Instant> {
        Self::holds(day).then(|| self.start_of(day + 1))
    }

    /// Is the day one that can be told?
    pub(super) const fn holds(day: Day) -> bool {
        Self::FIRST <= day && day <= Self::LAST
    }

    /// Why a day is refused.
    pub(super) fn out_of_range() -> Reason {
        Reason::OutOfRange { range: format!("days {} to {}", Self::FIRST, Self::LAST) }
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::time::Span;

    use super::*;

    #[test]
    fn days_are_calendar_days_of_the_school_over_a_change_of_clocks() {
        let calendar = Calendar::new("Europe/London").unwrap();
        let days = Days::new(Date::constant(2013, 10, 1), &calendar);
        assert_eq!(days.start_of(0).to_string(), "2013-09-30T23:00:00Z");
        assert_eq!(days.start_of(27).to_string(), "2013-10-28T00:00:00Z");
        assert_eq!(days.end_of(26), Some(days.start_of(27)));
        assert_eq!(days.start_of(27) - days.start_of(26), Span(25 * 3_600));
    }

    #[test]
    fn a_day_beyond_the_range_has_no_end() {
        let calendar = Calendar::new("Europe/London").unwrap();
        let days = Days::new(Date::constant(2013, 2, 1), &calendar);
        assert_eq!(days.end_of(Days::LAST + 1), None);
        assert_eq!(days.end_of(Day::MIN), None);
        assert!(days.end_of(Days::LAST).is_some());
    }
}
