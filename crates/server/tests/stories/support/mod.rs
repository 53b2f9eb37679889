//! The school in which the stories happen.

pub(crate) mod browser;
pub(crate) mod chance;
pub(crate) mod crawler;
pub(crate) mod engines;
pub(crate) mod everything;
pub(crate) mod fields;
pub(crate) mod learned;
pub(crate) mod program;
pub(crate) mod record;
pub(crate) mod tale;
pub(crate) mod team;
pub(crate) mod world;

use vigie_domain::time::{DAY, HOUR, Instant, Span};

pub(crate) use engines::on_both;
pub(crate) use record::Record;
pub(crate) use tale::{Tale, student};
pub(crate) use world::World;

/// Midnight in Paris, on Monday 1 September 2025: day 0 of every story. No
/// clock changes in the eight weeks that follow.
const START: Instant = Instant(1_756_677_600);

/// Midnight of day `n`.
pub(crate) fn day(n: i64) -> Instant {
    START + Span(n * DAY.0)
}

/// `n` o'clock on day `day`.
pub(crate) fn oclock(day: i64, n: i64) -> Instant {
    self::day(day) + Span(n * HOUR.0)
}

/// The first second after `at`: when "more than" becomes true.
pub(crate) fn just_after(at: Instant) -> Instant {
    at + Span(1)
}
