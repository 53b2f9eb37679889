//! What somebody who reads the facts would find at the end: a plain reading of
//! a few signals, so that the demo's day is neither empty nor a catastrophe.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{END, demo, facts};
use vigie_domain::fact::{CallOutcome, Payload, PlannedWork, SessionOutcome, Verdict};
use vigie_domain::ids::{Key, Ref, StaffId};
use vigie_domain::time::{DAY, Instant};

/// What is remembered of one student.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) advisor: Option<StaffId>,
    pub(crate) enrolled: Option<Instant>,
    pub(crate) studying: bool,
    pub(crate) paused_until: Option<Instant>,
    pub(crate) searching: bool,
    active: Vec<Instant>,
    mentor_since: Option<Instant>,
    held: Option<Instant>,
    spoke: Option<Instant>,
    wrote: Option<Instant>,
    reworked: Option<Instant>,
    applied: Option<Instant>,
    project_since: Option<Instant>,
    plan: HashMap<Key, i64>,
    done: HashSet<Key>,
    promises: HashMap<Ref, Instant>,
    booked: HashMap<Ref, Instant>,
    low_rating: bool,
    due: HashMap<Key, Instant>,
    handed_in: HashSet<Key>,
    defence: Option<Instant>,
    funding: Option<Instant>,
    guarantee: Option<Instant>,
}

impl Seen {
    /// Studying now, and not on leave.
    pub(crate) fn learning(&self) -> bool {
        self.studying && self.paused_until.is_none_or(|until| until <= END)
    }

    fn take(&mut self, payload: &Payload, at: Instant) {
        match payload {
            Payload::AdvisorAssigned(body) => self.advisor = Some(body.advisor),
            Payload::AdvisorEnded(_) => self.advisor = None,
            Payload::Enrolled(body) => {
                self.enrolled = Some(at);
                self.studying = true;
                self.project_since = Some(body.starts_at);
                self.funding = body.funding_ends;
            }
            Payload::Reenrolled(_) => self.studying = true,
            Payload::Planned(body) => {
                let days =
                    |work: &PlannedWork| work.days.map(|days| (work.item.clone(), i64::from(days)));
                self.plan = body.works.iter().filter_map(days).collect();
                let due = |work: &PlannedWork| work.due.map(|due| (work.item.clone(), due));
                self.due = body.works.iter().filter_map(due).collect();
                self.due.retain(|item, _| !self.handed_in.contains(item));
            }
            Payload::Paused(body) => {
                self.paused_until = Some(body.until.unwrap_or(Instant::NEVER));
            }
            Payload::Resumed(_) => self.paused_until = None,
            Payload::Withdrawn(_) | Payload::Diploma(_) => self.studying = false,
            Payload::Activity(_) => self.active.push(at),
            Payload::MentorAssigned(_) => self.mentor_since = Some(at),
            Payload::SessionBooked(body) => drop(self.booked.insert(body.session, body.at)),
            Payload::SessionRecorded(body) => {
                self.booked.remove(&body.session);
                if body.outcome == SessionOutcome::Held {
                    self.held = Some(body.at);
                    self.low_rating = false;
                }
            }
            Payload::SessionRated(body) => self.low_rating = body.rating <= 2,
            Payload::MessageIn(body) if body.expects_answer => self.wrote = Some(at),
            Payload::MessageOut(_) => self.wrote = None,
            Payload::Call(body) if body.outcome == CallOutcome::Spoke => self.meet(at),
            Payload::Meeting(_) => self.meet(at),
            Payload::Submitted(body) => {
                self.due.remove(&body.item);
                self.handed_in.insert(body.item.clone());
            }
            Payload::DefenceScheduled(body) => {
                (self.reworked, self.defence) = (None, Some(body.at));
            }
            Payload::DefenceJudged(body) if body.verdict == Verdict::ToRework => {
                self.reworked = Some(at);
            }
            Payload::Completed(body) => {
                self.done.insert(body.item.clone());
                self.project_since = Some(at);
            }
            Payload::PromiseMade(body) => drop(self.promises.insert(body.promise, body.due)),
            Payload::PromiseKept(body) => drop(self.promises.remove(&body.promise)),
            Payload::SearchStarted(body) => {
                (self.searching, self.applied) = (true, Some(at));
                self.guarantee = body.guarantee_until;
            }
            Payload::Application(_) => self.applied = Some(at),
            Payload::Hired(_) => self.searching = false,
            _ => {}
        }
    }

