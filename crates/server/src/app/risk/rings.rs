//! A drift that passed a limit is told where the manager looks, until somebody
//! says that they saw it; within the hour, that can be taken back.

use vigie_domain::time::Instant;
use vigie_store::RiskRing;

use super::Week;
use crate::app::audit::{Action, Entry};
use crate::app::indicator::Act;
use crate::app::written::UNDO_WITHIN;
use crate::app::{App, Refusal, Result};

/// Rings told at most.
const MOST: u32 = 8;

/// The drift of the model in force passed a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct DriftRing {
    /// Of which model.
    pub model: String,
    /// When, and who saw it.
    pub ring: RiskRing,
    /// What that week found.
    pub week: Week,
}

impl App {
    /// What rings now, and what was seen within the hour: that can still be
    /// taken back. The newest first.
    pub async fn risk_rings(&self) -> Result<Vec<DriftRing>> {
        let Some(champion) = self.champion_row().await? else { return Ok(Vec::new()) };
        let mut rings = self.store.risk_rings(&champion.id, MOST).await?;
        let now = self.clock.now();
        rings.retain(|ring| ring.seen.is_none_or(|(_, at)| now.since(at) <= UNDO_WITHIN));
        if rings.is_empty() {
            return Ok(Vec::new());
        }
        let weeks = self.risk_drift(&champion.id, 52).await?;
        let told = rings.into_iter().filter_map(|ring| {
            let (_, week) = weeks.iter().find(|(at, _)| *at == ring.at)?;
            Some(DriftRing { model: champion.id.clone(), week: week.clone(), ring })
        });
        Ok(told.collect())
    }

    /// "Seen", of the ring of this week; or, within the hour, that it was not.
    pub async fn see_risk_ring(
        &self,
        model: &str,
        at: Instant,
        seen: bool,
        act: &Act,
    ) -> Result<()> {
        let now = self.clock.now();
        let known = self.store.risk_rings(model, MOST).await?;
        let ring = known.into_iter().find(|ring| ring.at == at).ok_or(Refusal::NothingLikeThat)?;
        if ring.seen.is_some() == seen {
            // Whoever was first saw it.
            return Ok(());
        }
        if ring.seen.is_some_and(|(_, when)| now.since(when) > UNDO_WITHIN) {
            return Err(Refusal::NotUndoable.into());
        }
        let mut tx = self.store.begin().await?;
        tx.see_risk_ring(model, at, seen.then_some((act.by, now))).await?;
        let word = if seen { "seen" } else { "unseen" };
        let entry = Entry::by(act.user, Action::RiskChanged);
        let entry = entry.saying(format!("drift={word} of={model} week={}", at.0));
        self.commit_remembering(tx, &[entry]).await
    }
}
