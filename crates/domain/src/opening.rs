//! When the school is open, and by when it answers a question.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::time::{HOUR, Instant, Span};

/// A stretch of days this long is looked through, longer than any summer; a
/// school that never opens within it never does.
const FAR: usize = 120;

/// Of a day, in which nothing falls due that was asked before.
const FIRST: Span = Span(2 * HOUR.0);
const QUARTER: i64 = HOUR.0 / 4;

/// The next quarter of an hour: clocks everywhere differ by whole ones.
fn quarter_from(at: Instant) -> Instant {
    Instant(at.0 + (-at.0).rem_euclid(QUARTER))
}

/// From when to when somebody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(Time, Time)", into = "(Time, Time)")]
pub struct Open {
    from: Time,
    to: Time,
}

impl Open {
    /// `None` if it would end before it begins.
    pub fn new(from: Time, to: Time) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// When it begins.
    pub fn from(self) -> Time {
        self.from
    }

    /// When it is over.
    pub fn to(self) -> Time {
        self.to
    }
}

impl TryFrom<(Time, Time)> for Open {
    type Error = &'static str;

    fn try_from((from, to): (Time, Time)) -> Result<Self, Self::Error> {
        Self::new(from, to).ok_or("opening hours begin before they end")
    }
}

impl From<Open> for (Time, Time) {
    fn from(open: Open) -> Self {
        (open.from, open.to)
    }
}

/// The school's week, and how many open hours a question may wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Opening {
    /// Monday first.
    pub week: [Option<Open>; 7],
    /// Open hours within which a question is answered.
    pub answer_within: u16,
    /// Days on which nobody is there, whatever the weekday: holidays, closures.
    pub closed: BTreeSet<Date>,
}

impl Default for Opening {
    /// Monday to Friday, nine to six; one such day for an answer.
    fn default() -> Self {
        let day = Open::new(Time::constant(9, 0, 0, 0), Time::constant(18, 0, 0, 0));
        Self {
            week: [day, day, day, day, day, None, None],
            answer_within: 9,
            closed: BTreeSet::new(),
        }
    }
}

impl Opening {
    /// Is somebody there at `at`?
    pub fn is_open(&self, at: Instant, calendar: &Calendar) -> bool {
        self.next_open(at, calendar) == Some(at)
    }

    /// `at` if the school is open then, else when it opens next. `None`: not
    /// for months.
    pub fn next_open(&self, at: Instant, calendar: &Calendar) -> Option<Instant> {
        self.stretches(at, calendar).next().map(|(from, _)| from)
    }

    /// By when a question of `at` is answered: a quarter of an hour that
    /// people would name, and on another day not in its first two hours, for
    /// whoever opens the door has to hear that it is due.
    pub fn answer_by(&self, at: Instant, calendar: &Calendar) -> Option<Instant> {
        let mut left = Span(i64::from(self.answer_within) * HOUR.0);
        for (from, to) in self.stretches(at, calendar) {
            let there = to.since(from);
            if left <= there {
                let first = if from == at { from } else { from + FIRST };
                return Some(quarter_from((from + left).max(first)).min(to));
            }
            left = left - there;
        }
        None
    }

    /// The open times from `at` on, one after the other.
    fn stretches<'a>(
        &'a self,
        at: Instant,
        calendar: &'a Calendar,
    ) -> impl Iterator<Item = (Instant, Instant)> + 'a {
        let days = std::iter::successors(Some(calendar.date(at)), |date| date.tomorrow().ok());
        days.take(FAR).filter_map(move |date| {
            let open = self.on(date)?;
            let from = calendar.at(date.to_datetime(open.from)).max(at);
            let to = calendar.at(date.to_datetime(open.to));
            (from < to).then_some((from, to))
        })
    }

    fn on(&self, date: Date) -> Option<Open> {
        if self.closed.contains(&date) {
            return None;
        }
        let day = usize::try_from(date.weekday().to_monday_zero_offset()).ok()?;
        self.week.get(day).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> Calendar {
        Calendar::new("Europe/Paris").unwrap()
    }

    fn at(text: &str) -> Instant {
        paris().at(text.parse().unwrap())
    }

    #[test]
    fn a_question_is_answered_within_a_days_open_hours() {
        let by = |text| Opening::default().answer_by(at(text), &paris());
        // Tuesday morning: by the evening, then by the same hour of the next day.
        assert_eq!(by("2026-11-24T09:00"), Some(at("2026-11-24T18:00")));
        assert_eq!(by("2026-11-24T11:30"), Some(at("2026-11-25T11:30")));
        // One minute past nine would be one minute after the door opens.
        assert_eq!(by("2026-11-24T09:01"), Some(at("2026-11-25T11:00")));
        assert_eq!(by("2026-11-24T14:07:30"), Some(at("2026-11-25T14:15")));
        // Friday at five, over the weekend; Saturday counts from Monday.
        assert_eq!(by("2026-11-27T17:00"), Some(at("2026-11-30T17:00")));
        assert_eq!(by("2026-11-28T10:00"), Some(at("2026-11-30T18:00")));
    }

    #[test]
    fn out_of_hours_the_next_opening_is_known() {
        let opening = Opening::default();
        let next = |text| opening.next_open(at(text), &paris());
        assert_eq!(next("2026-11-27T18:00"), Some(at("2026-11-30T09:00")));
        assert_eq!(next("2026-11-24T07:00"), Some(at("2026-11-24T09:00")));
        assert!(opening.is_open(at("2026-11-24T17:59"), &paris()));
        assert!(!opening.is_open(at("2026-11-24T18:00"), &paris()));
    }

    #[test]
    fn nothing_is_promised_for_a_day_on_which_the_school_is_closed() {
        let closed = ["2026-12-25", "2027-01-01"].map(|date| date.parse().unwrap());
        let opening = Opening { closed: closed.into(), ..Opening::default() };
        // Christmas Day is a Friday: what is asked the evening before waits for Monday.
        let asked = at("2026-12-24T17:00");
        assert_eq!(opening.answer_by(asked, &paris()), Some(at("2026-12-28T17:00")));
        assert_eq!(Opening::default().answer_by(asked, &paris()), Some(at("2026-12-25T17:00")));
        assert_eq!(
            opening.next_open(at("2026-12-25T10:00"), &paris()),
            Some(at("2026-12-28T09:00"))
        );
    }

    #[test]
    fn a_long_summer_has_an_end() {
        let first: Date = "2026-07-20".parse().unwrap();
        let closed = first.series(jiff::ToSpan::days(1)).take(42).collect();
        let opening = Opening { closed, ..Opening::default() };
        assert_eq!(
            opening.next_open(at("2026-07-20T10:00"), &paris()),
            Some(at("2026-08-31T09:00"))
        );
    }

    #[test]
    fn a_school_that_never_opens_promises_nothing() {
        let closed = Opening { week: [None; 7], ..Opening::default() };
        assert_eq!(closed.answer_by(at("2026-11-24T09:00"), &paris()), None);
        assert_eq!(closed.next_open(at("2026-11-24T09:00"), &paris()), None);
    }

    #[test]
    fn the_week_is_written_as_hours() {
        let text = r#"{"week":[["10:00","16:00"],null,null,null,null,null,null]}"#;
        let opening: Opening = serde_json::from_str(text).unwrap();
        assert_eq!(opening.week[0].map(Open::from), Some(Time::constant(10, 0, 0, 0)));
        assert_eq!(opening.answer_within, 9);
        let upside_down = text.replace("16:00", "09:00");
        assert!(serde_json::from_str::<Opening>(&upside_down).is_err());
    }
}
