//! Having somebody erased: asked for, carried out a week later by the engine,
//! taken back until then. Nobody is asked whether they are sure.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use vigie_domain::ids::StudentId;

use super::contact::some;
use super::{Error, Frame, Result, Visitor, Web};
use crate::app::{self, Refusal};
use crate::names::Names;
use crate::wording::Today;

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Whose page it was asked for from.
    who: Option<StudentId>,
    /// What was just done: `asked`, `kept`.
    said: String,
}

/// Somebody who is to be erased.
struct Due {
    student: StudentId,
    /// Name, for whoever sees students; else the id in its source.
    who: String,
    asked: String,
    /// When it is done.
    on: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "erasures.html")]
struct Page {
    frame: Frame,
    due: Vec<Due>,
    said: Option<&'static str>,
    wrong: Option<&'static str>,
    external: String,
    because: String,
    /// How many people were erased so far.
    erased: usize,
}

/// `GET /erasures`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let mut page = read(&web, &visitor).await?;
    page.said = match asked.said.as_str() {
        "asked" => Some("erasures-said-asked"),
        "kept" => Some("erasures-said-kept"),
        _ => None,
    };
    if let Some(student) = asked.who.filter(|_| visitor.sees_everybody()) {
        let known = web.app().store.student(student).await?.ok_or(Error::NotFound)?;
        page.external = known.student.external.to_string();
    }
    Ok(Html(page.render()?))
}

async fn read(web: &Web, visitor: &Visitor) -> Result<Page> {
    let (app, desk, locale) = (web.app(), web.desk(), visitor.locale);
    let rows = app.erasures().await?;
    let students: Vec<StudentId> = rows.iter().map(|row| row.student).collect();
    let names = Names::among(desk.directory.clone(), &app.store, &students).await?;
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let due = rows.into_iter().map(|row| Due {
        student: row.student,
        // Whoever looks after accounts sees no student: only what they typed.
        who: if visitor.sees_everybody() {
            names.full(row.student)
        } else {
            names.external(row.student)
        },
        asked: locale.date(row.asked_at, today),
        on: locale.long_date(row.due_at, today),
        reason: row.reason,
    });
    let erased = app.store.erased_people().await?.iter().map(|row| row.people).sum::<u64>();
    Ok(Page {
        frame: Frame::new(web, visitor, "erasures-title"),
        due: due.collect(),
        said: None,
        wrong: None,
        external: String::new(),
        because: String::new(),
        erased: usize::try_from(erased).unwrap_or(usize::MAX),
    })
}

/// Whom, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Given {
    external: String,
    because: String,
}

/// `POST /erasures`
pub(super) async fn ask(
    State(web): State<Web>,
    visitor: Visitor,
    Form(given): Form<Given>,
) -> Result<Response> {
    let user = visitor.signed_in()?;
    let wrong = match one(&web, &given.external).await? {
        None => "erasures-nobody",
        Some(student) => {
            match web.app().ask_to_erase(Some(user.id), student, &given.because).await {
                Ok(_) => return Ok(Redirect::to("/erasures?said=asked").into_response()),
                Err(app::Error::Refused(Refusal::NoWords)) => "erasures-no-reason",
                Err(error) => return Err(error.into()),
            }
        }
    };
    let page = read(&web, &visitor).await?;
    let Given { external, because } = given;
    let page = Page { wrong: Some(wrong), external, because, ..page };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

/// The only person with this id in any source.
async fn one(web: &Web, external: &str) -> Result<Option<StudentId>> {
    let Some(external) = some(external) else { return Ok(None) };
    let found = web.app().store.find_student(&external).await?;
    let mut ids: Vec<StudentId> = found.into_iter().map(|(student, _)| student).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(if let [only] = ids.as_slice() { Some(*only) } else { None })
}

/// `POST /erasures/{person}/keep`
pub(super) async fn keep(
    State(web): State<Web>,
    visitor: Visitor,
    Path(student): Path<StudentId>,
) -> Result<Redirect> {
    let user = visitor.signed_in()?;
    match web.app().keep_person(Some(user.id), student).await {
        Ok(()) => Ok(Redirect::to("/erasures?said=kept")),
        Err(app::Error::Refused(_)) => Err(Error::NotFound),
        Err(error) => Err(error.into()),
    }
}
