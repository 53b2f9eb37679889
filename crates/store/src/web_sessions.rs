//! Sessions of people who signed in, until they expire or are ended.

use vigie_domain::ids::UserId;
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::args;

statements! {
    // A session that was ended meanwhile is not brought back.
    SAVE = "UPDATE web_sessions SET body = $2, expires_at = $3, user_id = $4, started_at = $5,
        device = $6 WHERE id = $1";
    ADD = "INSERT INTO web_sessions (id, body, expires_at, user_id, started_at, device)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    LOAD = "SELECT body, expires_at FROM web_sessions WHERE id = $1 AND expires_at > $2";
    OF = "SELECT id, started_at, device FROM web_sessions
        WHERE user_id = $1 AND expires_at > $2 ORDER BY started_at DESC, id";
    DELETE = "DELETE FROM web_sessions WHERE id = $1";
    DELETE_OF = "DELETE FROM web_sessions WHERE user_id = $1 AND id = $2";
    DELETE_OTHERS = "DELETE FROM web_sessions WHERE user_id = $1 AND id <> $2";
    EXPIRE = "DELETE FROM web_sessions WHERE expires_at <= $1";
}

/// A session's body, JSON, and when it expires.
pub type WebSession = (String, Instant);

/// Whose session it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who is signed in.
    pub user: UserId,
    /// Since when.
    pub since: Instant,
    /// On what, as the browser says.
    pub device: String,
}

/// Somebody's session, as it is shown to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSession {
    /// Hash of its id.
    pub id: String,
    /// Since when.
    pub since: Instant,
    /// On what, as the browser said.
    pub device: String,
}

impl Tx {
    /// Adds a session under the hash of its id. False: there is one already,
    /// and it stays as it was.
    pub async fn add_web_session(
        &mut self,
        id: &str,
        body: &str,
        expires_at: Instant,
        whose: Option<&SignedIn>,
    ) -> Result<bool> {
        Ok(self.link().run(ADD, row(id, body, expires_at, whose)).await? > 0)
    }

    /// Writes a session under the hash of its id. False: it was ended
    /// meanwhile, and stays so.
    pub async fn save_web_session(
        &mut self,
        id: &str,
        body: &str,
        expires_at: Instant,
        whose: Option<&SignedIn>,
    ) -> Result<bool> {
        Ok(self.link().run(SAVE, row(id, body, expires_at, whose)).await? > 0)
    }

    /// Ends a session.
    pub async fn delete_web_session(&mut self, id: &str) -> Result<()> {
        self.link().run(DELETE, args![id]).await?;
        Ok(())
    }

    /// Ends one of somebody's sessions. False: they have none like that.
    pub async fn end_session_of(&mut self, user: UserId, id: &str) -> Result<bool> {
        Ok(self.link().run(DELETE_OF, args![user, id]).await? > 0)
    }

    /// Ends all of somebody's sessions but this one; none is kept under an
    /// empty id. Gives how many.
    pub async fn end_other_sessions_of(&mut self, user: UserId, kept: &str) -> Result<u64> {
        self.link().run(DELETE_OTHERS, args![user, kept]).await
    }

    /// Forgets the sessions that have expired by `now`; gives how many.
    pub async fn expire_web_sessions(&mut self, now: Instant) -> Result<u64> {
        self.link().run(EXPIRE, args![now]).await
    }
}

fn row(id: &str, body: &str, expires_at: Instant, whose: Option<&SignedIn>) -> crate::value::Args {
    let user = whose.map(|whose| whose.user);
    let since = whose.map_or(0, |whose| whose.since.0);
    let device = whose.map_or("", |whose| whose.device.as_str());
    args![id, body, expires_at, user, since, device]
}

reads! {
    /// The session under the hash of its id, unless it has expired by `now`.
    web_session(id: &str, now: Instant) -> Option<WebSession>;

    /// Somebody's sessions that have not expired by `now`, newest first.
    sessions_of(user: UserId, now: Instant) -> Vec<OwnSession>;
}

async fn web_session(link: &mut Link<'_>, id: &str, now: Instant) -> Result<Option<WebSession>> {
    let row: Option<(String, i64)> = link.one(LOAD, args![id, now]).await?;
    Ok(row.map(|(body, expires_at)| (body, Instant(expires_at))))
}

async fn sessions_of(link: &mut Link<'_>, user: UserId, now: Instant) -> Result<Vec<OwnSession>> {
    let rows: Vec<(String, i64, String)> = link.all(OF, args![user, now]).await?;
    let session = |(id, since, device)| OwnSession { id, since: Instant(since), device };
    Ok(rows.into_iter().map(session).collect())
}
