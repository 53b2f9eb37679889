//! How well would a model have foreseen those who came later? Learned as
//! `vigie train` would have learned it on a date of the past, and held against
//! people who began after it.

use std::collections::BTreeSet;
use std::sync::Arc;

use vigie_domain::ids::{EnrolmentId, StudentId};
use vigie_domain::time::{Instant, Span};
use vigie_risk::artefact::Artefact;
use vigie_risk::card::ReachFrom;
use vigie_risk::looks::{AtDays, Plan, Taught, drawn, every_monday};
use vigie_risk::make;
use vigie_risk::measure::{Intervals, Measures, Ranked, Scored, intervals};
use vigie_store::across::Filter;

use super::learn::{Looking, Order, YEARS};
use super::to_learn;
use crate::app::past::{Cancel, Past, Progress, known_until};
use crate::app::{App, Error, Result, School};

const RESAMPLES: usize = 1_000;
/// By which groups are measured on the card, which nobody sees.
const REACH: f64 = 0.1;

/// What is tried.
#[derive(Clone, Debug)]
pub struct Between {
    /// How the model is made.
    pub order: Order,
    /// Nothing of what became known from then on teaches.
    pub train_before: Instant,
    /// Those are foretold whose first day is from then on.
    pub test_from: Instant,
    /// Days from the first day on which they are looked at: on the first
    /// Monday from each.
    pub days: Vec<u16>,
}

/// What was said of one enrolment on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foretold {
    /// Of whom.
    pub student: StudentId,
    /// Of which enrolment.
    pub enrolment: EnrolmentId,
    /// When they were looked at.
    pub at: Instant,
    /// Probability of the target.
    pub probability: f64,
    /// Did it come true? `None`: nobody knows yet.
    pub truth: Option<bool>,
}

/// Everything about one day.
#[derive(Clone, Debug)]
pub struct OnDay {
    /// Days from the first day.
    pub day: u16,
    /// By student and enrolment.
    pub foretold: Vec<Foretold>,
    /// Over those whose end is known.
    pub measures: Measures,
    /// 95 %, over people.
    pub intervals: Intervals,
}

/// What came of a trial.
#[derive(Clone, Debug)]
pub struct Tested {
    /// The model that was tried; it is not kept.
    pub artefact: Artefact,
    /// In the order asked for.
    pub days: Vec<OnDay>,
}

impl App {
    /// Learns from what was known before a date, and foretells those who began
    /// later, none of whom taught. Keeps nothing. `None`: it was cancelled.
    pub async fn try_risk(
        &self,
        trial: &Between,
        cancel: &Cancel,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Option<Tested>> {
        if trial.test_from < trial.train_before {
            let words = "those who are foretold must begin after what teaches was known";
            return Err(Error::Input(format!("{words}: --test-from is before --train-before")));
        }
        let school = self.school().await?;
        let everybody = self.store.students(Filter::All).await?;
        let some = drawn(&everybody, trial.order.students, trial.order.seed);
        let later = Arc::new(self.later(&school, trial).await?);
        let looking = Past::among(self, some.clone());
        let looked =
            looking.count(|| Looking::for_plan(&later, false), cancel, &mut progress).await?;
        let Some(looked) = looked else { return Ok(None) };
        let test = looked.looks.teach();
        // Whoever is foretold teaches nothing, of an earlier enrolment either.
        let tested: BTreeSet<StudentId> = test.looks.iter().map(|look| look.student).collect();
        if tested.is_empty() {
            return Err(Error::Input("nobody to foretell: nobody began from then on".to_owned()));
        }
        let others: Vec<StudentId> =
            some.into_iter().filter(|student| !tested.contains(student)).collect();
        let until = trial.train_before;
        let years = (until - Span::days(365 * YEARS), until);
        let plan = Arc::new(to_learn(self, &school, trial.order.target, years).await?);
        let there = others.len() as u64;
        let taught = Past::among(self, others);
        let taught = taught.count(|| Looking::for_plan(&plan, true), cancel, &mut progress).await?;
        let Some(taught) = taught else { return Ok(None) };
        let (trial, order) = (trial.clone(), trial.order.clone());
        let trying = tokio::task::spawn_blocking(move || {
            let order = make::Order {
                recipe: order.recipe,
                seed: order.seed,
                reach: order.reach.unwrap_or(REACH),
                reach_from: ReachFrom::Said,
                there,
                protected: order.protected,
            };
            let artefact = make::make(taught.looks.teach(), &plan, &taught.audits, &order)?;
            let days = trial.days.iter().map(|day| on_day(*day, &artefact, &test, &later, &trial));
            let days = days.collect();
            Ok(Tested { artefact, days })
        });
        let tried =
            trying.await.map_err(|error| Error::Input(format!("training ended: {error}")))?;
        let refused =
            |refusal: vigie_risk::train::Refusal| Error::Input(format!("no model: {refusal}"));
        tried.map(Some).map_err(refused)
    }

    /// The looks at those who began later.
    async fn later(&self, school: &School, trial: &Between) -> Result<Plan> {
        let until = known_until(self, school).await?;
        let window = (trial.test_from, until);
        let plan = to_learn(self, school, trial.order.target, window).await?;
        let days = trial.days.iter().map(|day| i64::from(*day)).collect();
        Ok(Plan {
            at: every_monday(&school.context.calendar, trial.test_from, until),
            only: Some(AtDays { from: trial.test_from, days }),
            ..plan
        })
    }
}

fn on_day(day: u16, artefact: &Artefact, test: &Taught, plan: &Plan, trial: &Between) -> OnDay {
    let only = AtDays { from: trial.test_from, days: vec![i64::from(day)] };
    let is_of_day = |row: &usize| {
        let (look, first) = (test.looks[*row], test.first_days[*row]);
        !only.of(&plan.context.calendar, first, look.at).is_empty()
    };
    let rows: Vec<usize> = (0..test.looks.len()).filter(is_of_day).collect();
    let said = artefact.model.probabilities(&test.lesson.table.select(&rows));
    let (mut foretold, mut scored) = (Vec::new(), Vec::new());
    for (row, probability) in rows.into_iter().zip(said) {
        let (look, labelled) = (test.looks[row], test.lesson.labelled[row]);
        let truth = (labelled.settled != Instant::NEVER).then_some(labelled.truth);
        let (student, enrolment, at) = (look.student, look.enrolment, look.at);
        foretold.push(Foretold { student, enrolment, at, probability, truth });
        if let Some(positive) = truth {
            scored.push((Scored { probability, positive }, labelled.moment.person));
        }
    }
    let ranked = Ranked::of_looks(scored);
    let measures = Measures::of(&ranked);
    let intervals = intervals(&ranked, RESAMPLES, trial.order.seed);
    OnDay { day, foretold, measures, intervals }
}
