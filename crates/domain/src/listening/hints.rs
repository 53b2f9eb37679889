//! Hints that say danger only together.
//!
//! Thanks for everything hint at nothing much, and neither does a cat that
//! somebody should take, nor a decision that makes calm. All three in one
//! message are a farewell. A hint belongs to a family (thanks and farewells,
//! belongings given away, calm after deciding, means at hand, …), a file of
//! `danger/hints` each, and counts whole or half. In [`NEIGHBOURS`] sentences
//! in a row, families add up, each with its weightiest hint; one and a half
//! is danger stated, at the places of all these hints. So one family never is
//! enough, nor are two that hint faintly.
//!
//! What only looks like danger is left out before: exceptions are as for any
//! rule, and near an everyday reason (a job, a holiday, a bug) nothing hints.

use std::ops::Range;

/// A family of hints: a rule file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Family(pub(super) u8);

/// What a hint counts, in halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight(u8);

impl Weight {
    pub(super) const WHOLE: Self = Self(2);
    pub(super) const HALF: Self = Self(1);
}

/// So many halves are danger.
const ENOUGH: u8 = 3;

/// So many sentences in a row are read together.
const NEIGHBOURS: usize = 3;

/// A place that hints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hint {
    pub(super) family: Family,
    pub(super) weight: Weight,
    /// Its words, counted through the text.
    pub(super) words: Range<usize>,
    /// Its sentence, counted through the text.
    pub(super) sentence: usize,
}

/// Those of the hints that together say danger: each once, in their order.
/// `hints` must be ordered by sentence.
pub(super) fn together(hints: &[Hint]) -> Vec<&Hint> {
    let mut saying = vec![false; hints.len()];
    let mut first = 0;
    // A window begins with a sentence that hints, as any that says danger may.
    for hinting in hints.chunk_by(|one, next| one.sentence == next.sentence) {
        let last = hinting[0].sentence + NEIGHBOURS;
        let near = hints[first..].partition_point(|hint| hint.sentence < last);
        let chosen = weightiest(&hints[first..first + near]);
        if chosen.iter().map(|at| hints[first + at].weight.0).sum::<u8>() >= ENOUGH {
            for at in &chosen {
                saying[first + at] = true;
            }
        }
        first += hinting.len();
    }
    hints.iter().zip(saying).filter_map(|(hint, says)| says.then_some(hint)).collect()
}

/// One hint of each family, the weightiest first; no word counts twice.
fn weightiest(hints: &[Hint]) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for weight in [Weight::WHOLE, Weight::HALF] {
        for (at, hint) in hints.iter().enumerate().filter(|(_, hint)| hint.weight == weight) {
            let free = chosen.iter().all(|other| {
                let other = &hints[*other];
                other.family != hint.family && !overlap(&other.words, &hint.words)
            });
            if free {
                chosen.push(at);
            }
        }
    }
    chosen
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(family: u8, weight: Weight, word: usize, sentence: usize) -> Hint {
        Hint { family: Family(family), weight, words: word..word + 2, sentence }
    }

    #[test]
    fn one_family_says_nothing() {
        let hints = [hint(1, Weight::WHOLE, 0, 0), hint(1, Weight::WHOLE, 9, 1)];
        assert!(together(&hints).is_empty());
    }

    #[test]
    fn a_hint_and_a_faint_one_are_enough() {
        let hints = [hint(1, Weight::WHOLE, 0, 0), hint(2, Weight::HALF, 9, 1)];
        assert_eq!(together(&hints).len(), 2);
    }

    #[test]
    fn two_faint_ones_are_not_but_three_are() {
        let hints = [1, 2, 3].map(|family| hint(family, Weight::HALF, 9 * family as usize, 0));
        assert!(together(&hints[..2]).is_empty());
        assert_eq!(together(&hints).len(), 3);
    }

    #[test]
    fn hints_that_are_far_apart_say_nothing() {
        let far = |sentence| [hint(1, Weight::WHOLE, 0, 0), hint(2, Weight::WHOLE, 9, sentence)];
        assert_eq!(together(&far(2)).len(), 2);
        assert!(together(&far(3)).is_empty());
    }

    #[test]
    fn no_word_counts_twice() {
        let hints = [hint(1, Weight::WHOLE, 0, 0), hint(2, Weight::WHOLE, 1, 0)];
        assert!(together(&hints).is_empty());
    }

    #[test]
    fn a_hint_in_two_windows_is_given_once() {
        let hints = [0, 1, 2].map(|at| hint(at, Weight::WHOLE, 9 * at as usize, at as usize));
        assert_eq!(together(&hints).len(), 3);
    }
}
