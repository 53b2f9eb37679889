//! `vigie metric`

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use vigie_domain::metric::{self, Clock, Declaration, Movement, Scope, Type};

use super::output::{Format, Table};
use super::{Global, Result};
use crate::wording::Language;

/// The catalogue of metrics
#[derive(Debug, Args)]
pub(super) struct Metric {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the metrics that conditions can use
    List {
        /// table, json or csv
        #[arg(long, default_value = "table")]
        format: Format,
    },
}

impl Metric {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let Command::List { format } = self.command;
        let headings = ["name", "scope", "type", "moves", "clock", "phases", "meaning"];
        let mut table = Table::new(&headings);
        for declaration in metric::Metric::all().map(metric::Metric::declaration) {
            table.row([
                declaration.name,
                scope(declaration.scope),
                type_name(declaration.of),
                movement(declaration.movement),
                clock(declaration.clock),
                &declaration.phases.names().join(" "),
                meaning(declaration, global.lang),
            ]);
        }
        table.print(format, || {
            metric::Metric::all().map(|metric| as_json(metric.declaration())).collect()
        })
    }
}

/// The meaning in a language.
pub(super) fn meaning(declaration: &Declaration, language: Language) -> &'static str {
    match language {
        Language::Fr => declaration.meaning.fr,
        Language::En => declaration.meaning.en,
    }
}

fn as_json(declaration: &Declaration) -> Value {
    let kinds: Vec<&str> = declaration.kinds().iter().map(vigie_domain::fact::Kind::name).collect();
    json!({
        "name": declaration.name,
        "family": format!("{:?}", declaration.family).to_lowercase(),
        "scope": scope(declaration.scope),
        "type": type_name(declaration.of),
        "unit": format!("{:?}", declaration.unit).to_lowercase(),
        "moves": movement(declaration.movement),
        "clock": clock(declaration.clock),
        "phases": declaration.phases.names(),
        "kinds": kinds,
        "label": { "fr": declaration.label.fr, "en": declaration.label.en },
        "meaning": { "fr": declaration.meaning.fr, "en": declaration.meaning.en },
    })
}

pub(super) const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Student => "student",
        Scope::Enrolment => "enrolment",
    }
}

pub(super) const fn type_name(of: Type) -> &'static str {
    match of {
        Type::Number => "number",
        Type::Duration => "duration",
        Type::Truth => "truth",
        Type::Instant => "instant",
        Type::Category => "category",
        Type::Reference => "reference",
    }
}

pub(super) const fn movement(movement: Movement) -> &'static str {
    match movement {
        Movement::Constant => "constant",
        Movement::Grows => "grows",
        Movement::CountsDown => "counts down",
        Movement::Window => "window",
        Movement::Daily => "daily",
    }
}

pub(super) const fn clock(clock: Clock) -> &'static str {
    match clock {
        Clock::Wall => "wall",
        Clock::Study => "study",
        Clock::Working => "working",
    }
}
