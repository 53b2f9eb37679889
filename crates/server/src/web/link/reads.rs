//! What the model reads, as the person whom it is about reads it; and objecting
//! to it.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Html, Redirect};
use serde::Deserialize;

use super::super::{Error, Frame, Result, Visitor, Web};
use super::{Opened, frame, language};
use crate::app::link::Holder;
use crate::names::Names;
use crate::web::person::own::Reader;
use crate::web::risk::reads::{Objecting, Page, Reads};

/// `GET /l/{token}/reads`, `GET /me/reads`
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
) -> Result<Html<String>> {
    let (mut own, mut objecting) = (None, None);
    if let Holder::Student(student) = opened.holder {
        let desk = web.desk();
        let names = Names::among(desk.directory.clone(), &web.app().store, &[student]).await?;
        let person = names.person(student).ok_or(Error::NotFound)?;
        own.clone_from(&person.language);
        let standing = web.app().standing(&desk.school, student, None).await?;
        let reader = Reader { student, locale: visitor.locale, informal: person.informal };
        objecting = Some(Objecting {
            action: format!("{}/risk", opened.base),
            objects: standing.journey.objects_to_risk(),
            form: reader.form(),
        });
    }
    let locale = language(&visitor, &headers, &opened, own.as_deref());
    let frame = Frame {
        title: "reads-title",
        here: format!("{}/reads", opened.base),
        ..frame(&web, &visitor, locale, &opened)
    };
    let reads = Reads::read(&web, &frame).await?;
    Ok(Html(Page { frame, reads, objecting, back: Some(opened.base) }.render()?))
}

/// "I object", or no longer.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Objection {
    /// `yes` or `no`.
    #[serde(default)]
    objects: String,
}

impl Objection {
    /// Do they object?
    pub(in crate::web) fn read(&self) -> Result<bool> {
        match self.objects.as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(Error::Invalid("link-error-form")),
        }
    }
}

/// `POST /l/{token}/risk`, `POST /me/risk`
pub(in crate::web) async fn object(
    State(web): State<Web>,
    visitor: Visitor,
    opened: Opened,
    Form(given): Form<Objection>,
) -> Result<Redirect> {
    let opened = opened.paced(&web)?;
    let (student, objects) = (opened.student()?, given.read()?);
    let user = visitor.user.as_ref().filter(|_| opened.is_signed_in()).map(|user| user.id);
    opened.app(&web).object_to_risk(student, objects, user).await?;
    Ok(opened.back_alone(if objects { "objects" } else { "agrees" }))
}
