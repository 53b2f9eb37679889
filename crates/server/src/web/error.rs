//! What went wrong, said kindly: what it is, and what to do next.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::{Frame, Visitor, Web};
use crate::app;
use crate::wording::{Language, Locale};

/// A result of a handler.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// What a handler may answer instead of a page.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// There is nothing here.
    #[error("not found")]
    NotFound,
    /// Not theirs to see.
    #[error("forbidden")]
    Forbidden,
    /// A form that stands on no page of ours.
    #[error("the form is from elsewhere")]
    Elsewhere,
    /// Signed in, but with no students of one's own.
    #[error("no caseload")]
    NoCaseload,
    /// Nobody is signed in, or the session is over.
    #[error("not signed in")]
    SignIn,
    /// A personal link that is no longer good.
    #[error("the link has expired")]
    LinkExpired,
    /// A link to choose a password with that was used, or is over.
    #[error("the invitation is gone")]
    InvitationGone,
    /// A personal link that we never gave.
    #[error("the link is not one of ours")]
    LinkForged,
    /// Too many tries.
    #[error("too many tries")]
    TooMany,
    /// Something typed that can't be used; the key of what to say about it.
    #[error("invalid input: {0}")]
    Invalid(&'static str),
    /// A fault of ours that nobody foresaw.
    #[error("the program broke")]
    Broken,
    /// The program itself.
    #[error(transparent)]
    App(#[from] app::Error),
    /// A page that could not be drawn.
    #[error("page: {0}")]
    Page(#[from] askama::Error),
    /// The session could not be kept.
    #[error("session: {0}")]
    Session(#[from] tower_sessions::session::Error),
}

impl From<vigie_store::Error> for Error {
    fn from(error: vigie_store::Error) -> Self {
        Self::App(error.into())
    }
}

impl From<app::link::LinkError> for Error {
    fn from(error: app::link::LinkError) -> Self {
        match error {
            app::link::LinkError::Forged => Self::LinkForged,
            app::link::LinkError::Expired(_) => Self::LinkExpired,
        }
    }
}

/// Marks a response that still needs its page; see [`dress`].
#[derive(Clone, Debug)]
struct Bare {
    /// Prefix of the texts: `error-404` has a title, a text and a next step.
    key: &'static str,
    /// The key of what was wrong with the input.
    detail: Option<String>,
}

impl Error {
    /// The one table from an error to a status and the texts about it.
    fn answer(&self) -> (StatusCode, &'static str) {
        match self {
            Self::NotFound | Self::App(app::Error::Unknown { .. }) => {
                (StatusCode::NOT_FOUND, "error-not-found")
            }
            Self::Forbidden => (StatusCode::FORBIDDEN, "error-forbidden"),
            Self::Elsewhere => (StatusCode::FORBIDDEN, "error-elsewhere"),
            Self::NoCaseload => (StatusCode::NOT_FOUND, "error-no-caseload"),
            Self::SignIn => (StatusCode::UNAUTHORIZED, "error-sign-in"),
            Self::LinkExpired => (StatusCode::GONE, "error-link-expired"),
            Self::InvitationGone => (StatusCode::GONE, "error-invitation-gone"),
            Self::LinkForged => (StatusCode::NOT_FOUND, "error-link-forged"),
            Self::TooMany => (StatusCode::TOO_MANY_REQUESTS, "error-too-many"),
            Self::Invalid(_)
            | Self::App(app::Error::Input(_) | app::Error::Refused(_) | app::Error::Indicator(_)) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "error-invalid")
            }
            Self::Broken | Self::App(_) | Self::Page(_) | Self::Session(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "error-ours")
            }
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, key) = self.answer();
        if status.is_server_error() {
            tracing::error!(error = %self, "a request failed");
        }
        let detail = match &self {
            Self::Invalid(detail) => Some((*detail).to_owned()),
            Self::App(app::Error::Refused(refusal)) => Some(format!("refusal-{}", refusal.code())),
            Self::App(app::Error::Indicator(_)) => Some("error-indicator".to_owned()),
            _ => None,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Bare { key, detail });
        response
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct Page {
    frame: Frame,
    key: &'static str,
    detail: Option<String>,
    status: u16,
}

/// The same for what no route's guard has seen: an unknown address, a refused
/// form, a form too large.
pub(super) async fn dress_bare(State(web): State<Web>, request: Request, next: Next) -> Response {
    let here = request.uri().path().to_owned();
    let visitor = Visitor::read(None, request.headers(), here);
    let mut response = next.run(request).await;
    let bare = match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Error::NotFound,
        StatusCode::FORBIDDEN => Error::Elsewhere,
        StatusCode::TOO_MANY_REQUESTS => Error::TooMany,
        status if status.is_client_error() => Error::Invalid("error-form"),
        _ => return response,
    };
    let dressed = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.to_str().is_ok_and(|kind| kind.starts_with("text/html") || kind.contains("json"))
    });
    if dressed {
        return response;
    }
    response.extensions_mut().remove::<Bare>();
    dress(bare.into_response(), &web, &visitor)
}

/// Give a bare error the words that a program reads (RFC 9457).
pub(super) fn problem(response: Response) -> Response {
    let Some(Bare { key, detail }) = response.extensions().get::<Bare>().cloned() else {
        return response;
    };
    let status = response.status();
    let english = Locale::of(Language::En);
    let title = english.text(key, &[]);
    let problem = serde_json::json!({
        "type": "about:blank",
        "title": title,
        "status": status.as_u16(),
        "detail": detail.map(|key| english.text(&key, &[])),
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, kind, problem.to_string()).into_response()
}

/// Give a bare error its page, in the language of whoever asked. Nobody
/// signed in: on to the login page, and back here after it.
pub(super) fn dress(response: Response, web: &Web, visitor: &Visitor) -> Response {
    let Some(Bare { key, detail }) = response.extensions().get::<Bare>().cloned() else {
        return response;
    };
    let status = response.status();
    if status == StatusCode::UNAUTHORIZED {
        let next = super::login::address_with_next(&visitor.here);
        return Redirect::to(&next).into_response();
    }
    let frame = Frame::new(web, visitor, key);
    let page = Page { frame, key, detail, status: status.as_u16() };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the error page itself could not be drawn");
            (status, [(header::CONTENT_TYPE, "text/plain")], key).into_response()
        }
    }
}
