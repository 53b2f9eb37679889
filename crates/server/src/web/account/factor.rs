//! The second factor: shown once, confirmed by a code, taken away.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tower_sessions::Session;

use super::super::address::percent;
use super::super::{Frame, Result, Visitor, Web};
use crate::app;
use crate::app::account::Password;

#[derive(Template)]
#[template(path = "account_factor.html")]
struct Factor {
    frame: Frame,
    /// In groups of four; none: it was shown before.
    secret: Option<String>,
    /// Opens an application for codes on a telephone.
    address: String,
    wrong: bool,
}

#[derive(Template)]
#[template(path = "account_codes.html")]
struct Codes {
    frame: Frame,
    codes: Vec<String>,
}

/// `POST /account/second-factor`
pub(in crate::web) async fn begin(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Form(given): Form<Certain>,
) -> Result<Response> {
    let user = visitor.signed_in()?;
    let password = Password::typed(given.password);
    let secret = match web.app().begin_second_factor(user.id, password).await {
        Ok(secret) => secret,
        Err(error) => {
            return super::answer(&web, &visitor, &session, "factor", "", Err(error)).await;
        }
    };
    let address =
        format!("otpauth://totp/Vigie:{}?secret={secret}&issuer=Vigie", percent(&user.email));
    let groups: Vec<&str> = secret.as_bytes().chunks(4).map(group).collect();
    let frame = Frame::new(&web, &visitor, "factor-title");
    let page = Factor { frame, secret: Some(groups.join(" ")), address, wrong: false };
    Ok(Html(page.render()?).into_response())
}

/// Letters of base 32 are ASCII.
fn group(letters: &[u8]) -> &str {
    std::str::from_utf8(letters).unwrap_or_default()
}

/// A first code.
#[derive(Deserialize)]
pub(in crate::web) struct First {
    code: String,
}

/// `POST /account/second-factor/confirm`
pub(in crate::web) async fn confirm(
    State(web): State<Web>,
    visitor: Visitor,
    Form(given): Form<First>,
) -> Result<Response> {
    let user = visitor.signed_in()?;
    match web.app().confirm_second_factor(user.id, &given.code).await {
        Ok(codes) => {
            let frame = Frame::new(&web, &visitor, "factor-codes-title");
            Ok(Html(Codes { frame, codes }.render()?).into_response())
        }
        Err(app::Error::Refused(_)) => {
            let frame = Frame::new(&web, &visitor, "factor-title");
            let page = Factor { frame, secret: None, address: String::new(), wrong: true };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// One's password again.
#[derive(Deserialize)]
pub(in crate::web) struct Certain {
    password: String,
}

/// `POST /account/second-factor/remove`
pub(in crate::web) async fn remove(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Form(given): Form<Certain>,
) -> Result<Response> {
    let user = visitor.signed_in()?.id;
    let came_of = web.app().remove_second_factor(user, Password::typed(given.password)).await;
    super::answer(&web, &visitor, &session, "factor", "factor-removed", came_of).await
}
