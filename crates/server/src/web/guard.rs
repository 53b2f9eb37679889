//! Stands before every route: who asks, about whom, and may they?

use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_sessions::Session;
use uuid::Uuid;
use vigie_domain::access::{Relation, Right, Scope, may};
use vigie_domain::ids::{StaffId, StudentId};

use super::session::signed_in;
use super::{Error, Result, Visitor, Web, takeover};
use crate::app::token::Token;

/// Parameters of a route that name a person.
const STUDENT: &str = "student";
const STAFF: &str = "staff";

/// Let a request through to a route that asks for a right.
pub(super) async fn check(
    State((web, right)): State<(Web, Right)>,
    session: Session,
    parameters: Result<RawPathParams, RawPathParamsRejection>,
    mut request: Request,
    next: Next,
) -> Response {
    let given = super::api::bearer(request.headers()).map(str::to_owned);
    let token = match token(&web, given).await {
        Ok(token) => token,
        Err(error) => return super::error::problem(error.into_response()),
    };
    // A program is known by its token, whatever session it comes with.
    let user = match &token {
        Some(token) => Ok(Some(token.as_user())),
        None => signed_in(&web, &session).await,
    };
    let user = match user {
        Ok(user) => user,
        Err(error) => return error.into_response(),
    };
    let here = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let visitor = Visitor::read(user, request.headers(), here);
    let granted = token.as_ref().is_none_or(|token| right.word().is_none() || token.may(right));
    let response = match admit(&web, &visitor, right, parameters.ok().as_ref()).await {
        Ok(None) if granted => {
            request.extensions_mut().insert(visitor.clone());
            if let Some(token) = token {
                request.extensions_mut().insert(token);
            }
            next.run(request).await
        }
        Ok(None) => Error::Forbidden.into_response(),
        Ok(Some(offer)) => offer,
        Err(error) => error.into_response(),
    };
    if right.word().is_some() {
        return super::error::problem(response);
    }
    super::error::dress(response, &web, &visitor)
}

/// The token that a request comes with; one that opens nothing is refused,
/// whatever is asked.
async fn token(web: &Web, given: Option<String>) -> Result<Option<Token>> {
    match given {
        None => Ok(None),
        Some(given) => web.app().token(&given).await?.ok_or(Error::SignIn).map(Some),
    }
}

/// Nothing: they may. A page: they may not, and this is what they can do.
async fn admit(
    web: &Web,
    visitor: &Visitor,
    right: Right,
    parameters: Option<&RawPathParams>,
) -> Result<Option<Response>> {
    let role = visitor.role();
    let Some(scope) = right.scope(role) else {
        return Err(if role.is_some() { Error::Forbidden } else { Error::SignIn });
    };
    let named = |parameter| {
        let mut given = parameters.into_iter().flatten();
        given.find_map(|(name, value)| (name == parameter).then(|| Uuid::parse_str(value)))
    };
    let student = named(STUDENT).transpose().map_err(|_| Error::NotFound)?.map(StudentId);
    let staff = named(STAFF).transpose().map_err(|_| Error::NotFound)?.map(StaffId);
    let Some(user) = visitor.user.as_ref().filter(|_| scope == Scope::Own) else {
        return Ok(None);
    };
    let relation = match (student, staff) {
        (Some(student), _) => web.app().relation(user, student).await?.ok_or(Error::NotFound)?,
        (None, Some(mentor)) => web.app().relation_to_mentor(user, mentor).await?,
        (None, None) => Relation::NobodyInParticular,
    };
    match student {
        _ if may(right, role, relation) => Ok(None),
        Some(student) if Right::TakeOver.allows(role) && user.staff.is_some() => {
            takeover::offer(web, visitor, student).await.map(Some)
        }
        _ => Err(Error::Forbidden),
    }
}
