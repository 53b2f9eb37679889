//! What is asked of the school as a whole before and while it is lived
//! through again.

use std::collections::HashMap;

use vigie_domain::ids::{Key, StudentId};
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::{Args, Id, args};

statements! {
    COUNT = "SELECT COUNT(*) FROM students";
    LAST = "SELECT MAX(last_occurred_at) FROM journeys";
    COHORTS = "SELECT DISTINCT cohort FROM enrolments";
    AUDITS = "SELECT student_id, audit FROM students WHERE student_id IN ([[$?]])";
}

/// Attributes of a person that only fairness checks may read: (name, value).
pub type Audit = Vec<(Key, Key)>;

reads! {
    /// How many students there are.
    student_count() -> u64;

    /// When the last fact that was folded occurred; `None`: nothing was.
    last_occurrence() -> Option<Instant>;

    /// The names of all cohorts, in the order of their bytes, whatever the
    /// language of the database.
    cohorts() -> Vec<Key>;

    /// The attributes of these students; who has none is left out.
    audits(students: &[StudentId]) -> HashMap<StudentId, Audit>;
}

async fn student_count(link: &mut Link<'_>) -> Result<u64> {
    let row: Option<(i64,)> = link.one(COUNT, args![]).await?;
    Ok(row.map_or(0, |(count,)| count.cast_unsigned()))
}

async fn last_occurrence(link: &mut Link<'_>) -> Result<Option<Instant>> {
    let row: Option<(Option<i64>,)> = link.one(LAST, args![]).await?;
    Ok(row.and_then(|(at,)| at).map(Instant))
}

async fn cohorts(link: &mut Link<'_>) -> Result<Vec<Key>> {
    let rows: Vec<(String,)> = link.all(COHORTS, args![]).await?;
    let mut cohorts: Vec<Key> = rows.into_iter().map(|(cohort,)| cohort.into()).collect();
    cohorts.sort_unstable();
    Ok(cohorts)
}

async fn audits(link: &mut Link<'_>, students: &[StudentId]) -> Result<HashMap<StudentId, Audit>> {
    let rows: Vec<(Id, String)> = link
        .among(AUDITS, &args![], students, |&student, args: &mut Args| {
            args.push(student.into());
        })
        .await?;
    let read = |(id, audit): (Id, String)| {
        let pairs = serde_json::from_str(&audit)
            .map_err(|_| Error::Corrupt { column: "students.audit", value: audit })?;
        Ok((id.into(), pairs))
    };
    let known = rows.into_iter().filter(|(_, audit)| audit != "[]");
    known.map(read).collect()
}
