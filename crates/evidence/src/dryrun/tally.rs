//! Counting students one at a time.

use std::collections::BTreeMap;

use vigie_domain::fact::Fact;
use vigie_domain::ids::Key;
use vigie_domain::journey::effective;
use vigie_domain::signal::History;
use vigie_domain::time::Instant;

use super::Life;
use super::base::looks;
use super::cell::{Base, Cell};
use super::one::Rung;
use super::plan::Plan;
use crate::days::Days;
use crate::group::{Groups, Seen};
use crate::leak::Leaks;
use crate::members::{Combinations, Members};
use crate::outcome::{Case, Fate, OUTCOMES, Outcome, cases};
use crate::rings::{Ring, rings};

/// What one reported rule, or the whole set, did.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Done {
    pub(super) rings: u64,
    pub(super) students: u64,
    pub(super) open: Days,
    pub(super) still_open: u64,
    pub(super) cells: [Cell; OUTCOMES],
}

/// Counts over the students so far. Its size depends on the rules and the
/// combinations in which they ring, not on the students.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Students of whom anything was known before the window ended.
    pub students: u64,
    /// Versions of facts read, of all students.
    pub facts: u64,
    pub(super) first_known: Option<Instant>,
    /// Each reported rule, in order, then all of them as one.
    pub(super) done: Vec<Done>,
    pub(super) bases: [Base; OUTCOMES],
    /// Rules that rang for a case in which harm is possible.
    pub(super) rang: Combinations,
    /// Rules that rang in the horizon before harm.
    pub(super) caught: Combinations,
    /// Cases of harm in the window.
    pub(super) harmed: u64,
    /// Rules that newly rang on one day of one student.
    pub(super) days: Combinations,
    pub(super) groups: Groups,
    pub(super) leaks: Leaks,
    /// The reported rules, by place.
    pub(super) asked: Vec<usize>,
}

impl Tally {
    /// Nobody yet.
    pub fn new(plan: &Plan) -> Self {
        let asked = plan.asked();
        Self {
            students: 0,
            facts: 0,
            first_known: None,
            done: vec![Done::default(); asked.len() + 1],
            bases: Default::default(),
            rang: Combinations::default(),
            caught: Combinations::default(),
            harmed: 0,
            days: Combinations::default(),
            groups: Groups::new(asked.len()),
            leaks: Leaks::default(),
            asked,
        }
    }

    /// One more student.
    pub fn live_through(&mut self, plan: &Plan, life: Life) {
        self.facts += life.facts.len() as u64;
        let history = History::new(life.facts);
        let known = history.facts().partition_point(|fact| fact.known_at <= plan.known_until);
        let facts = &history.facts()[..known];
        let Some(first) = facts.first().map(|fact| fact.known_at) else { return };
        let counted = effective(facts);
        let mut cases = cases(&counted, plan.known_until);
        cases.retain(|case| plan.includes(case));
        if first >= plan.to || (plan.filters() && cases.is_empty()) {
            return;
        }
        self.students += 1;
        self.first_known = Some(self.first_known.map_or(first, |known| known.min(first)));
        self.leaks.read(facts);
        let mut rings = rings(&history, plan.rules(), &plan.context, plan.known_until);
        if plan.filters() {
            rings.retain(|ring| concerns_any(ring, &cases));
        }
        if plan.checked > 0 && is_checked(life.student.bytes(), plan.checked) {
            self.leaks.check(&history, &rings, plan);
        }
        self.count_rings(plan, &rings);
        let rung: Vec<Rung<'_>> = cases.iter().map(|case| Rung::of(case, &rings, plan)).collect();
        self.count_outcomes(plan, &rung);
        self.count_groups(plan, &life.audit, &rung);
    }

    /// How often, about how many, for how long.
    fn count_rings(&mut self, plan: &Plan, rings: &[Ring]) {
        let calendar = &plan.context.calendar;
        let mut days: BTreeMap<i64, Members> = BTreeMap::new();
        let mut rang = Members::default();
        for ring in rings.iter().filter(|ring| plan.inside(ring.began)) {
            days.entry(calendar.day_number(ring.began)).or_default().insert(ring.rule);
            rang.insert(ring.rule);
            let Some(slot) = self.asked.iter().position(|rule| *rule == ring.rule) else {
                continue;
            };
            let together = self.asked.len();
            for slot in [slot, together] {
                let done = &mut self.done[slot];
                done.rings += 1;
                match ring.ceased {
                    Some(ceased) => done.open.add(ceased.since(ring.began)),
                    None => done.still_open += 1,
                }
            }
        }
        for members in days.into_values() {
            self.days.add(members);
        }
        for (slot, rule) in self.asked.iter().enumerate() {
            self.done[slot].students += u64::from(rang.contains(*rule));
        }
        let any = self.asked.iter().any(|rule| rang.contains(*rule));
        self.done[self.asked.len()].students += u64::from(any);
    }

