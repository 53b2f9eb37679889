//! What holds for every list, whoever is on it.

use proptest::prelude::*;
use uuid::Uuid;
use vigie_domain::ids::{Key, StudentId};
use vigie_domain::indicator::{Severity, Task};
use vigie_domain::time::{DAY, Instant, Span, WEEK};
use vigie_domain::worklist::{Candidate, Floor, Line, Points, Reason, cut, rank};

const NOW: Instant = Instant(1_760_000_000);
const FLOOR: Floor = Floor { weeks: 4, share: 20 };

/// A reason of a severity, for so many days.
fn reason((severity, task, days): (usize, usize, i64)) -> Reason {
    let severity = Severity::ALL[severity];
    Reason {
        indicator: Key::from(format!("indicator-{task}")),
        enrolment: None,
        since: NOW - Span::days(days),
        severity,
        task: Task::ALL[task],
        never_cut: severity == Severity::Danger || task == 1,
        ours: false,
        new_since_contact: false,
        harm_in: None,
        evidence: Vec::new(),
    }
}

/// Somebody with up to two reasons, unseen for up to ten weeks.
fn somebody() -> impl Strategy<Value = Candidate> {
    let severity = prop_oneof![6 => 0..4_usize, 1 => Just(4_usize)];
    let reasons = prop::collection::vec((severity, 0..Task::ALL.len(), 0..30_i64), 0..3);
    let unseen = prop::option::weighted(0.9, 1..70_i64);
    (reasons, unseen, any::<bool>()).prop_map(|(reasons, unseen, followed)| {
        let mut reasons: Vec<Reason> = reasons.into_iter().map(reason).collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.severity));
        Candidate {
            followed,
            reasons,
            unseen_since: unseen.map(|days| NOW - Span::days(days)),
            ..Candidate::quiet(StudentId(Uuid::nil()))
        }
    })
}

/// A caseload: everybody is somebody else.
fn caseload() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec(somebody(), 0..40).prop_map(|people| {
        let numbered = (0_u128..).zip(people);
        numbered
            .map(|(n, known)| Candidate { student: StudentId(Uuid::from_u128(n)), ..known })
            .collect()
    })
}

fn ranked(people: Vec<Candidate>) -> Vec<Line> {
    rank(people, &Points::default(), FLOOR, NOW, NOW - DAY)
}

fn past_the_floor(line: &Line) -> bool {
    line.candidate.unseen_since.is_some_and(|since| NOW - since > Span(4 * WEEK.0))
}

proptest! {
    /// As long as somebody waits whom nobody has spoken with for long, every
    /// prefix of the list after stated danger gives them their minutes.
    #[test]
    fn those_unseen_for_long_get_their_share_of_every_prefix(people in caseload()) {
        let lines = ranked(people);
        let after_danger = lines.iter().position(|line| !line.candidate.in_danger());
        let rest = &lines[after_danger.unwrap_or(lines.len())..];
        let (mut all, mut theirs) = (0, 0);
        for (place, line) in rest.iter().enumerate() {
            all += u32::from(line.minutes);
            theirs += if past_the_floor(line) { u32::from(line.minutes) } else { 0 };
            if rest[place + 1..].iter().any(past_the_floor) {
                prop_assert!(theirs * 100 >= all * 20, "{theirs} of {all} after {}", line.rank);
            }
        }
    }

    #[test]
    fn everybody_is_on_the_list_once_in_the_order_of_their_ranks(people in caseload()) {
        let lines = ranked(people.clone());
        prop_assert!(lines.iter().map(|line| line.rank).eq(1..=people.len()));
        let mut listed: Vec<_> = lines.iter().map(|line| line.candidate.student).collect();
        listed.sort_unstable();
        prop_assert!(listed.iter().eq(people.iter().map(|known| &known.student)));
    }

    #[test]
    fn stated_danger_comes_first_and_nothing_to_say_comes_last(people in caseload()) {
        let lines = ranked(people);
        let class = |line: &Line| match (line.candidate.in_danger(), line.candidate.reasons.is_empty()) {
            (true, _) => 0,
            (_, false) => 1,
            (_, true) => 2,
        };
        // Those past the floor stand where their turn is.
        let turns = lines.iter().filter(|line| class(line) == 0 || !past_the_floor(line));
        prop_assert!(turns.map(class).is_sorted());
    }

    #[test]
    fn the_order_does_not_depend_on_how_people_were_listed(
        people in caseload().prop_flat_map(|people| (Just(people.clone()), Just(people).prop_shuffle())),
    ) {
        prop_assert_eq!(ranked(people.0), ranked(people.1));
    }

    /// The rest of a cut list is its head, and what waits is counted.
    #[test]
    fn a_cut_keeps_what_cannot_wait_and_counts_what_waits(
        people in caseload(),
        minutes in 0..400_u32,
    ) {
        let lines = ranked(people);
        let asks = |line: &&Line| !line.candidate.reasons.is_empty() || line.from_floor;
        let cut = cut(lines.clone(), Some(minutes));
        let urgent = |lines: &[Line]| lines.iter().filter(|line| line.candidate.never_cut()).count();
        prop_assert_eq!(urgent(&cut.lines), urgent(&lines));
        prop_assert_eq!(cut.lines.len() + cut.waiting, lines.iter().filter(asks).count());
        let sum = |lines: &[&Line]| lines.iter().map(|line| u32::from(line.minutes)).sum::<u32>();
        let all: Vec<&Line> = lines.iter().filter(asks).collect();
        prop_assert_eq!(sum(&cut.lines.iter().collect::<Vec<_>>()) + cut.minutes_missing, sum(&all));
        let open: Vec<&Line> = cut.lines.iter().filter(|line| !line.candidate.never_cut()).collect();
        prop_assert!(open.is_empty() || sum(&open) <= minutes);
    }
}
