//! From a fact accepted to the bip in an open page: another process writes,
//! the server reads the outbox, the browser's stream gets the event.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::BodyExt;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};
use vigie_domain::ids::StudentId;
use vigie_server::app::App;
use vigie_server::clock::Clock;
use xtask::bench::RUNS;
use xtask::{Failure, Result};

use super::client::Client;
use super::school::{Prepared, students_of};
use crate::verdict;

/// Facts a second: each a call for help that rings at once.
const RATE: u32 = 200;
/// How long a run lasts, seconds.
const LASTS: u32 = 5;
/// Open pages, one for each of so many advisors.
const PAGES: usize = 40;
/// After the last fact, for stragglers.
const PATIENCE: Duration = Duration::from_secs(2);
/// The 99th percentile, milliseconds.
const TARGET: f64 = 300.0;

/// When each student's event came.
type Arrived = Arc<Mutex<HashMap<StudentId, Instant>>>;

pub(super) async fn measure(host: &str, prepared: &Prepared) -> Result<String> {
    let app = App::open(&prepared.database, Clock::System)
        .await
        .map_err(Failure::while_doing("opening the school"))?;
    let arrived = Arrived::default();
    let mut pages = JoinSet::new();
    let mut students = Vec::new();
    for (cookie, advisor) in prepared.cookies.iter().zip(&prepared.advisors).take(PAGES) {
        students.extend(quiet(&app, students_of(&app, *advisor).await?).await?);
        pages.spawn(listen(host.to_owned(), cookie.clone(), Arc::clone(&arrived)));
    }
    sleep(Duration::from_secs(1)).await;
    let mut text = String::from(
        "| run | facts | arrived | p50, ms | p99, ms | greatest, ms |\n|---|---|---|---|---|---|\n",
    );
    let mut worst = Vec::new();
    for (run, asking) in students.chunks((RATE * LASTS) as usize).take(RUNS).enumerate() {
        let accepted = write(&app, asking).await?;
        sleep(PATIENCE).await;
        let arrived = arrived.lock().map_err(|_| Failure::new("a listener broke"))?;
        let mut taken: Vec<f64> = accepted
            .iter()
            .filter_map(|(student, at)| {
                Some(arrived.get(student)?.saturating_duration_since(*at).as_secs_f64() * 1e3)
            })
            .collect();
        taken.sort_by(f64::total_cmp);
        let at = |share: usize| taken.get((taken.len() * share / 100).min(taken.len() - 1));
        let at = |share| at(share).copied().unwrap_or(f64::NAN);
        let line = format!(
            "| {} | {} | {} | {:.0} | {:.0} | {:.0} |",
            run + 1,
            accepted.len(),
            taken.len(),
            at(50),
            at(99),
            at(100),
        );
        println!("{line}");
        let _ = writeln!(text, "{line}");
        // An event that never came is later than any target.
        worst.push(if taken.len() == accepted.len() { at(99) } else { f64::INFINITY });
    }
    pages.abort_all();
    worst.sort_by(f64::total_cmp);
    let median = worst.get(worst.len() / 2).copied().unwrap_or(f64::NAN);
    Ok(format!(
        "Bip: another process records {RATE} calls for help a second for {LASTS} s while \
         {PAGES} pages listen to `/events`. From the commit of the fact to the event at the \
         client.\n\nTarget: p99 under {TARGET} ms: median **{median:.0} ms**, {}.\n\n{text}",
        verdict(median < TARGET),
    ))
}

/// Those about whom nothing rings yet, so that the call is a bip of its own.
async fn quiet(app: &App, mut students: Vec<StudentId>) -> Result<Vec<StudentId>> {
    let open = app.store.open_signals_of(&students).await;
    let open = open.map_err(Failure::while_doing("open signals"))?;
    students.retain(|student| open.iter().all(|signal| signal.key.student != *student));
    Ok(students)
}

/// Record one call for help after another; gives when each was accepted.
async fn write(app: &App, students: &[StudentId]) -> Result<Vec<(StudentId, Instant)>> {
    let start = Instant::now();
    let mut accepted = Vec::with_capacity(students.len());
    for (number, student) in (0..).zip(students) {
        sleep_until(start + Duration::from_secs(1) / RATE * number).await;
        app.ask_for_call(*student, "Vous pouvez m'appeler ?")
            .await
            .map_err(Failure::while_doing("recording a call for help"))?;
        accepted.push((*student, Instant::now()));
    }
    Ok(accepted)
}

/// An open page: read the stream, and note when each event comes.
async fn listen(host: String, cookie: String, arrived: Arrived) -> Result<()> {
    let mut client = Client::connect(&host).await?;
    let mut stream = client.get("/events", &cookie).await?.into_body();
    let mut text = String::new();
    while let Some(frame) = stream.frame().await {
        let frame = frame.map_err(Failure::while_doing("reading events"))?;
        let Some(bytes) = frame.data_ref() else { continue };
        text.push_str(&String::from_utf8_lossy(bytes));
        while let Some(end) = text.find("\n\n") {
            let event: String = text.drain(..end + 2).collect();
            let student = event.lines().find_map(|line| line.strip_prefix("data: "));
            if let Some(student) = student.and_then(|id| id.trim().parse().ok()) {
                let mut arrived = arrived.lock().map_err(|_| Failure::new("a listener broke"))?;
                arrived.entry(StudentId(student)).or_insert_with(Instant::now);
            }
        }
    }
    Ok(())
}
