//! Messages that leave later: written by an advisor, sent by the engine.
//!
//! Nothing leaves in somebody's name that they did not write: only its author
//! changes a message; a colleague can keep it from leaving.

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Channel, FollowUpSet, MessageOut};
use vigie_domain::ids::{MessageId, StaffId, StudentId};
use vigie_domain::promise::hear;
use vigie_domain::time::Instant;
use vigie_store::ScheduledRow;

use super::contact::promise;
use super::written::{Writing, lock, some_words};
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
    /// What it promises: words out of it, and for when. Made when it leaves.
    pub promises: Vec<(String, Instant)>,
}

impl Later {
    /// Its promises as the student will read them. "Tomorrow" is the day
    /// after it leaves; what is no longer said in it is not promised.
    fn promised(&self, calendar: &Calendar) -> Result<Vec<(String, Instant)>, Refusal> {
        let heard = hear(&self.words, self.send_at, calendar);
        let due_in = |words: &str| {
            let same = heard.iter().find(|one| self.words.get(one.span.clone()) == Some(words));
            Some(same?.due?.at)
        };
        let said = self.promises.iter().filter(|(words, _)| self.words.contains(words.as_str()));
        said.map(|(words, due)| {
            let due = due_in(words).unwrap_or(*due);
            if due <= self.send_at { Err(Refusal::Past(due)) } else { Ok((words.clone(), due)) }
        })
        .collect()
    }

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
        let promises = later.promised(&self.school().await?.context.calendar)?;
        let Later { send_at, follow_up_at, .. } = *later;
        let row = ScheduledRow {
            student,
            message,
            version: 1,
            by,
            words,
            made_at,
            send_at,
            follow_up_at,
            promises,
        };
        let mut tx = self.store.begin().await?;
        lock(&mut tx, student).await?;
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
        let made_at = self.clock.now();
        let words = later.check(made_at)?;
        let promises = later.promised(&self.school().await?.context.calendar)?;
        let mut tx = self.store.begin().await?;
        lock(&mut tx, student).await?;
        let rows = tx.scheduled_for(student).await?;
        let row = rows.into_iter().find(|row| row.message == message);
        let row = row.ok_or(Refusal::NoSuchScheduled)?;
        if row.by != by {
            return Err(Refusal::NotTheAuthor.into());
        }
        let Later { send_at, follow_up_at, .. } = *later;
        let version = seen;
        let row = ScheduledRow { version, words, made_at, send_at, follow_up_at, promises, ..row };
        if !tx.change_scheduled(&row).await? {
            return Err(Refusal::ScheduledChanged.into());
        }
        tx.commit().await?;
        Ok(())
    }

    /// Something that was heard in a message that waits is promised with it.
    /// Refused if it has left.
    pub async fn promise_later(
        &self,
        (student, message): (StudentId, MessageId),
        words: &str,
        due: Instant,
    ) -> Result<()> {
        let words = some_words(words)?;
        let mut tx = self.store.begin().await?;
        lock(&mut tx, student).await?;
        let rows = tx.scheduled_for(student).await?;
        let row = rows.into_iter().find(|row| row.message == message);
        let row = row.ok_or(Refusal::NoSuchScheduled)?;
        if due <= row.send_at {
            return Err(Refusal::Past(due).into());
        }
        let mut promises = row.promises;
        promises.retain(|(known, _)| *known != words);
        promises.push((words, due));
        tx.promise_in_scheduled(student, message, &promises).await?;
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
        if !tx.lock_student(student).await? {
            return Ok(false);
        }
        let rows = tx.scheduled_for(student).await?;
        let due = rows.into_iter().find(|row| row.message == message && row.send_at <= now);
        let Some(row) = due else { return Ok(false) };
        if !tx.drop_scheduled(student, message).await? {
            return Ok(false);
        }
        let mut writing = Writing::about(student, now);
        let written_at = Some(row.made_at);
        let message = MessageOut { channel: Channel::Portal, by: row.by, written_at };
        writing.now(message, Some(row.words));
        for (words, due) in row.promises {
            // The message leaves all the same, and so do all that come after it.
            if let Err(refusal) = promise(&mut writing, now, row.by, Some(&words), due) {
                tracing::warn!(code = refusal.code(), "a promise could not leave with its message");
            }
        }
        if let Some(due) = row.follow_up_at {
            writing.now(FollowUpSet { by: row.by, due }, None);
        }
        self.take_in(&mut tx, school, student, &writing.into_incoming(), now).await?;
        tx.commit().await?;
        Ok(true)
    }
}
