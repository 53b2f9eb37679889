//! From log-odds that order well to probabilities that mean what they say.
//!
//! Platt's line (Platt, 1999): new log-odds = slope × log-odds + shift. The
//! slope is learned from a cohort that the model did not see, and held back by
//! a ridge towards "as it is", since a new year differs from the last one,
//! too. A curve with more freedom (isotonic) fits one year's noise.

use serde::{Deserialize, Serialize};

use super::odds::sigmoid;

/// How log-odds are corrected.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Below 1 where the model was too sure of itself.
    pub slope: f64,
    /// In log-odds.
    pub shift: f64,
}

/// Log-odds of a group (a cohort) that the model did not see, and the truths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unseen {
    /// What the model said.
    pub scores: Vec<f64>,
    /// What came of it.
    pub truths: Vec<bool>,
}

impl Calibration {
    /// Leaves everything as it is.
    pub const NONE: Self = Self { slope: 1.0, shift: 0.0 };

    /// The probability of these log-odds.
    pub fn probability(self, score: f64) -> f64 {
        sigmoid(self.log_odds(score))
    }

    /// The corrected log-odds.
    pub fn log_odds(self, score: f64) -> f64 {
        self.slope * score + self.shift
    }

    /// Learns the slope from a later cohort, the shift being the cohort's own:
    /// one cohort's shift says nothing about the next, so it is not kept.
    ///
    /// `belief`, 0 to 1, is how far the slope is followed: a trial model that
    /// learned from a third of what the final one learns from overreaches more
    /// than the final one does.
    pub fn learn(later: &Unseen, belief: f64) -> Self {
        if !later.has_both() {
            return Self::NONE;
        }
        let (mut slope, mut shift) = (1.0, 0.0);
        for _ in 0..100 {
            let (first, second) = later.derivatives(slope, shift, |_| 1.0);
            shift -= first / second.max(1e-9);
            let (first, second) = later.derivatives(slope, shift, |score| score);
            let step = (first + PRIOR * (slope - 1.0)) / (second + PRIOR);
            slope -= step.clamp(-0.5, 0.5);
            if step.abs() < 1e-9 {
                break;
            }
        }
        let slope = 1.0 + belief.clamp(0.0, 1.0) * (slope.clamp(0.2, 3.0) - 1.0);
        Self { slope, shift: 0.0 }
    }
}

/// Weight, in second derivatives, of "leave it as it is". Some 50 people.
const PRIOR: f64 = 10.0;

impl Unseen {
    fn has_both(&self) -> bool {
        self.truths.contains(&true) && self.truths.contains(&false)
    }

    /// First and second derivative of the log-loss along `direction`.
    fn derivatives(&self, slope: f64, shift: f64, direction: fn(f64) -> f64) -> (f64, f64) {
        let (mut first, mut second) = (0.0, 0.0);
        for (score, truth) in self.scores.iter().zip(&self.truths) {
            let said = sigmoid(slope * score + shift);
            let along = direction(*score);
            first += along * (said - if *truth { 1.0 } else { 0.0 });
            second += along * along * said * (1.0 - said);
        }
        (first, second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People whose true log-odds are `slope` × said + `shift`.
    fn cohort(slope: f64, shift: f64) -> Unseen {
        let mut unseen = Unseen::default();
        for step in -20..=20 {
            let score = f64::from(step) / 10.0;
            let rate = sigmoid(slope * score + shift);
            for person in 0..200 {
                unseen.scores.push(score);
                unseen.truths.push(f64::from(person) + 0.5 < rate * 200.0);
            }
        }
        unseen
    }

    #[test]
    fn a_model_too_sure_of_itself_is_damped() {
        let found = Calibration::learn(&cohort(0.6, 0.4), 1.0);
        assert!((found.slope - 0.6).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn a_good_model_is_left_as_it_is() {
        let found = Calibration::learn(&cohort(1.0, 0.0), 1.0);
        assert!((found.slope - 1.0).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn a_trial_model_of_half_the_examples_is_followed_half_way() {
        let found = Calibration::learn(&cohort(0.6, 0.0), 0.5);
        assert!((found.slope - 0.8).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn one_cohorts_shift_is_not_kept() {
        assert!(Calibration::learn(&cohort(1.0, 0.6), 1.0).shift.abs() < 1e-12);
    }

    #[test]
    fn without_both_outcomes_nothing_is_learned() {
        let unseen = Unseen { scores: vec![1.0, 2.0], truths: vec![true, true] };
        assert_eq!(Calibration::learn(&unseen, 1.0), Calibration::NONE);
    }
}
