//! Whatever is typed, whenever, wherever: promises are heard without a fault,
//! and never for a moment that is over.

use proptest::prelude::*;
use vigie_domain::calendar::Calendar;
use vigie_domain::promise::hear;
use vigie_domain::time::Instant;

/// Words that dates and promises are made of, in any order.
const WORDS: &[&str] = &[
    "je",
    "j'",
    "te",
    "vous",
    "rappelle",
    "envoie",
    "on",
    "se",
    "reparle",
    "I'll",
    "call",
    "you",
    "will",
    "send",
    "let's",
    "talk",
    "jeudi",
    "lundi",
    "Friday",
    "demain",
    "après-demain",
    "aujourd'hui",
    "tomorrow",
    "tonight",
    "ce",
    "soir",
    "matin",
    "le",
    "3",
    "31",
    "0",
    "99",
    "2026",
    "12/12",
    "31/02",
    "12.12",
    "2026-02-30",
    "décembre",
    "February",
    "mai",
    "fin",
    "du",
    "de",
    "la",
    "semaine",
    "prochaine",
    "next",
    "week",
    "dans",
    "in",
    "deux",
    "9999",
    "mois",
    "jours",
    "heures",
    "ouvrés",
    "à",
    "14h",
    "14h30",
    "25h",
    "at",
    "2pm",
    "14:99",
    "midi",
    "avant",
    "by",
    "si",
    "pas",
    "?",
    ".",
    ",",
    "«",
    "»",
    "\"",
    "\n",
    "é",
    "🙂",
    "en",
    "huit",
    "end",
    "of",
    "month",
    "1er",
    "3rd",
];

fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS);
    prop::collection::vec((word, any::<bool>()), 0..24).prop_map(|words| {
        let mut text = String::new();
        for (word, blank) in words {
            text.push_str(word);
            text.push_str(if blank { " " } else { "" });
        }
        text
    })
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
