//! The dry run over a database: how long, how much memory, and whether both
//! grow as they should.

mod grown;

use std::fmt::Write as _;

use vigie_domain::time::Instant;
use vigie_ingest::oulad::{SOURCE, ZONE};
use vigie_server::app::backtest::{self, Cancel, Request};
use vigie_server::app::{self, App};
use vigie_server::clock::{Clock, Stopwatch};
use xtask::bench::RUNS;
use xtask::{Failure, Result};

use crate::{Setting, oulad, verdict};

pub(crate) use grown::run as run_grown;

/// Seconds for all shipped indicators over all of OULAD.
const TARGET: f64 = 3.0;
/// After everything in the set: 1 January 2016.
const NOW: Instant = Instant(1_451_606_400);

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::while_doing("tokio"))?;
    runtime.block_on(measure(setting))
}

async fn measure(setting: &Setting) -> Result<String> {
    let (read, supply) = oulad::read(&oulad::folder(setting)?)?;
    let folder = tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?;
    let file = folder.path().join("oulad.db").display().to_string();
    let fill = async {
        let app = App::open(&file, Clock::manual(NOW)).await?;
        app.settle_zone(ZONE).await?;
        let mut import = app.import(SOURCE);
        import.take_all(read.records).await?;
        import.finish(supply.kinds, 0, |_, _| {}).await?;
        app.store.close().await;
        app::Result::<_>::Ok(())
    };
    fill.await.map_err(Failure::while_doing("importing OULAD"))?;
    let mut table = String::from("| asked | median, s | runs, s |\n|---|---|---|\n");
    let mut reached = true;
    let mut told = String::new();
    for (name, variants) in [("the shipped indicators", false), ("with variants", true)] {
        let mut seconds = Vec::new();
        for run in 1..=RUNS {
            let (took, facts) = once(&file, variants).await?;
            println!("{name}, run {run}: {took:.3} s, {facts} facts");
            told = format!("{facts} facts");
            seconds.push(took);
        }
        let shown: Vec<String> = seconds.iter().map(|one| format!("{one:.2}")).collect();
        seconds.sort_by(f64::total_cmp);
        let median = seconds.get(seconds.len() / 2).copied().unwrap_or(f64::INFINITY);
        reached &= variants || median < TARGET;
        let _ = writeln!(table, "| {name} | {median:.2} | {} |", shown.join(" · "));
    }
    Ok(format!(
        "All of OULAD ({told}) in one SQLite file, every shipped indicator against every outcome: \
         from opening the database to the report, reading included, each run in a store opened \
         anew. Variants are five values of each first threshold, for the frontier.\n\n\
         Target: < {TARGET} s on two cores: {}.\n\n{table}",
        verdict(reached)
    ))
}

/// One run: seconds, and facts read.
async fn once(file: &str, variants: bool) -> Result<(f64, u64)> {
    let run = async {
        let watch = Stopwatch::start();
        let app = App::open(file, Clock::manual(NOW)).await?;
        let request = Request { variants, ..Request::default() };
        let report = backtest::run(&app, &request, &Cancel::default(), |_| {}).await?;
        let seconds = watch.seconds();
        app.store.close().await;
        app::Result::<_>::Ok((seconds, report.map_or(0, |report| report.facts)))
    };
    run.await.map_err(Failure::while_doing("the dry run"))
}
