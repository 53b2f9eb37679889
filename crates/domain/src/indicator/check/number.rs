//! Arithmetic and comparison of numbers, durations and instants.

use super::super::condition::{Comparison, Condition, Number};
use super::super::literal::{Dimension, Literal};
use super::super::syntax::{Form, Node, Operator};
use super::{Checker, Typed};
use crate::indicator::diagnostic::Diagnostic;

/// The dimension of a result; `None` where there is none.
fn result(operator: Operator, left: Dimension, right: Dimension) -> Option<Dimension> {
    use Dimension::{Duration, Instant};
    match (operator, left, right) {
        (_, Dimension::Number, Dimension::Number) | (Operator::Divide, Duration, Duration) => {
            Some(Dimension::Number)
        }
        (Operator::Add | Operator::Subtract, Duration, Duration)
        | (Operator::Subtract, Instant, Instant)
        | (Operator::Multiply | Operator::Divide, Duration, Dimension::Number)
        | (Operator::Multiply, Dimension::Number, Duration) => Some(Duration),
        (Operator::Add | Operator::Subtract, Instant, Duration)
        | (Operator::Add, Duration, Instant) => Some(Instant),
        _ => None,
    }
}

impl Checker<'_> {
    /// A number, duration or instant.
    fn number(&mut self, node: &Node) -> Option<(Number, Dimension)> {
        let typed = self.typed(node)?;
        self.as_number(typed, node)
    }

    fn as_number(&mut self, typed: Typed, node: &Node) -> Option<(Number, Dimension)> {
        let described = typed.described();
        let Typed::Number(number, dimension) = typed else {
            let message = format!("`{}` is {described}, not a number", self.written(&node.span));
            return self.report(Diagnostic::new(node.span.clone(), message));
        };
        Some((number, dimension))
    }

    pub(super) fn negate(&mut self, inner: &Node) -> Option<Typed> {
        let (number, dimension) = self.number(inner)?;
        if dimension == Dimension::Instant {
            let message = "an instant can't be negated";
            return self.report(Diagnostic::new(inner.span.clone(), message));
        }
        let number = match number {
            Number::Constant(value) => Number::Constant(-value),
            number => Number::Negate(Box::new(number)),
        };
        Some(Typed::Number(number, dimension))
    }

    /// A sum or product: its left side can be long, so it is not recursed into.
    pub(super) fn arithmetic(&mut self, node: &Node) -> Option<Typed> {
        let mut steps = Vec::new();
        let mut first = node;
        while let Form::Arithmetic(operator, left, right) = &first.form {
            steps.push((*operator, first, left, right));
            first = left;
        }
        let mut total = self.number(first);
        while let Some((operator, node, left, right)) = steps.pop() {
            let next = self.number(right);
            total = match (total, next) {
                (Some(a), Some(b)) => self.combine(operator, node, (a, left), (b, right)),
                _ => None,
            };
        }
        total.map(|(number, of)| Typed::Number(number, of))
    }

    fn combine(
        &mut self,
        operator: Operator,
        node: &Node,
        ((a, a_of), left): ((Number, Dimension), &Node),
        ((b, b_of), right): ((Number, Dimension), &Node),
    ) -> Option<(Number, Dimension)> {
        let Some(of) = result(operator, a_of, b_of) else {
            let (a, b) = (a_of.described(), b_of.described());
            let message = match operator {
                Operator::Add => format!("{b} can't be added to {a}"),
                Operator::Subtract => format!("{b} can't be subtracted from {a}"),
                Operator::Multiply => format!("{a} can't be multiplied by {b}"),
                Operator::Divide => format!("{a} can't be divided by {b}"),
            };
            let mut mistake = Diagnostic::new(node.span.clone(), message);
            if matches!(operator, Operator::Add | Operator::Subtract) {
                // Only a duration can be added to an instant.
                let meant = |of| if of == Dimension::Number { of } else { Dimension::Duration };
                mistake.hint = self.unit_hint((left, meant(a_of)), (right, meant(b_of)));
            }
            return self.report(mistake);
        };
        if operator == Operator::Divide && b == Number::Constant(0.0) {
            return self.report(Diagnostic::new(right.span.clone(), "division by zero"));
        }
        let (Number::Constant(x), Number::Constant(y)) = (&a, &b) else {
            let (a, b) = (Box::new(a), Box::new(b));
            let number = match operator {
                Operator::Add => Number::Add(a, b),
                Operator::Subtract => Number::Subtract(a, b),
                Operator::Multiply => Number::Multiply(a, b),
                Operator::Divide => Number::Divide(a, b),
            };
            return Some((number, of));
        };
        // The very operation that evaluation would do, done once.
        let value = match operator {
            Operator::Add => x + y,
            Operator::Subtract => x - y,
            Operator::Multiply => x * y,
            Operator::Divide => x / y,
        };
        if !value.is_finite() {
            return self.report(Diagnostic::new(node.span.clone(), "this is too large a number"));
        }
        Some((Number::Constant(value), of))
    }

    pub(super) fn compare_numbers(
        &mut self,
        comparison: Comparison,
        node: &Node,
        left: (Typed, &Node),
        right: (Typed, &Node),
    ) -> Option<Condition> {
        let a = self.as_number(left.0, left.1);
        let b = self.as_number(right.0, right.1);
        let ((a, a_of), (b, b_of)) = (a?, b?);
        if a_of != b_of {
            let message =
                format!("{} can't be compared with {}", a_of.described(), b_of.described());
            let mut mistake = Diagnostic::new(node.span.clone(), message);
            mistake.hint = self.unit_hint((left.1, a_of), (right.1, b_of));
            return self.report(mistake);
        }
        Some(Condition::Compare(comparison, a, b))
    }

    pub(super) fn between(&mut self, node: &Node, parts: &[Node; 3]) -> Option<Condition> {
        let [middle, low, high] = parts;
        let (x, a, b) = (self.number(middle), self.number(low), self.number(high));
        let ((x, x_of), (a, a_of), (b, b_of)) = (x?, a?, b?);
        for (bound, of) in [(low, a_of), (high, b_of)] {
            if of != x_of {
                let message =
                    format!("{} can't be compared with {}", x_of.described(), of.described());
                let mut mistake = Diagnostic::new(bound.span.clone(), message);
                mistake.hint = self.unit_hint((middle, x_of), (bound, of));
                return self.report(mistake);
            }
        }
        if let (Number::Constant(low), Number::Constant(high)) = (&a, &b)
            && low > high
        {
            let message = "nothing lies between these: the first is the larger";
            return self.report(Diagnostic::new(node.span.clone(), message));
        }
        let low = Condition::Compare(Comparison::AtLeast, x.clone(), a);
        let high = Condition::Compare(Comparison::AtMost, x, b);
        Some(Condition::And(Box::new(low), Box::new(high)))
    }

    /// What to do about a bare number beside something with a dimension.
    fn unit_hint(&self, left: (&Node, Dimension), right: (&Node, Dimension)) -> Option<String> {
        let ((bare, Dimension::Number), (_, other)) = (match left.1 {
            Dimension::Number => (left, right),
            _ => (right, left),
        }) else {
            return match (left.1, right.1) {
                (Dimension::Duration, Dimension::Instant)
                | (Dimension::Instant, Dimension::Duration) => {
                    Some("the time since an instant is `now - instant`".to_owned())
                }
                _ => None,
            };
        };
        let threshold = |name: &str| {
            self.thresholds.iter().find(|(known, _)| known == name).map(|(_, literal)| *literal)
        };
        let days = |value| Literal { value: value * 86_400.0, dimension: Dimension::Duration };
        match (&bare.form, other) {
            (Form::Number(value), Dimension::Duration) => {
                Some(format!("did you mean `{}`?", days(*value)))
            }
            (Form::Threshold(name), Dimension::Duration) => threshold(name).map(|known| {
                format!("give `${name}` a unit: did you mean `{}`?", days(known.value))
            }),
            (_, Dimension::Duration) => {
                Some("dividing a duration by `1 d` gives a number of days".to_owned())
            }
            _ => None,
        }
    }
}
