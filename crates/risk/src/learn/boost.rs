//! Growing trees, by gradient boosting (Friedman, Annals of Statistics 29,
//! 2001) with the histograms, missing directions and second-order steps of
//! `forust-ml`.

use forust_ml::Matrix;
use forust_ml::gradientbooster::GradientBooster;
use forust_ml::sampler::SampleMethod;
use serde::{Deserialize, Serialize};

use super::forest::{Forest, MOST_LEAVES, Node};
use super::{Examples, Fault};

/// How trees are grown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Growth {
    /// Trees in each forest.
    pub trees: u16,
    /// Forests, each from other samples; their mean is taken.
    pub forests: u8,
    /// What each tree counts for.
    pub rate: f32,
    /// Splits on the longest path.
    pub depth: u8,
    /// Leaves at most; [`MOST_LEAVES`] if this is more.
    pub leaves: u8,
    /// Ridge on the leaves.
    pub ridge: f32,
    /// Least weight (of second derivatives) in a leaf.
    pub least: f32,
    /// Share of the rows that each tree sees.
    pub rows: f32,
    /// Share of the columns that each tree sees.
    pub columns: f64,
}

/// Grows the forests and takes their mean. The trees are told nothing of the
/// column `hidden`.
pub fn grow(
    growth: &Growth,
    examples: &Examples<'_>,
    hidden: &str,
    seed: u64,
) -> Result<Forest, Fault> {
    let table = examples.table;
    let told = table.headings().iter().zip(table.columns()).flat_map(|(heading, column)| {
        let hides = heading.name == hidden;
        column.iter().map(move |value| if hides { f64::NAN } else { *value })
    });
    let flat: Vec<f64> = told.collect();
    let matrix = Matrix::new(&flat, table.rows(), table.columns().len());
    let truths: Vec<f64> =
        examples.truths.iter().map(|truth| if *truth { 1.0 } else { 0.0 }).collect();
    let forests = (0..u64::from(growth.forests.max(1))).map(|number| {
        let mut booster = booster(growth, seed.wrapping_mul(1_009).wrapping_add(number));
        booster
            .fit(&matrix, &truths, examples.weights, None)
            .map_err(|error| Fault::Growing(error.to_string()))?;
        Ok(compact(&booster))
    });
    let forest = Forest::mean_of(forests.collect::<Result<_, Fault>>()?);
    if !forest.is_sound(table.columns().len()) {
        return Err(Fault::Growing("a tree that cannot be walked".to_owned()));
    }
    Ok(forest)
}

fn booster(growth: &Growth, seed: u64) -> GradientBooster {
    GradientBooster::default()
        .set_iterations(usize::from(growth.trees))
        .set_learning_rate(growth.rate)
        .set_max_depth(usize::from(growth.depth))
        .set_max_leaves(usize::from(growth.leaves).min(MOST_LEAVES))
        .set_l2(growth.ridge)
        .set_min_leaf_weight(growth.least)
        .set_subsample(growth.rows)
        .set_sample_method(SampleMethod::Random)
        .set_colsample_bytree(growth.columns)
        .set_nbins(128)
        .set_initialize_base_score(true)
        .set_parallel(false)
        .set_seed(seed)
}

fn compact(booster: &GradientBooster) -> Forest {
    let trees = booster.trees.iter().map(|tree| {
        // The library's own numbers may leave gaps; ours are places.
        tree.nodes
            .iter()
            .map(|node| {
                if node.is_leaf {
                    return Node::Leaf { value: node.weight_value, cover: node.hessian_sum };
                }
                Node::Split {
                    column: narrow(node.split_feature),
                    missing_left: node.missing_node == node.left_child,
                    below: node.split_value,
                    left: narrow(node.left_child),
                    right: narrow(node.right_child),
                    cover: node.hessian_sum,
                }
            })
            .collect()
    });
    Forest { base: booster.base_score, scale: 1.0, trees: trees.collect() }
}

/// Trees have at most 255 leaves and tables fewer than 65,536 columns.
fn narrow(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
