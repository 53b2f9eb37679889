//! A checked condition, ready to be evaluated.
//!
//! Every evaluation gives the answer *and until when it holds* if no new fact
//! arrives. Kleene logic: undefined is neither true nor false, and only true
//! rings.

use super::crossing::{next_change, next_crossing, whole_zero};
use crate::fact::{Kind, Kinds};
use crate::ids::Key;
use crate::metric::{Line, Metric, Scope, Value, View};
use crate::time::Instant;

/// Size of an instant, for bounding rounding: seconds since 1970 until 2096.
const ERA: f64 = 4e9;

/// True, false, or undefined (`None`), and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Kleene truth.
    pub truth: Option<bool>,
    /// First instant at which the truth may differ, if no new fact arrives.
    pub until: Instant,
}

impl Answer {
    /// Does it ring?
    pub fn rings(self) -> bool {
        self.truth == Some(true)
    }
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
}

impl Comparison {
    /// The same comparison with its sides exchanged.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
            Self::Equal | Self::NotEqual => self,
        }
    }
}

/// A condition that passed the type check.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// `true` or `false`.
    Constant(bool),
    /// A truth metric.
    Truth(Metric),
    /// Two numbers of the same dimension compared.
    Compare(Comparison, Number, Number),
    /// A category is (or, if `negated`, is not) a word.
    Is {
        /// The category metric.
        metric: Metric,
        /// The word.
        word: Key,
        /// `!=` rather than `==`.
        negated: bool,
    },
    /// `defined(x)` for a number.
    DefinedNumber(Number),
    /// `defined(x)` for a metric of another type.
    DefinedMetric(Metric),
    /// `defined(x)` for a condition.
    DefinedCondition(Box<Condition>),
    /// `!x`
    Not(Box<Condition>),
    /// `x && y`
    And(Box<Condition>, Box<Condition>),
    /// `x || y`
    Or(Box<Condition>, Box<Condition>),
}

/// A number, a duration (seconds) or an instant (seconds since 1970).
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// A literal.
    Constant(f64),
    /// A metric.
    Metric(Metric),
    /// The instant of evaluation.
    Now,
    /// `-x`
    Negate(Box<Number>),
    /// `x + y`
    Add(Box<Number>, Box<Number>),
    /// `x - y`
    Subtract(Box<Number>, Box<Number>),
    /// `x * y`
    Multiply(Box<Number>, Box<Number>),
    /// `x / y`
    Divide(Box<Number>, Box<Number>),
}

/// A number's line, or undefined (`None`), and until when that holds.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Measured {
    line: Option<Rounded>,
    until: Instant,
}

/// A line, and how far rounding may have moved it.
///
/// Constants such as 0.1 have no exact binary form, so `0.1 * age` reaches
/// 2.1 d a hair before or after the 21st day. What differs by no more than the
/// rounding of everything that went into it is equal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rounded {
    pub(super) line: Line,
    pub(super) noise: f64,
}

impl Rounded {
    /// A line computed from numbers that rounding had moved by `noise`.
    fn new(line: Line, noise: f64) -> Self {
        Self { line, noise: noise + f64::EPSILON * magnitude(line) }
    }

    fn constant(value: f64, noise: f64) -> Self {
        Self::new(Line::constant(value), noise)
    }

    fn is_finite(self) -> bool {
        self.line.base.is_finite() && self.line.slope.is_finite()
    }
}

/// How large a line's terms are. The same whenever it is asked, so that what
/// is equal at an instant never depends on when that was computed.
fn magnitude(line: Line) -> f64 {
    line.base.abs() + line.slope.abs() * ERA
}

impl Condition {
    /// Answer at the view's instant, and until when the answer holds.
    ///
    /// Only the joints are walked here: kept apart from the leaves, the
    /// recursion stays cheap.
    pub fn evaluate(&self, view: &View<'_>) -> Answer {
        match self {
            Self::And(left, right) => join(left.evaluate(view), right, view, false),
            Self::Or(left, right) => join(left.evaluate(view), right, view, true),
            Self::Compare(comparison, left, right) => compare(*comparison, left, right, view),
            leaf => leaf.look(view),
        }
    }

    #[inline(never)]
    fn look(&self, view: &View<'_>) -> Answer {
        match self {
            Self::Constant(truth) => Answer { truth: Some(*truth), until: Instant::NEVER },
            Self::Truth(metric) => {
                let reading = metric.read(view);
                let truth = match reading.value {
                    Value::Truth(truth) => Some(truth),
                    _ => None,
                };
                Answer { truth, until: reading.until }
            }
            Self::Is { metric, word, negated } => {
                let reading = metric.read(view);
                let truth = match reading.value {
                    Value::Category(known) => Some((known == word.as_str()) != *negated),
                    _ => None,
                };
                Answer { truth, until: reading.until }
            }
            Self::DefinedNumber(number) => {
                let measured = number.measure(view);
                Answer { truth: Some(measured.line.is_some()), until: measured.until }
            }
            Self::DefinedMetric(metric) => {
                let reading = metric.read(view);
                let defined = !matches!(reading.value, Value::Undefined);
                Answer { truth: Some(defined), until: reading.until }
            }
            Self::DefinedCondition(inner) => {
                let answer = inner.evaluate(view);
                Answer { truth: Some(answer.truth.is_some()), until: answer.until }
            }
            Self::Not(inner) => {
                let answer = inner.evaluate(view);
                Answer { truth: answer.truth.map(|truth| !truth), until: answer.until }
            }
            Self::Compare(..) | Self::And(..) | Self::Or(..) => self.evaluate(view),
        }
    }

