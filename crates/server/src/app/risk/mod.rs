//! Learned risk: a model is learned, runs silently, is approved by somebody who
//! saw how it compares, and can be taken back in one step.

mod audit;
mod between;
mod came_true;
mod drift;
mod explain;
mod learn;
mod look;
mod objection;
mod overrides;
mod reach;
mod rings;
mod round;
mod rules;
mod trial;
mod weight;

use vigie_domain::ids::Key;
use vigie_domain::time::Instant;
use vigie_risk::artefact::Artefact;
use vigie_risk::looks::Plan;
use vigie_risk::target::Target;
use vigie_store::{RiskApproval, RiskModelRow, RiskState};

use super::audit::{Action, Entry};
use super::indicator::Act;
use super::{App, Error, Refusal, Result, School};

pub use audit::ModelAudit;
pub use between::{Between, Foretold, OnDay, Tested};
pub use drift::{Column, Week};
pub use explain::Explained;
pub use learn::{Made, Order};
pub use overrides::{LEAST as LEAST_OVERRIDES, Overrides};
pub use rings::DriftRing;
pub use rules::RuleAudit;
pub use trial::{Beside, Figure, Settled, Trial};
pub use weight::{Decided, HEAVIEST};

/// The source of what is computed here.
pub const SOURCE: &str = "risk";
/// The name under which the champion's answers enter journeys.
pub const METRIC: &str = "risk";

/// A model with what is known beside it.
#[derive(Clone, Debug)]
pub struct Model {
    /// Who put it in force, and when.
    pub row: RiskModelRow,
    /// The model, with its card.
    pub artefact: Artefact,
}

impl App {
    /// The model whose id begins so.
    pub async fn risk_model(&self, id: &str) -> Result<Model> {
        let rows = self.store.risk_models().await?;
        let mut found = rows.into_iter().filter(|row| !id.is_empty() && row.id.starts_with(id));
        let unknown = |hint: &str| Error::Unknown {
            what: "risk model",
            name: id.to_owned(),
            hint: hint.to_owned(),
        };
        let row = found.next().ok_or_else(|| unknown(": `vigie risk list` names them"))?;
        if found.next().is_some() {
            return Err(unknown(" alone: several begin so"));
        }
        self.read_risk_model(row).await
    }

    /// The model in force.
    pub async fn risk_champion(&self) -> Result<Option<Model>> {
        let rows = self.store.risk_models().await?;
        match rows.into_iter().find(|row| row.state == RiskState::Champion) {
            Some(row) => Ok(Some(self.read_risk_model(row).await?)),
            None => Ok(None),
        }
    }

    async fn read_risk_model(&self, row: RiskModelRow) -> Result<Model> {
        let body = self.store.risk_model_body(&row.id).await?.unwrap_or_default();
        let artefact = Artefact::decode(&body)
            .map_err(|fault| Error::Input(format!("risk model `{}`: {fault}", row.id)))?;
        Ok(Model { row, artefact })
    }

    /// Puts a model in force instead of the champion, which retires. A reason
    /// is asked for: whoever approves has seen how the two compare.
    pub async fn approve_risk(&self, id: &str, act: &Act) -> Result<Model> {
        if act.reason.trim().is_empty() {
            return Err(Refusal::NoWords.into());
        }
        let model = self.risk_model(id).await?;
        let replaced = self.champion_row().await?.map(|row| row.id);
        if replaced.as_ref() == Some(&model.row.id) {
            return Err(Error::Input(format!("`{}` is in force already", model.row.id)));
        }
        self.crown(&model.row.id, replaced.as_deref(), act, replaced.as_deref()).await?;
        self.risk_model(&model.row.id).await
    }

    /// One step back: the champion before this one is in force again, or none
    /// if there was none. Gives the id of the one in force now.
    pub async fn risk_back(&self, act: &Act) -> Result<Option<String>> {
        let Some(champion) = self.champion_row().await? else {
            return Err(Error::Input("no risk model is in force".to_owned()));
        };
        match champion.replaced {
            Some(before) => {
                // Read first: what can't be read can't be gone back to.
                let before = self.risk_model(&before).await?.row.id;
                self.crown(&before, Some(&champion.id), act, None).await?;
                Ok(Some(before))
            }
            None => {
                let mut tx = self.store.begin().await?;
                tx.set_risk_state(&champion.id, RiskState::Retired).await?;
                self.commit_remembering(tx, &[changed("champion=-", act)]).await?;
                Ok(None)
            }
        }
    }

    async fn champion_row(&self) -> Result<Option<RiskModelRow>> {
        let rows = self.store.risk_models().await?;
        Ok(rows.into_iter().find(|row| row.state == RiskState::Champion))
    }

    /// One model in force instead of another, in one transaction.
    async fn crown(
        &self,
        id: &str,
        retired: Option<&str>,
        act: &Act,
        replaced: Option<&str>,
    ) -> Result<()> {
        let mut tx = self.store.begin().await?;
        if let Some(retired) = retired {
            tx.set_risk_state(retired, RiskState::Retired).await?;
        }
        let (at, reason) = (self.clock.now(), act.reason.trim());
        let approval = RiskApproval { id, by: act.by, at, reason, replaced };
        tx.approve_risk_model(&approval).await?;
        tx.put_source(SOURCE, round::KINDS).await?;
        self.commit_remembering(tx, &[changed(&format!("champion={id}"), act)]).await
    }
}

fn changed(what: &str, act: &Act) -> Entry {
    let by = act.by.map_or_else(|| "-".to_owned(), |staff| staff.to_string());
    Entry::by(act.user, Action::RiskChanged).saying(format!("{what} by={by}"))
}

/// What to look for at one instant, to foretell.
fn at_once(school: &School, artefact: &Artefact, at: Instant) -> Plan {
    Plan {
        target: artefact.card.target,
        context: school.context.clone(),
        programmes: artefact.card.programmes.clone(),
        at: vec![at],
        only: None,
        known_until: at,
    }
}

/// The plan to learn by.
async fn to_learn(
    app: &App,
    school: &School,
    target: Target,
    (from, until): (Instant, Instant),
) -> Result<Plan> {
    let mut programmes: Vec<Key> = app.store.programmes().await?.into_keys().collect();
    programmes.sort_unstable();
    Ok(Plan {
        target,
        context: school.context.clone(),
        programmes,
        at: vigie_risk::looks::mondays(&school.context.calendar, from, until),
        only: None,
        known_until: until,
    })
}
