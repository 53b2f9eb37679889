//! How many of those who later fail or leave stand in the first tenth of the
//! worklist, against chance.
//!
//! The order is the product's own, from the facts known at day 28. Outcomes
//! are read here, afterwards, to measure it; nothing that orders sees them.

mod labels;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::ToSpan as _;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use vigie_domain::calendar::Calendar;
use vigie_domain::ids::{Key, StudentId};
use vigie_domain::time::Instant;
use vigie_evidence::lift::{Interval, Lift, bootstrap};
use vigie_ingest::oulad::{SOURCE, ZONE};
use vigie_server::app::worklist::Query;
use vigie_server::app::{App, School};
use vigie_server::clock::Clock;
use xtask::{Failure, Result};

use crate::{Setting, oulad, verdict};
use labels::{Enrolments, Known};

/// The day on which the list is read.
const DAY: i32 = 28;
/// The first one in so many.
const ONE_IN: usize = 10;
/// What the first tenth must reach.
const TARGET: f64 = 1.8;
const RESAMPLES: usize = 2_000;
const SEED: u64 = 28;

/// One person on the list who was there to be helped.
struct Place {
    module: Key,
    rupture: bool,
}

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::while_doing("tokio"))?;
    runtime.block_on(measure(setting))
}

async fn measure(setting: &Setting) -> Result<String> {
    let folder = oulad::folder(setting)?;
    let enrolments = labels::read(&folder)?;
    let database = tempfile::tempdir().map_err(Failure::while_doing("a temporary folder"))?;
    let file = database.path().join("oulad.db");
    let calendar = Calendar::new(ZONE).map_err(Failure::while_doing("time zone"))?;
    let clock = Clock::manual(day(&calendar, "2014J", 300)?);
    let app = App::open(&file.display().to_string(), clock)
        .await
        .map_err(Failure::while_doing("opening a database"))?;
    let school = import(&app, &folder).await?;

    let mut table = String::from(
        "| presentation | eligible | later fail or leave | first tenth | of these | lift | 95 % \
         | greatest possible |\n|---|---|---|---|---|---|---|---|\n",
    );
    let mut modules = String::new();
    let mut reached = true;
    for presentation in oulad::PRESENTATIONS {
        let at = day(&calendar, presentation, DAY)?;
        let places = places(&app, &school, &enrolments, presentation, at).await?;
        let ranked: Vec<bool> = places.iter().map(|place| place.rupture).collect();
        let mut chance = ChaCha8Rng::seed_from_u64(SEED);
        let interval = bootstrap(&ranked, ONE_IN, RESAMPLES, |n| chance.random_range(0..n));
        let lift = Lift::of(&ranked, ONE_IN).zip(interval);
        let (lift, interval) = lift.ok_or_else(|| Failure::new("nobody failed or left"))?;
        reached &= lift.value() >= TARGET;
        row(&mut table, presentation, &lift, &interval);
        by_module(&mut modules, presentation, &places);
    }
    let verdict = verdict(reached);
    Ok(format!(
        "The product's list (`worklist --all --hours 0 --cohort X`) at 00:00 of day {DAY}, \
         restricted to enrolments registered on or before that day and not withdrawn before it. \
         Lift: rate of later Fail or Withdrawn in the first tenth over the rate of all; 95 % \
         bootstrap over {RESAMPLES} resamples. The order sees no outcome. Deterministic: one run.\
         \n\nTarget: lift ≥ {TARGET} each: {verdict}.\n\n{table}\n\
         Each module by itself, in the same order of the same lists:\n\n\
         | presentation | module | eligible | base rate | first tenth of the module: lift |\n\
         |---|---|---|---|---|\n{modules}"
    ))
}

fn row(table: &mut String, presentation: &str, lift: &Lift, interval: &Interval) {
    let _ = writeln!(
        table,
        "| {presentation} | {} | {} ({:.1} %) | {} | {} ({:.1} %) | {:.3} | {:.2}–{:.2} | {:.2} |",
        lift.people,
        lift.positives,
        lift.base_rate() * 100.0,
        lift.first,
        lift.hits,
        lift.precision() * 100.0,
        lift.value(),
        interval.low,
        interval.high,
        lift.ceiling(),
    );
}

fn by_module(table: &mut String, presentation: &str, places: &[Place]) {
    let mut modules: BTreeMap<&Key, Vec<bool>> = BTreeMap::new();
    for place in places {
        modules.entry(&place.module).or_default().push(place.rupture);
    }
    for (module, ranked) in modules {
        if let Some(lift) = Lift::of(&ranked, ONE_IN) {
            let _ = writeln!(
                table,
                "| {presentation} | {module} | {} | {:.1} % | {:.2} |",
                lift.people,
                lift.base_rate() * 100.0,
                lift.value(),
            );
        }
    }
}

/// The list of a presentation, restricted to the eligible, in its order.
async fn places(
    app: &App,
    school: &School,
    enrolments: &Enrolments,
    presentation: &str,
    at: Instant,
) -> Result<Vec<Place>> {
    let query =
        Query { advisor: None, cohort: Some(presentation.into()), at: Some(at), minutes: None };
    let cut =
        app.worklist(school, &query).await.map_err(Failure::while_doing("reading the worklist"))?;
    let students: Vec<StudentId> = cut.lines.iter().map(|line| line.candidate.student).collect();
    let names = app
        .store
        .enrolments_of(&students)
        .await
        .map_err(Failure::while_doing("reading enrolments"))?;
    let mut unknown = 0;
    let mut places = Vec::new();
    for line in &cut.lines {
        let shown = line.candidate.enrolment.and_then(|id| names.get(&id));
        let known = shown.and_then(|shown| Some((shown, enrolments.get(&shown.external)?)));
        match known {
            Some((shown, known)) if eligible(known) => {
                places.push(Place {
                    module: shown.programme.clone(),
                    rupture: known.label.is_rupture(),
                });
            }
            Some(_) => {}
            None => unknown += 1,
        }
    }
    let suffix = format!("/{presentation}/");
    let all =
        enrolments.iter().filter(|(key, known)| key.contains(&suffix) && eligible(known)).count();
    println!(
        "{presentation}: {} lines, {} of them eligible; {} eligible enrolments in all; {unknown} \
         lines without a known enrolment",
        cut.lines.len(),
        places.len(),
        all
    );
    Ok(places)
}

/// Registered on or before the day, and not withdrawn before it.
fn eligible(known: &Known) -> bool {
    known.registered.is_none_or(|day| day <= DAY) && known.unregistered.is_none_or(|day| day >= DAY)
}

async fn import(app: &App, folder: &std::path::Path) -> Result<School> {
    let (read, supply) = oulad::read(folder)?;
    let import = async {
        app.settle_zone(ZONE).await?;
        let mut import = app.import(SOURCE);
        import.take_all(read.records).await?;
        import.finish(supply.kinds, 0, |_, _| {}).await
    };
    let (summary, school) = import.await.map_err(Failure::while_doing("importing OULAD"))?;
    println!("{} students, {} facts", summary.students, summary.facts);
    Ok(school)
}

/// 00:00 school time of a day of a presentation.
fn day(calendar: &Calendar, presentation: &str, day: i32) -> Result<Instant> {
    let month = if presentation.ends_with('B') { 2 } else { 10 };
    let year = presentation.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
    let start = jiff::civil::Date::new(year, month, 1);
    let start = start.map_err(Failure::while_doing(format!("the start of {presentation}")))?;
    Ok(calendar.start_of(start.saturating_add(day.days())))
}
