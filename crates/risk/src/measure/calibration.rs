//! Do probabilities mean what they say?

use serde::{Deserialize, Serialize};

use super::{Ranked, Scored};

/// Bins of equal width over which calibration is judged.
pub const BINS: usize = 10;

/// People whose probabilities are near each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// How many.
    pub people: f64,
    /// Mean of their probabilities.
    pub said: f64,
    /// Rate at which it came true.
    pub came_true: f64,
}

/// People by bin, who may come in any number of parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sums([Bin; BINS]);

impl Sums {
    /// One more person, of whom all this was said: each counts alike, so that
    /// together they count once.
    pub fn add(&mut self, person: &[Scored]) {
        #[expect(clippy::cast_precision_loss, reason = "what was said of one person")]
        let part = 1.0 / person.len() as f64;
        for one in person {
            let bin = &mut self.0[place(one.probability)];
            bin.people += part;
            bin.said += part * one.probability;
            bin.came_true += if one.positive { part } else { 0.0 };
        }
    }

    /// Both together.
    pub fn merge(&mut self, other: &Self) {
        for (bin, more) in self.0.iter_mut().zip(&other.0) {
            bin.people += more.people;
            bin.said += more.said;
            bin.came_true += more.came_true;
        }
    }

    /// How many people.
    pub fn people(&self) -> f64 {
        self.0.iter().map(|bin| bin.people).sum()
    }

    /// The bins, as [`bins`] gives them.
    pub fn bins(&self) -> [Bin; BINS] {
        means(self.0)
    }
}

/// Mean squared error of the probabilities (Brier, Monthly Weather Review
/// 78, 1950): 0 is perfect. NaN for nobody.
pub fn brier(ranked: &Ranked, weights: &[u32]) -> f64 {
    let (mut error, mut people) = (0.0, 0.0);
    for (person, weight) in ranked.people().iter().zip(weights) {
        let truth = if person.positive { 1.0 } else { 0.0 };
        error += f64::from(*weight) * (person.probability - truth).powi(2);
        people += f64::from(*weight);
    }
    error / people
}

/// The list in [`BINS`] bins of equal width, lowest probabilities first.
pub fn bins(ranked: &Ranked, weights: &[u32]) -> [Bin; BINS] {
    let mut bins = [Bin::default(); BINS];
    for (person, weight) in ranked.people().iter().zip(weights) {
        let weight = f64::from(*weight);
        let bin = &mut bins[place(person.probability)];
        bin.people += weight;
        bin.said += weight * person.probability;
        bin.came_true += if person.positive { weight } else { 0.0 };
    }
    means(bins)
}

/// Means in place of sums.
fn means(mut bins: [Bin; BINS]) -> [Bin; BINS] {
    for bin in bins.iter_mut().filter(|bin| bin.people > 0.0) {
        bin.said /= bin.people;
        bin.came_true /= bin.people;
    }
    bins
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "clamped to the bins"
)]
fn place(probability: f64) -> usize {
    ((probability * BINS as f64).max(0.0) as usize).min(BINS - 1)
}

/// Expected calibration error: the mean over people of the gap, in their bin,
/// between what was said and what came true (Naeini, Cooper and Hauskrecht,
/// AAAI 2015). NaN for nobody.
pub fn expected_error(bins: &[Bin]) -> f64 {
    let people: f64 = bins.iter().map(|bin| bin.people).sum();
    let gaps: f64 = bins.iter().map(|bin| bin.people * (bin.said - bin.came_true).abs()).sum();
    gaps / people
}

/// The error that chance alone gives where what is said is right: the mean
/// distance of a rate from its probability, bin by bin (√(2/π) standard
/// deviations of a binomial rate).
pub fn error_by_chance(bins: &[Bin]) -> f64 {
    let people: f64 = bins.iter().map(|bin| bin.people).sum();
    let deviation = |bin: &Bin| (bin.people * bin.said * (1.0 - bin.said)).max(0.0).sqrt();
    let gaps: f64 = bins.iter().map(deviation).sum();
    (2.0 / std::f64::consts::PI).sqrt() * gaps / people
}

#[cfg(test)]
mod tests {
    use super::super::ranked;
    use super::*;

    #[test]
    fn the_brier_score_is_the_mean_squared_error() {
        let list = ranked(&[(0.8, true), (0.4, false)]);
        assert!((brier(&list, &list.once()) - 0.1).abs() < 1e-12);
    }

    #[test]
    fn a_bin_that_says_what_comes_true_has_no_error() {
        let list = ranked(&[(0.5, true), (0.5, false)]);
        assert!(expected_error(&bins(&list, &list.once())).abs() < 1e-12);
    }

    #[test]
    fn the_error_is_the_gap_weighted_by_people() {
        let list = ranked(&[(0.95, false), (0.15, false), (0.15, false), (0.15, false)]);
        let expected = f64::midpoint(0.95, 0.15 * 3.0) / 2.0;
        assert!((expected_error(&bins(&list, &list.once())) - expected).abs() < 1e-12);
    }

    #[test]
    fn people_may_come_in_parts() {
        let list = ranked(&[(0.95, false), (0.15, true), (0.15, false), (0.5, true)]);
        let mut all = Sums::default();
        for part in list.people().chunks(3) {
            let mut sums = Sums::default();
            for person in part {
                sums.add(&[*person]);
            }
            all.merge(&sums);
        }
        assert_eq!((all.bins(), all.people()), (bins(&list, &list.once()), 4.0));
    }

    #[test]
    fn somebody_of_whom_much_was_said_counts_once() {
        let mut sums = Sums::default();
        sums.add(&[Scored { probability: 0.25, positive: true }; 5]);
        sums.add(&[]);
        let bin = sums.bins()[2];
        assert!((sums.people() - 1.0).abs() < 1e-12 && (bin.came_true - 1.0).abs() < 1e-12);
    }

    #[test]
    fn chance_gives_the_mean_distance_of_a_rate() {
        // 100 people at one half: a deviation of 0.05.
        let bin = Bin { people: 100.0, said: 0.5, came_true: 0.5 };
        assert!((error_by_chance(&[bin]) - 0.05 * 0.797_884_56).abs() < 1e-8);
    }

    #[test]
    fn a_certainty_lies_in_the_last_bin() {
        let list = ranked(&[(1.0, true)]);
        assert!((bins(&list, &list.once())[BINS - 1].people - 1.0).abs() < 1e-12);
    }
}
