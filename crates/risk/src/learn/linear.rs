//! A linear model over spread columns.
//!
//! Each column gives its score, the square of it (so that "too little" and
//! "too much" can both count) and, where it is sometimes missing, whether it
//! is.

use serde::{Deserialize, Serialize};

use super::Examples;
use super::logistic::{self, Design};
use super::spread::Spread;

/// What one column of the table becomes, and what each part counts for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Term {
    /// Which column of the table.
    pub(super) column: usize,
    pub(super) spread: Spread,
    /// Coefficients of score, square, missing; 0 where there is no such part.
    coefficients: [f64; 3],
    /// Means of the three in training.
    means: [f64; 3],
}

/// A regularised logistic regression.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    pub(super) intercept: f64,
    pub(super) terms: Vec<Term>,
}

impl Term {
    fn parts(&self, value: f64) -> [f64; 3] {
        if value.is_nan() {
            return [0.0, 0.0, 1.0];
        }
        let score = self.spread.score(value);
        [score, score * score - 1.0, 0.0]
    }

    /// What a known value of this score adds to the log-odds.
    pub(super) fn worth(&self, score: f64) -> f64 {
        self.coefficients[0] * score + self.coefficients[1] * (score * score - 1.0)
    }

    /// What a missing value adds.
    pub(super) const fn worth_missing(&self) -> f64 {
        self.coefficients[2]
    }

    /// Which of the parts there are.
    fn has(&self) -> [bool; 3] {
        [true, self.spread.is_graded(), self.spread.tells_missing()]
    }
}

impl Linear {
    /// Learns from examples with this ridge.
    pub fn learn(examples: &Examples<'_>, ridge: f64) -> Self {
        let columns = examples.table.columns();
        let mut terms: Vec<Term> = columns
            .iter()
            .enumerate()
            .map(|(column, values)| Term {
                column,
                spread: Spread::learn(values),
                coefficients: [0.0; 3],
                means: [0.0; 3],
            })
            .filter(|term| term.spread.is_useful())
            .collect();
        let places: Vec<(usize, usize)> = terms
            .iter()
            .enumerate()
            .flat_map(|(term, known)| {
                (0..3).filter(move |part| known.has()[*part]).map(move |part| (term, part))
            })
            .collect();
        let rows = examples.table.rows();
        let width = places.len();
        let mut design = Design { rows: vec![0.0; rows * width], width };
        for (place, &(term, part)) in places.iter().enumerate() {
            let known = &terms[term];
            for (row, value) in columns[known.column].iter().enumerate() {
                design.rows[row * width + place] = known.parts(*value)[part];
            }
        }
        let found = logistic::fit(&design, examples.truths, examples.weights, ridge);
        for (place, &(term, part)) in places.iter().enumerate() {
            terms[term].coefficients[part] = found[place + 1];
            terms[term].means[part] = mean(&design, place);
        }
        Self { intercept: found[0], terms }
    }

    /// Lets what a column says count `times` as much, leaving the mean of all
    /// examples as it is.
    pub(super) fn amplify(&mut self, column: usize, times: f64) {
        for term in self.terms.iter_mut().filter(|term| term.column == column) {
            for (coefficient, mean) in term.coefficients.iter_mut().zip(&term.means) {
                self.intercept -= *coefficient * (times - 1.0) * mean;
                *coefficient *= times;
            }
        }
    }

    /// Log-odds of one row.
    pub fn score(&self, row: &[f64]) -> f64 {
        let mut sum = 0.0;
        for term in &self.terms {
            let value = row.get(term.column).copied().unwrap_or(f64::NAN);
            sum += if value.is_nan() {
                term.worth_missing()
            } else {
                term.worth(term.spread.score(value))
            };
        }
        self.intercept + sum
    }

    /// Does every term read a column below `width`, by a sound spread?
    pub fn is_sound(&self, width: usize) -> bool {
        self.terms.iter().all(|term| term.column < width && term.spread.is_sound())
            && self.terms.is_sorted_by(|a, b| a.column < b.column)
    }

    /// Adds `scale` × each column's distance from the mean of training to
    /// `parts`, and returns `scale` × the mean. Both together are `scale` ×
    /// [`Self::score`]: for a linear model these are the Shapley values of
    /// columns told one by one.
    pub fn explain(&self, row: &[f64], scale: f64, parts: &mut [f64]) -> f64 {
        let mut mean = self.intercept;
        for term in &self.terms {
            let value = row.get(term.column).copied().unwrap_or(f64::NAN);
            let told = term.parts(value);
            for ((told, by), usual) in told.iter().zip(&term.coefficients).zip(&term.means) {
                mean += by * usual;
                if let Some(part) = parts.get_mut(term.column) {
                    *part += scale * by * (told - usual);
                }
            }
        }
        scale * mean
    }
}

fn mean(design: &Design, place: usize) -> f64 {
    let values = design.rows.iter().skip(place).step_by(design.width.max(1));
    let (mut sum, mut count) = (0.0, 0.0_f64);
    for value in values {
        sum += value;
        count += 1.0;
    }
    sum / count.max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::tests::{examples, table};

    #[test]
    fn the_parts_and_the_mean_are_the_score() {
        let (table, truths) = table(200);
        let linear = Linear::learn(&examples(&table, &truths), 1.0);
        let mut row = Vec::new();
        for place in [0, 7, 50] {
            table.read_row(place, &mut row);
            let mut parts = vec![0.0; row.len()];
            let mean = linear.explain(&row, 0.5, &mut parts);
            let sum = mean + parts.iter().sum::<f64>();
            assert!((sum - 0.5 * linear.score(&row)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_column_that_orders_the_examples_is_found() {
        let (table, truths) = table(200);
        let linear = Linear::learn(&examples(&table, &truths), 1.0);
        assert!(linear.score(&[190.0, 0.0, 1.0]) > linear.score(&[10.0, 0.0, 1.0]) + 1.0);
    }

    #[test]
    fn constant_and_empty_columns_are_left_out() {
        let (table, truths) = table(200);
        let linear = Linear::learn(&examples(&table, &truths), 1.0);
        assert_eq!(linear.terms.iter().map(|term| term.column).collect::<Vec<_>>(), [0, 1]);
    }
}
