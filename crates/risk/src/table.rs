//! A table of numbers: named columns, one row for each example.

use serde::{Deserialize, Serialize};

use crate::family::Family;

/// A column's name and the family under which it is explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// A metric's name, or one derived from it.
    pub name: String,
    /// Where it belongs in an explanation.
    pub family: Family,
}

/// Numbers by column; a missing value is NaN.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    headings: Vec<Heading>,
    columns: Vec<Vec<f64>>,
    rows: usize,
}

impl Table {
    /// A table of `rows` rows without columns.
    pub fn of_rows(rows: usize) -> Self {
        Self { headings: Vec::new(), columns: Vec::new(), rows }
    }

    /// Adds a column. What is not a finite number is missing; a column that is
    /// too short is missing at its end, one that is too long is cut.
    pub fn push(&mut self, heading: Heading, mut column: Vec<f64>) {
        column.resize(self.rows, f64::NAN);
        for value in column.iter_mut().filter(|value| !value.is_finite()) {
            *value = f64::NAN;
        }
        self.headings.push(heading);
        self.columns.push(column);
    }

    /// How many rows.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// What the columns are.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The columns, in the order of the headings.
    pub fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&[f64]> {
        let place = self.headings.iter().position(|heading| heading.name == name)?;
        self.columns.get(place).map(Vec::as_slice)
    }

    /// Copies one row into `row`, which takes the table's width.
    pub fn read_row(&self, index: usize, row: &mut Vec<f64>) {
        row.clear();
        row.extend(
            self.columns.iter().map(|column| column.get(index).copied().unwrap_or(f64::NAN)),
        );
    }

    /// The rows at `places`, in that order.
    #[must_use]
    pub fn select(&self, places: &[usize]) -> Self {
        let pick = |column: &Vec<f64>| {
            places.iter().map(|place| column.get(*place).copied().unwrap_or(f64::NAN)).collect()
        };
        Self {
            headings: self.headings.clone(),
            columns: self.columns.iter().map(pick).collect(),
            rows: places.len(),
        }
    }

    /// Leaves only the columns that pass.
    pub fn retain(&mut self, keep: impl Fn(&Heading) -> bool) {
        let headings = std::mem::take(&mut self.headings);
        let columns = std::mem::take(&mut self.columns);
        let kept = headings.into_iter().zip(columns).filter(|(heading, _)| keep(heading));
        (self.headings, self.columns) = kept.unzip();
    }

    /// The columns that `headings` names, in that order; one that this table
    /// lacks is missing throughout.
    #[must_use]
    pub fn project(&self, headings: &[Heading]) -> Self {
        let mut projected = Self::of_rows(self.rows);
        for heading in headings {
            let column = self.column(&heading.name).map_or_else(Vec::new, <[f64]>::to_vec);
            projected.push(heading.clone(), column);
        }
        projected
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(name: &str) -> Heading {
        Heading { name: name.to_owned(), family: Family::Activity }
    }

    #[test]
    fn what_is_not_a_finite_number_is_missing() {
        let mut table = Table::of_rows(3);
        table.push(heading("a"), vec![f64::INFINITY, f64::NEG_INFINITY, 1e300]);
        let missing: Vec<bool> = table.columns()[0].iter().map(|value| value.is_nan()).collect();
        assert_eq!(missing, [true, true, false]);
    }

    #[test]
    fn a_column_that_the_table_lacks_is_missing_throughout() {
        let mut table = Table::of_rows(2);
        table.push(heading("a"), vec![1.0, 2.0]);
        let projected = table.project(&[heading("b"), heading("a")]);
        assert!(projected.columns()[0].iter().all(|value| value.is_nan()));
        assert_eq!(projected.column("a"), Some(&[1.0, 2.0][..]));
    }

    #[test]
    fn rows_are_picked_in_the_order_asked_for() {
        let mut table = Table::of_rows(3);
        table.push(heading("a"), vec![1.0, 2.0, 3.0]);
        assert_eq!(table.select(&[2, 0]).column("a"), Some(&[3.0, 1.0][..]));
    }
}
