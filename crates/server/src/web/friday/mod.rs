//! The manager's Friday: one sheet of paper.

mod file;
mod keeper;
mod parts;
mod sheet;

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use vigie_domain::time::Span;

pub(super) use keeper::Keeper;

use super::{Error, Frame, Result, Visitor, Web, csv};
use keeper::{Progress, Sheet};
use sheet::Page;

/// A page waits for so long before it shows how far the reading is.
const PATIENCE: Duration = Duration::from_millis(900);
/// A file cannot show it, and waits longer.
const LONG_PATIENCE: Duration = Duration::from_secs(25);
/// How far back one may leaf: a year.
const WEEKS: u32 = 52;

/// Which week.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// So many weeks ago; 0 for this one.
    #[serde(default)]
    ago: u32,
}

#[derive(Template)]
#[template(path = "friday_reading.html")]
struct ReadingPage {
    frame: Frame,
    done: usize,
    all: usize,
}

/// `GET /friday`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let ago = asked.ago.min(WEEKS);
    if ago > 0 {
        let at = web.now() - Span::days(7 * i64::from(ago));
        return Ok(Html(Page::of(&web, &visitor, at, ago, None).await?.render()?));
    }
    match reading(&web, PATIENCE).await? {
        Ok(read) => Ok(Html(Page::of(&web, &visitor, read.at, 0, Some(&read)).await?.render()?)),
        Err((done, all)) => {
            let frame = Frame::new(&web, &visitor, "friday-title");
            Ok(Html(ReadingPage { frame, done, all }.render()?))
        }
    }
}

/// `GET /friday.csv`
pub(super) async fn download(State(web): State<Web>, visitor: Visitor) -> Result<Response> {
    match reading(&web, LONG_PATIENCE).await? {
        Ok(read) => {
            let (headings, rows) = file::rows(&web, visitor.locale, &read).await?;
            csv::download(&web, &visitor, "vigie-suites.csv", &headings, &rows).await
        }
        Err(_) => Ok(Redirect::to("/friday").into_response()),
    }
}

/// The school as it was read, or how far the reading is.
async fn reading(web: &Web, patience: Duration) -> Result<Result<Arc<Sheet>, (usize, usize)>> {
    let mut told = web.friday().ask(web);
    let ready = told.wait_for(|progress| !matches!(progress, Progress::Reading(..)));
    // Too long, or its reader is gone: what is known then counts.
    let _ = tokio::time::timeout(patience, ready).await.map(|told| told.is_ok());
    let known = told.borrow().clone();
    match known {
        Progress::Ready(sheet) => Ok(Ok(sheet)),
        Progress::Reading(done, all) => Ok(Err((done, all))),
        Progress::Failed => Err(Error::Broken),
    }
}
