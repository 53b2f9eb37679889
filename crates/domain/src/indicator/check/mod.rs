//! Types and units, before anything runs: from a syntax tree to a [`Condition`].
//!
//! Comparing and adding need one dimension on both sides, words are compared
//! only with words that can occur, and what names somebody is never compared.
//! All mistakes are collected, not only the first.

mod chain;
mod number;
mod word;

use std::ops::Range;

use self::chain::{AND, OR};
use super::condition::Condition;
use super::diagnostic::{Diagnostic, Mistakes, did_you_mean};
use super::literal::{Dimension, Literal};
use super::syntax::{self, Form, Node};
use crate::ids::Key;
use crate::metric::{Metric, Type};

impl Condition {
    /// Parse and check a condition that names no threshold.
    ///
    /// ```
    /// use vigie_domain::indicator::Condition;
    /// let condition = Condition::parse("days_since_session > 3 w and not on_leave")?;
    /// assert_eq!(condition.to_string(), "days_since_session > 21 d && !on_leave");
    /// # Ok::<(), vigie_domain::indicator::Mistakes>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Mistakes> {
        compile(text, &[]).map_err(|diagnostics| Mistakes::new(text, diagnostics))
    }
}

/// Parse and check a condition with the values of its thresholds.
pub fn compile(text: &str, thresholds: &[(Key, Literal)]) -> Result<Condition, Vec<Diagnostic>> {
    let node = syntax::parse(text).map_err(|mistake| vec![mistake])?;
    check(&node, text, thresholds)
}

/// Check a tree against the metric catalogue and the thresholds.
pub fn check(
    node: &Node,
    text: &str,
    thresholds: &[(Key, Literal)],
) -> Result<Condition, Vec<Diagnostic>> {
    let mut checker = Checker { text, thresholds, diagnostics: Vec::new() };
    let condition = checker.condition(node);
    match condition {
        Some(condition) if checker.diagnostics.is_empty() => Ok(condition),
        _ => Err(checker.diagnostics),
    }
}

/// The names of the thresholds in a tree, in order of first mention.
pub fn thresholds_named(node: &Node) -> Vec<&str> {
    let mut names = Vec::new();
    node.visit(&mut |node| {
        if let Form::Threshold(name) = &node.form
            && !names.contains(&name.as_str())
        {
            names.push(name.as_str());
        }
    });
    names
}

/// A part of a condition, with its type.
enum Typed {
    Number(super::Number, Dimension),
    Truth(Condition),
    Category(Metric),
    Word(Key),
    Reference(Metric),
}

impl Typed {
    /// With its article, for messages.
    fn described(&self) -> &'static str {
        match self {
            Self::Number(_, dimension) => dimension.described(),
            Self::Truth(_) => "true or false",
            Self::Category(_) | Self::Word(_) => "a word",
            Self::Reference(_) => "a name",
        }
    }
}

/// `None` stands for a mistake that has been reported.
struct Checker<'a> {
    text: &'a str,
    thresholds: &'a [(Key, Literal)],
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    fn report<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    /// What was written there.
    fn written(&self, span: &Range<usize>) -> &'a str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// Something that is true or false.
    fn condition(&mut self, node: &Node) -> Option<Condition> {
        let typed = self.typed(node)?;
        let written = self.written(&node.span);
        let described = typed.described();
        let hint = match typed {
            Typed::Truth(condition) => return Some(condition),
            Typed::Number(_, Dimension::Number) => format!("compare it, as in `{written} > 3`"),
            Typed::Number(_, Dimension::Duration) => {
                format!("compare it, as in `{written} > 21 d`")
            }
            Typed::Number(_, Dimension::Instant) => format!("compare it, as in `{written} > now`"),
            Typed::Category(metric) => {
                let word = metric.declaration().words.first().unwrap_or(&"…");
                format!("compare it, as in `{written} == \"{word}\"`")
            }
            Typed::Word(_) => "compare a metric with it".to_owned(),
            Typed::Reference(_) => format!("ask whether there is one: `defined({written})`"),
        };
        let message = format!("`{written}` is {described}, not a condition");
        self.report(Diagnostic::new(node.span.clone(), message).hint(hint))
    }

    fn typed(&mut self, node: &Node) -> Option<Typed> {
        Some(match &node.form {
            Form::Truth(truth) => Typed::Truth(Condition::Constant(*truth)),
            Form::Number(value) => {
                Typed::Number(super::Number::Constant(*value), Dimension::Number)
            }
            Form::Duration(value) => {
                Typed::Number(super::Number::Constant(*value), Dimension::Duration)
            }
            Form::Now => Typed::Number(super::Number::Now, Dimension::Instant),
            Form::Quoted(word) => Typed::Word(Key::from(word.as_str())),
            Form::Metric(name) => self.metric(name, &node.span)?,
            Form::Threshold(name) => self.threshold(name, &node.span)?,
            Form::Negate(inner) => self.negate(inner)?,
            Form::Arithmetic(..) => self.arithmetic(node)?,
            Form::Compare(comparison, left, right) => {
                Typed::Truth(self.compare(*comparison, node, left, right)?)
            }
            Form::Between(parts) => Typed::Truth(self.between(node, parts)?),
            Form::Defined(inner) => Typed::Truth(self.defined(inner)?),
            Form::Not(inner) => Typed::Truth(Condition::Not(Box::new(self.condition(inner)?))),
            Form::And(..) => Typed::Truth(self.chain(node, &AND)?),
            Form::Or(..) => Typed::Truth(self.chain(node, &OR)?),
        })
    }

    fn metric(&mut self, name: &str, span: &Range<usize>) -> Option<Typed> {
        let Some(metric) = Metric::find(name) else {
            let mut mistake = Diagnostic::new(span.clone(), format!("unknown metric `{name}`"));
            mistake.hint =
                did_you_mean(name, Metric::all().map(|metric| metric.declaration().name));
            return self.report(mistake);
        };
        let number = super::Number::Metric(metric);
        Some(match metric.declaration().of {
            Type::Number => Typed::Number(number, Dimension::Number),
            Type::Duration => Typed::Number(number, Dimension::Duration),
            Type::Instant => Typed::Number(number, Dimension::Instant),
            Type::Truth => Typed::Truth(Condition::Truth(metric)),
            Type::Category => Typed::Category(metric),
            Type::Reference => Typed::Reference(metric),
        })
    }

    fn threshold(&mut self, name: &str, span: &Range<usize>) -> Option<Typed> {
        let thresholds = self.thresholds;
        if let Some((_, literal)) = thresholds.iter().find(|(known, _)| known == name) {
            return Some(Typed::Number(super::Number::Constant(literal.value), literal.dimension));
        }
        let mut mistake = Diagnostic::new(span.clone(), format!("unknown threshold `${name}`"));
        mistake.hint = super::diagnostic::nearest(name, thresholds.iter().map(|(k, _)| k.as_str()))
            .map(|near| format!("did you mean `${near}`?"));
        self.report(mistake)
    }

    fn defined(&mut self, inner: &Node) -> Option<Condition> {
        Some(match self.typed(inner)? {
            Typed::Number(number, _) => Condition::DefinedNumber(number),
            Typed::Category(metric)
            | Typed::Reference(metric)
            | Typed::Truth(Condition::Truth(metric)) => Condition::DefinedMetric(metric),
            Typed::Truth(condition) => Condition::DefinedCondition(Box::new(condition)),
            Typed::Word(_) => {
                let message = "a quoted word is always defined";
                let mistake = Diagnostic::new(inner.span.clone(), message);
                return self.report(mistake.hint("ask `defined(…)` of a metric"));
            }
        })
    }
}
