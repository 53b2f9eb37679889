//! A throw-away Python, for comparing with DuckDB.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::Workspace;
use crate::{Failure, Result, debian, shell};

/// A virtual environment with DuckDB in it, under cargo's target folder.
///
/// DuckDB is compared with and never linked: its crate compiles C++ for a very
/// long time, and the product doesn't need it.
#[derive(Debug)]
pub struct Python {
    interpreter: PathBuf,
}

impl Python {
    /// Makes the environment, or takes the one made before.
    pub fn with_duckdb(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.target().join("bench-venv");
        let python = Self { interpreter: folder.join("bin/python3") };
        if python.duckdb_version().is_ok() {
            return Ok(python);
        }
        println!("making a Python environment with DuckDB in {}", folder.display());
        let environment =
            || shell::read(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
        if environment().is_err() {
            debian::install("python3-venv")?;
            environment().map_err(Failure::while_doing("making a Python environment"))?;
        }
        let mut pip = Command::new(&python.interpreter);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "duckdb"]);
        shell::read(&mut pip)
            .map_err(Failure::while_doing("DuckDB could not be installed by pip"))?;
        Ok(python)
    }

    /// The version that is compared with, for the page.
    pub fn duckdb_version(&self) -> Result<String> {
        let mut command = Command::new(&self.interpreter);
        let printed = shell::read(command.args(["-c", "import duckdb; print(duckdb.__version__)"]));
        Ok(printed?.trim().to_owned())
    }

    /// The command that runs a script; arguments follow.
    pub fn command(&self, script: &Path) -> Command {
        let mut command = Command::new(&self.interpreter);
        command.arg(script);
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_gets_its_arguments_and_its_output_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("script");
        std::fs::write(&script, "echo rows $1").unwrap();
        // Any interpreter will do: a test machine may have no Python.
        let python = Python { interpreter: "sh".into() };
        let printed = shell::read(python.command(&script).arg("42"));
        assert_eq!(printed, Ok("rows 42\n".to_owned()));
    }
}
