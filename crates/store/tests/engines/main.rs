//! Every story here runs twice: on a SQLite file and on a PostgreSQL database
//! of its own.

#![expect(clippy::unwrap_used, reason = "a story fails where its author did not expect it to")]

mod append;
mod both;
mod caseload;
mod cases;
mod concurrency;
mod directory;
mod governance;
mod migrations;
mod people;
mod running;
mod samples;
mod scan;
mod signals;
mod standing;
mod statements;
mod web;
