//! Looks at the people of a school: each of their cases at each of many
//! instants, as it was known then.
//!
//! People come one at a time and their facts need not stay. Everybody is
//! looked at on the same Mondays, so that each can be compared with those who
//! began together.

mod outcomes;

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::Fact;
use vigie_domain::ids::{EnrolmentId, Key, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::metric::Context;
use vigie_domain::time::{DAY, HOUR, Instant, Span};
use vigie_evidence::outcome::cases;

use crate::feature::{Gathered, Moment};
use crate::leak;
use crate::person::{Admission, Person};
use crate::table::Table;
use crate::target::{Answer, Target, enrolment_of};
use crate::train::{Labelled, Lesson};

pub use outcomes::{Outcomes, objects};

/// Intakes into which people are dealt, by when they began.
const INTAKES: usize = 4;
/// One student in so many is looked at again without their future.
const ONE_IN: u128 = 50;

/// What is looked for, and when.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is foretold.
    pub target: Target,
    /// Calendar and supplied kinds.
    pub context: Context,
    /// Programmes that get a column.
    pub programmes: Vec<Key>,
    /// When everybody is looked at, rising.
    pub at: Vec<Instant>,
    /// Only on some days of those who began late enough; `None`: whenever they
    /// are at risk.
    pub only: Option<AtDays>,
    /// The end of what is known.
    pub known_until: Instant,
}

/// Days of study on which somebody is looked at: on the first of the plan's
/// Mondays from each on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtDays {
    /// Only those whose first day is from then on.
    pub from: Instant,
    /// Days from the first day of the case, which is day 0.
    pub days: Vec<i64>,
}

impl AtDays {
    /// The days asked for of which `at`, a Monday, is the first Monday.
    pub fn of(&self, calendar: &Calendar, first_day: Instant, at: Instant) -> Vec<i64> {
        let day = calendar.day_number(at) - calendar.day_number(first_day);
        let is_first = |asked: &&i64| (0..7).contains(&(day - **asked));
        let late_enough = first_day >= self.from;
        self.days.iter().filter(|asked| late_enough && is_first(asked)).copied().collect()
    }
}

/// One look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// At whom.
    pub student: StudentId,
    /// Through which enrolment.
    pub enrolment: EnrolmentId,
    /// When.
    pub at: Instant,
}

/// Looks that were made so far.
#[derive(Default)]
pub struct Looks {
    gathered: Gathered,
    made: Vec<Made>,
    /// When each student's first case began.
    began: BTreeMap<StudentId, Instant>,
    cases: u64,
    /// Looks whose answer nobody knows yet.
    unsettled: u64,
    /// Columns that changed when the future of some students was cut off.
    moving: BTreeSet<String>,
}

/// A look with what came of it, if that is known.
#[derive(Clone, Copy, Debug)]
struct Made {
    look: Look,
    /// First day of the case, as it was known then.
    first_day: Instant,
    answer: Option<Answer>,
}

/// A lesson with what a card tells of it.
#[derive(Debug)]
pub struct Taught {
    /// What to learn from.
    pub lesson: Lesson,
    /// Row by row.
    pub looks: Vec<Look>,
    /// When the first and the last student of each intake began.
    pub intakes: Vec<(Instant, Instant)>,
    /// Students, and their cases.
    pub people: (u64, u64),
    /// Looks that were left out, since nobody knows yet what comes of them.
    pub unsettled: u64,
    /// First day of the case of each row.
    pub first_days: Vec<Instant>,
    /// Columns that changed when what came later was cut off: there are none,
    /// unless something looks ahead.
    pub moving: BTreeSet<String>,
}

/// At most `most` of these people, each as likely as the others; the same seed
/// draws the same. In their order.
pub fn drawn(people: &[StudentId], most: usize, seed: u64) -> Vec<StudentId> {
    if people.len() <= most {
        return people.to_vec();
    }
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut places = rand::seq::index::sample(&mut chance, people.len(), most).into_vec();
    places.sort_unstable();
    places.into_iter().map(|place| people[place]).collect()
}

/// 00:00 school time of the Monday on or before `at`.
pub fn monday(calendar: &Calendar, at: Instant) -> Instant {
    // Day 0, 1 January 1970, was a Thursday.
    let days = (calendar.day_number(at) - 4).rem_euclid(7);
    // From noon, so that a day of 23 or 25 hours ends nowhere else.
    let noon = calendar.midnight(at) + Span(12 * HOUR.0);
    calendar.midnight(noon - Span(days * DAY.0))
}

/// Every fourth Monday in [from, to), the same whatever the window.
pub fn mondays(calendar: &Calendar, from: Instant, to: Instant) -> Vec<Instant> {
    every_so_many(calendar, 4, from, to)
}

/// Every Monday in [from, to).
pub fn every_monday(calendar: &Calendar, from: Instant, to: Instant) -> Vec<Instant> {
    every_so_many(calendar, 1, from, to)
}

fn every_so_many(calendar: &Calendar, weeks: i64, from: Instant, to: Instant) -> Vec<Instant> {
    let mut all = Vec::new();
    let mut at = monday(calendar, from);
    while at < to {
        let week = (calendar.day_number(at) - 4).div_euclid(7);
        if at >= from && week.rem_euclid(weeks) == 0 {
            all.push(at);
        }
        at = monday(calendar, at + Span(7 * DAY.0 + 12 * HOUR.0));
    }
    all
}

