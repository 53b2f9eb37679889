//! Programs that benches run beside their own.

use std::path::PathBuf;
use std::process::Command;

use crate::workspace::Workspace;
use crate::{Failure, Result, debian, shell};

/// SQLite's own shell, whose `.import` is a baseline; installed if missing.
pub fn sqlite3() -> Result<PathBuf> {
    let there = || shell::read(Command::new("sqlite3").arg("--version")).is_ok();
    if !there() {
        debian::install("sqlite3")?;
    }
    there().then(|| PathBuf::from("sqlite3")).ok_or_else(|| Failure::new("no sqlite3 was found"))
}

/// The product itself, built for release.
pub fn vigie(workspace: &Workspace) -> Result<PathBuf> {
    let mut command = shell::cargo();
    command.current_dir(workspace.root());
    command.args(["build", "--release", "--package", "vigie-server", "--bin", "vigie"]);
    shell::run(&mut command)?;
    Ok(workspace.target().join("release/vigie"))
}

/// Runs to the end and returns what it wrote; a failure carries its complaint.
pub fn output(command: &mut Command) -> Result<String> {
    shell::read(command)
}
