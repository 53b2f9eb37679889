//! What signing in takes beside a password: patience after wrong ones, links
//! to choose one with, and a second factor.

use vigie_domain::ids::UserId;
use vigie_domain::time::Instant;

use crate::audit::Digest;
use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    // A count that is old starts anew.
    FAIL = "INSERT INTO sign_in_failures (address, failures, last_at) VALUES ($1, 1, $2)
        ON CONFLICT (address) DO UPDATE SET last_at = excluded.last_at, failures =
        CASE WHEN sign_in_failures.last_at < $3 THEN 1 ELSE sign_in_failures.failures + 1 END";
    // Changes nothing, and holds the row until the transaction ends.
    CLAIM = "INSERT INTO sign_in_failures (address, failures, last_at) VALUES ($1, 0, $2)
        ON CONFLICT (address) DO UPDATE SET address = excluded.address";
    FORGIVE = "DELETE FROM sign_in_failures WHERE address = $1";
    FORGIVE_ALL = "DELETE FROM sign_in_failures WHERE address BETWEEN $1 AND $2";
    FORGET_FAILURES = "DELETE FROM sign_in_failures WHERE last_at < $1";
    FAILURES = "SELECT failures, last_at FROM sign_in_failures WHERE address = $1";
    INVITE = "INSERT INTO invitations (token, user_id, expires_at) VALUES ($1, $2, $3)";
    INVITED = "SELECT user_id FROM invitations WHERE token = $1 AND expires_at > $2";
    UNINVITE = "DELETE FROM invitations WHERE user_id = $1";
    FACTOR = "SELECT secret, confirmed_at, last_step FROM second_factors WHERE user_id = $1";
    PUT_FACTOR = "INSERT INTO second_factors (user_id, secret, confirmed_at, last_step)
        VALUES ($1, $2, NULL, 0) ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret,
        confirmed_at = NULL, last_step = 0";
    CONFIRM_FACTOR = "UPDATE second_factors SET confirmed_at = $2 WHERE user_id = $1";
    // Nothing is changed where another request was quicker with the same code.
    USE_STEP = "UPDATE second_factors SET last_step = $2 WHERE user_id = $1 AND last_step < $2";
    REMOVE_FACTOR = "DELETE FROM second_factors WHERE user_id = $1";
    ADD_CODES = "INSERT INTO recovery_codes (user_id, code) VALUES [[($?,$?)]]";
    USE_CODE = "DELETE FROM recovery_codes WHERE user_id = $1 AND code = $2";
    REMOVE_CODES = "DELETE FROM recovery_codes WHERE user_id = $1";
    CODES_LEFT = "SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1";
}

/// Somebody's second factor.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// What it shares with their telephone. Never shown again, never logged.
    pub secret: Vec<u8>,
    /// Since when it is asked for; `None`: it was shown, and no code came yet.
    pub confirmed_at: Option<Instant>,
    /// The latest time step whose code was used.
    pub last_step: i64,
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondFactor")
            .field("confirmed_at", &self.confirmed_at)
            .finish_non_exhaustive()
    }
}

impl Tx {
    /// Holds the count for an address, by its hash: another transaction that
    /// asks for it waits until this one is over.
    pub async fn claim_sign_in(&mut self, address: &Digest, at: Instant) -> Result<()> {
        self.link().run(CLAIM, args![address.as_slice(), at]).await?;
        Ok(())
    }

    /// Counts a wrong password for an address, by its hash. Counts begin anew
    /// where the last one was before `fresh_since`.
    pub async fn fail_sign_in(
        &mut self,
        address: &Digest,
        at: Instant,
        fresh_since: Instant,
    ) -> Result<()> {
        self.link().run(FAIL, args![address.as_slice(), at, fresh_since]).await?;
        Ok(())
    }

    /// Forgets the wrong passwords for an address.
    pub async fn forgive_sign_in(&mut self, address: &Digest) -> Result<()> {
        self.link().run(FORGIVE, args![address.as_slice()]).await?;
        Ok(())
    }

    /// Forgets the wrong passwords whose hashes lie between these.
    pub async fn forgive_sign_ins(&mut self, first: &Digest, last: &Digest) -> Result<()> {
        self.link().run(FORGIVE_ALL, args![first.as_slice(), last.as_slice()]).await?;
        Ok(())
    }

