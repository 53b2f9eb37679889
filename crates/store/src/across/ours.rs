//! "Ça vient de nous" across the school: what is open, what was answered, what
//! concerns one mentor.

use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::ours::{OursRow, Stored};
use crate::sql::statements;
use crate::store::reads;
use crate::value::args;

/// Marks, with the columns of [`Stored`].
macro_rules! marks {
    ($where:literal) => {
        concat!(
            "SELECT student_id, contact_id, cause, at, staff_id, owner_id, answer, answered_at,
            mentor_id, reply, replied_at FROM ours WHERE ",
            $where
        )
    };
}

statements! {
    OPEN = marks!("answered_at IS NULL ORDER BY at, student_id, contact_id");
    ANSWERED = marks!("answered_at >= $1 ORDER BY answered_at DESC, student_id, contact_id");
    OF_MENTOR = marks!("mentor_id = $1 AND at >= $2 ORDER BY at DESC, student_id, contact_id");
    MADE = marks!("at >= $1 AND at <= $2 ORDER BY at, student_id, contact_id");
}

reads! {
    /// The marks that wait for an answer, the oldest first.
    open_ours() -> Vec<OursRow>;

    /// The marks that were answered at `from` or later, the latest first.
    answered_ours(from: Instant) -> Vec<OursRow>;

    /// The marks since `from` that concern a mentor, the latest first.
    ours_of_mentor(mentor: StaffId, from: Instant) -> Vec<OursRow>;

    /// The marks from `from` to `to`, both included, the oldest first.
    ours_made(from: Instant, to: Instant) -> Vec<OursRow>;
}

async fn open_ours(link: &mut Link<'_>) -> Result<Vec<OursRow>> {
    link.all(OPEN, args![]).await?.into_iter().map(Stored::read).collect()
}

async fn answered_ours(link: &mut Link<'_>, from: Instant) -> Result<Vec<OursRow>> {
    link.all(ANSWERED, args![from]).await?.into_iter().map(Stored::read).collect()
}

async fn ours_of_mentor(
    link: &mut Link<'_>,
    mentor: StaffId,
    from: Instant,
) -> Result<Vec<OursRow>> {
    link.all(OF_MENTOR, args![mentor, from]).await?.into_iter().map(Stored::read).collect()
}

async fn ours_made(link: &mut Link<'_>, from: Instant, to: Instant) -> Result<Vec<OursRow>> {
    link.all(MADE, args![from, to]).await?.into_iter().map(Stored::read).collect()
}
