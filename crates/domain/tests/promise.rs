//! Whatever is typed, whenever, wherever: promises are heard without a fault,
//! and never for a moment that is over.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use vigie_domain::calendar::Calendar;
use vigie_domain::promise::hear;
use vigie_domain::time::Instant;

/// What stands between the words, and numbers that may be dates or hours.
const MARKS: &[&str] = &[
    "0",
    "3",
    "31",
    "99",
    "2026",
    "9999",
    "12/12",
    "31/02",
    "12.12",
    "2026-02-30",
    "14h",
    "14h30",
    "25h",
    "2pm",
    "14:99",
    "14h-16h",
    "1er",
    "3rd",
    "48h",
    "?",
    ".",
    ",",
    "«",
    "»",
    "\"",
    "\n",
    "é",
    "'",
    "🙂",
    "si",
    "pas",
];

/// Every word that the rules name, so that none is forgotten when rules are
/// added.
fn vocabulary() -> Vec<String> {
    fn read(folder: &Path, words: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, words);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            for line in source.lines() {
                // What is between quotation marks.
                let named = line.split('"').skip(1).step_by(2).flat_map(str::split_whitespace);
                let word = |word: &&str| word.chars().all(char::is_alphanumeric);
                words.extend(named.filter(word).map(str::to_owned));
            }
        }
    }
    let mut words = BTreeSet::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/promise"), &mut words);
    words.into_iter().chain(MARKS.iter().map(|mark| (*mark).to_owned())).collect()
}

/// With these a promise begins; else few sentences would be one.
const OPENINGS: &[&str] =
    &["", "je te rappelle ", "je vous envoie ça ", "I'll call you ", "let's talk "];

/// Words that dates and promises are made of, in any order.
fn sentence() -> impl Strategy<Value = String> {
    let words = vocabulary();
    // Marks are few, and most dates need one.
    let marks = words[words.len() - MARKS.len()..].to_vec();
    let word = prop_oneof![2 => prop::sample::select(words), 1 => prop::sample::select(marks)];
    let words = prop::collection::vec((word, prop::bool::weighted(0.9)), 0..24);
    (prop::sample::select(OPENINGS), words).prop_map(|(opening, words)| {
        let mut text = opening.to_owned();
        for (word, blank) in words {
            text.push_str(&word);
            text.push_str(if blank { " " } else { "" });
        }
        text
    })
}

#[test]
fn the_vocabulary_is_that_of_the_rules() {
    let words = vocabulary();
    for word in ["rappelle", "demain", "quinzaine", "between", "tmrw", "compte", "14h-16h"] {
        assert!(words.iter().any(|known| known == word), "{word}");
    }
}

fn check(text: &str, now: Instant, zone: &str) -> Result<(), TestCaseError> {
    let calendar = Calendar::new(zone).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let mut end = 0;
    for heard in hear(text, now, &calendar) {
        prop_assert!(text.get(heard.span.clone()).is_some_and(|words| !words.is_empty()));
        prop_assert!(heard.span.start >= end, "{:?} in {text}", heard.span);
        end = heard.span.end;
        if let Some(due) = heard.due {
            prop_assert!(due.at > now, "{} is over at {now}: {text}", due.at);
        }
    }
    Ok(())
}

fn zone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        &["Europe/Paris", "Indian/Reunion", "America/New_York", "Pacific/Apia", "Asia/Kolkata"][..],
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn no_words_are_too_odd(text in sentence(), at in 0_i64..4_102_444_800, zone in zone()) {
        check(&text, Instant(at), zone)?;
    }

    #[test]
    fn nor_any_text(text in ".{0,200}", at in any::<i64>(), zone in zone()) {
        check(&text, Instant(at), zone)?;
    }
}

#[test]
fn a_long_text_is_read_as_quickly_as_a_short_one() {
    let paris = Calendar::new("Europe/Paris").unwrap();
    for text in ["je te rappelle ", "\"a ", "tu veux que je te rappelle ", "jeudi ", "si tu "] {
        let text = text.repeat(100_000);
        assert!(hear(&text, Instant(1_790_000_000), &paris).len() <= vigie_domain::promise::MOST);
    }
}
