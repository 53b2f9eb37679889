//! Who follows whom, across the school.

use vigie_domain::ids::{Key, RelayId, StudentId};
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
    COUNT_NOBODYS = "SELECT COUNT(*) FROM journeys
        WHERE advisor_id IS NULL AND phase IN ('prospect', 'student', 'job_search')";
    // Whoever has somebody to follow, or anything that rings.
    UNHELD = "SELECT student_id FROM journeys j
        WHERE advisor_id IS NULL AND (phase IN ('prospect', 'student', 'job_search')
        OR EXISTS (SELECT 1 FROM signals s
            WHERE s.student_id = j.student_id AND s.cleared_at IS NULL))
        ORDER BY student_id LIMIT $1";
    // Those to whom nobody is assigned are found by the index of advisors,
    // where their journeys need not be read.
    UNHELD_RINGING = "SELECT s.student_id, s.since FROM signals s CROSS JOIN journeys j
        WHERE s.indicator = $1 AND s.cleared_at IS NULL
        AND j.advisor_id IS NULL AND j.student_id = s.student_id
        ORDER BY s.since, s.student_id LIMIT $2";
    ASKED_SINCE = "SELECT student_id, occurred_at FROM facts
        WHERE kind = 'question_asked' AND occurred_at >= $1 ORDER BY occurred_at, student_id";
    // The columns of `hand_overs::Stored`.
    OF_RELAY = "SELECT student_id, relay_id, at, from_id, to_id, by_id, undone_at
        FROM hand_overs WHERE relay_id = $1 ORDER BY student_id";
    SINCE = "SELECT relay_id, COUNT(*), COUNT(undone_at) FROM hand_overs WHERE at >= $1
        GROUP BY relay_id ORDER BY MAX(at) DESC, relay_id LIMIT $2";
}

/// Students who were given to somebody together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relay {
    /// What went together.
    pub relay: RelayId,
    /// How many were given.
    pub given: u64,
    /// How many of them were taken back.
    pub undone: u64,
}

reads! {
    /// Prospects, students and people in a job search whom nobody was ever
    /// assigned to.
    nobodys_students() -> Vec<StudentId>;

    /// How many these are.
    nobodys_count() -> u64;

    /// The same, and everybody else without an advisor about whom something
    /// rings; so many at most.
    unheld_students(limit: u32) -> Vec<StudentId>;

    /// Students without an advisor about whom this indicator rings, and since
    /// when, the longest first.
    unheld_ringing(indicator: &Key, limit: u32) -> Vec<(StudentId, Instant)>;

    /// Everybody who asked something at `since` or later, and when.
    asked_since(since: Instant) -> Vec<(StudentId, Instant)>;

    /// The students who were given to others together.
    hand_overs_of(relay: RelayId) -> Vec<HandOverRow>;

    /// What was given together at `since` or later, the latest first.
    relays_since(since: Instant, limit: u32) -> Vec<Relay>;
}

async fn nobodys_students(link: &mut Link<'_>) -> Result<Vec<StudentId>> {
    let rows: Vec<(Id,)> = link.all(NOBODYS, args![]).await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

async fn nobodys_count(link: &mut Link<'_>) -> Result<u64> {
    let row: Option<(i64,)> = link.one(COUNT_NOBODYS, args![]).await?;
    Ok(row.map_or(0, |(count,)| count.cast_unsigned()))
}

async fn unheld_students(link: &mut Link<'_>, limit: u32) -> Result<Vec<StudentId>> {
    let rows: Vec<(Id,)> = link.all(UNHELD, args![limit]).await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

async fn unheld_ringing(
    link: &mut Link<'_>,
    indicator: &Key,
    limit: u32,
) -> Result<Vec<(StudentId, Instant)>> {
    let rows: Vec<(Id, i64)> = link.all(UNHELD_RINGING, args![indicator, limit]).await?;
    Ok(rows.into_iter().map(|(id, at)| (id.into(), Instant(at))).collect())
}

async fn asked_since(link: &mut Link<'_>, since: Instant) -> Result<Vec<(StudentId, Instant)>> {
    let rows: Vec<(Id, i64)> = link.all(ASKED_SINCE, args![since]).await?;
    Ok(rows.into_iter().map(|(id, at)| (id.into(), Instant(at))).collect())
}

async fn hand_overs_of(link: &mut Link<'_>, relay: RelayId) -> Result<Vec<HandOverRow>> {
    let rows: Vec<Stored> = link.all(OF_RELAY, args![relay]).await?;
    Ok(rows.into_iter().map(HandOverRow::from).collect())
}

async fn relays_since(link: &mut Link<'_>, since: Instant, limit: u32) -> Result<Vec<Relay>> {
    let rows: Vec<(Id, i64, i64)> = link.all(SINCE, args![since, limit]).await?;
    let read = |(relay, given, undone): (Id, i64, i64)| Relay {
        relay: relay.into(),
        given: given.cast_unsigned(),
        undone: undone.cast_unsigned(),
    };
    Ok(rows.into_iter().map(read).collect())
}
