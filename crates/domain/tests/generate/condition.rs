//! Random well-typed conditions, as text.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use vigie_domain::metric::{Metric, Type};

/// What an expression measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Number,
    Duration,
    Instant,
}

fn names(of: Type) -> Vec<&'static str> {
    Metric::all().map(Metric::declaration).filter(|d| d.of == of).map(|d| d.name).collect()
}

/// A condition of up to about `depth` levels.
pub fn condition(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        16 => usual(),
        6 => comparison(1),
        3 => comparison(2),
        1 => between(),
        2 => select(names(Type::Truth)).prop_map(str::to_owned),
        1 => category(),
        1 => defined(),
        1 => select(vec!["true", "false"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(depth, 12, 2, |inner| {
        prop_oneof![
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} && {b}")),
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) or ({b})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) and ({b})")),
            2 => inner.clone().prop_map(|a| format!("!({a})")),
            1 => inner.prop_map(|a| format!("defined({a})")),
        ]
    })
    .boxed()
}

/// What people write: one metric, perhaps scaled, against a value near what
/// random journeys have.
fn usual() -> BoxedStrategy<String> {
    let sign = || select(vec!["<", "<=", ">", ">=", "==", "!="]);
    let scale = select(vec!["", "", "", "0.1 * ", "3 * ", "-1.7 * ", "1234.567 * ", "0.000001 * "]);
    let factor = |scale: &str| scale.trim_end_matches(" * ").parse::<f64>().unwrap_or(1.0);
    let duration = (select(names(Type::Duration)), sign(), 0_u32..60, scale.clone()).prop_map(
        move |(name, sign, days, scale)| {
            format!("{scale}{name} {sign} {:.9} d", factor(scale) * f64::from(days))
        },
    );
    let count = (select(names(Type::Number)), sign(), 0_u8..6)
        .prop_map(|(name, sign, n)| format!("{name} {sign} {}", f32::from(n) / 2.0));
    let age = (select(names(Type::Instant)), sign(), 0_u32..60, select(vec!["d", "h"]))
        .prop_map(|(name, sign, n, unit)| format!("now - {name} {sign} {n} {unit}"));
    let planned = (select(names(Type::Instant)), sign(), 0_u32..60)
        .prop_map(|(name, sign, days)| format!("{name} + {days} d {sign} now"));
    let two = (
        select(names(Type::Duration)),
        select(vec!["+", "-"]),
        select(names(Type::Duration)),
        sign(),
        0_u32..60,
    )
        .prop_map(|(a, plus, b, sign, days)| format!("{a} {plus} {b} {sign} {days} d"));
    let ratio = (select(names(Type::Duration)), select(names(Type::Duration)), sign(), 0_u32..30)
        .prop_map(|(a, b, sign, n)| format!("{a} / {b} {sign} {}", f64::from(n) / 10.0));
    prop_oneof![5 => duration, 2 => count, 1 => age, 1 => planned, 2 => two, 1 => ratio].boxed()
}

fn comparison(depth: u32) -> BoxedStrategy<String> {
    let of = select(vec![Of::Number, Of::Duration, Of::Duration, Of::Instant]);
    let sign = select(vec!["<", "<=", ">", ">=", "==", "!="]);
    (of, sign)
        .prop_flat_map(move |(of, sign)| {
            (number(of, depth), number(of, depth)).prop_map(move |(a, b)| format!("{a} {sign} {b}"))
        })
        .boxed()
}

fn between() -> BoxedStrategy<String> {
    select(vec![Of::Number, Of::Duration, Of::Instant])
        .prop_flat_map(|of| {
            (number(of, 1), number(of, 0), number(of, 0))
                .prop_map(|(x, a, b)| format!("{x} between {a} and {b}"))
        })
        .boxed()
}

fn category() -> BoxedStrategy<String> {
    let one = |metric: &'static str| {
        let words = Metric::find(metric).unwrap().declaration().words;
        let words = if words.is_empty() { vec!["web", "p1", "a \"b\" \\"] } else { words.to_vec() };
        (select(vec!["==", "!="]), select(words)).prop_map(move |(sign, word)| {
            let word = word.replace('\\', "\\\\").replace('"', "\\\"");
            format!("{metric} {sign} \"{word}\"")
        })
    };
    select(names(Type::Category)).prop_flat_map(one).boxed()
}

fn defined() -> BoxedStrategy<String> {
    let metrics: Vec<&str> = Metric::all().map(|metric| metric.declaration().name).collect();
    prop_oneof![
        select(metrics).prop_map(|name| format!("defined({name})")),
        number(Of::Duration, 1).prop_map(|number| format!("defined({number})")),
    ]
    .boxed()
}

fn number(of: Of, depth: u32) -> BoxedStrategy<String> {
    let leaf = leaf(of);
    if depth == 0 {
        return leaf;
    }
    let pair = |a: Of, sign: &'static str, b: Of| {
        (number(a, depth - 1), number(b, depth - 1))
            .prop_map(move |(a, b)| format!("({a}) {sign} ({b})"))
            .boxed()
    };
    let plain = |a: Of, sign: &'static str, b: Of| {
        (number(a, depth - 1), number(b, 0))
            .prop_map(move |(a, b)| format!("({a} {sign} {b})"))
            .boxed()
    };
    let minus = number(of, depth - 1).prop_map(|a| format!("-({a})")).boxed();
    let deeper = match of {
        Of::Number => vec![
            plain(Of::Number, "+", Of::Number),
            pair(Of::Number, "-", Of::Number),
            plain(Of::Number, "*", Of::Number),
            plain(Of::Number, "/", Of::Number),
            pair(Of::Duration, "/", Of::Duration),
            minus,
        ],
        Of::Duration => vec![
            plain(Of::Duration, "+", Of::Duration),
            pair(Of::Duration, "-", Of::Duration),
            plain(Of::Number, "*", Of::Duration),
            pair(Of::Duration, "*", Of::Number),
            plain(Of::Duration, "/", Of::Number),
            pair(Of::Instant, "-", Of::Instant),
            minus,
        ],
        Of::Instant => vec![
            plain(Of::Instant, "+", Of::Duration),
            plain(Of::Instant, "-", Of::Duration),
            pair(Of::Duration, "+", Of::Instant),
        ],
    };
    prop_oneof![3 => leaf, 4 => Union::new(deeper)].boxed()
}

fn leaf(of: Of) -> BoxedStrategy<String> {
    match of {
        Of::Number => {
            let literal = select(vec!["0", "1", "2", "3", "0.1", "0.5", "2.1", "7", "20", "0.333"]);
            let metric = select(names(Type::Number));
            prop_oneof![literal, metric].prop_map(str::to_owned).boxed()
        }
        Of::Duration => {
            let unit = select(vec!["d", "d", "d", "h", "min", "s", "w"]);
            let literal = (0_u16..60, unit).prop_map(|(n, unit)| format!("{n} {unit}"));
            let metric = select(names(Type::Duration)).prop_map(str::to_owned);
            prop_oneof![1 => literal, 2 => metric].boxed()
        }
        Of::Instant => {
            let metric = select(names(Type::Instant)).prop_map(str::to_owned);
            prop_oneof![1 => Just("now".to_owned()), 3 => metric].boxed()
        }
    }
}
