//! Invariants of cases.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::calendar::Calendar;
use crate::fact::{Activity, Call, CallOutcome, Channel, Enrolled, Fact, Kinds, Payload};
use crate::ids::{EnrolmentId, FactId};
use crate::journey::activity::{week_of, week_start};
use crate::journey::{Journey, fold};
use crate::metric::Context;
use crate::time::{DAY, Span, WEEK};

const STUDENT: StudentId = StudentId(Uuid::nil());
const CASE: CaseId = CaseId(Uuid::nil());

fn alex() -> StaffId {
    StaffId::derive("alex")
}

/// A Monday, 00:00 UTC, a year after any other date here begins.
fn monday() -> Instant {
    week_start(week_of(Instant(1_760_000_000)))
}

/// A case of Alex's that was opened at `at` because of `no-session`.
fn opened(at: Instant) -> Case {
    let event = Event::Opened {
        origin: Origin::Signals,
        signals: vec!["no-session".into()],
        owner: alex(),
    };
    let first = Written { seq: 1, at, by: Author::Staff(alex()), event };
    Case::fold(CASE, STUDENT, &[first]).unwrap()
}

fn then(case: &mut Case, by: Author, at: Instant, event: Event) {
    let written = Written { seq: case.seq + 1, at, by, event };
    case.apply(&written);
}

fn known(at: Instant, back: bool, attempts: u16, channels: u8, answered: bool) -> Known {
    let heard = Heard { attempts, channels, span: Span::days(20), answered };
    Known { at, back, heard, another_open: false, terms: Terms::default() }
}

fn close(reason: Reason) -> Event {
    Event::Closed { reason }
}

const LOST: Reason = Reason::LostContact { attempts: 99, channels: 9 };

#[test]
fn two_unanswered_attempts_close_nothing() {
    let case = opened(Instant(0));
    for channels in 1..=2 {
        let two = known(Instant(0) + DAY, true, 2, channels, false);
        for reason in [Reason::Back, LOST, Reason::StoppedWell, Reason::Job { return_at: None }] {
            assert!(case.check(close(reason), &two).is_err(), "{reason:?}");
        }
    }
}

#[test]
fn contact_is_lost_after_real_attempts_and_they_are_counted_here() {
    let case = opened(Instant(0));
    let tried = known(Instant(0), false, 5, 2, false);
    let counted = Reason::LostContact { attempts: 5, channels: 2 };
    assert_eq!(case.check(close(LOST), &tried), Ok(close(counted)));
    let one_channel = known(Instant(0), false, 9, 1, false);
    assert!(case.check(close(LOST), &one_channel).is_err());
    let mut in_one_day = tried;
    in_one_day.heard.span = Span(0);
    assert!(case.check(close(LOST), &in_one_day).is_err());
}

#[test]
fn back_needs_the_metrics_and_the_students_yes() {
    let mut case = opened(Instant(0));
    let yes = Event::Answered { settled: true, words: None };
    let (back, not) = (known(Instant(9), true, 0, 0, true), known(Instant(9), false, 0, 0, true));
    assert_eq!(case.check(yes.clone(), &back), Err(Refused::NotAsked));
    assert_eq!(case.check(close(Reason::Back), &back), Err(Refused::NotSaid));
    let asked = Event::ClosingProposed { quiet_since: Instant(0) };
    assert_eq!(case.check(asked.clone(), &not), Err(Refused::NotBack));
    then(&mut case, Author::Facts, Instant(9), asked);
    then(&mut case, Author::Student, Instant(10), yes);
    assert_eq!(case.check(close(Reason::Back), &not), Err(Refused::NotBack));
    assert!(case.check(close(Reason::Back), &back).is_ok());
}

