//! What the school owes its students, one advisor after the other: somebody
//! to speak with, promises, what is ours to repair, and the hours for it.

use std::collections::HashMap;

use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_domain::worklist::{Candidate, Promise, Reason};
use vigie_store::across::Filter;

use super::{App, Result, School};

/// People read at a time where there is no advisor to read them by.
const CHUNK: usize = 512;

/// What is owed to the students of one advisor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Owed {
    /// Whose students; `None`: nobody's.
    pub advisor: Option<StaffId>,
    /// How many people are followed.
    pub followed: usize,
    /// Without an exchange for longer than the school wants, and since when;
    /// the longest first.
    pub unseen: Vec<(StudentId, Instant)>,
    /// Promises whose date is over, the oldest first.
    pub promises: Vec<(StudentId, Promise)>,
    /// What is ours to repair, the oldest first.
    pub ours: Vec<(StudentId, Reason)>,
    /// Minutes that everybody with a reason would take today.
    pub minutes: u32,
}

impl Owed {
    fn add(&mut self, candidate: Candidate, school: &School, at: Instant) {
        let Candidate { student, unseen_since, .. } = candidate;
        let past_floor = school.floor.takes(&candidate, at);
        self.followed += usize::from(candidate.followed);
        self.unseen.extend(unseen_since.filter(|_| past_floor).map(|since| (student, since)));
        let asks = past_floor || !candidate.reasons.is_empty();
        if asks && !candidate.done_today(school.midnight(at)) {
            self.minutes += u32::from(candidate.minutes());
        }
        let overdue = candidate.promises.into_iter().filter(|promise| promise.due <= at);
        self.promises.extend(overdue.map(|promise| (student, promise)));
        let ours = candidate.reasons.into_iter().filter(|reason| reason.ours);
        self.ours.extend(ours.map(|reason| (student, reason)));
    }

    fn sort(&mut self) {
        self.unseen.sort_by_key(|&(student, since)| (since, student));
        self.promises.sort_by_key(|(student, promise)| (promise.due, *student));
        self.ours.sort_by_key(|(student, reason)| (reason.since, *student));
    }
}

impl App {
    /// How many people each advisor has; `None`: those whom nobody follows.
    pub async fn caseloads(&self) -> Result<HashMap<Option<StaffId>, u64>> {
        Ok(self.store.caseloads().await?)
    }

    /// What is owed at `at`, which is now, to one advisor's students.
    pub async fn owed(
        &self,
        school: &School,
        advisor: Option<StaffId>,
        at: Instant,
    ) -> Result<Owed> {
        let mut owed = Owed { advisor, ..Owed::default() };
        let filters = match advisor {
            Some(advisor) => vec![Filter::Advisor(advisor)],
            None => {
                let nobodys = self.store.unadvised().await?;
                nobodys.chunks(CHUNK).map(|chunk| Filter::Students(chunk.to_vec())).collect()
            }
        };
        for filter in filters {
            for (student, standing) in self.standings_now(school, filter, at).await? {
                let read = Candidate::read(student, &standing, &school.indicators, &school.context);
                owed.add(read, school, at);
            }
        }
        owed.sort();
        Ok(owed)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use vigie_domain::calendar::Calendar;
    use vigie_domain::fact::Kinds;
    use vigie_domain::ids::FactId;
    use vigie_domain::indicator::{Severity, Task};
    use vigie_domain::time::{DAY, Span};

    use super::*;

    const NOW: Instant = Instant(1_760_000_000);

    fn somebody(n: u128) -> Candidate {
        Candidate::quiet(StudentId(Uuid::from_u128(n)))
    }

    fn owed(people: Vec<Candidate>) -> Owed {
        let school = School::new(Calendar::new("Europe/Paris").unwrap(), Kinds::ALL, Vec::new());
        let mut owed = Owed::default();
        for candidate in people {
            owed.add(candidate, &school, NOW);
        }
        owed.sort();
        owed
    }

    fn reason(ours: bool, days: i64) -> Reason {
        Reason {
            indicator: "x".into(),
            enrolment: None,
            since: NOW - Span::days(days),
            severity: Severity::Act,
            task: Task::CheckIn,
            never_cut: false,
            ours,
            new_since_contact: false,
            harm_in: None,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn whoever_was_not_spoken_with_for_longest_comes_first() {
        let since =
            |n, days| Candidate { unseen_since: Some(NOW - Span::days(days)), ..somebody(n) };
        let owed = owed(vec![since(1, 28), since(2, 29), since(3, 90)]);
        let unseen: Vec<u128> = owed.unseen.iter().map(|(who, _)| who.0.as_u128()).collect();
        assert_eq!((unseen, owed.followed), (vec![3, 2], 3));
    }

    #[test]
    fn a_promise_is_overdue_once_its_hour_is_over() {
        let promise = |due| Promise { due, by: StaffId(Uuid::nil()), words: FactId(Uuid::nil()) };
        let promises = vec![promise(NOW - DAY), promise(NOW), promise(NOW + Span(1))];
        let owed = owed(vec![Candidate { promises, ..somebody(1) }]);
        let due: Vec<Instant> = owed.promises.iter().map(|(_, promise)| promise.due).collect();
        assert_eq!(due, [NOW - DAY, NOW]);
    }

    #[test]
    fn only_what_is_ours_is_ours_to_repair_but_every_reason_takes_its_minutes() {
        let reasons = vec![reason(true, 1), reason(false, 9)];
        let owed = owed(vec![Candidate { reasons, ..somebody(1) }, somebody(2)]);
        assert_eq!(owed.ours.len(), 1);
        assert_eq!(owed.minutes, u32::from(Task::CheckIn.minutes()));
    }

    #[test]
    fn whoever_is_to_be_asked_again_later_takes_no_minutes_today() {
        let snoozed_until = Some(NOW + DAY);
        let later = Candidate { reasons: vec![reason(false, 1)], snoozed_until, ..somebody(1) };
        assert_eq!(owed(vec![later]).minutes, 0);
    }
}
