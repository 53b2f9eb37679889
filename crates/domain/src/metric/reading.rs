//! A value at an instant, and until when it holds.

use std::cell::OnceCell;

use super::{Metric, Phases, Scope};
use crate::calendar::Calendar;
use crate::fact::Kinds;
use crate::ids::{FactId, StaffId};
use crate::journey::leave::Elapsed;
use crate::journey::{Enrolment, Journey, Phase, StudentPhase};
use crate::time::{Instant, Span};

/// A number that time may move: `base + slope · t`, `t` in seconds since 1970.
///
/// The line is the same whenever it is read, so that what is true at an
/// instant never depends on when it was computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Value at `t = 0`.
    pub base: f64,
    /// Change per second.
    pub slope: f64,
}

impl Line {
    /// A number that stands still.
    pub const fn constant(value: f64) -> Self {
        Self { base: value, slope: 0.0 }
    }

    /// The value at `at`.
    #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible year fit 53 bits")]
    pub fn at(self, at: Instant) -> f64 {
        self.slope * at.0 as f64 + self.base
    }

    /// Does time move it?
    pub fn moves(self) -> bool {
        self.slope != 0.0
    }
}

/// Somebody or something that wording names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A member of the team.
    Staff(StaffId),
    /// Words that were kept apart from a fact.
    Words(FactId),
}

/// A value; undefined is one, and is not zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'j> {
    /// Not yet, not in this phase, or not supplied.
    Undefined,
    /// A number, a duration in seconds, or an instant in seconds since 1970.
    Number(Line),
    /// True or false.
    Truth(bool),
    /// A word.
    Category(&'j str),
    /// Somebody, or words kept apart.
    Reference(Reference),
}

/// A value and the first instant at which it may no longer hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading<'j> {
    /// The value; a line moves on by itself.
    pub value: Value<'j>,
    /// Never later than the first change, if no new fact arrives.
    pub until: Instant,
}

impl<'j> Reading<'j> {
    /// Undefined until a fact changes that.
    pub const fn undefined() -> Self {
        Self { value: Value::Undefined, until: Instant::NEVER }
    }

    /// Undefined until time changes that.
    pub const fn undefined_until(until: Instant) -> Self {
        Self { value: Value::Undefined, until }
    }

    /// A number that stands still until a fact changes it.
    pub fn number(value: impl Into<f64>) -> Self {
        Self::steady(value, Instant::NEVER)
    }

    /// A number that stands still until `until`.
    pub fn steady(value: impl Into<f64>, until: Instant) -> Self {
        Self { value: Value::Number(Line::constant(value.into())), until }
    }

    /// A truth that holds until `until`.
    pub const fn truth(value: bool, until: Instant) -> Self {
        Self { value: Value::Truth(value), until }
    }

    /// A word.
    pub const fn category(word: &'j str) -> Self {
        Self { value: Value::Category(word), until: Instant::NEVER }
    }

    /// Somebody, or words.
    pub const fn reference(reference: Reference) -> Self {
        Self { value: Value::Reference(reference), until: Instant::NEVER }
    }

    /// A point in time.
    #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible year fit 53 bits")]
    pub fn instant(at: Instant) -> Self {
        Self::number(at.0 as f64)
    }

    /// A length of time that stands still.
    #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible span fit 53 bits")]
    pub fn span(span: Span) -> Self {
        Self::number(span.0 as f64)
    }

    /// Wall-clock time since `from`; undefined before it.
    #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible year fit 53 bits")]
    pub fn age(from: Instant, at: Instant) -> Self {
        if from > at {
            return Self::undefined_until(from);
        }
        let value = Value::Number(Line { base: -(from.0 as f64), slope: 1.0 });
        Self { value, until: Instant::NEVER }
    }

    /// Wall-clock time until `to`; negative after it.
    #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible year fit 53 bits")]
    pub fn countdown(to: Instant) -> Self {
        let value = Value::Number(Line { base: to.0 as f64, slope: -1.0 });
        Self { value, until: Instant::NEVER }
    }

    /// How many of `instants` (ascending) lie in the window `(at − span, at]`.
    pub fn count_in(
        instants: impl Iterator<Item = Instant>,
        at: Instant,
        span: Span,
    ) -> Reading<'static> {
        let (sum, until) = sum_in(instants.map(|instant| (instant, 1)), at, span);
        #[expect(clippy::cast_precision_loss, reason = "journeys hold few entries")]
        Reading::steady(sum as f64, until)
    }

    /// The same value, with more to say about until when.
    #[must_use]
    pub fn no_later_than(mut self, until: Instant) -> Self {
        self.until = self.until.min(until);
        self
    }
}

