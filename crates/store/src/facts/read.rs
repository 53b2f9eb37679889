//! Reading one student's facts and their words.

use std::collections::HashMap;

use vigie_domain::fact::Fact;
use vigie_domain::ids::{FactId, StudentId};

use super::FactRow;
use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::{Args, Id, Value, args};

statements! {
    // The columns of `FactRow`, in its order.
    OF_STUDENT = "SELECT student_id, id, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body FROM facts WHERE student_id = $1 ORDER BY id, version";
    TEXTS = "WITH asked (student_id, id) AS
        (VALUES [[(CAST($? AS {blob}), CAST($? AS {blob}))]])
        SELECT f.id, f.revision, f.version, t.body FROM asked CROSS JOIN facts f
        LEFT JOIN texts t ON t.student_id = f.student_id AND t.fact_id = f.id
            AND t.version = f.version
        WHERE f.student_id = asked.student_id AND f.id = asked.id";
}

reads! {
    /// Every stored version of every fact of one student, ordered by (id,
    /// order of arrival): which version holds depends on the instant asked.
    facts_of(student: StudentId) -> Vec<Fact>;

    /// The words that came with these facts, in the version that holds.
    /// Facts without words are left out.
    texts_of(asked: &[(StudentId, FactId)]) -> HashMap<FactId, String>;
}

async fn facts_of(link: &mut Link<'_>, student: StudentId) -> Result<Vec<Fact>> {
    let rows: Vec<FactRow> = link.all(OF_STUDENT, args![student]).await?;
    rows.into_iter().map(|row| row.fact).collect()
}

async fn texts_of(
    link: &mut Link<'_>,
    asked: &[(StudentId, FactId)],
) -> Result<HashMap<FactId, String>> {
    let rows: Vec<(Id, i64, i64, Option<String>)> = link
        .among(TEXTS, &args![], asked, |&(student, id), args: &mut Args| {
            args.extend([Value::from(student), id.into()]);
        })
        .await?;
    let mut held: HashMap<FactId, (i64, i64, Option<String>)> = HashMap::new();
    for (id, revision, version, text) in rows {
        let best = held.entry(id.into()).or_insert((i64::MIN, -1, None));
        if (revision, version) > (best.0, best.1) {
            *best = (revision, version, text);
        }
    }
    Ok(held.into_iter().filter_map(|(id, (_, _, text))| Some((id, text?))).collect())
}
