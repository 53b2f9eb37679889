//! A condition as canonical text, which parses to the same condition.

use std::fmt::{self, Display, Formatter};

use super::condition::{Comparison, Condition, Number};
use super::literal::{Dimension, Literal};
use crate::metric::{Metric, Type};

impl Display for Comparison {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
        })
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        condition(self, 0, f)
    }
}

/// How closely a condition binds: `||`, `&&`, `!` and comparisons, the rest.
fn binding(condition: &Condition) -> u8 {
    match condition {
        Condition::Or(..) => 0,
        Condition::And(..) => 1,
        Condition::Compare(..) | Condition::Is { .. } => 2,
        _ => 3,
    }
}

/// In parentheses if it binds less closely than `least`.
fn condition(it: &Condition, least: u8, f: &mut Formatter<'_>) -> fmt::Result {
    if binding(it) < least {
        f.write_str("(")?;
        condition(it, 0, f)?;
        return f.write_str(")");
    }
    match it {
        Condition::Constant(truth) => write!(f, "{truth}"),
        Condition::Truth(metric) => f.write_str(name(*metric)),
        Condition::Compare(comparison, left, right) => {
            // Where nothing tells, everything is a number: the text means the same.
            let of = dimension(left).or_else(|| dimension(right)).unwrap_or(Dimension::Number);
            number(left, of, 0, f)?;
            write!(f, " {comparison} ")?;
            number(right, of, 0, f)
        }
        Condition::Is { metric, word, negated } => {
            let word = word.replace('\\', "\\\\").replace('"', "\\\"");
            write!(f, "{} {} \"{word}\"", name(*metric), if *negated { "!=" } else { "==" })
        }
        Condition::DefinedNumber(inner) => {
            f.write_str("defined(")?;
            number(inner, dimension(inner).unwrap_or(Dimension::Number), 0, f)?;
            f.write_str(")")
        }
        Condition::DefinedMetric(metric) => write!(f, "defined({})", name(*metric)),
        Condition::DefinedCondition(inner) => write!(f, "defined({inner})"),
        Condition::Not(inner) => {
            f.write_str("!")?;
            condition(inner, 3, f)
        }
        Condition::And(left, right) => {
            condition(left, 1, f)?;
            f.write_str(" && ")?;
            condition(right, 1, f)
        }
        Condition::Or(left, right) => {
            condition(left, 0, f)?;
            f.write_str(" || ")?;
            condition(right, 0, f)
        }
    }
}

fn name(metric: Metric) -> &'static str {
    metric.declaration().name
}

/// What a number measures; `None` if it could be a number as well as a duration.
fn dimension(it: &Number) -> Option<Dimension> {
    use Dimension::{Duration, Instant};
    match it {
        Number::Constant(_) => None,
        Number::Metric(metric) => Some(match metric.declaration().of {
            Type::Instant => Instant,
            Type::Duration => Duration,
            _ => Dimension::Number,
        }),
        Number::Now => Some(Instant),
        Number::Negate(inner) => dimension(inner),
        Number::Add(left, right) => match (dimension(left), dimension(right)) {
            (Some(Instant), _) | (_, Some(Instant)) => Some(Instant),
            (left, right) => left.or(right),
        },
        Number::Subtract(left, right) => match (dimension(left), dimension(right)) {
            (Some(Instant), Some(Instant)) => Some(Duration),
            (left, right) => left.or(right),
        },
        Number::Multiply(left, right) => match (dimension(left), dimension(right)) {
            (Some(Duration), _) | (_, Some(Duration)) => Some(Duration),
            (Some(Dimension::Number), Some(Dimension::Number)) => Some(Dimension::Number),
            _ => None,
        },
        Number::Divide(left, right) => match (dimension(left), dimension(right)) {
            (_, Some(Duration)) | (Some(Dimension::Number), _) => Some(Dimension::Number),
            (Some(Duration), Some(_)) => Some(Duration),
            _ => None,
        },
    }
}

/// The dimensions of both sides, given that of the whole.
fn sides(it: &Number, of: Dimension) -> (Dimension, Dimension) {
    use Dimension::{Duration, Instant};
    let (Number::Add(left, right)
    | Number::Subtract(left, right)
    | Number::Multiply(left, right)
    | Number::Divide(left, right)) = it
    else {
        return (of, of);
    };
    let (l, r) = (dimension(left), dimension(right));
    match it {
        Number::Add(..) if of == Instant && r == Some(Instant) => (Duration, Instant),
        Number::Add(..) | Number::Subtract(..) if of == Instant => (Instant, Duration),
        Number::Subtract(..) if l == Some(Instant) => (Instant, Instant),
        Number::Multiply(..) if of == Duration => match (l, r) {
            (_, Some(Duration)) | (Some(Dimension::Number), _) => (Dimension::Number, Duration),
            _ => (Duration, Dimension::Number),
        },
        Number::Divide(..) if of == Duration => (Duration, Dimension::Number),
        Number::Divide(..) if l == Some(Duration) || r == Some(Duration) => (Duration, Duration),
        _ => (of, of),
    }
}

/// How closely a number binds: sums, products, minus, the rest.
fn grip(it: &Number) -> u8 {
    match it {
        Number::Add(..) | Number::Subtract(..) => 0,
        Number::Multiply(..) | Number::Divide(..) => 1,
        Number::Negate(_) => 2,
        Number::Constant(_) | Number::Metric(_) | Number::Now => 3,
    }
}

fn number(it: &Number, of: Dimension, least: u8, f: &mut Formatter<'_>) -> fmt::Result {
    if grip(it) < least {
        f.write_str("(")?;
        number(it, of, 0, f)?;
        return f.write_str(")");
    }
    let (left_of, right_of) = sides(it, of);
    let mut both = |left: &Number, sign: &str, right: &Number| {
        number(left, left_of, grip(it), f)?;
        write!(f, " {sign} ")?;
        number(right, right_of, grip(it) + 1, f)
    };
    match it {
        Number::Constant(value) => Literal { value: *value, dimension: of }.fmt(f),
        Number::Metric(metric) => f.write_str(name(*metric)),
        Number::Now => f.write_str("now"),
        Number::Negate(inner) => {
            f.write_str("-")?;
            number(inner, of, 2, f)
        }
        Number::Add(left, right) => both(left, "+", right),
        Number::Subtract(left, right) => both(left, "-", right),
        Number::Multiply(left, right) => both(left, "*", right),
        Number::Divide(left, right) => both(left, "/", right),
    }
}
