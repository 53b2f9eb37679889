//! PostgreSQL for tests and benches: found or installed, and a server of our
//! own for as long as it is needed.

mod cluster;
mod programs;
mod watchdog;

pub use cluster::Cluster;
pub use programs::{Programs, find_or_install};
