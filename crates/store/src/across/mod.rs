//! The queries that look across students, all of them.
//!
//! Sharded by `student_id`, each of these asks every shard; everything else
//! in this crate asks one. So the list is kept short and in one place.

pub(crate) mod scan;

use std::collections::HashMap;

use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

pub use scan::{Filter, Scan};

use crate::error::Result;
use crate::link::Link;
use crate::signals::{self, SignalRow};
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Id, args};
use crate::worklist::{self, ItemRow};

statements! {
    // In no order among those due at the same instant, here and below: to
    // sort them, all of them would be read for each batch.
    DUE = "SELECT student_id FROM journeys WHERE next_due IS NOT NULL AND next_due <= $1
        ORDER BY next_due LIMIT $2";
    // Locks the same row as `Tx::lock_student`, so the two never wait for
    // each other crosswise.
    CLAIM = "SELECT s.student_id FROM students s
        JOIN journeys j ON j.student_id = s.student_id
        WHERE j.next_due IS NOT NULL AND j.next_due <= $1
        ORDER BY j.next_due LIMIT $2 {skip_locked}";
    NEXT_DUE = "SELECT MIN(next_due) FROM journeys WHERE next_due IS NOT NULL";
    STALE = "SELECT student_id FROM journeys WHERE fold_version <> $1
        ORDER BY student_id LIMIT $2";
    PHASES = "SELECT phase, COUNT(*) FROM journeys GROUP BY phase";
    // The columns of `signals::Stored`.
    ALL_OPEN = "SELECT student_id, enrolment_id, indicator, raised_at, serial, since,
        indicator_version, why, evidence, cleared_at, cleared_why, reopened FROM signals
        WHERE cleared_at IS NULL ORDER BY student_id, enrolment_id, indicator, raised_at";
    ITEMS = "SELECT student_id, advisor_id, body, updated_at FROM worklist_items
        ORDER BY student_id";
    ITEMS_OF = "SELECT student_id, advisor_id, body, updated_at FROM worklist_items
        WHERE advisor_id = $1 ORDER BY student_id";
}

impl Tx {
    /// Like [`Store::due_students`](crate::Store::due_students), each locked
    /// as by [`Tx::lock_student`]; those that another process has claimed are
    /// passed over. One may have been dealt with just before: its standing
    /// then says so.
    pub async fn claim_due(&mut self, now: Instant, limit: u32) -> Result<Vec<StudentId>> {
        ids(&mut self.link(), CLAIM, args![now, limit]).await
    }
}

reads! {
    /// Students whose next due instant has come, most overdue first.
    due_students(now: Instant, limit: u32) -> Vec<StudentId>;

    /// The next instant at which anybody is due; `None`: nobody ever.
    next_due() -> Option<Instant>;

    /// Students whose cached journey was made by another version of the fold.
    stale_students(fold_version: u32, limit: u32) -> Vec<StudentId>;

    /// How many students are in each phase.
    phase_counts() -> HashMap<String, u64>;

    /// Every open signal, grouped by student.
    all_open_signals() -> Vec<SignalRow>;

    /// The worklist items of one advisor's students; `None`: everybody's.
    items(advisor: Option<StaffId>) -> Vec<ItemRow>;
}

async fn ids(
    link: &mut Link<'_>,
    sql: crate::sql::Sql,
    args: crate::value::Args,
) -> Result<Vec<StudentId>> {
    let rows: Vec<(Id,)> = link.all(sql, args).await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

async fn due_students(link: &mut Link<'_>, now: Instant, limit: u32) -> Result<Vec<StudentId>> {
    ids(link, DUE, args![now, limit]).await
}

async fn stale_students(
    link: &mut Link<'_>,
    fold_version: u32,
    limit: u32,
) -> Result<Vec<StudentId>> {
    ids(link, STALE, args![fold_version, limit]).await
}

async fn next_due(link: &mut Link<'_>) -> Result<Option<Instant>> {
    let row: Option<(Option<i64>,)> = link.one(NEXT_DUE, args![]).await?;
    Ok(row.and_then(|(due,)| due).map(Instant))
}

async fn phase_counts(link: &mut Link<'_>) -> Result<HashMap<String, u64>> {
    let rows: Vec<(String, i64)> = link.all(PHASES, args![]).await?;
    Ok(rows.into_iter().map(|(phase, count)| (phase, count.cast_unsigned())).collect())
}

async fn all_open_signals(link: &mut Link<'_>) -> Result<Vec<SignalRow>> {
    signals::read_all(link.all(ALL_OPEN, args![]).await?)
}

async fn items(link: &mut Link<'_>, advisor: Option<StaffId>) -> Result<Vec<ItemRow>> {
    let rows: Vec<worklist::Stored> = match advisor {
        Some(advisor) => link.all(ITEMS_OF, args![advisor]).await?,
        None => link.all(ITEMS, args![]).await?,
    };
    Ok(rows.into_iter().map(ItemRow::from).collect())
}
