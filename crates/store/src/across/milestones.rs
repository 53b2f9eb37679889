//! Diplomas and jobs of a week, for whoever answers for the whole school.

use std::collections::HashMap;

use vigie_domain::fact::{Fact, Payload};
use vigie_domain::ids::StudentId;
use vigie_domain::journey::effective;
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::facts::FactRow;
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::{Args, Value, args};

statements! {
    // The columns of `FactRow`, in its order. The kinds are those of the
    // partial index.
    OCCURRED = "SELECT student_id, id, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body FROM facts WHERE kind IN ('diploma', 'hired')
        AND occurred_at >= $1 AND occurred_at < $2";
    // Every version, to tell which one holds, and what was taken back.
    VERSIONS = "SELECT student_id, id, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body FROM facts WHERE student_id IN ([[$?]])
        AND kind IN ('diploma', 'hired', 'retracted') ORDER BY student_id, id, version";
}

/// A diploma or a job.
pub type Milestone = Fact;

reads! {
    /// The diplomas and jobs that occurred in [from, to), by instant: the
    /// versions that hold, without those that were taken back.
    milestones(from: Instant, to: Instant) -> Vec<Milestone>;
}

async fn milestones(link: &mut Link<'_>, from: Instant, to: Instant) -> Result<Vec<Milestone>> {
    let found: Vec<FactRow> = link.all(OCCURRED, args![from, to]).await?;
    let mut students: Vec<StudentId> = found.into_iter().map(|row| row.student).collect();
    students.sort_unstable();
    students.dedup();
    let rows: Vec<FactRow> = link
        .among(VERSIONS, &args![], &students, |&student, args: &mut Args| {
            args.push(Value::from(student));
        })
        .await?;
    let mut by_student: HashMap<StudentId, Vec<Fact>> = HashMap::new();
    for row in rows {
        let fact = row.fact?;
        by_student.entry(fact.student).or_default().push(fact);
    }
    let mut held: Vec<Fact> = by_student
        .values()
        .flat_map(effective)
        .filter(|fact| !matches!(fact.payload, Payload::Retracted(_)))
        .filter(|fact| from <= fact.occurred_at && fact.occurred_at < to)
        .cloned()
        .collect();
    held.sort_by_key(|fact| (fact.occurred_at, fact.student, fact.id));
    Ok(held)
}
