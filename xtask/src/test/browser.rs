//! The cockpit in a real browser.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::Browser;
use crate::workspace::Workspace;
use crate::{Failure, Result, shell};

/// Where the stories stand, each a file of its own.
pub(super) const FOLDER: &str = "crates/server/tests/browser";

/// Runs every story against this program.
pub(super) fn stories(browser: &Browser, vigie: &Path) -> Command {
    let mut command = browser.node(vigie);
    command.args(["--test-reporter=./support/reporter.mjs", "main.mjs"]);
    command
}

/// Takes the pictures of the documentation.
pub(super) fn pictures(browser: &Browser, vigie: &Path, folder: &Path) -> Command {
    let mut command = browser.node(vigie);
    command.arg("pictures.mjs").arg(folder);
    command
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stories_and_their_lock_file_stand_where_they_are_looked_for() {
        let folder = Workspace::find().unwrap().root().join(FOLDER);
        for file in ["main.mjs", "package-lock.json", "support/reporter.mjs"] {
            assert!(folder.join(file).is_file(), "{file}");
        }
    }
}
