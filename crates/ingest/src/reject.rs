//! What could not be read, said so that somebody can mend it.

use crate::cell;

/// Longest value that a reject repeats, in characters.
const VALUE_LIMIT: usize = 120;

/// One row, cell or file that was not taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The file's name, without its folder.
    pub file: String,
    /// The line on which the record starts, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The column, where one is to blame.
    pub column: Option<String>,
    /// What stood there, at most 120 characters of it.
    pub value: String,
    /// What is wrong.
    pub reason: Reason,
    /// What to do about it; empty if the reason says it all.
    pub hint: String,
}

/// What is wrong with a row, a cell or a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// A file of the format is not there.
    #[error("the file is missing")]
    MissingFile,
    /// A file is not part of the format.
    #[error("this file is not part of the format")]
    UnknownFile,
    /// The operating system could not read it.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// It is UTF-16.
    #[error("the file is written in UTF-16")]
    Utf16,
    /// It has no header.
    #[error("the file is empty: not even a header")]
    NoHeader,
    /// A column that the file cannot do without.
    #[error("a required column is missing")]
    MissingColumn,
    /// A line that is no JSON object.
    #[error("not a JSON object")]
    NotAnObject,
    /// A line of a kind that nobody knows.
    #[error("unknown kind of line")]
    UnknownKind,
    /// A column that nobody reads.
    #[error("unknown column, not read")]
    UnknownColumn,
    /// A column that appears twice.
    #[error("this column appears twice, only the first is read")]
    RepeatedColumn,
    /// A record with too few or too many fields.
    #[error("{found} fields instead of {expected}")]
    FieldCount {
        /// As many as the header has.
        expected: usize,
        /// As many as the record has.
        found: usize,
    },
    /// A record beyond the size limit.
    #[error("the record is longer than 1 MiB")]
    TooLong,
    /// A NUL byte in the record.
    #[error("the record holds a NUL byte")]
    Nul,
    /// A quote that is open at the end of the file.
    #[error("a quote opened in this record is never closed")]
    OpenQuote,
    /// A required cell is empty.
    #[error("a value is required")]
    Empty,
    /// Not a number, or not one of this type.
    #[error("not {expected}")]
    NotA {
        /// What it should be, with its article: `a whole number`.
        expected: &'static str,
    },
    /// A number or date beyond what makes sense.
    #[error("out of range: {range}")]
    OutOfRange {
        /// What is allowed.
        range: String,
    },
    /// A word that is not one of the list.
    #[error("unknown word")]
    UnknownWord,
    /// A date that can be read in two ways.
    #[error("this date can be read in two ways")]
    AmbiguousDate,
    /// A fact of the future.
    #[error("in the future")]
    Future,
    /// A row that belongs to something which is nowhere else.
    #[error("no such row in {table}")]
    Unmatched {
        /// The file in which it was looked for.
        table: &'static str,
    },
    /// A row that says again what an earlier row said, or something else about the same thing.
    #[error("an earlier row already speaks of this")]
    Duplicate,
    /// A running total that goes down, or rows out of order.
    #[error("a running total cannot go down or back in time")]
    Decreasing,
    /// Two cells that cannot both be true.
    #[error("{0}")]
    Contradiction(&'static str),
}

impl Reason {
    /// A stable word for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingFile => "missing_file",
            Self::UnknownFile => "unknown_file",
            Self::Unreadable(_) => "unreadable",
            Self::Utf16 => "utf16",
            Self::NoHeader => "no_header",
            Self::MissingColumn => "missing_column",
            Self::NotAnObject => "not_an_object",
            Self::UnknownKind => "unknown_kind",
            Self::UnknownColumn => "unknown_column",
            Self::RepeatedColumn => "repeated_column",
            Self::FieldCount { .. } => "field_count",
            Self::TooLong => "too_long",
            Self::Nul => "nul",
            Self::OpenQuote => "open_quote",
            Self::Empty => "empty",
            Self::NotA { .. } => "wrong_type",
            Self::OutOfRange { .. } => "out_of_range",
            Self::UnknownWord => "unknown_word",
            Self::AmbiguousDate => "ambiguous_date",
            Self::Future => "future",
            Self::Unmatched { .. } => "unmatched",
            Self::Duplicate => "duplicate",
            Self::Decreasing => "decreasing",
            Self::Contradiction(_) => "contradiction",
        }
    }

    /// Said for information: every row of the file was still read.
    pub const fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::MissingFile | Self::UnknownFile | Self::UnknownColumn | Self::RepeatedColumn
        )
    }
}

impl Reject {
    /// The header of a file of rejects.
    pub const HEADER: [&'static str; 6] = ["file", "line", "column", "value", "reason", "hint"];

    /// A reject; `value` is shortened here.
    pub fn new(
        file: &str,
        line: u64,
        value: &str,
        reason: Reason,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line,
            column: None,
            value: shorten(value),
            reason,
            hint: hint.into(),
        }
    }

    /// The same, blaming a column.
    #[must_use]
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    /// Its cells under [`Self::HEADER`], guarded against formulas.
    pub fn cells(&self) -> [String; 6] {
        let cells = [
            self.file.clone(),
            self.line.to_string(),
            self.column.clone().unwrap_or_default(),
            self.value.clone(),
            self.reason.to_string(),
            self.hint.clone(),
        ];
        cells.map(|text| cell::guard(&text).into_owned())
    }
}

fn shorten(value: &str) -> String {
    if value.char_indices().nth(VALUE_LIMIT).is_none() {
        return value.to_owned();
    }
    let mut short: String = value.chars().take(VALUE_LIMIT - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_cut_at_120_characters() {
        let reject = Reject::new("a.csv", 3, &"é".repeat(500), Reason::TooLong, "");
        assert_eq!(reject.value.chars().count(), 120);
        assert!(reject.value.ends_with('…'));
    }

    #[test]
    fn exported_cells_run_no_formula() {
        let reject = Reject::new("a.csv", 3, "=HYPERLINK(1)", Reason::UnknownWord, "-159");
        let cells = reject.in_column("@x").cells();
        assert_eq!(cells, ["a.csv", "3", "'@x", "'=HYPERLINK(1)", "unknown word", "-159"]);
    }
}
