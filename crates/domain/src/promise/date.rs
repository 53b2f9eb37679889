//! Dates as people say them, resolved on the school's calendar.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::Due;
use super::word::{Gap, Word};
use crate::calendar::Calendar;
use crate::time::{Instant, Span};

/// What is promised for a day is kept until then.
const EVENING: i8 = 18;
/// What is promised before a day is kept until its morning.
const MORNING: i8 = 9;
/// A date without a year lies at most so far ahead; else it is past.
const FARTHEST: i64 = 270;
/// So many words after a day its hour may stand, or before it.
const NEAR: usize = 4;

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

impl Part {
    /// The hour at which it is over.
    const fn hour(self) -> i8 {
        match self {
            Self::Morning => 12,
            Self::Noon => 13,
            Self::Afternoon => EVENING,
            Self::Evening => 21,
        }
    }
}

/// What was said, before an hour is added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Day(Date, Option<Part>),
    /// Exactly then: "in two hours".
    At(Instant),
}

/// A place among the words at which a date was read, and its length in words.
type Read = (When, usize);

/// Reads dates as somebody at a certain instant means them.
pub(super) struct Dates<'c> {
    now: Instant,
    today: Date,
    calendar: &'c Calendar,
}

fn plain(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.plain.as_str())
}

fn before(words: &[Word], at: usize, back: usize) -> &str {
    at.checked_sub(back).map_or("", |at| plain(words, at))
}

/// The words at a place, joined by blanks.
fn phrase(words: &[Word], at: usize, phrase: &str) -> bool {
    phrase.split(' ').enumerate().all(|(place, word)| plain(words, at + place) == word)
}

fn count(phrase: &str) -> usize {
    phrase.split(' ').count()
}

