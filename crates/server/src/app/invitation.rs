//! A link to choose a password with: for a new account, or a forgotten one.
//!
//! It holds 256 random bits, of which only a hash is kept; it opens once, and
//! for so long. Nothing else about an account can be learnt from it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sha2::{Digest as _, Sha256};
use vigie_domain::ids::UserId;
use vigie_domain::time::{DAY, Span};
use vigie_store::Digest;
use vigie_store::directory::User;

use super::account::Password;
use super::audit::{Action, Entry};
use super::{App, Refusal, Result};
use crate::chance;

/// For so long a link to a new account opens.
pub const INVITATION: Span = Span(7 * DAY.0);
/// For so long a link opens that somebody asked for who forgot their password.
pub const RESET: Span = DAY;

impl App {
    /// Gives somebody a link to choose a password with; the token only. Links
    /// of before no longer open.
    pub async fn invite(&self, user: UserId, lifetime: Span) -> Result<String> {
        let token = BASE64.encode(chance::key());
        let mut tx = self.store.begin().await?;
        tx.uninvite(user).await?;
        tx.invite(&hash(&token), user, self.clock.now() + lifetime).await?;
        let entry = Entry::by(None, Action::Invited).saying(format!("user={user}"));
        self.commit_remembering(tx, &[entry]).await?;
        Ok(token)
    }

    /// Whom a link is for.
    pub async fn invited(&self, token: &str) -> Result<User> {
        let user = self.store.invited(&hash(token), self.clock.now()).await?;
        let user = match user {
            Some(user) => self.store.user(user).await?,
            None => None,
        };
        Ok(user.ok_or(Refusal::InvitationGone)?)
    }

    /// Somebody chooses their password with a link, which then no longer
    /// opens; all their sessions end, and no wrong try is held against them.
    pub async fn accept(&self, token: &str, password: Password) -> Result<User> {
        let user = self.invited(token).await?;
        let password = super::account::hash(password).await?;
        let mut tx = self.store.begin().await?;
        // Whoever was quicker with the same link has used it.
        let still = tx.invited(&hash(token), self.clock.now()).await? == Some(user.id);
        if !still || tx.uninvite(user.id).await? == 0 {
            return Err(Refusal::InvitationGone.into());
        }
        tx.set_password(user.id, &password).await?;
        tx.end_other_sessions_of(user.id, "").await?;
        self.forgive(&mut tx, &user).await?;
        self.commit_remembering(tx, &[Entry::by(user.id, Action::PasswordChanged)]).await?;
        Ok(user)
    }
}

fn hash(token: &str) -> Digest {
    Sha256::digest(token.as_bytes()).into()
}
