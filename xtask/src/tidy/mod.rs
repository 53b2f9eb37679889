//! `cargo xtask tidy`: what the compiler doesn't check.
//!
//! One check, one file: each is a function from the repository's files to
//! findings, so its tests need no disk. A new check adds a file and a line to
//! `CHECKS`.

mod adr;
mod finding;
mod fixtures;
mod layers;
mod leaks;
mod leftovers;
mod length;
mod links;
mod manifest;
mod purity;
mod reasons;
mod rust_text;
mod sql;

use crate::workspace::{SourceFile, Workspace};
use crate::{Failure, Result};
use finding::Report;

pub(crate) use adr::records;

/// A named check over all files.
type Check = (&'static str, fn(&[SourceFile]) -> Report);

const CHECKS: &[Check] = &[
    ("the domain is pure", purity::check),
    ("crates depend in one direction", layers::check),
    ("files have one subject", length::check),
    ("nothing tells where it was written", leaks::check),
    ("nothing is left unfinished", leftovers::check),
    ("decisions are numbered, one page each", adr::check),
    ("each indicator has its fixture", fixtures::check),
    ("links lead somewhere", links::check),
    ("SQL stays in the store", sql::check),
    ("lint exceptions give a reason", reasons::check),
];

/// Runs every check; any error fails the chore, warnings don't.
pub fn run(workspace: &Workspace) -> Result<()> {
    let files = workspace.files()?;
    let mut errors = 0;
    for (name, check) in CHECKS {
        let report = check(&files);
        let verdict = if report.errors().next().is_some() { "FAILED" } else { "ok" };
        println!("{verdict:>6}  {name}");
        for note in &report.notes {
            println!("        {note}");
        }
        report.findings.iter().for_each(|finding| println!("{finding}"));
        errors += report.errors().count();
    }
    match errors {
        0 => Ok(()),
        1 => Err(Failure::new("tidy found 1 error")),
        _ => Err(Failure::new(format!("tidy found {errors} errors"))),
    }
}
