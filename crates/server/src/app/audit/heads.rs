//! The ends of the chains, kept outside of the database: whoever can rewrite
//! the database cannot rewrite those.
//!
//! One line each: when, chain, place, hash. Lines are only ever added.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use uuid::Uuid;
use vigie_domain::time::Instant;
use vigie_store::{AuditHead, Digest};

use crate::app::{App, Error, Result};
use crate::codec::hex;

/// Setting: up to when heads have been kept.
const KEPT_UNTIL: &str = "audit_heads_kept";

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
    pub async fn keep_heads(&self) -> Result<usize> {
        let Some(path) = &self.audit_heads else { return Ok(0) };
        let until = self.store.setting(KEPT_UNTIL).await?.and_then(|text| text.parse().ok());
        let until = Instant(until.unwrap_or(i64::MIN));
        let mut heads = self.store.audit_heads().await?;
        // The last second may still have been going on when it was looked at.
        let known = read(path)?.unwrap_or_default();
        heads.retain(|head| {
            let same = |kept: &Kept| (kept.chain, kept.seq) == (head.chain, head.seq);
            head.at >= until && !known.iter().any(same)
        });
        if heads.is_empty() {
            return Ok(0);
        }
        add(path, &heads)?;
        let last = heads.iter().map(|head| head.at).max().unwrap_or(until);
        let mut tx = self.store.begin().await?;
        tx.put_setting(KEPT_UNTIL, &last.0.to_string()).await?;
        tx.commit().await?;
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
