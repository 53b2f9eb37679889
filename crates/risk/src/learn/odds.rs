//! Probabilities and their log-odds.

/// No probability is nearer than this to 0 or 1.
const EDGE: f64 = 1e-6;

/// The probability of these log-odds.
pub fn sigmoid(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The log-odds of a probability, kept off the ends.
pub fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(EDGE, 1.0 - EDGE);
    (probability / (1.0 - probability)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        assert!((sigmoid(log_odds(0.3)) - 0.3).abs() < 1e-12);
    }

    #[test]
    fn certainty_stays_finite() {
        assert!(log_odds(1.0).is_finite() && log_odds(0.0).is_finite());
    }
}
