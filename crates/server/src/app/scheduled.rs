//! Messages that leave later: written by an advisor, sent by the engine.
//!
//! Nothing leaves in somebody's name that they did not write: only its author
//! changes a message; a colleague can keep it from leaving. Nor does it leave
//! past what its author could not know: it is kept back, and they decide.
//! Dropping one is taken back within the hour.

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Channel, Fact, FollowUpSet, MessageOut, Need, Payload};
use vigie_domain::ids::{MessageId, StaffId, StudentId, UserId};
use vigie_domain::journey::effective;
use vigie_domain::promise::hear;
use vigie_domain::time::Instant;
use vigie_store::{DroppedRow, KeptBack, ScheduledRow, Tx};

use super::audit::{Action, Entry};
use super::contact::promise;
use super::written::{UNDO_WITHIN, Writing, lock, some_words};
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

/// The promises of a text as whoever reads it from `leaves` on understands
/// them: "tomorrow" is the day after that, whatever hour they were ticked for.
pub(crate) fn counted_from(
    leaves: Instant,
    text: &str,
    promises: &[(String, Instant)],
    calendar: &Calendar,
) -> Vec<(String, Instant)> {
    let heard = hear(text, leaves, calendar);
    let due_in = |words: &str| {
        let same = heard.iter().find(|one| text.get(one.span.clone()) == Some(words));
        Some(same?.due?.at)
    };
    let counted = |(words, due): &(String, Instant)| (words.clone(), due_in(words).unwrap_or(*due));
    promises.iter().map(counted).collect()
}

impl Later {
    /// Its promises as the student will read them; what is no longer said in
    /// it is not promised.
    fn promised(&self, calendar: &Calendar) -> Result<Vec<(String, Instant)>, Refusal> {
        let mut promises = counted_from(self.send_at, &self.words, &self.promises, calendar);
        promises.retain(|(words, _)| self.words.contains(words.as_str()));
        match promises.iter().find(|(_, due)| *due <= self.send_at) {
            Some((_, due)) => Err(Refusal::Past(*due)),
            None => Ok(promises),
        }
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
            kept: None,
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
        let row = own(&mut tx, (student, message), by).await?;
        let Later { send_at, follow_up_at, .. } = *later;
        let version = seen;
        let row = ScheduledRow { version, words, made_at, send_at, follow_up_at, promises, ..row };
        if !tx.change_scheduled(&row).await? {
            return Err(Refusal::ScheduledChanged.into());
        }
        tx.commit().await?;
        Ok(())
    }

    /// Something that its author, having seen it as of `seen`, heard in a
    /// message that waits is promised with it; promised already, it stays so.
    /// Refused if it was changed since then, or has left.
    pub async fn promise_later(
        &self,
        (student, message): (StudentId, MessageId),
        by: StaffId,
        seen: u32,
        (words, due): (&str, Instant),
    ) -> Result<()> {
        let promised = (some_words(words)?, due);
        let mut tx = self.store.begin().await?;
        lock(&mut tx, student).await?;
        let row = own(&mut tx, (student, message), by).await?;
        if row.promises.contains(&promised) {
            return Ok(());
        }
        if row.version != seen {
            return Err(Refusal::ScheduledChanged.into());
        }
        if due <= row.send_at {
            return Err(Refusal::Past(due).into());
        }
        let mut promises = row.promises;
        promises.retain(|(known, _)| *known != promised.0);
        promises.push(promised);
        tx.promise_in_scheduled(student, message, &promises).await?;
        tx.commit().await?;
        Ok(())
    }

    /// It was kept back, and its author, having seen it as of `seen`, sends it
    /// all the same. Refused if it was changed since then or has left, or if it
    /// promises something for a moment that is over.
    pub async fn send_kept(
        &self,
        (student, message): (StudentId, MessageId),
        by: StaffId,
        seen: u32,
    ) -> Result<()> {
        let (now, school) = (self.clock.now(), self.school().await?);
        self.supply_own_kinds().await?;
        let mut tx = self.store.begin().await?;
        lock(&mut tx, student).await?;
        let row = own(&mut tx, (student, message), by).await?;
        if row.version != seen || row.kept.is_none() {
            return Err(Refusal::ScheduledChanged.into());
        }
        if let Some((_, due)) = row.promises.iter().find(|(_, due)| *due <= now) {
            return Err(Refusal::Past(*due).into());
        }
        self.leave(tx, &school, row, now).await
    }

