//! Sharing out the students of somebody who is away among several colleagues.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use uuid::Uuid;
use vigie_domain::caseload::Absence;
use vigie_domain::ids::{AbsenceId, StaffId, StudentId};
use vigie_store::across::Filter;

use super::super::{Error, Frame, Result, Visitor, Web};
use crate::app::{self, Refusal};
use crate::names::Names;

/// One of their students.
struct Row {
    student: StudentId,
    name: String,
    /// Who answers, where it is not the stand-in of the others.
    instead: Option<String>,
}

#[derive(Template)]
#[template(path = "caseload_split.html")]
struct Page {
    frame: Frame,
    absence: AbsenceId,
    name: String,
    stand_in: String,
    rows: Vec<Row>,
    /// Who may answer.
    everybody: Vec<(StaffId, String)>,
    wrong: Option<&'static str>,
    ticked: Vec<StudentId>,
}

impl Page {
    fn is_ticked(&self, student: &StudentId) -> bool {
        self.ticked.contains(student)
    }
}

/// `GET /caseload/absences/{absence}`
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(absence): Path<AbsenceId>,
) -> Result<Html<String>> {
    Ok(Html(read(&web, &visitor, absence).await?.render()?))
}

async fn read(web: &Web, visitor: &Visitor, id: AbsenceId) -> Result<Page> {
    let (desk, store) = (web.desk(), &web.app().store);
    let absences = store.absences(web.now()).await?;
    let found = absences.iter().find(|absence| absence.id == id);
    let Absence { staff, stand_in, split, .. } = found.cloned().ok_or(Error::NotFound)?;
    let students = store.students(Filter::Advisor(staff)).await?;
    let names = Names::among(Arc::clone(&desk.directory), store, &students).await?;
    let mut rows: Vec<Row> = students
        .into_iter()
        .map(|student| Row {
            student,
            name: names.full(student),
            instead: split.get(&student).map(|who| names.staff(*who)),
        })
        .collect();
    rows.sort_by_cached_key(|row| row.name.to_lowercase());
    let mut everybody = desk.directory.advisors();
    everybody.retain(|(who, _)| *who != staff);
    let name = names.staff(staff);
    Ok(Page {
        frame: Frame::new(web, visitor, "split-title").about(name.as_str()),
        absence: id,
        name,
        stand_in: names.staff(stand_in),
        rows,
        everybody,
        wrong: None,
        ticked: Vec::new(),
    })
}

/// `POST /caseload/absences/{absence}`: each tick is a field `student`.
pub(in crate::web) async fn share(
    State(web): State<Web>,
    visitor: Visitor,
    Path(absence): Path<AbsenceId>,
    Form(given): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let all = |name: &'static str| given.iter().filter(move |(key, _)| key == name);
    let ids = |name| all(name).filter_map(|(_, value)| Uuid::parse_str(value).ok());
    let ticked: Vec<StudentId> = ids("student").map(StudentId).collect();
    let to = ids("to").map(StaffId).next();
    let wrong = match to {
        _ if ticked.is_empty() => "split-nobody",
        None => "split-to-whom",
        Some(to) => {
            let split: BTreeMap<StudentId, StaffId> =
                ticked.iter().map(|student| (*student, to)).collect();
            match web.app().share_absence(Some(visitor.signed_in()?), absence, split).await {
                Ok(()) => {
                    web.refresh().await?;
                    let back = format!("/caseload/absences/{absence}");
                    return Ok(Redirect::to(&back).into_response());
                }
                Err(app::Error::Refused(Refusal::NobodyAnswers)) => "caseload-error-nobody",
                Err(app::Error::Refused(Refusal::StandsInForThemself)) => "caseload-error-themself",
                Err(app::Error::Refused(Refusal::NotAbsent)) => return Err(Error::NotFound),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let page = read(&web, &visitor, absence).await?;
    let page = Page { wrong: Some(wrong), ticked, ..page };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}