    /// The widest scope of the metrics it names: any enrolment metric makes
    /// it one per open enrolment.
    pub fn scope(&self) -> Scope {
        let mut scope = Scope::Student;
        self.visit(&mut |metric| {
            if metric.declaration().scope == Scope::Enrolment {
                scope = Scope::Enrolment;
            }
        });
        scope
    }

    /// The kinds of fact that can change the answer, phases included.
    pub fn kinds(&self) -> Kinds {
        let mut kinds = PHASE_KINDS;
        self.visit(&mut |metric| kinds = kinds.union(metric.declaration().kinds()));
        kinds
    }

    /// Every metric it names, in order of first mention.
    pub fn metrics(&self) -> Vec<Metric> {
        let mut metrics = Vec::new();
        self.visit(&mut |metric| {
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        });
        metrics
    }

    pub(super) fn visit(&self, see: &mut impl FnMut(Metric)) {
        match self {
            Self::Constant(_) => {}
            Self::Truth(metric) | Self::DefinedMetric(metric) | Self::Is { metric, .. } => {
                see(*metric);
            }
            Self::Compare(_, left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Self::DefinedNumber(number) => number.visit(see),
            Self::DefinedCondition(inner) | Self::Not(inner) => inner.visit(see),
            Self::And(left, right) | Self::Or(left, right) => {
                left.visit(see);
                right.visit(see);
            }
        }
    }
}

/// Kinds that change a phase, and with it what is defined at all, and kinds
/// that take any earlier fact away.
const PHASE_KINDS: Kinds = Kinds::of(&[
    Kind::Enrolled,
    Kind::Reenrolled,
    Kind::Paused,
    Kind::Resumed,
    Kind::LeavePlanned,
    Kind::Withdrawn,
    Kind::Diploma,
    Kind::Hired,
    Kind::LeftJob,
    Kind::Retracted,
]);

/// Kleene `and` (`absorbing` = false) or `or` (`absorbing` = true).
///
/// The absorbing value on either side decides alone; then the answer holds as
/// long as the longer of the sides that have it. What is costly to ask changes
/// often, so it is not asked only to learn whether it holds longer.
fn join(left: Answer, right: &Condition, view: &View<'_>, absorbing: bool) -> Answer {
    let decides = |answer: &Answer| answer.truth == Some(absorbing);
    if decides(&left) && (left.until == Instant::NEVER || right.is_costly()) {
        return left;
    }
    let right = right.evaluate(view);
    match (decides(&left), decides(&right)) {
        (true, true) => Answer { truth: left.truth, until: left.until.max(right.until) },
        (true, false) => left,
        (false, true) => right,
        (false, false) => {
            let truth =
                if left.truth.is_none() || right.truth.is_none() { None } else { Some(!absorbing) };
            Answer { truth, until: left.until.min(right.until) }
        }
    }
}

#[inline(never)]
fn compare(comparison: Comparison, left: &Number, right: &Number, view: &View<'_>) -> Answer {
    if let (Number::Metric(metric), Number::Constant(limit)) = (left, right) {
        return against(comparison, *metric, *limit, view);
    }
    let left = left.measure(view);
    let Some(a) = left.line else { return Answer { truth: None, until: left.until } };
    let right = right.measure(view);
    let Some(b) = right.line else { return Answer { truth: None, until: right.until } };
    let until = left.until.min(right.until);
    let difference = minus(a, b);
    let truth = comparison.holds(difference.line.at(view.at), difference.noise);
    Answer { truth: Some(truth), until: until.min(next_change(comparison, difference, view.at)) }
}

/// A metric compared with a constant, which is what most conditions are made of.
fn against(comparison: Comparison, metric: Metric, limit: f64, view: &View<'_>) -> Answer {
    let reading = metric.read(view);
    let Value::Number(line) = reading.value else {
        return Answer { truth: None, until: reading.until };
    };
    let moved = Line { base: line.base - limit, slope: line.slope };
    if let Some(zero) = whole_zero(moved) {
        let after = view.at.since(zero).0;
        let height = if line.slope > 0.0 { after } else { -after };
        let change = next_crossing(comparison, line.slope > 0.0, zero, view.at);
        let truth = comparison.orders(height.cmp(&0));
        return Answer { truth: Some(truth), until: reading.until.min(change) };
    }
    let difference = minus(Rounded::new(line, 0.0), Rounded::constant(limit, 0.0));
    let truth = comparison.holds(difference.line.at(view.at), difference.noise);
    let change = next_change(comparison, difference, view.at);
    Answer { truth: Some(truth), until: reading.until.min(change) }
}

impl Number {
    /// Metrics and constants are nearly all there is: those are read in place.
    #[inline]
    fn measure(&self, view: &View<'_>) -> Measured {
        match self {
            Self::Constant(value) => {
                Measured { line: Some(Rounded::constant(*value, 0.0)), until: Instant::NEVER }
            }
            Self::Metric(metric) => {
                let reading = metric.read(view);
                let line = match reading.value {
                    Value::Number(line) => Some(Rounded::new(line, 0.0)),
                    _ => None,
                };
                Measured { line, until: reading.until }
            }
            computed => computed.compute(view),
        }
    }

