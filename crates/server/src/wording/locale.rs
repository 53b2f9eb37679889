//! What the program says itself.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use vigie_domain::calendar::Calendar;
use vigie_domain::time::Instant;

use super::bundle::{Bundle, bundle};
use super::date;
use super::shown::number;
use super::{Language, Today, typeset};

const FR: &str = include_str!("../../locales/fr.ftl");
const EN: &str = include_str!("../../locales/en.ftl");

/// A word or number to put into a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Word<'w> {
    /// A number.
    Number(f64),
    /// A word.
    Text(&'w str),
}

impl<'w> From<&'w str> for Word<'w> {
    fn from(text: &'w str) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Word<'_> {
    fn from(count: u32) -> Self {
        Self::Number(f64::from(count))
    }
}

impl From<usize> for Word<'_> {
    #[expect(clippy::cast_precision_loss, reason = "counts shown to people fit 53 bits")]
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

/// The words of one language.
pub(crate) struct Locale {
    language: Language,
    bundle: Bundle,
}

impl Locale {
    /// The words of this language; read once.
    pub(crate) fn of(language: Language) -> &'static Self {
        static READ: LazyLock<[Locale; 2]> = LazyLock::new(|| Language::ALL.map(Locale::read));
        &READ[language as usize]
    }

    fn read(language: Language) -> Self {
        let source = match language {
            Language::Fr => FR,
            Language::En => EN,
        };
        // A test reads both files: here a faulty entry is only left out.
        let resource = FluentResource::try_new(source.to_owned());
        let resource = resource.unwrap_or_else(|(rest, _)| rest);
        let bundle = bundle(language, resource)
            .unwrap_or_else(|_| FluentBundle::new_concurrent(vec![language.identifier()]));
        Self { language, bundle }
    }

    /// Which language this is.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The text under `key`; the key itself if there is none.
    pub(crate) fn text(&self, key: &str, words: &[(&str, Word<'_>)]) -> String {
        let message = self.bundle.get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut args = FluentArgs::new();
        for (placeholder, word) in words {
            args.set(
                *placeholder,
                match word {
                    Word::Number(value) => number(*value),
                    Word::Text(text) => FluentValue::from(*text),
                },
            );
        }
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
        typeset(self.language, &text)
    }

    /// A date as it is said.
    pub(crate) fn date(&self, at: Instant, today: Today<'_>) -> String {
        today.say(self.language, at)
    }

    /// A date with its weekday: "lundi 3 mars", "Monday 3 March".
    pub(crate) fn long_date(&self, at: Instant, today: Today<'_>) -> String {
        let weekday = date::weekday(self.language, at, today.calendar);
        format!("{weekday} {}", today.say(self.language, at))
    }

    /// An hour of the day: "14 h 30", "14:30".
    pub(crate) fn hour(&self, at: Instant, calendar: &Calendar) -> String {
        date::hour(self.language, at, calendar)
    }

    /// A number with at most one decimal, with the language's mark.
    pub(crate) fn decimal(&self, value: f64) -> String {
        let text = ((value * 10.0).round() / 10.0).to_string();
        match self.language {
            Language::Fr => text.replace('.', ","),
            Language::En => text,
        }
    }

    /// Hours and minutes: "4 h 10", "25 min".
    pub(crate) fn minutes(&self, minutes: u32) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60);
        let padded = format!("{rest:02}");
        match (hours, rest) {
            (0, _) => self.text("minutes", &[("m", rest.into())]),
            (_, 0) => self.text("hours", &[("h", hours.into())]),
            _ => self.text("hours-minutes", &[("h", hours.into()), ("mm", padded.as_str().into())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use fluent_syntax::ast::Entry;

    use super::*;

    /// Every key with the variables that its text uses.
    fn entries(source: &str) -> BTreeMap<String, Vec<String>> {
        let resource = FluentResource::try_new(source.to_owned()).expect("a locale file is Fluent");
        let messages = resource.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        });
        messages.map(|key| (key.clone(), variables(source, &key))).collect()
    }

    /// `$words` from the line of this key to the next key.
    fn variables(source: &str, key: &str) -> Vec<String> {
        let start = source.find(&format!("\n{key} =")).unwrap_or(0);
        let body = source[start + 1..].lines();
        let body = body.enumerate().take_while(|(n, line)| *n == 0 || line.starts_with(' '));
        let mut found: Vec<String> = body
            .flat_map(|(_, line)| line.split('$').skip(1))
            .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric()).collect())
            .collect();
        // Only French has two ways to say "you".
        found.retain(|variable| variable != "form");
        found.sort();
        found.dedup();
        found
    }

    #[test]
    fn both_languages_have_the_same_keys_and_variables() {
        assert_eq!(entries(FR), entries(EN));
    }

    #[test]
    fn no_key_is_written_twice() {
        for language in Language::ALL {
            let source = if language == Language::Fr { FR } else { EN };
            let resource = FluentResource::try_new(source.to_owned()).expect("Fluent");
            assert!(bundle(language, resource).is_ok(), "{}", language.code());
        }
    }

    #[test]
    fn who_still_waits_is_said_in_the_singular_and_the_plural() {
        let locale = Locale::of(Language::Fr);
        let waiting = |n: u32, minutes| {
            let time = locale.minutes(minutes);
            locale.text("worklist-waiting", &[("n", n.into()), ("time", time.as_str().into())])
        };
        assert_eq!(waiting(9, 250), "9 personnes attendent encore\u{202f}: 4 h 10.");
        assert_eq!(waiting(1, 8), "1 personne attend encore\u{202f}: 8 min.");
    }

    #[test]
    fn an_unknown_key_is_shown_as_it_is() {
        assert_eq!(Locale::of(Language::En).text("no-such-key", &[]), "no-such-key");
    }

    #[test]
    fn names_in_our_own_texts_elide() {
        let text = Locale::of(Language::Fr).text("worklist-of", &[("name", "Agnès".into())]);
        assert!(text.contains("d'Agnès"), "{text}");
    }
}
