//! The risk models: what they learned from, how they compare, for whom they
//! work, and what moved since. Approving asks for a reason; one click goes
//! back.

pub(super) mod reads;
pub(super) mod rules;
pub(super) mod rung;
mod shown;
pub(super) mod weight;

use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;
use vigie_store::RiskState;

use super::{Error, Frame, Result, Visitor, Web};
use crate::app::indicator::Act;
use crate::app::risk::Model;
use rung::Rang;
use shown::Shown;
use weight::Weight;

/// Challengers shown at most.
const CHALLENGERS: usize = 3;

#[derive(Template)]
#[template(path = "risk.html")]
struct Page {
    frame: Frame,
    champion: Option<Shown>,
    challengers: Vec<Shown>,
    rung: Vec<Rang>,
    weight: Weight,
}

/// What the form of a challenger sends.
#[derive(Debug, Deserialize)]
pub(super) struct Approval {
    #[serde(default)]
    model: String,
    #[serde(default)]
    reason: String,
}

/// What the way back sends.
#[derive(Debug, Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    reason: String,
}

/// `GET /risk`
pub(super) async fn page(State(web): State<Web>, visitor: Visitor) -> Result<Html<String>> {
    let frame = Frame::new(&web, &visitor, "risk-title");
    let app = web.app();
    let champion = app.risk_champion().await?;
    let mut challengers = Vec::new();
    for row in app.store.risk_models().await? {
        if row.state == RiskState::Challenger && challengers.len() < CHALLENGERS {
            // One of another version of the program can't be shown, nor used.
            challengers.extend(app.risk_model(&row.id).await.ok());
        }
    }
    let mut shown = Vec::new();
    for model in &challengers {
        shown.push(show(&web, &frame, model).await?);
    }
    let champion = match &champion {
        Some(model) => {
            let mut shown = show(&web, &frame, model).await?;
            let overrides = app.risk_overrides().await?;
            shown.overrides = shown::overrides(&frame, overrides.get(&model.row.id));
            Some(shown)
        }
        None => None,
    };
    let rung = rung::read(&web, &frame).await?;
    let weight = Weight::read(&web, &frame).await?;
    Ok(Html(Page { frame, champion, challengers: shown, rung, weight }.render()?))
}

async fn show(web: &Web, frame: &Frame, model: &Model) -> Result<Shown> {
    let weeks = web.app().risk_drift(&model.row.id, 8).await?;
    Ok(Shown::of(web, frame, model, &weeks))
}

/// `POST /risk/approve`
pub(super) async fn approve(
    State(web): State<Web>,
    visitor: Visitor,
    Form(sent): Form<Approval>,
) -> Result<Redirect> {
    if sent.reason.trim().is_empty() {
        return Err(Error::Invalid("risk-reason-first"));
    }
    web.app().approve_risk(&sent.model, &act(&visitor, &sent.reason)).await?;
    Ok(Redirect::to("/risk"))
}

/// `POST /risk/back`
pub(super) async fn back(
    State(web): State<Web>,
    visitor: Visitor,
    Form(sent): Form<Back>,
) -> Result<Redirect> {
    web.app().risk_back(&act(&visitor, &sent.reason)).await?;
    Ok(Redirect::to("/risk"))
}

fn act(visitor: &Visitor, reason: &str) -> Act {
    let user = visitor.user.as_ref().map(|user| user.id);
    Act { by: visitor.staff(), user, reason: reason.chars().take(500).collect() }
}
