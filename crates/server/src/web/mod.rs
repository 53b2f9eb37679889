//! The cockpit: pages over HTTP.
//!
//! Reads go from a handler straight to the store; every write goes through
//! [`crate::app`]. The table in [`routes`] says who may use what.

mod account;
mod accounts;
mod address;
mod api;
mod asset;
mod caller;
mod case;
mod caseload;
mod celebrate;
mod contact;
mod csv;
mod erasure;
mod error;
mod frame;
mod friday;
mod guard;
mod headers;
mod indicator;
mod invitation;
mod keeper;
mod line;
mod link;
mod live;
mod login;
mod mentors;
mod obstacle;
mod pages;
mod person;
mod promise;
mod risk;
pub mod routes;
mod serve;
mod session;
mod signals;
mod state;
mod students;
mod takeover;
mod today;
mod visitor;
mod vouched;

pub use serve::{Settings, serve};
pub use session::issue_session;

pub(crate) use error::{Error, Result};
pub(crate) use frame::Frame;
pub(crate) use state::Web;
pub(crate) use visitor::Visitor;
