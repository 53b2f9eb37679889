//! Where each example stands among its cohort at the same instant.
//!
//! Ranks compare with those who began the same programme together, and so
//! carry over to cohorts whose work is marked or dated otherwise.

use std::collections::BTreeMap;

use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

use super::Example;
use super::activity::FORTNIGHTS;
use super::cells::{Cells, Column};
use crate::family::Family;
use crate::table::{Heading, Table};

/// Completes the examples with what needs their cohort, and lays them out.
pub(super) fn table(mut examples: Vec<Example>, mut columns: Vec<Column>) -> Table {
    let mut cohorts: BTreeMap<(Key, Key, Instant), Vec<usize>> = BTreeMap::new();
    for (place, example) in examples.iter().enumerate() {
        let (programme, cohort) = example.cohort.clone();
        cohorts.entry((programme, cohort, example.at)).or_default().push(place);
    }
    let of_activity = |column: &Column| column.family == Family::Activity;
    let of_activity: Vec<usize> = matching(&columns, of_activity);
    for places in cohorts.values() {
        tell_activity(&mut examples, &mut columns, places, &of_activity);
        tell_work(&mut examples, &mut columns, places);
    }
    let ranked = matching(&columns, |column| column.ranked);
    for places in cohorts.values() {
        tell_ranks(&mut examples, &mut columns, places, &ranked);
    }
    lay_out(&examples, &columns)
}

fn matching(columns: &[Column], test: impl Fn(&Column) -> bool) -> Vec<usize> {
    (0..columns.len()).filter(|place| test(&columns[*place])).collect()
}

const ACTIONS: [&str; FORTNIGHTS] = [
    "actions_by_day_14",
    "actions_by_day_28",
    "actions_by_day_42",
    "actions_by_day_56",
    "actions_by_day_70",
    "actions_by_day_84",
];
const ACTIVE_DAYS: [&str; FORTNIGHTS] = [
    "active_days_by_day_14",
    "active_days_by_day_28",
    "active_days_by_day_42",
    "active_days_by_day_56",
    "active_days_by_day_70",
    "active_days_by_day_84",
];

fn tell_activity(
    examples: &mut [Example],
    columns: &mut Vec<Column>,
    places: &[usize],
    of_activity: &[usize],
) {
    // The newest fortnight that was told of anybody.
    let of_cohort = (0..FORTNIGHTS)
        .rev()
        .find(|number| places.iter().any(|place| examples[*place].activity.is_told(*number)));
    for place in places {
        let Example { activity, values, .. } = &mut examples[*place];
        let newest = activity.newest(of_cohort);
        let whole = activity.is_whole(of_cohort.is_some());
        if !whole {
            for column in of_activity {
                values[*column] = f64::NAN;
            }
        }
        let mut cells = Cells { values, columns };
        let mut totals = [(f64::NAN, f64::NAN); FORTNIGHTS];
        if let (true, Some(newest)) = (whole, newest) {
            totals[..=newest].copy_from_slice(&activity.totals[..=newest]);
        }
        cells.ranked("actions_before_start", Family::Activity, activity.before);
        let (mut before, mut days_before) = (activity.before, f64::NAN);
        let mut latest = [f64::NAN; 5];
        let mut earlier = activity.before;
        for (number, (actions, days)) in totals.into_iter().enumerate() {
            cells.push(ACTIONS[number], Family::Activity, actions);
            cells.push(ACTIVE_DAYS[number], Family::Activity, days);
            if Some(number) == newest {
                let change = (actions - before).ln_1p() - earlier.max(0.0).ln_1p();
                latest = [actions, actions - before, days, days - days_before, change];
            }
            earlier = actions - before;
            (before, days_before) = (actions, days);
        }
        cells.ranked("actions_so_far", Family::Activity, latest[0]);
        cells.ranked("actions_last_fortnight", Family::Activity, latest[1]);
        cells.ranked("active_days_so_far", Family::Activity, latest[2]);
        cells.ranked("active_days_last_fortnight", Family::Activity, latest[3]);
        // In log units against the fortnight before (or all before the start).
        cells.push("actions_change", Family::Activity, latest[4]);
    }
}

fn tell_work(examples: &mut [Example], columns: &mut Vec<Column>, places: &[usize]) {
    let mut scores: BTreeMap<Key, Vec<f64>> = BTreeMap::new();
    let mut aheads: BTreeMap<Key, Vec<f64>> = BTreeMap::new();
    for handed in places.iter().flat_map(|place| &examples[*place].works) {
        scores.entry(handed.item.clone()).or_default().push(handed.score);
        aheads.entry(handed.item.clone()).or_default().push(handed.ahead);
    }
    let sort_all = |all: &mut BTreeMap<Key, Vec<f64>>| all.values_mut().for_each(sort);
    sort_all(&mut scores);
    sort_all(&mut aheads);
    let place = |all: &BTreeMap<Key, Vec<f64>>, item: &Key, value: f64| {
        all.get(item).map_or(f64::NAN, |sorted| rank(sorted, value))
    };
    for example in places {
        let Example { works, values, .. } = &mut examples[*example];
        let ranks = |all: &BTreeMap<Key, Vec<f64>>, pick: fn(&super::work::Handed) -> f64| {
            let ranks = works.iter().map(|handed| place(all, &handed.item, pick(handed)));
            let known: Vec<f64> = ranks.filter(|rank| !rank.is_nan()).collect();
            (mean(&known), known.last().copied().unwrap_or(f64::NAN))
        };
        let (score, last_score) = ranks(&scores, |handed| handed.score);
        let (ahead, _) = ranks(&aheads, |handed| handed.ahead);
        let mut cells = Cells { values, columns };
        cells.push("score_rank", Family::Work, score);
        cells.push("last_score_rank", Family::Work, last_score);
        cells.push("handed_in_ahead_rank", Family::Work, ahead);
    }
}

fn tell_ranks(
    examples: &mut [Example],
    columns: &mut Vec<Column>,
    places: &[usize],
    ranked: &[usize],
) {
    for column in ranked {
        let mut sorted: Vec<f64> =
            places.iter().map(|place| examples[*place].values[*column]).collect();
        sort(&mut sorted);
        let (name, family) = (format!("{}_rank", columns[*column].name), columns[*column].family);
        for place in places {
            let values = &mut examples[*place].values;
            let rank = rank(&sorted, values[*column]);
            let mut cells = Cells { values, columns };
            cells.tell(|| Column { name: name.clone().into(), family, ranked: false }, rank);
        }
    }
}

/// Known values, ascending.
fn sort(values: &mut Vec<f64>) {
    values.retain(|value| !value.is_nan());
    values.sort_unstable_by(f64::total_cmp);
}

/// Share of the sorted values below this one, equals counting half.
fn rank(sorted: &[f64], value: f64) -> f64 {
    if value.is_nan() || sorted.is_empty() {
        return f64::NAN;
    }
    let below = sorted.partition_point(|other| *other < value);
    let up_to = sorted.partition_point(|other| *other <= value);
    #[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
    let share = (below + up_to) as f64 / (2 * sorted.len()) as f64;
    share
}

#[expect(clippy::cast_precision_loss, reason = "counts of works fit 53 bits")]
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn lay_out(examples: &[Example], columns: &[Column]) -> Table {
    let mut table = Table::of_rows(examples.len());
    for (place, column) in columns.iter().enumerate() {
        let heading = Heading { name: column.name.to_string(), family: column.family };
        let values = examples.iter().map(|example| example.values.get(place).copied());
        table.push(heading, values.map(|value| value.unwrap_or(f64::NAN)).collect());
    }
    table
}
