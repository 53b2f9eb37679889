//! The kinds of fact, each with its name and its causal rank.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $rank:literal;)+) => {
        /// What kind of thing happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $variant),+ }

        impl Kind {
            /// Every kind, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name, as stored and as written in files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Causes before effects: the order within one second.
            pub const fn rank(self) -> u8 {
                match self { $(Self::$variant => $rank),+ }
            }
        }
    };
}

kinds! {
    /// A first question from someone who is not enrolled yet.
    Enquired = "enquired", 0;
    /// A programme was talked through with them.
    Oriented = "oriented", 1;
    /// They enrolled in a programme.
    Enrolled = "enrolled", 2;
    /// The work and projects that this enrolment plans, with due dates.
    Planned = "planned", 3;
    /// They came back to an enrolment they had left.
    Reenrolled = "reenrolled", 4;
    /// An advisor became theirs.
    AdvisorAssigned = "advisor_assigned", 5;
    /// The advisor is no longer theirs.
    AdvisorEnded = "advisor_ended", 4;
    /// A mentor became theirs.
    MentorAssigned = "mentor_assigned", 5;
    /// The mentor is no longer theirs.
    MentorEnded = "mentor_ended", 4;
    /// A leave was agreed for later.
    LeavePlanned = "leave_planned", 6;
    /// A leave began.
    Paused = "paused", 7;
    /// They resumed before or without an agreed end.
    Resumed = "resumed", 8;
    /// Activity on the course site over a period.
    Activity = "activity", 10;
    /// A piece of work was handed in, marked or not yet.
    Submitted = "submitted", 11;
    /// A project or item was completed.
    Completed = "completed", 14;
    /// A defence has a date.
    DefenceScheduled = "defence_scheduled", 12;
    /// A jury judged a defence.
    DefenceJudged = "defence_judged", 13;
    /// A mentoring session has a date.
    SessionBooked = "session_booked", 15;
    /// What became of a session.
    SessionRecorded = "session_recorded", 16;
    /// The student rated a session.
    SessionRated = "session_rated", 17;
    /// The student wrote to the school.
    MessageIn = "message_in", 18;
    /// The school wrote to the student.
    MessageOut = "message_out", 19;
    /// A telephone or video call, answered or not.
    Call = "call", 19;
    /// They met.
    Meeting = "meeting", 19;
    /// Somebody wrote a note.
    Noted = "noted", 20;
    /// "Come back to it on …".
    Snoozed = "snoozed", 20;
    /// Somebody promised the student something.
    PromiseMade = "promise_made", 20;
    /// A promise was kept.
    PromiseKept = "promise_kept", 21;
    /// The student posted in the community.
    CommunityPost = "community_post", 18;
    /// Somebody is worried about the student.
    ConcernRaised = "concern_raised", 18;
    /// A need that was said in words.
    NeedStated = "need_stated", 19;
    /// A diploma was awarded.
    Diploma = "diploma", 22;
    /// Somebody celebrated something with them.
    Congratulated = "congratulated", 23;
    /// They started to look for a job.
    SearchStarted = "search_started", 24;
    /// They applied for a job.
    Application = "application", 25;
    /// A job interview has a date.
    Interview = "interview", 26;
    /// They got an offer.
    Offer = "offer", 27;
    /// They were hired.
    Hired = "hired", 28;
    /// Somebody asked how the job is going.
    CheckedIn = "checked_in", 29;
    /// They left a job.
    LeftJob = "left_job", 30;
    /// They became an ambassador of the school.
    Ambassador = "ambassador", 31;
    /// They left the programme.
    Withdrawn = "withdrawn", 32;
    /// A computed value entered the journey (dated and versioned).
    Observed = "observed", 33;
    /// A fact is said to be wrong.
    Disputed = "disputed", 34;
    /// A fact was taken back by its source.
    Retracted = "retracted", 35;
    /// The student asked something, and was told by when it is answered.
    QuestionAsked = "question_asked", 19;
    /// Somebody wants to write or call again, unless the student answers.
    FollowUpSet = "follow_up_set", 20;
    /// Somebody read what the student wrote: it waits for no answer.
    NoAnswerDue = "no_answer_due", 20;
}

impl Kind {
    /// The kind with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kinds(pub u64);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// Every kind.
    pub const ALL: Self = Self(u64::MAX);

    /// A set from a list.
    pub const fn of(kinds: &[Kind]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < kinds.len() {
            bits |= 1 << kinds[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// Is this kind in the set?
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Are all kinds of `other` in the set?
    pub const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Have the two sets a kind in common?
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds in the set.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |&kind| self.has(kind))
    }
}

impl fmt::Debug for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::NONE, |set, kind| set.union(Self::of(&[kind])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_fits_the_set_and_has_its_own_name() {
        assert!(Kind::ALL.len() <= 64);
        for &kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
            assert!(Kinds::of(&[kind]).has(kind));
        }
    }
}
