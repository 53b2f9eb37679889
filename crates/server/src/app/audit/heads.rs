//! The ends of the chains, kept outside of the database: whoever can rewrite
//! the database cannot rewrite those.
//!
//! One line each: when, chain, place, hash. Lines are only ever added. Place 0
//! announces a chain: a process wrote that line before the first row of it, so
//! a chain that was never announced was written by something else.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use uuid::Uuid;
use vigie_domain::time::Instant;
use vigie_store::{AuditHead, Digest};

use super::chain::root;
use crate::app::{App, Error, Result};
use crate::codec::hex;

/// A head as a line of the file says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Which chain.
    pub chain: Uuid,
    /// The place of what was then its last row; 0: it was about to begin.
    pub seq: i64,
    /// That row's hash.
    pub hash: Digest,
}

impl From<&AuditHead> for Kept {
    fn from(head: &AuditHead) -> Self {
        Self { chain: head.chain, seq: head.seq, hash: head.hash }
    }
}

impl Kept {
    fn announces(&self) -> bool {
        self.seq == 0
    }
}

impl App {
    /// Adds the heads that moved since the last time to the file that keeps
    /// them, if there is one; gives how many.
    ///
    /// Every head is held against the file itself: a row that was committed
    /// late, or by an earlier clock, is kept like any other, and nothing in the
    /// database can say that one was kept already.
    pub async fn keep_heads(&self) -> Result<usize> {
        let Some(path) = &self.audit_heads else { return Ok(0) };
        let heads = self.store.audit_heads().await?;
        add_new(path, &read(path)?.unwrap_or_default(), &heads)
    }

    /// Keeps the heads as the program stops, if it added anything to the
    /// record. A file that cannot be written to is told of, and stops nobody.
    pub async fn keep_heads_at_the_end(&self) {
        if self.chain.head().await.is_fresh() {
            return;
        }
        if let Err(error) = self.keep_heads().await {
            tracing::error!(%error, "the heads of the record could not be kept");
        }
    }

    /// Vouches from now on for chains that no process announced, because it was
    /// told of no file or of another one; gives how many. For a person who knows
    /// where they come from.
    pub async fn vouch_for_strangers(&self) -> Result<usize> {
        let Some(path) = &self.audit_heads else { return Ok(0) };
        let Some(known) = announced(&read(path)?.unwrap_or_default()) else { return Ok(0) };
        let mut chains = self.audit_chains().await?;
        chains.retain(|row| !known.contains(&row.chain));
        let at = self.clock.now();
        let lines: Vec<AuditHead> = chains.iter().map(|row| opening(row.chain, at)).collect();
        add(path, &lines)?;
        Ok(lines.len())
    }

    /// Says in the file that a chain is about to begin, before it does. Those
    /// that were there before anybody announced any are kept first.
    pub(super) fn announce(&self, chain: Uuid, before: &[AuditHead]) {
        self.try_to_keep(|path| {
            let known = read(path)?.unwrap_or_default();
            if announced(&known).is_none() {
                add_new(path, &known, before)?;
            }
            add(path, &[opening(chain, self.clock.now())])
        });
    }

    /// Keeps the head of a chain that has just begun: it cannot vanish as a
    /// whole from then on.
    pub(super) fn keep_first(&self, head: AuditHead) {
        self.try_to_keep(|path| add(path, &[head]));
    }

    /// What is done is done, whether or not the file can be written to.
    fn try_to_keep(&self, write: impl FnOnce(&Path) -> Result<()>) {
        if let Some(Err(error)) = self.audit_heads.as_deref().map(write) {
            tracing::error!(%error, "the heads of the record could not be kept");
        }
    }
}

/// The line that announces a chain.
fn opening(chain: Uuid, at: Instant) -> AuditHead {
    AuditHead { chain, seq: 0, at, hash: root(chain) }
}

/// The chains that a file knows: those that were announced, and those that
/// were kept before any was. `None`: none was ever announced there.
pub(super) fn announced(lines: &[Kept]) -> Option<HashSet<Uuid>> {
    let first = lines.iter().position(Kept::announces)?;
    let known = |(at, kept): &(usize, &Kept)| *at < first || kept.announces();
    Some(lines.iter().enumerate().filter(known).map(|(_, kept)| kept.chain).collect())
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Error {
    move |source| Error::File { path: path.display().to_string(), source }
}

/// Adds those of these heads that are not among the `known` lines; gives how
/// many.
fn add_new(path: &Path, known: &[Kept], heads: &[AuditHead]) -> Result<usize> {
    let known: HashSet<(Uuid, i64)> = known.iter().map(|kept| (kept.chain, kept.seq)).collect();
    let new = heads.iter().filter(|head| !known.contains(&(head.chain, head.seq)));
    let new: Vec<AuditHead> = new.copied().collect();
    add(path, &new)?;
    Ok(new.len())
}

fn add(path: &Path, heads: &[AuditHead]) -> Result<()> {
    if heads.is_empty() {
        return Ok(());
    }
    let mut lines = String::new();
    for AuditHead { chain, seq, at, hash } in heads {
        let _ = writeln!(lines, "{at} {chain} {seq} {}", hex(hash));
    }
    let file = OpenOptions::new().create(true).append(true).open(path);
    let mut file = file.map_err(failed(path))?;
    file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()).map_err(failed(path))
}

/// What a file keeps; `None`: there is no such file.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<Kept>>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(path)(error)),
    };
    let broken = |number| Error::Input(format!("{}:{number}: not a head", path.display()));
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines
        .map(|(line, number)| parse(line).ok_or_else(|| broken(number)))
        .collect::<Result<_>>()
        .map(Some)
}

fn parse(line: &str) -> Option<Kept> {
    let [_, chain, seq, hash] = *line.split_whitespace().collect::<Vec<_>>() else { return None };
    Some(Kept { chain: chain.parse().ok()?, seq: seq.parse().ok()?, hash: digest(hash)? })
}

/// A hash, as its digits spell it.
pub(super) fn digest(hash: &str) -> Option<Digest> {
    let mut digest = Digest::default();
    if hash.len() != 2 * digest.len() || !hash.is_ascii() {
        return None;
    }
    for (place, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hash[2 * place..2 * place + 2], 16).ok()?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_back_and_what_is_broken_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vigie.heads");
        assert_eq!(read(&path).unwrap(), None);
        let head = AuditHead { chain: Uuid::nil(), seq: 7, at: Instant(60), hash: [0xa5; 32] };
        add(&path, &[head]).unwrap();
        let next = AuditHead { seq: 9, ..head };
        let known = read(&path).unwrap().unwrap();
        assert_eq!(add_new(&path, &known, &[head, next]).unwrap(), 1);
        assert_eq!(read(&path).unwrap(), Some(vec![Kept::from(&head), Kept::from(&next)]));
        std::fs::write(&path, "2026 nonsense\n").unwrap();
        assert!(read(&path).unwrap_err().to_string().ends_with(":1: not a head"));
    }

    #[test]
    fn a_chain_is_known_that_was_announced_or_kept_before_any_was() {
        let line = |chain, seq| Kept { chain: Uuid::from_u128(chain), seq, hash: [0; 32] };
        assert_eq!(announced(&[line(1, 5)]), None);
        let known = announced(&[line(1, 5), line(2, 0), line(3, 8), line(2, 4)]).unwrap();
        assert_eq!(known, [1, 2].map(Uuid::from_u128).into());
    }
}
