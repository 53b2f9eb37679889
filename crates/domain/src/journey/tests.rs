use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::fact::*;
use crate::ids::*;
use crate::time::{DAY, Instant, Span};

const STUDENT: StudentId = StudentId(Uuid::from_u128(7));

fn enrolment(n: u8) -> EnrolmentId {
    EnrolmentId::derive(STUDENT, &n.to_string())
}

/// A fact on day `day`, in enrolment 1.
fn fact(day: i64, own: &str, payload: impl Into<Payload>) -> Fact {
    let payload = payload.into();
    let at = Instant(day * DAY.0);
    Fact {
        id: FactId::derive(STUDENT, "test", payload.kind(), own),
        student: STUDENT,
        enrolment: Some(enrolment(1)),
        occurred_at: at,
        known_at: at,
        recorded_at: at,
        source: "test".into(),
        revision: 0,
        payload,
    }
}

fn enrolled(day: i64) -> Fact {
    let body = Enrolled {
        programme: "web".into(),
        cohort: "2026-01".into(),
        starts_at: Instant(day * DAY.0),
        target_end: None,
        weekly_hours: None,
        funding: None,
        funding_ends: None,
    };
    fact(day, "enrolled", Payload::Enrolled(Box::new(body)))
}

fn left(day: i64, reason: WithdrawalReason) -> Fact {
    fact(day, "left", Withdrawn { reason, return_at: None })
}

fn phase(journey: &Journey, day: i64) -> (StudentPhase, Option<Phase>) {
    let at = Instant(day * DAY.0);
    (journey.phase(at).0, journey.enrolments.first().map(|known| known.phase(at).0))
}

#[test]
fn coming_back_is_possible_from_everywhere() {
    let mut facts = vec![enrolled(0), left(30, WithdrawalReason::Job)];
    assert_eq!(phase(&fold(&facts), 31), (StudentPhase::Away, Some(Phase::Withdrawn)));
    facts.push(fact(60, "again", Reenrolled { target_end: None }));
    assert_eq!(phase(&fold(&facts), 61), (StudentPhase::Student, Some(Phase::Learning)));
    facts.push(fact(70, "diploma", Diploma { programme: "web".into(), guarantee_until: None }));
    assert_eq!(phase(&fold(&facts), 71), (StudentPhase::Alumni, Some(Phase::Graduated)));
    facts.push(fact(80, "once more", Reenrolled { target_end: None }));
    assert_eq!(phase(&fold(&facts), 81), (StudentPhase::Student, Some(Phase::Learning)));
}

#[test]
fn a_leave_with_a_known_end_ends_by_itself() {
    let until = Some(Instant(40 * DAY.0));
    let facts = [enrolled(0), fact(30, "leave", Paused { until })];
    let journey = fold(&facts);
    assert_eq!(phase(&journey, 35).1, Some(Phase::Paused));
    assert_eq!(journey.enrolments[0].phase(Instant(35 * DAY.0)).1, Instant(40 * DAY.0));
    assert_eq!(phase(&journey, 40).1, Some(Phase::Learning));
}

#[test]
fn only_a_two_way_exchange_counts_as_contact() {
    let by = StaffId::derive("advisor");
    let call = |outcome| Call { channel: Channel::Phone, by, outcome };
    let tried = fold(&[enrolled(0), fact(3, "1", call(CallOutcome::NoAnswer))]);
    assert_eq!(tried.contact.last, None);
    assert_eq!(tried.contact.attempts, 1);
    let wrote = MessageOut { channel: Channel::Email, by, written_at: None };
    let written = fold(&[enrolled(0), fact(3, "1", wrote)]);
    assert_eq!(written.contact.last, None);
    let spoke = fold(&[enrolled(0), fact(3, "1", call(CallOutcome::Spoke))]);
    assert_eq!(spoke.contact.last.map(|touch| touch.at), Some(Instant(3 * DAY.0)));
}

