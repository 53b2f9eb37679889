//! Accounts of the team: addresses and passwords.
//!
//! A password is never kept, logged or shown; its argon2id hash is made where
//! it does not hold up anything else.

use std::fmt;

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use vigie_domain::access::Role;
use vigie_domain::ids::{Key, StaffId, StudentId, UserId};
use vigie_store::directory::User;

use super::audit::{Action, Entry};
use super::{App, Error, Refusal, Result};
use crate::chance;
use crate::wording::Language;

/// Fewest characters of a password.
pub const LEAST_PASSWORD: usize = 10;
/// Most bytes of a password that are looked at.
const MOST_PASSWORD: usize = 1_024;
/// Hashes made at once: each takes 19 MiB.
static HASHING: Semaphore = Semaphore::const_new(4);

/// A password as somebody typed it. Not shown by `Debug`.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// What was typed.
    pub fn typed(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A fresh one, of 100 random bits.
    pub fn generate() -> Self {
        /// Nothing that looks like something else.
        const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let letters = chance::key().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        let groups: Vec<String> =
            letters[..20].chunks(5).map(|group| group.iter().collect()).collect();
        Self(groups.join("-"))
    }

    /// The words themselves, to be shown once to whoever made the account.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn check(&self) -> Result<(), Refusal> {
        if self.0.chars().count() < LEAST_PASSWORD {
            return Err(Refusal::ShortPassword { least: LEAST_PASSWORD });
        }
        if self.0.len() > MOST_PASSWORD {
            return Err(Refusal::TooLong { most: MOST_PASSWORD });
        }
        Ok(())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// An account to make.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Their address.
    pub email: String,
    /// Name as shown.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whose caseload is theirs, for an advisor; who they are, for a mentor.
    pub staff: Option<StaffId>,
    /// Who they are, for a student.
    pub student: Option<StudentId>,
    /// `fr` or `en`, if they chose one.
    pub language: Option<Key>,
    /// `None`: nobody signs in with a password.
    pub password: Option<Password>,
}

impl App {
    /// Makes an account.
    pub async fn add_user(&self, new: NewUser) -> Result<User> {
        let email = address(&new.email)?;
        let name = super::written::name(&new.name)?.to_string();
        let hash = match new.password {
            Some(password) => Some(hash(password).await?),
            None => None,
        };
        let user = User {
            id: chance::user_id(),
            email,
            name,
            role: new.role,
            staff: new.staff,
            student: new.student,
            language: new.language,
            created_at: self.clock.now(),
            ended_at: None,
        };
        let mut tx = self.store.begin().await?;
        match tx.add_user(&user, hash.as_deref()).await {
            Err(vigie_store::Error::Constraint { .. }) => {
                return Err(Refusal::AddressTaken(user.email).into());
            }
            added => added?,
        }
        let entry = Entry::by(None, Action::UserAdded);
        let said = format!("user={} role={}", user.id, user.role.name());
        self.commit_remembering(tx, &[entry.saying(said)]).await?;
        Ok(user)
    }

    /// Whose address and password these are, if they are anybody's. It takes
    /// as long for an address that nobody has.
    pub async fn verify(&self, email: &str, password: Password) -> Result<Option<User>> {
        let user = self.store.user_by_email(&email.trim().to_lowercase()).await?;
        let hash = match &user {
            Some(user) => self.store.password_hash(user.id).await?,
            None => None,
        };
        let right = matches(password, hash).await?;
        Ok(user.filter(|_| right))
    }

    /// Replaces a password by another, for somebody who knows the present one.
    pub async fn change_password(
        &self,
        user: UserId,
        present: Password,
        next: Password,
    ) -> Result<()> {
        self.knows(user, present).await?;
        self.set_password(user, next).await
    }

    /// Refuses whoever does not know this account's password: on a borrowed
    /// screen nobody tries more often than at the door.
    pub(super) async fn knows(&self, user: UserId, password: Password) -> Result<()> {
        let known = self.store.password_hash(user).await?;
        self.counting_tries(user, async {
            matches(password, known).await?.then_some(()).ok_or(Refusal::WrongPassword.into())
        })
        .await
    }

    /// Sets the language of an account's pages.
    pub(crate) async fn set_language(&self, user: UserId, language: Language) -> Result<()> {
        let mut tx = self.store.begin().await?;
        tx.set_language(user, language.code()).await?;
        Ok(tx.commit().await?)
    }

