//! Publishing indicators: a dated event, then everybody is looked at again.

use vigie_domain::indicator::Indicator;
use vigie_domain::time::Instant;
use vigie_store::{IndicatorRow, Why};

use super::{App, Error, Result};
use crate::shipped;

/// State of an indicator that rings.
pub const LIVE: &str = "live";

impl App {
    /// Publish every shipped indicator that this database has never seen.
    ///
    /// They count as in force since ever, so that a past day can be shown.
    pub async fn publish_shipped(&self) -> Result<usize> {
        let known = self.store.latest_indicators().await?;
        let mut tx = self.store.begin().await?;
        let mut published = 0;
        for (id, body) in shipped::INDICATORS {
            if known.iter().any(|row| row.id == *id) {
                continue;
            }
            tx.publish(&IndicatorRow {
                id: (*id).to_owned(),
                version: 1,
                published_at: Instant(0),
                state: LIVE.to_owned(),
                body: (*body).to_owned(),
            })
            .await?;
            published += 1;
        }
        tx.commit().await?;
        Ok(published)
    }

    /// Publish a new version of an indicator, or a new indicator, and look at
    /// everybody again: signals of the old version close as superseded where
    /// the new one is not true.
    pub async fn publish(&self, body: &str) -> Result<(Indicator, u32)> {
        let indicator =
            Indicator::parse(body).map_err(|error| Error::Indicator(error.to_string()))?;
        let known = self.store.latest_indicators().await?;
        let version = known
            .iter()
            .find(|row| row.id == indicator.id.as_str())
            .map_or(1, |row| row.version + 1);
        let mut tx = self.store.begin().await?;
        tx.publish(&IndicatorRow {
            id: indicator.id.to_string(),
            version,
            published_at: self.clock.now(),
            state: LIVE.to_owned(),
            body: body.to_owned(),
        })
        .await?;
        tx.commit().await?;
        self.look_again_at_everybody(Why::Published).await?;
        Ok((indicator, version))
    }
}
