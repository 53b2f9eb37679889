//! What the model saw of one person, for whoever opens it; and that they
//! object.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, Redirect};
use tower_sessions::Session;
use vigie_domain::ids::StudentId;
use vigie_domain::journey::Journey;
use vigie_store::RiskState;

use super::super::contact::is_partial;
use super::super::link::reads::Objection;
use super::super::{Error, Frame, Result, Visitor, Web};
use super::write::done;
use crate::app::risk::{Explained, Model};
use crate::names::Names;
use crate::reasons::{self, Told};

/// Where the person's page leaves room for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// Nothing is said: no model is in force.
    None,
    /// A model is in force, and said nothing of them yet.
    Silent,
    /// An approved model spoke of them.
    Spoke,
    /// They object.
    Objects,
}

impl Room {
    pub(super) async fn of(web: &Web, journey: &Journey) -> Result<Self> {
        if journey.objects_to_risk() {
            return Ok(Self::Objects);
        }
        let models = web.app().store.risk_models().await?;
        if !models.iter().any(|row| row.state == RiskState::Champion) {
            return Ok(Self::None);
        }
        Ok(if journey.risk(web.now()).is_some() { Self::Spoke } else { Self::Silent })
    }
}

/// One enrolment's explanation.
struct Shown {
    /// Of which programme, where there are several.
    programme: Option<String>,
    told: Told,
}

/// What the model saw.
struct Seen {
    cases: Vec<Shown>,
    /// By how much it is wrong in the mean, in points of a hundred.
    error: Option<String>,
    objects: bool,
}

#[derive(Template)]
#[template(path = "person_risk.html")]
struct Page {
    frame: Frame,
    student: StudentId,
    seen: Seen,
}

#[derive(Template)]
#[template(path = "person_risk_part.html")]
struct Part {
    frame: Frame,
    seen: Seen,
}

/// `GET /students/{student}/risk`: the page, or the part for a script.
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(student): Path<StudentId>,
) -> Result<Html<String>> {
    let desk = web.desk();
    let names = Names::among(desk.directory.clone(), &web.app().store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let frame = Frame::new(&web, &visitor, "calc-title").about(names.full(student));
    let standing = web.app().standing(&desk.school, student, None).await?;
    let objects = standing.journey.objects_to_risk();
    let model = if objects { None } else { web.app().risk_champion().await? };
    let mut seen = Seen { cases: Vec::new(), error: None, objects };
    if let Some(model) = &model {
        let explained = web.app().explain_risk_by(&desk.school, model, student).await?;
        seen.cases = shown(&frame, &names, model, &explained);
        seen.error = error(model);
    }
    if is_partial(&headers) {
        return Ok(Html(Part { frame, seen }.render()?));
    }
    Ok(Html(Page { frame, student, seen }.render()?))
}

fn shown(frame: &Frame, names: &Names, model: &Model, explained: &[Explained]) -> Vec<Shown> {
    let several = explained.len() > 1;
    let target = model.artefact.card.target;
    let one = |one: &Explained| Shown {
        programme: names.programme(one.enrolment).filter(|_| several),
        told: reasons::told(frame.locale, target, &one.reasons),
    };
    explained.iter().map(one).collect()
}

/// How far what it says and what comes true lie apart, in the mean.
fn error(model: &Model) -> Option<String> {
    let (value, within) = model.artefact.card.last()?.figure("ece")?;
    let worst = within.high.max(value);
    worst.is_finite().then(|| format!("{:.0}", (worst * 100.0).ceil()))
}

/// `POST /students/{student}/risk`: what they said to somebody of the team.
pub(in crate::web) async fn object(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path(student): Path<StudentId>,
    Form(given): Form<Objection>,
) -> Result<Redirect> {
    let objects = given.read()?;
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let user = visitor.user.as_ref().map(|user| user.id);
    web.app().object_to_risk(student, objects, user).await?;
    let said = if objects { "written-objects" } else { "written-agrees" };
    // Taken back by the other button, at any time.
    done(&web, &session, student, said, &[]).await
}
