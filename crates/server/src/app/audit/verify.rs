//! Does the record still hold? A row that was changed, deleted or cut off is
//! found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use uuid::Uuid;
use vigie_store::{AuditRow, Digest};

use super::chain::{hash, root};
use super::heads::{self, Kept};
use crate::app::{App, Error, Result};

/// Rows read at once.
const PIECE: u32 = 1_000;

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not what was written.
    Changed,
    /// It is not there, and one after it is.
    Deleted,
    /// The chain ended here or later, and ends earlier now.
    CutOff,
}

impl Flaw {
    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::CutOff => "cut off",
        }
    }
}

/// Something that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In which chain.
    pub chain: Uuid,
    /// At which place.
    pub seq: i64,
    /// What is wrong there.
    pub flaw: Flaw,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Rows looked at.
    pub rows: usize,
    /// Chains they are in.
    pub chains: usize,
    /// Heads outside of the database that they were held against.
    pub kept: usize,
    /// Everything that does not hold.
    pub findings: Vec<Finding>,
    /// Where the heads should have been read; `None`: nobody said where.
    pub heads: Option<PathBuf>,
}

impl Verified {
    /// Does anything outside of the database vouch for it? Without kept heads,
    /// a record that was rewritten as a whole looks like one that holds.
    pub fn is_vouched_for(&self) -> bool {
        self.rows == 0 || self.kept > 0
    }
}

impl App {
    /// Reads the whole record, and holds it against the heads of its chains:
    /// those in the database and those in `file`, or where they are kept.
    pub async fn verify_audit(&self, file: Option<&Path>) -> Result<Verified> {
        let kept = match (file, &self.audit_heads) {
            (Some(named), _) => {
                let missing = || Error::Unknown {
                    what: "file of heads",
                    name: named.display().to_string(),
                    hint: String::new(),
                };
                heads::read(named)?.ok_or_else(missing)?
            }
            (None, Some(usual)) => heads::read(usual)?.unwrap_or_default(),
            (None, None) => Vec::new(),
        };
        let mut reading = Reading::new(&kept);
        for head in self.store.audit_heads().await? {
            reading.expect(Kept { chain: head.chain, seq: head.seq, hash: head.hash });
        }
        let mut place = (Uuid::nil(), 0);
        loop {
            let rows = self.store.audit_after(place.0, place.1, PIECE).await?;
            let Some(last) = rows.last() else { break };
            place = (last.chain, last.seq);
            for row in &rows {
                reading.read(row);
            }
        }
        let heads = file.map(Path::to_owned).or_else(|| self.audit_heads.clone());
        Ok(Verified { kept: kept.len(), heads, ..reading.finish() })
    }
}

/// Reads rows in the order of chains and places.
#[derive(Debug, Default)]
struct Reading {
    /// The hashes that places must have.
    expected: BTreeMap<(Uuid, i64), Vec<Digest>>,
    /// The row read last: its chain, its place, its hash.
    last: Option<(Uuid, i64, Digest)>,
    verified: Verified,
}

impl Reading {
    fn new(kept: &[Kept]) -> Self {
        let mut reading = Self::default();
        for head in kept {
            reading.expect(*head);
        }
        reading
    }

    fn expect(&mut self, head: Kept) {
        self.expected.entry((head.chain, head.seq)).or_default().push(head.hash);
    }

    fn find(&mut self, chain: Uuid, seq: i64, flaw: Flaw) {
        self.verified.findings.push(Finding { chain, seq, flaw });
    }

    fn read(&mut self, row: &AuditRow) {
        let (seq, before) = match self.last {
            Some((chain, seq, hash)) if chain == row.chain => (seq, hash),
            _ => {
                self.verified.chains += 1;
                (0, root(row.chain))
            }
        };
        self.verified.rows += 1;
        for missing in seq + 1..row.seq {
            self.find(row.chain, missing, Flaw::Deleted);
            // Found once is enough.
            self.expected.remove(&(row.chain, missing));
        }
        let expected = self.expected.remove(&(row.chain, row.seq)).unwrap_or_default();
        let follows = row.seq != seq + 1 || row.prev == before;
        let held = expected.iter().all(|hash| *hash == row.hash);
        if hash(row) != row.hash || !follows || !held {
            self.find(row.chain, row.seq, Flaw::Changed);
        }
        self.last = Some((row.chain, row.seq, row.hash));
    }

    /// Heads whose rows never came were cut off.
    fn finish(mut self) -> Verified {
        let missing: Vec<(Uuid, i64)> = self.expected.keys().copied().collect();
        for (chain, seq) in missing {
            self.find(chain, seq, Flaw::CutOff);
        }
        self.verified
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::time::Instant;

    use super::super::chain::Head;
    use super::*;

    /// A chain of three, and where it ends.
    fn chain() -> (Vec<AuditRow>, Kept) {
        let mut head = Head::fresh();
        let rows = ["a", "b", "c"].map(|body| {
            head.follow(AuditRow {
                chain: head.chain,
                seq: 0,
                at: Instant(5),
                actor: None,
                action: "exported".to_owned(),
                subject: None,
                body: body.to_owned(),
                prev: Digest::default(),
                hash: Digest::default(),
            })
        });
        let end = head.stored(Instant(5));
        (rows.to_vec(), Kept { chain: end.chain, seq: end.seq, hash: end.hash })
    }

    fn found(rows: &[AuditRow], kept: &[Kept]) -> Vec<(i64, Flaw)> {
        let mut reading = Reading::new(kept);
        for row in rows {
            reading.read(row);
        }
        let findings = reading.finish().findings;
        findings.into_iter().map(|finding| (finding.seq, finding.flaw)).collect()
    }

    #[test]
    fn a_whole_chain_holds() {
        let (rows, end) = chain();
        assert_eq!(found(&rows, &[end]), []);
    }

    #[test]
    fn a_changed_row_is_found() {
        let (mut rows, end) = chain();
        rows[1].body = "B".to_owned();
        assert_eq!(found(&rows, &[end]), [(2, Flaw::Changed)]);
    }

    #[test]
    fn a_changed_row_with_a_new_hash_breaks_with_the_next() {
        let (mut rows, end) = chain();
        rows[1].body = "B".to_owned();
        rows[1].hash = hash(&rows[1]);
        assert_eq!(found(&rows, &[end]), [(3, Flaw::Changed)]);
    }

    #[test]
    fn a_chain_that_was_written_anew_is_not_the_one_that_was_kept() {
        let (mut rows, end) = chain();
        rows[2].body = "C".to_owned();
        rows[2].hash = hash(&rows[2]);
        assert_eq!(found(&rows, &[end]), [(3, Flaw::Changed)]);
        assert_eq!(found(&rows, &[]), [], "without the head, nobody could tell");
    }

    #[test]
    fn a_deleted_row_is_found() {
        let (mut rows, end) = chain();
        rows.remove(0);
        assert_eq!(found(&rows, &[end]), [(1, Flaw::Deleted)]);
    }

    #[test]
    fn a_chain_that_was_cut_off_is_found() {
        let (mut rows, end) = chain();
        rows.pop();
        assert_eq!(found(&rows, &[end]), [(3, Flaw::CutOff)]);
        assert_eq!(found(&[], &[end]), [(3, Flaw::CutOff)]);
    }
}
