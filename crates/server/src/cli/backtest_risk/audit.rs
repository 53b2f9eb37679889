//! `vigie audit fairness`: is the list as good for one group as for the others?

use clap::{Args, Subcommand};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use vigie_evidence::fairness::{self, Group, Person};
use vigie_risk::card::GroupLine;

use super::folder::Chosen;
use super::oulad::PROTECTED;
use super::report::{Day, rounded};
use super::run::{Trial, settings};
use crate::app::Result;
use crate::app::risk::RuleAudit;
use crate::cli::Global;
use crate::cli::backtest::watched;
use crate::cli::groups;
use crate::cli::obstacles::stopped;
use crate::cli::output::{self, Format};
use crate::wording::Locale;

/// Random regroupings behind each chance.
const REGROUPINGS: usize = 499;

/// What to audit.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Audit {
    Fairness(Fairness),
}

/// Whether the risk model, or every rule, serves each group as well as the others
///
/// Protected attributes order nobody; here, afterwards, they tell groups apart.
/// Groups that are too small to say anything, or to stay anonymous, are not
/// shown. What the model in force said of the school's own people is held against
/// what came of it, at as many people as the team really reaches in a week; with
/// --rules, the indicators in force against the people whose enrolments are over:
/// reached is whom one rang for. Formulas: docs/risk.md
///
/// Examples:
///   vigie audit fairness
///   vigie audit fairness --rules
///   vigie audit fairness --train oulad:2013B,2013J --test oulad:2014B --at-day 28
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct Fairness {
    /// Where to learn: DIR or DIR:PRESENTATION,PRESENTATION…
    #[arg(long, requires = "test", value_name = "DIR[:PRESENTATION,…]")]
    train: Vec<Chosen>,
    /// What to foretell, in the same form
    #[arg(long, requires = "train", value_name = "DIR[:PRESENTATION,…]")]
    test: Option<Chosen>,
    /// Audit the indicators in force over the school's own past instead
    #[arg(long, conflicts_with_all = ["train", "test"])]
    rules: bool,
    /// Day from the start of a presentation on which to look
    #[arg(long, default_value_t = 28)]
    at_day: i32,
    /// How many in a hundred the team can reach; otherwise as many as it did reach
    /// in the last twelve weeks, or ten where nothing tells
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=100))]
    reach: Option<u8>,
    /// How the figures are printed
    #[arg(long, default_value = "table")]
    format: Format,
    /// The same seed and data give the same figures
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// One attribute with its groups, by name.
struct Audited {
    attribute: &'static str,
    groups: Vec<(String, Option<Group>)>,
}

impl Audit {
    pub(in crate::cli) async fn run(self, global: &Global) -> Result<()> {
        let Self::Fairness(asked) = self;
        let Some(test) = &asked.test else {
            return if asked.rules {
                rules(global, &asked).await
            } else {
                in_force(global, &asked).await
            };
        };
        let trial = Trial::read(&asked.train, test)?;
        for remark in trial.remarks() {
            eprintln!("{remark}");
        }
        let settings = settings(Vec::new(), asked.seed);
        let days = trial.days(&[asked.at_day], &settings)?;
        let audited: Vec<Audited> = days
            .iter()
            .flat_map(|day| PROTECTED.map(|attribute| audit(day, attribute, &asked)))
            .collect();
        print(asked.format, &audited)
    }
}

