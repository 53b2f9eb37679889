//! How many people the team really reaches in a week, of those who are there:
//! counted from what it did, so that a list is judged by what can be done with it.

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Fact, Kind};
use vigie_domain::time::{HOUR, Instant, Span};
use vigie_evidence::outcome::{About, Case};
use vigie_risk::card::ReachFrom;
use vigie_risk::looks::monday;

/// Weeks that are counted.
const WEEKS: u16 = 12;
/// Where nothing tells: one in ten.
const ASSUMED: f64 = 0.1;

/// People who were there and people reached, week by week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reached {
    /// When the weeks begin, and the last one ends; rising.
    cuts: Vec<Instant>,
    there: u64,
    met: u64,
}

impl Reached {
    /// Of the whole weeks before `until`.
    pub(super) fn before(calendar: &Calendar, until: Instant) -> Self {
        let mut cuts = vec![monday(calendar, until)];
        for _ in 0..WEEKS {
            let last = cuts[cuts.len() - 1];
            cuts.push(monday(calendar, last - Span(12 * HOUR.0)));
        }
        cuts.reverse();
        Self { cuts, there: 0, met: 0 }
    }

    /// Counts one person: whether they were there as a week began, and whether
    /// somebody of the team spoke or wrote to them, or tried to, in that week.
    pub(super) fn count(&mut self, cases: &[Case], facts: &[&Fact]) {
        let contact =
            |fact: &&&Fact| matches!(fact.kind(), Kind::Call | Kind::Meeting | Kind::MessageOut);
        let mut at: Vec<Instant> =
            facts.iter().filter(contact).map(|fact| fact.occurred_at).collect();
        at.sort_unstable();
        for week in self.cuts.windows(2) {
            let there = |case: &Case| case.about == About::Enrolment && case.at_risk(week[0]);
            if cases.iter().any(there) {
                self.there += 1;
                let first = at.partition_point(|at| *at < week[0]);
                self.met += u64::from(at.get(first).is_some_and(|at| *at < week[1]));
            }
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.there += other.there;
        self.met += other.met;
    }

    /// The share, and where it is known from.
    pub(super) fn share(&self) -> (f64, ReachFrom) {
        if self.met == 0 {
            return (ASSUMED, ReachFrom::Assumed);
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
        let share = self.met as f64 / self.there as f64;
        let Self { met: reached, there, .. } = *self;
        (share, ReachFrom::Contacts { weeks: WEEKS, reached, there })
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::fact::{MessageOut, Payload};
    use vigie_domain::ids::{FactId, Key, StaffId, StudentId};
    use vigie_domain::time::DAY;

    use super::*;

    /// Monday, 5 January 1970, and so many days.
    fn day(day: i64) -> Instant {
        Instant((4 + day) * DAY.0)
    }

    fn written(at: i64) -> Fact {
        let student = StudentId::from_bytes([7; 16]);
        let channel = vigie_domain::fact::Channel::Email;
        let payload =
            Payload::from(MessageOut { channel, by: StaffId::derive("alex"), written_at: None });
        let (occurred_at, source) = (day(at), Key::from("test"));
        Fact {
            id: FactId::derive(student, "test", payload.kind(), &at.to_string()),
            student,
            enrolment: None,
            occurred_at,
            known_at: occurred_at,
            recorded_at: occurred_at,
            source,
            revision: 0,
            payload,
        }
    }

    fn case(start: i64, end: Option<i64>) -> Case {
        Case {
            about: About::Enrolment,
            enrolment: None,
            programme: Key::default(),
            cohort: Key::default(),
            start: day(start),
            first_day: day(start),
            end: end.map(|end| (day(end), vigie_evidence::outcome::Ending::Left)),
        }
    }

    fn counted(cases: &[Case], at: &[i64]) -> Reached {
        let calendar = Calendar::new("UTC").unwrap();
        let mut reached = Reached::before(&calendar, day(7 * 20 + 3));
        let facts: Vec<Fact> = at.iter().map(|at| written(*at)).collect();
        reached.count(cases, &facts.iter().collect::<Vec<_>>());
        reached
    }

    #[test]
    fn somebody_written_to_twice_in_a_week_is_reached_once() {
        let found = counted(&[case(0, None)], &[7 * 19, 7 * 19 + 2, 7 * 15 + 1]);
        let from = ReachFrom::Contacts { weeks: 12, reached: 2, there: 12 };
        assert_eq!(found.share(), (2.0 / 12.0, from));
    }

    #[test]
    fn only_weeks_that_are_over_and_people_who_were_there_count() {
        let found = counted(&[case(0, Some(7 * 10))], &[7 * 9, 7 * 10 + 1, 7 * 20 + 1]);
        let from = ReachFrom::Contacts { weeks: 12, reached: 1, there: 2 };
        assert_eq!(found.share(), (0.5, from));
    }

    #[test]
    fn where_nothing_tells_it_is_assumed_and_said_so() {
        assert_eq!(counted(&[case(0, None)], &[]).share(), (0.1, ReachFrom::Assumed));
    }
}
