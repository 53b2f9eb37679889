//! Stepping in for a colleague: a student of somebody else opens only by a
//! step that is seen.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use vigie_domain::access::Relation;
use vigie_domain::ids::StudentId;

use super::{Error, Frame, Result, Visitor, Web};
use crate::names::Names;

#[derive(Template)]
#[template(path = "takeover.html")]
struct Page {
    frame: Frame,
    student: StudentId,
    name: String,
    /// Who follows them.
    advisor: Option<String>,
}

/// Instead of a student's page: whose student it is, and how to step in.
pub(super) async fn offer(web: &Web, visitor: &Visitor, student: StudentId) -> Result<Response> {
    let (store, desk) = (&web.app().store, web.desk());
    let names = Names::among(Arc::clone(&desk.directory), store, &[student]).await?;
    let advisor = store.near(student, None).await?.and_then(|near| near.advisor);
    let advisor = desk.school.team.holder(advisor, web.now());
    let name = names.full(student);
    let page = Page {
        frame: Frame::new(web, visitor, "relay-page").about(name.as_str()),
        student,
        name,
        advisor: advisor.map(|advisor| names.staff(advisor)),
    };
    Ok((StatusCode::FORBIDDEN, Html(page.render()?)).into_response())
}

/// `POST /students/{student}/relay`
pub(super) async fn take(
    State(web): State<Web>,
    visitor: Visitor,
    Path(student): Path<StudentId>,
) -> Result<Redirect> {
    let user = visitor.signed_in()?;
    let relation = web.app().relation(user, student).await?.ok_or(Error::NotFound)?;
    if relation == Relation::AnotherOnes {
        web.app().take_over(&web.desk().school, user, student).await?;
    }
    Ok(Redirect::to(&format!("/students/{student}")))
}

/// Who stepped in today, as their page says it to everybody who may open it.
pub(super) async fn told(web: &Web, visitor: &Visitor, student: StudentId) -> Result<Vec<String>> {
    let taken = web.app().store.taken_over(student, web.now()).await?;
    let desk = web.desk();
    let name = |staff| desk.directory.staff().get(&staff).map_or("", |known| known.name.as_str());
    let say = |(staff, _)| {
        if visitor.staff() == Some(staff) {
            visitor.locale.text("relay-yours", &[])
        } else {
            visitor.locale.text("relay-theirs", &[("name", name(staff).into())])
        }
    };
    Ok(taken.into_iter().map(say).collect())
}
