//! An advisor's day: what has its hour, what came in, then the list.

use super::{Candidate, Cut, Floor, Line, Points, cut, rank};
use crate::indicator::Severity;
use crate::time::Instant;

/// The day on which a list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The instant at which it is read.
    pub at: Instant,
    /// 00:00 of the school's day that holds it.
    pub midnight: Instant,
    /// 00:00 of the next day.
    pub tomorrow: Instant,
}

/// Today's contacts of one advisor, each person in one place only.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// Danger was stated.
    pub danger: Vec<Line>,
    /// A promise or a date agreed for today (or missed before), by hour.
    pub pinned: Vec<(Instant, Line)>,
    /// They wrote, and wait for our answer.
    pub wrote: Vec<Line>,
    /// Nothing but good news.
    pub good_news: Vec<Line>,
    /// The list, sized to the hours that the places above leave.
    pub list: Cut,
    /// Reached today, or tried.
    pub done: Vec<Candidate>,
}

/// Lay out the day of one advisor. `minutes` are those there are for contacts
/// in all; `None` keeps everybody.
pub fn day(
    candidates: Vec<Candidate>,
    points: &Points,
    floor: Floor,
    hours: Hours,
    minutes: Option<u32>,
) -> Day {
    let (done, mut open): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| candidate.reached_since(hours.midnight));
    let agreed: Vec<_> = open
        .iter_mut()
        .filter_map(|candidate| {
            // Somebody to come back to later today is already part of the day.
            let until = candidate.snoozed_until.filter(|until| *until < hours.tomorrow)?;
            candidate.snoozed_until = None;
            Some((candidate.student, until))
        })
        .collect();
    let mut day = Day {
        danger: Vec::new(),
        pinned: Vec::new(),
        wrote: Vec::new(),
        good_news: Vec::new(),
        list: Cut { lines: Vec::new(), waiting: 0, minutes_missing: 0 },
        done,
    };
    let mut rest = Vec::new();
    for line in rank(open, points, floor, hours.at, hours.midnight) {
        let candidate = &line.candidate;
        let agreed = agreed.iter().find(|(student, _)| *student == candidate.student);
        let promised = candidate.promises.first().map(|promise| promise.due);
        let hour = agreed.map(|(_, until)| *until).or(promised.filter(|due| *due < hours.tomorrow));
        if candidate.in_danger() {
            day.danger.push(line);
        } else if let Some(hour) = hour {
            day.pinned.push((hour, line));
        } else if candidate.wrote.is_some() {
            day.wrote.push(line);
        } else if candidate.brings_good_news() {
            day.good_news.push(line);
        } else {
            rest.push(line);
        }
    }
    day.pinned.sort_by_key(|(hour, _)| *hour);
    let above = day.danger.iter().chain(day.pinned.iter().map(|(_, line)| line));
    let above = above.chain(&day.wrote).chain(&day.good_news);
    let taken: u32 = above.map(|line| u32::from(line.minutes)).sum();
    day.list = cut(rest, minutes.map(|minutes| minutes.saturating_sub(taken)));
    day
}

