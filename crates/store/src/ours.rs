//! "Ça vient de nous": marks on contacts, who looks into them, and what was
//! answered.

use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::ours::Cause;
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::sql::statements;
use crate::store::Tx;
use crate::value::{Id, args};

statements! {
    PUT = "INSERT INTO ours (student_id, contact_id, cause, at, staff_id, owner_id, answer,
        answered_at, mentor_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (student_id, contact_id) DO UPDATE SET cause = excluded.cause";
    FORGET = "DELETE FROM ours WHERE student_id = $1 AND contact_id = $2";
    TAKE = "UPDATE ours SET owner_id = $3 WHERE student_id = $1 AND contact_id = $2";
    ANSWER = "UPDATE ours SET answer = $3, answered_at = $4, owner_id = COALESCE(owner_id, $5)
        WHERE student_id = $1 AND contact_id = $2";
    REPLY = "UPDATE ours SET reply = $3, replied_at = $4
        WHERE student_id = $1 AND contact_id = $2 AND mentor_id = $5";
}

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OursRow {
    /// About whose contact.
    pub student: StudentId,
    /// The fact that is the contact; its words say what happened.
    pub contact: FactId,
    /// Where the school made them stumble.
    pub cause: Cause,
    /// When it was marked.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
    /// Who looks into it.
    pub owner: Option<StaffId>,
    /// What was answered, and when; `None`: it is open.
    pub answer: Option<(String, Instant)>,
    /// Whose way it is about: they read of it first.
    pub mentor: Option<StaffId>,
    /// What they replied, and when.
    pub reply: Option<(String, Instant)>,
}

impl OursRow {
    /// A mark that nobody has looked into yet.
    pub fn new(
        (student, contact): (StudentId, FactId),
        cause: Cause,
        (at, by): (Instant, StaffId),
    ) -> Self {
        let (owner, mentor, answer, reply) = (None, None, None, None);
        Self { student, contact, cause, at, by, owner, answer, mentor, reply }
    }
}

impl Tx {
    /// Keeps a mark; marked again, only the cause may be another.
    pub async fn put_ours(&mut self, row: &OursRow) -> Result<()> {
        let (answer, at) = row.answer.as_ref().map(|(text, at)| (text.as_str(), *at)).unzip();
        let OursRow { student, contact, cause, by, owner, mentor, .. } = row;
        let (name, mentor) = (cause.name(), *mentor);
        let args = args![*student, *contact, name, row.at, *by, *owner, answer, at, mentor];
        self.link().run(PUT, args).await?;
        Ok(())
    }

    /// These contacts are said never to have happened.
    pub async fn forget_ours(&mut self, student: StudentId, contacts: &[FactId]) -> Result<()> {
        let mut link = self.link();
        for contact in contacts {
            link.run(FORGET, args![student, *contact]).await?;
        }
        Ok(())
    }

    /// Somebody looks into it. False: there is no such mark.
    pub async fn take_ours(
        &mut self,
        student: StudentId,
        contact: FactId,
        owner: StaffId,
    ) -> Result<bool> {
        Ok(self.link().run(TAKE, args![student, contact, owner]).await? > 0)
    }

    /// What came of it; whoever answers owns it if nobody did. False: there is
    /// no such mark.
    pub async fn answer_ours(
        &mut self,
        student: StudentId,
        contact: FactId,
        answer: &str,
        (at, by): (Instant, StaffId),
    ) -> Result<bool> {
        Ok(self.link().run(ANSWER, args![student, contact, answer, at, by]).await? > 0)
    }

    /// What the mentor whom it concerns replies. False: no such mark concerns
    /// them.
    pub async fn reply_ours(
        &mut self,
        student: StudentId,
        contact: FactId,
        reply: &str,
        (at, mentor): (Instant, StaffId),
    ) -> Result<bool> {
        Ok(self.link().run(REPLY, args![student, contact, reply, at, mentor]).await? > 0)
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct Stored {
    student_id: Id,
    contact_id: Id,
    cause: String,
    at: i64,
    staff_id: Id,
    owner_id: Option<Id>,
    answer: Option<String>,
    answered_at: Option<i64>,
    mentor_id: Option<Id>,
    reply: Option<String>,
    replied_at: Option<i64>,
}

impl Stored {
    pub(crate) fn read(self) -> Result<OursRow> {
        let cause = Cause::from_name(&self.cause)
            .ok_or(Error::Corrupt { column: "ours.cause", value: self.cause })?;
        Ok(OursRow {
            student: self.student_id.into(),
            contact: self.contact_id.into(),
            cause,
            at: Instant(self.at),
            by: self.staff_id.into(),
            owner: self.owner_id.map(StaffId::from),
            answer: self.answer.zip(self.answered_at.map(Instant)),
            mentor: self.mentor_id.map(StaffId::from),
            reply: self.reply.zip(self.replied_at.map(Instant)),
        })
    }
}
