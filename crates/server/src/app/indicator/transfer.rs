//! Definitions as files: the same form as those shipped, so that a team can
//! keep its own under version control.

use vigie_domain::ids::Key;
use vigie_domain::indicator::{Diagnostic, State};

use super::{Act, chosen};
use crate::app::{App, Result};

/// What came of one definition that was brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The latest version says the same, word for word.
    Unchanged,
    /// Kept as a draft.
    Drafted,
}

/// One definition that was brought in.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The indicator's id.
    pub id: Key,
    /// The version that says so.
    pub version: u32,
    /// What came of it.
    pub outcome: Outcome,
    /// What is odd about it.
    pub warnings: Vec<Diagnostic>,
}

impl App {
    /// Keep definitions as drafts, all or none. One that the latest version
    /// says already, word for word, changes nothing.
    pub async fn import_indicators(&self, bodies: &[String], act: &Act) -> Result<Vec<Imported>> {
        self.school().await?;
        let mut tx = self.store.begin().await?;
        let mut imported = Vec::with_capacity(bodies.len());
        for body in bodies {
            let drafted = self.draft_in(&mut tx, body, act).await?;
            imported.push(Imported {
                id: drafted.indicator.id,
                version: drafted.version,
                outcome: if drafted.is_new { Outcome::Drafted } else { Outcome::Unchanged },
                warnings: drafted.warnings,
            });
        }
        tx.commit().await?;
        Ok(imported)
    }

    /// The definitions in force, or the latest version of each of `ids`: id
    /// and text.
    pub async fn export_indicators(&self, ids: &[String]) -> Result<Vec<(Key, String)>> {
        self.school().await?;
        if ids.is_empty() {
            let rows = self.store.evaluated_indicators().await?.into_iter();
            let live = rows.filter(|row| row.state == State::Live);
            return Ok(live.map(|row| (row.id, row.body)).collect());
        }
        let mut bodies = Vec::with_capacity(ids.len());
        for id in ids {
            let rows = self.store.versions_of(id).await?;
            let latest = chosen(&rows, id, None)?;
            bodies.push((latest.id.clone(), latest.body.clone()));
        }
        Ok(bodies)
    }
}
