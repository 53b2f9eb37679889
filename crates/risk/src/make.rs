//! From looks at the past to a model with its card, or to the reason why not.

use std::collections::{BTreeMap, BTreeSet};

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use vigie_domain::ids::{Key, StudentId};
use vigie_evidence::fairness::{self, Person};

use crate::artefact::Artefact;
use crate::card::{Card, Counts, GroupLine, Judged, ReachFrom, figures};
use crate::drift::{self, Limits, Summary};
use crate::feature::in_days;
use crate::learn::Recipe;
use crate::looks::{Plan, Taught};
use crate::protected::{self, Protected};
use crate::telling::{Telling, telling};
use crate::train::{Counting, Foreseen, Lesson, Refusal, Settings, Trained, learn};

/// Looks after which the target came true, at least: below, a model would
/// learn persons by heart.
const LEAST_POSITIVES: usize = 30;
/// Random regroupings behind each chance.
const REGROUPINGS: usize = 199;

/// How a model is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// How each mix is learned.
    pub recipe: Recipe,
    /// The same facts and seed give the same bytes.
    pub seed: u64,
    /// Share of people whom the team can reach, 0 to 1.
    pub reach: f64,
    /// Where that is known from.
    pub reach_from: ReachFrom,
    /// Students there are, of whom those looked at were drawn.
    pub there: u64,
    /// Protected attributes that are columns all the same.
    pub protected: Option<Protected>,
}

/// What only the audit may look at: each student's groups, by attribute.
pub type Audits = BTreeMap<StudentId, Vec<(Key, Key)>>;

/// Learns, judges, audits, and writes the card.
///
/// # Errors
/// If no model that is of use came of it.
pub fn make(
    mut taught: Taught,
    plan: &Plan,
    audits: &Audits,
    order: &Order,
) -> Result<Artefact, Refusal> {
    if !taught.moving.is_empty() {
        return Err(Refusal::Future(taught.moving.iter().cloned().collect()));
    }
    let positives = taught.lesson.labelled.iter().filter(|example| example.truth).count();
    if positives < LEAST_POSITIVES {
        return Err(Refusal::TooFew { positives, least: LEAST_POSITIVES });
    }
    taught.lesson.keep_allowed(&[], &[]);
    let telling = telling(&taught.lesson.table, &taught.looks, audits);
    let turned_on = order.protected.as_ref().map_or(&[][..], |on| on.attributes.as_slice());
    let hidden = |one: &&Telling| one.is_copy() && !turned_on.contains(&one.attribute);
    if let Some(copy) = telling.iter().find(hidden) {
        return Err(Refusal::Copy(copy.clone()));
    }
    turn_on(&mut taught, audits, turned_on)?;
    let settings = Settings {
        recipe: order.recipe,
        counting: Counting::Look,
        with: Vec::new(),
        without: Vec::new(),
        seed: order.seed,
    };
    let trained = learn(&taught.lesson, &taught.lesson, &settings)?;
    let Lesson { table, labelled } = &taught.lesson;
    let (students, cases) = taught.people;
    let looked = labelled.iter().map(|example| example.moment.at).min();
    let probabilities = trained.model.probabilities(table);
    let days = taught.looks.iter().zip(&taught.first_days);
    let stages: Vec<usize> = days.map(|(look, first)| drift::stage(*first, look.at)).collect();
    let column = |name: &str| {
        let of = if in_days(name) { Summary::of_days } else { Summary::of };
        table.column(name).map(|column| of(column, &stages))
    };
    let headings = trained.model.headings().iter();
    let card = Card {
        target: plan.target,
        looked: (looked.unwrap_or(plan.known_until), plan.known_until),
        counts: Counts {
            there: order.there,
            students,
            cases,
            looks: labelled.len() as u64,
            positives: positives as u64,
            unsettled: taught.unsettled,
        },
        programmes: plan.programmes.clone(),
        protected: order.protected.clone(),
        telling,
        seed: order.seed,
        judged: judged(&trained, &taught),
        groups: groups(&one_each(&last_said(&trained, &taught)), audits, order.seed, |people| {
            room(people.len(), order.reach)
        }),
        reach: order.reach,
        reach_from: order.reach_from,
        limits: Limits::default(),
        columns: headings.filter_map(|heading| column(&heading.name)).collect(),
        probabilities: Summary::of(&probabilities, &stages),
    };
    Ok(Artefact { card, model: trained.model })
}

