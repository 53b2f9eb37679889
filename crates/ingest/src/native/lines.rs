//! The same rows as JSON, one object a line: what a program sends.
//!
//! `kind` names the file in which the row would stand, without `.csv`; the
//! other members are its columns. Nothing else differs: lines of a kind that
//! follow each other are read as that file.

use serde_json::{Map, Value};
use vigie_domain::calendar::Calendar;
use vigie_domain::draft::Record;
use vigie_domain::fact::Kinds;
use vigie_domain::time::Instant;

use super::directory;
use super::file::{File, columns};
use super::{kinds, reader};
use crate::table::{Column, Place, Table, suggestion};
use crate::{Error, Reason, Reject, Sink, Stop, Supply};

/// The member that says what a line is.
const KIND: &str = "kind";
/// Kinds of line that hold no fact.
const STUDENTS: &str = "students";
const STAFF: &str = "staff";

/// Reads lines of JSON. Times without an offset are school time, which
/// `calendar` knows. Nothing that happened after `now` is taken. A line that
/// cannot be used is told to the sink, by its number; the others are read.
///
/// # Errors
/// If the sink wants no more.
pub fn read_lines(
    text: &str,
    calendar: &Calendar,
    now: Instant,
    sink: &mut dyn Sink,
) -> Result<Supply, Error> {
    let mut supply = Kinds::NONE;
    let mut group: Option<Group> = None;
    for (line, written) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match parse(line, written) {
            Ok((kind, row)) => {
                if let Some(whole) = group.take_if(|group| group.kind != kind) {
                    supply = supply.union(whole.read(calendar, now, sink)?);
                }
                group
                    .get_or_insert_with(|| Group { kind, rows: Vec::new() })
                    .rows
                    .push((line, row));
            }
            Err(reject) => sink.reject(*reject),
        }
    }
    if let Some(whole) = group {
        supply = supply.union(whole.read(calendar, now, sink)?);
    }
    Ok(Supply { kinds: supply })
}

/// One line: its kind, and its other members as cells.
fn parse(line: u64, written: &str) -> Result<(String, Map<String, Value>), Box<Reject>> {
    let refuse = |reason, hint: &str| Box::new(Reject::new("", line, written, reason, hint));
    let mut row: Map<String, Value> = serde_json::from_str(written)
        .map_err(|error| refuse(Reason::NotAnObject, &error.to_string()))?;
    let Some(Value::String(kind)) = row.remove(KIND) else {
        return Err(refuse(Reason::UnknownKind, "name it in the member `kind`"));
    };
    for (name, value) in &row {
        if value.is_array() || value.is_object() {
            let reason = Reason::Contradiction("a list or an object where a plain value is due");
            return Err(Box::new(refuse(reason, "").in_column(name)));
        }
    }
    Ok((kind, row))
}

/// Lines of one kind that follow each other.
struct Group {
    kind: String,
    rows: Vec<(u64, Map<String, Value>)>,
}

impl Group {
    fn read(self, calendar: &Calendar, now: Instant, sink: &mut dyn Sink) -> Result<Kinds, Error> {
        let file = kinds::files().find(|file| file.kind.name() == self.kind);
        let fields = match (&*self.kind, file) {
            (STUDENTS, _) => directory::STUDENTS.to_vec(),
            (STAFF, _) => directory::STAFF.to_vec(),
            (_, Some(file)) => reader::fields(file),
            (_, None) => {
                let known = kinds::files().map(|file| file.kind.name()).chain([STUDENTS, STAFF]);
                let hint = suggestion(&self.kind, known).unwrap_or_default();
                for (line, _) in &self.rows {
                    sink.reject(Reject::new("", *line, &self.kind, Reason::UnknownKind, &hint));
                }
                return Ok(Kinds::NONE);
            }
        };
        let columns = columns(&fields);
        let (bytes, lines) = self.as_table(&columns);
        let sink = &mut Numbered { sink, kind: &self.kind, lines };
        let (before, total) = (0, bytes.len() as u64);
        let place = Place { file: &self.kind, before, total };
        let Some(table) = Table::open(&bytes[..], place, &columns, sink) else {
            return Ok(Kinds::NONE);
        };
        match (&*self.kind, file) {
            (STUDENTS, _) => directory::read_students(table, calendar, sink)?,
            (STAFF, _) => directory::read_staff(table, calendar, sink)?,
            (_, Some(file)) => reader::read(table, file, &fields, calendar, now, sink)?,
            (_, None) => {}
        }
        Ok(file.map_or(Kinds::NONE, |file: &File| Kinds::of(&[file.kind])))
    }

