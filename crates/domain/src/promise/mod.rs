//! Promises recognised as they are typed, in French and in English.
//!
//! What an advisor writes to a student, or in a note about a call, often
//! promises something: "je te rappelle jeudi", "I'll get back to you by
//! Friday". It is found here with the instant it is for, and shown to whoever
//! typed it; whether it is a promise is theirs to say.
//!
//! A text is cut into plain words (`word`), the subject and the verb of a
//! promise are looked for in each sentence (`claim`), and the first date near
//! them is resolved on the school's calendar (`date`). What is asked, denied,
//! quoted or only reported is left out. People write in the language they
//! like, so both are read at once.
//!
//! ```
//! use vigie_domain::calendar::Calendar;
//! use vigie_domain::promise::hear;
//!
//! let paris = Calendar::new("Europe/Paris").unwrap();
//! let monday = paris.at("2026-11-23T10:00".parse().unwrap());
//! let text = "Bien reçu ! Je te rappelle jeudi à 14h.";
//! let heard = hear(text, monday, &paris);
//! assert_eq!(&text[heard[0].span.clone()], "Je te rappelle jeudi à 14h");
//! let due = heard[0].due.unwrap();
//! assert_eq!(paris.local(due.at).to_string(), "2026-11-26T14:00:00");
//! ```

mod claim;
mod date;
#[cfg(test)]
mod everyday;
#[cfg(test)]
mod tests;
mod word;

use std::ops::Range;

use crate::calendar::Calendar;
use crate::time::Instant;
pub(crate) use date::weekday;
use word::{Sentence, sentences};

/// So much of a text is read: what somebody pastes must not keep a server
/// busy. Bytes.
pub const MOST_READ: usize = 16 * 1024;
/// So many promises of one text are given.
pub const MOST: usize = 8;

/// Something that reads like a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The words of it: a byte range of the text, on character boundaries.
    pub span: Range<usize>,
    /// For when; `None`: no date was named.
    pub due: Option<Due>,
}

/// For when something is promised. Always to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last instant at which it is still kept.
    pub at: Instant,
    /// An hour was named; otherwise `at` is the end of a day or of a part of it.
    pub hour: bool,
}

/// The promises of a text written at `now`, in the order in which they stand.
/// Dates are read on the school's calendar.
pub fn hear(text: &str, now: Instant, calendar: &Calendar) -> Vec<Heard> {
    let end = text.len().min(MOST_READ);
    let end = (0..=end).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let dates = date::Dates::new(now, calendar);
    let sentences = sentences(&text[..end]);
    let heard = sentences.iter().flat_map(|sentence| in_sentence(sentence, &dates));
    heard.take(MOST).collect()
}

fn in_sentence(sentence: &Sentence, dates: &date::Dates<'_>) -> Vec<Heard> {
    let words = sentence.words.as_slice();
    let claims = claim::all(sentence);
    let mut heard = Vec::new();
    for (place, claim) in claims.iter().enumerate() {
        let from = if place == 0 { 0 } else { claim.start };
        let to = claims.get(place + 1).map_or(words.len(), |next| next.start);
        let to = claim::condition(words, claim.end..to);
        let to = joined(words, claim.end, to);
        let after = dates.first(words, claim.end..to).map(|(due, _)| (due, claim.start));
        // Nor is a date before it, if that is part of a condition.
        let whole = claim::condition(words, from..claim.start) == claim.start;
        let found =
            after.or_else(|| whole.then(|| dates.first(words, from..claim.start)).flatten());
        if found.is_some() || !claim.needs_date {
            let start = found.map_or(claim.start, |(_, start)| start);
            let span = words[start].at.start..words[to - 1].at.end;
            heard.push(Heard { span, due: found.map(|(due, _)| due) });
        }
    }
    heard
}

/// The end of the words after a verb, without an "and" that leads on.
fn joined(words: &[word::Word], verb: usize, to: usize) -> usize {
    const JOINING: [&str; 6] = ["et", "and", "puis", "then", "mais", "but"];
    let says = |&to: &usize| !JOINING.contains(&words[to - 1].plain.as_str());
    (verb + 1..=to).rev().find(says).unwrap_or(verb)
}
