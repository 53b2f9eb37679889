//! Learning: trees and a linear model, mixed and calibrated.

pub mod boost;
pub mod calibrate;
pub mod forest;
pub mod linear;
mod logistic;
pub mod mix;
pub mod odds;
pub mod scorer;
pub mod shapley;
pub mod spread;

use crate::table::Table;

pub use boost::Growth;
pub use calibrate::Calibration;
pub use forest::Forest;
pub use linear::Linear;
pub use mix::{Mix, Recipe};
pub use scorer::Scorer;

/// What is learned from.
#[derive(Clone, Copy, Debug)]
pub struct Examples<'a> {
    /// One row for each example.
    pub table: &'a Table,
    /// Did the target come true?
    pub truths: &'a [bool],
    /// What each example counts for, above 0.
    pub weights: &'a [f64],
}

/// Why nothing was learned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Truths and weights don't match the rows.
    #[error("{rows} rows, {truths} truths and {weights} weights do not belong together")]
    Mismatch {
        /// Rows of the table.
        rows: usize,
        /// How many truths.
        truths: usize,
        /// How many weights.
        weights: usize,
    },
    /// All examples ended the same way.
    #[error("{positives} of {examples} examples met the target: there is nothing to tell apart")]
    OneSided {
        /// Those that met the target.
        positives: usize,
        /// All of them.
        examples: usize,
    },
    /// No column has two values.
    #[error("no column tells two examples apart")]
    NothingToTell,
    /// The library refused.
    #[error("trees could not be grown: {0}")]
    Growing(String),
}

impl Examples<'_> {
    /// Can anything be learned from these?
    ///
    /// # Errors
    /// If the parts don't match, all examples ended alike, or every column is
    /// constant.
    pub fn check(&self) -> Result<(), Fault> {
        let (rows, truths, weights) = (self.table.rows(), self.truths.len(), self.weights.len());
        if rows != truths || rows != weights {
            return Err(Fault::Mismatch { rows, truths, weights });
        }
        let positives = self.truths.iter().filter(|truth| **truth).count();
        if positives == 0 || positives == rows {
            return Err(Fault::OneSided { positives, examples: rows });
        }
        if !self.table.columns().iter().any(|column| varies(column)) {
            return Err(Fault::NothingToTell);
        }
        Ok(())
    }
}

/// Has this column two different values, missing ones aside?
pub fn varies(column: &[f64]) -> bool {
    let mut known = column.iter().filter(|value| !value.is_nan());
    known.next().is_some_and(|first| known.any(|other| other.total_cmp(first).is_ne()))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::family::Family;
    use crate::table::Heading;

    pub(crate) fn heading(name: &str) -> Heading {
        Heading { name: name.to_owned(), family: Family::Activity }
    }

    /// `rising` orders the examples, `wave` does not, `constant` and `empty`
    /// tell nothing. The later half is mostly true.
    pub(crate) fn table(rows: u32) -> (Table, Vec<bool>) {
        let mut table = Table::of_rows(rows as usize);
        table.push(heading("rising"), (0..rows).map(f64::from).collect());
        table.push(heading("wave"), (0..rows).map(|row| f64::from(row * 37 % 11)).collect());
        table.push(heading("constant"), vec![1.0; rows as usize]);
        table.push(heading("empty"), Vec::new());
        let truths = (0..rows).map(|row| (row * 2 >= rows) != (row % 10 == 3)).collect();
        (table, truths)
    }

    static ONES: [f64; 4_096] = [1.0; 4_096];

    pub(crate) fn examples<'a>(table: &'a Table, truths: &'a [bool]) -> Examples<'a> {
        Examples { table, truths, weights: &ONES[..truths.len()] }
    }

    #[test]
    fn examples_that_all_ended_alike_teach_nothing() {
        let (table, _) = table(20);
        let fault = examples(&table, &[true; 20]).check();
        assert_eq!(fault, Err(Fault::OneSided { positives: 20, examples: 20 }));
    }

    #[test]
    fn columns_that_tell_nothing_teach_nothing() {
        let mut table = Table::of_rows(2);
        table.push(heading("constant"), vec![1.0, 1.0]);
        assert_eq!(examples(&table, &[true, false]).check(), Err(Fault::NothingToTell));
    }

    #[test]
    fn a_truth_too_few_is_a_mismatch() {
        let (table, truths) = table(20);
        assert!(matches!(examples(&table, &truths[1..]).check(), Err(Fault::Mismatch { .. })));
    }
}
