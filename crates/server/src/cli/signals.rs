//! `vigie signals`

use clap::Args;
use serde_json::{Value, json};
use vigie_domain::ids::StudentId;
use vigie_domain::indicator::Severity;
use vigie_domain::metric::Metric;
use vigie_domain::signal::Standing;
use vigie_domain::worklist::Candidate;
use vigie_store::SignalRow;
use vigie_store::across::Filter;

use super::output::{Format, Table};
use super::{Global, Result, person, show, when};
use crate::app::School;
use crate::app::school::is_trial;
use crate::names::Names;

/// Signals that are open, or everything that ever rang for one student
///
/// Examples:
///   vigie signals --format json
///   vigie signals --student e-0042 --history
///   vigie signals --at 2026-03-01
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Signals {
    /// Only this student
    #[arg(long)]
    student: Option<String>,
    /// The record: what the team saw, and when
    #[arg(long, requires = "student")]
    history: bool,
    /// As it was then, from the facts known by then
    #[arg(long, value_name = "INSTANT", conflicts_with = "history")]
    at: Option<String>,
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

impl Signals {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let school = app.school().await?;
        let student = match &self.student {
            Some(external) => Some(person::student(&app.store, external).await?),
            None => None,
        };
        if let (Some(student), true) = (student, self.history) {
            let names = Names::load(&app.store, &[student]).await?;
            let mut rows = app.store.signal_history(student).await?;
            rows.retain(|row| !is_trial(&row.key.indicator));
            return history(&rows, &names, self.format);
        }
        let filter = student.map_or(Filter::All, |student| Filter::Students(vec![student]));
        let standings = match &self.at {
            Some(text) => {
                let at = when::instant(text, Some(&school.context.calendar))?;
                app.standings_at(&school, filter, at).await?
            }
            None => app.standings_now(&school, filter, app.clock.now()).await?,
        };
        let students: Vec<StudentId> = standings.iter().map(|(student, _)| *student).collect();
        let names = Names::load(&app.store, &students).await?;
        print(&school, &standings, &names, self.format)
    }
}

fn print(
    school: &School,
    standings: &[(StudentId, Standing)],
    names: &Names,
    format: Format,
) -> Result<()> {
    let mut table = Table::new(&["student", "enrolment", "indicator", "severity", "since"]);
    let mut lines: Vec<Value> = Vec::new();
    for (student, standing) in standings {
        let candidate = Candidate::read(*student, standing, &school.indicators, &school.context);
        for reason in candidate.reasons {
            let enrolment = reason.enrolment.and_then(|id| names.enrolment(id));
            table.row([
                names.full(*student),
                enrolment.clone().unwrap_or_default(),
                reason.indicator.to_string(),
                severity(reason.severity).to_owned(),
                when::rfc3339(reason.since),
            ]);
            if format == Format::Json {
                lines.push(json!({
                    "student": names.external(*student),
                    "enrolment": enrolment,
                    "indicator": reason.indicator,
                    "severity": severity(reason.severity),
                    "since": when::rfc3339(reason.since),
                    "evidence": evidence(school, &reason, names),
                }));
            }
        }
    }
    table.print(format, || json!(lines))
}

/// The evidence of a reason, by metric.
pub(super) fn evidence(
    school: &School,
    reason: &vigie_domain::worklist::Reason,
    names: &Names,
) -> Value {
    let metrics = |key: &str| -> Option<Metric> {
        let indicator = school.indicator(&reason.indicator)?;
        indicator.evidence.iter().find(|(name, _)| name == key).map(|(_, metric)| *metric)
    };
    reason
        .evidence
        .iter()
        .filter_map(|(key, value)| {
            let metric = metrics(key)?;
            let name = metric.declaration().name.to_owned();
            Some((name, show::evidence(metric, value, names)))
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The stable word of a severity.
pub(super) const fn severity(severity: Severity) -> &'static str {
    severity.name()
}

fn history(rows: &[SignalRow], names: &Names, format: Format) -> Result<()> {
    let headings = [
        "indicator",
        "version",
        "enrolment",
        "since",
        "raised",
        "why",
        "cleared",
        "why cleared",
        "reopened",
    ];
    let mut table = Table::new(&headings);
    let cleared = |row: &SignalRow| row.cleared.map(|(at, why)| (when::rfc3339(at), why.name()));
    for row in rows {
        let (at, why) = cleared(row).unwrap_or_default();
        table.row([
            row.key.indicator.clone(),
            row.indicator_version.to_string(),
            row.key.enrolment.and_then(|id| names.enrolment(id)).unwrap_or_default(),
            when::rfc3339(row.since),
            when::rfc3339(row.key.raised_at),
            row.why.name().to_owned(),
            at,
            why.to_owned(),
            row.reopened.to_string(),
        ]);
    }
    table.print(format, || {
        rows.iter()
            .map(|row| {
                let evidence: Value = serde_json::from_str(&row.evidence).unwrap_or(Value::Null);
                json!({
                    "indicator": row.key.indicator,
                    "version": row.indicator_version,
                    "enrolment": row.key.enrolment.and_then(|id| names.enrolment(id)),
                    "since": when::rfc3339(row.since),
                    "raised_at": when::rfc3339(row.key.raised_at),
                    "why": row.why.name(),
                    "evidence": evidence,
                    "cleared": cleared(row).map(|(at, why)| json!({ "at": at, "why": why })),
                    "reopened": row.reopened,
                })
            })
            .collect()
    })
}
