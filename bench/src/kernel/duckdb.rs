//! DuckDB's side: the same facts as tables, one query.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use vigie_domain::fact::{Fact, Payload};
use vigie_domain::ids::{EnrolmentId, Key};
use vigie_domain::indicator::Indicator;
use vigie_domain::time::Instant;
use xtask::bench::Python;
use xtask::{Failure, Result};

use super::RungRow;
use super::ours::numbers;
use crate::Setting;
use crate::log::Log;

/// The indicators that the SQL below knows.
pub(super) const SHARED: [&str; 3] = ["never-started", "score-drop", "work-overdue"];

/// The conditions for which the SQL was written; `>` of a duration begins a
/// second later than `>=`.
const CONDITIONS: [(&str, &str); 3] = [
    ("never-started", "never_active && days_since_start > $wait && now - enrolled_at > $wait"),
    (
        "score-drop",
        "score_drop >= $drop && enrolment_phase == \"learning\" && days_since_score <= $fresh \
         && (!defined(last_contact_at) || last_contact_at <= last_score_at)",
    ),
    ("work-overdue", "days_overdue >= $late"),
];

const QUERY: &str = include_str!("rows.sql");
const SCRIPT: &str = include_str!("duckdb_side.py");

/// A DuckDB with the facts loaded, waiting for its turn.
pub(super) struct DuckDb {
    pub(super) version: String,
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    folder: TempDir,
}

impl DuckDb {
    pub(super) fn start(
        setting: &Setting,
        log: &Log,
        indicators: &[Indicator],
        horizon: Instant,
    ) -> Result<Self> {
        let python = Python::with_duckdb(&setting.workspace)?;
        let folder = tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?;
        let at = |name: &str| folder.path().join(name);
        export(log, &at("facts.csv"), &at("planned.csv"))
            .map_err(Failure::while_doing("writing the facts for DuckDB"))?;
        let parameters = parameters(indicators, horizon)?;
        for (name, text) in
            [("rows.sql", QUERY), ("side.py", SCRIPT), ("parameters.json", &parameters)]
        {
            fs::write(at(name), text).map_err(Failure::while_doing(format!("writing {name}")))?;
        }
        let mut command = python.command(&at("side.py"));
        for name in ["facts.csv", "planned.csv", "rows.sql", "parameters.json"] {
            command.arg(at(name));
        }
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(Failure::while_doing("starting DuckDB"))?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let (to, from) = pipes.ok_or_else(|| Failure::new("DuckDB has no pipes"))?;
        let version = python.version()?;
        let mut duckdb = Self { version, process, to, from: BufReader::new(from), folder };
        duckdb.expect("ready")?;
        Ok(duckdb)
    }

    /// One run of the query.
    pub(super) fn run(&mut self) -> Result<Duration> {
        let answer = self.ask("run")?;
        let seconds: f64 =
            answer.parse().map_err(Failure::while_doing(format!("DuckDB said `{answer}`")))?;
        Ok(Duration::from_secs_f64(seconds))
    }

    /// The rows of the last run, sorted.
    pub(super) fn rows(&mut self) -> Result<Vec<RungRow>> {
        let file = self.folder.path().join("rows.csv");
        let answer = self.ask(&format!("write {}", file.display()))?;
        if answer != "written" {
            return Err(Failure::new(format!("DuckDB said `{answer}`")));
        }
        let reader = csv::ReaderBuilder::new().has_headers(false).from_path(&file);
        let mut reader = reader.map_err(Failure::while_doing("reading DuckDB's rows"))?;
        let rows: std::result::Result<Vec<RungRow>, csv::Error> = reader.deserialize().collect();
        let mut rows = rows.map_err(Failure::while_doing("reading DuckDB's rows"))?;
        rows.sort_unstable();
        Ok(rows)
    }

    fn ask(&mut self, command: &str) -> Result<String> {
        writeln!(self.to, "{command}").map_err(Failure::while_doing("talking to DuckDB"))?;
        self.read()
    }

    fn expect(&mut self, word: &str) -> Result<()> {
        let answer = self.read()?;
        if answer == word { Ok(()) } else { Err(Failure::new(format!("DuckDB said `{answer}`"))) }
    }

