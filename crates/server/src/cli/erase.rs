//! `vigie person`

use clap::{Args, Subcommand};
use serde_json::json;

use super::output::{self, Format, Table};
use super::{Global, Result, person, when};

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