impl Candidate {
    /// Is every reason good news?
    fn brings_good_news(&self) -> bool {
        !self.reasons.is_empty() && self.reasons.iter().all(|one| one.severity == Severity::Info)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::fact::{CallOutcome, Channel};
    use crate::ids::{FactId, Key, StaffId, StudentId};
    use crate::indicator::Task;
    use crate::time::{DAY, HOUR, Span};
    use crate::worklist::{Promise, Reason};

    const MIDNIGHT: Instant = Instant(1_760_000_000);
    const HOURS: Hours = Hours {
        at: Instant(MIDNIGHT.0 + 9 * HOUR.0),
        midnight: MIDNIGHT,
        tomorrow: Instant(MIDNIGHT.0 + DAY.0),
    };

    fn somebody(n: u128, severity: Severity) -> Candidate {
        let reason = Reason {
            indicator: Key::from("x"),
            enrolment: None,
            since: MIDNIGHT - DAY,
            severity,
            task: Task::CheckIn,
            never_cut: false,
            ours: false,
            new_since_contact: false,
            harm_in: None,
            evidence: Vec::new(),
        };
        let student = StudentId(Uuid::from_u128(n));
        Candidate { reasons: vec![reason], ..Candidate::quiet(student) }
    }

    fn laid_out(people: Vec<Candidate>, minutes: Option<u32>) -> Day {
        day(people, &Points::default(), Floor::default(), HOURS, minutes)
    }

    fn who<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Vec<u128> {
        lines.into_iter().map(|line| line.candidate.student.0.as_u128()).collect()
    }

    #[test]
    fn each_person_stands_in_one_place() {
        let mut promised = somebody(2, Severity::Act);
        let (by, words) = (StaffId(Uuid::nil()), FactId(Uuid::nil()));
        promised.promises = vec![Promise { due: HOURS.at + HOUR, by, words }];
        let mut wrote = somebody(3, Severity::Act);
        wrote.wrote = Some((MIDNIGHT, words));
        let people = vec![
            somebody(1, Severity::Danger),
            promised,
            wrote,
            somebody(4, Severity::Info),
            somebody(5, Severity::Act),
        ];
        let day = laid_out(people, None);
        assert_eq!(who(&day.danger), [1]);
        assert_eq!(who(day.pinned.iter().map(|(_, line)| line)), [2]);
        assert_eq!(who(&day.wrote), [3]);
        assert_eq!(who(&day.good_news), [4]);
        assert_eq!(who(&day.list.lines), [5]);
    }

    #[test]
    fn what_has_its_hour_is_in_the_order_of_the_hours() {
        let mut later = somebody(1, Severity::Urgent);
        later.snoozed_until = Some(HOURS.at + Span(3 * HOUR.0));
        let mut sooner = somebody(2, Severity::Watch);
        sooner.snoozed_until = Some(HOURS.at + HOUR);
        let mut next_week = somebody(3, Severity::Urgent);
        next_week.snoozed_until = Some(HOURS.at + Span(7 * DAY.0));
        let day = laid_out(vec![later, sooner, next_week], None);
        assert_eq!(who(day.pinned.iter().map(|(_, line)| line)), [2, 1]);
        assert!(day.list.lines.is_empty());
    }

    #[test]
    fn whoever_was_reached_or_tried_today_is_done() {
        let mut spoke = somebody(1, Severity::Act);
        spoke.last_contact = Some((HOURS.at - HOUR, Channel::Phone, FactId(Uuid::nil())));
        let mut tried = somebody(2, Severity::Act);
        tried.last_attempt = Some((HOURS.at - HOUR, CallOutcome::NoAnswer));
        let mut yesterday = somebody(3, Severity::Act);
        yesterday.last_attempt = Some((MIDNIGHT - HOUR, CallOutcome::NoAnswer));
        let day = laid_out(vec![spoke, tried, yesterday], None);
        assert_eq!(day.done.len(), 2);
        assert_eq!(who(&day.list.lines), [3]);
    }

    #[test]
    fn what_is_said_after_we_were_in_touch_brings_somebody_back() {
        let mut tried = somebody(1, Severity::Act);
        tried.last_attempt = Some((HOURS.at - HOUR, CallOutcome::NoAnswer));
        let mut spoke = somebody(2, Severity::Act);
        spoke.last_contact = Some((HOURS.at - HOUR, Channel::Phone, FactId(Uuid::nil())));
        for asked in [&mut tried, &mut spoke] {
            asked.asked_last = Some(HOURS.at - HOUR);
        }
        let before = laid_out(vec![tried.clone(), spoke.clone()], None);
        assert_eq!(before.done.len(), 2);
        for asked in [&mut tried, &mut spoke] {
            asked.asked_last = Some(HOURS.at - Span(60));
        }
        assert_eq!(laid_out(vec![tried, spoke], None).done, []);
    }

    #[test]
    fn an_answer_announced_for_today_is_due_whoever_tried() {
        let mut tried = somebody(1, Severity::Act);
        tried.last_attempt = Some((HOURS.at - HOUR, CallOutcome::NoAnswer));
        tried.answer_due_today = true;
        assert_eq!(who(&laid_out(vec![tried], None).list.lines), [1]);
    }

    #[test]
    fn somebody_whose_answer_came_today_is_not_done() {
        let answer = FactId(Uuid::from_u128(9));
        let mut answered = somebody(1, Severity::Act);
        answered.last_contact = Some((HOURS.at - HOUR, Channel::Email, answer));
        answered.wrote = Some((HOURS.at - HOUR, answer));
        assert_eq!(who(&laid_out(vec![answered], None).wrote), [1]);
    }

    #[test]
    fn whoever_wrote_since_they_were_put_off_is_shown_and_stays_put_off() {
        let mut wrote = somebody(1, Severity::Urgent);
        wrote.snoozed_until = Some(HOURS.at + Span(7 * DAY.0));
        wrote.wrote = Some((HOURS.at - HOUR, FactId(Uuid::from_u128(9))));
        assert!(laid_out(vec![wrote.clone()], None).wrote.is_empty());
        wrote.asked_since_snooze = true;
        let day = laid_out(vec![wrote], None);
        assert_eq!(who(&day.wrote), [1]);
        assert!(day.wrote[0].candidate.snoozed_until.is_some());
    }

    #[test]
    fn what_stands_above_takes_its_minutes_from_the_list() {
        let people = vec![somebody(1, Severity::Info), somebody(2, Severity::Act)];
        let day = laid_out(people.clone(), Some(20));
        assert_eq!((day.list.lines.len(), day.list.waiting), (1, 0));
        let day = laid_out(people, Some(15));
        assert_eq!((day.list.lines.len(), day.list.waiting), (0, 1));
    }
}
