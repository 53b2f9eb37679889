//! The vigie program: command line, live engine and, later, the cockpit.
//!
//! Reads go from a command straight to the store; every write goes through
//! [`app`], where the domain decides and one transaction writes.

pub mod app;
mod briefing;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod codec;
mod fairness;
pub mod names;
mod reasons;
mod sheet;
pub mod shipped;
pub mod web;
mod wording;
