//! Lives that nobody thought of.

use std::cell::RefCell;
use std::fmt::Debug;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use tokio::runtime::Handle;
use vigie_domain::draft::Draft;
use vigie_domain::fact::{
    Activity, Call, CallOutcome, Channel, CommunityPost, DefenceScheduled, LeavePlanned,
    MentorAssigned, MessageIn, Paused, Payload, PromiseKept, PromiseMade, Reenrolled, Resumed,
    SessionBooked, SessionOutcome, SessionRecorded, WithdrawalReason, Withdrawn,
};
use vigie_domain::ids::{Ref, StaffId};
use vigie_domain::time::{HOUR, Instant, MINUTE, Span};

use super::tale::enrolment_of;
use super::{Tale, World, day, student};

/// Runs a property a few times in one school, each time with the number of
/// the try; a case that fails is made smaller.
pub(crate) fn few_cases<S: Strategy>(
    world: World,
    cases: u32,
    of: &S,
    property: &impl AsyncFn(&mut World, u32, S::Value) -> Result<(), TestCaseError>,
) where
    S::Value: Debug,
{
    let config =
        Config { cases, max_shrink_iters: 120, failure_persistence: None, ..Config::default() };
    let school = RefCell::new((world, 0));
    let outcome = tokio::task::block_in_place(|| {
        TestRunner::new(config).run(of, |value| {
            let (world, turn) = &mut *school.borrow_mut();
            *turn += 1;
            Handle::current().block_on(property(world, *turn, value))
        })
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// What may happen in a life: (when, what).
fn happening(days: i64) -> impl Strategy<Value = (Span, Payload)> {
    let mentor = StaffId::derive("karim");
    let when = (0..days, 0..24_i64, 0..60_i64).prop_map(|(days, hours, minutes)| {
        Span::days(days) + Span(hours * HOUR.0 + minutes * MINUTE.0)
    });
    let later = move |days: i64| day(days);
    let what = prop_oneof![
        4 => (0..5_usize, 0..6_u64, 0..days).prop_map(move |(outcome, session, on)| {
            let outcome = SessionOutcome::ALL[outcome];
            SessionRecorded { session: Ref(session), mentor, at: later(on), outcome }.into()
        }),
        2 => (0..6_u64, 0..days).prop_map(move |(session, on)| {
            SessionBooked { session: Ref(session), mentor, at: later(on) }.into()
        }),
        2 => (0..40_u32).prop_map(|actions| {
            let (from, to) = (day(0), day(0));
            let active_days = Some(u16::from(actions > 0));
            Activity { from, to, actions, active_days, kinds: vec![] }.into()
        }),
        2 => (1..6_i64).prop_map(move |length| {
            Paused { until: (length < 5).then(|| later(length * days / 5)) }.into()
        }),
        1 => (0..days, 1..4_i64).prop_map(move |(from, length)| {
            let (from, until) = (later(from), later(from + length));
            LeavePlanned { from, until }.into()
        }),
        2 => Just(Resumed {}.into()),
        2 => any::<bool>().prop_map(|expects_answer| {
            MessageIn { channel: Channel::Email, expects_answer }.into()
        }),
        2 => (0..3_usize).prop_map(move |outcome| {
            let outcome = CallOutcome::ALL[outcome];
            Call { channel: Channel::Phone, by: mentor, outcome }.into()
        }),
        1 => Just(CommunityPost { space: "#web".into(), asks_help: true }.into()),
        1 => (0..3_u64, 0..days).prop_map(move |(promise, due)| {
            PromiseMade { promise: Ref(promise), by: mentor, due: later(due) }.into()
        }),
        1 => (0..3_u64).prop_map(|promise| PromiseKept { promise: Ref(promise) }.into()),
        1 => (0..days).prop_map(move |on| {
            DefenceScheduled { defence: Ref(1), item: "site".into(), at: later(on) }.into()
        }),
        1 => Just(Withdrawn {
            reason: WithdrawalReason::Life,
            return_at: None,
        }.into()),
        1 => Just(Reenrolled { target_end: None }.into()),
        1 => Just(MentorAssigned { mentor }.into()),
    ];
    (when, what)
}

/// A life of so many days: facts in no order, some heard of late, none at the
/// same second as another.
pub(crate) fn life(days: i64) -> impl Strategy<Value = Vec<Draft>> {
    let told = prop::collection::vec((happening(days), 0..4_i64), 1..14);
    told.prop_map(move |told| {
        let mut tale = student("somebody").enrols("web", day(0));
        for (place, ((after, what), late)) in told.into_iter().enumerate() {
            let second = Span(i64::try_from(place).unwrap() + 1);
            let at = day(0) + after + second;
            tale = tale.lived(at, dated(what, at));
            let fact = tale.facts.last_mut().unwrap();
            fact.known_at = at + Span(late * 5 * HOUR.0);
        }
        tale.facts
    })
}

/// Activity is told when its period is over.
fn dated(mut what: Payload, at: Instant) -> Payload {
    if let Payload::Activity(body) = &mut what {
        (body.from, body.to) = (at - Span::days(1), at);
    }
    what
}

/// What a source does to its own facts: (which, what, hours later).
pub(crate) type Corrections = Vec<(prop::sample::Index, bool, i64)>;

/// Up to three corrections of a life.
pub(crate) fn corrections() -> impl Strategy<Value = Corrections> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), 1..30_i64), 0..4)
}

/// The life with its corrections: a revised fact happened some hours later
/// than first told, or a fact is taken back.
pub(crate) fn corrected(mut drafts: Vec<Draft>, corrections: &Corrections) -> Vec<Draft> {
    let plain = drafts.clone();
    for (place, (which, revised, hours)) in corrections.iter().enumerate() {
        let fact = which.get(&plain);
        let span = Span(hours * HOUR.0 + 7 * i64::try_from(place).unwrap());
        if *revised {
            let revision = i64::try_from(place).unwrap() + 1;
            let occurred_at = fact.occurred_at + span;
            let known_at = fact.known_at + span;
            drafts.push(Draft { revision, occurred_at, known_at, ..fact.clone() });
        } else {
            let kind = fact.payload.kind();
            let back = student("somebody").takes_back(fact.known_at + span, kind, &fact.own_id);
            drafts.extend(back.facts);
        }
    }
    drafts
}

/// The same life, lived by somebody of this name.
pub(crate) fn lived_by(name: &str, drafts: &[Draft]) -> Tale {
    let mut tale = student(name);
    for draft in drafts {
        let enrolment = draft.enrolment.as_ref().map(|_| enrolment_of(name, "web"));
        tale.facts.push(Draft { student: name.into(), enrolment, ..draft.clone() });
    }
    tale
}
