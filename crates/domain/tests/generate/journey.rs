//! Random journeys, from random facts of every kind.

use proptest::prelude::*;
use uuid::Uuid;
use vigie_domain::fact::*;
use vigie_domain::ids::{EnrolmentId, FactId, Key, Ref, StaffId, StudentId};
use vigie_domain::time::{DAY, Instant, MINUTE, Span};

/// Where all random facts begin: 2025-02-03T00:00:00Z, a Monday, some weeks
/// before the clocks change.
pub const START: Instant = Instant(1_738_540_800);

/// One random fact, before it is given its meaning.
#[derive(Clone, Debug)]
pub struct Seed {
    /// Minutes after [`START`] at which it happens.
    pub at: u32,
    /// Which kind.
    pub kind: Kind,
    /// Minutes from `at` to what it plans, or back to what it tells.
    pub other: i32,
    /// Which of a few words, persons, sessions, enrolments.
    pub pick: u8,
}

fn minutes() -> impl Strategy<Value = u32> {
    // Often on the day or the hour, so that boundaries meet.
    prop_oneof![
        2 => (0_u32..120).prop_map(|day| day * 1_440),
        1 => (0_u32..120 * 24).prop_map(|hour| hour * 60),
        2 => 0_u32..120 * 1_440,
    ]
}

fn distance() -> impl Strategy<Value = i32> {
    prop_oneof![
        2 => (-10_i32..60).prop_map(|day| day * 1_440),
        1 => -10 * 1_440..60 * 1_440_i32,
    ]
}

/// Up to `most` random facts, ascending in time, most of them of `wanted` kinds.
pub fn seeds(most: usize, wanted: Kinds) -> BoxedStrategy<Vec<Seed>> {
    // What ends a phase, or stops it with no end in sight, leaves little to
    // measure: it happens, but seldom.
    let stops = |kind: &Kind| {
        matches!(kind, Kind::Withdrawn | Kind::Diploma | Kind::Hired | Kind::LeftJob | Kind::Paused)
    };
    let select = proptest::sample::select::<Kind>;
    let wanted: Vec<Kind> = wanted.iter().filter(|kind| !stops(kind)).collect();
    let wanted = if wanted.is_empty() { Kind::ALL.to_vec() } else { wanted };
    let going: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| !stops(kind)).collect();
    let kind = prop_oneof![
        20 => select(wanted),
        10 => select(going),
        1 => select(Kind::ALL.to_vec()),
    ];
    proptest::collection::vec(of_kind(kind), 1..most)
        .prop_map(|mut seeds| {
            seeds.sort_by_key(|seed| seed.at);
            seeds
        })
        .boxed()
}

/// A fact of one of these kinds.
pub fn seed(kinds: Vec<Kind>) -> impl Strategy<Value = Seed> {
    of_kind(proptest::sample::select(kinds))
}

fn of_kind(kind: impl Strategy<Value = Kind>) -> impl Strategy<Value = Seed> {
    (minutes(), kind, distance(), any::<u8>()).prop_map(|(at, kind, other, pick)| Seed {
        at,
        kind,
        other,
        pick,
    })
}

fn student() -> StudentId {
    StudentId(Uuid::from_u128(1))
}

/// A whole journey's facts: two enrolments at most, then whatever happens.
pub fn facts(seeds: &[Seed]) -> Vec<Fact> {
    let begin = Seed { at: 0, kind: Kind::Enrolled, other: 1_440, pick: 0 };
    let plan = Seed { at: 0, kind: Kind::Planned, other: 20 * 1_440, pick: 0 };
    [begin, plan].iter().chain(seeds).enumerate().map(|(n, seed)| fact(n, seed)).collect()
}

