//! What leans on an indicator: said before it is taken out of use.

use vigie_domain::indicator::State;

use super::overview::Dossier;
use crate::app::{App, Result};

/// The worries of mentors ring through it: a case that they lead to names them.
const CONCERNS: &str = "concern-raised";

/// What leans on an indicator that is in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaning {
    /// Signals that ring, which would close.
    pub signals: usize,
    /// Open cases that are about it.
    pub cases: usize,
    /// It passes before the day's hours are counted.
    pub never_cut: bool,
    /// Worries of mentors reach the team through it.
    pub concerns: bool,
}

impl App {
    /// What leans on the version in force; nothing does where there is none.
    pub async fn leaning_on(&self, dossier: &Dossier) -> Result<Leaning> {
        let Some(live) = dossier.versions.iter().find(|known| known.state == State::Live) else {
            return Ok(Leaning::default());
        };
        let id = live.indicator.id.as_str();
        let cases = self.open_cases(None).await?;
        let about = cases.iter().filter(|case| case.signals.iter().any(|key| key == id));
        Ok(Leaning {
            signals: usize::try_from(live.true_now).unwrap_or(usize::MAX),
            cases: about.count(),
            never_cut: live.indicator.never_cut,
            concerns: id == CONCERNS,
        })
    }
}
