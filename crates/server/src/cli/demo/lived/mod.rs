//! Conversations of the simulated school, told as they were lived: turn after
//! turn, on their days, through the functions that the pages use.
//!
//! Each hangs on something that happened to somebody in the simulation: a
//! defence to rework, a return, a contract. Whoever it is told of is held back
//! from the import and lives through their months at a clock that moves, so
//! that their signals rang and ceased when they would have.

mod choose;
mod live;
mod words;

use serde::Deserialize;
use vigie_domain::fact::{Payload, SessionOutcome, Verdict};
use vigie_domain::ids::Key;

pub(super) use choose::{Cast, cast};
pub(super) use live::live;
pub(super) use words::working_days_after;

use crate::app::{Error, Result};

/// One file for each stretch of a journey.
const BOOKS: [&str; 5] = [
    include_str!("arriving.toml"),
    include_str!("studying.toml"),
    include_str!("defending.toml"),
    include_str!("working.toml"),
    include_str!("returning.toml"),
];

/// What a conversation hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Anchor {
    /// Nothing but the day itself, counted back from today.
    Day,
    Enquired,
    Enrolled,
    MentorGiven,
    /// A session that took place.
    Held,
    /// A session written down as missed by the student.
    Missed,
    ToRework,
    Validated,
    Paused,
    Resumed,
    Diploma,
    SearchStarted,
    Interview,
    Hired,
    LeftJob,
}

impl Anchor {
    fn is(self, payload: &Payload) -> bool {
        match (self, payload) {
            (Self::Enquired, Payload::Enquired(_))
            | (Self::Enrolled, Payload::Enrolled(_))
            | (Self::MentorGiven, Payload::MentorAssigned(_))
            | (Self::Paused, Payload::Paused(_))
            | (Self::Resumed, Payload::Resumed(_))
            | (Self::Diploma, Payload::Diploma(_))
            | (Self::SearchStarted, Payload::SearchStarted(_))
            | (Self::Interview, Payload::Interview(_))
            | (Self::Hired, Payload::Hired(_))
            | (Self::LeftJob, Payload::LeftJob(_)) => true,
            (Self::Held, Payload::SessionRecorded(b)) => b.outcome == SessionOutcome::Held,
            (Self::Missed, Payload::SessionRecorded(b)) => {
                b.outcome == SessionOutcome::StudentAbsent
            }
            (Self::ToRework, Payload::DefenceJudged(b)) => b.verdict == Verdict::ToRework,
            (Self::Validated, Payload::DefenceJudged(b)) => b.verdict == Verdict::Validated,
            _ => false,
        }
    }
}

/// One conversation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    anchor: Anchor,
    /// What has to have happened next; turns may hang on it.
    then: Option<Anchor>,
    /// Where in their journey they are all the while.
    phase: Option<Key>,
    language: Key,
    #[serde(default)]
    tu: bool,
    woman: Option<bool>,
    #[serde(default)]
    ages: Vec<Key>,
    #[serde(default)]
    programmes: Vec<Key>,
    /// The anchor was at least, and at most, so many days ago.
    ago: (i64, i64),
    /// Somebody stands in for their advisor meanwhile.
    #[serde(default)]
    stand_in: bool,
    turns: Vec<Turn>,
}

