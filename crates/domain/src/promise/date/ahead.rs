//! Counted from now: "demain", "dans deux semaines", "sous 48 h".

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::hour::Part;
use super::names::number;
use super::{Dates, Read, When, count, phrase, plain};
use crate::promise::word::Word;
use crate::time::Span;

impl Dates<'_> {
    /// Today, tomorrow and the day after.
    pub(super) fn fixed(&self, words: &[Word], at: usize) -> Option<Read> {
        use Part::{Afternoon, Evening, Morning, Noon};
        const SAID: [(&str, i64, Option<Part>); 27] = [
            ("apres demain", 2, None),
            ("day after tomorrow", 2, None),
            ("demain", 1, None),
            ("tomorrow", 1, None),
            ("tmrw", 1, None),
            ("aujourd hui", 0, None),
            ("today", 0, None),
            ("tonight", 0, Some(Evening)),
            ("ce soir", 0, Some(Evening)),
            ("ce matin", 0, Some(Morning)),
            ("ce midi", 0, Some(Noon)),
            ("cet apres midi", 0, Some(Afternoon)),
            ("cette apres midi", 0, Some(Afternoon)),
            ("cet aprem", 0, Some(Afternoon)),
            ("this morning", 0, Some(Morning)),
            ("this afternoon", 0, Some(Afternoon)),
            ("this evening", 0, Some(Evening)),
            ("dans la matinee", 0, Some(Morning)),
            ("dans la journee", 0, None),
            ("dans la soiree", 0, Some(Evening)),
            ("tout a l heure", 0, None),
            ("tantot", 0, None),
            ("later today", 0, None),
            ("dem", 1, None),
            ("tomorow", 1, None),
            ("end of day", 0, None),
            ("end of the day", 0, None),
        ];
        let (said, days, part) = SAID.into_iter().find(|(said, ..)| phrase(words, at, said))?;
        // "Dans la soirée de mardi", "end of day Friday": the day named counts.
        if ["dans", "end"].contains(&plain(words, at)) {
            let mut place = at + count(said);
            while ["de", "d", "du", "le", "of", "on", "the"].contains(&plain(words, place)) {
                place += 1;
            }
            if !["dans", "end"].contains(&plain(words, place))
                && let Some((When::Day(date, None), length)) = self.day(words, place)
            {
                return Some((When::Day(date, part), place + length - at));
            }
        }
        Some((When::Day(self.days(days)?, part), count(said)))
    }

    /// "Dans deux semaines", "sous 48 h", "in three working days".
    pub(super) fn in_so_long(&self, words: &[Word], at: usize) -> Option<Read> {
        let ahead = ["dans", "sous", "in", "within", "ici"].contains(&plain(words, at));
        if !ahead {
            return None;
        }
        if phrase(words, at + 1, "l heure") || phrase(words, at + 1, "the hour") {
            return Some((When::At(self.now + Span::minutes(60)), 3));
        }
        if let Some((minutes, length)) = lasting(words, at + 1) {
            return Some((When::At(self.now + Span::minutes(minutes)), 1 + length));
        }
        if let Some(days) = match plain(words, at + 1) {
            "huitaine" => Some(7),
            "quinzaine" => Some(14),
            _ => None,
        } {
            return Some((When::Day(self.days(days)?, None), 2));
        }
        let mut place = at + 1;
        place += usize::from(["les", "the", "next", "prochaines"].contains(&plain(words, place)));
        let mut many = words.get(place).and_then(number)?;
        place += 1;
        match (plain(words, place), plain(words, place + 1)) {
            ("couple", "of") => (many, place) = (2, place + 2),
            ("few", _) => (many, place) = (3, place + 1),
            _ => {}
        }
        let working = ["working", "business", "ouvrable"].contains(&plain(words, place));
        place += usize::from(working);
        let many = i64::from(many.min(1_000));
        let unit = plain(words, place);
        let working = working || plain(words, place + 1).starts_with("ouvr");
        let length = place + 1 - at;
        let date = match unit {
            "jour" | "jours" | "j" | "day" | "days" if working => self.working_days(many)?,
            // "Huit jours" are a week, and "quinze jours" two.
            "jour" | "jours" | "j" if many == 8 || many == 15 => self.days(many - 1)?,
            "jour" | "jours" | "j" | "day" | "days" => self.days(many)?,
            "fortnight" | "fortnights" => self.days(14 * many)?,
            "semaine" | "semaines" | "week" | "weeks" => self.days(7 * many)?,
            "mois" | "month" | "months" => self.today.checked_add(many.months()).ok()?,
            _ => return None,
        };
        Some((When::Day(date, None), length))
    }

    fn working_days(&self, many: i64) -> Option<Date> {
        let mut date = self.today;
        for _ in 0..many {
            date = date.tomorrow().ok()?;
            while matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
                date = date.tomorrow().ok()?;
            }
        }
        Some(date)
    }
}

/// So many minutes: "1h30", "une heure et demie", "half an hour". With its
/// length in words.
fn lasting(words: &[Word], at: usize) -> Option<(i64, usize)> {
    const SAID: [(&str, i64); 8] = [
        ("une demi heure", 30),
        ("la demi heure", 30),
        ("half an hour", 30),
        ("a half hour", 30),
        ("un quart d heure", 15),
        ("trois quarts d heure", 45),
        ("3 4 d heure", 45),
        ("a quarter of an hour", 15),
    ];
    if let Some((said, minutes)) = SAID.into_iter().find(|(said, _)| phrase(words, at, said)) {
        return Some((minutes, count(said)));
    }
    let many = i64::from(words.get(at).and_then(number)?.min(1_000));
    let mut place = at + 1;
    place += usize::from(["petite", "bonne", "good"].contains(&plain(words, place)));
    let unit = plain(words, place);
    place += 1;
    match unit {
        "minute" | "minutes" | "min" | "mn" => return Some((many, place - at)),
        "h" | "heure" | "heures" | "hour" | "hours" | "hr" | "hrs" => {}
        // "Two and a half hours".
        "and" if phrase(words, place, "a half hours") => {
            return Some((60 * many + 30, place + 3 - at));
        }
        _ => return None,
    }
    let (more, length) = if phrase(words, place, "et demie") || phrase(words, place, "et demi") {
        (30, 2)
    } else if phrase(words, place, "and a half") {
        (30, 3)
    } else if phrase(words, place, "et quart") {
        (15, 2)
    } else if let Some(minutes) = words.get(place).and_then(Word::digits).filter(|m| *m < 60) {
        (i64::from(minutes), 1)
    } else {
        (0, 0)
    };
    Some((60 * many + more, place + length - at))
}
