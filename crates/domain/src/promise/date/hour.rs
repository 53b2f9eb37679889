//! Hours, and parts of a day: "14h30", "at 2pm", "demain matin".

use std::ops::Range;

use super::names::is_weekday;
use super::{before, phrase, plain};
use crate::promise::word::{Gap, Word};

/// What is promised for a day is kept until then.
pub(super) const EVENING: i8 = 18;

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

impl Part {
    /// The hour at which it is over.
    pub(super) const fn hour(self) -> i8 {
        match self {
            Self::Morning => 12,
            Self::Noon => 13,
            Self::Afternoon => EVENING,
            Self::Evening => 21,
        }
    }
}

/// A part of the day just after a date: "demain matin", "on Friday afternoon".
pub(super) fn part(words: &[Word], at: usize) -> Option<Part> {
    const SAID: [(&str, Part); 11] = [
        ("matin", Part::Morning),
        ("matinee", Part::Morning),
        ("morning", Part::Morning),
        ("midi", Part::Noon),
        ("noon", Part::Noon),
        ("apres midi", Part::Afternoon),
        ("aprem", Part::Afternoon),
        ("afternoon", Part::Afternoon),
        ("soir", Part::Evening),
        ("evening", Part::Evening),
        ("soiree", Part::Evening),
    ];
    let told = |at: usize| SAID.iter().find(|(said, _)| phrase(words, at, said));
    (at..at + 4).find_map(told).map(|(_, part)| *part)
}

/// What may follow a bare hour.
const ENDS: [&str; 10] =
    ["on", "le", "and", "et", "tomorrow", "demain", "today", "tonight", "this", "next"];

/// An hour as a promise means it, and where it stands: "entre 14h et 16h" ends
/// with its second. The last field: it is exact. What is promised after an
/// hour is kept until the day's hours end, for at that hour it only begins.
pub(super) fn meant(words: &[Word], within: Range<usize>) -> Option<((i8, i8), usize, bool)> {
    let mut places = within;
    let place = places.find(|&at| hour(words, at).is_some() || spanned(words, at).is_some())?;
    let spanned = spanned(words, place);
    let after = match (before(words, place, 3), before(words, place, 2), before(words, place, 1)) {
        (.., "apres" | "after") | ("a", "partir", "de") | (_, "after", "at") => true,
        (.., "from") => spanned.is_none(),
        _ => false,
    };
    if let Some(end) = spanned.filter(|_| !after) {
        return Some((end, place, true));
    }
    let (h, m, _) = hour(words, place)?;
    if after {
        let over = [(EVENING, 0), (Part::Evening.hour(), 0), (23, 59)];
        let end = over.into_iter().find(|end| *end > (h, m))?;
        return Some((end, place, false));
    }
    Some(((h, m), place, true))
}

/// The end of a span or of a choice of hours that begins here: "de 14h à 16h",
/// "14h-16h", "between 2 and 4", "à 14h ou 15h".
fn spanned(words: &[Word], at: usize) -> Option<(i8, i8)> {
    let between = ["entre", "between"].contains(&before(words, at, 1));
    let (from, known) = match hour(words, at) {
        Some((h, m, _)) => ((h, m), true),
        None => ((afternoon(words.get(at)?.digits()?)?, 0), false),
    };
    let end = (at + 1..at + 5).find(|&end| !of_hour(words, end))?;
    let next = words.get(end)?;
    let to = match next.plain.as_str() {
        _ if next.gap == Gap::Hyphen => end,
        "a" | "to" | "till" | "until" => end + 1,
        "et" | "and" if between => end + 1,
        "ou" | "or" => end + 1 + usize::from(["a", "at"].contains(&plain(words, end + 1))),
        _ => return None,
    };
    let (h, m) = match hour(words, to) {
        Some((h, m, sure)) if sure || known || between => (h, m),
        None if (known || between) && ends(words, to) => (afternoon(words.get(to)?.digits()?)?, 0),
        _ => return None,
    };
    (!known || (h, m) > from).then_some((h, m))
}

/// Does it go on with the hour before it: "h", "30" after it, "pm"?
fn of_hour(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let minutes = word.digits().is_some_and(|minutes| minutes < 60);
    let spaced = word.gap == Gap::Space && word.plain.len() == 2;
    let close = matches!(word.gap, Gap::None | Gap::Colon)
        || spaced && ["h", "heure", "heures"].contains(&before(words, at, 1));
    ["h", "heure", "heures", "am", "pm", "p", "m"].contains(&word.plain.as_str())
        || word.plain == "a" && plain(words, at + 1) == "m"
        || minutes && close
}

/// A bare number as an hour of the day: at two, one is at work.
fn afternoon(hour: u16) -> Option<i8> {
    let hour = i8::try_from(hour).ok().filter(|hour| *hour < 24)?;
    Some(if hour < 8 { hour + 12 } else { hour })
}

/// May a bare hour end here?
fn ends(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_none_or(|next| {
        next.opens_clause() || ENDS.contains(&next.plain.as_str()) || is_weekday(&next.plain)
    })
}

/// An hour: "14h", "14 h 30", "à midi", "at 2pm", "2:30 pm", "at 10". The
/// last field says that it can be nothing else.
pub(super) fn hour(words: &[Word], at: usize) -> Option<(i8, i8, bool)> {
    if before(words, at, 1) == "a" && plain(words, at) == "midi" || phrase(words, at, "at noon") {
        return Some((12, 0, true));
    }
    let hour = words.get(at)?.digits().filter(|hour| *hour < 24)?;
    let minutes = |place: usize| words.get(place).and_then(Word::digits).filter(|m| *m < 60);
    let (minute, place, sure) = match (plain(words, at + 1), words.get(at + 1).map(|w| w.gap)) {
        ("h" | "heure" | "heures", _) => match minutes(at + 2) {
            Some(minute) if of_hour(words, at + 2) => (minute, at + 3, true),
            _ => (0, at + 2, true),
        },
        (_, Some(Gap::Colon)) => (minutes(at + 1)?, at + 2, true),
        _ => (0, at + 1, false),
    };
    let half = |place: usize| match (plain(words, place), plain(words, place + 1)) {
        ("am", _) | ("a", "m") => Some(false),
        ("pm", _) | ("p", "m") => Some(true),
        _ => None,
    };
    let hour = match (half(place), hour) {
        (Some(false), 12) => 0,
        (Some(true), 1..12) => hour + 12,
        (None, _) if !sure => {
            // "At 2", "around 10": a bare number needs its preposition.
            let ahead = ["at", "around", "vers"].contains(&before(words, at, 1));
            if !ahead || !ends(words, at) {
                return None;
            }
            if hour < 8 { hour + 12 } else { hour }
        }
        _ => hour,
    };
    let sure = sure || half(place).is_some();
    Some((i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, sure))
}
