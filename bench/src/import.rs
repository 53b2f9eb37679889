//! Rows a second into the keyed fact table, folding apart, against the bare database's own
//! bulk load of the same rows into an identical table.

mod bare;
mod whole;

use std::path::Path;
use std::time::Duration;

use tokio::runtime::Runtime;
use vigie_domain::draft::Record;
use vigie_domain::fact::Kinds;
use vigie_domain::time::Instant;
use vigie_ingest::oulad::{SOURCE, ZONE};
use vigie_server::app::{self, App};
use vigie_server::clock::{Clock, Stopwatch};
use xtask::bench::{Measure, RUNS, Row, Series, table, timed};
use xtask::postgres::{self, Cluster};
use xtask::{Failure, Result};

use crate::{Setting, oulad, verdict};
use bare::{BarePostgres, BareSqlite, Rows};

/// The bare load's rate over ours, folding included.
const TARGET: f64 = 4.0;
/// The whole import of the open set, seconds.
const TARGET_WHOLE: f64 = 10.0;
/// The store's clock: 1 January 2015, after the last presentation of the set.
const NOW: Instant = Instant(1_420_070_400);

/// Records in memory, as the reader hands them over, and what they supply.
struct Input {
    records: Vec<Record>,
    kinds: Kinds,
}

/// One run of ours.
struct Took {
    facts: u64,
    all: Duration,
    /// Of this, folding and evaluating.
    folding: Duration,
}

/// One run of ours and one of the bare database.
type Pair = (Took, Duration);

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let runtime = Runtime::new().map_err(Failure::while_doing("tokio"))?;
    let folder = oulad::folder(setting)?;
    let (read, supply) = oulad::read(&folder)?;
    let input = Input { records: read.records, kinds: supply.kinds };
    let temporary = tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?;

    // Once before, to have the rows as the store writes them.
    let first = temporary.path().join("first.db");
    let took = runtime.block_on(import(&first.display().to_string(), &input))?;
    let rows = Rows::dump(&first, temporary.path())?;
    println!("{} facts; {} bytes as CSV for SQLite", took.facts, rows.bytes());

    let sqlite = against_sqlite(&runtime, &input, &rows, temporary.path())?;
    let postgres = against_postgres(&runtime, &input, &rows)?;
    let whole = whole::measure(setting, &folder)?;

    let ratio = |row: &Row| {
        row.baseline.as_ref().map_or(f64::INFINITY, |bare| 1.0 / row.series.ratio_to(bare))
    };
    let with_folding = [ratio(&sqlite[1]), ratio(&postgres[1])];
    let reached = verdict(with_folding.iter().all(|ratio| *ratio <= TARGET));
    let seconds = whole.median().took.as_secs_f64();
    Ok(format!(
        "The {} facts of OULAD, as records in memory, through the importer into a fresh \
         database: people named, facts identified and sorted, bodies written, content hashed, \
         duplicates told apart, commits every {} rows on SQLite; then every student folded, evaluated \
         and kept. Against the bare database's own bulk load of the same rows, in the order of \
         their key, from a CSV file into a table with the same columns and key. `.import` knows \
         no blobs: it gets ids as 16 characters.\n\n\
         Target: bare ≤ {TARGET} × ours, folding included: SQLite **{:.2} ×**, PostgreSQL \
         **{:.2} ×**, {reached}. Rows alone: {:.2} × and {:.2} ×.\n\n{}\n{}",
        took.facts,
        vigie_store::BATCH_ROWS,
        with_folding[0],
        with_folding[1],
        ratio(&sqlite[0]),
        ratio(&postgres[0]),
        table(&[sqlite, postgres].concat()),
        whole.report(TARGET_WHOLE, verdict(seconds < TARGET_WHOLE)),
    ))
}

/// Imports everything into a fresh database; the tables are made before the clock starts.
async fn import(url: &str, input: &Input) -> Result<Took> {
    let records = input.records.clone();
    let importing = async {
        let app = App::open(url, Clock::manual(NOW)).await?;
        app.settle_zone(ZONE).await?;
        let watch = Stopwatch::start();
        let mut import = app.import(SOURCE);
        import.take_all(records).await?;
        let (summary, _) = import.finish(input.kinds, 0, |_, _| {}).await?;
        let all = Duration::from_secs_f64(watch.seconds());
        app.store.close().await;
        let folding = Duration::from_secs_f64(summary.seconds_folding);
        app::Result::<Took>::Ok(Took { facts: summary.facts, all, folding })
    };
    importing.await.map_err(Failure::while_doing("importing"))
}

/// Runs of ours and of the bare load, taking turns: rows alone, and with folding.
fn in_turns(
    name: &str,
    bare: &str,
    mut pair: impl FnMut(usize) -> Result<Pair>,
) -> Result<[Row; 2]> {
    let (mut alone, mut folded, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for run in 1..=RUNS {
        let (ours, their_time) = pair(run)?;
        let of = |took| Measure { amount: ours.facts, took };
        let [rows, all, other] =
            [of(ours.all.saturating_sub(ours.folding)), of(ours.all), of(their_time)];
        let folding = ours.folding.as_secs_f64();
        println!(
            "{name}, run {run}: rows {rows}, folding {folding:.2} s, in all {all}; {bare} {other}"
        );
        alone.push(rows);
        folded.push(all);
        theirs.push(other);
    }
    let none = || Failure::new("no run");
    let theirs = Series::of(bare, theirs).ok_or_else(none)?;
    let row = |what: &str, runs| {
        let series = Series::of(format!("import, {name}, {what}"), runs).ok_or_else(none)?;
        Ok(Row { series, baseline: Some(theirs.clone()) })
    };
    Ok([row("rows alone", alone)?, row("folding included", folded)?])
}

fn against_sqlite(
    runtime: &Runtime,
    input: &Input,
    rows: &Rows,
    folder: &Path,
) -> Result<[Row; 2]> {
    let bare = BareSqlite::new(rows)?;
    in_turns("SQLite", "`.import`", |run| {
        let file = folder.join(format!("ours-{run}.db"));
        let ours = runtime.block_on(import(&file.display().to_string(), input))?;
        let theirs = folder.join(format!("bare-{run}.db"));
        let took = bare.load(&theirs)?;
        for used in [file, theirs] {
            std::fs::remove_file(&used).map_err(Failure::while_doing("removing a database"))?;
        }
        Ok((ours, took))
    })
}

fn against_postgres(runtime: &Runtime, input: &Input, rows: &Rows) -> Result<[Row; 2]> {
    let programs = postgres::find_or_install()?;
    let cluster = Cluster::start(&programs)?;
    let bare = BarePostgres::new(&programs, &cluster, rows);
    in_turns("PostgreSQL", "`COPY`", |run| {
        let url = bare.fresh(&format!("run_{run}"))?;
        let ours = runtime.block_on(import(&url, input))?;
        Ok((ours, bare.load(&url)?))
    })
}

/// How long `work` took, or why it failed.
fn timed_result(work: impl FnOnce() -> Result<String>) -> Result<Duration> {
    let (result, took) = timed(work);
    result.map(|_| took)
}