#[test]
fn a_no_keeps_it_open_until_somebody_tends_it() {
    let mut case = opened(Instant(0));
    then(&mut case, Author::Facts, Instant(9), Event::ClosingProposed { quiet_since: Instant(0) });
    then(&mut case, Author::Student, Instant(10), Event::Answered { settled: false, words: None });
    assert_eq!(case.next(Instant(11)), Some(Next::NotSettled));
    let words = "on en a parlé".to_owned();
    then(&mut case, Author::Staff(alex()), Instant(12), Event::Noted { words, sight: Sight::Team });
    assert_eq!(case.next(Instant(13)), Some(Next::Agree));
}

#[test]
fn a_conversation_follows_a_no_and_a_missed_call_is_work_too() {
    let mut case = opened(Instant(0));
    then(&mut case, Author::Facts, Instant(9), Event::ClosingProposed { quiet_since: Instant(0) });
    then(&mut case, Author::Student, Instant(10), Event::Answered { settled: false, words: None });
    let call = |at: i64, outcome| {
        let call = Call { channel: Channel::Phone, by: alex(), outcome };
        fold(&[fact(Instant(at), call)]).contact
    };
    case.tended_by(&call(9, CallOutcome::Spoke));
    assert_eq!((case.stage, case.tended_at), (Stage::NotSettled, Instant(9)));
    case.tended_by(&call(11, CallOutcome::NoAnswer));
    assert_eq!((case.stage, case.tended_at), (Stage::NotSettled, Instant(11)));
    case.tended_by(&call(12, CallOutcome::Spoke));
    assert_eq!((case.stage, case.tended_at), (Stage::Open, Instant(12)));
}

#[test]
fn whoever_has_a_step_has_a_part_until_it_is_done() {
    let mut case = opened(Instant(0));
    let karim = StaffId::derive("karim");
    let step = |who| Event::StepAgreed { what: "x".into(), who: Doer::Staff(who), due: Instant(5) };
    then(&mut case, Author::Staff(alex()), Instant(1), step(alex()));
    assert_eq!(case.others(), []);
    then(&mut case, Author::Staff(alex()), Instant(2), step(karim));
    assert_eq!(case.others(), [karim]);
    assert_eq!(case.next_for(karim, Instant(5)), Some(Next::Await(2)));
    assert_eq!(case.next_for(karim, Instant(6)), Some(Next::Step(2)));
    then(&mut case, Author::Staff(alex()), Instant(3), Event::StepDone { step: 2 });
    assert_eq!((case.others(), case.next_for(karim, Instant(6))), (vec![], None));
    let joins = Event::Joined { who: karim, part: Part::Mentor };
    then(&mut case, Author::Staff(alex()), Instant(4), joins);
    assert_eq!(case.others(), [karim]);
    then(&mut case, Author::Staff(alex()), Instant(5), close(Reason::StoppedWell));
    assert_eq!(case.others(), []);
}

#[test]
fn whoever_said_no_is_not_asked_again_for_as_long() {
    let mut case = opened(monday() - Span::days(60));
    let no = Event::Answered { settled: false, words: None };
    then(&mut case, Author::Student, monday() - DAY, no);
    let journey = studied(monday(), &[5, 5]);
    let look = look(&case, &[], &journey, &context(), Terms::default(), monday());
    let again = monday() + Span::days(13);
    assert_eq!(look, Look::NotYet { rings: false, again });
}

#[test]
fn opened_again_it_has_all_that_it_had() {
    let mut case = opened(Instant(0));
    let goal = Event::GoalSaid { words: "finir avant l'été".to_owned() };
    then(&mut case, Author::Staff(alex()), Instant(1), goal);
    then(&mut case, Author::Staff(alex()), Instant(2), close(Reason::StoppedWell));
    let again = Event::Reopened { words: "elle revient".to_owned() };
    assert_eq!(
        case.check(close(Reason::StoppedWell), &Known::nothing(Instant(3))),
        Err(Refused::Closed)
    );
    assert!(case.check(again.clone(), &Known::nothing(Instant(3))).is_ok());
    then(&mut case, Author::Staff(alex()), Instant(3), again);
    assert_eq!((case.goal.as_deref(), case.reopened), (Some("finir avant l'été"), 1));
    assert!(case.is_open());
}

