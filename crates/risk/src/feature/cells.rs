//! The cells of one example, in an order that is the same for all.

use std::borrow::Cow;

use crate::family::Family;

/// What the numbers of one place are, the same in every example.
pub(super) struct Column {
    pub(super) name: Cow<'static, str>,
    pub(super) family: Family,
    /// Is its rank in the cohort a column, too?
    pub(super) ranked: bool,
}

/// The numbers of one example, and what they are: every example tells the
/// same in the same order, so only the first one tells what.
pub(super) struct Cells<'e> {
    pub(super) values: &'e mut Vec<f64>,
    pub(super) columns: &'e mut Vec<Column>,
}

impl Cells<'_> {
    /// A number; NaN if it is not known.
    pub(super) fn push(&mut self, name: &'static str, family: Family, value: f64) {
        self.tell(|| Column { name: name.into(), family, ranked: false }, value);
    }

    /// A number whose rank among the cohort tells something, too.
    pub(super) fn ranked(&mut self, name: &'static str, family: Family, value: f64) {
        self.tell(|| Column { name: name.into(), family, ranked: true }, value);
    }

    /// A number under a name made on the way.
    pub(super) fn tell(&mut self, column: impl FnOnce() -> Column, value: f64) {
        if self.columns.len() == self.values.len() {
            self.columns.push(column());
        }
        self.values.push(value);
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
    fn what_the_numbers_are_is_told_once() {
        let mut columns = Vec::new();
        for value in [1.0, 2.0] {
            let mut values = Vec::new();
            let mut cells = Cells { values: &mut values, columns: &mut columns };
            cells.push("a", Family::Work, value);
            cells.ranked("b", Family::Work, value);
            assert_eq!(values.len(), 2);
        }
        assert_eq!(columns.iter().map(|column| &*column.name).collect::<Vec<_>>(), ["a", "b"]);
    }

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
