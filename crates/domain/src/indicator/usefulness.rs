//! What contacts said of the signals that led to them.

use serde::{Deserialize, Serialize};

use super::urgency::names;

/// What one contact said of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It helped.
    Helped,
    /// There was no need.
    NotNeeded,
    /// What it rests on is not so.
    WrongData,
}

names! { Verdict: Helped = "helped", NotNeeded = "not_needed", WrongData = "wrong_data" }

/// How often each was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usefulness {
    /// It helped.
    pub helped: u64,
    /// There was no need.
    pub not_needed: u64,
    /// What it rests on is not so.
    pub wrong_data: u64,
}

impl Usefulness {
    /// So many more contacts said this.
    pub fn add(&mut self, verdict: Verdict, contacts: u64) {
        let count = match verdict {
            Verdict::Helped => &mut self.helped,
            Verdict::NotNeeded => &mut self.not_needed,
            Verdict::WrongData => &mut self.wrong_data,
        };
        *count += contacts;
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            helped: self.helped + other.helped,
            not_needed: self.not_needed + other.not_needed,
            wrong_data: self.wrong_data + other.wrong_data,
        }
    }

    /// How many contacts said anything.
    pub fn said(self) -> u64 {
        self.helped + self.not_needed + self.wrong_data
    }

    /// Share of those that said it helped, 0 to 1; `None`: nothing was said.
    pub fn useful_share(self) -> Option<f64> {
        share(self.helped, self.said())
    }

    /// Share of those that set the signal aside: no need, or wrong data.
    pub fn override_rate(self) -> Option<f64> {
        share(self.not_needed + self.wrong_data, self.said())
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody writes 2⁵³ contacts")]
fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_was_said_there_is_no_share() {
        assert_eq!(Usefulness::default().useful_share(), None);
        assert_eq!(Usefulness::default().override_rate(), None);
    }

    #[test]
    fn whatever_did_not_help_is_an_override() {
        let mut said = Usefulness::default();
        for (verdict, contacts) in
            [(Verdict::Helped, 5), (Verdict::NotNeeded, 2), (Verdict::WrongData, 1)]
        {
            said.add(verdict, contacts);
        }
        assert_eq!((said.useful_share(), said.override_rate()), (Some(0.625), Some(0.375)));
    }
}
