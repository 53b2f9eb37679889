//! `vigie caseload`

mod absent;

use std::collections::BTreeMap;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_domain::calendar::Calendar;
use vigie_domain::caseload::{HandOver, Minutes, Presence, Why};
use vigie_domain::ids::{Key, RelayId, StaffId, StudentId};
use vigie_store::directory::AdvisorRow;

use super::output::{self, Format, Table};
use super::{App, Error, Global, Result, person, when};
use crate::app::caseload::{Gift, Given, Survey};
use crate::names::Names;
use absent::{Absent, StillAbsent};

/// Who follows whom, by the hours it takes
///
/// Every student has exactly one advisor: whoever was assigned, and is not gone,
/// else the person on duty until somebody is. Load is
/// the minutes that students are expected to take in a week, not their number.
///
/// Examples:
///   vigie caseload list
///   vigie caseload assign --apply
///   vigie caseload absent c-03 --stand-in c-05 --until 2026-12-04
///   vigie caseload still-absent c-03 --until 2026-12-11
///   vigie caseload rebalance --percent 90 --format json
///   vigie caseload check
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Caseload {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Everybody's week: expected hours against those there are
    List(Shape),
    /// Who is proposed for students who have nobody; or one student to one advisor
    Assign(Assign),
    /// Somebody is away, and somebody else answers
    Absent(Absent),
    /// An absence lasts longer or less long, or somebody else answers
    StillAbsent(StillAbsent),
    /// Somebody is back
    Back {
        /// Id or name
        advisor: String,
    },
    /// The fewest hand-overs that bring everybody under their hours
    Rebalance(Rebalance),
    /// Take back what was given together within the last hour
    Undo {
        /// As `assign` and `rebalance` printed it
        relay: Uuid,
    },
    /// What is known of an advisor's week
    Advisor(Week),
    /// The minutes that students are expected to take, as JSON
    Minutes {
        /// Other figures, e.g. {"learning": 12}; the rest is as shipped
        #[arg(long, value_name = "JSON")]
        set: Option<String>,
    },
    /// Has every student exactly one advisor, at every instant?
    Check(Shape),
}

#[derive(Debug, Args)]
struct Shape {
    /// table, json or csv
    #[arg(long, default_value = "table")]
    format: Format,
}

#[derive(Debug, Args)]
struct Assign {
    /// Only this student: id in the source
    student: Option<String>,
    /// To this advisor rather than the one proposed
    #[arg(long, requires = "student")]
    to: Option<String>,
    /// Write it down
    #[arg(long)]
    apply: bool,
    #[command(flatten)]
    shape: Shape,
}

#[derive(Debug, Args)]
struct Rebalance {
    /// Under so many percent of the hours there are
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=200))]
    percent: u32,
    /// Write it down
    #[arg(long)]
    apply: bool,
    #[command(flatten)]
    shape: Shape,
}

#[derive(Debug, Args)]
struct Week {
    /// Who: id or name
    advisor: String,
    /// Hours a week for contacts
    #[arg(long)]
    hours: Option<f64>,
    /// Languages they speak, e.g. fr,en
    #[arg(long, value_delimiter = ',')]
    languages: Option<Vec<String>>,
    /// Programmes they know, by key; none: any
    #[arg(long, value_delimiter = ',')]
    programmes: Option<Vec<String>>,
    /// Where they work, e.g. America/Montreal
    #[arg(long)]
    zone: Option<String>,
    /// They are no longer with the school from then on
    #[arg(long, value_name = "INSTANT")]
    gone: Option<String>,
}

