//! Finding PostgreSQL's server programs, or installing them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Failure, Result, debian, shell};

/// The folder where `initdb`, `pg_ctl` and `postgres` stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// The folder they stand in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The full path of one program.
    pub fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }

    /// What `postgres --version` says.
    pub fn version(&self) -> Result<String> {
        Ok(shell::read(Command::new(self.path("postgres")).arg("--version"))?.trim().to_owned())
    }

    /// In the first of these folders that holds all three programs.
    ///
    /// A link (`/usr/local/bin/initdb`) is followed to the real folder first:
    /// the programs look for each other beside themselves.
    fn among(folders: impl IntoIterator<Item = PathBuf>) -> Option<Self> {
        folders.into_iter().find_map(|folder| {
            let initdb = folder.join("initdb").canonicalize().ok()?;
            let folder = initdb.parent()?.to_path_buf();
            let complete = ["pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file());
            complete.then_some(Self { folder })
        })
    }
}

/// The newest programs on this machine; Debian's package is installed if there are none.
pub fn find_or_install() -> Result<Programs> {
    if let Some(programs) = find() {
        return Ok(programs);
    }
    if !debian::is_debian() {
        return Err(Failure::new(
            "PostgreSQL's server programs (initdb, pg_ctl, postgres) were not found.\n\
             Install them and put their folder on PATH, then run this again:\n  \
             Fedora: dnf install postgresql-server\n  \
             Arch:   pacman -S postgresql\n  \
             macOS:  brew install postgresql@17, then add its bin folder to PATH",
        ));
    }
    debian::install("postgresql")?;
    find().ok_or_else(|| {
        Failure::new("Debian's `postgresql` is installed but its initdb was not found")
    })
}

fn find() -> Option<Programs> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).collect::<Vec<_>>();
    Programs::among(debian_folders(Path::new("/usr/lib/postgresql")).into_iter().chain(on_path))
}

/// `ROOT/VERSION/bin` for each version, the newest first: Debian keeps them off `PATH`.
fn debian_folders(root: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(root) else { return Vec::new() };
    let mut versions = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse::<f32>().ok().zip(Some(entry.path())))
        .collect::<Vec<_>>();
    versions.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    versions.into_iter().map(|(_, folder)| folder.join("bin")).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn place(folder: &Path, programs: &[&str]) {
        fs::create_dir_all(folder).unwrap();
        for name in programs {
            fs::write(folder.join(name), "").unwrap();
        }
    }

    #[test]
    fn the_newest_version_comes_first_by_number_not_by_spelling() {
        let root = tempfile::tempdir().unwrap();
        for version in ["9.6", "15", "17"] {
            place(&root.path().join(version), &[]);
        }
        let expected = ["17", "15", "9.6"].map(|v| root.path().join(v).join("bin"));
        assert_eq!(debian_folders(root.path()), expected);
    }

    #[test]
    fn a_folder_with_the_client_only_is_passed_over() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        place(&root.join("client"), &["initdb", "pg_ctl"]);
        place(&root.join("server"), &["initdb", "pg_ctl", "postgres"]);
        let found = Programs::among([root.join("client"), root.join("server")]);
        assert_eq!(found, Some(Programs { folder: root.join("server") }));
    }

    #[test]
    fn a_link_leads_to_the_real_folder() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        place(&root.join("real"), &["initdb", "pg_ctl", "postgres"]);
        place(&root.join("links"), &[]);
        std::os::unix::fs::symlink(root.join("real/initdb"), root.join("links/initdb")).unwrap();
        let found = Programs::among([root.join("links")]);
        assert_eq!(found, Some(Programs { folder: root.join("real") }));
    }
}