fn audit(day: &Day, attribute: &'static str, asked: &Fairness) -> Audited {
    let group_of = |groups: &[(&'static str, String)]| {
        let known = groups.iter().find(|(name, _)| *name == attribute);
        known.map(|(_, group)| group.clone()).filter(|group| !["", "?"].contains(&group.as_str()))
    };
    let known =
        || day.predictions.iter().filter_map(|one| Some((one, group_of(&one.groups)?, one.truth?)));
    let mut names: Vec<String> = known().map(|(_, group, _)| group).collect();
    names.sort_unstable();
    names.dedup();
    let people: Vec<Person> = known()
        .filter_map(|(one, group, positive)| {
            let group = names.binary_search(&group).ok()?;
            Some(Person { probability: one.probability, positive, group })
        })
        .collect();
    let room = (people.len() * usize::from(asked.reach.unwrap_or(10))).div_ceil(100);
    let mut chance = ChaCha8Rng::seed_from_u64(asked.seed);
    let found =
        fairness::audit(&people, names.len(), room, REGROUPINGS, |n| chance.random_range(0..n));
    Audited { attribute, groups: names.into_iter().zip(found).collect() }
}

/// The school's own model.
async fn in_force(global: &Global, asked: &Fairness) -> Result<()> {
    let app = global.app().await?;
    let reach = asked.reach.map(|reach| f64::from(reach) / 100.0);
    let run = watched("living through the past", async |cancel, progress| {
        app.audit_risk(reach, asked.seed, cancel, progress).await
    });
    let Some(audit) = run.await? else { return Err(stopped()) };
    let locale = Locale::of(global.lang);
    let lines = |lines: &[GroupLine]| {
        let cells = |line: &GroupLine| [&line.attribute, &line.value].map(ToString::to_string);
        let lines: Vec<_> = lines.iter().map(|line| (cells(line).to_vec(), line.figures)).collect();
        groups::table(&["attribute", "group"], true, lines)
    };
    let read = |lines: &[GroupLine]| {
        let said = crate::fairness::readings(locale, lines);
        if said.is_empty() { vec![locale.text("risk-reads-nothing", &[])] } else { said }
    };
    let (lived, before) = (&audit.groups, &audit.card.groups);
    match asked.format {
        Format::Json => output::print_serialized(&json!({
            "model": audit.model, "target": audit.card.target.to_string(),
            "reach": rounded(audit.reach.0), "reach_from": audit.reach.1,
            "in_force": { "people": audit.people, "groups": lived, "reading": read(lived) },
            "while_learning": {
                "reach": rounded(audit.card.reach), "reach_from": audit.card.reach_from,
                "groups": before, "reading": read(before),
            },
        })),
        Format::Csv => lines(lived).print(Format::Csv, || Value::Null),
        Format::Table => {
            let (share, from) = audit.reach;
            let part = |title: String, reach: String, groups: &[GroupLine]| {
                let read = if groups.is_empty() {
                    locale.text("risk-groups-none", &[])
                } else {
                    format!("{}\n\n{}", read(groups).join("\n"), lines(groups).aligned())
                };
                format!("{title}\n{reach}\n\n{read}\n")
            };
            let people = audit.people.to_string();
            let words = [("model", audit.model.as_str().into()), ("n", people.as_str().into())];
            let reached = crate::fairness::reached(locale, share, from);
            output::print(&part(locale.text("fairness-in-force", &words), reached, lived));
            let reached = crate::fairness::reach(locale, &audit.card);
            let title = locale.text("fairness-while-learning", &[]);
            output::print(&format!("\n{}", part(title, reached, before)));
            Ok(())
        }
    }
}

/// The rules, each with its groups under its id.
async fn rules(global: &Global, asked: &Fairness) -> Result<()> {
    let app = global.app().await?;
    let run = watched("living through the past", async |cancel, progress| {
        app.audit_rules(asked.seed, cancel, progress).await
    });
    let Some(audited) = run.await? else { return Err(stopped()) };
    let lines = audited.iter().flat_map(|RuleAudit { indicator, groups, .. }| {
        groups.iter().map(move |line| {
            let which = [indicator, &line.attribute, &line.value].map(ToString::to_string);
            (which.to_vec(), line.figures)
        })
    });
    let table = groups::table(&["indicator", "attribute", "group"], false, lines);
    table.print(asked.format, || {
        let one = |audit: &RuleAudit| {
            json!({
                "indicator": audit.indicator, "people": audit.people.0, "rang_for": audit.people.1,
                "groups": audit.groups,
            })
        };
        audited.iter().map(one).collect()
    })
}

fn print(format: Format, audited: &[Audited]) -> Result<()> {
    let lines = audited.iter().flat_map(|Audited { attribute, groups }| {
        let which = |name: &str| vec![(*attribute).to_owned(), name.to_owned()];
        groups.iter().map(move |(name, group)| (which(name), *group))
    });
    let table = groups::table(&["attribute", "group"], true, lines);
    table.print(format, || json(audited))
}

fn json(audited: &[Audited]) -> Value {
    let group = |(name, group): &(String, Option<Group>)| match group {
        Some(group) => json!({
            "group": name,
            "n": group.people,
            "base_rate": rounded(group.base_rate),
            "contact_rate": rounded(group.contact_rate),
            "contact_gap": rounded(group.contact.size),
            "contact_chance": rounded(group.contact.chance),
            "recall": rounded(group.recall),
            "overlooked_gap": rounded(group.overlooked.size),
            "overlooked_chance": rounded(group.overlooked.chance),
            "precision": rounded(group.precision),
            "precision_gap": rounded(group.precise.size),
            "precision_chance": rounded(group.precise.chance),
            "calibration_gap": rounded(group.calibration.size),
            "calibration_chance": rounded(group.calibration.chance),
            "abroca": rounded(group.abroca.size),
            "abroca_chance": rounded(group.abroca.chance),
        }),
        None => json!({ "group": name, "too_small": true }),
    };
    let attribute = |audited: &Audited| {
        json!({
            "attribute": audited.attribute,
            "groups": audited.groups.iter().map(group).collect::<Vec<_>>(),
        })
    };
    json!({ "attributes": audited.iter().map(attribute).collect::<Vec<_>>() })
}
