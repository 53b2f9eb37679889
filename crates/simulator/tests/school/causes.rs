//! Causes come before effects, and nothing is known before it can be.

use std::collections::{HashMap, HashSet};

use crate::{END, demo, facts, small};
use vigie_domain::draft::Draft;
use vigie_domain::fact::{Kind, Payload, Verdict};
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

fn by_student() -> HashMap<&'static Key, Vec<&'static Draft>> {
    let mut lives: HashMap<_, Vec<_>> = HashMap::new();
    for draft in facts(demo()) {
        lives.entry(&draft.student).or_default().push(draft);
    }
    lives
}

#[test]
fn facts_are_in_the_order_in_which_they_became_known_and_end_at_the_end() {
    for school in [demo(), &small(9)] {
        let mut last = Instant::DAWN;
        for draft in facts(school) {
            assert!(draft.known_at >= last && draft.known_at <= END);
            assert!(draft.occurred_at <= draft.known_at, "{draft:?}");
            last = draft.known_at;
        }
    }
}

#[test]
fn every_session_is_with_the_mentor_of_that_time() {
    for (student, life) in by_student() {
        let mut mentors = HashMap::new();
        let mut booked = HashSet::new();
        for draft in life {
            let enrolment = draft.enrolment.as_ref();
            match &draft.payload {
                Payload::MentorAssigned(body) => drop(mentors.insert(enrolment, body.mentor)),
                Payload::SessionBooked(body) => {
                    assert_eq!(mentors.get(&enrolment), Some(&body.mentor), "{student}");
                    assert!(body.at > draft.occurred_at, "{student}");
                    booked.insert(body.session);
                }
                Payload::SessionRecorded(body) => assert!(booked.contains(&body.session)),
                Payload::SessionRated(body) => assert!(booked.contains(&body.session)),
                _ => {}
            }
        }
    }
}

#[test]
fn a_defence_is_scheduled_before_it_is_judged() {
    for (student, life) in by_student() {
        let mut dates = HashMap::new();
        for draft in life {
            match &draft.payload {
                Payload::DefenceScheduled(body) => {
                    assert!(body.at > draft.known_at, "{student}");
                    dates.insert(body.defence, body.at);
                }
                Payload::DefenceJudged(body) => {
                    assert!(draft.known_at >= dates[&body.defence], "{student}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_diploma_comes_after_every_project_was_completed() {
    for (student, life) in by_student() {
        let mut left: HashMap<_, HashSet<&Key>> = HashMap::new();
        let mut verdicts = HashMap::new();
        for draft in life {
            let enrolment = draft.enrolment.as_ref();
            match &draft.payload {
                Payload::Planned(body) => {
                    let projects = body.works.iter().filter(|work| work.days.is_some());
                    left.entry(enrolment).or_insert_with(|| projects.map(|w| &w.item).collect());
                }
                Payload::DefenceJudged(body) => drop(verdicts.insert(&body.item, body.verdict)),
                Payload::Completed(body) => {
                    assert_ne!(verdicts[&body.item], Verdict::ToRework, "{student}");
                    left.get_mut(&enrolment).unwrap().remove(&body.item);
                }
                Payload::Diploma(_) => assert!(left[&enrolment].is_empty(), "{student}"),
                _ => {}
            }
        }
    }
}

#[test]
fn nobody_studies_before_enrolling_or_during_a_leave_or_after_leaving() {
    for (student, life) in by_student() {
        // From when to when each enrolment does not count days of study.
        let mut closed: HashMap<_, (Instant, Instant)> = HashMap::new();
        for draft in life {
            let enrolment = draft.enrolment.as_ref();
            let at = draft.occurred_at;
            match &draft.payload {
                Payload::Enrolled(_) | Payload::Reenrolled(_) | Payload::Resumed(_) => {
                    closed.insert(enrolment, (Instant::DAWN, at));
                }
                Payload::Paused(body) => {
                    closed.insert(enrolment, (at, body.until.unwrap_or(Instant::NEVER)));
                }
                Payload::Withdrawn(_) | Payload::Diploma(_) => {
                    closed.insert(enrolment, (at, Instant::NEVER));
                }
                Payload::Activity(body) => {
                    let (from, until) = closed[&enrolment];
                    assert!(body.to <= from || body.to > until, "{student}: {draft:?}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_search_comes_after_a_diploma_and_work_after_an_offer_or_a_departure() {
    for (student, life) in by_student() {
        let mut seen = HashSet::new();
        for draft in life {
            let kind = draft.payload.kind();
            match kind {
                Kind::SearchStarted => assert!(seen.contains(&Kind::Diploma), "{student}"),
                Kind::Interview => assert!(seen.contains(&Kind::Application), "{student}"),
                Kind::Offer => assert!(seen.contains(&Kind::Interview), "{student}"),
                Kind::Hired => {
                    let cause = seen.contains(&Kind::Offer) || seen.contains(&Kind::Withdrawn);
                    assert!(cause, "{student}");
                }
                Kind::CheckedIn | Kind::LeftJob => assert!(seen.contains(&Kind::Hired)),
                Kind::PromiseKept => assert!(seen.contains(&Kind::PromiseMade), "{student}"),
                Kind::Enrolled | Kind::Enquired => {}
                _ => assert!(!seen.is_empty(), "{student} begins with {kind}"),
            }
            seen.insert(kind);
        }
    }
}
