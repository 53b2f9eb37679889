//! Choosing a password with a link that opens once.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Error, Frame, Result, Visitor, Web};
use crate::app;
use crate::app::Refusal;
use crate::app::account::{LEAST_PASSWORD, Password};

#[derive(Template)]
#[template(path = "invitation.html")]
struct Page {
    frame: Frame,
    token: String,
    email: String,
    least: usize,
    /// The key of what is wrong with the password.
    wrong: Option<String>,
}

/// The password they choose.
#[derive(Deserialize)]
pub(super) struct Chosen {
    password: String,
}

/// `GET /enter/{token}`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response> {
    draw(&web, &visitor, token, None).await
}

async fn draw(
    web: &Web,
    visitor: &Visitor,
    token: String,
    wrong: Option<String>,
) -> Result<Response> {
    let user = web.app().invited(&token).await.map_err(gone)?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    // Nobody's account, whoever is signed in on the device.
    let visitor = Visitor { user: None, ..visitor.clone() };
    let frame = Frame::new(web, &visitor, "invitation-title");
    let page = Page { frame, token, email: user.email, least: LEAST_PASSWORD, wrong };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /enter/{token}`
pub(super) async fn accept(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response> {
    match web.app().accept(&token, Password::typed(chosen.password)).await {
        Ok(_) => Ok(Redirect::to("/login").into_response()),
        Err(app::Error::Refused(Refusal::InvitationGone)) => Err(Error::InvitationGone),
        Err(app::Error::Refused(refusal)) => {
            draw(&web, &visitor, token, Some(format!("refusal-{}", refusal.code()))).await
        }
        Err(error) => Err(error.into()),
    }
}

fn gone(error: app::Error) -> Error {
    match error {
        app::Error::Refused(Refusal::InvitationGone) => Error::InvitationGone,
        error => error.into(),
    }
}
