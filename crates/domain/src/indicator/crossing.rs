//! When a comparison with a moving number changes.

use std::cmp::Ordering;

use super::condition::{Comparison, Rounded};
use crate::metric::Line;
use crate::time::Instant;

/// Whole numbers of seconds up to here are computed with as they are.
const WHOLE: f64 = 1e14;

/// Later than any plausible date, and exact in a floating-point number.
const FAR: Instant = Instant(1_000_000_000_000_000);

impl Comparison {
    /// Does it hold of a left side that compares so with the right side?
    pub(super) fn orders(self, ordering: Ordering) -> bool {
        match self {
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::More => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
        }
    }

    /// Does `difference` (left minus right) satisfy it, being zero within `noise`?
    pub(super) fn holds(self, difference: f64, noise: f64) -> bool {
        match self {
            Self::Less => difference < -noise,
            Self::AtMost => difference <= noise,
            Self::More => difference > noise,
            Self::AtLeast => difference >= -noise,
            Self::Equal => difference.abs() <= noise,
            Self::NotEqual => difference.abs() > noise,
        }
    }
}

/// First whole second after `at` at which a comparison with zero changes.
///
/// Rounding keeps a line monotone, so it is below zero, then zero within its
/// noise, then above (or the reverse), and each step is found exactly.
pub(super) fn next_change(comparison: Comparison, difference: Rounded, at: Instant) -> Instant {
    let Rounded { line, noise } = difference;
    if !line.moves() {
        return Instant::NEVER;
    }
    if noise < 0.5
        && let Some(zero) = whole_zero(line)
    {
        return next_crossing(comparison, line.slope > 0.0, zero, at);
    }
    let rises = line.slope > 0.0;
    let height = |at: Instant| if rises { line.at(at) } else { -line.at(at) };
    let at_zero = |at: Instant| height(at) >= -noise;
    let above = |at: Instant| height(at) > noise;
    let root = || -line.base / line.slope;
    let width = || noise / line.slope.abs();
    let reaches_zero = || first(at, || root() - width(), at_zero);
    let leaves_zero = || first(at, || root() + width(), above);
    match comparison {
        Comparison::Less | Comparison::AtLeast if rises => reaches_zero(),
        Comparison::More | Comparison::AtMost if !rises => reaches_zero(),
        Comparison::Equal | Comparison::NotEqual if !at_zero(at) => {
            let zero = reaches_zero();
            // It may pass zero between two seconds.
            if zero == Instant::NEVER || above(zero) { Instant::NEVER } else { zero }
        }
        _ => leaves_zero(),
    }
}

/// The second at which a line is zero, if it moves by one each second from a
/// whole number, as ages and countdowns do: rounding then changes nothing.
#[expect(clippy::float_cmp, reason = "whole numbers are compared exactly")]
pub(super) fn whole_zero(line: Line) -> Option<Instant> {
    if line.slope.abs() != 1.0 || line.base.abs() > WHOLE {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
    let whole = line.base as i64;
    #[expect(clippy::cast_precision_loss, reason = "bounded just above")]
    let is_whole = whole as f64 == line.base;
    is_whole.then_some(Instant(if line.slope > 0.0 { -whole } else { whole }))
}

/// [`next_change`] of a line that is zero at one whole second and nowhere near
/// zero at any other.
pub(super) fn next_crossing(
    comparison: Comparison,
    rises: bool,
    zero: Instant,
    at: Instant,
) -> Instant {
    let changes_at_zero = match comparison {
        Comparison::Less | Comparison::AtLeast => rises,
        Comparison::More | Comparison::AtMost => !rises,
        Comparison::Equal | Comparison::NotEqual => at < zero,
    };
    let change = if changes_at_zero { zero.0 } else { zero.0 + 1 };
    if at.0 < change { Instant(change) } else { Instant::NEVER }
}

/// First second after `at` that `holds`, given where it should be and that it
/// goes on holding; [`Instant::NEVER`] if it holds already or never will.
fn first(at: Instant, guess: impl FnOnce() -> f64, holds: impl Fn(Instant) -> bool) -> Instant {
    if holds(at) || at >= FAR {
        return Instant::NEVER;
    }
    #[expect(clippy::cast_possible_truncation, reason = "clamped; NaN becomes 0")]
    let guess = guess().clamp(-1e15, 1e15) as i64;
    for second in guess - 1..=guess + 2 {
        if second > at.0 && holds(Instant(second)) && !holds(Instant(second - 1)) {
            return Instant(second);
        }
    }
    // So flat that rounding hides the place: search for it.
    if !holds(FAR) {
        return Instant::NEVER;
    }
    let (mut before, mut after) = (at.0, FAR.0);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if holds(Instant(middle)) { after = middle } else { before = middle }
    }
    Instant(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Comparison; 6] = [
        Comparison::Less,
        Comparison::AtMost,
        Comparison::More,
        Comparison::AtLeast,
        Comparison::Equal,
        Comparison::NotEqual,
    ];

    /// Twenty seconds around zero, rising and falling.
    fn moments() -> impl Iterator<Item = (f64, Instant)> {
        [1.0, -1.0].into_iter().flat_map(|slope| (-10..10).map(move |at| (slope, Instant(at))))
    }

    #[test]
    fn what_is_computed_for_whole_numbers_is_what_searching_finds() {
        for (slope, at) in moments() {
            // A hair more than one a second: searched for.
            let searched = Line { base: 0.0, slope: slope * (1.0 + f64::EPSILON) };
            assert_eq!(whole_zero(searched), None);
            for comparison in ALL {
                let found = next_change(comparison, Rounded { line: searched, noise: 1e-9 }, at);
                let computed = next_crossing(comparison, slope > 0.0, Instant(0), at);
                assert_eq!(computed, found, "{comparison:?}, {slope}, {at:?}");
            }
        }
    }

    #[test]
    fn a_change_is_where_the_comparison_changes() {
        for (slope, at) in moments() {
            let holds = |comparison: Comparison, at: Instant| {
                let height = if slope > 0.0 { at.0 } else { -at.0 };
                comparison.orders(height.cmp(&0))
            };
            for comparison in ALL {
                let later = (at.0 + 1..20).map(Instant);
                let changed =
                    later.into_iter().find(|t| holds(comparison, *t) != holds(comparison, at));
                let computed = next_crossing(comparison, slope > 0.0, Instant(0), at);
                assert_eq!(computed, changed.unwrap_or(Instant::NEVER), "{comparison:?}, {at:?}");
            }
        }
    }
}
