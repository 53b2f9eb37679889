//! The evaluator against itself, second by second.
//!
//! A reading and an answer say until when they hold. Here every metric, and
//! random conditions, are asked again over random journeys at every instant
//! that could matter before that.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod generate;

use generate::condition::condition;
use generate::journey::{START, Seed, facts, instants, seed, seeds};
use proptest::prelude::*;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Fact, Kind, Kinds};
use vigie_domain::indicator::{Answer, Condition};
use vigie_domain::journey::{Journey, fold};
use vigie_domain::metric::{Context, Metric, Reading, Value, View};
use vigie_domain::time::{HOUR, Instant, Span};

/// Zones whose clocks change on a Sunday, on a Friday, at midnight, never, and
/// by half an hour.
const ZONES: [&str; 6] = [
    "Europe/Paris",
    "Africa/Cairo",
    "America/Santiago",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/London",
];

/// How long after the last fact answers are followed.
const HORIZON: Span = Span::days(70);

fn ask(condition: &Condition, journey: &Journey, context: &Context, at: Instant) -> Answer {
    condition.evaluate(&View::new(journey, journey.enrolments.first(), at, context))
}

/// The durations written in a condition: distances at which it may change.
fn written(condition: &str) -> Vec<Span> {
    let mut spans = vec![Span(0), Span::days(7), Span::days(14), Span::days(28), Span::days(30)];
    let words: Vec<&str> =
        condition.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').collect();
    for pair in words.windows(2) {
        let unit = match pair[1] {
            "w" => 7 * 86_400,
            "d" => 86_400,
            "h" => 3_600,
            "min" => 60,
            "s" => 1,
            _ => continue,
        };
        spans.extend(pair[0].parse::<i64>().map(|n| Span(n * unit)));
    }
    spans
}

/// Instants after `from` at which an answer might change, ascending: a grid of
/// hours, and each instant the facts name, moved by each duration written.
fn moments(condition: &str, facts: &[Fact], from: Instant, to: Instant) -> Vec<Instant> {
    let hours = (to - from).0 / HOUR.0;
    let mut moments: Vec<Instant> = (0..hours).map(|n| from + Span(n * HOUR.0 + n % 60)).collect();
    let spans = written(condition);
    for instant in instants(facts) {
        for span in &spans {
            for around in [-1, 0, 1] {
                moments.push(instant + Span(span.0 + around));
                moments.push(instant - Span(span.0 + around));
            }
        }
    }
    moments.retain(|at| from <= *at && *at < to);
    moments.sort_unstable();
    moments.dedup();
    moments
}

/// Follow the answers from wake to wake and ask at every moment in between.
fn follow(
    text: &str,
    facts: &[Fact],
    context: &Context,
    from: Instant,
) -> Result<(), TestCaseError> {
    let Ok(condition) = Condition::parse(text) else {
        return Err(TestCaseError::reject("constant"));
    };
    let journey = fold(facts);
    let to = from + HORIZON;
    let mut known = ask(&condition, &journey, context, from);
    let mut since = from;
    let mut wakes = 0;
    let mut check = |known: &mut Answer, since: &mut Instant, at: Instant| {
        while known.until <= at {
            let last = known.until - Span(1);
            let answer = ask(&condition, &journey, context, last);
            prop_assert_eq!(
                answer.truth,
                known.truth,
                "{} asked at {} holds until {}, but not at {}",
                condition,
                since,
                known.until,
                last
            );
            *since = known.until;
            *known = ask(&condition, &journey, context, *since);
            prop_assert!(
                known.until > *since,
                "{condition} at {since} holds until {}",
                known.until
            );
            wakes += 1;
            prop_assert!(wakes < 2_000, "{condition} wakes too often, now at {since}");
        }
        let answer = ask(&condition, &journey, context, at);
        prop_assert_eq!(
            answer.truth,
            known.truth,
            "{} asked at {} holds until {}, but not at {}",
            condition,
            since,
            known.until,
            at
        );
        prop_assert!(answer.until > at);
        Ok(())
    };
    prop_assert!(known.until > from);
    for at in moments(text, facts, from, to) {
        check(&mut known, &mut since, at)?;
    }
    Ok(())
}

