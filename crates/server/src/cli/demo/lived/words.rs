//! What stands for a name or a day in a text that was written for anybody.

use vigie_domain::calendar::Calendar;
use vigie_domain::time::Instant;

use crate::wording::{Language, Locale, Today};

/// What is known of somebody when a text is said.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) name: Option<String>,
    pub(super) advisor: Option<String>,
    pub(super) mentor: Option<String>,
    pub(super) project: Option<String>,
    pub(super) programme: Option<String>,
    pub(super) company: Option<String>,
    /// The day of what the story hangs on.
    pub(super) anchor: Option<Instant>,
}

impl Names {
    /// The named thing, if there is such a thing.
    pub(super) fn get(&self, what: &str) -> Option<&str> {
        match what {
            "name" => self.name.as_deref(),
            "advisor" => self.advisor.as_deref(),
            "mentor" => self.mentor.as_deref(),
            "project" => self.project.as_deref(),
            "programme" => self.programme.as_deref(),
            "company" => self.company.as_deref(),
            _ => None,
        }
    }

    /// The text as it is said at `at`: `{mentor}`, `{day+2}` for the weekday
    /// two working days on, `{date+2}` and `{anchor}` for dates.
    pub(super) fn fill(
        &self,
        text: &str,
        language: Language,
        at: Instant,
        calendar: &Calendar,
    ) -> String {
        let locale = Locale::of(language);
        let today = Today { now: at, calendar };
        let mut said = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((what, after)) = after.split_once('}') else { break };
            said.push_str(before);
            match what.split_once('+') {
                Some((what, days)) => {
                    let on = working_days_after(calendar, at, days.parse().unwrap_or(1));
                    let long = locale.long_date(on, today);
                    let word = long.split_whitespace().next().unwrap_or(&long);
                    let date = locale.date(on, today);
                    said.push_str(if what == "day" { word } else { &date });
                }
                None if what == "anchor" => {
                    said.push_str(&locale.date(self.anchor.unwrap_or(at), today));
                }
                None => said.push_str(self.get(what).unwrap_or(what)),
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

/// The midnight of the day so many working days later; of none, the day itself.
pub(in crate::cli::demo) fn working_days_after(
    calendar: &Calendar,
    at: Instant,
    days: u32,
) -> Instant {
    let further = (days as usize).checked_sub(1);
    let on = further.and_then(|further| calendar.working_days_after(at).nth(further));
    on.unwrap_or_else(|| calendar.midnight(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_days_stand_in_for_themselves() {
        let paris = Calendar::new("Europe/Paris").unwrap();
        let thursday = paris.at("2026-03-05T10:00".parse().unwrap());
        let names = Names {
            mentor: Some("Karim".into()),
            anchor: Some(paris.at("2026-03-01T10:00".parse().unwrap())),
            ..Names::default()
        };
        let said = |text, language| names.fill(text, language, thursday, &paris);
        assert_eq!(said("{mentor}, {day+2} ({date+2})", Language::Fr), "Karim, lundi (9 mars)");
        assert_eq!(said("since {anchor}: {day+1}", Language::En), "since 1 March: Friday");
        assert_eq!(said("rien { de spécial", Language::Fr), "rien { de spécial");
    }

    #[test]
    fn a_weekend_is_no_working_day() {
        let paris = Calendar::new("Europe/Paris").unwrap();
        let at = |text: &str| paris.at(text.parse().unwrap());
        let day = |days| working_days_after(&paris, at("2026-03-06T18:00"), days);
        assert_eq!((day(0), day(1)), (at("2026-03-06T00:00"), at("2026-03-09T00:00")));
    }
}
