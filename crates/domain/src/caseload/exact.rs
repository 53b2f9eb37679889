//! The fewest moves after which nobody is over their limit.
//!
//! It is a packing problem, so no fast method finds the fewest every time. A
//! greedy plan comes first; where it meets the lower bound it is the best one,
//! which is the usual case. Else plans of ever more moves are searched, in
//! which only somebody over the limit gives: in any plan that works, whoever
//! is over gives at least one of those not moved yet, so none is missed.

use crate::time::Instant;
use std::cmp::Reverse;

/// Partial plans looked at before the greedy one is kept, at most.
const MOST_PLANS: usize = 60_000;
/// Looking at one takes as many steps as there are items, for each seat. So
/// many in all: some tens of milliseconds.
const STEPS: usize = 8_000_000;

/// Something that may be moved.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its place in the list that it comes from.
    pub(super) place: usize,
    /// The seat that has it.
    pub(super) at: usize,
    pub(super) minutes: u32,
    /// Since when it is there: what came last goes first.
    pub(super) since: Instant,
    /// The seats to which it may go, the best first.
    pub(super) to: Vec<usize>,
}

/// Seats with limits, and what they hold.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// What each seat holds now.
    pub(super) loads: Vec<u32>,
    /// What it may hold.
    pub(super) most: Vec<u32>,
    pub(super) items: Vec<Item>,
}

/// An item goes to a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) item: usize,
    pub(super) to: usize,
}

/// Moves after which nobody is over the limit.
pub(super) struct Solution {
    pub(super) moves: Vec<Move>,
    /// Fewer would not do.
    pub(super) fewest: bool,
}

/// Moves that help, and whether nobody is over the limit then.
pub(super) struct Attempt {
    pub(super) moves: Vec<Move>,
    complete: bool,
}

impl Problem {
    fn excess_of(&self, seat: usize) -> u32 {
        self.loads[seat].saturating_sub(self.most[seat])
    }

    /// What is beyond the limits, in all.
    pub(super) fn excess(&self) -> u32 {
        (0..self.loads.len()).map(|seat| self.excess_of(seat)).sum()
    }

    /// The seat that is furthest over its limit.
    fn fullest(&self, but: &[usize]) -> Option<usize> {
        let over = (0..self.loads.len()).filter(|&seat| self.excess_of(seat) > 0);
        over.filter(|seat| !but.contains(seat)).max_by_key(|&seat| self.excess_of(seat))
    }

    fn go(&mut self, item: usize, to: usize) {
        let Item { at, minutes, .. } = self.items[item];
        self.loads[at] -= minutes;
        self.loads[to] += minutes;
    }

    fn return_from(&mut self, item: usize, to: usize) {
        let Item { at, minutes, .. } = self.items[item];
        self.loads[to] -= minutes;
        self.loads[at] += minutes;
    }

    /// The same after some moves.
    pub(super) fn after(&self, moves: &[Move]) -> Self {
        let mut after = self.clone();
        for one in moves {
            after.go(one.item, one.to);
        }
        after
    }

    /// The fewest moves there can be: each seat that is over gives its largest
    /// until it isn't. `None`: some seat can't give enough.
    fn least(&self, moved: &[bool]) -> Option<usize> {
        let mut least = 0;
        for seat in 0..self.loads.len() {
            let mut excess = self.excess_of(seat);
            let items = self.items.iter().zip(moved);
            let theirs = items.filter(|(item, moved)| {
                excess > 0 && item.at == seat && !**moved && !item.to.is_empty()
            });
            let mut sizes: Vec<u32> = theirs.map(|(item, _)| item.minutes).collect();
            sizes.sort_unstable_by_key(|minutes| Reverse(*minutes));
            for size in sizes {
                if excess == 0 {
                    break;
                }
                excess = excess.saturating_sub(size);
                least += 1;
            }
            if excess > 0 {
                return None;
            }
        }
        Some(least)
    }
}

