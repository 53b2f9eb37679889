//! A model card: what a model learned from, how well it did on people it had
//! not seen, for whom, and when it should no longer be believed (Mitchell et
//! al., Model Cards for Model Reporting, FAT* 2019). Who approved it stands
//! beside the model, not in it: a card says what is so, and approving is a
//! decision.

use serde::{Deserialize, Serialize};
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;
use vigie_evidence::fairness::Group;

use crate::drift::{Limits, Summary};
use crate::measure::{Interval, Intervals, Measures};
use crate::protected::Protected;
use crate::target::Target;
use crate::telling::Telling;

/// See the module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// What is foretold.
    pub target: Target,
    /// The first look, and the end of what was known.
    pub looked: (Instant, Instant),
    /// What it learned from.
    pub counts: Counts,
    /// The programmes that it learned to tell apart.
    pub programmes: Vec<Key>,
    /// Protected attributes that are columns all the same, why, and by whom.
    pub protected: Option<Protected>,
    /// Columns that tell a protected attribute strongly by themselves; none of
    /// them is a copy, unless the attribute was turned on.
    pub telling: Vec<Telling>,
    /// The same facts and seed give the same model.
    pub seed: u64,
    /// How it did on later people, intake by intake; the last one judges.
    pub judged: Vec<Judged>,
    /// The last of these by group, at the share that the team reaches.
    pub groups: Vec<GroupLine>,
    /// Share of people that the team reaches, by which groups were measured.
    pub reach: f64,
    /// Where that share is known from.
    pub reach_from: ReachFrom,
    /// From where on a drift is worth a look, or has to be looked at.
    pub limits: Limits,
    /// How each column was spread, in the order of the model's headings.
    pub columns: Vec<Summary>,
    /// How the probabilities were spread.
    pub probabilities: Summary,
}

/// Where the share of people whom the team can reach in a week is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReachFrom {
    /// Somebody said so.
    Said,
    /// From what the team did: people with whom somebody spoke or tried to, and
    /// people who were there, each counted once a week.
    Contacts {
        /// The last weeks that were counted.
        weeks: u16,
        /// People reached, added up over the weeks.
        reached: u64,
        /// People who were there, added up over the weeks.
        there: u64,
    },
    /// Nothing tells: one in ten.
    Assumed,
}

/// What a model learned from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Students there were, of whom some may have been drawn.
    pub there: u64,
    /// Students who were looked at and had a case.
    pub students: u64,
    /// Enrolments, or job guarantees.
    pub cases: u64,
    /// Looks at them.
    pub looks: u64,
    /// Looks after which the target came true.
    pub positives: u64,
    /// Looks left out, since nobody knows yet what comes of them.
    pub unsettled: u64,
}

/// How well later people were foreseen by a model without them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// When the first and the last of them began.
    pub began: (Instant, Instant),
    /// Looks at them.
    pub looks: u64,
    /// Looks after which the target came true.
    pub positives: u64,
    /// Name, value, 95 % interval over persons.
    pub figures: Vec<(Key, f64, Interval)>,
}

/// One group of one attribute; `None`: too small to be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupLine {
    /// E.g. `age_band`.
    pub attribute: Key,
    /// Its value.
    pub value: Key,
    /// The figures.
    pub figures: Option<Group>,
}

/// Measures with their intervals, by name.
pub fn figures(measures: &Measures, within: &Intervals) -> Vec<(Key, f64, Interval)> {
    let within = [
        within.auc_pr,
        within.auc_roc,
        within.brier,
        within.ece,
        within.recall_at_5,
        within.recall_at_10,
        within.recall_at_20,
    ];
    let figures = Measures::NAMES.into_iter().zip(measures.values()).zip(within);
    figures.map(|((name, value), within)| (Key::const_new(name), value, within)).collect()
}

impl Card {
    /// How it did on the latest people.
    pub fn last(&self) -> Option<&Judged> {
        self.judged.last()
    }
}

impl Judged {
    /// The figure of this name, with its interval.
    pub fn figure(&self, name: &str) -> Option<(f64, Interval)> {
        let known = self.figures.iter().find(|(known, ..)| known == name);
        known.map(|(_, value, interval)| (*value, *interval))
    }
}
