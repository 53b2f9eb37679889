//! A number or duration as it is written.

use std::fmt;

use super::diagnostic::Diagnostic;
use super::syntax::{self, Form, Node};
use crate::time::{DAY, HOUR, MINUTE, Span};

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Nothing: a count, a ratio, points.
    Number,
    /// A length of time, in seconds.
    Duration,
    /// A point in time, in seconds since 1970.
    Instant,
}

impl Dimension {
    /// With its article, for messages.
    pub const fn described(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Duration => "a duration",
            Self::Instant => "an instant",
        }
    }
}

/// A constant number or duration, e.g. the value of a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Literal {
    /// The number; seconds if it is a duration.
    pub value: f64,
    /// [`Dimension::Number`] or [`Dimension::Duration`]; there are no literal instants.
    pub dimension: Dimension,
}

impl Literal {
    /// Parse a number or duration, perhaps negative: `3`, `-20`, `21 d`.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let node = syntax::parse(text)?;
        Self::of(&node).ok_or_else(|| {
            Diagnostic::new(node.span, "this is neither a number nor a duration")
                .hint("write `3`, `0.5` or `21 d`")
        })
    }

    /// A node that is nothing but a number or duration, perhaps negative.
    pub fn of(node: &Node) -> Option<Self> {
        match &node.form {
            Form::Number(value) => Some(Self { value: *value, dimension: Dimension::Number }),
            Form::Duration(value) => Some(Self { value: *value, dimension: Dimension::Duration }),
            Form::Negate(inner) => {
                Self::of(inner).map(|inner| Self { value: -inner.value, ..inner })
            }
            _ => None,
        }
    }
}

impl fmt::Display for Literal {
    /// As it is written; a duration in the largest unit up to the day that
    /// divides it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.dimension == Dimension::Number {
            return write!(f, "{}", self.value);
        }
        for (Span(unit), name) in [(DAY, "d"), (HOUR, "h"), (MINUTE, "min")] {
            #[expect(clippy::cast_precision_loss, reason = "at most a day of seconds")]
            let unit = unit as f64;
            let count = self.value / unit;
            #[expect(clippy::float_cmp, reason = "only an exact multiple is written in this unit")]
            if count.fract() == 0.0 && count * unit == self.value {
                return write!(f, "{count} {name}");
            }
        }
        write!(f, "{} s", self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_written_in_its_largest_whole_unit() {
        for (text, canonical) in [
            ("3w", "21 d"),
            ("36 h", "36 h"),
            ("1.5 h", "90 min"),
            ("0.5 s", "0.5 s"),
            ("-2 d", "-2 d"),
            ("0 d", "0 d"),
            ("0.50", "0.5"),
        ] {
            assert_eq!(Literal::parse(text).unwrap().to_string(), canonical);
        }
    }

    #[test]
    fn anything_else_is_not_a_literal() {
        for text in ["1 + 1", "risk", "true", "\"x\"", ""] {
            assert!(Literal::parse(text).is_err(), "{text}");
        }
    }
}
