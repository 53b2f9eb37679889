//! Virtual time over one student: the one evaluator behind everything.

use super::{Ringing, Rules, Standing};
use crate::fact::{Fact, Kinds};
use crate::ids::EnrolmentId;
use crate::indicator::Condition;
use crate::journey::Journey;
use crate::metric::{Context, Scope, View};
use crate::time::Instant;

/// An indicator began or ceased to be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Place of the rule in [`Rules`].
    pub rule: usize,
    /// About which enrolment.
    pub enrolment: Option<EnrolmentId>,
    /// When.
    pub at: Instant,
    /// Began (`Some(since)` is `None`) or, if it ceased, since when it had been true.
    pub ceased: Option<Instant>,
}

/// One rule for one student or enrolment.
#[derive(Clone, Copy, Debug)]
struct Slot {
    rule: usize,
    enrolment: Option<EnrolmentId>,
    /// Start of the present stretch, while it is true.
    since: Option<Instant>,
    /// When the answer may change.
    until: Instant,
}

/// A student being lived through.
#[derive(Debug)]
pub struct Replay<'r> {
    rules: &'r Rules,
    context: &'r Context,
    journey: Journey,
    slots: Vec<Slot>,
    next_due: Instant,
}

impl<'r> Replay<'r> {
    /// Before the first fact.
    pub fn new(rules: &'r Rules, context: &'r Context) -> Self {
        Self {
            rules,
            context,
            journey: Journey::default(),
            slots: Vec::new(),
            next_due: Instant::NEVER,
        }
    }

    /// Go on from where a student stood; everything is looked at again at the
    /// next step.
    pub fn resume(rules: &'r Rules, context: &'r Context, standing: Standing) -> Self {
        let mut replay = Self { journey: standing.journey, ..Self::new(rules, context) };
        replay.open_slots(standing.at);
        for slot in &mut replay.slots {
            let indicator = &rules.as_slice()[slot.rule].indicator;
            slot.since = standing
                .ringing
                .iter()
                .find(|ringing| {
                    ringing.indicator == *indicator && ringing.enrolment == slot.enrolment
                })
                .map(|ringing| ringing.since);
            slot.until = Instant::DAWN;
        }
        replay.next_due = standing.next_due;
        replay
    }

