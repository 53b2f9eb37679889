//! `vigie worklist`

use clap::{ArgGroup, Args};
use serde_json::{Value, json};
use vigie_domain::fact::CallOutcome;
use vigie_domain::ids::StudentId;
use vigie_domain::worklist::{Cut, Line};

use super::day;
use super::output::{self, Format, Table};
use super::signals::evidence;
use super::{Error, Global, Result, person, when};
use crate::app::worklist::Query;
use crate::app::{App, School};
use crate::briefing::{Briefing, Phrases, proposals, quoted};
use crate::names::Names;
use crate::wording::{Language, Locale};

/// Hours of contact in a day, unless said otherwise.
const HOURS: f64 = 5.0;

/// Whom to reach today, and why
///
/// Ranked once, cut to the hours there are. Calls for help, stated danger,
/// promises due and unanswered questions are never cut.
///
/// Examples:
///   vigie worklist --advisor c-03 --hours 4
///   vigie worklist --all --hours 0 --format json
///   vigie worklist --all --hours 0 --cohort 2013J --at 2013-10-29T00:00:00+00:00 --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, group = ArgGroup::new("whose").required(true))]
pub(super) struct Worklist {
    /// One advisor: id or name
    #[arg(long, group = "whose")]
    advisor: Option<String>,
    /// Everybody's students
    #[arg(long, group = "whose")]
    all: bool,
    /// As it was then, from the facts known by then
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    /// Hours of contact there are; 0 for everybody, uncut
    #[arg(long, default_value_t = HOURS)]
    hours: f64,
    /// Only students with an enrolment in this cohort
    #[arg(long)]
    cohort: Option<String>,
    /// Show where each rank comes from, line by line
    #[arg(long)]
    explain: bool,
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

impl Worklist {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        let school = app.school().await?;
        let query = self.query(&app, &school).await?;
        let cut = app.worklist(&school, &query).await?;
        let names = names(&app, &cut, self.format).await?;
        let at = query.at.unwrap_or_else(|| app.clock.now());
        match self.format {
            Format::Json => output::print_json(&as_json(&school, &cut, &names, global.lang)),
            Format::Csv => as_table(&cut, &names).print(Format::Csv, || Value::Null),
            Format::Table => {
                let phrases = Phrases::of(&school, global.lang);
                let locale = Locale::of(global.lang);
                let day =
                    Briefing { school: &school, phrases: &phrases, names: &names, at, locale };
                let whose = query.advisor.map(|advisor| names.staff(advisor));
                output::print(&day::page(&day, whose.as_deref(), &cut, self.explain));
                Ok(())
            }
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "hours of a day, checked above")]
    #[expect(clippy::cast_sign_loss, reason = "checked not to be negative")]
    async fn query(&self, app: &App, school: &School) -> Result<Query> {
        if !(0.0..=10_000.0).contains(&self.hours) {
            return Err(Error::Input(format!(
                "--hours {}: give the hours of contact there are, or 0 for everybody",
                self.hours
            )));
        }
        let advisor = match &self.advisor {
            Some(wanted) => Some(person::staff(&app.store, wanted).await?),
            None => None,
        };
        let at = self
            .at
            .as_deref()
            .map(|text| when::instant(text, Some(&school.context.calendar)))
            .transpose()?;
        Ok(Query {
            advisor,
            cohort: self.cohort.as_deref().map(Into::into),
            at,
            minutes: (self.hours > 0.0).then(|| (self.hours * 60.0).round() as u32),
        })
    }
}

/// Names of everybody on the list, and the words that the lines quote.
pub(super) async fn names(app: &App, cut: &Cut, format: Format) -> Result<Names> {
    let students: Vec<StudentId> = cut.lines.iter().map(|line| line.candidate.student).collect();
    let mut names = Names::load(&app.store, &students).await?;
    if format != Format::Csv {
        let words: Vec<_> = cut.lines.iter().flat_map(|line| quoted(&line.candidate)).collect();
        names.load_words(&app.store, &words).await?;
    }
    Ok(names)
}

fn as_json(school: &School, cut: &Cut, names: &Names, language: Language) -> Value {
    cut.lines.iter().map(|line| line_json(school, line, names, language)).collect()
}

fn line_json(school: &School, line: &Line, names: &Names, language: Language) -> Value {
    let candidate = &line.candidate;
    let reasons: Vec<Value> = candidate
        .reasons
        .iter()
        .map(|reason| {
            json!({
                "indicator": reason.indicator,
                "severity": reason.severity.name(),
                "enrolment": reason.enrolment.and_then(|id| names.enrolment(id)),
                "since": when::rfc3339(reason.since),
                "new_since_last_contact": reason.new_since_contact,
                "evidence": evidence(school, reason, names),
            })
        })
        .collect();
    let last_contact = candidate.last_contact.map(|(at, channel, fact)| {
        json!({ "at": when::rfc3339(at), "channel": channel.name(), "note": names.words(fact) })
    });
    let last_attempt = candidate
        .last_attempt
        .filter(|(_, outcome)| *outcome != CallOutcome::Spoke)
        .map(|(at, outcome)| json!({ "at": when::rfc3339(at), "outcome": outcome.name() }));
    let promises: Vec<Value> = candidate
        .promises
        .iter()
        .map(|promise| {
            json!({
                "due": when::rfc3339(promise.due),
                "by": names.staff_external(promise.by),
                "promise": names.words(promise.words),
            })
        })
        .collect();
    json!({
        "rank": line.rank,
        "student": names.external(candidate.student),
        "enrolment": candidate.enrolment.and_then(|id| names.enrolment(id)),
        "advisor": candidate.advisor.map(|advisor| names.staff_external(advisor)),
        "priority": line.priority,
        "points": line.points,
        "from_floor": line.from_floor,
        "reasons": reasons,
        "last_contact": last_contact,
        "last_attempt": last_attempt,
        "promises": promises,
        "proposals": proposals(school, candidate, language),
        "minutes": line.minutes,
    })
}

fn as_table(cut: &Cut, names: &Names) -> Table {
    let mut table =
        Table::new(&["rank", "student", "name", "advisor", "reasons", "since", "minutes"]);
    for line in &cut.lines {
        let candidate = &line.candidate;
        let reasons: Vec<&str> =
            candidate.reasons.iter().map(|reason| reason.indicator.as_str()).collect();
        let since = candidate.reasons.first().map(|reason| when::rfc3339(reason.since));
        table.row([
            line.rank.to_string(),
            names.external(candidate.student),
            names.full(candidate.student),
            candidate.advisor.map(|advisor| names.staff(advisor)).unwrap_or_default(),
            reasons.join(" "),
            since.unwrap_or_default(),
            line.minutes.to_string(),
        ]);
    }
    table
}
