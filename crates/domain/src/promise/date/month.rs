//! Days of a month: "le 3 décembre", "12/12", "the 3rd", "fin mars".

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::hour::hour;
use super::names::{is_weekday, month};
use super::{Dates, FARTHEST, Read, When, before, plain};
use crate::promise::word::{Gap, Word};

impl Dates<'_> {
    /// "12/12", "12/12/2026", "12.12", "2026-12-03": the day before the month.
    pub(super) fn numeric(&self, words: &[Word], at: usize) -> Option<Read> {
        let first = words.get(at)?.digits()?;
        let next = words.get(at + 1)?;
        let second = next.digits()?;
        if is_no_date(words, at, next.gap, first, second) {
            return None;
        }
        let third = words.get(at + 2).filter(|word| word.gap == next.gap).and_then(Word::digits);
        match (next.gap, third) {
            (Gap::Hyphen, Some(day)) if first > 1_000 => {
                Some((When::Day(date(first, second, day)?, None), 3))
            }
            (Gap::Slash | Gap::Dot, Some(year)) => {
                let year = if year < 100 { 2_000 + year } else { year };
                Some((When::Day(date(year, second, first)?, None), 3))
            }
            (Gap::Slash | Gap::Dot, None) => {
                let month = i8::try_from(second).ok()?;
                Some((When::Day(self.next(month, Some(first))?, None), 2))
            }
            _ => None,
        }
    }

    /// "Le 3 décembre", "December 3rd", "the 3rd", "fin décembre".
    pub(super) fn of_month(&self, words: &[Word], at: usize) -> Option<Read> {
        if let Some(day) = words.get(at)?.digits().filter(|day| (1..=31).contains(day)) {
            return self.numbered(words, at, day);
        }
        let length = |skip: usize| skip + 1;
        let named = |place: usize| month(plain(words, place)).map(|month| (month, place));
        let edge = |place: usize| {
            let skip = usize::from(["de", "of"].contains(&plain(words, place)));
            named(place + skip)
        };
        let (day, (month, place)) = match plain(words, at) {
            "fin" | "end" => (None, edge(at + 1)?),
            "debut" | "beginning" | "start" | "early" => (Some(5), edge(at + 1)?),
            "mi" | "mid" => (Some(15), edge(at + 1)?),
            _ => {
                let (month, place) = named(at)?;
                let year = words.get(place + 1).and_then(Word::digits).filter(|y| *y > 31);
                if ["en", "in", "courant"].contains(&before(words, at, 1)) && year.is_none() {
                    return Some((When::Day(self.next(month, None)?, None), 1));
                }
                let day = words.get(place + 1).and_then(Word::digits)?;
                if !(1..=31).contains(&day) || hour(words, place + 1).is_some_and(|(.., sure)| sure)
                {
                    return None;
                }
                let ordinal = is_ordinal(plain(words, place + 2));
                let date = self.next(month, Some(day))?;
                return Some((When::Day(date, None), length(1) + usize::from(ordinal)));
            }
        };
        Some((When::Day(self.next(month, day)?, None), length(place - at)))
    }

    /// A day of the month in digits, with its month or without.
    fn numbered(&self, words: &[Word], at: usize, day: u16) -> Option<Read> {
        const GOES_ON: [&str; 20] = [
            "a", "au", "at", "vers", "avant", "dans", "en", "pour", "matin", "apres", "soir", "et",
            "and", "around", "for", "with", "avec", "midi", "or", "ou",
        ];
        let mut place = at + 1;
        let ordinal = is_ordinal(plain(words, place));
        place += usize::from(ordinal);
        place += usize::from(plain(words, place) == "of");
        if let Some(month) = month(plain(words, place)) {
            let year = words.get(place + 1).and_then(Word::digits).filter(|year| *year > 2_000);
            let date = match year {
                Some(year) => date(year, month.unsigned_abs().into(), day)?,
                None => self.next(month, Some(day))?,
            };
            return Some((When::Day(date, None), place + 1 - at + usize::from(year.is_some())));
        }
        let article =
            ["le", "au", "the"].contains(&before(words, at, 1)) || is_weekday(before(words, at, 1));
        let ends = words.get(at + 1).is_none_or(|next| {
            next.opens_clause() || ordinal || GOES_ON.contains(&next.plain.as_str())
        });
        if !article || !ends || hour(words, at).is_some_and(|(.., sure)| sure) {
            return None;
        }
        let this = |months: i64| {
            let month = self.today.first_of_month().checked_add(months.months()).ok()?;
            let day = i8::try_from(day).ok()?;
            Date::new(month.year(), month.month(), day).ok()
        };
        let date = this(0).filter(|date| *date > self.today).or_else(|| this(1))?;
        Some((When::Day(date, None), 1 + usize::from(ordinal)))
    }

    /// The next such day of a month, if it is not too far ahead to be meant.
    /// Without a day, its last one.
    fn next(&self, month: i8, day: Option<u16>) -> Option<Date> {
        let of = |year: i16| match day {
            Some(day) => Date::new(year, month, i8::try_from(day).ok()?).ok(),
            None => Some(Date::new(year, month, 1).ok()?.last_of_month()),
        };
        let year = self.today.year();
        let date =
            of(year).filter(|date| *date >= self.today).or_else(|| of(year.checked_add(1)?))?;
        let days = self.today.until(date).ok()?.get_days();
        (i64::from(days) <= FARTHEST).then_some(date)
    }
}

/// "Chapitre 3.2", "24/7", "06.12.34.56.78", "3/4 d'heure": numbers that are
/// no day and month.
fn is_no_date(words: &[Word], at: usize, gap: Gap, first: u16, second: u16) -> bool {
    const OF: [&str; 22] = [
        "chapitre", "chapter", "version", "v", "page", "pages", "exercice", "exercise", "section",
        "partie", "part", "point", "question", "tp", "td", "module", "projet", "project", "python",
        "note", "ch", "etape",
    ];
    const LEADS: [&str; 8] = ["le", "du", "au", "avant", "on", "by", "before", "until"];
    let ahead = before(words, at, 1);
    let leads = LEADS.contains(&ahead) || is_weekday(ahead);
    let alike = |place: usize| words.get(place).is_some_and(|word| word.gap == gap);
    let more = alike(at + 2) && alike(at + 3) || words[at].gap == gap && gap != Gap::Space;
    let short = |place: usize| words[place].plain.len() < 2;
    let loose = match gap {
        Gap::Dot => short(at) || short(at + 1),
        Gap::Slash => short(at) && short(at + 1),
        _ => false,
    };
    let alone = !alike(at + 2);
    gap != Gap::Space
        && (OF.contains(&ahead) || more || (first, second) == (24, 7) || loose && alone && !leads)
}

fn is_ordinal(word: &str) -> bool {
    ["er", "st", "nd", "rd", "th"].contains(&word)
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}
