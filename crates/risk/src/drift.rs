//! Have the numbers moved away from those that a model learned from?
//!
//! The population stability index: Σ (p − q) · ln(p / q) over the tenths of
//! training and "missing" (Siddiqi, Credit Risk Scorecards, 2006). Below 0.1
//! nothing has moved, above 0.25 the model looks at other people.
//!
//! Like is compared with like: people in the third week of their studies have
//! done less than people in the thirtieth, and a school with intakes has now
//! one, now the other. What is expected of people today is therefore what was
//! so in training at the same stages of study, as many of each as there are
//! today. What chance alone moves among so few people is taken off.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use vigie_domain::time::{DAY, HOUR, Instant, Span};

use crate::family::Family;
use crate::table::Heading;

/// From here on a column is worth a look.
pub const WATCH: f64 = 0.1;
/// From here on it has moved.
pub const MOVED: f64 = 0.25;
/// From here on, what is said and what comes true lie too far apart.
pub const WELL_CALIBRATED: f64 = 0.05;
/// Fewer people say nothing about a distribution.
pub const LEAST_PEOPLE: usize = 100;
/// An empty bin counts as this share.
const LEAST_SHARE: f64 = 1e-3;
const BINS: usize = 10;
/// Stages of study: so many weeks from the first day, and all later ones.
const WEEKS: usize = 52;
/// To a week that was looked at less often in training, those around it are
/// added.
const LEAST_LOOKS: u64 = 100;
/// Days that a clock's change may move: where a source closes its days at
/// another midnight than the school, the same day is an hour longer in winter.
const CLOCKS: f64 = 3.0 / 24.0;

/// The stage of study at a look: its week, counted from 0.
pub fn stage(first_day: Instant, at: Instant) -> usize {
    // A week with a day of 23 hours is one, too.
    let weeks = (at - first_day + Span(12 * HOUR.0)).0.div_euclid(7 * DAY.0).max(0);
    usize::try_from(weeks).unwrap_or(WEEKS).min(WEEKS)
}

/// May this column ring? Not where it only tells programmes, intakes or days
/// apart: another intake is another intake, whoever is in it. Nor where it
/// compares people with those who began with them: of the whole cohort, ranks
/// are always the same.
pub fn may_ring(heading: &Heading) -> bool {
    const DAYS: [&str; 3] = ["days_known", "days_since_enrolled", "time_since_enrolled"];
    let name = heading.name.as_str();
    heading.family != Family::Programme && !DAYS.contains(&name) && !name.ends_with("_rank")
}

/// When a model should no longer be believed: part of its card.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// A column or the probabilities moved so far: worth a look.
    pub watch: f64,
    /// So far: it has to be looked at.
    pub moved: f64,
    /// Expected calibration error above which it has to be looked at.
    pub calibration: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { watch: WATCH, moved: MOVED, calibration: WELL_CALIBRATED }
    }
}

/// People of today, bin by bin and stage by stage: counted in any number of
/// parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    bins: Vec<u64>,
    stages: Vec<u64>,
}

/// How a column was spread in training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Rising; a value on a cut lies above it.
    cuts: Vec<f64>,
    /// Looks at each stage of study, in each bin: one more than cuts, and a
    /// last one for missing values.
    by_stage: Vec<Vec<u64>>,
    /// The middle value; NaN if there is none.
    pub median: f64,
}

impl Summary {
    /// Summarises a column whose rows were looked at in these stages; NaN is
    /// missing.
    pub fn of(column: &[f64], stages: &[usize]) -> Self {
        Self::cut(column, stages, 0.0)
    }

    /// The same of days: no cut lies between an hour's more and less.
    pub fn of_days(column: &[f64], stages: &[usize]) -> Self {
        Self::cut(column, stages, CLOCKS)
    }

    fn cut(column: &[f64], stages: &[usize], lower: f64) -> Self {
        let mut known: Vec<f64> = column.iter().copied().filter(|v| v.is_finite()).collect();
        known.sort_unstable_by(f64::total_cmp);
        let tenth = |tenth: usize| Some(known.get(known.len() * tenth / BINS)? - lower);
        let mut cuts: Vec<f64> = (1..BINS).filter_map(tenth).collect();
        cuts.dedup();
        // A cut at the least value would leave nothing below it.
        cuts.retain(|cut| known.first().is_some_and(|least| cut > least));
        let median = known.get(known.len() / 2).copied().unwrap_or(f64::NAN);
        let mut summary = Self { by_stage: vec![vec![0; cuts.len() + 2]; WEEKS + 1], cuts, median };
        for (value, stage) in column.iter().zip(stages) {
            let bin = summary.bin(*value);
            summary.by_stage[(*stage).min(WEEKS)][bin] += 1;
        }
        summary
    }

