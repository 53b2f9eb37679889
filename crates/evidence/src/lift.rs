//! Lift: how much richer the first part of a list is than the whole.
//!
//! Lift at a share is the rate of positives among the first `share` of the
//! list over the rate in all of it; 1 is chance. Its interval is the
//! percentile bootstrap (Efron, "Bootstrap methods: another look at the
//! jackknife", Annals of Statistics 7, 1979): people are drawn again with
//! replacement, keep their order, and the first part is cut anew.

/// The measure over one list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lift {
    /// People on the list.
    pub people: usize,
    /// Positives on the list.
    pub positives: usize,
    /// People in the first part.
    pub first: usize,
    /// Positives in the first part.
    pub hits: usize,
}

/// An interval that holds the true value in 95 of 100 samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// 2.5 % of the resamples lie below.
    pub low: f64,
    /// 2.5 % of the resamples lie above.
    pub high: f64,
}

impl Lift {
    /// Measures a list, first in order first; `true` is a positive. The first
    /// part is one in `one_in`, rounded up. `None` without any positive.
    pub fn of(ranked: &[bool], one_in: usize) -> Option<Self> {
        let first = ranked.len().div_ceil(one_in.max(1));
        let count = |part: &[bool]| part.iter().filter(|positive| **positive).count();
        let positives = count(ranked);
        let lift = Self { people: ranked.len(), positives, first, hits: count(&ranked[..first]) };
        (positives > 0).then_some(lift)
    }

    /// Rate of positives on the whole list, 0 to 1.
    pub fn base_rate(&self) -> f64 {
        ratio(self.positives, self.people)
    }

    /// Rate of positives in the first part, 0 to 1.
    pub fn precision(&self) -> f64 {
        ratio(self.hits, self.first)
    }

    /// Precision over base rate.
    pub fn value(&self) -> f64 {
        self.precision() / self.base_rate()
    }

    /// The greatest lift that any order of this list could have.
    pub fn ceiling(&self) -> f64 {
        ratio(self.positives.min(self.first), self.first) / self.base_rate()
    }
}

/// Percentile bootstrap of [`Lift::value`]. `draw(n)` gives a uniform number
/// below `n`; the same draws give the same interval. `None` if a lift is
/// undefined for every resample.
pub fn bootstrap(
    ranked: &[bool],
    one_in: usize,
    resamples: usize,
    mut draw: impl FnMut(usize) -> usize,
) -> Option<Interval> {
    let mut lifts: Vec<f64> = (0..resamples)
        .filter_map(|_| {
            let mut places: Vec<usize> = ranked.iter().map(|_| draw(ranked.len())).collect();
            places.sort_unstable();
            let again: Vec<bool> =
                places.into_iter().filter_map(|place| ranked.get(place).copied()).collect();
            Lift::of(&again, one_in).map(|lift| lift.value())
        })
        .collect();
    lifts.sort_unstable_by(f64::total_cmp);
    let at = |per_mille: usize| {
        let place = (lifts.len() * per_mille).div_ceil(1_000).max(1) - 1;
        lifts.get(place).copied()
    };
    Some(Interval { low: at(25)?, high: at(975)? })
}

#[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten people, four positives; of the first two, both.
    const RANKED: [bool; 10] = [true, true, false, true, false, false, true, false, false, false];

    #[test]
    fn lift_is_the_rate_at_the_top_over_the_rate_in_all() {
        let lift = Lift::of(&RANKED, 5).unwrap();
        assert!((lift.value() - 2.5).abs() < 1e-12);
    }

    #[test]
    fn the_first_part_is_rounded_up() {
        assert_eq!(Lift::of(&RANKED, 4).unwrap().first, 3);
    }

    #[test]
    fn no_order_beats_the_ceiling() {
        let lift = Lift::of(&RANKED, 2).unwrap();
        assert!((lift.ceiling() - 2.0).abs() < 1e-12);
    }

    #[test]
    fn without_positives_there_is_no_lift() {
        assert_eq!(Lift::of(&[false; 3], 2), None);
    }

    #[test]
    fn drawing_everybody_once_gives_the_lift_itself() {
        let mut next = 0;
        let interval = bootstrap(&RANKED, 5, 3, |n| {
            next += 1;
            (next - 1) % n
        });
        assert_eq!(interval, Some(Interval { low: 2.5, high: 2.5 }));
    }

    #[test]
    fn the_interval_leaves_out_a_fortieth_at_each_end() {
        // A resample of [true, false] has lift 2 as it stands, 1 if both
        // draws are the first.
        let high_with = |twos: usize| {
            let mut drawn = 0;
            let interval = bootstrap(&[true, false], 2, 40, |_| {
                drawn += 1;
                usize::from(drawn <= 2 * twos && drawn % 2 == 0)
            });
            interval.map(|found| found.high)
        };
        assert_eq!([high_with(1), high_with(2)], [Some(1.0), Some(2.0)]);
    }
}