    /// It will not leave, unless it is put back within the hour. Refused if it
    /// has left already. That somebody else than its author said so is
    /// remembered.
    pub async fn cancel_scheduled(
        &self,
        (student, message): (StudentId, MessageId),
        by: StaffId,
        user: Option<UserId>,
    ) -> Result<()> {
        let mut tx = self.store.begin().await?;
        lock(&mut tx, student).await?;
        let row = waiting(&mut tx, (student, message)).await?;
        if !tx.drop_scheduled(student, message, self.clock.now(), by).await? {
            return Err(Refusal::NoSuchScheduled.into());
        }
        let entries = remembered(&row, by, by, user, Action::MessageDropped);
        self.commit_remembering(tx, entries.as_slice()).await
    }

    /// Takes back, within the hour, that a message was dropped: it waits as it
    /// did, with its promises; put back twice, it is there once. Gives why it is
    /// kept back, if it is.
    ///
    /// Where its hour passed meanwhile it does not leave: whoever puts it back
    /// wants it there, and may not have this very moment in mind. It is kept
    /// back for that, and its author sends it or gives it another hour.
    pub async fn put_back_scheduled(
        &self,
        (student, message): (StudentId, MessageId),
        by: StaffId,
        user: Option<UserId>,
    ) -> Result<Option<KeptBack>> {
        let (now, school) = (self.clock.now(), self.school().await?);
        let mut tx = self.store.begin().await?;
        lock(&mut tx, student).await?;
        let why = |row: &ScheduledRow| row.kept.map(|(_, why)| why);
        if let Some(row) = find(&mut tx, (student, message)).await? {
            return Ok(why(&row));
        }
        let mut dropped = tx.dropped_messages().await?.into_iter();
        let one = dropped.find(|one| one.row.message == message && one.row.student == student);
        let one = one.filter(|one| now.since(one.at) <= UNDO_WITHIN);
        let DroppedRow { row, by: dropper, .. } = one.ok_or(Refusal::NotUndoable)?;
        tx.put_back_scheduled(student, message).await?;
        let mut kept = why(&row);
        if kept.is_none() && row.send_at <= now {
            let why = self.held_back(&mut tx, &school, &row, now).await?;
            let why = why.unwrap_or(KeptBack::HourPassed);
            tx.keep_back(student, message, now, why).await?;
            kept = Some(why);
        }
        let entries = remembered(&row, dropper, by, user, Action::MessagePutBack);
        self.commit_remembering(tx, entries.as_slice()).await?;
        Ok(kept)
    }

    /// What was dropped and can still be put back, the oldest first.
    pub async fn dropped_messages(&self) -> Result<Vec<DroppedRow>> {
        let (mut rows, now) = (self.store.dropped_messages().await?, self.clock.now());
        rows.retain(|one| now.since(one.at) <= UNDO_WITHIN);
        Ok(rows)
    }