    /// The place of a value among the bins.
    fn bin(&self, value: f64) -> usize {
        if value.is_finite() {
            self.cuts.partition_point(|cut| *cut <= value)
        } else {
            self.cuts.len() + 1
        }
    }

    /// How far a column of today has moved; 0 for nobody.
    pub fn moved(&self, column: &[f64], stages: &[usize]) -> f64 {
        let mut tally = Tally::default();
        self.count(&mut tally, column, stages);
        self.moved_by(&tally)
    }

    /// Counts a part of a column of today, whose rows are in these stages.
    pub fn count(&self, tally: &mut Tally, column: &[f64], stages: &[usize]) {
        tally.bins.resize(self.cuts.len() + 2, 0);
        tally.stages.resize(WEEKS + 1, 0);
        for (value, stage) in column.iter().zip(stages) {
            tally.bins[self.bin(*value)] += 1;
            tally.stages[(*stage).min(WEEKS)] += 1;
        }
    }

    /// How far all that was counted has moved; 0 for nobody.
    pub fn moved_by(&self, tally: &Tally) -> f64 {
        let people: u64 = tally.bins.iter().sum();
        if people == 0 {
            return 0.0;
        }
        let (now, (expected, looks)) = (shares(&tally.bins), self.expected(&tally.stages));
        let bins = || expected.iter().zip(&now).filter(|(before, now)| **before + **now > 0.0);
        let index: f64 = bins()
            .map(|(before, now)| (before.max(LEAST_SHARE), now.max(LEAST_SHARE)))
            .map(|(before, now)| (now - before) * (now / before).ln())
            .sum();
        let by_chance = count(bins().count() as u64 - 1) * (1.0 / count(people) + looks);
        (index - by_chance).max(0.0)
    }

    /// The shares of training, as many of each stage as there are; and one in
    /// how many looks they were found with.
    fn expected(&self, stages: &[u64]) -> (Vec<f64>, f64) {
        let looks: Vec<u64> = self.by_stage.iter().map(|bins| bins.iter().sum()).collect();
        // What each stage of training stands for.
        let mut parts = vec![0.0; looks.len()];
        for (stage, weight) in shares(stages).into_iter().enumerate() {
            let near = around(&looks, stage);
            let all = count(looks[near.clone()].iter().sum::<u64>().max(1));
            for (part, looks) in parts[near.clone()].iter_mut().zip(&looks[near]) {
                *part += weight * count(*looks) / all;
            }
        }
        let (mut expected, mut one_in) = (vec![0.0; self.cuts.len() + 2], 0.0);
        for ((part, looks), bins) in parts.into_iter().zip(looks).zip(&self.by_stage) {
            for (sum, share) in expected.iter_mut().zip(shares(bins)) {
                *sum += part * share;
            }
            one_in += part * part / count(looks.max(1));
        }
        (expected, one_in)
    }
}

/// A stage, and as many before and after it as it takes to have looks enough.
fn around(looks: &[u64], stage: usize) -> Range<usize> {
    let wide = |by: usize| stage.saturating_sub(by)..(stage + by + 1).min(looks.len());
    let enough = |near: &Range<usize>| looks[near.clone()].iter().sum::<u64>() >= LEAST_LOOKS;
    (0..looks.len()).map(wide).find(enough).unwrap_or(0..looks.len())
}

#[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
fn count(people: u64) -> f64 {
    people as f64
}

