//! Personal links: signed, expiring, and without an account.
//!
//! A token is `base64url(payload) "." base64url(HMAC-SHA256(payload))`, 79
//! characters. The payload says a version, whose link it is and until when it
//! opens; [`given_link`](super::given_link) keeps that it was given.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::{Instant, Span};

use super::{App, Error, Result};
use crate::chance;

/// Setting: the key that signs links. Another key makes all links forged.
const KEY: &str = "link_key";
/// What the first byte of every payload is.
const VERSION: u8 = 1;
/// Version, kind, id, instant.
const PAYLOAD: usize = 1 + 1 + 16 + 8;
/// For how long a link opens, unless somebody says otherwise.
pub const LIFETIME: Span = Span::days(30);

/// Whose link it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A student's.
    Student(StudentId),
    /// A mentor's.
    Mentor(StaffId),
}

impl Holder {
    /// Their id.
    pub(super) fn bytes(self) -> [u8; 16] {
        match self {
            Self::Student(student) => student.bytes(),
            Self::Mentor(mentor) => mentor.bytes(),
        }
    }
}

/// A link that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whose it is.
    pub holder: Holder,
    /// From when on it no longer opens.
    pub expires_at: Instant,
}

/// Why a link does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Nobody here issued it, or a character was lost on the way.
    #[error("this link is not one of ours, or it was copied in part")]
    Forged,
    /// It was good until then.
    #[error("this link was good until {0}; ask for another one")]
    Expired(Instant),
}

/// Issues and opens links with the school's key.
#[derive(Clone)]
pub struct Links {
    signer: Hmac<Sha256>,
}

impl std::fmt::Debug for Links {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Links")
    }
}

impl App {
    /// The school's links; its key is made on first use. May be kept as long
    /// as the program runs.
    pub async fn links(&self) -> Result<Links> {
        Ok(Links::new(&self.secret(KEY).await?))
    }

    /// A key of the installation, under the name of its setting; made on
    /// first use.
    pub(super) async fn secret(&self, name: &str) -> Result<[u8; 32]> {
        let key = match self.store.setting(name).await? {
            Some(key) => key,
            None => {
                let mut tx = self.store.begin().await?;
                // Another program may be quicker: the key that is there counts.
                tx.put_first_setting(name, &BASE64.encode(chance::key())).await?;
                let key = tx.setting(name).await?.unwrap_or_default();
                tx.commit().await?;
                key
            }
        };
        let broken = || Error::Input(format!("setting `{name}` is not a key"));
        let key = BASE64.decode(key).map_err(|_| broken())?;
        key.try_into().map_err(|_| broken())
    }
}

impl Links {
    /// Links signed with this key.
    pub fn new(key: &[u8; 32]) -> Self {
        // A key shorter than a block is filled up with zeros (RFC 2104, 2).
        let mut block = [0; 64];
        block[..key.len()].copy_from_slice(key);
        Self { signer: Hmac::new(&block.into()) }
    }

    /// A link of `holder` that opens until `expires_at`; the token only.
    pub fn issue(&self, holder: Holder, expires_at: Instant) -> String {
        let kind = match holder {
            Holder::Student(_) => 0,
            Holder::Mentor(_) => 1,
        };
        let mut payload = Vec::with_capacity(PAYLOAD);
        payload.extend([VERSION, kind]);
        payload.extend(holder.bytes());
        payload.extend(expires_at.0.to_be_bytes());
        let mac = self.signer.clone().chain_update(&payload).finalize().into_bytes();
        format!("{}.{}", BASE64.encode(&payload), BASE64.encode(mac))
    }

    /// Opens a link at `now`.
    pub fn open(&self, token: &str, now: Instant) -> Result<Link, LinkError> {
        let (payload, mac) = token.split_once('.').ok_or(LinkError::Forged)?;
        let payload = BASE64.decode(payload).map_err(|_| LinkError::Forged)?;
        let mac = BASE64.decode(mac).map_err(|_| LinkError::Forged)?;
        // In constant time, and before anything of the payload is believed.
        let signed = self.signer.clone().chain_update(&payload);
        signed.verify_slice(&mac).map_err(|_| LinkError::Forged)?;
        let payload: [u8; PAYLOAD] = payload.try_into().map_err(|_| LinkError::Forged)?;
        let link = read(&payload).ok_or(LinkError::Forged)?;
        if link.expires_at <= now { Err(LinkError::Expired(link.expires_at)) } else { Ok(link) }
    }
}

fn read(payload: &[u8; PAYLOAD]) -> Option<Link> {
    let [VERSION, kind, rest @ ..] = payload else { return None };
    let (id, expires_at) = rest.split_first_chunk::<16>()?;
    let holder = match kind {
        0 => Holder::Student(StudentId::from_bytes(*id)),
        1 => Holder::Mentor(StaffId::from_bytes(*id)),
        _ => return None,
    };
    Some(Link { holder, expires_at: Instant(i64::from_be_bytes(expires_at.try_into().ok()?)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STUDENT: Holder = Holder::Student(StudentId(uuid::Uuid::from_u128(7)));

    fn links() -> Links {
        Links::new(&[3; 32])
    }

    #[test]
    fn a_link_opens_until_its_last_second() {
        let token = links().issue(STUDENT, Instant(100));
        assert_eq!(token.len(), 79);
        let link = Link { holder: STUDENT, expires_at: Instant(100) };
        assert_eq!(links().open(&token, Instant(99)), Ok(link));
        assert_eq!(links().open(&token, Instant(100)), Err(LinkError::Expired(Instant(100))));
    }

    #[test]
    fn a_mentor_is_not_a_student() {
        let mentor = Holder::Mentor(StaffId(uuid::Uuid::from_u128(7)));
        let token = links().issue(mentor, Instant(100));
        assert_eq!(links().open(&token, Instant(1)).map(|link| link.holder), Ok(mentor));
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let token = links().issue(STUDENT, Instant(100));
        for place in 0..token.len() {
            let mut forged = token.clone().into_bytes();
            forged[place] = if forged[place] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).unwrap();
            assert_eq!(links().open(&forged, Instant(1)), Err(LinkError::Forged), "{place}");
        }
    }

    #[test]
    fn cut_or_foreign_links_do_not_open() {
        let token = links().issue(STUDENT, Instant(100));
        let foreign = Links::new(&[4; 32]).issue(STUDENT, Instant(100));
        for forged in ["", ".", "é.é", &token[..78], &token[..35], &format!("{token}A"), &foreign]
        {
            assert_eq!(links().open(forged, Instant(1)), Err(LinkError::Forged), "{forged}");
        }
    }
}
