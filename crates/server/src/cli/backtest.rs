//! `vigie backtest`

mod table;

use std::path::Path;
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::Role;
use vigie_domain::indicator::Indicator;
use vigie_domain::time::Instant;
use vigie_evidence::outcome::Outcome;

use super::backtest_risk;
use super::obstacles::stopped;
use super::output::{self, Format};
use super::{Error, Global, Result, when};
use crate::app::backtest::{self, Cancel, Candidate, HORIZON_DAYS, Progress, Request};
use crate::app::{App, School};

/// What indicators would have done over past students, before they ring
///
/// Only facts known before each instant are used. Every outcome is counted by
/// itself; leaving for a job is never harm. Formulas: docs/evidence.md
///
/// Examples:
///   vigie backtest
///   vigie backtest --indicator no-session --indicator my-indicator.toml
///   vigie backtest --indicator my-indicator.toml --from 2025-09-01 --horizon 60 --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, args_conflicts_with_subcommands = true)]
pub(super) struct Backtest {
    #[command(subcommand)]
    learned: Option<backtest_risk::Learned>,
    /// A live indicator's id, or a definition file; every live one if left out
    #[arg(long, num_args = 1.., value_name = "FILE|ID")]
    indicator: Vec<String>,
    /// Rings count from then on; from the first fact if left out
    #[arg(long, value_name = "INSTANT")]
    from: Option<String>,
    /// Rings count before then; to the end of what is known if left out
    #[arg(long, value_name = "INSTANT")]
    to: Option<String>,
    /// Only enrolments in this programme
    #[arg(long)]
    programme: Option<String>,
    /// Only enrolments in this cohort
    #[arg(long)]
    cohort: Option<String>,
    /// Days after a ring in which an outcome counts
    #[arg(long, value_name = "DAYS", default_value_t = HORIZON_DAYS)]
    horizon: u16,
    #[expect(clippy::doc_markdown, reason = "a terminal shows the words as they are typed")]
    /// What the table shows and groups are compared by: harm, left, not_validated,
    /// no_job_at_guarantee_end, left_for_job, completed or hired
    #[arg(long, default_value = "harm", value_parser = outcome)]
    outcome: Outcome,
    /// Hours of contact a week that one advisor has
    #[arg(long)]
    hours: Option<f64>,
    /// How many advisors there are; as many as the school has if left out
    #[arg(long)]
    advisors: Option<u32>,
    /// Also try other values of each indicator's first threshold
    #[arg(long)]
    variants: bool,
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

fn outcome(word: &str) -> Result<Outcome, String> {
    Outcome::from_name(word).ok_or_else(|| {
        let known: Vec<&str> = Outcome::ALL.into_iter().map(Outcome::name).collect();
        format!("use one of {}", known.join(", "))
    })
}

impl Backtest {
    pub(super) async fn run(mut self, global: &Global) -> Result<()> {
        if let Some(learned) = self.learned.take() {
            return learned.run(global).await;
        }
        let app = global.app().await?;
        let school = app.school().await?;
        let request = self.request(&app, &school).await?;
        let run = watched("living through the past", async |cancel, progress| {
            backtest::run(&app, &request, cancel, progress).await
        });
        let Some(report) = run.await? else { return Err(stopped()) };
        match self.format {
            Format::Json => output::print_serialized(&report),
            Format::Csv => table::indicators(&report, self.outcome)
                .print(Format::Csv, || serde_json::Value::Null),
            Format::Table => {
                output::print(&table::page(&report, self.outcome, &school.context.calendar));
                Ok(())
            }
        }
    }

    async fn request(&self, app: &App, school: &School) -> Result<Request> {
        let calendar = &school.context.calendar;
        let candidates = self.indicator.iter().map(|wanted| candidate(school, wanted));
        Ok(Request {
            candidates: candidates.collect::<Result<_>>()?,
            from: at(self.from.as_deref(), calendar)?,
            to: at(self.to.as_deref(), calendar)?,
            programme: self.programme.as_deref().map(Into::into),
            cohort: self.cohort.as_deref().map(Into::into),
            horizon_days: self.horizon,
            outcome: self.outcome,
            hours_per_week: self.hours_per_week(app).await?,
            variants: self.variants,
        })
    }

    /// Hours of all advisors together, if hours were given.
    async fn hours_per_week(&self, app: &App) -> Result<Option<f64>> {
        let Some(hours) = self.hours else { return Ok(None) };
        let advisors = match self.advisors {
            Some(advisors) => advisors,
            None => {
                let team = app.store.staff().await?;
                let advisors = team.values().filter(|staff| staff.role == Role::Advisor).count();
                u32::try_from(advisors).unwrap_or(u32::MAX)
            }
        };
        Ok(Some(hours * f64::from(advisors)))
    }
}

pub(super) fn at(text: Option<&str>, calendar: &Calendar) -> Result<Option<Instant>> {
    text.map(|text| when::instant(text, Some(calendar))).transpose()
}

/// A live indicator by its id, or a definition file.
fn candidate(school: &School, wanted: &str) -> Result<Candidate> {
    if let Some(live) = school.indicator(wanted) {
        return Ok(live.clone().into());
    }
    let path = Path::new(wanted);
    if !path.exists() {
        let known: Vec<&str> = school.indicators.iter().map(|known| known.id.as_str()).collect();
        let hint = format!(": it is no file, and the live ones are {}", known.join(", "));
        return Err(Error::Unknown { what: "indicator", name: wanted.to_owned(), hint });
    }
    let text = std::fs::read_to_string(path)
        .map_err(|source| Error::File { path: wanted.to_owned(), source })?;
    let indicator = Indicator::parse(&text)
        .map_err(|mistakes| Error::Indicator(format!("{wanted}:\n{mistakes}")))?;
    Ok(indicator.into())
}

/// Run with a bar on a terminal; Ctrl-C stops it.
pub(super) async fn watched<R>(
    what: &'static str,
    run: impl AsyncFnOnce(&Cancel, &mut (dyn FnMut(Progress) + Send)) -> Result<R>,
) -> Result<R> {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    let template = "{msg} {bar:32} {percent:>3} %  {pos} of {len} students, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("━╸ "));
    }
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(200));
    let cancel = Cancel::default();
    let stop = cancel.clone();
    let listening = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.cancel();
        }
    });
    let result = run(&cancel, &mut |progress| {
        bar.set_length(progress.of);
        bar.set_position(progress.students);
    })
    .await;
    listening.abort();
    bar.finish_and_clear();
    result
}
