//! A model: a calibrated mix that says a probability, and why.

use serde::{Deserialize, Serialize};

use crate::family::Family;
use crate::learn::odds::sigmoid;
use crate::learn::{Calibration, Mix};
use crate::table::{Heading, Table};

/// What is learned for one day of study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Log-odds from columns.
    pub mix: Mix,
    /// Probabilities from log-odds.
    pub calibration: Calibration,
}

/// Why a probability is what it is. All in log-odds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The probability that is explained.
    pub probability: f64,
    /// Where everybody starts: the mean of training.
    pub usual: f64,
    /// Each column's part, in the order of the model's headings.
    pub parts: Vec<f64>,
    /// The same by family, strongest first.
    pub families: Vec<(Family, f64)>,
}

impl Model {
    /// The columns it reads.
    pub fn headings(&self) -> &[Heading] {
        &self.mix.headings
    }

    /// The probability of one row in the order of [`Self::headings`].
    pub fn probability(&self, row: &[f64]) -> f64 {
        self.calibration.probability(self.mix.score(row))
    }

    /// The probabilities of a table with any columns.
    pub fn probabilities(&self, table: &Table) -> Vec<f64> {
        let scores = self.mix.scores(table);
        scores.into_iter().map(|score| self.calibration.probability(score)).collect()
    }

    /// Explains one row: `usual` and the parts add up to the log-odds of the
    /// probability, exactly.
    pub fn explain(&self, row: &[f64]) -> Explanation {
        let (mean, mut parts) = self.mix.explain(row);
        for part in &mut parts {
            *part *= self.calibration.slope;
        }
        let usual = self.calibration.log_odds(mean);
        let probability = sigmoid(usual + parts.iter().sum::<f64>());
        let sum_of = |family: Family| -> f64 {
            let of_family = self.headings().iter().zip(&parts);
            of_family.filter(|(heading, _)| heading.family == family).map(|(_, part)| part).sum()
        };
        let mut families: Vec<(Family, f64)> =
            Family::ALL.into_iter().map(|family| (family, sum_of(family))).collect();
        families.retain(|(_, part)| *part != 0.0);
        families.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        Explanation { probability, usual, parts, families }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Recipe;
    use crate::learn::tests::{examples, table};

    fn model() -> (Model, Table) {
        let (table, truths) = table(300);
        let mix = Mix::learn(&examples(&table, &truths), &Recipe::default(), 3).unwrap();
        (Model { mix, calibration: Calibration { slope: 0.8, shift: -0.2 } }, table)
    }

    #[test]
    fn the_explanation_adds_up_to_the_probability() {
        let (model, table) = model();
        let table = table.project(model.headings());
        let mut row = Vec::new();
        table.read_row(17, &mut row);
        let explained = model.explain(&row);
        assert!((explained.probability - model.probability(&row)).abs() < 1e-9);
    }

    #[test]
    fn the_families_share_out_all_parts() {
        let (model, _) = model();
        let explained = model.explain(&[250.0, 4.0]);
        let families: f64 = explained.families.iter().map(|(_, part)| part).sum();
        assert!((families - explained.parts.iter().sum::<f64>()).abs() < 1e-9);
    }

    #[test]
    fn one_row_and_a_table_say_the_same() {
        let (model, table) = model();
        let of_table = model.probabilities(&table);
        let mut row = Vec::new();
        table.project(model.headings()).read_row(5, &mut row);
        assert!((of_table[5] - model.probability(&row)).abs() < 1e-12);
    }
}
