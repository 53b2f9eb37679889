//! Same seed, same school.

use crate::{END, calendar, small};
use vigie_domain::draft::Record;
use vigie_simulator::{Settings, simulate};

#[test]
fn the_same_seed_gives_the_same_records_byte_for_byte() {
    let (one, two) = (small(4), small(4));
    assert_eq!(format!("{:?}", one.records), format!("{:?}", two.records));
    assert_eq!(one.truth, two.truth);
}

#[test]
fn another_seed_gives_another_school() {
    assert_ne!(small(4).records, small(5).records);
}

#[test]
fn a_school_of_nobody_has_a_team_and_no_facts() {
    let settings = Settings { seed: 1, students: 0, months: 24, end: END };
    let school = simulate(&settings, &calendar());
    assert!(school.records.iter().all(|r| matches!(r, Record::Staff(_) | Record::Programme(_))));
}

#[test]
fn a_school_of_a_day_is_made_without_fault() {
    let settings = Settings { seed: 1, students: 40, months: 0, end: END };
    assert!(simulate(&settings, &calendar()).records.len() > 40);
}
