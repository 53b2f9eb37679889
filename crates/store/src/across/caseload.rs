//! Who follows whom, across the school.

use vigie_domain::ids::{RelayId, StudentId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::hand_overs::{HandOverRow, Stored};
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::{Id, args};

statements! {
    // Whoever nobody was ever assigned to, and may be followed; which of the
    // others are to be reassigned, their journeys say.
    NOBODYS = "SELECT student_id FROM journeys
        WHERE advisor_id IS NULL AND phase IN ('prospect', 'student', 'job_search')
        ORDER BY student_id";
    // Whoever has somebody to follow, or anything that rings.
    UNHELD = "SELECT student_id FROM journeys j
        WHERE advisor_id IS NULL AND (phase IN ('prospect', 'student', 'job_search')
        OR EXISTS (SELECT 1 FROM signals s
            WHERE s.student_id = j.student_id AND s.cleared_at IS NULL))
        ORDER BY student_id";
    // The columns of `hand_overs::Stored`.
    OF_RELAY = "SELECT student_id, relay_id, at, from_id, to_id, by_id, undone_at
        FROM hand_overs WHERE relay_id = $1 ORDER BY student_id";
    SINCE = "SELECT student_id, relay_id, at, from_id, to_id, by_id, undone_at
        FROM hand_overs WHERE at >= $1 ORDER BY at DESC, relay_id, student_id";
}

reads! {
    /// Prospects, students and people in a job search whom nobody was ever
    /// assigned to.
    nobodys_students() -> Vec<StudentId>;

    /// The same, and everybody else without an advisor about whom something
    /// rings.
    unheld_students() -> Vec<StudentId>;

    /// The students who were given to others together.
    hand_overs_of(relay: RelayId) -> Vec<HandOverRow>;

    /// Everybody who was given to somebody at `since` or later, the latest
    /// first.
    hand_overs_since(since: Instant) -> Vec<HandOverRow>;
}

async fn nobodys_students(link: &mut Link<'_>) -> Result<Vec<StudentId>> {
    let rows: Vec<(Id,)> = link.all(NOBODYS, args![]).await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

async fn unheld_students(link: &mut Link<'_>) -> Result<Vec<StudentId>> {
    let rows: Vec<(Id,)> = link.all(UNHELD, args![]).await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

async fn hand_overs_of(link: &mut Link<'_>, relay: RelayId) -> Result<Vec<HandOverRow>> {
    let rows: Vec<Stored> = link.all(OF_RELAY, args![relay]).await?;
    Ok(rows.into_iter().map(HandOverRow::from).collect())
}

async fn hand_overs_since(link: &mut Link<'_>, since: Instant) -> Result<Vec<HandOverRow>> {
    let rows: Vec<Stored> = link.all(SINCE, args![since]).await?;
    Ok(rows.into_iter().map(HandOverRow::from).collect())
}
