//! Does the record still hold? A row that was changed, deleted, cut off or
//! added from elsewhere is found, as far as anything vouches for what was there.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use uuid::Uuid;
use vigie_store::{AuditHead, AuditRow, Digest};

use super::beginning::named_by;
use super::chain::{hash, root};
use super::heads::{self, Kept, announced};
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
    /// It stands behind the end that the chain's own process committed.
    Added,
    /// It is the first of a chain that no process announced.
    Unannounced,
}

impl Flaw {
    /// The stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::CutOff => "cut off",
            Self::Added => "added",
            Self::Unannounced => "unannounced",
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
    /// Rows after the last kept head of their chain: nothing outside of the
    /// database vouches for them yet.
    pub unvouched: usize,
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
    /// those in the database, those that later chains name, and those in these
    /// files, or where they are kept.
    pub async fn verify_audit(&self, files: &[PathBuf]) -> Result<Verified> {
        let mut reading = Reading::default();
        for kept in self.kept_in(files)?.iter().flatten() {
            reading.vouch(*kept);
        }
        for head in self.store.audit_heads().await? {
            reading.expect(Kept::from(&head));
        }
        for first in self.audit_chains().await? {
            for end in named_by(&first) {
                reading.expect(end);
            }
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
        // Read after the rows: what was written meanwhile is no flaw.
        reading.hold_ends(&self.store.audit_heads().await?);
        for kept in self.kept_in(files)? {
            reading.announcements.push(announced(&kept));
        }
        let heads = files.first().cloned().or_else(|| self.audit_heads.clone());
        Ok(Verified { heads, ..reading.finish() })
    }

    /// What each of these files keeps, or the one where the heads are kept.
    fn kept_in(&self, files: &[PathBuf]) -> Result<Vec<Vec<Kept>>> {
        if files.is_empty() {
            let usual = self.audit_heads.as_deref().map(heads::read).transpose()?;
            return Ok(usual.flatten().into_iter().collect());
        }
        let named = |file: &PathBuf| heads::read(file)?.ok_or_else(|| missing(file));
        files.iter().map(named).collect()
    }

    /// The first row of every chain.
    pub(super) async fn audit_chains(&self) -> Result<Vec<AuditRow>> {
        let mut firsts = Vec::new();
        let mut chain = (Uuid::nil(), 0);
        while let Some(first) = self.store.audit_after(chain.0, chain.1, 1).await?.pop() {
            chain = (first.chain, i64::MAX);
            firsts.push(first);
        }
        Ok(firsts)
    }
}

fn missing(file: &Path) -> Error {
    let name = file.display().to_string();
    Error::Unknown { what: "file of heads", name, hint: String::new() }
}

/// Reads rows in the order of chains and places.
#[derive(Debug, Default)]
struct Reading {
    /// The hashes that places must have.
    expected: BTreeMap<(Uuid, i64), Vec<Digest>>,
    /// Up to which place anything at all says that a chain goes.
    known: HashMap<Uuid, i64>,
    /// Up to which place something outside of the database vouches for it.
    vouched: HashMap<Uuid, i64>,
    /// The chains that each file says were announced.
    announcements: Vec<Option<HashSet<Uuid>>>,
    /// Where each chain ends.
    ends: BTreeMap<Uuid, i64>,
    /// The row read last: its chain, its place, its hash.
    last: Option<(Uuid, i64, Digest)>,
    verified: Verified,
}

impl Reading {
    /// Something outside of the database says so.
    fn vouch(&mut self, head: Kept) {
        if head.seq > 0 {
            self.verified.kept += 1;
            reach(&mut self.vouched, head);
            self.expect(head);
        }
    }

    fn expect(&mut self, head: Kept) {
        reach(&mut self.known, head);
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
        if self.vouched.get(&row.chain).is_none_or(|until| *until < row.seq) {
            self.verified.unvouched += 1;
        }
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
        self.ends.insert(row.chain, row.seq);
    }

    /// A process moves the head in the transaction that adds the row: where a
    /// chain goes on behind it, something else wrote.
    fn hold_ends(&mut self, heads: &[AuditHead]) {
        for head in heads {
            reach(&mut self.known, Kept::from(head));
        }
    }

    /// Heads whose rows never came were cut off.
    fn finish(mut self) -> Verified {
        let missing: Vec<(Uuid, i64)> = self.expected.keys().copied().collect();
        for (chain, seq) in missing {
            self.find(chain, seq, Flaw::CutOff);
        }
        let announces = self.announcements.iter().any(Option::is_some);
        for (chain, end) in std::mem::take(&mut self.ends) {
            let known = self.known.get(&chain).copied().unwrap_or_default();
            if end > known {
                self.find(chain, known + 1, Flaw::Added);
            }
            let mut files = self.announcements.iter().flatten();
            if announces && !files.any(|known| known.contains(&chain)) {
                self.find(chain, 1, Flaw::Unannounced);
            }
        }
        self.verified
    }
}

fn reach(places: &mut HashMap<Uuid, i64>, head: Kept) {
    let place = places.entry(head.chain).or_default();
    *place = head.seq.max(*place);
}

#[cfg(test)]
mod tests {
    use vigie_domain::time::Instant;

    use super::super::chain::{Head, unplaced};
    use super::*;

    /// A chain of three, and where it ends.
    fn chain() -> (Vec<AuditRow>, Kept) {
        let mut head = Head::fresh();
        let rows = ["a", "b", "c"]
            .map(|body| head.follow(unplaced(Instant(5), "exported", body.to_owned())));
        let end = head.stored(Instant(5));
        (rows.to_vec(), Kept::from(&end))
    }

    fn read(rows: &[AuditRow], kept: &[Kept]) -> Reading {
        let mut reading = Reading::default();
        for head in kept {
            reading.vouch(*head);
        }
        for row in rows {
            reading.read(row);
        }
        reading
    }

    fn told(reading: Reading) -> Vec<(i64, Flaw)> {
        let findings = reading.finish().findings;
        findings.into_iter().map(|finding| (finding.seq, finding.flaw)).collect()
    }

    fn found(rows: &[AuditRow], kept: &[Kept]) -> Vec<(i64, Flaw)> {
        told(read(rows, kept))
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
        let mut without = Reading::default();
        let end = rows.last().map(|row| (row.chain, row.seq, row.hash)).unwrap();
        without.expect(Kept { chain: end.0, seq: end.1, hash: end.2 });
        for row in &rows {
            without.read(row);
        }
        assert_eq!(told(without), [], "by the head in the database, nobody could tell");
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

    #[test]
    fn rows_behind_the_head_are_found_and_counted_until_a_head_vouches_for_them() {
        let (rows, end) = chain();
        let first = Kept { seq: 1, hash: rows[0].hash, ..end };
        let behind = read(&rows, &[first]);
        assert_eq!(behind.verified.unvouched, 2);
        assert_eq!(told(behind), [(2, Flaw::Added)]);
        assert_eq!(read(&rows, &[end]).verified.unvouched, 0);
    }

    #[test]
    fn a_chain_that_nobody_announced_is_found_where_chains_are_announced() {
        let (rows, end) = chain();
        let announced = |known: Option<&[Uuid]>| {
            let mut reading = read(&rows, &[end]);
            reading.announcements = vec![None, known.map(|known| known.iter().copied().collect())];
            told(reading)
        };
        assert_eq!(announced(None), []);
        assert_eq!(announced(Some(&[end.chain])), []);
        assert_eq!(announced(Some(&[Uuid::nil()])), [(1, Flaw::Unannounced)]);
    }
}
