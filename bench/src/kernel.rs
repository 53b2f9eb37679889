//! The back-test kernel against DuckDB: when did each indicator ring, and
//! when did it cease, over all facts of OULAD.
//!
//! Both sides start from facts in memory, use one thread, emit every
//! (enrolment, rung, cleared) row, and take turns, run by run.

mod duckdb;
mod ours;

use xtask::bench::{Measure, RUNS, Series};
use xtask::{Failure, Result};

use crate::log::Log;
use crate::{Setting, shipped, verdict};
use duckdb::DuckDb;
use ours::Kernel;

/// Our time as a multiple of DuckDB's.
const TARGET: f64 = 2.0;

/// A stretch during which an indicator rang: (indicator, enrolment by number,
/// rung, cleared). Ordered, so that two answers can be compared.
type RungRow = (String, usize, i64, Option<i64>);

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let log = Log::oulad(setting)?;
    let facts = log.facts();
    let indicators = shipped::indicators()?;
    let horizon = log.end() + vigie_domain::time::DAY;
    let shared = Kernel::new(&log, &indicators, Some(&duckdb::SHARED), horizon);
    let all = Kernel::new(&log, &indicators, None, horizon);
    let mut duckdb = DuckDb::start(setting, &log, &indicators, horizon)?;

    let (mut ours, mut theirs, mut every) = (Vec::new(), Vec::new(), Vec::new());
    let (mut found, mut found_by_all) = (Vec::new(), 0);
    for run in 1..=RUNS {
        let (rows, took) = shared.run();
        ours.push(Measure { amount: facts, took });
        theirs.push(Measure { amount: facts, took: duckdb.run()? });
        let (rows_of_all, took) = all.run();
        every.push(Measure { amount: facts, took });
        (found, found_by_all) = (rows, rows_of_all.len());
        let [ours, theirs, every] = [&ours, &theirs, &every].map(|series| last(series));
        println!("run {run}: ours {ours:.3} s, DuckDB {theirs:.3} s, ours with all {every:.3} s");
    }
    let names = duckdb::SHARED.join(", ");
    let ours = series(format!("ours, {names}"), ours)?;
    let theirs = series(format!("DuckDB {}, the same three", duckdb.version), theirs)?;
    let every = series(format!("ours, all {}", indicators.len()), every)?;
    let found = shared.named(found);
    let expected = duckdb.rows()?;
    compare(&found, &expected)?;

    let ratio = ours.median().took.as_secs_f64() / theirs.median().took.as_secs_f64();
    let mut table = String::from("| what | rows | median, s | runs, s |\n|---|---|---|---|\n");
    for (series, rows) in [(&ours, found.len()), (&theirs, expected.len()), (&every, found_by_all)]
    {
        line(&mut table, series, rows);
    }
    Ok(format!(
        "All {facts} facts of OULAD from memory, one thread each, taking turns. Every \
         (indicator, enrolment, rung, cleared) row is emitted; the {} rows of the shared three \
         are equal. DuckDB has integer keys, enums for words and unnested plans; its SQL is a benchmark's.\n\n\
         Target: our time ≤ {TARGET} × DuckDB's on the shared three: **{ratio:.2} ×**, {}.\n\n\
         {table}",
        found.len(),
        verdict(ratio <= TARGET),
    ))
}

fn series(name: String, runs: Vec<Measure>) -> Result<Series> {
    Series::of(name, runs).ok_or_else(|| Failure::new("no run"))
}

fn last(runs: &[Measure]) -> f64 {
    runs.last().map_or(0.0, |run| run.took.as_secs_f64())
}

fn line(table: &mut String, series: &Series, rows: usize) {
    use std::fmt::Write as _;
    let seconds = |took: std::time::Duration| format!("{:.3}", took.as_secs_f64());
    let runs: Vec<String> = series.runs().iter().map(|run| seconds(run.took)).collect();
    let median = seconds(series.median().took);
    let _ = writeln!(table, "| {} | {rows} | {median} | {} |", series.name, runs.join(" · "));
}

/// The two answers must be the same rows.
fn compare(ours: &[RungRow], theirs: &[RungRow]) -> Result<()> {
    if ours == theirs {
        println!("{} rows, equal on both sides", ours.len());
        return Ok(());
    }
    let only = |a: &[RungRow], b: &[RungRow]| -> Vec<RungRow> {
        a.iter().filter(|row| b.binary_search(row).is_err()).take(5).cloned().collect()
    };
    Err(Failure::new(format!(
        "the rows differ: {} of ours, {} of DuckDB's; only ours: {:?}; only DuckDB's: {:?}",
        ours.len(),
        theirs.len(),
        only(ours, theirs),
        only(theirs, ours),
    )))
}

#[cfg(test)]
mod tests {
    use xtask::workspace::Workspace;

    use super::*;

    /// SQL that knows nothing of the evaluator finds the same rings: part of
    /// the real-data suite.
    #[test]
    fn three_indicators_agree_with_sql_on_every_ring_and_instant() {
        let setting = Setting { workspace: Workspace::find().unwrap(), students: Vec::new() };
        if let Err(absent) = crate::oulad::folder(&setting) {
            assert!(std::env::var_os("CI").is_none(), "{absent}");
            println!("THE REAL-DATA SUITE DID NOT RUN: {absent}");
            return;
        }
        let log = Log::oulad(&setting).unwrap();
        let indicators = shipped::indicators().unwrap();
        let horizon = log.end() + vigie_domain::time::DAY;
        let kernel = Kernel::new(&log, &indicators, Some(&duckdb::SHARED), horizon);
        let mut duckdb = DuckDb::start(&setting, &log, &indicators, horizon).unwrap();
        duckdb.run().unwrap();
        let (rows, _) = kernel.run();
        let found = kernel.named(rows);
        assert!(found.len() > 10_000, "{} rings are no comparison", found.len());
        compare(&found, &duckdb.rows().unwrap()).unwrap();
    }
}
