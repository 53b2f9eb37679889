//! Seen from a mentor: whom they were worried about, and whom they ever had.

use vigie_domain::fact::{MentorAssigned, Payload};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::facts::FactRow;
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::{Id, Value, args};

statements! {
    // The columns of `FactRow`, in its order. The kinds, here and below, are
    // those of the partial indexes.
    WORRIES = "SELECT student_id, id, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body FROM facts WHERE kind = 'concern_raised' AND occurred_at >= $1";
    EVER_TAUGHT = "SELECT DISTINCT student_id FROM facts
        WHERE kind = 'mentor_assigned' AND body = $1 ORDER BY student_id";
}

reads! {
    /// The students about whom somebody raised a concern since then, by id;
    /// whether it still stands, their facts say.
    worried_about(by: StaffId, since: Instant) -> Vec<StudentId>;

    /// The students whom a mentor has or ever had, by id.
    ever_taught(mentor: StaffId) -> Vec<StudentId>;
}

async fn worried_about(link: &mut Link<'_>, by: StaffId, since: Instant) -> Result<Vec<StudentId>> {
    let rows: Vec<FactRow> = link.all(WORRIES, args![since]).await?;
    let mut students = Vec::new();
    for row in rows {
        let fact = row.fact?;
        if matches!(&fact.payload, Payload::ConcernRaised(body) if body.by == by) {
            students.push(fact.student);
        }
    }
    students.sort_unstable();
    students.dedup();
    Ok(students)
}

async fn ever_taught(link: &mut Link<'_>, mentor: StaffId) -> Result<Vec<StudentId>> {
    // As it is written, so that the index finds it.
    let body = serde_json::to_string(&Payload::from(MentorAssigned { mentor }));
    let body =
        body.map_err(|error| Error::Corrupt { column: "facts.body", value: error.to_string() })?;
    let rows: Vec<(Id,)> = link.all(EVER_TAUGHT, vec![Value::Text(Some(body))]).await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}
