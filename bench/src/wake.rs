//! Advancing the clock by a day over quiet students: the cost follows those
//! who are due, not those who are there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use uuid::Uuid;
use vigie_domain::calendar::Calendar;
use vigie_domain::directory::Student;
use vigie_domain::fact::{Enrolled, Fact, Kind, Kinds, Payload, Planned, PlannedWork, WorkKind};
use vigie_domain::ids::{EnrolmentId, FactId, Key, StudentId};
use vigie_domain::signal::History;
use vigie_domain::time::{DAY, Instant, Span};
use vigie_server::app::engine::{Woken, standing_row};
use vigie_server::app::school::ZONE;
use vigie_server::app::{self, App, School};
use vigie_server::clock::{Clock, Stopwatch};
use vigie_store::StandingRow;
use vigie_store::directory::NewStudent;
use xtask::bench::RUNS;
use xtask::{Failure, Result};

use crate::{Setting, memory};

/// Students in the store.
const STUDENTS: u32 = 200_000;
/// How many of them are due within the day.
const DUE: [u32; 4] = [0, 1_000, 10_000, 100_000];
/// Students written in one transaction.
const BATCH: usize = 4_096;
const SOURCE: &str = "bench";

/// A store full of quiet students, as a file that is copied for each run.
struct Prepared {
    now: Instant,
    folder: tempfile::TempDir,
}

pub(crate) fn run(_setting: &Setting) -> Result<String> {
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::while_doing("tokio"))?;
    runtime.block_on(measure())
}

async fn measure() -> Result<String> {
    let calendar = Calendar::new("Europe/Paris").map_err(Failure::while_doing("time zone"))?;
    let now = calendar.start_of(Date::constant(2026, 3, 17));
    let folder = tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?;
    let prepared = Prepared { now, folder };
    let mut table = String::from(
        "| due | woken | signals raised | median, s | runs, s | µs for each due |\n\
         |---|---|---|---|---|---|\n",
    );
    let mut empty = 0.0;
    for due in DUE {
        let file = prepared.store_with(due).await?;
        let size = std::fs::metadata(&file).map_or(0, |file| file.len());
        println!("{STUDENTS} students, {due} due: {}", memory::mebibytes(size));
        let mut seconds: Vec<f64> = Vec::new();
        let mut woken = Woken::default();
        for run in 1..=RUNS {
            let (found, took) = prepared.wake(&file).await?;
            println!(
                "due {due}, run {run}: {} woken in {:.4} s",
                found.students,
                took.as_secs_f64()
            );
            seconds.push(took.as_secs_f64());
            woken = found;
        }
        std::fs::remove_file(&file).map_err(Failure::while_doing("removing a store"))?;
        let shown: Vec<String> = seconds.iter().map(|one| format!("{one:.4}")).collect();
        seconds.sort_by(f64::total_cmp);
        let median = seconds.get(seconds.len() / 2).copied().unwrap_or(0.0);
        if due == 0 {
            empty = median;
        }
        let each = if due == 0 {
            "–".to_owned()
        } else {
            format!("{:.1}", (median - empty) * 1e6 / f64::from(due))
        };
        let (students, raised) = (woken.students, woken.raised);
        let shown = shown.join(" · ");
        let _ =
            writeln!(table, "| {due} | {students} | {raised} | {median:.4} | {shown} | {each} |");
    }
    Ok(format!(
        "{STUDENTS} students in one SQLite file, each with an enrolment and planned work; the \
         clock goes on by a day (`App::wake_due`). Each student who is due is read, evaluated, \
         and raises a signal that is recorded. Baseline: the first line, where nobody is due.\n\n\
         Target: time proportional to those due, whatever the number of quiet students.\n\n{table}"
    ))
}

