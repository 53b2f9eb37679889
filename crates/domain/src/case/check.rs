//! What may happen next in a case.

use super::{Case, Event, Heard, Reason, Stage, StepState, Terms};
use crate::time::{DAY, Instant, Span};

/// What the facts say when somebody wants to change a case.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Now.
    pub at: Instant,
    /// Do the metrics say that the student is back?
    pub back: bool,
    /// What was heard of the student since the case was opened, or opened again.
    pub heard: Heard,
    /// Is another case of theirs open?
    pub another_open: bool,
    /// When a case may end.
    pub terms: Terms,
}

/// Why something cannot happen in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It has ended.
    #[error("this case is closed; open it again first")]
    Closed,
    /// It goes on.
    #[error("this case is open")]
    Open,
    /// Another case of this student is open: one is enough.
    #[error("another case of this student is open: go on there")]
    AnotherOpen,
    /// No such step is to be done, or to be done again.
    #[error("no such step is to be done, or to be done again")]
    NoSuchStep,
    /// The student was not asked, or has answered.
    #[error("the student is not asked whether it is settled")]
    NotAsked,
    /// The student was asked already.
    #[error("the student was asked already")]
    Asked,
    /// The metrics do not say that the student is back.
    #[error("the facts do not say yet that the student is back")]
    NotBack,
    /// The student has not said that it is settled.
    #[error("the student has not said that it is settled")]
    NotSaid,
    /// Nothing was heard of the student since the case was opened.
    #[error("nobody has heard from the student since this case was opened")]
    NotHeard,
    /// Too few attempts to speak of lost contact.
    #[error(
        "contact is lost after {} attempts on {} channels over {} days; so far {attempts} on {channels} over {days}",
        .terms.lost_attempts, .terms.lost_channels, .terms.lost_days
    )]
    NotLost {
        /// Attempts so far.
        attempts: u16,
        /// On so many channels.
        channels: u8,
        /// Whole days from the first to the last.
        days: u16,
        /// What it takes.
        terms: Terms,
    },
    /// Work was done in it already.
    #[error("this case is followed: say how it ended")]
    Followed,
}

impl Refused {
    /// The stable word by which a page finds its own sentence.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Closed => "case-closed",
            Self::Open => "case-open",
            Self::AnotherOpen => "case-another-open",
            Self::NoSuchStep => "no-such-step",
            Self::NotAsked => "not-asked",
            Self::Asked => "asked-already",
            Self::NotBack => "not-back",
            Self::NotSaid => "not-said",
            Self::NotHeard => "not-heard",
            Self::NotLost { .. } => "not-lost",
            Self::Followed => "followed",
        }
    }
}

impl Case {
    /// May this happen next? Also decides what a loss of contact is: the
    /// attempts are counted from the facts, whatever the event says.
    pub fn check(&self, event: Event, known: &Known) -> Result<Event, Refused> {
        match event {
            Event::Opened { .. } => return Err(Refused::Open),
            Event::Reopened { .. } if self.is_open() => return Err(Refused::Open),
            Event::Reopened { .. } if known.another_open => return Err(Refused::AnotherOpen),
            Event::Reopened { .. } => return Ok(event),
            _ if !self.is_open() => return Err(Refused::Closed),
            Event::StepDone { step } | Event::StepDropped { step } => {
                let open = self.step(step).is_some_and(|step| step.state == StepState::Open);
                open.then_some(()).ok_or(Refused::NoSuchStep)?;
            }
            Event::StepReopened { step } => {
                let ended = self.step(step).is_some_and(|step| step.state != StepState::Open);
                ended.then_some(()).ok_or(Refused::NoSuchStep)?;
            }
            Event::ClosingProposed { .. } if !known.back => return Err(Refused::NotBack),
            Event::ClosingProposed { .. } if self.stage != Stage::Open => {
                return Err(Refused::Asked);
            }
            Event::Answered { .. } if !matches!(self.stage, Stage::Asked(_)) => {
                return Err(Refused::NotAsked);
            }
            Event::Closed { reason } => {
                let reason = self.ending(reason, known)?;
                return Ok(Event::Closed { reason });
            }
            _ => {}
        }
        Ok(event)
    }

    fn ending(&self, reason: Reason, known: &Known) -> Result<Reason, Refused> {
        let Known { at, back, heard, terms, .. } = *known;
        match reason {
            Reason::Back if !matches!(self.stage, Stage::Settled(_)) => Err(Refused::NotSaid),
            Reason::Back if !back => Err(Refused::NotBack),
            Reason::Job { .. } | Reason::StoppedWell if !heard.answered => Err(Refused::NotHeard),
            Reason::LostContact { .. } => {
                let Heard { attempts, channels, .. } = heard;
                let days = u16::try_from(heard.span.whole_days()).unwrap_or(u16::MAX);
                let lost = attempts >= terms.lost_attempts
                    && channels >= terms.lost_channels
                    && days >= terms.lost_days;
                if lost {
                    Ok(Reason::LostContact { attempts, channels })
                } else {
                    Err(Refused::NotLost { attempts, channels, days, terms })
                }
            }
            Reason::Mistake if !self.is_untouched() || at.since(self.opened_at) > DAY => {
                Err(Refused::Followed)
            }
            reason => Ok(reason),
        }
    }

    fn is_untouched(&self) -> bool {
        self.steps.is_empty() && self.notes.is_empty() && self.stage == Stage::Open
    }
}

impl Known {
    /// Nothing is known but the hour.
    pub fn nothing(at: Instant) -> Self {
        let heard = Heard { attempts: 0, channels: 0, span: Span(0), answered: false };
        Self { at, back: false, heard, another_open: false, terms: Terms::default() }
    }
}
