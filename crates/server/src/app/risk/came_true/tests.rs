//! Everybody who judges what was said judges as training does: by how an
//! enrolment ended at last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{
    Diploma, Enrolled, Observed, Payload, Reenrolled, WithdrawalReason, Withdrawn,
};
use vigie_domain::ids::{FactId, StudentId};
use vigie_domain::indicator::Verdict;
use vigie_domain::journey::{OBJECTION, effective};
use vigie_evidence::dryrun::Life;
use vigie_evidence::outcome::{Outcome, cases};
use vigie_risk::make::Audits;
use vigie_risk::measure::Sums;
use vigie_store::across::{RiskAnswer, Tap};

use super::*;
use crate::app::past::Counts;
use crate::app::risk::reach::Reached;
use crate::app::risk::{audit, drift, overrides, rules, trial};

const STUDENT: StudentId = StudentId(Uuid::from_u128(5));
const MODEL: &str = "m";
/// When the model spoke, when somebody disagreed, and when all are judged.
const SPOKE: i64 = 30;
const TAPPED: i64 = 31;
const NOW: i64 = 300;

fn day(day: i64) -> Instant {
    Instant(0) + Span::days(day)
}

fn enrolment() -> EnrolmentId {
    EnrolmentId::derive(STUDENT, "e")
}

fn fact(at: i64, payload: impl Into<Payload>) -> Fact {
    let (payload, source) = (payload.into(), Key::const_new("t"));
    Fact {
        id: FactId::derive(STUDENT, &source, payload.kind(), &at.to_string()),
        student: STUDENT,
        enrolment: Some(enrolment()),
        occurred_at: day(at),
        known_at: day(at),
        recorded_at: day(at),
        source,
        revision: 0,
        payload,
    }
}

fn left() -> Payload {
    Withdrawn { reason: WithdrawalReason::Unknown, return_at: None }.into()
}

/// Somebody who left for a month, came back, and ended so.
fn returner(end: Option<Payload>) -> Life {
    let begun = Enrolled {
        programme: "web".into(),
        cohort: "c".into(),
        starts_at: day(0),
        target_end: Some(day(200)),
        weekly_hours: None,
        funding: None,
        funding_ends: None,
    };
    let said = Observed { metric: METRIC.into(), value: 0.8, version: MODEL.into() };
    let mut facts = vec![
        fact(0, Payload::Enrolled(Box::new(begun))),
        fact(SPOKE, said),
        fact(50, left()),
        fact(80, Reenrolled { target_end: None }),
    ];
    facts.extend(end.map(|end| fact(190, end)));
    Life { student: STUDENT, audit: Vec::new(), facts }
}

/// What each of the four says came of it; `None`: not settled.
fn judged(life: &Life) -> [Option<bool>; 4] {
    let target = Target::FailOrWithdrawn;
    let asked = Arc::new((MODEL.to_owned(), target));
    let own = Arc::new(BTreeSet::from([enrolment()]));
    let mut drift =
        drift::Settled { asked: Arc::clone(&asked), own, now: day(NOW), said: Sums::default() };
    drift.live_through(life.clone());
    let calendar = Calendar::new("UTC").unwrap();
    let mut audit = audit::Lived {
        asked,
        now: day(NOW),
        said: Vec::new(),
        audits: Audits::new(),
        reached: Reached::before(&calendar, day(NOW)),
    };
    audit.live_through(life.clone());
    let answer = RiskAnswer { student: STUDENT, enrolment: enrolment(), at: day(SPOKE), said: 0.8 };
    let asked = Arc::new(BTreeMap::from([(STUDENT, vec![answer])]));
    let mut trial = trial::Truths { asked, target, now: day(NOW), found: Vec::new() };
    trial.live_through(life.clone());
    let tap = Tap {
        student: STUDENT,
        indicator: "on-risk".into(),
        version: 1,
        verdict: Verdict::NotNeeded,
        at: day(TAPPED),
    };
    let mut overrides = overrides::Judged {
        taps: Arc::new(BTreeMap::from([(STUDENT, vec![tap])])),
        targets: Arc::new(BTreeMap::from([(MODEL.to_owned(), target)])),
        at: day(NOW),
        found: BTreeMap::new(),
    };
    overrides.live_through(life.clone());
    let disagreed = overrides.found.get(MODEL).copied().unwrap_or_default();
    // Of one look at 0.8, the bin of it says whether it came true.
    let met = drift.said.bins().iter().any(|bin| bin.came_true > 0.5);
    [
        (drift.said.people() > 0).then_some(met),
        audit.said.first().map(|(_, said)| said.positive),
        trial.found.first().map(|(_, came)| *came),
        (disagreed.settled > 0).then_some(disagreed.came_true > 0),
    ]
}

#[test]
fn whoever_came_back_and_graduated_did_not_fail_whoever_judges() {
    let diploma = Diploma { programme: "web".into(), guarantee_until: None };
    assert_eq!(judged(&returner(Some(diploma.into()))), [Some(false); 4]);
}

#[test]
fn whoever_came_back_and_left_again_failed_whoever_judges() {
    assert_eq!(judged(&returner(Some(left()))), [Some(true); 4]);
}

#[test]
fn nothing_came_yet_of_whoever_is_there_again() {
    assert_eq!(judged(&returner(None)), [None; 4]);
}

#[test]
fn what_became_known_after_the_look_settles_nothing_before() {
    let mut life = returner(Some(left()));
    life.facts.last_mut().unwrap().known_at = day(NOW + 1);
    assert_eq!(judged(&life), [None; 4]);
}

#[test]
fn nothing_is_judged_that_was_said_of_somebody_who_objects_now() {
    let mut life = returner(Some(left()));
    let objects = Observed { metric: OBJECTION.into(), value: 1.0, version: "1".into() };
    life.facts.push(fact(NOW - 1, objects));
    assert_eq!(judged(&life), [None; 4]);
}

#[test]
fn a_rule_is_judged_by_the_last_stretch_too() {
    let harmed = |life: &Life| {
        let cases = cases(&effective(&life.facts), day(NOW));
        rules::over(&cases).iter().map(|(_, last)| last.met(Outcome::Harm).is_some()).collect()
    };
    let diploma = Diploma { programme: "web".into(), guarantee_until: None };
    let found: [Vec<bool>; 3] =
        [Some(diploma.into()), Some(left()), None].map(|end| harmed(&returner(end)));
    assert_eq!(found, [vec![false; 2], vec![true; 2], vec![]]);
}
