//! Logistic regression with a ridge, by Newton's method (iteratively
//! reweighted least squares; `McCullagh` and Nelder, Generalized Linear Models,
//! 1989).

use super::odds::sigmoid;

/// Steps at most; convergence takes six or seven.
const STEPS: usize = 30;
/// Largest change of a coefficient at which the search ends.
const SETTLED: f64 = 1e-7;

/// Rows for the regression, all of one width.
pub(crate) struct Design {
    /// Numbers by row, `width` for each.
    pub(crate) rows: Vec<f64>,
    /// Numbers in a row.
    pub(crate) width: usize,
}

/// Finds intercept and coefficients that minimise
/// Σ weight·log-loss + ridge/2·Σ coefficient², the intercept free.
/// The intercept comes first.
pub(crate) fn fit(design: &Design, truths: &[bool], weights: &[f64], ridge: f64) -> Vec<f64> {
    let size = design.width + 1;
    let mut found = vec![0.0; size];
    for _ in 0..STEPS {
        let (mut gradient, mut curvature) = (vec![0.0; size], vec![0.0; size * size]);
        for place in 1..size {
            gradient[place] = ridge * found[place];
            curvature[place * size + place] = ridge;
        }
        curvature[0] = 1e-9;
        accumulate(design, truths, weights, &found, &mut gradient, &mut curvature);
        let Some(step) = solve(curvature, gradient, size) else { break };
        let longest = step.iter().fold(0.0_f64, |longest, part| longest.max(part.abs()));
        // A step that would overshoot is shortened; the loss is convex.
        let shorten = if longest > 2.0 { 2.0 / longest } else { 1.0 };
        for (coefficient, part) in found.iter_mut().zip(&step) {
            *coefficient -= shorten * part;
        }
        if longest < SETTLED {
            break;
        }
    }
    found
}

fn accumulate(
    design: &Design,
    truths: &[bool],
    weights: &[f64],
    found: &[f64],
    gradient: &mut [f64],
    curvature: &mut [f64],
) {
    let size = design.width + 1;
    let mut row = vec![1.0; size];
    for ((values, truth), weight) in design.rows.chunks_exact(design.width).zip(truths).zip(weights)
    {
        row[1..].copy_from_slice(values);
        let score: f64 =
            row.iter().zip(found).map(|(value, coefficient)| value * coefficient).sum();
        let said = sigmoid(score);
        let miss = weight * (said - if *truth { 1.0 } else { 0.0 });
        let spread = weight * said * (1.0 - said);
        for (place, value) in row.iter().enumerate() {
            gradient[place] += miss * value;
            let part = spread * value;
            // Half of a symmetric matrix is enough for Cholesky.
            for (cell, other) in curvature[place * size..=place * size + place].iter_mut().zip(&row)
            {
                *cell += part * other;
            }
        }
    }
}

/// Solves a symmetric positive system by Cholesky's factors, of which the
/// lower half of `matrix` is read. `None` if it is not positive.
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>, size: usize) -> Option<Vec<f64>> {
    for column in 0..size {
        for row in column..size {
            let (upper, lower) = (&matrix[column * size..], &matrix[row * size..]);
            let known: f64 = upper[..column].iter().zip(&lower[..column]).map(|(a, b)| a * b).sum();
            let left = matrix[row * size + column] - known;
            if row > column {
                matrix[row * size + column] = left / matrix[column * size + column];
            } else if left > 0.0 {
                matrix[row * size + column] = left.sqrt();
            } else {
                return None;
            }
        }
    }
    for row in 0..size {
        let known: f64 = (0..row).map(|column| matrix[row * size + column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row * size + row];
    }
    for row in (0..size).rev() {
        let known: f64 =
            (row + 1..size).map(|below| matrix[below * size + row] * right[below]).sum();
        right[row] = (right[row] - known) / matrix[row * size + row];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_solved() {
        // [4 2; 2 3] · [1; 2] = [8; 8]
        let found = solve(vec![4.0, 0.0, 2.0, 3.0], vec![8.0, 8.0], 2).unwrap();
        assert!((found[0] - 1.0).abs() < 1e-12 && (found[1] - 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_system_that_is_not_positive_has_no_solution() {
        assert_eq!(solve(vec![1.0, 0.0, 2.0, 1.0], vec![1.0, 1.0], 2), None);
    }

    #[test]
    fn without_a_ridge_the_odds_of_each_group_come_out() {
        // Of x = 0 a quarter are true, of x = 1 three quarters.
        let rows = vec![0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0];
        let truths = [true, false, false, false, true, true, true, false];
        let found = fit(&Design { rows, width: 1 }, &truths, &[1.0; 8], 1e-9);
        let third = (1.0_f64 / 3.0).ln();
        assert!((found[0] - third).abs() < 1e-6, "{found:?}");
        assert!((found[1] + 2.0 * third).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn a_ridge_keeps_perfect_order_from_running_away() {
        let design = Design { rows: vec![-1.0, -1.0, 1.0, 1.0], width: 1 };
        let found = fit(&design, &[false, false, true, true], &[1.0; 4], 1.0);
        assert!(found[1] > 0.5 && found[1] < 2.0, "{found:?}");
    }

    #[test]
    fn an_example_of_weight_nothing_changes_nothing() {
        let design = |rows| Design { rows, width: 1 };
        let all = fit(&design(vec![0.0, 1.0, 9.0]), &[false, true, false], &[1.0, 1.0, 0.0], 0.1);
        let two = fit(&design(vec![0.0, 1.0]), &[false, true], &[1.0, 1.0], 0.1);
        assert!(all.iter().zip(&two).all(|(a, b)| (a - b).abs() < 1e-9));
    }
}
