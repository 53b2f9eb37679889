//! A list as a file to take away.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::{Result, Visitor, Web};
use crate::app::audit::{Action, Entry};
use crate::sheet;

/// The file, whose taking is remembered. A byte order mark tells spreadsheets
/// that it is UTF-8.
pub(crate) async fn download(
    web: &Web,
    visitor: &Visitor,
    name: &str,
    headings: &[String],
    rows: &[Vec<String>],
) -> Result<Response> {
    let entry = Entry::by(visitor.signed_in()?.id, Action::Exported);
    web.app().remember(&[entry.saying(format!("{name} rows={}", rows.len()))]).await?;
    let text = format!("\u{feff}{}", sheet::csv(headings, rows)?);
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, text).into_response())
}
