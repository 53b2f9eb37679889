//! Sessions kept in the database: signing in survives a restart.

use std::sync::Arc;

use async_trait::async_trait;
use sha2::{Digest, Sha256};
use tower_sessions::cookie::time::{Duration, OffsetDateTime};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, Session, SessionStore};
use vigie_domain::time::Instant;
use vigie_store::Store;
use vigie_store::directory::User;

use super::Web;
use super::asset::hex;
use crate::app::{self, App};
use crate::clock::Clock;

/// Name of the cookie with a session's id.
pub(super) const COOKIE: &str = "vigie";
/// Signed in for so long without asking for anything.
const HOURS: i64 = 12;
/// Under this key a session says who is signed in.
const USER: &str = "user";

/// The sessions of the cockpit. Only a hash of a session's id is stored, so
/// that a copy of the database lets nobody in. Sessions end by the machine's
/// clock, whatever day the cockpit shows.
#[derive(Clone, Debug)]
pub(super) struct Sessions(pub(super) Store);

/// When a session ends.
pub(super) fn expiry() -> Expiry {
    Expiry::OnInactivity(Duration::hours(HOURS))
}

fn key(id: Id) -> String {
    hex(&Sha256::digest(id.0.to_be_bytes()))
}

fn backend(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Sessions {
    async fn save(&self, record: &Record) -> Result<()> {
        let body = serde_json::to_string(&record.data);
        let body = body.map_err(|error| Error::Encode(error.to_string()))?;
        let expires_at = Instant(record.expiry_date.unix_timestamp());
        let mut tx = self.0.begin().await.map_err(backend)?;
        tx.save_web_session(&key(record.id), &body, expires_at).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let kept = self.0.web_session(&key(*id), Clock::System.now()).await.map_err(backend)?;
        let Some((body, expires_at)) = kept else { return Ok(None) };
        let data = serde_json::from_str(&body).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires_at.0).map_err(backend)?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let mut tx = self.0.begin().await.map_err(backend)?;
        tx.delete_web_session(&key(*id)).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

/// Who is signed in, if anybody.
pub(super) async fn signed_in(web: &Web, session: &Session) -> super::Result<Option<User>> {
    let Some(id) = session.get(USER).await? else { return Ok(None) };
    Ok(web.app().store.user(id).await?)
}

/// Sign somebody in: under a new session id, so that none can be planted.
pub(super) async fn sign_in(session: &Session, user: &User) -> super::Result<()> {
    session.cycle_id().await?;
    session.insert(USER, user.id).await?;
    Ok(())
}

/// Sign somebody in without the login page: gives the cookie. For measuring
/// the pages as many people at once; it needs the database itself.
pub async fn issue_session(app: &App, user: &User) -> app::Result<String> {
    let store = Arc::new(Sessions(app.store.clone()));
    let session = Session::new(None, store, Some(expiry()));
    let kept = async {
        session.insert(USER, user.id).await?;
        session.save().await
    };
    let fault = |error| app::Error::Input(format!("the session could not be kept: {error}"));
    kept.await.map_err(fault)?;
    Ok(session.id().map(|id| format!("{COOKIE}={id}")).unwrap_or_default())
}
