//! One row, read by column.

use std::str::FromStr;

use super::Column;
use crate::{Reason, Reject};

/// A value, or why the row must be refused.
pub(crate) type Checked<T> = Result<T, Box<Reject>>;

/// One sound row of a table. Columns are given by their place in the declaration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    pub(super) file: &'a str,
    pub(super) line: u64,
    pub(super) text: &'a str,
    pub(super) ends: &'a [usize],
    pub(super) columns: &'a [Column],
    pub(super) fields: &'a [Option<usize>],
    pub(super) null: &'static str,
}

impl<'a> Row<'a> {
    /// The cell without spaces around it; empty where the file lacks the column.
    pub(crate) fn get(&self, column: usize) -> &'a str {
        let Some(field) = self.fields[column] else { return "" };
        let from = if field == 0 { 0 } else { self.ends[field - 1] };
        self.text[from..self.ends[field]].trim()
    }

    /// The cell, if there is something in it other than the table's null.
    pub(crate) fn optional(&self, column: usize) -> Option<&'a str> {
        Some(self.get(column)).filter(|text| !text.is_empty() && *text != self.null)
    }

    /// The cell, which must hold something.
    pub(crate) fn required(&self, column: usize) -> Checked<&'a str> {
        self.optional(column).ok_or_else(|| self.refuse(column, Reason::Empty, ""))
    }

    /// The cell as a number, if there is something in it. A whole number may
    /// be written with a point: `12.0`.
    pub(crate) fn number<T: FromStr>(
        &self,
        column: usize,
        expected: &'static str,
    ) -> Checked<Option<T>> {
        self.optional(column)
            .map(|text| {
                let read = text.parse().or_else(|fault| match text.split_once('.') {
                    Some((whole, "0" | "00" | "")) => whole.parse(),
                    _ => Err(fault),
                });
                read.map_err(|_| self.refuse(column, Reason::NotA { expected }, ""))
            })
            .transpose()
    }

    /// The cell as a number, which must be there.
    pub(crate) fn required_number<T: FromStr>(
        &self,
        column: usize,
        expected: &'static str,
    ) -> Checked<T> {
        self.number(column, expected)?.ok_or_else(|| self.refuse(column, Reason::Empty, ""))
    }

    /// A reject of this row, blaming a cell.
    pub(crate) fn refuse(
        &self,
        column: usize,
        reason: Reason,
        hint: impl Into<String>,
    ) -> Box<Reject> {
        let reject = Reject::new(self.file, self.line, self.get(column), reason, hint);
        Box::new(reject.in_column(self.columns[column].name))
    }
}
