//! How many days, as a histogram of whole days: it can be added to another,
//! and takes the same room for ten students and for a million.

use serde::Serialize;

/// Days from which on no more are told apart.
const MOST: usize = 400;

/// A histogram with one bin a day; the last holds everything longer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    bins: Vec<u32>,
    count: u64,
}

/// The quarters of a distribution, in whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quartiles {
    /// How many there are.
    pub count: u64,
    /// A quarter is at most this.
    pub lower: u32,
    /// Half is at most this.
    pub median: u32,
    /// Three quarters are at most this; 400 stands for 400 and more.
    pub upper: u32,
}

impl Days {
    /// One more, rounded down to whole days; less than none is none.
    pub fn add(&mut self, span: vigie_domain::time::Span) {
        let day = usize::try_from(span.whole_days()).unwrap_or(0).min(MOST);
        if self.bins.len() <= day {
            self.bins.resize(day + 1, 0);
        }
        self.bins[day] += 1;
        self.count += 1;
    }

    /// Both together.
    pub fn merge(&mut self, other: &Self) {
        if self.bins.len() < other.bins.len() {
            self.bins.resize(other.bins.len(), 0);
        }
        for (bin, more) in self.bins.iter_mut().zip(&other.bins) {
            *bin += more;
        }
        self.count += other.count;
    }

    /// The quarters by nearest rank; `None` without any.
    pub fn quartiles(&self) -> Option<Quartiles> {
        let at = |quarter: u64| {
            let rank = (self.count * quarter).div_ceil(4).max(1);
            let mut below = 0;
            let bin = self.bins.iter().position(|bin| {
                below += u64::from(*bin);
                below >= rank
            })?;
            u32::try_from(bin).ok()
        };
        Some(Quartiles { count: self.count, lower: at(1)?, median: at(2)?, upper: at(3)? })
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::time::Span;

    use super::*;

    fn of(days: &[i64]) -> Days {
        let mut histogram = Days::default();
        for day in days {
            histogram.add(Span::days(*day));
        }
        histogram
    }

    #[test]
    fn quartiles_are_days_that_occurred() {
        let found = of(&[9, 1, 4, 30]).quartiles().unwrap();
        assert_eq!((found.lower, found.median, found.upper), (1, 4, 9));
    }

    #[test]
    fn merging_is_counting_together() {
        let mut one = of(&[1, 2]);
        one.merge(&of(&[500, 3]));
        assert_eq!(one, of(&[3, 2, 1, 1_000]));
    }

    #[test]
    fn of_none_there_are_no_quartiles() {
        assert_eq!(Days::default().quartiles(), None);
    }
}
