//! A value as a sentence shows it.

use fluent_bundle::FluentValue;
use vigie_domain::metric::{Type, Unit};
use vigie_domain::time::{DAY, Instant};

use super::bundle::VALUE;
use super::{Language, Today};

/// Longest text put into a sentence, in characters; the rest becomes "…".
const LONGEST_TEXT: usize = 140;
/// So many words and a full stop are a sentence, fewer may be "Pixel Inc.".
const LEAST_SENTENCE: usize = 4;
/// Beyond this a number is no count of anything here.
const LARGEST: f64 = 1e12;

/// A value that a sentence shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown {
    /// A number; shown with at most one decimal.
    Number(f64),
    /// Days; shown whole, rounded down.
    Days(f64),
    /// A point in time; shown as a date.
    Instant(Instant),
    /// A name, a title, an excerpt.
    Text(String),
    /// Not known, or not there.
    Undefined,
}

impl Shown {
    /// A metric's number as its type and unit want it: seconds become days,
    /// points and percents are rounded.
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, and stays a date")]
    #[expect(clippy::cast_precision_loss, reason = "a day of seconds")]
    pub(crate) fn measured(of: Type, unit: Unit, value: f64) -> Self {
        match (of, unit) {
            (Type::Instant, _) => Self::Instant(Instant(value as i64)),
            (Type::Duration, _) => Self::Days(value / DAY.0 as f64),
            (_, Unit::Points | Unit::Percent) => Self::Number(value.round()),
            _ => Self::Number(value),
        }
    }

    /// For Fluent; what is not known is [`FluentValue::None`].
    pub(super) fn fluent(&self, language: Language, today: Today<'_>) -> FluentValue<'static> {
        match self {
            Self::Number(value) => number((value * 10.0).round() / 10.0),
            Self::Days(days) => number(days.floor()),
            Self::Instant(at) => FluentValue::from(today.say(language, *at)),
            Self::Text(text) => match excerpt(text) {
                text if text.is_empty() => FluentValue::None,
                text => FluentValue::from(text),
            },
            Self::Undefined => FluentValue::None,
        }
    }
}

/// Plural rules know only finite numbers of moderate size.
pub(super) fn number(value: f64) -> FluentValue<'static> {
    if value.is_finite() && value.abs() < LARGEST {
        FluentValue::from(value)
    } else {
        FluentValue::None
    }
}

/// One line, not too long, without the marks that we use ourselves. What is
/// a sentence rather than a name loses its full stop to the one around it.
fn excerpt(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control() || c == VALUE);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut line = words.join(" ");
    if words.len() >= LEAST_SENTENCE && line.ends_with('.') && !line.ends_with("..") {
        line.pop();
    }
    if line.chars().count() <= LONGEST_TEXT {
        return line;
    }
    let cut: String = line.chars().take(LONGEST_TEXT).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_whole_days_and_points_are_rounded() {
        let days = Shown::measured(Type::Duration, Unit::Days, 22.9 * 86_400.0);
        assert!(matches!(days, Shown::Days(days) if (days - 22.9).abs() < 1e-9));
        assert_eq!(Shown::measured(Type::Number, Unit::Points, 71.4), Shown::Number(71.0));
        assert_eq!(Shown::measured(Type::Instant, Unit::None, 5.0), Shown::Instant(Instant(5)));
    }

    #[test]
    fn a_long_text_is_cut_between_words_and_put_on_one_line() {
        assert_eq!(excerpt("j'ai\n lu\u{e000} ça"), "j'ai lu ça");
        let long = "mot ".repeat(100);
        let short = excerpt(&long);
        assert!(short.chars().count() <= LONGEST_TEXT + 1, "{short}");
        assert!(short.ends_with("mot…"), "{short}");
    }

    #[test]
    fn a_sentence_loses_its_full_stop_and_a_name_keeps_it() {
        assert_eq!(excerpt("Je suis bloqué ici."), "Je suis bloqué ici");
        assert_eq!(excerpt("Je ne sais pas..."), "Je ne sais pas...");
        assert_eq!(excerpt("Pixel Inc."), "Pixel Inc.");
    }

    #[test]
    fn a_number_that_plural_rules_cannot_read_is_missing() {
        for value in [f64::NAN, f64::INFINITY, 1e300] {
            assert!(matches!(number(value), FluentValue::None), "{value}");
        }
        assert_eq!(number(3.0), FluentValue::from(3.0));
    }
}
