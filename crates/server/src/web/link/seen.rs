//! What the school sees of a student, as they read it themself.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;

use super::super::{Error, Frame, Result, Visitor, Web};
use super::{Opened, frame, language};
use crate::names::Names;
use crate::web::person::own::{self, Own, Reader};

/// What the page may be asked.
#[derive(Debug, Default, Deserialize)]
pub(in crate::web) struct Asked {
    /// Only what happened before this date.
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "me_seen.html")]
struct Page {
    frame: Frame,
    base: String,
    form: &'static str,
    own: Own,
    paged: bool,
}

impl Page {
    /// A text that chooses its words by how we speak to this person.
    fn o(&self, key: &str) -> String {
        self.frame.w(key, "form", self.form)
    }
}

/// `GET /me/seen`
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let student = opened.student()?;
    let desk = web.desk();
    let names = Names::among(desk.directory.clone(), &web.app().store, &[student]).await?;
    let person = names.person(student).ok_or(Error::NotFound)?;
    let locale = language(&visitor, &headers, &opened, person.language.as_deref());
    let reader = Reader { student, locale, informal: person.informal };
    let before = asked.before.as_deref().and_then(|date| date.parse().ok());
    let page = Page {
        frame: Frame {
            title: "own-seen-title",
            here: format!("{}/seen", opened.base),
            ..frame(&web, &visitor, locale, &opened)
        },
        base: opened.base.clone(),
        form: reader.form(),
        own: own::read(&web, reader, before).await?,
        paged: before.is_some(),
    };
    Ok(Html(page.render()?))
}
