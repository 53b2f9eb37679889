use uuid::Uuid;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{
    Activity, Enrolled, Fact, Kind, Kinds, Payload, WithdrawalReason, Withdrawn,
};
use vigie_domain::ids::{EnrolmentId, FactId, StudentId};
use vigie_domain::time::{DAY, Instant, Span};

use super::*;
use crate::leak;
use crate::learn::Growth;
use crate::person::Admission;

const START: Instant = Instant(1_400_000_000);

/// A school of three intakes in which those who are active stay.
struct Tale {
    people: Vec<Person>,
    context: Context,
    programmes: Vec<Key>,
    truths: Vec<bool>,
}

fn fact(student: StudentId, enrolment: EnrolmentId, at: Instant, payload: Payload) -> Fact {
    let source = Key::const_new("test");
    let own: Key = format!("{enrolment}/{}", at.0).into();
    Fact {
        id: FactId::derive(student, &source, payload.kind(), &own),
        student,
        enrolment: Some(enrolment),
        occurred_at: at,
        known_at: at,
        recorded_at: at,
        source,
        revision: 0,
        payload,
    }
}

fn begins(intake: usize) -> Instant {
    START + Span(i64::try_from(intake).unwrap() * 180 * DAY.0)
}

/// `known_early`: the days after the start on which leaving becomes known.
fn tale(known_early: Option<i64>) -> Tale {
    let (mut people, mut truths) = (Vec::new(), Vec::new());
    for number in 0..360_u32 {
        let intake = number as usize % 3;
        let student = StudentId(Uuid::from_u128(u128::from(number) + 1));
        let enrolment = EnrolmentId::derive(student, "e");
        let start = begins(intake);
        let truth = (number * 7_919 % 100) < 45;
        // Those who leave are less active, by and large.
        let actions = number * 104_729 % 50 + if truth { 0 } else { 25 };
        let begun = Enrolled {
            programme: "web".into(),
            cohort: format!("intake-{intake}").into(),
            starts_at: start,
            target_end: None,
            weekly_hours: None,
            funding: None,
            funding_ends: None,
        };
        let active = |day: i64| {
            let to = start + Span(day * DAY.0);
            let (from, active_days) = (to - DAY, Some(1));
            fact(
                student,
                enrolment,
                to,
                Activity { from, to, actions, active_days, kinds: Vec::new() }.into(),
            )
        };
        let mut facts = vec![
            fact(student, enrolment, start - DAY, Box::new(begun).into()),
            active(3),
            active(9),
            active(80),
        ];
        if truth {
            let left = Withdrawn { reason: WithdrawalReason::Unknown, return_at: None };
            let at = start + Span(known_early.unwrap_or(100) * DAY.0);
            facts.push(fact(student, enrolment, at, left.into()));
        }
        let name = format!("web/{number}").into();
        let admission = Admission { enrolment, name, told: Vec::new(), reports: None };
        people.push(Person::new(facts, vec![admission]));
        truths.push(truth);
    }
    let calendar = Calendar::new("Europe/Paris").unwrap();
    let supplied = Kinds::of(&[Kind::Enrolled, Kind::Activity, Kind::Withdrawn]);
    let context = Context::new(calendar, supplied);
    Tale { people, context, programmes: vec!["web".into()], truths }
}

impl Tale {
    fn school(&self) -> School<'_> {
        School { people: &self.people, context: &self.context, programmes: &self.programmes }
    }

    fn labelled(&self, day: i64, truth: impl Fn(usize) -> bool) -> Vec<Labelled> {
        let example = |person: usize| {
            let intake = person % 3;
            let at = begins(intake) + Span(day * DAY.0);
            let moment = Moment { person, admission: 0, at };
            Labelled { moment, intake, truth: truth(person), settled: at }
        };
        (0..self.people.len()).map(example).collect()
    }

    fn train(&self, truth: impl Fn(usize) -> bool + Copy) -> Result<Trained, Refusal> {
        let growth = Growth { trees: 20, forests: 1, ..Recipe::default().growth };
        let recipe = Recipe { growth, ..Recipe::default() };
        let counting = Counting::Enrolment;
        let (with, without) = (Vec::new(), Vec::new());
        let settings = Settings { recipe, counting, with, without, seed: 5 };
        let lesson = |days: &[i64]| {
            let labelled = days.iter().flat_map(|day| self.labelled(*day, truth));
            let labelled: Vec<Labelled> = labelled.collect();
            let moments: Vec<Moment> = labelled.iter().map(|one| one.moment).collect();
            Lesson::of(&self.school(), &moments, labelled, &settings)
        };
        learn(&lesson(&[25, 28]), &lesson(&[28]), &settings)
    }
}

#[test]
fn later_intakes_are_foreseen_from_earlier_ones() {
    let tale = tale(None);
    let trained = tale.train(|person| tale.truths[person]).unwrap();
    assert_eq!(trained.foreseen.iter().map(|judged| judged.intake).collect::<Vec<_>>(), [1, 2]);
    assert!(trained.foreseen[1].measures.auc_roc > 0.8, "{:?}", trained.foreseen[1]);
}

#[test]
fn outcomes_dealt_at_random_are_refused_with_the_reason() {
    let tale = tale(None);
    let refused = tale.train(|person| (person / 3 * 48_271 % 65_537) % 2 == 0).unwrap_err();
    assert!(matches!(refused, Refusal::Useless { people: 120, .. }), "{refused}");
    assert!(refused.to_string().contains("no better than chance"));
}

