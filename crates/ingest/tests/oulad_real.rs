//! The reader against the real set, where there is one.
//!
//! `VIGIE_DATA` names the folder that holds `oulad` (default `../shared/data`
//! beside the workspace). Without it these tests say that they did not run; in
//! CI its absence is a failure.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{Kind, Payload, WithdrawalReason};
use vigie_domain::time::Instant;
use vigie_ingest::{Collected, oulad};

/// The folder, or `None` after saying so.
fn folder() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let data = std::env::var_os("VIGIE_DATA")
        .map_or_else(|| workspace.join("../shared/data"), |given| workspace.join(given));
    let folder = data.join("oulad");
    if folder.join("courses.csv").is_file() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "the real data is not at {}: set VIGIE_DATA",
        folder.display()
    );
    println!("THE REAL-DATA SUITE DID NOT RUN: no data at {}; set VIGIE_DATA", folder.display());
    None
}

fn read(folder: &Path) -> Collected {
    let mut sink = Collected::default();
    oulad::read(folder, &oulad::Options { advisors: 14 }, &mut sink).unwrap();
    sink
}

/// The open set, read once for all tests.
fn open_set() -> Option<&'static Collected> {
    static READ: OnceLock<Option<Collected>> = OnceLock::new();
    READ.get_or_init(|| folder().map(|folder| read(&folder))).as_ref()
}

fn facts(collected: &Collected) -> impl Iterator<Item = &Draft> {
    collected.records.iter().filter_map(|record| match record {
        Record::Fact(draft) => Some(&**draft),
        _ => None,
    })
}

fn count(collected: &Collected, kind: Kind) -> usize {
    facts(collected).filter(|draft| draft.payload.kind() == kind).count()
}

