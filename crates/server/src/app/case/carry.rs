//! A student's case goes along to their new advisor, whoever gave them: a
//! colleague's click or a file.

use vigie_domain::case::{Author, Event, Written};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::{CaseRow, Tx};

use super::{Ground, asking};
use crate::app::{Result, School};

/// The advisor before, and the advisor now, have just been written; the
/// student is locked. A case that a colleague gave to somebody else stays
/// theirs; whoever follows one only because they stood in gives it back.
pub(in crate::app) async fn along(
    tx: &mut Tx,
    school: &School,
    student: StudentId,
    (before, after): (Option<StaffId>, Option<StaffId>),
    now: Instant,
) -> Result<()> {
    let Some(to) = after.filter(|to| before != Some(*to)) else { return Ok(()) };
    // Of whoever had nobody, somebody had the case meanwhile.
    let from = school.team.holder(before, now);
    let cases = tx.cases_of(student).await?;
    let Some(row) = cases.into_iter().find(|row| row.case.is_open()) else { return Ok(()) };
    let owner = row.case.owner;
    let goes = from == Some(owner) || school.team.is_gone(owner, now) || !was_given(&row);
    if owner == to || !goes {
        return Ok(());
    }
    let mut case = row.case;
    let ground = Ground::read(tx, school, student, case.since, now).await?;
    let event = Event::HandedOver { to, summary: ground.summary(&case) };
    let written = Written { seq: case.seq + 1, at: now, by: Author::Facts, event };
    case.apply(&written);
    let look_at = asking::next_look(&case, ground.look(school, &case), now);
    tx.add_case_events(&case, &[written], Some(look_at)).await?;
    tx.outbox_push(&[(student, "case")], now);
    Ok(())
}

/// Did somebody give it to whoever follows it now?
fn was_given(row: &CaseRow) -> bool {
    let by_hand = |written: &Written| matches!(written.by, Author::Staff(_));
    let last = row.events.iter().rev().find_map(|written| match &written.event {
        Event::HandedOver { to, .. } => Some(*to == row.case.owner && by_hand(written)),
        _ => None,
    });
    last.unwrap_or(false)
}
