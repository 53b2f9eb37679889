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

/// What was said of people, again and again, and what came of it: in bins, and
/// in any number of parts.
///
/// Everything that was said counts once. People would not do: whoever left
/// early was spoken of seldom, and one who left beside one who stayed would be
/// half of all, though hardly anything that was said was of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sums {
    people: usize,
    bins: [Bin; BINS],
    /// Squares of how far what was said of one person, and what came of it, lie
    /// apart in all.
    apart: [f64; BINS],
}

impl Sums {
    /// One more person, of whom all this was said.
    pub fn add(&mut self, person: &[Scored]) {
        self.people += usize::from(!person.is_empty());
        let mut apart = [0.0; BINS];
        for one in person {
            let (place, truth) = (place(one.probability), if one.positive { 1.0 } else { 0.0 });
            let bin = &mut self.bins[place];
            bin.people += 1.0;
            bin.said += one.probability;
            bin.came_true += truth;
            apart[place] += truth - one.probability;
        }
        for (sum, own) in self.apart.iter_mut().zip(apart) {
            *sum += own * own;
        }
    }

    /// Both together.
    pub fn merge(&mut self, other: &Self) {
        self.people += other.people;
        for (bin, more) in self.bins.iter_mut().zip(&other.bins) {
            bin.people += more.people;
            bin.said += more.said;
            bin.came_true += more.came_true;
        }
        for (sum, more) in self.apart.iter_mut().zip(other.apart) {
            *sum += more;
        }
    }

    /// How many people.
    pub const fn people(&self) -> usize {
        self.people
    }

    /// The bins, as [`bins`] gives them.
    pub fn bins(&self) -> [Bin; BINS] {
        means(self.bins)
    }

    /// The error that chance alone gives where what is said is right: the mean
    /// distance of a rate from its probability, bin by bin, √(2/π) standard
    /// deviations. What is said of one person comes true together: deviations
    /// are those of people (Liang and Zeger, Biometrika 73, 1986). NaN for
    /// nobody.
    pub fn error_by_chance(&self) -> f64 {
        let said: f64 = self.bins.iter().map(|bin| bin.people).sum();
        let gaps: f64 = self.apart.iter().map(|apart| apart.sqrt()).sum();
        (2.0 / std::f64::consts::PI).sqrt() * gaps / said
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
        assert_eq!((all.bins(), all.people()), (bins(&list, &list.once()), 4));
    }

    /// A hundred people, half of whom it came true of; of each, so much was said.
    fn halves(times: usize) -> Sums {
        let mut sums = Sums::default();
        for number in 0..100 {
            sums.add(&vec![Scored { probability: 0.5, positive: number % 2 == 0 }; times]);
        }
        sums
    }

    #[test]
    fn whoever_left_early_was_spoken_of_seldom_and_what_was_said_is_right() {
        // Every week, one of ten who are there leaves within it: as was said.
        let mut sums = Sums::default();
        let said = |positive| Scored { probability: 0.1, positive };
        let (mut there, mut weeks) = (10_000, 0);
        while there >= 10 {
            for _ in 0..there / 10 {
                sums.add(&[vec![said(false); weeks], vec![said(true)]].concat());
            }
            (there, weeks) = (there - there / 10, weeks + 1);
        }
        sums.add(&[]);
        assert!(expected_error(&sums.bins()) < 0.002, "{:?}", sums.bins());
    }

    #[test]
    fn chance_gives_the_mean_distance_of_a_rate() {
        // 100 people at one half: a deviation of 0.05, however often it was said.
        for times in [1, 7] {
            let found = halves(times).error_by_chance();
            assert!((found - 0.05 * 0.797_884_56).abs() < 1e-8, "{found}");
        }
        assert_eq!(halves(7).people(), 100);
    }

    #[test]
    fn a_certainty_lies_in_the_last_bin() {
        let list = ranked(&[(1.0, true)]);
        assert!((bins(&list, &list.once())[BINS - 1].people - 1.0).abs() < 1e-12);
    }
}
