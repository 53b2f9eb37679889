//! Sessions of people who signed in, until they expire.

use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::args;

statements! {
    SAVE = "INSERT INTO web_sessions (id, body, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body, expires_at = excluded.expires_at";
    ADD = "INSERT INTO web_sessions (id, body, expires_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING";
    LOAD = "SELECT body, expires_at FROM web_sessions WHERE id = $1 AND expires_at > $2";
    DELETE = "DELETE FROM web_sessions WHERE id = $1";
    EXPIRE = "DELETE FROM web_sessions WHERE expires_at <= $1";
}

/// A session's body, JSON, and when it expires.
pub type WebSession = (String, Instant);

impl Tx {
    /// Adds a session under the hash of its id. False: there is one already,
    /// and it stays as it was.
    pub async fn add_web_session(
        &mut self,
        id: &str,
        body: &str,
        expires_at: Instant,
    ) -> Result<bool> {
        Ok(self.link().run(ADD, args![id, body, expires_at]).await? > 0)
    }

    /// Writes a session under the hash of its id, whether it is new or not.
    pub async fn save_web_session(
        &mut self,
        id: &str,
        body: &str,
        expires_at: Instant,
    ) -> Result<()> {
        self.link().run(SAVE, args![id, body, expires_at]).await?;
        Ok(())
    }

    /// Ends a session.
    pub async fn delete_web_session(&mut self, id: &str) -> Result<()> {
        self.link().run(DELETE, args![id]).await?;
        Ok(())
    }

    /// Forgets the sessions that have expired by `now`; gives how many.
    pub async fn expire_web_sessions(&mut self, now: Instant) -> Result<u64> {
        self.link().run(EXPIRE, args![now]).await
    }
}

reads! {
    /// The session under the hash of its id, unless it has expired by `now`.
    web_session(id: &str, now: Instant) -> Option<WebSession>;
}

async fn web_session(link: &mut Link<'_>, id: &str, now: Instant) -> Result<Option<WebSession>> {
    let row: Option<(String, i64)> = link.one(LOAD, args![id, now]).await?;
    Ok(row.map(|(body, expires_at)| (body, Instant(expires_at))))
}
