//! The back-test on the school's own past.

use serde_json::{Value, json};

use super::Risk;
use super::report::{self, rounded};
use crate::app::risk::{Between, OnDay, Order, Tested};
use crate::app::{Error, Result};
use crate::cli::Global;
use crate::cli::backtest::watched;
use crate::cli::obstacles::stopped;
use crate::cli::when;

pub(super) async fn run(global: &Global, risk: &Risk, before: &str, from: &str) -> Result<()> {
    // Opened first: nobody should learn for a minute what cannot be written.
    let predictions = risk.predictions.as_deref().map(report::Predictions::open).transpose()?;
    let app = global.app().await?;
    let calendar = app.school().await?.context.calendar.clone();
    let day = |day: &i32| {
        let odd = |_| Error::Input(format!("no day {day}: use 0 or more"));
        u16::try_from(*day).map_err(odd)
    };
    let trial = Between {
        order: Order {
            target: risk.target,
            students: usize::try_from(risk.students).unwrap_or(usize::MAX),
            seed: risk.seed,
            ..Order::default()
        },
        train_before: when::instant(before, Some(&calendar))?,
        test_from: when::instant(from, Some(&calendar))?,
        days: risk.at_day.iter().map(day).collect::<Result<_>>()?,
    };
    let run = watched("looking at the past", async |cancel, progress| {
        app.try_risk(&trial, cancel, progress).await
    });
    let Some(tested) = run.await? else { return Err(stopped()) };
    if let Some(predictions) = predictions {
        predictions.write_all(tested.days.iter().flat_map(|day| {
            let of_day = day.foretold.iter();
            of_day.map(|one| (one.enrolment.to_string(), i32::from(day.day), one.probability))
        }))?;
    }
    let mut table = report::table();
    for day in &tested.days {
        let (_, rate) = outcomes(day);
        let at = i32::from(day.day);
        table.row(report::cells(at, day.foretold.len(), rate, &day.measures, &day.intervals));
    }
    table.print(risk.format, || as_json(&trial, &tested))
}

/// How many of those whose end is known met the target, and their share.
#[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
fn outcomes(day: &OnDay) -> (usize, f64) {
    let known: Vec<bool> = day.foretold.iter().filter_map(|one| one.truth).collect();
    let positives = known.iter().filter(|truth| **truth).count();
    (positives, positives as f64 / known.len() as f64)
}

fn as_json(trial: &Between, tested: &Tested) -> Value {
    let counts = tested.artefact.card.counts;
    let day = |day: &OnDay| {
        let (positives, rate) = outcomes(day);
        json!({
            "at_day": day.day,
            "n": day.foretold.len(),
            "known": day.foretold.iter().filter(|one| one.truth.is_some()).count(),
            "positives": positives,
            "base_rate": rounded(rate),
            "figures": report::figures(&day.measures, &day.intervals),
        })
    };
    json!({
        "target": trial.order.target.to_string(),
        "train_before": when::rfc3339(trial.train_before),
        "test_from": when::rfc3339(trial.test_from),
        "seed": trial.order.seed,
        "learned_from": { "students": counts.students, "looks": counts.looks },
        "days": tested.days.iter().map(day).collect::<Vec<_>>(),
    })
}
