//! A throw-away Python, for tools that the benches use.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::Workspace;
use crate::{Failure, Result, debian, shell};

/// A virtual environment with one tool in it, under cargo's target folder.
///
/// The product links none of them: they are compared with, or play users.
#[derive(Debug)]
pub struct Python {
    package: &'static str,
    interpreter: PathBuf,
}

impl Python {
    /// With DuckDB: its crate compiles C++ for a very long time.
    pub fn with_duckdb(workspace: &Workspace) -> Result<Self> {
        Self::with("duckdb", workspace)
    }

    /// With Locust, which plays many users of a site.
    pub fn with_locust(workspace: &Workspace) -> Result<Self> {
        Self::with("locust", workspace)
    }

    /// Makes the environment, or takes the one made before. A package and its
    /// module have one name.
    fn with(package: &'static str, workspace: &Workspace) -> Result<Self> {
        let folder = workspace.target().join(format!("bench-venv-{package}"));
        let python = Self { package, interpreter: folder.join("bin/python3") };
        if python.version().is_ok() {
            return Ok(python);
        }
        println!("making a Python environment with {package} in {}", folder.display());
        let environment =
            || shell::read(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
        if environment().is_err() {
            debian::install("python3-venv")?;
            environment().map_err(Failure::while_doing("making a Python environment"))?;
        }
        let mut pip = python.module("pip");
        pip.args(["install", "--quiet", "--disable-pip-version-check", package]);
        shell::read(&mut pip)
            .map_err(Failure::while_doing(&format!("{package} could not be installed by pip")))?;
        Ok(python)
    }

    /// The command that runs a module; arguments follow.
    pub fn module(&self, name: &str) -> Command {
        let mut command = Command::new(&self.interpreter);
        command.args(["-m", name]);
        command
    }

    /// Its version, for the page.
    pub fn version(&self) -> Result<String> {
        let print = format!("import {0}; print({0}.__version__)", self.package);
        let printed = shell::read(Command::new(&self.interpreter).args(["-c", &print]));
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
        let python = Python { package: "none", interpreter: "sh".into() };
        let printed = shell::read(python.command(&script).arg("42"));
        assert_eq!(printed, Ok("rows 42\n".to_owned()));
    }
}
