//! What the computed risk weighs in the order of a day: nothing, unless a
//! manager decides otherwise and says why.

use serde::{Deserialize, Serialize};
use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;
use vigie_domain::worklist::Points;

use super::changed;
use crate::app::indicator::Act;
use crate::app::school::POINTS;
use crate::app::{App, Error, Refusal, Result};

/// The most it may weigh, in points of the table: less than any reason to act,
/// so that a calculation never stands before what somebody said or did.
pub const HEAVIEST: f64 = 40.0;
/// Setting: the latest [`Decided`], JSON.
const DECIDED: &str = "risk_weight";

/// Who decided what risk weighs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// Points at a risk of 1.
    pub points: f64,
    /// Who, if they are of the staff.
    pub by: Option<StaffId>,
    /// When.
    pub at: Instant,
    /// Why, in their words.
    pub reason: String,
}

impl App {
    /// From now on a risk of 1 adds these points to a line of the list (less
    /// if less; 0: none), and each line says so. A reason is asked for.
    pub async fn weigh_risk(&self, points: f64, act: &Act) -> Result<()> {
        if !(0.0..=HEAVIEST).contains(&points) {
            return Err(Error::Input(format!("{points} points: use 0 to {HEAVIEST}")));
        }
        let reason = act.reason.trim().to_owned();
        if reason.is_empty() {
            return Err(Refusal::NoWords.into());
        }
        let table = Points { risk: points, ..self.school().await?.points };
        let decided = Decided { points, by: act.by, at: self.clock.now(), reason };
        let mut tx = self.store.begin().await?;
        tx.put_setting(POINTS, &written(&table)?).await?;
        tx.put_setting(DECIDED, &written(&decided)?).await?;
        self.commit_remembering(tx, &[changed(&format!("weight={points}"), act)]).await
    }

    /// The latest decision about it; `None`: nobody ever decided.
    pub async fn risk_weight(&self) -> Result<Option<Decided>> {
        let kept = self.store.setting(DECIDED).await?;
        kept.map(|kept| serde_json::from_str(&kept)).transpose().map_err(|error| unreadable(&error))
    }
}

fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> Error {
    Error::Input(format!("setting `{DECIDED}`: {error}"))
}
