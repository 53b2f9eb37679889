//! The columns' values, by hand.

use uuid::Uuid;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{
    Activity, Diploma, Funding, Kind, Kinds, Planned, PlannedWork, Submitted, WithdrawalReason,
    Withdrawn, WorkKind,
};
use vigie_domain::ids::{FactId, StudentId};

use super::*;

/// 2025-01-06, 00:00 in Paris.
const START: Instant = Instant(1_736_118_000);
const NOW: i64 = 30;

fn day(number: i64) -> Instant {
    START + Span::days(number)
}

/// Somebody and what is told of them.
struct Tale {
    student: StudentId,
    facts: Vec<Fact>,
    admissions: Vec<Admission>,
}

impl Tale {
    fn of(number: u128) -> Self {
        let student = StudentId(Uuid::from_u128(number + 1));
        Self { student, facts: Vec::new(), admissions: Vec::new() }
    }

    fn lives(mut self, enrolment: &str, at: i64, payload: impl Into<Payload>) -> Self {
        let (payload, source) = (payload.into(), Key::const_new("test"));
        let own = format!("{enrolment}/{at}/{}", self.facts.len());
        self.facts.push(Fact {
            id: FactId::derive(self.student, &source, payload.kind(), &own),
            student: self.student,
            enrolment: Some(EnrolmentId::derive(self.student, enrolment)),
            occurred_at: day(at),
            known_at: day(at),
            recorded_at: day(at),
            source,
            revision: 0,
            payload,
        });
        self
    }

    /// Enrols three weeks ahead of a first day, on which others begin, too.
    fn enrols(self, enrolment: &str, first_day: i64, funding: Option<Funding>) -> Self {
        self.enrols_with(&format!("day {first_day}"), enrolment, first_day, funding)
    }

    fn enrols_with(
        mut self,
        cohort: &str,
        enrolment: &str,
        first_day: i64,
        funding: Option<Funding>,
    ) -> Self {
        let enrolled = Enrolled {
            programme: "web".into(),
            cohort: cohort.into(),
            starts_at: day(first_day),
            target_end: None,
            weekly_hours: Some(35),
            funding,
            funding_ends: None,
        };
        let id = EnrolmentId::derive(self.student, enrolment);
        let (name, told, reports) = (enrolment.into(), Vec::new(), None);
        self.admissions.push(Admission { enrolment: id, name, told, reports });
        self.lives(enrolment, first_day - 21, Box::new(enrolled))
    }

    fn plans(self, enrolment: &str, at: i64, works: &[(&str, WorkKind, i64, f32)]) -> Self {
        let work = |&(item, kind, due, weight): &(&str, WorkKind, i64, f32)| PlannedWork {
            item: item.into(),
            kind,
            due: Some(day(due)),
            days: None,
            weight: Some(weight),
        };
        self.lives(enrolment, at, Box::new(Planned { works: works.iter().map(work).collect() }))
    }

    fn hands_in(self, enrolment: &str, at: i64, item: &str, score: f32) -> Self {
        let (item, score) = (item.into(), Some(score));
        self.lives(enrolment, at, Submitted { item, due: None, score, banked: false })
    }

    fn works(self, until: i64, actions: u32) -> Self {
        let (from, to) = (day(until - 1), day(until));
        let active = Activity { from, to, actions, active_days: Some(1), kinds: Vec::new() };
        self.lives("e", until, active)
    }

    fn person(self) -> Person {
        Person::new(self.facts, self.admissions)
    }
}

/// The table of these people's last admissions on day 30.
fn table_of(tales: Vec<Tale>) -> Table {
    use Kind as K;
    let supplied = [K::Enrolled, K::Planned, K::Submitted, K::Activity, K::Withdrawn, K::Diploma];
    let calendar = Calendar::new("Europe/Paris").unwrap();
    let context = Context::new(calendar, Kinds::of(&supplied));
    let people: Vec<Person> = tales.into_iter().map(Tale::person).collect();
    let moment = |(person, one): (usize, &Person)| Moment {
        person,
        admission: one.admissions.len() - 1,
        at: day(NOW),
    };
    let moments: Vec<Moment> = people.iter().enumerate().map(moment).collect();
    table(&people, &moments, &context, &["web".into(), "data".into()])
}

/// Holds columns of one row against what they should be; NaN is missing.
fn expect(table: &Table, row: usize, expected: &[(&str, f64)]) {
    for (name, value) in expected {
        let found = table.column(name).unwrap_or_else(|| panic!("no column {name}"))[row];
        let same = (found - value).abs() < 1e-9 || found.is_nan() && value.is_nan();
        assert!(same, "{name}: {found} is not {value}");
    }
}

const MISSING: f64 = f64::NAN;

