//! `vigie-bench`: what `cargo xtask bench` runs.
//!
//! Each bench is one module; it prints what it measures as it goes and writes
//! its own section of `docs/benchmarks.md`. Nothing here is ever a test.

mod backtest;
mod evaluate;
mod fold;
mod import;
mod kernel;
mod log;
mod memory;
mod oulad;
mod pages;
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
}

/// What a bench needs to know of its surroundings.
struct Setting {
    workspace: Workspace,
}

/// In the order of the page. Schools that grow take long: only on request.
const ALL: [Bench; 12] = [
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
    Bench::Pages,
];

/// How a target is spoken of.
fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "**not reached**" }
}

fn main() -> ExitCode {
    match run(Cli::parse().what) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(what: Bench) -> Result<()> {
    let setting = Setting { workspace: Workspace::find()? };
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
            Bench::Import => import::run(&setting)?,
            Bench::Wake => wake::run(&setting)?,
            Bench::Worklist => worklist::run(&setting)?,
            Bench::Risk => risk::run(&setting)?,
            Bench::Web => web::run(&setting)?,
            Bench::Users => web::run_users(&setting)?,
            Bench::Manager => web::run_manager(&setting)?,
            Bench::Pages => pages::run(&setting)?,
            Bench::All => continue,
        };
        println!("\n{body}");
        write_section(&setting.workspace, bench, &section(bench, &machine, &body))?;
    }
    Ok(())
}
