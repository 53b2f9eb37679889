//! When somebody likes to be reached, read from their own words.
//!
//! "après 18 h", "le matin", "12h-14h", "evenings": enough to propose when a
//! message may leave. What can't be read proposes ordinary hours.

use jiff::civil::{Date, Time};

use crate::calendar::Calendar;
use crate::listening::fold::fold_into;
use crate::time::Instant;

/// A time of day, from and until, that suits somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoodHours {
    /// From this hour on.
    pub from: i8,
    /// Until this hour; later than `from`.
    pub to: i8,
}

impl Default for GoodHours {
    /// When nothing is known: nine to six.
    fn default() -> Self {
        Self { from: 9, to: 18 }
    }
}

/// First and last hour at which anybody may be written to.
const EARLIEST: i8 = 7;
const LATEST: i8 = 21;

impl GoodHours {
    /// What their words say; `None` if they say no hours.
    pub fn read(words: &str) -> Option<Self> {
        let mut plain = String::with_capacity(words.len());
        words.chars().for_each(|letter| fold_into(&mut plain, letter));
        let said = |among: &[&str]| among.iter().any(|word| plain.contains(word));
        let hours = hours(&plain);
        let (from, to) = match hours.as_slice() {
            [from, to, ..] if from < to => (*from, *to),
            [hour, ..] if said(&["apres", "partir de", "des ", "after", "from"]) => (*hour, LATEST),
            [hour, ..] if said(&["avant", "jusqu", "before", "until"]) => (EARLIEST, *hour),
            [hour, ..] => (*hour, hour.saturating_add(2)),
            [] if said(&["apres-midi", "apres midi", "aprem", "afternoon"]) => (14, 18),
            [] if said(&["matin", "morning"]) => (9, 12),
            [] if said(&["midi", "noon", "lunch", "dejeuner"]) => (12, 14),
            [] if said(&["soir", "evening"]) => (18, LATEST),
            [] => return None,
        };
        let (from, to) = (from.clamp(EARLIEST, LATEST - 1), to.min(LATEST));
        (from < to).then_some(Self { from, to })
    }

    /// The next instant after `now` at which they like to be reached, on their
    /// own calendar: within these hours today, else at their beginning
    /// tomorrow.
    pub fn next(self, now: Instant, theirs: &Calendar) -> Instant {
        let today = theirs.date(now);
        let at = |date: Date, hour: i8| {
            let time = Time::new(hour, 0, 0, 0).unwrap_or(Time::midnight());
            theirs.at(date.to_datetime(time))
        };
        if now < at(today, self.from) {
            return at(today, self.from);
        }
        at(today.tomorrow().unwrap_or(today), self.from)
    }

    /// Does `at` lie within them, on their own calendar?
    pub fn hold(self, at: Instant, theirs: &Calendar) -> bool {
        (self.from..self.to).contains(&theirs.local(at).hour())
    }
}

/// The hours named in folded words: "18 h", "9h30", "2 pm".
fn hours(plain: &str) -> Vec<i8> {
    let mut found = Vec::new();
    let mut rest = plain;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits =
            rest[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - start);
        let number = rest[start..start + digits].parse::<i8>().ok();
        rest = &rest[start + digits..];
        let after = rest.trim_start();
        // Minutes are no hours.
        if let Some(minutes) = after.strip_prefix(['h', ':']) {
            let skip = minutes.find(|c: char| !c.is_ascii_digit()).unwrap_or(minutes.len());
            rest = &minutes[skip..];
        }
        let evening = after.starts_with("pm") && number.is_some_and(|hour| hour < 12);
        let hour = number.map(|hour| if evening { hour + 12 } else { hour });
        found.extend(hour.filter(|hour| (0..24).contains(hour)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_they_are_said() {
        let read = |words| GoodHours::read(words).map(|hours| (hours.from, hours.to));
        let said = [
            ("après 18 h", (18, 21)),
            ("12h-14h", (12, 14)),
            ("plutôt entre 9h30 et 11 h", (9, 11)),
            ("avant 9h, je travaille", (7, 9)),
            ("le matin", (9, 12)),
            ("l'après-midi", (14, 18)),
            ("en soirée", (18, 21)),
            ("à 18 h", (18, 20)),
            ("after 6 pm", (18, 21)),
            ("evenings", (18, 21)),
            ("pause de midi", (12, 14)),
        ];
        for (words, hours) in said {
            assert_eq!(read(words), Some(hours), "{words}");
        }
    }

    #[test]
    fn what_says_no_hours_says_nothing() {
        for words in ["", "quand vous voulez", "99h", "je préfère les messages", "avant 5h"] {
            assert_eq!(GoodHours::read(words), None, "{words}");
        }
    }

    #[test]
    fn the_next_good_hour_is_theirs_and_to_come() {
        let reunion = Calendar::new("Indian/Reunion").unwrap();
        let at = |text: &str| reunion.at(text.parse().unwrap());
        let evening = GoodHours { from: 18, to: 21 };
        assert_eq!(evening.next(at("2026-11-23T10:00"), &reunion), at("2026-11-23T18:00"));
        assert_eq!(evening.next(at("2026-11-23T18:00"), &reunion), at("2026-11-24T18:00"));
        assert!(evening.hold(at("2026-11-23T20:59"), &reunion));
        assert!(!evening.hold(at("2026-11-23T21:00"), &reunion));
    }
}
