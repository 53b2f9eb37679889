//! Instants and spans, in whole seconds.

use std::fmt;
use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// One minute, hour, day and week in the evaluator's fixed lengths.
pub const MINUTE: Span = Span(60);
/// One hour.
pub const HOUR: Span = Span(3_600);
/// One day is always 86,400 s here; calendar days become instants at ingest.
pub const DAY: Span = Span(86_400);
/// Seven days.
pub const WEEK: Span = Span(7 * 86_400);

/// A point in time: whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// Later than anything that will be asked: "holds until a new fact comes".
    pub const NEVER: Self = Self(i64::MAX);
    /// Earlier than anything that was recorded.
    pub const DAWN: Self = Self(i64::MIN);

    /// The same instant `span` later, never past [`Instant::NEVER`].
    #[must_use]
    pub const fn saturating_add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// Time from `earlier` to `self`; negative if `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

/// A length of time in whole seconds; may be negative.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Span(pub i64);

impl Span {
    /// `n` days of 86,400 s.
    #[must_use]
    pub const fn days(n: i64) -> Self {
        Self(n * DAY.0)
    }

    /// `n` minutes.
    #[must_use]
    pub const fn minutes(n: i64) -> Self {
        Self(n * MINUTE.0)
    }

    /// Whole days in this span, rounded down.
    #[must_use]
    pub const fn whole_days(self) -> i64 {
        self.0.div_euclid(DAY.0)
    }
}

impl Add<Span> for Instant {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        self.saturating_add(span)
    }
}

impl Sub<Span> for Instant {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Sub for Instant {
    type Output = Span;
    fn sub(self, earlier: Self) -> Span {
        self.since(earlier)
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Span {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC, or the bare number of seconds outside years ±9999.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_second(self.0) {
            Ok(timestamp) => write!(f, "{timestamp}"),
            Err(_) => write!(f, "{}", self.0),
        }
    }
}
