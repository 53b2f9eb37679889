//! Messages that leave later: written by an advisor, sent by the engine.
//!
//! Nothing leaves in somebody's name that they did not write: only its author
//! changes a message; a colleague can keep it from leaving.

use vigie_domain::fact::{Channel, FollowUpSet, MessageOut};
use vigie_domain::ids::{MessageId, StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::ScheduledRow;

use super::written::{Writing, some_words};
use super::{App, Refusal, Result, School};
use crate::chance;

/// Messages sent in one round.
const ROUND: u32 = 64;

/// What somebody writes to leave later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The words.
    pub words: String,
    /// When it leaves; to come.
    pub send_at: Instant,
    /// Unless the student answers, it is taken up again then.
    pub follow_up_at: Option<Instant>,
}

impl Later {
    fn check(&self, now: Instant) -> Result<String, Refusal> {
        if self.send_at <= now {
            return Err(Refusal::Past(self.send_at));
        }
        if let Some(early) = self.follow_up_at.filter(|at| *at <= self.send_at) {
            return Err(Refusal::Past(early));
        }
        some_words(&self.words)
    }
}

impl App {
    /// Keeps a message until its hour.
    pub async fn schedule(
        &self,
        student: StudentId,
        by: StaffId,
        later: &Later,
    ) -> Result<MessageId> {
        let made_at = self.clock.now();
        let words = later.check(made_at)?;
        let message = chance::message_id();
        let Later { send_at, follow_up_at, .. } = *later;
        let version = 1;
        let row =
            ScheduledRow { student, message, version, by, words, made_at, send_at, follow_up_at };
        let mut tx = self.store.begin().await?;
        tx.add_scheduled(&row).await?;
        tx.commit().await?;
        Ok(message)
    }

    /// Its author writes it anew, having seen it as of `seen`. Refused if it
    /// was changed since then, or has left.
    pub async fn change_scheduled(
        &self,
        (student, message): (StudentId, MessageId),
        by: StaffId,
        seen: u32,
        later: &Later,
    ) -> Result<()> {
        let words = later.check(self.clock.now())?;
        let mut tx = self.store.begin().await?;
        let rows = tx.scheduled_for(student).await?;
        let row = rows.into_iter().find(|row| row.message == message);
        let row = row.ok_or(Refusal::NoSuchScheduled)?;
        if row.by != by {
            return Err(Refusal::NotTheAuthor.into());
        }
        let Later { send_at, follow_up_at, .. } = *later;
        let row = ScheduledRow { version: seen, words, send_at, follow_up_at, ..row };
        if !tx.change_scheduled(&row).await? {
            return Err(Refusal::ScheduledChanged.into());
        }
        tx.commit().await?;
        Ok(())
    }

    /// It will not leave. Refused if it has left already.
    pub async fn cancel_scheduled(&self, student: StudentId, message: MessageId) -> Result<()> {
        let mut tx = self.store.begin().await?;
        if !tx.drop_scheduled(student, message).await? {
            return Err(Refusal::NoSuchScheduled.into());
        }
        tx.commit().await?;
        Ok(())
    }

    /// Sends what is to leave at `now` or before; gives how many.
    pub async fn send_due(&self, school: &School, now: Instant) -> Result<u64> {
        let mut sent = 0;
        loop {
            let due = self.store.scheduled_due(now, ROUND).await?;
            if due.is_empty() {
                return Ok(sent);
            }
            self.supply_own_kinds().await?;
            for &(student, message) in &due {
                sent += u64::from(self.send(school, student, message, now).await?);
            }
            if due.len() < ROUND as usize {
                return Ok(sent);
            }
        }
    }

    /// False: it was cancelled, put off, or sent by another process meanwhile.
    async fn send(
        &self,
        school: &School,
        student: StudentId,
        message: MessageId,
        now: Instant,
    ) -> Result<bool> {
        let mut tx = self.store.begin().await?;
        tx.lock_student(student).await?;
        let rows = tx.scheduled_for(student).await?;
        let due = rows.into_iter().find(|row| row.message == message && row.send_at <= now);
        let Some(row) = due else { return Ok(false) };
        if !tx.drop_scheduled(student, message).await? {
            return Ok(false);
        }
        let mut writing = Writing::about(student, now);
        writing.now(MessageOut { channel: Channel::Portal, by: row.by }, Some(row.words));
        if let Some(due) = row.follow_up_at {
            writing.now(FollowUpSet { by: row.by, due }, None);
        }
        self.take_in(&mut tx, school, student, &writing.into_incoming(), now).await?;
        tx.commit().await?;
        Ok(true)
    }
}
