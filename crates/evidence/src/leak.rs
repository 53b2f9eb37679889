//! A guard against knowing too much: a dry run that saw the future would
//! look splendid, and be worthless.
//!
//! Three nets. (1) A fact that claims to have been known before it occurred,
//! or a computed value that claims to have been known before it was computed.
//! (2) A ring that is not there when only the facts known at that instant are
//! replayed. (3) A rule over computed values that is right nearly always and
//! nearly at once: more likely an outcome in disguise.

use std::collections::BTreeMap;

use serde::Serialize;
use vigie_domain::fact::{Fact, Kind};
use vigie_domain::metric::Context;
use vigie_domain::signal::{History, Rules};

use crate::days::Quartiles;
use crate::dryrun::Plan;
use crate::rings::Ring;

/// From this precision on …
const TOO_GOOD: f64 = 0.98;
/// … of at least so many …
const TOO_GOOD_OF: u64 = 30;
/// … with a median warning of at most so many days.
const TOO_LATE: u32 = 2;

/// What the first two nets caught.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaks {
    early: BTreeMap<Kind, u64>,
    backdated: u64,
    checked: u64,
    missing: BTreeMap<usize, u64>,
}

/// The same, with names.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LeakReport {
    /// Facts known before they occurred: kind and how many.
    pub known_before_it_occurred: Vec<(Kind, u64)>,
    /// Computed values that were recorded after the instant at which they
    /// claim to have been known.
    pub computed_later_than_told: u64,
    /// Rings that were checked by replaying what was known at each.
    pub rings_checked: u64,
    /// Of these, rings that were not there: indicator and how many.
    pub rings_not_there: Vec<(vigie_domain::ids::Key, u64)>,
}

impl LeakReport {
    /// Was nothing caught?
    pub fn is_clean(&self) -> bool {
        self.known_before_it_occurred.is_empty()
            && self.computed_later_than_told == 0
            && self.rings_not_there.is_empty()
    }
}

impl Leaks {
    /// The first net, over facts as they became known.
    pub fn read(&mut self, facts: &[Fact]) {
        for fact in facts {
            if fact.known_at < fact.occurred_at {
                *self.early.entry(fact.kind()).or_default() += 1;
            }
            if fact.kind() == Kind::Observed && fact.known_at < fact.recorded_at {
                self.backdated += 1;
            }
        }
    }

    /// The second net: the first ring of each live or asked rule is looked
    /// for again.
    pub(crate) fn check(&mut self, history: &History, rings: &[Ring], plan: &Plan) {
        let mut left = plan.set();
        for ring in rings {
            if !left.remove(ring.rule) {
                continue;
            }
            self.checked += 1;
            if !stands(history, ring, plan.rules(), &plan.context) {
                *self.missing.entry(ring.rule).or_default() += 1;
            }
        }
    }

    /// Both together.
    pub fn merge(&mut self, other: &Self) {
        for (kind, count) in &other.early {
            *self.early.entry(*kind).or_default() += count;
        }
        for (rule, count) in &other.missing {
            *self.missing.entry(*rule).or_default() += count;
        }
        self.backdated += other.backdated;
        self.checked += other.checked;
    }

    /// With names.
    pub fn report(&self, plan: &Plan) -> LeakReport {
        let name = |rule: usize| plan.watched()[rule].key.clone();
        LeakReport {
            known_before_it_occurred: self.early.iter().map(|(kind, n)| (*kind, *n)).collect(),
            computed_later_than_told: self.backdated,
            rings_checked: self.checked,
            rings_not_there: self.missing.iter().map(|(rule, n)| (name(*rule), *n)).collect(),
        }
    }
}

/// Is this ring there if nothing is replayed but the facts known when it
/// began?
pub fn stands(history: &History, ring: &Ring, rules: &Rules, context: &Context) -> bool {
    let known = crate::dryrun::known_by(history, ring.began);
    let standing = known.standing(rules, context, ring.began);
    let Some(rule) = rules.iter().nth(ring.rule) else { return false };
    standing
        .ringing
        .iter()
        .any(|now| now.indicator == rule.indicator && now.enrolment == ring.enrolment)
}

/// The third net: is this too good to be true?
pub fn too_good(met: u64, not_met: u64, warning: Option<Quartiles>) -> bool {
    let known = met + not_met;
    known >= TOO_GOOD_OF
        && crate::rate::float(met) >= TOO_GOOD * crate::rate::float(known)
        && warning.is_some_and(|days| days.median <= TOO_LATE)
}