    /// What can no longer be put back goes, and its words with it.
    pub async fn forget_dropped(&self, now: Instant) -> Result<()> {
        let since = now - UNDO_WITHIN;
        let oldest = self.store.dropped_messages().await?.into_iter().next();
        if oldest.is_some_and(|one| one.at < since) {
            let mut tx = self.store.begin().await?;
            tx.forget_dropped(since).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// What was kept back and waits for this advisor: they wrote it, or have the
    /// student now. The oldest first.
    pub async fn kept_back_for(
        &self,
        school: &School,
        advisor: StaffId,
    ) -> Result<Vec<ScheduledRow>> {
        let mut rows = self.store.kept_back().await?;
        if rows.is_empty() {
            return Ok(rows);
        }
        let held = self.mine(school, advisor).await?;
        let students: Vec<StudentId> = rows.iter().map(|row| row.student).collect();
        let advisors = self.store.advisors_of(&students).await?;
        rows.retain(|row| {
            let assigned = advisors.get(&row.student).copied();
            row.by == advisor || held.holds(row.student, assigned)
        });
        Ok(rows)
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

    /// False: it was cancelled, put off, or sent by another process meanwhile,
    /// or is kept back.
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
        let is_due =
            |row: &ScheduledRow| row.message == message && row.send_at <= now && row.kept.is_none();
        let Some(row) = rows.into_iter().find(is_due) else { return Ok(false) };
        if let Some(why) = self.held_back(&mut tx, school, &row, now).await? {
            tx.keep_back(student, message, now, why).await?;
            tx.commit().await?;
            return Ok(false);
        }
        self.leave(tx, school, row, now).await?;
        Ok(true)
    }

    /// What a message does not leave past. Danger is said before all else.
    async fn held_back(
        &self,
        tx: &mut Tx,
        school: &School,
        row: &ScheduledRow,
        now: Instant,
    ) -> Result<Option<KeptBack>> {
        let account = self.store.user_of_staff(row.by).await?;
        let gone =
            school.team.is_gone(row.by, now) || account.is_some_and(|one| one.has_ended(now));
        let gone = gone.then_some(KeptBack::AuthorGone);
        let happened = happened(tx, row).await?;
        let danger = happened.filter(|why| *why == KeptBack::Danger);
        Ok(danger.or(gone).or(happened))
    }

    /// The message leaves now, and with it what follows from it.
    async fn leave(
        &self,
        mut tx: Tx,
        school: &School,
        row: ScheduledRow,
        now: Instant,
    ) -> Result<()> {
        let student = row.student;
        if !tx.leave_scheduled(student, row.message).await? {
            return Err(Refusal::NoSuchScheduled.into());
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
        Ok(())
    }
}

/// A message, if it waits.
async fn find(tx: &mut Tx, of: (StudentId, MessageId)) -> Result<Option<ScheduledRow>> {
    let rows = tx.scheduled_for(of.0).await?;
    Ok(rows.into_iter().find(|row| row.message == of.1))
}

/// A message that waits.
async fn waiting(tx: &mut Tx, of: (StudentId, MessageId)) -> Result<ScheduledRow> {
    Ok(find(tx, of).await?.ok_or(Refusal::NoSuchScheduled)?)
}

/// A message that waits, and that they wrote.
async fn own(tx: &mut Tx, of: (StudentId, MessageId), by: StaffId) -> Result<ScheduledRow> {
    let row = waiting(tx, of).await?;
    if row.by == by { Ok(row) } else { Err(Refusal::NotTheAuthor.into()) }
}

/// That a message was dropped by `dropper`, or put back, as it is remembered: if
/// anybody but its author had a hand in it.
fn remembered(
    row: &ScheduledRow,
    dropper: StaffId,
    by: StaffId,
    user: Option<UserId>,
    action: Action,
) -> Option<Entry> {
    let entry = Entry::by(user, action).about(row.student);
    let entry = entry.saying(format!("message={} of={}", row.message, row.by));
    (dropper != row.by || by != row.by).then_some(entry)
}

/// What happened since a message was written that its author would have to
/// know before it leaves.
async fn happened(tx: &mut Tx, row: &ScheduledRow) -> Result<Option<KeptBack>> {
    let facts = tx.facts_of(row.student).await?;
    let facts = effective(&facts);
    // Danger counts in the very second, too: whoever knew of it sends it again.
    let danger = |fact: &Fact| {
        matches!(&fact.payload, Payload::NeedStated(body) if body.need == Need::Danger)
            && fact.known_at >= row.made_at
    };
    if facts.iter().copied().any(danger) {
        return Ok(Some(KeptBack::Danger));
    }
    let mut why = None;
    for fact in facts.into_iter().filter(|fact| fact.known_at > row.made_at) {
        match &fact.payload {
            // What asks for no answer (all is well) keeps nothing back.
            Payload::MessageIn(body) if body.expects_answer => why = Some(KeptBack::Wrote),
            // Given on and back again: as it was.
            Payload::AdvisorAssigned(body) if why != Some(KeptBack::Wrote) => {
                why = (body.advisor != row.by).then_some(KeptBack::GivenOn);
            }
            _ => {}
        }
    }
    Ok(why)
}