fn at_work() -> Tale {
    let works = [
        ("a", WorkKind::Assignment, 10, 20.0),
        ("exam", WorkKind::Exam, 12, 100.0),
        ("b", WorkKind::Assignment, 20, 30.0),
        ("c", WorkKind::Quiz, 24, 10.0),
        ("d", WorkKind::Assignment, 40, 50.0),
    ];
    let tale = Tale::of(0).enrols("e", 0, None).plans("e", -21, &works);
    tale.hands_in("e", 8, "a", 60.0).hands_in("e", 26, "c", 30.0).hands_in("e", 28, "d", 90.0)
}

#[test]
fn work_is_counted_against_its_due_dates() {
    let table = table_of(vec![at_work()]);
    expect(
        &table,
        0,
        &[
            ("work_due", 3.0),
            ("weight_due", 60.0),
            ("work_missed", 1.0),
            ("assignments_missed", 1.0),
            ("work_missed_share", 1.0 / 3.0),
            ("weight_missed", 30.0),
            ("work_early", 1.0),
            ("work_late", 1.0),
            ("work_banked", 0.0),
            ("work_handed_in", 3.0),
            ("last_due_ago", 6.0),
            ("next_due_in", 10.0),
        ],
    );
}

#[test]
fn marks_and_days_ahead_are_those_of_what_was_handed_in() {
    let table = table_of(vec![at_work()]);
    expect(
        &table,
        0,
        &[
            ("score_mean", 60.0),
            ("score_least", 30.0),
            ("score_weighted", (20.0 * 60.0 + 10.0 * 30.0 + 50.0 * 90.0) / 80.0),
            ("handed_in_ahead", 4.0),
            ("last_handed_in_ahead", 12.0),
            ("days_since_handed_in", 2.0),
        ],
    );
}

#[test]
fn nothing_handed_in_is_missing_and_banked_work_is_not_missed() {
    let works = [("a", WorkKind::Assignment, 10, 20.0), ("b", WorkKind::Assignment, 11, 30.0)];
    let tale = Tale::of(0).enrols("e", 0, None).plans("e", -21, &works);
    let banked = Submitted { item: "a".into(), due: None, score: Some(70.0), banked: true };
    let table = table_of(vec![tale.lives("e", -1, banked)]);
    expect(
        &table,
        0,
        &[
            ("work_banked", 1.0),
            ("work_missed", 1.0),
            ("score_mean", MISSING),
            ("days_since_handed_in", MISSING),
        ],
    );
}

/// Somebody who passed an enrolment with an examination, and runs another.
fn experienced() -> Tale {
    let works = [("a", WorkKind::Assignment, -90, 50.0), ("exam", WorkKind::Exam, -60, 50.0)];
    let tale = Tale::of(0).enrols("before", -200, None).plans("before", -221, &works);
    let tale = tale.hands_in("before", -95, "a", 80.0).hands_in("before", -60, "exam", 20.0);
    let graduated = Diploma { programme: "web".into(), guarantee_until: None };
    let tale = tale.lives("before", -50, graduated).enrols("other", -20, None);
    let works = [("x", WorkKind::Assignment, 5, 50.0), ("y", WorkKind::Assignment, 15, 50.0)];
    tale.plans("other", -41, &works).hands_in("other", 4, "x", 50.0).enrols("e", 0, None)
}

#[test]
fn examinations_of_other_enrolments_are_not_read() {
    let table = table_of(vec![experienced()]);
    expect(
        &table,
        0,
        &[
            ("others_score", f64::midpoint(80.0, 50.0)),
            ("others_handed_in_share", f64::midpoint(1.0, 0.5)),
            ("open_others_score", 50.0),
            ("open_others_handed_in_share", 0.5),
        ],
    );
}

#[test]
fn other_enrolments_are_counted_by_how_they_ended() {
    let left = |reason| Withdrawn { reason, return_at: None };
    let tale = experienced().lives("other", 20, left(WithdrawalReason::NotValidated));
    expect(
        &table_of(vec![tale]),
        0,
        &[
            ("other_enrolments", 2.0),
            ("others_open", 0.0),
            ("others_passed", 1.0),
            ("others_failed", 1.0),
            ("others_left", 0.0),
            ("same_programme_before", 2.0),
        ],
    );
    let tale = experienced().lives("other", 20, left(WithdrawalReason::Money));
    expect(&table_of(vec![tale]), 0, &[("others_failed", 0.0), ("others_left", 1.0)]);
}

