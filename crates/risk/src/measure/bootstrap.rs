//! Percentile intervals (Efron, Annals of Statistics 7, 1979).

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::{Measures, Ranked};

/// An interval that holds the true value in 95 of 100 samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// 2.5 % of the resamples lie below.
    pub low: f64,
    /// 2.5 % of the resamples lie above.
    pub high: f64,
}

/// One interval for each of the [`Measures`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Intervals {
    /// Of the area under the precision–recall curve.
    pub auc_pr: Interval,
    /// Of the area under the ROC curve.
    pub auc_roc: Interval,
    /// Of the Brier score.
    pub brier: Interval,
    /// Of the expected calibration error; resampling adds noise, so that its
    /// low end lies above the true one.
    pub ece: Interval,
    /// Of the recall at 5 %.
    pub recall_at_5: Interval,
    /// Of the recall at 10 %.
    pub recall_at_10: Interval,
    /// Of the recall at 20 %.
    pub recall_at_20: Interval,
}

/// People are drawn again with replacement, `resamples` times; the same seed
/// gives the same intervals.
pub fn intervals(ranked: &Ranked, resamples: usize, seed: u64) -> Intervals {
    let measured = |times: &[u32]| measured(ranked, times);
    let [auc_pr, auc_roc, brier, ece, recall_at_5, recall_at_10, recall_at_20] =
        resampled(ranked.persons().0, resamples, seed, measured);
    Intervals { auc_pr, auc_roc, brier, ece, recall_at_5, recall_at_10, recall_at_20 }
}

/// The middle 95 % of what is measured when people are drawn again with
/// replacement; told is how many times each was.
pub(super) fn resampled(
    people: usize,
    resamples: usize,
    seed: u64,
    measured: impl Fn(&[u32]) -> [f64; Measures::COUNT],
) -> [Interval; Measures::COUNT] {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut drawn: [Vec<f64>; Measures::COUNT] = Default::default();
    let mut times = vec![0_u32; people];
    for _ in 0..resamples {
        times.fill(0);
        for _ in 0..people {
            times[chance.random_range(0..people)] += 1;
        }
        for (all, value) in drawn.iter_mut().zip(measured(&times)) {
            all.push(value);
        }
    }
    drawn.map(percentiles)
}

/// The figures, each person counted so many times.
pub(super) fn measured(ranked: &Ranked, times: &[u32]) -> [f64; Measures::COUNT] {
    let weights: Vec<u32> = ranked.persons().1.iter().map(|person| times[*person]).collect();
    Measures::weighted(ranked, &weights).values()
}

/// The middle 95 %; NaN where no resample defines the value.
fn percentiles(mut values: Vec<f64>) -> Interval {
    values.retain(|value| !value.is_nan());
    values.sort_unstable_by(f64::total_cmp);
    let at = |per_mille: usize| {
        let place = (values.len() * per_mille).div_ceil(1_000).max(1) - 1;
        values.get(place).copied().unwrap_or(f64::NAN)
    };
    Interval { low: at(25), high: at(975) }
}

#[cfg(test)]
mod tests {
    use super::super::{Scored, ranked};
    use super::*;

    fn list() -> Ranked {
        ranked(&[(0.9, true), (0.7, false), (0.6, true), (0.4, true), (0.3, false), (0.2, false)])
    }

    #[test]
    fn the_same_seed_gives_the_same_intervals() {
        assert_eq!(intervals(&list(), 50, 7), intervals(&list(), 50, 7));
    }

    #[test]
    fn many_looks_at_few_people_make_no_narrower_an_interval() {
        let few: Vec<(f64, bool)> =
            (0..40).map(|n| (f64::from(n * 17 % 40) / 40.0, n % 3 == 0)).collect();
        let scored = |&(probability, positive): &(f64, bool)| Scored { probability, positive };
        let looks = few.iter().enumerate().flat_map(|(n, one)| vec![(scored(one), n); 25]);
        let many = intervals(&Ranked::of_looks(looks.collect()), 200, 7).auc_roc;
        let once = intervals(&ranked(&few), 200, 7).auc_roc;
        assert!((many.high - many.low) > 0.8 * (once.high - once.low), "{many:?} {once:?}");
    }

    #[test]
    fn the_interval_holds_the_figure_itself() {
        let found = intervals(&list(), 200, 7).auc_roc;
        let whole = Measures::of(&list()).auc_roc;
        assert!(found.low < whole && whole <= found.high, "{found:?}");
    }

    #[test]
    fn a_fortieth_is_left_out_at_each_end() {
        let values: Vec<f64> = (1..=40).map(f64::from).collect();
        assert_eq!(percentiles(values), Interval { low: 1.0, high: 39.0 });
    }
}