#[test]
fn the_same_facts_and_seed_give_the_same_model() {
    let tale = tale(None);
    let learn = || tale.train(|person| tale.truths[person]).unwrap();
    assert_eq!(learn(), learn());
}

#[test]
fn an_end_that_was_written_into_the_past_is_caught() {
    let tale = tale(Some(5));
    let refused = tale.train(|person| tale.truths[person]).unwrap_err();
    assert!(matches!(refused, Refusal::Leak(_)), "{refused}");
}

#[test]
fn no_column_changes_when_the_future_is_cut_off() {
    let tale = tale(None);
    for intake in 0..3 {
        let of_intake = tale.labelled(28, |_| true).into_iter().filter(|e| e.intake == intake);
        let moments: Vec<Moment> = of_intake.map(|example| example.moment).collect();
        assert_eq!(leak::differing(&tale.school(), &moments), Vec::<String>::new());
    }
}

/// So many looks at each, that a tree could single them out.
const LOOKS: i64 = 80;

/// Looks at people who have nothing but a number: who they are. Their ends
/// have nothing to do with it, but a model can learn them by heart.
fn by_heart(again: bool) -> Lesson {
    let mut lesson = Lesson::default();
    let mut numbers = Vec::new();
    let mut look = |person: usize, intake: usize| {
        for day in 0..LOOKS {
            let at = begins(intake) + Span::days(day);
            let moment = Moment { person, admission: intake, at };
            let truth = (person * 48_271 % 65_537).is_multiple_of(2);
            lesson.labelled.push(Labelled { moment, intake, truth, settled: at });
            numbers.push(f64::from(u32::try_from(person).unwrap()));
        }
    };
    (0..120).for_each(|person| look(person, 0));
    (0..60).for_each(|person| look(if again { person * 2 } else { person + 500 }, 1));
    lesson.table = Table::of_rows(numbers.len());
    lesson.table.push(crate::learn::tests::heading("number"), numbers);
    lesson
}

fn by_look(lesson: &Lesson) -> Result<Trained, Refusal> {
    let growth =
        Growth { trees: 60, forests: 1, columns: 1.0, least: 1.0, ..Recipe::default().growth };
    let recipe = Recipe { growth, trees_count: 1.0, ..Recipe::default() };
    let (with, without) = (Vec::new(), Vec::new());
    learn(lesson, lesson, &Settings { recipe, counting: Counting::Look, with, without, seed: 5 })
}

#[test]
fn people_are_not_judged_by_a_model_that_learned_from_them() {
    let refused = by_look(&by_heart(true)).unwrap_err();
    assert!(matches!(refused, Refusal::Useless { .. }), "{refused}");
}

#[test]
fn what_is_said_of_the_last_intake_does_not_depend_on_how_it_ended() {
    let tale = tale(None);
    let said = |truths: &[bool]| tale.train(|person| truths[person]).unwrap().held;
    let mut otherwise = tale.truths.clone();
    for person in (2..otherwise.len()).step_by(27) {
        otherwise[person] = !otherwise[person];
    }
    assert_eq!(said(&tale.truths), said(&otherwise));
}

#[test]
fn the_figures_are_those_of_what_was_said() {
    let tale = tale(None);
    let trained = tale.train(|person| tale.truths[person]).unwrap();
    let at = tale.labelled(28, |person| tale.truths[person]);
    let scored = trained
        .held
        .iter()
        .map(|&(place, probability)| Scored { probability, positive: at[place].truth });
    let measures = Measures::of(&Ranked::new(scored.collect()));
    assert!((measures.brier - trained.foreseen.last().unwrap().measures.brier).abs() < 1e-12);
    assert_ne!(trained.model.calibration, Calibration::NONE);
}

/// Lists of people whose outcomes were dealt at random: how many pass.
#[test]
fn luck_passes_for_use_less_often_than_once_in_a_hundred() {
    use rand::{Rng as _, SeedableRng as _};
    let mut chance = rand_chacha::ChaCha8Rng::seed_from_u64(11);
    let (mut of_use, mut above_half) = (0, 0);
    for _ in 0..400 {
        let scored = (0..100).map(|_| Scored {
            probability: chance.random_range(0.0..1.0),
            positive: chance.random_range(0..2) == 1,
        });
        let ranked = Ranked::new(scored.collect());
        let within = intervals(&ranked, 60, 3).auc_roc;
        of_use += usize::from(is_of_use(Measures::of(&ranked).auc_roc, within));
        above_half += usize::from(within.low > 0.5);
    }
    assert!(above_half > 4, "an interval alone lets {above_half} of 400 through");
    assert!(of_use <= 3, "{of_use} of 400");
}

#[test]
fn an_order_hardly_better_than_none_is_of_no_use_however_sure() {
    assert!(!is_of_use(0.53, Interval { low: 0.525, high: 0.535 }));
    assert!(is_of_use(0.70, Interval { low: 0.65, high: 0.75 }));
    assert!(!is_of_use(f64::NAN, Interval { low: f64::NAN, high: f64::NAN }));
}

#[test]
fn a_word_of_a_handful_of_people_is_no_column() {
    let mut lesson = by_heart(false);
    let (rows, looks) = (lesson.table.rows(), usize::try_from(LOOKS).unwrap());
    for (name, people) in [("funding=employer", 29), ("funding=account", 30)] {
        let has = |row: usize| if row < people * looks { 1.0 } else { 0.0 };
        lesson.table.push(crate::learn::tests::heading(name), (0..rows).map(has).collect());
    }
    lesson.keep_allowed(&[], &[]);
    let names: Vec<&str> = lesson.table.headings().iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["number", "funding=account"]);
}
