//! How a file of the format is declared: once, for reader, templates and
//! documentation.

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Kind, Payload};

use super::value::Value;
use crate::table::{Checked, Column, Row};
use crate::{Reason, Reject};

/// A column of a file.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) required: bool,
    /// What to write.
    pub(super) type_name: &'static str,
    /// The words to choose from, if it is a choice.
    pub(super) words: fn() -> Vec<&'static str>,
    /// What it says, in half a sentence.
    pub(super) meaning: &'static str,
    /// What the template shows.
    pub(super) example: &'static str,
    /// What an empty cell stands for.
    pub(super) default: Option<&'static str>,
    /// Does a bare date mean the end of that day?
    pub(super) end_of_day: bool,
}

impl Field {
    /// A column that fills a `T`.
    pub(super) const fn new<T: Value>(
        name: &'static str,
        example: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self {
            name,
            required: T::REQUIRED,
            type_name: T::TYPE,
            words: T::words,
            meaning,
            example,
            default: None,
            end_of_day: false,
        }
    }

    /// A column that fills the field of a body that `_field` points to.
    pub(super) const fn of<B, T: Value>(
        name: &'static str,
        _field: fn(&B) -> &T,
        example: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self::new::<T>(name, example, meaning)
    }

    /// An empty cell stands for `default`.
    pub(super) const fn or(self, default: &'static str) -> Self {
        Self { default: Some(default), required: false, ..self }
    }

    /// A bare date means the end of that day.
    pub(super) const fn end_of_day(self) -> Self {
        Self { end_of_day: true, ..self }
    }
}

/// Does a kind of fact belong to an enrolment?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// To the student.
    Student,
    /// To one enrolment, which must be named.
    Enrolment,
    /// To an enrolment if one is named.
    Either,
}

/// A file that holds facts of one kind.
#[derive(Clone, Copy)]
pub(super) struct File {
    pub(super) kind: Kind,
    pub(super) scope: Scope,
    /// The columns besides those that all files have.
    pub(super) fields: &'static [Field],
    /// Besides the enrolment, the columns that say which fact it is, where
    /// there is no `id`; `None` for all of them, the text included.
    pub(super) identity: Option<&'static [&'static str]>,
    /// The template's `occurred_at`.
    pub(super) example: &'static str,
    /// The template's text, for kinds that come with words.
    pub(super) text: Option<&'static str>,
    /// What a row says.
    pub(super) body: fn(&Cells<'_>) -> Checked<Payload>,
}

impl File {
    /// Its name: that of the kind, with `.csv`.
    pub(super) fn name(&self) -> String {
        format!("{}.csv", self.kind)
    }
}

/// The cells of a row, by the names of their columns.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) row: Row<'a>,
    pub(super) fields: &'a [Field],
    pub(super) calendar: &'a Calendar,
}

impl<'a> Cells<'a> {
    fn position(&self, name: &str) -> Option<usize> {
        let found = self.fields.iter().position(|field| field.name == name);
        debug_assert!(found.is_some(), "column `{name}` is not declared");
        found
    }

    /// The cell as it is written, or its default; empty if there is neither.
    pub(super) fn text(&self, name: &str) -> &'a str {
        self.position(name).map_or("", |column| {
            let written = self.row.get(column);
            if written.is_empty() { self.fields[column].default.unwrap_or("") } else { written }
        })
    }

    /// The cell as the value it stands for.
    pub(super) fn read<T: Value>(&self, name: &str) -> Checked<T> {
        let text = self.text(name);
        if text.is_empty() {
            return T::absent().ok_or_else(|| self.refuse(name, Reason::Empty, ""));
        }
        let end_of_day = self.position(name).is_some_and(|column| self.fields[column].end_of_day);
        T::parse(text, self.calendar, end_of_day)
            .map_err(|fault| self.refuse(name, fault.reason, fault.hint))
    }

    /// A number that must lie within bounds.
    pub(super) fn read_within<T>(&self, name: &str, least: T, most: T) -> Checked<T>
    where
        T: Value + PartialOrd + std::fmt::Display + Copy,
    {
        let value: T = self.read(name)?;
        if least <= value && value <= most {
            return Ok(value);
        }
        let range = format!("{least} to {most}");
        Err(self.refuse(name, Reason::OutOfRange { range }, ""))
    }

    /// The same, where the cell may be empty.
    pub(super) fn read_percent(&self, name: &str) -> Checked<Option<f32>> {
        if self.text(name).is_empty() {
            return Ok(None);
        }
        self.read_within(name, 0.0, 100.0).map(Some)
    }

    /// A reject of this row, blaming a column.
    pub(super) fn refuse(
        &self,
        name: &str,
        reason: Reason,
        hint: impl Into<String>,
    ) -> Box<Reject> {
        match self.position(name) {
            Some(column) => self.row.refuse(column, reason, hint),
            None => self.row.refuse(0, reason, hint),
        }
    }
}

/// The columns as the table reader wants them.
pub(super) fn columns(fields: &[Field]) -> Vec<Column> {
    fields.iter().map(|field| Column { name: field.name, required: field.required }).collect()
}
