//! Where a pattern fits in a sentence.
//!
//! All ways to fit are followed at once: the set of places reached so far is
//! one machine word, a bit for each of the next 63 words. So the time a
//! pattern takes depends on its length, never on the text.

use super::pattern::Node;
use super::reading::{Reading, Sentence};
use super::rules::Rules;

/// Places reached, counted in words from where the match began.
type Places = u64;

/// Finds one sentence's matches.
#[derive(Clone, Copy)]
pub(super) struct Matcher<'a> {
    pub(super) rules: &'a Rules,
    pub(super) reading: &'a Reading,
    pub(super) sentence: &'a Sentence,
    /// Whether a gap may take any word: so for stated danger, where to miss
    /// is worse than to be wrong.
    pub(super) generous: bool,
}

impl Matcher<'_> {
    /// The end of the longest match that begins at `start`, if it has words.
    pub(super) fn end(&self, pattern: &[Node], start: usize) -> Option<usize> {
        let places = self.follow(pattern, start, 1);
        let longest = 63_usize.checked_sub(places.leading_zeros() as usize)?;
        (longest > 0).then_some(start + longest)
    }

    fn follow(&self, pattern: &[Node], start: usize, mut places: Places) -> Places {
        for node in pattern {
            if places == 0 {
                return 0;
            }
            places = match node {
                Node::Word(atoms) => {
                    self.step(start, places, |word| self.reading.words[word].is_among(atoms))
                }
                Node::Gap(width) => {
                    let mut reached = places;
                    for _ in 0..*width {
                        reached |= self.step(start, reached, |word| self.may_be_skipped(word));
                    }
                    reached
                }
                Node::Choice { ways, optional } => {
                    let kept = if *optional { places } else { 0 };
                    ways.iter().fold(kept, |reached, way| reached | self.follow(way, start, places))
                }
                Node::Start => self.keep(start, places, |word| {
                    word == self.sentence.words.start || self.reading.words[word].starts_clause
                }),
                Node::End => self.keep_at(start, places, |word| {
                    word == self.sentence.words.end || self.reading.words[word].after_comma
                }),
                Node::Question if self.sentence.question => places,
                Node::Question => 0,
            };
        }
        places
    }

    /// The places one word further, where that word is wanted.
    fn step(&self, start: usize, places: Places, wanted: impl Fn(usize) -> bool) -> Places {
        self.keep(start, places, wanted) << 1
    }

    /// The places where a wanted word stands.
    fn keep(&self, start: usize, places: Places, wanted: impl Fn(usize) -> bool) -> Places {
        self.keep_at(start, places, |word| word < self.sentence.words.end && wanted(word))
    }

    /// The wanted places; the end of the sentence is one that may be.
    fn keep_at(&self, start: usize, places: Places, wanted: impl Fn(usize) -> bool) -> Places {
        let mut kept = 0;
        let mut left = places;
        while left != 0 {
            let place = left.trailing_zeros();
            left &= left - 1;
            let word = start + place as usize;
            if word <= self.sentence.words.end && wanted(word) {
                kept |= 1 << place;
            }
        }
        kept
    }

    /// A gap takes no word that negates, turns the sense or begins anew.
    fn may_be_skipped(&self, index: usize) -> bool {
        let word = &self.reading.words[index];
        self.generous
            || !word.after_comma
                && !word.is_among(&self.rules.negators)
                && !word.is_among(&self.rules.turns)
    }

    /// Whether one of the three words before `start`, in the same clause,
    /// negates.
    pub(super) fn negated(&self, start: usize) -> bool {
        let words = &self.reading.words;
        for back in 1..=3 {
            let Some(before) =
                start.checked_sub(back).filter(|at| *at >= self.sentence.words.start)
            else {
                return false;
            };
            if words[before + 1].starts_clause || words[before].is_among(&self.rules.barriers) {
                return false;
            }
            if words[before].is_among(&self.rules.negators) {
                return true;
            }
        }
        false
    }
}
