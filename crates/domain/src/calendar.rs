//! The school's calendar: where midnight is.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Disambiguation, TimeZone};

use crate::time::{DAY, Instant, Span};

/// A time zone name that the time-zone database does not know.
#[derive(Debug, thiserror::Error)]
#[error("unknown time zone `{name}`: use a name such as Europe/Paris")]
pub struct UnknownTimeZone {
    name: String,
}

/// The school's time zone, and the UTC offsets it has had.
///
/// Offsets are looked up in a table made once, so that a local midnight costs
/// nanoseconds inside the evaluator.
#[derive(Clone, Debug)]
pub struct Calendar {
    name: String,
    zone: TimeZone,
    /// (from this instant on, seconds east of UTC), ascending.
    offsets: Vec<(i64, i64)>,
    /// For each stretch of [`STRETCH`] bits since 1970, the place in `offsets`
    /// of the one that its first second has.
    places: Vec<usize>,
}

/// 2²³ s, 97 days: most stretches hold one change of the clocks or none.
const STRETCH: u32 = 23;

impl Calendar {
    /// A calendar for an IANA zone name, e.g. `Europe/Paris`.
    pub fn new(name: &str) -> Result<Self, UnknownTimeZone> {
        let zone = TimeZone::get(name).map_err(|_| UnknownTimeZone { name: name.to_owned() })?;
        let start = jiff::Timestamp::UNIX_EPOCH;
        let mut offsets = vec![(i64::MIN, i64::from(zone.to_offset(start).seconds()))];
        let end = Date::constant(2101, 1, 1);
        for transition in zone.following(start) {
            if transition.offset().to_datetime(transition.timestamp()).date() >= end {
                break;
            }
            offsets.push((
                transition.timestamp().as_second(),
                i64::from(transition.offset().seconds()),
            ));
        }
        let last = offsets.last().map_or(0, |&(from, _)| from.max(0));
        let places = (0..=last >> STRETCH)
            .map(|stretch| {
                let next = offsets.partition_point(|&(from, _)| from <= stretch << STRETCH);
                next.saturating_sub(1)
            })
            .collect();
        Ok(Self { name: name.to_owned(), zone, offsets, places })
    }

    /// The IANA name this calendar was made from.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The time zone itself, for showing times to people.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Seconds east of UTC at `at`.
    fn offset(&self, at: i64) -> i64 {
        let stretch = usize::try_from(at.max(0) >> STRETCH).unwrap_or(usize::MAX);
        let mut place = self.places[stretch.min(self.places.len() - 1)];
        while self.offsets.get(place + 1).is_some_and(|&(from, _)| from <= at) {
            place += 1;
        }
        self.offsets[place].1
    }

    /// Minutes east of UTC at `at`.
    pub fn minutes_east(&self, at: Instant) -> i32 {
        i32::try_from(self.offset(at.0) / 60).unwrap_or_default()
    }

    /// 00:00 school time of the day that holds `at`.
    pub fn midnight(&self, at: Instant) -> Instant {
        let offset = self.offset(at.0);
        let guess = at.0 - (at.0 + offset).rem_euclid(DAY.0);
        // The clocks may have changed between that midnight and `at`.
        Instant(guess + offset - self.offset(guess))
    }

    /// 00:00 school time of the day after the one that holds `at`.
    pub fn next_midnight(&self, at: Instant) -> Instant {
        let today = self.midnight(at);
        // 30 hours later is always inside the next day, even on a 25-hour day.
        self.midnight(today + Span(30 * 3_600))
    }

    /// 00:00 school time of a calendar date.
    pub fn start_of(&self, date: Date) -> Instant {
        self.at(DateTime::from_parts(date, Time::midnight()))
    }

    /// Days since 1970-01-01 on the school's calendar.
    pub fn day_number(&self, at: Instant) -> i64 {
        (at.0 + self.offset(at.0)).div_euclid(DAY.0)
    }

    /// Time between two instants that fell on Monday to Friday.
    pub fn working_time(&self, from: Instant, to: Instant) -> Span {
        Span(self.working_seconds(to) - self.working_seconds(from))
    }

    /// Is it Monday to Friday at `at`?
    pub fn is_working_day(&self, at: Instant) -> bool {
        weekday(self.day_number(at)) < 5
    }