/// Give a seed its meaning; `n` makes its id.
pub fn fact(n: usize, seed: &Seed) -> Fact {
    let at = START + Span(i64::from(seed.at) * MINUTE.0);
    let payload = payload(seed, at);
    let own_id = format!("{n}");
    Fact {
        id: FactId::derive(student(), "test", payload.kind(), &own_id),
        student: student(),
        // Most things happen in the first enrolment, some in a second.
        enrolment: Some(EnrolmentId::derive(student(), if seed.pick >= 230 { "b" } else { "a" })),
        occurred_at: at,
        known_at: at,
        recorded_at: at,
        source: Key::from("test"),
        revision: 0,
        payload,
    }
}

fn of<T: Copy>(all: &[T], pick: u8) -> T {
    all[usize::from(pick) % all.len()]
}

#[expect(clippy::too_many_lines, reason = "one arm per kind of fact")]
fn payload(seed: &Seed, at: Instant) -> Payload {
    let pick = seed.pick;
    let other = at + Span(i64::from(seed.other) * MINUTE.0);
    let later = at + Span(i64::from(seed.other.abs()) * MINUTE.0);
    let by = StaffId::derive(of(&["ada", "bo"], pick));
    let word = Key::from(of(&["p1", "p2", "p3"], pick));
    let number = Ref(u64::from(pick % 4));
    let channel = of(Channel::ALL, pick);
    let maybe = |at: Instant| (pick.is_multiple_of(2)).then_some(at);
    match seed.kind {
        Kind::Enquired => Enquired { channel, programme: None }.into(),
        Kind::Oriented => Oriented { programme: None }.into(),
        Kind::Enrolled => Payload::from(Box::new(Enrolled {
            programme: "web".into(),
            cohort: "2025-02".into(),
            starts_at: other,
            target_end: maybe(later + Span::days(100)),
            weekly_hours: Some(10),
            funding: Some(of(Funding::ALL, pick)),
            funding_ends: maybe(later + Span::days(40)),
        })),
        Kind::Planned => {
            let planned = |n: i64, item: &str, kind| PlannedWork {
                item: item.into(),
                kind,
                due: Some(later + Span::days(n * 7)),
                days: Some(10),
                weight: Some(0.1 * f32::from(pick % 100)),
            };
            let works = vec![
                planned(0, "p1", WorkKind::Project),
                planned(1, "a1", WorkKind::Assignment),
                planned(2, "p2", WorkKind::Project),
            ];
            Payload::from(Box::new(Planned { works }))
        }
        Kind::Reenrolled => Reenrolled { target_end: maybe(later) }.into(),
        Kind::AdvisorAssigned => AdvisorAssigned { advisor: by }.into(),
        Kind::AdvisorEnded => AdvisorEnded { advisor: by }.into(),
        Kind::MentorAssigned => MentorAssigned { mentor: by }.into(),
        Kind::MentorEnded => MentorEnded { mentor: by }.into(),
        Kind::LeavePlanned => {
            LeavePlanned { from: later, until: later + Span::days(i64::from(pick % 30)) }.into()
        }
        Kind::Paused => Paused { until: maybe(later) }.into(),
        Kind::Resumed => Resumed {}.into(),
        Kind::Activity => Activity {
            from: at - Span(DAY.0 * i64::from(pick % 9 + 1)),
            to: at,
            actions: u32::from(pick),
            active_days: maybe(at).map(|_| 1),
            kinds: Vec::new(),
        }
        .into(),
        Kind::Submitted => Submitted {
            item: word,
            due: maybe(other),
            score: Some(f32::from(pick % 101)),
            banked: pick == 7,
        }
        .into(),
        Kind::Completed => Completed { item: word }.into(),
        Kind::DefenceScheduled => {
            DefenceScheduled { defence: number, item: word, at: other }.into()
        }
        Kind::DefenceJudged => {
            DefenceJudged { defence: number, item: word, verdict: of(Verdict::ALL, pick) }.into()
        }
        Kind::SessionBooked => SessionBooked { session: number, mentor: by, at: other }.into(),
        Kind::SessionRecorded => SessionRecorded {
            session: number,
            mentor: by,
            at: other,
            outcome: of(SessionOutcome::ALL, pick),
        }
        .into(),
        Kind::SessionRated => SessionRated { session: number, rating: pick % 5 + 1 }.into(),
        Kind::MessageIn => MessageIn { channel, expects_answer: !pick.is_multiple_of(3) }.into(),
        Kind::MessageOut => MessageOut { channel, by, written_at: maybe(other) }.into(),
        Kind::Call => Call { channel, by, outcome: of(CallOutcome::ALL, pick) }.into(),
        Kind::Meeting => Meeting { channel, by }.into(),
        Kind::Noted | Kind::Retracted => Noted { by }.into(),
        Kind::Snoozed => Snoozed { by, until: other }.into(),
        Kind::PromiseMade => PromiseMade { promise: number, by, due: other }.into(),
        Kind::PromiseKept => PromiseKept { promise: number }.into(),
        Kind::CommunityPost => {
            CommunityPost { space: "#aide".into(), asks_help: pick.is_multiple_of(2) }.into()
        }
        Kind::ConcernRaised => ConcernRaised { by, role: Role::Mentor }.into(),
        Kind::QuestionAsked => {
            let asks = of(Asks::ALL, pick);
            QuestionAsked { said_in: None, answer_by: other, who: Some(by), asks }.into()
        }
        Kind::FollowUpSet => FollowUpSet { by, due: other }.into(),
        Kind::NoAnswerDue => NoAnswerDue { by, until: other }.into(),
        Kind::NeedStated => NeedStated { need: of(Need::ALL, pick), said_in: None }.into(),
        Kind::Diploma => Diploma { programme: "web".into(), guarantee_until: maybe(later) }.into(),
        Kind::Congratulated => {
            Congratulated { occasion: of(Occasion::ALL, pick), by, about: None }.into()
        }
        Kind::SearchStarted => SearchStarted { guarantee_until: maybe(later) }.into(),
        Kind::Application => Application { company: None }.into(),
        Kind::Interview => Interview { at: other, company: None }.into(),
        Kind::Offer => Offer { company: None, answer_by: maybe(other) }.into(),
        Kind::Hired => Payload::from(Box::new(Hired {
            company: "Martin SA".into(),
            contract: of(Contract::ALL, pick),
            starts_at: other,
        })),
        Kind::CheckedIn => CheckedIn { by }.into(),
        Kind::LeftJob => LeftJob { company: None }.into(),
        Kind::Ambassador => Ambassador {}.into(),
        Kind::Withdrawn => {
            Withdrawn { reason: of(WithdrawalReason::ALL, pick), return_at: maybe(later) }.into()
        }
        Kind::Observed => Observed {
            metric: of(&["risk", "cohort_rank"], pick).into(),
            value: f64::from(pick) / 256.0,
            version: "1".into(),
        }
        .into(),
        Kind::Disputed => Disputed {
            target: if pick.is_multiple_of(2) {
                Doubted::Reason { indicator: "no-session".into() }
            } else {
                let (source, own_id) = ("test".into(), "0".into());
                Doubted::Named(Target { source, kind: Kind::Noted, own_id })
            },
        }
        .into(),
    }
}

/// Every instant that a fact names: candidates for a change.
pub fn instants(facts: &[Fact]) -> Vec<Instant> {
    // The stable JSON form names them all; a second list by hand could forget one.
    fn collect(value: &serde_json::Value, found: &mut Vec<Instant>) {
        match value {
            serde_json::Value::Number(number) => {
                found
                    .extend(number.as_i64().filter(|n| n.abs_diff(START.0) < 1 << 30).map(Instant));
            }
            serde_json::Value::Array(values) => values.iter().for_each(|v| collect(v, found)),
            serde_json::Value::Object(fields) => fields.values().for_each(|v| collect(v, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for fact in facts {
        collect(&serde_json::to_value(fact).unwrap(), &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}
