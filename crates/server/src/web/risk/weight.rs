//! What the computed risk weighs on the list, and the form that changes it.

use axum::extract::{Form, State};
use axum::response::Redirect;
use serde::Deserialize;

use super::act;
use super::shown::{self, said};
use crate::app::risk::HEAVIEST;
use crate::web::{Error, Frame, Result, Visitor, Web};
use crate::wording::Word;

/// What it weighs now.
pub(super) struct Weight {
    /// 0: nothing.
    pub(super) points: f64,
    pub(super) heaviest: f64,
    /// Who decided it, when and why, if somebody did.
    pub(super) decided: Option<String>,
}

impl Weight {
    pub(super) async fn read(web: &Web, frame: &Frame) -> Result<Self> {
        let decided = web.app().risk_weight().await?.map(|known| {
            let (by, at) = (shown::name(web, frame, known.by), shown::date(web, frame, known.at));
            let words = [("by", by), ("at", at), ("reason", known.reason)];
            said(frame, "risk-weight-decided", &words)
        });
        Ok(Self { points: web.desk().school.points.risk, heaviest: HEAVIEST, decided })
    }

    pub(super) fn said(&self, frame: &Frame) -> String {
        if self.points == 0.0 {
            return frame.t("risk-weight-none");
        }
        let words = [("points", Word::Number(self.points))];
        frame.locale.text("risk-weight-some", &words)
    }
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Sent {
    #[serde(default)]
    points: String,
    #[serde(default)]
    reason: String,
}

/// `POST /risk/weigh`
pub(in crate::web) async fn weigh(
    State(web): State<Web>,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> Result<Redirect> {
    let points = sent.points.trim().replace(',', ".").parse::<f64>();
    let points = points.ok().filter(|points| (0.0..=HEAVIEST).contains(points));
    let points = points.ok_or(Error::Invalid("risk-weight-range"))?;
    if sent.reason.trim().is_empty() {
        return Err(Error::Invalid("risk-reason-first"));
    }
    web.app().weigh_risk(points, &act(&visitor, &sent.reason)).await?;
    web.refresh().await?;
    Ok(Redirect::to("/risk#weight"))
}
