//! Chromium, Node and a folder of scripts with their packages, found or
//! installed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::Workspace;
use crate::{Failure, Result, debian, shell};

/// The oldest Node that runs the scripts: Debian 12's own will do.
const NODE: u32 = 18;

/// A real browser, and a folder of scripts that drive it, ready to run.
#[derive(Debug)]
pub struct Browser {
    chromium: PathBuf,
    folder: PathBuf,
}

impl Browser {
    /// Finds Debian's Chromium and Node or installs them, and the packages
    /// that the lock file of `scripts` names.
    pub fn prepare(workspace: &Workspace, scripts: &str) -> Result<Self> {
        let chromium = found_or_installed("chromium", "chromium")?;
        println!("      {} in {}", version(&chromium)?, chromium.display());
        let node = found_or_installed("node", "nodejs")?;
        let npm = found_or_installed("npm", "npm")?;
        let said = version(&node)?;
        println!("      Node {said} in {}", node.display());
        if major(&said).is_none_or(|major| major < NODE) {
            return Err(Failure::new(format!(
                "the scripts in {scripts} need Node {NODE} or newer, and this is {said}: install \
                 a newer one (Debian 12 and later have it; https://nodejs.org for others), then \
                 run this again"
            )));
        }
        let folder = workspace.root().join(scripts);
        let mut install = Command::new(npm);
        install.current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        println!("      $ {} (in {scripts})", shell::describe(&install));
        shell::run(&mut install).map_err(|failure| {
            Failure::new(format!(
                "{failure}\n{scripts} needs packages from the npm registry: is it within reach? \
                 (`npm config get registry`)"
            ))
        })?;
        Ok(Self { chromium, folder })
    }

    /// Node in the folder, told where the browser and the program are.
    pub fn node(&self, vigie: &Path) -> Command {
        let mut command = Command::new("node");
        command.current_dir(&self.folder).env("CHROMIUM", &self.chromium).env("VIGIE", vigie);
        command
    }
}

/// Where a program is, installed by Debian's package if it was not there.
pub fn found_or_installed(program: &str, package: &str) -> Result<PathBuf> {
    if let Some(path) = on_path(program) {
        return Ok(path);
    }
    debian::install(package).map_err(|failure| {
        Failure::new(format!("{failure}\n`{program}` is needed: install it by hand"))
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
}
