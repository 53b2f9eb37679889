//! Vigie's own tables: one file for each kind of fact, and a few for people
//! and programmes. `docs/import-csv.md` describes them.

mod describe;
mod directory;
mod file;
mod kinds;
mod lines;
mod moment;
mod plan;
mod reader;
mod template;
mod value;

use std::path::Path;

use directory::Programmes;
use file::{Field, File, columns};
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::Kinds;
use vigie_domain::time::Instant;

use crate::folder::Folder;
use crate::table::suggestion;
use crate::{Error, Reason, Reject, Sink, Supply};

pub use describe::describe;
pub use lines::read_lines;
pub use template::write_templates;

/// The name of this source in facts.
pub const SOURCE: &str = "csv";

/// The files that hold no facts, with their columns.
const DIRECTORY: [(&str, &[Field]); 4] = [
    ("students.csv", directory::STUDENTS),
    ("staff.csv", directory::STAFF),
    ("programmes.csv", directory::PROGRAMMES),
    ("items.csv", directory::ITEMS),
];

/// Reads the tables in `dir`: people and programmes first, then facts.
///
/// Times without an offset are school time, which `calendar` knows. Nothing
/// that happened after `now` is taken. Reading the same folder again gives the
/// same records in the same order.
///
/// # Errors
/// If the folder holds no file of the format, or the sink wants no more.
pub fn read(
    dir: &Path,
    calendar: &Calendar,
    now: Instant,
    sink: &mut dyn Sink,
) -> Result<Supply, Error> {
    let files: Vec<(String, &File)> = kinds::files().map(|file| (file.name(), file)).collect();
    let mut names: Vec<&str> = DIRECTORY.iter().map(|(name, _)| *name).collect();
    names.extend(files.iter().map(|(name, _)| name.as_str()));
    let mut folder = Folder::open(dir, &names)?;
    for unknown in folder.others("csv", &names) {
        let hint = suggestion(&unknown, names.iter().copied()).unwrap_or_default();
        sink.reject(Reject::new(&unknown, 0, "", Reason::UnknownFile, hint));
    }
    read_directory(&mut folder, calendar, sink)?;
    let mut kinds = Kinds::NONE;
    for (name, file) in &files {
        let fields = reader::fields(file);
        let columns = columns(&fields);
        if let Some(table) = folder.table(name, &columns, sink) {
            reader::read(table, file, &fields, calendar, now, sink)?;
            kinds = kinds.union(Kinds::of(&[file.kind]));
        }
    }
    Ok(Supply { kinds })
}

fn read_directory(
    folder: &mut Folder<'_>,
    calendar: &Calendar,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let [students, staff, programmes, items] =
        DIRECTORY.map(|(name, fields)| (name, columns(fields)));
    if let Some(table) = folder.table(staff.0, &staff.1, sink) {
        directory::read_staff(table, calendar, sink)?;
    }
    let mut known = Programmes::default();
    if let Some(table) = folder.table(programmes.0, &programmes.1, sink) {
        known.read(table, calendar, sink);
    }
    if let Some(table) = folder.table(items.0, &items.1, sink) {
        known.read_items(table, calendar, sink);
    }
    known.tell(sink)?;
    if let Some(table) = folder.table(students.0, &students.1, sink) {
        directory::read_students(table, calendar, sink)?;
    }
    Ok(())
}
