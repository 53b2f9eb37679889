//! Where the school makes students stumble: what is ours to repair, who looks
//! into it, and what came of it.

mod counted;
mod read;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;
use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::time::{Instant, Span};

use counted::Counted;

use super::keeper::{PATIENCE, Reading};
use super::{Error, Frame, Result, Visitor, Web};
use crate::app::ours::Mark;
use crate::names::Names;
use crate::wording::Today;

/// Answers are shown for so many days.
const SHOWN_DAYS: i64 = 91;

#[derive(Template)]
#[template(path = "obstacles.html")]
struct Page {
    frame: Frame,
    open: Vec<Line>,
    answered: Vec<Line>,
    /// How many a mentor is to read first.
    with_mentors: usize,
    staff: Vec<(StaffId, String)>,
    counted: Option<Counted>,
    /// How far the reading of the past is, while it goes on.
    reading: Option<(u64, u64)>,
}

/// One report.
struct Line {
    student: StudentId,
    contact: String,
    name: String,
    cause: &'static str,
    at: String,
    by: String,
    note: Option<String>,
    owner: Option<StaffId>,
    owner_name: Option<String>,
    answer: Option<(String, String)>,
    /// What the mentor whom it concerns said, and when.
    reply: Option<(String, String)>,
}

impl Line {
    fn is_owner(&self, staff: &StaffId) -> bool {
        self.owner == Some(*staff)
    }
}

/// Who is to look into it.
#[derive(Debug, Deserialize)]
pub(super) struct Owner {
    owner: StaffId,
}

/// What came of it.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    answer: String,
}

/// `GET /obstacles`
pub(super) async fn page(State(web): State<Web>, visitor: Visitor) -> Result<Html<String>> {
    let (desk, now) = (web.desk(), web.now());
    let register = web.app().ours(now - Span::days(SHOWN_DAYS)).await?;
    let people: Vec<StudentId> =
        register.open.iter().chain(&register.answered).map(|mark| mark.row.student).collect();
    let names = Names::among(Arc::clone(&desk.directory), &web.app().store, &people).await?;
    let today = Today { now, calendar: &desk.school.context.calendar };
    let said = |(text, at): &(String, Instant)| (text.clone(), visitor.locale.date(*at, today));
    let line = |mark: &Mark| Line {
        student: mark.row.student,
        contact: mark.row.contact.to_string(),
        name: names.full(mark.row.student),
        cause: mark.row.cause.name(),
        at: visitor.locale.date(mark.row.at, today),
        by: names.staff(mark.row.by),
        note: mark.note.clone(),
        owner: mark.row.owner,
        owner_name: mark.row.owner.map(|owner| names.staff(owner)),
        answer: mark.row.answer.as_ref().map(said),
        reply: mark.row.reply.as_ref().map(said),
    };
    let staff = desk.directory.advisors();
    let frame = Frame::new(&web, &visitor, "obstacles-title");
    let asked = web.obstacles().ask(PATIENCE, |tell| read::past(web.clone(), tell)).await;
    let (counted, reading) = match asked {
        Reading::Running(done, of) => (None, Some((done, of))),
        Reading::Ready(kept) => (Some(Counted::of(&web, &visitor, &frame, &kept.value)), None),
        Reading::Failed => (None, None),
    };
    let page = Page {
        counted,
        reading,
        open: register.open.iter().map(line).collect(),
        answered: register.answered.iter().map(line).collect(),
        with_mentors: register.with_mentors,
        staff,
        frame,
    };
    Ok(Html(page.render()?))
}

/// `POST /obstacles/{student}/{contact}/owner`
pub(super) async fn hand_over(
    State(web): State<Web>,
    Path((student, contact)): Path<(StudentId, FactId)>,
    Form(given): Form<Owner>,
) -> Result<Redirect> {
    web.app().take_ours(student, contact, given.owner).await?;
    Ok(Redirect::to("/obstacles"))
}

/// `POST /obstacles/{student}/{contact}/answer`: by whoever answers, or, if
/// they have no place in the team, in the name of whoever looks into it.
pub(super) async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    Path((student, contact)): Path<(StudentId, FactId)>,
    Form(given): Form<Answer>,
) -> Result<Redirect> {
    let open = web.app().store.open_ours().await?;
    let owner = open.iter().find(|row| row.student == student && row.contact == contact);
    let owner = owner.and_then(|row| row.owner);
    let by = visitor.staff().or(owner).ok_or(Error::Invalid("obstacles-owner-first"))?;
    web.app().answer_ours(student, contact, by, &given.answer).await?;
    Ok(Redirect::to("/obstacles"))
}
