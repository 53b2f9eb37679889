//! The worklist's projection: one narrow row a student.

use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::sql::statements;
use crate::store::Tx;
use crate::value::{Args, Id, Value};

statements! {
    UPSERT = "INSERT INTO worklist_items (student_id, advisor_id, body, updated_at)
        VALUES [[($?,$?,$?,$?)]]
        ON CONFLICT (student_id) DO UPDATE SET advisor_id = excluded.advisor_id,
        body = excluded.body, updated_at = excluded.updated_at";
}

/// What the worklist needs to know about one student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// Whom.
    pub student: StudentId,
    /// Whose student.
    pub advisor: Option<StaffId>,
    /// Encoded by whoever ranks.
    pub body: Vec<u8>,
    /// When it was made.
    pub updated_at: Instant,
}

/// A row of the table.
pub(crate) type Stored = (Id, Option<Id>, Vec<u8>, i64);

impl From<Stored> for ItemRow {
    fn from((student, advisor, body, updated_at): Stored) -> Self {
        Self {
            student: student.into(),
            advisor: advisor.map(StaffId::from),
            body,
            updated_at: Instant(updated_at),
        }
    }
}

impl Tx {
    /// Writes items, each student at most once.
    pub async fn save_items(&mut self, items: &[ItemRow]) -> Result<()> {
        let write = |item: &ItemRow, args: &mut Args| {
            args.extend([
                Value::from(item.student),
                item.advisor.into(),
                item.body.as_slice().into(),
                item.updated_at.into(),
            ]);
        };
        self.link().bulk(UPSERT, items, write).await?;
        Ok(())
    }
}
