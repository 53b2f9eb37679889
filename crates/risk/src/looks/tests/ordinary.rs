//! A year like those before: nothing has moved, though a school with intakes
//! has people at another stage of their studies every week.

use rand::Rng as _;

use super::*;
use crate::artefact::Artefact;
use crate::drift::{LEAST_PEOPLE, MOVED, may_ring, stage};
use crate::make::{Audits, make};

/// Days between intakes, and how long a course takes.
const APART: i64 = 91;
const COURSE: i64 = 182;
const PER_INTAKE: i64 = 150;
/// The year that is watched.
const YEAR: std::ops::Range<i64> = 1_120..1_120 + 364;

/// Busy at first and less later, one more than the other; some leave.
fn member(intake: i64, number: i64, times: u32) -> (StudentId, Vec<Fact>) {
    let (begins, one) = (intake * APART, intake * 1_000 + number);
    let quiet = number % 5 < 2;
    let mut dice = ChaCha8Rng::seed_from_u64(one.unsigned_abs());
    let mut chance = move |below: i64| dice.random_range(0..below);
    let leaves = (quiet != (chance(8) == 0) && chance(4) > 0).then(|| 20 + chance(140));
    let (student, mut facts) =
        life(u128::try_from(one).unwrap(), begins, leaves.map(|l| begins + l));
    for week in 0..COURSE / 7 {
        let at = week * 7 + 1 + chance(6);
        if leaves.is_some_and(|leaves| at >= leaves) || chance(6) == 0 {
            continue;
        }
        let to = day(begins + at) + Span(chance(24) * HOUR.0);
        let busy = if quiet { 4 } else { 20 };
        let watched = YEAR.contains(&(begins + at));
        let actions = u32::try_from((busy + chance(15)) * (60 - week) / 60 + 1).unwrap();
        let actions = actions * if watched { times } else { 1 };
        let kinds = Vec::new();
        let active = Activity { from: to - DAY, to, actions, active_days: Some(1), kinds };
        facts.push(fact(student, to, active));
    }
    if leaves.is_none() {
        let diploma = Diploma { programme: "web".into(), guarantee_until: None };
        facts.push(fact(student, day(begins + COURSE), diploma));
    }
    (student, facts)
}

fn school(times: u32) -> Vec<(StudentId, Vec<Fact>)> {
    let intakes = 0..YEAR.end / APART;
    intakes.flat_map(|intake| (0..PER_INTAKE).map(move |n| member(intake, n, times))).collect()
}

fn learned() -> Artefact {
    let plan = plan(Target::Leave { days: 56 }, day(YEAR.start));
    let taught = looked(&plan, &school(1)).teach();
    make(taught, &plan, &Audits::new(), &super::trained::order()).unwrap()
}

/// The columns, and `said` for the probabilities, that moved too far, by week.
fn rang(artefact: &Artefact, school: &[(StudentId, Vec<Fact>)]) -> Vec<(i64, String, f64)> {
    let mut rang = Vec::new();
    for week in (0..52).step_by(3) {
        let at = monday(&calendar(), day(YEAR.start + week * 7));
        let plan = Plan { at: vec![at], ..plan(Target::Leave { days: 56 }, at) };
        let mut looks = Looks::default();
        for (student, facts) in school {
            looks.live_through(&plan, *student, facts.clone(), false);
        }
        let (looks, first_days, table) = looks.table();
        assert!(looks.len() >= LEAST_PEOPLE, "{}", looks.len());
        let stages: Vec<usize> = first_days.iter().map(|first| stage(*first, at)).collect();
        let headings = artefact.model.headings().iter().zip(&artefact.card.columns);
        for (heading, summary) in headings.filter(|(heading, _)| may_ring(heading)) {
            let index = summary.moved(table.column(&heading.name).unwrap(), &stages);
            rang.push((week, heading.name.clone(), index));
        }
        let said = artefact.model.probabilities(&table);
        rang.push((week, "said".to_owned(), artefact.card.probabilities.moved(&said, &stages)));
    }
    rang.retain(|(.., index)| *index >= MOVED);
    rang
}

#[test]
fn an_ordinary_year_rings_nobody_and_another_does() {
    let artefact = learned();
    assert_eq!(rang(&artefact, &school(1)), []);
    let busier = rang(&artefact, &school(4));
    let first = busier.first().map(|(week, ..)| *week);
    assert!(first.is_some_and(|week| week <= 6), "{busier:?}");
}