/// They write and ask at day 3 and at day 5; what comes then is at day 6.
fn asked_twice(then: impl Into<Payload>) -> Contact {
    let wrote = || MessageIn { channel: Channel::Portal, expects_answer: true };
    let asked = |day: i64| QuestionAsked {
        said_in: None,
        answer_by: Instant((day + 9) * DAY.0),
        who: None,
        asks: Asks::Answer,
    };
    let facts = [
        enrolled(0),
        fact(3, "w1", wrote()),
        fact(3, "q1", asked(3)),
        fact(5, "w2", wrote()),
        fact(5, "q2", asked(5)),
        fact(6, "then", then),
    ];
    fold(&facts).contact
}

fn wrote_back(written_at: Option<i64>) -> MessageOut {
    let written_at = written_at.map(|day| Instant(day * DAY.0));
    MessageOut { channel: Channel::Portal, by: StaffId::derive("advisor"), written_at }
}

#[test]
fn a_message_answers_all_that_was_asked_before_it_was_written() {
    let contact = asked_twice(wrote_back(None));
    assert_eq!((contact.question(), &contact.unanswered, contact.last_asked), (None, &None, None));
    let contact = asked_twice(wrote_back(Some(4)));
    let waits = contact.unanswered.clone().unwrap();
    assert_eq!((waits.since, waits.count), (Instant(5 * DAY.0), 1));
    assert_eq!(contact.question().map(|open| open.at), Some(Instant(5 * DAY.0)));
    assert_eq!(contact.last_asked, Some(Instant(5 * DAY.0)));
    // The first of them is answered: that is an exchange.
    assert_eq!(contact.last.map(|touch| touch.at), Some(Instant(6 * DAY.0)));
}

#[test]
fn a_message_written_before_everything_answers_nothing() {
    let contact = asked_twice(wrote_back(Some(2)));
    assert_eq!(contact.unanswered.map(|waits| waits.count), Some(2));
    assert_eq!((contact.questions.len(), contact.last), (2, None));
}

#[test]
fn what_waits_for_no_answer_no_longer_rings_and_is_no_exchange() {
    let by = StaffId::derive("advisor");
    let contact = asked_twice(NoAnswerDue { by, until: Instant(5 * DAY.0) });
    assert_eq!((contact.question(), &contact.unanswered, contact.last), (None, &None, None));
    let contact = asked_twice(NoAnswerDue { by, until: Instant(4 * DAY.0) });
    assert_eq!(contact.unanswered.map(|waits| waits.count), Some(1));
}

#[test]
fn a_call_that_was_asked_for_is_not_done_by_reading() {
    let asks = Asks::Call;
    let (said_in, who, answer_by) = (None, None, Instant(9 * DAY.0));
    let facts = [
        fact(3, "call", QuestionAsked { said_in, answer_by, who, asks }),
        fact(4, "read", NoAnswerDue { by: StaffId::derive("advisor"), until: Instant(4 * DAY.0) }),
    ];
    let contact = fold(&facts).contact;
    assert_eq!(contact.question().map(|open| open.asks), Some(Asks::Call));
    assert_eq!(contact.last_asked, Some(Instant(3 * DAY.0)));
}

#[test]
fn a_fact_taken_back_never_happened() {
    let target = Target { source: "test".into(), kind: Kind::Withdrawn, own_id: "left".into() };
    let facts = [
        enrolled(0),
        left(30, WithdrawalReason::Unknown),
        fact(31, "oops", Retracted { target: target.into() }),
    ];
    assert_eq!(phase(&fold(&facts), 40).1, Some(Phase::Learning));
}

#[test]
fn the_higher_revision_wins_whatever_the_order() {
    let mut first = fact(10, "mark", submitted(40.0));
    first.revision = 1;
    let mut second = fact(10, "mark", submitted(80.0));
    second.revision = 2;
    for facts in [[enrolled(0), first.clone(), second.clone()], [second, enrolled(0), first]] {
        let journey = fold(&facts);
        assert_eq!(journey.enrolments[0].work.marks.mean(), Some(80.0));
    }
}

