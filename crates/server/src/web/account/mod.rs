//! One's own account: where one is signed in, password, language, second
//! factor.

pub(in crate::web) mod factor;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;
use vigie_domain::time::Instant;

use super::frame::iso;
use super::session::own_key;
use super::{Error, Frame, Result, Visitor, Web, login};
use crate::app::account::Password;
use crate::app::{self};
use crate::clock::Clock;
use crate::wording::{Language, Today};

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    frame: Frame,
    email: String,
    sessions: Vec<Place>,
    /// Is a second factor asked for?
    factor: bool,
    /// Codes for a lost telephone that are left.
    codes_left: usize,
    /// The key of what was just done.
    done: Option<&'static str>,
    /// The key of why it was not, and of the part it is about.
    refused: Option<(&'static str, String)>,
}

impl Page {
    /// Why something in this part was refused.
    fn refusal(&self, part: &str) -> Option<&str> {
        self.refused.as_ref().filter(|(of, _)| *of == part).map(|(_, key)| key.as_str())
    }
}

/// Where one is signed in.
struct Place {
    id: String,
    device: String,
    since: String,
    machine: String,
    /// The one that asks.
    here: bool,
}

/// What the page says at its top.
#[derive(Default)]
struct Said {
    done: Option<&'static str>,
    refused: Option<(&'static str, String)>,
}

/// `GET /account`
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
) -> Result<Response> {
    draw(&web, &visitor, &session, Said::default()).await
}

async fn draw(web: &Web, visitor: &Visitor, session: &Session, said: Said) -> Result<Response> {
    let user = visitor.signed_in()?;
    let store = &web.app().store;
    let here = own_key(session);
    // Sessions live by the machine's clock.
    let now = Clock::System.now();
    let desk = web.desk();
    let today = Today { now, calendar: &desk.school.context.calendar };
    let when = |at: Instant| {
        let (date, hour) =
            (visitor.locale.date(at, today), visitor.locale.hour(at, today.calendar));
        let words = [("date", date.as_str().into()), ("hour", hour.as_str().into())];
        visitor.locale.text("account-since", &words)
    };
    let sessions = store.sessions_of(user.id, now).await?.into_iter().map(|known| Place {
        here: known.id == here,
        since: when(known.since),
        machine: iso(known.since),
        id: known.id,
        device: known.device,
    });
    let page = Page {
        frame: Frame::new(web, visitor, "account-title"),
        email: user.email.clone(),
        sessions: sessions.collect(),
        factor: web.app().has_second_factor(user.id).await?,
        codes_left: usize::try_from(store.recovery_codes_left(user.id).await?).unwrap_or(0),
        done: said.done,
        refused: said.refused,
    };
    let status = match page.refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// The page again: what was done, or why it was not.
async fn answer(
    web: &Web,
    visitor: &Visitor,
    session: &Session,
    part: &'static str,
    done: &'static str,
    came_of: app::Result<()>,
) -> Result<Response> {
    let said = match came_of {
        Ok(()) => Said { done: Some(done), refused: None },
        Err(app::Error::Refused(refusal)) => {
            Said { done: None, refused: Some((part, format!("refusal-{}", refusal.code()))) }
        }
        Err(error) => return Err(error.into()),
    };
    draw(web, visitor, session, said).await
}

/// Another password.
#[derive(Deserialize)]
pub(in crate::web) struct Change {
    present: String,
    next: String,
}

/// `POST /account/password`: every other session ends.
pub(in crate::web) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Form(given): Form<Change>,
) -> Result<Response> {
    let user = visitor.signed_in()?.id;
    let (present, next) = (Password::typed(given.present), Password::typed(given.next));
    let came_of = match web.app().change_password(user, present, next).await {
        Ok(()) => web.app().end_other_sessions(user, &own_key(&session)).await,
        refused => refused,
    };
    answer(&web, &visitor, &session, "password", "account-password-done", came_of).await
}

/// Which session to end: one, or all others.
#[derive(Deserialize)]
pub(in crate::web) struct End {
    session: String,
}

/// `POST /account/sessions`
pub(in crate::web) async fn end(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Form(given): Form<End>,
) -> Result<Response> {
    let user = visitor.signed_in()?.id;
    let came_of = match given.session.as_str() {
        "others" => web.app().end_other_sessions(user, &own_key(&session)).await,
        one => web.app().end_session(user, one).await,
    };
    answer(&web, &visitor, &session, "sessions", "account-sessions-done", came_of).await
}

/// The language of one's pages.
#[derive(Deserialize)]
pub(in crate::web) struct Speak {
    language: String,
}

/// `POST /account/language`: on every device from the next sign-in, here now.
pub(in crate::web) async fn speak(
    State(web): State<Web>,
    visitor: Visitor,
    Form(given): Form<Speak>,
) -> Result<Response> {
    let language = Language::from_code(&given.language).ok_or(Error::Invalid("error-form"))?;
    web.app().set_language(visitor.signed_in()?.id, language).await?;
    Ok((login::speaking(language), Redirect::to("/account")).into_response())
}
