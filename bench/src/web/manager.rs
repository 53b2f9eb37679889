//! A manager's pages over the large school: what is read of everybody, and
//! how long one waits for it.

use std::fmt::Write as _;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use xtask::bench::RUNS;
use xtask::{Failure, Result};

use super::client::Client;
use super::school::Prepared;
use crate::verdict;

/// Milliseconds for a preview at so many students.
const TARGET: (f64, u32) = (300.0, 20_000);
/// Milliseconds for what is said of a text while it is typed.
const TYPING: f64 = 100.0;
/// Thresholds that are tried one after another, as somebody drags.
const THRESHOLDS: u32 = 20;
/// Between two looks at a page that is still being prepared.
const LOOK: Duration = Duration::from_millis(100);

/// A condition over what changes with time, one over a count.
const CONDITIONS: [&str; 2] =
    ["days_since_session > {} d && actions_7d < 100", "days_unseen > {} d"];

pub(super) async fn measure(host: &str, prepared: &Prepared, students: u64) -> Result<String> {
    let mut client = Client::connect(host).await?;
    let cookie = &prepared.manager;
    let mut text = String::from("| page | first, ms | again, median ms |\n|---|---|---|\n");
    for path in ["/friday", "/students?phase=learning", "/students?sort=contact", "/cases"] {
        let _ = writeln!(text, "{}", line(&mut client, path, cookie).await?.0);
    }
    // The school is read into memory once.
    let start = Instant::now();
    while client
        .post("/workbench/preview", cookie, &form(CONDITIONS[1], 9))
        .await?
        .contains("progress")
    {
        sleep(LOOK).await;
    }
    let reading = start.elapsed().as_secs_f64() * 1e3;
    let [mut checked, mut tried] = [0.0_f64; 2];
    for condition in CONDITIONS {
        for (path, what, shows, worst) in [
            ("/workbench/check", "check while typing", "condition", &mut checked),
            ("/workbench/preview", "preview", "so-many", &mut tried),
        ] {
            let mut taken = Vec::new();
            for threshold in 1..=THRESHOLDS {
                let start = Instant::now();
                let answer = client.post(path, cookie, &form(condition, threshold)).await?;
                taken.push(start.elapsed().as_secs_f64() * 1e3);
                if !answer.contains(shows) {
                    return Err(Failure::new(format!("{path} of `{condition}`: {answer}")));
                }
            }
            let greatest = taken.iter().copied().fold(0.0, f64::max);
            *worst = worst.max(greatest);
            let first = if what == "preview" { format!("{reading:.0}") } else { "–".to_owned() };
            let again = median(taken);
            let _ = writeln!(
                text,
                "| {what} of `{condition}` | {first} | {again:.1} (greatest {greatest:.1}) |"
            );
        }
    }
    let (limit, size) = TARGET;
    Ok(format!(
        "{students} students, a manager signed in. \"First\" is until the page is whole, the \
         reading of the school included.\n\nTargets: a preview under {limit} ms at {size} students: \
         greatest **{tried:.0} ms** at {students}, {}; an answer while typing under {TYPING} ms: \
         greatest **{checked:.1} ms**, {}.\n\n{text}",
        verdict(tried < limit),
        verdict(checked < TYPING),
    ))
}

/// A row of a table: a page for the first time, and again; and how many bytes
/// come over the wire.
pub(super) async fn line(client: &mut Client, path: &str, cookie: &str) -> Result<(String, usize)> {
    let first = ready(client, path, cookie).await?;
    let mut again = Vec::new();
    for _ in 0..RUNS {
        again.push(ready(client, path, cookie).await?);
    }
    let bytes = client.page(path, cookie).await?;
    Ok((format!("| `{path}` | {first:.0} | {:.1} |", median(again)), bytes))
}

/// Milliseconds until a page is there and no longer says that it is being
/// prepared.
pub(super) async fn ready(client: &mut Client, path: &str, cookie: &str) -> Result<f64> {
    let start = Instant::now();
    while client.text(path, cookie).await?.contains("http-equiv=\"refresh\"") {
        sleep(LOOK).await;
    }
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

pub(super) fn median(mut taken: Vec<f64>) -> f64 {
    taken.sort_by(f64::total_cmp);
    taken.get(taken.len() / 2).copied().unwrap_or(f64::NAN)
}

fn form(condition: &str, threshold: u32) -> String {
    let condition = condition.replace("{}", &threshold.to_string());
    let condition =
        condition.replace(' ', "+").replace('>', "%3E").replace('<', "%3C").replace('&', "%26");
    format!(
        "number=99&severity=watch&task=check_in&condition={condition}&fr_name=x&fr_wording=x&\
         fr_proposals=x&en_name=x&en_wording=x&en_proposals=x"
    )
}
