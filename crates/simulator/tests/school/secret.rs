//! What is hidden stays hidden.

use std::collections::{HashMap, HashSet};

use crate::{demo, facts, of};
use vigie_domain::draft::Record;
use vigie_domain::fact::Kind;
use vigie_simulator::Obstacle;

#[test]
fn no_record_names_an_obstacle() {
    let school = of(300);
    // A need that was said in words may carry the same name as an obstacle.
    let said = |record: &&Record| matches!(record, Record::Fact(draft) if draft.payload.kind() == Kind::NeedStated);
    let written: Vec<_> = school.records.iter().filter(|record| !said(record)).collect();
    let written = format!("{written:?}");
    for obstacle in Obstacle::ALL {
        let name = serde_json::to_string(&obstacle).unwrap();
        assert!(!written.contains(name.trim_matches('"')), "{name}");
        assert!(!written.contains(&format!("{obstacle:?}")), "{obstacle:?}");
    }
}

#[test]
fn the_truth_is_only_about_students_of_the_school() {
    let school = demo();
    let truth = serde_json::to_string(&school.truth).unwrap();
    assert!(truth.contains("\"obstacle\":\"concept_wall\""));
    let students: HashSet<_> = facts(school).map(|draft| &draft.student).collect();
    assert!(school.truth.obstacles.iter().all(|hidden| students.contains(&hidden.student)));
}

#[test]
fn people_without_an_obstacle_write_the_same_sentences() {
    let school = demo();
    let troubled: HashSet<_> =
        school.truth.obstacles.iter().filter(|h| h.wrote).map(|h| &h.student).collect();
    let mut writers: HashMap<&str, [bool; 2]> = HashMap::new();
    for draft in facts(school).filter(|draft| draft.text.is_some()) {
        let text = draft.text.as_deref().unwrap();
        writers.entry(text).or_default()[usize::from(troubled.contains(&draft.student))] = true;
    }
    // A sentence that only people with an obstacle ever write would give them away.
    let telling = writers.values().filter(|by| by[1] && !by[0]).count();
    assert!(telling * 3 < writers.len(), "{telling} of {}", writers.len());
}
