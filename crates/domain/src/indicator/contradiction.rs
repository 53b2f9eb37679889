//! Conditions that can never be true, or never be false.
//!
//! Only what can be proved is said. A condition is brought into a disjunction
//! of conjunctions; one whose every conjunction contradicts itself can never
//! be true. The same of its negation: it can never be false. Undefined values
//! are neither, so `x > 5 || x <= 5` is true *wherever x is known*.

use std::fmt::Write as _;

use super::condition::{Comparison, Condition, Number};
use super::definition::Indicator;
use super::diagnostic::Diagnostic;
use crate::ids::Key;
use crate::metric::Metric;

/// Conjunctions beyond which nothing is claimed.
const MOST: usize = 512;

/// Bounds nearer to each other than this do not exclude each other for sure:
/// the evaluator takes for equal what rounding can't tell apart.
const NEAR: f64 = 1e-3;

/// What must hold for a conjunction to be true.
#[derive(Clone, Debug, PartialEq)]
enum Atom {
    /// Nothing, or the impossible.
    Constant(bool),
    /// `of` compared with `bound`.
    Bound { of: Number, comparison: Comparison, bound: f64 },
    /// A truth metric is so.
    Truth(Metric, bool),
    /// A category is, or is not, a word.
    Word(Metric, Key, bool),
    /// `defined(…)` of this condition's text is so.
    Defined(Condition, bool),
}

/// What a condition can't be.
#[derive(Clone, Debug, PartialEq)]
enum Never {
    /// True, because these two exclude each other (where there are two).
    True(Option<(Atom, Atom)>),
    /// False.
    False,
}

impl Indicator {
    /// What is odd about a definition that can be evaluated.
    pub fn warnings(&self) -> Vec<Diagnostic> {
        let text = self.condition_text.trim();
        // Written with escapes, it is not found letter for letter.
        let start = self.source.find(text).filter(|_| !text.is_empty());
        let span = start.map_or(0..0, |start| start..start + text.len());
        let warning = match never(&self.condition) {
            None => return Vec::new(),
            Some(Never::True(two)) => {
                let mut message = "this can never be true: it would never ring".to_owned();
                if let Some((one, other)) = two {
                    // Writing to a string never fails.
                    let _ = write!(message, "; `{}` excludes `{}`", one.text(), other.text());
                }
                Diagnostic::warning(span, message)
            }
            Some(Never::False) if self.condition.metrics().is_empty() => {
                Diagnostic::warning(span, "this is always true: it would ring for everybody")
            }
            Some(Never::False) => {
                let message = "this can never be false: it would ring wherever it is known";
                Diagnostic::warning(span, message)
            }
        };
        vec![warning]
    }
}

/// What a condition can't be, as far as that can be proved.
fn never(condition: &Condition) -> Option<Never> {
    if let Some(terms) = terms(condition, true)
        && let Some(clashes) = terms.iter().map(|term| clash(term)).collect::<Option<Vec<_>>>()
    {
        return Some(Never::True(clashes.into_iter().flatten().next()));
    }
    // `defined(…)` is never undefined, so it can't be false if the rest can't.
    let denied = terms(condition, false)?;
    denied.iter().all(|term| clash(term).is_some()).then_some(Never::False)
}

/// The conjunctions of which one must hold for the condition to be `truth`;
/// `None`: too many.
fn terms(condition: &Condition, truth: bool) -> Option<Vec<Vec<Atom>>> {
    let only = |atom| Some(vec![vec![atom]]);
    match condition {
        Condition::Constant(constant) => only(Atom::Constant(*constant == truth)),
        Condition::Truth(metric) => only(Atom::Truth(*metric, truth)),
        Condition::Is { metric, word, negated } => {
            only(Atom::Word(*metric, word.clone(), *negated != truth))
        }
        Condition::Compare(comparison, left, right) => {
            let comparison = if truth { *comparison } else { denied(*comparison) };
            only(bound(comparison, left, right))
        }
        Condition::DefinedNumber(_)
        | Condition::DefinedMetric(_)
        | Condition::DefinedCondition(_) => only(Atom::Defined(condition.clone(), truth)),
        Condition::Not(inner) => terms(inner, !truth),
        Condition::And(left, right) if truth => all(&terms(left, truth)?, &terms(right, truth)?),
        Condition::Or(left, right) if !truth => all(&terms(left, truth)?, &terms(right, truth)?),
        Condition::And(left, right) | Condition::Or(left, right) => {
            let mut any = terms(left, truth)?;
            any.extend(terms(right, truth)?);
            (any.len() <= MOST).then_some(any)
        }
    }
}

