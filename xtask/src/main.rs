//! `cargo xtask`: the chores of the Vigie workspace.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{Result, bench, regen, test, tidy, workspace::Workspace};

/// Vigie's chores.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Pass every test: finds or installs PostgreSQL, starts a throw-away server, runs them all
    Test(test::Options),
    /// Check what the compiler can't: layers, file lengths, links, leftovers
    Tidy,
    /// Write the generated files again
    Regen(regen::Options),
    /// Take the pictures of the documentation again, of the simulated school
    Pictures,
    /// Measure, and write docs/benchmarks.md
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<()> {
    let workspace = Workspace::find()?;
    match &cli.chore {
        Chore::Test(options) => test::run(&workspace, options),
        Chore::Tidy => tidy::run(&workspace),
        Chore::Regen(options) => regen::run(&workspace, options),
        Chore::Pictures => test::pictures(&workspace),
        Chore::Bench(options) => bench::run(&workspace, options),
    }
}
