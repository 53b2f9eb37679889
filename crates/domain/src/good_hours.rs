//! When somebody likes to be reached, read from their own words.
//!
//! "après 18 h", "le matin", "le mardi de 12h à 14h", "Tuesday evenings":
//! enough to propose when a message may leave. What can't be read proposes
//! ordinary hours.

mod days;

use jiff::ToSpan as _;
use jiff::civil::{Date, Time};

pub use days::Days;

use crate::calendar::Calendar;
use crate::listening::fold::fold_into;
use crate::time::Instant;

/// A time of day, from and until, that suits somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoodHours {
    /// On these days.
    pub days: Days,
    /// From this hour on.
    pub from: i8,
    /// Until this hour; later than `from`.
    pub to: i8,
}

impl Default for GoodHours {
    /// When nothing is known: nine to six.
    fn default() -> Self {
        Self { days: Days::EVERY, from: 9, to: 18 }
    }
}

/// First and last hour at which anybody may be written to.
const EARLIEST: i8 = 7;
const LATEST: i8 = 21;

const MORNING: &[&str] = &["matin", "morning"];
const NOON: &[&str] = &["midi", "noon", "lunch", "dejeuner"];
const AFTERNOON: &[&str] = &["aprem"];
const EVENING: &[&str] = &["soir", "evening"];
const PARTS: [&[&str]; 4] = [MORNING, NOON, AFTERNOON, EVENING];

impl GoodHours {
    /// What their words say; `None` if they say neither hours nor days, or
    /// other hours for other days.
    pub fn read(words: &str) -> Option<Self> {
        let mut plain = String::with_capacity(words.len());
        words.chars().for_each(|letter| fold_into(&mut plain, letter));
        // "Après-midi" is a part of the day, "midi" an hour.
        let plain = plain
            .replace("apres-midi", "aprem")
            .replace("apres midi", "aprem")
            .replace("afternoon", "aprem");
        let plain = plain.replace("week-end", "weekend").replace("week end", "weekend");
        let plain = plain.replace("en semaine", "weekdays");
        let tokens: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).collect();
        let turned = turned(&tokens)?;
        let days = Days::read(&plain)?;
        let on_days = days != Days::NONE;
        let said = |among: &[&str]| among.iter().any(|word| plain.contains(word));
        let timed = plain.bytes().any(|b| b.is_ascii_digit());
        let named =
            if timed { plain.replace("midi", "12h").replace("noon", "12h") } else { plain.clone() };
        let hours = hours(&named);
        let after = said(&["apres", "partir de", "des ", "after", "from"]);
        let before = said(&["avant", "jusqu", "before", "until"]);
        let (after, before) = if turned { (before, after) } else { (after, before) };
        let named_part = |part: &&&[&str]| part.iter().any(|word| named.contains(word));
        let parts = PARTS.iter().filter(named_part).count();
        // "Le mardi matin et le jeudi soir", "not before 10 on Mondays".
        let mixed = turned || parts > 1 || parts == 1 && !hours.is_empty() || hours.len() > 2;
        if on_days && (mixed || hours.len() == 2 && days::between_hours(&plain)) {
            return None;
        }
        let (from, to) = match hours.as_slice() {
            [_, _, ..] | [] if turned => return None,
            [from, to, ..] if from < to => (*from, *to),
            // "From 9 to 5".
            [from, to] if *to < 8 && *from < to + 12 => (*from, *to + 12),
            [hour] if after => (*hour, LATEST),
            [hour] if before => (EARLIEST, *hour),
            [hour] => (*hour, hour.saturating_add(2)),
            [] if said(AFTERNOON) => (14, 18),
            [] if said(MORNING) => (9, 12),
            [] if said(NOON) => (12, 14),
            [] if said(EVENING) => (18, LATEST),
            [] if on_days => (Self::default().from, Self::default().to),
            [] | [_, _, ..] => return None,
        };
        let (from, to) = (from.clamp(EARLIEST, LATEST - 1), to.min(LATEST));
        let days = if on_days { days } else { Days::EVERY };
        (from < to).then_some(Self { days, from, to })
    }

    /// The next instant after `now` at which they like to be reached, on their
    /// own calendar: the beginning of these hours, on the first of these days.
    pub fn next(self, now: Instant, theirs: &Calendar) -> Instant {
        let today = theirs.date(now);
        let at = |date: Date| {
            let time = Time::new(self.from, 0, 0, 0).unwrap_or(Time::midnight());
            theirs.at(date.to_datetime(time))
        };
        let days = (0..=7).filter_map(|days| today.checked_add(i64::from(days).days()).ok());
        let mut good = days.filter(|date| self.days.hold(date.weekday())).map(at);
        good.find(|at| now < *at).unwrap_or(now)
    }
}

