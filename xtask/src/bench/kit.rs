//! Measuring: several runs, all kept, the median judged.

use std::fmt;
use std::time::{Duration, Instant};

/// How often each figure is measured.
pub const RUNS: usize = 5;

/// One run: how much was done, in how long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// Items done: facts, evaluations, rows.
    pub amount: u64,
    /// Wall-clock time it took.
    pub took: Duration,
}

impl Measure {
    /// Times `work`, which returns how many items it did.
    pub fn of(work: impl FnOnce() -> u64) -> Self {
        let (amount, took) = timed(work);
        Self { amount, took }
    }

    /// Items per second; infinite if the clock saw no time pass.
    #[expect(clippy::cast_precision_loss, reason = "a rate is shown with three digits")]
    pub fn per_second(self) -> f64 {
        self.amount as f64 / self.took.as_secs_f64()
    }
}

/// The result of `work` and the wall-clock time it took.
#[expect(
    clippy::disallowed_methods,
    reason = "a stopwatch reads the real clock; nothing of the product runs on it"
)]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// All runs of one figure, in the order they ran.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What was measured, as the table says it.
    pub name: String,
    /// At least one.
    runs: Vec<Measure>,
}

/// Runs `work` `runs` times (at least once), printing each run as it ends.
///
/// `work` does its own set-up outside of [`Measure::of`], so that only what
/// the figure is about is timed.
pub fn measure(name: &str, runs: usize, mut work: impl FnMut() -> Measure) -> Series {
    let mut series = Series { name: name.to_owned(), runs: Vec::with_capacity(runs) };
    for run in 1..=runs.max(1) {
        let measured = work();
        println!("{name}, run {run}: {} in {:.3} s", measured, measured.took.as_secs_f64());
        series.runs.push(measured);
    }
    println!("{name}, median: {}", series.median());
    series
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/s", short(self.per_second()))
    }
}

impl Series {
    /// Runs that were measured elsewhere, e.g. in turns; `None` without any.
    pub fn of(name: impl Into<String>, runs: Vec<Measure>) -> Option<Self> {
        (!runs.is_empty()).then(|| Self { name: name.into(), runs })
    }

    /// The run in the middle by rate; of an even number, the slower of the two.
    pub fn median(&self) -> Measure {
        let mut sorted = self.runs.clone();
        sorted.sort_by(|a, b| a.per_second().total_cmp(&b.per_second()));
        sorted[(sorted.len() - 1) / 2]
    }

    /// Every run, in the order they ran.
    pub fn runs(&self) -> &[Measure] {
        &self.runs
    }

    /// The rate of this median as a multiple of the baseline's: 2 is twice as fast.
    pub fn ratio_to(&self, baseline: &Self) -> f64 {
        self.median().per_second() / baseline.median().per_second()
    }
}

/// Three significant digits and a magnitude: `5.21 M`, `312 k`, `48.0`.
pub fn short(value: f64) -> String {
    let magnitudes = [(1e9, " G"), (1e6, " M"), (1e3, " k")];
    // Rounded up to the next magnitude from 999.5 on.
    let found = magnitudes.into_iter().find(|(size, _)| value >= size * 0.9995);
    let (size, unit) = found.unwrap_or((1.0, ""));
    let scaled = value / size;
    let digits = match scaled {
        scaled if scaled >= 99.95 => 0,
        scaled if scaled >= 9.995 => 1,
        _ => 2,
    };
    format!("{scaled:.digits$}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(amount: u64, seconds: u64) -> Measure {
        Measure { amount, took: Duration::from_secs(seconds) }
    }

    fn series(amounts: &[u64]) -> Series {
        let mut left = amounts.iter();
        measure("x", amounts.len(), || run(*left.next().unwrap(), 1))
    }

    #[test]
    fn every_run_is_kept_in_order() {
        assert_eq!(series(&[3, 1, 2]).runs(), [run(3, 1), run(1, 1), run(2, 1)]);
    }

    #[test]
    fn the_median_is_by_rate_and_not_by_order() {
        assert_eq!(series(&[9, 1, 5, 100, 2]).median().amount, 5);
    }

    #[test]
    fn a_series_has_at_least_one_run() {
        assert_eq!(Series::of("x", Vec::new()), None);
    }

    #[test]
    fn of_an_even_number_the_slower_middle_is_judged() {
        assert_eq!(series(&[1, 2, 3, 4]).median().amount, 2);
    }

    #[test]
    fn a_ratio_above_one_is_faster_than_the_baseline() {
        let ratio = series(&[10]).ratio_to(&series(&[4]));
        assert!((ratio - 2.5).abs() < 1e-9);
    }

    #[test]
    fn the_rate_counts_the_time_taken() {
        assert!((run(10, 4).per_second() - 2.5).abs() < 1e-9);
    }

    #[test]
    fn figures_have_three_digits_and_a_magnitude() {
        let shown = [0.5, 48.0, 312.4, 999.7, 312_400.0, 5_214_000.0, 2e9].map(short);
        assert_eq!(shown, ["0.50", "48.0", "312", "1.00 k", "312 k", "5.21 M", "2.00 G"]);
    }
}
