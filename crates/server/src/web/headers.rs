//! Headers that every answer carries.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Nothing but our own files; no inline script or style anywhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    ),
];

/// Under a personal link: its address must not travel on, not even to another
/// page of ours. Not `no-referrer`, which makes browsers send `Origin: null`
/// with a form; those that are too old for `Sec-Fetch-Site` could then send
/// none.
const PERSONAL: HeaderValue = HeaderValue::from_static("strict-origin");

/// Add them. Pages about people are never kept by a cache.
pub(super) async fn add(request: Request, next: Next) -> Response {
    let personal =
        request.uri().path().starts_with("/l/") || request.uri().path().starts_with("/enter/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if personal {
        headers.insert(header::REFERRER_POLICY, PERSONAL);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