impl Prepared {
    /// A file in which `due` of the students have work that rings within the day.
    async fn store_with(&self, due: u32) -> Result<PathBuf> {
        let file = self.folder.path().join(format!("due-{due}.db"));
        let app = self.open(&file).await?;
        let fill = async {
            let mut tx = app.store.begin().await?;
            tx.put_setting(ZONE, "Europe/Paris").await?;
            let kinds = [Kind::Enrolled, Kind::Planned, Kind::Submitted, Kind::Withdrawn];
            tx.put_source(SOURCE, Kinds::of(&kinds)).await?;
            tx.commit().await?;
            let school = app.school().await?;
            let numbers: Vec<u32> = (0..STUDENTS).collect();
            for batch in numbers.chunks(BATCH) {
                let mut tx = app.store.begin().await?;
                let students: Vec<NewStudent> =
                    batch.iter().map(|&number| person(number)).collect();
                tx.put_students(&students).await?;
                let standings: Vec<StandingRow> = batch
                    .iter()
                    // Spread over the ids, and over the day.
                    .map(|&number| standing(&school, number, is_due(number, due), self.now))
                    .collect::<app::Result<_>>()?;
                tx.save_standings(&standings).await?;
                tx.commit().await?;
            }
            app::Result::<()>::Ok(())
        };
        fill.await.map_err(Failure::while_doing("filling a store"))?;
        app.store.close().await;
        Ok(file)
    }

    /// One run on a copy: the clock goes on by a day.
    async fn wake(&self, file: &Path) -> Result<(Woken, Duration)> {
        let copy = self.folder.path().join("run.db");
        std::fs::copy(file, &copy).map_err(Failure::while_doing("copying a store"))?;
        let app = self.open(&copy).await?;
        let tomorrow = self.now + DAY;
        let run = async {
            let school = app.school().await?;
            app.clock.set(tomorrow);
            let watch = Stopwatch::start();
            let woken = app.wake_due(&school, tomorrow).await?;
            app::Result::<(Woken, f64)>::Ok((woken, watch.seconds()))
        };
        let (woken, seconds) = run.await.map_err(Failure::while_doing("waking"))?;
        app.store.close().await;
        std::fs::remove_file(&copy).map_err(Failure::while_doing("removing a copy"))?;
        Ok((woken, Duration::from_secs_f64(seconds)))
    }

    async fn open(&self, file: &Path) -> Result<App> {
        App::open(&file.display().to_string(), Clock::manual(self.now))
            .await
            .map_err(Failure::while_doing("opening a store"))
    }
}

/// Every so manieth student, so that the due ones are spread.
fn is_due(number: u32, due: u32) -> bool {
    due > 0 && number.is_multiple_of(STUDENTS / due)
}

fn student(number: u32) -> StudentId {
    StudentId(Uuid::new_v5(&Uuid::NAMESPACE_OID, &number.to_le_bytes()))
}

fn person(number: u32) -> NewStudent {
    let external = Key::from(number.to_string());
    NewStudent {
        proposed: student(number),
        source: SOURCE.into(),
        student: Student { external, ..Student::default() },
    }
}

/// What two facts say at `now`: quiet for two months, or for some hours only.
fn standing(school: &School, number: u32, due: bool, now: Instant) -> app::Result<StandingRow> {
    // Work is due three days before it rings.
    let hour = Span(i64::from(number % 24) * 3_600 + 1);
    let rings = if due { now + hour } else { now + Span::days(60) };
    let history = History::new(facts(number, now - Span::days(60), rings - Span::days(3)));
    let standing = history.standing(&school.rules, &school.context, now);
    standing_row(student(number), &standing, None)
}

fn facts(number: u32, since: Instant, due: Instant) -> Vec<Fact> {
    let student = student(number);
    let enrolled = Enrolled {
        programme: "p".into(),
        cohort: "c".into(),
        starts_at: since,
        target_end: None,
        weekly_hours: None,
        funding: None,
        funding_ends: None,
    };
    let work = PlannedWork {
        item: "w".into(),
        kind: WorkKind::Assignment,
        due: Some(due),
        days: None,
        weight: None,
    };
    let payloads = [
        Payload::Enrolled(Box::new(enrolled)),
        Payload::Planned(Box::new(Planned { works: vec![work] })),
    ];
    payloads
        .into_iter()
        .map(|payload| Fact {
            id: FactId::derive(student, SOURCE, payload.kind(), "1"),
            student,
            enrolment: Some(EnrolmentId::derive(student, "e")),
            occurred_at: since,
            known_at: since,
            recorded_at: since,
            source: SOURCE.into(),
            revision: 0,
            payload,
        })
        .collect()
}
