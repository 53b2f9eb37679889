use uuid::Uuid;
use vigie_domain::fact::{
    Activity, Diploma, Enrolled, Kind, Kinds, Observed, Payload, Reenrolled, WithdrawalReason,
    Withdrawn,
};
use vigie_domain::ids::FactId;
use vigie_domain::journey::OBJECTION;

use super::*;

fn calendar() -> Calendar {
    Calendar::new("Europe/Paris").unwrap()
}

/// 2025-01-06, a Monday, 00:00 in Paris.
const START: Instant = Instant(1_736_118_000);

fn day(number: i64) -> Instant {
    START + Span::days(number)
}

fn student(number: u128) -> StudentId {
    StudentId(Uuid::from_u128(number + 1))
}

fn fact(student: StudentId, at: Instant, payload: impl Into<Payload>) -> Fact {
    let (payload, source) = (payload.into(), Key::const_new("test"));
    Fact {
        id: FactId::derive(student, &source, payload.kind(), &at.0.to_string()),
        student,
        enrolment: Some(EnrolmentId::derive(student, "e")),
        occurred_at: at,
        known_at: at,
        recorded_at: at,
        source,
        revision: 0,
        payload,
    }
}

fn life(number: u128, begins: i64, leaves: Option<i64>) -> (StudentId, Vec<Fact>) {
    let student = student(number);
    let begun = Enrolled {
        programme: "web".into(),
        cohort: format!("c{begins}").into(),
        starts_at: day(begins),
        target_end: Some(day(begins + 200)),
        weekly_hours: None,
        funding: None,
        funding_ends: None,
    };
    let (from, to) = (day(begins + 1), day(begins + 2));
    let active = Activity { from, to, actions: 5, active_days: Some(1), kinds: Vec::new() };
    let mut facts = vec![fact(student, day(begins), Box::new(begun)), fact(student, to, active)];
    if let Some(leaves) = leaves {
        let left = Withdrawn { reason: WithdrawalReason::Unknown, return_at: None };
        facts.push(fact(student, day(leaves), left));
    }
    (student, facts)
}

fn plan(target: Target, known_until: Instant) -> Plan {
    let supplied = Kinds::of(&[Kind::Enrolled, Kind::Activity, Kind::Withdrawn]);
    Plan {
        target,
        context: Context::new(calendar(), supplied),
        programmes: vec!["web".into()],
        at: mondays(&calendar(), START, known_until),
        only: None,
        known_until,
    }
}

fn looked(plan: &Plan, lives: &[(StudentId, Vec<Fact>)]) -> Looks {
    let mut looks = Looks::default();
    for (student, facts) in lives {
        looks.live_through(plan, *student, facts.clone(), true);
    }
    looks
}

#[test]
fn a_monday_is_its_own_and_the_clocks_change_nothing() {
    let calendar = calendar();
    assert_eq!(monday(&calendar, START), START);
    // The clocks change on Sunday 30 March 2025, day 83.
    let after = monday(&calendar, day(86));
    assert_eq!(after, day(84) - Span(HOUR.0));
    assert_eq!(monday(&calendar, after), after);
}

#[test]
fn every_fourth_monday_is_the_same_whatever_the_window() {
    let calendar = calendar();
    let whole = mondays(&calendar, START, day(400));
    let part = mondays(&calendar, day(100), day(300));
    assert!(part.len() > 5 && part.iter().all(|at| whole.contains(at)));
    assert!(whole.windows(2).all(|pair| {
        let apart = pair[1].since(pair[0]).0 - 28 * DAY.0;
        apart.abs() <= HOUR.0
    }));
}

#[test]
fn a_case_is_looked_at_while_it_is_at_risk() {
    let plan = plan(Target::Leave { days: 30 }, day(300));
    let looks = looked(&plan, &[life(0, 0, Some(100))]);
    assert!(looks.made.iter().all(|made| (day(0)..day(100)).contains(&made.look.at)));
    assert!((3..=4).contains(&looks.len()), "{}", looks.len());
}

