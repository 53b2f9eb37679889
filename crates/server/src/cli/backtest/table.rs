//! A dry run as tables for people.

use vigie_domain::calendar::Calendar;
use vigie_evidence::days::Quartiles;
use vigie_evidence::dryrun::{Held, Report, Volume};
use vigie_evidence::outcome::Outcome;
use vigie_evidence::rate::Estimate;

use crate::cli::output::Table;

/// Pairs of indicators shown.
const PAIRS: usize = 10;

/// Everything, one table under the other.
pub(super) fn page(report: &Report, outcome: Outcome, calendar: &Calendar) -> String {
    let date = |at| calendar.date(at);
    let mut page = format!(
        "{} students, {} facts, {} to {} ({:.0} weeks), known until {}; horizon {} days\n\n",
        report.students,
        report.facts,
        date(report.from),
        date(report.to),
        report.weeks,
        date(report.known_until),
        report.horizon_days
    );
    page += &section("Outcomes, each by itself", &outcomes(report));
    page +=
        &section(&format!("Indicators against {}", outcome.name()), &indicators(report, outcome));
    page += &hours(report);
    page += &section("Ringing for the same cases", &overlap(report));
    page += &section("Hours against harm caught, best first", &frontier(report));
    page + &warnings(report)
}

fn section(title: &str, table: &Table) -> String {
    if table.is_empty() { String::new() } else { format!("{title}\n\n{}\n", table.aligned()) }
}

fn outcomes(report: &Report) -> Table {
    let mut table = Table::new(&["outcome", "cases", "met", "base rate"]);
    for one in &report.outcomes {
        let base = one.base_rate.map_or_else(none, percent);
        table.row([
            one.outcome.name().to_owned(),
            one.cases.to_string(),
            one.met.to_string(),
            base,
        ]);
    }
    table
}

/// One line an indicator, then all of them as one.
pub(super) fn indicators(report: &Report, outcome: Outcome) -> Table {
    let mut table = Table::new(&[
        "indicator",
        "rings",
        "a week",
        "per 100",
        "students",
        "true",
        "false",
        "unknown",
        "precision",
        "caught",
        "lift",
        "warning, d",
        "open, d",
        "hours/week",
        "adds caught",
        "adds hours",
    ]);
    for one in &report.indicators {
        let adds = [one.adds_caught.to_string(), format!("{:.1}", one.adds_hours)];
        let cells = line(&one.indicator, &one.volume, held(&one.outcomes, outcome));
        table.row(cells.into_iter().chain(adds));
    }
    let all = &report.together;
    let cells = line("together", &all.volume, held(&all.outcomes, outcome));
    table.row(cells.into_iter().chain([String::new(), String::new()]));
    table
}

fn held(all: &[Held], outcome: Outcome) -> Option<&Held> {
    all.iter().find(|held| held.outcome == outcome)
}

fn line(name: &str, volume: &Volume, held: Option<&Held>) -> Vec<String> {
    let count = |of: fn(&Held) -> u64| held.map_or_else(none, |held| of(held).to_string());
    let share = |of: fn(&Held) -> Option<Estimate>| held.and_then(of).map_or_else(none, interval);
    let lift = held.and_then(|held| held.lift);
    vec![
        name.to_owned(),
        volume.rings.to_string(),
        format!("{:.1}", volume.rings_per_week),
        format!("{:.1}", volume.rings_per_100_students),
        volume.students.to_string(),
        count(|held| held.came_true),
        count(|held| held.did_not),
        count(|held| held.unknown),
        share(|held| held.precision),
        share(|held| held.recall),
        lift.map_or_else(none, |l| format!("{:.2} ({:.2}–{:.2})", l.value, l.low, l.high)),
        held.and_then(|held| held.warning_days).map_or_else(none, quartiles),
        volume.open_days.map_or_else(none, quartiles),
        format!("{:.1}", volume.hours_per_week),
    ]
}

fn hours(report: &Report) -> String {
    let outlook = &report.outlook;
    let mut text = format!(
        "The live set with these asks for {:.1} hours a week, {:.1} of them for what is never cut",
        outlook.hours_per_week, outlook.never_cut_hours_per_week
    );
    if let (Some(there), Some(missing)) = (outlook.hours_there_are, outlook.hours_missing) {
        text += &format!("; there are {there:.1}, {missing:.1} are missing");
    }
    text + ".\n\n"
}

fn overlap(report: &Report) -> Table {
    let mut table = Table::new(&["indicator", "and", "both", "either", "alike"]);
    for pair in report.overlap.iter().take(PAIRS) {
        table.row([
            pair.one.to_string(),
            pair.other.to_string(),
            pair.both.to_string(),
            pair.either.to_string(),
            percent(pair.jaccard),
        ]);
    }
    table
}

fn frontier(report: &Report) -> Table {
    let mut table =
        Table::new(&["indicator", "with", "adds caught", "adds hours", "caught", "hours/week"]);
    for step in &report.frontier {
        let with = step.varied.as_ref().map_or_else(
            || if step.never_cut { "never cut".to_owned() } else { String::new() },
            |(name, value)| format!("${name} = {value}"),
        );
        table.row([
            step.indicator.to_string(),
            with,
            step.adds_caught.to_string(),
            format!("{:.1}", step.adds_hours),
            format!("{} ({})", step.caught, percent(step.share)),
            format!("{:.1}", step.hours),
        ]);
    }
    table
}

/// What nobody should overlook, in plain sentences.
fn warnings(report: &Report) -> String {
    let mut text = String::new();
    for one in &report.indicators {
        for group in &one.groups {
            let Some(figures) = group.figures.as_ref().filter(|figures| figures.too_often) else {
                continue;
            };
            let ratio = figures.rung_over_met.map_or_else(none, |ratio| {
                format!("{:.1} times, at least {:.1}", ratio.value, ratio.low)
            });
            text += &format!(
                "! {} rings for {} = {} far more often than the outcomes justify: {ratio}\n",
                one.indicator, group.dimension, group.value
            );
        }
        if one.too_good_to_be_true {
            text += &format!(
                "! {} is right nearly always and nearly at once: does a computed value know the \
                 outcome?\n",
                one.indicator
            );
        }
    }
    let leaks = &report.leaks;
    for (kind, count) in &leaks.known_before_it_occurred {
        text += &format!("! {count} facts `{kind}` claim to be known before they occurred\n");
    }
    if leaks.computed_later_than_told > 0 {
        text += &format!(
            "! {} computed values were recorded after they claim to be known\n",
            leaks.computed_later_than_told
        );
    }
    for (indicator, count) in &leaks.rings_not_there {
        text += &format!("! {count} rings of {indicator} are not there by what was known then\n");
    }
    text + &format!(
        "{} rings were replayed from what was known at each: {}.\n",
        leaks.rings_checked,
        if leaks.rings_not_there.is_empty() { "all are there" } else { "some are not there" }
    )
}

fn interval(share: Estimate) -> String {
    let hundred = |value: f64| value * 100.0;
    let (low, high) = (hundred(share.low), hundred(share.high));
    format!("{} ({low:.0}–{high:.0})", percent(share.value))
}

fn quartiles(days: Quartiles) -> String {
    format!("{} ({}–{})", days.median, days.lower, days.upper)
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn none() -> String {
    "–".to_owned()
}
