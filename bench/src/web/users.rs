//! Two hundred advisors and two thousand students at once, played by Locust.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;

use serde_json::json;
use tokio::runtime::Runtime;
use vigie_domain::access::Role;
use vigie_domain::case::Author;
use vigie_domain::ids::{CaseId, FactId, StaffId, StudentId};
use vigie_domain::time::Span;
use vigie_server::app::account::NewUser;
use vigie_server::app::link::Holder;
use vigie_server::app::{self, App};
use vigie_server::clock::Clock;
use vigie_server::web;
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

/// So many advisors write into one case.
const SHARE_A_CASE: usize = 10;
/// One student in so many has an account.
const ACCOUNTS: usize = 4;
/// Whoever is at it when time is up finishes; seconds.
const FINISH: u32 = 30;

/// Who plays, and about whom it is written.
struct Players {
    file: serde_json::Value,
    everybody: Vec<StudentId>,
    cases: Vec<(StudentId, CaseId)>,
}

/// What became of everything that was written, by its mark.
#[derive(Default)]
struct Fate {
    /// Answered as kept.
    kept: usize,
    /// Answered that somebody else was first.
    refused: usize,
    /// Answered as kept, and not there exactly once.
    lost: usize,
    /// Refused, and there all the same.
    forced: usize,
}

impl Fate {
    /// Holds the answers, a line each, against the words that are there.
    fn of(answers: &str, words: &[String]) -> Self {
        let mut there: HashMap<&str, u32> = HashMap::new();
        for mark in words.iter().filter_map(|words| words.split_whitespace().last()) {
            *there.entry(mark).or_default() += 1;
        }
        let mut fate = Self::default();
        for (said, mark) in answers.lines().filter_map(|line| line.split_once(' ')) {
            let times = there.get(mark).copied().unwrap_or(0);
            if said == "kept" {
                fate.kept += 1;
                fate.lost += usize::from(times != 1);
            } else {
                fate.refused += 1;
                fate.forced += usize::from(times > 0);
            }
        }
        fate
    }
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
    let folder = prepared.folder.path();
    let seconds = LASTS + u32::try_from((ADVISORS + STUDENTS) / SPAWN).unwrap_or(0);
    let mut locust = python.module("locust");
    locust.args(["--headless", "--only-summary", "--csv", "users"]);
    locust.arg("--locustfile").arg(setting.workspace.root().join("bench/load/users.py"));
    locust.args(["--host", &format!("http://{host}"), "--run-time", &format!("{seconds}s")]);
    locust.args(["--users", &(ADVISORS + STUDENTS).to_string()]);
    locust.args(["--spawn-rate", &SPAWN.to_string(), "--stop-timeout", &FINISH.to_string()]);
    locust.env("USERS", &file).env("ADVISORS", ADVISORS.to_string());
    locust.env("STUDENTS", STUDENTS.to_string()).current_dir(folder).stdout(Stdio::null());
    let written = folder.join("written.txt");
    locust.env("WRITTEN", &written);
    // Its status says that something failed; the table says what.
    locust.status().map_err(Failure::while_doing("Locust"))?;
    let answers =
        std::fs::read_to_string(&written).map_err(Failure::while_doing("what was answered"))?;
    let words = runtime.block_on(words(&app, &players));
    let fate = Fate::of(&answers, &words.map_err(Failure::while_doing("reading what was kept"))?);
    let rows = rows(&folder.join("users_stats.csv"))?;
    let total = rows.iter().find(|row| row.name == "Aggregated");
    let total = total.ok_or_else(|| Failure::new("Locust counted nothing"))?;
    let Fate { kept, refused, lost, forced } = fate;
    let safe = lost == 0 && forced == 0 && kept > 0 && refused > 0;
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
         server on the same two cores.\n\nTarget: p99 under {TARGET} ms: **{} ms**, {}.\n\n\
         Target: nothing lost and nothing overwritten, each text bearing a mark of its own: of \
         {kept} calls, messages and case notes that were answered as kept, {lost} are not there \
         exactly once; of {refused} notes in {} cases that {SHARE_A_CASE} advisors share, refused \
         because somebody else was first, {forced} are there: {}.\n\n{text}",
        total.p99,
        verdict(total.p99 < TARGET && total.failures == 0),
        players.cases.len(),
        verdict(safe),
    ))
}

