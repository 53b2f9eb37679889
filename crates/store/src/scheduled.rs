//! Messages that somebody wrote to leave later.

use vigie_domain::ids::{MessageId, StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Id, args};

statements! {
    ADD = "INSERT INTO scheduled_messages (student_id, message_id, version, staff_id, words,
        made_at, send_at, follow_up_at, promises) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8)";
    // Nothing if somebody changed it since it was seen, or it is gone.
    CHANGE = "UPDATE scheduled_messages SET version = version + 1, words = $4, send_at = $5,
        follow_up_at = $6, made_at = $7, promises = $8, kept_at = NULL, kept_because = NULL
        WHERE student_id = $1 AND message_id = $2 AND version = $3 AND dropped_at IS NULL";
    PROMISE = "UPDATE scheduled_messages SET promises = $3, version = version + 1
        WHERE student_id = $1 AND message_id = $2 AND dropped_at IS NULL";
    KEEP = "UPDATE scheduled_messages SET kept_at = $3, kept_because = $4, version = version + 1
        WHERE student_id = $1 AND message_id = $2 AND dropped_at IS NULL";
    LEAVE = "DELETE FROM scheduled_messages
        WHERE student_id = $1 AND message_id = $2 AND dropped_at IS NULL";
    DROP = "UPDATE scheduled_messages SET dropped_at = $3, dropped_by = $4
        WHERE student_id = $1 AND message_id = $2 AND dropped_at IS NULL";
    PUT_BACK = "UPDATE scheduled_messages SET dropped_at = NULL, dropped_by = NULL
        WHERE student_id = $1 AND message_id = $2 AND dropped_at IS NOT NULL";
    // The columns of `Stored`.
    OF_STUDENT = "SELECT student_id, message_id, version, staff_id, words, made_at, send_at,
        follow_up_at, promises, kept_at, kept_because FROM scheduled_messages
        WHERE student_id = $1 AND dropped_at IS NULL ORDER BY send_at, message_id";
}

/// Why a message did not leave at its hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptBack {
    /// Danger was stated since it was written.
    Danger,
    /// The student wrote since.
    Wrote,
    /// Whoever wrote it is no longer there.
    AuthorGone,
    /// The student has another advisor by now.
    GivenOn,
    /// Its hour came while it was dropped.
    HourPassed,
}

impl KeptBack {
    const ALL: [Self; 5] =
        [Self::Danger, Self::Wrote, Self::AuthorGone, Self::GivenOn, Self::HourPassed];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::Wrote => "wrote",
            Self::AuthorGone => "author-gone",
            Self::GivenOn => "given-on",
            Self::HourPassed => "hour-passed",
        }
    }
}

/// A message that waits for its hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduledRow {
    /// To whom.
    pub student: StudentId,
    /// Which message.
    pub message: MessageId,
    /// How often it was written: 1 at first.
    pub version: u32,
    /// By whom.
    pub by: StaffId,
    /// What it says.
    pub words: String,
    /// When it was written, as it is now.
    pub made_at: Instant,
    /// When it leaves.
    pub send_at: Instant,
    /// Unless the student answers, it is taken up again then.
    pub follow_up_at: Option<Instant>,
    /// What it promises, made when it leaves: words, and for when.
    pub promises: Vec<(String, Instant)>,
    /// It did not leave: since when it is kept back, and why.
    pub kept: Option<(Instant, KeptBack)>,
}

/// A message that was dropped, and can be put back for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedRow {
    /// The message as it was, and will be.
    pub row: ScheduledRow,
    /// When it was dropped.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

impl Tx {
    /// Keeps a message until its hour; its version is 1 whatever the row says.
    pub async fn add_scheduled(&mut self, row: &ScheduledRow) -> Result<()> {
        let ScheduledRow { student, message, by, made_at, send_at, follow_up_at, .. } = *row;
        let (words, promises) = (row.words.as_str(), spell(&row.promises)?);
        let promises = promises.as_str();
        let args = args![student, message, by, words, made_at, send_at, follow_up_at, promises];
        self.link().run(ADD, args).await?;
        Ok(())
    }

