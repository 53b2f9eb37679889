//! The workbench: the team writes, tries and governs its own indicators.

mod builder;
mod catalogue;
mod checked;
mod crowd;
mod draft;
mod dry;
pub(super) mod editor;
pub(super) mod govern;
mod limit;
pub(super) mod list;
mod plot;
pub(super) mod preview;
mod rate;
pub(super) mod sheet;
mod spread;
mod step;
mod trial;

pub(super) use catalogue::all as catalogue;
pub(super) use crowd::Crowd;
pub(super) use dry::{Runs, cancel, dry_run, progress, start};
