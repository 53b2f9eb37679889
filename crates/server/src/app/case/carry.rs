//! A student's case goes along to their new advisor, whoever gave them: a
//! colleague's click or a file.

use vigie_domain::case::{Author, Event, Written};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::Tx;

use super::{Ground, asking};
use crate::app::{Result, School};

/// The advisor before, and the advisor now, have just been written; the
/// student is locked. A case that somebody else follows stays theirs.
pub(in crate::app) async fn along(
    tx: &mut Tx,
    school: &School,
    student: StudentId,
    (before, after): (Option<StaffId>, Option<StaffId>),
    now: Instant,
) -> Result<()> {
    let (Some(from), Some(to)) = (before, after) else { return Ok(()) };
    if from == to {
        return Ok(());
    }
    let cases = tx.cases_of(student).await?;
    let theirs = cases.into_iter().find(|row| row.case.is_open() && row.case.owner == from);
    let Some(mut case) = theirs.map(|row| row.case) else { return Ok(()) };
    let ground = Ground::read(tx, school, student, case.since, now).await?;
    let event = Event::HandedOver { to, summary: ground.summary(&case) };
    let written = Written { seq: case.seq + 1, at: now, by: Author::Facts, event };
    case.apply(&written);
    let look_at = asking::next_look(&case, ground.look(school, &case), now);
    tx.add_case_events(&case, &[written], Some(look_at)).await?;
    tx.outbox_push(&[(student, "case")], now);
    Ok(())
}
