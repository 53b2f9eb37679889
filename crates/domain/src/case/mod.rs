//! Cases: the follow-up from first contact until *the student is back*.
//!
//! A case is the fold of its events, which are the team's own work and not
//! facts. It ends when the metrics and the student say that it is settled, or
//! for another reason that is named; never because two attempts went
//! unanswered.

mod back;
mod check;
mod event;
mod heard;
mod next;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use back::{Look, Rang, look};
pub use check::{Known, Refused};
pub use event::{Author, Doer, Event, Origin, Part, Reason, Sight, Written};
pub use heard::{Heard, heard};
pub use next::{Next, Place};
pub use summary::{Summary, said};

use crate::ids::{CaseId, Key, StaffId, StudentId};
use crate::journey::Contact;
use crate::time::Instant;

/// When a case may end: settings of the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Terms {
    /// Whole weeks in which nothing of the case rings and activity is as usual.
    pub back_weeks: u8,
    /// "As usual": at least this share of one's own habit, percent.
    pub habit_percent: u8,
    /// Attempts without any sign before contact counts as lost.
    pub lost_attempts: u16,
    /// On so many channels.
    pub lost_channels: u8,
    /// Days from the first of them to the last.
    pub lost_days: u16,
}

impl Default for Terms {
    /// Two weeks: one is a good week. Five attempts on two channels within
    /// two weeks at least: two unanswered calls are a busy afternoon.
    fn default() -> Self {
        Self { back_weeks: 2, habit_percent: 75, lost_attempts: 5, lost_channels: 2, lost_days: 14 }
    }
}

/// One follow-up of one student.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Which.
    pub id: CaseId,
    /// About whom.
    pub student: StudentId,
    /// Place of the last event: what a change must know of.
    pub seq: u32,
    /// When it was opened.
    pub opened_at: Instant,
    /// Since when it goes on: its opening, or when it was last opened again.
    /// What happened before says nothing about whether it may end.
    pub since: Instant,
    /// What led to it.
    pub origin: Origin,
    /// What it is about.
    pub signals: Vec<Key>,
    /// Who follows it.
    pub owner: StaffId,
    /// Who else cares, in the order in which they joined.
    pub team: Vec<(StaffId, Part)>,
    /// The goal, in the student's words.
    pub goal: Option<String>,
    /// What was agreed, in order.
    pub steps: Vec<Step>,
    /// Notes, in order.
    pub notes: Vec<Note>,
    /// Where it stands.
    pub stage: Stage,
    /// When the team last did something in it.
    pub tended_at: Instant,
    /// When the student last said that it is not settled.
    pub said_no: Option<Instant>,
    /// How often it was opened again.
    pub reopened: u16,
}

/// Something agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is to be done.
    pub what: String,
    /// By whom.
    pub who: Doer,
    /// For when.
    pub due: Instant,
    /// What became of it.
    pub state: StepState,
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// To be done.
    Open,
    /// Done, then.
    Done(Instant),
    /// No longer makes sense.
    Dropped,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Author,
    /// The words.
    pub words: String,
    /// For whose eyes.
    pub sight: Sight,
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It goes on.
    Open,
    /// The student said that it is not settled, and nobody has done anything
    /// since.
    NotSettled,
    /// The student is asked whether it is settled, since then.
    Asked(Instant),
    /// The student said that it is settled.
    Settled(Instant),
    /// It ended.
    Closed(Instant, Reason),
}

impl Stage {
    /// The stable word, as the store keeps it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::NotSettled => "not_settled",
            Self::Asked(_) => "asked",
            Self::Settled(_) => "settled",
            Self::Closed(..) => "closed",
        }
    }
}

impl Case {
    /// The fold of a case's events, in order. `None` without an opening.
    pub fn fold(id: CaseId, student: StudentId, events: &[Written]) -> Option<Self> {
        let (first, rest) = events.split_first()?;
        let Event::Opened { origin, signals, owner } = &first.event else { return None };
        let mut case = Self {
            id,
            student,
            seq: first.seq,
            opened_at: first.at,
            since: first.at,
            origin: *origin,
            signals: signals.clone(),
            owner: *owner,
            team: Vec::new(),
            goal: None,
            steps: Vec::new(),
            notes: Vec::new(),
            stage: Stage::Open,
            tended_at: first.at,
            said_no: None,
            reopened: 0,
        };
        for written in rest {
            case.apply(written);
        }
        Some(case)
    }