    #[inline(never)]
    fn compute(&self, view: &View<'_>) -> Measured {
        match self {
            Self::Constant(_) | Self::Metric(_) => self.measure(view),
            Self::Now => {
                let line = Rounded::new(Line { base: 0.0, slope: 1.0 }, 0.0);
                Measured { line: Some(line), until: Instant::NEVER }
            }
            Self::Negate(inner) => {
                let inner = inner.measure(view);
                let zero = Rounded { line: Line::constant(0.0), noise: 0.0 };
                Measured { line: inner.line.map(|line| minus(zero, line)), until: inner.until }
            }
            Self::Add(left, right) => {
                both(left, right, view, |a, b, _| (Some(plus(a, b)), Instant::NEVER))
            }
            Self::Subtract(left, right) => {
                both(left, right, view, |a, b, _| (Some(minus(a, b)), Instant::NEVER))
            }
            Self::Multiply(left, right) => both(left, right, view, multiply),
            Self::Divide(left, right) => both(left, right, view, divide),
        }
    }

    fn visit(&self, see: &mut impl FnMut(Metric)) {
        match self {
            Self::Constant(_) | Self::Now => {}
            Self::Metric(metric) => see(*metric),
            Self::Negate(inner) => inner.visit(see),
            Self::Add(left, right)
            | Self::Subtract(left, right)
            | Self::Multiply(left, right)
            | Self::Divide(left, right) => {
                left.visit(see);
                right.visit(see);
            }
        }
    }
}

fn both(
    left: &Number,
    right: &Number,
    view: &View<'_>,
    combine: impl FnOnce(Rounded, Rounded, &View<'_>) -> (Option<Rounded>, Instant),
) -> Measured {
    let left = left.measure(view);
    let Some(a) = left.line else { return left };
    let right = right.measure(view);
    let Some(b) = right.line else { return right };
    let (line, until) = combine(a, b, view);
    // An overflow is no number.
    let line = line.filter(|line| line.is_finite());
    Measured { line, until: until.min(left.until).min(right.until) }
}

fn plus(a: Rounded, b: Rounded) -> Rounded {
    let line = Line { base: a.line.base + b.line.base, slope: a.line.slope + b.line.slope };
    Rounded::new(line, a.noise + b.noise)
}

fn minus(a: Rounded, b: Rounded) -> Rounded {
    let line = Line { base: a.line.base - b.line.base, slope: a.line.slope - b.line.slope };
    Rounded::new(line, a.noise + b.noise)
}

fn multiply(a: Rounded, b: Rounded, view: &View<'_>) -> (Option<Rounded>, Instant) {
    let scaled = |of: Rounded, by: Rounded| {
        let factor = by.line.base;
        let line = Line { base: of.line.base * factor, slope: of.line.slope * factor };
        Rounded::new(line, of.noise * factor.abs() + by.noise * magnitude(of.line))
    };
    match (a.line.moves(), b.line.moves()) {
        (_, false) => (Some(scaled(a, b)), Instant::NEVER),
        (false, true) => (Some(scaled(b, a)), Instant::NEVER),
        (true, true) => held_today(view, |midnight| {
            let (x, y) = (a.line.at(midnight), b.line.at(midnight));
            Some(Rounded::constant(x * y, a.noise * y.abs() + b.noise * x.abs()))
        }),
    }
}

fn divide(a: Rounded, b: Rounded, view: &View<'_>) -> (Option<Rounded>, Instant) {
    // A divisor that is zero within its noise divides nothing.
    let share = |noise: f64, quotient: f64, divisor: f64| {
        (noise + quotient.abs() * b.noise) / divisor.abs()
    };
    if b.line.moves() {
        return held_today(view, |midnight| {
            let (x, y) = (a.line.at(midnight), b.line.at(midnight));
            (y.abs() > b.noise).then(|| Rounded::constant(x / y, share(a.noise, x / y, y)))
        });
    }
    let by = b.line.base;
    if by.abs() <= b.noise {
        return (None, Instant::NEVER);
    }
    let line = Line { base: a.line.base / by, slope: a.line.slope / by };
    let noise = share(a.noise, magnitude(line), by);
    (Some(Rounded::new(line, noise)), Instant::NEVER)
}

/// A product or quotient of moving numbers: computed at local midnight with
/// the lines that hold now, and held that day.
fn held_today(
    view: &View<'_>,
    value: impl FnOnce(Instant) -> Option<Rounded>,
) -> (Option<Rounded>, Instant) {
    let calendar = &view.context.calendar;
    (value(calendar.midnight(view.at)), calendar.next_midnight(view.at))
}
