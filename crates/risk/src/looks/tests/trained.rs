//! The targets that take a whole course, or a whole guarantee, to settle: from
//! facts to a model.

use vigie_domain::fact::{Contract, Hired};

use super::*;
use crate::artefact::Artefact;
use crate::learn::{Growth, Recipe};
use crate::make::{Audits, Order, make};

const STUDENTS: i64 = 300;
/// Days from the first day to the diploma, and from there to a job.
const COURSE: i64 = 120;
const UNTIL_HIRED: i64 = 100;

/// Somebody who works much or little, and mostly ends accordingly; of those who
/// graduate, those who work little mostly find no job.
fn career(number: i64) -> (StudentId, Vec<Fact>) {
    let begins = number * 2;
    let (much, luck) = (number * 7_919 % 100 < 60, number % 8 == 3);
    let (student, mut facts) = life(u128::try_from(number).unwrap(), begins, None);
    let mut told = |at: i64, payload: Payload| facts.push(fact(student, day(begins + at), payload));
    for week in 1..40 {
        let to = day(begins + week * 7);
        let busy = if much { 30 } else { 5 };
        let actions = u32::try_from(busy + number * 31 % 20).unwrap();
        let kinds = Vec::new();
        let from = to - DAY;
        let active = Activity { from, to, actions, active_days: Some(1), kinds };
        told(week * 7, active.into());
    }
    // One in three of those who fail is there until the end.
    let succeeds = much != luck;
    if !succeeds && number % 3 > 0 {
        let left = Withdrawn { reason: WithdrawalReason::Unknown, return_at: None };
        told(70, left.into());
        return (student, facts);
    }
    if !succeeds && number % 2 == 0 {
        let failed = Withdrawn { reason: WithdrawalReason::NotValidated, return_at: None };
        told(COURSE, failed.into());
        return (student, facts);
    }
    let until = day(begins + COURSE + 180);
    let diploma = Diploma { programme: "web".into(), guarantee_until: Some(until) };
    told(COURSE, diploma.into());
    if number % 5 > 1 {
        let starts_at = day(begins + COURSE + UNTIL_HIRED);
        let hired = Hired { company: "mairie".into(), contract: Contract::Permanent, starts_at };
        told(COURSE + UNTIL_HIRED, Payload::Hired(Box::new(hired)));
    }
    (student, facts)
}

fn plan_of(target: Target) -> Plan {
    let supplied = [Kind::Enrolled, Kind::Activity, Kind::Withdrawn, Kind::Diploma, Kind::Hired];
    let context = Context::new(calendar(), Kinds::of(&supplied));
    Plan { context, ..plan(target, day(1_200)) }
}

pub(super) fn order() -> Order {
    let growth = Growth { trees: 15, forests: 1, ..Recipe::default().growth };
    let recipe = Recipe { growth, ..Recipe::default() };
    Order {
        recipe,
        seed: 4,
        reach: 0.1,
        reach_from: crate::card::ReachFrom::Said,
        there: STUDENTS.unsigned_abs(),
        protected: None,
    }
}

#[test]
fn failing_or_leaving_by_the_end_is_learned() {
    let plan = plan_of(Target::FailOrWithdrawn);
    let lives: Vec<_> = (0..STUDENTS).map(career).collect();
    let taught = looked(&plan, &lives).teach();
    assert!(taught.lesson.labelled.iter().any(|one| one.truth));
    let artefact = make(taught, &plan, &Audits::new(), &order()).unwrap();
    let judged = artefact.card.last().unwrap();
    assert!(judged.figure("auc_roc").unwrap().0 > 0.7, "{judged:?}");
    let read = Artefact::decode(&artefact.encode().unwrap()).unwrap();
    assert_eq!(read.card.target, Target::FailOrWithdrawn);
}

#[test]
fn no_job_by_the_end_of_the_guarantee_is_looked_at_while_it_runs_and_settled_at_its_end() {
    let plan = plan_of(Target::NoJob);
    let lives: Vec<_> = (0..STUDENTS).map(career).collect();
    let taught = looked(&plan, &lives).teach();
    for (look, labelled) in taught.looks.iter().zip(&taught.lesson.labelled) {
        let number = i64::try_from(look.student.0.as_u128()).unwrap() - 1;
        let graduated = number * 2 + COURSE;
        assert!((day(graduated)..day(graduated + 180)).contains(&look.at));
        assert_eq!(labelled.truth, number % 5 < 2, "{number}");
        assert_eq!(labelled.settled, day(graduated + 180));
    }
    // Whoever is still looking after a hundred days has not been hired.
    let artefact = make(taught, &plan, &Audits::new(), &order()).unwrap();
    assert!(artefact.card.last().unwrap().figure("auc_roc").unwrap().0 > 0.6);
    assert_eq!(artefact.card.target, Target::NoJob);
}
