//! Two hundred advisors and two thousand students at once, played by Locust.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;

use serde_json::json;
use tokio::runtime::Runtime;
use vigie_domain::fact::Kind;
use vigie_domain::ids::StudentId;
use vigie_domain::time::Span;
use vigie_server::app::link::Holder;
use vigie_server::app::{self, App};
use vigie_server::clock::Clock;
use xtask::bench::Python;
use xtask::{Failure, Result};

use super::school::{Prepared, students_of};
use crate::{Setting, verdict};

const ADVISORS: usize = 200;
const STUDENTS: usize = 2_000;
/// Each advisor works with so many of theirs.
const EACH: usize = 20;
/// Users that begin in a second, until all are there.
const SPAWN: usize = 100;
/// Measured, seconds, once everybody has begun.
const LASTS: u32 = 120;
/// The 99th percentile, milliseconds.
const TARGET: f64 = 150.0;

/// Who plays, and what was written before.
struct Players {
    file: serde_json::Value,
    everybody: Vec<StudentId>,
}

pub(super) fn measure(
    setting: &Setting,
    runtime: &Runtime,
    host: &str,
    prepared: &Prepared,
) -> Result<String> {
    let python = Python::with_locust(&setting.workspace)?;
    let app = runtime
        .block_on(App::open(&prepared.database, Clock::System))
        .map_err(Failure::while_doing("opening the school"))?;
    let players = runtime.block_on(players(&app, prepared))?;
    let file = prepared.folder.path().join("users.json");
    std::fs::write(&file, players.file.to_string()).map_err(Failure::while_doing("a file"))?;
    let before = runtime.block_on(written(&app, &players.everybody))?;
    let folder = prepared.folder.path();
    let seconds = LASTS + u32::try_from((ADVISORS + STUDENTS) / SPAWN).unwrap_or(0);
    let mut locust = python.module("locust");
    locust.args(["--headless", "--only-summary", "--csv", "users"]);
    locust.arg("--locustfile").arg(setting.workspace.root().join("bench/load/users.py"));
    locust.args(["--host", &format!("http://{host}"), "--run-time", &format!("{seconds}s")]);
    locust.args(["--users", &(ADVISORS + STUDENTS).to_string()]);
    locust.args(["--spawn-rate", &SPAWN.to_string()]);
    locust.env("USERS", &file).env("ADVISORS", ADVISORS.to_string());
    locust.env("STUDENTS", STUDENTS.to_string()).current_dir(folder).stdout(Stdio::null());
    // Its status says that something failed; the table says what.
    locust.status().map_err(Failure::while_doing("Locust"))?;
    let after = runtime.block_on(written(&app, &players.everybody))?;
    let rows = rows(&folder.join("users_stats.csv"))?;
    let total = rows.iter().find(|row| row.name == "Aggregated");
    let total = total.ok_or_else(|| Failure::new("Locust counted nothing"))?;
    let version = python.version()?;
    let mut text = String::from(
        "| what | requests | failed | a second | p50, ms | p95, ms | p99, ms |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for row in &rows {
        let Row { name, requests, failures, rate, p50, p95, p99 } = row;
        let _ = writeln!(
            text,
            "| {name} | {requests} | {failures} | {rate:.1} | {p50} | {p95} | {p99} |"
        );
    }
    Ok(format!(
        "{ADVISORS} advisors (an action every 10 s) and {STUDENTS} students (one every 30 s) at \
         once for {LASTS} s, each from a moment of their own on, one action in ten writes, \
         everybody signed in before; Locust {version}, beside the \
         server on the same two cores.\n\nTarget: p99 under {TARGET} ms: **{} ms**, {}. Nothing \
         lost: {} writes answered, {} facts more in the log.\n\n{text}",
        total.p99,
        verdict(total.p99 < TARGET && total.failures == 0),
        rows.iter()
            .filter(|row| row.name.starts_with("write"))
            .map(|row| row.requests)
            .sum::<u64>(),
        after - before,
    ))
}

async fn players(app: &App, prepared: &Prepared) -> Result<Players> {
    let links = app.links().await.map_err(Failure::while_doing("links"))?;
    let expires = app.clock.now() + Span::days(1);
    let (mut advisors, mut paths, mut everybody) = (Vec::new(), Vec::new(), Vec::new());
    for (cookie, advisor) in prepared.cookies.iter().zip(&prepared.advisors).take(ADVISORS) {
        let own = students_of(app, *advisor).await?;
        let (mine, others) = own.split_at(EACH.min(own.len()));
        advisors.push(json!([cookie, mine.iter().map(ToString::to_string).collect::<Vec<_>>()]));
        let talking = others.iter().take(STUDENTS / ADVISORS);
        for student in talking.clone() {
            paths.push(format!("/l/{}", links.issue(Holder::Student(*student), expires)));
        }
        everybody.extend(mine.iter().chain(talking));
    }
    Ok(Players { file: json!({ "advisors": advisors, "students": paths }), everybody })
}

/// Calls and messages in the log.
async fn written(app: &App, students: &[StudentId]) -> Result<u64> {
    let count = async {
        let mut count = 0;
        for student in students {
            let facts = app.store.facts_of(*student).await?;
            let kinds = facts.iter().map(|fact| fact.payload.kind());
            count += kinds.filter(|kind| matches!(kind, Kind::Call | Kind::MessageIn)).count();
        }
        app::Result::<_>::Ok(count as u64)
    };
    count.await.map_err(Failure::while_doing("counting facts"))
}

/// A line of Locust's table.
struct Row {
    name: String,
    requests: u64,
    failures: u64,
    rate: f64,
    p50: f64,
    p95: f64,
    p99: f64,
}

fn rows(file: &Path) -> Result<Vec<Row>> {
    let mut reader =
        csv::Reader::from_path(file).map_err(Failure::while_doing("Locust's table"))?;
    let mut rows = Vec::new();
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.map_err(Failure::while_doing("Locust's table"))?;
        let cell = |name: &str| row.get(name).map(String::as_str).unwrap_or_default();
        let number = |name: &str| cell(name).parse().unwrap_or(f64::NAN);
        let whole = |name: &str| cell(name).parse().unwrap_or(0);
        rows.push(Row {
            name: cell("Name").to_owned(),
            requests: whole("Request Count"),
            failures: whole("Failure Count"),
            rate: number("Requests/s"),
            p50: number("50%"),
            p95: number("95%"),
            p99: number("99%"),
        });
    }
    Ok(rows)
}