/// The fewest moves after which nobody is over; `None` if none were found.
pub(super) fn solve(problem: &Problem) -> Option<Solution> {
    let moved = vec![false; problem.items.len()];
    let least = problem.least(&moved)?;
    let all: u64 = problem.loads.iter().copied().map(u64::from).sum();
    if all > problem.most.iter().copied().map(u64::from).sum() {
        return None;
    }
    let first = greedy(problem);
    if first.complete && first.moves.len() == least {
        return Some(Solution { moves: first.moves, fewest: true });
    }
    // One fewer than the greedy plan, or as many as there are.
    let most = if first.complete { first.moves.len() - 1 } else { problem.items.len() };
    let left = (STEPS / (problem.items.len() * problem.loads.len()).max(1)).min(MOST_PLANS);
    let mut search = Search { problem: problem.clone(), moved, moves: Vec::new(), left };
    for depth in least..=most {
        if search.within(depth) {
            return Some(Solution { moves: search.moves, fewest: true });
        }
        if search.left == 0 {
            break;
        }
    }
    first.complete.then(|| Solution { moves: first.moves, fewest: search.left > 0 })
}

/// Whoever is furthest over gives the smallest item that suffices, else their
/// largest, to a seat that stays under its limit.
pub(super) fn greedy(problem: &Problem) -> Attempt {
    let mut now = problem.clone();
    let mut moved = vec![false; now.items.len()];
    let (mut moves, mut stuck) = (Vec::new(), Vec::new());
    while let Some(seat) = now.fullest(&stuck) {
        let excess = now.excess_of(seat);
        let fits = |item: &Item| {
            let room = |to: &usize| now.loads[*to] + item.minutes <= now.most[*to];
            item.to.iter().copied().find(room)
        };
        let items = now.items.iter().enumerate();
        let candidates = items.filter(|(item, known)| known.at == seat && !moved[*item]);
        let candidates = candidates.filter_map(|(item, known)| Some((item, known, fits(known)?)));
        let chosen = candidates.min_by_key(|(_, known, _)| {
            let enough = known.minutes >= excess;
            let size = if enough { known.minutes } else { u32::MAX - known.minutes };
            (!enough, size, Reverse(known.since))
        });
        match chosen.map(|(item, _, to)| Move { item, to }) {
            Some(one) => {
                now.go(one.item, one.to);
                moved[one.item] = true;
                moves.push(one);
            }
            None => stuck.push(seat),
        }
    }
    Attempt { moves, complete: stuck.is_empty() }
}

/// A search for a plan of a given number of moves.
struct Search {
    problem: Problem,
    moved: Vec<bool>,
    moves: Vec<Move>,
    /// Partial plans that may still be looked at.
    left: usize,
}

impl Search {
    /// Is there a plan with so many moves more? Then `moves` holds it.
    fn within(&mut self, depth: usize) -> bool {
        let Some(seat) = self.problem.fullest(&[]) else { return true };
        if self.left == 0 || self.problem.least(&self.moved).is_none_or(|least| least > depth) {
            return false;
        }
        self.left -= 1;
        let mut items: Vec<usize> = (0..self.moved.len())
            .filter(|&item| self.problem.items[item].at == seat && !self.moved[item])
            .collect();
        items.sort_by_key(|&item| {
            let known = &self.problem.items[item];
            (Reverse(known.minutes), Reverse(known.since), item)
        });
        let mut tried: Vec<(u32, Vec<usize>)> = Vec::new();
        for item in items {
            let Item { minutes, to, .. } = self.problem.items[item].clone();
            // One like it was tried: this one would do no better.
            if tried.iter().any(|(known, seats)| *known == minutes && *seats == to) {
                continue;
            }
            self.moved[item] = true;
            for &to in &to {
                self.problem.go(item, to);
                self.moves.push(Move { item, to });
                if self.within(depth - 1) {
                    return true;
                }
                self.moves.pop();
                self.problem.return_from(item, to);
            }
            self.moved[item] = false;
            tried.push((minutes, to));
        }
        false
    }
}