    /// Every outcome by itself.
    fn count_outcomes(&mut self, plan: &Plan, rung: &[Rung<'_>]) {
        for (place, outcome) in Outcome::ALL.into_iter().enumerate() {
            let mut known: Vec<Vec<(&Key, i64, bool)>> = vec![Vec::new(); self.done.len()];
            for one in rung.iter().filter(|one| outcome.concerns(one.case.about)) {
                let looks = looks(one.case, outcome, plan);
                self.bases[place].add(one.programme(), looks.clone());
                let event = one.met(outcome, plan);
                self.bases[place].cases += u64::from(one.in_window(plan));
                self.bases[place].met += u64::from(event.is_some());
                if outcome == Outcome::Harm {
                    self.rang.add(one.rang());
                    if event.is_some() {
                        self.harmed += 1;
                        self.caught.add(one.caught());
                    }
                }
                for (slot, known) in known.iter_mut().enumerate() {
                    let rules = self.asked.get(slot).map_or(&self.asked[..], std::slice::from_ref);
                    let cell = &mut self.done[slot].cells[place];
                    match Rung::earliest(&one.first, rules).map(|at| one.fate(outcome, at, plan)) {
                        Some(Fate::Met) => cell.met += 1,
                        Some(Fate::NotMet) => cell.not_met += 1,
                        Some(Fate::Unknown) => cell.unknown += 1,
                        None => {}
                    }
                    let weeks = one.weeks(rules).into_iter();
                    let weeks = weeks.filter(|week| looks.known.contains(week));
                    known.extend(
                        weeks.map(|week| (one.programme(), week, looks.met.contains(&week))),
                    );
                    if let Some(event) = event
                        && let Some(at) = Rung::earliest(&one.before_end, rules)
                    {
                        cell.caught += 1;
                        cell.warning.add(event.since(at));
                    }
                }
            }
            for (done, known) in self.done.iter_mut().zip(known) {
                done.cells[place].add(&known);
            }
        }
    }

    /// Who was rung for, and of whom it came true, by group.
    fn count_groups(&mut self, plan: &Plan, audit: &[(Key, Key)], rung: &[Rung<'_>]) {
        let concerned =
            rung.iter().filter(|one| plan.outcome.concerns(one.case.about) && one.in_window(plan));
        let seen: Vec<Seen> = concerned
            .map(|one| {
                let fates = (0..self.done.len()).map(|slot| {
                    let rules = self.asked.get(slot).map_or(&self.asked[..], std::slice::from_ref);
                    Rung::earliest(&one.first, rules).map(|at| one.fate(plan.outcome, at, plan))
                });
                Seen {
                    programme: one.programme().clone(),
                    met: one.met(plan.outcome, plan).is_some(),
                    first: fates.collect(),
                }
            })
            .collect();
        self.groups.add(audit, &seen);
    }

    /// Both together.
    pub fn merge(&mut self, other: &Self) {
        self.students += other.students;
        self.facts += other.facts;
        self.first_known = match (self.first_known, other.first_known) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        for (done, more) in self.done.iter_mut().zip(&other.done) {
            done.rings += more.rings;
            done.students += more.students;
            done.open.merge(&more.open);
            done.still_open += more.still_open;
            done.cells.iter_mut().zip(&more.cells).for_each(|(cell, more)| cell.merge(more));
        }
        self.bases.iter_mut().zip(&other.bases).for_each(|(base, more)| base.merge(more));
        self.rang.merge(&other.rang);
        self.caught.merge(&other.caught);
        self.harmed += other.harmed;
        self.days.merge(&other.days);
        self.groups.merge(&other.groups);
        self.leaks.merge(&other.leaks);
    }
}

/// Is this ring about one of these cases?
fn concerns_any(ring: &Ring, cases: &[Case]) -> bool {
    cases.iter().any(|case| match (ring.enrolment, case.enrolment) {
        (Some(of), Some(id)) => of == id,
        _ => case.at_risk(ring.began),
    })
}

/// One student in so many, always the same ones: ids are random.
fn is_checked(id: [u8; 16], one_in: u64) -> bool {
    let [.., a, b, c, d] = id;
    u64::from(u32::from_be_bytes([a, b, c, d])) % one_in == 0
}

/// The facts that were known by then, as a history of their own.
pub(crate) fn known_by(history: &History, at: Instant) -> History {
    let known = history.facts().partition_point(|fact| fact.known_at <= at);
    let facts: &[Fact] = &history.facts()[..known];
    History::new(facts.to_vec())
}
