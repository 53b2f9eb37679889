//! What is written from a person's page: a promise kept, a message received
//! elsewhere.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;
use serde::Deserialize;
use tower_sessions::Session;
use vigie_domain::fact::Channel;
use vigie_domain::ids::{Ref, StudentId};

use crate::app::written::Written;
use crate::web::contact;
use crate::web::{Error, Result, Visitor, Web};

/// A message that came in elsewhere, as it was pasted.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Pasted {
    channel: String,
    /// Local date and time; empty for now.
    #[serde(default)]
    at: String,
    #[serde(default)]
    text: String,
    /// There if the message waits for an answer.
    #[serde(default)]
    expects_answer: Option<String>,
}

/// `POST /students/{student}/promises/{promise}/keep`
pub(in crate::web) async fn keep(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path((student, promise)): Path<(StudentId, u64)>,
) -> Result<Redirect> {
    contact::hand(&visitor)?;
    let written = web.app().keep_promise(student, Ref(promise)).await?;
    done(&web, &session, student, "written-promise_kept", &written).await
}

/// `POST /students/{student}/messages`
pub(in crate::web) async fn receive(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path(student): Path<StudentId>,
    Form(pasted): Form<Pasted>,
) -> Result<Redirect> {
    contact::hand(&visitor)?;
    let channel = Channel::from_name(&pasted.channel).ok_or(Error::Invalid("error-form"))?;
    let desk = web.desk();
    let at = contact::when(&pasted.at, &desk.school.context.calendar, "error-date")?;
    let at = at.unwrap_or_else(|| web.now());
    let waits = pasted.expects_answer.is_some();
    let written = web.app().receive_message(student, channel, &pasted.text, at, waits).await?;
    done(&web, &session, student, "written-message_in", &written).await
}

/// Back to the page, which says what was written and offers to take it back.
pub(super) async fn done(
    web: &Web,
    session: &Session,
    student: StudentId,
    said: &str,
    written: &[Written],
) -> Result<Redirect> {
    contact::remember_written(web, session, student, said, written).await?;
    Ok(Redirect::to(&format!("/students/{student}")))
}
