//! How a metric's values spread over the school: bars, and a scale for people.

/// So many bars fit a telephone.
const BARS: usize = 28;
/// The largest values share the last bar: this part of all.
const TAIL: f64 = 0.02;
/// Steps that people count in, times a power of ten.
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];

/// Bars of one width over a scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spread {
    pub(super) from: f64,
    pub(super) step: f64,
    pub(super) bars: Vec<Bar>,
}

/// How many values, and how many of them ring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) all: u32,
    pub(super) ringing: u32,
}

impl Spread {
    /// Of values, each with whether it rings, and a limit that must show.
    /// `whole`: nothing lies between whole numbers, or nobody counts it.
    pub(super) fn of(values: &[(f64, bool)], limit: f64, whole: bool) -> Self {
        let mut sorted: Vec<f64> = values.iter().map(|(value, _)| *value).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let low = sorted.first().copied().unwrap_or(0.0).min(limit);
        let high = at(&sorted, 1.0 - TAIL).unwrap_or(limit).max(limit + limit.abs() * 0.25);
        let from = if low >= 0.0 && low < (high - low) { 0.0 } else { low.floor() };
        let step = step((high - from).max(f64::EPSILON), whole);
        let count = ((high - from) / step).floor() + 1.0;
        let mut bars = vec![Bar::default(); place(count, BARS + 2).max(1)];
        let last = bars.len() - 1;
        for (value, rings) in values {
            let bar = &mut bars[place((value - from) / step, last)];
            bar.all += 1;
            bar.ringing += u32::from(*rings);
        }
        Self { from, step, bars }
    }

    /// The end of the scale.
    pub(super) fn to(&self) -> f64 {
        self.start(self.bars.len())
    }

    /// Where a bar begins.
    #[expect(clippy::cast_precision_loss, reason = "a few dozen bars")]
    pub(super) fn start(&self, bar: usize) -> f64 {
        self.from + self.step * bar as f64
    }

    /// The tallest bar; at least one.
    pub(super) fn tallest(&self) -> u32 {
        self.bars.iter().map(|bar| bar.all).max().unwrap_or(0).max(1)
    }
}

/// A value of a sorted list, so far along it.
#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53 values")]
fn at(sorted: &[f64], part: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    sorted.get(place((last as f64 * part).round(), last)).copied()
}

/// A place that is there, from a number that may be any.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
#[expect(clippy::cast_precision_loss, reason = "small")]
fn place(number: f64, last: usize) -> usize {
    number.clamp(0.0, last as f64) as usize
}

/// The smallest step of a kind that people count in.
#[expect(clippy::cast_precision_loss, reason = "a few dozen bars")]
fn step(width: f64, whole: bool) -> f64 {
    let least = width / BARS as f64;
    let power = 10_f64.powf(least.log10().floor());
    let steps = STEPS.iter().map(|step| step * power).chain([10.0 * power]);
    let found = steps.into_iter().find(|step| *step >= least * 0.999).unwrap_or(least);
    if whole { found.max(1.0) } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(all: impl IntoIterator<Item = f64>, limit: f64) -> Vec<(f64, bool)> {
        all.into_iter().map(|value| (value, value > limit)).collect()
    }

    #[test]
    fn every_value_is_in_a_bar_once() {
        let values = values((0..500).map(|n| f64::from(n * n) / 100.0), 21.0);
        let spread = Spread::of(&values, 21.0, true);
        assert_eq!(spread.bars.iter().map(|bar| bar.all).sum::<u32>(), 500);
        let ringing = values.iter().filter(|(_, rings)| *rings).count();
        assert_eq!(spread.bars.iter().map(|bar| bar.ringing as usize).sum::<usize>(), ringing);
        assert!(spread.bars.len() <= BARS + 2);
    }

    #[test]
    fn the_limit_is_on_the_scale_even_where_nobody_is() {
        for limit in [0.5, 3.0, 21.0, 900.0, -4.0] {
            let spread = Spread::of(&[(1.0, false), (2.0, false)], limit, false);
            assert!(spread.from <= limit && limit <= spread.to(), "{limit}: {spread:?}");
        }
        assert_eq!(Spread::of(&[], 21.0, true).bars.iter().map(|bar| bar.all).sum::<u32>(), 0);
    }

    #[test]
    fn steps_are_those_that_people_count_in() {
        assert!((step(28.0, true) - 1.0).abs() < 1e-9);
        assert!((step(90.0, true) - 5.0).abs() < 1e-9);
        assert!((step(3.0, false) - 0.2).abs() < 1e-9);
        assert!((step(3.0, true) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_number_of_anything_breaks_nothing() {
        let odd = [(f64::MAX, true), (f64::MIN, false), (0.0, false)];
        assert!(!Spread::of(&odd, 1.0, true).bars.is_empty());
    }
}
