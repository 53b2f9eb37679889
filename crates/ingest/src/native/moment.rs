//! Dates and times as people and programs write them.

use jiff::civil::{Date, DateTime, Time};
use vigie_domain::calendar::Calendar;
use vigie_domain::time::Instant;

use super::value::Fault;
use crate::Reason;

/// What to write instead.
const HINT: &str = "write 2025-09-30, 2025-09-30 18:00 (school time) or 2025-09-30T18:00:00+02:00";

/// A point in time, or a whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The instant; 00:00 school time of a whole day.
    pub(super) at: Instant,
    /// Only the day is known.
    pub(super) whole_day: bool,
}

impl Moment {
    /// An exact instant.
    pub(super) const fn exact(at: Instant) -> Self {
        Self { at, whole_day: false }
    }

    /// When it is over: 00:00 of the next day for a whole day.
    ///
    /// It is then that a fact of that day is known, and that work due on it is
    /// late.
    pub(super) fn end(self, calendar: &Calendar) -> Instant {
        if self.whole_day { calendar.next_midnight(self.at) } else { self.at }
    }

    /// Reads a moment. Times without an offset are school time.
    pub(super) fn parse(text: &str, calendar: &Calendar) -> Result<Self, Fault> {
        let moment = if text.contains('/') { slashed(text)? } else { iso(text)? };
        let (at, date) = match moment {
            Written::Day(date) => (calendar.start_of(date), date),
            Written::Local(local) => (calendar.at(local), local.date()),
            Written::Exact(stamp) => {
                let at = Instant(stamp.as_second());
                (at, calendar.date(at))
            }
        };
        if !(1970..=2100).contains(&date.year()) {
            return Err(Fault::new(
                Reason::OutOfRange { range: "years 1970 to 2100".into() },
                HINT,
            ));
        }
        Ok(Self { at, whole_day: matches!(moment, Written::Day(_)) })
    }
}

enum Written {
    Day(Date),
    Local(DateTime),
    Exact(jiff::Timestamp),
}

fn iso(text: &str) -> Result<Written, Fault> {
    let fault = || Fault::new(Reason::NotA { expected: "a date or time" }, HINT);
    // The shapes are checked here: the parser of ISO 8601 allows more of them
    // (20250930, 2025-09-30T18) than anybody should rely upon.
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(fault());
    }
    if bytes.len() == 10 {
        return text.parse().map(Written::Day).map_err(|_| fault());
    }
    if !matches!(bytes[10], b'T' | b't' | b' ') || bytes.get(13) != Some(&b':') {
        return Err(fault());
    }
    if let Ok(stamp) = text.parse() {
        return Ok(Written::Exact(stamp));
    }
    let clock = &bytes[11..];
    if !clock.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')) {
        return Err(fault());
    }
    text.parse().map(Written::Local).map_err(|_| fault())
}

/// `30/09/2025`, with or without a time, if it cannot be the American order.
fn slashed(text: &str) -> Result<Written, Fault> {
    let fault = || Fault::new(Reason::NotA { expected: "a date or time" }, HINT);
    let (date, clock) = match text.split_once(' ') {
        Some((date, clock)) => (date, Some(clock.trim())),
        None => (text, None),
    };
    let parts: Vec<&str> = date.split('/').collect();
    let [day, month, year] = parts[..] else { return Err(fault()) };
    if year.len() != 4 {
        return Err(fault());
    }
    let number = |part: &str| part.parse::<i8>().map_err(|_| fault());
    let (day, month) = (number(day)?, number(month)?);
    let year = year.parse().map_err(|_| fault())?;
    if day <= 12 && month <= 12 && day != month {
        let hint = format!("write {year:04}-{month:02}-{day:02} or {year:04}-{day:02}-{month:02}");
        return Err(Fault::new(Reason::AmbiguousDate, hint));
    }
    let date = Date::new(year, month, day).map_err(|_| fault())?;
    match clock {
        None => Ok(Written::Day(date)),
        Some(clock) => {
            let time = clock.parse::<Time>().map_err(|_| fault())?;
            Ok(Written::Local(DateTime::from_parts(date, time)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<(String, bool), Reason> {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let moment = Moment::parse(text, &calendar);
        moment.map(|found| (found.at.to_string(), found.whole_day)).map_err(|fault| fault.reason)
    }

    fn time(text: &str) -> String {
        let (at, whole_day) = parse(text).unwrap();
        assert!(!whole_day, "{text}");
        at
    }

    #[test]
    fn a_bare_date_is_a_whole_day_of_the_school() {
        assert_eq!(parse("2025-09-30"), Ok(("2025-09-29T22:00:00Z".into(), true)));
    }

    #[test]
    fn a_time_without_an_offset_is_school_time() {
        for text in
            ["2025-09-30 18:00", "2025-09-30T18:00", "2025-09-30 18:00:00", "30/09/2025 18:00"]
        {
            assert_eq!(time(text), "2025-09-30T16:00:00Z", "{text}");
        }
    }

    #[test]
    fn an_offset_is_obeyed() {
        assert_eq!(time("2025-09-30T18:00:00Z"), "2025-09-30T18:00:00Z");
        assert_eq!(time("2025-09-30T18:00:00+04:00"), "2025-09-30T14:00:00Z");
        assert_eq!(time("2025-09-30 18:00:00.75-01:00"), "2025-09-30T19:00:00Z");
    }

    #[test]
    fn a_french_date_is_read_where_it_cannot_be_american() {
        assert_eq!(parse("30/09/2025"), parse("2025-09-30"));
        assert_eq!(parse("05/05/2025"), parse("2025-05-05"));
        assert_eq!(parse("04/05/2025"), Err(Reason::AmbiguousDate));
    }

    #[test]
    fn anything_else_is_refused() {
        let texts = [
            "",
            "hier",
            "09/30/2025",
            "30/9/25",
            "2025-02-30",
            "20250930",
            "2025-9-3",
            "45930",
            "2025-09-30 25:00",
            "2025-09-30T18",
            "2025-09-30 18:00 Paris",
            "2025-09-30x18:00",
            "é025-09-30",
            "2025-09-é 18:00",
        ];
        for text in texts {
            assert_eq!(parse(text), Err(Reason::NotA { expected: "a date or time" }), "{text}");
        }
    }

    #[test]
    fn years_far_away_are_refused() {
        for text in ["1899-12-30", "0025-09-30 18:00", "9999-12-31", "9000-01-01T00:00:00Z"] {
            assert!(matches!(parse(text), Err(Reason::OutOfRange { .. })), "{text}");
        }
    }

    #[test]
    fn a_day_ends_at_the_next_midnight_even_when_the_clocks_change() {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let day = Moment::parse("2025-10-26", &calendar).unwrap();
        assert_eq!(day.end(&calendar).since(day.at).0, 25 * 3_600);
    }
}
