//! Indicators that a new version of the program brings to a database that has
//! lived: they are kept as drafts, and ring nothing by themselves.

use super::Act;
use crate::app::{App, Result};
use crate::shipped;

impl App {
    /// The shipped indicators that this database has never seen, in any state.
    pub async fn missing_shipped(&self) -> Result<Vec<&'static str>> {
        // A new database has all of them in force.
        self.school().await?;
        let known = self.store.indicator_versions().await?;
        let all = shipped::INDICATORS.iter().map(|(id, _)| *id);
        Ok(all.filter(|id| !known.iter().any(|row| row.id == *id)).collect())
    }

    /// Keeps those that are missing as drafts or, on trial, lets them run
    /// silently on everybody: only the team puts one in force. Gives their
    /// ids.
    pub async fn add_shipped(&self, on_trial: bool, act: &Act) -> Result<Vec<&'static str>> {
        let missing = self.missing_shipped().await?;
        for (id, body) in shipped::INDICATORS.iter().filter(|(id, _)| missing.contains(id)) {
            let drafted = self.draft(body, act).await?;
            if on_trial {
                self.try_out(id, Some(drafted.version), act).await?;
            }
        }
        Ok(missing)
    }
}