/// Are the words the other way round, as in "pas avant 10 h"? `None`: they tell
/// when somebody can't be reached.
fn turned(tokens: &[&str]) -> Option<bool> {
    const NOT: [&str; 6] = ["pas", "not", "jamais", "never", "no", "rien"];
    const NEVER: [&str; 10] =
        ["sauf", "except", "but", "ni", "hors", "don", "dont", "t", "ne", "cours"];
    const STEMS: [&str; 10] = [
        "travail", "work", "boulot", "occup", "busy", "dors", "sleep", "week", "semaine", "indispo",
    ];
    let bars = |word: &&str| {
        let stem = STEMS.iter().any(|stem| word.starts_with(stem));
        NEVER.contains(word) || stem && !days::names_days(word)
    };
    if tokens.iter().any(bars) {
        return None;
    }
    let Some(not) = tokens.iter().position(|word| NOT.contains(word)) else {
        return Some(false);
    };
    let turns = ["avant", "before", "until", "apres", "after"];
    let once = tokens.iter().filter(|word| NOT.contains(*word)).count() == 1;
    (once && tokens.get(not + 1).is_some_and(|next| turns.contains(next))).then_some(true)
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
        // "3 enfants": a number of something else.
        let word: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
        if !["", "h", "heure", "heures", "am", "pm", "a", "et", "and", "to", "until", "or", "ou"]
            .contains(&word.as_str())
        {
            continue;
        }
        // "After 6" is in the evening.
        let evening = (word == "pm" && number.is_some_and(|hour| hour < 12))
            || word.is_empty()
                && !after.starts_with(':')
                && after.is_empty()
                && number.is_some_and(|hour| hour < 7);
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
            ("pas avant 10 h", (10, 21)),
            ("not before 10", (10, 21)),
            ("pas après 20h", (7, 20)),
            ("le soir", (18, 21)),
            ("entre midi et deux", (12, 14)),
            ("de midi à 14h", (12, 14)),
            ("after 6pm", (18, 21)),
            ("after 6", (18, 21)),
            ("from 9 to 5", (9, 17)),
            ("3 enfants, plutôt le soir", (18, 21)),
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
    fn days_are_read_with_their_hours() {
        use jiff::civil::Weekday::{
            Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday,
        };
        let week = [Monday, Tuesday, Wednesday, Thursday, Friday];
        let said = [
            ("le mardi après 18h", &[Tuesday][..], (18, 21)),
            ("Tuesdays after 6pm", &[Tuesday], (18, 21)),
            ("after 6pm on Tuesdays and Thursdays", &[Tuesday, Thursday], (18, 21)),
            ("le mardi et le jeudi", &[Tuesday, Thursday], (9, 18)),
            ("les lundis, mercredis et vendredis matin", &[Monday, Wednesday, Friday], (9, 12)),
            ("Thursday evenings", &[Thursday], (18, 21)),
            ("le samedi matin", &[Saturday], (9, 12)),
            ("le vendredi après 17 h", &[Friday], (17, 21)),
            ("le mardi entre 12h et 14h", &[Tuesday], (12, 14)),
            ("le mardi de midi à 14h", &[Tuesday], (12, 14)),
            ("Tuesday afternoons", &[Tuesday], (14, 18)),
            ("weekends only", &[Saturday, Sunday], (9, 18)),
            ("le week-end, ou par message", &[Saturday, Sunday], (9, 18)),
            ("du lundi au vendredi, après 18h", &week, (18, 21)),
            ("Monday to Friday, 9 to 5", &week, (9, 17)),
            ("from Monday to Friday after 6pm", &week, (18, 21)),
            ("lundi-vendredi, le soir", &week, (18, 21)),
            ("en semaine après 19h", &week, (19, 21)),
            ("weekdays, lunch time", &week, (12, 14)),
            ("du vendredi au lundi", &[Friday, Saturday, Sunday, Monday], (9, 18)),
        ];
        for (words, days, (from, to)) in said {
            let days = days.iter().copied().collect();
            assert_eq!(GoodHours::read(words), Some(GoodHours { days, from, to }), "{words}");
        }
    }

    #[test]
    fn what_says_no_hours_says_nothing() {
        for words in ["", "quand vous voulez", "99h", "je préfère les messages", "avant 5h"] {
            assert_eq!(GoodHours::read(words), None, "{words}");
        }
    }

    #[test]
    fn nothing_is_read_as_its_opposite() {
        let said = [
            "pas le matin",
            "sauf le lundi",
            "sauf le midi",
            "tout sauf le soir",
            "je travaille de 9h à 17h",
            "je travaille jusqu'à 18h",
            "avant 9h, je travaille",
            "jamais le soir",
            "never on Mondays",
            "not in the morning",
            "I work from 9 to 5",
            "except evenings",
            "don't call after 6pm",
            "pas le mardi",
            "mercredi jamais : les petits",
            "le mardi après 18h, le jeudi après 20h",
            "mardi 14h-16h, jeudi 10h-12h",
            "mardi matin et jeudi soir",
            "le samedi matin, ou après 20 h",
            "pas avant 10 h le lundi",
            "à partir de lundi après 18h",
            "mardi prochain après 18h",
            "je travaille le mardi",
            "this Monday after 6pm",
            "après le week-end",
            "jusqu'au vendredi, le soir",
        ];
        for words in said {
            assert_eq!(GoodHours::read(words), None, "{words}");
        }
    }

    #[test]
    fn the_next_good_hour_is_theirs_and_to_come() {
        let reunion = Calendar::new("Indian/Reunion").unwrap();
        let at = |text: &str| reunion.at(text.parse().unwrap());
        let mut evening = GoodHours { days: Days::EVERY, from: 18, to: 21 };
        assert_eq!(evening.next(at("2026-11-23T10:00"), &reunion), at("2026-11-23T18:00"));
        assert_eq!(evening.next(at("2026-11-23T18:00"), &reunion), at("2026-11-24T18:00"));
        // It is a Monday.
        evening.days = [jiff::civil::Weekday::Monday].into_iter().collect();
        assert_eq!(evening.next(at("2026-11-23T10:00"), &reunion), at("2026-11-23T18:00"));
        assert_eq!(evening.next(at("2026-11-23T18:00"), &reunion), at("2026-11-30T18:00"));
        evening.days = [jiff::civil::Weekday::Saturday].into_iter().collect();
        assert_eq!(evening.next(at("2026-11-23T10:00"), &reunion), at("2026-11-28T18:00"));
    }
}
