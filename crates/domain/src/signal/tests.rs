use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::calendar::Calendar;
use crate::fact::*;
use crate::ids::*;
use crate::indicator::check;
use crate::metric::Scope;
use crate::time::{DAY, HOUR, Instant, MINUTE, Span};

const STUDENT: StudentId = StudentId(Uuid::from_u128(11));

fn at(day: i64) -> Instant {
    Instant(1_750_000_000 - 1_750_000_000 % DAY.0 + day * DAY.0)
}

fn fact(when: Instant, own: &str, payload: impl Into<Payload>) -> Fact {
    let payload = payload.into();
    Fact {
        id: FactId::derive(STUDENT, "test", payload.kind(), own),
        student: STUDENT,
        enrolment: Some(EnrolmentId::derive(STUDENT, "one")),
        occurred_at: when,
        known_at: when,
        recorded_at: when,
        source: "test".into(),
        revision: 0,
        payload,
    }
}

fn enrolled() -> Fact {
    let body = Enrolled {
        programme: "web".into(),
        cohort: "2025-06".into(),
        starts_at: at(0),
        target_end: None,
        weekly_hours: None,
        funding: None,
        funding_ends: None,
    };
    fact(at(0), "enrolled", Payload::Enrolled(Box::new(body)))
}

fn held(day: i64) -> Fact {
    let mentor = StaffId::derive("karim");
    let own = format!("s{day}");
    let session = Ref::derive(&own);
    let outcome = SessionOutcome::Held;
    fact(at(day), &own, SessionRecorded { session, mentor, at: at(day), outcome })
}

fn rules(conditions: &[&str]) -> Rules {
    let compiled = conditions.iter().enumerate().map(|(n, text)| {
        let condition = check::compile(text, &[]).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        Rule::new(format!("rule-{n}").as_str().into(), condition)
    });
    Rules::new(compiled.collect())
}

fn school() -> Context {
    Context::new(Calendar::new("Europe/Paris").unwrap(), Kinds::ALL)
}

/// (began or ceased, seconds since day 0) of every change.
fn lived(facts: Vec<Fact>, rules: &Rules, until: Instant) -> Vec<(bool, i64)> {
    let mut changes = Vec::new();
    History::new(facts).replay(rules, &school(), until, |change, _| {
        changes.push((change.ceased.is_none(), change.at.since(at(0)).0));
    });
    changes
}

#[test]
fn three_weeks_without_a_session_ring_one_second_after_21_days() {
    let rules = rules(&["days_since_session > 21 d"]);
    let changes = lived(vec![enrolled(), held(3), held(40)], &rules, at(50));
    assert_eq!(changes, [(true, 24 * DAY.0 + 1), (false, 40 * DAY.0)]);
}

#[test]
fn a_leave_moves_the_bell_by_its_length() {
    let rules = rules(&["days_since_session > 21 d"]);
    let leave = fact(at(10), "leave", Paused { until: Some(at(17)) });
    let changes = lived(vec![enrolled(), held(3), leave], &rules, at(60));
    assert_eq!(changes, [(true, 31 * DAY.0 + 1)]);
}

#[test]
fn a_fact_that_comes_late_changes_the_past_only_from_when_it_is_known() {
    let rules = rules(&["days_since_session > 21 d"]);
    let mut late = held(20);
    late.known_at = at(30);
    let changes = lived(vec![enrolled(), held(3), late], &rules, at(60));
    assert_eq!(changes, [(true, 24 * DAY.0 + 1), (false, 30 * DAY.0), (true, 41 * DAY.0 + 1)]);
}

#[test]
fn leaving_clears_what_rang_for_the_enrolment() {
    let rules = rules(&["days_since_session > 21 d"]);
    let left = fact(at(30), "left", Withdrawn { reason: WithdrawalReason::Job, return_at: None });
    let changes = lived(vec![enrolled(), held(3), left], &rules, at(60));
    assert_eq!(changes, [(true, 24 * DAY.0 + 1), (false, 30 * DAY.0)]);
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let mentor = StaffId::derive("karim");
    // Instants off the minute, so that nothing falls together by luck.
    let when = (0..30_i64, 0..24_i64, 0..60_i64)
        .prop_map(|(d, h, m)| Instant(at(d).0 + h * HOUR.0 + m * MINUTE.0));
    let payload = prop_oneof![
        (0..5_usize, 0..9_u64).prop_map(move |(o, n)| {
            let outcome = SessionOutcome::ALL[o];
            Payload::from(SessionRecorded { session: Ref(n), mentor, at: at(0), outcome })
        }),
        (1..9_i64).prop_map(|n| Paused { until: Some(at(20 + n)) }.into()),
        Just(Resumed {}.into()),
        (5..25_i64, 1..4_i64)
            .prop_map(|(d, n)| LeavePlanned { from: at(d), until: at(d + n) }.into()),
        (1..30_u32).prop_map(|n| {
            Activity { from: at(0), to: at(0), actions: n, active_days: Some(1), kinds: vec![] }
                .into()
        }),
        (1..30_i64, 0..4_u64).prop_map(move |(d, n)| {
            PromiseMade { promise: Ref(n), by: mentor, due: at(d) }.into()
        }),
        (0..4_u64).prop_map(|n| PromiseKept { promise: Ref(n) }.into()),
        Just(MessageIn { channel: Channel::Email, expects_answer: true }.into()),
        Just(Call { channel: Channel::Phone, by: mentor, outcome: CallOutcome::Spoke }.into()),
        Just(Withdrawn { reason: WithdrawalReason::Life, return_at: None }.into()),
        Just(Reenrolled { target_end: None }.into()),
        (5..29_i64).prop_map(move |d| {
            SessionBooked { session: Ref(d.unsigned_abs()), mentor, at: at(d) }.into()
        }),
        (0..30_i64).prop_map(|d| {
            DefenceScheduled { defence: Ref(1), item: "p".into(), at: at(d) }.into()
        }),
    ];
    (when, payload, any::<u32>(), 0..3_i64).prop_map(|(when, payload, own, late)| {
        let mut fact = fact(when, &own.to_string(), payload);
        match &mut fact.payload {
            Payload::Activity(body) => (body.from, body.to) = (Instant(when.0 - DAY.0), when),
            Payload::SessionRecorded(body) => body.at = when,
            _ => {}
        }
        fact.known_at = Instant(when.0 + late * 7 * HOUR.0);
        fact
    })
}

