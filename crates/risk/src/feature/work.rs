//! Work handed in, missed and marked, against its due dates.

use vigie_domain::fact::{Payload, PlannedWork, WorkKind};
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

use super::cells::{Cells, Tally};
use super::{Seen, days};
use crate::family::Family;

/// One piece of work that was handed in: to be ranked among all of them.
pub(super) struct Handed {
    pub(super) item: Key,
    /// Mark out of 100; NaN without one.
    pub(super) score: f64,
    /// Days from handing in to the due date; NaN without one.
    pub(super) ahead: f64,
}

/// What is known of one planned item.
struct Item<'f> {
    plan: &'f PlannedWork,
    handed_in: Option<Instant>,
    score: f64,
    banked: bool,
}

fn items<'f>(seen: &Seen<'f>) -> Vec<Item<'f>> {
    let mut items: Vec<Item<'f>> = Vec::new();
    for fact in seen.own() {
        if let Payload::Planned(plan) = &fact.payload {
            let study = plan.works.iter().filter(|work| work.kind != WorkKind::Exam);
            items = study
                .map(|plan| Item { plan, handed_in: None, score: f64::NAN, banked: false })
                .collect();
        }
    }
    for fact in seen.own() {
        let Payload::Submitted(body) = &fact.payload else { continue };
        let Some(item) = items.iter_mut().find(|item| item.plan.item == body.item) else {
            continue;
        };
        item.banked |= body.banked;
        if !body.banked {
            item.handed_in.get_or_insert(fact.occurred_at);
            item.score = body.score.map_or(item.score, f64::from);
        }
    }
    items
}

#[derive(Default)]
struct Sums {
    due: f64,
    missed: f64,
    assignments_missed: f64,
    early: f64,
    late: f64,
    banked: f64,
    handed_in: f64,
    weight_due: f64,
    weight_missed: f64,
    weight_marked: f64,
    weighted_score: f64,
    score: Tally,
    ahead: Tally,
    since: Tally,
}

impl Sums {
    fn add(&mut self, item: &Item<'_>, at: Instant) {
        let weight = f64::from(item.plan.weight.unwrap_or(0.0));
        let is_due = item.plan.due.is_some_and(|due| due <= at);
        if is_due {
            self.due += 1.0;
            self.weight_due += weight;
        }
        if item.banked {
            self.banked += 1.0;
        }
        let Some(handed_in) = item.handed_in else {
            if is_due && !item.banked {
                self.missed += 1.0;
                self.weight_missed += weight;
                let assignment = item.plan.kind == WorkKind::Assignment;
                self.assignments_missed += if assignment { 1.0 } else { 0.0 };
            }
            return;
        };
        self.handed_in += 1.0;
        self.since.add(days(at - handed_in));
        if !is_due {
            self.early += 1.0;
        }
        if let Some(due) = item.plan.due {
            self.ahead.add(days(due - handed_in));
            self.late += if handed_in >= due { 1.0 } else { 0.0 };
        }
        if !item.score.is_nan() {
            self.score.add(item.score);
            self.weight_marked += weight;
            self.weighted_score += weight * item.score;
        }
    }
}

/// Tells the columns; gives what was handed in.
pub(super) fn read(seen: &Seen<'_>, cells: &mut Cells<'_>) -> Vec<Handed> {
    let items = items(seen);
    let mut sums = Sums::default();
    for item in &items {
        sums.add(item, seen.at);
    }
    let work = |name, value, cells: &mut Cells<'_>| cells.push(name, Family::Work, value);
    work("work_missed", sums.missed, cells);
    work("assignments_missed", sums.assignments_missed, cells);
    work("work_missed_share", sums.missed / sums.due, cells);
    work("weight_missed", sums.weight_missed, cells);
    cells.ranked("work_early", Family::Work, sums.early);
    work("work_late", sums.late, cells);
    work("work_banked", sums.banked, cells);
    cells.ranked("work_handed_in", Family::Work, sums.handed_in);
    work("score_mean", sums.score.mean(), cells);
    work("score_least", sums.score.least, cells);
    work("score_weighted", sums.weighted_score / sums.weight_marked, cells);
    work("handed_in_ahead", sums.ahead.mean(), cells);
    work("last_handed_in_ahead", sums.ahead.last, cells);
    work("days_since_handed_in", sums.since.least, cells);
    cells.push("work_due", Family::Programme, sums.due);
    cells.push("weight_due", Family::Programme, sums.weight_due);
    let dues = || items.iter().filter_map(|item| item.plan.due);
    let next = dues().filter(|due| *due > seen.at).min();
    let last = dues().filter(|due| *due <= seen.at).max();
    let next = next.map_or(f64::NAN, |due| days(due - seen.at));
    let last = last.map_or(f64::NAN, |due| days(seen.at - due));
    cells.push("next_due_in", Family::Programme, next);
    cells.push("last_due_ago", Family::Programme, last);
    let handed = |item: &Item<'_>| {
        let handed_in = item.handed_in?;
        let ahead = item.plan.due.map_or(f64::NAN, |due| days(due - handed_in));
        Some(Handed { item: item.plan.item.clone(), score: item.score, ahead })
    };
    items.iter().filter_map(handed).collect()
}