    /// Forgets all wrong passwords of before `since`.
    pub async fn forget_sign_in_failures(&mut self, since: Instant) -> Result<u64> {
        self.link().run(FORGET_FAILURES, args![since]).await
    }

    /// Keeps the hash of a link to choose a password with.
    pub async fn invite(
        &mut self,
        token: &Digest,
        user: UserId,
        expires_at: Instant,
    ) -> Result<()> {
        self.link().run(INVITE, args![token.as_slice(), user, expires_at]).await?;
        Ok(())
    }

    /// Takes all their links back; gives how many there were.
    pub async fn uninvite(&mut self, user: UserId) -> Result<u64> {
        self.link().run(UNINVITE, args![user]).await
    }

    /// Keeps a second factor that is not asked for yet, in the place of any.
    pub async fn put_second_factor(&mut self, user: UserId, secret: &[u8]) -> Result<()> {
        self.link().run(PUT_FACTOR, args![user, secret]).await?;
        Ok(())
    }

    /// From now on, it is asked for; these are the hashes of codes for the day
    /// the telephone is lost.
    pub async fn confirm_second_factor(
        &mut self,
        user: UserId,
        at: Instant,
        codes: &[Digest],
    ) -> Result<()> {
        let mut link = self.link();
        link.run(CONFIRM_FACTOR, args![user, at]).await?;
        link.run(REMOVE_CODES, args![user]).await?;
        let write = |code: &Digest, args: &mut Args| {
            args.extend([Value::from(user), code.as_slice().into()]);
        };
        link.bulk(ADD_CODES, codes, write).await?;
        Ok(())
    }

    /// Uses the code of a time step. False: that step or a later one was used.
    pub async fn use_step(&mut self, user: UserId, step: i64) -> Result<bool> {
        Ok(self.link().run(USE_STEP, args![user, step]).await? > 0)
    }

    /// Uses a code for a lost telephone, by its hash. False: there is none.
    pub async fn use_recovery_code(&mut self, user: UserId, code: &Digest) -> Result<bool> {
        Ok(self.link().run(USE_CODE, args![user, code.as_slice()]).await? > 0)
    }

    /// Asks for no second factor any more.
    pub async fn remove_second_factor(&mut self, user: UserId) -> Result<()> {
        let mut link = self.link();
        link.run(REMOVE_FACTOR, args![user]).await?;
        link.run(REMOVE_CODES, args![user]).await?;
        Ok(())
    }
}

reads! {
    /// Wrong passwords for an address, by its hash: how many, and when last.
    sign_in_failures(address: &Digest) -> Option<(i64, Instant)>;

    /// Whom this link is for, by its hash, if it is good at `now`.
    invited(token: &Digest, now: Instant) -> Option<UserId>;

    /// Somebody's second factor.
    second_factor(user: UserId) -> Option<SecondFactor>;

    /// How many codes for a lost telephone somebody has left.
    recovery_codes_left(user: UserId) -> i64;
}

async fn sign_in_failures(link: &mut Link<'_>, address: &Digest) -> Result<Option<(i64, Instant)>> {
    let row: Option<(i64, i64)> = link.one(FAILURES, args![address.as_slice()]).await?;
    Ok(row.map(|(failures, last_at)| (failures, Instant(last_at))))
}

async fn invited(link: &mut Link<'_>, token: &Digest, now: Instant) -> Result<Option<UserId>> {
    let row: Option<(Id,)> = link.one(INVITED, args![token.as_slice(), now]).await?;
    Ok(row.map(|(user,)| user.into()))
}

async fn second_factor(link: &mut Link<'_>, user: UserId) -> Result<Option<SecondFactor>> {
    let row: Option<(Vec<u8>, Option<i64>, i64)> = link.one(FACTOR, args![user]).await?;
    Ok(row.map(|(secret, confirmed_at, last_step)| SecondFactor {
        secret,
        confirmed_at: confirmed_at.map(Instant),
        last_step,
    }))
}

async fn recovery_codes_left(link: &mut Link<'_>, user: UserId) -> Result<i64> {
    let row: Option<(i64,)> = link.one(CODES_LEFT, args![user]).await?;
    Ok(row.map_or(0, |(left,)| left))
}
