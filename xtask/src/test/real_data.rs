//! Where the real-data suite reads from, and saying so when it can't.

use std::env;
use std::path::{Path, PathBuf};

use crate::workspace::Workspace;

/// The variable that names the folder of real data.
pub(super) const VARIABLE: &str = "VIGIE_DATA";

/// The folder of real data, present or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RealData {
    folder: PathBuf,
    present: bool,
    /// In CI its absence fails the suites.
    required: bool,
}

impl RealData {
    /// `VIGIE_DATA`, or `../shared/data` beside the repository.
    pub(super) fn locate(workspace: &Workspace) -> Self {
        let here = env::current_dir().unwrap_or_default();
        let folder = match env::var_os(VARIABLE) {
            Some(named) => here.join(named),
            None => workspace.root().join("../shared/data"),
        };
        Self::at(&folder, env::var_os("CI").is_some())
    }

    fn at(folder: &Path, required: bool) -> Self {
        // Absolute, because each suite runs in its own crate's folder.
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        Self { present: folder.join("oulad").is_dir(), folder, required }
    }

    /// The folder to hand to the suites.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// One line before the tests start.
    pub(super) fn announcement(&self) -> String {
        let folder = self.folder.display();
        match (self.present, self.required) {
            (true, _) => format!("{VARIABLE}={folder}"),
            (false, true) => format!("none in {folder}: in CI that is a failure"),
            (false, false) => format!("none in {folder}: the real-data suite will not run"),
        }
    }

    /// One line beside the counts, if there is something to own up to.
    pub(super) fn absence(&self) -> Option<String> {
        let folder = self.folder.display();
        (!self.present).then(|| {
            format!("real-data suite did not run: {folder} has no oulad folder (set {VARIABLE})")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_the_tables_counts_as_absent_and_says_so() {
        let empty = tempfile::tempdir().unwrap();
        let absence = RealData::at(empty.path(), false).absence().unwrap();
        assert!(absence.starts_with("real-data suite did not run"));
    }

    #[test]
    fn present_data_needs_no_excuse() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("oulad")).unwrap();
        assert_eq!(RealData::at(folder.path(), true).absence(), None);
    }

    #[test]
    fn in_ci_absence_is_announced_as_a_failure() {
        let empty = tempfile::tempdir().unwrap();
        assert!(RealData::at(empty.path(), true).announcement().ends_with("is a failure"));
    }
}
