//! Signing in and out, and how one likes to read: language and light.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use tower_sessions::Session;
use vigie_domain::access::Role;
use vigie_store::directory::User;

use super::caller::Place;
use super::session::{half_in, half_signed_in, sign_in};
use super::visitor::{LANGUAGE_COOKIE, THEME_COOKIE, Theme, cookie};
use super::{Error, Frame, Result, Visitor, Web, address};
use crate::app::account::Password;
use crate::app::sign_in::Entered;
use crate::codec::hex;
use crate::wording::Language;

/// Cookie that tells whether somebody else signed in last.
const GUEST_COOKIE: &str = "vigie-guest";
/// A year, in seconds.
const KEPT_SECONDS: u32 = 31_536_000;

#[derive(Template)]
#[template(path = "login.html")]
struct Page {
    frame: Frame,
    email: String,
    next: String,
    /// The key of why they are not in.
    wrong: Option<&'static str>,
    /// Minutes to wait.
    minutes: usize,
    /// Whom to visit the simulated school as with one click: one of each role
    /// first, then the others.
    demo: Vec<User>,
    others: Vec<User>,
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

/// The code of a second factor.
#[derive(Deserialize)]
pub(super) struct Code {
    code: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "login_code.html")]
struct CodePage {
    frame: Frame,
    next: String,
    wrong: Option<&'static str>,
    minutes: usize,
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

/// A link to the login page must not lead elsewhere.
fn own_path(next: &str) -> &str {
    address::ours(next).unwrap_or("/")
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
    draw(&web, &visitor, String::new(), next.next, None).await
}

async fn draw(
    web: &Web,
    visitor: &Visitor,
    email: String,
    next: String,
    refused: Option<Entered>,
) -> Result<Response> {
    let guests = if web.is_demo() { guests(web).await? } else { Vec::new() };
    let (demo, others) = one_of_each(guests);
    let frame = Frame::new(web, visitor, "login-title");
    let (status, wrong, minutes) = said(web, refused.as_ref(), "login-wrong");
    let page = Page { frame, email, next, wrong, minutes, demo, others };
    Ok((status, Html(page.render()?)).into_response())
}

/// Why somebody is not in: the status, the key of the words, minutes to wait.
fn said(
    web: &Web,
    refused: Option<&Entered>,
    wrong: &'static str,
) -> (StatusCode, Option<&'static str>, usize) {
    match refused {
        Some(Entered::Later(until)) => {
            let seconds = until.since(web.now()).0.max(1).unsigned_abs();
            let minutes = usize::try_from(seconds.div_ceil(60)).unwrap_or(usize::MAX);
            (StatusCode::TOO_MANY_REQUESTS, Some("login-later"), minutes)
        }
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, Some(wrong), 0),
        None => (StatusCode::OK, None, 0),
    }
}

/// `POST /login`
pub(super) async fn enter(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    headers: HeaderMap,
    Place(from): Place,
    Form(given): Form<Credentials>,
) -> Result<Response> {
    match web.app().enter(&given.email, Password::typed(given.password), from).await? {
        Entered::In(user) => arrive(&session, &user, &headers, &given.next).await,
        Entered::NeedsCode(user) => {
            half_in(&session, &user).await?;
            let next = address::with("/login/code", &[("next", &given.next)]);
            Ok(Redirect::to(&next).into_response())
        }
        refused => draw(&web, &visitor, given.email, given.next, Some(refused)).await,
    }
}

/// Signs somebody in, and leads them where they wanted to go; but not to the
/// page that somebody else left in this browser.
async fn arrive(
    session: &Session,
    user: &User,
    headers: &HeaderMap,
    next: &str,
) -> Result<Response> {
    let own = guest_mark(user);
    let theirs = cookie(headers, GUEST_COOKIE).is_none_or(|last| last == own);
    sign_in(session, user, headers).await?;
    let mut kept = HeaderMap::new();
    keep_cookie(&mut kept, GUEST_COOKIE, &own);
    Ok((kept, Redirect::to(if theirs { own_path(next) } else { "/" })).into_response())
}

/// What a browser keeps of who signed in last: enough to tell somebody else.
fn guest_mark(user: &User) -> String {
    let mark = Sha256::new().chain_update("last in this browser").chain_update(user.id.bytes());
    hex(&mark.finalize()[..8])
}

/// `GET /login/code`
pub(super) async fn code_page(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Query(next): Query<Next>,
) -> Result<Response> {
    if half_signed_in(&session).await?.is_none() {
        return Ok(Redirect::to("/login").into_response());
    }
    draw_code(&web, &visitor, next.next, None)
}

