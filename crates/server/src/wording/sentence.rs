//! An indicator's sentence: a Fluent pattern, checked once, rendered often.

mod check;

use std::fmt;

use fluent_bundle::{FluentArgs, FluentResource};

use super::bundle::{Bundle, bundle};
use super::{Language, Shown, Today, typeset};

/// The id under which a pattern is kept in its bundle.
const ID: &str = "sentence";
/// The placeholder for the student.
pub(super) const NAME: &str = "name";

/// Why a pattern can't be shown as it was meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Mistake {
    /// Too long or nested too deeply to be a sentence.
    #[error("too long or too deeply nested for a sentence")]
    TooLarge,
    /// Not Fluent.
    #[error("not a Fluent pattern: {0}")]
    Syntax(String),
    /// Fluent, but something that a sentence may not do.
    #[error("a sentence can't use {0}")]
    Unsupported(String),
    /// A value is missing from what was given.
    #[error("{0}")]
    Unresolved(String),
}

/// A sentence as it is shown, and what was wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// The text; the raw pattern if that could not be read.
    pub(crate) text: String,
    /// Empty if all went well.
    pub(crate) mistakes: Vec<Mistake>,
}

/// A pattern in one language. A wrong one is kept, and shown raw.
pub(crate) struct Sentence {
    language: Language,
    source: String,
    pattern: Result<Pattern, Mistake>,
}

struct Pattern {
    bundle: Bundle,
    /// Names of the values it uses, sorted.
    placeholders: Vec<String>,
}

impl Sentence {
    /// Read a Fluent pattern.
    pub(crate) fn new(language: Language, source: &str) -> Self {
        Self { language, source: source.to_owned(), pattern: Pattern::read(language, source) }
    }

    /// What is wrong with the pattern, if anything.
    pub(super) fn mistake(&self) -> Option<&Mistake> {
        self.pattern.as_ref().err()
    }

    /// The values that it uses, sorted; `name` is the student.
    pub(super) fn placeholders(&self) -> &[String] {
        self.pattern.as_ref().map_or(&[], |pattern| pattern.placeholders.as_slice())
    }

    /// Put the values in.
    pub(crate) fn render(
        &self,
        name: &str,
        values: &[(&str, Shown)],
        today: Today<'_>,
    ) -> Rendered {
        let raw = |mistakes| Rendered { text: self.source.clone(), mistakes };
        let pattern = match &self.pattern {
            Ok(pattern) => pattern,
            Err(mistake) => return raw(vec![mistake.clone()]),
        };
        let mut args = FluentArgs::new();
        for (placeholder, value) in values {
            args.set(*placeholder, value.fluent(self.language, today));
        }
        args.set(NAME, Shown::Text(name.to_owned()).fluent(self.language, today));
        let Some(value) = pattern.bundle.get_message(ID).and_then(|message| message.value()) else {
            return raw(vec![Mistake::Syntax("no text".to_owned())]);
        };
        let mut errors = Vec::new();
        let text = pattern.bundle.format_pattern(value, Some(&args), &mut errors);
        Rendered {
            text: typeset(self.language, &text),
            mistakes: errors.iter().map(|error| Mistake::Unresolved(error.to_string())).collect(),
        }
    }
}

impl Pattern {
    fn read(language: Language, source: &str) -> Result<Self, Mistake> {
        check::size(source)?;
        // Every line indented, so that none of them can begin another message.
        let mut resource = format!("{ID} =\n");
        for line in source.lines() {
            resource.push_str("    ");
            resource.push_str(line);
            resource.push('\n');
        }
        let resource = FluentResource::try_new(resource).map_err(|(_, errors)| {
            Mistake::Syntax(errors.first().map_or_else(String::new, ToString::to_string))
        })?;
        let placeholders = check::placeholders(&resource)?;
        let bundle = bundle(language, resource).map_err(|errors| {
            Mistake::Syntax(errors.first().map_or_else(String::new, ToString::to_string))
        })?;
        Ok(Self { bundle, placeholders })
    }
}

impl fmt::Debug for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sentence")
            .field("language", &self.language)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::calendar::Calendar;
    use vigie_domain::time::Instant;

    use super::*;

    fn rendered(language: Language, pattern: &str, values: &[(&str, Shown)]) -> Rendered {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let now = Instant(1_795_338_000);
        Sentence::new(language, pattern).render("Inès", values, Today { now, calendar: &calendar })
    }

    fn text(language: Language, pattern: &str, values: &[(&str, Shown)]) -> String {
        let rendered = rendered(language, pattern, values);
        assert_eq!(rendered.mistakes, []);
        rendered.text
    }

    #[test]
    fn values_are_elided_and_not_isolated() {
        assert_eq!(text(Language::Fr, "La pause de { $name } !", &[]), "La pause d'Inès\u{202f}!");
        assert_eq!(text(Language::En, "{ $name }'s leave", &[]), "Inès's leave");
    }

    #[test]
    fn one_and_a_half_is_singular_in_french_with_a_comma() {
        let pattern = "{ $n ->\n [one] { $n } jour\n *[other] { $n } jours\n}";
        let number = |n| [("n", Shown::Number(n))];
        assert_eq!(text(Language::Fr, pattern, &number(1.5)), "1,5 jour");
        assert_eq!(text(Language::Fr, pattern, &number(21.0)), "21 jours");
        assert_eq!(text(Language::En, pattern, &number(1.54)), "1.5 jours");
    }

    #[test]
    fn known_asks_whether_all_values_are_there() {
        let pattern = "{ KNOWN($a, $b) ->\n [yes] { $a } et { $b }\n *[no] rien\n}";
        let both = [("a", Shown::Days(3.9)), ("b", Shown::Text("Karim".into()))];
        assert_eq!(text(Language::Fr, pattern, &both), "3 et Karim");
        let one = [("a", Shown::Days(3.9)), ("b", Shown::Undefined)];
        assert_eq!(text(Language::Fr, pattern, &one), "rien");
    }

    #[test]
    fn weeks_are_whole() {
        let days = |n| [("n", Shown::Days(n))];
        assert_eq!(text(Language::En, "{ WEEKS($n) } weeks", &days(29.0)), "4 weeks");
        assert_eq!(text(Language::En, "{ WEEKS($n) } weeks", &days(7.0)), "1 weeks");
    }

    #[test]
    fn an_unguarded_missing_value_is_an_ellipsis() {
        assert_eq!(text(Language::Fr, "avec { $m }", &[("m", Shown::Undefined)]), "avec …");
    }

    #[test]
    fn lines_of_a_pattern_become_one() {
        assert_eq!(text(Language::Fr, "Bonjour\n   à { $name }\n\nlà", &[]), "Bonjour à Inès là");
    }

    #[test]
    fn a_wrong_pattern_is_shown_raw_with_its_mistake() {
        let wrong = rendered(Language::Fr, "Bonjour { $name", &[]);
        assert_eq!(wrong.text, "Bonjour { $name");
        assert!(matches!(wrong.mistakes[..], [Mistake::Syntax(_)]), "{wrong:?}");
    }

    #[test]
    fn a_value_that_nobody_gave_is_a_mistake() {
        let wrong = rendered(Language::Fr, "{ $nobody } ?", &[]);
        assert_eq!(wrong.text, "{$nobody}\u{202f}?");
        assert!(matches!(wrong.mistakes[..], [Mistake::Unresolved(_)]), "{wrong:?}");
    }
}
