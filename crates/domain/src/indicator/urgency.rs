//! How urgent an indicator is, and what kind of contact it asks for.

use serde::{Deserialize, Serialize};

macro_rules! names {
    ($name:ident: $($variant:ident = $word:literal),+) => {
        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable word, as written in files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value with this stable word.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}
pub(crate) use names;

/// How urgent it is to act, ascending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good news, or simply worth a word.
    Info,
    /// To keep an eye on.
    Watch,
    /// To act upon.
    Act,
    /// To act upon today.
    Urgent,
    /// Danger was stated: above everything.
    Danger,
}

names! { Severity: Info = "info", Watch = "watch", Act = "act", Urgent = "urgent", Danger = "danger" }

/// The kind of contact an indicator asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Saying welcome.
    Welcome,
    /// Answering a call for help.
    Help,
    /// Talking about an obstacle or a failed defence.
    Obstacle,
    /// Finding another mentor.
    MentorChange,
    /// Checking in.
    CheckIn,
    /// Answering in writing.
    Answer,
    /// Keeping a promise.
    Promise,
    /// Congratulating.
    Congratulation,
    /// Talking about the job search.
    JobSearch,
    /// Preparing a return.
    Return,
}

names! { Task:
    Welcome = "welcome", Help = "help", Obstacle = "obstacle", MentorChange = "mentor_change",
    CheckIn = "check_in", Answer = "answer", Promise = "promise",
    Congratulation = "congratulation", JobSearch = "job_search", Return = "return"
}

impl Task {
    /// Minutes it takes, note included, until the school's own medians are known.
    pub const fn minutes(self) -> u16 {
        match self {
            Self::MentorChange => 40,
            Self::Welcome | Self::Help | Self::JobSearch => 30,
            Self::Obstacle => 25,
            Self::Promise | Self::Return => 15,
            Self::CheckIn | Self::Congratulation => 10,
            Self::Answer => 8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_again() {
        for &severity in Severity::ALL {
            assert_eq!(Severity::from_name(severity.name()), Some(severity));
        }
        for &task in Task::ALL {
            assert_eq!(Task::from_name(task.name()), Some(task));
        }
    }

    #[test]
    fn danger_is_above_everything() {
        assert!(Severity::ALL.is_sorted());
        assert_eq!(Severity::ALL.iter().max(), Some(&Severity::Danger));
    }
}