    fn read(&mut self) -> Result<String> {
        let mut line = String::new();
        self.from.read_line(&mut line).map_err(Failure::while_doing("listening to DuckDB"))?;
        Ok(line.trim().to_owned())
    }
}

impl Drop for DuckDb {
    fn drop(&mut self) {
        // It only reads its input; nothing is lost.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Numbers in the query, from the shipped thresholds. The SQL holds for the
/// conditions it was written for, and is refused for others.
fn parameters(indicators: &[Indicator], horizon: Instant) -> Result<String> {
    let mut numbers: Vec<(String, f64)> = Vec::new();
    for (id, written_for) in CONDITIONS {
        let indicator = indicators.iter().find(|known| known.id == id);
        let indicator = indicator.ok_or_else(|| Failure::new(format!("no indicator `{id}`")))?;
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if words(&indicator.condition_text) != words(written_for) {
            return Err(Failure::new(format!(
                "`{id}` is now `{}`: write bench/src/kernel/rows.sql and its condition anew",
                words(&indicator.condition_text),
            )));
        }
        for threshold in &indicator.thresholds {
            numbers.push((threshold.name.to_string(), threshold.value.value));
        }
    }
    let written: Vec<String> = numbers
        .into_iter()
        .map(|(name, value)| {
            // `$wait` stands behind `>` and `$fresh` as the last instant of
            // `<=`: the change comes a second later.
            let value = if name == "wait" || name == "fresh" { value + 1.0 } else { value };
            format!("\"{name}\": {value}")
        })
        .chain([format!("\"horizon\": {}", horizon.0), format!("\"never\": {}", i64::MAX)])
        .collect();
    Ok(format!("{{{}}}", written.join(", ")))
}

/// One row per fact and one per planned work; enrolments and items by number.
fn export(log: &Log, facts: &Path, planned: &Path) -> csv::Result<()> {
    let numbers = numbers(log.students.iter().map(Vec::as_slice));
    let mut facts = csv::Writer::from_path(facts)?;
    let mut planned = csv::Writer::from_path(planned)?;
    facts.write_record([
        "enrolment",
        "place",
        "kind",
        "occurred_at",
        "known_at",
        "starts_at",
        "item",
        "score",
        "banked",
    ])?;
    planned.write_record(["enrolment", "item", "due"])?;
    let mut items = Items::default();
    for student in &log.students {
        for (place, fact) in student.iter().enumerate() {
            write_fact(place, fact, &numbers, &mut items, &mut facts, &mut planned)?;
        }
    }
    facts.flush()?;
    planned.flush()?;
    Ok(())
}

type Writer = csv::Writer<fs::File>;

/// Works by number.
#[derive(Default)]
struct Items(HashMap<Key, usize>);

impl Items {
    fn number(&mut self, item: &Key) -> String {
        let next = self.0.len();
        self.0.entry(item.clone()).or_insert(next).to_string()
    }
}

fn write_fact(
    place: usize,
    fact: &Fact,
    numbers: &HashMap<EnrolmentId, usize>,
    items: &mut Items,
    facts: &mut Writer,
    planned: &mut Writer,
) -> csv::Result<()> {
    let enrolment = fact.enrolment.and_then(|id| numbers.get(&id));
    let enrolment = enrolment.map(usize::to_string).unwrap_or_default();
    let [mut starts_at, mut item, mut score, mut banked] = [const { String::new() }; 4];
    match &fact.payload {
        Payload::Enrolled(body) => starts_at = body.starts_at.0.to_string(),
        Payload::Submitted(body) => {
            item = items.number(&body.item);
            score = body.score.map(|score| f64::from(score).to_string()).unwrap_or_default();
            banked = body.banked.to_string();
        }
        Payload::Planned(body) => {
            for work in &body.works {
                let due = work.due.map(|due| due.0.to_string()).unwrap_or_default();
                planned.write_record([enrolment.as_str(), &items.number(&work.item), &due])?;
            }
        }
        _ => {}
    }
    let (place, kind) = (place.to_string(), fact.kind().name());
    let (occurred_at, known_at) = (fact.occurred_at.0.to_string(), fact.known_at.0.to_string());
    facts.write_record([
        enrolment.as_str(),
        &place,
        kind,
        &occurred_at,
        &known_at,
        &starts_at,
        &item,
        &score,
        &banked,
    ])
}
