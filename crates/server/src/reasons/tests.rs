use vigie_domain::calendar::Calendar;
use vigie_domain::fact::Kinds;
use vigie_domain::ids::{EnrolmentId, Key, StudentId};
use vigie_domain::metric::Context;
use vigie_domain::time::Instant;
use vigie_risk::family::Family;
use vigie_risk::feature::Gathered;
use vigie_risk::person::{Admission, Person};
use vigie_risk::reasons::Lever;

use super::*;

fn locales() -> [&'static Locale; 2] {
    Language::ALL.map(Locale::of)
}

fn column(name: &str, value: f64, usual: f64) -> ColumnReason {
    ColumnReason { name: name.into(), part: 0.4, value: Some(value), usual: Some(usual) }
}

fn reasons() -> Reasons {
    let columns = [column("work_missed", 3.0, 0.0), column("days_since_session", 26.0, 8.0)];
    let change = Change { lever: Lever::HandIn, now: 3.0, then: 0.0, probability: 0.181 };
    let families = vec![
        FamilyReason { family: Family::Work, part: 0.9, columns: columns[..1].to_vec() },
        FamilyReason { family: Family::Mentoring, part: -0.4, columns: columns[1..].to_vec() },
    ];
    Reasons { probability: 0.319, usual: 0.12, families, changes: vec![change] }
}

#[test]
fn the_students_numbers_stand_in_the_sentences() {
    let [fr, en] = locales().map(|locale| told(locale, Target::Leave { days: 56 }, &reasons()));
    assert!(fr.reasons[0].contains("travaux non rendus") && fr.reasons[0].contains('3'), "{fr:?}");
    assert!(en.reasons[0].contains("work not handed in") && en.reasons[0].contains('3'), "{en:?}");
    assert!(fr.reasons[1].contains("26") && fr.reasons[1].contains('8'), "{fr:?}");
}

#[test]
fn a_change_says_before_and_after() {
    for locale in locales() {
        let told = told(locale, Target::FailOrWithdrawn, &reasons());
        assert!(told.changes[0].contains("32") && told.changes[0].contains("18"), "{told:?}");
    }
}

#[test]
fn every_column_that_is_looked_at_has_words_in_both_languages() {
    let student = StudentId::from_bytes([1; 16]);
    let enrolment = EnrolmentId::derive(student, "e");
    let admission = Admission { enrolment, name: Key::default(), told: Vec::new(), reports: None };
    let person = Person::new(Vec::new(), vec![admission.clone()]);
    let context = Context::new(Calendar::new("Europe/Paris").unwrap(), Kinds::ALL);
    let mut gathered = Gathered::default();
    gathered.look(&person, &admission, Instant(0), &context, &["web".into()]);
    for heading in gathered.table().headings() {
        for locale in locales() {
            let words = label(locale, &heading.name);
            assert!(!words.starts_with("risk-column"), "{}", heading.name);
        }
    }
}

#[test]
fn every_family_lever_and_target_has_words() {
    for locale in locales() {
        let keys = Family::ALL.map(|family| format!("risk-family-{}", family.name()));
        let levers = Lever::ALL.map(|lever| format!("risk-change-{}", lever.name()));
        for key in keys.into_iter().chain(levers) {
            assert_ne!(locale.text(&key, &[]), key);
        }
        for target in [Target::Leave { days: 9 }, Target::FailOrWithdrawn, Target::NoJob] {
            assert!(!target_words(locale, target).starts_with("risk-target"));
        }
    }
}

#[test]
fn a_word_of_the_catalogue_is_called_as_the_catalogue_calls_it() {
    let words = label(locales()[0], "funding=employer");
    assert!(words.contains("financement") && words.contains("employer"), "{words}");
}

#[test]
fn a_protected_attribute_is_called_by_its_name() {
    for locale in locales() {
        for name in ATTRIBUTES {
            assert!(!attribute(locale, name).starts_with("risk-attribute"), "{name}");
        }
        assert_eq!(attribute(locale, "faith"), "faith");
    }
    assert_eq!(label(locales()[0], "age_band=35-55"), "tranche d'âge\u{202f}: 35-55");
}
