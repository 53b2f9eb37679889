//! Plain rows of a CSV file, by column name.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Seek as _};
use std::path::Path;
use std::sync::Arc;

use csv::{ByteRecord, StringRecord};
use vigie_domain::ids::Key;

use crate::app::{Error, Result};

/// One row; a column that is not there is empty.
pub(super) struct Row {
    header: Arc<HashMap<String, usize>>,
    cells: StringRecord,
}

impl Row {
    pub(super) fn get(&self, column: &str) -> &str {
        let cell = self.header.get(column).and_then(|place| self.cells.get(*place));
        cell.map_or("", str::trim)
    }

    /// A whole number, `12` or `12.0`; `?`, nothing or anything else is none.
    pub(super) fn number(&self, column: &str) -> Option<i32> {
        let text = self.get(column);
        let whole = match text.split_once('.') {
            Some((whole, decimals)) if decimals.bytes().all(|digit| digit == b'0') => whole,
            _ => text,
        };
        whole.parse().ok()
    }

    /// `MODULE/PRESENTATION/id_student`.
    pub(super) fn enrolment(&self) -> Key {
        let [module, presentation, student] =
            ["code_module", "code_presentation", "id_student"].map(|column| self.get(column));
        format!("{module}/{presentation}/{student}").into()
    }
}

/// The rows of a file, read as the importer reads it: headers in any case,
/// commas, semicolons or tabs. One that cannot be read is left out.
pub(super) fn rows(file: &Path) -> Result<impl Iterator<Item = Row> + use<>> {
    let failed = |source| Error::File { path: file.display().to_string(), source };
    let mut opened = BufReader::new(File::open(file).map_err(failed)?);
    let mut first = Vec::new();
    opened.read_until(b'\n', &mut first).map_err(failed)?;
    opened.rewind().map_err(failed)?;
    let often = |delimiter: &u8| first.iter().filter(|byte| *byte == delimiter).count();
    // The last of equals wins: a comma, where there is none at all.
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(often).unwrap_or(b',');
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.flexible(true).delimiter(delimiter).from_reader(opened);
    let names = reader.byte_headers().map_err(|error| failed(std::io::Error::other(error)))?;
    let names = names.iter().enumerate().map(|(place, name)| {
        let name = String::from_utf8_lossy(name);
        (name.trim_start_matches('\u{feff}').trim().to_ascii_lowercase(), place)
    });
    let header: Arc<HashMap<String, usize>> = Arc::new(names.collect());
    let rows = reader.into_byte_records().filter_map(Result::ok);
    Ok(rows.map(move |cells: ByteRecord| Row {
        header: Arc::clone(&header),
        cells: StringRecord::from_byte_record_lossy(cells),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Row {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        rows(file.path()).unwrap().next().unwrap()
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        let row = only("a,b,c,d,e\n12.0,-3.00,7,2.5,?\n");
        let read = ["a", "b", "c", "d", "e"].map(|column| row.number(column));
        assert_eq!(read, [Some(12), Some(-3), Some(7), None, None]);
    }

    #[test]
    fn headers_in_any_case_and_other_delimiters_are_read() {
        for text in ["\u{feff}ID_Student;date\n5;9\n", "id_student\tDate\n5\t9\n"] {
            let row = only(text);
            assert_eq!((row.get("id_student"), row.number("date")), ("5", Some(9)), "{text:?}");
        }
    }
}
