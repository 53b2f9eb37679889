//! What becomes of a version of an indicator: draft, trial, live, retired.

use serde::{Deserialize, Serialize};

use super::urgency::names;

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Written; nobody evaluates it.
    Draft,
    /// Evaluated on everybody, silently: only the workbench shows it.
    Trial,
    /// In force: it rings for advisors.
    Live,
    /// No longer evaluated. Its records stay.
    Retired,
}

names! { State: Draft = "draft", Trial = "trial", Live = "live", Retired = "retired" }

impl State {
    /// Is a version in this state evaluated?
    pub const fn is_evaluated(self) -> bool {
        matches!(self, Self::Trial | Self::Live)
    }

    /// May a version go from here to there? What was retired may come back;
    /// what rings can't be made silent without a new version.
    pub const fn may_become(self, next: Self) -> bool {
        match next {
            Self::Draft => false,
            Self::Trial => matches!(self, Self::Draft | Self::Retired),
            Self::Live => !matches!(self, Self::Live),
            Self::Retired => !matches!(self, Self::Retired),
        }
    }
}

/// A version that does not exist, or that can't go there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// No such version.
    Unknown,
    /// From this state one does not get there.
    From(State),
}

/// What changes when `version` goes to `next`, in order: at most one version
/// of an indicator is on trial, and one is live, so the one before it retires.
///
/// `versions` holds each version of one indicator once.
pub fn step(
    versions: &[(u32, State)],
    version: u32,
    next: State,
) -> Result<Vec<(u32, State)>, Impossible> {
    let known = versions.iter().find(|(known, _)| *known == version);
    let &(_, state) = known.ok_or(Impossible::Unknown)?;
    if !state.may_become(next) {
        return Err(Impossible::From(state));
    }
    let mut changes = superseded(versions, next);
    changes.retain(|(other, _)| *other != version);
    changes.push((version, next));
    Ok(changes)
}

/// What changes when a new draft is written: its number, and the draft it
/// replaces.
pub fn draft(versions: &[(u32, State)]) -> Vec<(u32, State)> {
    let next = versions.iter().map(|(version, _)| version + 1).max().unwrap_or(1);
    let mut changes = superseded(versions, State::Draft);
    changes.push((next, State::Draft));
    changes
}

/// Those that make room for another version in this state.
fn superseded(versions: &[(u32, State)], next: State) -> Vec<(u32, State)> {
    if next == State::Retired {
        return Vec::new();
    }
    let there = versions.iter().filter(|(_, state)| *state == next);
    there.map(|(version, _)| (*version, State::Retired)).collect()
}

#[cfg(test)]
mod tests {
    use super::State::{Draft, Live, Retired, Trial};
    use super::*;

    #[test]
    fn the_version_that_goes_live_ends_the_one_before() {
        let versions = [(1, Retired), (2, Live), (3, Trial)];
        assert_eq!(step(&versions, 3, Live), Ok(vec![(2, Retired), (3, Live)]));
    }

    #[test]
    fn a_trial_stands_beside_what_is_live() {
        let versions = [(1, Live), (2, Draft)];
        assert_eq!(step(&versions, 2, Trial), Ok(vec![(2, Trial)]));
    }

    #[test]
    fn a_new_draft_replaces_the_last_one_only() {
        assert_eq!(draft(&[]), [(1, Draft)]);
        let versions = [(1, Live), (2, Trial), (3, Draft)];
        assert_eq!(draft(&versions), [(3, Retired), (4, Draft)]);
    }

    #[test]
    fn an_earlier_version_comes_back() {
        assert_eq!(step(&[(1, Retired), (2, Live)], 1, Live), Ok(vec![(2, Retired), (1, Live)]));
    }

    #[test]
    fn what_rings_is_not_made_silent() {
        assert_eq!(step(&[(1, Live)], 1, Trial), Err(Impossible::From(Live)));
        assert_eq!(step(&[(1, Live)], 1, Live), Err(Impossible::From(Live)));
        assert_eq!(step(&[(1, Live)], 2, Live), Err(Impossible::Unknown));
    }
}