#[test]
fn a_revision_that_moves_a_fact_forward_replaces_it() {
    let by = StaffId::derive("advisor");
    let spoke = Call { channel: Channel::Phone, by, outcome: CallOutcome::Spoke };
    let first = fact(3, "call", spoke.clone());
    let moved = Fact { revision: 1, ..fact(5, "call", spoke) };
    let journey = fold(&[enrolled(0), first, moved]);
    assert_eq!(journey.contact.recent.as_slice(), [Instant(5 * DAY.0)]);
}

#[test]
fn after_a_retraction_no_fact_is_simply_applied_on_top() {
    let target = Target { source: "test".into(), kind: Kind::Withdrawn, own_id: "left".into() };
    let journey = fold(&[enrolled(0), fact(9, "oops", Retracted { target: target.into() })]);
    assert!(!journey.takes(&left(10, WithdrawalReason::Unknown)));
}

fn submitted(score: f32) -> Submitted {
    Submitted { item: "p1".into(), due: None, score: Some(score), banked: false }
}

#[test]
fn two_enrolments_at_once_are_kept_apart() {
    let mut other = enrolled(5);
    other.id = FactId::derive(STUDENT, "test", Kind::Enrolled, "other");
    other.enrolment = Some(enrolment(2));
    let journey = fold(&[enrolled(0), other, left(9, WithdrawalReason::Life)]);
    assert_eq!(journey.open_enrolments().map(|known| known.id).collect::<Vec<_>>(), [enrolment(2)]);
    assert_eq!(journey.phase(Instant(10 * DAY.0)).0, StudentPhase::Student);
}

#[test]
fn a_journey_stays_bounded_and_counts_what_it_drops() {
    let by = StaffId::derive("advisor");
    let mut facts = vec![enrolled(0)];
    for n in 0..2_000_i64 {
        let own = n.to_string();
        let at = Instant((n + 1) * DAY.0);
        let (from, to) = (at - DAY, at);
        facts.push(fact(
            n + 1,
            &own,
            Activity { from, to, actions: 3, active_days: Some(1), kinds: vec![] },
        ));
        facts.push(fact(
            n + 1,
            &own,
            PromiseMade { promise: Ref::derive(&own), by, due: at + DAY },
        ));
        facts.push(fact(n + 1, &own, Paused { until: Some(at + Span(60)) }));
        facts.push(fact(
            n + 1,
            &own,
            Submitted { item: own.as_str().into(), due: None, score: None, banked: false },
        ));
        facts.push(fact(n + 1, &own, Application { company: None }));
    }
    let bytes = |facts: &[Fact]| postcard::to_stdvec(&fold(facts)).unwrap().len();
    let journey = fold(&facts);
    assert!(journey.contact.overflow > 0 && journey.enrolments[0].work.overflow > 0);
    assert!(journey.enrolments[0].leaves.overflow > 0);
    assert!(bytes(&facts) < bytes(&facts[..2_000]) + 200, "{}", bytes(&facts));
}

fn observed(metric: &str, value: f64) -> Observed {
    Observed { metric: metric.into(), value, version: "v".into() }
}

#[test]
fn a_computed_value_is_the_highest_of_what_still_runs() {
    let second = |mut fact: Fact| {
        fact.enrolment = Some(enrolment(9));
        fact
    };
    let mut facts = vec![
        enrolled(0),
        fact(5, "one", observed("risk", 0.7)),
        second(fact(5, "two", observed("risk", 0.2))),
    ];
    assert_eq!(fold(&facts).observed("risk"), Some(0.7));
    facts.push(left(6, WithdrawalReason::Unknown));
    assert_eq!(fold(&facts).observed("risk"), Some(0.2));
}

fn said_by(version: &str, value: f64) -> Observed {
    Observed { version: version.into(), ..observed(RISK, value) }
}

#[test]
fn a_model_that_spoke_last_speaks_alone() {
    let mut elsewhere = fact(5, "one", said_by("old", 0.9));
    elsewhere.enrolment = Some(enrolment(9));
    let facts = vec![enrolled(0), elsewhere, fact(6, "two", said_by("new", 0.2))];
    assert_eq!(fold(&facts).observed(RISK), Some(0.2));
}

