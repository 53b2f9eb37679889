//! The fewest moves after which nobody is over their limit.
//!
//! It is a packing problem, so no fast method finds the fewest every time. A
//! greedy plan comes first; where it meets the lower bound it is the best one,
//! which is the usual case. Else plans of ever more moves are searched, in
//! which only somebody over the limit gives: in any plan that works, whoever
//! is over gives at least one of those not moved yet, so none is missed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::time::Instant;

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
    pub(super) to: Ways,
}

/// The seats to which an item may go, the best first: some of its own, then
/// those of all that are like it, which are listed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ways {
    pub(super) first: Vec<usize>,
    /// Which of [`Problem::lists`]; `None`: it stays.
    pub(super) then: Option<usize>,
}

/// Seats with limits, and what they hold.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// What each seat holds now.
    loads: Vec<u32>,
    /// What it may hold.
    most: Vec<u32>,
    items: Vec<Item>,
    /// Lists of seats, the best first.
    lists: Vec<Vec<usize>>,
    /// The items that each seat had at first.
    had: Vec<Vec<usize>>,
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
    pub(super) fn new(
        loads: Vec<u32>,
        most: Vec<u32>,
        items: Vec<Item>,
        lists: Vec<Vec<usize>>,
    ) -> Self {
        let mut had = vec![Vec::new(); loads.len()];
        for (place, item) in items.iter().enumerate() {
            had[item.at].push(place);
        }
        Self { loads, most, items, lists, had }
    }

    /// Where an item of the list that this was made from is from.
    pub(super) fn place(&self, item: usize) -> usize {
        self.items[item].place
    }

    /// The seats to which an item may go, the best first.
    fn ways(&self, item: usize) -> impl Iterator<Item = usize> {
        let Item { at, to: Ways { first, then }, .. } = &self.items[item];
        let list = then.map_or(&[][..], |list| &self.lists[list]);
        let rest = list.iter().filter(move |seat| **seat != *at && !first.contains(seat));
        first.iter().chain(rest).copied()
    }

    fn may_move(&self, item: usize) -> bool {
        self.ways(item).next().is_some()
    }

    fn excess_of(&self, seat: usize) -> u32 {
        self.loads[seat].saturating_sub(self.most[seat])
    }

    /// What is beyond the limits, in all.
    pub(super) fn excess(&self) -> u32 {
        (0..self.loads.len()).map(|seat| self.excess_of(seat)).sum()
    }

    /// The seat that is furthest over its limit.
    fn fullest(&self, but: &[bool]) -> Option<usize> {
        let over = (0..self.loads.len()).filter(|&seat| self.excess_of(seat) > 0);
        over.filter(|&seat| but.get(seat) != Some(&true)).max_by_key(|&seat| self.excess_of(seat))
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
            if excess == 0 {
                continue;
            }
            let theirs = self.had[seat].iter().filter(|&&item| !moved[item] && self.may_move(item));
            let mut sizes: Vec<u32> = theirs.map(|&item| self.items[item].minutes).collect();
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
    let fewest = search.left > 0;
    first.complete.then_some(Solution { moves: first.moves, fewest })
}

/// What a seat may still give, by size; of the same size, what came last first.
type Queue = BTreeMap<u32, BTreeSet<(Reverse<Instant>, usize)>>;

/// Whoever is furthest over gives the smallest item that suffices, else their
/// largest, to a seat that stays under its limit.
pub(super) fn greedy(problem: &Problem) -> Attempt {
    let mut now = problem.clone();
    let mut stuck = vec![false; now.loads.len()];
    let mut queues: BTreeMap<usize, Queue> = BTreeMap::new();
    let mut moves = Vec::new();
    while let Some(seat) = now.fullest(&stuck) {
        let queue = queues.entry(seat).or_insert_with(|| queue(problem, seat));
        match now.best(seat, queue) {
            Some(one) => {
                let Item { minutes, since, .. } = now.items[one.item];
                if let Some(alike) = queue.get_mut(&minutes) {
                    alike.remove(&(Reverse(since), one.item));
                }
                now.go(one.item, one.to);
                moves.push(one);
            }
            None => stuck[seat] = true,
        }
    }
    Attempt { moves, complete: !stuck.contains(&true) }
}

fn queue(problem: &Problem, seat: usize) -> Queue {
    let mut queue = Queue::new();
    for &item in &problem.had[seat] {
        let Item { minutes, since, .. } = problem.items[item];
        queue.entry(minutes).or_default().insert((Reverse(since), item));
    }
    queue
}

impl Problem {
    /// What a seat that is over had best give now, and to whom.
    fn best(&self, seat: usize, queue: &Queue) -> Option<Move> {
        let room = |to: usize| self.most[to].saturating_sub(self.loads[to]);
        let widest = (0..self.loads.len()).map(room).max().unwrap_or(0);
        let excess = self.excess_of(seat);
        let enough = queue.range(excess..);
        let others = queue.range(..excess).rev();
        for (minutes, alike) in enough.chain(others).filter(|(minutes, _)| **minutes <= widest) {
            // Lists in which nobody has room for so much.
            let mut full = BTreeSet::new();
            for &(_, item) in alike {
                let Ways { first, then } = &self.items[item].to;
                if first.is_empty() && full.contains(then) {
                    continue;
                }
                if let Some(to) = self.ways(item).find(|&to| room(to) >= *minutes) {
                    return Some(Move { item, to });
                }
                full.insert(*then);
            }
        }
        None
    }
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
        let had = self.problem.had[seat].iter().copied();
        let mut items: Vec<usize> = had.filter(|&item| !self.moved[item]).collect();
        items.sort_by_key(|&item| {
            let known = &self.problem.items[item];
            (Reverse(known.minutes), Reverse(known.since), item)
        });
        let mut tried: Vec<(u32, Ways)> = Vec::new();
        for item in items {
            let Item { minutes, to, .. } = self.problem.items[item].clone();
            // One like it was tried: this one would do no better.
            if tried.iter().any(|(known, ways)| *known == minutes && *ways == to) {
                continue;
            }
            self.moved[item] = true;
            let seats: Vec<usize> = self.problem.ways(item).collect();
            for to in seats {
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
