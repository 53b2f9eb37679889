//! Good news of fellow students who agreed to be named.

use vigie_domain::ids::{FactId, StudentId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::{Id, args};

statements! {
    // The same programme, begun in the same intake.
    SHARED_WITH = "SELECT DISTINCT n.student_id, n.fact_id, n.at FROM shared_news n
        JOIN enrolments e ON e.student_id = n.student_id
        JOIN enrolments own ON own.student_id = $1
        AND own.programme = e.programme AND own.cohort = e.cohort
        WHERE n.at >= $2 AND n.student_id <> $1 ORDER BY n.at DESC, n.student_id";
}

/// (whose, which diploma or job, when they agreed to be named).
pub type Shared = (StudentId, FactId, Instant);

reads! {
    /// The good news of those who began a programme with this student and
    /// agreed since then to be named to them; the latest first.
    news_shared_with(student: StudentId, since: Instant) -> Vec<Shared>;
}

async fn news_shared_with(
    link: &mut Link<'_>,
    student: StudentId,
    since: Instant,
) -> Result<Vec<Shared>> {
    let rows: Vec<(Id, Id, i64)> = link.all(SHARED_WITH, args![student, since]).await?;
    Ok(rows.into_iter().map(|(who, fact, at)| (who.into(), fact.into(), Instant(at))).collect())
}
