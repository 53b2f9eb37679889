//! A folder of tables.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::table::{Column, Place, Table};
use crate::{Error, Reason, Reject, Sink};

/// The files of a format that a folder holds.
pub(crate) struct Folder<'a> {
    path: &'a Path,
    /// (name, bytes) of the files that are there.
    files: Vec<(&'a str, u64)>,
    before: u64,
    total: u64,
    null: &'static str,
}

impl<'a> Folder<'a> {
    /// Looks for the files named in `known`.
    ///
    /// # Errors
    /// If the folder cannot be read, or holds none of them.
    pub(crate) fn open(path: &'a Path, known: &[&'a str]) -> Result<Self, Error> {
        let failed = |cause| Error::Folder { path: path.to_owned(), cause };
        std::fs::read_dir(path).map_err(failed)?;
        let mut files = Vec::new();
        for &name in known {
            if let Ok(found) = std::fs::metadata(path.join(name))
                && found.is_file()
            {
                files.push((name, found.len()));
            }
        }
        if files.is_empty() {
            return Err(Error::NoKnownFile { path: path.to_owned(), known: known.join(", ") });
        }
        let total = files.iter().map(|(_, bytes)| bytes).sum();
        Ok(Self { path, files, before: 0, total, null: "" })
    }

    /// The same folder, in whose tables a cell of `null` is an empty one.
    pub(crate) fn with_null(self, null: &'static str) -> Self {
        Self { null, ..self }
    }

    /// The folder's path, for errors.
    pub(crate) fn path(&self) -> PathBuf {
        self.path.to_owned()
    }

    /// Is this file there?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.files.iter().any(|(file, _)| *file == name)
    }

    /// Leaves a file out of the reading and of the progress.
    pub(crate) fn leave_out(&mut self, name: &str) {
        self.files.retain(|(file, _)| *file != name);
        self.total = self.files.iter().map(|(_, bytes)| bytes).sum();
    }

    /// The names of other files that end in `.extension`, sorted.
    pub(crate) fn others(&self, extension: &str, known: &[&str]) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.path) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .flatten()
            .filter(|entry| {
                let path = entry.path();
                path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
            })
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| !known.contains(&name.as_str()))
            .collect();
        names.sort_unstable();
        names
    }

    /// Opens one of the files. `None` if it is not there, and `None` with a
    /// reject if it cannot be used.
    pub(crate) fn table<'t>(
        &mut self,
        name: &'t str,
        columns: &'t [Column],
        sink: &mut dyn Sink,
    ) -> Option<Table<'t, File>> {
        let &(_, bytes) = self.files.iter().find(|(file, _)| *file == name)?;
        let place = Place { file: name, before: self.before, total: self.total };
        self.before += bytes;
        match File::open(self.path.join(name)) {
            Ok(file) => Some(Table::open(file, place, columns, sink)?.with_null(self.null)),
            Err(error) => {
                let reason = Reason::Unreadable(error.to_string());
                sink.reject(Reject::new(name, 0, "", reason, ""));
                None
            }
        }
    }
}
