//! Students who were given to somebody else, and what went together.

use vigie_domain::ids::{RelayId, StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::sql::statements;
use crate::store::Tx;
use crate::value::{Id, args};

statements! {
    PUT = "INSERT INTO hand_overs (student_id, relay_id, at, from_id, to_id, by_id, undone_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UNDONE = "UPDATE hand_overs SET undone_at = $3
        WHERE student_id = $1 AND relay_id = $2 AND undone_at IS NULL";
}

/// One student who was given to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandOverRow {
    /// Whom.
    pub student: StudentId,
    /// What went together.
    pub relay: RelayId,
    /// When.
    pub at: Instant,
    /// Whose student they were.
    pub from: Option<StaffId>,
    /// Whose they became.
    pub to: StaffId,
    /// Who decided; `None`: the command line.
    pub by: Option<StaffId>,
    /// When it was taken back.
    pub undone_at: Option<Instant>,
}

impl Tx {
    /// Keeps that a student was given to somebody.
    pub async fn put_hand_over(&mut self, row: &HandOverRow) -> Result<()> {
        let HandOverRow { student, relay, at, from, to, by, undone_at } = *row;
        self.link().run(PUT, args![student, relay, at, from, to, by, undone_at]).await?;
        Ok(())
    }

    /// It was taken back. False: it was before.
    pub async fn undo_hand_over(
        &mut self,
        student: StudentId,
        relay: RelayId,
        at: Instant,
    ) -> Result<bool> {
        Ok(self.link().run(UNDONE, args![student, relay, at]).await? > 0)
    }
}

pub(crate) type Stored = (Id, Id, i64, Option<Id>, Id, Option<Id>, Option<i64>);

impl From<Stored> for HandOverRow {
    fn from((student, relay, at, from, to, by, undone_at): Stored) -> Self {
        Self {
            student: student.into(),
            relay: relay.into(),
            at: Instant(at),
            from: from.map(StaffId::from),
            to: to.into(),
            by: by.map(StaffId::from),
            undone_at: undone_at.map(Instant),
        }
    }
}
