//! Reading: how each indicator fares, and everything about one.

use std::collections::BTreeMap;

use vigie_domain::ids::Key;
use vigie_domain::indicator::{Indicator, State, Usefulness};
use vigie_domain::time::Instant;
use vigie_store::{ChangeRow, IndicatorRow};

use super::parse;
use crate::app::school::trial_key;
use crate::app::{App, Result};

/// For how many weeks the rings are told.
pub const WEEKS: u32 = 8;

/// An indicator in the list of the workbench.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The definition of the version that counts most: the live one, else the
    /// trial, else the draft, else the last that retired.
    pub indicator: Indicator,
    /// That version.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub since: Instant,
    /// Other versions on trial or drafted.
    pub beside: Vec<(u32, State)>,
    /// For how many enrolments or students this version is true now.
    pub true_now: u64,
    /// How often this version began to be true in each of the last
    /// [`WEEKS`] weeks, the oldest first, by the records.
    pub weekly: [u64; WEEKS as usize],
    /// What contacts said of this version.
    pub useful: Usefulness,
}

/// One version, with how it fares.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its number.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub since: Instant,
    /// The definition.
    pub indicator: Indicator,
    /// For how many enrolments or students it is true now.
    pub true_now: u64,
    /// How often it began to be true in each of the last [`WEEKS`] weeks.
    pub weekly: [u64; WEEKS as usize],
    /// What contacts said of it.
    pub useful: Usefulness,
}

/// Everything about one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    /// Every version, the oldest first; never empty.
    pub versions: Vec<Version>,
    /// Who changed what, when and why, the oldest first.
    pub changes: Vec<ChangeRow>,
}

/// How every version fares.
#[derive(Debug, Default)]
struct Figures {
    /// By the key of the signals: the id, or that of a trial.
    true_now: BTreeMap<Key, u64>,
    /// By the key of the signals, and the version.
    weekly: BTreeMap<(Key, u32), [u64; WEEKS as usize]>,
    useful: BTreeMap<(Key, u32), Usefulness>,
}

impl Figures {
    fn true_now(&self, row: &IndicatorRow) -> u64 {
        let key = match row.state {
            State::Live => row.id.clone(),
            State::Trial => trial_key(&row.id, row.version),
            State::Draft | State::Retired => return 0,
        };
        self.true_now.get(&key).copied().unwrap_or(0)
    }

    /// What it rang for on trial is another record, and not counted twice.
    fn weekly(&self, row: &IndicatorRow) -> [u64; WEEKS as usize] {
        let of = |key: Key| self.weekly.get(&(key, row.version)).copied().unwrap_or_default();
        match row.state {
            State::Trial => of(trial_key(&row.id, row.version)),
            _ => of(row.id.clone()),
        }
    }

    fn useful(&self, row: &IndicatorRow) -> Usefulness {
        self.useful.get(&(row.id.clone(), row.version)).copied().unwrap_or_default()
    }

    fn version(&self, row: &IndicatorRow) -> Result<Version> {
        Ok(Version {
            version: row.version,
            state: row.state,
            since: row.since,
            indicator: parse(&row.body)?,
            true_now: self.true_now(row),
            weekly: self.weekly(row),
            useful: self.useful(row),
        })
    }
}

impl App {
    /// Every indicator, in the order of the documentation; those of which
    /// every version retired come last.
    pub async fn indicators(&self) -> Result<Vec<Listed>> {
        let mut by_id: BTreeMap<Key, Vec<IndicatorRow>> = BTreeMap::new();
        for row in self.store.indicator_versions().await? {
            by_id.entry(row.id.clone()).or_default().push(row);
        }
        let figures = self.figures().await?;
        let mut listed = Vec::with_capacity(by_id.len());
        for rows in by_id.values() {
            let Some(shown) = rows.iter().max_by_key(|row| (weight(row.state), row.version)) else {
                continue;
            };
            let beside = rows.iter().filter(|row| {
                row.version != shown.version && matches!(row.state, State::Draft | State::Trial)
            });
            let version = figures.version(shown)?;
            listed.push(Listed {
                beside: beside.map(|row| (row.version, row.state)).collect(),
                indicator: version.indicator,
                version: version.version,
                state: version.state,
                since: version.since,
                true_now: version.true_now,
                weekly: version.weekly,
                useful: version.useful,
            });
        }
        listed.sort_by_key(|one| {
            (one.state == State::Retired, one.indicator.number, one.indicator.id.clone())
        });
        Ok(listed)
    }

    /// Everything about one indicator; `None`: no such indicator.
    pub async fn indicator(&self, id: &str) -> Result<Option<Dossier>> {
        let rows = self.store.versions_of(id).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let figures = self.figures().await?;
        let versions = rows.iter().map(|row| figures.version(row)).collect::<Result<_>>()?;
        let changes = self.store.indicator_changes(id).await?;
        Ok(Some(Dossier { versions, changes }))
    }

    async fn figures(&self) -> Result<Figures> {
        let mut figures = Figures {
            true_now: self.store.ringing_counts(None).await?.into_iter().collect(),
            ..Figures::default()
        };
        // The week that runs ends now.
        let to = self.clock.now() + vigie_domain::time::Span(1);
        for began in self.store.began_weekly(to, WEEKS).await? {
            let weeks = figures.weekly.entry((began.indicator, began.version)).or_default();
            if let Some(week) = weeks.get_mut(began.week as usize) {
                *week += began.count;
            }
        }
        for said in self.store.feedback_said().await? {
            let useful = figures.useful.entry((said.indicator, said.version)).or_default();
            useful.add(said.verdict, said.count);
        }
        Ok(figures)
    }
}

/// What counts more is shown.
const fn weight(state: State) -> u8 {
    match state {
        State::Live => 3,
        State::Trial => 2,
        State::Draft => 1,
        State::Retired => 0,
    }
}
