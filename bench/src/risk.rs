//! The risk model: how well it foresees a later intake, and how fast.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::Command;

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use vigie_risk::family::Family;
use vigie_risk::learn::{Calibration, Examples, Mix, Recipe};
use vigie_risk::model::Model;
use vigie_risk::table::{Heading, Table};
use xtask::bench::{Measure, RUNS, measure, output, timed, vigie};
use xtask::{Failure, Result};

use crate::{Setting, oulad, verdict};

/// Training and foretelling three days, seconds.
const LONGEST: f64 = 60.0;
/// Ready rows scored a second, on one core.
const FASTEST: f64 = 200_000.0;
const ROWS: u32 = 20_000;
const COLUMNS: u32 = 100;

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let folder = oulad::folder(setting)?.display().to_string();
    let mut backtest = Command::new(vigie(&setting.workspace)?);
    backtest.args(["backtest", "risk", "--at-day", "14,28,56", "--format", "json"]);
    backtest.args(["--target", "fail_or_withdrawn", "--train", &format!("{folder}:2013B,2013J")]);
    backtest.args(["--test", &format!("{folder}:2014B")]);
    let (plain, took) = timed(|| output(&mut backtest));
    drop(plain?);
    let figures = output(backtest.arg("--gains"))?;
    let figures: Value =
        serde_json::from_str(&figures).map_err(Failure::while_doing("reading the figures"))?;
    let days = figures["days"].as_array().cloned().unwrap_or_default();
    let seconds = took.as_secs_f64();
    let speed = scoring()?;
    Ok(format!(
        "`vigie backtest risk` on presentation 2014B, learned from 2013B and 2013J, protected \
         attributes off; 95 % bootstrap over 1,000 resamples. docs/risk.md has the protocol.\n\n\
         {}\n\
         What each protected attribute by itself would add (to AUC-PR, and to the recall at \
         10 %), were it turned on:\n\n{}\n\
         Reading the tables, training and foretelling the three days: **{seconds:.1} s** (target \
         < {LONGEST:.0} s: {}).\n\n\
         Scoring ready rows of {COLUMNS} columns on one core, without explanations: \
         **{speed:.0} rows/s** (median of {RUNS} runs; target ≥ {FASTEST:.0}: {}).\n",
        quality(&days),
        gains(&days),
        verdict(seconds < LONGEST),
        verdict(speed >= FASTEST),
    ))
}

fn quality(days: &[Value]) -> String {
    const FIGURES: [&str; 7] =
        ["auc_pr", "auc_roc", "brier", "ece", "recall_at_5", "recall_at_10", "recall_at_20"];
    let mut table = String::from(
        "| day | n | base rate | AUC-PR | AUC-ROC | Brier | ECE | recall 5 % | recall 10 % | \
         recall 20 % |\n|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for day in days {
        let rate = day["base_rate"].as_f64().unwrap_or(f64::NAN);
        let _ = write!(table, "| {} | {} | {rate:.3} |", day["at_day"], day["n"]);
        for figure in FIGURES {
            let part = |which: &str| day["figures"][figure][which].as_f64().unwrap_or(f64::NAN);
            let (value, low, high) = (part("value"), part("low"), part("high"));
            let _ = write!(table, " {value:.3} ({low:.3}–{high:.3}) |");
        }
        table.push('\n');
    }
    table
}

fn gains(days: &[Value]) -> String {
    let mut attributes: BTreeMap<&str, String> = BTreeMap::new();
    let mut head = String::from("| attribute |");
    let mut rule = String::from("|---|");
    for day in days {
        let _ = write!(head, " day {} |", day["at_day"]);
        rule.push_str("---|");
        for gain in day["gains"].as_array().into_iter().flatten() {
            let part = |which: &str| gain[which].as_f64().unwrap_or(f64::NAN);
            let cells = attributes.entry(gain["attribute"].as_str().unwrap_or("")).or_default();
            let _ = write!(cells, " {:+.3}, {:+.3} |", part("auc_pr"), part("recall_at_10"));
        }
    }
    let mut table = format!("{head}\n{rule}\n");
    for (attribute, cells) in attributes {
        let _ = writeln!(table, "| {attribute} |{cells}");
    }
    table
}

/// Rows a second of a model as large as the shipped recipe makes it.
fn scoring() -> Result<f64> {
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let mut table = Table::of_rows(ROWS as usize);
    for number in 0..COLUMNS {
        let column = (0..ROWS).map(|_| {
            let value: f64 = chance.random();
            if value < 0.1 { f64::NAN } else { value }
        });
        let heading = Heading { name: format!("column_{number}"), family: Family::Activity };
        table.push(heading, column.collect());
    }
    let first = table.columns()[0].clone();
    let truths: Vec<bool> =
        first.iter().map(|value| value.max(0.3) + chance.random::<f64>() > 1.2).collect();
    let weights = vec![1.0; truths.len()];
    let examples = Examples { table: &table, truths: &truths, weights: &weights };
    let mix = Mix::learn(&examples, &Recipe::default(), 1)
        .map_err(Failure::while_doing("learning from made-up rows"))?;
    let model = Model { mix, calibration: Calibration::NONE };
    let series = measure("scoring", RUNS, || {
        Measure::of(|| {
            black_box(model.probabilities(&table));
            u64::from(ROWS)
        })
    });
    Ok(series.median().per_second())
}
