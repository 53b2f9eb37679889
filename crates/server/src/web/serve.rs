//! The server: listens, wakes who is due, and stops when told to.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;
use tower_sessions::SessionManagerLayer;
use tower_sessions::cookie::SameSite;

use super::caller::Caller;
use super::session::{COOKIE, Sessions, expiry};
use super::state::Web;
use super::{Error, headers, live, routes, vouched};
use crate::app::{App, Result};

/// The largest form: a pasted message with room to spare.
const BODY_BYTES: usize = 256 * 1024;
/// Longer than any page should ever take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How to serve.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Cookies over HTTPS only.
    pub secure: bool,
    /// One-click logins: only for a simulated school.
    pub demo: bool,
    /// The clock stands still: every page says so.
    pub past: bool,
    /// How many proxies of ours stand before it: whom they say that they serve
    /// is believed.
    pub proxies: u8,
}

/// Serve until `stop`; tells where it listens once it does.
pub async fn serve(
    app: App,
    settings: Settings,
    listening: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    app.supply_own_kinds().await?;
    let web = Web::new(app, settings.demo, settings.past).await?;
    let at = settings.listen;
    let file = |source| crate::app::Error::File { path: at.to_string(), source };
    let listener = TcpListener::bind(at).await.map_err(file)?;
    let address = listener.local_addr().map_err(file)?;
    let running = live::start(&web);
    let service = router(&web, &settings).into_make_service_with_connect_info::<SocketAddr>();
    listening(address);
    let news = web.clone();
    let stop = async move {
        stop.await;
        // Open streams would keep the server from ending.
        news.close();
    };
    let served = axum::serve(listener, service).with_graceful_shutdown(stop).await.map_err(file);
    running.stop().await;
    served
}

/// Every route with everything around it.
fn router(web: &Web, settings: &Settings) -> Router {
    let sessions = SessionManagerLayer::new(Sessions(web.app().store.clone()))
        .with_name(COOKIE)
        .with_secure(settings.secure)
        .with_same_site(SameSite::Lax)
        .with_expiry(expiry());
    let compression = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("font/")));
    routes::router(web, Caller { proxies: settings.proxies })
        .layer(sessions)
        .layer(from_fn(vouched::check))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(web.clone(), super::error::dress_bare))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        .layer(compression)
        .layer(CatchPanicLayer::custom(|_| -> Response {
            tracing::error!("a request panicked");
            Error::Broken.into_response()
        }))
        .layer(from_fn(headers::add))
        .with_state(web.clone())
}
