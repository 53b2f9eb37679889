//! The first morning back: what was done meanwhile.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use vigie_domain::ids::{FactId, StudentId};

use super::super::{Error, Frame, Result, Visitor, Web};
use super::last_day;
use crate::names::Names;
use crate::wording::Today;

#[derive(Template)]
#[template(path = "meanwhile.html")]
struct Page {
    frame: Frame,
    /// "Du 3 au 12 novembre : 9 échanges avec 6 personnes."
    lead: String,
    people: Vec<Person>,
}

struct Person {
    student: StudentId,
    name: String,
    moments: Vec<Moment>,
}

struct Moment {
    when: String,
    /// Key of what was done.
    what: &'static str,
    by: String,
    words: Option<String>,
    /// There are words, for few eyes.
    kept: bool,
}

/// `GET /meanwhile`
pub(in crate::web) async fn page(State(web): State<Web>, visitor: Visitor) -> Result<Html<String>> {
    let staff = visitor.staff().ok_or(Error::NoCaseload)?;
    let (desk, now) = (web.desk(), web.now());
    let frame = Frame::new(&web, &visitor, "meanwhile-title");
    let Some(told) = web.app().meanwhile(&desk.school, staff).await? else {
        let lead = frame.t("meanwhile-none");
        return Ok(Html(Page { frame, lead, people: Vec::new() }.render()?));
    };
    let store = &web.app().store;
    let students: Vec<StudentId> = told.done.iter().map(|(student, _)| *student).collect();
    let words: Vec<(StudentId, FactId)> = told
        .done
        .iter()
        .flat_map(|(student, moments)| moments.iter().map(|moment| (*student, moment.fact)))
        .collect();
    let mut names = Names::among(Arc::clone(&desk.directory), store, &students).await?;
    names.load_words(store, &words).await?;
    visitor.saw_sensitive(&web, told.danger.iter().copied()).await?;
    let locale = visitor.locale;
    let today = Today { now, calendar: &desk.school.context.calendar };
    let person = |(student, moments): &(StudentId, Vec<crate::app::caseload::Moment>)| Person {
        student: *student,
        name: names.full(*student),
        moments: moments
            .iter()
            .map(|moment| Moment {
                when: locale.date(moment.at, today),
                what: moment.kind.name(),
                by: names.staff(moment.by),
                words: names.words(moment.fact).map(str::to_owned),
                kept: names.withholds(moment.fact),
            })
            .collect(),
    };
    let from = locale.date(told.absence.from, today);
    let until = last_day(locale, &desk, told.absence.end(), now);
    let count: usize = told.done.iter().map(|(_, moments)| moments.len()).sum();
    let given = [
        ("from", from.as_str().into()),
        ("until", until.as_str().into()),
        ("n", count.into()),
        ("m", told.done.len().into()),
    ];
    let lead = locale.text("meanwhile-lead", &given);
    Ok(Html(Page { frame, lead, people: told.done.iter().map(person).collect() }.render()?))
}
