//! Learning a model from the school's own past.

use std::sync::Arc;

use vigie_domain::ids::StudentId;
use vigie_domain::journey::effective;
use vigie_domain::time::Span;
use vigie_evidence::dryrun::Life;
use vigie_evidence::outcome::cases;
use vigie_risk::artefact::Artefact;
use vigie_risk::card::ReachFrom;
use vigie_risk::learn::Recipe;
use vigie_risk::looks::{Looks, Plan, drawn};
use vigie_risk::make::{self, Audits};
use vigie_risk::protected::Protected;
use vigie_risk::target::Target;
use vigie_store::across::Filter;

use super::reach::Reached;
use super::to_learn;
use crate::app::audit::{Action, Entry};
use crate::app::past::{Cancel, Counts, Past, Progress, known_until};
use crate::app::{App, Error, Refusal, Result};

/// How far back a school's past still tells of its present.
pub(super) const YEARS: i64 = 5;

/// What is to be learned.
#[derive(Clone, Debug)]
pub struct Order {
    /// What is foretold.
    pub target: Target,
    /// Students looked at, at most; drawn from all of them by the seed.
    pub students: usize,
    /// Share of people whom the team can reach in a week, 0 to 1; `None`: as
    /// many as it did reach.
    pub reach: Option<f64>,
    /// Protected attributes that the model may read all the same. Asks for a
    /// reason.
    pub protected: Option<Protected>,
    /// How each mix is learned.
    pub recipe: Recipe,
    /// The same facts and seed give the same bytes.
    pub seed: u64,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            target: Target::Leave { days: vigie_risk::target::HORIZON_DAYS },
            students: 10_000,
            reach: None,
            protected: None,
            recipe: Recipe::default(),
            seed: 1,
        }
    }
}

/// A model that was learned, and is kept.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its id.
    pub id: String,
    /// False: it had been learned before, byte for byte.
    pub is_new: bool,
    /// The model, with its card.
    pub artefact: Artefact,
}

impl App {
    /// Learns a model and keeps it as a challenger, which nobody sees until
    /// somebody approves it. Refuses a useless one, with the reason. `None`: it
    /// was cancelled.
    pub async fn train_risk(
        &self,
        order: &Order,
        cancel: &Cancel,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Option<Made>> {
        if let Some(on) = &order.protected
            && on.because.trim().is_empty()
        {
            return Err(Refusal::NoReason { attributes: on.attributes.join(", ") }.into());
        }
        let school = self.school().await?;
        let until = known_until(self, &school).await?;
        let from = until - Span::days(365 * YEARS);
        let plan = Arc::new(to_learn(self, &school, order.target, (from, until)).await?);
        let everybody = self.store.students(Filter::All).await?;
        let there = everybody.len() as u64;
        let past = Past::among(self, drawn(&everybody, order.students, order.seed));
        let reached = Reached::before(&school.context.calendar, until);
        let nobody =
            || Learning { looking: Looking::for_plan(&plan, true), reached: reached.clone() };
        let Some(learning) = past.count(nobody, cancel, progress).await? else { return Ok(None) };
        let Learning { looking: looked, reached } = learning;
        let (order, plan) = (order.clone(), Arc::clone(&plan));
        let (reach, reach_from) = match order.reach {
            Some(said) => (said, ReachFrom::Said),
            None => reached.share(),
        };
        let making = tokio::task::spawn_blocking(move || {
            let order = make::Order {
                recipe: order.recipe,
                seed: order.seed,
                reach,
                reach_from,
                there,
                protected: order.protected,
            };
            make::make(looked.looks.teach(), &plan, &looked.audits, &order)
        });
        let made =
            making.await.map_err(|error| Error::Input(format!("training ended: {error}")))?;
        let artefact =
            made.map_err(|refusal| Error::Input(format!("no model was kept: {refusal}")))?;
        let body = artefact.encode().map_err(|fault| Error::Input(fault.to_string()))?;
        let id = Artefact::fingerprint(&body);
        let mut tx = self.store.begin().await?;
        let is_new = tx.add_risk_model(&id, &body, self.clock.now()).await?;
        match &artefact.card.protected {
            Some(on) if is_new => self.commit_remembering(tx, &[turned_on(&id, on)]).await?,
            _ => tx.commit().await?,
        }
        Ok(Some(Made { id, is_new, artefact }))
    }
}

/// Looks at everybody for a plan, in parts that add up.
pub(super) struct Looking {
    plan: Arc<Plan>,
    /// Is it for learning, from looks whose answer is known?
    learn: bool,
    pub(super) looks: Looks,
    pub(super) audits: Audits,
}

impl Looking {
    pub(super) fn for_plan(plan: &Arc<Plan>, learn: bool) -> Self {
        let (looks, audits) = (Looks::default(), Audits::new());
        Self { plan: Arc::clone(plan), learn, looks, audits }
    }
}

impl Counts for Looking {
    fn live_through(&mut self, life: Life) {
        self.looks.live_through(&self.plan, life.student, life.facts, self.learn);
        if !life.audit.is_empty() {
            self.audits.insert(life.student, life.audit);
        }
    }

    fn merge(&mut self, other: Self) {
        self.looks.merge(other.looks);
        self.audits.extend(other.audits);
    }
}

/// The same, and how many people the team reached meanwhile.
struct Learning {
    looking: Looking,
    reached: Reached,
}

impl Counts for Learning {
    fn live_through(&mut self, life: Life) {
        let until = self.looking.plan.known_until;
        let known = effective(life.facts.iter().filter(|fact| fact.known_at <= until));
        self.reached.count(&cases(&known, until), &known);
        drop(known);
        self.looking.live_through(life);
    }

    fn merge(&mut self, other: Self) {
        self.looking.merge(other.looking);
        self.reached.merge(&other.reached);
    }
}

fn turned_on(id: &str, on: &Protected) -> Entry {
    let by = on.by.map_or_else(|| "-".to_owned(), |staff| staff.to_string());
    let attributes = on.attributes.join(",");
    Entry::by(None, Action::RiskChanged).saying(format!("protected={attributes} in={id} by={by}"))
}

/// At most `most` students, spread over all of them; ids are random.
pub(super) fn spread(everybody: &[StudentId], most: usize) -> Vec<StudentId> {
    let step = everybody.len().div_ceil(most.max(1)).max(1);
    everybody.iter().step_by(step).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_students_than_asked_for_are_looked_at() {
        let everybody: Vec<StudentId> = (0..25).map(|n| StudentId::from_bytes([n; 16])).collect();
        assert_eq!(spread(&everybody, 10).len(), 9);
        assert_eq!(spread(&everybody, 25), everybody);
        assert_eq!(spread(&[], 10), []);
    }
}