/// (start, end) of the enrolment of each fact.
fn terms(collected: &Collected) -> HashMap<&str, (Instant, Instant)> {
    facts(collected)
        .filter_map(|draft| match &draft.payload {
            Payload::Enrolled(enrolled) => {
                Some((draft.enrolment.as_deref()?, (enrolled.starts_at, enrolled.target_end?)))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn every_row_of_the_open_set_is_taken() {
    let Some(set) = open_set() else { return };
    assert_eq!(set.rejects, []);
    assert_eq!(set.progress.0, set.progress.1);
    assert_eq!(count(set, Kind::Enrolled), 21_333);
    assert_eq!(count(set, Kind::Planned), 21_333);
    assert_eq!(count(set, Kind::Submitted), 121_738);
    let students = set.records.iter().filter(|record| matches!(record, Record::Student(_))).count();
    assert_eq!(students, 19_720);
    assert_eq!(count(set, Kind::AdvisorAssigned), students);
}

#[test]
fn people_and_programmes_come_before_facts() {
    let Some(set) = open_set() else { return };
    let first_fact = set.records.iter().position(|record| matches!(record, Record::Fact(_)));
    let rest = &set.records[first_fact.unwrap()..];
    assert!(rest.iter().all(|record| matches!(record, Record::Fact(_))));
}

#[test]
fn no_two_facts_of_a_student_share_kind_and_own_id() {
    let Some(set) = open_set() else { return };
    let mut seen = HashSet::new();
    for draft in facts(set) {
        assert!(seen.insert((&draft.student, draft.payload.kind(), &draft.own_id)), "{draft:?}");
    }
}

#[test]
fn results_are_known_at_the_end_and_not_before() {
    let Some(set) = open_set() else { return };
    let terms = terms(set);
    let mut results = 0;
    for draft in facts(set) {
        let told_by_result = match &draft.payload {
            Payload::Diploma(_) => true,
            Payload::Withdrawn(withdrawn) => {
                withdrawn.reason == WithdrawalReason::NotValidated
                    || draft.own_id.ends_with("/result")
            }
            _ => false,
        };
        if told_by_result {
            let (_, end) = terms[draft.enrolment.as_deref().unwrap()];
            assert_eq!((draft.occurred_at, draft.known_at), (end, end), "{draft:?}");
            results += 1;
        }
    }
    // 8,068 passed, 1,860 with distinction, 5,075 failed, 6 withdrawn without a day.
    assert_eq!(results, 8_068 + 1_860 + 5_075 + 6);
}

#[test]
fn nothing_is_known_before_its_day_is_over() {
    let Some(set) = open_set() else { return };
    for draft in facts(set) {
        let lag = (draft.known_at - draft.occurred_at).0;
        match &draft.payload {
            Payload::Activity(activity) => {
                assert!(activity.from < activity.to && activity.actions > 0);
                assert_eq!((draft.occurred_at, draft.known_at), (activity.to, activity.to));
            }
            Payload::Diploma(_) => {}
            Payload::Withdrawn(_) if draft.own_id.ends_with("/result") => {}
            _ => assert!((82_800..=90_000).contains(&lag), "{draft:?}"),
        }
    }
}

#[test]
fn nobody_leaves_or_gets_marks_before_enrolling() {
    let Some(set) = open_set() else { return };
    let enrolled: HashMap<_, _> = facts(set)
        .filter(|draft| draft.payload.kind() == Kind::Enrolled)
        .map(|draft| (draft.enrolment.as_deref(), draft.occurred_at))
        .collect();
    for draft in facts(set).filter(|draft| draft.enrolment.is_some()) {
        assert!(draft.occurred_at >= enrolled[&draft.enrolment.as_deref()], "{draft:?}");
    }
}

#[test]
fn the_oddities_of_the_set_are_all_there() {
    let Some(set) = open_set() else { return };
    let terms = terms(set);
    let mut left: HashMap<&str, Instant> = HashMap::new();
    let (mut without_day, mut failed): (usize, HashSet<&str>) = (0, HashSet::new());
    for draft in facts(set) {
        let Payload::Withdrawn(withdrawn) = &draft.payload else { continue };
        let enrolment = draft.enrolment.as_deref().unwrap();
        if !draft.own_id.ends_with("/result") {
            left.insert(enrolment, draft.occurred_at);
        } else if withdrawn.reason == WithdrawalReason::Unknown {
            without_day += 1;
        } else {
            failed.insert(enrolment);
        }
    }
    assert_eq!(without_day, 6, "withdrawn without a day");
    assert_eq!(left.len(), 6_330 - 6 + 9);
    assert_eq!(left.keys().filter(|enrolment| failed.contains(**enrolment)).count(), 9);

    let (mut banked, mut after_leaving) = (0, 0);
    for draft in facts(set) {
        let Payload::Submitted(submitted) = &draft.payload else { continue };
        let enrolment = draft.enrolment.as_deref().unwrap();
        banked += usize::from(submitted.banked);
        after_leaving +=
            usize::from(left.get(enrolment).is_some_and(|&day| draft.occurred_at > day));
    }
    assert_eq!(banked, 1_129);
    assert_eq!(after_leaving, 228);
    assert_eq!(terms.len(), 21_333);
}

#[test]
fn enrolments_without_a_registration_day_start_with_the_presentation_or_before_they_end() {
    let (Some(set), Some(folder)) = (open_set(), folder()) else { return };
    let table = std::fs::read_to_string(folder.join("studentRegistration.csv")).unwrap();
    let undated: HashSet<String> = table
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[3].is_empty())
        .map(|cells| cells[..3].join("/"))
        .collect();
    assert_eq!(undated.len(), 36);
    let terms = terms(set);
    let mut seen = 0;
    for draft in facts(set).filter(|draft| draft.payload.kind() == Kind::Enrolled) {
        if undated.contains(draft.own_id.as_str()) {
            assert!(draft.occurred_at <= terms[draft.own_id.as_str()].0);
            seen += 1;
        }
    }
    assert_eq!(seen, 36);
}

#[test]
fn running_totals_become_differences_that_sum_to_the_last_total() {
    let (Some(set), Some(folder)) = (open_set(), folder()) else { return };
    let table = std::fs::read_to_string(folder.join("studentVleCumulative.csv")).unwrap();
    let mut expected: HashMap<String, u64> = HashMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<_> = line.split(',').collect();
        expected.insert(cells[..3].join("/"), cells[4].parse().unwrap());
    }
    let mut sums: HashMap<String, u64> = HashMap::new();
    for draft in facts(set) {
        if let Payload::Activity(activity) = &draft.payload {
            *sums.entry(draft.enrolment.as_deref().unwrap().to_owned()).or_default() +=
                u64::from(activity.actions);
        }
    }
    expected.retain(|_, clicks| *clicks > 0);
    assert_eq!(sums, expected);
}

/// The sample holds the raw rows of one presentation for days −10 to 2.
#[test]
fn the_sample_of_clicks_agrees_with_the_running_totals() {
    let Some(folder) = folder() else { return };
    let copy = tempfile::tempdir().unwrap();
    for name in
        ["courses.csv", "assessments.csv", "studentInfo.csv", "studentRegistration.csv", "vle.csv"]
    {
        std::fs::copy(folder.join(name), copy.path().join(name)).unwrap();
    }
    std::fs::copy(folder.join("studentVle.sample.csv"), copy.path().join("studentVle.csv"))
        .unwrap();
    let sample = read(copy.path());
    let start = terms(&sample)["AAA/2013J/11391"].0;
    let mut sums: HashMap<&str, (u64, u64)> = HashMap::new();
    for draft in facts(&sample) {
        let Payload::Activity(activity) = &draft.payload else { continue };
        let by_kind: u32 = activity.kinds.iter().map(|(_, actions)| actions).sum();
        assert_eq!(by_kind, activity.actions);
        assert!(activity.kinds.iter().all(|(kind, _)| kind != "other"));
        let sum = sums.entry(draft.enrolment.as_deref().unwrap()).or_default();
        sum.1 += u64::from(activity.actions);
        if activity.to <= start {
            sum.0 += u64::from(activity.actions);
        }
    }
    let all: u64 = sums.values().map(|sum| sum.1).sum();
    let table = std::fs::read_to_string(folder.join("studentVle.sample.csv")).unwrap();
    let raw: u64 = table
        .lines()
        .skip(1)
        .map(|line| line.rsplit(',').next().unwrap().parse::<u64>().unwrap())
        .sum();
    assert_eq!(all, raw);

    // The site opened on day −10, so the totals before the start must agree.
    let totals = std::fs::read_to_string(folder.join("studentVleCumulative.csv")).unwrap();
    let totals: HashMap<String, u64> = totals
        .lines()
        .filter(|line| line.starts_with("AAA,2013J,"))
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[3] == "-1")
        .map(|cells| (cells[..3].join("/"), cells[4].parse().unwrap()))
        .collect();
    assert_eq!(totals.len(), 352);
    for (enrolment, total) in totals {
        assert_eq!(sums[enrolment.as_str()].0, total, "{enrolment}");
    }
}