/// Adds the columns of the attributes that were turned on.
fn turn_on(taught: &mut Taught, audits: &Audits, attributes: &[Key]) -> Result<(), Refusal> {
    for attribute in attributes {
        let own = protected::headings(&taught.looks, audits, std::slice::from_ref(attribute));
        if own.is_empty() {
            let told: BTreeSet<&str> =
                audits.values().flatten().map(|(name, _)| name.as_str()).collect();
            return Err(Refusal::NoAttribute {
                name: attribute.clone(),
                there: told.into_iter().collect::<Vec<_>>().join(", "),
            });
        }
        protected::tell(&mut taught.lesson.table, &taught.looks, audits, &own);
    }
    Ok(())
}

fn judged(trained: &Trained, taught: &Taught) -> Vec<Judged> {
    let of = |foreseen: &Foreseen| {
        Some(Judged {
            began: *taught.intakes.get(foreseen.intake)?,
            looks: foreseen.people as u64,
            positives: foreseen.positives as u64,
            figures: figures(&foreseen.measures, &foreseen.intervals),
        })
    };
    trained.foreseen.iter().filter_map(of).collect()
}

/// What was said of somebody, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said {
    /// Of whom.
    pub student: StudentId,
    /// Probability of the target.
    pub probability: f64,
    /// Did it come true?
    pub positive: bool,
}

/// What was said of the people of the last intake.
fn last_said(trained: &Trained, taught: &Taught) -> Vec<Said> {
    let said = trained.held.iter().map(|&(place, probability)| Said {
        student: taught.looks[place].student,
        probability,
        positive: taught.lesson.labelled[place].truth,
    });
    said.collect()
}

/// At most one look at each person, since several looks at one person are no
/// several persons: drawn by their id, each as likely as any other. Of whoever
/// left early there are few; with one of everybody's they would be too many.
/// `said` of one person in the order of time.
pub fn one_each(said: &[Said]) -> Vec<Said> {
    let mut by_student: BTreeMap<StudentId, Vec<Said>> = BTreeMap::new();
    for one in said {
        by_student.entry(one.student).or_default().push(*one);
    }
    let most = by_student.values().map(Vec::len).max().unwrap_or(1);
    let drawn = by_student.iter().filter_map(|(student, looks)| {
        let place = student.0.as_u128() % most as u128;
        looks.get(usize::try_from(place).ok()?).copied()
    });
    drawn.collect()
}

/// Measures every group of every attribute, everybody else as the others.
/// Whoever has no such attribute is left out of it. `room`: how many of these
/// people are reached, those most at risk first.
pub fn groups(
    said: &[Said],
    audits: &Audits,
    seed: u64,
    room: impl Fn(&[Person]) -> usize,
) -> Vec<GroupLine> {
    let known: BTreeSet<&Key> = audits.values().flatten().map(|(attribute, _)| attribute).collect();
    let mut lines = Vec::new();
    for attribute in known {
        let group_of = |student: StudentId| {
            let groups = audits.get(&student)?;
            groups.iter().find(|(name, _)| name == attribute).map(|(_, value)| value)
        };
        let mut values: Vec<&Key> =
            said.iter().filter_map(|one| group_of(one.student)).filter(|v| !v.is_empty()).collect();
        values.sort_unstable();
        values.dedup();
        let people = said.iter().filter_map(|one| {
            let group = values.binary_search(&group_of(one.student)?).ok()?;
            Some(Person { probability: one.probability, positive: one.positive, group })
        });
        let people: Vec<Person> = people.collect();
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let draw = |n| chance.random_range(0..n);
        let found = fairness::audit(&people, values.len(), room(&people), REGROUPINGS, draw);
        lines.extend(values.iter().zip(found).map(|(value, figures)| GroupLine {
            attribute: attribute.clone(),
            value: (*value).clone(),
            figures,
        }));
    }
    lines
}

/// How many of these people the team can reach.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a number of people"
)]
pub fn room(people: usize, reach: f64) -> usize {
    (people as f64 * reach.clamp(0.0, 1.0)).ceil() as usize
}

#[cfg(test)]
mod tests;
