//! The one table of routes: each says who may use it.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tower_governor::GovernorLayer;
use tower_governor::governor::GovernorConfigBuilder;
use vigie_domain::access::Right;

use super::state::Web;
use super::{
    asset, case, contact, friday, guard, link, live, login, person, signals, students, today,
};

/// A line of the table, for the test that tries every route in every role.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// `get` or `post`.
    pub method: &'static str,
    /// The path, with its `{parameters}`.
    pub path: &'static str,
    /// Who may use it.
    pub right: Right,
}

macro_rules! routes {
    ($(#[$doc:meta])* $table:ident, $router:ident: $($method:ident $path:literal $right:ident => $handler:path;)+) => {
        $(#[$doc])*
        pub const $table: &[Route] =
            &[$(Route { method: stringify!($method), path: $path, right: Right::$right }),+];

        pub(super) fn $router(web: &Web) -> Router<Web> {
            Router::new()$(.route(
                $path,
                $method($handler)
                    .layer(from_fn_with_state((web.clone(), Right::$right), guard::check)),
            ))+
        }
    };
}

routes! {
    /// Every route of the cockpit.
    ROUTES, open:
    get "/" SignedIn => today::home;
    get "/assets/{version}/{*name}" Public => asset::file;
    get "/cases" Follow => case::board;
    get "/events" Follow => live::events;
    get "/friday" Oversee => friday::page;
    get "/friday.csv" Oversee => friday::download;
    get "/l/{token}" Link => link::page;
    post "/l/{token}/concern" Link => link::mentor::worry;
    post "/l/{token}/date" Link => link::mentor::book;
    post "/l/{token}/say" Link => link::student::say;
    post "/l/{token}/session" Link => link::mentor::record;
    post "/l/{token}/settled" Link => link::student::settle;
    post "/l/{token}/undo" Link => link::undo;
    get "/login" Public => login::page;
    post "/mentors/{staff}/link" Follow => link::give::to_mentor;
    post "/logout" SignedIn => login::leave;
    post "/preferences" Public => login::prefer;
    get "/signals" Follow => signals::page;
    get "/students" Follow => students::page;
    get "/students.csv" Follow => students::file;
    get "/today" Follow => today::page;
    get "/today/call/{student}" Follow => today::call;
    get "/today.csv" Follow => today::file;
    get "/students/{student}" Follow => person::page;
    post "/students/{student}/cases" Follow => case::open;
    get "/students/{student}/cases/{case}" Follow => case::page;
    post "/students/{student}/cases/{case}" Follow => case::change;
    post "/students/{student}/contact" Follow => contact::add;
    post "/students/{student}/link" Follow => link::give::to_student;
    post "/students/{student}/messages" Follow => person::receive;
    post "/students/{student}/needs" Follow => person::judge;
    post "/students/{student}/promises/{promise}/keep" Follow => person::keep;
    post "/students/{student}/undo" Follow => contact::undo;
}

routes! {
    /// Routes that one may try only so often.
    SLOW_ROUTES, slow:
    post "/login" Public => login::enter;
    post "/login/demo" Public => login::enter_demo;
}

/// Tries in a burst, and seconds until there is one more.
const BURST: u32 = 8;
const SECONDS_A_TRY: u64 = 4;

/// Every route behind its guard.
pub(super) fn router(web: &Web) -> Router<Web> {
    let limits =
        GovernorConfigBuilder::default().per_second(SECONDS_A_TRY).burst_size(BURST).finish();
    // Both numbers are greater than zero, which is all it can refuse.
    let slow = slow(web);
    let slow = match limits {
        Some(limits) => slow.layer(GovernorLayer::new(limits)),
        None => slow,
    };
    open(web).merge(slow)
}
