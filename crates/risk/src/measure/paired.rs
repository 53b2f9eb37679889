//! Two models held against each other on the same looks at the same people.

use serde::{Deserialize, Serialize};

use super::bootstrap::{measured, resampled};
use super::{Interval, Measures, Ranked, Scored};

/// One look: what each of the two said, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// What the one said.
    pub ours: f64,
    /// What the other said.
    pub theirs: f64,
    /// Did it come true?
    pub positive: bool,
    /// A number of the person.
    pub person: usize,
}

/// A figure of both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// Its name, as in a card.
    pub name: String,
    /// Of the one.
    pub ours: f64,
    /// Of the other.
    pub theirs: f64,
    /// 95 % interval of the first less the second: if 0 lies within, chance
    /// alone gives such a difference.
    pub difference: Interval,
}

impl Compared {
    /// Is the difference more than chance gives?
    pub fn is_clear(&self) -> bool {
        self.difference.low > 0.0 || self.difference.high < 0.0
    }
}

/// The figures of both, and how far apart they lie: people are drawn again with
/// replacement, the same for both (Efron 1979). Figures that are not defined are
/// left out; the same seed gives the same intervals.
pub fn compare(pairs: &[Pair], resamples: usize, seed: u64) -> Vec<Compared> {
    let of = |said: &dyn Fn(&Pair) -> f64| {
        let scored = pairs
            .iter()
            .map(|pair| (Scored { probability: said(pair), positive: pair.positive }, pair.person));
        Ranked::of_looks(scored.collect())
    };
    let (ours, theirs) = (of(&|pair| pair.ours), of(&|pair| pair.theirs));
    let apart = |times: &[u32]| {
        let (one, other) = (measured(&ours, times), measured(&theirs, times));
        std::array::from_fn(|figure| one[figure] - other[figure])
    };
    let differences = resampled(ours.persons().0, resamples, seed, apart);
    let both = Measures::of(&ours).values().into_iter().zip(Measures::of(&theirs).values());
    let compared = Measures::NAMES.into_iter().zip(both).zip(differences);
    compared
        .map(|((name, (ours, theirs)), difference)| Compared {
            name: name.to_owned(),
            ours,
            theirs,
            difference,
        })
        .filter(|one| [one.ours, one.theirs, one.difference.low].iter().all(|v| v.is_finite()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sixty people looked at twice; the other guesses.
    fn pairs(ours: impl Fn(u32, bool) -> f64) -> Vec<Pair> {
        let pair = |number: u32| {
            let positive = number.is_multiple_of(3);
            let guess = f64::from(number * 17 % 60) / 60.0;
            let person = usize::try_from(number).unwrap() / 2;
            Pair { ours: ours(number, positive), theirs: guess, positive, person }
        };
        (0..120).map(pair).collect()
    }

    fn roc(pairs: &[Pair]) -> Compared {
        compare(pairs, 200, 7).into_iter().find(|one| one.name == "auc_roc").unwrap()
    }

    #[test]
    fn a_model_against_itself_differs_by_nothing() {
        let same = pairs(|number, _| f64::from(number * 17 % 60) / 60.0);
        let found = roc(&same);
        assert_eq!(found.difference, Interval { low: 0.0, high: 0.0 });
        assert!(!found.is_clear() && found.ours.to_bits() == found.theirs.to_bits());
    }

    #[test]
    fn one_that_knows_is_clearly_better_than_one_that_guesses() {
        let found = roc(&pairs(|_, positive| if positive { 0.9 } else { 0.1 }));
        assert!(found.is_clear() && found.difference.low > 0.3, "{found:?}");
    }

    #[test]
    fn both_are_drawn_together() {
        // Always better by the same little: so it is in every resample.
        let shifted = pairs(|number, positive| {
            let guess = f64::from(number * 17 % 60) / 60.0;
            guess + if positive { 0.02 } else { 0.0 }
        });
        let found = roc(&shifted);
        assert!(found.difference.high - found.difference.low < 0.05, "{found:?}");
    }

    #[test]
    fn nobody_has_no_figures() {
        assert_eq!(compare(&[], 9, 1), []);
    }
}