const CONDITIONS: &[&str] = &[
    "days_since_session > 3 d",
    "sessions_lost_30d >= 2",
    "actions_7d < 10 && days_since_start > 2 d",
    "days_since_activity >= 2.5 d || never_active",
    "promise_due",
    "time_unanswered > 1 d",
    "time_to_defence < 5 d",
    "on_leave || days_since_return < 1 d",
    "!(days_since_contact < 4 d)",
    "defined(days_since_session) && days_since_session * 0.5 > 36 h",
    "(days_since_session / 1 d) * days_since_contact > 6 d",
    "time_unrecorded > 24 h",
    "quiet_weeks >= 1",
    "days_unseen between 3 d and 9 d",
];

/// Every rule that is true, asked one by one.
fn truths(
    rules: &Rules,
    journey: &crate::journey::Journey,
    now: Instant,
    context: &Context,
) -> BTreeSet<(usize, Option<EnrolmentId>)> {
    let mut truths = BTreeSet::new();
    for (place, rule) in rules.iter().enumerate() {
        let student = matches!(rule.scope, Scope::Student).then_some(None);
        let open = journey.open_enrolments().filter(|_| student.is_none()).map(Some);
        for enrolment in student.into_iter().chain(open) {
            let view = View::new(journey, enrolment, now, context);
            if rule.condition.evaluate(&view).rings() {
                truths.insert((place, enrolment.map(|known| known.id)));
            }
        }
    }
    truths
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// Driving time by due instants gives the same signals as looking at
    /// every rule every minute.
    #[test]
    fn due_instants_find_every_change_that_brute_force_finds(
        facts in proptest::collection::vec(any_fact(), 0..14),
    ) {
        let mut facts = facts;
        facts.push(enrolled());
        let rules = rules(CONDITIONS);
        let context = school();
        let history = History::new(facts);
        let end = at(36);
        let mut lived: Vec<(usize, Option<EnrolmentId>, Instant, bool)> = Vec::new();
        history.replay(&rules, &context, end, |change, _| {
            lived.push((change.rule, change.enrolment, change.at, change.ceased.is_none()));
        });
        let mut changes = lived.iter().peekable();
        let mut ringing = BTreeSet::new();
        let mut journey = crate::journey::Journey::default();
        let mut known = 0;
        for minute in 0..36 * 24 * 60 {
            let now = at(0) + Span::minutes(minute);
            let upto = history.facts().partition_point(|fact| fact.known_at <= now);
            if upto != known {
                known = upto;
                journey = crate::journey::fold(&history.facts()[..known]);
            }
            while let Some((rule, enrolment, _, began)) = changes.next_if(|c| c.2 <= now) {
                if *began {
                    ringing.insert((*rule, *enrolment));
                } else {
                    ringing.remove(&(*rule, *enrolment));
                }
            }
            prop_assert_eq!(&ringing, &truths(&rules, &journey, now, &context), "at {}", now);
        }
    }

    /// Going on from a kept standing ends where living through it all ends.
    #[test]
    fn resuming_from_a_standing_is_the_same_as_starting_over(
        facts in proptest::collection::vec(any_fact(), 0..20),
        pause in 1..35_i64,
    ) {
        let mut facts = facts;
        facts.push(enrolled());
        let rules = rules(&["days_since_session > 3 d", "promise_due", "actions_7d < 10", "time_unanswered > 1 d"]);
        let context = school();
        let history = History::new(facts);
        let there = history.standing(&rules, &context, at(40));
        let kept = history.standing(&rules, &context, at(pause));
        let new: Vec<Fact> =
            history.facts().iter().filter(|fact| fact.known_at > at(pause)).cloned().collect();
        prop_assume!(new.iter().all(|fact| kept.journey.takes(fact)));
        prop_assume!(new.is_sorted_by_key(|fact| (fact.known_at, fact.place())));
        prop_assume!(new.is_sorted_by(|a, b| a.place() < b.place()));
        let mut replay = Replay::resume(&rules, &context, kept);
        for fact in &new {
            replay.advance_before(fact.known_at, &mut |_, _| {});
            replay.observe(std::slice::from_ref(fact), fact.known_at, &mut |_, _| {});
        }
        replay.advance(at(40), &mut |_, _| {});
        prop_assert_eq!(replay.into_standing(at(40)), there);
    }
}
