//! Looking at some people at one instant, to foretell: as of a Monday, but with
//! what is known by now of who objects, who is gone, and what was said before.

use std::collections::BTreeSet;
use std::sync::Arc;

use vigie_domain::fact::{Fact, Kind};
use vigie_domain::ids::{EnrolmentId, Key, StudentId};
use vigie_domain::journey::{Journey, RISK, effective};
use vigie_domain::time::Instant;
use vigie_evidence::dryrun::Life;
use vigie_evidence::outcome::cases;
use vigie_risk::drift::stage;
use vigie_risk::looks::{Look, Looks, Plan};
use vigie_risk::make::Audits;
use vigie_risk::protected;
use vigie_risk::table::Table;
use vigie_risk::target::enrolment_of;

use super::{Model, at_once};
use crate::app::past::{Cancel, Counts, Past};
use crate::app::{App, Result, School};

/// What a journey still holds of what a model said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spoke {
    pub(super) student: StudentId,
    pub(super) enrolment: EnrolmentId,
    /// Which model.
    pub(super) version: Key,
}

/// Some people, looked at.
pub(super) struct Looked {
    pub(super) looks: Vec<Look>,
    /// The stage of study of each row.
    pub(super) stages: Vec<usize>,
    pub(super) table: Table,
    /// What the model says of each row.
    pub(super) said: Vec<f64>,
    /// What their journeys held before.
    pub(super) spoke: Vec<Spoke>,
    /// Enrolments that are still at risk now.
    running: BTreeSet<EnrolmentId>,
}

impl Looked {
    pub(super) fn nobody() -> Self {
        let (looks, table, said) = (Vec::new(), Table::of_rows(0), Vec::new());
        let (stages, spoke, running) = (Vec::new(), Vec::new(), BTreeSet::new());
        Self { looks, stages, table, said, spoke, running }
    }

    /// Only the looks at those of these enrolments that are not over by now:
    /// the others were there to be compared with.
    pub(super) fn of(self, own: &BTreeSet<EnrolmentId>) -> Self {
        let counts =
            |look: &Look| own.contains(&look.enrolment) && self.running.contains(&look.enrolment);
        let rows = 0..self.looks.len();
        let places: Vec<usize> = rows.filter(|row| counts(&self.looks[*row])).collect();
        Self {
            looks: places.iter().map(|row| self.looks[*row]).collect(),
            stages: places.iter().map(|row| self.stages[*row]).collect(),
            table: self.table.select(&places),
            said: places.iter().map(|row| self.said[*row]).collect(),
            ..self
        }
    }

    /// Where somebody's enrolment stands, unless it is over by now.
    pub(super) fn place(&self, student: StudentId, enrolment: EnrolmentId) -> Option<usize> {
        let own = |look: &Look| look.student == student && look.enrolment == enrolment;
        self.looks.iter().position(own).filter(|_| self.running.contains(&enrolment))
    }
}

impl App {
    /// Looks at these students at one instant; whoever objects by now is left
    /// out.
    pub(super) async fn look_at(
        &self,
        school: &School,
        model: &Model,
        students: Vec<StudentId>,
        at: Instant,
    ) -> Result<Looked> {
        let plan = at_once(school, &model.artefact, at);
        let looking = self.looking_at(Some(Arc::new(plan)), students).await?;
        let Some(looking) = looking else { return Ok(Looked::nobody()) };
        let Looking { looks, audits, spoke, running, .. } = looking;
        let (looks, first_days, mut table) = looks.table();
        let stages = first_days.iter().map(|first| stage(*first, at)).collect();
        // Only if the model was learned with them, for a reason in its card.
        protected::tell(&mut table, &looks, &audits, model.artefact.model.headings());
        let said = model.artefact.model.probabilities(&table);
        Ok(Looked { looks, stages, table, said, spoke, running })
    }

    /// What the journeys of these students still hold of what a model said.
    pub(super) async fn what_was_said(&self, students: Vec<StudentId>) -> Result<Vec<Spoke>> {
        let looking = self.looking_at(None, students).await?;
        Ok(looking.map(|looking| looking.spoke).unwrap_or_default())
    }

    async fn looking_at(
        &self,
        plan: Option<Arc<Plan>>,
        students: Vec<StudentId>,
    ) -> Result<Option<Looking>> {
        let now = self.clock.now();
        let nobody = || Looking {
            plan: plan.clone(),
            now,
            looks: Looks::default(),
            audits: Audits::new(),
            spoke: Vec::new(),
            running: BTreeSet::new(),
        };
        let past = Past::among(self, students);
        past.count(nobody, &Cancel::default(), |_| {}).await
    }
}

struct Looking {
    /// `None`: nobody is looked at, only what was said is wanted.
    plan: Option<Arc<Plan>>,
    now: Instant,
    looks: Looks,
    audits: Audits,
    spoke: Vec<Spoke>,
    running: BTreeSet<EnrolmentId>,
}

impl Counts for Looking {
    fn live_through(&mut self, life: Life) {
        let known = effective(life.facts.iter().filter(|fact| fact.known_at <= self.now));
        if let Some(journey) = computed(&known) {
            let risk = journey.observations.iter().filter(|one| one.metric == RISK);
            self.spoke.extend(risk.filter_map(|one| {
                let (enrolment, version) = (one.enrolment?, one.version.clone());
                Some(Spoke { student: life.student, enrolment, version })
            }));
            // By now, not by Monday: from that moment on, nothing is computed.
            if journey.objects_to_risk() {
                return;
            }
        }
        let Some(plan) = &self.plan else { return };
        let running = cases(&known, self.now)
            .into_iter()
            .filter(|case| plan.target.concerns(case.about) && case.at_risk(self.now));
        self.running.extend(running.filter_map(|case| enrolment_of(&case, &known)));
        self.looks.live_through(plan, life.student, life.facts, false);
        if !life.audit.is_empty() {
            self.audits.insert(life.student, life.audit);
        }
    }

    fn merge(&mut self, other: Self) {
        self.looks.merge(other.looks);
        self.audits.extend(other.audits);
        self.spoke.extend(other.spoke);
        self.running.extend(other.running);
    }
}

/// The journey, if anything computed was ever told to it.
pub(super) fn computed(known: &[&Fact]) -> Option<Journey> {
    known.iter().any(|fact| fact.kind() == Kind::Observed).then(|| {
        let mut journey = Journey::default();
        for fact in known {
            journey.apply(fact);
        }
        journey
    })
}
