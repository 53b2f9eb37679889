//! Diplomas and jobs: those of a week, and what was made of them.

use std::collections::{HashMap, HashSet};

use vigie_domain::fact::{Fact, Payload};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::facts::FactRow;
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::{Args, Id, Value, args};

statements! {
    // The columns of `FactRow`, in its order. The kinds are those of the
    // partial index.
    OCCURRED = "SELECT student_id, id, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body FROM facts WHERE kind IN ('diploma', 'hired')
        AND occurred_at >= $1 AND occurred_at < $2";
    // Whoever may have some that nobody celebrated; what they really have, their
    // facts say. A congratulation that was changed or taken back counts as none.
    WAITING = "SELECT DISTINCT f.student_id FROM facts f
        WHERE f.kind IN ('diploma', 'hired') AND f.occurred_at >= $1 AND f.occurred_at < $2
        AND (NOT EXISTS (SELECT 1 FROM facts c WHERE c.student_id = f.student_id
            AND c.kind IN ('diploma', 'hired', 'congratulated', 'retracted')
            AND c.kind = 'congratulated' AND c.occurred_at > f.occurred_at
            AND c.body LIKE CASE f.kind WHEN 'diploma' THEN '%\"diploma\"%' ELSE '%\"job\"%' END)
        OR EXISTS (SELECT 1 FROM facts r WHERE r.student_id = f.student_id
            AND r.kind IN ('diploma', 'hired', 'congratulated', 'retracted')
            AND (r.kind = 'retracted' OR (r.kind = 'congratulated' AND r.version > 0))))
        ORDER BY f.student_id";
    // Every version, to tell which one holds, and what was taken back. The kinds
    // are those of the other partial index.
    VERSIONS = "SELECT student_id, id, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body FROM facts WHERE student_id IN ([[$?]])
        AND kind IN ('diploma', 'hired', 'congratulated', 'retracted')
        ORDER BY student_id, id, version";
    TAUGHT = "SELECT student_id, id, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body FROM facts WHERE student_id IN ([[$?]])
        AND kind = 'mentor_assigned'";
}

/// A diploma or a job.
pub type Milestone = Fact;

reads! {
    /// The diplomas and jobs that occurred in [from, to), by instant: the
    /// versions that hold, without those that were taken back.
    milestones(from: Instant, to: Instant) -> Vec<Milestone>;

    /// The good news of everybody who has some in [from, to): by student,
    /// every version of their diplomas, jobs and congratulations, and what was
    /// taken back.
    good_news(from: Instant, to: Instant) -> HashMap<StudentId, Vec<Fact>>;

    /// The same, of everybody who may have some in [from, to) that nobody
    /// celebrated.
    good_news_waiting(from: Instant, to: Instant) -> HashMap<StudentId, Vec<Fact>>;

    /// The same, of these students.
    good_news_of(students: &[StudentId]) -> HashMap<StudentId, Vec<Fact>>;

    /// Those of these students whom this mentor ever had.
    taught_by(mentor: StaffId, students: &[StudentId]) -> HashSet<StudentId>;
}

async fn milestones(link: &mut Link<'_>, from: Instant, to: Instant) -> Result<Vec<Milestone>> {
    let by_student = good_news(link, from, to).await?;
    let mut held: Vec<Fact> = by_student
        .values()
        .flat_map(effective)
        .filter(|fact| matches!(fact.payload, Payload::Diploma(_) | Payload::Hired(_)))
        .filter(|fact| from <= fact.occurred_at && fact.occurred_at < to)
        .cloned()
        .collect();
    held.sort_by_key(|fact| (fact.occurred_at, fact.student, fact.id));
    Ok(held)
}

async fn good_news(
    link: &mut Link<'_>,
    from: Instant,
    to: Instant,
) -> Result<HashMap<StudentId, Vec<Fact>>> {
    let found: Vec<FactRow> = link.all(OCCURRED, args![from, to]).await?;
    let mut students: Vec<StudentId> = found.into_iter().map(|row| row.student).collect();
    students.sort_unstable();
    students.dedup();
    good_news_of(link, &students).await
}

async fn good_news_waiting(
    link: &mut Link<'_>,
    from: Instant,
    to: Instant,
) -> Result<HashMap<StudentId, Vec<Fact>>> {
    let waiting: Vec<(Id,)> = link.all(WAITING, args![from, to]).await?;
    let students: Vec<StudentId> = waiting.into_iter().map(|(id,)| id.into()).collect();
    good_news_of(link, &students).await
}

async fn good_news_of(
    link: &mut Link<'_>,
    students: &[StudentId],
) -> Result<HashMap<StudentId, Vec<Fact>>> {
    let write = |&student: &StudentId, args: &mut Args| args.push(Value::from(student));
    let rows: Vec<FactRow> = link.among(VERSIONS, &args![], students, write).await?;
    let mut by_student: HashMap<StudentId, Vec<Fact>> = HashMap::new();
    for row in rows {
        let fact = row.fact?;
        by_student.entry(fact.student).or_default().push(fact);
    }
    Ok(by_student)
}

async fn taught_by(
    link: &mut Link<'_>,
    mentor: StaffId,
    students: &[StudentId],
) -> Result<HashSet<StudentId>> {
    let write = |&student: &StudentId, args: &mut Args| args.push(Value::from(student));
    let rows: Vec<FactRow> = link.among(TAUGHT, &args![], students, write).await?;
    let mut taught = HashSet::new();
    for row in rows {
        let fact = row.fact?;
        if matches!(&fact.payload, Payload::MentorAssigned(body) if body.mentor == mentor) {
            taught.insert(fact.student);
        }
    }
    Ok(taught)
}
