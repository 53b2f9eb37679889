//! `vigie risk`

mod card;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use vigie_domain::ids::EnrolmentId;
use vigie_store::RiskState;

use super::output::{self, Format, Table};
use super::{Global, Result, person, when};
use crate::app::App;
use crate::app::indicator::Act;
use crate::app::risk::{Explained, Model, Week};
use crate::reasons;
use crate::wording::{Language, Locale};

pub(super) use card::card;

/// Learned risk: models, who approved them, and why they say what they say
#[derive(Debug, Args)]
pub(super) struct Risk {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Every model, newest first, and how well it foresaw later people
    List {
        /// table, json or csv
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// A model's card, what moved since, and the champion's figures beside it
    Show {
        /// The id, or its beginning
        id: String,
        /// table or json
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// Put a model in force in place of the champion; asks for a --reason
    Approve {
        /// The id, or its beginning
        id: String,
        #[command(flatten)]
        who: Who,
    },
    /// One step back: the champion before this one is in force again
    Back {
        #[command(flatten)]
        who: Who,
    },
    /// What a risk of 1 adds to a line of the list: 0 (nothing, unless
    /// decided otherwise) to 40 points; asks for a --reason
    Weigh {
        /// Points, less if the risk is less; each line shows them
        points: f64,
        #[command(flatten)]
        who: Who,
    },
    /// Why the champion says what it says of a student, and what would change it
    Explain {
        /// The student's id in its source
        student: String,
        /// The id of another model, or its beginning
        #[arg(long)]
        model: Option<String>,
        /// table or json
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// A student objects: nothing is computed of them from now on
    Object {
        /// The student's id in its source
        student: String,
        /// They take it back
        #[arg(long)]
        withdraw: bool,
    },
    /// Do all that this week's look at everybody still lacks
    ///
    /// `vigie serve` and `vigie run` do it by themselves, a cohort at a time.
    Look,
}

/// Who, and why.
#[derive(Debug, Args)]
struct Who {
    /// Who: id or name
    #[arg(long)]
    by: Option<String>,
    /// Why, in a few words
    #[arg(long, default_value = "")]
    reason: String,
}

impl Who {
    async fn act(&self, app: &App) -> Result<Act> {
        let by = match &self.by {
            Some(name) => Some(person::staff(&app.store, name).await?),
            None => None,
        };
        Ok(Act { by, user: None, reason: self.reason.clone() })
    }
}

impl Risk {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        match self.command {
            Command::List { format } => list(&app, format).await,
            Command::Show { id, format } => show(&app, &id, format).await,
            Command::Approve { id, who } => {
                // Whoever approves has the comparison in view.
                let weeks = app.risk_drift(&app.risk_model(&id).await?.row.id, 1).await?;
                let trial = weeks.first().and_then(|(_, week)| week.trial.as_ref());
                output::print(&card::trial(trial));
                let model = app.approve_risk(&id, &who.act(&app).await?).await?;
                output::print(&format!("{} is in force\n", model.row.id));
                Ok(())
            }
            Command::Back { who } => {
                let now = app.risk_back(&who.act(&app).await?).await?;
                let now = now.map_or("no model is in force now".into(), |id| {
                    format!("{id} is in force again")
                });
                output::print(&format!("{now}\n"));
                Ok(())
            }
            Command::Weigh { points, who } => {
                app.weigh_risk(points, &who.act(&app).await?).await?;
                output::print(&format!("a risk of 1 adds {points} points now\n"));
                Ok(())
            }
            Command::Explain { student, model, format } => {
                explain(&app, global.lang, &student, model.as_deref(), format).await
            }
            Command::Object { student, withdraw } => {
                let student = person::student(&app.store, &student).await?;
                app.object_to_risk(student, !withdraw, None).await?;
                output::print(if withdraw { "taken back\n" } else { "written down\n" });
                Ok(())
            }
            Command::Look => {
                let school = app.school().await?;
                while app.risk_step(&school).await? {}
                output::print("everybody is looked at\n");
                Ok(())
            }
        }
    }
}

async fn list(app: &App, format: Format) -> Result<()> {
    let mut table =
        Table::new(&["model", "state", "made at", "target", "AUC-PR", "AUC-ROC", "reason"]);
    let mut rows = Vec::new();
    for row in app.store.risk_models().await? {
        // One that this version can't read is listed all the same.
        let read = app.risk_model(&row.id).await.ok();
        let figure = |name: &str| {
            let known = read.as_ref().and_then(|model| model.artefact.card.last()?.figure(name));
            known.map_or_else(|| "–".to_owned(), |(value, _)| format!("{value:.3}"))
        };
        let target =
            read.as_ref().map_or("–".to_owned(), |model| model.artefact.card.target.to_string());
        let cells = [
            row.id.clone(),
            row.state.name().to_owned(),
            when::rfc3339(row.made_at),
            target,
            figure("auc_pr"),
            figure("auc_roc"),
            row.reason.clone(),
        ];
        rows.push(json!({
            "id": cells[0], "state": cells[1], "made_at": cells[2], "target": cells[3],
            "auc_pr": cells[4], "auc_roc": cells[5], "reason": cells[6],
        }));
        table.row(cells);
    }
    table.print(format, || Value::from(rows))
}

async fn show(app: &App, id: &str, format: Format) -> Result<()> {
    let model = app.risk_model(id).await?;
    let weeks = app.risk_drift(&model.row.id, 8).await?;
    let overrides = app.risk_overrides().await?.remove(&model.row.id).unwrap_or_default();
    if format == Format::Json {
        let weeks: Vec<Value> = weeks
            .iter()
            .map(|(at, week)| json!({ "at": when::rfc3339(*at), "found": week }))
            .collect();
        return output::print_serialized(&json!({
            "id": model.row.id, "state": model.row.state.name(), "reason": model.row.reason,
            "made_at": when::rfc3339(model.row.made_at), "card": model.artefact.card,
            "weeks": weeks, "overrides": overrides,
        }));
    }
    let Model { row, artefact } = &model;
    output::print(&format!(
        "{}, {}, made {}\n",
        row.id,
        row.state.name(),
        when::rfc3339(row.made_at)
    ));
    if let Some((by, at)) = row.approved {
        let team = app.store.staff().await?;
        let by = by.and_then(|by| team.get(&by)).map_or("somebody", |staff| staff.name.as_str());
        output::print(&format!("approved by {by}, {}: {}\n", when::rfc3339(at), row.reason));
    }
    output::print(&format!("\n{}{}", card(&artefact.card), card::overrides(&overrides)));
    if row.state == RiskState::Challenger {
        let trial = weeks.first().and_then(|(_, week)| week.trial.as_ref());
        output::print(&format!("\n{}", card::trial(trial)));
    }
    output::print(&format!("\n{}", drift(&weeks)));
    Ok(())
}

fn drift(weeks: &[(vigie_domain::time::Instant, Week)]) -> String {
    if weeks.is_empty() {
        return "No week was looked at yet.\n".to_owned();
    }
    let mut table = Table::new(&[
        "week of",
        "people",
        "probabilities",
        "calibration error",
        "moved",
        "look at it",
    ]);
    for (at, week) in weeks {
        let moved = week.moved.iter().take(3).map(|one| format!("{} {:.2}", one.name, one.index));
        let moved: Vec<String> = moved.collect();
        let error = week.calibration.map(|(people, error)| format!("{error:.3} of {people}"));
        table.row([
            when::rfc3339(*at),
            week.people.to_string(),
            format!("{:.2}", week.probabilities),
            error.unwrap_or_else(|| "–".to_owned()),
            moved.join(", "),
            if week.rings() { "yes" } else { "" }.to_owned(),
        ]);
    }
    table.aligned()
}

async fn explain(
    app: &App,
    language: Language,
    student: &str,
    model: Option<&str>,
    format: Format,
) -> Result<()> {
    let locale = Locale::of(language);
    let school = app.school().await?;
    let student = person::student(&app.store, student).await?;
    let model = match model {
        Some(id) => Some(app.risk_model(id).await?),
        None => app.risk_champion().await?,
    };
    let Some(model) = model else {
        output::print(&format!("{}\n", locale.text("risk-none", &[])));
        return Ok(());
    };
    if app.standing(&school, student, None).await?.journey.objects_to_risk() {
        output::print(&format!("{}\n", locale.text("risk-objects", &[])));
        return Ok(());
    }
    let explained = app.explain_risk_by(&school, &model, student).await?;
    let known = app.store.enrolments_of(&[student]).await?;
    let name =
        |id: EnrolmentId| known.get(&id).map_or_else(String::new, |e| e.external.to_string());
    if format == Format::Json {
        let one = |one: &Explained| {
            json!({
                "model": one.model, "enrolment": name(one.enrolment),
                "as_of": when::rfc3339(one.at), "reasons": one.reasons,
            })
        };
        return output::print_serialized(&explained.iter().map(one).collect::<Vec<_>>());
    }
    if explained.is_empty() {
        output::print(&format!("{}\n", locale.text("risk-nothing", &[])));
    }
    for one in &explained {
        let told = reasons::told(locale, model.artefact.card.target, &one.reasons);
        let lines = [told.said].into_iter().chain(told.reasons).chain(told.changes);
        let lines: Vec<String> = lines.map(|line| format!("  {line}")).collect();
        output::print(&format!("{}\n{}\n", name(one.enrolment), lines.join("\n")));
    }
    Ok(())
}
