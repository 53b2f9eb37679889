//! A condition in the shape that people can put together from drop-downs.
//!
//! Groups (all, at least one, none, not all) of lines (a metric, a comparison,
//! a value). Most conditions have that shape; one that is
//! [richer](Richer) stays text. [`Group`] is written back by its `Display`, and
//! reads as the same condition.

mod read;
mod write;

use std::ops::Range;

use super::condition::Comparison;
use super::literal::Literal;
use crate::ids::Key;
use crate::metric::Metric;

/// How the parts of a group are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Every part is true.
    All,
    /// At least one part is true.
    Any,
    /// No part is true.
    None,
    /// At least one part is not true.
    NotAll,
}

/// Parts that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// How they are joined.
    pub join: Join,
    /// What they are.
    pub parts: Vec<Part>,
}

/// A line, or a group within a group.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// One comparison.
    Line(Line),
    /// Several parts.
    Group(Group),
}

/// One thing that is asked of one metric.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// `days_since_session > 21 d`
    Compare(Subject, Comparison, Operand),
    /// `pace_ratio between 0.5 and 0.8`
    Between(Subject, Amount, Amount),
    /// `funding == "employer"`, or `!=` if negated.
    Is {
        /// The metric.
        metric: Metric,
        /// The word, without quotes.
        word: String,
        /// Is not that word.
        negated: bool,
    },
    /// `on_leave`, or `!on_leave` if negated.
    Holds {
        /// The metric.
        metric: Metric,
        /// Is not true.
        negated: bool,
    },
    /// `defined(last_score)`, or `!defined(last_score)` if negated.
    Defined {
        /// The metric.
        metric: Metric,
        /// Is not known.
        negated: bool,
    },
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A metric.
    Metric(Metric),
    /// The time since an instant: `now - enrolled_at`.
    Since(Metric),
}

/// What it is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// `21 d`, `$quiet`
    Amount(Amount),
    /// `$share * usual_active_days`
    Times(Amount, Metric),
    /// `usual_active_days`
    Metric(Metric),
    /// `defence_at + 2 d`
    After(Metric, Amount),
    /// `defence_at - 2 d`
    Before(Metric, Amount),
    /// `now`
    Now,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// As written.
    Literal(Literal),
    /// A threshold, by its name without the dollar.
    Threshold(Key),
}

/// A part of a condition that the builder has no form for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Richer {
    /// Bytes of the text that are meant.
    pub span: Range<usize>,
}

impl Join {
    /// Every way to join.
    pub const ALL: [Self; 4] = [Self::All, Self::Any, Self::None, Self::NotAll];

    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
            Self::None => "none",
            Self::NotAll => "not_all",
        }
    }

    /// The way to join with this stable word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|join| join.name() == name)
    }
}

impl Subject {
    /// The metric that it is or is made of.
    pub const fn metric(self) -> Metric {
        match self {
            Self::Metric(metric) | Self::Since(metric) => metric,
        }
    }
}

#[cfg(test)]
mod tests;
