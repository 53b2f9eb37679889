//! A drift that passed a limit, as the manager reads it wherever they look; and
//! "seen", with its way back.

use axum::extract::{Form, State};
use axum::response::Redirect;
use serde::Deserialize;
use vigie_domain::time::Instant;

use super::act;
use super::shown::{self, said};
use crate::app::risk::{Column, DriftRing, Week};
use crate::reasons;
use crate::web::{Frame, Result, Visitor, Web, address};

/// Columns named at most.
const NAMED: usize = 3;

/// Something that rings, or was just seen.
pub(in crate::web) struct Rang {
    pub(in crate::web) model: String,
    /// The week, in seconds: what the form sends.
    pub(in crate::web) week: i64,
    pub(in crate::web) sentence: String,
    /// Who saw it, and when.
    pub(in crate::web) seen: Option<String>,
}

/// What rings, and what was seen within the hour.
pub(in crate::web) async fn read(web: &Web, frame: &Frame) -> Result<Vec<Rang>> {
    let rings = web.app().risk_rings().await?;
    Ok(rings.into_iter().map(|one| rang(web, frame, one)).collect())
}

fn rang(web: &Web, frame: &Frame, one: DriftRing) -> Rang {
    let seen = one.ring.seen.map(|(by, at)| {
        let words = [("at", shown::date(web, frame, at)), ("by", shown::name(web, frame, by))];
        said(frame, if by.is_some() { "risk-seen-by" } else { "risk-seen-at" }, &words)
    });
    let week = [("at", shown::date(web, frame, one.ring.at)), ("what", what(frame, &one.week))];
    Rang { model: one.model, week: one.ring.at.0, sentence: said(frame, "risk-rang", &week), seen }
}

/// What moved, in words.
fn what(frame: &Frame, week: &Week) -> String {
    let is_far = |column: &&Column| column.rings && column.index >= week.limits.moved;
    let far = week.moved.iter().filter(is_far);
    let mut what: Vec<String> =
        far.take(NAMED).map(|column| reasons::label(frame.locale, &column.name)).collect();
    if week.probabilities >= week.limits.moved {
        what.push(frame.t("risk-rang-probabilities"));
    }
    if let Some((people, error)) = week.calibration.filter(|_| week.is_off()) {
        let points = format!("{:.0}", error * 100.0);
        let words = [("points", points), ("n", people.to_string())];
        what.push(said(frame, "risk-rang-calibration", &words));
    }
    what.join(", ")
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Given {
    #[serde(default)]
    model: String,
    #[serde(default)]
    week: i64,
    /// `yes`, or `no` to take it back.
    #[serde(default)]
    seen: String,
    #[serde(default)]
    back: String,
}

/// `POST /risk/seen`
pub(in crate::web) async fn see(
    State(web): State<Web>,
    visitor: Visitor,
    Form(given): Form<Given>,
) -> Result<Redirect> {
    let (week, seen) = (Instant(given.week), given.seen != "no");
    web.app().see_risk_ring(&given.model, week, seen, &act(&visitor, "")).await?;
    Ok(Redirect::to(address::ours(&given.back).unwrap_or("/risk")))
}
