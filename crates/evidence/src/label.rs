//! How an enrolment ended: what a list or a model is measured against.

use serde::{Deserialize, Serialize};

/// How an enrolment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// With the diploma.
    Completed,
    /// To the end, and not validated.
    NotValidated,
    /// Left on the way.
    Left,
}

impl Label {
    /// The label behind OULAD's `final_result`; `None` for another word.
    pub fn from_final_result(word: &str) -> Option<Self> {
        match word {
            "Pass" | "Distinction" => Some(Self::Completed),
            "Fail" => Some(Self::NotValidated),
            "Withdrawn" => Some(Self::Left),
            _ => None,
        }
    }

    /// Is it what an early contact hopes to turn?
    pub const fn is_rupture(self) -> bool {
        matches!(self, Self::NotValidated | Self::Left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failing_and_leaving_are_ruptures_and_passing_is_not() {
        let ruptures = ["Pass", "Distinction", "Fail", "Withdrawn"]
            .map(|word| Label::from_final_result(word).is_some_and(Label::is_rupture));
        assert_eq!(ruptures, [false, false, true, true]);
    }

    #[test]
    fn an_unknown_word_is_no_label() {
        assert_eq!(Label::from_final_result("Deferred"), None);
    }
}
