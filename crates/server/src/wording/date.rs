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
    fn another_year_is_said() {
        assert_eq!(said(Language::Fr, "2025-12-31T12:00"), "31 décembre 2025");
        assert_eq!(said(Language::En, "2027-01-01T12:00"), "1 January 2027");
    }
}
