//! What is declared about each metric, once.

use super::{Reading, View};
use crate::fact::Kinds;
use crate::journey::{Phase, StudentPhase};

/// Whom a metric is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The person.
    Student,
    /// One enrolment of the person.
    Enrolment,
}

/// The type of a metric's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A number without the dimension of time.
    Number,
    /// A number of seconds.
    Duration,
    /// True or false.
    Truth,
    /// A point in time.
    Instant,
    /// One of a few words.
    Category,
    /// Somebody, or words kept apart: for wording only, never compared.
    Reference,
}

/// The unit in which a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// None: truths, words, instants.
    None,
    /// How many.
    Count,
    /// Days, from seconds.
    Days,
    /// Days of a week.
    DaysPerWeek,
    /// Points out of 100.
    Points,
    /// Stars out of 5.
    Stars,
    /// A ratio, 1 being as planned or as usual.
    Ratio,
    /// Percent.
    Percent,
}

/// How time alone moves a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Movement {
    /// Constant between facts, but for steps at planned dates.
    Constant,
    /// Grows with age.
    Grows,
    /// Counts down to a date.
    CountsDown,
    /// A window that facts leave, or whole weeks that slide.
    Window,
    /// Computed at local midnight and held that day.
    Daily,
}

/// Which clock moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Always runs.
    Wall,
    /// Stops during a leave.
    Study,
    /// Stops from Saturday to Sunday.
    Working,
}

/// The family a metric belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Activity on the course site.
    Activity,
    /// Progress against the plan.
    Pace,
    /// Work with due dates, and marks.
    Work,
    /// Defences.
    Defences,
    /// Mentoring.
    Mentoring,
    /// Contact and promises.
    Contact,
    /// The enrolment itself: leave, funding, return.
    Enrolment,
    /// Diploma, job search and job.
    Job,
    /// The person.
    Profile,
}

/// The phases in which a metric is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phases {
    enrolment: u8,
    student: u8,
}

impl Phases {
    /// Everywhere.
    pub const ANY: Self = Self { enrolment: u8::MAX, student: u8::MAX };
    /// Only while learning.
    pub const LEARNING: Self = Self::enrolment(&[Phase::Learning]);
    /// Learning or on leave.
    pub const OPEN: Self = Self::enrolment(&[Phase::Learning, Phase::Paused]);
    /// Only while not enrolled yet.
    pub const PROSPECT: Self = Self::student(&[StudentPhase::Prospect]);

    const fn enrolment(phases: &[Phase]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < phases.len() {
            bits |= 1 << phases[i] as u8;
            i += 1;
        }
        Self { enrolment: bits, student: u8::MAX }
    }

    const fn student(phases: &[StudentPhase]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < phases.len() {
            bits |= 1 << phases[i] as u8;
            i += 1;
        }
        Self { enrolment: u8::MAX, student: bits }
    }

    /// Is this enrolment phase among them?
    pub const fn has(self, phase: Phase) -> bool {
        self.enrolment & (1 << phase as u8) != 0
    }

    /// Is this student phase among them?
    pub const fn has_student(self, phase: StudentPhase) -> bool {
        self.student & (1 << phase as u8) != 0
    }

    /// Does it matter whether an open enrolment is on leave?
    pub const fn splits_leave(self) -> bool {
        self.has(Phase::Learning) != self.has(Phase::Paused)
    }

    /// Are all student phases among them?
    pub const fn any_student(self) -> bool {
        self.student == u8::MAX
    }

    /// The stable words of the phases, empty for "any".
    pub fn names(self) -> Vec<&'static str> {
        let enrolment = [Phase::Learning, Phase::Paused, Phase::Withdrawn, Phase::Graduated];
        let student = [
            StudentPhase::Prospect,
            StudentPhase::Student,
            StudentPhase::JobSearch,
            StudentPhase::Employed,
            StudentPhase::Alumni,
            StudentPhase::Away,
        ];
        let mut names = Vec::new();
        if self.enrolment != u8::MAX {
            names.extend(enrolment.iter().filter(|p| self.has(**p)).map(|p| p.name()));
        }
        if self.student != u8::MAX {
            names.extend(student.iter().filter(|p| self.has_student(**p)).map(|p| p.name()));
        }
        names
    }
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// French.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

/// Everything that is said about one metric.
#[derive(Debug)]
pub struct Declaration {
    /// The name used in conditions.
    pub name: &'static str,
    /// Family.
    pub family: Family,
    /// Scope.
    pub scope: Scope,
    /// Type.
    pub of: Type,
    /// Unit shown.
    pub unit: Unit,
    /// How time alone moves it.
    pub movement: Movement,
    /// Which clock moves it.
    pub clock: Clock,
    /// Kinds it needs: from each set at least one must be supplied.
    pub needs: &'static [Kinds],
    /// Further kinds that change it.
    pub also: Kinds,
    /// Phases in which it is defined.
    pub phases: Phases,
    /// Label.
    pub label: Text,
    /// Meaning, in one sentence.
    pub meaning: Text,
    /// The words a category can be, if they are fixed.
    pub words: &'static [&'static str],
    /// How it is read.
    pub read: for<'v, 'j> fn(&'v View<'j>) -> Reading<'j>,
}

impl Declaration {
    /// Every kind of fact that can change this metric, apart from those that
    /// change phases.
    pub fn kinds(&self) -> Kinds {
        self.needs.iter().fold(self.also, |all, some| all.union(*some))
    }
}

/// Declare the metrics of one family.
///
/// `name: Scope Type Unit Movement Clock, needs [..] also [..] in PHASES,
/// "fr label" "en label", "fr meaning" "en meaning", reader;`
macro_rules! metrics {
    ($family:ident; $(
        $name:ident: $scope:ident $of:ident $unit:ident $movement:ident $clock:ident,
        needs [$([$($need:ident),+]),*] also [$($also:ident),*] in $phases:ident
        $(words [$($word:literal),*])?,
        $fr:literal $en:literal,
        $fr_meaning:literal $en_meaning:literal,
        $read:expr;
    )+) => {
        pub(super) static DECLARATIONS: &[$crate::metric::Declaration] = &[$(
            $crate::metric::Declaration {
                name: stringify!($name),
                family: $crate::metric::Family::$family,
                scope: $crate::metric::Scope::$scope,
                of: $crate::metric::Type::$of,
                unit: $crate::metric::Unit::$unit,
                movement: $crate::metric::Movement::$movement,
                clock: $crate::metric::Clock::$clock,
                needs: &[$($crate::fact::Kinds::of(&[$($crate::fact::Kind::$need),+])),*],
                also: $crate::fact::Kinds::of(&[$($crate::fact::Kind::$also),*]),
                phases: $crate::metric::Phases::$phases,
                label: $crate::metric::declaration::Text { fr: $fr, en: $en },
                meaning: $crate::metric::declaration::Text { fr: $fr_meaning, en: $en_meaning },
                words: &[$($($word),*)?],
                read: $read,
            }
        ),+];
    };
}
pub(super) use metrics;
