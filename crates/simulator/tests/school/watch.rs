//! The day of the school at its end, by the shipped indicators: neither empty
//! nor a catastrophe.
#![expect(clippy::expect_used, reason = "a test that cannot read its inputs has failed")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::{END, calendar, demo, facts};
use vigie_domain::fact::Fact;
use vigie_domain::ids::{Key, StudentId};
use vigie_domain::indicator::Indicator;
use vigie_domain::journey::{Journey, StudentPhase, fold};
use vigie_domain::metric::{Context, Scope, View};
use vigie_domain::time::{DAY, Instant};
use vigie_simulator::{SOURCE, supplies};

/// Everyone's journey at the end.
pub(crate) fn journeys() -> HashMap<&'static Key, Journey> {
    let mut all: HashMap<&Key, Vec<Fact>> = HashMap::new();
    let source = Key::const_new(SOURCE);
    for draft in facts(demo()) {
        let number = draft.student[2..].parse().expect("students are numbered");
        let student = StudentId::from_bytes(u128::to_be_bytes(number));
        let fact = draft.clone().identify(student, &source, END);
        all.entry(&draft.student).or_default().push(fact);
    }
    all.into_iter().map(|(student, facts)| (student, fold(&facts))).collect()
}

/// Is the advisor meant to keep an eye on them?
pub(crate) fn followed(journey: &Journey) -> bool {
    matches!(journey.phase(END).0, StudentPhase::Student | StudentPhase::JobSearch)
}

/// The indicators that the product ships.
fn shipped() -> Vec<Indicator> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../indicators");
    let files = std::fs::read_dir(folder).expect("the shipped indicators stand in the workspace");
    let read = |path: &Path| std::fs::read_to_string(path).expect("a text file");
    let mut all: Vec<_> = files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| Indicator::parse(&read(&path)).expect("a valid indicator"))
        .collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// The ids of the indicators that ring for each student at the end.
fn ringing(journeys: &HashMap<&'static Key, Journey>) -> HashMap<&'static Key, Vec<Key>> {
    let context = Context::new(calendar(), supplies());
    let indicators = shipped();
    let rings = |journey: &Journey, indicator: &Indicator| match indicator.scope {
        Scope::Student => indicator.evaluate(&View::new(journey, None, END, &context)).rings(),
        Scope::Enrolment => journey.open_enrolments().any(|enrolment| {
            let view = View::new(journey, Some(enrolment), END, &context);
            indicator.evaluate(&view).rings()
        }),
    };
    let of = |journey: &Journey| {
        indicators.iter().filter(|i| rings(journey, i)).map(|i| i.id.clone()).collect()
    };
    journeys.iter().map(|(student, journey)| (*student, of(journey))).collect()
}

#[test]
fn most_are_well_and_some_merit_a_contact() {
    let journeys = journeys();
    let ringing = ringing(&journeys);
    let mut counts: BTreeMap<&Key, usize> = BTreeMap::new();
    ringing.values().flatten().for_each(|id| *counts.entry(id).or_default() += 1);
    let merit = ringing.values().filter(|ids| !ids.is_empty()).count();
    let followed = journeys.values().filter(|journey| followed(journey)).count();
    println!("{merit} people merit a contact, {followed} are followed: {counts:?}");
    assert!(merit * 100 > followed * 6, "too quiet: {merit} of {followed} {counts:?}");
    assert!(merit * 100 < followed * 25, "too loud: {merit} of {followed} {counts:?}");
}

#[test]
fn an_obstacle_that_has_stood_for_two_weeks_shows_more_often_than_none() {
    let settled = Instant(END.0 - 14 * DAY.0);
    let standing = demo().truth.standing(END).filter(|hidden| hidden.from < settled);
    let troubled: HashSet<_> = standing.map(|hidden| &hidden.student).collect();
    let journeys = journeys();
    let ringing = ringing(&journeys);
    // (people, people with a signal), without an obstacle and with one.
    let mut seen = [(0, 0); 2];
    for (student, _) in journeys.iter().filter(|(_, journey)| followed(journey)) {
        let (people, told) = &mut seen[usize::from(troubled.contains(student))];
        *people += 1;
        *told += usize::from(!ringing[student].is_empty());
    }
    let [(calm, told_calm), (hindered, told)] = seen;
    println!("{told} of {hindered} with an obstacle, {told_calm} of {calm} without");
    assert!(told * calm > 2 * told_calm * hindered);
}
