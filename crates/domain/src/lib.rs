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
pub mod directory;
pub mod draft;
pub mod fact;
pub mod ids;
pub mod indicator;
pub mod journey;
pub mod listening;
pub mod metric;
pub mod ours;
pub mod signal;
pub mod time;
pub mod worklist;
