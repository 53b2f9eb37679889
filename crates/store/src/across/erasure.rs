//! Who is to be erased, what is left of those who were, and traces of somebody
//! among the rows of others.

use vigie_domain::ids::{Key, StudentId};
use vigie_domain::time::Instant;

use crate::erasure::{ErasedPeople, ErasureRow, Stored, read};
use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::args;

statements! {
    ALL = "SELECT student_id, asked_at, due_at, user_id, reason FROM erasures
        WHERE due_at <= $1 ORDER BY due_at, student_id LIMIT $2";
    ERASED = "SELECT programme, year, outcome, people FROM erased_people
        ORDER BY programme, year, outcome";
    DROP_OUTBOX = "DELETE FROM outbox WHERE student_id = $1";
    DROP_WRITTEN = "DELETE FROM kudos WHERE author_id = $1";
    // What a colleague's next page was to say of them.
    DROP_MENTIONS = "DELETE FROM web_sessions WHERE body LIKE $1";
}

reads! {
    /// Those who are to be erased at `until` or before, the earliest first.
    erasures(until: Instant, limit: u32) -> Vec<ErasureRow>;

    /// How many people were erased, by what they had come to.
    erased_people() -> Vec<ErasedPeople>;
}

async fn erasures(link: &mut Link<'_>, until: Instant, limit: u32) -> Result<Vec<ErasureRow>> {
    let rows: Vec<Stored> = link.all(ALL, args![until, limit]).await?;
    Ok(rows.into_iter().map(read).collect())
}

async fn erased_people(link: &mut Link<'_>) -> Result<Vec<ErasedPeople>> {
    let rows: Vec<(String, i64, String, i64)> = link.all(ERASED, args![]).await?;
    let read = |(programme, year, outcome, people): (String, i64, String, i64)| ErasedPeople {
        programme: Key::from(programme),
        year,
        outcome: Key::from(outcome),
        people: people.unsigned_abs(),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Deletes what is about somebody in tables that are not looked up by student.
pub(crate) async fn erase(link: &mut Link<'_>, student: StudentId) -> Result<()> {
    link.run(DROP_OUTBOX, args![student]).await?;
    link.run(DROP_WRITTEN, args![student]).await?;
    link.run(DROP_MENTIONS, args![format!("%{student}%")]).await?;
    Ok(())
}
