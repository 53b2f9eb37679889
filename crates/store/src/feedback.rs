//! What contacts said of the signals that led to them.

use vigie_domain::ids::{FactId, Key, StaffId, StudentId};
use vigie_domain::indicator::Verdict;
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::sql::statements;
use crate::store::Tx;
use crate::value::args;

statements! {
    PUT = "INSERT INTO feedback (student_id, contact_id, indicator, version, verdict, at, staff_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (student_id, contact_id, indicator) DO UPDATE
        SET verdict = excluded.verdict, at = excluded.at, staff_id = excluded.staff_id";
    FORGET = "DELETE FROM feedback WHERE student_id = $1 AND contact_id = $2";
}

/// One tap on one contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackRow {
    /// With whom.
    pub student: StudentId,
    /// The fact that is the contact.
    pub contact: FactId,
    /// Which indicator led to it.
    pub indicator: Key,
    /// Which version of it.
    pub version: u32,
    /// What was said.
    pub verdict: Verdict,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

impl Tx {
    /// Keeps what a contact said of a signal; said again, the last word holds.
    pub async fn put_feedback(&mut self, row: &FeedbackRow) -> Result<()> {
        let FeedbackRow { student, contact, indicator, version, verdict, at, by } = row;
        let args = args![*student, *contact, indicator, *version, verdict.name(), *at, *by];
        self.link().run(PUT, args).await?;
        Ok(())
    }

    /// These contacts are said never to have happened.
    pub async fn forget_feedback(&mut self, student: StudentId, contacts: &[FactId]) -> Result<()> {
        let mut link = self.link();
        for contact in contacts {
            link.run(FORGET, args![student, *contact]).await?;
        }
        Ok(())
    }
}
