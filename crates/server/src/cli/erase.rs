//! `vigie person`

use clap::{Args, Subcommand};
use serde_json::json;
use vigie_domain::ids::Key;

use super::output::{self, Format, Table};
use super::{Global, Result, person, when};
use crate::app::Error;

/// Erase a person, a week from now or at once
#[derive(Debug, Args)]
pub(super) struct Person {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Have somebody erased
    Erase(Erase),
    /// They are not to be erased, after all
    Keep(Keep),
    /// Who is to be erased and when, and how many were
    Erasures(List),
    /// Let imports bring somebody back who was erased
    Readmit(Readmit),
}

/// Have somebody erased
///
/// A week from now `vigie serve` or `vigie run` deletes their facts, texts, names, contact data, account,
/// messages, cases and the words of others to them; until then `vigie person keep` takes it back. What is
/// left is one more among people who came to the same, and keyed hashes of their ids outside, so that a
/// later import passes them over and counts them.
///
/// Examples:
///   vigie person erase e-0042 --because "asked for it by letter, 3 November"
///   vigie person erase e-0042 --because "asked for it again" --now
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
struct Erase {
    /// The student's id in its source
    external: String,
    /// Why; it goes with them
    #[arg(long, value_name = "WORDS")]
    because: String,
    /// Carry it out at once: nothing can be taken back
    #[arg(long)]
    now: bool,
}

/// They are not to be erased, after all
#[derive(Debug, Args)]
struct Keep {
    /// The student's id in its source
    external: String,
}

/// Let imports bring somebody back who was erased
///
/// For one erased by mistake, or who enrols again. Nothing comes back by itself: the next import finds
/// an id that nobody has, and so a new person.
///
/// Examples:
///   vigie person readmit csv e-0042
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
struct Readmit {
    /// The source that knows them, e.g. csv
    source: Key,
    /// Their id in it
    external: Key,
}

/// Who is to be erased and when, and how many were
#[derive(Debug, Args)]
struct List {
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

impl Person {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        match self.command {
            Command::Erase(erase) => erase.run(global).await,
            Command::Keep(keep) => keep.run(global).await,
            Command::Erasures(list) => list.run(global).await,
            Command::Readmit(readmit) => readmit.run(global).await,
        }
    }
}

impl Erase {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let student = person::student(&app.store, &self.external).await?;
        let row = app.ask_to_erase(None, student, &self.because).await?;
        if self.now {
            let erased = app.erase_now(None, student).await?;
            output::print(&format!(
                "erased: {} facts, {} texts; {} ids outside are passed over from now on\n",
                erased.facts, erased.texts, erased.tombstones
            ));
            return Ok(());
        }
        let due = when::rfc3339(row.due_at);
        output::print(&format!(
            "to be erased at {due}; until then: vigie person keep {}\n",
            self.external
        ));
        Ok(())
    }
}

impl Keep {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let student = person::student(&app.store, &self.external).await?;
        app.keep_person(None, student).await?;
        output::print(&format!("{} is not to be erased\n", self.external));
        Ok(())
    }
}

impl Readmit {
    async fn run(self, global: &Global) -> Result<()> {
        let Self { source, external } = self;
        if !global.app().await?.readmit(&source, &external).await? {
            let what = "erased id";
            let hint = format!(" in the source `{source}`: write both as the import did");
            return Err(Error::Unknown { what, name: external.to_string(), hint });
        }
        output::print(&format!("imports from {source} may bring {external} back\n"));
        Ok(())
    }
}

impl List {
    async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let asked = app.erasures().await?;
        let mut waiting = Vec::with_capacity(asked.len());
        for row in asked {
            let known = app.store.student(row.student).await?;
            let external = known.map(|known| known.student.external.to_string());
            waiting.push((external.unwrap_or_default(), row));
        }
        let erased = app.store.erased_people().await?;
        let mut table = Table::new(&["what", "who", "when", "people"]);
        for (external, row) in &waiting {
            let due = when::rfc3339(row.due_at);
            table.row(["to be erased", external, &due, "1"]);
        }
        for row in &erased {
            let what = format!("{} {}", row.programme, row.outcome);
            let year = if row.year == 0 { String::new() } else { row.year.to_string() };
            table.row(["erased", what.trim(), &year, &row.people.to_string()]);
        }
        table.print(self.format, || {
            let waiting: Vec<_> = waiting
                .iter()
                .map(|(external, row)| {
                    json!({
                        "student": external,
                        "asked_at": when::rfc3339(row.asked_at),
                        "due_at": when::rfc3339(row.due_at),
                        "because": row.reason,
                    })
                })
                .collect();
            let erased: Vec<_> = erased
                .iter()
                .map(|row| {
                    json!({
                        "programme": row.programme,
                        "year": row.year,
                        "outcome": row.outcome,
                        "people": row.people,
                    })
                })
                .collect();
            json!({ "to_be_erased": waiting, "erased": erased })
        })
    }
}
