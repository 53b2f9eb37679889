//! The repository as the chores see it: its root, and its files in memory.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Failure, Result, shell};

/// The root folder of this repository.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Looks upwards from the current folder, so that a chore runs from anywhere inside.
    pub fn find() -> Result<Self> {
        let here = std::env::current_dir().map_err(Failure::while_doing("the current folder"))?;
        here.ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .map(|root| Self { root: root.to_path_buf() })
            .ok_or_else(|| Failure::new("run this inside the Vigie repository"))
    }

    /// The folder that holds the root `Cargo.toml`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder: `CARGO_TARGET_DIR`, or `target` under the root.
    pub fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }

    /// Every file that is tracked or about to be (not ignored), in path order; what is no text
    /// has none.
    pub fn files(&self) -> Result<Vec<SourceFile>> {
        let mut git = Command::new("git");
        git.current_dir(&self.root);
        git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let listing = shell::read(&mut git)?;
        let mut files = Vec::new();
        for path in listing.split_terminator('\0') {
            // A file deleted but not yet committed is listed and absent. A
            // picture is there, without text.
            if let Ok(bytes) = std::fs::read(self.root.join(path)) {
                let text = String::from_utf8(bytes).unwrap_or_default();
                files.push(SourceFile { path: path.to_owned(), text });
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        Ok(files)
    }
}

/// One file of the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the root, with `/` between folders.
    pub path: String,
    /// The whole content; empty for a picture.
    pub text: String,
}

impl SourceFile {
    /// A file with this path and content.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// Whether this is Rust source.
    pub fn is_rust(&self) -> bool {
        self.has_extension("rs")
    }

    /// Whether the name ends in `.extension`.
    pub fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_from_a_crate_of_the_workspace() {
        let workspace = Workspace::find().unwrap();
        assert!(workspace.root().join("clippy.toml").is_file());
    }

    #[test]
    fn files_are_listed_once_and_in_order() {
        let files = Workspace::find().unwrap().files().unwrap();
        assert!(files.windows(2).all(|pair| pair[0].path < pair[1].path));
    }

    #[test]
    fn rust_is_told_by_the_extension_alone() {
        assert!(SourceFile::new("a/b.rs", "").is_rust());
        assert!(!SourceFile::new("a/rs", "").is_rust());
    }
}
