//! Drafts, trials, publications, and how they fare.

use std::path::Path;

use clap::Args;
use serde_json::json;
use vigie_domain::indicator::{Diagnostic, Usefulness};

use super::{Error, Format, Language, Result, Table, output, person, read, when, words};
use crate::app::App;
use crate::app::indicator::{Act, Drafted};
use crate::names::Names;

/// Who changes something, and why.
#[derive(Debug, Args)]
pub(super) struct Who {
    /// Who: id or name
    #[arg(long)]
    by: Option<String>,
    /// Why, in a few words
    #[arg(long, default_value = "")]
    reason: String,
}

impl Who {
    pub(super) async fn act(&self, app: &App) -> Result<Act> {
        let by = match &self.by {
            Some(name) => Some(person::staff(&app.store, name).await?),
            None => None,
        };
        Ok(Act { by, user: None, reason: self.reason.clone() })
    }
}

/// Keeps new shipped indicators as drafts, or on trial, and says which.
pub(super) async fn add_shipped(app: &App, trial: bool, who: &Who) -> Result<()> {
    let added = app.add_shipped(trial, &who.act(app).await?).await?;
    let state = if trial { "is on trial: no advisor sees it" } else { "is a draft" };
    if added.is_empty() {
        output::print("every shipped indicator is known here\n");
    }
    for id in added {
        output::print(&format!("{id} {state}\n"));
    }
    Ok(())
}

/// The same when the program starts: as drafts, told beside its output.
pub(in crate::cli) async fn greet_shipped(app: &App) -> Result<()> {
    let added = app.add_shipped(false, &Act::default()).await?;
    if !added.is_empty() {
        eprintln!(
            "new indicators, kept as drafts until the team tries them out: {}",
            added.join(", ")
        );
    }
    Ok(())
}

/// A version that goes further.
#[derive(Debug, Args)]
pub(super) struct Step {
    /// The indicator's id, or a definition file, which is kept as a draft first
    indicator: String,
    /// Which version; the latest if left out
    #[arg(id = "which", value_name = "VERSION")]
    version: Option<u32>,
    #[command(flatten)]
    who: Who,
}

impl Step {
    /// The id and version that are meant.
    async fn chosen(&self, app: &App, act: &Act) -> Result<(String, Option<u32>)> {
        let file = Path::new(&self.indicator);
        if file.extension().is_none_or(|ending| ending != "toml") {
            app.school().await?;
            return Ok((self.indicator.clone(), self.version));
        }
        if self.version.is_some() {
            return Err(Error::Input(
                "a file is a version of its own: leave out the version".into(),
            ));
        }
        let drafted = app.draft(&read(file)?, act).await?;
        warn(&drafted.warnings, &drafted.indicator.source);
        Ok((drafted.indicator.id.to_string(), Some(drafted.version)))
    }

    pub(super) async fn trial(&self, app: &App) -> Result<()> {
        let act = self.who.act(app).await?;
        let (id, version) = self.chosen(app, &act).await?;
        let version = app.try_out(&id, version, &act).await?;
        output::print(&format!("{id} version {version} is on trial: no advisor sees it\n"));
        Ok(())
    }

    pub(super) async fn publish(&self, app: &App) -> Result<()> {
        let act = self.who.act(app).await?;
        let (id, version) = self.chosen(app, &act).await?;
        let published = app.publish(&id, version, &act).await?;
        output::print(&format!("{id} version {} is in force\n", published.version));
        if let Some(hours) = published.hours {
            output::print(&format!(
                "the live indicators ask for {} h a week, of {} h\n",
                hours.asked.div_ceil(60),
                hours.there / 60
            ));
        }
        Ok(())
    }
}

/// What is taken out of use.
#[derive(Debug, Args)]
pub(super) struct Retire {
    /// The indicator's id
    id: String,
    /// Which version; every one if left out
    #[arg(id = "which", value_name = "VERSION")]
    version: Option<u32>,
    #[command(flatten)]
    who: Who,
}

