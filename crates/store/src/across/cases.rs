//! Cases across the school: whose are open, and at which to look.

use vigie_domain::case::Case;
use vigie_domain::ids::{CaseId, StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::cases;
use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::{Id, args};

statements! {
    OWNED = "SELECT student_id, case_id FROM cases WHERE owner_id = $1 AND stage <> 'closed'
        ORDER BY student_id, case_id";
    // Only open cases have parts.
    WITH_PART = "SELECT student_id, case_id FROM case_parts WHERE staff_id = $1
        ORDER BY student_id, case_id";
    OPEN = "SELECT student_id, case_id FROM cases WHERE stage <> 'closed'
        ORDER BY student_id, case_id";
    // The columns of `cases::Stored`.
    ALL_OPEN = "SELECT e.student_id, e.case_id, e.seq, e.at, e.author, e.staff_id, e.body
        FROM case_events e JOIN cases c
        ON c.student_id = e.student_id AND c.case_id = e.case_id
        WHERE c.stage <> 'closed'";
    LOOK = "SELECT student_id, case_id FROM cases WHERE look_at IS NOT NULL AND look_at <= $1
        ORDER BY look_at LIMIT $2";
    NEXT_LOOK = "SELECT MIN(look_at) FROM cases WHERE look_at IS NOT NULL";
}

/// A case of a student.
pub type CaseKey = (StudentId, CaseId);

reads! {
    /// The open cases that somebody follows.
    cases_owned_by(owner: StaffId) -> Vec<CaseKey>;

    /// The open cases of others in which somebody has a part.
    cases_with_part(staff: StaffId) -> Vec<CaseKey>;

    /// Every open case.
    open_cases() -> Vec<CaseKey>;

    /// Cases at which to look whether the student is back, the most overdue
    /// first.
    cases_to_look_at(now: Instant, limit: u32) -> Vec<CaseKey>;

    /// When to look at a case next; `None`: none is open.
    next_case_look() -> Option<Instant>;
}

async fn cases_owned_by(link: &mut Link<'_>, owner: StaffId) -> Result<Vec<CaseKey>> {
    Ok(keys(link.all(OWNED, args![owner]).await?))
}

async fn cases_with_part(link: &mut Link<'_>, staff: StaffId) -> Result<Vec<CaseKey>> {
    Ok(keys(link.all(WITH_PART, args![staff]).await?))
}

async fn open_cases(link: &mut Link<'_>) -> Result<Vec<CaseKey>> {
    Ok(keys(link.all(OPEN, args![]).await?))
}

async fn cases_to_look_at(link: &mut Link<'_>, now: Instant, limit: u32) -> Result<Vec<CaseKey>> {
    Ok(keys(link.all(LOOK, args![now, limit]).await?))
}

async fn next_case_look(link: &mut Link<'_>) -> Result<Option<Instant>> {
    let row: Option<(Option<i64>,)> = link.one(NEXT_LOOK, args![]).await?;
    Ok(row.and_then(|(at,)| at).map(Instant))
}

/// Tells who has a part in the cases that were open before there was a table
/// for it.
pub(crate) async fn fill_parts(link: &mut Link<'_>) -> Result<()> {
    let rows = cases::read(link.all(ALL_OPEN, args![]).await?)?;
    let open: Vec<Case> = rows.into_iter().map(|row| row.case).collect();
    cases::add_parts(link, &open).await
}

fn keys(rows: Vec<(Id, Id)>) -> Vec<CaseKey> {
    rows.into_iter().map(|(student, case)| (student.into(), case.into())).collect()
}
