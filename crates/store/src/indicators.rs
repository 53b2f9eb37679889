//! Published indicators, every version of them.

use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::args;

statements! {
    PUBLISH = "INSERT INTO indicators (id, version, published_at, state, body)
        VALUES ($1, $2, $3, $4, $5)";
    LATEST = "SELECT id, version, published_at, state, body FROM indicators
        WHERE (id, version) IN (SELECT id, MAX(version) FROM indicators GROUP BY id) ORDER BY id";
    VERSIONS = "SELECT id, version, published_at, state, body FROM indicators ORDER BY id, version";
}

/// One published version of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// The indicator's id.
    pub id: String,
    /// Its version, counted by whoever publishes.
    pub version: u32,
    /// From when on it counts.
    pub published_at: Instant,
    /// In use or withdrawn: a word of whoever publishes.
    pub state: String,
    /// The definition, as written.
    pub body: String,
}

impl Tx {
    /// Adds a version. A version that is there already is refused
    /// ([`Error::Constraint`]): what was published is never altered.
    pub async fn publish(&mut self, indicator: &IndicatorRow) -> Result<()> {
        let IndicatorRow { id, version, published_at, state, body } = indicator;
        let args = args![id.as_str(), *version, *published_at, state.as_str(), body.as_str()];
        self.link().run(PUBLISH, args).await?;
        Ok(())
    }
}

reads! {
    /// The latest version of every indicator, by id.
    latest_indicators() -> Vec<IndicatorRow>;

    /// Every version ever published, by id and version.
    indicator_versions() -> Vec<IndicatorRow>;
}

async fn latest_indicators(link: &mut Link<'_>) -> Result<Vec<IndicatorRow>> {
    link.all(LATEST, args![]).await?.into_iter().map(read).collect()
}

async fn indicator_versions(link: &mut Link<'_>) -> Result<Vec<IndicatorRow>> {
    link.all(VERSIONS, args![]).await?.into_iter().map(read).collect()
}

fn read(
    (id, version, published_at, state, body): (String, i64, i64, String, String),
) -> Result<IndicatorRow> {
    let version = u32::try_from(version)
        .map_err(|_| Error::Corrupt { column: "indicators.version", value: version.to_string() })?;
    Ok(IndicatorRow { id, version, published_at: Instant(published_at), state, body })
}
