//! What becomes of a version: kept, tried, put in force, taken out of use.

use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::sheet;
use crate::app::indicator::Act;
use crate::app::{self, Refusal};
use crate::web::{Error, Result, Visitor, Web};

/// What the forms of an indicator's page send.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Sent {
    #[serde(default)]
    version: Option<u32>,
    #[serde(default)]
    reason: String,
}

fn act(visitor: &Visitor, reason: &str) -> Act {
    let user = visitor.user.as_ref().map(|user| user.id);
    Act { by: visitor.staff(), user, reason: reason.chars().take(500).collect() }
}

/// Keep a definition as a draft; gives its id.
pub(super) async fn keep(web: &Web, visitor: &Visitor, body: &str, reason: &str) -> Result<String> {
    let drafted = web.app().draft(body, &act(visitor, reason)).await?;
    Ok(drafted.indicator.id.to_string())
}

/// `POST /indicators/{id}/trial`
pub(in crate::web) async fn try_out(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Redirect> {
    web.app().try_out(&id, sent.version, &act(&visitor, &sent.reason)).await?;
    done(&web, &id).await
}

/// `POST /indicators/{id}/publish`: more hours than there are, and no reason
/// given: the page says how many, and asks for one.
pub(in crate::web) async fn publish(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    match web.app().publish(&id, sent.version, &act(&visitor, &sent.reason)).await {
        Ok(_) => Ok(done(&web, &id).await?.into_response()),
        Err(app::Error::Refused(Refusal::HoursExceeded(hours))) => {
            let asked = sheet::Asked::exceeded(hours, sent.version);
            let page = sheet::show(&web, &visitor, &id, asked).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /indicators/{id}/retire`: the page said what would become of what
/// leans on it, and how it comes back.
pub(in crate::web) async fn retire(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Redirect> {
    web.app().retire(&id, sent.version, &act(&visitor, &sent.reason)).await?;
    done(&web, &id).await
}

/// `GET /indicators/{id}/file`: the same file as `vigie indicator export`.
pub(in crate::web) async fn export(
    State(web): State<Web>,
    Path(id): Path<String>,
) -> Result<Response> {
    let rows = web.app().store.versions_of(&id).await?;
    let body = rows.into_iter().next_back().ok_or(Error::NotFound)?.body;
    let disposition = format!("attachment; filename=\"{id}.toml\"");
    let headers = [
        (header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, body).into_response())
}

/// What is in force shows at once, and not only at the next look.
async fn done(web: &Web, id: &str) -> Result<Redirect> {
    web.refresh().await?;
    Ok(Redirect::to(&format!("/indicators/{id}")))
}
