//! Erasing a person: asked for, carried out a week later, and taken back until
//! then.
//!
//! What is left is a number more among people who came to the same, and keyed
//! hashes of the ids that sources know them by, so that a later import passes
//! them over. The record of what was done holds, and no longer tells which
//! rows were theirs.

use std::collections::{BTreeSet, HashMap};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use vigie_domain::ids::{Key, StudentId, UserId};
use vigie_domain::journey::Journey;
use vigie_domain::time::{DAY, Instant, Span};
use vigie_store::ErasureRow;
use vigie_store::directory::OutsideId;

use super::audit::{Action, Entry};
use super::written::{lock, some_words};
use super::{App, Error, Refusal, Result, School};

/// For so long it can be taken back.
pub const WAITS: Span = Span(7 * DAY.0);
/// Setting: the key of the tombstones. With another one, nobody is recognised.
const KEY: &str = "tombstone_key";
/// People erased in one round.
const ROUND: u32 = 16;

/// What was done to erase somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Facts that went.
    pub facts: u64,
    /// Texts that went.
    pub texts: u64,
    /// Ids by which sources know them, now tombstones.
    pub tombstones: usize,
}

impl App {
    /// Asks for somebody to be erased, a week from now. Asked again, nothing
    /// changes: gives when it will be.
    pub async fn ask_to_erase(
        &self,
        actor: Option<UserId>,
        student: StudentId,
        because: &str,
    ) -> Result<ErasureRow> {
        let reason = some_words(because)?;
        let asked_at = self.clock.now();
        let row = ErasureRow { student, asked_at, due_at: asked_at + WAITS, by: actor, reason };
        let mut tx = self.store.begin().await?;
        lock(&mut tx, student).await?;
        if !tx.ask_to_erase(&row).await? {
            return Ok(tx.erasure(student).await?.unwrap_or(row));
        }
        let entry = Entry::by(actor, Action::ErasureAsked).about(student);
        self.commit_remembering(tx, &[entry.saying(format!("due={}", row.due_at))]).await?;
        Ok(row)
    }

    /// They are not to be erased, after all.
    pub async fn keep_person(&self, actor: Option<UserId>, student: StudentId) -> Result<()> {
        let mut tx = self.store.begin().await?;
        if !tx.keep_student(student).await? {
            return Err(Refusal::NotToBeErased.into());
        }
        let entry = Entry::by(actor, Action::ErasureTakenBack).about(student);
        self.commit_remembering(tx, &[entry]).await
    }

    /// Everybody who is to be erased, the earliest first.
    pub async fn erasures(&self) -> Result<Vec<ErasureRow>> {
        Ok(self.store.erasures(Instant(i64::MAX), u32::MAX).await?)
    }

    /// Erases whoever is due at `now` or before; gives how many.
    pub async fn erase_due(&self, school: &School, now: Instant) -> Result<u64> {
        let mut done = 0;
        loop {
            let before = done;
            for row in self.store.erasures(now, ROUND).await? {
                // Taken back, or done by another process, meanwhile.
                let erased = self.erase(school, None, row.student, Some(now)).await?;
                done += u64::from(erased.is_some());
            }
            if done == before {
                return Ok(done);
            }
        }
    }

    /// Erases somebody now, whether it was asked for or not.
    pub async fn erase_now(&self, actor: Option<UserId>, student: StudentId) -> Result<Erased> {
        let school = self.school().await?;
        let erased = self.erase(&school, actor, student, None).await?;
        erased.ok_or_else(|| Error::no_student(student))
    }

    /// `due`: only if it is to be done by then. Nothing: there is nobody, or
    /// it was taken back.
    async fn erase(
        &self,
        school: &School,
        actor: Option<UserId>,
        student: StudentId,
        due: Option<Instant>,
    ) -> Result<Option<Erased>> {
        let key = self.secret(KEY).await?;
        let journey = self.standing(school, student, None).await?.journey;
        let account = self.store.user_of_student(student).await?;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let there = tx.lock_student(student).await?;
        let asked = tx.erasure(student).await?;
        let meant = due.is_none_or(|due| asked.as_ref().is_some_and(|row| row.due_at <= due));
        let (Some(known), true) = (tx.student(student).await?, there && meant) else {
            return Ok(None);
        };
        for (programme, year, outcome) in came_to(&journey, school, now) {
            tx.add_erased(&programme, year, &outcome).await?;
        }
        let tombstones: Vec<Vec<u8>> =
            known.outside.iter().map(|outside| tombstone(&key, outside)).collect();
        tx.bury(&tombstones, now).await?;
        if let Some(account) = &account {
            self.forgive(&mut tx, account).await?;
        }
        let gone = tx.erase_student(student).await?;
        let said = format!("facts={} texts={}", gone.facts, gone.texts);
        self.commit_remembering(tx, &[Entry::by(actor, Action::Erased).saying(said)]).await?;
        self.store.forget_log().await?;
        let (facts, texts) = (gone.facts, gone.texts);
        Ok(Some(Erased { facts, texts, tombstones: tombstones.len() }))
    }

