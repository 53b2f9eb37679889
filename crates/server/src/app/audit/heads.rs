//! The ends of the chains, kept outside of the database: whoever can rewrite
//! the database cannot rewrite those.
//!
//! One line each: when, chain, place, hash. Lines are only ever added.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use uuid::Uuid;
use vigie_store::{AuditHead, Digest};

use crate::app::{App, Error, Result};
use crate::codec::hex;

/// A head as a line of the file says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Which chain.
    pub chain: Uuid,
    /// The place of what was then its last row.
    pub seq: i64,
    /// That row's hash.
    pub hash: Digest,
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
        let known = read(path)?.unwrap_or_default();
        let known: HashSet<(Uuid, i64)> = known.iter().map(|kept| (kept.chain, kept.seq)).collect();
        let mut heads = self.store.audit_heads().await?;
        heads.retain(|head| !known.contains(&(head.chain, head.seq)));
        if !heads.is_empty() {
            add(path, &heads)?;
        }
        Ok(heads.len())
    }
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Error {
    move |source| Error::File { path: path.display().to_string(), source }
}

fn add(path: &Path, heads: &[AuditHead]) -> Result<()> {
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
    let mut digest = Digest::default();
    if hash.len() != 2 * digest.len() || !hash.is_ascii() {
        return None;
    }
    for (place, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hash[2 * place..2 * place + 2], 16).ok()?;
    }
    Some(Kept { chain: chain.parse().ok()?, seq: seq.parse().ok()?, hash: digest })
}

#[cfg(test)]
mod tests {
    use vigie_domain::time::Instant;

    use super::*;

    #[test]
    fn what_was_kept_is_read_back_and_what_is_broken_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vigie.heads");
        assert_eq!(read(&path).unwrap(), None);
        let head = AuditHead { chain: Uuid::nil(), seq: 7, at: Instant(60), hash: [0xa5; 32] };
        add(&path, &[head]).unwrap();
        add(&path, &[AuditHead { seq: 9, ..head }]).unwrap();
        let kept = Kept { chain: head.chain, seq: 7, hash: head.hash };
        assert_eq!(read(&path).unwrap(), Some(vec![kept, Kept { seq: 9, ..kept }]));
        std::fs::write(&path, "2026 nonsense\n").unwrap();
        assert!(read(&path).unwrap_err().to_string().ends_with(":1: not a head"));
    }
}
