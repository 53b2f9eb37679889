//! Vigie's domain: what happened to a student becomes a reason to reach them.
//!
//! fact → journey → signal → worklist → contact, and a contact is a fact.
//!
//! This crate is pure: no clock, no randomness, no SQL, no network. Instants,
//! identifiers and seeds are arguments.

pub mod access;
pub mod calendar;
pub mod case;
pub mod caseload;
pub mod celebration;
pub mod directory;
pub mod draft;
pub mod fact;
pub mod good_hours;
pub mod ids;
pub mod indicator;
pub mod journey;
pub mod listening;
pub mod metric;
pub mod opening;
pub mod ours;
pub mod promise;
pub mod signal;
pub mod time;
pub mod worklist;
