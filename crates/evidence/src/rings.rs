//! When each rule would have rung for one student.

use vigie_domain::ids::EnrolmentId;
use vigie_domain::metric::Context;
use vigie_domain::signal::{Change, History, REOPEN_WITHIN, Rules};
use vigie_domain::time::Instant;

/// One signal, as the team would have seen it: ringing again soon after
/// clearing reopens the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// Place of its rule.
    pub rule: usize,
    /// About which enrolment; `None`: the person.
    pub enrolment: Option<EnrolmentId>,
    /// When it began.
    pub began: Instant,
    /// When it ceased for good; `None`: open at the end of what is known.
    pub ceased: Option<Instant>,
}

/// Live through a history up to `until`; every ring, by the instant at which
/// it began. At each instant only the facts known by then are seen.
pub fn rings(history: &History, rules: &Rules, context: &Context, until: Instant) -> Vec<Ring> {
    let mut rings: Vec<Ring> = Vec::new();
    history.replay(rules, context, until, |change, _| hear(&mut rings, change));
    rings
}

fn hear(rings: &mut Vec<Ring>, change: &Change) {
    let last = rings
        .iter_mut()
        .rfind(|ring| ring.rule == change.rule && ring.enrolment == change.enrolment);
    match (change.ceased, last) {
        (Some(_), Some(ring)) => ring.ceased = Some(change.at),
        (None, Some(ring))
            if ring.ceased.is_some_and(|at| change.at.since(at) <= REOPEN_WITHIN) =>
        {
            ring.ceased = None;
        }
        _ => rings.push(Ring {
            rule: change.rule,
            enrolment: change.enrolment,
            began: change.at,
            ceased: None,
        }),
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::time::HOUR;

    use super::*;

    fn heard(changes: &[(i64, Option<i64>)]) -> Vec<(i64, Option<i64>)> {
        let mut rings = Vec::new();
        for (at, ceased) in changes {
            let at = Instant(at * HOUR.0);
            let ceased = ceased.map(|hour| Instant(hour * HOUR.0));
            hear(&mut rings, &Change { rule: 0, enrolment: None, at, ceased });
        }
        let hours = |at: Instant| at.0 / HOUR.0;
        rings.iter().map(|ring| (hours(ring.began), ring.ceased.map(hours))).collect()
    }

    #[test]
    fn ringing_again_within_two_days_is_the_same_signal() {
        let changes = [(0, None), (10, Some(0)), (58, None), (90, Some(58))];
        assert_eq!(heard(&changes), [(0, Some(90))]);
    }

    #[test]
    fn later_it_is_another_one() {
        let changes = [(0, None), (10, Some(0)), (59, None)];
        assert_eq!(heard(&changes), [(0, Some(10)), (59, None)]);
    }
}