/// Each conjunction of one side with each of the other.
fn all(left: &[Vec<Atom>], right: &[Vec<Atom>]) -> Option<Vec<Vec<Atom>>> {
    if left.len().saturating_mul(right.len()) > MOST {
        return None;
    }
    let joined = |one: &Vec<Atom>, other: &Vec<Atom>| one.iter().chain(other).cloned().collect();
    Some(left.iter().flat_map(|one| right.iter().map(move |other| joined(one, other))).collect())
}

/// A comparison as a bound on what moves in it.
fn bound(comparison: Comparison, left: &Number, right: &Number) -> Atom {
    match (left, right) {
        (Number::Constant(a), Number::Constant(b)) => {
            // As near as rounding, they are left alone.
            let apart = (a - b).abs() > near(*a, *b);
            if same(*a, *b) || apart {
                Atom::Constant(comparison.orders(a.total_cmp(b)))
            } else {
                Atom::Bound { of: left.clone(), comparison, bound: *b }
            }
        }
        (of, Number::Constant(bound)) => Atom::Bound { of: of.clone(), comparison, bound: *bound },
        (Number::Constant(bound), of) => {
            Atom::Bound { of: of.clone(), comparison: turned(comparison), bound: *bound }
        }
        (left, right) => {
            let of = Number::Subtract(Box::new(left.clone()), Box::new(right.clone()));
            Atom::Bound { of, comparison, bound: 0.0 }
        }
    }
}

/// Why a conjunction can't hold; `None`: perhaps it can. `Some(None)`: one
/// part alone is impossible.
#[expect(clippy::option_option, reason = "impossible alone, impossible together, or perhaps not")]
fn clash(term: &[Atom]) -> Option<Option<(Atom, Atom)>> {
    if term.iter().any(Atom::is_impossible) {
        return Some(None);
    }
    let pairs = term
        .iter()
        .enumerate()
        .flat_map(|(place, one)| term[place + 1..].iter().map(move |other| (one, other)));
    pairs
        .filter(|(one, other)| one.excludes(other))
        .map(|(one, other)| Some((one.clone(), other.clone())))
        .next()
}

impl Atom {
    fn is_impossible(&self) -> bool {
        match self {
            Self::Constant(holds) => !holds,
            // `x < x`, whatever x is.
            Self::Bound { of: Number::Subtract(left, right), comparison, bound }
                if left == right && *bound == 0.0 =>
            {
                !comparison.orders(std::cmp::Ordering::Equal)
            }
            _ => false,
        }
    }

    fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Truth(a, so), Self::Truth(b, also)) => a == b && so != also,
            (Self::Word(a, word, is), Self::Word(b, other, also)) => {
                a == b
                    && match (is, also) {
                        (true, true) => word != other,
                        (false, false) => false,
                        _ => word == other,
                    }
            }
            (Self::Defined(a, so), Self::Defined(b, also)) => a == b && so != also,
            (
                Self::Bound { of: number, comparison, bound },
                Self::Bound { of, comparison: another, bound: limit },
            ) => number == of && apart((*comparison, *bound), (*another, *limit)),
            _ => self.needs_undefined(other) || other.needs_undefined(self),
        }
    }

    /// Is `self` that something is undefined without which `other` can't hold?
    fn needs_undefined(&self, other: &Self) -> bool {
        let Self::Defined(asked, false) = self else { return false };
        match (asked, other) {
            (Condition::DefinedNumber(a), Self::Bound { of: b, .. }) => a == b,
            (Condition::DefinedMetric(a), Self::Truth(b, _) | Self::Word(b, ..)) => a == b,
            _ => false,
        }
    }

    /// As one writes it.
    fn text(&self) -> String {
        let condition = match self {
            Self::Constant(truth) => Condition::Constant(*truth),
            Self::Bound { of, comparison, bound } => {
                Condition::Compare(*comparison, of.clone(), Number::Constant(*bound))
            }
            Self::Truth(metric, so) => negated_unless(*so, Condition::Truth(*metric)),
            Self::Word(metric, word, is) => {
                Condition::Is { metric: *metric, word: word.clone(), negated: !is }
            }
            Self::Defined(condition, so) => negated_unless(*so, condition.clone()),
        };
        condition.to_string()
    }
}

