//! `vigie contact`

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use vigie_domain::fact::Channel;
use vigie_domain::indicator::Verdict;
use vigie_domain::ours::Cause;
use vigie_domain::time::Instant;

use super::output::{Format, Table};
use super::{Error, Global, Result, person, when};
use crate::app::contact::{Marks, NewContact, Outcome};
use crate::app::school::is_trial;

/// Write down a contact: it closes the loop
#[derive(Debug, Args)]
pub(super) struct Contact {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add a contact
    Add(Box<Add>),
}

/// Add a contact
///
/// Only a two-way exchange counts as contact; an attempt is kept too, and both
/// take the person off today's list.
///
/// Examples:
///   vigie contact add e-0042 --outcome spoke --by c-03 --note "A repris le projet 4"
///   vigie contact add e-0042 --outcome no-answer --by c-03
///   vigie contact add e-0042 --outcome met --by c-03 --promise "Envoyer l'attestation" --due 2026-11-26
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
struct Add {
    /// The student's id in its source
    student: String,
    /// What came of it
    #[arg(long)]
    outcome: OutcomeArg,
    /// Who: id or name; the student's advisor if left out
    #[arg(long)]
    by: Option<String>,
    /// By which way, where the outcome leaves a choice
    #[arg(long, value_parser = channel)]
    channel: Option<Channel>,
    /// What was understood; kept apart from the facts
    #[arg(long)]
    note: Option<String>,
    /// What was promised
    #[arg(long, requires = "due")]
    promise: Option<String>,
    /// For when it was promised
    #[arg(long, requires = "promise", value_name = "WHEN")]
    due: Option<String>,
    /// Come back to it then
    #[arg(long, value_name = "WHEN")]
    snooze: Option<String>,
    /// Did the signal that led to it help? `helped`, `not_needed` or `wrong_data`
    #[arg(long, value_name = "VERDICT", value_parser = verdict)]
    signal: Option<Verdict>,
    /// It is on us: `project`, `mentoring`, `administration`, `platform`, `follow_up` or `other`
    #[arg(long, value_name = "CAUSE", value_parser = cause)]
    ours: Option<Cause>,
    /// When it was, if not now
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OutcomeArg {
    /// A conversation by telephone or video
    Spoke,
    /// Nobody answered
    NoAnswer,
    /// A message was left
    MessageLeft,
    /// You met
    Met,
    /// You wrote
    Wrote,
}

impl From<OutcomeArg> for Outcome {
    fn from(outcome: OutcomeArg) -> Self {
        match outcome {
            OutcomeArg::Spoke => Self::Spoke,
            OutcomeArg::NoAnswer => Self::NoAnswer,
            OutcomeArg::MessageLeft => Self::MessageLeft,
            OutcomeArg::Met => Self::Met,
            OutcomeArg::Wrote => Self::Wrote,
        }
    }
}

fn channel(text: &str) -> Result<Channel, String> {
    Channel::from_name(text).ok_or_else(|| {
        let known: Vec<&str> = Channel::ALL.iter().map(|channel| channel.name()).collect();
        format!("use one of {}", known.join(", "))
    })
}

fn verdict(text: &str) -> Result<Verdict, String> {
    Verdict::from_name(text).ok_or_else(|| "use helped, not_needed or wrong_data".to_owned())
}

fn cause(text: &str) -> Result<Cause, String> {
    Cause::from_name(text).ok_or_else(|| {
        let known: Vec<&str> = Cause::ALL.iter().map(|cause| cause.name()).collect();
        format!("use one of {}", known.join(", "))
    })
}

impl Contact {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let Command::Add(add) = self.command;
        let app = global.app().await?;
        let school = app.school().await?;
        let calendar = &school.context.calendar;
        let student = person::student(&app.store, &add.student).await?;
        let instant = |text: &Option<String>| -> Result<Option<Instant>> {
            text.as_deref().map(|text| when::instant(text, Some(calendar))).transpose()
        };
        let at = instant(&add.at)?.unwrap_or_else(|| app.clock.now());
        let by = match &add.by {
            Some(name) => person::staff(&app.store, name).await?,
            None => {
                let standing = app.standing(&school, student, None).await?;
                let advisor = standing.journey.advisor.map(|(advisor, _)| advisor);
                advisor.ok_or_else(|| Error::Input("say who, with --by".into()))?
            }
        };
        let (due, snooze_until) = (instant(&add.due)?, instant(&add.snooze)?);
        let promise = add.promise.zip(due);
        let outcome = Outcome::from(add.outcome);
        let contact = NewContact {
            student,
            by,
            at,
            outcome,
            channel: add.channel,
            note: add.note,
            promises: promise.into_iter().collect(),
            follow_up: None,
            snooze_until,
            marks: Marks { verdict: add.signal, ours: add.ours, sensitive: false },
        };
        let facts = app.add_contact(contact).await?;
        let after = app.standing(&app.school().await?, student, None).await?;
        let open = after.ringing.iter().filter(|ringing| !is_trial(&ringing.indicator));
        let open: Vec<String> = open.map(|ringing| ringing.indicator.to_string()).collect();
        let mut table = Table::new(&["student", "facts", "still open"]);
        table.row([add.student.clone(), facts.len().to_string(), open.join(", ")]);
        table.print(add.format, || {
            let facts: Vec<String> = facts.iter().map(|written| written.fact.to_string()).collect();
            json!({ "student": add.student, "facts": facts, "open": open })
        })
    }
}
