//! What happens in a case: events, each written once and never altered.

use serde::{Deserialize, Serialize};

use super::summary::Summary;
use crate::ids::{FactId, Key, StaffId};
use crate::indicator::urgency::names;
use crate::time::Instant;

/// Something that happened in a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The case begins. The first event, and only the first.
    Opened {
        /// What led to it.
        origin: Origin,
        /// What rang then: the case is about these indicators.
        signals: Vec<Key>,
        /// Who follows it.
        owner: StaffId,
    },
    /// What the student wants, in their own words.
    GoalSaid {
        /// The words.
        words: String,
    },
    /// Somebody joins the care team, or takes another part in it.
    Joined {
        /// Who.
        who: StaffId,
        /// As what.
        part: Part,
    },
    /// Somebody leaves the care team.
    Left {
        /// Who.
        who: StaffId,
    },
    /// A step was agreed; steps are numbered from 1 in this order.
    StepAgreed {
        /// What is to be done.
        what: String,
        /// By whom.
        who: Doer,
        /// For when.
        due: Instant,
    },
    /// A step was done.
    StepDone {
        /// Its number.
        step: u16,
    },
    /// A step no longer makes sense.
    StepDropped {
        /// Its number.
        step: u16,
    },
    /// A step that was done, or no longer made sense, is to be done again.
    StepReopened {
        /// Its number.
        step: u16,
    },
    /// A note.
    Noted {
        /// The words.
        words: String,
        /// For whose eyes.
        sight: Sight,
    },
    /// Somebody else follows it from here on.
    HandedOver {
        /// To whom.
        to: StaffId,
        /// What whoever takes over should know, drawn from the facts.
        summary: Box<Summary>,
    },
    /// The metrics have said for long enough that the student is back: they
    /// are asked.
    ClosingProposed {
        /// Since when it has been quiet.
        quiet_since: Instant,
    },
    /// It rings again: the question is taken back.
    ProposalWithdrawn,
    /// The student's answer to "is it settled?".
    Answered {
        /// Is it?
        settled: bool,
        /// In their own words.
        words: Option<String>,
    },
    /// The end.
    Closed {
        /// Why.
        reason: Reason,
    },
    /// It goes on; all that was there is there.
    Reopened {
        /// Why.
        words: String,
    },
}

/// An event as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Its place: 1, 2, …
    pub seq: u32,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Author,
    /// What.
    pub event: Event,
}

/// Who wrote an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Author {
    /// A member of the team.
    Staff(StaffId),
    /// The student.
    Student,
    /// The program, because the facts say so.
    Facts,
}

/// What led to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// What rang.
    Signals,
    /// Somebody of the team thought so.
    Hand,
    /// Somebody was worried, and said so in this fact.
    Concern {
        /// The fact.
        fact: FactId,
        /// Whose worry it was.
        by: StaffId,
    },
    /// The student asked for it.
    Student,
}

/// Who does a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doer {
    /// The student.
    Student,
    /// A member of the team.
    Staff(StaffId),
}

/// The part that somebody takes in a care team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Teaches.
    Mentor,
    /// Helps with the job search.
    Career,
    /// Arranges what a disability asks for.
    Disability,
    /// Papers and money.
    Administration,
    /// Something else.
    Other,
}

names! { Part: Mentor = "mentor", Career = "career", Disability = "disability",
Administration = "administration", Other = "other" }

/// For whose eyes a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sight {
    /// The care team.
    Team,
    /// Advisors only.
    Advisors,
}

names! { Sight: Team = "team", Advisors = "advisors" }

/// Why a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The student is back: the metrics and the student say so.
    Back,
    /// A job was taken.
    Job {
        /// When they mean to come back, if they do.
        return_at: Option<Instant>,
    },
    /// They stopped, well: it was talked through.
    StoppedWell,
    /// No sign of them after real attempts.
    LostContact {
        /// How many.
        attempts: u16,
        /// On how many channels.
        channels: u8,
    },
    /// It should not have been opened.
    Mistake,
}

impl Reason {
    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Job { .. } => "job",
            Self::StoppedWell => "stopped_well",
            Self::LostContact { .. } => "lost_contact",
            Self::Mistake => "mistake",
        }
    }
}
