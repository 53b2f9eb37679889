//! What was done: rows that are only ever added, and the head of each chain.
//!
//! The store keeps the links; what a hash covers is decided by whoever writes
//! them.

use uuid::Uuid;
use vigie_domain::ids::{StudentId, UserId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Store, Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    ADD = "INSERT INTO audit (chain, seq, at, actor, action, subject, body, prev, hash)
        VALUES [[($?,$?,$?,$?,$?,$?,$?,$?,$?)]]";
    // In the order of the key, so that all of it is read a piece at a time.
    AFTER = "SELECT chain, seq, at, actor, action, subject, body, prev, hash FROM audit
        WHERE (chain, seq) > ($1, $2) ORDER BY chain, seq LIMIT $3";
    ABOUT = "SELECT chain, seq, at, actor, action, subject, body, prev, hash FROM audit
        WHERE subject = $1 ORDER BY at, chain, seq";
    PUT_HEAD = "INSERT INTO audit_heads (chain, seq, at, hash) VALUES ($1, $2, $3, $4)
        ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, at = excluded.at,
        hash = excluded.hash";
    HEADS = "SELECT chain, seq, at, hash FROM audit_heads ORDER BY at, chain";
    // The first rows of chains.
    // Chains first, each with its first row: a cross join is read in its order.
    BEGINNINGS = "SELECT began.body FROM audit_heads CROSS JOIN audit began
        WHERE began.chain = audit_heads.chain AND began.seq = 1
            AND began.action = 'chain_begun'";
    ADD_SALT = "INSERT INTO audit_salts (student_id, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    SALT = "SELECT salt FROM audit_salts WHERE student_id = $1";
    FORGET_SALT = "DELETE FROM audit_salts WHERE student_id = $1";
}

/// What somebody who can write to the database may do to the record. For the
/// tests that it is found.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Tampering {
    /// Alter the row at this place.
    Change(i64),
    /// Take it away.
    Delete(i64),
    /// Take it away with all that follows, and the heads.
    CutOff(i64),
    /// Have the head say that the chain ends before its last row, as it does
    /// where a row was added behind it.
    Append,
}

/// A SHA-256 hash.
pub type Digest = [u8; 32];

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// The chain of the process that did it.
    pub chain: Uuid,
    /// 1, 2, …: its place in the chain.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// By which account; `None`: nobody signed in, or the command line.
    pub actor: Option<UserId>,
    /// A stable word.
    pub action: String,
    /// Salted hash of whom it is about.
    pub subject: Option<Digest>,
    /// Ids and words of ours.
    pub body: String,
    /// Hash of the row before it.
    pub prev: Digest,
    /// Hash of this row.
    pub hash: Digest,
}

/// The last link of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// Which chain.
    pub chain: Uuid,
    /// The place of its last row.
    pub seq: i64,
    /// When that was written.
    pub at: Instant,
    /// Its hash.
    pub hash: Digest,
}

impl Store {
    /// Does this to every chain.
    #[doc(hidden)]
    pub async fn tamper(&self, how: Tampering) -> Result<()> {
        let sql = match how {
            Tampering::Change(seq) => format!("UPDATE audit SET body = 'x' WHERE seq = {seq}"),
            Tampering::Delete(seq) => format!("DELETE FROM audit WHERE seq = {seq}"),
            Tampering::CutOff(seq) => {
                format!("DELETE FROM audit WHERE seq >= {seq}; DELETE FROM audit_heads")
            }
            Tampering::Append => "UPDATE audit_heads SET seq = seq - 1, hash =
                (SELECT a.prev FROM audit a WHERE a.chain = audit_heads.chain
                AND a.seq = audit_heads.seq)"
                .to_owned(),
        };
        self.script(&sql).await
    }
}

impl Tx {
    /// Adds rows. Fails with a broken constraint if a place is taken.
    pub async fn add_audit(&mut self, rows: &[AuditRow]) -> Result<()> {
        let write = |row: &AuditRow, args: &mut Args| {
            args.extend([
                Value::from(row.chain.as_bytes().as_slice()),
                row.seq.into(),
                row.at.into(),
                row.actor.into(),
                row.action.as_str().into(),
                Value::Blob(row.subject.map(|subject| subject.to_vec())),
                row.body.as_str().into(),
                row.prev.as_slice().into(),
                row.hash.as_slice().into(),
            ]);
        };
        self.link().bulk(ADD, rows, write).await?;
        Ok(())
    }

