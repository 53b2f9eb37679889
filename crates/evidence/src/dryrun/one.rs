//! One case of one student against the rings that concern it.

use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

use super::base::week_of;
use super::plan::Plan;
use crate::members::Members;
use crate::outcome::{Case, Fate, Outcome};
use crate::rings::Ring;

/// What rang for a case.
pub(super) struct Rung<'c> {
    pub(super) case: &'c Case,
    /// While it rang in the window: which rule, from when, until when.
    pub(super) stretches: Vec<(usize, Instant, Instant)>,
    /// The first ring of each rule in the window, by place.
    pub(super) first: Vec<Option<Instant>>,
    /// The first ring of each rule in the horizon before the case ended.
    pub(super) before_end: Vec<Option<Instant>>,
}

impl<'c> Rung<'c> {
    /// Of the rings, by the instant they began, those that concern a case: of
    /// its enrolment or of the person, while it was at risk.
    pub(super) fn of(case: &'c Case, rings: &[Ring], plan: &Plan) -> Self {
        let rules = plan.watched().len();
        let none = vec![None; rules];
        let mut rung = Self { case, stretches: Vec::new(), first: none.clone(), before_end: none };
        let concerned = rings.iter().filter(|ring| {
            let same = case.enrolment.is_none_or(|id| ring.enrolment.is_none_or(|of| of == id));
            same && case.at_risk(ring.began)
        });
        let end = case.end.map_or(plan.known_until, |(end, _)| end).min(plan.to);
        for ring in concerned {
            let ceased = ring.ceased.map_or(end, |ceased| ceased.min(end));
            rung.stretches.push((ring.rule, ring.began, ceased));
            if plan.inside(ring.began) {
                rung.first[ring.rule].get_or_insert(ring.began);
            }
            if case.end.is_some_and(|(end, _)| end.since(ring.began) <= plan.horizon) {
                rung.before_end[ring.rule].get_or_insert(ring.began);
            }
        }
        rung
    }

    /// The rules that rang for it in the window.
    pub(super) fn rang(&self) -> Members {
        places(&self.first)
    }

    /// When it met an outcome, if it did so in the window.
    pub(super) fn met(&self, outcome: Outcome, plan: &Plan) -> Option<Instant> {
        self.case.met(outcome).filter(|at| plan.inside(*at))
    }

    /// The rules that rang for it in the horizon before it ended.
    pub(super) fn caught(&self) -> Members {
        places(&self.before_end)
    }

    /// Was it at risk in the window at all?
    pub(super) fn in_window(&self, plan: &Plan) -> bool {
        self.case.start < plan.to
            && self.case.end.is_none_or(|(end, _)| plan.from.is_none_or(|from| from < end))
    }

    /// The earliest of some rules.
    pub(super) fn earliest(of: &[Option<Instant>], rules: &[usize]) -> Option<Instant> {
        rules.iter().filter_map(|&rule| of[rule]).min()
    }

    /// The weeks of the case in which one of some rules rang, each once.
    pub(super) fn weeks(&self, rules: &[usize]) -> Vec<i64> {
        let stretches = self.stretches.iter().filter(|(rule, ..)| rules.contains(rule));
        let weeks = |&(_, began, ceased): &(usize, Instant, Instant)| {
            week_of(self.case, began)..=week_of(self.case, Instant(ceased.0 - 1).max(began))
        };
        let mut weeks: Vec<i64> = stretches.flat_map(weeks).collect();
        weeks.sort_unstable();
        weeks.dedup();
        weeks
    }

    /// Was the outcome met within the horizon after `at`?
    pub(super) fn fate(&self, outcome: Outcome, at: Instant, plan: &Plan) -> Fate {
        self.case.fate(outcome, at, plan.horizon, plan.known_until)
    }

    /// In which programme it is.
    pub(super) fn programme(&self) -> &Key {
        &self.case.programme
    }
}

fn places(found: &[Option<Instant>]) -> Members {
    found.iter().enumerate().filter(|(_, at)| at.is_some()).map(|(place, _)| place).collect()
}
