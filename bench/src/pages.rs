//! The two main pages as a browser gets them: when something is painted, what
//! they weigh, what Lighthouse says; and every page before the HTML checker.

use std::fmt::Write as _;
use std::process::Stdio;

use serde::Deserialize;
use xtask::bench::RUNS;
use xtask::browser::{Browser, found_or_installed};
use xtask::{Failure, Result};

use crate::{Setting, verdict};

/// Where the scripts and their packages stand.
const FOLDER: &str = "bench/browser";
/// First contentful paint on loopback, milliseconds.
const PAINT: f64 = 300.0;
/// A page with all that it needs, bytes over the wire.
const WEIGHT: u64 = 150_000;
/// The least score in every category.
const SCORE: u8 = 95;

#[derive(Deserialize)]
struct Report {
    browser: String,
    categories: Vec<String>,
    measured: Vec<Page>,
    checked: u32,
    errors: u32,
}

#[derive(Deserialize)]
struct Page {
    name: String,
    visits: Vec<Visit>,
    judgements: Vec<Judgement>,
}

#[derive(Deserialize)]
struct Visit {
    paint: f64,
    bytes: u64,
}

#[derive(Deserialize)]
struct Judgement {
    scores: Vec<u8>,
}

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let vigie = xtask::bench::vigie(&setting.workspace)?;
    found_or_installed("java", "default-jre-headless")?;
    let browser = Browser::prepare(&setting.workspace, FOLDER)?;
    let mut command = browser.node(&vigie);
    command.arg("pages.mjs").arg(RUNS.to_string()).stderr(Stdio::inherit());
    let output = command.output().map_err(Failure::while_doing("node pages.mjs"))?;
    if !output.status.success() {
        return Err(Failure::new(format!("pages.mjs ended with {}", output.status)));
    }
    let report = serde_json::from_slice(&output.stdout)
        .map_err(Failure::while_doing("reading the report"))?;
    Ok(told(&report))
}

fn told(report: &Report) -> String {
    let mut text = format!(
        "{}, the simulated school of 1,500 students, every visit a first one. Weight is all that \
         comes over the wire: HTML, styles, scripts, fonts, with their headers. Lighthouse has its \
         mobile profile (a slow phone on a slow network, simulated).\n\n\
         | page | what | median | runs | target |\n|---|---|---|---|---|\n",
        report.browser,
    );
    for page in &report.measured {
        let paints: Vec<f64> = page.visits.iter().map(|visit| visit.paint).collect();
        let paint = median(&paints, f64::total_cmp);
        row(
            &mut text,
            [&page.name, "first contentful paint, ms", &format!("{paint:.0}")],
            paints.iter().map(|paint| format!("{paint:.0}")),
            &format!("< {PAINT}: {}", verdict(paint < PAINT)),
        );
        let weights: Vec<u64> = page.visits.iter().map(|visit| visit.bytes).collect();
        let weight = median(&weights, u64::cmp);
        row(
            &mut text,
            [&page.name, "weight, bytes", &weight.to_string()],
            weights.iter().map(u64::to_string),
            &format!("< {WEIGHT}: {}", verdict(weight < WEIGHT)),
        );
        for (place, category) in report.categories.iter().enumerate() {
            let scores: Vec<u8> =
                page.judgements.iter().filter_map(|run| run.scores.get(place).copied()).collect();
            let score = median(&scores, u8::cmp);
            row(
                &mut text,
                [&page.name, &format!("Lighthouse: {category}"), &score.to_string()],
                scores.iter().map(u8::to_string),
                &format!("≥ {SCORE}: {}", verdict(score >= SCORE)),
            );
        }
    }
    let _ = writeln!(
        text,
        "\nHTML checker (vnu): {} errors on {} pages, in French and English: {}.",
        report.errors,
        report.checked,
        verdict(report.errors == 0),
    );
    text
}

fn row(text: &mut String, cells: [&str; 3], runs: impl Iterator<Item = String>, target: &str) {
    let [page, what, median] = cells;
    let runs = runs.collect::<Vec<_>>().join(" · ");
    let _ = writeln!(text, "| {page} | {what} | {median} | {runs} | {target} |");
}

/// The value in the middle; of none, the type's default.
fn median<T: Copy + Default>(values: &[T], order: impl Fn(&T, &T) -> std::cmp::Ordering) -> T {
    let mut values = values.to_vec();
    values.sort_by(order);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