#[test]
fn a_second_open_case_is_refused() {
    let mut case = opened(Instant(0));
    then(&mut case, Author::Staff(alex()), Instant(2), close(Reason::StoppedWell));
    let another = Known { another_open: true, ..Known::nothing(Instant(3)) };
    let again = Event::Reopened { words: "elle revient".to_owned() };
    assert_eq!(case.check(again, &another), Err(Refused::AnotherOpen));
}

#[test]
fn opened_again_the_quiet_counts_from_then() {
    let mut case = opened(monday() - Span::days(60));
    let again = monday() - Span::days(5);
    then(&mut case, Author::Staff(alex()), again - DAY, close(Reason::StoppedWell));
    let words = "elle revient".to_owned();
    then(&mut case, Author::Staff(alex()), again, Event::Reopened { words });
    let journey = studied(monday(), &[5, 5]);
    let look = look(&case, &[], &journey, &context(), Terms::default(), monday());
    let again = again + Span(2 * WEEK.0);
    assert_eq!(look, Look::NotYet { rings: false, again });
}

#[test]
fn a_yes_does_not_outlive_what_rings_after_it() {
    let mut case = opened(Instant(0));
    then(&mut case, Author::Facts, Instant(9), Event::ClosingProposed { quiet_since: Instant(0) });
    then(&mut case, Author::Student, Instant(10), Event::Answered { settled: true, words: None });
    let quiet = |at| Look::Back { quiet_since: Instant(at) };
    assert!(!case.has_relapsed(quiet(9)));
    assert!(case.has_relapsed(quiet(11)), "it rang and ceased between two looks");
    assert!(case.has_relapsed(Look::NotYet { rings: true, again: Instant(99) }));
    assert!(!case.has_relapsed(Look::NotYet { rings: false, again: Instant(99) }));
}

#[test]
fn a_step_is_done_once() {
    let mut case = opened(Instant(0));
    let agreed = Event::StepAgreed { what: "appeler".into(), who: Doer::Student, due: Instant(5) };
    then(&mut case, Author::Staff(alex()), Instant(1), agreed);
    assert_eq!(case.next(Instant(5)), Some(Next::Await(1)));
    assert_eq!(case.next(Instant(6)), Some(Next::Ask(1)));
    let (done, nothing) = (Event::StepDone { step: 1 }, Known::nothing(Instant(2)));
    assert!(case.check(done.clone(), &nothing).is_ok());
    then(&mut case, Author::Staff(alex()), Instant(2), done.clone());
    assert_eq!(case.check(done, &nothing), Err(Refused::NoSuchStep));
    assert_eq!(case.check(Event::StepDone { step: 0 }, &nothing), Err(Refused::NoSuchStep));
}

#[test]
fn a_step_is_to_be_done_again_only_after_it_ended() {
    let mut case = opened(Instant(0));
    let agreed = Event::StepAgreed { what: "appeler".into(), who: Doer::Student, due: Instant(5) };
    then(&mut case, Author::Staff(alex()), Instant(1), agreed);
    let (again, nothing) = (Event::StepReopened { step: 1 }, Known::nothing(Instant(4)));
    assert_eq!(case.check(again.clone(), &nothing), Err(Refused::NoSuchStep));
    for ended in [Event::StepDone { step: 1 }, Event::StepDropped { step: 1 }] {
        then(&mut case, Author::Student, Instant(2), ended);
        assert_eq!(case.next(Instant(4)), Some(Next::Agree));
        assert!(case.check(again.clone(), &nothing).is_ok());
        then(&mut case, Author::Student, Instant(3), again.clone());
        assert_eq!(case.next(Instant(4)), Some(Next::Await(1)));
    }
    let unknown = Event::StepReopened { step: 2 };
    assert_eq!(case.check(unknown, &nothing), Err(Refused::NoSuchStep));
    assert_eq!(case.tended_at, Instant(1), "what the student ticks off is no work of ours");
}

