//! `vigie backtest risk`: how well would the model have foreseen a later
//! intake?

mod audit;
mod damage;
mod folder;
mod oulad;
mod report;
mod run;
mod split;
mod tables;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Result;
use super::output::Format;
pub(super) use audit::Audit;
use folder::Chosen;

/// How well the risk model foresees a later intake
///
/// Learns from the folders of --train and foretells the enrolments of --test
/// from what was known on each day, never later. Both have the layout of the
/// Open University Learning Analytics Dataset. Presentations that are taught
/// are never judged. Without a list of presentations, all of a folder count.
///
/// Examples:
///   vigie backtest risk --train oulad:2013B,2013J --test oulad:2014B
///   vigie backtest risk --train oulad --test later --at-day 14,28,56 \
///     --format json --predictions predictions.csv
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Risk {
    /// Where to learn: DIR or DIR:PRESENTATION,PRESENTATION…
    #[arg(long, required = true, value_name = "DIR[:PRESENTATION,…]")]
    train: Vec<Chosen>,
    /// What to foretell, in the same form
    #[arg(long, value_name = "DIR[:PRESENTATION,…]")]
    test: Chosen,
    /// Days from the start of a presentation on which to look
    #[arg(long, value_delimiter = ',', default_values_t = [14, 28, 56])]
    at_day: Vec<i32>,
    /// What is foretold
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

/// What is foretold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Target {
    /// Failing, or leaving before the end
    FailOrWithdrawn,
}

/// What is learned from the past, and tested on it.
#[derive(Debug, Subcommand)]
pub(super) enum Learned {
    Risk(Risk),
}

impl Learned {
    pub(super) fn run(self) -> Result<()> {
        let Self::Risk(risk) = self;
        run::run(&risk)
    }
}
