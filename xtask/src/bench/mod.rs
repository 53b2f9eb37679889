//! `cargo xtask bench`: figures for this machine, written into `docs/benchmarks.md`.
//!
//! Here stands the measuring kit, which needs nothing of the product. The
//! benches do, so they live in a package of their own (`bench`) that uses
//! this kit; `cargo xtask` then still builds in seconds.
//!
//! Machines are noisy: every figure comes from [`RUNS`] runs, all printed, the
//! median judged, with a plain baseline beside it from the same run. No bench
//! is ever a test.

mod kit;
mod machine;
mod page;
mod programs;
mod python;

use std::process::Command;

use crate::workspace::Workspace;
use crate::{Result, shell};

pub use kit::{Measure, RUNS, Series, measure, short, timed};
pub use machine::Machine;
pub use page::{Row, section, table, write_section};
pub use programs::{output, sqlite3, vigie};
pub use python::Python;

/// What `cargo xtask bench` accepts.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// What to measure
    #[arg(value_enum, default_value = "all")]
    what: Bench,
    /// Students in each school that grows, to try it out: nothing is written
    #[arg(long, value_delimiter = ',', value_name = "N,…")]
    students: Vec<u32>,
}

/// The benches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Bench {
    /// Facts folded into journeys, from memory
    Fold,
    /// Indicator evaluations, each with its `until`
    Evaluate,
    /// Import against the bare database's own bulk load
    Import,
    /// The back-test kernel against DuckDB
    Kernel,
    /// The dry run over OULAD, from the database
    Backtest,
    /// The dry run over simulated schools that double; not among all, as it takes ten minutes
    Grown,
    /// Advancing the clock by a day over quiet students
    Wake,
    /// Lift of the worklist's first tenth over chance
    Worklist,
    /// How well the risk model foresees a later intake, and how fast
    Risk,
    /// Learning the risk model anew in schools that double; not among all, as it takes long
    Retrain,
    /// The pages under load, and how long a bip takes
    Web,
    /// Two hundred advisors and two thousand students at once
    Users,
    /// What is read of the whole school: Friday, the list, the preview
    Manager,
    /// Who follows whom, and giving everybody somebody
    Caseload,
    /// The pages in a real browser: first paint, weight, Lighthouse, vnu
    Pages,
    /// All of them but `grown` and `retrain`
    All,
}

impl Bench {
    /// The word on the command line and in the page's markers.
    pub fn name(self) -> String {
        clap::ValueEnum::to_possible_value(&self)
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// The command that measures it again.
    pub fn command(self) -> String {
        format!("cargo xtask bench {}", self.name())
    }
}

/// Builds the benches and the product for release, together, so that they
/// share their dependencies; then runs the bench asked for.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut build = shell::cargo();
    build.current_dir(workspace.root());
    build.args(["build", "--release", "--package", "vigie-bench", "--package", "vigie-server"]);
    shell::run(&mut build)?;
    let mut bench = Command::new(workspace.target().join("release/vigie-bench"));
    bench.current_dir(workspace.root()).arg(options.what.name());
    if !options.students.is_empty() {
        let students: Vec<String> = options.students.iter().map(ToString::to_string).collect();
        bench.args(["--students", &students.join(",")]);
    }
    shell::run(&mut bench)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bench_is_run_again_by_its_own_word() {
        assert_eq!(Bench::Kernel.command(), "cargo xtask bench kernel");
    }
}
