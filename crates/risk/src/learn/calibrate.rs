//! From log-odds that order well to probabilities that mean what they say.
//!
//! Platt's line (Platt, 1999): new log-odds = slope × log-odds + shift. It is
//! learned from years that the model did not see, and held back by a ridge
//! towards "as it is", since a new year differs from the last one, too. A
//! curve with more freedom (isotonic) fits one year's noise.

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

    /// Learns one slope from all cohorts, and a shift for each; of the shifts
    /// the mean is kept, divided by how far they lie apart: one cohort's shift
    /// says little about the next, several that agree say more.
    pub fn learn(cohorts: &[Unseen]) -> Self {
        let cohorts: Vec<&Unseen> = cohorts.iter().filter(|cohort| cohort.has_both()).collect();
        if cohorts.is_empty() {
            return Self::NONE;
        }
        let mut slope = 1.0;
        let mut shifts = vec![0.0; cohorts.len()];
        for _ in 0..50 {
            // Newton's step for each shift, then for the slope.
            for (shift, cohort) in shifts.iter_mut().zip(&cohorts) {
                let (first, second) = cohort.derivatives(slope, *shift, |_| 1.0);
                *shift -= first / second.max(1e-9);
            }
            let (mut first, mut second) = (PRIOR * (slope - 1.0), PRIOR);
            for (shift, cohort) in shifts.iter().zip(&cohorts) {
                let (one, two) = cohort.derivatives(slope, *shift, |score| score);
                first += one;
                second += two;
            }
            let step = (first / second).clamp(-0.5, 0.5);
            slope -= step;
            if step.abs() < 1e-9 {
                break;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of cohorts")]
        let count = shifts.len() as f64;
        let mean = shifts.iter().sum::<f64>() / count;
        let shift = mean * count / (count + YEARS_APART);
        Self { slope: slope.clamp(0.2, 3.0), shift }
    }
}

/// Weight, in second derivatives, of "leave it as it is". Some 50 people.
const PRIOR: f64 = 10.0;
/// As many cohorts of "no shift" are believed as well.
const YEARS_APART: f64 = 2.0;

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
        let found = Calibration::learn(&[cohort(0.6, 0.0)]);
        assert!((found.slope - 0.6).abs() < 0.02 && found.shift.abs() < 0.01, "{found:?}");
    }

    #[test]
    fn a_good_model_is_left_as_it_is() {
        let found = Calibration::learn(&[cohort(1.0, 0.0)]);
        assert!((found.slope - 1.0).abs() < 0.02 && found.shift.abs() < 0.01, "{found:?}");
    }

    #[test]
    fn cohorts_that_disagree_cancel_out() {
        let found = Calibration::learn(&[cohort(1.0, 0.5), cohort(1.0, -0.5)]);
        assert!(found.shift.abs() < 0.02, "{found:?}");
    }

    #[test]
    fn one_cohorts_shift_is_believed_in_part() {
        let found = Calibration::learn(&[cohort(1.0, 0.6)]);
        assert!(found.shift > 0.1 && found.shift < 0.3, "{found:?}");
    }

    #[test]
    fn without_both_outcomes_nothing_is_learned() {
        let unseen = Unseen { scores: vec![1.0, 2.0], truths: vec![true, true] };
        assert_eq!(Calibration::learn(&[unseen]), Calibration::NONE);
    }
}
