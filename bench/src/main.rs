//! `vigie-bench`: what `cargo xtask bench` runs.
//!
//! Each bench is one module; it prints what it measures as it goes and writes
//! its own section of `docs/benchmarks.md`. Nothing here is ever a test.

mod backtest;
mod evaluate;
mod fold;
mod grown;
mod import;
mod kernel;
mod log;
mod memory;
mod oulad;
mod pages;
mod retrain;
mod risk;
mod shipped;
mod wake;
mod web;
mod worklist;

use std::process::ExitCode;

use clap::Parser;
use xtask::Result;
use xtask::bench::{Bench, Machine, section, write_section};
use xtask::workspace::Workspace;

/// Measure Vigie on this machine and write docs/benchmarks.md
#[derive(Parser)]
#[command(name = "cargo xtask bench")]
struct Cli {
    /// What to measure
    #[arg(value_enum, default_value = "all")]
    what: Bench,
    /// Students in each school that grows, to try it out: nothing is written
    #[arg(long, value_delimiter = ',', value_name = "N,…")]
    students: Vec<u32>,
}

/// What a bench needs to know of its surroundings.
struct Setting {
    workspace: Workspace,
    /// Sizes of schools that grow; none: as the bench says.
    students: Vec<u32>,
}

impl Setting {
    /// The sizes asked for, or these.
    fn sizes<'s>(&'s self, usual: &'s [u32]) -> &'s [u32] {
        if self.students.is_empty() { usual } else { &self.students }
    }
}

/// In the order of the page. Schools that grow take long: only on request.
const ALL: [Bench; 13] = [
    Bench::Fold,
    Bench::Evaluate,
    Bench::Import,
    Bench::Kernel,
    Bench::Backtest,
    Bench::Wake,
    Bench::Worklist,
    Bench::Risk,
    Bench::Web,
    Bench::Users,
    Bench::Manager,
    Bench::Caseload,
    Bench::Pages,
];

/// How a target is spoken of.
fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "**not reached**" }
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(Cli { what, students }: Cli) -> Result<()> {
    let setting = Setting { workspace: Workspace::find()?, students };
    let machine = Machine::read();
    println!("{machine}");
    let wanted = match what {
        Bench::All => ALL.to_vec(),
        one => vec![one],
    };
    for bench in wanted {
        println!("\n== {} ==", bench.name());
        let body = match bench {
            Bench::Fold => fold::run(&setting)?,
            Bench::Evaluate => evaluate::run(&setting)?,
            Bench::Kernel => kernel::run(&setting)?,
            Bench::Backtest => backtest::run(&setting)?,
            Bench::Grown => backtest::run_grown(&setting)?,
            Bench::Retrain => retrain::run(&setting)?,
            Bench::Import => import::run(&setting)?,
            Bench::Wake => wake::run(&setting)?,
            Bench::Worklist => worklist::run(&setting)?,
            Bench::Risk => risk::run(&setting)?,
            Bench::Web => web::run(&setting)?,
            Bench::Users => web::run_users(&setting)?,
            Bench::Manager => web::run_manager(&setting)?,
            Bench::Caseload => web::run_caseload(&setting)?,
            Bench::Pages => pages::run(&setting)?,
            Bench::All => continue,
        };
        println!("\n{body}");
        if setting.students.is_empty() {
            write_section(&setting.workspace, bench, &section(bench, &machine, &body))?;
        }
    }
    Ok(())
}
