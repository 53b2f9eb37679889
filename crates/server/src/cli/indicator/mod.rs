//! `vigie indicator`

mod files;
mod govern;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;
use vigie_domain::indicator;

use super::metric::meaning;
use super::output::{self, Format, Table};
use super::{Error, Global, Result, person, when};
use crate::app::School;
use crate::briefing::words;
use crate::wording::{self, Language};
pub(super) use govern::greet_shipped;

/// Write, try, publish and compare indicators
///
/// A version is a draft, on trial (evaluated on everybody, shown to no advisor), live or retired. What is
/// published is never altered: a change is a new version, and a signal keeps the version that raised
/// it.
///
/// Examples:
///   vigie indicator check my-indicator.toml
///   vigie indicator trial my-indicator.toml --reason "une idée de l'équipe"
///   vigie indicator publish my-indicator
///   vigie indicator history my-indicator
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Indicator {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read definition files and say what is wrong with them, if anything
    Check {
        /// Definition files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// List the indicators in force
    List {
        /// Every indicator, with its state, how many it is true for now, how often it rang in the
        /// last weeks, and what contacts said of it
        #[arg(long)]
        all: bool,
        /// table, json or csv
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// What an indicator watches for, metric by metric
    Explain {
        /// Its id
        id: String,
    },
    /// Keep a definition as a draft: a new version that nobody evaluates
    Draft {
        /// The definition file
        file: PathBuf,
        #[command(flatten)]
        who: govern::Who,
    },
    /// Keep the shipped indicators that this database has never seen as drafts
    ///
    /// A new version of Vigie may bring some. They ring for nobody until the team tries them out or puts
    /// them in force; `vigie serve` and `vigie run` keep them as drafts when they start.
    AddShipped {
        /// Let them run silently on everybody at once
        #[arg(long)]
        trial: bool,
        #[command(flatten)]
        who: govern::Who,
    },
    /// Let a version run silently on everybody
    Trial(govern::Step),
    /// Put a version in force, in place of the live one
    ///
    /// The hours a week that the live indicators then ask for are counted over the last thirteen
    /// weeks. More than there are asks for a --reason. The hours there are: the setting
    /// `weekly_minutes` for each advisor, or 20 h.
    Publish(govern::Step),
    /// Take a version, or all of an indicator, out of use
    Retire(govern::Retire),
    /// Who changed what, when and why
    History {
        /// Its id
        id: String,
        /// table, json or csv
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// What differs between two versions
    Diff {
        /// Its id
        id: String,
        /// The version before; the live one, else the one before the latest
        before: Option<u32>,
        /// The version after; the latest
        after: Option<u32>,
    },
    /// Write definitions as files, one for each indicator
    Export {
        /// Only these, in their latest version; the live version of all if left out
        ids: Vec<String>,
        /// The folder
        #[arg(long, value_name = "FOLDER", default_value = "indicators")]
        to: PathBuf,
    },
    /// Keep definition files as drafts, all or none; what is known word for word changes nothing
    Import {
        /// Definition files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        who: govern::Who,
    },
}

impl Indicator {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        if let Command::Check { files } = &self.command {
            return check(files);
        }
        let app = global.app().await?;
        match self.command {
            Command::Check { .. } => Ok(()),
            Command::List { all: true, format } => govern::list(&app, format, global.lang).await,
            Command::List { all: false, format } => list(&app.school().await?, format, global.lang),
            Command::Explain { id } => explain(&app.school().await?, &id, global.lang),
            Command::Draft { file, who } => govern::draft(&app, &file, &who).await,
            Command::AddShipped { trial, who } => govern::add_shipped(&app, trial, &who).await,
            Command::Trial(step) => step.trial(&app).await,
            Command::Publish(step) => step.publish(&app).await,
            Command::Retire(retire) => retire.run(&app).await,
            Command::History { id, format } => govern::history(&app, &id, format).await,
            Command::Diff { id, before, after } => files::diff(&app, &id, before, after).await,
            Command::Export { ids, to } => files::export(&app, &ids, &to).await,
            Command::Import { files, who } => files::import(&app, &files, &who).await,
        }
    }
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file)
        .map_err(|source| Error::File { path: file.display().to_string(), source })
}

/// Every file is read; the first mistake of each is enough to fail.
fn check(files: &[PathBuf]) -> Result<()> {
    let mut wrong = 0;
    for file in files {
        let parsed = indicator::Indicator::parse(&read(file)?);
        let mistakes = match &parsed {
            Ok(indicator) => wording::faults(indicator),
            Err(mistakes) => vec![mistakes.to_string()],
        };
        match parsed {
            Ok(indicator) if mistakes.is_empty() => {
                for warning in indicator.warnings() {
                    eprintln!("{}: warning: {}", file.display(), warning.render(&indicator.source));
                }
                output::print(&format!("{}: {} is fine\n", file.display(), indicator.id));
            }
            _ => {
                wrong += 1;
                eprintln!("{}:\n{}", file.display(), mistakes.join("\n"));
            }
        }
    }
    if wrong == 0 {
        Ok(())
    } else {
        Err(Error::Input(format!("{wrong} of {} files are wrong", files.len())))
    }
}

fn list(school: &School, format: Format, language: Language) -> Result<()> {
    let mut table = Table::new(&["indicator", "version", "severity", "minutes", "name"]);
    for indicator in &school.indicators {
        table.row([
            indicator.id.to_string(),
            school.version(&indicator.id).to_string(),
            indicator.severity.name().to_owned(),
            indicator.task.minutes().to_string(),
            words(indicator, language).name.clone(),
        ]);
    }
    table.print(format, || {
        school
            .indicators
            .iter()
            .map(|indicator| {
                json!({
                    "indicator": indicator.id,
                    "number": indicator.number,
                    "version": school.version(&indicator.id),
                    "severity": indicator.severity.name(),
                    "task": indicator.task.name(),
                    "minutes": indicator.task.minutes(),
                    "condition": indicator.condition.to_string(),
                    "name": { "fr": indicator.fr.name, "en": indicator.en.name },
                })
            })
            .collect()
    })
}

fn explain(school: &School, id: &str, language: Language) -> Result<()> {
    let Some(indicator) = school.indicator(id) else {
        let known: Vec<&str> = school.indicators.iter().map(|known| known.id.as_str()).collect();
        let hint = format!(": known are {}", known.join(", "));
        return Err(Error::Unknown { what: "indicator", name: id.to_owned(), hint });
    };
    let wording = words(indicator, language);
    let mut text = format!(
        "{} (version {})\n{}\n\n  {}\n\n",
        indicator.id,
        school.version(id),
        wording.name,
        indicator.condition
    );
    for metric in indicator.condition.metrics() {
        let declaration = metric.declaration();
        let supplied = if school.context.supplies(metric) { "" } else { "  [not supplied here]" };
        text += &format!("  {}: {}{supplied}\n", declaration.name, meaning(declaration, language));
    }
    for threshold in &indicator.thresholds {
        let reason = match language {
            Language::Fr => &threshold.fr,
            Language::En => &threshold.en,
        };
        text += &format!("\n  ${} = {}\n    {reason}\n", threshold.name, threshold.value);
    }
    text += "\n";
    for proposal in &wording.proposals {
        text += &format!("  · {proposal}\n");
    }
    output::print(&text);
    Ok(())
}
