//! A text as plain words, sentence by sentence.

use std::ops::Range;

use crate::listening::fold::{fold_into, is_apostrophe, is_silent};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing, or an apostrophe: "14h", "j'envoie".
    None,
    /// A blank.
    Space,
    /// "après-demain", "2026-12-03".
    Hyphen,
    /// "12/12".
    Slash,
    /// A point between digits: "12.12".
    Dot,
    /// A colon between digits: "14:30".
    Colon,
    /// A comma, a bracket, a dash: another clause.
    Clause,
}

/// A word without case and accents, and where it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) plain: String,
    pub(super) at: Range<usize>,
    pub(super) gap: Gap,
    /// Between quotation marks: somebody else's words.
    pub(super) quoted: bool,
}

impl Word {
    /// Does a clause begin here?
    pub(super) fn opens_clause(&self) -> bool {
        self.gap == Gap::Clause
    }

    /// Its value, if it is written in digits and at most 9999.
    pub(super) fn digits(&self) -> Option<u16> {
        let short = self.plain.len() <= 4 && self.plain.bytes().all(|b| b.is_ascii_digit());
        if short { self.plain.parse().ok() } else { None }
    }
}

/// Words that a full stop shortens, and does not end a sentence after.
const SHORT: [&str; 18] = [
    "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "janv", "fevr", "avr", "juil", "sept", "oct",
    "nov", "dec", "tel", "rdv", "env",
];

/// Words up to a full stop, a line's end, or a question mark.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    pub(super) words: Vec<Word>,
    pub(super) asks: bool,
}

/// What a letter is to the word before it: digits and letters part ("14h30").
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
}

/// The sentences of a text that have words.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let quotes = quotes(text);
    let mut done = Vec::new();
    let mut sentence = Sentence::default();
    let mut gap = Gap::Space;
    let mut word: Option<(Kind, Word)> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        if is_silent(letter) {
            continue;
        }
        let end = at + letter.len_utf8();
        if letter.is_alphanumeric() {
            let kind = if letter.is_ascii_digit() { Kind::Digit } else { Kind::Letter };
            match &mut word {
                Some((known, word)) if *known == kind => {
                    fold_into(&mut word.plain, letter);
                    word.at.end = end;
                }
                _ => {
                    let joined = word.is_some();
                    sentence.words.extend(word.take().map(|(_, word)| word));
                    let gap = if joined { Gap::None } else { gap };
                    let quote = quotes.partition_point(|quote| quote.start <= at);
                    let quoted = quote > 0 && quotes[quote - 1].contains(&at);
                    let mut plain = String::new();
                    fold_into(&mut plain, letter);
                    word = Some((kind, Word { plain, at: at..end, gap, quoted }));
                }
            }
            continue;
        }
        let shortened = word.as_ref().is_some_and(|(_, word)| SHORT.contains(&&*word.plain));
        let digits = word.as_ref().is_some_and(|(kind, _)| *kind == Kind::Digit)
            && next.is_some_and(|next| next.is_ascii_digit());
        let ended = word.is_some();
        sentence.words.extend(word.take().map(|(_, word)| word));
        let ends = match letter {
            '.' | ':' if digits => false,
            // "p.m.", an address: no blank follows.
            '.' if ended && next.is_some_and(char::is_alphabetic) => false,
            '.' if shortened && next.is_some_and(|next| next == ' ') => false,
            '.' | '!' | '?' | '\n' | '…' | ';' | '？' | '！' => true,
            _ => false,
        };
        if ends {
            sentence.asks = matches!(letter, '?' | '？');
            if sentence.words.is_empty() {
                // "!?" and "?!" ask, too.
                if let Some(last) = done.last_mut().filter(|_| sentence.asks) {
                    let last: &mut Sentence = last;
                    last.asks = true;
                }
                sentence.asks = false;
            } else {
                done.push(std::mem::take(&mut sentence));
            }
            gap = Gap::Space;
            continue;
        }
        let this = match letter {
            '.' if digits => Gap::Dot,
            '.' => Gap::Space,
            ':' if digits => Gap::Colon,
            '/' => Gap::Slash,
            '-' | '‑' if ended && next.is_some_and(char::is_alphanumeric) => Gap::Hyphen,
            _ if is_apostrophe(letter) => Gap::None,
            _ if letter.is_whitespace() => Gap::Space,
            _ => Gap::Clause,
        };
        gap = match (ended, gap, this) {
            (true, _, this) => this,
            (false, Gap::Clause, _) | (false, _, Gap::Clause) => Gap::Clause,
            (false, _, _) => Gap::Space,
        };
    }
    sentence.words.extend(word.map(|(_, word)| word));
    if !sentence.words.is_empty() {
        done.push(sentence);
    }
    done
}

/// What stands between quotation marks that close again.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [('«', '»'), ('“', '”'), ('"', '"')] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let inside = start + open.len_utf8();
            let Some(end) = text[inside..].find(close).map(|at| inside + at) else { break };
            found.push(start..end);
            from = end + close.len_utf8();
        }
    }
    found.sort_unstable_by_key(|quote| quote.start);
    found
}
