//! The cockpit in a real browser: what those tests need, found or installed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::Workspace;
use crate::{Failure, Result, debian, shell};

/// Where the stories stand, each a file of its own.
const FOLDER: &str = "crates/server/tests/browser";
/// The oldest Node that runs them: Debian 12's own will do.
const NODE: u32 = 18;

/// Chromium, Node and the stories' two packages, ready to run.
#[derive(Debug)]
pub(super) struct Browser {
    chromium: PathBuf,
    folder: PathBuf,
}

impl Browser {
    /// Finds Debian's Chromium and Node or installs them, and the packages
    /// that the lock file names.
    pub(super) fn prepare(workspace: &Workspace) -> Result<Self> {
        let chromium = found_or_installed("chromium", "chromium")?;
        println!("      {} in {}", version(&chromium)?, chromium.display());
        let node = found_or_installed("node", "nodejs")?;
        let npm = found_or_installed("npm", "npm")?;
        let said = version(&node)?;
        println!("      Node {said} in {}", node.display());
        if major(&said).is_none_or(|major| major < NODE) {
            return Err(Failure::new(format!(
                "the browser tests need Node {NODE} or newer, and this is {said}: install a newer \
                 one (Debian 12 and later have it; https://nodejs.org for others), then run this \
                 again"
            )));
        }
        let folder = workspace.root().join(FOLDER);
        let mut install = Command::new(npm);
        install.current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        println!("      $ {} (in {FOLDER})", shell::describe(&install));
        shell::run(&mut install).map_err(|failure| {
            Failure::new(format!(
                "{failure}\nthe browser tests need playwright-core and axe-core from the npm \
                 registry: is it within reach? (`npm config get registry`)"
            ))
        })?;
        Ok(Self { chromium, folder })
    }

    /// Runs every story against this program.
    pub(super) fn command(&self, vigie: &Path) -> Command {
        let mut command = self.node(vigie);
        command.args(["--test-reporter=./support/reporter.mjs", "main.mjs"]);
        command
    }

    /// Takes the pictures of the documentation.
    pub(super) fn pictures(&self, vigie: &Path, folder: &Path) -> Command {
        let mut command = self.node(vigie);
        command.arg("pictures.mjs").arg(folder);
        command
    }

    fn node(&self, vigie: &Path) -> Command {
        let mut command = Command::new("node");
        command.current_dir(&self.folder).env("CHROMIUM", &self.chromium).env("VIGIE", vigie);
        command
    }
}

/// Builds the program that the stories look at; gives where it is.
pub(super) fn program(workspace: &Workspace) -> Result<PathBuf> {
    let mut build = shell::cargo();
    build.current_dir(workspace.root()).args(["build", "--quiet", "-p", "vigie-server"]);
    shell::run(&mut build)?;
    // This chore is built into the same folder.
    let own = env::current_exe().map_err(Failure::while_doing("looking for the own program"))?;
    Ok(own.with_file_name("vigie"))
}

fn found_or_installed(program: &str, package: &str) -> Result<PathBuf> {
    if let Some(path) = on_path(program) {
        return Ok(path);
    }
    debian::install(package).map_err(|failure| {
        Failure::new(format!("{failure}\nthe browser tests need `{program}`: install it by hand"))
    })?;
    on_path(program).ok_or_else(|| {
        Failure::new(format!("Debian's `{package}` is installed but `{program}` is not on PATH"))
    })
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn version(program: &Path) -> Result<String> {
    Ok(shell::read(Command::new(program).arg("--version"))?.trim().to_owned())
}

/// 18 of `v18.20.4`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v18.20.4"), Some(18));
        assert_eq!(major("node?"), None);
    }

    #[test]
    fn the_stories_and_their_lock_file_stand_where_they_are_looked_for() {
        let folder = Workspace::find().unwrap().root().join(FOLDER);
        for file in ["main.mjs", "package-lock.json", "support/reporter.mjs"] {
            assert!(folder.join(file).is_file(), "{file}");
        }
    }
}