impl Caseload {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        match self.what {
            What::List(shape) => list(&app, &shape).await,
            What::Assign(assign) => assign.run(&app).await,
            What::Absent(absent) => absent.run(&app).await,
            What::StillAbsent(still) => still.run(&app).await,
            What::Back { advisor } => {
                let staff = person::staff(&app.store, &advisor).await?;
                app.be_back(None, staff).await?;
                output::print("back\n");
                Ok(())
            }
            What::Rebalance(rebalance) => rebalance.run(&app).await,
            What::Undo { relay } => {
                let back = app.take_back(None, RelayId(relay)).await?;
                output::print(&format!("{back} taken back\n"));
                Ok(())
            }
            What::Advisor(week) => week.run(&app).await,
            What::Minutes { set } => minutes(&app, set.as_deref()).await,
            What::Check(shape) => check(&app, &shape).await,
        }
    }
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Here => "here",
        Presence::Away => "away",
        Presence::Gone => "gone",
    }
}

/// "21.5".
fn hours(minutes: u32) -> String {
    format!("{:.1}", f64::from(minutes) / 60.0)
}

async fn list(app: &App, shape: &Shape) -> Result<()> {
    let school = app.school().await?;
    let survey = app.caseload(&school).await?;
    let names = Names::load(&app.store, &[]).await?;
    let mut table =
        Table::new(&["advisor", "name", "people", "asked_h", "stood_in_h", "there_h", "presence"]);
    let mut weeks: Vec<_> = survey.weeks.iter().collect();
    weeks.sort_by_key(|week| names.staff(week.advisor.id));
    for week in &weeks {
        table.row([
            names.staff_external(week.advisor.id),
            names.staff(week.advisor.id),
            week.people.to_string(),
            hours(week.own),
            hours(week.stood_in),
            hours(week.advisor.minutes),
            presence(week.advisor.presence).to_owned(),
        ]);
    }
    let json = || {
        let week = |week: &&crate::app::caseload::Week| {
            let parts = week.parts.iter().map(|(part, minutes)| (part.name(), *minutes));
            json!({
                "advisor": names.staff_external(week.advisor.id),
                "people": week.people,
                "minutes": week.own,
                "stood_in_minutes": week.stood_in,
                "there_minutes": week.advisor.minutes,
                "presence": presence(week.advisor.presence),
                "parts": parts.collect::<BTreeMap<_, _>>(),
            })
        };
        Value::Array(weeks.iter().map(week).collect())
    };
    table.print(shape.format, json)
}

/// One reason, short: "room 125", "speaks en".
fn why(one: &Why) -> String {
    let name = one.name();
    match one {
        Why::FollowedBefore | Why::Gone => name.to_owned(),
        Why::Speaks(word) | Why::NobodySpeaks(word) | Why::Knows(word) | Why::NotTheirs(word) => {
            format!("{name} {word}")
        }
        Why::Room(minutes) | Why::Beyond(minutes) | Why::FarZone(minutes) => {
            format!("{name} {minutes}")
        }
    }
}

fn whys(all: &[Why]) -> Vec<String> {
    all.iter().map(why).collect()
}

/// What was written down, for the end of a table and for JSON.
fn given_json(given: Option<&Given>) -> Value {
    given.map_or(Value::Null, |given| {
        json!({
            "relay": given.relay.to_string(),
            "given": given.given,
            "changed_meanwhile": given.changed.len(),
        })
    })
}

fn say_given(shape: &Shape, given: Option<&Given>) {
    if let (Format::Table, Some(Given { relay, given, changed })) = (shape.format, given) {
        output::print(&format!(
            "{given} given, {} changed meanwhile; take back: vigie caseload undo {relay}\n",
            changed.len()
        ));
    }
}

