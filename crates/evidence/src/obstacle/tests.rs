use vigie_domain::fact::*;
use vigie_domain::ids::{Ref, StaffId};
use vigie_domain::time::{DAY, Instant};

use super::*;
use crate::told::Told;

/// A Monday.
const START: i64 = 4 * DAY.0 + 2_800 * 7 * DAY.0;
const END: i64 = 300;

fn day(day: i64) -> Instant {
    Instant(START + day * DAY.0)
}

/// Project `p` is planned for 20 days, then `q` for 20.
fn student() -> Told {
    let planned = |item: &str| PlannedWork {
        item: item.into(),
        kind: WorkKind::Project,
        due: None,
        days: Some(20),
        weight: None,
    };
    let works = vec![planned("p"), planned("q")];
    Told::enrolled(1, day(0)).on(0, Payload::Planned(Box::new(Planned { works })))
}

impl Told {
    fn completes(self, item: &str, at: i64) -> Self {
        self.on(at, Completed { item: item.into() })
    }

    fn judged(self, item: &str, at: i64, verdict: Verdict) -> Self {
        let defence = Ref(at.unsigned_abs());
        self.on(at, DefenceJudged { defence, item: item.into(), verdict })
    }

    fn books(self, at: i64, session: u64, of: i64) -> Self {
        let mentor = StaffId::derive("karim");
        self.on(at, SessionBooked { session: Ref(session), mentor, at: day(of) })
    }

    fn records(self, session: u64, of: i64, outcome: SessionOutcome) -> Self {
        let mentor = StaffId::derive("karim");
        self.on(of, SessionRecorded { session: Ref(session), mentor, at: day(of), outcome })
    }

    /// So many actions in each week, the first on day 0.
    fn works(mut self, weeks: &[u32]) -> Self {
        for (week, actions) in (0..).zip(weeks) {
            let (from, to) = (day(week * 7), day(week * 7 + 7));
            let (actions, active_days) = (*actions, None);
            let body = Activity { from, to, actions, active_days, kinds: vec![] };
            self = self.on(week * 7 + 7, body);
        }
        self
    }
}

fn counted(told: &Told) -> Obstacles {
    let mut obstacles = Obstacles::new(None, day(END));
    obstacles.live_through(&told.facts, &[], day(END));
    obstacles
}

/// (met, of) of the attempts at a project.
fn stalled(told: &Told, item: &str) -> (u64, u64) {
    let found = counted(told).projects.get(&("web".into(), item.into())).copied();
    let count = found.unwrap_or_default().stalled;
    (count.met, count.of)
}

#[test]
fn a_project_stalls_after_half_as_long_again() {
    let at = |day| stalled(&student().completes("p", day).completes("q", day + 1), "p");
    assert_eq!([at(30), at(31)], [(0, 1), (1, 1)]);
}

#[test]
fn the_next_project_begins_when_the_last_is_done() {
    let told = student().completes("p", 50).completes("q", 70);
    assert_eq!(stalled(&told, "q"), (0, 1));
}

#[test]
fn a_leave_is_no_stall() {
    let leave = LeavePlanned { from: day(5), until: day(40) };
    let told = student().on(4, leave).completes("p", 55).completes("q", 56);
    assert_eq!(stalled(&told, "p"), (0, 1));
}

#[test]
fn leaving_in_time_says_nothing_of_the_project_leaving_late_does() {
    let at = |day| stalled(&student().leaves(day, WithdrawalReason::Life), "p");
    assert_eq!([at(25), at(35)], [(0, 0), (1, 1)]);
}

#[test]
fn whoever_is_still_at_it_has_stalled_already() {
    assert_eq!(stalled(&student(), "p"), (1, 1));
}

#[test]
fn each_judged_defence_counts() {
    let told = student().judged("p", 18, Verdict::ToRework).judged("p", 25, Verdict::Conditional);
    let found = counted(&told).projects[&("web".into(), "p".into())].reworked;
    assert_eq!((found.met, found.of), (1, 2));
}

#[test]
fn a_session_nobody_wrote_down_is_lost_on_the_schools_side() {
    let told = student()
        .books(1, 1, 10)
        .records(1, 10, SessionOutcome::Held)
        .records(2, 17, SessionOutcome::MentorAbsent)
        .records(3, 24, SessionOutcome::StudentAbsent)
        .books(25, 4, 31);
    let report = counted(&told).report();
    let expected = Sessions { planned: 4, held: 1, mentor_absent: 1, unrecorded: 1, other: 1 };
    assert_eq!(report.sessions, expected);
    assert_eq!(report.sessions_lost.map(|lost| lost.value), Some(0.5));
}

#[test]
fn a_session_after_somebody_left_was_not_lost() {
    assert_eq!(
        counted(&student().books(1, 1, 30).leaves(20, WithdrawalReason::Life)).sessions.planned,
        0
    );
}

#[test]
fn a_week_under_half_the_habit_is_slow() {
    let weeks = counted(&student().works(&[10, 10, 10, 10, 4, 10])).weeks;
    let found: Vec<_> = weeks.values().map(|count| (count.met, count.of)).collect();
    assert_eq!(found, [(1, 1), (0, 1)]);
}

#[test]
fn a_week_on_leave_is_not_looked_at() {
    let leave = LeavePlanned { from: day(30), until: day(33) };
    let told = student().on(1, leave).works(&[10, 10, 10, 10, 4, 10]);
    assert_eq!(counted(&told).weeks.len(), 0);
}

#[test]
fn a_week_in_which_everybody_slows_down_stands_out() {
    let mut all = Obstacles::new(None, day(END));
    for _ in 0..30 {
        all.live_through(
            &student().works(&[10, 10, 10, 10, 10, 1, 10, 10, 10]).facts,
            &[],
            day(END),
        );
    }
    let report = all.report();
    let found: Vec<Instant> = report.weeks.iter().map(|week| week.from).collect();
    assert_eq!(found, [day(35)]);
}

#[test]
fn what_is_too_little_is_not_shown() {
    let report = counted(&student().completes("p", 90)).report();
    assert_eq!(report.projects, []);
}

#[test]
fn two_halves_make_the_whole() {
    let told = || student().completes("p", 90).judged("q", 95, Verdict::ToRework).books(1, 1, 9);
    let mut sum = counted(&told());
    sum.merge(&counted(&told()));
    let mut twice = Obstacles::new(None, day(END));
    for _ in 0..2 {
        twice.live_through(&told().facts, &[], day(END));
    }
    assert_eq!(sum, twice);
}
