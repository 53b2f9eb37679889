//! Signing in and out, and how one likes to read: language and light.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;
use vigie_store::directory::User;

use super::session::sign_in;
use super::visitor::{LANGUAGE_COOKIE, THEME_COOKIE, Theme};
use super::{Error, Frame, Result, Visitor, Web, address};
use crate::app::account::Password;
use crate::wording::Language;

/// A year, in seconds.
const KEPT_SECONDS: u32 = 31_536_000;

#[derive(Template)]
#[template(path = "login.html")]
struct Page {
    frame: Frame,
    email: String,
    next: String,
    wrong: bool,
    /// The simulated school's team, to sign in as with one click.
    demo: Vec<User>,
}

/// Where to go after signing in.
#[derive(Debug, Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Credentials {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// As whom to enter the simulated school.
#[derive(Debug, Deserialize)]
pub(super) struct Guest {
    email: String,
}

/// How one likes to read.
#[derive(Debug, Deserialize)]
pub(super) struct Preferences {
    language: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    next: String,
}

/// The login page's address, to come back to `here` afterwards.
pub(super) fn address_with_next(here: &str) -> String {
    if here == "/" {
        return "/login".to_owned();
    }
    address::with("/login", &[("next", here)])
}

/// Only a path of ours: a link to the login page must not lead elsewhere.
fn own_path(next: &str) -> &str {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if ours { next } else { "/" }
}

/// `GET /login`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Query(next): Query<Next>,
) -> Result<Response> {
    if visitor.user.is_some() {
        return Ok(Redirect::to(own_path(&next.next)).into_response());
    }
    draw(&web, &visitor, String::new(), next.next, false).await
}

async fn draw(
    web: &Web,
    visitor: &Visitor,
    email: String,
    next: String,
    wrong: bool,
) -> Result<Response> {
    let demo = if web.is_demo() { web.app().store.users().await? } else { Vec::new() };
    let frame = Frame::new(web, visitor, "login-title");
    let page = Page { frame, email, next, wrong, demo };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /login`
pub(super) async fn enter(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Form(given): Form<Credentials>,
) -> Result<Response> {
    match web.app().verify(&given.email, Password::typed(given.password)).await? {
        Some(user) => {
            sign_in(&session, &user).await?;
            Ok(Redirect::to(own_path(&given.next)).into_response())
        }
        None => draw(&web, &visitor, given.email, given.next, true).await,
    }
}

/// `POST /login/demo`: into the simulated school, as anybody of its team.
pub(super) async fn enter_demo(
    State(web): State<Web>,
    session: Session,
    Form(guest): Form<Guest>,
) -> Result<Redirect> {
    if !web.is_demo() {
        return Err(Error::NotFound);
    }
    let users = web.app().store.users().await?;
    let user = users.into_iter().find(|user| user.email == guest.email).ok_or(Error::NotFound)?;
    sign_in(&session, &user).await?;
    Ok(Redirect::to("/"))
}

/// `POST /logout`
pub(super) async fn leave(session: Session) -> Result<Redirect> {
    session.flush().await?;
    Ok(Redirect::to("/login"))
}

/// `POST /preferences`
pub(super) async fn prefer(Form(wanted): Form<Preferences>) -> Response {
    let mut headers = HeaderMap::new();
    let language = wanted.language.as_deref().and_then(Language::from_code);
    let theme = wanted.theme.as_deref().map(Theme::from_name);
    let chosen = [
        language.map(|language| (LANGUAGE_COOKIE, language.code())),
        theme.map(|theme| (THEME_COOKIE, theme.name())),
    ];
    for (cookie, value) in chosen.into_iter().flatten() {
        let cookie = format!("{cookie}={value}; Path=/; Max-Age={KEPT_SECONDS}; SameSite=Lax");
        // Both are words of ours, so the value is always a valid header.
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(SET_COOKIE, value);
        }
    }
    (headers, Redirect::to(own_path(&wanted.next))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_only_to_a_path_of_ours() {
        assert_eq!(own_path("/students?q=a"), "/students?q=a");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", ""] {
            assert_eq!(own_path(elsewhere), "/");
        }
    }

    #[test]
    fn the_way_back_survives_the_query() {
        assert_eq!(
            address_with_next("/students?q=é&p=2"),
            "/login?next=/students%3Fq%3D%C3%A9%26p%3D2"
        );
        assert_eq!(address_with_next("/"), "/login");
    }
}
