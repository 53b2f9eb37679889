//! What is wrong with a draft, field by field, while it is typed.

use std::ops::Range;

use serde::Serialize;
use vigie_domain::indicator::{Diagnostic, Indicator};

use super::draft::{Draft, File};
use crate::wording::{self, Language, Locale, mistake};

/// A draft, looked at.
#[derive(Debug)]
pub(super) struct Checked {
    /// The file that it makes.
    pub(super) file: File,
    /// What it is, if nothing is wrong.
    pub(super) indicator: Option<Indicator>,
    pub(super) mistakes: Vec<Told>,
}

/// A mistake, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Told {
    /// The field of the form.
    pub(super) field: String,
    /// The part of its text that is meant, as browsers count (UTF-16).
    pub(super) part: Option<(usize, usize)>,
    /// Line and column in the condition, from 1.
    pub(super) place: Option<(usize, usize)>,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Told {
    fn of(draft: &Draft, file: &File, found: &Diagnostic, language: Language) -> Self {
        let (field, part) = file.place(found);
        let text = if field == "condition" { draft.condition.as_str() } else { "" };
        let place = part.as_ref().filter(|_| !text.is_empty());
        let place =
            place.map(|part| Diagnostic { span: part.clone(), ..found.clone() }.position(text));
        Self {
            part: part.filter(|_| !text.is_empty()).map(|part| utf16(text, &part)),
            place,
            field,
            message: mistake::say(language, &found.message),
            hint: found.hint.as_deref().map(|hint| mistake::say(language, hint)),
        }
    }

    /// The first mistake of a file that was handed in.
    pub(super) fn of_file(text: &str, locale: &Locale) -> Self {
        let found =
            Indicator::parse(text).err().and_then(|found| found.diagnostics.into_iter().next());
        let Some(found) = found else { return Self::whole("file", String::new()) };
        let language = locale.language();
        Self {
            field: "file".to_owned(),
            part: Some(utf16(text, &found.span)),
            place: Some(found.position(text)),
            message: mistake::say(language, &found.message),
            hint: found.hint.as_deref().map(|hint| mistake::say(language, hint)),
        }
    }

    /// Said of a field as a whole.
    pub(super) fn whole(field: &str, message: String) -> Self {
        Self { field: field.to_owned(), part: None, place: None, message, hint: None }
    }
}

impl Checked {
    /// Look at a draft; `taken` are the ids that are in use.
    pub(super) fn of(draft: &Draft, taken: &[String], locale: &Locale) -> Self {
        let file = draft.file();
        let language = locale.language();
        let told = |found: &Diagnostic| Told::of(draft, &file, found, language);
        let id = draft.settled_id();
        let parsed = Indicator::parse(&file.text);
        let (indicator, mut mistakes) = match parsed {
            Ok(indicator) => {
                let faults = wording::faults(&indicator);
                let faults = faults.iter().map(|fault| sentence(fault, language));
                let odd = indicator.warnings();
                (Some(indicator), odd.iter().map(told).chain(faults).collect())
            }
            Err(found) => (None, found.diagnostics.iter().map(told).collect::<Vec<_>>()),
        };
        if draft.base.is_empty() && taken.contains(&id) {
            mistakes.push(Told::whole("id", locale.text("editor-id-taken", &[])));
        }
        let indicator = indicator.filter(|_| mistakes.is_empty());
        Self { file, indicator, mistakes }
    }
}

/// A fault of a sentence, which begins with its language in brackets.
fn sentence(fault: &str, language: Language) -> Told {
    let field = if fault.starts_with("[en]") { "en_wording" } else { "fr_wording" };
    let message = fault.split_once("wording: ").map_or(fault, |(_, message)| message);
    Told::whole(field, mistake::say(language, message))
}

/// The same part, counted in UTF-16 units.
pub(super) fn utf16(text: &str, part: &Range<usize>) -> (usize, usize) {
    let count = |to: usize| {
        text.char_indices().take_while(|(at, _)| *at < to).map(|(_, c)| c.len_utf16()).sum()
    };
    (count(part.start), count(part.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::indicator::draft::draft;

    fn look(draft: &Draft) -> Checked {
        Checked::of(draft, &["no-session".to_owned()], Locale::of(Language::Fr))
    }

    #[test]
    fn a_mistake_is_counted_as_browsers_count() {
        let checked = look(&draft("# 😅 é\nrisque > 3 && days_since_session > $quiet"));
        let told = &checked.mistakes[0];
        assert_eq!(
            (told.field.as_str(), told.part, told.place),
            ("condition", Some((7, 13)), Some((2, 1)))
        );
    }

    #[test]
    fn an_id_that_is_in_use_is_refused_for_a_new_one_only() {
        let mut draft = draft("days_since_session > $quiet");
        draft.id = "no-session".to_owned();
        assert_eq!(look(&draft).mistakes[0].field, "id");
        draft.base = "no-session".to_owned();
        assert!(look(&draft).indicator.is_some());
    }

    #[test]
    fn a_sentence_that_names_no_evidence_is_told_at_its_field() {
        let mut draft = draft("days_since_session > $quiet");
        draft.en.wording = "{ $who } is away".to_owned();
        let checked = look(&draft);
        assert!(checked.indicator.is_none());
        assert_eq!(checked.mistakes[0].field, "en_wording");
    }

    #[test]
    fn what_would_never_ring_or_always_is_told_and_not_kept() {
        for text in [
            "risk > 3 && risk < 2 && days_since_session > $quiet",
            "true || days_since_session > $quiet",
        ] {
            let checked = look(&draft(text));
            assert!(checked.indicator.is_none(), "{text}");
            let told = &checked.mistakes[0];
            assert_eq!(told.field, "condition");
            assert!(told.message.contains("sonnerait"), "{told:?}");
        }
    }

    #[test]
    fn depth_beyond_64_is_refused_before_it_is_parsed() {
        let checked = look(&draft(&format!("{}on_leave{}", "(".repeat(65), ")".repeat(65))));
        assert!(checked.indicator.is_none());
        assert!(checked.mistakes[0].message.contains("64"), "{:?}", checked.mistakes);
    }
}
