//! `vigie indicator`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;
use vigie_domain::indicator;

use super::metric::meaning;
use super::output::{self, Format, Table};
use super::{Error, Global, Result};
use crate::app::School;
use crate::briefing::words;
use crate::wording::{self, Language};

/// Check, list and explain indicators
///
/// Examples:
///   vigie indicator check indicators/*.toml
///   vigie indicator explain no-session
///   vigie indicator publish my-indicator.toml
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
        /// table, json or csv
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// What an indicator watches for, metric by metric
    Explain {
        /// Its id
        id: String,
    },
    /// Put a definition in force: a new indicator, or a new version of one
    Publish {
        /// The definition file
        file: PathBuf,
    },
}

impl Indicator {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        match self.command {
            Command::Check { files } => check(&files),
            Command::List { format } => {
                list(&global.app().await?.school().await?, format, global.lang)
            }
            Command::Explain { id } => {
                explain(&global.app().await?.school().await?, &id, global.lang)
            }
            Command::Publish { file } => {
                let (indicator, version) = global.app().await?.publish(&read(&file)?).await?;
                output::print(&format!("{} version {version} is in force\n", indicator.id));
                Ok(())
            }
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
