//! Sessions kept in the database: signing in survives a restart.

use std::sync::Arc;

use async_trait::async_trait;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use sha2::{Digest, Sha256};
use tower_sessions::cookie::time::{Duration, OffsetDateTime};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, Session, SessionStore};
use vigie_domain::ids::UserId;
use vigie_domain::time::{HOUR, Instant, MINUTE, Span};
use vigie_store::directory::User;
use vigie_store::{SignedIn, Store, Tx};

use super::Web;
use crate::app::{self, App};
use crate::clock::Clock;
use crate::codec::hex;

/// Name of the cookie with a session's id.
pub(super) const COOKIE: &str = "vigie";
/// Signed in for so long without asking for anything.
const HOURS: i64 = 12;
/// Signed in for so long at most, however busy.
const LONGEST: Span = Span::days(14);
/// Under these keys a session says who is signed in, since when, on what.
const USER: &str = "user";
const SINCE: &str = "since";
const DEVICE: &str = "device";
/// Under this key it says in which hour a page was last asked for.
const SEEN: &str = "seen";
/// Under this key a session says whose password was right, while a code is
/// still asked for, and until when.
const HALF_IN: &str = "half-in";
/// For so long a code may be given after the password.
const CODE_WITHIN: Span = Span(10 * MINUTE.0);

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

/// As a session is kept: its body, its end, whose it is.
fn row(record: &Record) -> Result<(String, Instant, Option<SignedIn>)> {
    let body = serde_json::to_string(&record.data);
    let body = body.map_err(|error| Error::Encode(error.to_string()))?;
    let known = |key| record.data.get(key).cloned().unwrap_or_default();
    let whose = serde_json::from_value(known(USER)).ok().map(|user| SignedIn {
        user,
        since: Instant(known(SINCE).as_i64().unwrap_or_default()),
        device: known(DEVICE).as_str().unwrap_or_default().to_owned(),
    });
    let idle = Instant(record.expiry_date.unix_timestamp());
    let ends = whose.as_ref().map_or(idle, |whose| idle.min(whose.since + LONGEST));
    Ok((body, ends, whose))
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let (body, expires_at, whose) = row(record)?;
        let mut tx = self.0.begin().await.map_err(backend)?;
        let add = async |tx: &mut Tx, id| {
            tx.add_web_session(&key(id), &body, expires_at, whose.as_ref()).await.map_err(backend)
        };
        while !add(&mut tx, record.id).await? {
            record.id = Id::default();
        }
        tx.commit().await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (body, expires_at, whose) = row(record)?;
        let mut tx = self.0.begin().await.map_err(backend)?;
        let id = key(record.id);
        tx.save_web_session(&id, &body, expires_at, whose.as_ref()).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = Clock::System.now();
        let kept = self.0.web_session(&key(*id), now).await.map_err(backend)?;
        let Some((body, expires_at)) = kept else { return Ok(None) };
        let data = serde_json::from_str(&body).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires_at.0).map_err(backend)?;
        let record = Record { id: *id, data, expiry_date };
        // However long it was kept for when it was saved last.
        let (_, ends, _) = row(&record)?;
        Ok((now < ends).then_some(record))
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
    // A session is kept anew only if something in it changes, and so is its end.
    let now = Clock::System.now();
    let seen: Option<i64> = session.get(SEEN).await?;
    if seen.is_none_or(|seen| now.0 - seen >= HOUR.0) {
        session.insert(SEEN, now.0).await?;
    }
    // An account that was ended opens nothing, whatever session comes with it.
    Ok(web.app().store.user(id).await?.filter(|user| web.app().may_sign_in(user)))
}

/// Sign somebody in: under a new session id, so that none can be planted, and
/// without anything of whoever was signed in before.
pub(super) async fn sign_in(
    session: &Session,
    user: &User,
    headers: &HeaderMap,
) -> super::Result<()> {
    session.cycle_id().await?;
    session.clear().await;
    session.insert(USER, user.id).await?;
    session.insert(SINCE, Clock::System.now().0).await?;
    session.insert(DEVICE, device(headers)).await?;
    Ok(())
}

/// Keep that somebody's password was right.
pub(super) async fn half_in(session: &Session, user: &User) -> super::Result<()> {
    session.cycle_id().await?;
    let until = Clock::System.now() + CODE_WITHIN;
    Ok(session.insert(HALF_IN, (user.id, until.0)).await?)
}

/// Whose password was right, a moment ago.
pub(super) async fn half_signed_in(session: &Session) -> super::Result<Option<UserId>> {
    let kept: Option<(UserId, i64)> = session.get(HALF_IN).await?;
    Ok(kept.filter(|(_, until)| Clock::System.now().0 < *until).map(|(user, _)| user))
}

/// The hash under which this session is kept.
pub(super) fn own_key(session: &Session) -> String {
    session.id().map(key).unwrap_or_default()
}

/// Browser and system, as the browser names them, in two words.
fn device(headers: &HeaderMap) -> String {
    let said = headers.get(USER_AGENT).and_then(|said| said.to_str().ok()).unwrap_or_default();
    let among = |known: &[&'static str]| known.iter().copied().find(|name| said.contains(name));
    // Most name others beside themselves: the rarest come first.
    let browser = among(&["Firefox", "Edg", "OPR", "Chrome", "Safari"]);
    let system = among(&["Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux"]);
    let words = [browser, system].into_iter().flatten();
    words.collect::<Vec<_>>().join(" · ").replace("Edg", "Edge").replace("OPR", "Opera")
}

/// Sign somebody in without the login page: gives the cookie. For measuring
/// the pages as many people at once; it needs the database itself.
pub async fn issue_session(app: &App, user: &User) -> app::Result<String> {
    let store = Arc::new(Sessions(app.store.clone()));
    let session = Session::new(None, store, Some(expiry()));
    let kept = async {
        session.insert(USER, user.id).await?;
        session.insert(SINCE, Clock::System.now().0).await?;
        session.save().await
    };
    let fault = |error| app::Error::Input(format!("the session could not be kept: {error}"));
    kept.await.map_err(fault)?;
    Ok(session.id().map(|id| format!("{COOKIE}={id}")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_told_in_two_words_and_nothing_else_is_kept() {
        let said =
            |text: &str| device(&HeaderMap::from_iter([(USER_AGENT, text.parse().unwrap())]));
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(said(firefox), "Firefox · Linux");
        let edge =
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140";
        assert_eq!(said(edge), "Edge · Windows");
        assert_eq!(said("<script>"), "");
    }
}
