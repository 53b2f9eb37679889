//! The personal links that somebody has: who gave them, until when they open,
//! and closing one of them.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::PersonalLinkRow;

use super::super::state::Accounts;
use super::super::{Error, Frame, Result, Visitor, Web};
use crate::app::link::Holder;
use crate::names::Names;
use crate::wording::{Locale, Today};

/// One link.
struct Row {
    /// What tells it apart: until when it opens, in seconds.
    link: i64,
    given: String,
    until: String,
    used: String,
    closed: bool,
}

#[derive(Template)]
#[template(path = "links.html")]
struct Page {
    frame: Frame,
    title: String,
    /// Whose: `/students/{id}` or `/mentors/{id}`.
    link_to: String,
    rows: Vec<Row>,
    /// Where one comes from.
    back: String,
}

/// Which link, and what to do with it.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Turn {
    link: i64,
    #[serde(default)]
    undo: String,
}

/// `GET /students/{student}/links`
pub(in crate::web) async fn of_student(
    State(web): State<Web>,
    visitor: Visitor,
    Path(student): Path<StudentId>,
) -> Result<Html<String>> {
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let own = format!("/students/{student}");
    draw(&web, &visitor, Holder::Student(student), &names.full(student), &own, &own).await
}

/// `GET /mentors/{staff}/links`
pub(in crate::web) async fn of_mentor(
    State(web): State<Web>,
    visitor: Visitor,
    Path(staff): Path<StaffId>,
) -> Result<Html<String>> {
    let desk = web.desk();
    let mentor = desk.directory.staff().get(&staff).ok_or(Error::NotFound)?;
    let own = format!("/mentors/{staff}");
    draw(&web, &visitor, Holder::Mentor(staff), &mentor.name, &own, "/mentors").await
}

/// `POST /students/{student}/links`
pub(in crate::web) async fn turn_students(
    State(web): State<Web>,
    visitor: Visitor,
    Path(student): Path<StudentId>,
    Form(turn): Form<Turn>,
) -> Result<Redirect> {
    turn.carry_out(&web, &visitor, Holder::Student(student)).await?;
    Ok(Redirect::to(&format!("/students/{student}/links")))
}

/// `POST /mentors/{staff}/links`
pub(in crate::web) async fn turn_mentors(
    State(web): State<Web>,
    visitor: Visitor,
    Path(staff): Path<StaffId>,
    Form(turn): Form<Turn>,
) -> Result<Redirect> {
    turn.carry_out(&web, &visitor, Holder::Mentor(staff)).await?;
    Ok(Redirect::to(&format!("/mentors/{staff}/links")))
}

impl Turn {
    async fn carry_out(self, web: &Web, visitor: &Visitor, holder: Holder) -> Result<()> {
        let (user, link) = (visitor.signed_in()?.id, Instant(self.link));
        let turned = match self.undo.as_str() {
            "" => web.app().close_link(user, holder, link).await,
            _ => web.app().reopen_link(user, holder, link).await,
        };
        Ok(turned?)
    }
}

async fn draw(
    web: &Web,
    visitor: &Visitor,
    holder: Holder,
    name: &str,
    own: &str,
    back: &str,
) -> Result<Html<String>> {
    let desk = web.desk();
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let links = web.app().links_of(holder).await?;
    let givers = web.accounts(links.iter().filter_map(|row| row.given_by)).await?;
    let locale = visitor.locale;
    let page = Page {
        frame: Frame::new(web, visitor, "links-title").about(name),
        title: locale.text("links-of", &[("name", name.into())]),
        link_to: own.to_owned(),
        rows: links.iter().map(|row| told(locale, today, &givers, row)).collect(),
        back: back.to_owned(),
    };
    Ok(Html(page.render()?))
}

fn told(locale: &Locale, today: Today<'_>, givers: &Accounts, row: &PersonalLinkRow) -> Row {
    let on = |key: &str, at: Instant, by: &str| {
        let date = locale.long_date(at, today);
        locale.text(key, &[("date", date.as_str().into()), ("name", by.into())])
    };
    let giver = row.given_by.and_then(|user| givers.get(&user));
    Row {
        link: row.expires_at.0,
        given: match (row.given_at, giver) {
            (Some(at), Some(user)) => on("links-given", at, &user.name),
            (Some(at), None) => on("links-given-line", at, ""),
            (None, _) => locale.text("links-given-before", &[]),
        },
        until: on("links-until", row.expires_at, ""),
        used: match row.used_at {
            Some(at) => on("links-used", at, ""),
            None => locale.text("links-unused", &[]),
        },
        closed: row.closed_at.is_some(),
    }
}
