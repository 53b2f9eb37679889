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
            "minute" | "minutes" | "min" | "mn" => {
                return Some((When::At(self.now + Span::minutes(many)), length));
            }
            "h" | "heure" | "heures" | "hour" | "hours" | "hr" | "hrs" => {
                return Some((When::At(self.now + Span::minutes(60 * many)), length));
            }
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