#[test]
fn a_mistake_is_one_only_while_nothing_was_done() {
    let mut case = opened(Instant(0));
    assert!(case.check(close(Reason::Mistake), &Known::nothing(Instant(60))).is_ok());
    let late = Known::nothing(Instant(0) + DAY + Span(1));
    assert_eq!(case.check(close(Reason::Mistake), &late), Err(Refused::Followed));
    let note = Event::Noted { words: "x".into(), sight: Sight::Advisors };
    then(&mut case, Author::Staff(alex()), Instant(30), note);
    let soon = Known::nothing(Instant(60));
    assert_eq!(case.check(close(Reason::Mistake), &soon), Err(Refused::Followed));
}

fn fact(at: Instant, payload: impl Into<Payload>) -> Fact {
    let payload = payload.into();
    let enrolment = match payload {
        Payload::Call(_) => None,
        _ => Some(EnrolmentId(Uuid::nil())),
    };
    Fact {
        id: FactId::derive(STUDENT, "t", payload.kind(), &at.0.to_string()),
        student: STUDENT,
        enrolment,
        occurred_at: at,
        known_at: at,
        recorded_at: at,
        source: "t".into(),
        revision: 0,
        payload,
    }
}

/// Enrolled twenty weeks before `at`; each of the last weeks, oldest first,
/// so many days of study, five before them.
fn studied(at: Instant, last: &[u16]) -> Journey {
    let start = at - Span(20 * WEEK.0);
    let enrolled = Enrolled {
        programme: "web".into(),
        cohort: "2025-09".into(),
        starts_at: start,
        target_end: None,
        weekly_hours: None,
        funding: None,
        funding_ends: None,
    };
    let mut facts = vec![fact(start, Payload::Enrolled(Box::new(enrolled)))];
    let first = 20 - last.len();
    for (week, to) in (0..20_usize).zip(1..) {
        let days = if week < first { 5 } else { last[week - first] };
        let (from, to) = (start + Span((to - 1) * WEEK.0), start + Span(to * WEEK.0));
        let actions = u32::from(days) * 10;
        facts.push(fact(
            to,
            Activity { from, to, actions, active_days: Some(days), kinds: Vec::new() },
        ));
    }
    fold(&facts)
}

fn context() -> Context {
    Context::new(Calendar::new("Europe/Paris").unwrap(), Kinds::ALL)
}

fn seen(opened_at: Instant, rang: &[Rang<'_>], journey: &Journey) -> Look {
    look(&opened(opened_at), rang, journey, &context(), Terms::default(), monday())
}

fn ceased(days: i64) -> Rang<'static> {
    Rang { indicator: "no-session", cleared: Some(monday() - Span::days(days)), danger: false }
}

#[test]
fn back_is_two_quiet_weeks_at_ones_own_pace() {
    let opened = monday() - Span::days(30);
    let journey = studied(monday(), &[0, 0, 5, 4]);
    let quiet_since = monday() - Span::days(14);
    assert_eq!(seen(opened, &[ceased(14)], &journey), Look::Back { quiet_since });
    let again = monday() + DAY;
    assert_eq!(seen(opened, &[ceased(13)], &journey), Look::NotYet { rings: false, again });
    let again = Instant(monday().0 + WEEK.0);
    let rings = Rang { indicator: "no-session", cleared: None, danger: false };
    assert_eq!(seen(opened, &[ceased(20), rings], &journey), Look::NotYet { rings: true, again });
}

#[test]
fn one_good_week_is_not_yet_back() {
    let journey = studied(monday(), &[0, 0, 1, 5]);
    let look = seen(monday() - Span::days(30), &[ceased(14)], &journey);
    assert_eq!(look, Look::NotYet { rings: false, again: monday() + DAY });
}

