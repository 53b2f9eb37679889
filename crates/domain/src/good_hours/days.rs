//! Days of the week that somebody names: "le mardi", "Monday to Friday".

use jiff::civil::Weekday;

use crate::promise::weekday;

/// Days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days([bool; 7]);

/// The shortest name in full: shorter ones are other words, too.
const IN_FULL: usize = 5;

impl Days {
    /// All seven.
    pub const EVERY: Self = Self([true; 7]);

    /// Is it one of them?
    pub fn hold(self, day: Weekday) -> bool {
        self.0[place(day)]
    }

    /// None of them.
    pub(super) const NONE: Self = Self([false; 7]);

    /// Those that folded words name. `None`: what they name is not every
    /// week's.
    pub(super) fn read(plain: &str) -> Option<Self> {
        let words = plain.replace(['-', '–'], " to ");
        let words: Vec<&str> =
            words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut days = Self::NONE;
        for (at, word) in words.iter().enumerate() {
            let Some((first, last)) = named(word) else { continue };
            if at_once(&words, at) {
                return None;
            }
            let until = words.get(at + 2).filter(|_| TO.contains(&words[at + 1]));
            let last = until.and_then(|word| named(word)).map_or(last, |(_, last)| last);
            let mut day = first;
            days.0[place(day)] = true;
            while day != last {
                day = day.next();
                days.0[place(day)] = true;
            }
        }
        Some(days)
    }
}

impl FromIterator<Weekday> for Days {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        let mut these = [false; 7];
        days.into_iter().for_each(|day| these[place(day)] = true);
        Self(these)
    }
}

/// Between the first and the last day of several.
const TO: [&str; 4] = ["au", "to", "through", "a"];

fn place(day: Weekday) -> usize {
    usize::from(day.to_monday_zero_offset().unsigned_abs())
}

/// The first and the last day that a word names.
fn named(word: &str) -> Option<(Weekday, Weekday)> {
    match word {
        "weekend" | "weekends" => Some((Weekday::Saturday, Weekday::Sunday)),
        "weekday" | "weekdays" => Some((Weekday::Monday, Weekday::Friday)),
        _ => {
            let one = word.strip_suffix('s').unwrap_or(word);
            let day = weekday(one).filter(|_| one.len() >= IN_FULL)?;
            Some((day, day))
        }
    }
}

/// Does the word name days?
pub(super) fn names_days(word: &str) -> bool {
    named(word).is_some()
}

/// Is it one day rather than every week's: "lundi prochain", "from Monday"?
fn at_once(words: &[&str], at: usize) -> bool {
    const BEFORE: [&str; 16] = [
        "ce", "this", "next", "last", "depuis", "since", "jusqu", "until", "till", "avant",
        "before", "apres", "after", "by", "premier", "first",
    ];
    let article = at > 0 && ["le", "the"].contains(&words[at - 1]);
    let at_or_article = at - usize::from(article);
    let back = |steps: usize| at_or_article.checked_sub(steps).map_or("", |at| words[at]);
    let next = words.get(at + 1).copied().unwrap_or_default();
    let leads = BEFORE.contains(&back(1))
        || matches!((back(2), back(1)), ("partir", "de" | "du") | ("jusqu", "a" | "au"))
        || back(1) == "from" && !TO.contains(&next);
    leads || ["prochain", "dernier"].contains(&next)
}

/// Does a day stand between two numbers: "14h le mardi, 10h le jeudi"?
pub(super) fn between_hours(plain: &str) -> bool {
    let number = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (plain.find(number), plain.rfind(number)) else { return false };
    plain[first..last].split(|c: char| !c.is_alphanumeric()).any(names_days)
}
