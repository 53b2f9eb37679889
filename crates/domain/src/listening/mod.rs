//! Listening: which needs are *stated* in a message or a community post.
//!
//! Words in, needs out, with the places of the words that said so, for a
//! person to confirm or correct. No model, no network, no clock. Only what is
//! said counts: never a tone, a mood or an emotion.
//!
//! A text is scanned into plain words (`scan`), read as the words (`reading`)
//! that rules name (short forms spelled out, typing mistakes seen through),
//! and the `rules` of its language are looked for, exceptions and
//! negation included. The rules are text files beside this one, a need and a
//! language each, but for danger, which is a folder: `fr/help.txt`,
//! `en/danger/farewell.txt`. Danger that no sentence states is heard where
//! several `hints` say it together.
//!
//! ```
//! use vigie_domain::fact::Need;
//! use vigie_domain::listening::{Language, hear};
//!
//! let text = "slt, qqn peut m'aider ?";
//! let heard = hear(text, None);
//! assert_eq!(heard.language, Language::French);
//! assert_eq!(heard.needs[0].need, Need::Help);
//! assert_eq!(&text[heard.needs[0].spans[0].clone()], "qqn peut m'aider");
//! ```

pub(crate) mod fold;
mod forms;
mod hearing;
mod hints;
mod language;
mod lexicon;
mod matching;
mod pattern;
mod reading;
mod rules;
mod scan;
mod spelling;

use std::ops::Range;

pub use language::Language;

use crate::fact::Need;

/// What was heard in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The language it is written in; a guess where the text has few words.
    pub language: Language,
    /// The needs stated, danger first, then in the order of [`Need::ALL`].
    /// Each need at most once.
    pub needs: Vec<Stated>,
}

/// A need, and where it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The need.
    pub need: Need,
    /// Byte ranges of the original text, in order, apart from one another, on
    /// character boundaries; at least one, at most [`MOST_SPANS`].
    pub spans: Vec<Range<usize>>,
}

/// So many places of one need are given; the others add nothing.
pub const MOST_SPANS: usize = 8;

impl Heard {
    /// Whether this need is stated.
    pub fn states(&self, need: Need) -> bool {
        self.needs.iter().any(|stated| stated.need == need)
    }
}

/// A need is said in the first page of a message, or it is not heard: what
/// somebody pastes must not keep a server busy. Bytes.
pub const MOST_READ: usize = 16 * 1024;

/// Reads one message or post, of any length and script; of a longer one, its
/// first [`MOST_READ`] bytes.
///
/// `language` is what is known of the writer; it decides only where the words
/// themselves do not, since people write in the language they like.
pub fn hear(text: &str, language: Option<Language>) -> Heard {
    let end = text.len().min(MOST_READ);
    let end = (0..=end).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    hearing::hear(&text[..end], language)
}
