//! A person as the model may look at them: facts, and what is known beside.

use vigie_domain::fact::{Fact, Kind};
use vigie_domain::ids::{EnrolmentId, Key};
use vigie_domain::time::Instant;

use crate::family::Family;

/// What was told when an enrolment began, and is no fact of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Admission {
    /// Of which enrolment.
    pub enrolment: EnrolmentId,
    /// The enrolment's name outside.
    pub name: Key,
    /// The same names in the same order for every enrolment; NaN if not told.
    pub told: Vec<(&'static str, Family, f64)>,
    /// When running totals of activity were told, ascending; `None` where
    /// activity is told as it happens.
    pub reports: Option<Vec<Instant>>,
}

/// One person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    facts: Vec<Fact>,
    /// Their enrolments.
    pub admissions: Vec<Admission>,
}

impl Person {
    /// Puts the facts in the order in which they became known.
    pub fn new(mut facts: Vec<Fact>, admissions: Vec<Admission>) -> Self {
        facts.sort_by_key(|fact| (fact.known_at, fact.place(), fact.version()));
        facts.dedup_by(|a, b| a.id == b.id && a.version() == b.version());
        Self { facts, admissions }
    }

    /// What was known at `at`: nothing else may be looked at.
    pub fn known_by(&self, at: Instant) -> &[Fact] {
        &self.facts[..self.facts.partition_point(|fact| fact.known_at <= at)]
    }

    /// The same person if nothing after `at` had happened yet.
    #[must_use]
    pub fn cut_off(&self, at: Instant) -> Self {
        Self { facts: self.known_by(at).to_vec(), admissions: self.reported_by(at) }
    }

    /// The same person if nobody had told of any activity after `at`.
    #[must_use]
    pub fn unwatched_from(&self, at: Instant) -> Self {
        let is_known = |fact: &&Fact| fact.known_at <= at || fact.kind() != Kind::Activity;
        let facts = self.facts.iter().filter(is_known).cloned().collect();
        Self { facts, admissions: self.reported_by(at) }
    }

    /// Does anything that was known at `at` tell of another enrolment?
    pub fn has_beside(&self, enrolment: EnrolmentId, at: Instant) -> bool {
        tells_of_another(self.known_by(at), enrolment)
    }

    fn reported_by(&self, at: Instant) -> Vec<Admission> {
        let mut admissions = self.admissions.clone();
        for reports in admissions.iter_mut().filter_map(|admission| admission.reports.as_mut()) {
            reports.retain(|report| *report <= at);
        }
        admissions
    }
}

/// Does any of these facts tell of another enrolment?
pub(crate) fn tells_of_another<'f>(
    facts: impl IntoIterator<Item = &'f Fact>,
    enrolment: EnrolmentId,
) -> bool {
    facts.into_iter().any(|fact| fact.enrolment.is_some_and(|one| one != enrolment))
}
