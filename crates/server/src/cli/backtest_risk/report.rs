//! The figures, for people and for programs.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use vigie_domain::ids::Key;
use vigie_risk::measure::{Interval, Intervals, Measures, Ranked, Scored};
use vigie_risk::train::{Settings, Trained};

use super::run::Trial;
use crate::app::{Error, Result};
use crate::cli::output::{self, Format, Table};

/// One enrolment's probability, and what came of it where that is known.
pub(super) struct Predicted {
    pub(super) name: Key,
    pub(super) presentation: Key,
    pub(super) probability: f64,
    pub(super) truth: Option<bool>,
    /// (attribute, group), for the audit.
    pub(super) groups: Vec<(&'static str, String)>,
}

/// What a protected attribute would add.
pub(super) struct Gain {
    pub(super) attribute: &'static str,
    pub(super) auc_pr: f64,
    pub(super) recall_at_10: f64,
}

/// Everything about one day.
pub(super) struct Day {
    pub(super) at: i32,
    pub(super) predictions: Vec<Predicted>,
    pub(super) measures: Measures,
    pub(super) intervals: Intervals,
    pub(super) trained: Trained,
    pub(super) gains: Vec<Gain>,
}

impl Day {
    /// Of those whose outcome is known: how many met the target, and all.
    fn outcomes(&self) -> (usize, usize) {
        let known: Vec<bool> = self.predictions.iter().filter_map(|one| one.truth).collect();
        (known.iter().filter(|truth| **truth).count(), known.len())
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
    fn base_rate(&self) -> f64 {
        let (positives, known) = self.outcomes();
        positives as f64 / known as f64
    }
}

/// Prints the figures of every day.
pub(super) fn print(
    format: Format,
    trial: &Trial,
    settings: &Settings,
    days: &[Day],
) -> Result<()> {
    let mut table = table();
    for day in days {
        let rate = day.base_rate();
        table.row(cells(day.at, day.predictions.len(), rate, &day.measures, &day.intervals));
    }
    table.print(format, || json(trial, settings, days))?;
    let gains = gained(days);
    if format == Format::Table && !gains.is_empty() {
        output::print(&format!(
            "\nEach protected attribute by itself would add:\n\n{}",
            gains.aligned()
        ));
    }
    Ok(())
}

/// What each protected attribute by itself would add.
pub(super) fn gained(days: &[Day]) -> Table {
    let mut table = Table::new(&["day", "attribute", "AUC-PR", "recall 10 %"]);
    for day in days {
        for Gain { attribute, auc_pr, recall_at_10 } in &day.gains {
            let name = (*attribute).to_owned();
            table.row([
                day.at.to_string(),
                name,
                format!("{auc_pr:+.3}"),
                format!("{recall_at_10:+.3}"),
            ]);
        }
    }
    table
}

/// The table of figures, without rows.
pub(super) fn table() -> Table {
    Table::new(&[
        "day",
        "n",
        "base rate",
        "AUC-PR",
        "AUC-ROC",
        "Brier",
        "ECE",
        "recall 5 %",
        "recall 10 %",
        "recall 20 %",
    ])
}

/// One row of it.
pub(super) fn cells(
    day: i32,
    people: usize,
    base_rate: f64,
    measures: &Measures,
    within: &Intervals,
) -> Vec<String> {
    let cell =
        |value: f64, Interval { low, high }: Interval| format!("{value:.3} ({low:.3}–{high:.3})");
    vec![
        day.to_string(),
        people.to_string(),
        format!("{base_rate:.3}"),
        cell(measures.auc_pr, within.auc_pr),
        cell(measures.auc_roc, within.auc_roc),
        cell(measures.brier, within.brier),
        cell(measures.ece, within.ece),
        cell(measures.recall_at_5, within.recall_at_5),
        cell(measures.recall_at_10, within.recall_at_10),
        cell(measures.recall_at_20, within.recall_at_20),
    ]
}

fn json(trial: &Trial, settings: &Settings, days: &[Day]) -> Value {
    json!({
        "target": "fail_or_withdrawn",
        "train": trial.taught,
        "test": trial.foretold,
        "seed": settings.seed,
        "protected_attributes": settings.with,
        "left_out": settings.without,
        "days": days.iter().map(|day| one(trial, day)).collect::<Vec<_>>(),
    })
}

fn one(trial: &Trial, day: &Day) -> Value {
    let calibration = day.trained.model.calibration;
    let foreseen = day.trained.foreseen.iter().map(|judged| {
        json!({
            "presentation": trial.taught.get(judged.intake),
            "n": judged.people,
            "positives": judged.positives,
            "figures": figures(&judged.measures, &judged.intervals),
        })
    });
    let gains = day.gains.iter().map(|gain| {
        json!({
            "attribute": gain.attribute,
            "auc_pr": rounded(gain.auc_pr),
            "recall_at_10": rounded(gain.recall_at_10),
        })
    });
    json!({
        "at_day": day.at,
        "n": day.predictions.len(),
        "positives": day.outcomes().0,
        "base_rate": rounded(day.base_rate()),
        "figures": figures(&day.measures, &day.intervals),
        "model": {
            "columns": day.trained.model.headings().len(),
            "calibration": { "slope": rounded(calibration.slope), "shift": rounded(calibration.shift) },
            "foreseen_while_learning": foreseen.collect::<Vec<_>>(),
        },
        "gains": gains.collect::<Vec<_>>(),
        "by_presentation": by_presentation(trial, day),
    })
}

/// Each presentation that was foretold by itself, without intervals.
fn by_presentation(trial: &Trial, day: &Day) -> Vec<Value> {
    let one = |name: &Key| {
        let own = day.predictions.iter().filter(|one| one.presentation == *name);
        let judged = own
            .clone()
            .filter_map(|one| Some(Scored { probability: one.probability, positive: one.truth? }));
        let ranked = Ranked::new(judged.collect());
        let measures = Measures::of(&ranked);
        let figures = Measures::NAMES.into_iter().zip(measures.values().map(rounded));
        json!({
            "presentation": name,
            "n": own.count(),
            "positives": ranked.people().iter().filter(|one| one.positive).count(),
            "figures": figures.collect::<BTreeMap<_, _>>(),
        })
    };
    trial.foretold.iter().map(one).collect()
}

/// Each figure with its interval.
pub(super) fn figures(measures: &Measures, within: &Intervals) -> Value {
    let pair = |value: f64, Interval { low, high }: Interval| json!({ "value": rounded(value), "low": rounded(low), "high": rounded(high) });
    json!({
        "auc_pr": pair(measures.auc_pr, within.auc_pr),
        "auc_roc": pair(measures.auc_roc, within.auc_roc),
        "brier": pair(measures.brier, within.brier),
        "ece": pair(measures.ece, within.ece),
        "recall_at_5": pair(measures.recall_at_5, within.recall_at_5),
        "recall_at_10": pair(measures.recall_at_10, within.recall_at_10),
        "recall_at_20": pair(measures.recall_at_20, within.recall_at_20),
    })
}

/// Five digits; what is not defined becomes null.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e5).round() / 1e5
}

/// Where the probabilities go: `enrolment,at_day,probability`, by day and
/// enrolment.
pub(super) struct Predictions {
    path: String,
    writer: csv::Writer<std::fs::File>,
}

impl Predictions {
    /// Makes the file, or says why it cannot be written.
    pub(super) fn open(file: &Path) -> Result<Self> {
        let path = file.display().to_string();
        match std::fs::File::create(file) {
            Ok(open) => Ok(Self { path, writer: csv::Writer::from_writer(open) }),
            Err(source) => Err(Error::File { path, source }),
        }
    }

    /// Writes the probabilities of every day.
    pub(super) fn write(self, days: &[Day]) -> Result<()> {
        self.write_all(days.iter().flat_map(|day| {
            day.predictions.iter().map(|one| (one.name.to_string(), day.at, one.probability))
        }))
    }

    /// Writes enrolments with their day and probability.
    pub(super) fn write_all(mut self, all: impl Iterator<Item = (String, i32, f64)>) -> Result<()> {
        let written = self.try_write(all);
        written.map_err(|source| Error::File { path: self.path, source })
    }

    fn try_write(&mut self, all: impl Iterator<Item = (String, i32, f64)>) -> std::io::Result<()> {
        self.writer.write_record(["enrolment", "at_day", "probability"])?;
        for (name, at, probability) in all {
            let (at, probability) = (at.to_string(), format!("{probability:.6}"));
            self.writer.write_record([name, at, probability])?;
        }
        self.writer.flush()
    }
}
