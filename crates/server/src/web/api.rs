//! What programs ask: facts in, and whether all is well. With a token, never
//! with a session; answers are JSON, mistakes RFC 9457 problems.

use axum::Extension;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use serde_json::{Value, json};

use super::{Error, Result, Web};
use crate::app::token::Token;

/// The token that a request comes with.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = given.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The program that asks, if it does not ask too often.
fn paced(web: &Web, token: Option<Extension<Token>>) -> Result<Token> {
    let Extension(token) = token.ok_or(Error::Forbidden)?;
    if web.token_pace().allows(token.id()) { Ok(token) } else { Err(Error::TooMany) }
}

/// `POST /api/v1/facts`: one JSON object a line.
pub(super) async fn facts(
    State(web): State<Web>,
    token: Option<Extension<Token>>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Value>> {
    let token = paced(&web, token)?;
    let body = body.map_err(|_| Error::Invalid("api-too-large"))?;
    let lines = std::str::from_utf8(&body).map_err(|_| Error::Invalid("api-not-utf8"))?;
    let received = web.app().receive(&token, lines).await?;
    let rejects: Vec<Value> = received
        .rejects
        .iter()
        .map(|reject| {
            json!({
                "line": reject.line,
                "kind": reject.file,
                "member": reject.column,
                "reason": reject.reason.code(),
                "detail": reject.reason.to_string(),
                "hint": reject.hint,
            })
        })
        .collect();
    let summary = received.summary;
    Ok(Json(json!({
        "facts": summary.facts,
        "duplicates": summary.duplicates,
        "revisions": summary.revisions,
        "erased": summary.erased,
        "rejects": rejects,
    })))
}

/// `GET /api/v1/health`
pub(super) async fn health(
    State(web): State<Web>,
    token: Option<Extension<Token>>,
) -> Result<Json<Value>> {
    let token = paced(&web, token)?;
    // Answered by the database, so that it is known to answer.
    let due = web.app().store.next_due().await?;
    let behind = due.map_or(0, |due| web.now().since(due).0.max(0));
    Ok(Json(json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "source": token.source(),
        "seconds_behind": behind,
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(value: &str) -> Option<String> {
        let headers = HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())]);
        bearer(&headers).map(str::to_owned)
    }

    #[test]
    fn only_a_bearer_is_a_token() {
        assert_eq!(given("Bearer vigie_x").as_deref(), Some("vigie_x"));
        assert_eq!(given("bearer  vigie_x ").as_deref(), Some("vigie_x"));
        assert_eq!(given("Basic dmlnaWU6eA=="), None);
        assert_eq!(given("vigie_x"), None);
        assert_eq!(bearer(&HeaderMap::new()), None);
    }
}
