//! Stands before every route: who asks, and may they?

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_sessions::Session;
use vigie_domain::access::Right;

use super::session::signed_in;
use super::{Error, Visitor, Web};

/// Let a request through to a route that asks for a right.
pub(super) async fn check(
    State((web, right)): State<(Web, Right)>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let user = match signed_in(&web, &session).await {
        Ok(user) => user,
        Err(error) => return error.into_response(),
    };
    let here = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let visitor = Visitor::read(user, request.headers(), here);
    let allowed = right.allows(visitor.role());
    let refusal = if visitor.user.is_some() { Error::Forbidden } else { Error::SignIn };
    request.extensions_mut().insert(visitor.clone());
    let response = if allowed { next.run(request).await } else { refusal.into_response() };
    super::error::dress(response, &web, &visitor)
}
