//! How good a list of probabilities is: order, calibration, and how sure we
//! are of the figures.
//!
//! Every figure is computed from one sorted list with a whole-number weight
//! per person, so that a bootstrap resample is nothing but other weights.

mod bootstrap;
mod calibration;
mod order;
mod paired;

pub use bootstrap::{Interval, Intervals, intervals};
pub use calibration::{BINS, Bin, Sums, bins, brier, expected_error};
pub use order::{area_under_precision_recall, area_under_roc, recall_at, tells};
pub use paired::{Compared, Pair, compare};

use serde::Serialize;

/// One person's probability, and what became of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Probability of the target, 0 to 1.
    pub probability: f64,
    /// Did it come true?
    pub positive: bool,
}

/// People in falling order of probability.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    people: Vec<Scored>,
    /// Who each of them is: somebody may be looked at more than once.
    persons: Vec<usize>,
}

impl Ranked {
    /// Sorts by falling probability; equals keep the order they came in.
    pub fn new(people: Vec<Scored>) -> Self {
        let mut ranked = Self::of_looks(people.into_iter().map(|one| (one, 0)).collect());
        ranked.persons = (0..ranked.people.len()).collect();
        ranked
    }

    /// The same, of people who may be looked at more than once: each look with
    /// a number of the person. Looks at one person are no independent
    /// witnesses, so [`intervals`] draws persons.
    pub fn of_looks(mut looks: Vec<(Scored, usize)>) -> Self {
        looks.sort_by(|a, b| b.0.probability.total_cmp(&a.0.probability));
        let (people, mut persons): (Vec<Scored>, Vec<usize>) = looks.into_iter().unzip();
        let mut known = persons.clone();
        known.sort_unstable();
        known.dedup();
        for person in &mut persons {
            *person = known.partition_point(|other| other < person);
        }
        Self { people, persons }
    }

    /// The people, most at risk first.
    pub fn people(&self) -> &[Scored] {
        &self.people
    }

    /// Everybody once.
    pub fn once(&self) -> Vec<u32> {
        vec![1; self.people.len()]
    }

    /// How many persons these are, at most; and who each of them is.
    fn persons(&self) -> (usize, &[usize]) {
        (self.persons.iter().max().map_or(0, |last| last + 1), &self.persons)
    }
}

/// The figures of one list. Undefined ones (no positive, nobody) are NaN.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measures {
    /// Area under the precision–recall curve, as average precision.
    pub auc_pr: f64,
    /// Area under the ROC curve.
    pub auc_roc: f64,
    /// Mean squared error of the probabilities.
    pub brier: f64,
    /// Expected calibration error over ten bins of equal width.
    pub ece: f64,
    /// Share of the positives among the 5 % most at risk.
    pub recall_at_5: f64,
    /// Share of the positives among the 10 % most at risk.
    pub recall_at_10: f64,
    /// Share of the positives among the 20 % most at risk.
    pub recall_at_20: f64,
}

impl Measures {
    /// How many figures there are.
    pub const COUNT: usize = 7;
    /// Their names, in the order of their declaration.
    pub const NAMES: [&str; Self::COUNT] =
        ["auc_pr", "auc_roc", "brier", "ece", "recall_at_5", "recall_at_10", "recall_at_20"];

    /// Measures a list.
    pub fn of(ranked: &Ranked) -> Self {
        Self::weighted(ranked, &ranked.once())
    }

    /// Measures a list in which each person counts as often as their weight says.
    pub fn weighted(ranked: &Ranked, weights: &[u32]) -> Self {
        Self {
            auc_pr: area_under_precision_recall(ranked, weights),
            auc_roc: area_under_roc(ranked, weights),
            brier: brier(ranked, weights),
            ece: expected_error(&bins(ranked, weights)),
            recall_at_5: recall_at(ranked, weights, 0.05),
            recall_at_10: recall_at(ranked, weights, 0.10),
            recall_at_20: recall_at(ranked, weights, 0.20),
        }
    }

    /// The figures in the order of their declaration.
    pub const fn values(&self) -> [f64; Self::COUNT] {
        [
            self.auc_pr,
            self.auc_roc,
            self.brier,
            self.ece,
            self.recall_at_5,
            self.recall_at_10,
            self.recall_at_20,
        ]
    }
}

#[cfg(test)]
pub(crate) fn ranked(people: &[(f64, bool)]) -> Ranked {
    Ranked::new(
        people.iter().map(|&(probability, positive)| Scored { probability, positive }).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_of_weight_two_counts_as_two_people() {
        let doubled = ranked(&[(0.9, true), (0.6, false), (0.6, false), (0.2, true)]);
        let single = ranked(&[(0.9, true), (0.6, false), (0.2, true)]);
        assert_eq!(Measures::of(&doubled), Measures::weighted(&single, &[1, 2, 1]));
    }

    #[test]
    fn an_empty_list_has_no_figures_and_does_not_fail() {
        assert!(Measures::of(&ranked(&[])).values().iter().all(|value| value.is_nan()));
    }
}
