//! People and programmes come first and are complete.

use std::collections::HashSet;

use crate::{demo, facts};
use vigie_domain::draft::Record;
use vigie_domain::fact::{Payload, Role};
use vigie_domain::ids::StaffId;

#[test]
fn people_and_programmes_come_before_facts() {
    let records = &demo().records;
    let first = records.iter().position(|r| matches!(r, Record::Fact(_))).unwrap();
    assert!(records[first..].iter().all(|r| matches!(r, Record::Fact(_))));
    let count = |is: fn(&Record) -> bool| records.iter().filter(|r| is(r)).count();
    assert_eq!(count(|r| matches!(r, Record::Student(_))), 1_500);
    assert_eq!(count(|r| matches!(r, Record::Programme(_))), 12);
    assert_eq!(count(|r| matches!(r, Record::Staff(s) if s.role == Role::Mentor)), 60);
    assert_eq!(count(|r| matches!(r, Record::Staff(s) if s.role == Role::Advisor)), 14);
}

#[test]
fn facts_speak_only_of_people_and_works_that_the_directory_knows() {
    let records = &demo().records;
    let mut staff = HashSet::new();
    let mut items = HashSet::new();
    for record in records {
        match record {
            Record::Staff(person) => drop(staff.insert(StaffId::derive(&person.external))),
            Record::Programme(programme) => {
                items.extend(programme.items.iter().map(|item| item.key.clone()));
            }
            _ => {}
        }
    }
    for draft in facts(demo()) {
        match &draft.payload {
            Payload::MentorAssigned(body) => assert!(staff.contains(&body.mentor)),
            Payload::Call(body) => assert!(staff.contains(&body.by)),
            Payload::Completed(body) => assert!(items.contains(&body.item)),
            Payload::Planned(body) => {
                assert!(body.works.iter().all(|work| items.contains(&work.item)));
            }
            _ => {}
        }
    }
}

#[test]
fn own_ids_are_unique_within_a_student_and_a_kind() {
    let mut seen = HashSet::new();
    for draft in facts(demo()) {
        let key = (&draft.student, draft.payload.kind(), &draft.own_id);
        assert!(seen.insert(key), "{key:?}");
    }
}

#[test]
fn every_kind_that_is_supplied_is_there_and_no_other() {
    let there: HashSet<_> = facts(demo()).map(|draft| draft.payload.kind()).collect();
    let supplied: HashSet<_> = vigie_simulator::supplies().iter().collect();
    assert_eq!(there, supplied);
}