    /// Let time pass up to and including `to`.
    pub fn advance(&mut self, to: Instant, on: &mut impl FnMut(&Change, &View<'_>)) {
        while self.next_due <= to {
            let now = self.next_due;
            self.step(now, Kinds::NONE, on);
        }
    }

    /// Let time pass up to the last second before `to`.
    pub fn advance_before(&mut self, to: Instant, on: &mut impl FnMut(&Change, &View<'_>)) {
        self.advance(Instant(to.0.saturating_sub(1)), on);
    }

    /// Facts become known at `now`; each can be applied on top.
    pub fn observe(
        &mut self,
        facts: &[Fact],
        now: Instant,
        on: &mut impl FnMut(&Change, &View<'_>),
    ) {
        let mut kinds = Kinds::NONE;
        for fact in facts {
            self.journey.apply(fact);
            kinds = kinds.union(Kinds::of(&[fact.kind()]));
        }
        self.reslot(now, on);
        self.step(now, kinds, on);
    }

    /// The facts known at `now` fold into another journey than before.
    pub fn refold(
        &mut self,
        journey: Journey,
        now: Instant,
        on: &mut impl FnMut(&Change, &View<'_>),
    ) {
        self.journey = journey;
        self.reslot(now, on);
        self.step(now, Kinds::ALL, on);
    }

    /// What stands at `at`, to which time has been advanced.
    ///
    /// Everything is asked once more at `at`: an answer given earlier may have
    /// promised less time, and the next wake must not depend on the way here.
    pub fn into_standing(mut self, at: Instant) -> Standing {
        self.step(at, Kinds::ALL, &mut |_, _| {});
        let rules = self.rules.as_slice();
        let mut ringing: Vec<Ringing> = self
            .slots
            .iter()
            .filter_map(|slot| {
                let indicator = rules[slot.rule].indicator.clone();
                Some(Ringing { indicator, enrolment: slot.enrolment, since: slot.since? })
            })
            .collect();
        ringing.sort_unstable();
        Standing { journey: self.journey, ringing, at, next_due: self.next_due }
    }

    /// The journey as it stands.
    pub fn journey(&self) -> &Journey {
        &self.journey
    }

    /// Close the slots of enrolments that are no longer open, open new ones.
    fn reslot(&mut self, now: Instant, on: &mut impl FnMut(&Change, &View<'_>)) {
        let journey = &self.journey;
        let context = self.context;
        self.slots.retain(|slot| {
            let open = slot.enrolment.is_none_or(|id| {
                journey.enrolments.iter().any(|known| known.id == id && known.is_open())
            });
            if let (false, Some(since)) = (open, slot.since) {
                let change = Change {
                    rule: slot.rule,
                    enrolment: slot.enrolment,
                    at: now,
                    ceased: Some(since),
                };
                on(&change, &View::new(journey, None, now, context));
            }
            open
        });
        self.open_slots(now);
    }

    /// One slot per student rule, and per enrolment rule and open enrolment.
    fn open_slots(&mut self, now: Instant) {
        let rules = self.rules.as_slice();
        let fresh = |rule, enrolment| Slot { rule, enrolment, since: None, until: now };
        if !self.slots.iter().any(|slot| slot.enrolment.is_none()) {
            for (rule, _) in rules.iter().enumerate().filter(|(_, r)| r.scope == Scope::Student) {
                self.slots.push(fresh(rule, None));
            }
        }
        for enrolment in self.journey.enrolments.iter().filter(|enrolment| enrolment.is_open()) {
            if self.slots.iter().any(|slot| slot.enrolment == Some(enrolment.id)) {
                continue;
            }
            for (rule, _) in rules.iter().enumerate().filter(|(_, r)| r.scope == Scope::Enrolment) {
                self.slots.push(fresh(rule, Some(enrolment.id)));
            }
        }
    }

    /// Look again at what is due at `now` or touched by new facts.
    fn step(&mut self, now: Instant, kinds: Kinds, on: &mut impl FnMut(&Change, &View<'_>)) {
        let rules = self.rules.as_slice();
        let mut next_due = Instant::NEVER;
        let student = View::new(&self.journey, None, now, self.context);
        let mut view = student.clone();
        for slot in &mut self.slots {
            let rule = &rules[slot.rule];
            if slot.until <= now || rule.kinds.meets(kinds) {
                if let Some(id) = slot.enrolment
                    && view.enrolment.is_none_or(|enrolment| enrolment.id != id)
                {
                    let enrolment = self.journey.enrolments.iter().find(|known| known.id == id);
                    view = View::new(&self.journey, enrolment, now, self.context);
                }
                let view = if slot.enrolment.is_none() { &student } else { &view };
                look(slot, &rule.condition, view, on);
            }
            next_due = next_due.min(slot.until);
        }
        self.next_due = next_due;
    }
}

fn look(
    slot: &mut Slot,
    condition: &Condition,
    view: &View<'_>,
    on: &mut impl FnMut(&Change, &View<'_>),
) {
    let answer = condition.evaluate(view);
    debug_assert!(answer.until > view.at, "an answer must hold for a while: {condition:?}");
    slot.until = answer.until.max(Instant(view.at.0.saturating_add(1)));
    let change =
        |ceased| Change { rule: slot.rule, enrolment: slot.enrolment, at: view.at, ceased };
    match (slot.since, answer.rings()) {
        (None, true) => {
            let change = change(None);
            slot.since = Some(view.at);
            on(&change, view);
        }
        (Some(since), false) => {
            let change = change(Some(since));
            slot.since = None;
            on(&change, view);
        }
        _ => {}
    }
}
