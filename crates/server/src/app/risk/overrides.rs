//! How often people disagreed with what risk rang for, and who was right later.
//!
//! One says so with one tap on the contact that a signal led to: "no need", or
//! "what it rests on is not so". Only indicators count of which the condition
//! reads `risk`, and only what a model had said by then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use vigie_domain::ids::{Key, StudentId};
use vigie_domain::indicator::Verdict;
use vigie_domain::journey::effective;
use vigie_domain::time::Instant;
use vigie_evidence::dryrun::Life;
use vigie_evidence::rate::{Estimate, share};
use vigie_risk::looks::{Outcomes, objects};
use vigie_risk::target::Target;
use vigie_store::across::Tap;

use super::METRIC;
use super::came_true::said_in;
use crate::app::past::{Cancel, Counts, Past};
use crate::app::{App, Result};

/// Fewer cases say nothing of who was right.
pub const LEAST: u64 = 10;
/// The latest taps; older ones are no longer read.
const MOST: usize = 5_000;

/// What people said of one model's signals, and what came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Overrides {
    /// Contacts on which somebody said whether the signal helped.
    pub said: u64,
    /// Of these, on which they disagreed with it.
    pub disagreed: u64,
    /// Of these, of which it is known by now whether the target came true.
    pub settled: u64,
    /// Of these, for whom it did: there the model had been right.
    pub came_true: u64,
}

impl Overrides {
    /// How often people disagreed; `None`: too few said anything.
    pub fn rate(&self) -> Option<Estimate> {
        share(self.disagreed, self.said).filter(|_| self.said >= LEAST)
    }

    /// For how many of those disagreed about it came true; `None`: too few are
    /// settled.
    pub fn model_was_right(&self) -> Option<Estimate> {
        share(self.came_true, self.settled).filter(|_| self.settled >= LEAST)
    }
}

impl App {
    /// By model, for those of which anything was said.
    pub async fn risk_overrides(&self) -> Result<BTreeMap<String, Overrides>> {
        let mut versions = BTreeSet::new();
        for row in self.store.indicator_versions().await? {
            let reads = |metrics: Vec<vigie_domain::metric::Metric>| {
                metrics.iter().any(|metric| metric.declaration().name == METRIC)
            };
            if self.definitions.read(&row.body).is_ok_and(|one| reads(one.condition.metrics())) {
                versions.insert((row.id, row.version));
            }
        }
        let ids: BTreeSet<Key> = versions.iter().map(|(id, _)| id.clone()).collect();
        let ids: Vec<Key> = ids.into_iter().collect();
        let mut taps = self.store.taps_on(&ids).await?;
        taps.retain(|tap| versions.contains(&(tap.indicator.clone(), tap.version)));
        taps.truncate(MOST);
        if taps.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut by_student: BTreeMap<StudentId, Vec<Tap>> = BTreeMap::new();
        for tap in taps {
            by_student.entry(tap.student).or_default().push(tap);
        }
        let mut targets = BTreeMap::new();
        for row in self.store.risk_models().await? {
            // Of one that this program can't read, only the taps are counted.
            if let Ok(model) = self.read_risk_model(row).await {
                targets.insert(model.row.id, model.artefact.card.target);
            }
        }
        let past = Past::among(self, by_student.keys().copied().collect());
        let (taps, targets, at) = (Arc::new(by_student), Arc::new(targets), self.clock.now());
        let nobody = || Judged {
            taps: Arc::clone(&taps),
            targets: Arc::clone(&targets),
            at,
            found: BTreeMap::new(),
        };
        let judged = past.count(nobody, &Cancel::default(), |_| {}).await?;
        Ok(judged.map(|judged| judged.found).unwrap_or_default())
    }
}

/// Taps held against what came of them.
pub(super) struct Judged {
    pub(super) taps: Arc<BTreeMap<StudentId, Vec<Tap>>>,
    pub(super) targets: Arc<BTreeMap<String, Target>>,
    pub(super) at: Instant,
    pub(super) found: BTreeMap<String, Overrides>,
}

impl Counts for Judged {
    fn live_through(&mut self, life: Life) {
        let taps = Arc::clone(&self.taps);
        let facts = effective(life.facts.iter().filter(|fact| fact.known_at <= self.at));
        if objects(&facts) {
            return;
        }
        for tap in taps.get(&life.student).into_iter().flatten() {
            let by_then = facts.iter().filter(|fact| fact.occurred_at <= tap.at);
            let spoke = by_then.filter_map(|fact| Some((said_in(fact)?, *fact)));
            // What it said last; of several enrolments, where it said most.
            let spoke = spoke.max_by(|((_, a), one), ((_, b), other)| {
                one.occurred_at.cmp(&other.occurred_at).then(a.total_cmp(b))
            });
            let Some(((model, _), fact)) = spoke else { continue };
            let found = self.found.entry(model.to_string()).or_default();
            found.said += 1;
            if tap.verdict == Verdict::Helped {
                continue;
            }
            found.disagreed += 1;
            // In the enrolment that the model spoke of, counted from the tap.
            let target = self.targets.get(model.as_str()).copied().zip(fact.enrolment);
            let came = target.and_then(|(target, enrolment)| {
                Outcomes::of(target, &facts, self.at).came_of(enrolment, tap.at)
            });
            if let Some(came) = came {
                found.settled += 1;
                found.came_true += u64::from(came.truth);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (model, more) in other.found {
            let found = self.found.entry(model).or_default();
            found.said += more.said;
            found.disagreed += more.disagreed;
            found.settled += more.settled;
            found.came_true += more.came_true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_taps_say_nothing() {
        let few = Overrides { said: 9, disagreed: 5, settled: 5, came_true: 1 };
        assert_eq!((few.rate(), few.model_was_right()), (None, None));
    }

    #[test]
    fn who_was_right_has_an_interval() {
        let many = Overrides { said: 60, disagreed: 20, settled: 10, came_true: 4 };
        let right = many.model_was_right().unwrap();
        assert!((right.value - 0.4).abs() < 1e-12 && right.low < 0.2 && right.high > 0.6);
    }
}
