use uuid::Uuid;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::Kinds;
use vigie_domain::ids::EnrolmentId;
use vigie_domain::metric::Context;
use vigie_domain::time::{Instant, Span};

use super::*;
use crate::feature::Moment;
use crate::learn::Growth;
use crate::learn::tests::heading;
use crate::looks::Look;
use crate::table::Table;
use crate::target::Target;
use crate::train::Labelled;

const STUDENTS: u32 = 240;

fn quick() -> Order {
    let growth = Growth { trees: 15, forests: 1, ..Recipe::default().growth };
    let recipe = Recipe { growth, ..Recipe::default() };
    Order { recipe, seed: 4, reach: 0.2, reach_from: ReachFrom::Said, there: 500, protected: None }
}

fn plan() -> Plan {
    Plan {
        target: Target::Leave { days: 56 },
        context: Context::new(Calendar::new("Europe/Paris").unwrap(), Kinds::NONE),
        programmes: Vec::new(),
        at: Vec::new(),
        only: None,
        known_until: Instant(0) + Span::days(900),
    }
}

/// Two looks at each of many students; `told` gives the value of one column,
/// from the student's number and truth.
fn taught(told: impl Fn(u32, bool) -> f64) -> Taught {
    let (mut looks, mut labelled, mut column) = (Vec::new(), Vec::new(), Vec::new());
    for student in 0..STUDENTS {
        let id = StudentId(Uuid::from_u128(u128::from(student)));
        let truth = student * 7_919 % 100 < 40;
        for day in [10, 38] {
            let at = Instant(0) + Span::days(i64::from(student) * 2 + day);
            looks.push(Look { student: id, enrolment: EnrolmentId::derive(id, "e"), at });
            labelled.push(Labelled {
                moment: Moment { person: student as usize, admission: 0, at },
                intake: (student * 4 / STUDENTS) as usize,
                truth,
                settled: at + Span::days(20),
            });
            column.push(told(student, truth));
        }
    }
    let mut table = Table::of_rows(looks.len());
    table.push(heading("told"), column);
    let intakes = vec![(Instant(0), Instant(0)); 4];
    let people = (u64::from(STUDENTS), u64::from(STUDENTS));
    let first_days = vec![Instant(0); looks.len()];
    let (lesson, moving) = (Lesson { table, labelled }, BTreeSet::new());
    Taught { lesson, looks, intakes, people, unsettled: 7, first_days, moving }
}

fn honest() -> Taught {
    taught(|student, truth| f64::from(student * 104_729 % 60) + if truth { 25.0 } else { 0.0 })
}

fn audits() -> Audits {
    let of = |student: u32| {
        let id = StudentId(Uuid::from_u128(u128::from(student)));
        (
            id,
            vec![(
                "age_band".into(),
                if student.is_multiple_of(2) { "0-35" } else { "35-55" }.into(),
            )],
        )
    };
    (0..STUDENTS).map(of).collect()
}

#[test]
fn the_same_facts_and_seed_are_the_same_bytes() {
    let make = || make(honest(), &plan(), &audits(), &quick()).unwrap().encode().unwrap();
    assert_eq!(make(), make());
}

#[test]
fn the_card_counts_what_was_looked_at() {
    let card = make(honest(), &plan(), &audits(), &quick()).unwrap().card;
    let Counts { there, students, looks, unsettled, .. } = card.counts;
    assert_eq!((there, students, looks, unsettled), (500, 240, 480, 7));
    assert_eq!(card.judged.len(), 3);
    assert!(card.last().unwrap().figure("auc_roc").unwrap().0 > 0.7);
    assert_eq!(card.columns.len(), 1);
}

#[test]
fn groups_count_each_person_once() {
    let card = make(honest(), &plan(), &audits(), &quick()).unwrap().card;
    let people: usize =
        card.groups.iter().filter_map(|line| line.figures).map(|group| group.people).sum();
    assert_eq!(people, 60, "those of the last intake");
}

#[test]
fn a_column_that_says_the_end_is_refused_by_name() {
    let leaky = taught(|_, truth| if truth { 1.0 } else { 0.0 });
    let refused = make(leaky, &plan(), &audits(), &quick()).unwrap_err();
    assert!(matches!(&refused, Refusal::Leak(leak) if leak.column == "told"), "{refused}");
}

#[test]
fn a_column_that_says_nothing_is_refused_as_useless() {
    let noise = taught(|student, _| f64::from(student * 104_729 % 97));
    let refused = make(noise, &plan(), &audits(), &quick()).unwrap_err();
    assert!(matches!(refused, Refusal::Useless { .. }), "{refused}");
}

