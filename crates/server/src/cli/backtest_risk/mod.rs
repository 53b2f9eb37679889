//! `vigie backtest risk`: how well would the model have foreseen a later
//! intake?

mod audit;
mod daily;
mod damage;
mod folder;
mod oulad;
mod report;
mod run;
mod school;
mod split;
mod tables;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use vigie_risk::target::Target;

use super::output::Format;
use super::{Error, Global, Result};
pub(super) use audit::Audit;
use folder::Chosen;

/// How well the risk model foresees a later intake
///
/// With --train-before and --test-from, on the school's own past: the model is
/// made as `vigie train` would have made it on that date, and is held against
/// the enrolments that began from the other one on, each looked at on the first
/// Monday from every --at-day. Whoever is foretold teaches nothing.
///
/// With --train and --test, on folders with the layout of the Open University
/// Learning Analytics Dataset: what was known on each day, never later.
/// Presentations that are taught are never judged. Without a list, those of
/// --train teach that begin before the first one of --test.
///
/// Examples:
///   vigie backtest risk --train-before 2026-03-01 --test-from 2026-03-01 \
///     --target leave:56 --at-day 14,28
///   vigie backtest risk --train oulad:2013B,2013J --test oulad:2014B
///   vigie backtest risk --train oulad --test later --at-day 14,28,56 \
///     --format json --predictions predictions.csv
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Risk {
    /// Where to learn: DIR or DIR:PRESENTATION,PRESENTATION…
    #[arg(long, required_unless_present = "train_before", value_name = "DIR[:PRESENTATION,…]")]
    train: Vec<Chosen>,
    /// What to foretell, in the same form
    #[arg(long, required_unless_present = "train_before", value_name = "DIR[:PRESENTATION,…]")]
    test: Option<Chosen>,
    /// Learn from what the school knew before then, e.g. 2026-03-01
    #[arg(
        long,
        value_name = "INSTANT",
        requires = "test_from",
        conflicts_with_all = ["train", "test", "with", "without", "gains"]
    )]
    train_before: Option<String>,
    /// Foretell those whose first day is from then on
    #[arg(long, value_name = "INSTANT", requires = "train_before")]
    test_from: Option<String>,
    /// Students looked at, at most; drawn by the seed (with --train-before)
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    students: u32,
    /// Days from the start on which to look
    #[arg(long, value_delimiter = ',', default_values_t = [14, 28, 56])]
    at_day: Vec<i32>,
    #[expect(clippy::doc_markdown, reason = "a terminal shows the words as they are typed")]
    /// What is foretold: fail_or_withdrawn; on the school's own past also
    /// leave:DAYS or no_job
    #[arg(long, default_value = "fail_or_withdrawn")]
    target: Target,
    /// How the figures are printed
    #[arg(long, default_value = "table")]
    format: Format,
    /// Write each enrolment's probability into this file, as CSV
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// The same seed and data give the same figures
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[expect(clippy::doc_markdown, reason = "a terminal shows the words as they are typed")]
    /// Let the model see protected attributes, e.g. gender,age_band
    #[arg(long, value_delimiter = ',', value_name = "ATTRIBUTE,…")]
    with: Vec<String>,
    #[expect(clippy::doc_markdown, reason = "a terminal shows the words as they are typed")]
    /// Leave these columns out, to see what they are worth, e.g. starts_in_month
    #[arg(long, value_delimiter = ',', value_name = "COLUMN,…")]
    without: Vec<String>,
    /// Also say what each protected attribute by itself would gain
    #[arg(long)]
    gains: bool,
}

/// What is learned from the past, and tested on it.
#[derive(Debug, Subcommand)]
pub(super) enum Learned {
    Risk(Risk),
}

impl Learned {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let Self::Risk(risk) = self;
        match (&risk.train_before, &risk.test_from, &risk.test) {
            (Some(before), Some(from), _) => school::run(global, &risk, before, from).await,
            (_, _, Some(test)) => run::run(&risk, test),
            _ => Err(Error::Input("name --test, or --train-before with --test-from".to_owned())),
        }
    }
}