#[test]
fn what_the_case_is_not_about_may_ring() {
    let journey = studied(monday(), &[5, 5]);
    let other = Rang { indicator: "newcomer", cleared: None, danger: false };
    let opened = monday() - Span::days(14);
    assert_eq!(seen(opened, &[other], &journey), Look::Back { quiet_since: opened });
    let danger = Rang { danger: true, ..other };
    assert!(matches!(seen(opened, &[danger], &journey), Look::NotYet { rings: true, .. }));
}

#[test]
fn whoever_waits_for_us_is_not_asked_whether_it_is_settled() {
    let opened = monday() - Span::days(14);
    let studied = studied(monday(), &[5, 5]);
    let look = |change: fn(&mut Journey)| {
        let mut journey = studied.clone();
        change(&mut journey);
        seen(opened, &[], &journey)
    };
    assert!(matches!(look(|_| ()), Look::Back { .. }));
    let waits = [
        look(|journey| journey.contact.help(Instant(0), FactId(uuid::Uuid::nil()), None)),
        look(|journey| journey.contact.concern = Some((Instant(0), FactId(uuid::Uuid::nil())))),
    ];
    assert!(waits.iter().all(|look| matches!(look, Look::NotYet { rings: true, .. })));
}

#[test]
fn whose_weeks_nobody_tells_us_must_have_told_us() {
    let opened = monday() - Span::days(20);
    let nobody = fold(&[] as &[Fact]);
    assert!(matches!(seen(opened, &[], &nobody), Look::NotYet { rings: false, .. }));
    let spoke = Call { channel: Channel::Phone, by: alex(), outcome: CallOutcome::Spoke };
    let spoke = fold(&[fact(opened + DAY, spoke)]);
    assert_eq!(seen(opened, &[], &spoke), Look::Back { quiet_since: opened });
}

/// Any event that somebody may try.
fn any_event() -> impl Strategy<Value = (Author, Event)> {
    let staff = Author::Staff(alex());
    prop_oneof![
        Just((staff, Event::Noted { words: "x".into(), sight: Sight::Team })),
        Just((staff, Event::StepAgreed { what: "x".into(), who: Doer::Student, due: Instant(9) })),
        (0..4_u16).prop_map(move |step| (staff, Event::StepDone { step })),
        (0..4_u16).prop_map(move |step| (staff, Event::StepDropped { step })),
        (0..4_u16).prop_map(move |step| (Author::Student, Event::StepReopened { step })),
        Just((Author::Facts, Event::ClosingProposed { quiet_since: Instant(0) })),
        Just((Author::Facts, Event::ProposalWithdrawn)),
        any::<bool>()
            .prop_map(|settled| { (Author::Student, Event::Answered { settled, words: None }) }),
        Just((staff, close(Reason::Back))),
        Just((staff, close(LOST))),
        Just((staff, close(Reason::StoppedWell))),
        Just((staff, Event::Reopened { words: "x".into() })),
    ]
}

proptest! {
    #[test]
    fn whatever_is_tried_an_ending_has_its_grounds(
        tries in prop::collection::vec((any_event(), any::<bool>(), 0..8_u16, 0..4_u8, any::<bool>()), 1..40)
    ) {
        let mut case = opened(Instant(0));
        let mut said_yes = false;
        for (at, ((by, event), back, attempts, channels, answered)) in (1..).zip(tries) {
            let known = known(Instant(at), back, attempts, channels, answered);
            let Ok(event) = case.check(event, &known) else { continue };
            if let Event::Closed { reason } = event {
                match reason {
                    Reason::Back => prop_assert!(back && said_yes),
                    Reason::LostContact { .. } => prop_assert!(attempts >= 5 && channels >= 2),
                    Reason::StoppedWell => prop_assert!(answered),
                    _ => {}
                }
            }
            match event {
                Event::Answered { settled, .. } => said_yes = settled,
                Event::ClosingProposed { .. } | Event::ProposalWithdrawn | Event::Reopened { .. } => said_yes = false,
                _ => {}
            }
            let seq = case.seq;
            then(&mut case, by, Instant(at), event);
            prop_assert_eq!(case.seq, seq + 1);
        }
    }
}
