//! Shares of few among shares of many: shrunk towards what is usual.
//!
//! A project that five students tried says little; so each share is read with
//! a beta prior fitted to all of them, by moments (J. C. Kleinman,
//! "Proportions with extraneous variance: single and independent samples",
//! JASA 68, 1973, 46–54). What is shown is the posterior: its mean, and the
//! interval that holds 95 % of it. With little data it says what all say;
//! with much, what its own data say.

use serde::Serialize;

use crate::rate::float;

/// Fewer than so many are not shown.
pub const LEAST: u64 = 20;
/// Prior strengths between "all differ" and "all are the same".
const STRENGTHS: (f64, f64) = (2.0, 10_000.0);

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Those it happened to.
    pub met: u64,
    /// Those it could have happened to.
    pub of: u64,
}

impl Count {
    /// One more.
    pub fn add(&mut self, met: bool) {
        self.met += u64::from(met);
        self.of += 1;
    }

    /// Both together.
    pub fn merge(&mut self, other: &Self) {
        self.met += other.met;
        self.of += other.of;
    }
}

/// A share among its peers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Shrunk {
    /// Those it happened to.
    pub met: u64,
    /// Those it could have happened to.
    pub of: u64,
    /// The share as counted.
    pub counted: f64,
    /// The share, shrunk.
    pub share: f64,
    /// 2.5 % of the posterior lie below.
    pub low: f64,
    /// 2.5 % of the posterior lie above.
    pub high: f64,
    /// The share of all the others together.
    pub peers: f64,
    /// Even the lower end is above that of the others.
    pub stands_out: bool,
}

/// A beta distribution over shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    mean: f64,
    strength: f64,
    all: Count,
}

impl Prior {
    /// Fitted to counts; `None` if nothing was counted.
    pub fn fit(counts: impl Iterator<Item = Count> + Clone) -> Option<Self> {
        let mut all = Count::default();
        counts.clone().for_each(|count| all.merge(&count));
        let mean = float(all.met) / float(all.of);
        if all.of == 0 {
            return None;
        }
        let n = float(all.of);
        let (mut spread, mut squares, mut groups) = (0.0, 0.0, -1.0);
        for count in counts.filter(|count| count.of > 0) {
            let size = float(count.of);
            let off = float(count.met) / size - mean;
            spread += size * off * off;
            squares += size * size;
            groups += 1.0;
        }
        // How much more the shares differ than chance alone would have them.
        let chance = mean * (1.0 - mean);
        let alike = (spread - chance * groups) / (chance * (n - squares / n - groups));
        let strength = if alike.is_finite() && alike > 0.0 {
            ((1.0 - alike) / alike).clamp(STRENGTHS.0, STRENGTHS.1)
        } else {
            STRENGTHS.1
        };
        Some(Self { mean, strength, all })
    }

    /// One of the shares it was fitted to; `None`: too few to be shown.
    pub fn shrink(&self, count: Count) -> Option<Shrunk> {
        if count.of < LEAST {
            return None;
        }
        let (met, missed) = (float(count.met), float(count.of - count.met));
        // Never quite zero: a beta distribution needs a little of both.
        let a = (self.mean * self.strength + met).max(1e-6);
        let b = ((1.0 - self.mean) * self.strength + missed).max(1e-6);
        let others = self.all.of - count.of;
        let peers =
            if others == 0 { self.mean } else { float(self.all.met - count.met) / float(others) };
        let low = beta_quantile(0.025, a, b);
        Some(Shrunk {
            met: count.met,
            of: count.of,
            counted: met / float(count.of),
            share: a / (a + b),
            low,
            high: beta_quantile(0.975, a, b),
            peers,
            stands_out: others > 0 && low > peers,
        })
    }
}

/// Where a share `p` of Beta(a, b) lies below, by halving.
fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if beta_below(middle, a, b) < p { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// The regularised incomplete beta function, by its continued fraction
/// (NIST Digital Library of Mathematical Functions, 8.17.22).
fn beta_below(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    // It converges fast on the near side only.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_below(1.0 - x, b, a);
    }
    let front =
        ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln() - a.ln();
    let term = |m: f64, even: bool| {
        if even {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        }
    };
    // From the inside out; some hundred terms are plenty at these sizes.
    let mut fraction = 1.0;
    for m in (0..300_u32).rev().map(f64::from) {
        fraction = 1.0 + term(m + 1.0, true) / fraction;
        fraction = 1.0 + term(m, false) / fraction;
    }
    front.exp() / fraction
}

/// The logarithm of the gamma function, by Stirling's series (DLMF 5.11.1),
/// after stepping up to where it is exact to 1e-12.
fn ln_gamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < 12.0 {
        below += x.ln();
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = 1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1_260.0 - y / 1_680.0));
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + series / x - below
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    #[test]
    fn gamma_of_a_whole_number_is_a_factorial() {
        assert!(close(ln_gamma(5.0), 24.0_f64.ln()) && close(ln_gamma(1.0), 0.0));
    }

    #[test]
    fn quantiles_agree_where_there_is_a_formula() {
        // Beta(1, 1) is even; the one of Beta(2, 1) is a square root.
        assert!(close(beta_quantile(0.025, 1.0, 1.0), 0.025));
        assert!(close(beta_quantile(0.025, 2.0, 1.0), 0.025_f64.sqrt()));
        assert!(close(beta_quantile(0.5, 300.0, 300.0), 0.5));
    }

    #[test]
    fn a_quantile_splits_a_lopsided_distribution() {
        let at = beta_quantile(0.975, 3.0, 40.0);
        assert!(close(beta_below(at, 3.0, 40.0), 0.975) && at > 3.0 / 43.0);
    }

    fn count(met: u64, of: u64) -> Count {
        Count { met, of }
    }

    #[test]
    fn of_equal_shares_each_says_what_all_say() {
        let all = [count(10, 100), count(20, 200), count(5, 50)];
        let prior = Prior::fit(all.into_iter()).unwrap();
        let found = prior.shrink(all[2]).unwrap();
        assert!(close(found.share, 0.1) && !found.stands_out, "{found:?}");
    }

    #[test]
    fn the_fewer_there_are_the_more_they_are_shrunk() {
        let all = [count(60, 100), count(12, 20), count(50, 500), count(5, 60), count(30, 90)];
        let prior = Prior::fit(all.into_iter()).unwrap();
        let [many, few] = [all[0], all[1]].map(|count| prior.shrink(count).unwrap());
        assert!(few.share < many.share && many.share < 0.6, "{few:?} {many:?}");
    }

    #[test]
    fn one_that_many_stumble_over_stands_out() {
        let all = [count(60, 100), count(20, 100), count(22, 100), count(18, 100)];
        let prior = Prior::fit(all.into_iter()).unwrap();
        let out = all.map(|count| prior.shrink(count).unwrap().stands_out);
        assert_eq!(out, [true, false, false, false]);
    }

    #[test]
    fn fewer_than_twenty_are_not_shown() {
        let prior = Prior::fit([count(1, 19), count(50, 100)].into_iter()).unwrap();
        assert_eq!(prior.shrink(count(1, 19)), None);
    }

    #[test]
    fn without_any_there_is_nothing_to_say() {
        assert_eq!(Prior::fit(std::iter::empty()), None);
    }
}
