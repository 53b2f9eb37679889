//! Signing in: a password, patience after wrong ones, and what ends a session.
//!
//! Nobody learns here which addresses have an account: an unknown address is
//! counted, made to wait and answered as a known one, and takes as long. Tries
//! are counted by address and place, and by address alone.

use std::net::IpAddr;

use sha2::{Digest as _, Sha256};
use vigie_domain::ids::UserId;
use vigie_domain::time::{HOUR, Instant, MINUTE, Span};
use vigie_store::directory::User;
use vigie_store::{Digest, Tx};

use super::account::Password;
use super::audit::{Action, Entry};
use super::{App, Refusal, Result};

/// Wrong tries for an address from one place before one has to wait there.
const FREE_TRIES: i64 = 5;
/// Wrong tries for an address from everywhere before all have to wait: many
/// places that guess slowly are stopped, and one that guesses fast shuts out
/// nobody but itself.
const FREE_TRIES_EVERYWHERE: i64 = 40;
/// The first wait; each wrong try doubles it.
const FIRST_WAIT: Span = Span(30);
/// The longest wait: who is shut out by somebody else gets in again.
const LONGEST_WAIT: Span = Span(15 * MINUTE.0);
/// So long after the last wrong try, nothing is held against anybody.
const FORGIVEN_AFTER: Span = Span(12 * HOUR.0);

/// Half of a key.
const HALF: usize = 16;

/// What came of trying to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// They are in.
    In(User),
    /// The password is right; a code is asked for.
    NeedsCode(User),
    /// Address and password, or the code, don't fit.
    Wrong,
    /// Too many wrong tries: nobody is let in before this.
    Later(Instant),
}

impl App {
    /// Somebody tries to sign in `from` a place of the network.
    pub async fn enter(&self, email: &str, password: Password, from: IpAddr) -> Result<Entered> {
        let email = email.trim().to_lowercase();
        let tried = [everywhere(&email), at_place(&email, from)];
        let [everywhere, here] = &tried;
        if let Some(until) = self.try_once(here, FREE_TRIES).await? {
            return Ok(Entered::Later(until));
        }
        if let Some(until) = self.try_once(everywhere, FREE_TRIES_EVERYWHERE).await? {
            return Ok(Entered::Later(until));
        }
        let user = self.verify(&email, password).await?.filter(|user| self.may_sign_in(user));
        let Some(user) = user else {
            self.remember(&[Entry::by(None, Action::SignInFailed)]).await?;
            return Ok(Entered::Wrong);
        };
        let factor = self.store.second_factor(user.id).await?;
        if factor.is_some_and(|factor| factor.confirmed_at.is_some()) {
            return Ok(Entered::NeedsCode(user));
        }
        self.let_in(&user, &tried).await?;
        Ok(Entered::In(user))
    }

    /// Somebody whose password was right gives a code of their second factor,
    /// or one for a lost telephone.
    pub async fn enter_with_code(&self, user: UserId, code: &str, from: IpAddr) -> Result<Entered> {
        let tried = key("code", &user.bytes());
        if let Some(until) = self.try_once(&tried, FREE_TRIES).await? {
            return Ok(Entered::Later(until));
        }
        let right = self.uses_code(user, code).await?;
        match self.store.user(user).await?.filter(|user| right && self.may_sign_in(user)) {
            Some(user) => {
                let email = &user.email;
                let tried = [tried, everywhere(email), at_place(email, from)];
                self.let_in(&user, &tried).await?;
                Ok(Entered::In(user))
            }
            None => {
                self.remember(&[Entry::by(user, Action::SignInFailed)]).await?;
                Ok(Entered::Wrong)
            }
        }
    }

    /// Is there a person behind it, and is the account still theirs?
    pub fn may_sign_in(&self, user: &User) -> bool {
        user.role.signs_in() && !user.has_ended(self.clock.now())
    }

    /// Somebody enters the simulated school with one click.
    pub async fn enter_demo(&self, user: &User) -> Result<()> {
        self.let_in(user, &[]).await
    }

    async fn let_in(&self, user: &User, forgiven: &[Digest]) -> Result<()> {
        let mut tx = self.store.begin().await?;
        for tried in forgiven {
            tx.forgive_sign_in(tried).await?;
        }
        self.commit_remembering(tx, &[Entry::by(user.id, Action::SignedIn)]).await
    }

    /// A try of somebody who is signed in already; refused after too many wrong
    /// ones.
    pub(super) async fn counting_tries(
        &self,
        user: UserId,
        attempt: impl Future<Output = Result<()>>,
    ) -> Result<()> {
        let tried = key("inside", &user.bytes());
        if self.try_once(&tried, FREE_TRIES).await?.is_some() {
            return Err(Refusal::TooManyTries.into());
        }
        attempt.await?;
        let mut tx = self.store.begin().await?;
        tx.forgive_sign_in(&tried).await?;
        Ok(tx.commit().await?)
    }

