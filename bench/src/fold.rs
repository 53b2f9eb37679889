//! Facts folded into journeys per second, from memory, on one core.

use std::fmt::Write as _;
use std::hint::black_box;

use vigie_domain::fact::{Activity, Fact};
use vigie_domain::journey::Journey;
use vigie_domain::time::DAY;
use xtask::Result;
use xtask::bench::{Measure, RUNS, Row, measure, table};

use crate::log::Log;
use crate::{Setting, memory, verdict};

/// Facts a second.
const TARGET: f64 = 5e6;
/// Facts folded in one run, at least: the whole log over and over.
const ENOUGH: u64 = 5_000_000;
/// Facts added to each student when memory is looked at.
const MORE: i64 = 1_000;

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let mut rows = Vec::new();
    let mut notes = String::new();
    for log in [Log::oulad(setting)?, Log::demo()?] {
        let passes = ENOUGH.div_ceil(log.facts().max(1));
        let amount = passes * log.facts();
        println!("{}: {} facts of {} students", log.name, log.facts(), log.students.len());
        let series = measure(&format!("fold, {}", log.name), RUNS, || {
            Measure::of(|| {
                for _ in 0..passes {
                    log.students.iter().for_each(|facts| drop(black_box(fold(facts))));
                }
                amount
            })
        });
        let baseline = measure(&format!("sum of `occurred_at`, {}", log.name), RUNS, || {
            Measure::of(|| {
                for _ in 0..passes {
                    black_box(
                        log.students.iter().map(|facts| sum(facts)).fold(0, i64::wrapping_add),
                    );
                }
                amount
            })
        });
        let _ = writeln!(notes, "- {}", memory_held(&log));
        rows.push(Row { series, baseline: Some(baseline) });
    }
    let reached = verdict(rows.iter().all(|row| row.series.median().per_second() >= TARGET));
    Ok(format!(
        "Facts decoded in memory, folded student by student with `Journey::apply` on one core. \
         Baseline: reading `occurred_at` of the same facts.\n\n\
         Target: ≥ 5 M facts/s: {reached}.\n\n{}\n\
         Memory is bounded by students, not by facts: every collection in a journey has a cap. \
         Counted are the journeys and all that they own.\n\n\
         {notes}",
        table(&rows)
    ))
}

fn fold(facts: &[Fact]) -> Journey {
    let mut journey = Journey::default();
    for fact in facts {
        journey.apply(fact);
    }
    journey
}

fn sum(facts: &[Fact]) -> i64 {
    facts.iter().fold(0, |sum, fact| sum.wrapping_add(fact.occurred_at.0))
}

/// What all journeys take, before and after many more facts that nobody keeps.
fn memory_held(log: &Log) -> String {
    let mut journeys: Vec<Journey> = log.students.iter().map(|facts| fold(facts)).collect();
    let folded = memory::held(&journeys);
    for (journey, facts) in journeys.iter_mut().zip(&log.students) {
        let of_enrolment = facts.iter().rev().find(|fact| fact.enrolment.is_some());
        let Some(template) = of_enrolment.or(facts.last()) else { continue };
        let mut fact = template.clone();
        for day in 1..=MORE {
            let from = template.occurred_at.0 + day * DAY.0;
            let (from, to) = (fact.occurred_at, vigie_domain::time::Instant(from));
            fact.occurred_at = to;
            fact.known_at = to;
            fact.payload =
                Activity { from, to, actions: 7, active_days: Some(1), kinds: Vec::new() }.into();
            journey.apply(&fact);
        }
    }
    format!(
        "{}: {} journeys from {} facts hold {}; after {MORE} more days of activity for each \
         ({} facts in all), {}",
        log.name,
        journeys.len(),
        log.facts(),
        memory::mebibytes(folded),
        log.facts() + journeys.len() as u64 * MORE.unsigned_abs(),
        memory::mebibytes(memory::held(&journeys)),
    )
}