impl Retire {
    pub(super) async fn run(&self, app: &App) -> Result<()> {
        app.school().await?;
        let act = self.who.act(app).await?;
        for version in app.retire(&self.id, self.version, &act).await? {
            output::print(&format!("{} version {version} is retired\n", self.id));
        }
        Ok(())
    }
}

pub(super) async fn draft(app: &App, file: &Path, who: &Who) -> Result<()> {
    let act = who.act(app).await?;
    let Drafted { indicator, version, is_new, warnings } = app.draft(&read(file)?, &act).await?;
    warn(&warnings, &indicator.source);
    let what = if is_new { "is a draft" } else { "says so already" };
    output::print(&format!("{} version {version} {what}\n", indicator.id));
    Ok(())
}

/// What is odd about a definition goes where messages go.
pub(super) fn warn(warnings: &[Diagnostic], source: &str) {
    for warning in warnings {
        eprintln!("warning: {}", warning.render(source));
    }
}

/// Every indicator, and how it fares.
pub(super) async fn list(app: &App, format: Format, language: Language) -> Result<()> {
    app.school().await?;
    let listed = app.indicators().await?;
    let mut table =
        Table::new(&["indicator", "version", "state", "true now", "by week", "useful", "name"]);
    for one in &listed {
        let weekly: Vec<String> = one.weekly.iter().map(u64::to_string).collect();
        table.row([
            one.indicator.id.to_string(),
            one.version.to_string(),
            one.state.name().to_owned(),
            one.true_now.to_string(),
            weekly.join(" "),
            useful(one.useful),
            words(&one.indicator, language).name.clone(),
        ]);
    }
    table.print(format, || {
        listed
            .iter()
            .map(|one| {
                let beside = one
                    .beside
                    .iter()
                    .map(|(version, state)| json!({ "version": version, "state": state.name() }));
                json!({
                    "indicator": one.indicator.id,
                    "version": one.version,
                    "state": one.state.name(),
                    "since": when::rfc3339(one.since),
                    "beside": beside.collect::<Vec<_>>(),
                    "true_now": one.true_now,
                    "weekly": one.weekly,
                    "useful": one.useful,
                    "name": { "fr": one.indicator.fr.name, "en": one.indicator.en.name },
                })
            })
            .collect()
    })
}

/// "7 of 9", or nothing where nothing was said.
fn useful(said: Usefulness) -> String {
    match said.said() {
        0 => String::new(),
        all => format!("{} of {all}", said.helped),
    }
}

/// Who changed what, when and why.
pub(super) async fn history(app: &App, id: &str, format: Format) -> Result<()> {
    app.school().await?;
    let Some(dossier) = app.indicator(id).await? else {
        let hint = ": `vigie indicator list --all` names them".to_owned();
        return Err(Error::Unknown { what: "indicator", name: id.to_owned(), hint });
    };
    let names = Names::load(&app.store, &[]).await?;
    let by = |change: &vigie_store::ChangeRow| change.by.map(|by| names.staff(by));
    let mut table = Table::new(&["at", "version", "state", "by", "hours", "reason"]);
    for change in &dossier.changes {
        let hours = change
            .minutes
            .map(|(asked, there)| format!("{} of {}", asked.div_ceil(60), there / 60));
        table.row([
            when::rfc3339(change.at),
            change.version.to_string(),
            change.state.name().to_owned(),
            by(change).unwrap_or_default(),
            hours.unwrap_or_default(),
            change.reason.clone(),
        ]);
    }
    table.print(format, || {
        dossier
            .changes
            .iter()
            .map(|change| {
                json!({
                    "at": when::rfc3339(change.at),
                    "version": change.version,
                    "state": change.state.name(),
                    "by": by(change),
                    "reason": change.reason,
                    "minutes": change.minutes.map(|(asked, there)| {
                        json!({ "asked": asked, "there": there })
                    }),
                })
            })
            .collect()
    })
}