fn draw_code(
    web: &Web,
    visitor: &Visitor,
    next: String,
    refused: Option<&Entered>,
) -> Result<Response> {
    let (status, wrong, minutes) = said(web, refused, "refusal-wrong-code");
    let frame = Frame::new(web, visitor, "login-code-title");
    let page = CodePage { frame, next, wrong, minutes };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /login/code`
pub(super) async fn enter_code(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    headers: HeaderMap,
    Place(from): Place,
    Form(given): Form<Code>,
) -> Result<Response> {
    let Some(user) = half_signed_in(&session).await? else {
        return Ok(Redirect::to("/login").into_response());
    };
    match web.app().enter_with_code(user, &given.code, from).await? {
        Entered::In(user) => arrive(&session, &user, &headers, &given.next).await,
        refused => draw_code(&web, &visitor, given.next, Some(&refused)),
    }
}

/// Whoever one can enter the simulated school as.
async fn guests(web: &Web) -> Result<Vec<User>> {
    let mut users = web.app().store.users().await?;
    users.retain(|user| web.app().may_sign_in(user));
    Ok(users)
}

/// The order in which one meets the school: who follows, who looks after it,
/// who teaches, who learns.
const VISITS: [Role; 4] = [Role::Advisor, Role::Manager, Role::Mentor, Role::Student];

/// The first of each role and language, by address, and the others, by name.
/// Who never chose a language is met in the school's first one.
fn one_of_each(mut guests: Vec<User>) -> (Vec<User>, Vec<User>) {
    let mut first = Vec::new();
    for language in Language::ALL {
        for role in VISITS {
            let suits = |user: &User| user.role == role && speaks(user) == language;
            let of_role = guests.iter().enumerate().filter(|(_, user)| suits(user));
            if let Some((at, _)) = of_role.min_by(|a, b| a.1.email.cmp(&b.1.email)) {
                first.push(guests.remove(at));
            }
        }
    }
    (first, guests)
}

fn speaks(user: &User) -> Language {
    user.language.as_deref().and_then(Language::from_code).unwrap_or(Language::Fr)
}

/// `POST /login/demo`: into the simulated school, as anybody in it.
pub(super) async fn enter_demo(
    State(web): State<Web>,
    session: Session,
    headers: HeaderMap,
    Form(guest): Form<Guest>,
) -> Result<Response> {
    if !web.is_demo() {
        return Err(Error::NotFound);
    }
    let users = guests(&web).await?;
    let user = users.into_iter().find(|user| user.email == guest.email).ok_or(Error::NotFound)?;
    web.app().enter_demo(&user).await?;
    arrive(&session, &user, &headers, "/").await
}

/// `POST /logout`
pub(super) async fn leave(session: Session) -> Result<Redirect> {
    session.flush().await?;
    Ok(Redirect::to("/login"))
}

/// `POST /preferences`
pub(super) async fn prefer(Form(wanted): Form<Preferences>) -> Response {
    (cookies(&wanted), Redirect::to(own_path(&wanted.next))).into_response()
}

/// This language from now on, on this device.
pub(super) fn speaking(language: Language) -> HeaderMap {
    let language = Some(language.code().to_owned());
    cookies(&Preferences { language, theme: None, next: String::new() })
}

/// What a browser keeps of how one likes to read.
fn cookies(wanted: &Preferences) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let language = wanted.language.as_deref().and_then(Language::from_code);
    let theme = wanted.theme.as_deref().map(Theme::from_name);
    let chosen = [
        language.map(|language| (LANGUAGE_COOKIE, language.code())),
        theme.map(|theme| (THEME_COOKIE, theme.name())),
    ];
    for (cookie, value) in chosen.into_iter().flatten() {
        keep_cookie(&mut headers, cookie, value);
    }
    headers
}

/// A cookie of ours, for a year.
fn keep_cookie(headers: &mut HeaderMap, name: &str, value: &str) {
    let cookie = format!("{name}={value}; Path=/; Max-Age={KEPT_SECONDS}; SameSite=Lax; HttpOnly");
    // Both are words of ours, so the value is always a valid header.
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        headers.append(SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_each_role_and_language_is_met_first() {
        let user = |email: &str, role, language: Option<&str>| User {
            id: vigie_domain::ids::UserId(uuid::Uuid::nil()),
            email: email.into(),
            name: email.into(),
            role,
            staff: None,
            student: None,
            language: language.map(Into::into),
            created_at: vigie_domain::time::Instant(0),
            ended_at: None,
        };
        let guests = vec![
            user("c-02", Role::Advisor, None),
            user("student", Role::Student, Some("en")),
            user("c-01", Role::Advisor, None),
            user("etudiant", Role::Student, None),
        ];
        let (first, others) = one_of_each(guests);
        let of = |users: Vec<User>| users.into_iter().map(|user| user.email).collect::<Vec<_>>();
        assert_eq!(of(first), ["c-01", "etudiant", "student"]);
        assert_eq!(of(others), ["c-02"]);
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