#[test]
fn what_was_taken_back_no_longer_counts() {
    let facts = [
        enrolled(0),
        fact(5, "one", said_by("old", 0.9)),
        fact(6, "two", Observed { metric: RISK_WITHDRAWN.into(), ..said_by("old", 1.0) }),
    ];
    assert_eq!(fold(&facts[..2]).observed(RISK), Some(0.9));
    assert_eq!(fold(&facts).observed(RISK), None);
}

#[test]
fn somebody_who_left_has_no_risk_even_if_it_was_told_later() {
    let facts =
        [enrolled(0), left(6, WithdrawalReason::Unknown), fact(8, "one", observed(RISK, 0.7))];
    assert_eq!(fold(&facts).observed(RISK), None);
}

#[test]
fn a_risk_that_nobody_tells_again_holds_for_two_weeks() {
    let journey = fold(&[enrolled(0), fact(5, "one", observed(RISK, 0.7))]);
    let day = |day: i64| Instant(day * DAY.0);
    let until = day(5 + 14) + Span(1);
    assert_eq!(journey.risk(day(5)), Some((0.7, until)));
    assert_eq!(journey.risk(until - Span(1)), Some((0.7, until)));
    assert_eq!(journey.risk(until), None);
}

#[test]
fn an_objection_can_be_made_and_taken_back() {
    let mut facts = vec![enrolled(0), fact(5, "one", observed(OBJECTION, 1.0))];
    assert!(fold(&facts).objects_to_risk());
    facts.push(fact(6, "two", observed(OBJECTION, 0.0)));
    assert!(!fold(&facts).objects_to_risk());
}

fn any_payload() -> impl Strategy<Value = Payload> {
    let by = StaffId::derive("someone");
    let day = |d: i64| Instant(d * DAY.0);
    prop_oneof![
        Just(Payload::from(Resumed {})),
        (0..90_i64).prop_map(move |d| Paused { until: Some(day(d)) }.into()),
        (0..90_i64, 1..20_i64).prop_map(move |(d, n)| LeavePlanned {
            from: day(d),
            until: day(d + n)
        }
        .into()),
        (0..5_u8).prop_map(move |o| {
            let outcome = SessionOutcome::ALL[usize::from(o)];
            SessionRecorded {
                session: Ref(u64::from(o)),
                mentor: by,
                at: day(i64::from(o)),
                outcome,
            }
            .into()
        }),
        (0..40_u32).prop_map(move |n| Activity {
            from: day(1),
            to: day(3),
            actions: n,
            active_days: Some(2),
            kinds: vec![]
        }
        .into()),
        (0.0..100.0_f32).prop_map(|score| submitted(score).into()),
        Just(Withdrawn { reason: WithdrawalReason::Job, return_at: None }.into()),
        Just(Reenrolled { target_end: None }.into()),
        Just(MessageIn { channel: Channel::Email, expects_answer: true }.into()),
        Just(Call { channel: Channel::Phone, by, outcome: CallOutcome::Spoke }.into()),
        Just(MentorEnded { mentor: by }.into()),
        Just(LeftJob { company: None }.into()),
    ]
}

proptest! {
    #[test]
    fn the_journey_depends_on_the_set_of_facts_not_on_their_order(
        payloads in proptest::collection::vec((0..60_i64, any_payload()), 0..40),
        seed in any::<u64>(),
    ) {
        let mut facts = vec![enrolled(0)];
        for (n, (day, payload)) in payloads.into_iter().enumerate() {
            facts.push(fact(day, &n.to_string(), payload));
        }
        let straight = fold(&facts);
        let mut shuffled = facts;
        let mut state = seed | 1;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(i, usize::try_from(state >> 33).unwrap() % (i + 1));
        }
        shuffled.extend(shuffled.clone());
        prop_assert_eq!(straight, fold(&shuffled));
    }
}
