//! One process's chain: where it ends, and what a hash covers.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use tokio::sync::{Mutex, MutexGuard};
use uuid::Uuid;
use vigie_domain::time::Instant;
use vigie_store::{AuditHead, AuditRow, Digest};

use crate::chance;

/// The end of this process's chain. Clones share it.
#[derive(Clone, Debug)]
pub(in crate::app) struct Chain(Arc<Mutex<Head>>);

impl Chain {
    /// A chain of which nothing is written yet.
    pub(in crate::app) fn new() -> Self {
        Self(Arc::new(Mutex::new(Head::fresh())))
    }

    /// The end of it, to be moved on by one at a time.
    pub(super) async fn head(&self) -> MutexGuard<'_, Head> {
        self.0.lock().await
    }
}

/// Where a chain ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) chain: Uuid,
    seq: i64,
    hash: Digest,
}

impl Head {
    /// Of a chain that has no row.
    pub(super) fn fresh() -> Self {
        let chain = chance::chain_id();
        Self { chain, seq: 0, hash: root(chain) }
    }

    /// Is nothing written of it yet?
    pub(super) fn is_fresh(&self) -> bool {
        self.seq == 0
    }

    /// Gives a row its place at the end of the chain, and moves the end on.
    pub(super) fn follow(&mut self, row: AuditRow) -> AuditRow {
        let mut row = AuditRow { chain: self.chain, seq: self.seq + 1, prev: self.hash, ..row };
        row.hash = hash(&row);
        (self.seq, self.hash) = (row.seq, row.hash);
        row
    }

    /// As it is kept.
    pub(super) fn stored(&self, at: Instant) -> AuditHead {
        AuditHead { chain: self.chain, seq: self.seq, at, hash: self.hash }
    }
}

/// A row by nobody and about nobody, which has no place yet.
pub(super) fn unplaced(at: Instant, action: &str, body: String) -> AuditRow {
    AuditRow {
        chain: Uuid::nil(),
        seq: 0,
        at,
        actor: None,
        action: action.to_owned(),
        subject: None,
        body,
        prev: Digest::default(),
        hash: Digest::default(),
    }
}

/// What the first row of a chain follows.
pub(super) fn root(chain: Uuid) -> Digest {
    Sha256::digest(chain.as_bytes()).into()
}

/// The hash of a row: everything in it but the hash itself, each piece with
/// its length, so that no two rows are written alike.
pub(super) fn hash(row: &AuditRow) -> Digest {
    let mut hash = Sha256::new();
    let actor = row.actor.map(vigie_domain::ids::UserId::bytes);
    let pieces: [&[u8]; 8] = [
        row.chain.as_bytes(),
        &row.seq.to_be_bytes(),
        &row.at.0.to_be_bytes(),
        actor.as_ref().map_or(&[], |id| id.as_slice()),
        row.action.as_bytes(),
        row.subject.as_ref().map_or(&[], |subject| subject.as_slice()),
        row.body.as_bytes(),
        &row.prev,
    ];
    for piece in pieces {
        hash.update((piece.len() as u64).to_be_bytes());
        hash.update(piece);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> AuditRow {
        unplaced(Instant(5), "signed_in", "ab".to_owned())
    }

    #[test]
    fn each_row_follows_the_one_before_it() {
        let mut head = Head::fresh();
        let (first, second) = (head.follow(row()), head.follow(row()));
        assert_eq!((first.seq, first.prev), (1, root(head.chain)));
        assert_eq!((second.seq, second.prev), (2, first.hash));
        assert_eq!(head.stored(Instant(5)).hash, second.hash);
    }

    #[test]
    fn whatever_is_changed_changes_the_hash() {
        let changed = [
            AuditRow { seq: 1, ..row() },
            AuditRow { at: Instant(6), ..row() },
            AuditRow { actor: Some(vigie_domain::ids::UserId(Uuid::nil())), ..row() },
            AuditRow { action: "exported".to_owned(), ..row() },
            AuditRow { subject: Some([0; 32]), ..row() },
            AuditRow { body: "ac".to_owned(), ..row() },
            AuditRow { prev: [1; 32], ..row() },
            // A letter moved from one piece to the next.
            AuditRow { action: "signed_ina".to_owned(), body: "b".to_owned(), ..row() },
        ];
        for other in changed {
            assert_ne!(hash(&other), hash(&row()), "{other:?}");
        }
    }
}
