//! Evaluations per second: one indicator in one view, with its `until`.

use std::fmt::Write as _;
use std::hint::black_box;

use vigie_domain::fact::Fact;
use vigie_domain::indicator::Indicator;
use vigie_domain::journey::{Enrolment, Journey, fold};
use vigie_domain::metric::{Context, Scope, View};
use vigie_domain::time::{DAY, HOUR, Instant, Span};
use xtask::Result;
use xtask::bench::{Measure, RUNS, Row, Series, measure, table};

use crate::log::Log;
use crate::{Setting, shipped, verdict};

/// Evaluations a second.
const TARGET: f64 = 20e6;
/// Evaluations in one run, at least.
const ENOUGH: u64 = 20_000_000;
/// The same, of one indicator by itself.
const ENOUGH_ALONE: u64 = 500_000;
/// The log is folded up to each of these shares of its time …
const SHARES: [i64; 4] = [20, 40, 60, 80];
/// … and evaluated so long after.
const LATER: [Span; 4] = [Span(0), HOUR, DAY, Span::days(5)];

/// Journeys as they stood at an instant.
struct Stand {
    at: Instant,
    journeys: Vec<Journey>,
}

/// One journey, seen at one instant as the person or as one open enrolment.
type Seen<'j> = (&'j Journey, Option<&'j Enrolment>, Instant);

pub(crate) fn run(setting: &Setting) -> Result<String> {
    let indicators = shipped::indicators()?;
    let mut rows = Vec::new();
    let mut costs: Vec<(String, [f64; 2])> =
        indicators.iter().map(|indicator| (indicator.id.to_string(), [0.0; 2])).collect();
    for (index, log) in [Log::oulad(setting)?, Log::demo()?].into_iter().enumerate() {
        let context = Context::new(log.calendar.clone(), log.supplied);
        let stands = stands(&log);
        let seen = seen(&stands);
        let name = format!("evaluate, {}", log.name);
        let series = all(&name, &seen, &indicators, &context);
        let baseline = plain(log.name, &seen);
        for (indicator, cost) in indicators.iter().zip(&mut costs) {
            cost.1[index] = alone(&seen, indicator, &context);
        }
        rows.push(Row { series, baseline: Some(baseline) });
    }
    let reached = verdict(rows.iter().all(|row| row.series.median().per_second() >= TARGET));
    let mut each = String::from("| indicator | OULAD, ns | demo school, ns |\n|---|---|---|\n");
    for (name, [oulad, demo]) in costs {
        let _ = writeln!(each, "| {name} | {oulad:.0} | {demo:.0} |");
    }
    Ok(format!(
        "All {} shipped indicators over journeys folded from memory, as they stood at {} \
         instants, each asked at {} later moments; one core. Indicators about the person are \
         asked once for each student known by then, the others once for each open enrolment, as \
         the live engine does; making the view is included. One evaluation gives the answer and \
         its `until`, without evidence. Each school supplies its own kinds. Baseline: one \
         hand-written comparison in each view (first open due date against three days).\n\n\
         Target: ≥ 20 M evaluations/s: {reached}.\n\n{}\n\
         Each indicator by itself, view included, median of {RUNS} runs:\n\n{each}",
        indicators.len(),
        SHARES.len(),
        LATER.len(),
        table(&rows)
    ))
}

fn stands(log: &Log) -> Vec<Stand> {
    let known = || log.students.iter().flatten().map(|fact| fact.known_at.0);
    let (start, end) = (known().min().unwrap_or(0), known().max().unwrap_or(0));
    SHARES
        .into_iter()
        .map(|share| {
            let at = Instant(start + (end - start) / 100 * share);
            let by_then = |facts: &Vec<Fact>| fold(facts.iter().filter(|f| f.known_at <= at));
            let journeys = log.students.iter().map(by_then).filter(|j| j.facts > 0).collect();
            Stand { at, journeys }
        })
        .collect()
}

/// Every view, the person first, then each open enrolment.
fn seen(stands: &[Stand]) -> Vec<Seen<'_>> {
    let mut seen = Vec::new();
    for stand in stands {
        for journey in &stand.journeys {
            for later in LATER {
                let at = stand.at + later;
                seen.push((journey, None, at));
                seen.extend(journey.open_enrolments().map(|open| (journey, Some(open), at)));
            }
        }
    }
    seen
}

fn all(name: &str, seen: &[Seen<'_>], indicators: &[Indicator], context: &Context) -> Series {
    let of = |scope| indicators.iter().filter(move |i| i.scope == scope).collect::<Vec<_>>();
    let (person, enrolment) = (of(Scope::Student), of(Scope::Enrolment));
    let one_pass = || {
        let mut evaluated = 0;
        for &(journey, open, at) in seen {
            let view = View::new(journey, open, at, context);
            let asked = if open.is_none() { &person } else { &enrolment };
            for indicator in asked {
                black_box(indicator.evaluate(&view));
            }
            evaluated += asked.len() as u64;
        }
        evaluated
    };
    let per_pass = one_pass();
    println!("{name}: {} views, {per_pass} evaluations a pass", seen.len());
    let passes = ENOUGH.div_ceil(per_pass.max(1));
    measure(name, RUNS, || Measure::of(|| (0..passes).map(|_| one_pass()).sum()))
}

/// Nanoseconds for one evaluation of one indicator, its view included: the
/// median of the runs.
fn alone(seen: &[Seen<'_>], indicator: &Indicator, context: &Context) -> f64 {
    let fits = |open: Option<&Enrolment>| open.is_some() == (indicator.scope == Scope::Enrolment);
    let views: Vec<Seen<'_>> = seen.iter().copied().filter(|(_, open, _)| fits(*open)).collect();
    let passes = ENOUGH_ALONE.div_ceil(views.len().max(1) as u64);
    let run = || {
        Measure::of(|| {
            for _ in 0..passes {
                for &(journey, open, at) in &views {
                    black_box(indicator.evaluate(&View::new(journey, open, at, context)));
                }
            }
            passes * views.len() as u64
        })
    };
    let runs = (0..RUNS).map(|_| run()).collect();
    Series::of(indicator.id.as_str(), runs).map_or(0.0, |runs| 1e9 / runs.median().per_second())
}

fn plain(school: &str, seen: &[Seen<'_>]) -> Series {
    let late = |&(_, open, at): &Seen<'_>| {
        let first = open.and_then(|open| open.work.open_dues.first());
        first.is_some_and(|(due, _)| at.since(*due) > Span::days(3))
    };
    let passes = ENOUGH.div_ceil(seen.len().max(1) as u64);
    measure(&format!("one comparison by hand, {school}"), RUNS, || {
        Measure::of(|| {
            for _ in 0..passes {
                for one in seen {
                    black_box(late(one));
                }
            }
            passes * seen.len() as u64
        })
    })
}
