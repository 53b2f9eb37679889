//! What open browsers are told: read by cursor, by any number of processes.
//!
//! A reader asks for what came after the last number it saw, so a smaller
//! number must never become visible later. On PostgreSQL numbers are drawn
//! before the commit; the rows are therefore kept back and written just before
//! the commit, under a lock that the commit releases.

use vigie_domain::ids::StudentId;
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::{Engine, statements};
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

/// Any number will do, as long as nothing else in the database uses it.
const LOCK: &str = "SELECT pg_advisory_xact_lock(6215818)";

statements! {
    PUSH = "INSERT INTO outbox (student_id, topic, at) VALUES [[($?,$?,$?)]]";
    AFTER = "SELECT seq, student_id, topic, at FROM outbox WHERE seq > $1 ORDER BY seq LIMIT $2";
    LAST = "SELECT MAX(seq) FROM outbox";
    TRIM = "DELETE FROM outbox WHERE at < $1 AND seq < (SELECT MAX(seq) FROM outbox)";
}

/// Something that changed about a student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// The cursor: ask for what comes after it.
    pub seq: i64,
    /// About whom.
    pub student: StudentId,
    /// What changed.
    pub topic: String,
    /// When.
    pub at: Instant,
}

impl Tx {
    /// Tells readers of the outbox about these changes when this transaction
    /// is committed.
    pub fn outbox_push(&mut self, changes: &[(StudentId, &'static str)], at: Instant) {
        self.outbox.extend(changes.iter().map(|&(student, topic)| (student, topic, at)));
    }

    /// Forgets what is older than `before`, but never the last row, so that
    /// cursors stay valid.
    pub async fn outbox_trim(&mut self, before: Instant) -> Result<u64> {
        self.link().run(TRIM, args![before]).await
    }

    pub(crate) async fn flush_outbox(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.outbox);
        if rows.is_empty() {
            return Ok(());
        }
        let mut link = self.link();
        if link.engine() == Engine::Postgres {
            link.script(LOCK.to_owned()).await?;
        }
        link.bulk(PUSH, &rows, |&(student, topic, at), args: &mut Args| {
            args.extend([Value::from(student), topic.into(), at.into()]);
        })
        .await?;
        Ok(())
    }
}

reads! {
    /// At most `limit` changes after cursor `seq`, oldest first.
    outbox_after(seq: i64, limit: u32) -> Vec<OutboxRow>;

    /// The cursor of somebody who wants only what comes from now on.
    outbox_last() -> i64;
}

async fn outbox_after(link: &mut Link<'_>, seq: i64, limit: u32) -> Result<Vec<OutboxRow>> {
    let rows: Vec<(i64, Id, String, i64)> = link.all(AFTER, args![seq, limit]).await?;
    Ok(rows
        .into_iter()
        .map(|(seq, student, topic, at)| OutboxRow {
            seq,
            student: student.into(),
            topic,
            at: Instant(at),
        })
        .collect())
}

async fn outbox_last(link: &mut Link<'_>) -> Result<i64> {
    let last: Option<(Option<i64>,)> = link.one(LAST, args![]).await?;
    Ok(last.and_then(|(seq,)| seq).unwrap_or(0))
}
