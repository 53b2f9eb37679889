//! Comparison: of numbers, and of words with what they can be.

use super::super::condition::{Comparison, Condition};
use super::super::syntax::{Form, Node};
use super::{Checker, Typed};
use crate::ids::Key;
use crate::indicator::diagnostic::{Diagnostic, did_you_mean};
use crate::metric::{Metric, Type};

/// The category metric that this is, if it is one.
fn category(node: &Node) -> Option<Metric> {
    let Form::Metric(name) = &node.form else { return None };
    Metric::find(name).filter(|metric| metric.declaration().of == Type::Category)
}

impl Checker<'_> {
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        node: &Node,
        left: &Node,
        right: &Node,
    ) -> Option<Condition> {
        if self.forgot_quotes(left, right) || self.forgot_quotes(right, left) {
            return None;
        }
        let (a, b) = (self.typed(left), self.typed(right));
        match (a?, b?) {
            (Typed::Category(metric), Typed::Word(word)) => {
                self.is(comparison, node, metric, (word, right))
            }
            (Typed::Word(word), Typed::Category(metric)) => {
                self.is(comparison, node, metric, (word, left))
            }
            (Typed::Category(_), Typed::Category(_)) => {
                let message = "two metrics of words can't be compared with each other";
                let mistake = Diagnostic::new(node.span.clone(), message);
                self.report(mistake.hint("compare each with a word in double quotes"))
            }
            (Typed::Reference(_), _) => self.named_only(left),
            (_, Typed::Reference(_)) => self.named_only(right),
            (Typed::Truth(_), Typed::Truth(_)) => self.truths(comparison, node, left, right),
            (a, b) => self.compare_numbers(comparison, node, (a, left), (b, right)),
        }
    }

    /// `phase == student`, without the quotes.
    fn forgot_quotes(&mut self, metric: &Node, word: &Node) -> bool {
        let (Some(_), Form::Metric(name)) = (category(metric), &word.form) else { return false };
        if Metric::find(name).is_some() {
            return false;
        }
        let message = format!("`{name}` is not a metric");
        let mistake = Diagnostic::new(word.span.clone(), message);
        self.diagnostics.push(mistake.hint(format!("did you mean the word `\"{name}\"`?")));
        true
    }

    fn is(
        &mut self,
        comparison: Comparison,
        node: &Node,
        metric: Metric,
        (word, place): (Key, &Node),
    ) -> Option<Condition> {
        let negated = match comparison {
            Comparison::Equal => false,
            Comparison::NotEqual => true,
            _ => {
                let message = format!("words have no order: `{comparison}` can't compare them");
                let mistake = Diagnostic::new(node.span.clone(), message);
                return self.report(mistake.hint("use `==` or `!=`"));
            }
        };
        let declaration = metric.declaration();
        let words = declaration.words;
        if !words.is_empty() && !words.contains(&word.as_str()) {
            let message = format!("`{}` is never \"{word}\"", declaration.name);
            let hint = did_you_mean(&word, words.iter().copied())
                .unwrap_or_else(|| format!("it is one of: {}", words.join(", ")));
            return self.report(Diagnostic::new(place.span.clone(), message).hint(hint));
        }
        Some(Condition::Is { metric, word, negated })
    }

    fn named_only(&mut self, node: &Node) -> Option<Condition> {
        let written = self.written(&node.span);
        let message = format!("`{written}` names somebody or something and can't be compared");
        let mistake = Diagnostic::new(node.span.clone(), message);
        self.report(mistake.hint(format!("it can only stand inside `defined({written})`")))
    }

    fn truths(
        &mut self,
        comparison: Comparison,
        node: &Node,
        left: &Node,
        right: &Node,
    ) -> Option<Condition> {
        let mistake = Diagnostic::new(node.span.clone(), "what is true or false is not compared");
        let literal = |node: &Node| match node.form {
            Form::Truth(truth) => Some(truth),
            _ => None,
        };
        let (other, truth) = match (literal(left), literal(right)) {
            (_, Some(truth)) => (left, truth),
            (Some(truth), None) => (right, truth),
            (None, None) => {
                return self.report(mistake.hint("join conditions with `&&`, `||` and `!`"));
            }
        };
        let written = self.written(&other.span);
        let plain = match comparison {
            Comparison::Equal => truth,
            Comparison::NotEqual => !truth,
            _ => return self.report(mistake),
        };
        let sign = if plain { "" } else { "!" };
        self.report(mistake.hint(format!("write `{sign}{written}`")))
    }
}
