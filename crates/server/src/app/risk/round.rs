//! The weekly look: everybody's risk as a dated, versioned fact, one cohort at
//! a time, so that it can stop anywhere and go on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vigie_domain::fact::{Fact, Kind, Kinds, Observed};
use vigie_domain::ids::{EnrolmentId, FactId, Key, StudentId};
use vigie_domain::time::Instant;
use vigie_risk::looks::{Look, monday};
use vigie_risk::protected;
use vigie_risk::table::Table;
use vigie_store::across::Filter;
use vigie_store::{Incoming, RiskState};

use super::drift::{Looked, Watched};
use super::{Looking, METRIC, Model, SOURCE, at_once};
use crate::app::past::{Cancel, Past};
use crate::app::{App, Error, Result, School};

/// What the job supplies.
pub(super) const KINDS: Kinds = Kinds::of(&[Kind::Observed]);
/// Setting: how far the look of this week is, JSON.
const PROGRESS: &str = "risk_round";

/// How far the look of a week is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Progress {
    model: String,
    /// The Monday as of which everybody is looked at.
    at: Instant,
    /// The last cohort done.
    done: Option<Key>,
    finished: bool,
    /// What was counted of the week's drift, by model.
    #[serde(default)]
    watched: BTreeMap<String, Watched>,
}

impl App {
    /// Does a part of what this week's look still lacks; false: nothing is
    /// left to do. A new champion makes everything lack.
    pub async fn risk_step(&self, school: &School) -> Result<bool> {
        let rows = self.store.risk_models().await?;
        let Some(champion) = rows.into_iter().find(|row| row.state == RiskState::Champion) else {
            return Ok(false);
        };
        let at = monday(&school.context.calendar, self.clock.now());
        let fresh = Progress {
            model: champion.id.clone(),
            at,
            done: None,
            finished: false,
            watched: BTreeMap::new(),
        };
        let kept = self.store.setting(PROGRESS).await?;
        let kept = kept.and_then(|text| serde_json::from_str::<Progress>(&text).ok());
        let mut progress =
            kept.filter(|kept| kept.model == fresh.model && kept.at == fresh.at).unwrap_or(fresh);
        if progress.finished {
            return Ok(false);
        }
        let model = self.read_risk_model(champion).await?;
        let cohorts = self.store.cohorts().await?;
        let next = cohorts.into_iter().find(|cohort| Some(cohort) > progress.done.as_ref());
        match next {
            Some(cohort) => {
                self.look_at_cohort(school, &model, &cohort, at, &mut progress.watched).await?;
                progress.done = Some(cohort);
            }
            None => {
                self.close_week(&std::mem::take(&mut progress.watched), &model, at).await?;
                progress.finished = true;
            }
        }
        let text = serde_json::to_string(&progress)
            .map_err(|error| Error::Input(format!("the week's look: {error}")))?;
        let mut tx = self.store.begin().await?;
        tx.put_setting(PROGRESS, &text).await?;
        tx.commit().await?;
        Ok(!progress.finished)
    }

    /// Foretells everybody of a cohort, compared with each other, tells it to
    /// their journeys, and counts what moved.
    async fn look_at_cohort(
        &self,
        school: &School,
        model: &Model,
        cohort: &Key,
        at: Instant,
        watched: &mut BTreeMap<String, Watched>,
    ) -> Result<()> {
        let students = self.store.students(Filter::Cohort(cohort.clone())).await?;
        if students.is_empty() {
            return Ok(());
        }
        let known = self.store.enrolments_of(&students).await?;
        let own: BTreeSet<EnrolmentId> =
            known.values().filter(|one| one.cohort == *cohort).map(|one| one.id).collect();
        let (looks, table) = self.look_at(school, model, students.clone(), at).await?;
        let said = model.artefact.model.probabilities(&table);
        let now = self.clock.now();
        let told = looks.iter().zip(&said).filter(|(look, _)| own.contains(&look.enrolment));
        let facts: Vec<Incoming> =
            told.map(|(look, said)| observation(look, *said, &model.row.id, now).into()).collect();
        self.record(school, facts).await?;
        let looked = Looked { looks, table, said };
        self.watch_cohort(school, model, (&students, &own), &looked, at, watched).await
    }

    /// Looks at these students at one instant; those who object are left out.
    pub(super) async fn look_at(
        &self,
        school: &School,
        model: &Model,
        students: Vec<StudentId>,
        at: Instant,
    ) -> Result<(Vec<Look>, Table)> {
        let plan = Arc::new(at_once(school, &model.artefact, at));
        let past = Past::among(self, students);
        let looked = past.count(|| Looking::new(&plan, false), &Cancel::default(), |_| {}).await?;
        let Some(looked) = looked else { return Ok((Vec::new(), Table::of_rows(0))) };
        let (looks, mut table) = looked.looks.table();
        // Only if the model was learned with them, for a reason in its card.
        protected::tell(&mut table, &looks, &looked.audits, model.artefact.model.headings());
        Ok((looks, table))
    }
}

/// One answer as a fact. Told again for the same week by the same model, it is
/// the same fact.
fn observation(look: &Look, probability: f64, model: &str, now: Instant) -> Fact {
    let source = Key::from(SOURCE);
    let own_id = format!("{}/{}/{model}", look.enrolment, look.at.0);
    let value = (probability * 1e4).round() / 1e4;
    let body = Observed { metric: Key::from(METRIC), value, version: Key::from(model) };
    Fact {
        id: FactId::derive(look.student, &source, Kind::Observed, &own_id),
        student: look.student,
        enrolment: Some(look.enrolment),
        // Computed now: nobody could have acted on it sooner.
        occurred_at: now,
        known_at: now,
        recorded_at: now,
        source,
        revision: 0,
        payload: body.into(),
    }
}