#[test]
fn activity_is_summed_by_fortnight_since_the_start() {
    let tale = Tale::of(0).enrols("e", 0, None).works(0, 3).works(5, 10).works(20, 4);
    let table = table_of(vec![tale.works(30, 50)]);
    let change = 4.0_f64.ln_1p() - 10.0_f64.ln_1p();
    expect(
        &table,
        0,
        &[
            ("actions_before_start", 3.0),
            ("actions_by_day_14", 13.0),
            ("active_days_by_day_14", 2.0),
            ("actions_by_day_28", 17.0),
            ("actions_by_day_42", MISSING),
            ("actions_so_far", 17.0),
            ("actions_last_fortnight", 4.0),
            ("active_days_last_fortnight", 1.0),
            ("actions_change", change),
        ],
    );
}

#[test]
fn where_totals_are_told_silence_is_zero_and_being_left_out_is_missing() {
    let told = |number: u128, reports: Vec<Instant>| {
        let mut tale = Tale::of(number).enrols("e", 0, None);
        tale.admissions[0].reports = Some(reports);
        tale
    };
    let reported = told(0, vec![day(15), day(29)]).works(15, 10);
    let silent = told(1, Vec::new());
    let mut elsewhere = told(2, Vec::new()).enrols("other", -20, None);
    elsewhere.admissions.reverse();
    let table = table_of(vec![reported, silent, elsewhere]);
    for (row, actions) in [10.0, 0.0, MISSING].into_iter().enumerate() {
        expect(&table, row, &[("actions_so_far", actions), ("actions_by_day_14", actions)]);
    }
}

#[test]
fn ranks_compare_those_who_began_together_and_nobody_else() {
    let quiet = |number: u128, first_day: i64, actions: u32| {
        Tale::of(number).enrols("e", first_day, None).works(5, actions)
    };
    let table = table_of(vec![quiet(0, 0, 9), quiet(1, 0, 4), quiet(2, 0, 4), quiet(3, -7, 1_000)]);
    let sixth = 1.0 / 6.0;
    for (row, rank) in [5.0 * sixth, 2.0 * sixth, 2.0 * sixth, 0.5].into_iter().enumerate() {
        expect(&table, row, &[("actions_so_far_rank", rank)]);
    }
}

#[test]
fn marks_are_ranked_item_by_item() {
    let works = [("a", WorkKind::Assignment, 10, 50.0), ("b", WorkKind::Assignment, 20, 50.0)];
    let tale = |number: u128, marks: &[(&str, f32)]| {
        let tale = Tale::of(number).enrols("e", 0, None).plans("e", -21, &works);
        marks.iter().fold(tale, |tale, (item, mark)| tale.hands_in("e", 9, item, *mark))
    };
    // `b` is marked more severely: the same mark is worth more.
    let one = tale(0, &[("a", 50.0), ("b", 50.0)]);
    let table = table_of(vec![one, tale(1, &[("a", 90.0), ("b", 20.0)]), tale(2, &[])]);
    expect(&table, 0, &[("score_rank", 0.5), ("last_score_rank", 0.75)]);
    expect(&table, 1, &[("score_rank", 0.5), ("last_score_rank", 0.25)]);
    expect(&table, 2, &[("score_rank", MISSING)]);
}

#[test]
fn the_catalogue_tells_numbers_days_and_words() {
    let paid = |number, funding| Tale::of(number).enrols("e", 0, funding);
    let table = table_of(vec![paid(0, Some(Funding::Employer)), paid(1, None)]);
    expect(
        &table,
        0,
        &[
            ("weekly_hours", 35.0),
            ("days_since_start", 30.0),
            ("funding=employer", 1.0),
            ("funding=personal", 0.0),
            ("enrolment_phase=learning", 1.0),
            ("enrolment_phase=paused", 0.0),
        ],
    );
    expect(&table, 1, &[("funding=employer", MISSING), ("enrolment_phase=learning", 1.0)]);
}

#[test]
fn the_enrolment_tells_its_programme_its_season_and_how_far_ahead_it_was() {
    let table = table_of(vec![Tale::of(0).enrols("e", 0, None)]);
    expect(
        &table,
        0,
        &[
            ("enrolled_ahead", 21.0),
            ("programme=web", 1.0),
            ("programme=data", 0.0),
            ("starts_in_month", 1.0),
        ],
    );
}

#[test]
fn in_a_cohort_of_many_first_days_each_has_a_last_fortnight_of_their_own() {
    let begins = |number, first_day: i64| {
        let tale = Tale::of(number).enrols_with("march", "e", first_day, None);
        tale.works(first_day + 3, 7).works(first_day + 20, 5)
    };
    // On day 30 the one is in their third fortnight, the other in their second.
    let table = table_of(vec![begins(0, 0), begins(1, 14)]);
    expect(&table, 0, &[("actions_by_day_28", 12.0), ("actions_last_fortnight", 5.0)]);
    let second = [("actions_by_day_14", 7.0), ("actions_by_day_28", MISSING)];
    expect(&table, 1, &second);
    expect(&table, 1, &[("actions_last_fortnight", 7.0), ("actions_so_far", 7.0)]);
}
