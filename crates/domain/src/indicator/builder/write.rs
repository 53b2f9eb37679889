//! From groups and lines to the text of a condition.

use std::fmt::{self, Display, Formatter};

use super::{Amount, Group, Join, Line, Operand, Part, Subject};
use crate::metric::Metric;

impl Display for Group {
    /// The text of the condition; the outermost parts stand on lines of their
    /// own. A group without parts is nothing.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        group(self, "\n", f)
    }
}

fn group(it: &Group, before: &str, f: &mut Formatter<'_>) -> fmt::Result {
    let (negated, sign) = match it.join {
        Join::All => (false, "&&"),
        Join::Any => (false, "||"),
        Join::None => (true, "||"),
        Join::NotAll => (true, "&&"),
    };
    if negated {
        f.write_str("!(")?;
    }
    let before = if negated { " " } else { before };
    for (index, part) in it.parts.iter().enumerate() {
        if index > 0 {
            write!(f, "{before}{sign} ")?;
        }
        match part {
            Part::Line(line) => line.fmt(f)?,
            // Within parentheses already, or in need of none.
            Part::Group(inner) if matches!(inner.join, Join::None | Join::NotAll) => {
                group(inner, " ", f)?;
            }
            Part::Group(inner) => {
                f.write_str("(")?;
                group(inner, " ", f)?;
                f.write_str(")")?;
            }
        }
    }
    if negated { f.write_str(")") } else { Ok(()) }
}

impl Display for Line {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let not = |negated: bool| if negated { "!" } else { "" };
        match self {
            Self::Compare(subject, comparison, operand) => {
                write!(f, "{subject} {comparison} {operand}")
            }
            Self::Between(subject, low, high) => write!(f, "{subject} between {low} and {high}"),
            Self::Is { metric, word, negated } => {
                let word = word.replace('\\', "\\\\").replace('"', "\\\"");
                write!(f, "{} {} \"{word}\"", name(*metric), if *negated { "!=" } else { "==" })
            }
            Self::Holds { metric, negated } => write!(f, "{}{}", not(*negated), name(*metric)),
            Self::Defined { metric, negated } => {
                write!(f, "{}defined({})", not(*negated), name(*metric))
            }
        }
    }
}

impl Display for Subject {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Metric(metric) => f.write_str(name(*metric)),
            Self::Since(metric) => write!(f, "now - {}", name(*metric)),
        }
    }
}

impl Display for Operand {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => amount.fmt(f),
            Self::Times(amount, metric) => write!(f, "{amount} * {}", name(*metric)),
            Self::Metric(metric) => f.write_str(name(*metric)),
            Self::After(metric, amount) => write!(f, "{} + {amount}", name(*metric)),
            Self::Before(metric, amount) => write!(f, "{} - {amount}", name(*metric)),
            Self::Now => f.write_str("now"),
        }
    }
}

impl Display for Amount {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(literal) => literal.fmt(f),
            Self::Threshold(name) => write!(f, "${name}"),
        }
    }
}

fn name(metric: Metric) -> &'static str {
    metric.declaration().name
}