/// Sum over entries (ascending by instant) in `(at − span, at]`, and when it changes.
pub(super) fn sum_in(
    entries: impl Iterator<Item = (Instant, u64)>,
    at: Instant,
    span: Span,
) -> (u64, Instant) {
    let mut sum = 0;
    let mut until = Instant::NEVER;
    for (instant, amount) in entries {
        if instant > at {
            until = until.min(instant);
        } else if instant > at - span {
            sum += amount;
            until = until.min(instant + span);
        }
    }
    (sum, until)
}

/// What an evaluation needs besides the journey: the school.
#[derive(Clone, Debug)]
pub struct Context {
    /// The school's calendar.
    pub calendar: Calendar,
    supplied: Kinds,
    /// Bit per metric: is what it needs supplied?
    available: [u64; 4],
}

impl Context {
    /// A school with this calendar, whose sources supply these kinds.
    pub fn new(calendar: Calendar, supplied: Kinds) -> Self {
        let mut available = [0; 4];
        for metric in Metric::all() {
            if metric.declaration().needs.iter().all(|&one_of| supplied.meets(one_of)) {
                available[usize::from(metric.index() / 64)] |= 1 << (metric.index() % 64);
            }
        }
        Self { calendar, supplied, available }
    }

    /// The kinds of fact that somebody supplies.
    pub fn supplied(&self) -> Kinds {
        self.supplied
    }

    /// Is what this metric needs supplied?
    pub fn supplies(&self, metric: Metric) -> bool {
        self.available[usize::from(metric.index() / 64)] >> (metric.index() % 64) & 1 == 1
    }
}

/// One student, one enrolment or none, one instant.
#[derive(Clone, Debug)]
pub struct View<'j> {
    /// The fold of the student's facts.
    pub journey: &'j Journey,
    /// The enrolment that enrolment metrics are about.
    pub enrolment: Option<&'j Enrolment>,
    /// When.
    pub at: Instant,
    /// The school.
    pub context: &'j Context,
    phase: Option<(Phase, Instant)>,
    student_phase: (StudentPhase, Instant),
    /// The habit, which takes longest to read and is asked for repeatedly.
    pub(super) usual_days: OnceCell<Reading<'j>>,
}

impl<'j> View<'j> {
    /// Look at a journey at an instant.
    pub fn new(
        journey: &'j Journey,
        enrolment: Option<&'j Enrolment>,
        at: Instant,
        context: &'j Context,
    ) -> Self {
        let phase = enrolment.map(|enrolment| enrolment.phase(at));
        let student_phase = journey.phase(at);
        let usual_days = OnceCell::new();
        Self { journey, enrolment, at, context, phase, student_phase, usual_days }
    }

    /// The phase of the enrolment in view.
    pub fn phase(&self) -> Option<(Phase, Instant)> {
        self.phase
    }

    /// The phase of the person.
    pub fn student_phase(&self) -> (StudentPhase, Instant) {
        self.student_phase
    }

    /// Is a metric of these phases defined in the present ones, and until when at most?
    pub(super) fn phase_allows(&self, scope: Scope, phases: Phases) -> (bool, Instant) {
        let mut until = Instant::NEVER;
        if !phases.any_student() {
            let (phase, changes) = self.student_phase;
            until = changes;
            if !phases.has_student(phase) {
                return (false, until);
            }
        }
        if scope == Scope::Enrolment {
            let Some((phase, changes)) = self.phase else { return (false, until) };
            if phases.splits_leave() {
                until = until.min(changes);
            }
            if !phases.has(phase) {
                return (false, until);
            }
        }
        (true, until)
    }

    /// Study-clock time since `from`; undefined before it.
    #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible year fit 53 bits")]
    pub(super) fn study_age(&self, from: Instant) -> Reading<'j> {
        if from > self.at {
            return Reading::undefined_until(from);
        }
        let Some(enrolment) = self.enrolment else { return Reading::undefined() };
        let Elapsed { seconds, running, until } = enrolment.leaves.elapsed(from, self.at);
        let line = if running {
            Line { base: (seconds - self.at.0) as f64, slope: 1.0 }
        } else {
            Line::constant(seconds as f64)
        };
        Reading { value: Value::Number(line), until }
    }

    /// Working-clock time since `from`; undefined before it.
    #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible year fit 53 bits")]
    pub(super) fn working_age(&self, from: Instant) -> Reading<'j> {
        if from > self.at {
            return Reading::undefined_until(from);
        }
        let calendar = &self.context.calendar;
        let seconds = calendar.working_time(from, self.at).0;
        let line = if calendar.is_working_day(self.at) {
            Line { base: (seconds - self.at.0) as f64, slope: 1.0 }
        } else {
            Line::constant(seconds as f64)
        };
        Reading { value: Value::Number(line), until: calendar.next_working_change(self.at) }
    }
}