    fn meet(&mut self, at: Instant) {
        (self.spoke, self.wrote) = (Some(at), None);
    }

    /// Which plain signals are true at the end.
    pub(crate) fn signals(&self) -> Vec<&'static str> {
        let ago = |at: Option<Instant>| at.map_or(i64::MAX, |at| END.since(at).whole_days());
        let mut found = Vec::new();
        let mut rings = |name, yes: bool| yes.then(|| found.push(name));
        rings("promise", self.promises.values().any(|due| *due <= END));
        rings("unanswered", self.wrote.is_some_and(|at| END.since(at).0 > DAY.0));
        rings("not recorded", self.booked.values().any(|at| END.since(*at).0 > DAY.0));
        if self.learning() {
            let since_start = ago(self.enrolled);
            rings("no session", ago(self.held.or(self.mentor_since)) >= 21 && since_start > 21);
            rings("no mentor", self.mentor_since.is_none() && since_start > 3);
            rings("no start", self.active.is_empty() && since_start > 5);
            // Five fortnights before the last one.
            let (usual, now) = (self.days_in(84, 14), self.days_in(14, 0));
            rings("quiet", since_start > 84 && now * 10 < usual);
            rings("rework", ago(self.reworked) >= 3 && self.reworked.is_some());
            let planned = self.plan.iter().filter(|(item, _)| !self.done.contains(*item));
            let plan = planned.map(|(_, days)| *days).max().unwrap_or(45);
            rings("long project", ago(self.project_since) > plan * 3 / 2 && since_start > 30);
            rings("low rating", self.low_rating);
            rings("late work", self.due.values().any(|due| END.since(*due).whole_days() >= 3));
            let soon = |at: &Instant| (0..5).contains(&at.since(END).whole_days());
            rings("first defence", self.done.is_empty() && self.defence.as_ref().is_some_and(soon));
            rings("funding", self.funding.is_some_and(|at| at.since(END).whole_days() < 60));
            rings("welcome", self.spoke.is_none() && since_start > 3);
            rings(
                "unseen",
                ago(self.spoke.or(self.enrolled)) > if since_start < 28 { 7 } else { 28 },
            );
        }
        if self.searching {
            rings("no application", ago(self.applied) > 14);
            let left = self.guarantee.map_or(999, |until| until.since(END).whole_days());
            rings("guarantee", (0..60).contains(&left));
        }
        found
    }

    /// Active days between so many days ago and so many.
    fn days_in(&self, from: i64, to: i64) -> usize {
        let ago = |at: &&Instant| (to..from).contains(&END.since(**at).whole_days());
        self.active.iter().filter(ago).count()
    }
}

/// Everyone, as the facts tell.
pub(crate) fn seen() -> HashMap<&'static Key, Seen> {
    let mut all: HashMap<_, Seen> = HashMap::new();
    for draft in facts(demo()) {
        all.entry(&draft.student).or_default().take(&draft.payload, draft.occurred_at);
    }
    all
}

#[test]
fn most_are_well_and_some_merit_a_contact() {
    let all = seen();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut followed, mut merit) = (0, 0);
    for student in all.values().filter(|s| s.learning() || s.searching) {
        let signals = student.signals();
        followed += 1;
        merit += usize::from(!signals.is_empty());
        for signal in signals {
            *counts.entry(signal).or_default() += 1;
        }
    }
    println!("{merit} of {followed} followed students merit a contact: {counts:?}");
    assert!(merit * 100 > followed * 6, "too quiet: {merit} of {followed} {counts:?}");
    assert!(merit * 100 < followed * 20, "too loud: {merit} of {followed} {counts:?}");
}

#[test]
fn an_obstacle_that_has_stood_for_two_weeks_shows_more_often_than_none() {
    let settled = Instant(END.0 - 14 * DAY.0);
    let troubled: HashSet<_> = demo()
        .truth
        .standing(END)
        .filter(|hidden| hidden.from < settled)
        .map(|hidden| &hidden.student)
        .collect();
    let (mut shown, mut calm, mut shown_calm) = (0, 0, 0);
    for (student, seen) in seen().iter().filter(|(_, s)| s.learning() || s.searching) {
        let told = usize::from(!seen.signals().is_empty());
        if troubled.contains(student) {
            shown += told;
        } else {
            calm += 1;
            shown_calm += told;
        }
    }
    println!("{shown} of {} with an obstacle, {shown_calm} of {calm} without", troubled.len());
    assert!(shown * calm > 2 * shown_calm * troubled.len());
}
