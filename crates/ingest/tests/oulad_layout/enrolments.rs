//! How enrolments, programmes and people begin and end.

use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{Kind, Payload, WithdrawalReason, WorkKind};
use vigie_domain::time::Instant;

use super::{Set, day, of_kind, only};

#[test]
fn an_enrolment_starts_on_the_day_of_registration_and_is_known_the_day_after() {
    let read = Set::new().read();
    let draft = only(&read, Kind::Enrolled);
    assert_eq!((draft.occurred_at, draft.known_at), (day(-20), day(-19)));
    assert_eq!(draft.student, "7");
    assert_eq!(draft.enrolment.as_deref(), Some("ZZZ/2013J/7"));
    let Payload::Enrolled(enrolled) = &draft.payload else { panic!() };
    assert_eq!((enrolled.programme.as_str(), enrolled.cohort.as_str()), ("ZZZ", "2013J"));
    assert_eq!((enrolled.starts_at, enrolled.target_end), (day(0), Some(day(100))));
    assert_eq!(read.rejects, []);
}

#[test]
fn the_plan_lists_the_work_as_it_is_due_at_the_end_of_its_day() {
    let read = Set::new().read();
    let Payload::Planned(planned) = &only(&read, Kind::Planned).payload else { panic!() };
    let works: Vec<_> =
        planned.works.iter().map(|work| (work.item.as_str(), work.kind, work.due)).collect();
    assert_eq!(
        works,
        [
            ("1", WorkKind::Assignment, Some(day(20))),
            ("2", WorkKind::Quiz, Some(day(41))),
            ("3", WorkKind::Exam, None)
        ]
    );
    assert_eq!(planned.works[0].weight, Some(10.0));
}

#[test]
fn students_carry_audit_attributes_and_no_name() {
    let read = Set::new().read();
    let student = read.records.iter().find_map(|record| match record {
        Record::Student(student) => Some(student),
        _ => None,
    });
    let student = student.unwrap();
    assert_eq!(student.given_name, "");
    let audit: Vec<_> =
        student.audit.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(
        audit,
        [
            "gender=F",
            "region=Wales",
            "age_band=35-55",
            "disability=N",
            "highest_education=HE Qualification"
        ]
    );
}

#[test]
fn programmes_are_modules_with_titled_items() {
    let read = Set::new().read();
    let programmes: Vec<_> = read
        .records
        .iter()
        .filter_map(|record| match record {
            Record::Programme(programme) => Some(programme),
            _ => None,
        })
        .collect();
    assert_eq!(programmes[0].key, "ZZZ");
    assert_eq!(programmes[0].items[0].title, "TMA 1");
    assert_eq!(programmes[1].items.len(), 1);
}

#[test]
fn passing_is_a_diploma_at_the_end() {
    for word in ["Pass", "Distinction"] {
        let read = Set::new().ending("-20,", word).read();
        let draft = only(&read, Kind::Diploma);
        assert_eq!((draft.occurred_at, draft.known_at), (day(100), day(100)));
    }
}

fn departure(draft: &Draft) -> (Instant, Instant, WithdrawalReason) {
    let Payload::Withdrawn(withdrawn) = &draft.payload else { panic!("{draft:?}") };
    (draft.occurred_at, draft.known_at, withdrawn.reason)
}

#[test]
fn failing_is_a_departure_at_the_end() {
    let read = Set::new().ending("-20,", "Fail").read();
    let expected = (day(100), day(100), WithdrawalReason::NotValidated);
    assert_eq!(departure(only(&read, Kind::Withdrawn)), expected);
}

#[test]
fn a_withdrawal_is_known_the_day_after_and_not_told_again_at_the_end() {
    let read = Set::new().ending("-20,12", "Withdrawn").read();
    let expected = (day(12), day(13), WithdrawalReason::Unknown);
    assert_eq!(departure(only(&read, Kind::Withdrawn)), expected);
}

#[test]
fn a_withdrawal_without_a_day_is_known_at_the_end() {
    let read = Set::new().ending("-20,", "Withdrawn").read();
    let expected = (day(100), day(100), WithdrawalReason::Unknown);
    assert_eq!(departure(only(&read, Kind::Withdrawn)), expected);
}

#[test]
fn somebody_unregistered_and_then_failed_left_on_the_day() {
    let read = Set::new().ending("-20,12", "Fail").read();
    let departures: Vec<_> = of_kind(&read, Kind::Withdrawn).into_iter().map(departure).collect();
    assert_eq!(
        departures,
        [
            (day(12), day(13), WithdrawalReason::Unknown),
            (day(100), day(100), WithdrawalReason::NotValidated)
        ]
    );
}

#[test]
fn without_a_registration_day_the_enrolment_never_starts_after_it_ended() {
    let enrolled = |registration: &str| {
        only(&Set::new().ending(registration, "Withdrawn").read(), Kind::Enrolled).occurred_at
    };
    assert_eq!(enrolled(","), day(0));
    assert_eq!(enrolled(",-33"), day(-33));
    assert_eq!(enrolled(",40"), day(0));
}