/// Is it the name of a day of the week?
pub(super) fn is_weekday(word: &str) -> bool {
    weekday(word).is_some()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "lundi" | "monday" => Weekday::Monday,
        "mardi" | "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "mercredi" | "wednesday" | "wed" => Weekday::Wednesday,
        "jeudi" | "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "vendredi" | "friday" | "fri" => Weekday::Friday,
        "samedi" | "saturday" => Weekday::Saturday,
        "dimanche" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn month(word: &str) -> Option<i8> {
    Some(match word {
        "janvier" | "january" | "jan" | "janv" => 1,
        "fevrier" | "february" | "feb" | "fev" | "fevr" => 2,
        "mars" | "march" | "mar" => 3,
        "avril" | "april" | "apr" | "avr" => 4,
        "mai" | "may" => 5,
        "juin" | "june" | "jun" => 6,
        "juillet" | "july" | "jul" | "juil" => 7,
        "aout" | "august" | "aug" => 8,
        "septembre" | "september" | "sept" | "sep" => 9,
        "octobre" | "october" | "oct" => 10,
        "novembre" | "november" | "nov" => 11,
        "decembre" | "december" | "dec" => 12,
        _ => return None,
    })
}

fn number(word: &Word) -> Option<u16> {
    word.digits().or_else(|| in_letters(&word.plain))
}

fn in_letters(word: &str) -> Option<u16> {
    Some(match word {
        "un" | "une" | "a" | "an" | "one" => 1,
        "deux" | "two" => 2,
        "trois" | "three" | "quelques" | "few" => 3,
        "quatre" | "four" => 4,
        "cinq" | "five" => 5,
        "six" => 6,
        "sept" | "seven" => 7,
        "huit" | "eight" => 8,
        "neuf" | "nine" => 9,
        "dix" | "ten" => 10,
        "douze" | "twelve" => 12,
        "quinze" | "fifteen" => 15,
        _ => return None,
    })
}

impl<'c> Dates<'c> {
    pub(super) fn new(now: Instant, calendar: &'c Calendar) -> Self {
        Self { now, today: calendar.date(now), calendar }
    }

    /// The first date to come that is said within these words, and the word
    /// at which it begins.
    pub(super) fn first(&self, words: &[Word], within: Range<usize>) -> Option<(Due, usize)> {
        // A date ends where the words do that are looked at.
        let words = &words[..within.end];
        let mut at = within.start;
        while at < within.end {
            let over = is_over(words, at);
            if over > 0 {
                at += over;
                continue;
            }
            if let Some((when, length)) = self.day(words, at)
                && let Some(due) = self.due(words, when, at, length, within.start)
            {
                return Some((due, at));
            }
            at += 1;
        }
        let hour = within.clone().find_map(|at| Some((hour(words, at)?, at)));
        let ((h, m, _), at) = hour?;
        let today = self.at(self.today, h, m)?;
        let at_all = if today > self.now { Some(today) } else { self.at(self.days(1)?, h, m) };
        Some((Due { at: at_all?, hour: true }, at))
    }

    /// A day with its hour, as an instant to come.
    fn due(
        &self,
        words: &[Word],
        when: When,
        at: usize,
        length: usize,
        from: usize,
    ) -> Option<Due> {
        let (date, part) = match when {
            When::At(at) => return (at > self.now).then_some(Due { at, hour: true }),
            When::Day(date, part) => (date, part),
        };
        let near = (at + length..at + length + NEAR).find_map(|place| hour(words, place));
        let ahead = at.saturating_sub(NEAR).max(from);
        let said = near.or_else(|| (ahead..at).find_map(|place| hour(words, place)));
        if let Some((h, m, _)) = said {
            let at = self.at(date, h, m).filter(|at| *at > self.now)?;
            return Some(Due { at, hour: true });
        }
        let at = if let Some(part) = part.or_else(|| self::part(words, at + length)) {
            self.at(date, part.hour(), 0).filter(|at| *at > self.now)?
        } else {
            let sooner = ["avant", "before"].contains(&before(words, at, 1))
                || before(words, at, 1) == "le" && before(words, at, 2) == "avant";
            let hours = [sooner.then_some((MORNING, 0)), Some((EVENING, 0)), Some((23, 59))];
            let mut hours = hours.into_iter().flatten();
            hours.find_map(|(h, m)| self.at(date, h, m).filter(|at| *at > self.now))?
        };
        Some(Due { at, hour: false })
    }

    fn at(&self, date: Date, hour: i8, minute: i8) -> Option<Instant> {
        let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
        Some(self.calendar.at(date.to_datetime(time)))
    }

    /// So many days from today.
    fn days(&self, days: i64) -> Option<Date> {
        self.today.checked_add(days.days()).ok()
    }

    fn day(&self, words: &[Word], at: usize) -> Option<Read> {
        self.fixed(words, at)
            .or_else(|| self.in_so_long(words, at))
            .or_else(|| self.numeric(words, at))
            .or_else(|| self.of_month(words, at))
            .or_else(|| self.period(words, at))
            .or_else(|| self.of_week(words, at))
    }

    /// Today, tomorrow and the day after.
    fn fixed(&self, words: &[Word], at: usize) -> Option<Read> {
        use Part::{Afternoon, Evening, Morning, Noon};
        const SAID: [(&str, i64, Option<Part>); 22] = [
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
            ("end of day", 0, None),
            ("end of the day", 0, None),
        ];
        let (said, days, part) = SAID.into_iter().find(|(said, ..)| phrase(words, at, said))?;
        Some((When::Day(self.days(days)?, part), count(said)))
    }

    /// "Dans deux semaines", "sous 48 h", "in three working days".
    fn in_so_long(&self, words: &[Word], at: usize) -> Option<Read> {
        let ahead = ["dans", "sous", "in", "within", "ici"].contains(&plain(words, at));
        if !ahead {
            return None;
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
            "jour" | "jours" | "j" | "day" | "days" => self.days(many)?,
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

    /// "12/12", "12/12/2026", "12.12", "2026-12-03": the day before the month.
    fn numeric(&self, words: &[Word], at: usize) -> Option<Read> {
        let first = words.get(at)?.digits()?;
        let next = words.get(at + 1)?;
        let second = next.digits()?;
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
    fn of_month(&self, words: &[Word], at: usize) -> Option<Read> {
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
            ["le", "the"].contains(&before(words, at, 1)) || is_weekday(before(words, at, 1));
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

    /// "La semaine prochaine", "d'ici la fin de la semaine", "end of the month".
    fn period(&self, words: &[Word], at: usize) -> Option<Read> {
        #[derive(Clone, Copy)]
        enum Of {
            Week,
            NextWeek,
            EarlyNextWeek,
            Weekend,
            Month,
            NextMonth,
        }
        const SAID: [(&str, Of); 27] = [
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
        // The longest reading: "fin de la semaine" may go on "prochaine".
        let said = SAID.iter().filter(|(said, _)| phrase(words, at, said));
        let (said, of) = said.max_by_key(|(said, _)| count(said))?;
        let monday =
            self.today.checked_sub(i64::from(self.today.weekday().to_monday_zero_offset()).days());
        let day = |days: i64| monday.clone().ok()?.checked_add(days.days()).ok();
        let friday = day(4)?;
        let over =
            friday < self.today || friday == self.today && self.at(friday, EVENING, 0)? <= self.now;
        let date = match of {
            Of::Week if over => day(11)?,
            Of::Week => friday,
            Of::NextWeek => day(11)?,
            Of::EarlyNextWeek => day(8)?,
            Of::Weekend => [day(5)?, day(12)?].into_iter().find(|date| *date > self.today)?,
            Of::Month => self.today.last_of_month(),
            Of::NextMonth => self.today.checked_add(1.month()).ok()?.last_of_month(),
        };
        Some((When::Day(date, None), count(said)))
    }

    /// "Jeudi", "lundi 30", "jeudi en huit", "next Friday".
    fn of_week(&self, words: &[Word], at: usize) -> Option<Read> {
        let weekday = weekday(plain(words, at))?;
        if ["les", "tous"].contains(&before(words, at, 1)) {
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

fn is_ordinal(word: &str) -> bool {
    ["er", "st", "nd", "rd", "th"].contains(&word)
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// How many words say something that is over: "depuis lundi", "jeudi
/// dernier", "every Monday".
fn is_over(words: &[Word], at: usize) -> usize {
    let passed = ["dernier", "passe"].contains(&plain(words, at + 1));
    match plain(words, at) {
        "depuis" | "since" => 4,
        "last" | "chaque" | "every" | "each" => 2,
        day if is_weekday(day) && passed => 2,
        _ => 0,
    }
}

/// A part of the day just after a date: "demain matin", "on Friday afternoon".
fn part(words: &[Word], at: usize) -> Option<Part> {
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
    (at..at + 3).find_map(told).map(|(_, part)| *part)
}

/// An hour: "14h", "14 h 30", "à midi", "at 2pm", "2:30 pm", "at 10". The
/// last field says that it can be nothing else.
fn hour(words: &[Word], at: usize) -> Option<(i8, i8, bool)> {
    if before(words, at, 1) == "a" && plain(words, at) == "midi" || phrase(words, at, "at noon") {
        return Some((12, 0, true));
    }
    let hour = words.get(at)?.digits().filter(|hour| *hour < 24)?;
    let minutes = |place: usize| words.get(place).and_then(Word::digits).filter(|m| *m < 60);
    let (minute, place, sure) = match (plain(words, at + 1), words.get(at + 1).map(|w| w.gap)) {
        ("h" | "heure" | "heures", _) => match minutes(at + 2) {
            Some(minute) if words[at + 2].gap == Gap::None || words[at + 2].plain.len() == 2 => {
                (minute, at + 3, true)
            }
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
            let ends = words.get(at + 1).is_none_or(|next| {
                next.opens_clause()
                    || ["on", "le", "and", "et"].contains(&next.plain.as_str())
                    || is_weekday(&next.plain)
            });
            if !ahead || !ends {
                return None;
            }
            if hour < 8 { hour + 12 } else { hour }
        }
        _ => hour,
    };
    let sure = sure || half(place).is_some();
    Some((i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, sure))
}
