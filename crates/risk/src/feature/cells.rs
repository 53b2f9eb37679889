//! The cells of one example, in an order that is the same for all.

use std::borrow::Cow;

use crate::family::Family;

/// One number and what it is.
pub(super) struct Cell {
    pub(super) name: Cow<'static, str>,
    pub(super) family: Family,
    pub(super) value: f64,
    /// Is its rank in the cohort a column, too?
    pub(super) ranked: bool,
}

/// What is told about one example so far.
#[derive(Default)]
pub(super) struct Cells(pub(super) Vec<Cell>);

impl Cells {
    /// A number; NaN if it is not known.
    pub(super) fn push(&mut self, name: &'static str, family: Family, value: f64) {
        self.0.push(Cell { name: name.into(), family, value, ranked: false });
    }

    /// A number whose rank among the cohort tells something, too.
    pub(super) fn ranked(&mut self, name: &'static str, family: Family, value: f64) {
        self.0.push(Cell { name: name.into(), family, value, ranked: true });
    }

    /// A number under a name made on the way.
    pub(super) fn push_owned(&mut self, name: String, family: Family, value: f64) {
        self.0.push(Cell { name: name.into(), family, value, ranked: false });
    }
}

/// Sums, means and extremes in one pass; NaN where there is nothing.
#[derive(Clone, Copy)]
pub(super) struct Tally {
    count: f64,
    sum: f64,
    pub(super) least: f64,
    pub(super) last: f64,
}

impl Default for Tally {
    fn default() -> Self {
        Self { count: 0.0, sum: 0.0, least: f64::NAN, last: f64::NAN }
    }
}

impl Tally {
    pub(super) fn add(&mut self, value: f64) {
        self.count += 1.0;
        self.sum += value;
        // `min` of a number and NaN is the number.
        self.least = self.least.min(value);
        self.last = value;
    }

    pub(super) fn mean(&self) -> f64 {
        self.sum / self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_of_nothing_is_not_known() {
        let tally = Tally::default();
        assert!(tally.mean().is_nan() && tally.least.is_nan() && tally.last.is_nan());
    }

    #[test]
    fn a_tally_has_mean_least_and_last() {
        let mut tally = Tally::default();
        for value in [3.0, 1.0, 8.0] {
            tally.add(value);
        }
        let found = [tally.mean(), tally.least, tally.last];
        assert!(found.iter().zip([4.0, 1.0, 8.0]).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
    }
}
