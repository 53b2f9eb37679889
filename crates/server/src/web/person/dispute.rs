//! A fact that the student disputes is taken back, from the page on which it
//! is marked.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;
use serde::Deserialize;
use tower_sessions::Session;
use vigie_domain::ids::{FactId, StudentId};

use super::super::contact::hand;
use super::super::{Error, Result, Visitor, Web};
use super::write::done;
use crate::app::{self, Refusal};

/// Which fact, and a word to the student.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Wrong {
    fact: FactId,
    #[serde(default)]
    text: String,
}

/// `POST /students/{student}/disputes`: undone within the hour.
pub(in crate::web) async fn take_back(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path(student): Path<StudentId>,
    Form(given): Form<Wrong>,
) -> Result<Redirect> {
    let by = hand(&visitor)?;
    let written = web.app().take_back_disputed(student, by, given.fact, &given.text).await;
    let written = match written {
        Err(app::Error::Refused(Refusal::NothingLikeThat)) => return Err(Error::NotFound),
        written => written?,
    };
    let said = if given.text.trim().is_empty() { "dispute-right" } else { "dispute-right-told" };
    done(&web, &session, student, said, &written).await
}
