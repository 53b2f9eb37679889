//! The team invites a student or a mentor to an account of their own.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use vigie_domain::ids::{StaffId, StudentId};

use super::super::{Error, Result, Visitor, Web};
use super::give::{self, Kind};
use crate::app::invitation::{Guest, INVITATION};
use crate::app::link::Holder;
use crate::names::Names;

/// Where they can be written to.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Given {
    #[serde(default)]
    email: String,
}

/// `POST /students/{student}/invite`
pub(in crate::web) async fn student(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(student): Path<StudentId>,
    Form(given): Form<Given>,
) -> Result<Response> {
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    let person = names.person(student).ok_or(Error::NotFound)?;
    let guest = Guest {
        holder: Holder::Student(student),
        name: names.full(student),
        email: given.email,
        language: person.language.clone(),
    };
    invite(&web, &visitor, &headers, guest).await
}

/// `POST /mentors/{staff}/invite`
pub(in crate::web) async fn mentor(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(staff): Path<StaffId>,
    Form(given): Form<Given>,
) -> Result<Response> {
    let desk = web.desk();
    let mentor = desk.directory.staff().get(&staff).ok_or(Error::NotFound)?;
    let guest = Guest {
        holder: Holder::Mentor(staff),
        name: mentor.name.clone(),
        email: given.email,
        language: None,
    };
    invite(&web, &visitor, &headers, guest).await
}

async fn invite(
    web: &Web,
    visitor: &Visitor,
    headers: &HeaderMap,
    guest: Guest,
) -> Result<Response> {
    let name = guest.name.clone();
    let (user, token) = web.app().invite_person(visitor.signed_in()?.id, guest).await?;
    let until = web.now() + INVITATION;
    let path = format!("/enter/{token}");
    give::show(web, visitor, headers, &name, Kind::Invitation(user.email), (&path, until))
}
