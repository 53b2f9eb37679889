//! Leaves stop the study clock.

use arrayvec::ArrayVec;
use serde::{Deserialize, Serialize};

use crate::time::{Instant, Span};

/// Leaves kept per enrolment; beyond, the oldest is forgotten and counted.
pub const MAX_LEAVES: usize = 12;

/// A stretch of time that does not count as study, `[from, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// First instant away.
    pub from: Instant,
    /// First instant back; [`Instant::NEVER`] while nobody knows.
    pub until: Instant,
}

/// The leaves of one enrolment: disjoint, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaves {
    spans: ArrayVec<Leave, MAX_LEAVES>,
    /// How many were forgotten.
    pub overflow: u16,
}

/// Elapsed study time as a line in `t`, and how long that line holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elapsed {
    /// Elapsed seconds at the instant asked about.
    pub seconds: i64,
    /// Does the clock run at that instant?
    pub running: bool,
    /// Next instant at which it starts or stops.
    pub until: Instant,
}

impl Leaves {
    /// A leave becomes known; overlapping leaves become one.
    pub fn add(&mut self, leave: Leave) {
        if leave.until <= leave.from {
            return;
        }
        let mut merged = leave;
        self.spans.retain(|span| {
            let apart = span.until < merged.from || merged.until < span.from;
            if !apart {
                merged.from = merged.from.min(span.from);
                merged.until = merged.until.max(span.until);
            }
            apart
        });
        if self.spans.is_full() {
            self.spans.remove(0);
            self.overflow = self.overflow.saturating_add(1);
        }
        let place = self.spans.partition_point(|span| span.from < merged.from);
        self.spans.insert(place, merged);
    }

    /// The student is back at `at`: the present leave ends here.
    pub fn end(&mut self, at: Instant) {
        for span in &mut self.spans {
            if span.from <= at && at < span.until {
                span.until = at;
            }
        }
        self.spans.retain(|span| span.from < span.until);
    }

    /// The leave that holds `at`.
    pub fn at(&self, at: Instant) -> Option<Leave> {
        self.spans.iter().copied().find(|span| span.from <= at && at < span.until)
    }

    /// The last leave that ended at or before `at`.
    pub fn ended_before(&self, at: Instant) -> Option<Leave> {
        self.spans.iter().copied().rfind(|span| span.until <= at)
    }

    /// Next instant after `at` at which a leave starts or ends.
    pub fn next_change(&self, at: Instant) -> Instant {
        self.spans
            .iter()
            .flat_map(|span| [span.from, span.until])
            .find(|&change| change > at)
            .unwrap_or(Instant::NEVER)
    }

    /// Does any leave touch `[from, until)`?
    pub fn touch(&self, from: Instant, until: Instant) -> bool {
        self.spans.iter().any(|span| span.from < until && from < span.until)
    }

    /// Time from `from` to `at` without the leaves in between.
    pub fn elapsed(&self, from: Instant, at: Instant) -> Elapsed {
        if self.spans.is_empty() {
            return Elapsed { seconds: at.since(from).0, running: true, until: Instant::NEVER };
        }
        let away: i64 = self
            .spans
            .iter()
            .map(|span| span.until.min(at).since(span.from.max(from)).0.max(0))
            .sum();
        Elapsed {
            seconds: at.since(from).0 - away,
            running: self.at(at).is_none(),
            until: self.next_change(at),
        }
    }
}

/// A leave of known length, or of none yet.
impl Leave {
    /// How long it lasts, if its end is known.
    pub fn length(self) -> Option<Span> {
        (self.until != Instant::NEVER).then(|| self.until - self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leave(from: i64, until: i64) -> Leave {
        Leave { from: Instant(from), until: Instant(until) }
    }

    #[test]
    fn overlapping_leaves_become_one() {
        let mut leaves = Leaves::default();
        leaves.add(leave(10, 20));
        leaves.add(leave(40, 50));
        leaves.add(leave(15, 40));
        assert_eq!(leaves.spans.as_slice(), &[leave(10, 50)]);
    }

    #[test]
    fn the_study_clock_stands_still_during_a_leave() {
        let mut leaves = Leaves::default();
        leaves.add(leave(100, 200));
        let before = leaves.elapsed(Instant(0), Instant(50));
        assert_eq!(before, Elapsed { seconds: 50, running: true, until: Instant(100) });
        let during = leaves.elapsed(Instant(0), Instant(150));
        assert_eq!(during, Elapsed { seconds: 100, running: false, until: Instant(200) });
        let after = leaves.elapsed(Instant(0), Instant(250));
        assert_eq!(after, Elapsed { seconds: 150, running: true, until: Instant::NEVER });
    }

    #[test]
    fn coming_back_early_cuts_the_leave() {
        let mut leaves = Leaves::default();
        leaves.add(Leave { from: Instant(100), until: Instant::NEVER });
        leaves.end(Instant(130));
        assert_eq!(leaves.elapsed(Instant(0), Instant(200)).seconds, 170);
    }

    #[test]
    fn the_oldest_leave_is_forgotten_and_counted() {
        let mut leaves = Leaves::default();
        for n in 0..20 {
            leaves.add(leave(n * 100, n * 100 + 10));
        }
        assert_eq!(leaves.spans.len(), MAX_LEAVES);
        assert_eq!(usize::from(leaves.overflow), 20 - MAX_LEAVES);
    }
}