    /// Counts a try before it is made, so that many at once are no way around;
    /// what turns out right is forgiven. Gives until when none is allowed.
    async fn try_once(&self, tried: &Digest, free: i64) -> Result<Option<Instant>> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        // From here on, whoever tries at the same time waits for this one.
        tx.claim_sign_in(tried, now).await?;
        if let Some((failures, last_at)) = tx.sign_in_failures(tried).await? {
            let until = last_at + wait(failures, free);
            // A time to come was written by a clock that was wrong.
            if last_at <= now && until > now {
                return Ok(Some(until));
            }
        }
        tx.fail_sign_in(tried, now, now - FORGIVEN_AFTER).await?;
        tx.commit().await?;
        Ok(None)
    }

    /// Holds no wrong try against somebody any more, wherever it was made.
    pub(super) async fn forgive(&self, tx: &mut Tx, user: &User) -> Result<()> {
        let first = everywhere(&user.email);
        let last = within(&first, &[u8::MAX; HALF]);
        tx.forgive_sign_ins(&first, &last).await?;
        Ok(tx.forgive_sign_in(&key("code", &user.id.bytes())).await?)
    }

    /// Ends one of somebody's sessions.
    pub async fn end_session(&self, user: UserId, session: &str) -> Result<()> {
        let mut tx = self.store.begin().await?;
        if !tx.end_session_of(user, session).await? {
            return Err(Refusal::NoSuchOwnSession.into());
        }
        self.commit_remembering(tx, &[Entry::by(user, Action::SessionsEnded)]).await
    }

    /// Ends all of somebody's sessions but this one.
    pub async fn end_other_sessions(&self, user: UserId, kept: &str) -> Result<()> {
        let mut tx = self.store.begin().await?;
        tx.end_other_sessions_of(user, kept).await?;
        self.commit_remembering(tx, &[Entry::by(user, Action::SessionsEnded)]).await
    }

    /// Signs somebody out everywhere, on behalf of whoever looks after accounts.
    pub async fn end_sessions_of(&self, by: UserId, user: UserId) -> Result<()> {
        let mut tx = self.store.begin().await?;
        tx.end_other_sessions_of(user, "").await?;
        let entry = Entry::by(by, Action::SessionsEnded).saying(format!("user={user}"));
        self.commit_remembering(tx, &[entry]).await
    }

    /// Forgets, once a day, what no longer counts.
    pub async fn tidy_sign_ins(&self) -> Result<()> {
        let mut tx = self.store.begin().await?;
        tx.forget_sign_in_failures(self.clock.now() - FORGIVEN_AFTER).await?;
        tx.forget_personal_links(self.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}

/// How long to wait after so many wrong tries, of which so many are free.
fn wait(failures: i64, free: i64) -> Span {
    let Ok(over) = u32::try_from(failures - free) else { return Span(0) };
    let doubled = 2_i64.checked_pow(over).and_then(|times| FIRST_WAIT.0.checked_mul(times));
    Span(doubled.map_or(LONGEST_WAIT.0, |seconds| seconds.min(LONGEST_WAIT.0)))
}

/// Under what tries are counted: an address is not written down.
fn key(of: &str, what: &[u8]) -> Digest {
    Sha256::new().chain_update(of).chain_update([0]).chain_update(what).finalize().into()
}

/// Under what tries for an address are counted wherever they come from: the
/// first half says the address, and the second one nothing.
fn everywhere(email: &str) -> Digest {
    within(&key("address", email.as_bytes()), &[0; HALF])
}

/// The same from one place, which the second half says. Of an IPv6 address it
/// takes the part that a household or an office has to itself.
fn at_place(email: &str, from: IpAddr) -> Digest {
    let place = match from.to_canonical() {
        IpAddr::V4(place) => key("place", &place.octets()),
        IpAddr::V6(place) => key("place", &place.octets()[..8]),
    };
    within(&everywhere(email), &place[..HALF])
}

/// The first half of a key, and another second one.
fn within(whole: &Digest, second: &[u8]) -> Digest {
    let mut key = *whole;
    key[HALF..].copy_from_slice(second);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_its_longest() {
        let waits = [0, 4, 5, 6, 9, 10, 90].map(|failures| wait(failures, FREE_TRIES).0);
        assert_eq!(waits, [0, 0, 30, 60, 480, 900, 900]);
    }

    #[test]
    fn a_place_is_an_address_or_the_part_of_one_that_somebody_has_to_themself() {
        let at = |from: &str| at_place("a@b.example", from.parse().unwrap());
        assert_ne!(at("203.0.113.7"), at("203.0.113.8"));
        assert_eq!(at("203.0.113.7"), at("::ffff:203.0.113.7"));
        assert_eq!(at("2001:db8:1:2::1"), at("2001:db8:1:2:ffff::1"));
        assert_ne!(at("2001:db8:1:2::1"), at("2001:db8:1:3::1"));
        let other = at_place("b@b.example", "203.0.113.7".parse().unwrap());
        assert_ne!(at("203.0.113.7"), other);
    }
}
