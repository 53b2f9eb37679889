//! Does the model in force serve each group as well as the others? Asked of what
//! it really said, once it is known what came of it.

use std::sync::Arc;

use vigie_domain::journey::effective;
use vigie_domain::time::Instant;
use vigie_evidence::dryrun::Life;
use vigie_evidence::outcome::cases;
use vigie_risk::card::{Card, GroupLine, ReachFrom};
use vigie_risk::make::{Audits, Said, groups, one_each, room};
use vigie_risk::measure::Scored;
use vigie_risk::target::Target;

use super::came_true::came_true;
use super::reach::Reached;
use crate::app::past::{Cancel, Counts, Past, Progress};
use crate::app::{App, Error, Result};

/// The model in force, group by group.
#[derive(Clone, Debug)]
pub struct ModelAudit {
    /// Its id.
    pub model: String,
    /// Its card, with the groups of the latest people that it had not seen.
    pub card: Card,
    /// Share of people whom the team reaches in a week, and where that is known
    /// from.
    pub reach: (f64, ReachFrom),
    /// People of whom it is known what came of what it said in force within a
    /// year, each looked at once at most.
    pub people: usize,
    /// These by group.
    pub groups: Vec<GroupLine>,
}

impl App {
    /// Audits the model in force. `reach`: share of people whom the team can
    /// reach in a week; otherwise as many as it did reach. `None`: it was
    /// cancelled.
    pub async fn audit_risk(
        &self,
        reach: Option<f64>,
        seed: u64,
        cancel: &Cancel,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Option<ModelAudit>> {
        let Some(model) = self.risk_champion().await? else {
            return Err(Error::Input(
                "no risk model is in force: `vigie risk list` names those that were learned, \
                 `vigie risk approve` puts one in force"
                    .to_owned(),
            ));
        };
        let school = self.school().await?;
        let now = self.clock.now();
        let (id, card) = (model.row.id, model.artefact.card);
        let asked = Arc::new((id.clone(), card.target));
        let reached = Reached::before(&school.context.calendar, now);
        let nobody = || Lived {
            asked: Arc::clone(&asked),
            now,
            said: Vec::new(),
            audits: Audits::new(),
            reached: reached.clone(),
        };
        let past = Past::of(self, None, None).await?;
        let Some(lived) = past.count(nobody, cancel, progress).await? else { return Ok(None) };
        let reach = match reach {
            Some(said) => (said, ReachFrom::Said),
            None => lived.reached.share(),
        };
        let mut said = lived.said;
        said.sort_by_key(|(at, one)| (one.student, *at));
        let said: Vec<Said> = said.into_iter().map(|(_, one)| one).collect();
        let said = one_each(&said);
        let groups = groups(&said, &lived.audits, seed, |people| room(people.len(), reach.0));
        Ok(Some(ModelAudit { model: id, card, reach, people: said.len(), groups }))
    }
}

/// What the model in force said, and what came of it.
pub(super) struct Lived {
    pub(super) asked: Arc<(String, Target)>,
    pub(super) now: Instant,
    pub(super) said: Vec<(Instant, Said)>,
    pub(super) audits: Audits,
    pub(super) reached: Reached,
}

impl Counts for Lived {
    fn live_through(&mut self, life: Life) {
        let (model, target) = (&self.asked.0, self.asked.1);
        let facts = effective(life.facts.iter().filter(|fact| fact.known_at <= self.now));
        self.reached.count(&cases(&facts, self.now), &facts);
        self.said.extend(came_true(model, target, &facts, self.now).into_iter().map(|one| {
            let Scored { probability, positive } = one.scored;
            (one.at, Said { student: life.student, probability, positive })
        }));
        if !life.audit.is_empty() {
            self.audits.insert(life.student, life.audit);
        }
    }

    fn merge(&mut self, other: Self) {
        self.said.extend(other.said);
        self.audits.extend(other.audits);
        self.reached.merge(&other.reached);
    }
}
