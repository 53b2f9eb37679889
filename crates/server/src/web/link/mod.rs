//! The page of a student or a mentor: behind a personal link, without an
//! account, or signed in. One set of handlers serves both; what a link does not
//! show, `own` and `seen` add.
//!
//! What was written is said on the page that follows, from its address: a
//! phone that keeps no cookies can still take it back.

mod agreed;
pub(super) mod give;
pub(super) mod invite;
pub(super) mod kept;
pub(super) mod mentor;
pub(super) mod news;
pub(super) mod ours;
pub(super) mod own;
mod pace;
pub(super) mod reads;
pub(super) mod room;
pub(super) mod seen;
pub(super) mod step;
pub(super) mod student;
mod talk;

use axum::Form;
use axum::extract::{FromRequestParts, Query, RawPathParams, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vigie_domain::access::Role;
use vigie_domain::fact::{Kind, Kinds};
use vigie_domain::ids::{CaseId, StaffId, StudentId};
use vigie_domain::time::Instant;

pub(super) use pace::Pace;

use super::address::percent;
use super::contact::{is_partial, read, spell};
use super::visitor::{LANGUAGE_COOKIE, cookie};
use super::{Error, Frame, Result, Visitor, Web};
use crate::app::link::Holder;
use crate::app::written::Written;
use crate::app::{self, App};
use crate::wording::{Language, Locale, Today};

/// Where somebody who is signed in finds their own page.
pub(super) const OWN: &str = "/me";

/// A person's own page: behind a link, or signed in.
pub(super) struct Opened {
    /// Where it is: `/l/…` or `/me`.
    base: String,
    holder: Holder,
    /// Until when the link opens; `None`: they are signed in.
    until: Option<Instant>,
}

impl FromRequestParts<Web> for Opened {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self> {
        let path = RawPathParams::from_request_parts(parts, web).await;
        let path = path.map_err(|_| Error::NotFound)?;
        if let Some((_, token)) = path.iter().find(|(name, _)| *name == "token") {
            let link = web.links().open(token, web.now())?;
            if !web.app().uses_link(&link).await? {
                return Err(Error::LinkExpired);
            }
            let (base, until) = (format!("/l/{token}"), Some(link.expires_at));
            return Ok(Self { base, holder: link.holder, until });
        }
        let visitor = Visitor::from_request_parts(parts, web).await?;
        let user = visitor.signed_in()?;
        let holder = match (user.role, user.student, user.staff) {
            (Role::Student, Some(student), _) => Holder::Student(student),
            (Role::Mentor, _, Some(mentor)) => Holder::Mentor(mentor),
            _ => return Err(Error::NotFound),
        };
        Ok(Self { base: OWN.to_owned(), holder, until: None })
    }
}

impl Opened {
    /// To write: only so often.
    fn paced(self, web: &Web) -> Result<Self> {
        if web.pace().allows(self.holder) { Ok(self) } else { Err(Error::TooMany) }
    }

    /// The program that keeps what they write, and by which way it came.
    fn app(&self, web: &Web) -> App {
        if self.is_signed_in() { web.app().clone() } else { web.app().by_link() }
    }

    fn is_signed_in(&self) -> bool {
        self.until.is_none()
    }

    fn student(&self) -> Result<StudentId> {
        match self.holder {
            Holder::Student(student) => Ok(student),
            Holder::Mentor(_) => Err(Error::NotFound),
        }
    }

    fn mentor(&self) -> Result<StaffId> {
        match self.holder {
            Holder::Mentor(mentor) => Ok(mentor),
            Holder::Student(_) => Err(Error::NotFound),
        }
    }

    /// The page again, saying what was written.
    fn back(&self, said: &str, student: StudentId, written: &[Written]) -> Redirect {
        let facts = percent(&spell(written));
        Redirect::to(&format!("{}?said={said}&student={student}&facts={facts}", self.base))
    }

    /// The page again, saying what was kept of oneself.
    fn back_alone(&self, said: &str) -> Redirect {
        Redirect::to(&format!("{}?said={said}", self.base))
    }

    /// Until when the link opens, as a date.
    fn until(&self, web: &Web, locale: &Locale) -> Option<String> {
        let desk = web.desk();
        let calendar = &desk.school.context.calendar;
        self.until.map(|until| locale.date(until, Today { now: web.now(), calendar }))
    }
}

/// What the page says was just written, from its address.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Said {
    #[serde(default, rename = "said")]
    what: String,
    student: Option<StudentId>,
    /// In which case, where a step was ticked off.
    case: Option<CaseId>,
    /// Which step.
    step: Option<u16>,
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

/// `GET /l/{token}`, `GET /me`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Query(said): Query<Said>,
) -> Result<Response> {
    match opened.holder {
        Holder::Student(_) => student::page(&web, &visitor, &headers, &opened, said).await,
        Holder::Mentor(_) => mentor::page(&web, &visitor, &opened, said).await,
    }
}

/// What neither a student nor a mentor writes on their pages.
const OF_TEAM: Kinds = Kinds::of(&[
    Kind::Call,
    Kind::Meeting,
    Kind::MessageOut,
    Kind::Noted,
    Kind::Snoozed,
    Kind::FollowUpSet,
    Kind::NoAnswerDue,
    Kind::PromiseMade,
    Kind::PromiseKept,
    Kind::AdvisorAssigned,
]);

/// `POST /l/{token}/undo`, `POST /me/undo`: within the hour.
pub(super) async fn undo(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<TakeBack>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = match opened.holder {
        Holder::Student(student) => student,
        Holder::Mentor(_) => given.student.ok_or(Error::Invalid("error-form"))?,
    };
    let facts = read(&given.facts).ok_or(Error::Invalid("error-form"))?;
    // Nobody can guess the ids of what somebody else wrote; and what only the
    // team writes is not taken back here, whoever knows its id.
    if facts.iter().any(|(kind, _)| OF_TEAM.has(*kind)) {
        return Err(Error::Invalid("link-error-not-undoable"));
    }
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

/// The language chosen on this device, else that of the account or of whom the
/// link is for.
fn language(
    visitor: &Visitor,
    headers: &HeaderMap,
    opened: &Opened,
    own: Option<&str>,
) -> &'static Locale {
    let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(Language::from_code);
    let account = visitor.user.as_ref().filter(|_| opened.is_signed_in());
    let account = account.and_then(|user| user.language.as_deref());
    let own = account.or(own).and_then(Language::from_code);
    Locale::of(chosen.or(own).unwrap_or_else(|| visitor.language()))
}

/// The frame of a personal page. Behind a link it is nobody's account, whoever
/// is signed in on the device.
fn frame(web: &Web, visitor: &Visitor, locale: &'static Locale, opened: &Opened) -> Frame {
    let user = visitor.user.clone().filter(|_| opened.is_signed_in());
    let visitor = Visitor { user, locale, here: opened.base.clone(), ..visitor.clone() };
    Frame::new(web, &visitor, "link-title")
}

/// When, as the reader's own clock says it.
fn when(locale: &Locale, at: Instant, today: Today<'_>) -> String {
    let (date, hour) = (locale.long_date(at, today), locale.hour(at, today.calendar));
    locale.text("link-when", &[("date", date.as_str().into()), ("hour", hour.as_str().into())])
}
