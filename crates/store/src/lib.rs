//! The only SQL: facts, journeys, signals and the directory, in one SQLite
//! file or on a PostgreSQL server.
//!
//! - One text per statement for both engines: [`sql`](crate::Engine) marks the
//!   few words that differ.
//! - Two kinds of table. *Student* tables have `student_id` first in every
//!   key; *directory* tables are small. Nothing here would not run with the
//!   student tables spread over several servers by `student_id`.
//! - Queries across students stand in [`across`] and nowhere else.
//! - Reading functions exist on [`Store`], which takes a reading connection,
//!   and on [`Tx`], which sees its own writes. Writing functions exist on
//!   [`Tx`] only; on SQLite a transaction is the only writer while it lasts.

pub mod across;
mod audit;
mod cases;
pub mod directory;
mod doctor;
mod erasure;
mod error;
mod facts;
mod feedback;
mod hand_overs;
mod hash;
mod indicators;
mod kudos;
mod link;
mod mentors;
mod migrate;
mod ours;
mod outbox;
mod personal_links;
mod relation;
mod risk;
mod scheduled;
mod sensitive;
mod settings;
mod sign_in;
mod signals;
mod sql;
mod standing;
mod store;
mod tokens;
mod upkeep;
mod value;
mod web_sessions;

pub use audit::{AuditHead, AuditRow, Digest, Tampering};
pub use cases::CaseRow;
pub use doctor::Checkup;
pub use erasure::{ErasedPeople, ErasureRow, Gone};
pub use error::{Error, Result};
pub use facts::append::BATCH_ROWS;
pub use facts::{Appended, Incoming};
pub use feedback::FeedbackRow;
pub use hand_overs::HandOverRow;
pub use indicators::{ChangeRow, IndicatorRow};
pub use kudos::{Author, KudosRow};
pub use mentors::Mentored;
pub use ours::OursRow;
pub use outbox::OutboxRow;
pub use personal_links::PersonalLinkRow;
pub use relation::Near;
pub use risk::{RiskApproval, RiskModelRow, RiskRing, RiskState};
pub use scheduled::{DroppedRow, KeptBack, ScheduledRow};
pub use sensitive::ReasonRow;
pub use sign_in::SecondFactor;
pub use signals::{NewSignal, SignalKey, SignalRow, Why};
pub use sql::Engine;
pub use standing::StandingRow;
pub use store::{SqliteStore, Store, Tx};
pub use tokens::TokenRow;
pub use upkeep::ImportRow;
pub use web_sessions::{OwnSession, SignedIn, WebSession};

/// Every SQL text of this crate. A slice missing here is dead code, which the
/// compiler reports.
const ALL_STATEMENTS: &[&[sql::Sql]] = &[
    across::STATEMENTS,
    across::caseload::STATEMENTS,
    across::answers::STATEMENTS,
    across::census::STATEMENTS,
    across::cases::STATEMENTS,
    across::erasure::STATEMENTS,
    across::milestones::STATEMENTS,
    across::news::STATEMENTS,
    across::ours::STATEMENTS,
    across::people::STATEMENTS,
    across::ringing::STATEMENTS,
    across::scan::STATEMENTS,
    across::scheduled::STATEMENTS,
    across::workbench::STATEMENTS,
    across::worries::STATEMENTS,
    audit::STATEMENTS,
    cases::STATEMENTS,
    directory::advisors::STATEMENTS,
    directory::people::STATEMENTS,
    directory::school::STATEMENTS,
    directory::enrolments::STATEMENTS,
    directory::users::STATEMENTS,
    directory::wishes::STATEMENTS,
    doctor::STATEMENTS,
    erasure::STATEMENTS,
    facts::append::STATEMENTS,
    facts::copy::STATEMENTS,
    facts::read::STATEMENTS,
    feedback::STATEMENTS,
    hand_overs::STATEMENTS,
    indicators::STATEMENTS,
    kudos::STATEMENTS,
    mentors::STATEMENTS,
    migrate::STATEMENTS,
    ours::STATEMENTS,
    outbox::STATEMENTS,
    personal_links::STATEMENTS,
    relation::STATEMENTS,
    risk::STATEMENTS,
    scheduled::STATEMENTS,
    sensitive::STATEMENTS,
    settings::STATEMENTS,
    sign_in::STATEMENTS,
    signals::STATEMENTS,
    standing::STATEMENTS,
    tokens::STATEMENTS,
    upkeep::STATEMENTS,
    web_sessions::STATEMENTS,
];
