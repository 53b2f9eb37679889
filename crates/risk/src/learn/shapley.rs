//! Exact Shapley values of a forest: what each column adds to one score.
//!
//! The game is the path-dependent one of Lundberg, Erion and Lee ("Consistent
//! individualized feature attribution for tree ensembles", 2018): a column
//! that is not told sends an example both ways, in the shares of training.
//! Each leaf is one product over the columns on its path, so that its values
//! follow from a polynomial whose coefficients sum over all subsets at once.

use super::forest::{Forest, Node, goes_left};

/// One column on the way to a leaf.
#[derive(Clone, Copy)]
struct Step {
    column: usize,
    /// Share of the training examples that take this way, column not told.
    untold: f64,
    /// 1 if this example takes this way, else 0.
    told: f64,
}

/// Adds each column's part of the score of `row` to `parts` (as wide as the
/// table), and returns the part that no column has: the mean of training.
/// Both together are [`Forest::score`].
pub fn explain(forest: &Forest, row: &[f64], parts: &mut [f64]) -> f64 {
    let mut mean = forest.base;
    for tree in &forest.trees {
        let mut path = Vec::new();
        mean += forest.scale * walk(tree, 0, row, &mut path, forest.scale, parts);
    }
    mean
}

/// Visits every leaf below `place`; gives the sum of value × untold shares.
fn walk(
    tree: &[Node],
    place: usize,
    row: &[f64],
    path: &mut Vec<Step>,
    scale: f64,
    parts: &mut [f64],
) -> f64 {
    match tree.get(place) {
        Some(&Node::Leaf { value, .. }) => {
            let value = f64::from(value);
            share_out(path, scale * value, parts);
            value * path.iter().map(|step| step.untold).product::<f64>()
        }
        Some(&Node::Split { column, missing_left, below, left, right, .. }) => {
            let column = usize::from(column);
            let value = row.get(column).copied().unwrap_or(f64::NAN);
            let to_left = goes_left(value, below, missing_left);
            let cover = |child: u16| {
                tree.get(usize::from(child)).map_or(0.0, |node| f64::from(node.cover()))
            };
            // Of the children, so that rounding can't make them more than one.
            let both = cover(left) + cover(right);
            let mut mean = 0.0;
            for (child, taken) in [(left, to_left), (right, !to_left)] {
                let share = if both > 0.0 { cover(child) / both } else { 0.5 };
                let before = enter(path, column, share, if taken { 1.0 } else { 0.0 });
                mean += walk(tree, usize::from(child), row, path, scale, parts);
                leave(path, &before);
            }
            mean
        }
        None => 0.0,
    }
}

/// What has to be put back when a branch is left.
enum Before {
    New,
    Changed(usize, Step),
}

/// A column met twice is one player: its shares multiply.
fn enter(path: &mut Vec<Step>, column: usize, untold: f64, told: f64) -> Before {
    match path.iter().position(|step| step.column == column) {
        Some(place) => {
            let before = path[place];
            path[place].untold *= untold;
            path[place].told *= told;
            Before::Changed(place, before)
        }
        None => {
            path.push(Step { column, untold, told });
            Before::New
        }
    }
}

fn leave(path: &mut Vec<Step>, before: &Before) {
    match before {
        Before::New => {
            path.pop();
        }
        Before::Changed(place, step) => path[*place] = *step,
    }
}

/// One leaf's value among the columns of its path.
fn share_out(path: &[Step], value: f64, parts: &mut [f64]) {
    for (place, step) in path.iter().enumerate() {
        // Coefficient k: the sum, over subsets of k told others, of their
        // product with the untold rest.
        let mut subsets = vec![1.0];
        for (_, other) in path.iter().enumerate().filter(|(at, _)| *at != place) {
            subsets.push(0.0);
            for size in (0..subsets.len()).rev() {
                let with = if size > 0 { subsets[size - 1] * other.told } else { 0.0 };
                subsets[size] = subsets[size] * other.untold + with;
            }
        }
        let sum: f64 =
            subsets.iter().zip(weights(path.len())).map(|(sum, weight)| sum * weight).sum();
        if let Some(part) = parts.get_mut(step.column) {
            *part += value * (step.told - step.untold) * sum;
        }
    }
}

/// Shapley's weights k!(n − 1 − k)!/n! for k = 0 … n − 1.
fn weights(players: usize) -> impl Iterator<Item = f64> {
    #[expect(clippy::cast_precision_loss, reason = "a path has few columns")]
    let of = |number: usize| number as f64;
    let mut weight = 1.0 / of(players);
    (0..players).map(move |size| {
        let this = weight;
        weight *= of(size + 1) / of((players - 1 - size).max(1));
        this
    })
}

#[cfg(test)]
mod tests {
    use super::super::forest::tests::stump;
    use super::*;

    #[test]
    fn the_parts_and_the_mean_are_the_score() {
        let forest = stump();
        for row in [[0.0, 0.0], [0.0, 9.0], [3.0, 0.0], [f64::NAN, 9.0]] {
            let mut parts = [0.0; 2];
            let mean = explain(&forest, &row, &mut parts);
            assert!((mean + parts.iter().sum::<f64>() - forest.score(&row)).abs() < 1e-9);
        }
    }

    #[test]
    fn the_parts_are_shapleys_by_hand() {
        // Mean of the tree: 0.5·(0.75·−1 + 0.25·0) + 0.5·2 = 0.625. For
        // x = (0, 0): v(0) = −0.75, v(1) = 0.5, v(01) = −1.
        let mut parts = [0.0; 2];
        let mean = explain(&stump(), &[0.0, 0.0], &mut parts);
        let first = f64::midpoint(-0.75 - 0.625, -1.0 - 0.5);
        let second = f64::midpoint(0.5 - 0.625, -1.0 + 0.75);
        assert!((mean - 1.125).abs() < 1e-9);
        assert!((parts[0] - first).abs() < 1e-9 && (parts[1] - second).abs() < 1e-9, "{parts:?}");
    }

    #[test]
    fn a_column_asked_twice_is_one_player() {
        let mut forest = stump();
        if let Node::Split { column, below, .. } = &mut forest.trees[0][1] {
            (*column, *below) = (0, -5.0);
        }
        let mut parts = [0.0; 2];
        let mean = explain(&forest, &[0.0, 0.0], &mut parts);
        assert!(parts[1].abs() < 1e-12);
        assert!((mean + parts[0] - forest.score(&[0.0, 0.0])).abs() < 1e-9);
    }

    #[test]
    fn the_weights_of_all_subsets_are_one() {
        // For n = 4 there are 1, 3, 3, 1 subsets of the three others.
        let sum: f64 = weights(4).zip([1.0, 3.0, 3.0, 1.0]).map(|(w, n)| w * n).sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }
}
