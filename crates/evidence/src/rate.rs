//! A share or a ratio with the interval it comes with.

use serde::Serialize;

/// The 97.5th percentile of the normal distribution.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// A figure and an interval that holds the true one in 95 of 100 samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// `part` of `whole` with Wilson's score interval (E. B. Wilson, "Probable
/// inference, the law of succession, and statistical inference", JASA 22,
/// 1927, 209–212). `None` if `whole` is nothing.
pub fn share(part: u64, whole: u64) -> Option<Estimate> {
    if whole == 0 {
        return None;
    }
    let (part, n) = (float(part), float(whole));
    let p = part / n;
    let denominator = 1.0 + Z * Z / n;
    let middle = (p + Z * Z / (2.0 * n)) / denominator;
    let half = Z / denominator * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(Estimate { value: p, low: (middle - half).max(0.0), high: (middle + half).min(1.0) })
}

/// A ratio from its logarithm's variance: the interval is symmetric on the
/// logarithm.
pub(crate) fn ratio(value: f64, variance_of_log: f64) -> Estimate {
    let half = Z * variance_of_log.max(0.0).sqrt();
    Estimate { value, low: value * (-half).exp(), high: value * half.exp() }
}

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "counts fit 53 bits")]
pub(crate) fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 5e-5
    }

    #[test]
    fn wilson_agrees_with_the_formula_by_hand() {
        // By hand: (0.75 + 0.0960) / 1.1921 ± 1.6442 × √(0.009375 + 0.002401).
        let found = share(15, 20).unwrap();
        assert!(close(found.low, 0.531_3) && close(found.high, 0.888_1), "{found:?}");
    }

    #[test]
    fn none_of_ten_may_still_be_a_quarter() {
        let found = share(0, 10).unwrap();
        assert!(found.low == 0.0 && close(found.high, 0.277_5), "{found:?}");
    }

    #[test]
    fn of_nobody_there_is_no_share() {
        assert_eq!(share(0, 0), None);
    }

    #[test]
    fn a_ratio_lies_in_the_geometric_middle_of_its_interval() {
        let found = ratio(2.0, 0.25);
        assert!(close((found.low * found.high).sqrt(), 2.0), "{found:?}");
    }
}
