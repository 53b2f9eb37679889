//! Which rules took part in something, and how often each combination did.
//!
//! What rules do together (overlap, what one adds, a frontier) depends only on
//! how often each *combination* of rules occurred: for each unit, which rules
//! rang for it; for each day of a student, which rules newly rang. So these
//! counts are kept, and no student is.

use std::collections::BTreeMap;

/// A set of rules, by place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Members([u64; 4]);

impl Members {
    /// Places that a set can hold: 0 to 255.
    pub const MOST: usize = 256;

    /// With one more; a place beyond the last is passed over.
    pub fn insert(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Without this one; was it a member?
    pub fn remove(&mut self, place: usize) -> bool {
        let there = self.contains(place);
        if let Some(word) = self.0.get_mut(place / 64).filter(|_| there) {
            *word ^= 1 << (place % 64);
        }
        there
    }

    /// Is this one a member?
    pub fn contains(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Without members?
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    /// Those in both.
    #[must_use]
    pub fn among(&self, others: &Self) -> Self {
        let mut both = *self;
        both.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word &= other);
        both
    }

    /// The members, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let words = self.0;
        (0..4).flat_map(move |place| {
            let mut word = words[place];
            std::iter::from_fn(move || {
                (word != 0).then(|| {
                    let bit = word.trailing_zeros() as usize;
                    word &= word - 1;
                    place * 64 + bit
                })
            })
        })
    }
}

impl FromIterator<usize> for Members {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        let mut members = Self::default();
        places.into_iter().for_each(|place| members.insert(place));
        members
    }
}

/// How often each combination occurred. The empty one is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Combinations(BTreeMap<Members, u64>);

impl Combinations {
    /// Once more.
    pub fn add(&mut self, members: Members) {
        if !members.is_empty() {
            *self.0.entry(members).or_default() += 1;
        }
    }

    /// Both together.
    pub fn merge(&mut self, other: &Self) {
        for (members, count) in &other.0 {
            *self.0.entry(*members).or_default() += count;
        }
    }

    /// Every combination and how often it occurred, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (&Members, u64)> {
        self.0.iter().map(|(members, count)| (members, *count))
    }

    /// How many times any of these rules took part.
    pub fn any(&self, of: &Members) -> u64 {
        self.iter().filter(|(members, _)| !members.among(of).is_empty()).map(|(_, n)| n).sum()
    }

    /// How many times this rule took part and none of the others did.
    pub fn only(&self, rule: usize, others: &Members) -> u64 {
        let alone = |members: &Members| members.among(others).iter().all(|place| place == rule);
        let counts = self.iter().filter(|(members, _)| members.contains(rule) && alone(members));
        counts.map(|(_, count)| count).sum()
    }

    /// (both took part, either did).
    pub fn both_and_either(&self, one: usize, other: usize) -> (u64, u64) {
        let (mut both, mut either) = (0, 0);
        for (members, count) in self.iter() {
            match (members.contains(one), members.contains(other)) {
                (true, true) => (both, either) = (both + count, either + count),
                (false, false) => {}
                _ => either += count,
            }
        }
        (both, either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(places: &[usize]) -> Members {
        places.iter().copied().collect()
    }

    fn sample() -> Combinations {
        let mut all = Combinations::default();
        for places in [&[0, 200][..], &[0], &[0, 200], &[200], &[3], &[]] {
            all.add(set(places));
        }
        all
    }

    #[test]
    fn a_set_gives_its_members_in_order() {
        assert_eq!(set(&[255, 0, 64, 63]).iter().collect::<Vec<_>>(), [0, 63, 64, 255]);
    }

    #[test]
    fn a_member_is_removed_once() {
        let mut members = set(&[3, 70]);
        assert_eq!([70, 70, 300].map(|place| members.remove(place)), [true, false, false]);
        assert_eq!(members, set(&[3]));
    }

    #[test]
    fn a_place_beyond_the_last_is_no_member() {
        assert!(set(&[256]).is_empty());
    }

    #[test]
    fn overlap_counts_both_and_either() {
        assert_eq!(sample().both_and_either(0, 200), (2, 4));
    }

    #[test]
    fn what_is_caught_by_one_alone_depends_on_the_others_asked() {
        let found = [set(&[0, 200, 3]), set(&[0, 3])].map(|others| sample().only(0, &others));
        assert_eq!(found, [1, 3]);
    }

    #[test]
    fn any_of_some_is_counted_once() {
        assert_eq!(sample().any(&set(&[0, 3])), 4);
    }

    #[test]
    fn merging_adds_counts() {
        let mut twice = sample();
        twice.merge(&sample());
        assert_eq!(twice.both_and_either(0, 200), (4, 8));
    }
}
