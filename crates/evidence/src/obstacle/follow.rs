//! One student's projects, defences, sessions and weeks, from their facts.

use std::collections::BTreeMap;

use vigie_domain::fact::{Fact, Payload, SessionOutcome, Verdict};
use vigie_domain::ids::{EnrolmentId, FactId, Key, Ref};
use vigie_domain::journey::{Ended, Enrolment, Journey, effective};
use vigie_domain::ours::Cause;
use vigie_domain::time::{DAY, Instant};

use super::Obstacles;
use super::weeks::Actions;

/// A project takes too long from this multiple of its planned days on.
const TOO_LONG: f64 = 1.5;

/// A project somebody is at.
struct Attempt {
    item: Key,
    days: u16,
    since: Instant,
}

/// A session as far as it is known.
struct Planned {
    at: Instant,
    enrolment: Option<EnrolmentId>,
    outcome: Option<SessionOutcome>,
}

#[derive(Default)]
struct Following {
    marks: Vec<(FactId, Cause)>,
    attempts: BTreeMap<EnrolmentId, Attempt>,
    actions: BTreeMap<EnrolmentId, Actions>,
    sessions: BTreeMap<Ref, Planned>,
}

impl Obstacles {
    /// One more student, by what is known of them until `known_until`, with
    /// those of their contacts that were marked as ours to repair.
    pub fn live_through(
        &mut self,
        facts: &[Fact],
        marks: &[(FactId, Cause)],
        known_until: Instant,
    ) {
        let known = facts.iter().filter(|fact| fact.known_at <= known_until);
        let mut journey = Journey::default();
        let mut following = Following { marks: marks.to_vec(), ..Following::default() };
        for fact in effective(known) {
            journey.apply(fact);
            following.hear(fact, &journey, self);
        }
        following.finish(&journey, known_until, self);
    }
}

impl Following {
    fn hear(&mut self, fact: &Fact, journey: &Journey, into: &mut Obstacles) {
        let at = fact.occurred_at;
        let of = |id| journey.enrolments.iter().find(|enrolment| enrolment.id == id);
        let enrolment = fact.enrolment.and_then(of);
        match &fact.payload {
            Payload::DefenceJudged(body) => {
                let programme = enrolment.map(|known| &known.programme);
                if let Some(programme) = programme.filter(|_| into.inside(at)) {
                    let project = into.project(programme, &body.item);
                    project.reworked.add(body.verdict == Verdict::ToRework);
                }
            }
            Payload::SessionBooked(body) => {
                let known = self.sessions.entry(body.session).or_insert(Planned {
                    at: body.at,
                    enrolment: fact.enrolment,
                    outcome: None,
                });
                known.at = body.at;
            }
            Payload::SessionRecorded(body) => {
                let (enrolment, outcome) = (fact.enrolment, Some(body.outcome));
                self.sessions.insert(body.session, Planned { at: body.at, enrolment, outcome });
            }
            payload if payload.kind() == super::weeks::TOLD_BY => {
                if let Some(id) = fact.enrolment {
                    self.actions.entry(id).or_default().hear(payload);
                }
            }
            _ => {}
        }
        if let Some(enrolment) = enrolment {
            self.follow_project(enrolment, at, into);
        }
        let marked = self.marks.iter().find(|(contact, _)| *contact == fact.id);
        if let Some(&(_, cause)) = marked.filter(|_| into.inside(at)) {
            *into.marks.entry(cause).or_default() += 1;
            if cause == Cause::Project {
                self.mark_project(journey, into);
            }
        }
    }

    /// Has another project become theirs, or none?
    fn follow_project(&mut self, enrolment: &Enrolment, at: Instant, into: &mut Obstacles) {
        let open = Some(enrolment).filter(|enrolment| enrolment.is_open());
        let current = open.and_then(|enrolment| enrolment.work.current_project());
        let attempt = self.attempts.get(&enrolment.id);
        let same = attempt.map(|attempt| &attempt.item) == current.map(|work| &work.item);
        if same {
            return;
        }
        if let Some(attempt) = self.attempts.remove(&enrolment.id) {
            attempt.end(enrolment, at, into);
        }
        if let (Some(work), Some(start)) = (current, enrolment.starts_at)
            && let Some(days) = work.days.filter(|days| *days > 0)
        {
            let since = enrolment.work.last_completed.map_or(start, |done| done.max(start));
            self.attempts.insert(enrolment.id, Attempt { item: work.item.clone(), days, since });
        }
    }

    /// A project is ours to repair: the one that they are at, if it is one.
    fn mark_project(&self, journey: &Journey, into: &mut Obstacles) {
        let mut at = self.attempts.iter();
        if let (Some((id, attempt)), None) = (at.next(), at.next())
            && let Some(enrolment) = journey.enrolments.iter().find(|known| known.id == *id)
        {
            into.project(&enrolment.programme, &attempt.item).marks += 1;
        }
    }

    fn finish(self, journey: &Journey, known_until: Instant, into: &mut Obstacles) {
        let of = |id| journey.enrolments.iter().find(|enrolment| enrolment.id == id);
        for (id, attempt) in self.attempts {
            if let Some(enrolment) = of(id) {
                attempt.end(enrolment, known_until, into);
            }
        }
        for (id, actions) in self.actions {
            if let Some(enrolment) = of(id) {
                let end = enrolment.ended.as_ref().map_or(known_until, Ended::at);
                actions.count(enrolment, end, into);
            }
        }
        for planned in self.sessions.values() {
            let ended = planned.enrolment.and_then(of).and_then(|of| of.ended.as_ref());
            let gone = ended.is_some_and(|ended| ended.at() <= planned.at);
            let forgotten = planned.at + DAY < known_until && !gone;
            if into.inside(planned.at) && (planned.outcome.is_some() || forgotten) {
                into.sessions.add(planned.outcome);
            }
        }
    }
}

impl Attempt {
    /// Done with, given up, or not over yet: it counts if it is done or if it
    /// took too long already.
    fn end(&self, enrolment: &Enrolment, at: Instant, into: &mut Obstacles) {
        #[expect(clippy::cast_precision_loss, reason = "seconds of any plausible span")]
        let days = enrolment.leaves.elapsed(self.since, at).seconds as f64 / DAY.0 as f64;
        let stalled = days > TOO_LONG * f64::from(self.days);
        let mut works = enrolment.work.works.iter();
        let done = works.any(|work| work.item == self.item && work.completed_at.is_some());
        if (stalled || done) && into.inside(at) {
            into.project(&enrolment.programme, &self.item).stalled.add(stalled);
        }
    }
}