impl Assign {
    async fn run(&self, app: &App) -> Result<()> {
        let school = app.school().await?;
        let survey = app.caseload(&school).await?;
        let only = match &self.student {
            Some(external) => Some(person::student(&app.store, external).await?),
            None => None,
        };
        let chosen = match &self.to {
            Some(to) => Some(person::staff(&app.store, to).await?),
            None => None,
        };
        let proposed = Self::proposed(&survey, only, chosen);
        let gifts: Vec<Gift> = proposed.iter().filter_map(|one| one.0).collect();
        let given = if self.apply && !gifts.is_empty() {
            Some(app.give(None, &gifts).await?)
        } else {
            None
        };
        let students: Vec<StudentId> = proposed.iter().map(|one| one.1).collect();
        let names = Names::load(&app.store, &students).await?;
        let mut table = Table::new(&["student", "name", "advisor", "why"]);
        for (gift, student, reasons) in &proposed {
            table.row([
                names.external(*student),
                names.full(*student),
                gift.map(|gift| names.staff(gift.to)).unwrap_or_default(),
                reasons.join(", "),
            ]);
        }
        let proposals: Vec<Value> = proposed
            .iter()
            .map(|(gift, student, reasons)| {
                json!({
                    "student": names.external(*student),
                    "advisor": gift.map(|gift| names.staff_external(gift.to)),
                    "why": reasons,
                })
            })
            .collect();
        let json = || json!({ "proposals": proposals, "applied": given_json(given.as_ref()) });
        table.print(self.shape.format, json)?;
        say_given(&self.shape, given.as_ref());
        Ok(())
    }

    /// What would be given, about whom, and why.
    fn proposed(
        survey: &Survey,
        only: Option<StudentId>,
        chosen: Option<StaffId>,
    ) -> Vec<(Option<Gift>, StudentId, Vec<String>)> {
        let from = |student| survey.advisor_of(student);
        if let (Some(student), Some(to)) = (only, chosen) {
            let gift = Gift { student, from: from(student), to };
            return vec![(Some(gift), student, Vec::new())];
        }
        let wanting = survey.wanting.iter();
        let wanting = wanting.filter(|(student, _)| only.is_none_or(|only| only == *student));
        wanting
            .map(|(student, proposal)| {
                let gift = proposal.as_ref().map(|proposal| Gift {
                    student: *student,
                    from: from(*student),
                    to: proposal.advisor,
                });
                let why = proposal.as_ref().map(|proposal| whys(&proposal.why));
                (gift, *student, why.unwrap_or_default())
            })
            .collect()
    }
}

impl Rebalance {
    async fn run(&self, app: &App) -> Result<()> {
        let school = app.school().await?;
        let survey = app.caseload(&school).await?;
        let plan = survey.rebalanced(self.percent);
        let gift = |one: &HandOver| Gift { student: one.student, from: Some(one.from), to: one.to };
        let gifts: Vec<Gift> = plan.hand_overs.iter().map(gift).collect();
        let given = if self.apply && !gifts.is_empty() {
            Some(app.give(None, &gifts).await?)
        } else {
            None
        };
        let students: Vec<StudentId> = plan.hand_overs.iter().map(|one| one.student).collect();
        let names = Names::load(&app.store, &students).await?;
        let care = |one: &HandOver| one.care.iter().map(|care| care.name()).collect::<Vec<_>>();
        let mut table = Table::new(&["student", "name", "from", "to", "minutes", "care", "why"]);
        for one in &plan.hand_overs {
            table.row([
                names.external(one.student),
                names.full(one.student),
                names.staff(one.from),
                names.staff(one.to),
                one.minutes.to_string(),
                care(one).join(", "),
                whys(&one.why).join(", "),
            ]);
        }
        let hand_overs: Vec<Value> = plan
            .hand_overs
            .iter()
            .map(|one| {
                json!({
                    "student": names.external(one.student),
                    "from": names.staff_external(one.from),
                    "to": names.staff_external(one.to),
                    "minutes": one.minutes,
                    "care": care(one),
                    "why": whys(&one.why),
                })
            })
            .collect();
        let json = || {
            json!({
                "hand_overs": hand_overs,
                "fewest": plan.fewest,
                "short_minutes": plan.short,
                "applied": given_json(given.as_ref()),
            })
        };
        table.print(self.shape.format, json)?;
        if self.shape.format == Format::Table && plan.short > 0 {
            output::print(&format!("{} h a week are still missing\n", hours(plan.short)));
        }
        say_given(&self.shape, given.as_ref());
        Ok(())
    }
}

