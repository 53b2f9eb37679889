//! Forms that no browser says where they stand.
//!
//! Every browser that sends a form says so in `Sec-Fetch-Site`, and those too
//! old for it say which page it stands on in `Origin`; both are looked at, and
//! neither can be written by a page. What comes with neither is nothing that
//! anybody vouches for: it changes nothing. A program that comes with a token
//! is known by it, and no page makes a browser send one.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Error;
use super::api::bearer;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets through what changes nothing, and what somebody vouches for.
pub(super) async fn check(request: Request, next: Next) -> Response {
    if is_vouched_for(request.method(), request.headers()) {
        next.run(request).await
    } else {
        Error::Elsewhere.into_response()
    }
}

fn is_vouched_for(method: &Method, headers: &HeaderMap) -> bool {
    let said = |name| headers.get(name).is_some_and(|value| !value.is_empty());
    method.is_safe() || said(SITE) || said(header::ORIGIN) || bearer(headers).is_some()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn passes(method: &Method, name: HeaderName, value: &'static str) -> bool {
        is_vouched_for(method, &HeaderMap::from_iter([(name, HeaderValue::from_static(value))]))
    }

    #[test]
    fn what_changes_something_says_where_it_stands_or_brings_a_token() {
        assert!(is_vouched_for(&Method::GET, &HeaderMap::new()));
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            assert!(!is_vouched_for(&method, &HeaderMap::new()));
            assert!(passes(&method, SITE, "same-origin"));
            assert!(passes(&method, header::ORIGIN, "https://ecole.example"));
            assert!(passes(&method, header::AUTHORIZATION, "Bearer vigie_x"));
            assert!(!passes(&method, header::AUTHORIZATION, "Basic dmlnaWU6eA=="));
            assert!(!passes(&method, SITE, "") && !passes(&method, header::ORIGIN, ""));
        }
    }
}
