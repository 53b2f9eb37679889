//! The record of one signal, as the stories compare it.

use vigie_domain::time::Instant;
use vigie_store::{SignalRow, Why};

/// What the team saw of one signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    raised: (Instant, Why),
    since: Instant,
    cleared: Option<(Instant, Why)>,
    reopened: u32,
}

impl Record {
    /// Raised when it became true, for this reason; open.
    pub(crate) fn raised(at: Instant, why: Why) -> Self {
        Self { raised: (at, why), since: at, cleared: None, reopened: 0 }
    }

    /// It had been true for longer than the team knew.
    pub(crate) fn since(self, since: Instant) -> Self {
        Self { since, ..self }
    }

    /// It ceased, for this reason.
    pub(crate) fn cleared(self, at: Instant, why: Why) -> Self {
        Self { cleared: Some((at, why)), ..self }
    }

    /// It was cleared for less than two days so many times.
    pub(crate) fn reopened(self, times: u32) -> Self {
        Self { reopened: times, ..self }
    }
}

impl From<&SignalRow> for Record {
    fn from(row: &SignalRow) -> Self {
        Self {
            raised: (row.key.raised_at, row.why),
            since: row.since,
            cleared: row.cleared,
            reopened: row.reopened,
        }
    }
}