/// Something said or done.
#[derive(Debug, Deserialize)]
struct Turn {
    /// Working days after the turn before, or after what the story hangs on.
    #[serde(default)]
    after: u32,
    /// Counted from what had to happen next.
    #[serde(default)]
    then: bool,
    /// Hour and minute.
    at: String,
    #[serde(flatten)]
    what: What,
    /// What is promised with it.
    promise: Option<String>,
    /// Working days until the promise or the step is due, or the message leaves.
    #[serde(default)]
    due: u32,
    /// At which hour and minute the message leaves.
    leaves: Option<String>,
    /// Working days until it is taken up again.
    snooze: Option<u32>,
    /// Working days until it is taken up again unless they answer.
    follow_up: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// The student asks, and is told who answers, and by when.
    Asks(String),
    /// The student writes and waits for an answer.
    Writes(String),
    /// The student writes, and wants no answer.
    Tells(String),
    Mails(String),
    Texts(String),
    /// "Call me".
    WantsCall(String),
    Replies(String),
    Emails(String),
    /// They spoke; what was noted.
    Called(String),
    /// Nobody answered; what was noted, if anything.
    Missed(String),
    Voicemail(String),
    Met(String),
    Notes(String),
    /// A message that leaves later.
    Later(String),
    /// The last promise is kept.
    Kept(bool),
    /// A celebration, with what was written.
    Diploma(String),
    Job(String),
    Step(String),
    /// The student says that what the story hangs on is wrong.
    Disputes(String),
    /// The school's own records are put right.
    Corrected(bool),
    /// A case, with the goal in the student's words, if they said one.
    Opens(String),
    /// A step for the student; one for the advisor; its number when done.
    Theirs(String),
    Ours(String),
    Done(u16),
    CaseNote(String),
    /// Somebody else follows them from here on; why.
    HandsOver(String),
    /// Asked whether it is settled, once the facts say so, they answer.
    Settled(String),
    Unsettled(String),
    Closes(bool),
    Reopens(String),
}

impl What {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Asks(text)
            | Self::Writes(text)
            | Self::Tells(text)
            | Self::Mails(text)
            | Self::Texts(text)
            | Self::WantsCall(text)
            | Self::Replies(text)
            | Self::Emails(text)
            | Self::Called(text)
            | Self::Missed(text)
            | Self::Voicemail(text)
            | Self::Met(text)
            | Self::Notes(text)
            | Self::Later(text)
            | Self::Diploma(text)
            | Self::Job(text)
            | Self::Step(text)
            | Self::Disputes(text)
            | Self::Opens(text)
            | Self::Theirs(text)
            | Self::Ours(text)
            | Self::CaseNote(text)
            | Self::HandsOver(text)
            | Self::Settled(text)
            | Self::Unsettled(text)
            | Self::Reopens(text) => Some(text),
            Self::Kept(_) | Self::Corrected(_) | Self::Done(_) | Self::Closes(_) => None,
        }
    }
}

impl Story {
    /// Is this name of something replaced in one of its texts?
    fn names(&self, what: &str) -> bool {
        let texts = |turn: &Turn| {
            turn.what.text().is_some_and(|text| text.contains(what))
                || turn.promise.as_deref().is_some_and(|text| text.contains(what))
        };
        self.turns.iter().any(texts)
    }
}

/// Every conversation that was written.
pub(super) fn stories() -> Result<Vec<Story>> {
    #[derive(Deserialize)]
    struct Book {
        conversation: Vec<Story>,
    }
    let mut all = Vec::new();
    for book in BOOKS {
        let book: Book = toml::from_str(book)
            .map_err(|error| Error::Input(format!("the conversations of the demo: {error}")))?;
        all.extend(book.conversation);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn there_are_thirty_conversations_of_four_to_twelve_turns_in_two_languages() {
        let stories = stories().unwrap();
        assert!(stories.len() >= 30, "{}", stories.len());
        for story in &stories {
            assert!((4..=12).contains(&story.turns.len()), "{:?}", story.turns[0]);
        }
        let english = stories.iter().filter(|story| story.language == "en").count();
        assert!((8..stories.len() / 2).contains(&english), "{english}");
    }

    #[test]
    fn nothing_is_said_twice() {
        let stories = stories().unwrap();
        let mut seen = HashSet::new();
        for turn in stories.iter().flat_map(|story| &story.turns) {
            if let Some(text) = turn.what.text().filter(|text| !text.is_empty()) {
                assert!(seen.insert(text), "{text}");
            }
        }
    }

    #[test]
    fn a_promise_is_kept_only_after_one_was_made() {
        for story in stories().unwrap() {
            let mut open = false;
            for turn in &story.turns {
                assert!(!matches!(turn.what, What::Kept(_)) || open, "{turn:?}");
                open = (open && !matches!(turn.what, What::Kept(_))) || turn.promise.is_some();
            }
        }
    }
}
