//! From the text of a condition to a syntax tree.
//!
//! The text is cut into tokens, measured against its limits, and
//! only then parsed, so that no text can exhaust the stack.

mod grammar;
mod limit;
mod token;

use std::ops::Range;

pub use limit::{MAX_BYTES, MAX_DEPTH, MAX_OPERANDS};

use super::condition::Comparison;
use super::diagnostic::Diagnostic;

/// A part of a condition and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What stands there.
    pub form: Form,
}

/// `+ - * /`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// What a part of a condition is. Nothing is known of types yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// `true` or `false`
    Truth(bool),
    /// `0.5`
    Number(f64),
    /// `21 d`, in seconds.
    Duration(f64),
    /// `"paused"`, without the quotes.
    Quoted(String),
    /// `now`
    Now,
    /// `days_since_session`
    Metric(String),
    /// `$quiet`, without the dollar.
    Threshold(String),
    /// `-x`
    Negate(Box<Node>),
    /// `x + y`
    Arithmetic(Operator, Box<Node>, Box<Node>),
    /// `x < y`
    Compare(Comparison, Box<Node>, Box<Node>),
    /// `x between low and high`
    Between(Box<[Node; 3]>),
    /// `defined(x)`
    Defined(Box<Node>),
    /// `!x`
    Not(Box<Node>),
    /// `x && y`
    And(Box<Node>, Box<Node>),
    /// `x || y`
    Or(Box<Node>, Box<Node>),
}

impl Node {
    /// See every node, outermost first.
    pub fn visit<'n>(&'n self, see: &mut impl FnMut(&'n Self)) {
        see(self);
        match &self.form {
            Form::Truth(_)
            | Form::Number(_)
            | Form::Duration(_)
            | Form::Quoted(_)
            | Form::Now
            | Form::Metric(_)
            | Form::Threshold(_) => {}
            Form::Negate(inner) | Form::Defined(inner) | Form::Not(inner) => inner.visit(see),
            Form::Arithmetic(_, left, right)
            | Form::Compare(_, left, right)
            | Form::And(left, right)
            | Form::Or(left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Form::Between(parts) => parts.iter().for_each(|part| part.visit(see)),
        }
    }
}

/// Parse a condition; the first mistake ends it.
pub fn parse(text: &str) -> Result<Node, Diagnostic> {
    limit::size(text)?;
    let tokens = token::tokens(text)?;
    limit::shape(&tokens)?;
    grammar::condition(&tokens)
}

#[cfg(test)]
mod tests;
