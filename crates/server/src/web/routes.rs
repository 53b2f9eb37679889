//! The one table of routes: each says who may use it.

use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::{Extension, Router};
use tower_governor::GovernorLayer;
use tower_governor::governor::GovernorConfigBuilder;
use vigie_domain::access::Right;

use super::caller::Caller;
use super::state::Web;
use super::{
    account, accounts, api, asset, case, caseload, celebrate, contact, erasure, friday, guard,
    indicator, invitation, link, live, login, mentors, obstacle, person, promise, risk, signals,
    students, takeover, today,
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
    get "/account" SignedIn => account::page;
    post "/account/language" SignedIn => account::speak;
    post "/account/sessions" SignedIn => account::end;
    get "/accounts" Accounts => accounts::page;
    post "/accounts/end" Accounts => accounts::end;
    post "/accounts/link" Accounts => accounts::link;
    post "/accounts/reopen" Accounts => accounts::reopen;
    post "/accounts/sessions" Accounts => accounts::sign_out;
    post "/api/v1/facts" SendFacts => api::facts;
    get "/api/v1/health" AskHealth => api::health;
    get "/assets/{version}/{*name}" Public => asset::file;
    get "/cases" Follow => case::board;
    get "/celebrations" Follow => celebrate::page;
    get "/caseload" Oversee => caseload::page;
    post "/caseload/absences" Oversee => caseload::away::be_absent;
    post "/caseload/absences/forget" Oversee => caseload::away::forget;
    get "/caseload/absences/{absence}" Oversee => caseload::split::page;
    post "/caseload/absences/{absence}" Oversee => caseload::split::share;
    post "/caseload/absences/{absence}/change" Oversee => caseload::split::change;
    post "/caseload/absences/{absence}/undo" Oversee => caseload::away::undo;
    post "/caseload/all" Oversee => caseload::give_all;
    post "/caseload/back" Oversee => caseload::away::back;
    post "/caseload/give" Oversee => caseload::give;
    post "/caseload/undo" Oversee => caseload::take_back;
    get "/erasures" Erase => erasure::page;
    post "/erasures" Erase => erasure::ask;
    post "/erasures/{person}/keep" Erase => erasure::keep;
    get "/events" Follow => live::events;
    get "/enter/{token}" Link => invitation::page;
    get "/friday" Oversee => friday::page;
    get "/friday.csv" Oversee => friday::download;
    get "/indicators" Indicators => indicator::list::page;
    get "/indicators/new" Indicators => indicator::editor::begin;
    get "/indicators/{id}" Indicators => indicator::sheet::page;
    get "/indicators/{id}/dry-run" Indicators => indicator::dry_run;
    post "/indicators/{id}/dry-run" Indicators => indicator::start;
    post "/indicators/{id}/dry-run/cancel" Indicators => indicator::cancel;
    get "/indicators/{id}/dry-run/progress" Indicators => indicator::progress;
    get "/indicators/{id}/edit" Indicators => indicator::editor::change;
    get "/indicators/{id}/file" Indicators => indicator::govern::export;
    post "/indicators/{id}/publish" Indicators => indicator::govern::publish;
    post "/indicators/{id}/retire" Indicators => indicator::govern::retire;
    post "/indicators/{id}/trial" Indicators => indicator::govern::try_out;
    get "/l/{token}" Link => link::page;
    post "/l/{token}/concern" Link => link::mentor::worry;
    post "/l/{token}/date" Link => link::mentor::book;
    post "/l/{token}/kudos" Link => link::news::kudos;
    get "/l/{token}/news" Link => link::news::page;
    get "/l/{token}/reads" Link => link::reads::page;
    post "/l/{token}/risk" Link => link::reads::object;
    post "/l/{token}/reply" Link => link::ours::reply;
    post "/l/{token}/room" Link => link::room::keep;
    post "/l/{token}/say" Link => link::student::say;
    post "/l/{token}/session" Link => link::mentor::record;
    post "/l/{token}/settled" Link => link::student::settle;
    post "/l/{token}/step" Link => link::step::tick;
    post "/l/{token}/undo" Link => link::undo;
    get "/login" Public => login::page;
    get "/login/code" Public => login::code_page;
    post "/mentors/{staff}/link" Follow => link::give::to_mentor;
    get "/meanwhile" Follow => caseload::meanwhile;
    post "/logout" SignedIn => login::leave;
    post "/preferences" Public => login::prefer;
    get "/me" Portal => link::page;
    post "/me/back" Portal => link::own::back;
    post "/me/case" Portal => link::own::case;
    post "/me/concern" Portal => link::mentor::worry;
    post "/me/date" Portal => link::mentor::book;
    post "/me/kudos" Portal => link::news::kudos;
    post "/me/leave" Portal => link::own::leave;
    post "/me/named" Portal => link::news::named;
    get "/me/news" Portal => link::news::page;
    get "/me/reads" Portal => link::reads::page;
    post "/me/risk" Portal => link::reads::object;
    post "/me/reply" Portal => link::ours::reply;
    post "/me/room" Portal => link::room::keep;
    post "/me/say" Portal => link::student::say;
    get "/me/seen" Portal => link::seen::page;
    post "/me/session" Portal => link::mentor::record;
    post "/me/settled" Portal => link::student::settle;
    post "/me/step" Portal => link::step::tick;
    post "/me/undo" Portal => link::undo;
    post "/me/wishes" Portal => link::own::wishes;
    post "/me/wrong" Portal => link::own::wrong;
    get "/mentors" Follow => mentors::page;
    post "/mentors/{staff}/invite" Oversee => link::invite::mentor;
    get "/mentors/{staff}/links" Follow => link::kept::of_mentor;
    post "/mentors/{staff}/links" Follow => link::kept::turn_mentors;
    get "/obstacles" Oversee => obstacle::page;
    post "/obstacles/{student}/{contact}/answer" Oversee => obstacle::answer;
    post "/obstacles/{student}/{contact}/owner" Oversee => obstacle::hand_over;
    get "/risk" Oversee => risk::page;
    post "/risk/approve" Oversee => risk::approve;
    post "/risk/back" Oversee => risk::back;
    get "/risk/reads" SignedIn => risk::reads::page;
    get "/risk/rules" Oversee => risk::rules::page;
    post "/risk/seen" Oversee => risk::rung::see;
    post "/risk/weigh" Oversee => risk::weight::weigh;
    get "/signals" Follow => signals::page;
    get "/students" Follow => students::page;
    get "/students.csv" Follow => students::file;
    get "/today" Follow => today::page;
    post "/today/back" Follow => caseload::away::own_back;
    get "/today/call/{student}" Follow => today::call;
    get "/today.csv" Follow => today::file;
    get "/students/{student}" Follow => person::page;
    post "/students/{student}/cases" Follow => case::open;
    get "/students/{student}/cases/{case}" Follow => case::page;
    post "/students/{student}/cases/{case}" Follow => case::change;
    post "/students/{student}/celebrations" Follow => celebrate::write;
    post "/students/{student}/contact" Follow => contact::add;
    get "/students/{student}/conversation" Follow => person::conversation::page;
    post "/students/{student}/conversation" Follow => person::compose::write;
    post "/students/{student}/disputes" Follow => person::dispute::take_back;
    post "/students/{student}/invite" Follow => link::invite::student;
    post "/students/{student}/link" Follow => link::give::to_student;
    get "/students/{student}/links" Follow => link::kept::of_student;
    post "/students/{student}/links" Follow => link::kept::turn_students;
    post "/students/{student}/messages" Follow => person::receive;
    post "/students/{student}/needs" Follow => person::judge;
    post "/students/{student}/promises" Follow => promise::take;
    post "/students/{student}/promises/heard" Follow => promise::listen;
    post "/students/{student}/promises/{promise}/keep" Follow => person::keep;
    post "/students/{student}/scheduled/{message}" Follow => person::compose::reschedule;
    post "/students/{student}/relay" TakeOver => takeover::take;
    get "/students/{student}/risk" Follow => person::risk::page;
    post "/students/{student}/risk" Follow => person::risk::object;
    get "/students/{student}/sensitive" Follow => person::sensitive::page;
    post "/students/{student}/sensitive" Follow => person::sensitive::say_why;
    post "/students/{student}/undo" Follow => contact::undo;
    post "/workbench" Indicators => indicator::editor::work;
    get "/workbench/catalogue.json" Indicators => indicator::catalogue;
    post "/workbench/check" Indicators => indicator::editor::check;
    post "/workbench/preview" Indicators => indicator::preview::part;
}

routes! {
    /// Routes that one may try only so often.
    SLOW_ROUTES, slow:
    post "/account/password" SignedIn => account::change;
    post "/account/second-factor" SignedIn => account::factor::begin;
    post "/account/second-factor/confirm" SignedIn => account::factor::confirm;
    post "/account/second-factor/remove" SignedIn => account::factor::remove;
    post "/enter/{token}" Link => invitation::accept;
    post "/login" Public => login::enter;
    post "/login/code" Public => login::enter_code;
    post "/login/demo" Public => login::enter_demo;
}

/// Tries in a burst, and seconds until there is one more.
const BURST: u32 = 8;
const SECONDS_A_TRY: u64 = 4;

/// Every route behind its guard.
pub(super) fn router(web: &Web, caller: Caller) -> Router<Web> {
    let limits = GovernorConfigBuilder::default()
        .per_second(SECONDS_A_TRY)
        .burst_size(BURST)
        .key_extractor(caller)
        .finish();
    // Both numbers are greater than zero, which is all it can refuse.
    let slow = slow(web).layer(Extension(caller));
    let slow = match limits {
        Some(limits) => slow.layer(GovernorLayer::new(limits)),
        None => slow,
    };
    open(web).merge(slow)
}
