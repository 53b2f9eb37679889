//! Words for people: an indicator's sentence, and what the program says itself.
//!
//! Sentences are Fluent patterns with two functions of our own:
//! `KNOWN($a, $b)` is `yes` if every value is defined, else `no`;
//! `WEEKS($n)` is the whole weeks in a number of days. After Fluent has put
//! the values in, French gets its elisions and its narrow spaces.

mod bundle;
mod date;
mod french;
mod language;
mod locale;
pub(crate) mod mistake;
mod sentence;
#[cfg(test)]
mod shipped;
mod shown;

pub(crate) use date::Today;
pub(crate) use language::Language;
pub(crate) use locale::{Locale, Word};
pub(crate) use sentence::Sentence;
pub(crate) use shown::Shown;

use vigie_domain::indicator::Indicator;

/// What is wrong with an indicator's sentences, one line each: a pattern that
/// can't be read, or a placeholder that is no evidence.
pub(crate) fn faults(indicator: &Indicator) -> Vec<String> {
    let both = [(Language::Fr, &indicator.fr), (Language::En, &indicator.en)];
    let faults = both.into_iter().flat_map(|(language, wording)| {
        let sentence = Sentence::new(language, &wording.wording);
        let evidence = |name: &String| {
            name == sentence::NAME || indicator.evidence.iter().any(|(known, _)| known == name)
        };
        let unknown = sentence.placeholders().iter().filter(|name| !evidence(name));
        let unknown = unknown.map(|name| format!("`${name}` is not in [evidence]"));
        let mistakes = sentence.mistake().map(ToString::to_string).into_iter().chain(unknown);
        let within = |fault| format!("[{}] wording: {fault}", language.code());
        mistakes.map(within).collect::<Vec<_>>()
    });
    faults.collect()
}

/// The finishing touch to any text of ours that no pattern made, such as a
/// proposal.
pub(crate) fn typeset(language: Language, text: &str) -> String {
    let text = text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty());
    let text = text.collect::<Vec<_>>().join(" ");
    match language {
        Language::Fr => french::narrow_spaces(&french::elide(&text)),
        Language::En => text.replace(bundle::VALUE, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_wordings(fr: &str, en: &str) -> Indicator {
        let text = format!(
            "id = 'x'\nnumber = 1\nseverity = 'act'\ntask = 'answer'\ncondition = 'promise_due'\n\
             [evidence]\ndate = 'promise_at'\n\
             [fr]\nname = 'x'\nwording = '{fr}'\nproposals = ['a', 'b']\n\
             [en]\nname = 'x'\nwording = '{en}'\nproposals = ['a', 'b']\n"
        );
        Indicator::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
    }

    #[test]
    fn the_faults_of_both_languages_are_told() {
        let faults = faults(&with_wordings("{ $name } : { $dat }", "{ $date"));
        assert_eq!(faults[0], "[fr] wording: `$dat` is not in [evidence]");
        assert!(faults[1].starts_with("[en] wording: not a Fluent pattern"), "{faults:?}");
        assert_eq!(faults.len(), 2);
    }

    #[test]
    fn a_sound_indicator_has_no_faults() {
        assert!(super::faults(&with_wordings("{ $name } : { $date }", "{ $date }")).is_empty());
    }

    #[test]
    fn proposals_get_narrow_spaces_in_french_only() {
        assert_eq!(typeset(Language::Fr, "Ça va ?"), "Ça va\u{202f}?");
        assert_eq!(typeset(Language::En, "Fine ?"), "Fine ?");
    }
}
