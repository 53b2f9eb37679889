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
mod sentence;
#[cfg(test)]
mod shipped;
mod shown;

pub(crate) use date::Today;
pub(crate) use language::Language;
pub(crate) use locale::{Locale, Word};
pub(crate) use sentence::{Mistake, Rendered, Sentence};
pub(crate) use shown::Shown;

use vigie_domain::directory::Student;

/// What to call a student: the given name or, where the source has none, the
/// id they have there.
pub(crate) fn called(student: &Student) -> &str {
    let name = student.given_name.trim();
    if name.is_empty() { &student.external } else { name }
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

    #[test]
    fn a_student_without_a_given_name_is_called_by_their_id() {
        let mut student = Student { external: "11391".into(), ..Student::default() };
        assert_eq!(called(&student), "11391");
        student.given_name = "Inès".to_owned();
        assert_eq!(called(&student), "Inès");
    }

    #[test]
    fn proposals_get_narrow_spaces_in_french_only() {
        assert_eq!(typeset(Language::Fr, "Ça va ?"), "Ça va\u{202f}?");
        assert_eq!(typeset(Language::En, "Fine ?"), "Fine ?");
    }
}