#[test]
fn columns_of_every_odd_kind_are_survived() {
    let mut odd = honest();
    let rows = odd.looks.len();
    odd.lesson.table.push(heading("nan"), vec![f64::NAN; rows]);
    odd.lesson.table.push(heading("constant"), vec![1.0; rows]);
    odd.lesson.table.push(heading("infinite"), vec![f64::INFINITY; rows]);
    let exploding = (0..rows).map(|row| if row % 3 == 0 { f64::MAX } else { f64::MIN });
    odd.lesson.table.push(heading("exploding"), exploding.collect());
    let artefact = make(odd, &plan(), &audits(), &quick()).unwrap();
    let said = artefact.model.probability(&[20.0, f64::MAX]);
    assert!((0.0..=1.0).contains(&said), "{said}");
}

#[test]
fn too_few_answers_are_refused_with_their_number() {
    let mut few = honest();
    few.lesson.labelled.iter_mut().skip(20).for_each(|example| example.truth = false);
    let refused = make(few, &plan(), &audits(), &quick()).unwrap_err();
    assert!(refused.to_string().contains("at least 30"), "{refused}");
}

#[test]
fn answers_that_all_came_late_judge_nothing() {
    let mut late = honest();
    late.lesson.labelled.iter_mut().for_each(|one| one.settled = Instant(0) + Span::days(900));
    assert_eq!(make(late, &plan(), &audits(), &quick()), Err(Refusal::TooYoung));
}

fn turned_on(attribute: &str) -> Order {
    let attributes = vec![attribute.into()];
    let protected = Some(Protected { attributes, because: "to see".into(), by: None });
    Order { protected, ..quick() }
}

fn reads_age(artefact: &Artefact) -> bool {
    artefact.model.headings().iter().any(|heading| heading.name.starts_with("age_band="))
}

#[test]
fn no_protected_attribute_is_read_unless_it_was_turned_on() {
    let off = make(honest(), &plan(), &audits(), &quick()).unwrap();
    assert!(!reads_age(&off) && off.card.protected.is_none());
    let on = make(honest(), &plan(), &audits(), &turned_on("age_band")).unwrap();
    assert!(reads_age(&on));
    assert_eq!(on.card.protected.unwrap().because, "to see");
}

#[test]
fn an_attribute_that_nobody_told_is_refused_with_those_that_were() {
    let refused = make(honest(), &plan(), &audits(), &turned_on("region")).unwrap_err();
    assert!(refused.to_string().contains("`region`"), "{refused}");
    assert!(refused.to_string().contains("age_band"), "{refused}");
}

/// The age under another name.
fn disguised() -> Taught {
    let mut taught = honest();
    let ages = (0..STUDENTS).flat_map(|student| [f64::from(student % 2) + 5.0; 2]);
    taught.lesson.table.push(heading("postcode"), ages.collect());
    taught
}

#[test]
fn an_attribute_under_another_name_is_refused_by_both_names() {
    let refused = make(disguised(), &plan(), &audits(), &quick()).unwrap_err();
    let words = refused.to_string();
    assert!(words.contains("`postcode`") && words.contains("`age_band`"), "{words}");
}

#[test]
fn turned_on_it_may_stand_under_any_name() {
    let card = make(disguised(), &plan(), &audits(), &turned_on("age_band")).unwrap().card;
    assert_eq!(card.telling[0].column, "postcode");
}

#[test]
fn columns_that_look_ahead_are_refused_by_name() {
    let mut taught = honest();
    taught.moving.insert("told".to_owned());
    let refused = make(taught, &plan(), &audits(), &quick()).unwrap_err();
    assert!(refused.to_string().contains("told"), "{refused}");
}

#[test]
fn a_value_that_says_many_ends_is_refused_by_name() {
    let mut taught = honest();
    let ends = taught.lesson.labelled.iter().enumerate();
    let column = ends.map(|(row, one)| if one.truth && row / 2 % 3 > 0 { 1.0 } else { 0.0 });
    taught.lesson.table.push(heading("refund"), column.collect());
    let refused = make(taught, &plan(), &audits(), &quick()).unwrap_err();
    assert!(refused.to_string().contains("`refund` is 1 for"), "{refused}");
}

#[test]
fn of_whoever_was_looked_at_seldom_seldom_a_look_is_drawn() {
    let said = |number: u128, times: usize| {
        let student = StudentId(Uuid::from_u128((number * 0x9E37_79B9_7F4A_7C15) >> 20));
        vec![Said { student, probability: 0.5, positive: times == 2 }; times]
    };
    let all: Vec<Said> =
        (0..2_000).flat_map(|number| said(number, if number % 2 == 0 { 2 } else { 20 })).collect();
    let drawn = one_each(&all);
    let students: BTreeSet<StudentId> = drawn.iter().map(|one| one.student).collect();
    assert_eq!(students.len(), drawn.len(), "nobody twice");
    let leavers = drawn.iter().filter(|one| one.positive).count();
    assert_eq!(drawn.len() - leavers, 1_000, "whoever was looked at most is always there");
    assert!((80..120).contains(&leavers), "one in ten looks of theirs: {leavers}");
}
