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

/// The product itself, built for release together with the benches.
pub fn vigie(workspace: &Workspace) -> Result<PathBuf> {
    let program = workspace.target().join("release/vigie");
    let missing = || Failure::new("no vigie for release: run this through `cargo xtask bench`");
    program.is_file().then_some(program).ok_or_else(missing)
}

/// Runs to the end and returns what it wrote; a failure carries its complaint.
pub fn output(command: &mut Command) -> Result<String> {
    shell::read(command)
}
