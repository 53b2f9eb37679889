//! `vigie obstacles`

use clap::Args;
use vigie_domain::calendar::Calendar;
use vigie_evidence::obstacle::{LEAST, ObstacleReport, Shrunk};

use super::backtest::{at, watched};
use super::output::{self, Format, Table};
use super::{Error, Global, Result};
use crate::app::obstacle::{self, Request};

/// Where the school makes students stumble
///
/// Projects on which many stall or whose defences are often to rework, weeks
/// in which many slow down, sessions lost on the school's side. Among their
/// peers, with intervals and a minimum count; never by person.
///
/// Examples:
///   vigie obstacles
///   vigie obstacles --programme web --from 2025-09-01 --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct ObstaclesCommand {
    /// What ended from then on; since ever if left out
    #[arg(long, value_name = "INSTANT")]
    from: Option<String>,
    /// What ended before then; to the end of what is known if left out
    #[arg(long, value_name = "INSTANT")]
    to: Option<String>,
    /// Only this programme
    #[arg(long)]
    programme: Option<String>,
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

impl ObstaclesCommand {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let school = app.school().await?;
        let calendar = &school.context.calendar;
        let request = Request {
            from: at(self.from.as_deref(), calendar)?,
            to: at(self.to.as_deref(), calendar)?,
            programme: self.programme.as_deref().map(Into::into),
        };
        let run = watched("looking at the school", async |cancel, progress| {
            obstacle::run(&app, &request, cancel, progress).await
        });
        let Some(report) = run.await? else { return Err(stopped()) };
        match self.format {
            Format::Json => output::print_serialized(&report),
            Format::Csv => projects(&report).print(Format::Csv, || serde_json::Value::Null),
            Format::Table => {
                output::print(&page(&report, calendar));
                Ok(())
            }
        }
    }
}

/// Somebody stopped it.
pub(super) fn stopped() -> Error {
    Error::Input("stopped; nothing was changed".to_owned())
}

fn page(report: &ObstacleReport, calendar: &Calendar) -> String {
    let mut page = String::from("Projects among all projects of the school; * stands out\n\n");
    page += &projects(report).aligned();
    page += &format!("\nFewer than {LEAST} are not shown.\n");
    if let Some(usual) = report.usual_slow {
        page += &format!("\nIn a usual week {:.1} % of learners slow down.\n", usual * 100.0);
    }
    for week in &report.weeks {
        page += &format!("  week of {}: {}\n", calendar.date(week.from), cell(Some(week.slow)));
    }
    if let Some(lost) = report.sessions_lost {
        let sessions = &report.sessions;
        page += &format!(
            "\nSessions lost on the school's side: {} of {} ({:.1} %): mentor absent {}, not \
             written down {}.\n",
            sessions.mentor_absent + sessions.unrecorded,
            sessions.planned,
            lost.value * 100.0,
            sessions.mentor_absent,
            sessions.unrecorded
        );
    }
    if !report.marks.is_empty() {
        let said = report.marks.iter().map(|(cause, count)| format!("{} {count}", cause.name()));
        let said: Vec<String> = said.collect();
        page += &format!("\nOurs to repair, as contacts said: {}.\n", said.join(", "));
    }
    page
}

fn projects(report: &ObstacleReport) -> Table {
    let mut table = Table::new(&["programme", "project", "stalled", "to rework"]);
    for one in &report.projects {
        table.row([
            one.programme.to_string(),
            one.project.to_string(),
            cell(one.stalled),
            cell(one.reworked),
        ]);
    }
    table
}

/// `31.0 % (24–38), others 12.1 %, 52 of 160 *`
fn cell(share: Option<Shrunk>) -> String {
    let Some(share) = share else { return "–".to_owned() };
    let hundred = |value: f64| value * 100.0;
    format!(
        "{:.1} % ({:.0}–{:.0}), others {:.1} %, {} of {}{}",
        hundred(share.share),
        hundred(share.low),
        hundred(share.high),
        hundred(share.peers),
        share.met,
        share.of,
        if share.stands_out { " *" } else { "" }
    )
}
