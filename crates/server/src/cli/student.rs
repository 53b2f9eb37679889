//! `vigie student`

use clap::Args;
use serde_json::{Map, Value, json};
use vigie_domain::ids::EnrolmentId;
use vigie_domain::journey::Enrolment;
use vigie_domain::metric::{Metric, Scope};
use vigie_domain::signal::Standing;
use vigie_domain::worklist::Candidate;

use super::output::{Format, Table};
use super::signals::{evidence, severity};
use super::{Global, Result, person, show, when};
use crate::app::School;
use crate::names::Names;

/// What stands about one student: phase, enrolments, metrics, open signals
///
/// Examples:
///   vigie student e-0042
///   vigie student 11391 --at 2013-10-29T00:00:00+00:00 --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Student {
    /// The student's id in its source
    external: String,
    /// As it was then, from the facts known by then
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

impl Student {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let school = app.school().await?;
        let student = person::student(&app.store, &self.external).await?;
        let at = self
            .at
            .as_deref()
            .map(|text| when::instant(text, Some(&school.context.calendar)))
            .transpose()?;
        let standing = app.standing(&school, student, at).await?;
        let mut names = Names::load(&app.store, &[student]).await?;
        let candidate = Candidate::read(student, &standing, &school.indicators, &school.context);
        names.load_words(&app.store, &crate::briefing::quoted(&candidate)).await?;
        let json = describe(&school, &standing, &candidate, &names);
        let mut table = Table::new(&["what", "value"]);
        flatten("", &json, &mut table);
        table.print(self.format, || json)
    }
}

fn describe(school: &School, standing: &Standing, candidate: &Candidate, names: &Names) -> Value {
    let at = standing.at;
    let journey = &standing.journey;
    let signals: Vec<Value> = candidate
        .reasons
        .iter()
        .map(|reason| {
            json!({
                "indicator": reason.indicator,
                "enrolment": reason.enrolment.and_then(|id| names.enrolment(id)),
                "severity": severity(reason.severity),
                "since": when::rfc3339(reason.since),
                "evidence": evidence(school, reason, names),
            })
        })
        .collect();
    let enrolments: Vec<Value> =
        journey.enrolments.iter().map(|e| enrolment(school, standing, e, names)).collect();
    json!({
        "student": names.external(candidate.student),
        "name": names.full(candidate.student),
        "at": when::rfc3339(at),
        "phase": journey.phase(at).0.name(),
        "advisor": journey.advisor.map(|(advisor, _)| names.staff_external(advisor)),
        "facts": journey.facts,
        "enrolments": enrolments,
        "metrics": metrics(school, standing, None, names),
        "signals": signals,
    })
}

fn enrolment(school: &School, standing: &Standing, known: &Enrolment, names: &Names) -> Value {
    json!({
        "enrolment": names.enrolment(known.id).unwrap_or_else(|| known.id.to_string()),
        "programme": known.programme,
        "cohort": known.cohort,
        "phase": known.phase(standing.at).0.name(),
        "starts_at": known.starts_at.map(when::rfc3339),
        "target_end": known.target_end.map(when::rfc3339),
        "metrics": metrics(school, standing, Some(known.id), names),
    })
}

/// Every metric of a scope, undefined ones as null.
fn metrics(
    school: &School,
    standing: &Standing,
    enrolment: Option<EnrolmentId>,
    names: &Names,
) -> Value {
    let scope = if enrolment.is_some() { Scope::Enrolment } else { Scope::Student };
    let view = standing.view(enrolment, &school.context);
    Metric::all()
        .filter(|metric| metric.declaration().scope == scope)
        .map(|metric| (metric.declaration().name.to_owned(), show::reading(metric, &view, names)))
        .collect::<Map<_, _>>()
        .into()
}

/// JSON as rows, undefined values left out.
fn flatten(path: &str, value: &Value, table: &mut Table) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| flatten(&below(key), value, table));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(n, item)| flatten(&below(&n.to_string()), item, table));
        }
        Value::String(text) => table.row([path, text.as_str()]),
        other => table.row([path, other.to_string().as_str()]),
    }
}