    /// 00:00 of each Monday to Friday after the day that holds `at`, one after
    /// the other.
    pub fn working_days_after(&self, at: Instant) -> impl Iterator<Item = Instant> + '_ {
        let days = std::iter::successors(Some(self.next_midnight(at)), |day| {
            Some(self.next_midnight(*day))
        });
        days.filter(|day| self.is_working_day(*day))
    }

    /// When the working clock next stops or starts, or earlier.
    ///
    /// A day counts 24 hours however long it is, so in a week in which the
    /// school's clocks change it is tomorrow.
    pub fn next_working_change(&self, at: Instant) -> Instant {
        let today = self.midnight(at);
        let day = weekday(self.day_number(at));
        let days = if day < 5 { 5 - day } else { 7 - day };
        // Noon is inside the day, whatever the clocks did in between.
        let midnight = self.midnight(today + Span(days * DAY.0 + DAY.0 / 2));
        let change = self.offset(today.0 - 1) != self.offset(midnight.0 - 1);
        if change { self.next_midnight(at) } else { midnight }
    }

    /// Working seconds since the Monday of the week of 1970-01-01.
    fn working_seconds(&self, at: Instant) -> i64 {
        let day = self.day_number(at);
        let whole_days = (day + 3).div_euclid(7) * 5 + weekday(day).min(5);
        let today = if weekday(day) < 5 { at.since(self.midnight(at)).0.min(DAY.0) } else { 0 };
        whole_days * DAY.0 + today
    }

    /// A local date and time as an instant; inside a gap, the later reading.
    pub fn at(&self, local: DateTime) -> Instant {
        let zoned = self.zone.to_ambiguous_zoned(local).disambiguate(Disambiguation::Compatible);
        zoned.map_or(Instant::DAWN, |zoned| Instant(zoned.timestamp().as_second()))
    }

    /// The calendar date at `at`, school time.
    pub fn date(&self, at: Instant) -> Date {
        self.local(at).date()
    }

    /// The local date and time at `at`.
    pub fn local(&self, at: Instant) -> DateTime {
        let clamped = at.0.clamp(-377_705_023_201 + DAY.0, 253_402_207_200 - DAY.0);
        jiff::Timestamp::from_second(clamped)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_zoned(self.zone.clone())
            .datetime()
    }
}

/// Monday is 0; day 0 was a Thursday.
const fn weekday(day_number: i64) -> i64 {
    (day_number + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_agrees_with_the_zone_over_a_year_of_hours() {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let start = calendar.start_of(Date::constant(2025, 1, 1));
        for hour in 0..(366 * 24) {
            let at = start + Span(hour * 3_600 + 17);
            let expected = calendar.start_of(calendar.date(at));
            assert_eq!(calendar.midnight(at), expected, "{at}");
            assert!(calendar.next_midnight(at) > at);
            let tomorrow = calendar.date(at).tomorrow().unwrap();
            assert_eq!(calendar.next_midnight(at), calendar.start_of(tomorrow), "{at}");
        }
    }

    #[test]
    fn an_unknown_zone_is_named_in_the_error() {
        let error = Calendar::new("Europe/Atlantis").unwrap_err();
        assert!(error.to_string().contains("Europe/Atlantis"));
    }

    #[test]
    fn the_working_clock_stands_still_over_a_weekend() {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let friday_noon = calendar.at(Date::constant(2026, 11, 20).at(12, 0, 0, 0));
        let monday_noon = calendar.at(Date::constant(2026, 11, 23).at(12, 0, 0, 0));
        assert_eq!(calendar.working_time(friday_noon, monday_noon), Span::days(1));
        let saturday = calendar.start_of(Date::constant(2026, 11, 21));
        let monday = calendar.start_of(Date::constant(2026, 11, 23));
        assert_eq!(calendar.next_working_change(friday_noon), saturday);
        assert_eq!(calendar.next_working_change(saturday), monday);
        assert_eq!(calendar.working_time(saturday, monday), Span(0));
    }

    #[test]
    fn the_working_clock_is_never_ahead_before_its_next_change() {
        // In Tehran the clocks went on on a Monday and back on a Wednesday.
        let calendar = Calendar::new("Asia/Tehran").unwrap();
        for (month, day) in [(3, 19), (9, 17)] {
            let start = calendar.start_of(Date::constant(2021, month, day));
            for hour in 0..(10 * 24) {
                let at = start + Span(hour * 3_600 + 17);
                let mut later = at;
                while later < calendar.next_working_change(at) {
                    assert!(calendar.working_time(at, later) <= later - at, "{at} to {later}");
                    later = later + Span(3_600);
                }
            }
        }
    }
}
