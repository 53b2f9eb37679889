//! One absence: until when it lasts, who answers, and sharing out the students
//! of whoever is away among several colleagues.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;
use vigie_domain::caseload::Absence;
use vigie_domain::ids::{AbsenceId, StaffId, StudentId};
use vigie_domain::time::Span;
use vigie_store::across::PeopleQuery;

use super::super::pages::{self, Pages};
use super::super::{Error, Frame, Result, Visitor, Web};
use super::away::{to_absences, until, wrong};
use crate::app::caseload::Again;
use crate::app::{self, Refusal};
use crate::names::Names;

/// Students on a page.
const PAGE: u32 = 200;

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
    /// Whoever changes it says that they saw this.
    seen: u32,
    name: String,
    stand_in: String,
    rows: Vec<Row>,
    total: usize,
    pages: Option<Pages>,
    /// Who may answer.
    everybody: Vec<(StaffId, String)>,
    /// What is wrong with the students that were chosen, and which these were.
    wrong: Option<&'static str>,
    ticked: Vec<StudentId>,
    /// What stands in the form of the absence, and what is wrong with it.
    typed: Typed,
    refused: Option<&'static str>,
}

impl Page {
    fn is_ticked(&self, student: &StudentId) -> bool {
        self.ticked.contains(student)
    }
}

/// What is said of an absence anew.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typed {
    seen: u32,
    until: String,
    stand_in: String,
}

impl Typed {
    fn is_stand_in(&self, id: &StaffId) -> bool {
        self.stand_in == id.to_string()
    }
}

/// What the page may be asked.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    page: u32,
}

/// `GET /caseload/absences/{absence}`
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(absence): Path<AbsenceId>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    Ok(Html(read(&web, &visitor, absence, asked.page).await?.render()?))
}

async fn read(web: &Web, visitor: &Visitor, id: AbsenceId, page: u32) -> Result<Page> {
    let (desk, store) = (web.desk(), &web.app().store);
    let absences = store.absences(web.now()).await?;
    let found = absences.iter().find(|absence| absence.id == id);
    let Absence { staff, stand_in, split, until, version, .. } =
        found.cloned().ok_or(Error::NotFound)?;
    let (page, offset) = pages::asked(page, PAGE);
    let theirs =
        PeopleQuery { advisor: Some(staff), offset, limit: PAGE, ..PeopleQuery::default() };
    let people = store.people(&theirs).await?;
    let students: Vec<StudentId> = people.lines.iter().map(|line| line.student).collect();
    let names = Names::among(Arc::clone(&desk.directory), store, &students).await?;
    let row = |student: StudentId| Row {
        student,
        name: names.full(student),
        instead: split.get(&student).map(|who| names.staff(*who)),
    };
    let mut everybody = desk.directory.advisors();
    everybody.retain(|(who, _)| *who != staff);
    let name = names.staff(staff);
    // The last day away, as a browser's field wants it.
    let calendar = &desk.school.context.calendar;
    let until = until.map(|until| calendar.date(until - Span(1)).to_string());
    Ok(Page {
        frame: Frame::new(web, visitor, "split-title").about(name.as_str()),
        absence: id,
        seen: version,
        name,
        stand_in: names.staff(stand_in),
        rows: students.into_iter().map(row).collect(),
        total: usize::try_from(people.total).unwrap_or(usize::MAX),
        pages: Pages::of(people.total, PAGE, page, |page| {
            format!("/caseload/absences/{id}?page={page}")
        }),
        everybody,
        wrong: None,
        ticked: Vec::new(),
        typed: Typed {
            seen: version,
            until: until.unwrap_or_default(),
            stand_in: stand_in.to_string(),
        },
        refused: None,
    })
}

/// `POST /caseload/absences/{absence}/change`
pub(in crate::web) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<AbsenceId>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let stand_in = Uuid::parse_str(&typed.stand_in).ok().map(StaffId);
    let read_until = until(&web.desk(), &typed.until);
    let refused = match (stand_in, read_until) {
        (Some(stand_in), Some(until)) => {
            let to = Again { id, seen: typed.seen, until, stand_in };
            match web.app().change_absence(Some(visitor.signed_in()?), to).await {
                Ok(()) => return Ok(to_absences(&web).await?.into_response()),
                Err(app::Error::Refused(Refusal::NotAbsent)) => return Err(Error::NotFound),
                Err(app::Error::Refused(refusal)) => wrong(&refusal),
                Err(error) => return Err(error.into()),
            }
        }
        _ => "caseload-error-absence",
    };
    let page = read(&web, &visitor, id, 1).await?;
    // What is sent next was seen now.
    let typed = Typed { seen: page.seen, ..typed };
    let page = Page { refused: Some(refused), typed, ..page };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

/// `POST /caseload/absences/{absence}`: each tick is a field `student`.
pub(in crate::web) async fn share(
    State(web): State<Web>,
    visitor: Visitor,
    Path(absence): Path<AbsenceId>,
    Query(asked): Query<Asked>,
    Form(given): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let all = |name: &'static str| given.iter().filter(move |(key, _)| key == name);
    let ids = |name| all(name).filter_map(|(_, value)| Uuid::parse_str(value).ok());
    let ticked: Vec<StudentId> = ids("student").map(StudentId).collect();
    let to = ids("to").map(StaffId).next();
    let seen = all("seen").find_map(|(_, value)| value.parse().ok()).unwrap_or(0);
    let said = match to {
        _ if ticked.is_empty() => "split-nobody",
        None => "split-to-whom",
        Some(to) => {
            let split: BTreeMap<StudentId, StaffId> =
                ticked.iter().map(|student| (*student, to)).collect();
            let by = visitor.signed_in()?;
            match web.app().share_absence(Some(by), (absence, seen), split).await {
                Ok(()) => {
                    web.refresh().await?;
                    let (page, _) = pages::asked(asked.page, PAGE);
                    let back = format!("/caseload/absences/{absence}?page={page}");
                    return Ok(Redirect::to(&back).into_response());
                }
                Err(app::Error::Refused(Refusal::NotAbsent)) => return Err(Error::NotFound),
                Err(app::Error::Refused(refusal @ Refusal::NotAnAdvisor)) => {
                    return Err(app::Error::from(refusal).into());
                }
                Err(app::Error::Refused(refusal)) => wrong(&refusal),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let page = read(&web, &visitor, absence, asked.page).await?;
    let page = Page { wrong: Some(said), ticked, ..page };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}