    /// Moves the head of a chain on.
    pub async fn put_audit_head(&mut self, head: &AuditHead) -> Result<()> {
        let AuditHead { chain, seq, at, hash } = head;
        let args = args![chain.as_bytes().as_slice(), *seq, *at, hash.as_slice()];
        self.link().run(PUT_HEAD, args).await?;
        Ok(())
    }

    /// The salt of a student's hash; `fresh` becomes it if there is none yet.
    pub async fn audit_salt_or(&mut self, student: StudentId, fresh: Digest) -> Result<Vec<u8>> {
        self.link().run(ADD_SALT, args![student, fresh.as_slice()]).await?;
        Ok(self.audit_salt(student).await?.unwrap_or_default())
    }

    /// Forgets a student's salt: from then on, no row is known to be theirs,
    /// and the chains hold.
    pub async fn forget_audit_salt(&mut self, student: StudentId) -> Result<()> {
        self.link().run(FORGET_SALT, args![student]).await?;
        Ok(())
    }
}

reads! {
    /// The rows after a place, in the order of chains and places; from the
    /// first with a chain of zeros.
    audit_after(chain: Uuid, seq: i64, limit: u32) -> Vec<AuditRow>;

    /// The rows about somebody, by the salted hash of them.
    audit_about(subject: &Digest) -> Vec<AuditRow>;

    /// The head of every chain, the oldest first.
    audit_heads() -> Vec<AuditHead>;

    /// What the first rows of chains say, where they say how they begin.
    audit_beginnings() -> Vec<String>;

    /// The salt of a student's hash, if there is one.
    audit_salt(student: StudentId) -> Option<Vec<u8>>;
}

async fn audit_after(
    link: &mut Link<'_>,
    chain: Uuid,
    seq: i64,
    limit: u32,
) -> Result<Vec<AuditRow>> {
    let args = args![chain.as_bytes().as_slice(), seq, limit];
    Ok(link.all::<Stored>(AFTER, args).await?.into_iter().map(Stored::read).collect())
}

async fn audit_about(link: &mut Link<'_>, subject: &Digest) -> Result<Vec<AuditRow>> {
    let args = args![subject.as_slice()];
    Ok(link.all::<Stored>(ABOUT, args).await?.into_iter().map(Stored::read).collect())
}

async fn audit_heads(link: &mut Link<'_>) -> Result<Vec<AuditHead>> {
    let rows: Vec<(Id, i64, i64, Vec<u8>)> = link.all(HEADS, args![]).await?;
    let head = |(chain, seq, at, hash): (Id, i64, i64, Vec<u8>)| {
        let (chain, at) = (Uuid::from_bytes(chain.0), Instant(at));
        AuditHead { chain, seq, at, hash: digest(&hash) }
    };
    Ok(rows.into_iter().map(head).collect())
}

async fn audit_beginnings(link: &mut Link<'_>) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = link.all(BEGINNINGS, args![]).await?;
    Ok(rows.into_iter().map(|(body,)| body).collect())
}

async fn audit_salt(link: &mut Link<'_>, student: StudentId) -> Result<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> = link.one(SALT, args![student]).await?;
    Ok(row.map(|(salt,)| salt))
}

#[derive(sqlx::FromRow)]
struct Stored {
    chain: Id,
    seq: i64,
    at: i64,
    actor: Option<Id>,
    action: String,
    subject: Option<Vec<u8>>,
    body: String,
    prev: Vec<u8>,
    hash: Vec<u8>,
}

impl Stored {
    fn read(self) -> AuditRow {
        AuditRow {
            chain: Uuid::from_bytes(self.chain.0),
            seq: self.seq,
            at: Instant(self.at),
            actor: self.actor.map(UserId::from),
            action: self.action,
            subject: self.subject.as_deref().map(digest),
            body: self.body,
            prev: digest(&self.prev),
            hash: digest(&self.hash),
        }
    }
}

/// A row whose hash has another length was not written by this program; it is
/// read as zeros, which no hash is, so that a verification goes on and says so.
fn digest(bytes: &[u8]) -> Digest {
    bytes.try_into().unwrap_or_default()
}
