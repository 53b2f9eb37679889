//! The chores of the Vigie workspace, behind `cargo xtask`.
//!
//! A library beside the small binary, so that the benches, which need the
//! product's crates and therefore live in a crate of their own, can use the
//! measuring kit of [`mod@bench`].

mod account;
pub mod bench;
pub mod browser;
mod debian;
mod failure;
pub mod postgres;
pub mod regen;
mod shell;
pub mod test;
pub mod tidy;
pub mod workspace;

pub use failure::{Failure, Result};