#[test]
fn a_look_without_an_answer_is_counted_and_left_out() {
    let plan = plan(Target::Leave { days: 30 }, day(100));
    let looks = looked(&plan, &[life(0, 0, None)]);
    assert!(looks.unsettled >= 1);
    assert!(looks.made.iter().all(|made| made.look.at + Span::days(30) <= day(100)));
}

#[test]
fn the_order_in_which_people_come_changes_nothing() {
    let plan = plan(Target::Leave { days: 30 }, day(300));
    let mut lives: Vec<_> =
        (0..6).map(|n| life(n, i64::try_from(n).unwrap() * 9, Some(150))).collect();
    let one = looked(&plan, &lives).teach();
    lives.reverse();
    let mut other = looked(&plan, &lives[..2]);
    other.merge(looked(&plan, &lives[2..]));
    let other = other.teach();
    assert_eq!(one.looks, other.looks);
    let bits = |table: &Table| -> Vec<u64> {
        table.columns().iter().flatten().map(|value| value.to_bits()).collect()
    };
    assert_eq!(bits(&one.lesson.table), bits(&other.lesson.table));
}

#[test]
fn a_student_is_in_one_intake_only_and_later_ones_began_later() {
    let plan = plan(Target::Leave { days: 30 }, day(300));
    let lives: Vec<_> = (0..12).map(|n| life(n, i64::try_from(n).unwrap() * 7, None)).collect();
    let taught = looked(&plan, &lives).teach();
    let mut intake_of = BTreeMap::new();
    for (look, labelled) in taught.looks.iter().zip(&taught.lesson.labelled) {
        let known = intake_of.entry(look.student).or_insert(labelled.intake);
        assert_eq!(*known, labelled.intake);
    }
    assert_eq!(taught.intakes.len(), 4);
    assert!(taught.intakes.windows(2).all(|pair| pair[0].1 < pair[1].0));
}

#[test]
fn what_becomes_known_later_is_in_no_look() {
    let plan = plan(Target::Leave { days: 30 }, day(300));
    let (whole, cut) = (life(0, 0, None), life(0, 0, None));
    let mut later = whole.1.clone();
    let (from, to) = (day(1), day(60));
    let active = Activity { from, to, actions: 900, active_days: Some(9), kinds: Vec::new() };
    later.push(fact(whole.0, day(60), active));
    let rows = |facts: Vec<Fact>| {
        let (looks, _, table) = looked(&plan, &[(whole.0, facts)]).table();
        let early = looks.iter().take_while(|look| look.at < day(60)).count();
        let rows = (0..early).map(|row| {
            let mut cells = Vec::new();
            table.read_row(row, &mut cells);
            cells.into_iter().map(f64::to_bits).collect::<Vec<_>>()
        });
        rows.collect::<Vec<_>>()
    };
    assert_eq!(rows(cut.1), rows(later));
}

#[test]
fn whoever_objects_is_not_looked_at_until_they_take_it_back() {
    let plan = plan(Target::Leave { days: 30 }, day(300));
    let said = |value: f64| Observed { metric: OBJECTION.into(), value, version: "1".into() };
    let (student, mut facts) = life(0, 0, None);
    facts.push(fact(student, day(20), said(1.0)));
    assert!(looked(&plan, &[(student, facts.clone())]).is_empty());
    facts.push(fact(student, day(21), said(0.0)));
    assert!(!looked(&plan, &[(student, facts)]).is_empty());
}

#[test]
fn people_are_drawn_by_the_seed_and_stay_in_their_order() {
    let all: Vec<StudentId> = (0..500).map(student).collect();
    let some = drawn(&all, 100, 7);
    assert_eq!((some.len(), &some), (100, &drawn(&all, 100, 7)));
    assert!(some.is_sorted_by_key(|one| all.iter().position(|known| known == one)));
    assert_ne!(some, drawn(&all, 100, 8));
    assert_eq!(drawn(&all, 500, 7), all);
}

fn days_looked_at(looks: &Looks) -> Vec<i64> {
    looks.made.iter().map(|made| made.look.at.since(START).0 / DAY.0).collect()
}