impl Looks {
    /// Looks at one student: at every case that was at risk by what was known
    /// then. Somebody who had left, but of whom nobody knew, is looked at, as
    /// they would have been. For learning, only looks whose answer is known
    /// stay; for foretelling (`plan.at` is one instant, now) all do.
    pub fn live_through(&mut self, plan: &Plan, student: StudentId, facts: Vec<Fact>, learn: bool) {
        let known = effective(facts.iter().filter(|fact| fact.known_at <= plan.known_until));
        let outcomes = Outcomes::of(plan.target, &known, plan.known_until);
        let lived = outcomes.all();
        if lived.is_empty() {
            return;
        }
        drop(known);
        let mut admissions: Vec<Admission> = Vec::new();
        for enrolment in lived.iter().map(|one| one.enrolment) {
            if !admissions.iter().any(|known| known.enrolment == enrolment) {
                let (name, told, reports) = (Key::default(), Vec::new(), None);
                admissions.push(Admission { enrolment, name, told, reports });
            }
        }
        let person = Person::new(facts, admissions);
        let is_probed = learn && student.0.as_u128().is_multiple_of(ONE_IN);
        let mut looked: BTreeSet<usize> = BTreeSet::new();
        for &at in plan.at.iter().filter(|at| lived.iter().any(|case| case.may_be_at_risk(**at))) {
            let then = effective(person.known_by(at));
            for case in cases(&then, at) {
                if !plan.target.concerns(case.about) || !case.at_risk(at) {
                    continue;
                }
                let calendar = &plan.context.calendar;
                if plan
                    .only
                    .as_ref()
                    .is_some_and(|only| only.of(calendar, case.first_day, at).is_empty())
                {
                    continue;
                }
                let Some(enrolment) = enrolment_of(&case, &then) else { continue };
                let Some(place) = outcomes.find(enrolment, at) else { continue };
                let answer = outcomes.came_of(enrolment, at);
                if learn && answer.is_none() {
                    self.unsettled += 1;
                    continue;
                }
                let admission = person.admissions.iter().find(|one| one.enrolment == enrolment);
                let Some(admission) = admission else { continue };
                self.made.push(Made {
                    look: Look { student, enrolment, at },
                    first_day: case.first_day,
                    answer,
                });
                self.gathered.look(&person, admission, at, &plan.context, &plan.programmes);
                if is_probed {
                    let moved =
                        leak::moving(&person, admission, at, &plan.context, &plan.programmes);
                    self.moving.extend(moved);
                }
                looked.insert(place);
            }
        }
        self.cases += looked.len() as u64;
        if let Some(first) = looked.iter().map(|place| lived[*place].case.start).min() {
            let began = self.began.entry(student).or_insert(first);
            *began = (*began).min(first);
        }
    }

    /// How many looks.
    pub fn len(&self) -> usize {
        self.made.len()
    }

    /// Nobody was looked at.
    pub fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// Both together; whoever is in one is not in the other.
    pub fn merge(&mut self, other: Self) {
        self.gathered.append(other.gathered);
        self.made.extend(other.made);
        self.began.extend(other.began);
        self.cases += other.cases;
        self.unsettled += other.unsettled;
        self.moving.extend(other.moving);
    }

    /// The looks in a fixed order, whatever the order in which people came,
    /// each compared with its cohort; and the first day of the case of each.
    pub fn table(mut self) -> (Vec<Look>, Vec<Instant>, Table) {
        let (looks, first_days) =
            self.sort().into_iter().map(|made| (made.look, made.first_day)).unzip();
        (looks, first_days, self.gathered.table())
    }

    /// The same with the answers. Whoever began together is in one intake, so
    /// that a model is judged by people who came later than all it learned
    /// from.
    pub fn teach(mut self) -> Taught {
        let made = self.sort();
        let (intake_of, intakes) = deal(&self.began);
        let mut persons: BTreeMap<StudentId, usize> = BTreeMap::new();
        let mut labelled = Vec::with_capacity(made.len());
        for Made { look, answer, .. } in &made {
            let next = persons.len();
            let person = *persons.entry(look.student).or_insert(next);
            let answer = answer.unwrap_or(Answer { truth: false, settled: Instant::NEVER });
            labelled.push(Labelled {
                moment: Moment { person, admission: 0, at: look.at },
                intake: intake_of.get(&look.student).copied().unwrap_or(0),
                truth: answer.truth,
                settled: answer.settled,
            });
        }
        let people = (persons.len() as u64, self.cases);
        Taught {
            lesson: Lesson { table: self.gathered.table(), labelled },
            first_days: made.iter().map(|one| one.first_day).collect(),
            looks: made.into_iter().map(|one| one.look).collect(),
            intakes,
            people,
            unsettled: self.unsettled,
            moving: self.moving,
        }
    }

    fn sort(&mut self) -> Vec<Made> {
        let mut places: Vec<usize> = (0..self.made.len()).collect();
        places.sort_by_key(|place| self.made[*place].look);
        self.gathered.reorder(&places);
        places.iter().map(|place| self.made[*place]).collect()
    }
}

/// Deals students into intakes of about the same size, in the order in which
/// they began; gives the intake of each, and when its first and last began.
fn deal(
    began: &BTreeMap<StudentId, Instant>,
) -> (BTreeMap<StudentId, usize>, Vec<(Instant, Instant)>) {
    let mut all: Vec<Instant> = began.values().copied().collect();
    all.sort_unstable();
    let mut cuts: Vec<Instant> =
        (1..INTAKES).filter_map(|part| all.get(all.len() * part / INTAKES).copied()).collect();
    cuts.dedup();
    cuts.retain(|cut| all.first().is_some_and(|first| cut > first));
    let of = |at: &Instant| cuts.partition_point(|cut| cut <= at);
    let mut spans: Vec<(Instant, Instant)> = Vec::new();
    for at in &all {
        match spans.get_mut(of(at)) {
            Some(span) => span.1 = *at,
            None => spans.push((*at, *at)),
        }
    }
    (began.iter().map(|(student, at)| (*student, of(at))).collect(), spans)
}

#[cfg(test)]
mod tests;
