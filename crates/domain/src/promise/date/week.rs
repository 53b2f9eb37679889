//! Days of a week, and weeks: "jeudi en huit", "la semaine prochaine".

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::hour::EVENING;
use super::names::weekday;
use super::{Dates, Read, When, before, count, phrase, plain};
use crate::promise::word::Word;

/// A stretch of days that promises are made for.
#[derive(Clone, Copy)]
enum Of {
    Week,
    NextWeek,
    EarlyNextWeek,
    Weekend,
    AfterWeekend,
    Month,
    NextMonth,
}

const PERIODS: [(&str, Of); 29] = [
    ("debut de semaine prochaine", Of::EarlyNextWeek),
    ("debut de la semaine prochaine", Of::EarlyNextWeek),
    ("debut semaine prochaine", Of::EarlyNextWeek),
    ("early next week", Of::EarlyNextWeek),
    ("beginning of next week", Of::EarlyNextWeek),
    ("start of next week", Of::EarlyNextWeek),
    ("semaine prochaine", Of::NextWeek),
    ("next week", Of::NextWeek),
    ("fin de la semaine prochaine", Of::NextWeek),
    ("fin de semaine prochaine", Of::NextWeek),
    ("end of next week", Of::NextWeek),
    ("fin de la semaine", Of::Week),
    ("fin de semaine", Of::Week),
    ("end of the week", Of::Week),
    ("end of week", Of::Week),
    ("dans la semaine prochaine", Of::NextWeek),
    ("after the weekend", Of::AfterWeekend),
    ("cette semaine", Of::Week),
    ("this week", Of::Week),
    ("dans la semaine", Of::Week),
    ("week end", Of::Weekend),
    ("weekend", Of::Weekend),
    ("fin du mois", Of::Month),
    ("fin de mois", Of::Month),
    ("end of the month", Of::Month),
    ("ce mois", Of::Month),
    ("this month", Of::Month),
    ("mois prochain", Of::NextMonth),
    ("next month", Of::NextMonth),
];

impl Dates<'_> {
    /// "La semaine prochaine", "d'ici la fin de la semaine", "end of the month".
    pub(super) fn period(&self, words: &[Word], at: usize) -> Option<Read> {
        if let Some(read) = self.week_of(words, at) {
            return Some(read);
        }
        // The longest reading: "fin de la semaine" may go on "prochaine".
        let said = PERIODS.iter().filter(|(said, _)| phrase(words, at, said));
        let (said, of) = said.max_by_key(|(said, _)| count(said))?;
        Some((When::Day(self.end_of(*of)?, None), count(said)))
    }

    /// Until when something promised for it is kept.
    fn end_of(&self, of: Of) -> Option<Date> {
        let monday =
            self.today.checked_sub(i64::from(self.today.weekday().to_monday_zero_offset()).days());
        let day = |days: i64| monday.clone().ok()?.checked_add(days.days()).ok();
        let friday = day(4)?;
        let over =
            friday < self.today || friday == self.today && self.at(friday, EVENING, 0)? <= self.now;
        Some(match of {
            Of::Week if over => day(11)?,
            Of::Week => friday,
            Of::NextWeek => day(11)?,
            Of::EarlyNextWeek => day(8)?,
            Of::Weekend => [day(5)?, day(12)?].into_iter().find(|date| *date > self.today)?,
            Of::AfterWeekend => day(7)?,
            Of::Month => self.today.last_of_month(),
            Of::NextMonth => self.today.checked_add(1.month()).ok()?.last_of_month(),
        })
    }

    /// "Dans la semaine du 30": until its Friday.
    fn week_of(&self, words: &[Word], at: usize) -> Option<Read> {
        let said = ["dans la semaine du", "semaine du", "the week of the", "week of the"];
        let lead = said.into_iter().find(|said| phrase(words, at, said)).map(count)?;
        let friday = |day: Date| {
            let back = i64::from(day.weekday().to_monday_zero_offset());
            day.checked_add((4 - back).days()).ok().filter(|friday| *friday >= self.today)
        };
        let with_month = self.numeric(words, at + lead).or_else(|| self.of_month(words, at + lead));
        if let Some((When::Day(day, _), length)) = with_month {
            return Some((When::Day(friday(day)?, None), lead + length));
        }
        let number = i8::try_from(words.get(at + lead)?.digits()?).ok()?;
        let of = |months: i64| {
            let month = self.today.first_of_month().checked_add(months.months()).ok()?;
            friday(Date::new(month.year(), month.month(), number).ok()?)
        };
        Some((When::Day(of(0).or_else(|| of(1))?, None), lead + 1))
    }

    /// "Jeudi", "lundi 30", "jeudi en huit", "next Friday".
    pub(super) fn of_week(&self, words: &[Word], at: usize) -> Option<Read> {
        let weekday = weekday(plain(words, at))?;
        if ["les", "tous"].contains(&before(words, at, 1)) || is_name(words, at) {
            return None;
        }
        // "Lundi 30", "Thursday the 3rd": the number says which.
        let skip = usize::from(["le", "the"].contains(&plain(words, at + 1)));
        let counted = words.get(at + 1 + skip).and_then(Word::digits).is_some();
        if counted && let Some((when, length)) = self.of_month(words, at + 1 + skip) {
            return Some((when, 1 + skip + length));
        }
        let ahead = i64::from(self.today.weekday().until(weekday));
        let this = ["ce", "this"].contains(&before(words, at, 1));
        let coming = if ahead == 0 && !this { 7 } else { ahead };
        let monday_first = i64::from(self.today.weekday().to_monday_zero_offset());
        let same_week = monday_first + coming < 7;
        let (more, length) =
            match (before(words, at, 1), plain(words, at + 1), plain(words, at + 2)) {
                (_, "en", "huit") => (7, 3),
                (_, "en", "quinze") => (14, 3),
                (_, "week", _) => (7, 2),
                // Said on Monday, "next Thursday" is not the one of this week.
                ("next", ..) if same_week => (7, 1),
                // "Jeudi de la semaine prochaine", "Thursday next week".
                (_, "de", "la") if phrase(words, at + 1, "de la semaine prochaine") => {
                    (if same_week { 7 } else { 0 }, 5)
                }
                (_, "next", "week") | (_, "of", "next") => (if same_week { 7 } else { 0 }, 3),
                (_, "prochain", _) => (0, 2),
                _ => (0, 1),
            };
        Some((When::Day(self.days(coming + more)?, None), length))
    }
}

/// "Sam" and "Sun" are people, too, and "le jeu" is a game: so short a name
/// needs a neighbour that tells of a day.
fn is_name(words: &[Word], at: usize) -> bool {
    const AFTER: [&str; 9] =
        ["matin", "midi", "aprem", "soir", "prochain", "morning", "afternoon", "evening", "noon"];
    let word = plain(words, at);
    if !["sam", "sat", "sun", "mer", "dim", "jeu"].contains(&word) {
        return false;
    }
    let next =
        AFTER.contains(&plain(words, at + 1)) || words.get(at + 1).and_then(Word::digits).is_some();
    let ahead = match word {
        // A game is not named without its article.
        "jeu" => {
            at + 1 == words.len() && !["le", "ce", "un", "du", "au"].contains(&before(words, at, 1))
        }
        "sam" => ["le", "ce"].contains(&before(words, at, 1)),
        _ => ["le", "ce", "on", "this", "next", "by"].contains(&before(words, at, 1)),
    };
    !next && !ahead
}