async fn players(app: &App, prepared: &Prepared) -> Result<Players> {
    let links = app.links().await.map_err(Failure::while_doing("links"))?;
    let expires = app.clock.now() + Span::days(1);
    let (mut advisors, mut paths, mut everybody) = (Vec::new(), Vec::new(), Vec::new());
    let (mut cases, mut place) = (Vec::new(), String::new());
    let all = prepared.cookies.iter().zip(&prepared.advisors).take(ADVISORS);
    for (number, (cookie, advisor)) in all.enumerate() {
        let own = students_of(app, *advisor).await?;
        let (mine, others) = own.split_at(EACH.min(own.len()));
        let student = *mine.first().ok_or_else(|| Failure::new("an advisor without students"))?;
        if number % SHARE_A_CASE == 0 {
            let sharing = prepared.advisors.iter().skip(number).take(SHARE_A_CASE);
            let sharing: Vec<StaffId> = sharing.copied().collect();
            let case = shared(app, student, &sharing).await;
            let case = case.map_err(Failure::while_doing("a case"))?;
            place = format!("/students/{student}/cases/{case}");
            cases.push((student, case));
        }
        let named: Vec<String> = mine.iter().map(ToString::to_string).collect();
        advisors.push(json!([cookie, named, place]));
        let talking = others.iter().take(STUDENTS / ADVISORS);
        for (n, student) in talking.clone().enumerate() {
            paths.push(if n % ACCOUNTS == 0 {
                let cookie = signed_in(app, *student).await;
                json!(["/me", cookie.map_err(Failure::while_doing("an account"))?])
            } else {
                let link = links.issue(Holder::Student(*student), expires);
                json!([format!("/l/{link}"), ""])
            });
        }
        everybody.extend(mine.iter().chain(talking));
    }
    Ok(Players { file: json!({ "advisors": advisors, "students": paths }), everybody, cases })
}

/// A case of the first of these, which the others step into.
async fn shared(app: &App, student: StudentId, sharing: &[StaffId]) -> app::Result<CaseId> {
    let school = app.school().await?;
    let users = app.store.users().await?;
    let owner = sharing[0];
    for other in &sharing[1..] {
        if let Some(user) = users.iter().find(|user| user.staff == Some(*other)) {
            app.take_over(&school, user, student).await?;
        }
    }
    app.open_case(student, None, Author::Staff(owner), owner, None).await
}

/// The cookie of a student with an account.
async fn signed_in(app: &App, student: StudentId) -> app::Result<String> {
    let user = NewUser {
        email: format!("{student}@bench.example"),
        name: "Student".to_owned(),
        role: Role::Student,
        staff: None,
        student: Some(student),
        language: None,
        password: None,
    };
    let user = app.add_user(user).await?;
    web::issue_session(app, &user).await
}

/// All that was said about these people, and written into these cases.
async fn words(app: &App, players: &Players) -> app::Result<Vec<String>> {
    let mut words = Vec::new();
    for student in &players.everybody {
        let known = app.store.facts_of(*student).await?;
        let known: Vec<(StudentId, FactId)> = known.iter().map(|f| (*student, f.id)).collect();
        words.extend(app.store.texts_of(&known).await?.into_values());
    }
    for (student, case) in &players.cases {
        let notes = app.case(*student, *case).await?.map_or(Vec::new(), |row| row.case.notes);
        words.extend(notes.into_iter().map(|note| note.words));
    }
    Ok(words)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_missing_doubled_or_there_though_refused_is_counted() {
        let words = ["a #1.", "b #2.", "b #2.", "c #4.", "older"].map(str::to_owned);
        let fate = Fate::of("kept #1.\nkept #2.\nkept #3.\nrefused #4.\nrefused #5.\n", &words);
        assert_eq!((fate.kept, fate.lost), (3, 2));
        assert_eq!((fate.refused, fate.forced), (2, 1));
    }
}
