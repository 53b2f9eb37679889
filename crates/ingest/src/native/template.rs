//! Template files: a header and an example that can be imported.

use std::io;
use std::path::{Path, PathBuf};

use super::file::Field;
use super::{DIRECTORY, directory, kinds, reader};

/// Writes one template for each file of the format and gives their paths.
///
/// Together they tell the story of one student, so that they can be imported
/// as they are to see what happens.
///
/// # Errors
/// If the folder cannot be made or a file in it already exists: nothing is
/// ever written over.
pub fn write_templates(dir: &Path) -> io::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(dir)?;
    let mut written = Vec::new();
    for (name, fields) in DIRECTORY {
        let more: &[&[&str]] = if name == "staff.csv" { &[directory::MENTOR] } else { &[] };
        written.push(write(dir, name, fields, more)?);
    }
    for file in kinds::files() {
        written.push(write(dir, &file.name(), &reader::fields(file), &[])?);
    }
    Ok(written)
}

fn write(dir: &Path, name: &str, fields: &[Field], more: &[&[&str]]) -> io::Result<PathBuf> {
    let path = dir.join(name);
    let file = std::fs::File::options().write(true).create_new(true).open(&path)?;
    let mut rows = csv::Writer::from_writer(file);
    rows.write_record(fields.iter().map(|field| field.name))?;
    rows.write_record(fields.iter().map(|field| field.example))?;
    for row in more {
        rows.write_record(*row)?;
    }
    rows.flush()?;
    Ok(path)
}
