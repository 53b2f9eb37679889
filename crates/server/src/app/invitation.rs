//! A link to choose a password with: for a new account, or a forgotten one.
//!
//! It holds 256 random bits, of which only a hash is kept; it opens once, and
//! for so long. Nothing else about an account can be learnt from it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use sha2::{Digest as _, Sha256};
use vigie_domain::access::Role;
use vigie_domain::ids::{Key, UserId};
use vigie_domain::time::{DAY, Span};
use vigie_store::Digest;
use vigie_store::directory::User;

use super::account::{NewUser, Password};
use super::audit::{Action, Entry};
use super::link::Holder;
use super::{App, Refusal, Result};
use crate::chance;

/// For so long a link to a new account opens.
pub const INVITATION: Span = Span(7 * DAY.0);
/// For so long a link opens that somebody asked for who forgot their password.
pub const RESET: Span = DAY;

/// Somebody who is invited to an account of their own.
#[derive(Clone, Debug)]
pub struct Guest {
    /// A student, or a mentor.
    pub holder: Holder,
    /// Name as shown.
    pub name: String,
    /// Their address.
    pub email: String,
    /// `fr` or `en`, where the directory knows.
    pub language: Option<Key>,
}

impl App {
    /// Gives a student or a mentor an account of their own, if they have none,
    /// and a link to choose a password with; the token only. Refused where
    /// there is a password already: nobody else may then replace it.
    pub async fn invite_person(&self, actor: UserId, guest: Guest) -> Result<(User, String)> {
        let Guest { holder, name, email, language } = guest;
        let known = match holder {
            Holder::Student(student) => self.store.user_of_student(student).await?,
            Holder::Mentor(staff) => self.store.user_of_staff(staff).await?,
        };
        let user = match known {
            Some(user) if self.store.password_hash(user.id).await?.is_some() => {
                return Err(Refusal::AccountThere.into());
            }
            Some(user) => user,
            None => {
                let (role, staff, student) = match holder {
                    Holder::Student(student) => (Role::Student, None, Some(student)),
                    Holder::Mentor(staff) => (Role::Mentor, Some(staff), None),
                };
                let password = None;
                self.add_user(NewUser { email, name, role, staff, student, language, password })
                    .await?
            }
        };
        let token = self.invite(Some(actor), user.id, INVITATION).await?;
        Ok((user, token))
    }

    /// Gives somebody a link to choose a password with; the token only. Links
    /// of before no longer open.
    pub async fn invite(
        &self,
        actor: Option<UserId>,
        user: UserId,
        lifetime: Span,
    ) -> Result<String> {
        let ended = |known: User| known.has_ended(self.clock.now());
        if self.store.user(user).await?.is_some_and(ended) {
            return Err(Refusal::AccountEnded.into());
        }
        let token = BASE64.encode(chance::key());
        let mut tx = self.store.begin().await?;
        tx.uninvite(user).await?;
        tx.invite(&hash(&token), user, self.clock.now() + lifetime).await?;
        let entry = Entry::by(actor, Action::Invited).saying(format!("user={user}"));
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
        let user = user.filter(|user| !user.has_ended(self.clock.now()));
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
