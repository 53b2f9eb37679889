//! Facts whose words are for few eyes, and why somebody read them who is not
//! near the student.

use std::collections::HashSet;

use vigie_domain::ids::{FactId, StudentId, UserId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    KEEP = "INSERT INTO sensitive_words (student_id, fact_id) VALUES ($1, $2)
        ON CONFLICT DO NOTHING";
    FORGET = "DELETE FROM sensitive_words WHERE student_id = $1 AND fact_id = $2";
    OF = "SELECT fact_id FROM sensitive_words WHERE student_id = $1";
    AMONG = "WITH asked (student_id, fact_id) AS
        (VALUES [[(CAST($? AS {blob}), CAST($? AS {blob}))]])
        SELECT s.fact_id FROM asked CROSS JOIN sensitive_words s
        WHERE s.student_id = asked.student_id AND s.fact_id = asked.fact_id";
    SAY_WHY = "INSERT INTO sensitive_reasons (student_id, user_id, at, until_at, reason)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (student_id, user_id, at)
        DO UPDATE SET until_at = excluded.until_at, reason = excluded.reason";
    WHY = "SELECT user_id, at, until_at, reason FROM sensitive_reasons
        WHERE student_id = $1 ORDER BY at DESC, user_id";
}

/// Why somebody reads what is for few eyes about a student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonRow {
    /// Which account.
    pub user: UserId,
    /// When they said it.
    pub at: Instant,
    /// Until when it opens the page.
    pub until: Instant,
    /// In their words.
    pub reason: String,
}

impl Tx {
    /// The words that come with this fact are for few eyes.
    pub async fn keep_sensitive(&mut self, student: StudentId, fact: FactId) -> Result<()> {
        self.link().run(KEEP, args![student, fact]).await?;
        Ok(())
    }

    /// Somebody says why they read it.
    pub async fn say_why(&mut self, student: StudentId, row: &ReasonRow) -> Result<()> {
        let ReasonRow { user, at, until, reason } = row;
        let args = args![student, *user, *at, *until, reason.as_str()];
        self.link().run(SAY_WHY, args).await?;
        Ok(())
    }

    /// These facts are said never to have happened.
    pub async fn forget_sensitive(&mut self, student: StudentId, facts: &[FactId]) -> Result<()> {
        let mut link = self.link();
        for fact in facts {
            link.run(FORGET, args![student, *fact]).await?;
        }
        Ok(())
    }
}

reads! {
    /// The facts about a student whose words are for few eyes.
    sensitive_of(student: StudentId) -> HashSet<FactId>;

    /// Who said why they read them, the latest first.
    sensitive_reasons(student: StudentId) -> Vec<ReasonRow>;

    /// Those of these facts whose words are.
    sensitive_among(facts: &[(StudentId, FactId)]) -> HashSet<FactId>;
}

async fn sensitive_of(link: &mut Link<'_>, student: StudentId) -> Result<HashSet<FactId>> {
    let rows: Vec<(Id,)> = link.all(OF, args![student]).await?;
    Ok(rows.into_iter().map(|(fact,)| fact.into()).collect())
}

async fn sensitive_reasons(link: &mut Link<'_>, student: StudentId) -> Result<Vec<ReasonRow>> {
    let rows: Vec<(Id, i64, i64, String)> = link.all(WHY, args![student]).await?;
    let read = |(user, at, until, reason): (Id, i64, i64, String)| ReasonRow {
        user: user.into(),
        at: Instant(at),
        until: Instant(until),
        reason,
    };
    Ok(rows.into_iter().map(read).collect())
}

async fn sensitive_among(
    link: &mut Link<'_>,
    facts: &[(StudentId, FactId)],
) -> Result<HashSet<FactId>> {
    let write = |&(student, fact): &(StudentId, FactId), args: &mut Args| {
        args.extend([Value::from(student), fact.into()]);
    };
    let rows: Vec<(Id,)> = link.among(AMONG, &args![], facts, write).await?;
    Ok(rows.into_iter().map(|(fact,)| fact.into()).collect())
}
