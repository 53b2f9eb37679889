//! What the team does with its indicators: write, try, publish, retire, read,
//! compare, bring in and take out. Each change is dated, in one transaction,
//! and kept with who and why; then everybody is looked at again.

mod definitions;
pub mod diff;
mod hours;
mod leaning;
mod new;
mod overview;
mod transfer;

use vigie_domain::ids::{Key, StaffId, UserId};
use vigie_domain::indicator::lifecycle::{self, Impossible};
use vigie_domain::indicator::{Diagnostic, Indicator, State};
use vigie_domain::time::Instant;
use vigie_store::{ChangeRow, IndicatorRow, Tx, Why};

use super::audit::{Action, Entry};
use super::{App, Error, Refusal, Result};
use crate::{shipped, wording};

pub(super) use definitions::Definitions;
pub use hours::{DEFAULT_WEEKLY_MINUTES, Hours, WEEKLY_MINUTES};
pub use leaning::Leaning;
pub use overview::{Dossier, Listed, Version, WEEKS};
pub use transfer::{Imported, Outcome};

/// Who changes something, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    /// By whom of the team; `None`: somebody without a place in it.
    pub by: Option<StaffId>,
    /// With which account; `None`: from the command line.
    pub user: Option<UserId>,
    /// Why, in a few words; may be empty.
    pub reason: String,
}

/// A definition that was kept as a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Drafted {
    /// The definition.
    pub indicator: Indicator,
    /// Its version.
    pub version: u32,
    /// False: it was there already, word for word.
    pub is_new: bool,
    /// What is odd about it, though it can be evaluated.
    pub warnings: Vec<Diagnostic>,
}

/// What came of publishing.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The version that is live now.
    pub version: u32,
    /// What the team's indicators ask for now; `None`: nobody counted.
    pub hours: Option<Hours>,
}

impl App {
    /// Publish every shipped indicator, in a database that has never seen
    /// any; one that has lived gets new ones as drafts
    /// ([`App::add_shipped`]).
    ///
    /// They count as in force since ever, so that a past day can be shown.
    pub async fn publish_shipped(&self) -> Result<usize> {
        let mut tx = self.store.begin().await?;
        if !tx.indicator_versions().await?.is_empty() {
            return Ok(0);
        }
        let mut published = 0;
        for (id, body) in shipped::INDICATORS {
            tx.add_indicator(id, 1, body).await?;
            tx.change_indicator(&ChangeRow {
                indicator: Key::from(*id),
                version: 1,
                at: Instant(0),
                state: State::Live,
                by: None,
                user: None,
                reason: String::new(),
                minutes: None,
            })
            .await?;
            published += 1;
        }
        tx.commit().await?;
        Ok(published)
    }

    /// Keep a definition as a draft: a new version that nobody evaluates. The
    /// draft before it retires. A definition with mistakes, in its condition
    /// or in its sentences, is refused, and nothing is kept of it.
    pub async fn draft(&self, body: &str, act: &Act) -> Result<Drafted> {
        self.school().await?;
        let mut tx = self.store.begin().await?;
        let drafted = self.draft_in(&mut tx, body, act).await?;
        let entry = changed(drafted.indicator.id.as_str(), drafted.version, State::Draft, act);
        self.commit_remembering(tx, &[entry]).await?;
        Ok(drafted)
    }

    async fn draft_in(&self, tx: &mut Tx, body: &str, act: &Act) -> Result<Drafted> {
        let indicator = parse(body)?;
        let faults = wording::faults(&indicator);
        if !faults.is_empty() {
            return Err(Error::Indicator(faults.join("\n")));
        }
        let warnings = indicator.warnings();
        let versions = tx.versions_of(&indicator.id).await?;
        if let Some(last) = versions.last().filter(|row| row.body == body) {
            let version = last.version;
            return Ok(Drafted { indicator, version, is_new: false, warnings });
        }
        let changes = lifecycle::draft(&states(&versions));
        let version = changes.last().map_or(1, |(version, _)| *version);
        tx.add_indicator(&indicator.id, version, body).await?;
        self.change(tx, &indicator.id, &changes, act, None).await?;
        Ok(Drafted { indicator, version, is_new: true, warnings })
    }

    /// Let a version run silently on everybody: only the workbench shows what
    /// it rings for. `version`: `None` for the latest. Gives the version.
    pub async fn try_out(&self, id: &str, version: Option<u32>, act: &Act) -> Result<u32> {
        let version = self.step(id, version, State::Trial, act, None).await?;
        self.look_again_at_everybody(Why::Published).await?;
        Ok(version)
    }

    /// Put a version in force. The live one before it retires: its signals
    /// close as superseded, and new ones open where the new version is true.
    /// `version`: `None` for the latest.
    ///
    /// With the hours that the team's indicators then ask for, and more than
    /// there are, it is refused without a reason
    /// ([`Refusal::HoursExceeded`]).
    pub async fn publish(&self, id: &str, version: Option<u32>, act: &Act) -> Result<Published> {
        let rows = self.store.versions_of(id).await?;
        let row = chosen(&rows, id, version)?;
        let hours = self.hours_with(&parse(&row.body)?).await?;
        let there = hours.is_none_or(|hours| hours.missing() == 0);
        if let (false, Some(hours)) = (there || !act.reason.trim().is_empty(), hours) {
            return Err(Refusal::HoursExceeded(hours).into());
        }
        let version = self.step(id, Some(row.version), State::Live, act, hours).await?;
        self.look_again_at_everybody(Why::Published).await?;
        Ok(Published { version, hours })
    }

