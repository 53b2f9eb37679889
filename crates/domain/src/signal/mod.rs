//! Signals: indicators that are true for a student, since when, until when.
//!
//! Derived state is a pure function of facts, rules and an instant. The live
//! engine, the back-test and the simulation all drive the same [`Replay`].

mod history;
mod replay;
mod rules;

pub use history::History;
pub use replay::{Change, Replay};
pub use rules::{Rule, Rules};

use serde::{Deserialize, Serialize};

use crate::ids::{EnrolmentId, Key};
use crate::journey::Journey;
use crate::metric::{Context, Line, Metric, Reference, Value, View};
use crate::time::{Instant, Span};

/// Ringing again within this time of clearing reopens the same signal.
pub const REOPEN_WITHIN: Span = Span::days(2);

/// An indicator that is true, and since when without a break.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ringing {
    /// Which indicator.
    pub indicator: Key,
    /// About which enrolment, if the indicator is about one.
    pub enrolment: Option<EnrolmentId>,
    /// Start of the present unbroken stretch.
    pub since: Instant,
}

/// What the facts known by `at` say about one student.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The fold of the facts.
    pub journey: Journey,
    /// What is true, ordered by (indicator, enrolment).
    pub ringing: Vec<Ringing>,
    /// The instant this is about.
    pub at: Instant,
    /// When to look again if no new fact arrives.
    pub next_due: Instant,
}

/// A metric's value as it was when a signal rang; kept with the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Not defined.
    Undefined,
    /// A number, a duration in seconds, or an instant in seconds since 1970.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// A word.
    Word(Key),
    /// A member of the team.
    Staff(crate::ids::StaffId),
    /// Words kept apart from this fact.
    Words(crate::ids::FactId),
}

impl Evidence {
    /// What a metric says in this view.
    pub fn of(metric: Metric, view: &View<'_>) -> Self {
        match metric.read(view).value {
            Value::Undefined => Self::Undefined,
            Value::Number(line) => Self::Number(Line::at(line, view.at)),
            Value::Truth(truth) => Self::Truth(truth),
            Value::Category(word) => Self::Word(word.into()),
            Value::Reference(Reference::Staff(staff)) => Self::Staff(staff),
            Value::Reference(Reference::Words(fact)) => Self::Words(fact),
        }
    }
}

impl Standing {
    /// A view of the enrolment a signal is about.
    pub fn view<'s>(&'s self, enrolment: Option<EnrolmentId>, context: &'s Context) -> View<'s> {
        let enrolment =
            enrolment.and_then(|id| self.journey.enrolments.iter().find(|known| known.id == id));
        View::new(&self.journey, enrolment, self.at, context)
    }
}

#[cfg(test)]
mod tests;