/// The share of each bin.
#[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
fn shares(counts: &[u64]) -> Vec<f64> {
    let all = counts.iter().sum::<u64>().max(1) as f64;
    counts.iter().map(|count| *count as f64 / all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rising(from: u32) -> Vec<f64> {
        (from..from + 1_000).map(f64::from).collect()
    }

    /// All in one stage.
    fn summary(column: &[f64]) -> Summary {
        Summary::of(column, &vec![0; column.len()])
    }

    fn moved(summary: &Summary, column: &[f64]) -> f64 {
        summary.moved(column, &vec![0; column.len()])
    }

    #[test]
    fn the_same_people_have_not_moved() {
        assert!(moved(&summary(&rising(0)), &rising(0)).abs() < 1e-12);
    }

    #[test]
    fn half_a_range_further_has_moved() {
        assert!(moved(&summary(&rising(0)), &rising(500)) > MOVED);
    }

    #[test]
    fn numbers_that_stop_coming_have_moved() {
        let mut silent = rising(0);
        silent[..300].fill(f64::NAN);
        assert!(moved(&summary(&rising(0)), &silent) > MOVED);
    }

    #[test]
    fn people_at_one_stage_are_compared_with_those_who_were_there() {
        // Whoever is further has done more.
        let column = [rising(0), rising(1_000)].concat();
        let stages = [vec![1; 1_000], vec![8; 1_000]].concat();
        let summary = Summary::of(&column, &stages);
        assert!(summary.moved(&rising(1_000), &[8; 1_000]) < 0.01);
        assert!(summary.moved(&rising(1_000), &[1; 1_000]) > MOVED);
        // For a stage that nobody knew, the nearest stands.
        assert!(summary.moved(&rising(1_000), &[6; 1_000]) < 0.01);
        assert!(summary.moved(&rising(0), &[3; 1_000]) < 0.01);
    }

    #[test]
    fn a_stage_that_few_were_seen_at_is_compared_with_those_around_it() {
        // Forty looks a week, and the number grows with the weeks.
        let stages: Vec<usize> = (0..30).flat_map(|stage| [stage; 40]).collect();
        let value = |(place, stage): (usize, &usize)| {
            f64::from(u32::try_from(10 * stage + place % 40).unwrap())
        };
        let column: Vec<f64> = stages.iter().enumerate().map(value).collect();
        let summary = Summary::of(&column, &stages);
        let there: Vec<usize> =
            stages.iter().copied().filter(|stage| (10..14).contains(stage)).collect();
        let now: Vec<f64> = there.iter().enumerate().map(value).collect();
        assert!(summary.moved(&now, &there) < WATCH, "{}", summary.moved(&now, &there));
        assert!(summary.moved(&now, &vec![25; there.len()]) > MOVED);
    }

    #[test]
    fn days_that_end_an_hour_later_in_winter_have_not_moved() {
        let days = |hour: f64| -> Vec<f64> {
            (0..1_000).map(|day| f64::from(day % 7) + hour / 24.0).collect()
        };
        let winter = [days(23.0), days(23.0), days(22.0)].concat();
        let stages = vec![0; winter.len()];
        assert!(Summary::of_days(&winter, &stages).moved(&days(22.0), &[0; 1_000]) < 0.01);
        assert!(Summary::of(&winter, &stages).moved(&days(22.0), &[0; 1_000]) > WATCH);
    }

    #[test]
    fn a_stage_is_counted_in_weeks_from_the_first_day() {
        let at = |days| stage(Instant(0), Instant(0) + Span::days(days));
        assert_eq!([at(-3), at(0), at(13), at(14), at(400)], [0, 0, 1, 2, WEEKS]);
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let (summary, column) = (summary(&rising(0)), rising(300));
        let mut tally = Tally::default();
        for part in column.chunks(170) {
            summary.count(&mut tally, part, &vec![0; part.len()]);
        }
        assert!((summary.moved_by(&tally) - moved(&summary, &column)).abs() < 1e-12);
    }

    #[test]
    fn the_index_is_as_by_hand() {
        // Half and half, then 70 to 30: 0.2·ln 1.4 − 0.2·ln 0.6, less what chance
        // gives for two bins, a thousand people, and a thousand before.
        let half = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        let later = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
        let expected = 0.2 * 1.4_f64.ln() - 0.2 * 0.6_f64.ln() - 0.002;
        assert!((moved(&summary(&half.repeat(100)), &later.repeat(100)) - expected).abs() < 1e-9);
    }

    #[test]
    fn constant_empty_and_exploding_columns_have_an_index() {
        let columns = [vec![3.0; 50], vec![f64::NAN; 50], vec![f64::MAX, f64::MIN, 0.0], vec![]];
        for column in &columns {
            for other in &columns {
                assert!(moved(&summary(column), other).is_finite());
            }
        }
    }
}