impl Week {
    #[expect(clippy::cast_possible_truncation, reason = "hours of a week, checked below")]
    #[expect(clippy::cast_sign_loss, reason = "checked not to be negative")]
    async fn run(self, app: &App) -> Result<()> {
        let school = app.school().await?;
        let staff = person::staff(&app.store, &self.advisor).await?;
        let known = app.store.advisors().await?.remove(&staff);
        let mut row = known.unwrap_or_else(|| AdvisorRow {
            staff,
            minutes: school.minutes.week,
            languages: Vec::new(),
            programmes: Vec::new(),
            time_zone: None,
            gone_at: None,
        });
        if let Some(hours) = self.hours {
            if !(0.0..=168.0).contains(&hours) {
                return Err(Error::Input(format!("--hours {hours}: a week has 168")));
            }
            row.minutes = (hours * 60.0).round() as u32;
        }
        let keys = |words: Vec<String>| -> Vec<Key> {
            words.iter().filter(|word| !word.is_empty()).map(|word| word.as_str().into()).collect()
        };
        row.languages = self.languages.map_or(row.languages, keys);
        row.programmes = self.programmes.map_or(row.programmes, keys);
        if let Some(zone) = self.zone {
            Calendar::new(&zone)?;
            row.time_zone = Some(zone);
        }
        if let Some(gone) = &self.gone {
            row.gone_at = Some(when::instant(gone, Some(&school.context.calendar))?);
        }
        app.set_advisor(&row).await?;
        say_left(app, &row).await
    }
}

/// Who has the students of somebody who is gone: nobody is left alone, and
/// somebody of their own is still to be found.
async fn say_left(app: &App, row: &AdvisorRow) -> Result<()> {
    let now = app.clock.now();
    let left = app.store.caseloads().await?.remove(&Some(row.staff)).unwrap_or(0);
    if left == 0 || row.gone_at.is_none_or(|gone| gone > now) {
        return Ok(());
    }
    let school = app.school().await?;
    let names = Names::load(&app.store, &[]).await?;
    let who =
        school.team.meanwhile(now).map_or_else(|| "nobody".to_owned(), |who| names.staff(who));
    eprintln!("{left} students are with {who} until somebody is assigned: vigie caseload assign");
    Ok(())
}

async fn minutes(app: &App, set: Option<&str>) -> Result<()> {
    if let Some(text) = set {
        let table: Minutes =
            serde_json::from_str(text).map_err(|error| Error::Input(format!("--set: {error}")))?;
        app.set_minutes(&table).await?;
    }
    output::print_serialized(&app.school().await?.minutes)
}

async fn check(app: &App, shape: &Shape) -> Result<()> {
    let school = app.school().await?;
    let checked = app.check_caseload(&school).await?;
    let students: Vec<StudentId> = checked.findings.iter().map(|found| found.student).collect();
    let names = Names::load(&app.store, &students).await?;
    let mut table = Table::new(&["student", "flaw"]);
    for found in &checked.findings {
        table.row([names.external(found.student), found.flaw.name().to_owned()]);
    }
    let json = || {
        let finding = |found: &crate::app::caseload::Finding| json!({ "student": names.external(found.student), "flaw": found.flaw.name() });
        json!({
            "students": checked.students,
            "advised": checked.advised,
            "instants": checked.instants,
            "findings": checked.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    };
    if shape.format == Format::Table && checked.findings.is_empty() {
        output::print(&format!(
            "{} students, {} of them with an advisor, looked at in {} instants: exactly one each\n",
            checked.students, checked.advised, checked.instants
        ));
        return Ok(());
    }
    table.print(shape.format, json)?;
    match checked.findings.len() {
        0 => Ok(()),
        n => Err(Error::Caseload(n)),
    }
}
