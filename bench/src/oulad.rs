//! The real data: read where it lies, never copied.

use std::path::{Path, PathBuf};

use vigie_ingest::{Collected, Supply, oulad};
use xtask::{Failure, Result};

use crate::Setting;

/// The presentations of the open set.
pub(crate) const PRESENTATIONS: [&str; 3] = ["2013B", "2013J", "2014B"];

/// The set's folder: `VIGIE_DATA`, or `../shared/data` beside the repository.
pub(crate) fn folder(setting: &Setting) -> Result<PathBuf> {
    let data = std::env::var_os("VIGIE_DATA").map(PathBuf::from);
    let data = data.unwrap_or_else(|| setting.workspace.root().join("../shared/data"));
    let folder = data.join("oulad");
    if folder.is_dir() {
        return Ok(folder);
    }
    let data = data.display();
    Err(Failure::new(format!("{data} has no oulad folder: set VIGIE_DATA to the folder with it")))
}

/// Every record of the set, and what it supplies.
pub(crate) fn read(folder: &Path) -> Result<(Collected, Supply)> {
    let mut all = Collected::default();
    let supply = oulad::read(folder, &oulad::Options::default(), &mut all)
        .map_err(Failure::while_doing("reading OULAD"))?;
    Ok((all, supply))
}