    /// Writes it anew: its words, its hour and what follows, if it still has
    /// the version that the row says. False: somebody changed it, or it is gone.
    pub async fn change_scheduled(&mut self, row: &ScheduledRow) -> Result<bool> {
        let ScheduledRow { student, message, version, made_at, send_at, follow_up_at, .. } = *row;
        let (words, promises) = (row.words.as_str(), spell(&row.promises)?);
        let promises = promises.as_str();
        let args =
            args![student, message, version, words, send_at, follow_up_at, made_at, promises];
        Ok(self.link().run(CHANGE, args).await? > 0)
    }

    /// It promises this now. False: it is gone already.
    pub async fn promise_in_scheduled(
        &mut self,
        student: StudentId,
        message: MessageId,
        promises: &[(String, Instant)],
    ) -> Result<bool> {
        let promises = spell(promises)?;
        Ok(self.link().run(PROMISE, args![student, message, promises.as_str()]).await? > 0)
    }

    /// It stays, until somebody decides. False: it is gone already.
    pub async fn keep_back(
        &mut self,
        student: StudentId,
        message: MessageId,
        at: Instant,
        why: KeptBack,
    ) -> Result<bool> {
        Ok(self.link().run(KEEP, args![student, message, at, why.name()]).await? > 0)
    }

    /// It leaves now. False: it is gone already.
    pub async fn leave_scheduled(
        &mut self,
        student: StudentId,
        message: MessageId,
    ) -> Result<bool> {
        Ok(self.link().run(LEAVE, args![student, message]).await? > 0)
    }

    /// It does not leave, unless it is put back. False: it is gone already.
    pub async fn drop_scheduled(
        &mut self,
        student: StudentId,
        message: MessageId,
        at: Instant,
        by: StaffId,
    ) -> Result<bool> {
        Ok(self.link().run(DROP, args![student, message, at, by]).await? > 0)
    }

    /// What was dropped waits again, as it was. False: nothing like that was.
    pub async fn put_back_scheduled(
        &mut self,
        student: StudentId,
        message: MessageId,
    ) -> Result<bool> {
        Ok(self.link().run(PUT_BACK, args![student, message]).await? > 0)
    }
}

reads! {
    /// What waits to leave for one student, the next first.
    scheduled_for(student: StudentId) -> Vec<ScheduledRow>;
}

async fn scheduled_for(link: &mut Link<'_>, student: StudentId) -> Result<Vec<ScheduledRow>> {
    let rows: Vec<Stored> = link.all(OF_STUDENT, args![student]).await?;
    rows.into_iter().map(Stored::read).collect()
}

#[derive(sqlx::FromRow)]
pub(crate) struct Stored {
    student_id: Id,
    message_id: Id,
    version: i64,
    staff_id: Id,
    words: String,
    made_at: i64,
    send_at: i64,
    follow_up_at: Option<i64>,
    promises: String,
    kept_at: Option<i64>,
    kept_because: Option<String>,
}

fn corrupt(value: String) -> Error {
    Error::Corrupt { column: "scheduled_messages.promises", value }
}

fn spell(promises: &[(String, Instant)]) -> Result<String> {
    serde_json::to_string(promises).map_err(|error| corrupt(error.to_string()))
}

impl Stored {
    pub(crate) fn read(self) -> Result<ScheduledRow> {
        let why = |name: String| {
            let known = KeptBack::ALL.into_iter().find(|why| why.name() == name);
            known.ok_or(Error::Corrupt { column: "scheduled_messages.kept_because", value: name })
        };
        let why = self.kept_because.map(why).transpose()?;
        let version = u32::try_from(self.version).map_err(|_| Error::Corrupt {
            column: "scheduled_messages.version",
            value: self.version.to_string(),
        })?;
        Ok(ScheduledRow {
            student: self.student_id.into(),
            message: self.message_id.into(),
            version,
            by: self.staff_id.into(),
            words: self.words,
            made_at: Instant(self.made_at),
            send_at: Instant(self.send_at),
            follow_up_at: self.follow_up_at.map(Instant),
            promises: serde_json::from_str(&self.promises).map_err(|_| corrupt(self.promises))?,
            kept: self.kept_at.map(Instant).zip(why),
        })
    }
}