/// So many cases, or what `PROPTEST_CASES` asks for.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Do both readings give the same at `at`?
fn agree(a: &Reading<'_>, b: &Reading<'_>, at: Instant) -> bool {
    match (a.value, b.value) {
        // A clock may be told from another origin; a second would show.
        (Value::Number(a), Value::Number(b)) => (a.at(at) - b.at(at)).abs() < 1e-3,
        (a, b) => a == b,
    }
}

fn last(seeds: &[Seed]) -> Instant {
    seeds.last().map_or(START, |seed| START + Span(i64::from(seed.at) * 60))
}

fn context(zone: usize, supplied: Kinds) -> Context {
    Context::new(Calendar::new(ZONES[zone]).unwrap(), supplied)
}

/// A condition, and facts of the kinds that its metrics need.
fn case(depth: u32) -> impl Strategy<Value = (String, Vec<Seed>)> {
    condition(depth).prop_flat_map(|text| {
        let metrics = Condition::parse(&text).map(|c| c.metrics()).unwrap_or_default();
        let kinds = metrics.iter().fold(Kinds::NONE, |all, m| all.union(m.declaration().kinds()));
        (Just(text), seeds(25, kinds))
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn an_answer_holds_until_it_says(
        (text, seeds) in case(2),
        zone in 0..ZONES.len(),
        after in 0_i64..40 * 86_400,
    ) {
        let facts = facts(&seeds);
        follow(&text, &facts, &context(zone, Kinds::ALL), last(&seeds) + Span(after))?;
    }

    #[test]
    fn only_the_kinds_it_names_change_an_answer(
        (text, seeds) in case(1),
        fresh in proptest::collection::vec(seed(Kind::ALL.to_vec()), 20),
        after in 0_i64..20 * 86_400,
    ) {
        let Ok(condition) = Condition::parse(&text) else { return Err(TestCaseError::reject("")) };
        let context = context(0, Kinds::ALL);
        let mut facts = facts(&seeds);
        let journey = fold(&facts);
        let at = last(&seeds) + Span(after);
        for mut seed in fresh {
            seed.at = u32::try_from((at - START).0 / 60).unwrap();
            let fact = generate::journey::fact(1_000, &seed);
            if condition.kinds().has(fact.kind()) {
                continue;
            }
            facts.push(fact);
            let at = at + Span(60);
            let before = ask(&condition, &journey, &context, at);
            let now = ask(&condition, &fold(&facts), &context, at);
            prop_assert_eq!(before, now, "{} changed by {}", condition, seed.kind);
            facts.pop();
        }
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn a_reading_holds_until_it_says(
        (metric, seeds) in (0..Metric::all().count()).prop_flat_map(|index| {
            let metric = Metric::all().nth(index).unwrap();
            (Just(metric), seeds(20, metric.declaration().kinds()))
        }),
        zone in 0..ZONES.len(),
        after in 0_i64..20 * 86_400,
    ) {
        let facts = facts(&seeds);
        let journey = fold(&facts);
        let context = context(zone, Kinds::ALL);
        let from = last(&seeds) + Span(after);
        let read = |at| metric.read(&View::new(&journey, journey.enrolments.first(), at, &context));
        let (mut known, mut since) = (read(from), from);
        for at in moments("", &facts, from, from + Span::days(40)) {
            let now = read(at);
            prop_assert!(now.until > at);
            if known.until <= at {
                (known, since) = (now, at);
            }
            prop_assert!(
                agree(&known, &now, at),
                "{} read at {since} holds until {}, but at {at}: {:?}, not {:?}",
                metric.declaration().name, known.until, now.value, known.value
            );
        }
    }
}

#[test]
fn what_nobody_supplies_is_undefined_for_good() {
    let seeds = [Seed { at: 0, kind: Kind::SessionRecorded, other: 0, pick: 0 }];
    let facts = facts(&seeds);
    let context = context(0, [Kind::Enrolled, Kind::Activity].into_iter().collect());
    let condition = Condition::parse("days_since_session > 21 d").unwrap();
    let answer = ask(&condition, &fold(&facts), &context, START + Span::days(30));
    assert_eq!(answer, Answer { truth: None, until: Instant::NEVER });
}
