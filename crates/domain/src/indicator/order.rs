//! In which order the parts of a condition are asked.

use super::condition::Condition;
use crate::metric::{Clock, Metric, Movement};

/// About how many nanoseconds it takes to read a window.
const COSTLY: u32 = 50;

/// How two conditions are joined.
type Join = fn(Box<Condition>, Box<Condition>) -> Condition;

impl Condition {
    /// The same condition with the cheap parts of each `&&` and `||` first.
    ///
    /// Answers are the same, and so is until when they hold: both sides of a
    /// joint have the same say. But what holds for good and decides by itself
    /// spares the rest, so it had better come first.
    #[must_use]
    pub fn cheapest_first(self) -> Self {
        let and = matches!(self, Self::And(..));
        let join: Join = match self {
            Self::And(..) => Self::And,
            Self::Or(..) => Self::Or,
            leaf => return leaf,
        };
        let mut parts = Vec::new();
        self.parts_of(and, &mut parts);
        // Stable: equal parts stay as they were written.
        parts.sort_by_key(Self::cost);
        joined(parts, join)
    }

    /// The parts of a chain of `&&` (or of `||`), each in order itself.
    fn parts_of(self, and: bool, parts: &mut Vec<Self>) {
        match (self, and) {
            (Self::And(left, right), true) | (Self::Or(left, right), false) => {
                left.parts_of(and, parts);
                right.parts_of(and, parts);
            }
            (part, _) => parts.push(part.cheapest_first()),
        }
    }

    /// Does it name a window or a clock that stops every week? These take
    /// long to read, and hold for some days at most.
    pub(super) fn is_costly(&self) -> bool {
        let mut costly = false;
        self.visit(&mut |metric| costly |= cost(metric) >= COSTLY);
        costly
    }

    /// About how many nanoseconds an answer takes.
    fn cost(&self) -> u32 {
        let mut all = 0;
        self.visit(&mut |metric| all += cost(metric));
        all
    }
}

fn cost(metric: Metric) -> u32 {
    let declaration = metric.declaration();
    match (declaration.movement, declaration.clock) {
        (Movement::Constant, _) => 5,
        (Movement::Window | Movement::Daily, _) | (_, Clock::Working) => COSTLY,
        (Movement::Grows | Movement::CountsDown, _) => 10,
    }
}

/// Halves joined, so that no chain is deep.
fn joined(mut parts: Vec<Condition>, join: Join) -> Condition {
    match parts.pop() {
        None => Condition::Constant(true),
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            let rest = parts.split_off(parts.len() / 2);
            join(Box::new(joined(parts, join)), Box::new(joined(rest, join)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(text: &str) -> String {
        Condition::parse(text).unwrap().cheapest_first().to_string()
    }

    #[test]
    fn what_time_does_not_move_is_asked_first() {
        assert_eq!(
            ordered("days_since_session > 21 d && activity_ratio < 1 && has_mentor"),
            "has_mentor && days_since_session > 21 d && activity_ratio < 1"
        );
    }

    #[test]
    fn a_part_is_in_order_itself_and_stays_together() {
        assert_eq!(
            ordered("time_to_due < 3 d || on_leave && (days_unseen > 3 d || contacted)"),
            "time_to_due < 3 d || on_leave && (contacted || days_unseen > 3 d)"
        );
    }

    #[test]
    fn long_chains_stay_flat() {
        fn depth(condition: &Condition) -> usize {
            match condition {
                Condition::And(left, right) => 1 + depth(left).max(depth(right)),
                _ => 0,
            }
        }
        let condition = Condition::parse(&vec!["on_leave"; 200].join(" && ")).unwrap();
        assert!(depth(&condition.cheapest_first()) <= 8);
    }
}
