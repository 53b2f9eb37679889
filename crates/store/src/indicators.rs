//! Indicators: every version of them, and what became of each.
//!
//! A version is never altered. Its state is that of its latest change; the
//! changes are the audit.

use vigie_domain::ids::{Key, StaffId, UserId};
use vigie_domain::indicator::State;
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::standing::corrupt;
use crate::store::{Tx, reads};
use crate::value::{Id, args};

/// Versions with their latest change.
macro_rules! versions {
    ($where:literal) => {
        concat!(
            "SELECT indicators.id, indicators.version, indicators.body, changed.state, changed.at
            FROM indicators JOIN indicator_changes changed
            ON changed.indicator = indicators.id AND changed.version = indicators.version
            WHERE changed.serial = (SELECT MAX(serial) FROM indicator_changes later
                WHERE later.indicator = indicators.id AND later.version = indicators.version)",
            $where,
            " ORDER BY indicators.id, indicators.version"
        )
    };
}

statements! {
    ADD = "INSERT INTO indicators (id, version, body) VALUES ($1, $2, $3)";
    LAST_SERIAL = "SELECT MAX(serial) FROM indicator_changes WHERE indicator = $1";
    CHANGE = "INSERT INTO indicator_changes (indicator, serial, version, at, state, staff_id,
        reason, minutes_asked, minutes_there, user_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    ALL = versions!("");
    EVALUATED = versions!(" AND changed.state IN ('trial', 'live')");
    OF = versions!(" AND indicators.id = $1");
    CHANGES = "SELECT indicator, version, at, state, staff_id, reason, minutes_asked,
        minutes_there, user_id FROM indicator_changes WHERE indicator = $1 ORDER BY serial";
}

/// One version of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// The indicator's id.
    pub id: Key,
    /// Its version, counted from 1.
    pub version: u32,
    /// The definition, as written.
    pub body: String,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub since: Instant,
}

/// A version went to another state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// The indicator's id.
    pub indicator: Key,
    /// Which version.
    pub version: u32,
    /// When.
    pub at: Instant,
    /// To which state; the first of a version is how it came.
    pub state: State,
    /// By whom of the team; `None`: the program, or somebody without a place
    /// in it.
    pub by: Option<StaffId>,
    /// With which account; `None`: the program, or the command line.
    pub user: Option<UserId>,
    /// Why, in somebody's words; may be empty.
    pub reason: String,
    /// Going live: minutes a week asked for, and minutes there are.
    pub minutes: Option<(u32, u32)>,
}

impl Tx {
    /// Adds a version; its first change is to follow in the same transaction.
    /// A version that is there already is refused ([`Error::Constraint`]).
    pub async fn add_indicator(&mut self, id: &str, version: u32, body: &str) -> Result<()> {
        self.link().run(ADD, args![id, version, body]).await?;
        Ok(())
    }

    /// Adds a change after the last one of its indicator. Of two that are
    /// written at once, one is refused ([`Error::Constraint`]).
    pub async fn change_indicator(&mut self, change: &ChangeRow) -> Result<()> {
        let mut link = self.link();
        let last: Option<(Option<i64>,)> = link.one(LAST_SERIAL, args![&change.indicator]).await?;
        let serial = last.and_then(|(last,)| last).unwrap_or(0) + 1;
        let args = args![
            &change.indicator,
            serial,
            change.version,
            change.at,
            change.state.name(),
            change.by,
            change.reason.as_str(),
            change.minutes.map(|(asked, _)| i64::from(asked)),
            change.minutes.map(|(_, there)| i64::from(there)),
            change.user,
        ];
        link.run(CHANGE, args).await?;
        Ok(())
    }
}

reads! {
    /// Every version of every indicator, by id and version.
    indicator_versions() -> Vec<IndicatorRow>;

    /// The versions that are evaluated: live ones and those on trial.
    evaluated_indicators() -> Vec<IndicatorRow>;

    /// Every version of one indicator, the oldest first; none: unknown.
    versions_of(indicator: &str) -> Vec<IndicatorRow>;

    /// What became of the versions of one indicator, the oldest change first.
    indicator_changes(indicator: &str) -> Vec<ChangeRow>;
}

async fn indicator_versions(link: &mut Link<'_>) -> Result<Vec<IndicatorRow>> {
    link.all(ALL, args![]).await?.into_iter().map(read).collect()
}

async fn evaluated_indicators(link: &mut Link<'_>) -> Result<Vec<IndicatorRow>> {
    link.all(EVALUATED, args![]).await?.into_iter().map(read).collect()
}

async fn versions_of(link: &mut Link<'_>, indicator: &str) -> Result<Vec<IndicatorRow>> {
    link.all(OF, args![indicator]).await?.into_iter().map(read).collect()
}

async fn indicator_changes(link: &mut Link<'_>, indicator: &str) -> Result<Vec<ChangeRow>> {
    let rows: Vec<StoredChange> = link.all(CHANGES, args![indicator]).await?;
    rows.into_iter().map(StoredChange::read).collect()
}

fn read(
    (id, version, body, state, since): (String, i64, String, String, i64),
) -> Result<IndicatorRow> {
    Ok(IndicatorRow {
        id: id.into(),
        version: number("indicators.version", version)?,
        body,
        state: state_named(&state)?,
        since: Instant(since),
    })
}

#[derive(sqlx::FromRow)]
struct StoredChange {
    indicator: String,
    version: i64,
    at: i64,
    state: String,
    staff_id: Option<Id>,
    reason: String,
    minutes_asked: Option<i64>,
    minutes_there: Option<i64>,
    user_id: Option<Id>,
}

impl StoredChange {
    fn read(self) -> Result<ChangeRow> {
        let minutes = match (self.minutes_asked, self.minutes_there) {
            (Some(asked), Some(there)) => Some((
                number("indicator_changes.minutes_asked", asked)?,
                number("indicator_changes.minutes_there", there)?,
            )),
            _ => None,
        };
        Ok(ChangeRow {
            indicator: self.indicator.into(),
            version: number("indicator_changes.version", self.version)?,
            at: Instant(self.at),
            state: state_named(&self.state)?,
            by: self.staff_id.map(StaffId::from),
            user: self.user_id.map(UserId::from),
            reason: self.reason,
            minutes,
        })
    }
}

fn state_named(name: &str) -> Result<State> {
    State::from_name(name)
        .ok_or_else(|| Error::Corrupt { column: "indicator_changes.state", value: name.to_owned() })
}

fn number(column: &'static str, value: i64) -> Result<u32> {
    u32::try_from(value).map_err(|_| corrupt(column, value))
}
