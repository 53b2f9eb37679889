//! Learned models: kept as bytes, with who put which in force; and what the
//! weekly look found.

use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Id, args};

statements! {
    // The same facts give the same bytes: made again, a model is what it was.
    ADD = "INSERT INTO risk_models (id, made_at, body, state, reason) VALUES ($1, $2, $3, $4, '')
        ON CONFLICT (id) DO NOTHING";
    SET_STATE = "UPDATE risk_models SET state = $2 WHERE id = $1";
    APPROVE = "UPDATE risk_models SET state = 'champion', approved_by = $2, approved_at = $3,
        reason = $4, replaced = COALESCE($5, replaced) WHERE id = $1";
    // The columns of `Stored`.
    ALL = "SELECT id, made_at, state, approved_by, approved_at, reason, replaced FROM risk_models
        ORDER BY made_at DESC, id";
    BODY = "SELECT body FROM risk_models WHERE id = $1";
    PUT_WEEK = "INSERT INTO risk_weeks (model, at, body) VALUES ($1, $2, $3)
        ON CONFLICT (model, at) DO UPDATE SET body = excluded.body";
    WEEKS = "SELECT at, body FROM risk_weeks WHERE model = $1 ORDER BY at DESC LIMIT $2";
    // A week that is looked at again rings no second time.
    RING = "INSERT INTO risk_rings (model, at, rang_at) VALUES ($1, $2, $3)
        ON CONFLICT (model, at) DO NOTHING";
    SEE = "UPDATE risk_rings SET seen_at = $3, seen_by = $4 WHERE model = $1 AND at = $2";
    RINGS = "SELECT at, rang_at, seen_at, seen_by FROM risk_rings WHERE model = $1
        ORDER BY at DESC LIMIT $2";
}

/// Is a model in force?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskState {
    /// Runs silently, until somebody approves it.
    Challenger,
    /// Its answers are `risk`.
    Champion,
    /// It was the champion, or nobody wanted it.
    Retired,
}

impl RiskState {
    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Challenger => "challenger",
            Self::Champion => "champion",
            Self::Retired => "retired",
        }
    }

    /// The state with this stable word.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Challenger, Self::Champion, Self::Retired]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// A model without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskModelRow {
    /// The version under which its answers enter journeys.
    pub id: String,
    /// When it was learned.
    pub made_at: Instant,
    /// Is it in force?
    pub state: RiskState,
    /// By whom and when it was last put in force; `None` for whom: the command
    /// line without a name.
    pub approved: Option<(Option<StaffId>, Instant)>,
    /// Why, in a few words.
    pub reason: String,
    /// The champion that it took over from.
    pub replaced: Option<String>,
}

/// Putting a model in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskApproval<'a> {
    /// Which.
    pub id: &'a str,
    /// By whom.
    pub by: Option<StaffId>,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: &'a str,
    /// The champion it takes over from; `None`: what is known stays.
    pub replaced: Option<&'a str>,
}

/// A model's drift passed a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskRing {
    /// The week in which it did.
    pub at: Instant,
    /// When it was found.
    pub rang_at: Instant,
    /// By whom and when it was seen; `None` for whom: nobody of the team.
    pub seen: Option<(Option<StaffId>, Instant)>,
}

impl Tx {
    /// Keeps a new model as a challenger. False: it was there already.
    pub async fn add_risk_model(&mut self, id: &str, body: &[u8], at: Instant) -> Result<bool> {
        let args = args![id, at, body, RiskState::Challenger.name()];
        Ok(self.link().run(ADD, args).await? > 0)
    }

    /// Puts a model in force. False: there is none of this id.
    pub async fn approve_risk_model(&mut self, approval: &RiskApproval<'_>) -> Result<bool> {
        let RiskApproval { id, by, at, reason, replaced } = approval;
        let args = args![*id, *by, *at, *reason, *replaced];
        Ok(self.link().run(APPROVE, args).await? > 0)
    }

    /// Sets a model's state, and nothing else.
    pub async fn set_risk_state(&mut self, id: &str, state: RiskState) -> Result<()> {
        self.link().run(SET_STATE, args![id, state.name()]).await?;
        Ok(())
    }

    /// Keeps what the look of a week found: JSON.
    pub async fn put_risk_week(&mut self, model: &str, at: Instant, body: &str) -> Result<()> {
        self.link().run(PUT_WEEK, args![model, at, body]).await?;
        Ok(())
    }

    /// The drift of the week `at` passed a limit. False: that was told already.
    pub async fn ring_risk(&mut self, model: &str, at: Instant, now: Instant) -> Result<bool> {
        Ok(self.link().run(RING, args![model, at, now]).await? > 0)
    }

    /// Somebody saw it; `None`: that is taken back. False: nothing rang then.
    pub async fn see_risk_ring(
        &mut self,
        model: &str,
        at: Instant,
        seen: Option<(Option<StaffId>, Instant)>,
    ) -> Result<bool> {
        let (by, when) = seen.map_or((None, None), |(by, when)| (by, Some(when)));
        Ok(self.link().run(SEE, args![model, at, when, by]).await? > 0)
    }
}

reads! {
    /// Every model, newest first.
    risk_models() -> Vec<RiskModelRow>;

    /// The bytes of a model.
    risk_model_body(id: &str) -> Option<Vec<u8>>;

    /// What the latest weekly looks of a model found, newest first: JSON.
    risk_weeks(model: &str, limit: u32) -> Vec<(Instant, String)>;

    /// The weeks in which the drift of a model passed a limit, newest first.
    risk_rings(model: &str, limit: u32) -> Vec<RiskRing>;
}

async fn risk_models(link: &mut Link<'_>) -> Result<Vec<RiskModelRow>> {
    link.all::<Stored>(ALL, args![]).await?.into_iter().map(Stored::read).collect()
}

async fn risk_model_body(link: &mut Link<'_>, id: &str) -> Result<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> = link.one(BODY, args![id]).await?;
    Ok(row.map(|(body,)| body))
}

async fn risk_weeks(
    link: &mut Link<'_>,
    model: &str,
    limit: u32,
) -> Result<Vec<(Instant, String)>> {
    let rows: Vec<(i64, String)> = link.all(WEEKS, args![model, limit]).await?;
    Ok(rows.into_iter().map(|(at, body)| (Instant(at), body)).collect())
}

async fn risk_rings(link: &mut Link<'_>, model: &str, limit: u32) -> Result<Vec<RiskRing>> {
    let rows: Vec<(i64, i64, Option<i64>, Option<Id>)> =
        link.all(RINGS, args![model, limit]).await?;
    let read = |(at, rang_at, seen_at, by): (i64, i64, Option<i64>, Option<Id>)| RiskRing {
        at: Instant(at),
        rang_at: Instant(rang_at),
        seen: seen_at.map(|seen_at| (by.map(StaffId::from), Instant(seen_at))),
    };
    Ok(rows.into_iter().map(read).collect())
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: String,
    made_at: i64,
    state: String,
    approved_by: Option<Id>,
    approved_at: Option<i64>,
    reason: String,
    replaced: Option<String>,
}

impl Stored {
    fn read(self) -> Result<RiskModelRow> {
        let state = RiskState::from_name(&self.state)
            .ok_or(Error::Corrupt { column: "risk_models.state", value: self.state })?;
        let by = self.approved_by.map(StaffId::from);
        Ok(RiskModelRow {
            id: self.id,
            made_at: Instant(self.made_at),
            state,
            approved: self.approved_at.map(|at| (by, Instant(at))),
            reason: self.reason,
            replaced: self.replaced,
        })
    }
}
