//! Have the numbers moved away from those that a model learned from?
//!
//! The population stability index: Σ (p − q) · ln(p / q) over the tenths of
//! training and "missing" (Siddiqi, Credit Risk Scorecards, 2006). Below 0.1
//! nothing has moved, above 0.25 the model looks at other people.

use serde::{Deserialize, Serialize};

/// From here on a column is worth a look.
pub const WATCH: f64 = 0.1;
/// From here on it has moved.
pub const MOVED: f64 = 0.25;
/// From here on, what is said and what comes true lie too far apart.
pub const WELL_CALIBRATED: f64 = 0.05;
/// Fewer people say nothing about a distribution.
pub const LEAST_PEOPLE: usize = 100;
/// An empty bin counts as this share.
const LEAST_SHARE: f64 = 1e-3;
const BINS: usize = 10;

/// When a model should no longer be believed: part of its card.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// A column or the probabilities moved so far: worth a look.
    pub watch: f64,
    /// So far: it has to be looked at.
    pub moved: f64,
    /// Expected calibration error above which it has to be looked at.
    pub calibration: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { watch: WATCH, moved: MOVED, calibration: WELL_CALIBRATED }
    }
}

/// People of today, bin by bin: counted in any number of parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally(Vec<u64>);

/// How a column was spread in training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Rising; a value on a cut lies above it.
    cuts: Vec<f64>,
    /// Share of each bin, one more than cuts, then of missing values.
    shares: Vec<f64>,
    /// The middle value; NaN if there is none.
    pub median: f64,
}

impl Summary {
    /// Summarises a column; NaN is missing.
    pub fn of(column: &[f64]) -> Self {
        let mut known: Vec<f64> = column.iter().copied().filter(|v| v.is_finite()).collect();
        known.sort_unstable_by(f64::total_cmp);
        let mut cuts: Vec<f64> =
            (1..BINS).filter_map(|tenth| known.get(known.len() * tenth / BINS).copied()).collect();
        cuts.dedup();
        // A cut at the least value would leave nothing below it.
        cuts.retain(|cut| known.first().is_some_and(|least| cut > least));
        let median = known.get(known.len() / 2).copied().unwrap_or(f64::NAN);
        let mut summary = Self { cuts, shares: Vec::new(), median };
        let mut tally = Tally::default();
        summary.count(&mut tally, column);
        summary.shares = shares(&tally);
        summary
    }

    /// How far a column of today has moved; 0 for nobody.
    pub fn moved(&self, column: &[f64]) -> f64 {
        let mut tally = Tally::default();
        self.count(&mut tally, column);
        self.moved_by(&tally)
    }

    /// Counts a part of a column of today.
    pub fn count(&self, tally: &mut Tally, column: &[f64]) {
        tally.0.resize(self.cuts.len() + 2, 0);
        for value in column {
            let bin = if value.is_finite() {
                self.cuts.partition_point(|cut| cut <= value)
            } else {
                self.cuts.len() + 1
            };
            tally.0[bin] += 1;
        }
    }

    /// How far all that was counted has moved; 0 for nobody.
    pub fn moved_by(&self, tally: &Tally) -> f64 {
        if tally.0.iter().all(|count| *count == 0) {
            return 0.0;
        }
        let now = shares(tally);
        let bins = self.shares.iter().zip(now);
        bins.map(|(before, now)| (before.max(LEAST_SHARE), now.max(LEAST_SHARE)))
            .map(|(before, now)| (now - before) * (now / before).ln())
            .sum()
    }
}

/// The share of each bin.
#[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
fn shares(tally: &Tally) -> Vec<f64> {
    let all = tally.0.iter().sum::<u64>().max(1) as f64;
    tally.0.iter().map(|count| *count as f64 / all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rising(from: u32) -> Vec<f64> {
        (from..from + 1_000).map(f64::from).collect()
    }

    #[test]
    fn the_same_people_have_not_moved() {
        assert!(Summary::of(&rising(0)).moved(&rising(0)).abs() < 1e-12);
    }

    #[test]
    fn half_a_range_further_has_moved() {
        assert!(Summary::of(&rising(0)).moved(&rising(500)) > MOVED);
    }

    #[test]
    fn numbers_that_stop_coming_have_moved() {
        let mut silent = rising(0);
        silent[..300].fill(f64::NAN);
        assert!(Summary::of(&rising(0)).moved(&silent) > MOVED);
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let (summary, column) = (Summary::of(&rising(0)), rising(300));
        let mut tally = Tally::default();
        for part in column.chunks(170) {
            summary.count(&mut tally, part);
        }
        assert!((summary.moved_by(&tally) - summary.moved(&column)).abs() < 1e-12);
    }

    #[test]
    fn the_index_is_as_by_hand() {
        // Half and half, then 70 to 30: 0.2·ln 1.4 − 0.2·ln 0.6.
        let half = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        let later = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
        let expected = 0.2 * 1.4_f64.ln() - 0.2 * 0.6_f64.ln();
        assert!((Summary::of(&half).moved(&later) - expected).abs() < 1e-9);
    }

    #[test]
    fn constant_empty_and_exploding_columns_have_an_index() {
        let columns = [vec![3.0; 50], vec![f64::NAN; 50], vec![f64::MAX, f64::MIN, 0.0], vec![]];
        for column in &columns {
            for other in &columns {
                assert!(Summary::of(column).moved(other).is_finite());
            }
        }
    }
}
