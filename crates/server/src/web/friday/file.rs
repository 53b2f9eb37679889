//! Everything to follow up, as rows of a file.

use vigie_domain::ids::StudentId;
use vigie_domain::worklist::Candidate;

use super::super::{Result, Web};
use super::Sheet;
use crate::briefing::{Briefing, quoted};
use crate::names::Names;
use crate::wording::{Language, Locale};

/// Headings, and a row for each: student, advisor, what, since when.
pub(super) async fn rows(
    web: &Web,
    locale: &'static Locale,
    sheet: &Sheet,
) -> Result<(Vec<String>, Vec<Vec<String>>)> {
    let desk = web.desk();
    let store = &web.app().store;
    let headings = ["student", "advisor", "what", "since"];
    let headings = headings.map(|key| locale.text(&format!("friday-csv-{key}"), &[])).to_vec();
    let mut rows = Vec::new();
    for owed in &sheet.owed {
        let unseen = owed.unseen.iter().map(|(student, _)| *student);
        let promised = owed.promises.iter().map(|(student, _)| *student);
        let mut people: Vec<StudentId> =
            unseen.chain(promised).chain(owed.ours.iter().map(|(student, _)| *student)).collect();
        people.sort_unstable();
        people.dedup();
        let mut names = Names::among(desk.directory.clone(), store, &people).await?;
        let ours: Vec<Candidate> = owed
            .ours
            .iter()
            .map(|(student, reason)| Candidate {
                reasons: vec![reason.clone()],
                ..Candidate::quiet(*student)
            })
            .collect();
        let promised = owed.promises.iter().map(|(student, promise)| (*student, promise.words));
        let words: Vec<_> = promised.chain(ours.iter().flat_map(quoted)).collect();
        names.load_words(store, &words).await?;
        let language: Language = locale.language();
        let phrases = desk.phrases(language);
        let (school, at) = (&desk.school, sheet.at);
        let briefing = Briefing { school, phrases, names: &names, at, locale };
        let advisor = owed.advisor.map(|advisor| names.staff(advisor)).unwrap_or_default();
        let date = |at| school.context.calendar.date(at).to_string();
        let row = |student, what: String, since| {
            vec![names.full(student), advisor.clone(), what, date(since)]
        };
        rows.extend(
            owed.unseen.iter().map(|&(student, since)| {
                row(student, locale.text("friday-csv-unseen", &[]), since)
            }),
        );
        rows.extend(owed.promises.iter().map(|(student, promise)| {
            let by = names.staff(promise.by);
            let what = match names.words(promise.words) {
                Some(words) => locale.text(
                    "friday-csv-promise",
                    &[("name", by.as_str().into()), ("words", words.into())],
                ),
                None => locale.text("friday-csv-promise-wordless", &[("name", by.as_str().into())]),
            };
            row(*student, what, promise.due)
        }));
        rows.extend(ours.iter().flat_map(|candidate| {
            let told = candidate.reasons.iter();
            told.map(|reason| {
                let told = briefing.reason(candidate, reason);
                row(candidate.student, told.sentence, reason.since)
            })
        }));
    }
    rows.sort();
    Ok((headings, rows))
}
