//! Which language a message is written in, by its small words.

use serde::{Deserialize, Serialize};

use super::scan::{RawWord, scan};

/// A language that is listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Français.
    French,
    /// English.
    English,
}

impl Language {
    /// Every language, French first.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The language of a BCP 47 tag such as `fr`, `fr-RE` or `en_GB`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        [(Self::French, "fr"), (Self::English, "en")]
            .into_iter()
            .find(|(_, name)| primary.eq_ignore_ascii_case(name))
            .map(|(language, _)| language)
    }

    /// The other one.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::French => Self::English,
            Self::English => Self::French,
        }
    }
}

/// How sure a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) language: Language,
    /// Whether the other language may be meant too.
    pub(super) doubtful: bool,
}

/// Words that are common in French and no word in English. In order.
const FRENCH: &[&str] = &[
    "ai", "aider", "aidez", "aime", "alors", "apres", "au", "aussi", "autre", "aux", "avec",
    "avez", "avoir", "bah", "beaucoup", "besoin", "bien", "bjr", "bonjour", "bonsoir", "bsr", "c'",
    "ca", "ce", "cela", "ces", "cest", "cet", "cette", "chez", "coucou", "cours", "d'", "dans",
    "de", "depuis", "des", "dois", "donc", "dsl", "du", "elle", "en", "encore", "est", "et",
    "etais", "etait", "etre", "fait", "faut", "j'", "jai", "jamais", "je", "jsuis", "jveux", "l'",
    "la", "le", "les", "leur", "lui", "m'", "ma", "mais", "mdr", "merci", "mes", "moi", "mon",
    "n'", "ne", "nos", "notre", "nous", "ont", "ou", "oui", "par", "parce", "pas", "peu", "peut",
    "peux", "plait", "plus", "pour", "pourquoi", "pouvez", "prof", "pu", "qqn", "qqun", "qu'",
    "quand", "que", "quel", "quelle", "quelqu'", "qui", "quoi", "rien", "s'", "sais", "salut",
    "sans", "ses", "si", "slt", "sont", "stp", "suis", "sur", "svp", "t'", "te", "tlm", "tous",
    "tout", "toute", "tres", "trop", "tu", "un", "une", "veux", "voila", "vos", "votre", "vous",
    "vraiment", "y", "ya",
];

/// Words that are common in English and no word in French. In order.
const ENGLISH: &[&str] = &[
    "about",
    "after",
    "all",
    "am",
    "an",
    "and",
    "any",
    "anybody",
    "anyone",
    "are",
    "at",
    "be",
    "because",
    "been",
    "but",
    "by",
    "can",
    "can't",
    "cannot",
    "cant",
    "could",
    "did",
    "didn't",
    "do",
    "does",
    "doesn't",
    "doing",
    "don't",
    "dont",
    "every",
    "for",
    "from",
    "get",
    "getting",
    "give",
    "go",
    "going",
    "gonna",
    "got",
    "had",
    "has",
    "have",
    "he",
    "he's",
    "hello",
    "help",
    "her",
    "hey",
    "hi",
    "him",
    "his",
    "how",
    "i",
    "i'd",
    "i'll",
    "i'm",
    "i've",
    "idk",
    "if",
    "im",
    "in",
    "is",
    "isn't",
    "it",
    "it's",
    "its",
    "ive",
    "just",
    "know",
    "let",
    "like",
    "me",
    "more",
    "my",
    "myself",
    "need",
    "no",
    "not",
    "of",
    "off",
    "one",
    "or",
    "our",
    "out",
    "please",
    "pls",
    "plz",
    "really",
    "she",
    "should",
    "so",
    "some",
    "someone",
    "something",
    "still",
    "stuck",
    "than",
    "thank",
    "thanks",
    "that",
    "that's",
    "the",
    "them",
    "then",
    "there",
    "they",
    "think",
    "this",
    "to",
    "too",
    "u",
    "up",
    "wanna",
    "want",
    "was",
    "we",
    "were",
    "what",
    "what's",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "without",
    "won't",
    "work",
    "would",
    "you",
    "your",
];

/// Guesses. Without a sign of either, `hint` decides, else French.
pub(super) fn guess(text: &str, hint: Option<Language>) -> Guess {
    let (words, _) = scan(text, Language::English);
    let english = count(&words, ENGLISH);
    let (words, _) = scan(text, Language::French);
    let french = count(&words, FRENCH);
    let language = match french.cmp(&english) {
        std::cmp::Ordering::Greater => Language::French,
        std::cmp::Ordering::Less => Language::English,
        std::cmp::Ordering::Equal => hint.unwrap_or(Language::French),
    };
    let (more, less) = (french.max(english), french.min(english));
    Guess { language, doubtful: more < 2 || more < less.saturating_mul(3) }
}

fn count(words: &[RawWord], common: &[&str]) -> usize {
    words.iter().filter(|word| common.binary_search(&&*word.plain).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(FRENCH.is_sorted());
        assert!(ENGLISH.is_sorted());
    }

    #[test]
    fn no_word_is_in_both() {
        assert!(FRENCH.iter().all(|word| ENGLISH.binary_search(word).is_err()));
    }

    #[test]
    fn small_words_decide() {
        for (text, language) in [
            ("j'ai besoin d'aide avec le chapitre 3", Language::French),
            ("slt qqun a compris les promises js? moi non mdr", Language::French),
            ("i dont get promises at all, help", Language::English),
        ] {
            assert_eq!(guess(text, None), Guess { language, doubtful: false }, "{text}");
        }
    }

    #[test]
    fn in_doubt_the_hint_decides() {
        for hint in Language::ALL {
            assert_eq!(guess("SQL ???", Some(hint)), Guess { language: hint, doubtful: true });
        }
    }

    #[test]
    fn tags_are_read() {
        assert_eq!(Language::from_tag("fr-RE"), Some(Language::French));
        assert_eq!(Language::from_tag("EN"), Some(Language::English));
        assert_eq!(Language::from_tag("de"), None);
    }
}