#[test]
fn whoever_had_left_without_anybody_knowing_is_looked_at_as_they_would_have_been() {
    let plan = plan(Target::Leave { days: 30 }, day(400));
    let (student, mut facts) = life(0, 0, Some(100));
    let known_on_the_day = looked(&plan, &[(student, facts.clone())]);
    facts.last_mut().unwrap().known_at = day(160);
    let late = looked(&plan, &[(student, facts)]);
    assert!(days_looked_at(&known_on_the_day).iter().all(|at| *at < 100));
    let unaware: Vec<&Made> = late.made.iter().filter(|made| made.look.at >= day(100)).collect();
    assert!(unaware.len() >= 2 && unaware.iter().all(|made| made.look.at < day(160)));
    let told = unaware.iter().filter_map(|made| made.answer);
    assert!(told.clone().all(|answer| answer.truth && answer.settled >= day(160)));
    assert_eq!(told.count(), unaware.len());
}

#[test]
fn an_answer_is_not_settled_before_anybody_knew_it() {
    let plan = plan(Target::FailOrWithdrawn, day(400));
    let (student, mut facts) = life(0, 0, Some(100));
    facts.last_mut().unwrap().known_at = day(260);
    let looks = looked(&plan, &[(student, facts)]);
    let settled = |made: &Made| made.answer.unwrap().settled;
    assert!(!looks.is_empty() && looks.made.iter().all(|made| settled(made) == day(260)));
}

#[test]
fn nobody_is_looked_at_before_they_were_known() {
    let plan = plan(Target::Leave { days: 30 }, day(300));
    let (student, mut facts) = life(0, 0, None);
    for fact in &mut facts {
        fact.known_at = day(90);
    }
    let looks = looked(&plan, &[(student, facts)]);
    assert!(!looks.is_empty() && days_looked_at(&looks).iter().all(|at| *at >= 90));
}

#[test]
fn whoever_came_back_and_graduated_is_no_failure_before_the_break_either() {
    let plan = plan(Target::FailOrWithdrawn, day(500));
    let (student, mut facts) = life(0, 0, Some(50));
    facts.push(fact(student, day(80), Reenrolled { target_end: Some(day(220)) }));
    let left_again = WithdrawalReason::Unknown;
    let graduated = Diploma { programme: "web".into(), guarantee_until: None };
    let truths = |last: Fact| {
        let looks = looked(&plan, &[(student, [facts.clone(), vec![last]].concat())]);
        assert!(days_looked_at(&looks)[0] < 50, "from before the break on");
        looks.made.iter().map(|made| made.answer.unwrap().truth).collect::<Vec<_>>()
    };
    assert!(truths(fact(student, day(210), graduated)).iter().all(|truth| !truth));
    let left = Withdrawn { reason: left_again, return_at: None };
    assert!(truths(fact(student, day(210), left)).iter().all(|truth| *truth));
}

#[test]
fn some_students_are_looked_at_again_without_their_future() {
    let plan = plan(Target::Leave { days: 30 }, day(300));
    // The number of this one is a multiple of fifty, once one is added.
    let looks = looked(&plan, &[life(49, 0, Some(150))]);
    assert!(!looks.is_empty());
    assert_eq!(looks.moving, BTreeSet::new());
}

#[test]
fn on_a_day_of_study_later_people_are_looked_at_once_each() {
    let mut plan = plan(Target::Leave { days: 30 }, day(300));
    plan.at = every_monday(&calendar(), START, day(300));
    plan.only = Some(AtDays { from: day(30), days: vec![14, 28] });
    let mut looks = Looks::default();
    for (number, begins) in [(0, 0), (1, 30), (2, 35), (3, 290)] {
        let (student, facts) = life(number, begins, None);
        looks.live_through(&plan, student, facts, false);
    }
    // Day 30 was a Wednesday, day 35 a Monday; day 290 is too late for day 14.
    assert_eq!(days_looked_at(&looks), [49, 63, 49, 63]);
    assert_eq!(looks.made[0].first_day, day(30));
}

mod ordinary;
mod trained;
