//! The fact log: append-only, one row per version of a fact.

pub(crate) mod append;
pub(crate) mod copy;
pub(crate) mod read;
mod row;
mod settle;

use vigie_domain::fact::Fact;
use vigie_domain::ids::StudentId;

pub(crate) use row::FactRow;

/// A fact on its way into the log, with the words that came with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// What happened.
    pub fact: Fact,
    /// Words of a message or note; kept apart from the fact.
    pub text: Option<String>,
}

impl From<Fact> for Incoming {
    fn from(fact: Fact) -> Self {
        Self { fact, text: None }
    }
}

/// What became of the facts that were handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// Facts that were not known.
    pub new: u64,
    /// Facts that said nothing that was not known already.
    pub duplicates: u64,
    /// New versions of known facts, also those that a higher one supersedes.
    pub revisions: u64,
    /// Students who have a new or revised fact, ascending, each once.
    pub touched: Vec<StudentId>,
}

impl Appended {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.new += other.new;
        self.duplicates += other.duplicates;
        self.revisions += other.revisions;
        self.touched.extend(other.touched);
        self.touched.sort_unstable();
        self.touched.dedup();
        self
    }
}
