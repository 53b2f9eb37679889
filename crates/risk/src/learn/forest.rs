//! Boosted trees as they are kept, scored and explained.

use serde::{Deserialize, Serialize};

/// One node; children come after their parent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Node {
    /// The end of a path: what it adds to the log-odds.
    Leaf {
        /// In log-odds.
        value: f32,
        /// Weight of the examples that ended here in training.
        cover: f32,
    },
    /// A question about one column.
    Split {
        /// Which column.
        column: u16,
        /// Does a missing value go left?
        missing_left: bool,
        /// Values below go left.
        below: f64,
        /// Where the left child is, in the tree.
        left: u16,
        /// Where the right child is, in the tree.
        right: u16,
        /// Weight of the examples that came by in training.
        cover: f32,
    },
}

impl Node {
    /// Weight of the examples that came by in training.
    pub const fn cover(&self) -> f32 {
        match self {
            Self::Leaf { cover, .. } | Self::Split { cover, .. } => *cover,
        }
    }
}

/// Leaves of a tree at most: its leaves then fit the bits of one word, which
/// is how [`super::Scorer`] walks many rows at once.
pub const MOST_LEAVES: usize = 16;

/// Trees whose leaves add up to log-odds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forest {
    /// Where every sum starts, in log-odds.
    pub base: f64,
    /// What each leaf counts for: one over the number of forests in one.
    pub scale: f64,
    /// Every tree's nodes; the root is the first.
    pub trees: Vec<Vec<Node>>,
}

/// Does this value go left?
pub(crate) fn goes_left(value: f64, below: f64, missing_left: bool) -> bool {
    value < below || (missing_left && value.is_nan())
}

impl Forest {
    /// The mean of several forests over the same columns.
    pub fn mean_of(forests: Vec<Self>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a handful of forests")]
        let count = forests.len().max(1) as f64;
        Self {
            base: forests.iter().map(|forest| forest.base).sum::<f64>() / count,
            scale: 1.0 / count,
            trees: forests.into_iter().flat_map(|forest| forest.trees).collect(),
        }
    }

    /// Log-odds of one row.
    pub fn score(&self, row: &[f64]) -> f64 {
        let mut sum = 0.0;
        for tree in &self.trees {
            sum += f64::from(leaf(tree, row));
        }
        self.base + self.scale * sum
    }

    /// Is every tree one that can be walked, over columns below `width`? What
    /// is grown or read from a file is asked this before it is used.
    pub fn is_sound(&self, width: usize) -> bool {
        self.trees.iter().all(|tree| is_tree(tree, width))
    }
}

/// Does every node but the root have one parent, which comes before it, and
/// are there no more than [`MOST_LEAVES`]?
fn is_tree(tree: &[Node], width: usize) -> bool {
    let mut parents = vec![0_u8; tree.len()];
    let mut leaves = 0;
    for (place, node) in tree.iter().enumerate() {
        match *node {
            Node::Leaf { value, .. } => {
                leaves += 1;
                if !value.is_finite() {
                    return false;
                }
            }
            Node::Split { column, below, left, right, .. } => {
                for child in [left, right].map(usize::from) {
                    match parents.get_mut(child) {
                        Some(known) if child > place && *known == 0 => *known = 1,
                        _ => return false,
                    }
                }
                if usize::from(column) >= width || below.is_nan() {
                    return false;
                }
            }
        }
    }
    (1..=MOST_LEAVES).contains(&leaves) && parents.iter().skip(1).all(|known| *known == 1)
}

fn leaf(tree: &[Node], row: &[f64]) -> f32 {
    let mut place = 0;
    loop {
        match tree.get(place) {
            Some(&Node::Split { column, missing_left, below, left, right, .. }) => {
                let value = row.get(usize::from(column)).copied().unwrap_or(f64::NAN);
                let next = if goes_left(value, below, missing_left) { left } else { right };
                place = usize::from(next);
            }
            Some(&Node::Leaf { value, .. }) => return value,
            None => return 0.0,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// `x0 < 1 ? (x1 < 5 ? −1 : 0) : 2`, covers 3, 1 and 4.
    pub(crate) fn stump() -> Forest {
        let split = |column, below, left, right, cover| Node::Split {
            column,
            missing_left: true,
            below,
            left,
            right,
            cover,
        };
        let leaf = |value, cover| Node::Leaf { value, cover };
        let tree = vec![
            split(0, 1.0, 1, 2, 8.0),
            split(1, 5.0, 3, 4, 4.0),
            leaf(2.0, 4.0),
            leaf(-1.0, 3.0),
            leaf(0.0, 1.0),
        ];
        Forest { base: 0.5, scale: 1.0, trees: vec![tree] }
    }

    #[test]
    fn a_row_takes_the_value_of_its_leaf() {
        let scores = [[0.0, 0.0], [0.0, 9.0], [3.0, 0.0]].map(|row| stump().score(&row));
        let close = |(a, b): (f64, f64)| (a - b).abs() < 1e-12;
        assert!(scores.into_iter().zip([-0.5, 0.5, 2.5]).all(close), "{scores:?}");
    }

    #[test]
    fn a_missing_value_takes_the_side_it_took_in_training() {
        assert!((stump().score(&[f64::NAN, 0.0]) + 0.5).abs() < 1e-12);
    }

    #[test]
    fn the_mean_of_a_forest_with_itself_is_itself() {
        let twice = Forest::mean_of(vec![stump(), stump()]);
        assert!((twice.score(&[3.0, 0.0]) - 2.5).abs() < 1e-12);
    }

    #[test]
    fn a_tree_that_points_outside_itself_is_not_sound() {
        let mut forest = stump();
        forest.trees[0].truncate(4);
        assert!(stump().is_sound(2) && !forest.is_sound(2) && !stump().is_sound(1));
    }
}
