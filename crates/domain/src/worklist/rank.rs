//! One ordering, which feeds page, API and command line.

use std::cmp::Ordering;
use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{Candidate, Line, Points, Scored};
use crate::time::{Instant, WEEK};

/// Nobody stays unseen: a share of the minutes is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Floor {
    /// Past so many weeks without an exchange, a student queues.
    pub weeks: u16,
    /// Percent of the minutes of every prefix of the list.
    pub share: u8,
}

impl Default for Floor {
    fn default() -> Self {
        Self { weeks: 4, share: 20 }
    }
}

impl Floor {
    /// Has this student been without an exchange for too long at `at`?
    pub fn takes(self, candidate: &Candidate, at: Instant) -> bool {
        candidate
            .unseen_since
            .is_some_and(|since| at.since(since).0 > i64::from(self.weeks) * WEEK.0)
    }
}

/// Rank the candidates of one advisor (or of a whole school) at `at`.
///
/// Stated danger comes first. Then by score; but as long as students wait
/// past the floor, every prefix after the danger lines gives them at least
/// their share of the minutes. People without a reason and not past the floor
/// come last. `midnight` is the start of the school's day that holds `at`:
/// whoever was contacted since then, or snoozed, is left out.
pub fn rank(
    candidates: Vec<Candidate>,
    points: &Points,
    floor: Floor,
    at: Instant,
    midnight: Instant,
) -> Vec<Line> {
    let mut scored: Vec<Scored> = candidates
        .into_iter()
        .filter(|candidate| !candidate.done_today(midnight))
        .map(|candidate| points.score(candidate, at))
        .collect();
    scored.sort_by(compare);
    let danger = scored.partition_point(|scored| scored.candidate.in_danger());
    let rest = scored.split_off(danger);
    let mut lines: Vec<Line> = Vec::with_capacity(scored.len() + rest.len());
    for scored in scored {
        push(&mut lines, scored, false);
    }
    interleave(&mut lines, rest, floor, at);
    lines
}

/// Danger, then those with a reason, then those followed, each by score.
fn compare(a: &Scored, b: &Scored) -> Ordering {
    let class = |scored: &Scored| {
        let candidate = &scored.candidate;
        (!candidate.in_danger(), candidate.reasons.is_empty(), !candidate.followed)
    };
    class(a)
        .cmp(&class(b))
        .then(b.score.total_cmp(&a.score))
        .then_with(|| longest_unseen(&a.candidate, &b.candidate))
        .then_with(|| a.candidate.student.cmp(&b.candidate.student))
}

/// Longest without contact first; "never known" counts as not known.
fn longest_unseen(a: &Candidate, b: &Candidate) -> Ordering {
    match (a.unseen_since, b.unseen_since) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// Merge the queue of those past the floor into the order by score.
fn interleave(lines: &mut Vec<Line>, scored: Vec<Scored>, floor: Floor, at: Instant) {
    let past: Vec<bool> = scored.iter().map(|s| floor.takes(&s.candidate, at)).collect();
    let mut queue: Vec<usize> = (0..scored.len()).filter(|&index| past[index]).collect();
    queue.sort_by(|&a, &b| {
        longest_unseen(&scored[a].candidate, &scored[b].candidate)
            .then_with(|| scored[a].candidate.student.cmp(&scored[b].candidate.student))
    });
    let mut queue = VecDeque::from(queue);
    let mut waiting: Vec<Option<Scored>> = scored.into_iter().map(Some).collect();
    let (mut all, mut theirs) = (0_u64, 0_u64);
    let mut next = 0;
    loop {
        while waiting.get(next).is_some_and(Option::is_none) {
            next += 1;
        }
        while queue.front().is_some_and(|&index| waiting[index].is_none()) {
            queue.pop_front();
        }
        let Some(best) = waiting.get(next).and_then(Option::as_ref) else { break };
        let minutes = u64::from(best.candidate.minutes());
        let keeps_share = past[next] || theirs * 100 >= (all + minutes) * u64::from(floor.share);
        let index = match queue.front() {
            Some(&first) if !keeps_share => first,
            _ => next,
        };
        if let Some(scored) = waiting[index].take() {
            let minutes = u64::from(scored.candidate.minutes());
            all += minutes;
            theirs += if past[index] { minutes } else { 0 };
            push(lines, scored, past[index]);
        }
    }
}

fn push(lines: &mut Vec<Line>, scored: Scored, from_floor: bool) {
    let Scored { score, points, candidate } = scored;
    let minutes = candidate.minutes();
    lines.push(Line {
        rank: lines.len() + 1,
        priority: score,
        points,
        from_floor,
        minutes,
        candidate,
    });
}
