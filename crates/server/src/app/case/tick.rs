//! What was agreed is ticked off by whose it is, on their own page.

use vigie_domain::case::{Author, Case, Doer, Event, Refused, Step, StepState};
use vigie_domain::ids::{CaseId, StudentId};
use vigie_domain::time::{HOUR, Instant};

use super::Change;
use crate::app::{App, Error, Refusal, Result};

/// A step of somebody's own, and what they say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// About whom the case is.
    pub student: StudentId,
    /// Which case.
    pub case: CaseId,
    /// Which step, from 1.
    pub step: u16,
    /// Whose it is.
    pub who: Doer,
    /// Is it done? Else it is to be done again.
    pub done: bool,
}

impl App {
    /// Somebody says that a step of theirs is done; within the hour, that it is
    /// not. Their word counts whatever else was written meanwhile; said twice,
    /// it changes nothing. A step of anybody else's is none that they know of.
    pub async fn tick_step(&self, tick: Tick) -> Result<()> {
        let Tick { student, case, step: number, who, done } = tick;
        loop {
            let known = self.case(student, case).await?.ok_or(Refusal::NoSuchCase)?.case;
            let step = step_of(&known, number, who).ok_or(Refusal::NoSuchCase)?;
            let event = match (done, step.state) {
                (true, StepState::Done(_)) | (false, StepState::Open) => return Ok(()),
                (true, _) => Event::StepDone { step: number },
                (false, state) if is_undoable(state, self.clock.now()) => {
                    Event::StepReopened { step: number }
                }
                (false, _) => return Err(Refusal::Case(Refused::NoSuchStep).into()),
            };
            let by = match who {
                Doer::Student => Author::Student,
                Doer::Staff(staff) => Author::Staff(staff),
            };
            let change = Change { student, case, seen: known.seq, by, event };
            match self.change_case(change).await {
                Err(Error::Refused(Refusal::CaseChanged { .. })) => {}
                done => return done.map(|_| ()),
            }
        }
    }
}

/// A step of a case, if it is theirs.
pub fn step_of(case: &Case, number: u16, who: Doer) -> Option<&Step> {
    case.step(number).filter(|step| step.who == who)
}

/// Can whoever ticked it off still take that back?
pub fn is_undoable(state: StepState, now: Instant) -> bool {
    matches!(state, StepState::Done(at) if now <= at + HOUR)
}
