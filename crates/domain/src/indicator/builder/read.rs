//! From a syntax tree to groups and lines.

use super::{Amount, Group, Join, Line, Operand, Part, Richer, Subject};
use crate::ids::Key;
use crate::indicator::condition::Comparison;
use crate::indicator::literal::Literal;
use crate::indicator::syntax::{Form, Node, Operator};
use crate::metric::{Metric, Type};

type Read<T> = Result<T, Richer>;

impl Group {
    /// The groups and lines of a parsed condition. Comparisons are turned so
    /// that the metric comes first; types are for the check to look at.
    pub fn of(node: &Node) -> Read<Self> {
        match part(node)? {
            Part::Group(group) => Ok(group),
            line @ Part::Line(_) => Ok(Self { join: Join::All, parts: vec![line] }),
        }
    }
}

fn part(node: &Node) -> Read<Part> {
    match &node.form {
        Form::And(..) => group(Join::All, node),
        Form::Or(..) => group(Join::Any, node),
        Form::Not(inner) => negated(inner),
        _ => Ok(Part::Line(line(node)?)),
    }
}

/// A chain of the same operator is one group, however it is parenthesised.
fn group(join: Join, node: &Node) -> Read<Part> {
    let mut parts = Vec::new();
    let mut left = vec![node];
    while let Some(node) = left.pop() {
        match (&node.form, join) {
            (Form::And(a, b), Join::All) | (Form::Or(a, b), Join::Any) => left.extend([&**b, &**a]),
            _ => parts.push(part(node)?),
        }
    }
    Ok(Part::Group(Group { join, parts }))
}

fn negated(inner: &Node) -> Read<Part> {
    Ok(match part(inner)? {
        Part::Line(Line::Holds { metric, negated }) => {
            Part::Line(Line::Holds { metric, negated: !negated })
        }
        Part::Line(Line::Defined { metric, negated }) => {
            Part::Line(Line::Defined { metric, negated: !negated })
        }
        Part::Line(Line::Is { metric, word, negated }) => {
            Part::Line(Line::Is { metric, word, negated: !negated })
        }
        Part::Group(Group { join: Join::All, parts }) => {
            Part::Group(Group { join: Join::NotAll, parts })
        }
        Part::Group(Group { join: Join::Any, parts }) => {
            Part::Group(Group { join: Join::None, parts })
        }
        other => Part::Group(Group { join: Join::None, parts: vec![other] }),
    })
}

fn line(node: &Node) -> Read<Line> {
    let richer = || Richer { span: node.span.clone() };
    match &node.form {
        Form::Metric(_) => Ok(Line::Holds { metric: metric(node)?, negated: false }),
        Form::Defined(inner) => Ok(Line::Defined { metric: metric(inner)?, negated: false }),
        Form::Compare(comparison, left, right) => compare(*comparison, left, right)
            .or_else(|| compare(turned(*comparison), right, left))
            .ok_or_else(richer),
        Form::Between(parts) => {
            let [middle, low, high] = &**parts;
            let between = || Some(Line::Between(subject(middle)?, amount(low)?, amount(high)?));
            between().ok_or_else(richer)
        }
        _ => Err(richer()),
    }
}

/// `None` if this is no line that way round.
fn compare(comparison: Comparison, left: &Node, right: &Node) -> Option<Line> {
    let subject = subject(left)?;
    if let (Subject::Metric(metric), Form::Quoted(word)) = (subject, &right.form) {
        let word = word.clone();
        return match comparison {
            Comparison::Equal => Some(Line::Is { metric, word, negated: false }),
            Comparison::NotEqual => Some(Line::Is { metric, word, negated: true }),
            _ => None,
        };
    }
    Some(Line::Compare(subject, comparison, operand(right)?))
}

fn subject(node: &Node) -> Option<Subject> {
    match &node.form {
        Form::Arithmetic(Operator::Subtract, now, since) if now.form == Form::Now => {
            let metric = metric(since).ok()?;
            (metric.declaration().of == Type::Instant).then_some(Subject::Since(metric))
        }
        _ => metric(node).ok().map(Subject::Metric),
    }
}

fn operand(node: &Node) -> Option<Operand> {
    if let Some(amount) = amount(node) {
        return Some(Operand::Amount(amount));
    }
    match &node.form {
        Form::Now => Some(Operand::Now),
        Form::Metric(_) => Some(Operand::Metric(metric(node).ok()?)),
        Form::Arithmetic(operator, left, right) => {
            let (found, given) = match (metric(left), metric(right)) {
                (Ok(found), Err(_)) => (found, amount(right)?),
                (Err(_), Ok(found)) if *operator != Operator::Subtract => (found, amount(left)?),
                _ => return None,
            };
            match operator {
                Operator::Multiply => Some(Operand::Times(given, found)),
                Operator::Add => Some(Operand::After(found, given)),
                Operator::Subtract => Some(Operand::Before(found, given)),
                Operator::Divide => None,
            }
        }
        _ => None,
    }
}

fn amount(node: &Node) -> Option<Amount> {
    match &node.form {
        Form::Threshold(name) => Some(Amount::Threshold(Key::from(name.as_str()))),
        _ => Literal::of(node).map(Amount::Literal),
    }
}

fn metric(node: &Node) -> Read<Metric> {
    let richer = || Richer { span: node.span.clone() };
    match &node.form {
        Form::Metric(name) => Metric::find(name).ok_or_else(richer),
        _ => Err(richer()),
    }
}

/// The same comparison with its sides exchanged.
const fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::Equal => Comparison::Equal,
        Comparison::NotEqual => Comparison::NotEqual,
    }
}
