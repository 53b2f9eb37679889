//! What happened in the end, and honest measures over it.
//!
//! Labels know the future, so nothing that decides whom to reach may see one:
//! the domain cannot import this crate. The formulas and where they were
//! published stand in `docs/evidence.md`.

pub mod days;
pub mod dryrun;
pub mod fairness;
pub mod frontier;
pub mod group;
pub mod label;
pub mod leak;
pub mod lift;
pub mod members;
pub mod obstacle;
pub mod outcome;
pub mod rate;
pub mod rings;
#[cfg(test)]
mod told;
mod written;
