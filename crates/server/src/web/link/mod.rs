//! Personal links: a page without an account, for a student or a mentor.
//!
//! What was written is said on the page that follows, from its address: a
//! phone that keeps no cookies can still take it back.

pub(super) mod give;
pub(super) mod mentor;
pub(super) mod ours;
mod pace;
pub(super) mod student;
mod talk;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

pub(super) use pace::Pace;

use super::address::percent;
use super::contact::{is_partial, read, spell};
use super::visitor::{LANGUAGE_COOKIE, cookie};
use super::{Error, Frame, Result, Visitor, Web};
use crate::app;
use crate::app::link::{Holder, Link};
use crate::app::written::Written;
use crate::wording::{Language, Locale, Today};

/// A link that was opened.
struct Opened {
    token: String,
    link: Link,
}

impl Opened {
    /// To read.
    fn new(web: &Web, token: String) -> Result<Self> {
        let link = web.links().open(&token, web.now())?;
        Ok(Self { token, link })
    }

    /// To write: only so often.
    fn to_write(web: &Web, token: String) -> Result<Self> {
        let opened = Self::new(web, token)?;
        if web.pace().allows(opened.link.holder) { Ok(opened) } else { Err(Error::TooMany) }
    }

    fn student(&self) -> Result<StudentId> {
        match self.link.holder {
            Holder::Student(student) => Ok(student),
            Holder::Mentor(_) => Err(Error::NotFound),
        }
    }

    fn mentor(&self) -> Result<StaffId> {
        match self.link.holder {
            Holder::Mentor(mentor) => Ok(mentor),
            Holder::Student(_) => Err(Error::NotFound),
        }
    }

    /// The page again, saying what was written.
    fn back(&self, said: &str, student: StudentId, written: &[Written]) -> Redirect {
        let facts = percent(&spell(written));
        Redirect::to(&format!("/l/{}?said={said}&student={student}&facts={facts}", self.token))
    }

    /// Until when the link opens, as a date.
    fn until(&self, web: &Web, locale: &Locale) -> String {
        let desk = web.desk();
        let calendar = &desk.school.context.calendar;
        locale.date(self.link.expires_at, Today { now: web.now(), calendar })
    }
}

/// What the page says was just written, from its address.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Said {
    #[serde(default, rename = "said")]
    what: String,
    student: Option<StudentId>,
    /// What to send to take it back.
    #[serde(default)]
    facts: String,
}

impl Said {
    /// One of these words, or nothing: what an address says is not believed.
    fn among(self, words: &[&str]) -> Option<Self> {
        words.contains(&self.what.as_str()).then_some(self)
    }
}

/// What to take back.
#[derive(Debug, Deserialize)]
pub(super) struct TakeBack {
    student: Option<StudentId>,
    facts: String,
}

/// `GET /l/{token}`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Query(said): Query<Said>,
) -> Result<Response> {
    let opened = Opened::new(&web, token)?;
    match opened.link.holder {
        Holder::Student(_) => student::page(&web, &visitor, &headers, &opened, said).await,
        Holder::Mentor(_) => mentor::page(&web, &visitor, &opened, said).await,
    }
}

/// `POST /l/{token}/undo`: within the hour.
pub(super) async fn undo(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(given): Form<TakeBack>,
) -> Result<Response> {
    let opened = Opened::to_write(&web, token)?;
    let student = match opened.link.holder {
        Holder::Student(student) => student,
        Holder::Mentor(_) => given.student.ok_or(Error::Invalid("error-form"))?,
    };
    // Nobody can guess the ids of what somebody else wrote.
    let facts = read(&given.facts).ok_or(Error::Invalid("error-form"))?;
    match web.app().undo(student, &facts).await {
        Ok(()) => {}
        Err(app::Error::Refused(_)) => return Err(Error::Invalid("link-error-not-undoable")),
        Err(error) => return Err(error.into()),
    }
    if is_partial(&headers) {
        return mentor::taken_back(&web, &visitor, &opened);
    }
    Ok(opened.back("undone", student, &[]).into_response())
}

/// The language chosen on this device, else that of whom the link is for.
fn language(visitor: &Visitor, headers: &HeaderMap, own: Option<&str>) -> &'static Locale {
    let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(Language::from_code);
    let own = own.and_then(Language::from_code);
    Locale::of(chosen.or(own).unwrap_or_else(|| visitor.language()))
}

/// The frame of a personal page: nobody's account, whoever is signed in on
/// the device.
fn frame(web: &Web, visitor: &Visitor, locale: &'static Locale, token: &str) -> Frame {
    let here = format!("/l/{token}");
    let visitor = Visitor { user: None, locale, here, ..visitor.clone() };
    Frame::new(web, &visitor, "link-title")
}

/// When, as the reader's own clock says it.
fn when(locale: &Locale, at: Instant, today: Today<'_>) -> String {
    let (date, hour) = (locale.long_date(at, today), locale.hour(at, today.calendar));
    locale.text("link-when", &[("date", date.as_str().into()), ("hour", hour.as_str().into())])
}
