//! Tables with a header, read row by row by the names of their columns.

mod near;
mod records;
mod row;
mod text;

use std::io::{self, Read};

use records::{Next, Records};
use text::Decoded;

use crate::{Reason, Reject, Sink};

pub(crate) use near::suggestion;
pub(crate) use row::{Checked, Row};

/// Bytes between two reports of progress.
const PROGRESS_EVERY: u64 = 1 << 20;

/// A column as a format declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name in the header.
    pub(crate) name: &'static str,
    /// Can the file be read without it?
    pub(crate) required: bool,
}

/// A file among those that are being read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// The file's name, for rejects.
    pub(crate) file: &'a str,
    /// Bytes of the files before it.
    pub(crate) before: u64,
    /// Bytes of all files.
    pub(crate) total: u64,
}

/// A delimited file whose header has been matched with the declared columns.
pub(crate) struct Table<'a, R> {
    place: Place<'a>,
    columns: &'a [Column],
    /// For each declared column, which field of a record it is.
    fields: Vec<Option<usize>>,
    /// How many fields each record must have.
    width: usize,
    records: Records<R>,
    decoded: Decoded,
    null: &'static str,
    told: u64,
    over: bool,
}

impl<'a, R: Read> Table<'a, R> {
    /// Reads the header. `None`, and a reject, if the file cannot be used.
    pub(crate) fn open(
        source: R,
        place: Place<'a>,
        columns: &'a [Column],
        sink: &mut dyn Sink,
    ) -> Option<Self> {
        match Self::start(source, place, columns, sink) {
            Ok(table) => Some(table),
            Err(reject) => {
                sink.reject(*reject);
                None
            }
        }
    }

    fn start(
        source: R,
        place: Place<'a>,
        columns: &'a [Column],
        sink: &mut dyn Sink,
    ) -> Checked<Self> {
        let unreadable = |error: io::Error| unreadable(place, 1, &error);
        let records = Records::new(source).map_err(unreadable)?;
        if records.ahead().starts_with(b"\xFF\xFE") || records.ahead().starts_with(b"\xFE\xFF") {
            let hint = "save it as CSV in UTF-8";
            return Err(Box::new(Reject::new(place.file, 1, "", Reason::Utf16, hint)));
        }
        let mut table = Self {
            place,
            columns,
            fields: vec![None; columns.len()],
            width: 0,
            records,
            decoded: Decoded::default(),
            null: "",
            told: 0,
            over: false,
        };
        match table.records.advance().map_err(unreadable)? {
            Next::Record => table.match_header(sink)?,
            Next::End => {
                return Err(Box::new(Reject::new(place.file, 1, "", Reason::NoHeader, "")));
            }
            trouble => return Err(Box::new(table.misshapen(trouble))),
        }
        Ok(table)
    }

    fn match_header(&mut self, sink: &mut dyn Sink) -> Checked<()> {
        let (text, ends) = self.decoded.decode(self.records.bytes(), self.records.ends());
        let line = self.records.first_line();
        self.width = ends.len();
        let mut from = 0;
        for (field, &end) in ends.iter().enumerate() {
            let name = text[from..end].trim();
            from = end;
            let known =
                self.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name));
            let (reason, hint) = match known {
                Some(column) if self.fields[column].is_none() => {
                    self.fields[column] = Some(field);
                    continue;
                }
                Some(_) => (Reason::RepeatedColumn, None),
                None if name.is_empty() => continue,
                None => {
                    let names = self.columns.iter().map(|column| column.name);
                    (Reason::UnknownColumn, suggestion(name, names))
                }
            };
            let hint = hint.unwrap_or_default();
            sink.reject(Reject::new(self.place.file, line, name, reason, hint).in_column(name));
        }
        let missing = self
            .columns
            .iter()
            .zip(&self.fields)
            .find(|(column, field)| column.required && field.is_none());
        missing.map_or(Ok(()), |(column, _)| {
            let hint =
                "the first line must name the columns, separated by commas, semicolons or tabs";
            let header = text.trim();
            let reject = Reject::new(self.place.file, line, header, Reason::MissingColumn, hint);
            Err(Box::new(reject.in_column(column.name)))
        })
    }

    /// The same table, in which a cell of `null` is an empty one.
    pub(crate) fn with_null(self, null: &'static str) -> Self {
        Self { null, ..self }
    }

    /// The next sound row. Unsound ones go to `sink` on the way.
    pub(crate) fn next(&mut self, sink: &mut dyn Sink) -> Option<Row<'_>> {
        while !self.over {
            match self.records.advance() {
                Ok(Next::Record) => match self.check_shape() {
                    Ok(true) => break,
                    Ok(false) => {}
                    Err(reject) => sink.reject(*reject),
                },
                Ok(Next::End) => self.over = true,
                Ok(trouble) => {
                    self.over = trouble == Next::OpenQuote;
                    sink.reject(self.misshapen(trouble));
                }
                Err(error) => {
                    self.over = true;
                    sink.reject(*unreadable(self.place, self.records.first_line(), &error));
                }
            }
            self.tell_progress(sink);
        }
        self.tell_progress(sink);
        if self.over {
            return None;
        }
        let (text, ends) = self.decoded.decode(self.records.bytes(), self.records.ends());
        Some(Row {
            file: self.place.file,
            line: self.records.first_line(),
            text,
            ends,
            columns: self.columns,
            fields: &self.fields,
            null: self.null,
        })
    }

    /// Is the record a row? A blank one is not, and is no fault either.
    fn check_shape(&self) -> Checked<bool> {
        let (bytes, found) = (self.records.bytes(), self.records.ends().len());
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(false);
        }
        let reject = |reason, hint: &str| {
            let value = String::from_utf8_lossy(&bytes[..bytes.len().min(480)]).replace('\0', "␀");
            Err(Box::new(Reject::new(
                self.place.file,
                self.records.first_line(),
                &value,
                reason,
                hint,
            )))
        };
        if bytes.contains(&0) {
            return reject(Reason::Nul, "remove the NUL byte, and save the file as UTF-8");
        }
        if found != self.width {
            let hint = "put quotes around a value that holds a separator or a line break";
            return reject(Reason::FieldCount { expected: self.width, found }, hint);
        }
        Ok(true)
    }

    fn misshapen(&self, trouble: Next) -> Reject {
        let (reason, hint) = match trouble {
            Next::OpenQuote => (
                Reason::OpenQuote,
                "close it or double it; nothing from this line to the end of the file was read",
            ),
            _ => {
                (Reason::TooLong, "a quote may be open by mistake; the next record was read again")
            }
        };
        Reject::new(self.place.file, self.records.first_line(), "", reason, hint)
    }

    fn tell_progress(&mut self, sink: &mut dyn Sink) {
        let read = self.records.consumed();
        if read >= self.told + PROGRESS_EVERY || (self.over && read > self.told) {
            self.told = read;
            let done = (self.place.before + read).min(self.place.total);
            sink.progress(done, self.place.total);
        }
    }
}

fn unreadable(place: Place<'_>, line: u64, error: &io::Error) -> Box<Reject> {
    let reason = Reason::Unreadable(error.to_string());
    Box::new(Reject::new(place.file, line, "", reason, "the rest of the file was not read"))
}

#[cfg(test)]
mod tests;
