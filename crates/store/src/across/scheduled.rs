//! Messages of the whole school whose hour has come, or that wait for somebody.

use vigie_domain::ids::{MessageId, StudentId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::scheduled::{DroppedRow, ScheduledRow, Stored};
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Id, args};

statements! {
    DUE = "SELECT student_id, message_id FROM scheduled_messages
        WHERE send_at <= $1 AND kept_at IS NULL AND dropped_at IS NULL
        ORDER BY send_at LIMIT $2";
    // The columns of `Stored`.
    KEPT_BACK = "SELECT student_id, message_id, version, staff_id, words, made_at, send_at,
        follow_up_at, promises, kept_at, kept_because FROM scheduled_messages
        WHERE kept_at IS NOT NULL AND dropped_at IS NULL ORDER BY kept_at, message_id";
    // The columns of `StoredDropped`.
    DROPPED = "SELECT student_id, message_id, version, staff_id, words, made_at, send_at,
        follow_up_at, promises, kept_at, kept_because, dropped_at, dropped_by
        FROM scheduled_messages WHERE dropped_at IS NOT NULL ORDER BY dropped_at, message_id";
    FORGET = "DELETE FROM scheduled_messages WHERE dropped_at < $1";
}

impl Tx {
    /// Forgets what was dropped before `at`.
    pub async fn forget_dropped(&mut self, at: Instant) -> Result<()> {
        self.link().run(FORGET, args![at]).await?;
        Ok(())
    }
}

#[derive(sqlx::FromRow)]
struct StoredDropped {
    #[sqlx(flatten)]
    stored: Stored,
    dropped_at: i64,
    dropped_by: Id,
}

reads! {
    /// Messages that leave at `now` or should have left, the oldest first.
    scheduled_due(now: Instant, limit: u32) -> Vec<(StudentId, MessageId)>;
    /// Messages that did not leave at their hour, the oldest first.
    kept_back() -> Vec<ScheduledRow>;
    /// Messages that were dropped and are not forgotten yet, the oldest first.
    dropped_messages() -> Vec<DroppedRow>;
}

async fn dropped_messages(link: &mut Link<'_>) -> Result<Vec<DroppedRow>> {
    let rows: Vec<StoredDropped> = link.all(DROPPED, args![]).await?;
    let read = |StoredDropped { stored, dropped_at, dropped_by }| {
        Ok(DroppedRow { row: stored.read()?, at: Instant(dropped_at), by: dropped_by.into() })
    };
    rows.into_iter().map(read).collect()
}

async fn kept_back(link: &mut Link<'_>) -> Result<Vec<ScheduledRow>> {
    let rows: Vec<Stored> = link.all(KEPT_BACK, args![]).await?;
    rows.into_iter().map(Stored::read).collect()
}

async fn scheduled_due(
    link: &mut Link<'_>,
    now: Instant,
    limit: u32,
) -> Result<Vec<(StudentId, MessageId)>> {
    let rows: Vec<(Id, Id)> = link.all(DUE, args![now, limit]).await?;
    Ok(rows.into_iter().map(|(student, message)| (student.into(), message.into())).collect())
}