    /// Applies the next event. Never fails; what it can't use changes nothing.
    pub fn apply(&mut self, written: &Written) {
        let at = written.at;
        self.seq = written.seq;
        if matches!(written.by, Author::Staff(_)) {
            self.tended_at = at;
            if self.stage == Stage::NotSettled {
                self.stage = Stage::Open;
            }
        }
        match &written.event {
            Event::Opened { .. } => {}
            Event::GoalSaid { words } => self.goal = Some(words.clone()),
            Event::Joined { who, part } => {
                self.team.retain(|(known, _)| known != who);
                self.team.push((*who, *part));
            }
            Event::Left { who } => self.team.retain(|(known, _)| known != who),
            Event::StepAgreed { what, who, due } => {
                let step =
                    Step { what: what.clone(), who: *who, due: *due, state: StepState::Open };
                self.steps.push(step);
            }
            Event::StepDone { step } => self.set_step(*step, StepState::Done(at)),
            Event::StepDropped { step } => self.set_step(*step, StepState::Dropped),
            Event::StepReopened { step } => self.set_step(*step, StepState::Open),
            Event::Noted { words, sight } => {
                let note = Note { at, by: written.by, words: words.clone(), sight: *sight };
                self.notes.push(note);
            }
            Event::HandedOver { to, .. } => {
                self.owner = *to;
                self.team.retain(|(known, _)| known != to);
            }
            Event::ClosingProposed { .. } => self.stage = Stage::Asked(at),
            Event::ProposalWithdrawn => self.stage = Stage::Open,
            Event::Answered { settled: true, .. } => self.stage = Stage::Settled(at),
            Event::Answered { settled: false, .. } => {
                self.stage = Stage::NotSettled;
                self.said_no = Some(at);
            }
            Event::Closed { reason } => self.stage = Stage::Closed(at, *reason),
            Event::Reopened { .. } => {
                self.stage = Stage::Open;
                self.since = at;
                self.reopened = self.reopened.saturating_add(1);
            }
        }
    }

    /// Does it go on?
    pub fn is_open(&self) -> bool {
        !matches!(self.stage, Stage::Closed(..))
    }

    /// Who has a part in it, beside whoever follows it: the care team, and
    /// whoever has a step to do. Nobody where it is closed.
    pub fn others(&self) -> Vec<StaffId> {
        if !self.is_open() {
            return Vec::new();
        }
        let doers = self.open_steps().into_iter().filter_map(|(_, step)| match step.who {
            Doer::Staff(staff) => Some(staff),
            Doer::Student => None,
        });
        let team = self.team.iter().map(|(member, _)| *member);
        let mut others: Vec<StaffId> =
            team.chain(doers).filter(|member| *member != self.owner).collect();
        others.sort_unstable();
        others.dedup();
        others
    }

    /// What somebody of the care team has to do next: the first step of
    /// theirs. `None`: nothing.
    pub fn next_for(&self, who: StaffId, tomorrow: Instant) -> Option<Next> {
        let own = |(_, step): &(u16, &Step)| step.who == Doer::Staff(who);
        let (number, step) = self.open_steps().into_iter().find(own)?;
        Some(if step.due < tomorrow { Next::Step(number) } else { Next::Await(number) })
    }

    /// What the facts say of the work in it: a call tends a case, too, and a
    /// conversation follows a "no".
    pub fn tended_by(&mut self, contact: &Contact) {
        self.tended_at = contact.last_tended().map_or(self.tended_at, |at| at.max(self.tended_at));
        let spoke = contact.last.map(|touch| touch.at);
        if self.stage == Stage::NotSettled && spoke > self.said_no {
            self.stage = Stage::Open;
        }
    }

    /// The step of this number, from 1.
    pub fn step(&self, number: u16) -> Option<&Step> {
        self.steps.get(usize::from(number).checked_sub(1)?)
    }

    /// Steps to be done, each with its number, by date.
    pub fn open_steps(&self) -> Vec<(u16, &Step)> {
        let steps = (1..).zip(&self.steps).filter(|(_, step)| step.state == StepState::Open);
        let mut steps: Vec<(u16, &Step)> = steps.collect();
        steps.sort_by_key(|(number, step)| (step.due, *number));
        steps
    }

    fn set_step(&mut self, number: u16, state: StepState) {
        let place = usize::from(number).checked_sub(1);
        if let Some(step) = place.and_then(|place| self.steps.get_mut(place)) {
            step.state = state;
        }
    }
}
