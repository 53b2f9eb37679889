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
}

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
        Ok(Self { name: name.to_owned(), zone, offsets })
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
        let next = self.offsets.partition_point(|&(from, _)| from <= at);
        self.offsets[next.saturating_sub(1)].1
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
}
