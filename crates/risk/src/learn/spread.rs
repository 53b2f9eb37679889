//! Columns made ready for a linear model, whatever their scale.
//!
//! A value becomes its place among the training values, as the normal
//! quantile of that place (van der Waerden scores): counts with long tails,
//! days and marks end on one scale, and nothing can explode. A missing value
//! becomes 0, the middle, and a column with missing values gets a second one
//! that says so.

use serde::{Deserialize, Serialize};

/// Knots nearer than this to each other, in scores, are one.
const STEP: f64 = 0.04;
/// No score lies further out than that of this share.
const LEAST: f64 = 0.001;
/// A column is told to be missing where more than this share is.
const MISSING_MATTERS: f64 = 0.005;
/// Values further out than this count as this, so that differences stay finite.
const FARTHEST: f64 = 1e150;

/// How one column is spread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Rising values and their scores.
    knots: Vec<(f64, f64)>,
    /// Share of missing values in training.
    missing: f64,
}

impl Spread {
    /// Learns from the values of a column.
    pub fn learn(column: &[f64]) -> Self {
        let finite = column.iter().filter(|value| value.is_finite());
        let mut known: Vec<f64> = finite.map(|value| value.clamp(-FARTHEST, FARTHEST)).collect();
        known.sort_unstable_by(f64::total_cmp);
        let missing = 1.0 - share(known.len(), column.len());
        let mut knots: Vec<(f64, f64)> = Vec::new();
        let mut start = 0;
        while let Some(&value) = known.get(start) {
            let end = start + known[start..].partition_point(|other| *other <= value);
            // Equal values share the middle of their places.
            let middle = share(start + end, 2 * known.len());
            let score = normal_quantile(middle.clamp(LEAST, 1.0 - LEAST));
            let far = knots.last().is_none_or(|last| score - last.1 >= STEP);
            if far || end == known.len() {
                knots.push((value, score));
            }
            start = end;
        }
        Self { knots, missing }
    }

    /// Can anything be told from this column?
    pub fn is_useful(&self) -> bool {
        self.knots.len() > 1
    }

    /// Are there more than a few different values?
    pub fn is_graded(&self) -> bool {
        self.knots.len() > 4
    }

    /// Is a missing value a fact of its own here?
    pub fn tells_missing(&self) -> bool {
        self.missing > MISSING_MATTERS && self.missing < 1.0 - MISSING_MATTERS
    }

    /// The score of a value; 0 for a missing one. Beyond the known values the
    /// end holds.
    pub fn score(&self, value: f64) -> f64 {
        if value.is_nan() {
            return 0.0;
        }
        let below = self.knots.partition_point(|knot| knot.0 <= value);
        self.piece(below).score(value)
    }

    /// The values between which the score is a straight line, rising.
    pub(super) fn marks(&self) -> impl Iterator<Item = f64> {
        self.knots.iter().map(|knot| knot.0)
    }

    /// The line that holds where `below` marks lie at or below the value.
    pub(super) fn piece(&self, below: usize) -> Piece {
        let (Some(first), Some(last)) = (self.knots.first(), self.knots.last()) else {
            return Piece::default();
        };
        let above = below.clamp(1, (self.knots.len() - 1).max(1));
        let low = self.knots[above - 1];
        let high = self.knots.get(above).copied().unwrap_or(low);
        let slope = if high.0 > low.0 { (high.1 - low.1) / (high.0 - low.0) } else { 0.0 };
        Piece { least: first.0, most: last.0, from: low.0, score: low.1, slope }
    }

    /// Are the knots finite and rising? Asked of what is read from a file.
    pub fn is_sound(&self) -> bool {
        let finite = |knot: &(f64, f64)| knot.0.is_finite() && knot.1.is_finite();
        self.knots.iter().all(finite) && self.knots.is_sorted_by(|a, b| a.0 < b.0)
    }
}

/// A straight piece of the way from values to scores.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Piece {
    least: f64,
    most: f64,
    from: f64,
    score: f64,
    slope: f64,
}

impl Piece {
    /// The score of a value that is not missing. There is one formula for one
    /// row and for many, so that both say the same to the last bit.
    pub(super) fn score(&self, value: f64) -> f64 {
        self.score + self.slope * (value.max(self.least).min(self.most) - self.from)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of examples fit 53 bits")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Quantile of the normal distribution for 0 < p < 1 (rational approximation
/// 26.2.23 of Abramowitz and Stegun, 1964; error below 4.5e-4).
fn normal_quantile(p: f64) -> f64 {
    let tail = p.min(1.0 - p);
    let t = (-2.0 * tail.ln()).sqrt();
    let top = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let bottom = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let z = t - top / bottom;
    if p < 0.5 { -z } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted() -> Spread {
        Spread::learn(&(0..1_000).map(f64::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_middle_value_scores_nothing() {
        assert!(counted().score(499.5).abs() < 0.01);
    }

    #[test]
    fn the_score_rises_with_the_value() {
        let spread = counted();
        let scores: Vec<f64> =
            (0..100).map(|tenth| spread.score(f64::from(tenth) * 10.0)).collect();
        assert!(scores.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_value_beyond_all_known_ones_cannot_explode() {
        let spread = counted();
        assert!((spread.score(1e300) - spread.score(999.0)).abs() < 1e-12);
    }

    #[test]
    fn a_missing_value_is_the_middle_and_told_apart() {
        let mut column: Vec<f64> = (0..100).map(f64::from).collect();
        column.extend([f64::NAN; 20]);
        let spread = Spread::learn(&column);
        assert!(spread.score(f64::NAN).abs() < 1e-12 && spread.tells_missing());
    }

    #[test]
    fn a_constant_or_empty_column_is_of_no_use() {
        let columns = [vec![3.0; 9], vec![f64::NAN; 9], Vec::new()];
        assert!(columns.iter().all(|column| !Spread::learn(column).is_useful()));
    }

    #[test]
    fn one_standard_deviation_holds_84_percent() {
        assert!((normal_quantile(0.841_345) - 1.0).abs() < 1e-3);
    }
}