    /// Take a version, or every version, out of use: its signals close, its
    /// records stay. Gives the versions that retired.
    pub async fn retire(&self, id: &str, version: Option<u32>, act: &Act) -> Result<Vec<u32>> {
        let mut tx = self.store.begin().await?;
        let rows = tx.versions_of(id).await?;
        let versions = states(&rows);
        let wanted: Vec<u32> = match version {
            Some(version) => vec![version],
            None => in_use(&versions),
        };
        chosen(&rows, id, wanted.first().copied())?;
        if wanted.is_empty() {
            return Err(Refusal::NotThatState(State::Retired).into());
        }
        for version in &wanted {
            let changes = possible(&versions, id, *version, State::Retired)?;
            self.change(&mut tx, id, &changes, act, None).await?;
        }
        let entries = wanted.iter().map(|version| changed(id, *version, State::Retired, act));
        self.commit_remembering(tx, &entries.collect::<Vec<_>>()).await?;
        self.look_again_at_everybody(Why::Published).await?;
        Ok(wanted)
    }

    /// One version goes to another state, with all that makes room for it.
    async fn step(
        &self,
        id: &str,
        version: Option<u32>,
        next: State,
        act: &Act,
        hours: Option<Hours>,
    ) -> Result<u32> {
        let mut tx = self.store.begin().await?;
        let rows = tx.versions_of(id).await?;
        let row = chosen(&rows, id, version)?;
        if let Some(warning) = parse(&row.body)?.warnings().into_iter().next() {
            return Err(Error::Indicator(format!("`{id}` version {}: {warning}", row.version)));
        }
        let changes = possible(&states(&rows), id, row.version, next)?;
        self.change(&mut tx, id, &changes, act, hours).await?;
        self.commit_remembering(tx, &[changed(id, row.version, next, act)]).await?;
        Ok(row.version)
    }

    /// Writes changes, all dated now. The reason is that of the last one.
    async fn change(
        &self,
        tx: &mut Tx,
        id: &str,
        changes: &[(u32, State)],
        act: &Act,
        hours: Option<Hours>,
    ) -> Result<()> {
        let at = self.clock.now();
        for (place, &(version, state)) in (1..).zip(changes) {
            let last = place == changes.len();
            let reason = if last { act.reason.trim() } else { "" };
            tx.change_indicator(&ChangeRow {
                indicator: id.into(),
                version,
                at,
                state,
                by: act.by,
                user: act.user,
                reason: reason.to_owned(),
                minutes: hours.filter(|_| last).map(|hours| (hours.asked, hours.there)),
            })
            .await?;
        }
        Ok(())
    }
}

/// What is remembered of a change.
fn changed(id: &str, version: u32, state: State, act: &Act) -> Entry {
    let by = act.by.map_or_else(|| "-".to_owned(), |staff| staff.to_string());
    let said = format!("{id} version={version} state={} by={by}", state.name());
    Entry::by(act.user, Action::IndicatorChanged).saying(said)
}

/// The definition, or its mistakes in one text.
pub(in crate::app) fn parse(body: &str) -> Result<Indicator> {
    Indicator::parse(body).map_err(|error| Error::Indicator(error.to_string()))
}

fn states(rows: &[IndicatorRow]) -> Vec<(u32, State)> {
    rows.iter().map(|row| (row.version, row.state)).collect()
}

/// The versions that are not retired.
fn in_use(versions: &[(u32, State)]) -> Vec<u32> {
    let in_use = versions.iter().filter(|(_, state)| *state != State::Retired);
    in_use.map(|(version, _)| *version).collect()
}

/// The version asked for, or the latest.
fn chosen<'r>(
    rows: &'r [IndicatorRow],
    id: &str,
    version: Option<u32>,
) -> Result<&'r IndicatorRow> {
    let unknown = |name, hint| Error::Unknown { what: "indicator", name, hint };
    let Some(last) = rows.last() else {
        return Err(unknown(id.to_owned(), ": `vigie indicator list --all` names them".to_owned()));
    };
    match version {
        None => Ok(last),
        Some(version) => rows.iter().find(|row| row.version == version).ok_or_else(|| {
            let hint = format!(": the latest version is {}", last.version);
            unknown(format!("{id} version {version}"), hint)
        }),
    }
}

fn possible(
    versions: &[(u32, State)],
    id: &str,
    version: u32,
    next: State,
) -> Result<Vec<(u32, State)>> {
    lifecycle::step(versions, version, next).map_err(|impossible| match impossible {
        Impossible::From(state) => Refusal::NotThatState(state).into(),
        Impossible::Unknown => Error::Unknown {
            what: "indicator",
            name: format!("{id} version {version}"),
            hint: String::new(),
        },
    })
}
