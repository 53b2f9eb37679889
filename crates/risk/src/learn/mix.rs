//! Trees and a linear model, each saying log-odds, and their mean.
//!
//! Trees see steps and interactions, the line carries over to cohorts whose
//! calendar lies elsewhere; their errors differ, so the mean errs less than
//! either (ADR 9 has the figures).

use serde::{Deserialize, Serialize};

use super::boost::{self, Growth};
use super::{Examples, Fault, Forest, Linear, Scorer, shapley, varies};
use crate::table::{Heading, Table};

/// How a mix is learned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// How the trees are grown.
    pub growth: Growth,
    /// Ridge of the linear model, for each 1,000 examples of weight 1.
    pub ridge: f64,
    /// What the trees count for, 0 to 1; the line counts for the rest.
    pub trees_count: f64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            growth: Growth {
                trees: 120,
                forests: 3,
                rate: 0.06,
                depth: 5,
                leaves: 12,
                ridge: 10.0,
                least: 12.0,
                rows: 0.7,
                columns: 0.5,
            },
            ridge: 30.0,
            trees_count: 0.6,
        }
    }
}

/// The column that says which season an intake began in. With a handful of
/// intakes it names them: trees would learn each intake's habits by it. The
/// line, which can only move everybody of an intake together, reads it alone,
/// and what it says of it counts in full: the trees say nothing of it.
const SEASON: &str = "starts_in_month";
/// Of the line, so that hardly a line is not amplified without limit.
const LEAST_SHARE: f64 = 0.2;

/// A learned mix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mix {
    /// The columns it reads, in this order.
    pub headings: Vec<Heading>,
    pub(super) forest: Forest,
    pub(super) linear: Linear,
    trees_count: f64,
}

impl Mix {
    /// Learns from examples. Columns that tell nothing are left out.
    ///
    /// # Errors
    /// If there is nothing to learn from.
    pub fn learn(examples: &Examples<'_>, recipe: &Recipe, seed: u64) -> Result<Self, Fault> {
        examples.check()?;
        let useful: Vec<Heading> = examples
            .table
            .headings()
            .iter()
            .zip(examples.table.columns())
            .filter(|(_, column)| varies(column))
            .map(|(heading, _)| heading.clone())
            .collect();
        let table = examples.table.project(&useful);
        let examples = Examples { table: &table, ..*examples };
        let weight: f64 = examples.weights.iter().sum();
        let mut linear = Linear::learn(&examples, recipe.ridge * weight / 1_000.0);
        if let Some(season) = useful.iter().position(|heading| heading.name == SEASON) {
            linear.amplify(season, 1.0 / (1.0 - recipe.trees_count).max(LEAST_SHARE));
        }
        Ok(Self {
            forest: boost::grow(&recipe.growth, &examples, SEASON, seed)?,
            linear,
            headings: useful,
            trees_count: recipe.trees_count,
        })
    }

    /// Log-odds of one row in the order of [`Self::headings`].
    pub fn score(&self, row: &[f64]) -> f64 {
        self.mixed(self.forest.score(row), self.linear.score(row))
    }

    /// What trees and line say together.
    pub(super) fn mixed(&self, trees: f64, line: f64) -> f64 {
        self.trees_count * trees + (1.0 - self.trees_count) * line
    }

    /// Log-odds of each row of a table with any columns.
    pub fn scores(&self, table: &Table) -> Vec<f64> {
        Scorer::new(self).scores(table)
    }

    /// What each column adds to [`Self::score`], and the mean that none has.
    pub fn explain(&self, row: &[f64]) -> (f64, Vec<f64>) {
        let mut parts = vec![0.0; self.headings.len()];
        let of_trees = shapley::explain(&self.forest, row, &mut parts);
        for part in &mut parts {
            *part *= self.trees_count;
        }
        let of_line = self.linear.explain(row, 1.0 - self.trees_count, &mut parts);
        (self.trees_count * of_trees + of_line, parts)
    }

    /// Can it be used without reading outside itself?
    pub fn is_sound(&self) -> bool {
        let width = self.headings.len();
        self.trees_count.is_finite()
            && self.forest.is_sound(width)
            && self.linear.is_sound(width)
            && Scorer::new(self).is_exact()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::tests::{examples, heading, table};
    use crate::measure::{Measures, Ranked, Scored};

    fn quick() -> Recipe {
        let growth = Growth { trees: 20, forests: 2, ..Recipe::default().growth };
        Recipe { growth, ..Recipe::default() }
    }

    fn learned() -> (Mix, Table) {
        let (table, truths) = table(400);
        (Mix::learn(&examples(&table, &truths), &quick(), 1).unwrap(), table)
    }

    #[test]
    fn the_order_of_the_examples_is_found() {
        let (mix, table) = learned();
        let (_, truths) = super::super::tests::table(400);
        let people = mix.scores(&table).into_iter().zip(truths);
        let people = people.map(|(probability, positive)| Scored { probability, positive });
        assert!(Measures::of(&Ranked::new(people.collect())).auc_roc > 0.85);
    }

    #[test]
    fn the_same_seed_learns_the_same_and_another_does_not() {
        let (table, truths) = table(400);
        let learn = |seed| Mix::learn(&examples(&table, &truths), &quick(), seed).unwrap();
        assert_eq!(learn(1), learn(1));
        assert_ne!(learn(1), learn(2));
    }

    #[test]
    fn columns_that_tell_nothing_are_not_read() {
        let (mix, _) = learned();
        assert_eq!(mix.headings, [heading("rising"), heading("wave")]);
    }

    #[test]
    fn the_parts_and_the_mean_are_the_score() {
        let (mix, _) = learned();
        for row in [[3.0, 1.0], [399.0, 10.0], [f64::NAN, f64::NAN], [1e308, -1e308]] {
            let (mean, parts) = mix.explain(&row);
            let sum = mean + parts.iter().sum::<f64>();
            assert!((sum - mix.score(&row)).abs() < 1e-6, "{row:?}");
        }
    }

    #[test]
    fn the_trees_do_not_read_the_season() {
        let (known, truths) = table(400);
        let mut table = Table::of_rows(400);
        for name in ["wave", SEASON] {
            // The season alone orders people here.
            let column = known.column(if name == SEASON { "rising" } else { name });
            table.push(heading(name), column.unwrap().to_vec());
        }
        let mix = Mix::learn(&examples(&table, &truths), &quick(), 1).unwrap();
        let read = |season| (mix.forest.score(&[1.0, season]), mix.linear.score(&[1.0, season]));
        assert!((read(3.0).0 - read(390.0).0).abs() < 1e-12);
        assert!(read(3.0).1 < read(390.0).1);
        // The trees being silent about it, it counts as much as in a line alone.
        let alone = Linear::learn(&examples(&table, &truths), quick().ridge * 0.4);
        let whole = |season| (mix.score(&[1.0, season]), alone.score(&[1.0, season]));
        let (mixed, alone) = (whole(390.0).0 - whole(3.0).0, whole(390.0).1 - whole(3.0).1);
        assert!((mixed - alone).abs() < 1e-9, "{mixed} {alone}");
    }

    #[test]
    fn whatever_is_read_the_score_is_a_number() {
        let (mix, _) = learned();
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, f64::MAX] {
            assert!(mix.score(&[value, value]).is_finite(), "{value}");
        }
        assert!(mix.score(&[]).is_finite());
    }
}