fn negated_unless(so: bool, condition: Condition) -> Condition {
    if so { condition } else { Condition::Not(Box::new(condition)) }
}

/// Do two bounds on the same number leave nothing between them?
fn apart(one: (Comparison, f64), other: (Comparison, f64)) -> bool {
    use Comparison::{AtLeast, AtMost, Equal, Less, More, NotEqual};
    // A lower bound, or both, above an upper bound, or both.
    let crossed = |(low, from): (Comparison, f64), (high, to): (Comparison, f64)| {
        matches!(low, More | AtLeast | Equal)
            && matches!(high, Less | AtMost | Equal)
            && (from - to > near(from, to) || same(from, to) && (low == More || high == Less))
    };
    let denied = one.0 == Equal && other.0 == NotEqual || one.0 == NotEqual && other.0 == Equal;
    crossed(one, other) || crossed(other, one) || denied && same(one.1, other.1)
}

/// Are two numbers of a condition written alike? Nothing was computed, so
/// there is no rounding to allow for.
fn same(one: f64, other: f64) -> bool {
    one.total_cmp(&other).is_eq()
}

/// How near two bounds may be without excluding each other for sure.
fn near(a: f64, b: f64) -> f64 {
    NEAR.max(1e-9 * a.abs().max(b.abs()))
}

const fn denied(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::More,
        Comparison::More => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
    }
}

/// With its sides exchanged.
const fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<Never> {
        never(&Condition::parse(text).unwrap())
    }

    #[test]
    fn bounds_that_leave_nothing_between_them_are_never_true() {
        for text in [
            "false",
            "days_since_session > 21 d && days_since_session < 14 d",
            "days_since_session > 21 d && has_mentor && days_since_session <= 21 d",
            "days_since_session == 3 d && days_since_session != 3 d",
            "on_leave && !on_leave",
            "has_mentor && (days_since_session > 5 d && 3 d > days_since_session || !has_mentor)",
            "days_since_session < days_since_session",
            "!(days_since_session > 5 d || days_since_session < 9 d)",
            "!defined(days_since_session) && days_since_session > 3 d",
            "1 > 2",
        ] {
            assert!(matches!(found(text), Some(Never::True(_))), "{text}");
        }
    }

    #[test]
    fn what_covers_everything_is_never_false() {
        for text in [
            "true",
            "days_since_session > 14 d || days_since_session < 21 d",
            "on_leave || !on_leave",
            "days_since_session <= days_since_session",
        ] {
            assert_eq!(found(text), Some(Never::False), "{text}");
        }
    }

    #[test]
    fn nothing_is_claimed_of_what_may_be_both() {
        for text in [
            "days_since_session > 21 d && days_since_session < 30 d",
            "days_since_session > 21 d && days_unseen < 14 d",
            "days_since_session >= 21 d && days_since_session <= 21 d",
            "on_leave || has_mentor && !on_leave",
            "defined(days_since_session) && !has_mentor",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn too_many_cases_are_left_alone() {
        let pair = "(on_leave || has_mentor)";
        assert_eq!(found(&[pair; 12].join(" && ")), None);
    }

    #[test]
    fn the_two_that_exclude_each_other_are_named() {
        let Some(Never::True(Some((one, other)))) =
            found("has_mentor && days_since_session > 21 d && days_since_session < 14 d")
        else {
            panic!("not found")
        };
        assert_eq!(one.text(), "days_since_session > 21 d");
        assert_eq!(other.text(), "days_since_session < 14 d");
    }
}
