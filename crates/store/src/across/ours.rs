//! "Ça vient de nous" across the school: what is open, what was answered, and
//! how often each cause was named.

use vigie_domain::ours::Cause;
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::ours::{OursRow, Stored};
use crate::sql::statements;
use crate::store::reads;
use crate::value::args;

statements! {
    // The columns of `ours::Stored`.
    OPEN = "SELECT student_id, contact_id, cause, at, staff_id, owner_id, answer, answered_at
        FROM ours WHERE answered_at IS NULL ORDER BY at, student_id, contact_id";
    ANSWERED = "SELECT student_id, contact_id, cause, at, staff_id, owner_id, answer, answered_at
        FROM ours WHERE answered_at >= $1 ORDER BY answered_at DESC, student_id, contact_id";
    CAUSES = "SELECT cause, COUNT(*) FROM ours WHERE at >= $1 AND at < $2
        GROUP BY cause ORDER BY cause";
}

reads! {
    /// The marks that wait for an answer, the oldest first.
    open_ours() -> Vec<OursRow>;

    /// The marks that were answered at `from` or later, the latest first.
    answered_ours(from: Instant) -> Vec<OursRow>;

    /// How many marks of [from, to) name each cause; none: left out.
    ours_causes(from: Instant, to: Instant) -> Vec<(Cause, u64)>;
}

async fn open_ours(link: &mut Link<'_>) -> Result<Vec<OursRow>> {
    link.all(OPEN, args![]).await?.into_iter().map(Stored::read).collect()
}

async fn answered_ours(link: &mut Link<'_>, from: Instant) -> Result<Vec<OursRow>> {
    link.all(ANSWERED, args![from]).await?.into_iter().map(Stored::read).collect()
}

async fn ours_causes(link: &mut Link<'_>, from: Instant, to: Instant) -> Result<Vec<(Cause, u64)>> {
    let rows: Vec<(String, i64)> = link.all(CAUSES, args![from, to]).await?;
    let read = |(name, count): (String, i64)| {
        let cause = Cause::from_name(&name);
        let cause = cause.ok_or(Error::Corrupt { column: "ours.cause", value: name })?;
        Ok((cause, count.cast_unsigned()))
    };
    rows.into_iter().map(read).collect()
}
