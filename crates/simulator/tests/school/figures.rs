//! Figures of the demo school, with wide but real bounds.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::watch::{followed, journeys};
use crate::{demo, facts};
use vigie_domain::fact::{Kind, Payload, SessionOutcome};
use vigie_domain::time::{DAY, Instant};
use vigie_simulator::Effect;

fn count(kind: Kind) -> usize {
    facts(demo()).filter(|draft| draft.payload.kind() == kind).count()
}

/// Is a / b between two percentages?
fn within(a: usize, b: usize, low: usize, high: usize) -> bool {
    println!("{a} of {b}");
    a * 100 >= b * low && a * 100 <= b * high
}

#[test]
fn the_school_has_some_hundred_thousand_facts() {
    let facts = facts(demo()).count();
    assert!((250_000..450_000).contains(&facts), "{facts}");
}

#[test]
fn fewer_than_half_meet_an_obstacle_and_most_of_them_write_nothing() {
    let truth = &demo().truth;
    let students: HashSet<_> = truth.obstacles.iter().map(|hidden| &hidden.student).collect();
    assert!(within(students.len(), count(Kind::Enrolled), 25, 50));
    let wrote = truth.obstacles.iter().filter(|hidden| hidden.wrote).count();
    assert!(within(wrote, truth.obstacles.len(), 12, 40));
}

#[test]
fn few_obstacles_stand_at_the_end() {
    let standing = demo().truth.obstacles.iter().filter(|h| h.until.is_none()).count();
    let followed = journeys().values().filter(|journey| followed(journey)).count();
    assert!(within(standing, followed, 3, 7));
}

#[test]
fn obstacles_make_people_leave_more_often_than_not_having_one() {
    let truth = &demo().truth;
    let left: HashSet<_> = facts(demo())
        .filter(|draft| draft.payload.kind() == Kind::Withdrawn)
        .map(|draft| &draft.student)
        .collect();
    let troubled: HashSet<_> = truth.obstacles.iter().map(|hidden| &hidden.student).collect();
    let calm = count(Kind::Enrolled) - troubled.len();
    let left_troubled = left.intersection(&troubled).count();
    let left_calm = left.len() - left_troubled;
    assert!(left_troubled * calm > 3 * left_calm * troubled.len());
    assert!(truth.obstacles.iter().any(|h| matches!(h.effect, Effect::Left(_))));
    assert!(within(left.len(), count(Kind::Enrolled), 10, 28));
}

#[test]
fn august_is_half_as_busy_as_june() {
    let mut days: BTreeMap<i8, usize> = BTreeMap::new();
    let calendar = crate::calendar();
    for draft in facts(demo()).filter(|draft| draft.payload.kind() == Kind::Activity) {
        let date = calendar.date(Instant(draft.occurred_at.0 - DAY.0));
        if date.year() == 2025 {
            *days.entry(date.month()).or_default() += 1;
        }
    }
    assert!(within(days[&8], days[&6], 35, 75), "{days:?}");
}

#[test]
fn caseloads_are_balanced_and_believable() {
    let mut loads: HashMap<_, usize> = HashMap::new();
    for journey in journeys().values().filter(|journey| followed(journey)) {
        let (advisor, _) = journey.advisor.unwrap();
        *loads.entry(advisor).or_default() += 1;
    }
    assert_eq!(loads.len(), 14);
    assert!(loads.values().all(|load| (50..95).contains(load)), "{:?}", loads.values());
}

#[test]
fn sessions_are_mostly_held_and_nearly_always_recorded() {
    let mut held = 0;
    for draft in facts(demo()) {
        if let Payload::SessionRecorded(body) = &draft.payload {
            held += usize::from(body.outcome == SessionOutcome::Held);
        }
    }
    let recorded = count(Kind::SessionRecorded);
    assert!(within(held, recorded, 80, 96));
    let missing = count(Kind::SessionBooked) - recorded;
    assert!(missing > 5 && missing * 100 < recorded * 5, "{missing}");
}

#[test]
fn a_promise_is_broken_and_most_are_kept() {
    let (made, kept) = (count(Kind::PromiseMade), count(Kind::PromiseKept));
    assert!(kept < made && kept * 100 > made * 93, "{kept} of {made}");
}

#[test]
fn one_advisor_was_ill_for_two_weeks_and_contacted_nobody() {
    let mut last: HashMap<_, Instant> = HashMap::new();
    let mut gaps: HashMap<_, i64> = HashMap::new();
    for draft in facts(demo()) {
        let Payload::Call(body) = &draft.payload else { continue };
        let Some(before) = last.insert(body.by, draft.occurred_at) else { continue };
        // Christmas and summer are quiet for everyone: look at January on.
        if draft.occurred_at > Instant(1_767_600_000) {
            let longest = gaps.entry(body.by).or_default();
            *longest = (*longest).max(draft.occurred_at.since(before).whole_days());
        }
    }
    let ill = gaps.values().filter(|gap| **gap >= 12).count();
    assert_eq!(ill, 1, "{gaps:?}");
}

#[test]
fn some_prospects_wait_for_an_answer_and_some_never_enrol() {
    let enrolled: HashSet<_> = facts(demo())
        .filter(|draft| draft.payload.kind() == Kind::Enrolled)
        .map(|draft| &draft.student)
        .collect();
    assert!(within(1_500 - enrolled.len(), 1_500, 4, 14));
    let answered: HashSet<_> = facts(demo())
        .filter(|d| matches!(d.payload.kind(), Kind::MessageOut | Kind::Call))
        .map(|draft| &draft.student)
        .collect();
    let waiting: HashSet<_> = facts(demo())
        .filter(|d| matches!(d.payload.kind(), Kind::MessageIn) && !enrolled.contains(&d.student))
        .filter(|draft| !answered.contains(&draft.student))
        .map(|draft| &draft.student)
        .collect();
    assert!((3..30).contains(&waiting.len()), "{}", waiting.len());
}
