//! What is wrong with an indicator, in the reader's language.
//!
//! The domain says it in English. The French stands in a file of pairs, each
//! with holes for what was typed; what has no pair stays English.

use std::sync::LazyLock;

use super::{Language, typeset};

const PAIRS: &str = include_str!("../../locales/mistakes.fr.txt");
const HOLE: &str = "{}";

/// A pair: the pieces around the holes, in English and in French.
struct Pair {
    en: Vec<&'static str>,
    fr: Vec<&'static str>,
}

static READ: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once(" => "));
    let pieces = |text: &'static str| text.split(HOLE).collect();
    pairs.map(|(en, fr)| Pair { en: pieces(en), fr: pieces(fr) }).collect()
});

/// A message or hint of the domain in a language.
pub(crate) fn say(language: Language, message: &str) -> String {
    match language {
        Language::En => message.to_owned(),
        Language::Fr => typeset(language, &french(message)),
    }
}

/// The first pair that fits; what was typed is put into its holes, and is
/// itself put into French if it is words of ours.
fn french(message: &str) -> String {
    for pair in &*READ {
        let Some(typed) = fits(&pair.en, message) else { continue };
        let mut text = String::new();
        for (n, piece) in pair.fr.iter().enumerate() {
            text.push_str(piece);
            if let Some(word) = typed.get(n).filter(|_| n + 1 < pair.fr.len()) {
                text.push_str(&part(word));
            }
        }
        return text;
    }
    message.to_owned()
}

/// "a duration", but nothing that somebody typed.
fn part(words: &str) -> String {
    let known = READ.iter().find(|pair| matches!(pair.en[..], [whole] if whole == words));
    known.map_or_else(|| words.to_owned(), |pair| pair.fr.concat())
}

/// What stands in the holes, if the pieces fit.
fn fits<'m>(pieces: &[&str], message: &'m str) -> Option<Vec<&'m str>> {
    let (first, rest) = pieces.split_first()?;
    let mut left = message.strip_prefix(first)?;
    let mut typed = Vec::new();
    for (n, piece) in rest.iter().enumerate() {
        let at = match piece {
            _ if n + 1 == rest.len() => left.strip_suffix(piece)?.len(),
            piece => left.find(piece)?,
        };
        typed.push(&left[..at]);
        left = &left[at + piece.len()..];
    }
    left.is_empty().then_some(typed)
}

#[cfg(test)]
mod tests {
    use vigie_domain::indicator::Condition;

    use super::*;

    #[test]
    fn what_was_typed_is_kept_and_the_rest_is_french() {
        let fr = |message: &str| french(message);
        assert_eq!(fr("unknown metric `risque`"), "la mesure « risque » n'existe pas");
        assert_eq!(
            fr("a number can't be compared with a duration"),
            "un nombre ne se compare pas avec une durée"
        );
        assert_eq!(
            fr("`x` is a duration, not a condition"),
            "« x » est une durée, pas une condition"
        );
    }

    #[test]
    fn what_has_no_pair_and_whatever_is_english_stays_as_it_is() {
        assert_eq!(french("no pair"), "no pair");
        assert_eq!(say(Language::En, "unknown metric `x`"), "unknown metric `x`");
    }

    #[test]
    fn no_hole_is_left_open() {
        for pair in &*READ {
            assert!(pair.fr.len() <= pair.en.len(), "{}", pair.en.concat());
        }
    }

    /// Conditions that are wrong in as many ways as there are.
    const WRONG: &[&str] = &[
        "",
        "risque > 3",
        "$quiet > 3",
        "days_since_session > 3 jours",
        "on_leave)",
        "on_leave on_leave",
        "1 < 2 < 3",
        "days_since_session >",
        "on_leave && (",
        "! && on_leave",
        "days_since_session > 21",
        "days_since_session",
        "phase",
        "mentor",
        "\"x\"",
        "phase == student",
        "phase == \"studen\"",
        "phase > \"student\"",
        "phase == funding",
        "mentor == 3",
        "on_leave == true",
        "on_leave == has_mentor",
        "defined(\"x\")",
        "days_since_session / 0 > 1 d",
        "days_since_session between 3 d and 1 d",
        "pace_ratio + 1 d > 2",
        "enrolled_at + enrolled_at > now",
        "-enrolled_at > now",
        "a = 3",
        "phase == \"x",
        "pace_ratio > .5",
        "pace_ratio > 0,5",
        "$",
        "pace_ratio > 1e999",
    ];

    #[test]
    fn every_mistake_of_a_condition_has_its_french() {
        for text in WRONG {
            let mistakes = Condition::parse(text).expect_err(text).diagnostics;
            for mistake in mistakes {
                for said in [Some(mistake.message), mistake.hint].into_iter().flatten() {
                    assert_ne!(french(&said), said, "{text}");
                }
            }
        }
    }
}
