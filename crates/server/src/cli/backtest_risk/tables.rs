//! Plain rows of a CSV file, by column name.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use csv::StringRecord;
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

    /// A whole number; `?`, nothing or anything else is none.
    pub(super) fn number(&self, column: &str) -> Option<i32> {
        self.get(column).parse().ok()
    }

    /// `MODULE/PRESENTATION/id_student`.
    pub(super) fn enrolment(&self) -> Key {
        let [module, presentation, student] =
            ["code_module", "code_presentation", "id_student"].map(|column| self.get(column));
        format!("{module}/{presentation}/{student}").into()
    }
}

/// The rows of a file; one that cannot be read is left out, as the importer
/// leaves it out.
pub(super) fn rows(file: &Path) -> Result<impl Iterator<Item = Row> + use<>> {
    let failed = |error: csv::Error| Error::File {
        path: file.display().to_string(),
        source: std::io::Error::other(error),
    };
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.flexible(true).from_path(file).map_err(failed)?;
    let names = reader.headers().map_err(failed)?.iter().enumerate();
    let names =
        names.map(|(place, name)| (name.trim().trim_start_matches('\u{feff}').to_owned(), place));
    let header: Arc<HashMap<String, usize>> = Arc::new(names.collect());
    let rows = reader.into_records().filter_map(Result::ok);
    Ok(rows.map(move |cells| Row { header: Arc::clone(&header), cells }))
}
