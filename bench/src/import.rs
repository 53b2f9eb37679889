//! Rows a second into the keyed fact table, against the bare database's own
//! bulk load of the same rows into an identical table.

mod bare;
mod whole;

use std::path::Path;
use std::time::Duration;

use vigie_ingest::oulad::SOURCE;
use vigie_store::{Incoming, Store};
use xtask::bench::{Measure, RUNS, Row, Series, table, timed};
use xtask::postgres::{self, Cluster};
use xtask::{Failure, Result};

use crate::{Setting, log, oulad, verdict};
use bare::{BarePostgres, BareSqlite, Rows};

/// The bare load's rate over ours.
const TARGET: f64 = 4.0;
/// The whole import of the open set, seconds.
const TARGET_WHOLE: f64 = 10.0;
/// Facts handed to the store at a time, as the importer does.
const BATCH: usize = 8_192;

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::while_doing("tokio"))?;
    let folder = oulad::folder(setting)?;
    let (read, _) = oulad::read(&folder)?;
    let facts = log::arriving(read.records, SOURCE);
    let incoming: Vec<Incoming> = facts.iter().cloned().map(Incoming::from).collect();
    let temporary = tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?;
    let at = |name: &str| temporary.path().join(name);

    // Once before, to have the rows as the store writes them.
    let first = at("first.db");
    runtime.block_on(append(&first.display().to_string(), &incoming))?;
    let rows = Rows::dump(&first, &facts, temporary.path())?;
    println!("{} rows, {} bytes as CSV for SQLite", facts.len(), rows.bytes());

    let sqlite = against_sqlite(&runtime, &incoming, &rows, temporary.path())?;
    let postgres = against_postgres(&runtime, &incoming, &rows)?;
    let whole = whole::measure(setting, &folder)?;

    let ratios = [&sqlite, &postgres].map(|row| {
        row.baseline.as_ref().map_or(f64::INFINITY, |bare| 1.0 / row.series.ratio_to(bare))
    });
    let reached = verdict(ratios.iter().all(|ratio| *ratio <= TARGET));
    let seconds = whole.median().took.as_secs_f64();
    Ok(format!(
        "The {} facts of OULAD, from memory, in the order in which the importer meets them, \
         through the store's append (bodies written, content hashed, duplicates told apart, \
         commits every {} rows) into a fresh database; against the bare database's own bulk \
         load of the same rows from a CSV file into a table with the same columns and key. \
         `.import` knows no blobs: it gets ids as 16 characters. Folding is not in these \
         figures.\n\n\
         Target: bare ≤ {TARGET} × ours: SQLite **{:.2} ×**, PostgreSQL **{:.2} ×**, {reached}.\
         \n\n{}\n{}",
        facts.len(),
        vigie_store::BATCH_ROWS,
        ratios[0],
        ratios[1],
        table(&[sqlite, postgres]),
        whole.report(TARGET_WHOLE, verdict(seconds < TARGET_WHOLE)),
    ))
}

/// Appends all facts to a fresh database; the tables are made before the clock starts.
async fn append(url: &str, incoming: &[Incoming]) -> Result<Duration> {
    let store = Store::connect(url).await.map_err(Failure::while_doing("opening"))?;
    store.migrate().await.map_err(Failure::while_doing("migrating"))?;
    let watch = vigie_server::clock::Stopwatch::start();
    for batch in incoming.chunks(BATCH) {
        store.append_in_batches(batch).await.map_err(Failure::while_doing("appending"))?;
    }
    let took = Duration::from_secs_f64(watch.seconds());
    store.close().await;
    Ok(took)
}

/// Runs of ours and of the bare load, taking turns.
fn in_turns(
    name: &str,
    bare: &str,
    amount: u64,
    mut pair: impl FnMut(usize) -> Result<(Duration, Duration)>,
) -> Result<Row> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 1..=RUNS {
        let (our_time, their_time) = pair(run)?;
        let (one, other) =
            (Measure { amount, took: our_time }, Measure { amount, took: their_time });
        println!("{name}, run {run}: ours {one}, {bare} {other}");
        ours.push(one);
        theirs.push(other);
    }
    let none = || Failure::new("no run");
    let series = Series::of(format!("append, {name}"), ours).ok_or_else(none)?;
    Ok(Row { series, baseline: Some(Series::of(bare, theirs).ok_or_else(none)?) })
}

fn against_sqlite(
    runtime: &tokio::runtime::Runtime,
    incoming: &[Incoming],
    rows: &Rows,
    folder: &Path,
) -> Result<Row> {
    let bare = BareSqlite::new(rows)?;
    in_turns("SQLite", "`.import`", incoming.len() as u64, |run| {
        let file = folder.join(format!("ours-{run}.db"));
        let ours = runtime.block_on(append(&file.display().to_string(), incoming))?;
        let theirs = folder.join(format!("bare-{run}.db"));
        let took = bare.load(&theirs)?;
        for used in [file, theirs] {
            std::fs::remove_file(&used).map_err(Failure::while_doing("removing a database"))?;
        }
        Ok((ours, took))
    })
}

fn against_postgres(
    runtime: &tokio::runtime::Runtime,
    incoming: &[Incoming],
    rows: &Rows,
) -> Result<Row> {
    let programs = postgres::find_or_install()?;
    let cluster = Cluster::start(&programs)?;
    let bare = BarePostgres::new(&programs, &cluster, rows);
    in_turns("PostgreSQL", "`COPY`", incoming.len() as u64, |run| {
        let url = bare.fresh(&format!("run_{run}"))?;
        let ours = runtime.block_on(append(&url, incoming))?;
        Ok((ours, bare.load(&url)?))
    })
}

/// How long `work` took, or why it failed.
fn timed_result(work: impl FnOnce() -> Result<String>) -> Result<Duration> {
    let (result, took) = timed(work);
    result.map(|_| took)
}
