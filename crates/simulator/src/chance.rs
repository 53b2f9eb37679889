//! Seeded chance: one stream of numbers per student and subject.
//!
//! A student who draws once more than before shifts only their own later
//! draws on that subject, never anybody else's.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::StandardNormal;

/// What a stream of numbers is used for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Strand {
    /// Name, age, habits.
    Person,
    /// Enquiry and enrolment.
    Arrival,
    /// Hidden obstacles.
    Obstacle,
    /// Days of study, works, defences.
    Study,
    /// Sessions with mentors.
    Mentoring,
    /// Messages, calls, posts, notes.
    Contact,
    /// Job search and work.
    Job,
    /// The team itself.
    Team,
    /// When they like to be called.
    Hours,
}

/// A stream of numbers: the same (seed, owner, strand) gives the same stream.
#[derive(Clone, Debug)]
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of one owner on one subject.
    pub(crate) fn of(seed: u64, owner: u32, strand: Strand) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(u64::from(owner) * 16 + strand as u64);
        Self(rng)
    }

    /// True with probability `p`; `p` outside 0..=1 is taken as the nearer end.
    pub(crate) fn yes(&mut self, p: f64) -> bool {
        self.0.random::<f64>() < p
    }

    /// A whole number between two others, both possible.
    pub(crate) fn int(&mut self, low: i32, high: i32) -> i32 {
        self.0.random_range(low..=high.max(low))
    }

    /// A number between two others.
    pub(crate) fn real(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.random::<f64>()
    }

    /// A number around a mean, within two and a half deviations of it.
    pub(crate) fn bell(&mut self, mean: f64, deviation: f64) -> f64 {
        let z: f64 = self.0.sample(StandardNormal);
        mean + deviation * z.clamp(-2.5, 2.5)
    }

    /// One of a non-empty list.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.0.random_range(0..list.len())]
    }

    /// The place of one of several weights, drawn in proportion to them.
    pub(crate) fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.0.random::<f64>() * weights.iter().sum::<f64>();
        for (place, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return place;
            }
        }
        weights.len() - 1
    }
}

/// The nearest whole number, held within ±1,000,000.
#[expect(clippy::cast_possible_truncation, reason = "clamped far inside the range of i32")]
pub(crate) fn whole(x: f64) -> i32 {
    x.round().clamp(-1e6, 1e6) as i32
}

/// A non-negative whole number as an unsigned one; negative becomes zero.
pub(crate) fn count(n: i32) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(mut chance: Chance) -> Vec<i32> {
        (0..20).map(|_| chance.int(0, 1_000_000)).collect()
    }

    #[test]
    fn streams_differ_by_owner_and_by_strand() {
        let one = draws(Chance::of(7, 1, Strand::Study));
        assert_eq!(one, draws(Chance::of(7, 1, Strand::Study)));
        assert_ne!(one, draws(Chance::of(7, 2, Strand::Study)));
        assert_ne!(one, draws(Chance::of(7, 1, Strand::Job)));
        assert_ne!(one, draws(Chance::of(8, 1, Strand::Study)));
    }

    #[test]
    fn weights_are_followed() {
        let mut chance = Chance::of(1, 1, Strand::Person);
        let mut seen = [0_u32; 3];
        for _ in 0..4_000 {
            seen[chance.weighted(&[1.0, 0.0, 3.0])] += 1;
        }
        assert_eq!(seen[1], 0);
        assert!((800..1_200).contains(&seen[0]), "{seen:?}");
    }
}
