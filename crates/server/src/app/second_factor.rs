//! A second factor: codes that change every thirty seconds (RFC 6238), made
//! with HMAC-SHA-1 from a secret that a telephone shares.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use vigie_domain::ids::UserId;
use vigie_domain::time::Instant;
use vigie_store::Digest;

use super::account::Password;
use super::audit::{Action, Entry};
use super::{App, Refusal, Result};
use crate::chance;

/// Seconds of a step (RFC 6238, 4.1).
const STEP: i64 = 30;
/// Bytes of a secret, as RFC 4226 recommends (4, R6).
const SECRET: usize = 20;
/// Codes for a lost telephone.
const RECOVERY_CODES: usize = 8;
/// Letters of RFC 4648, 6.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

impl App {
    /// Begins to put up a second factor for somebody who knows their password:
    /// whoever finds a browser open cannot shut its owner out. Gives its secret
    /// in base 32, to be shown this once; it is asked for once a code has
    /// confirmed it.
    pub async fn begin_second_factor(&self, user: UserId, password: Password) -> Result<String> {
        self.knows(user, password).await?;
        if self.has_second_factor(user).await? {
            return Err(Refusal::SecondFactorThere.into());
        }
        let secret = &chance::key()[..SECRET];
        let mut tx = self.store.begin().await?;
        tx.put_second_factor(user, secret).await?;
        tx.commit().await?;
        Ok(base32(secret))
    }

    /// Confirms it with a first code; gives codes for a lost telephone, to be
    /// shown this once.
    pub async fn confirm_second_factor(&self, user: UserId, code: &str) -> Result<Vec<String>> {
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
        let hashes: Vec<Digest> = codes.iter().map(|code| hash(code)).collect();
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let factor = tx.second_factor(user).await?.filter(|factor| factor.confirmed_at.is_none());
        let factor = factor.ok_or(Refusal::WrongCode)?;
        let step = step_of(&factor.secret, code, now).ok_or(Refusal::WrongCode)?;
        tx.use_step(user, step).await?;
        tx.confirm_second_factor(user, now, &hashes).await?;
        let entry = Entry::by(user, Action::SecondFactor).saying("on");
        self.commit_remembering(tx, &[entry]).await?;
        Ok(codes)
    }

    /// Takes it away again, for somebody who knows their password.
    pub async fn remove_second_factor(&self, user: UserId, password: Password) -> Result<()> {
        self.knows(user, password).await?;
        self.drop_second_factor(Some(user), user).await
    }

    /// Takes it away on behalf of whoever administers the accounts.
    pub async fn drop_second_factor(&self, by: Option<UserId>, user: UserId) -> Result<()> {
        let mut tx = self.store.begin().await?;
        tx.remove_second_factor(user).await?;
        let entry = Entry::by(by, Action::SecondFactor).saying(format!("off user={user}"));
        self.commit_remembering(tx, &[entry]).await
    }

    /// Is a second factor asked for?
    pub async fn has_second_factor(&self, user: UserId) -> Result<bool> {
        let factor = self.store.second_factor(user).await?;
        Ok(factor.is_some_and(|factor| factor.confirmed_at.is_some()))
    }

    /// Uses a code, of the telephone or for a lost one. None is good twice.
    pub(super) async fn uses_code(&self, user: UserId, code: &str) -> Result<bool> {
        let mut tx = self.store.begin().await?;
        let Some(factor) = tx.second_factor(user).await? else { return Ok(false) };
        let right = match step_of(&factor.secret, code, self.clock.now()) {
            Some(step) => tx.use_step(user, step).await?,
            None => tx.use_recovery_code(user, &hash(&code.trim().to_lowercase())).await?,
        };
        tx.commit().await?;
        Ok(right)
    }
}

/// The step at which this is the code: the present one, or the one before or
/// after it for clocks that differ (RFC 6238, 5.2).
fn step_of(secret: &[u8], typed: &str, now: Instant) -> Option<i64> {
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let typed: u32 = match digits.len() {
        6 => digits.parse().ok()?,
        _ => return None,
    };
    let present = now.0.div_euclid(STEP);
    [present, present - 1, present + 1].into_iter().find(|step| code(secret, *step) == typed)
}

/// The six digits of a step (RFC 4226, 5.3).
fn code(secret: &[u8], step: i64) -> u32 {
    // A key shorter than a block is filled up with zeros (RFC 2104, 2).
    let mut block = [0; 64];
    block[..SECRET.min(secret.len())].copy_from_slice(&secret[..SECRET.min(secret.len())]);
    let signer = Hmac::<Sha1>::new(&block.into());
    let mac = signer.chain_update(step.to_be_bytes()).finalize().into_bytes();
    let offset = usize::from(mac[19] & 0xf);
    let word =
        mac[offset..offset + 4].iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
    (word & 0x7fff_ffff) % 1_000_000
}

/// RFC 4648, 6, without padding: five bits a letter.
fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(BASE32[(held >> bits & 31) as usize]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(char::from(BASE32[(held << (5 - bits) & 31) as usize]));
    }
    text
}

/// Fifty random bits in two groups.
fn recovery_code() -> String {
    let text = base32(&chance::key()[..10]).to_lowercase();
    format!("{}-{}", &text[..5], &text[5..10])
}

fn hash(code: &str) -> Digest {
    Sha256::digest(code.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const TOLD: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_rfc() {
        let told = [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ];
        for (at, expected) in told {
            assert_eq!(code(TOLD, at / STEP), expected, "{at}");
        }
    }

    #[test]
    fn a_code_is_good_for_its_step_and_the_ones_beside_it() {
        let at = |seconds| step_of(TOLD, "287 082", Instant(seconds));
        assert_eq!([at(0), at(59), at(89)], [Some(1); 3]);
        assert_eq!([at(90), at(-1)], [None; 2]);
        assert_eq!(step_of(TOLD, "2870823", Instant(59)), None);
    }

    #[test]
    fn base_32_is_that_of_the_rfc() {
        let told = [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foobar", "MZXW6YTBOI")];
        for (bytes, text) in told {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
    }
}
