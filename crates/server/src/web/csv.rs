//! A list as a file to take away.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::Result;
use crate::sheet;

/// The file. A byte order mark tells spreadsheets that it is UTF-8.
pub(crate) fn download(name: &str, headings: &[String], rows: &[Vec<String>]) -> Result<Response> {
    let text = format!("\u{feff}{}", sheet::csv(headings, rows)?);
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, text).into_response())
}
