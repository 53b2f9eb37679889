//! The team gives somebody their link.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

use super::super::contact::is_partial;
use super::super::{Error, Frame, Result, Visitor, Web};
use crate::app::link::{Holder, LIFETIME};
use crate::names::Names;
use crate::wording::Today;

/// What a link is for.
pub(in crate::web) enum Kind {
    /// A personal page without an account: what it is for, and where all of
    /// theirs are listed.
    Personal(&'static str, String),
    /// An account with this address.
    Invitation(String),
}

/// A link to be copied.
struct Given {
    frame: Frame,
    /// What it is, and whose.
    title: String,
    address: String,
    until: String,
    /// What its holder can do with it.
    about: String,
    /// Where all their links are listed.
    all: Option<String>,
}

#[derive(Template)]
#[template(path = "link_given.html")]
struct Part {
    given: Given,
}

#[derive(Template)]
#[template(path = "link_given_page.html")]
struct Page {
    frame: Frame,
    given: Given,
}

/// `POST /students/{student}/link`
pub(in crate::web) async fn to_student(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(student): Path<StudentId>,
) -> Result<Response> {
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let holder = Holder::Student(student);
    give(&web, &visitor, &headers, holder, &names.full(student), "link-given-student").await
}

/// `POST /mentors/{staff}/link`
pub(in crate::web) async fn to_mentor(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(staff): Path<StaffId>,
) -> Result<Response> {
    let desk = web.desk();
    let mentor = desk.directory.staff().get(&staff).ok_or(Error::NotFound)?;
    let holder = Holder::Mentor(staff);
    give(&web, &visitor, &headers, holder, &mentor.name, "link-given-mentor").await
}

async fn give(
    web: &Web,
    visitor: &Visitor,
    headers: &HeaderMap,
    holder: Holder,
    name: &str,
    about: &'static str,
) -> Result<Response> {
    let expires_at = web.now() + LIFETIME;
    let token = web.app().give_link(Some(visitor.signed_in()?.id), holder, expires_at).await?;
    let path = format!("/l/{token}");
    let all = match holder {
        Holder::Student(student) => format!("/students/{student}/links"),
        Holder::Mentor(staff) => format!("/mentors/{staff}/links"),
    };
    show(web, visitor, headers, name, Kind::Personal(about, all), (&path, expires_at))
}

/// Shows a link to be copied: as a part of the page, or on one of its own.
pub(in crate::web) fn show(
    web: &Web,
    visitor: &Visitor,
    headers: &HeaderMap,
    name: &str,
    kind: Kind,
    (path, expires_at): (&str, Instant),
) -> Result<Response> {
    let desk = web.desk();
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let locale = visitor.locale;
    let (heading, title, about, all) = match kind {
        Kind::Personal(about, all) => {
            ("link-given-title", "link-given", locale.text(about, &[]), Some(all))
        }
        Kind::Invitation(email) => {
            let about = locale.text("invite-given-text", &[("email", email.as_str().into())]);
            ("invite-given-title", "invite-given", about, None)
        }
    };
    let frame = || Frame::new(web, visitor, heading).about(name);
    let given = Given {
        frame: frame(),
        title: locale.text(title, &[("name", name.into())]),
        address: format!("{}{path}", origin(headers)),
        until: locale.long_date(expires_at, today),
        about,
        all,
    };
    let html = if is_partial(headers) {
        Part { given }.render()?
    } else {
        Page { frame: frame(), given }.render()?
    };
    Ok(Html(html).into_response())
}

/// Where the cockpit is, as the browser that asks sees it: it says so with
/// every form. Without it, only the path is shown.
fn origin(headers: &HeaderMap) -> &str {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    origin.filter(|origin| origin.starts_with("http")).unwrap_or_default()
}