    /// Those of a source's ids that name somebody who was erased.
    pub(super) async fn erased_among(
        &self,
        source: &Key,
        externals: impl Iterator<Item = &Key> + Send,
    ) -> Result<BTreeSet<Key>> {
        let key = self.secret(KEY).await?;
        let tombstones: HashMap<Vec<u8>, Key> = externals
            .map(|one| (tombstone(&key, &(source.clone(), one.clone())), one.clone()))
            .collect();
        let buried = self.store.buried(&tombstones.keys().cloned().collect::<Vec<_>>()).await?;
        let buried = tombstones.into_iter().filter(|(key, _)| buried.contains(key));
        Ok(buried.map(|(_, external)| external).collect())
    }

    /// Whoever was erased while rows about them were on their way is erased
    /// once more; gives their ids outside.
    pub(super) async fn forget_erased_meanwhile(
        &self,
        source: &Key,
        written: &HashMap<OutsideId, StudentId>,
    ) -> Result<BTreeSet<Key>> {
        let students: Vec<StudentId> = written.values().copied().collect();
        let mut tx = self.store.begin().await?;
        // An erasure that has begun ends before this goes on, and its
        // tombstones can be read.
        tx.lock_students(&students).await?;
        let externals = written.keys().map(|(_, external)| external);
        let erased = self.erased_among(source, externals).await?;
        for external in &erased {
            if let Some(&student) = written.get(&(source.clone(), external.clone())) {
                tx.erase_student(student).await?;
            }
        }
        tx.commit().await?;
        if !erased.is_empty() {
            self.store.forget_log().await?;
        }
        Ok(erased)
    }

    /// Somebody who was erased may be imported again, as a person nobody
    /// knows yet. False: no such id was erased.
    pub async fn readmit(&self, source: &Key, external: &Key) -> Result<bool> {
        let key = self.secret(KEY).await?;
        let mut tx = self.store.begin().await?;
        if !tx.exhume(&tombstone(&key, &(source.clone(), external.clone()))).await? {
            return Ok(false);
        }
        let entry = Entry::by(None, Action::Readmitted).saying(format!("source={source}"));
        self.commit_remembering(tx, &[entry]).await?;
        Ok(true)
    }
}

/// The keyed hash of an id outside: without the key, nobody can try ids until
/// one fits.
fn tombstone(key: &[u8; 32], (source, external): &OutsideId) -> Vec<u8> {
    // A key shorter than a block is filled up with zeros (RFC 2104, 2).
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let hash = Hmac::<Sha256>::new(&block.into());
    let source = source.as_bytes();
    let hash = hash.chain_update((source.len() as u64).to_be_bytes()).chain_update(source);
    hash.chain_update(external.as_bytes()).finalize().into_bytes().to_vec()
}

/// What somebody had come to, in each programme: (programme, year in which
/// they began, outcome).
fn came_to(journey: &Journey, school: &School, now: Instant) -> Vec<(Key, i64, String)> {
    let job = if journey.employment.is_some() { " with a job" } else { "" };
    let year = |at| i64::from(school.context.calendar.date(at).year());
    let in_programme = journey.enrolments.iter().map(|one| {
        let began = one.starts_at.map_or(0, year);
        (one.programme.clone(), began, format!("{}{job}", one.phase(now).0.name()))
    });
    let all: Vec<_> = in_programme.collect();
    if all.is_empty() {
        return vec![(Key::default(), 0, format!("{}{job}", journey.phase(now).0.name()))];
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outside(source: &str, external: &str) -> OutsideId {
        (source.into(), external.into())
    }

    #[test]
    fn a_tombstone_fits_one_id_of_one_source_under_one_key() {
        let of = |key: u8, source, external| tombstone(&[key; 32], &outside(source, external));
        let one = of(1, "csv", "e-1");
        assert_eq!(one, of(1, "csv", "e-1"));
        // A letter moved from one to the other, another id, another key.
        for other in [of(1, "csve", "-1"), of(1, "csv", "e-2"), of(2, "csv", "e-1")] {
            assert_ne!(one, other);
        }
        assert!(!one.windows(3).any(|bytes| bytes == b"e-1"));
    }
}
