//! The manager's Friday: one sheet of paper.

mod file;
mod parts;
mod read;
mod sheet;

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use vigie_domain::time::Span;

pub(super) use read::Sheet;

use super::keeper::{Kept, LONG_PATIENCE, PATIENCE, SoFar};
use super::{Frame, Result, Visitor, Web, csv};
use sheet::Page;

/// How far back one may leaf: a year.
const WEEKS: u32 = 52;

/// Which week.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// So many weeks ago; 0 for this one.
    #[serde(default)]
    ago: u32,
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
        Ok(kept) => {
            let sheet = &kept.value;
            Ok(Html(Page::of(&web, &visitor, sheet.at, 0, Some(sheet)).await?.render()?))
        }
        Err(so_far) => so_far.page(Frame::new(&web, &visitor, "friday-title")),
    }
}

/// `GET /friday.csv`
pub(super) async fn download(State(web): State<Web>, visitor: Visitor) -> Result<Response> {
    match reading(&web, LONG_PATIENCE).await? {
        Ok(kept) => {
            let (headings, rows) = file::rows(&web, visitor.locale, &kept.value).await?;
            csv::download(&web, &visitor, "vigie-suites.csv", &headings, &rows).await
        }
        Err(_) => Ok(Redirect::to("/friday").into_response()),
    }
}

/// The school as it was read, or how far the reading is.
async fn reading(web: &Web, patience: Duration) -> Result<Result<Arc<Kept<Sheet>>, SoFar>> {
    web.friday().kept(patience, |tell| read::everybody(web.clone(), tell)).await
}
