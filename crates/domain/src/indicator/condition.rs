//! A checked condition, ready to be evaluated.
//!
//! Every evaluation gives the answer *and until when it holds* if no new fact
//! arrives. Kleene logic: undefined is neither true nor false, and only true
//! rings.

use crate::fact::{Kind, Kinds};
use crate::ids::Key;
use crate::metric::{Line, Metric, Scope, Value, View};
use crate::time::Instant;

/// Two moving numbers closer than this are equal (a microsecond, or a
/// millionth): constants such as 0.1 have no exact binary form.
const SNAP: f64 = 1e-6;

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
    line: Option<Line>,
    until: Instant,
}

impl Condition {
    /// Answer at the view's instant, and until when the answer holds.
    pub fn evaluate(&self, view: &View<'_>) -> Answer {
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
            Self::Compare(comparison, left, right) => {
                compare(*comparison, left.measure(view), || right.measure(view), view.at)
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
            Self::And(left, right) => join(left.evaluate(view), || right.evaluate(view), false),
            Self::Or(left, right) => join(left.evaluate(view), || right.evaluate(view), true),
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

    fn visit(&self, see: &mut impl FnMut(Metric)) {
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
/// long as the longer of the sides that have it.
fn join(left: Answer, right: impl FnOnce() -> Answer, absorbing: bool) -> Answer {
    let decides = |answer: &Answer| answer.truth == Some(absorbing);
    if decides(&left) && left.until == Instant::NEVER {
        return left;
    }
    let right = right();
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

impl Comparison {
    /// Does `difference` (left minus right) satisfy it?
    fn holds(self, difference: f64) -> bool {
        match self {
            Self::Less => difference < 0.0,
            Self::AtMost => difference <= 0.0,
            Self::More => difference > 0.0,
            Self::AtLeast => difference >= 0.0,
            Self::Equal => difference == 0.0,
            Self::NotEqual => difference != 0.0,
        }
    }
}

fn compare(
    comparison: Comparison,
    left: Measured,
    right: impl FnOnce() -> Measured,
    at: Instant,
) -> Answer {
    let Some(a) = left.line else { return Answer { truth: None, until: left.until } };
    let right = right();
    let Some(b) = right.line else { return Answer { truth: None, until: right.until } };
    let until = left.until.min(right.until);
    let difference = Line { base: a.base - b.base, slope: a.slope - b.slope };
    if !difference.moves() {
        return Answer { truth: Some(comparison.holds(difference.base)), until };
    }
    let truth = |at: Instant| {
        let value = difference.at(at);
        comparison.holds(if value.abs() < SNAP { 0.0 } else { value })
    };
    let now = truth(at);
    Answer { truth: Some(now), until: until.min(next_change(difference, now, at, truth)) }
}

/// First whole second after `at` at which a moving comparison changes.
///
/// The line crosses zero once; around that instant the seconds are tried one
/// by one, with the very predicate that will be asked then.
fn next_change(line: Line, now: bool, at: Instant, truth: impl Fn(Instant) -> bool) -> Instant {
    let root = -line.base / line.slope;
    // Beyond any plausible date the answer never changes.
    if !root.is_finite() || root.abs() > 1e15 {
        return Instant::NEVER;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    let root = root.floor() as i64;
    // A flat line stays within SNAP of zero for several seconds.
    #[expect(clippy::cast_possible_truncation, reason = "clamped")]
    let reach = (SNAP / line.slope.abs()).clamp(0.0, 1e6) as i64 + 2;
    if root + reach <= at.0 {
        return Instant::NEVER;
    }
    let first = (root - reach).max(at.0 + 1);
    for second in [first, root - 1, root, root + 1, root + 2, root + reach] {
        if second > at.0 && second >= first && truth(Instant(second)) != now {
            return if second == first || reach <= 3 {
                Instant(second)
            } else {
                // Flat: be early rather than late.
                Instant(first)
            };
        }
    }
    Instant::NEVER
}

impl Number {
    fn measure(&self, view: &View<'_>) -> Measured {
        match self {
            Self::Constant(value) => {
                Measured { line: Some(Line::constant(*value)), until: Instant::NEVER }
            }
            Self::Metric(metric) => {
                let reading = metric.read(view);
                let line = match reading.value {
                    Value::Number(line) => Some(line),
                    _ => None,
                };
                Measured { line, until: reading.until }
            }
            Self::Now => {
                let line = Some(Line { base: 0.0, slope: 1.0 });
                Measured { line, until: Instant::NEVER }
            }
            Self::Negate(inner) => {
                let inner = inner.measure(view);
                let line = inner.line.map(|l| Line { base: -l.base, slope: -l.slope });
                Measured { line, until: inner.until }
            }
            Self::Add(left, right) => both(left, right, view, |a, b, _| {
                (Some(Line { base: a.base + b.base, slope: a.slope + b.slope }), Instant::NEVER)
            }),
            Self::Subtract(left, right) => both(left, right, view, |a, b, _| {
                (Some(Line { base: a.base - b.base, slope: a.slope - b.slope }), Instant::NEVER)
            }),
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
    combine: impl FnOnce(Line, Line, &View<'_>) -> (Option<Line>, Instant),
) -> Measured {
    let left = left.measure(view);
    let Some(a) = left.line else { return left };
    let right = right.measure(view);
    let Some(b) = right.line else { return right };
    let (line, until) = combine(a, b, view);
    // An overflow is no number.
    let line = line.filter(|line| line.base.is_finite() && line.slope.is_finite());
    Measured { line, until: until.min(left.until).min(right.until) }
}

fn multiply(a: Line, b: Line, view: &View<'_>) -> (Option<Line>, Instant) {
    let scaled = |line: Line, by: f64| Line { base: line.base * by, slope: line.slope * by };
    match (a.moves(), b.moves()) {
        (_, false) => (Some(scaled(a, b.base)), Instant::NEVER),
        (false, true) => (Some(scaled(b, a.base)), Instant::NEVER),
        (true, true) => held_today(view, |midnight| Some(a.at(midnight) * b.at(midnight))),
    }
}

fn divide(a: Line, b: Line, view: &View<'_>) -> (Option<Line>, Instant) {
    let ratio = |a: f64, b: f64| (b != 0.0).then(|| a / b);
    if b.moves() {
        return held_today(view, |midnight| ratio(a.at(midnight), b.at(midnight)));
    }
    let line = ratio(a.base, b.base).map(|base| Line { base, slope: a.slope / b.base });
    (line, Instant::NEVER)
}

/// A product or quotient of moving numbers: computed at local midnight with
/// the lines that hold now, and held that day.
fn held_today(
    view: &View<'_>,
    value: impl FnOnce(Instant) -> Option<f64>,
) -> (Option<Line>, Instant) {
    let calendar = &view.context.calendar;
    let line = value(calendar.midnight(view.at)).map(Line::constant);
    (line, calendar.next_midnight(view.at))
}
