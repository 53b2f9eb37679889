//! Dates as people say them, resolved on the school's calendar.

mod ahead;
mod hour;
mod month;
mod names;
mod week;

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Due;
use super::word::Word;
use crate::calendar::Calendar;
use crate::time::Instant;
use hour::{EVENING, Part, meant};
pub(super) use names::is_weekday;
pub(crate) use names::weekday;

/// What is promised before a day is kept until its morning.
const MORNING: i8 = 9;
/// A date without a year lies at most so far ahead; else it is past.
const FARTHEST: i64 = 270;
/// So many words after a day its hour may stand, or before it.
const NEAR: usize = 4;

/// What was said, before an hour is added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Day(Date, Option<Part>),
    /// Exactly then: "in two hours".
    At(Instant),
}

/// A place among the words at which a date was read, and its length in words.
type Read = (When, usize);

/// Reads dates as somebody at a certain instant means them.
pub(super) struct Dates<'c> {
    now: Instant,
    today: Date,
    calendar: &'c Calendar,
}

fn plain(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.plain.as_str())
}

fn before(words: &[Word], at: usize, back: usize) -> &str {
    at.checked_sub(back).map_or("", |at| plain(words, at))
}

/// The words at a place, joined by blanks.
fn phrase(words: &[Word], at: usize, phrase: &str) -> bool {
    phrase.split(' ').enumerate().all(|(place, word)| plain(words, at + place) == word)
}

fn count(phrase: &str) -> usize {
    phrase.split(' ').count()
}

impl<'c> Dates<'c> {
    pub(super) fn new(now: Instant, calendar: &'c Calendar) -> Self {
        Self { now, today: calendar.date(now), calendar }
    }

    /// The first date to come that is said within these words, and the word
    /// at which it begins.
    pub(super) fn first(&self, words: &[Word], within: Range<usize>) -> Option<(Due, usize)> {
        // A date ends where the words do that are looked at.
        let words = &words[..within.end];
        let mut at = within.start;
        while at < within.end {
            let over = is_over(words, at);
            if over > 0 {
                at += over;
                continue;
            }
            if let Some((when, length)) = self.day(words, at)
                && let Some(due) = self.due(words, when, at, length, within.start)
            {
                return Some((self.latest(words, due, at, length), at));
            }
            at += 1;
        }
        let ((h, m), at, hour) = meant(words, within)?;
        let today = self.at(self.today, h, m)?;
        let at_all = if today > self.now { Some(today) } else { self.at(self.days(1)?, h, m) };
        Some((Due { at: at_all?, hour }, at))
    }

    /// "Aujourd'hui ou demain", "entre lundi et mercredi": kept on any of
    /// them, so until the last.
    fn latest(&self, words: &[Word], first: Due, at: usize, length: usize) -> Due {
        let between = ["entre", "between"].contains(&before(words, at, 1))
            || ["entre", "between"].contains(&before(words, at, 2));
        let mut place = at + length;
        let near = place + NEAR;
        let mut due = first;
        while place < near.min(words.len()) {
            let joins = ["ou", "or"].contains(&plain(words, place))
                || between && ["et", "and"].contains(&plain(words, place));
            let lead = usize::from(["le", "la", "on", "the"].contains(&plain(words, place + 1)));
            let next = place + 1 + lead;
            if joins
                && let Some((when, length)) = self.day(words, next)
                && let Some(other) = self.due(words, when, next, length, next)
            {
                if other.at > due.at {
                    due = other;
                }
                return self.latest(words, due, next, length);
            }
            place += 1;
        }
        due
    }

    /// A day with its hour, as an instant to come.
    fn due(
        &self,
        words: &[Word],
        when: When,
        at: usize,
        length: usize,
        from: usize,
    ) -> Option<Due> {
        let (date, part) = match when {
            When::At(at) => return (at > self.now).then_some(Due { at, hour: true }),
            When::Day(date, part) => (date, part),
        };
        let near = meant(words, at + length..at + length + NEAR);
        let ahead = at.saturating_sub(NEAR).max(from);
        if let Some(((h, m), _, hour)) = near.or_else(|| meant(words, ahead..at)) {
            let at = self.at(date, h, m).filter(|at| *at > self.now)?;
            return Some(Due { at, hour });
        }
        let at = if let Some(part) = part.or_else(|| hour::part(words, at + length)) {
            self.at(date, part.hour(), 0).filter(|at| *at > self.now)?
        } else {
            let sooner = ["avant", "before"].contains(&before(words, at, 1))
                || before(words, at, 1) == "le" && before(words, at, 2) == "avant";
            let hours = [sooner.then_some((MORNING, 0)), Some((EVENING, 0)), Some((23, 59))];
            let mut hours = hours.into_iter().flatten();
            hours.find_map(|(h, m)| self.at(date, h, m).filter(|at| *at > self.now))?
        };
        Some(Due { at, hour: false })
    }

    fn at(&self, date: Date, hour: i8, minute: i8) -> Option<Instant> {
        let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
        Some(self.calendar.at(date.to_datetime(time)))
    }

    /// So many days from today.
    fn days(&self, days: i64) -> Option<Date> {
        self.today.checked_add(days.days()).ok()
    }

    fn day(&self, words: &[Word], at: usize) -> Option<Read> {
        self.fixed(words, at)
            .or_else(|| self.in_so_long(words, at))
            .or_else(|| self.numeric(words, at))
            .or_else(|| self.of_month(words, at))
            .or_else(|| self.period(words, at))
            .or_else(|| self.of_week(words, at))
    }
}

/// How many words say something that is over: "depuis lundi", "jeudi
/// dernier", "every Monday".
fn is_over(words: &[Word], at: usize) -> usize {
    let passed = ["dernier", "passe"].contains(&plain(words, at + 1));
    match plain(words, at) {
        "depuis" | "since" => 4,
        "last" | "chaque" | "every" | "each" => 2,
        day if is_weekday(day) && passed => 2,
        _ => 0,
    }
}
