//! The cockpit: pages over HTTP.
//!
//! Reads go from a handler straight to the store; every write goes through
//! [`crate::app`]. The table in [`routes`] says who may use what.

mod asset;
mod contact;
mod csv;
mod error;
mod frame;
mod guard;
mod headers;
mod line;
mod live;
mod login;
mod person;
pub mod routes;
mod serve;
mod session;
mod state;
mod today;
mod visitor;

pub use serve::{Settings, serve};
pub use session::issue_session;

pub(crate) use error::{Error, Result};
pub(crate) use frame::Frame;
pub(crate) use state::Web;
pub(crate) use visitor::Visitor;
