//! Everybody who may sign in: where they do, a link for a password, and the end
//! of an account, taken back with one gesture. Students' own accounts are many
//! and nobody's list: one is found by the whole of its address.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use vigie_domain::access::Role;
use vigie_domain::ids::UserId;
use vigie_store::directory::{AccountState, User};

use super::link::give::{Kind, show};
use super::{Error, Frame, Result, Visitor, Web, address};
use crate::app::invitation::{INVITATION, RESET};
use crate::app::{self, Refusal};
use crate::clock::Clock;
use crate::wording::Today;

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// The whole address of an account.
    q: String,
    /// What was just done: `ended`, `opened`.
    said: String,
    /// To which account.
    who: Option<UserId>,
}

/// An account as the page shows it.
struct Line {
    id: UserId,
    name: String,
    email: String,
    /// Key of what they are.
    role: String,
    /// Since when nobody signs in with it.
    ended: Option<String>,
    state: AccountState,
    sessions: usize,
    /// The one that asks.
    own: bool,
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    open: Vec<Line>,
    ended: Vec<Line>,
    /// What was just done, and to whom.
    said: Option<(&'static str, Line)>,
    /// The key of why nothing was done.
    refused: Option<String>,
}

/// `GET /accounts`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    draw(&web, &visitor, asked, None).await
}

async fn draw(
    web: &Web,
    visitor: &Visitor,
    asked: Asked,
    refused: Option<String>,
) -> Result<Response> {
    let store = &web.app().store;
    let users = match asked.q.trim().to_lowercase() {
        all if all.is_empty() => {
            let mut users = store.users().await?;
            users.retain(|user| user.role.signs_in() && user.role != Role::Student);
            users
        }
        email => store.user_by_email(&email).await?.into_iter().collect(),
    };
    let mut shown: Vec<UserId> = users.iter().map(|user| user.id).collect();
    let meant = match asked.who {
        Some(who) => store.user(who).await?,
        None => None,
    };
    shown.extend(meant.iter().map(|user| user.id));
    let states = store.account_states(&shown, web.now(), Clock::System.now()).await?;
    let desk = web.desk();
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let line = |user: User| {
        let state = states.get(&user.id).copied().unwrap_or_default();
        let ended = user.ended_at.filter(|_| user.has_ended(web.now()));
        Line {
            id: user.id,
            role: format!("role-{}", user.role.name()),
            ended: ended.map(|at| visitor.locale.date(at, today)),
            sessions: usize::try_from(state.sessions).unwrap_or(usize::MAX),
            own: visitor.user.as_ref().is_some_and(|own| own.id == user.id),
            name: user.name,
            email: user.email,
            state,
        }
    };
    let (ended, open) = users.into_iter().map(line).partition(|line| line.ended.is_some());
    let said = match asked.said.as_str() {
        "ended" => Some("accounts-said-ended"),
        "opened" => Some("accounts-said-opened"),
        _ => None,
    };
    let frame = Frame::new(web, visitor, "accounts-title");
    let said = said.zip(meant.map(line));
    let page = Page { frame, asked, open, ended, said, refused };
    let status = match page.refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// Whose account.
#[derive(Debug, Deserialize)]
pub(super) struct Whose {
    user: UserId,
}

/// `POST /accounts/end`
pub(super) async fn end(
    State(web): State<Web>,
    visitor: Visitor,
    Form(Whose { user }): Form<Whose>,
) -> Result<Response> {
    let by = visitor.signed_in()?.id;
    let came_of = web.app().end_account(Some(by), user).await;
    answer(&web, &visitor, came_of, "ended", user).await
}

/// `POST /accounts/reopen`
pub(super) async fn reopen(
    State(web): State<Web>,
    visitor: Visitor,
    Form(Whose { user }): Form<Whose>,
) -> Result<Response> {
    let by = visitor.signed_in()?.id;
    let came_of = web.app().reopen_account(Some(by), user).await;
    answer(&web, &visitor, came_of, "opened", user).await
}

/// `POST /accounts/sessions`: signed out everywhere.
pub(super) async fn sign_out(
    State(web): State<Web>,
    visitor: Visitor,
    Form(Whose { user }): Form<Whose>,
) -> Result<Redirect> {
    web.app().end_sessions_of(visitor.signed_in()?.id, user).await?;
    Ok(Redirect::to("/accounts"))
}

async fn answer(
    web: &Web,
    visitor: &Visitor,
    came_of: app::Result<()>,
    said: &str,
    user: UserId,
) -> Result<Response> {
    match came_of {
        Ok(()) => {
            let who = user.to_string();
            let to = address::with("/accounts", &[("said", said), ("who", &who)]);
            Ok(Redirect::to(&to).into_response())
        }
        Err(app::Error::Refused(refusal)) => refuse(web, visitor, &refusal).await,
        Err(error) => Err(error.into()),
    }
}

async fn refuse(web: &Web, visitor: &Visitor, refusal: &Refusal) -> Result<Response> {
    let why = format!("refusal-{}", refusal.code());
    draw(web, visitor, Asked::default(), Some(why)).await
}

/// `POST /accounts/link`: a link to choose a password with, shown this once.
pub(super) async fn link(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(Whose { user }): Form<Whose>,
) -> Result<Response> {
    let by = visitor.signed_in()?.id;
    let known = web.app().store.user(user).await?.ok_or(Error::NotFound)?;
    let password = web.app().store.password_hash(user).await?.is_some();
    let lifetime = if password { RESET } else { INVITATION };
    match web.app().invite(Some(by), user, lifetime).await {
        Ok(token) => {
            let (path, until) = (format!("/enter/{token}"), web.now() + lifetime);
            let kind = Kind::Invitation(known.email);
            show(&web, &visitor, &headers, &known.name, kind, (&path, until))
        }
        Err(app::Error::Refused(refusal)) => refuse(&web, &visitor, &refusal).await,
        Err(error) => Err(error.into()),
    }
}
