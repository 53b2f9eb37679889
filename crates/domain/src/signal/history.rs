//! One student's facts in the order in which the school learnt them.

use super::{Change, Replay, Rules, Standing};
use crate::fact::{Fact, Payload};
use crate::ids::FactId;
use crate::journey::fold;
use crate::metric::{Context, View};
use crate::time::Instant;

/// Facts of one student, by (`known_at`, place).
#[derive(Clone, Debug)]
pub struct History {
    facts: Vec<Fact>,
    /// From here on a fact may replace or take back an earlier one, so the
    /// journey is folded again each time.
    irregular_from: usize,
}

impl History {
    /// Put facts into the order in which they became known.
    pub fn new(mut facts: Vec<Fact>) -> Self {
        facts.sort_by_key(|fact| (fact.known_at, fact.place(), fact.version()));
        let irregular_from = first_irregular(&facts);
        Self { facts, irregular_from }
    }

    /// The facts, in the order in which they became known.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// When the next fact becomes known after `at`: one that is told by the day
    /// only is known when that day is over.
    pub fn known_after(&self, at: Instant) -> Option<Instant> {
        let known = self.facts.partition_point(|fact| fact.known_at <= at);
        self.facts.get(known).map(|fact| fact.known_at)
    }

    /// What the facts known by `at` say at `at`.
    pub fn standing(&self, rules: &Rules, context: &Context, at: Instant) -> Standing {
        self.replay(rules, context, at, |_, _| {})
    }

    /// Live through the history up to `at`; `on` hears of every change.
    pub fn replay(
        &self,
        rules: &Rules,
        context: &Context,
        at: Instant,
        mut on: impl FnMut(&Change, &View<'_>),
    ) -> Standing {
        let mut replay = Replay::new(rules, context);
        let known = self.facts.partition_point(|fact| fact.known_at <= at);
        let mut start = 0;
        while start < known {
            let now = self.facts[start].known_at;
            let batch = self.facts[start..known].iter().take_while(|f| f.known_at == now).count();
            let end = start + batch;
            replay.advance_before(now, &mut on);
            let batch = &self.facts[start..end];
            let on_top = batch.first().is_some_and(|first| replay.journey().takes(first));
            if on_top && end <= self.irregular_from {
                replay.observe(batch, now, &mut on);
            } else {
                replay.refold(fold(&self.facts[..end]), now, &mut on);
            }
            start = end;
        }
        replay.advance(at, &mut on);
        replay.into_standing(at)
    }
}

/// Place of the first fact that takes another back or is known already.
fn first_irregular(facts: &[Fact]) -> usize {
    let mut ids: Vec<(FactId, usize)> =
        facts.iter().enumerate().map(|(place, fact)| (fact.id, place)).collect();
    ids.sort_unstable();
    let revised = ids.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[1].1).min();
    let taken_back = facts.iter().position(|fact| matches!(fact.payload, Payload::Retracted(_)));
    revised.unwrap_or(facts.len()).min(taken_back.unwrap_or(facts.len()))
}
