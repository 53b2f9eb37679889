//! `À contacter aujourd'hui` at a steady rate. The clock of each request starts
//! when it was due to be sent, so that a slow answer also counts for those
//! that had to wait behind it.

use std::fmt::Write as _;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};
use xtask::bench::RUNS;
use xtask::{Failure, Result};

use super::client::Client;
use super::school::Prepared;
use crate::verdict;

/// Requests a second.
const RATE: u32 = 50;
/// Before anything is counted, seconds.
const WARM_UP: u32 = 10;
/// Counted, seconds a run.
const LASTS: u32 = 60;
/// Connections, taking turns.
const CONNECTIONS: u32 = 50;
/// The 99th percentile of the page, milliseconds.
const TARGET: f64 = 50.0;

/// Latencies in milliseconds, ascending.
struct Latencies(Vec<f64>);

impl Latencies {
    #[expect(clippy::cast_precision_loss, reason = "some thousands of requests")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
    fn percentile(&self, share: f64) -> f64 {
        let place = (self.0.len() as f64 * share).ceil() as usize;
        self.0.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
    }
}

/// Both pages, five runs each, taking turns.
pub(super) async fn measure(host: &str, prepared: &Prepared) -> Result<String> {
    let mut text = String::from(
        "| run | page | p50, ms | p95, ms | p99, ms | greatest, ms | bytes, compressed |\n\
         |---|---|---|---|---|---|---|\n",
    );
    ask(host, "/today", prepared, WARM_UP).await?;
    let mut worst = Vec::new();
    for run in 1..=RUNS {
        for path in ["/assets/plain/app.css", "/today"] {
            let (taken, bytes) = ask(host, path, prepared, LASTS).await?;
            let p99 = taken.percentile(0.99);
            let line = format!(
                "| {run} | `{path}` | {:.1} | {:.1} | {p99:.1} | {:.1} | {bytes} |",
                taken.percentile(0.5),
                taken.percentile(0.95),
                taken.percentile(1.0),
            );
            println!("{line}");
            let _ = writeln!(text, "{line}");
            if path == "/today" {
                worst.push(p99);
            }
        }
    }
    worst.sort_by(f64::total_cmp);
    let median = worst.get(worst.len() / 2).copied().unwrap_or(f64::NAN);
    Ok(format!(
        "{RATE} requests a second for {LASTS} s after {WARM_UP} s of warm-up, every advisor in \
         turn over {CONNECTIONS} connections, each latency from the moment at which the request \
         was due. The stylesheet stands for a static page.\n\n\
         Target: p99 of `/today` under {TARGET} ms: median **{median:.1} ms**, {}.\n\n{text}",
        verdict(median < TARGET),
    ))
}

async fn ask(
    host: &str,
    path: &'static str,
    prepared: &Prepared,
    seconds: u32,
) -> Result<(Latencies, usize)> {
    let start = Instant::now() + Duration::from_millis(100);
    let requests = RATE * seconds;
    let mut tasks = JoinSet::new();
    for place in 0..CONNECTIONS {
        let mut client = Client::connect(host).await?;
        let mine: Vec<(u32, String)> = (place..requests)
            .step_by(CONNECTIONS as usize)
            .map(|number| {
                let cookie = prepared.cookies.get(number as usize % prepared.cookies.len());
                (number, cookie.cloned().unwrap_or_default())
            })
            .collect();
        tasks.spawn(async move {
            let mut taken = Vec::with_capacity(mine.len());
            let mut bytes = 0;
            for (number, cookie) in mine {
                let due = start + Duration::from_secs(1) / RATE * number;
                sleep_until(due).await;
                bytes = client.page(path, &cookie).await?;
                taken.push(due.elapsed().as_secs_f64() * 1e3);
            }
            Result::Ok((taken, bytes))
        });
    }
    let (mut all, mut largest) = (Vec::new(), 0);
    while let Some(done) = tasks.join_next().await {
        let (taken, bytes) = done.map_err(Failure::while_doing("asking for pages"))??;
        all.extend(taken);
        largest = largest.max(bytes);
    }
    all.sort_by(f64::total_cmp);
    Ok((Latencies(all), largest))
}
