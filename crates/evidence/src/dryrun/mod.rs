//! The dry run: what indicators would have done over past students.
//!
//! The one evaluator is driven over each student's facts, at each instant
//! those known by then; what became of them is read from all facts. Students
//! come one at a time into a [`Tally`], two tallies add up, and a [`Report`]
//! is made of the sum. Nothing is kept per student.

mod base;
mod cell;
mod one;
mod plan;
mod report;
mod tally;
#[cfg(test)]
mod tests;

pub use plan::{Plan, Role, Watched};
pub use report::{
    Held, IndicatorReport, OutcomeReport, Outlook, Overlap, Report, SetReport, Volume,
};
pub use tally::Tally;
pub(crate) use tally::known_by;

use vigie_domain::fact::Fact;
use vigie_domain::ids::{Key, StudentId};

/// One student with all that is known of them.
#[derive(Clone, Debug)]
pub struct Life {
    /// Who.
    pub student: StudentId,
    /// Attributes that only fairness checks may read: (dimension, value).
    pub audit: Vec<(Key, Key)>,
    /// All versions of all facts, in any order.
    pub facts: Vec<Fact>,
}
