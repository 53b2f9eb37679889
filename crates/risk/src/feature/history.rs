//! Other enrolments of the same person: what became of them, and how it goes
//! in those that run at the same time.

use vigie_domain::fact::{Enrolled, Payload, PlannedWork, WithdrawalReason, WorkKind};
use vigie_domain::ids::{EnrolmentId, Key};

use super::Seen;
use super::cells::{Cells, Tally};
use crate::family::Family;

/// One other enrolment.
struct Other<'f> {
    enrolment: EnrolmentId,
    begun: Option<&'f Enrolled>,
    works: &'f [PlannedWork],
    passed: bool,
    failed: bool,
    left: bool,
    actions: f64,
    /// Items that were handed in, with their marks.
    handed_in: Vec<(&'f Key, Option<f32>)>,
}

impl<'f> Other<'f> {
    fn new(enrolment: EnrolmentId) -> Self {
        Self {
            enrolment,
            begun: None,
            works: &[],
            passed: false,
            failed: false,
            left: false,
            actions: 0.0,
            handed_in: Vec::new(),
        }
    }

    fn take(&mut self, payload: &'f Payload) {
        match payload {
            Payload::Enrolled(body) => self.begun = Some(body),
            Payload::Planned(body) => self.works = &body.works,
            Payload::Diploma(_) => self.passed = true,
            Payload::Withdrawn(body) if body.reason == WithdrawalReason::NotValidated => {
                self.failed = true;
            }
            Payload::Withdrawn(_) => self.left = true,
            Payload::Activity(body) => self.actions += f64::from(body.actions),
            Payload::Submitted(body) if !body.banked => {
                self.handed_in.push((&body.item, body.score));
            }
            _ => {}
        }
    }

    /// What was handed in, but for examinations: what they said stands in how
    /// the enrolment ended.
    fn works_handed_in(&self) -> impl Iterator<Item = Option<f32>> {
        let is_exam = |item: &Key| {
            let planned = self.works.iter().find(|work| work.item == *item);
            planned.is_some_and(|work| work.kind == WorkKind::Exam)
        };
        let works = self.handed_in.iter().filter(move |(item, _)| !is_exam(item));
        works.map(|(_, score)| *score)
    }

    fn is_open(&self) -> bool {
        !(self.passed || self.failed || self.left)
    }
}

/// Tells the columns.
pub(super) fn read(seen: &Seen<'_>, cells: &mut Cells<'_>) {
    let mut others: Vec<Other<'_>> = Vec::new();
    for fact in seen.facts {
        let Some(enrolment) = fact.enrolment.filter(|id| *id != seen.enrolment) else { continue };
        let known = others.iter().position(|other| other.enrolment == enrolment);
        let place = known.unwrap_or_else(|| {
            others.push(Other::new(enrolment));
            others.len() - 1
        });
        others[place].take(&fact.payload);
    }
    let programme = seen.begun.as_ref().map(|begun| &begun.body.programme);
    let count = |test: &dyn Fn(&Other<'_>) -> bool| -> f64 {
        others.iter().map(|other| if test(other) { 1.0 } else { 0.0 }).sum()
    };
    let same = |other: &Other<'_>| other.begun.map(|begun| &begun.programme) == programme;
    let mut tell = |name, value| cells.push(name, Family::History, value);
    tell("other_enrolments", count(&|_| true));
    tell("others_open", count(&|other| other.is_open()));
    tell("others_passed", count(&|other| other.passed));
    tell("others_failed", count(&|other| other.failed));
    tell("others_left", count(&|other| other.left && !other.failed));
    tell("same_programme_before", count(&|other| same(other) && !other.is_open()));
    let work = |test: &dyn Fn(&Other<'_>) -> bool| {
        let (mut share, mut score) = (Tally::default(), Tally::default());
        for other in others.iter().filter(|other| test(other)) {
            let due = other.works.iter().filter(|work| {
                work.kind != WorkKind::Exam && work.due.is_some_and(|due| due <= seen.at)
            });
            #[expect(clippy::cast_precision_loss, reason = "a plan has few items")]
            let due = due.count() as f64;
            if due > 0.0 {
                #[expect(clippy::cast_precision_loss, reason = "a plan has few items")]
                let handed_in = other.works_handed_in().count() as f64;
                share.add((handed_in / due).min(1.0));
            }
            let mut marks = Tally::default();
            other.works_handed_in().flatten().for_each(|mark| marks.add(f64::from(mark)));
            if !marks.mean().is_nan() {
                score.add(marks.mean());
            }
        }
        (share.mean(), score.mean())
    };
    let (share, score) = work(&|_| true);
    tell("others_handed_in_share", share);
    tell("others_score", score);
    let (share, score) = work(&|other| other.is_open());
    tell("open_others_handed_in_share", share);
    tell("open_others_score", score);
    let mut actions = Tally::default();
    for other in &others {
        actions.add(other.actions);
    }
    tell("others_actions", actions.mean());
}