    /// Replaces a password, on behalf of whoever administers the accounts.
    pub async fn set_password(&self, user: UserId, next: Password) -> Result<()> {
        let hash = hash(next).await?;
        let mut tx = self.store.begin().await?;
        if !tx.set_password(user, &hash).await? {
            return Err(unknown(user));
        }
        // A link that was given before would let its holder choose another one.
        tx.uninvite(user).await?;
        self.commit_remembering(tx, &[Entry::by(user, Action::PasswordChanged)]).await
    }

    /// Nobody signs in with this account any more: its sessions end, and no
    /// link to it opens. What was done with it keeps its author.
    pub async fn end_account(&self, by: Option<UserId>, user: UserId) -> Result<()> {
        if by == Some(user) {
            return Err(Refusal::OwnAccount.into());
        }
        let mut tx = self.store.begin().await?;
        if !tx.end_user(user, Some(self.clock.now())).await? {
            return Err(unknown(user));
        }
        tx.end_other_sessions_of(user, "").await?;
        tx.uninvite(user).await?;
        let entry = Entry::by(by, Action::AccountEnded).saying(format!("user={user}"));
        self.commit_remembering(tx, &[entry]).await
    }

    /// The account opens again, with the password that it had.
    pub async fn reopen_account(&self, by: Option<UserId>, user: UserId) -> Result<()> {
        let mut tx = self.store.begin().await?;
        if !tx.end_user(user, None).await? {
            return Err(unknown(user));
        }
        let entry = Entry::by(by, Action::AccountReopened).saying(format!("user={user}"));
        self.commit_remembering(tx, &[entry]).await
    }
}

fn unknown(user: UserId) -> Error {
    Error::Unknown { what: "account", name: user.to_string(), hint: String::new() }
}

/// An address as it is kept: lower case, without blanks around.
fn address(text: &str) -> Result<String, Refusal> {
    let email = text.trim().to_lowercase();
    let whole = email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    });
    if whole && email.len() <= 254 && !email.contains(char::is_whitespace) {
        Ok(email)
    } else {
        Err(Refusal::NotAnAddress(text.trim().to_owned()))
    }
}

pub(super) async fn hash(password: Password) -> Result<String> {
    password.check()?;
    slowly(move || {
        let hash = Argon2::default().hash_password(password.0.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|error| Error::Input(error.to_string()))
    })
    .await?
}

/// Does the password fit the hash? Without a hash nothing does, and the same
/// work is done to find out.
async fn matches(password: Password, hash: Option<String>) -> Result<bool> {
    if password.0.len() > MOST_PASSWORD {
        return Ok(false);
    }
    slowly(move || {
        let argon2 = Argon2::default();
        match hash {
            Some(hash) => argon2.verify_password(password.0.as_bytes(), hash.as_str()).is_ok(),
            None => {
                let salt = b"nobody has this one";
                std::hint::black_box(
                    argon2.hash_password_with_salt(password.0.as_bytes(), salt).is_ok(),
                );
                false
            }
        }
    })
    .await
}

/// Runs work that takes a core for tens of milliseconds where it holds up
/// nothing else, a few at a time.
async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let stopping = || Error::Input("the program is stopping".to_owned());
    let _turn = HASHING.acquire().await.map_err(|_| stopping())?;
    tokio::task::spawn_blocking(work).await.map_err(|_| stopping())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_lower_case() {
        assert_eq!(address(" Alex@Ecole.EXAMPLE "), Ok("alex@ecole.example".to_owned()));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "alex", "@ecole.example", "alex@", "alex@ecole", "a b@ecole.example"] {
            assert!(address(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_password_does_not_show_by_accident() {
        assert_eq!(format!("{:?}", Password::typed("correct horse")), "Password(…)");
    }

    #[test]
    fn generated_passwords_are_long_and_differ() {
        let (one, other) = (Password::generate(), Password::generate());
        assert!(one.check().is_ok() && one.reveal().len() == 23);
        assert_ne!(one.reveal(), other.reveal());
    }

    #[tokio::test]
    async fn the_parameters_are_those_that_owasp_recommends() {
        let hash = hash(Password::typed("correct horse")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }
}
