//! What happened in the end, and honest measures over it.
//!
//! Labels know the future, so nothing that decides whom to reach may see one:
//! the domain cannot import this crate.

pub mod fairness;
pub mod label;
pub mod lift;
