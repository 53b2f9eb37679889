//! Every indicator: where it stands, for how many it is true, whether it helps.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use vigie_domain::indicator::State as Stands;

use super::rate::{Weeks, helped};
use crate::app::indicator::Listed;
use crate::briefing::words;
use crate::web::{Frame, Result, Visitor, Web};

#[derive(Template)]
#[template(path = "indicators.html")]
struct Page {
    frame: Frame,
    size: String,
    rows: Vec<Row>,
    retired: Vec<Row>,
}

/// One indicator.
struct Row {
    id: String,
    name: String,
    severity: &'static str,
    state: &'static str,
    version: usize,
    true_now: usize,
    weeks: Weeks,
    helped: Option<String>,
    /// Other versions, on trial or drafted.
    beside: Vec<(usize, &'static str)>,
}

/// `GET /indicators`
pub(in crate::web) async fn page(State(web): State<Web>, visitor: Visitor) -> Result<Html<String>> {
    let frame = Frame::new(&web, &visitor, "place-indicators");
    let row = |one: Listed| Row {
        id: one.indicator.id.to_string(),
        name: words(&one.indicator, visitor.language()).name.clone(),
        severity: one.indicator.severity.name(),
        state: one.state.name(),
        version: one.version as usize,
        true_now: usize::try_from(one.true_now).unwrap_or(usize::MAX),
        weeks: Weeks::of(&one.weekly, &frame),
        helped: helped(one.useful, &frame),
        beside: one
            .beside
            .into_iter()
            .map(|(version, state)| (version as usize, state.name()))
            .collect(),
    };
    let (retired, in_use): (Vec<_>, Vec<_>) =
        web.app().indicators().await?.into_iter().partition(|one| one.state == Stands::Retired);
    let rows: Vec<Row> = in_use.into_iter().map(&row).collect();
    let retired = retired.into_iter().map(&row).collect();
    let live = rows.iter().filter(|row| row.state == Stands::Live.name()).count();
    let page = Page { size: frame.n("indicators-size", live), rows, retired, frame };
    Ok(Html(page.render()?))
}
