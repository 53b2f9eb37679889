//! Results as a table for people, or JSON or CSV for programs.

use std::io::{self, Write};

use clap::ValueEnum;
use serde_json::Value;

use crate::app::{Error, Result};
use crate::sheet;

/// In which form a result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets; cells are guarded against formulas.
    Csv,
}

/// Rows under headings.
#[derive(Debug, Default)]
pub(super) struct Table {
    headings: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(headings: &[&'static str]) -> Self {
        Self { headings: headings.to_vec(), rows: Vec::new() }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Print the table, or the JSON that says the same.
    pub(super) fn print(&self, format: Format, json: impl FnOnce() -> Value) -> Result<()> {
        match format {
            Format::Table => {
                print(&self.aligned());
                Ok(())
            }
            Format::Json => print_json(&json()),
            Format::Csv => self.print_csv(),
        }
    }

    /// Without rows?
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// As text, in columns.
    pub(super) fn aligned(&self) -> String {
        let width = |text: &str| text.chars().count();
        let mut widths: Vec<usize> = self.headings.iter().map(|heading| width(heading)).collect();
        for row in &self.rows {
            for (known, cell) in widths.iter_mut().zip(row) {
                *known = (*known).max(width(cell));
            }
        }
        let line = |cells: &[String]| {
            let padded: Vec<String> = cells
                .iter()
                .zip(&widths)
                .map(|(cell, &wide)| format!("{cell}{}", " ".repeat(wide - width(cell))))
                .collect();
            format!("{}\n", padded.join("  ").trim_end())
        };
        let headings: Vec<String> = self.headings.iter().map(|&text| text.to_owned()).collect();
        let rule: Vec<String> = widths.iter().map(|&wide| "─".repeat(wide)).collect();
        let mut text = line(&headings) + &line(&rule);
        text.extend(self.rows.iter().map(|row| line(row)));
        text
    }

    fn print_csv(&self) -> Result<()> {
        print(&sheet::csv(&self.headings, &self.rows)?);
        Ok(())
    }
}

/// Print JSON, indented, with a final newline.
pub(super) fn print_json(value: &Value) -> Result<()> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Error::Input(format!("cannot write JSON: {error}")))?;
    print(&(text + "\n"));
    Ok(())
}

/// Print a result as JSON.
pub(super) fn print_serialized(result: &impl serde::Serialize) -> Result<()> {
    let value = serde_json::to_value(result)
        .map_err(|error| Error::Input(format!("cannot write JSON: {error}")))?;
    print_json(&value)
}

/// Print text; a reader that went away (`| head`) is no error.
pub(super) fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}
