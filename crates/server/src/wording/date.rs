//! Dates as people say them.

use vigie_domain::calendar::Calendar;
use vigie_domain::time::Instant;

use super::Language;

const MOIS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const JOURS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The day on which something is read, at the school.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Today<'c> {
    /// When it is read.
    pub(crate) now: Instant,
    /// The school's calendar.
    pub(crate) calendar: &'c Calendar,
}

impl Today<'_> {
    /// "3 mars", "1er mars", "3 March"; with the year if it isn't this one.
    pub(crate) fn say(self, language: Language, at: Instant) -> String {
        let date = self.calendar.date(at);
        let month = usize::try_from(date.month() - 1).unwrap_or(0);
        let day = match (language, date.day()) {
            (Language::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        };
        let month = match language {
            Language::Fr => MOIS[month],
            Language::En => MONTHS[month],
        };
        if date.year() == self.calendar.date(self.now).year() {
            format!("{day} {month}")
        } else {
            format!("{day} {month} {}", date.year())
        }
    }
}

/// "lundi", "Monday".
pub(super) fn weekday(language: Language, at: Instant, calendar: &Calendar) -> &'static str {
    let day = calendar.date(at).weekday().to_monday_zero_offset().unsigned_abs();
    match language {
        Language::Fr => JOURS[usize::from(day)],
        Language::En => DAYS[usize::from(day)],
    }
}

/// "14 h 30", "14 h", "14:30".
pub(super) fn hour(language: Language, at: Instant, calendar: &Calendar) -> String {
    let time = calendar.local(at);
    let (hour, minute) = (time.hour(), time.minute());
    match (language, minute) {
        (Language::Fr, 0) => format!("{hour}\u{a0}h"),
        (Language::Fr, _) => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        (Language::En, _) => format!("{hour}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(language: Language, at: &str) -> String {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let instant = |text: &str| calendar.at(text.parse().unwrap());
        let today = Today { now: instant("2026-11-22T09:00"), calendar: &calendar };
        today.say(language, instant(at))
    }

    #[test]
    fn the_first_of_a_month_is_1er_in_french_only() {
        assert_eq!(said(Language::Fr, "2026-03-01T00:00"), "1er mars");
        assert_eq!(said(Language::En, "2026-03-01T00:00"), "1 March");
        assert_eq!(said(Language::Fr, "2026-08-03T23:59"), "3 août");
    }

    #[test]
    fn hours_and_weekdays_are_said_as_one_says_them() {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let at = calendar.at("2026-11-22T14:05".parse().unwrap());
        assert_eq!(hour(Language::Fr, at, &calendar), "14\u{a0}h\u{a0}05");
        assert_eq!(hour(Language::En, at, &calendar), "14:05");
        assert_eq!(weekday(Language::Fr, at, &calendar), "dimanche");
        assert_eq!(weekday(Language::En, at, &calendar), "Sunday");
    }

    #[test]
    fn another_year_is_said() {
        assert_eq!(said(Language::Fr, "2025-12-31T12:00"), "31 décembre 2025");
        assert_eq!(said(Language::En, "2027-01-01T12:00"), "1 January 2027");
    }
}
