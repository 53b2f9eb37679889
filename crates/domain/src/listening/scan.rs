//! From bytes to plain words: where they stand, and which pauses part them.

use std::ops::Range;

use super::Language;
use super::fold::{fold_into, is_apostrophe, is_silent};

/// A word as it was written, in plain letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawWord {
    /// Bytes of the original text.
    pub(super) span: Range<usize>,
    /// Plain letters. A French elision keeps its apostrophe (`j'`), and so
    /// does an English contraction (`don't`).
    pub(super) plain: String,
    /// The pause before it.
    pub(super) pause: Pause,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pause {
    /// Nothing, a space, a hyphen.
    None,
    /// A comma, a colon, dots of suspension, a bracket.
    Comma,
    /// The end of a statement.
    Stop,
    /// The end of a question.
    Question,
}

/// Words longer than this are no words, but keys or links.
const LONGEST: usize = 40;

/// Reads a text into words. The last value is the pause after the last word.
pub(super) fn scan(text: &str, language: Language) -> (Vec<RawWord>, Pause) {
    let mut scan = Scan { text, language, words: Vec::new(), pause: Pause::Stop };
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        at = if letter.is_alphanumeric() { scan.word(at) } else { scan.between(at, letter) };
    }
    (scan.words, scan.pause)
}

struct Scan<'a> {
    text: &'a str,
    language: Language,
    words: Vec<RawWord>,
    pause: Pause,
}

impl Scan<'_> {
    /// Reads a word that starts at `start`; gives where reading goes on.
    fn word(&mut self, start: usize) -> usize {
        let mut plain = String::new();
        let mut end = start;
        let mut rest = self.text[start..].chars().peekable();
        while let Some(letter) = rest.next() {
            let apostrophe =
                is_apostrophe(letter) && rest.peek().is_some_and(|next| next.is_alphabetic());
            if apostrophe {
                plain.push('\'');
                end += letter.len_utf8();
                if self.language == Language::French {
                    break;
                }
            } else if letter == '*'
                && plain.ends_with(char::is_alphabetic)
                && rest.peek().is_some_and(|next| next.is_alphabetic())
            {
                // A letter that is masked, as filters make people do: `k*ll`.
                plain.push('*');
                end += 1;
            } else if letter.is_alphanumeric() || is_silent(letter) {
                fold_into(&mut plain, letter);
                end += letter.len_utf8();
            } else {
                break;
            }
        }
        if plain.chars().count() <= LONGEST {
            let pause = std::mem::replace(&mut self.pause, Pause::None);
            self.words.push(RawWord { span: start..end, plain, pause });
        }
        end + self.inclusive_ending(end)
    }

    /// The length of an ending such as `·e`, `(e)` or `.es`, which says that
    /// everybody is meant and adds nothing to the word.
    fn inclusive_ending(&self, at: usize) -> usize {
        const ENDINGS: [&str; 9] = ["(es)", "(e)", "·es", "·e", "·ne", "·s", "(s)", ".es", ".e"];
        let rest = &self.text[at..];
        ENDINGS
            .iter()
            .find(|ending| {
                rest.strip_prefix(**ending)
                    .is_some_and(|after| !after.starts_with(|next: char| next.is_alphanumeric()))
            })
            .map_or(0, |ending| ending.len())
    }

    /// Reads one character that belongs to no word.
    fn between(&mut self, at: usize, letter: char) -> usize {
        let next = at + letter.len_utf8();
        let after = self.text[next..].chars().next();
        let pause = match letter {
            '?' | '؟' | '？' => Pause::Question,
            '.' if after == Some('.') => {
                let dots = self.text[at..].len() - self.text[at..].trim_start_matches('.').len();
                self.pause = self.pause.max(Pause::Comma);
                return at + dots;
            }
            // A point inside a number, a file name or an address parts nothing.
            '.' if after.is_some_and(char::is_alphanumeric) => Pause::Comma,
            '.' | '!' | ';' | '\n' => Pause::Stop,
            ',' | ':' | '…' | '(' | ')' | '"' | '«' | '»' | '“' | '”' | '—' | '–' | '/' => {
                Pause::Comma
            }
            _ => Pause::None,
        };
        self.pause = self.pause.max(pause);
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, language: Language) -> Vec<String> {
        scan(text, language).0.into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn french_parts_at_the_apostrophe() {
        assert_eq!(
            plain("J’ai besoin d'aide", Language::French),
            ["j'", "ai", "besoin", "d'", "aide"]
        );
    }

    #[test]
    fn english_keeps_contractions_whole() {
        assert_eq!(plain("I don't know", Language::English), ["i", "don't", "know"]);
    }

    #[test]
    fn a_masked_letter_parts_no_word() {
        assert_eq!(plain("k*ll *him* 2*x", Language::English), ["k*ll", "him", "2", "x"]);
    }

    #[test]
    fn inclusive_endings_add_nothing() {
        assert_eq!(plain("bloqué·e, perdu(e)", Language::French), ["bloque", "perdu"]);
    }

    #[test]
    fn a_question_ends_a_sentence_and_dots_do_not() {
        let (words, last) = scan("bon... ça va ? oui", Language::French);
        let pauses: Vec<Pause> = words.iter().map(|word| word.pause).collect();
        assert_eq!(pauses, [Pause::Stop, Pause::Comma, Pause::None, Pause::Question]);
        assert_eq!(last, Pause::None);
    }

    #[test]
    fn spans_are_bytes_of_the_text() {
        let text = "été 🎉 fini";
        let (words, _) = scan(text, Language::French);
        assert_eq!(&text[words[1].span.clone()], "fini");
    }
}
