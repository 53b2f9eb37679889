//! The calendar of the school: working days, August, Christmas, holidays.

use std::ops::{Add, Sub};

use jiff::civil::Date;
use jiff::{Span as Duration, ToSpan};
use vigie_domain::calendar::Calendar;
use vigie_domain::ids::Key;
use vigie_domain::time::{Instant, Span};

/// A day, counted from the first one of the simulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i32);

impl Add<i32> for Day {
    type Output = Self;
    fn add(self, days: i32) -> Self {
        Self(self.0 + days)
    }
}

impl Sub for Day {
    type Output = i32;
    fn sub(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

/// One day, looked up once.
#[derive(Clone, Debug)]
struct Page {
    midnight: Instant,
    /// 0 is Monday.
    weekday: u8,
    date: Date,
    label: Key,
    /// How much people study on such a day, 1 on an ordinary one.
    zeal: f64,
    /// Is the team at work?
    open: bool,
}

/// Every day from the first month to well after the end.
#[derive(Clone, Debug)]
pub(crate) struct Almanac {
    pages: Vec<Page>,
    /// Last instant simulated.
    pub(crate) end: Instant,
    /// The day that holds `end`.
    pub(crate) last: Day,
}

/// How far plans may reach beyond the end, in days.
const AHEAD: usize = 900;

impl Almanac {
    /// The days of `months` months up to `end`, and those that plans reach.
    pub(crate) fn new(end: Instant, months: u32, calendar: &Calendar) -> Self {
        let today = calendar.date(end);
        let back: Duration = i64::from(months.min(600)).months();
        let mut date = today.checked_sub(back).unwrap_or(Date::MIN);
        let mut pages = Vec::new();
        let mut beyond = 0;
        let mut last = Day(0);
        while beyond < AHEAD {
            if date == today {
                last = Day(i32::try_from(pages.len()).unwrap_or(0));
            }
            beyond += usize::from(date > today);
            pages.push(Page::new(date, calendar));
            let Ok(tomorrow) = date.tomorrow() else { break };
            date = tomorrow;
        }
        Self { pages, end, last }
    }

    /// The page of a day; days outside the almanac read as its first or last.
    fn page(&self, day: Day) -> &Page {
        let place = usize::try_from(day.0).unwrap_or(0);
        &self.pages[place.min(self.pages.len() - 1)]
    }

    /// 00:00 school time.
    pub(crate) fn midnight(&self, day: Day) -> Instant {
        self.page(day).midnight
    }

    /// So many minutes after midnight.
    pub(crate) fn at(&self, day: Day, minute: i32) -> Instant {
        self.midnight(day) + Span::minutes(i64::from(minute))
    }

    /// 0 is Monday.
    pub(crate) fn weekday(&self, day: Day) -> u8 {
        self.page(day).weekday
    }

    /// How much people study on such a day, 1 on an ordinary one.
    pub(crate) fn zeal(&self, day: Day) -> f64 {
        self.page(day).zeal
    }

    /// Is the team at work?
    pub(crate) fn open(&self, day: Day) -> bool {
        self.page(day).open
    }

    /// The date, `2025-09-01`.
    pub(crate) fn label(&self, day: Day) -> &Key {
        &self.page(day).label
    }

    /// The month as a cohort, `2025-09`.
    pub(crate) fn cohort(&self, day: Day) -> Key {
        Key::from(&self.page(day).label[..7])
    }

    /// 1 to 12.
    pub(crate) fn month(&self, day: Day) -> i8 {
        self.page(day).date.month()
    }

    /// This day if the team works on it, else the next one.
    pub(crate) fn open_from(&self, day: Day) -> Day {
        (0..20).map(|n| day + n).find(|&day| self.open(day)).unwrap_or(day)
    }

    /// `n` working days later.
    pub(crate) fn open_after(&self, day: Day, n: i32) -> Day {
        (0..n).fold(day, |day, _| self.open_from(day + 1))
    }

    /// This day if it falls on that weekday, else the next one that does.
    pub(crate) fn next_weekday(&self, day: Day, weekday: u8) -> Day {
        let ahead = (7 + i32::from(weekday) - i32::from(self.weekday(day))) % 7;
        day + ahead
    }

    /// The day that lies at this share of the simulated months, where the
    /// school grows steadily and fills up in September and January.
    pub(crate) fn arrival(&self, share: f64) -> Day {
        let days = f64::from(self.last.0);
        let weight = |day: i32| {
            let grown = 0.5 + f64::from(day) / days.max(1.0);
            let season = match self.month(Day(day)) {
                9 | 1 => 1.35,
                10 | 2 | 3 => 1.1,
                7 => 0.75,
                8 | 12 => 0.6,
                _ => 1.0,
            };
            grown * season
        };
        let total: f64 = (0..self.last.0).map(weight).sum();
        let mut left = share * total;
        for day in 0..self.last.0 {
            left -= weight(day);
            if left < 0.0 {
                return Day(day);
            }
        }
        self.last
    }
}

impl Page {
    fn new(date: Date, calendar: &Calendar) -> Self {
        let weekday = u8::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        let holiday = is_holiday(date);
        let closed = matches!((date.month(), date.day()), (12, 24..=31) | (8, 14..=16));
        let season = match (date.month(), date.day()) {
            (8, 1..=24) => 0.45,
            (8, _) | (7, 14..=31) => 0.8,
            (12, 21..=31) | (1, 1..=2) => 0.3,
            _ => 1.0,
        };
        Self {
            midnight: calendar.start_of(date),
            weekday,
            date,
            label: Key::from(date.to_string()),
            zeal: if holiday { season * 0.5 } else { season },
            open: weekday < 5 && !holiday && !closed,
        }
    }
}

/// The public holidays of France.
fn is_holiday(date: Date) -> bool {
    let fixed = matches!(
        (date.month(), date.day()),
        (1 | 5 | 11, 1) | (5, 8) | (7, 14) | (8, 15) | (11, 11) | (12, 25)
    );
    let after_easter = easter(date.year())
        .and_then(|easter| easter.until(date).ok())
        .is_some_and(|span| matches!(span.get_days(), 1 | 39 | 50));
    fixed || after_easter
}

/// Easter Sunday by the anonymous Gregorian computus (Nature, 20 April 1876).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let golden = year_number % 19;
    let (century, in_century) = (year_number / 100, year_number % 100);
    let moon_shift = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 19 * weekday) / 433;
    let month = (epact + weekday - 7 * late + 90) / 25;
    let day = (epact + weekday - 7 * late + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn almanac() -> Almanac {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let end = calendar.start_of(Date::constant(2026, 3, 17)) + Span::minutes(8 * 60);
        Almanac::new(end, 24, &calendar)
    }

    #[test]
    fn the_last_day_holds_the_end() {
        let almanac = almanac();
        assert_eq!(almanac.label(almanac.last), "2026-03-17");
        assert_eq!(almanac.label(Day(0)), "2024-03-17");
        assert!(almanac.midnight(almanac.last) <= almanac.end);
        assert!(almanac.midnight(almanac.last + 1) > almanac.end);
    }

    #[test]
    fn easter_monday_and_ascension_are_holidays() {
        assert_eq!(easter(2025), Some(Date::constant(2025, 4, 20)));
        assert_eq!(easter(2024), Some(Date::constant(2024, 3, 31)));
        assert!(is_holiday(Date::constant(2025, 4, 21)));
        assert!(is_holiday(Date::constant(2025, 5, 29)));
        assert!(!is_holiday(Date::constant(2025, 5, 28)));
    }

    #[test]
    fn arrivals_span_the_months_and_grow() {
        let almanac = almanac();
        assert!(almanac.arrival(0.0) < Day(5));
        assert!(almanac.arrival(0.999) > almanac.last + -10);
        assert!(almanac.arrival(0.5).0 * 2 > almanac.last.0);
    }

    #[test]
    fn the_team_rests_on_saturdays() {
        let almanac = almanac();
        let saturday = almanac.next_weekday(Day(3), 5);
        assert!(!almanac.open(saturday));
        assert_eq!(almanac.weekday(almanac.open_from(saturday)), 0);
    }
}