    /// As the file in which they would stand: every declared column, and those
    /// that nobody knows. Beside it, where each record begins, and of which
    /// line it is.
    fn as_table(&self, columns: &[Column]) -> (Vec<u8>, Vec<(u64, u64)>) {
        let mut names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        for name in self.rows.iter().flat_map(|(_, row)| row.keys()) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let mut bytes = Vec::new();
        write(&mut bytes, names.iter().map(|name| (*name).to_owned()));
        let mut lines = Vec::with_capacity(self.rows.len());
        let mut begins = 2;
        for (line, row) in &self.rows {
            lines.push((begins, *line));
            let from = bytes.len();
            write(&mut bytes, names.iter().map(|name| cell(row.get(*name))));
            begins += bytes[from..].split(|byte| *byte == b'\n').skip(1).count() as u64;
        }
        (bytes, lines)
    }
}

/// One record, each cell quoted.
fn write(bytes: &mut Vec<u8>, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            bytes.push(b',');
        }
        bytes.push(b'"');
        bytes.extend(cell.replace('"', "\"\"").bytes());
        bytes.push(b'"');
    }
    bytes.push(b'\n');
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// Tells rejects by the line of JSON.
struct Numbered<'s> {
    sink: &'s mut dyn Sink,
    kind: &'s str,
    /// (line in the table, line of JSON), ascending.
    lines: Vec<(u64, u64)>,
}

impl Sink for Numbered<'_> {
    fn record(&mut self, record: Record) -> Result<(), Stop> {
        self.sink.record(record)
    }

    fn reject(&mut self, reject: Reject) {
        let after = self.lines.partition_point(|(begins, _)| *begins <= reject.line);
        // The header: a column that nobody knows, or one that is missing.
        let place = after.saturating_sub(1);
        let line = self.lines.get(place).map_or(0, |(_, line)| *line);
        self.sink.reject(Reject { line, file: self.kind.to_owned(), ..reject });
    }

    fn progress(&mut self, read: u64, total: u64) {
        self.sink.progress(read, total);
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::fact::Kind;

    use super::*;
    use crate::Collected;

    fn read(text: &str) -> (Collected, Supply) {
        let paris = Calendar::new("Europe/Paris").unwrap();
        let mut kept = Collected::default();
        let now = paris.at("2026-01-01T00:00".parse().unwrap());
        let supply = read_lines(text, &paris, now, &mut kept).unwrap();
        (kept, supply)
    }

    #[test]
    fn a_line_is_a_row() {
        let text = r#"{"kind":"students","student":"E-1","given_name":"Inès"}

{"kind":"message_in","student":"E-1","id":"m1","occurred_at":"2025-10-02T10:00","channel":"email","text":"deux lignes,\n\"ici\""}
{"kind":"completed","student":"E-1","enrolment":"E-1-web","occurred_at":"2025-10-03","item":"p1"}"#;
        let (Collected { records, rejects, .. }, supply) = read(text);
        assert_eq!(rejects, []);
        assert_eq!(supply.kinds, Kinds::of(&[Kind::MessageIn, Kind::Completed]));
        let [Record::Student(known), Record::Fact(message), Record::Fact(done)] = &records[..]
        else {
            panic!("{records:?}");
        };
        assert_eq!((&*known.external, &*known.given_name), ("E-1", "Inès"));
        assert_eq!(
            (&*message.own_id, message.text.as_deref()),
            ("m1", Some("deux lignes,\n\"ici\""))
        );
        assert_eq!(done.payload.kind(), Kind::Completed);
    }

    #[test]
    fn what_cannot_be_used_is_told_by_its_line_and_the_rest_is_read() {
        let text = r#"{"kind":"message_in","student":"E-1","occurred_at":"2025-10-02","channel":"email","text":"a\nb\nc"}
{"kind":"message_in","student":"E-1","occurred_at":"no day","channel":"email"}
not json
{"kind":"mesage_in","student":"E-1"}
{"kind":"noted","student":["E-1"]}
{"kind":"message_in","student":"E-1","occurred_at":"2025-10-04","channel":"email"}"#;
        let (Collected { records, rejects, .. }, _) = read(text);
        assert_eq!(records.len(), 2);
        let mut lines: Vec<u64> = rejects.iter().map(|reject| reject.line).collect();
        // A kind is read when its lines end.
        lines.sort_unstable();
        assert_eq!(lines, [2, 3, 4, 5], "{rejects:?}");
    }
}
