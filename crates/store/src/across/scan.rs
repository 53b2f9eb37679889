//! The facts of many students, a few students at a time.

use vigie_domain::fact::Fact;
use vigie_domain::ids::{Key, StaffId, StudentId};

use crate::error::Result;
use crate::facts::FactRow;
use crate::link::Link;
use crate::sql::statements;
use crate::store::Store;
use crate::value::{Args, Id, args};

statements! {
    ALL = "SELECT student_id FROM students WHERE student_id > $1 ORDER BY student_id LIMIT $2";
    BY_ADVISOR = "SELECT student_id FROM journeys WHERE advisor_id = $3 AND student_id > $1
        ORDER BY student_id LIMIT $2";
    BY_COHORT = "SELECT DISTINCT student_id FROM enrolments
        WHERE cohort = $3 AND student_id > $1 ORDER BY student_id LIMIT $2";
    // The columns of `FactRow`, in its order.
    BETWEEN = "SELECT student_id, id, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body FROM facts WHERE student_id >= $1 AND student_id <= $2
        ORDER BY student_id, id, version";
    AMONG = "SELECT student_id, id, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body FROM facts WHERE student_id IN ([[$?]])
        ORDER BY student_id, id, version";
}

/// Which students.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Everybody.
    All,
    /// Those whose cached journey names this advisor.
    Advisor(StaffId),
    /// Those who have an enrolment in this cohort.
    Cohort(Key),
    /// These.
    Students(Vec<StudentId>),
}

/// Students read at a time: some thousands of facts, a few megabytes.
const CHUNK: usize = 128;

/// Goes through students in the order of their ids, with all versions of all
/// their facts, 128 students in memory at a time. Students without facts
/// are given too.
///
/// Each chunk is read at its own moment: what is written meanwhile shows for
/// the students that are still to come.
#[derive(Debug)]
pub struct Scan {
    store: Store,
    filter: Filter,
    /// The last student given.
    after: Vec<u8>,
    done: bool,
}

impl Store {
    /// Begins to go through students and their facts.
    pub fn scan(&self, mut filter: Filter) -> Scan {
        if let Filter::Students(students) = &mut filter {
            students.sort_unstable();
            students.dedup();
        }
        Scan { store: self.clone(), filter, after: Vec::new(), done: false }
    }

    /// Calls `visit` with every student of `filter` and all versions of their
    /// facts, in the order of [`Store::facts_of`].
    pub async fn for_each_student(
        &self,
        filter: Filter,
        mut visit: impl FnMut(StudentId, Vec<Fact>),
    ) -> Result<()> {
        let mut scan = self.scan(filter);
        while let Some(chunk) = scan.next_chunk().await? {
            for (student, facts) in chunk {
                visit(student, facts);
            }
        }
        Ok(())
    }

    /// The students of `filter`, ascending.
    pub async fn students(&self, filter: Filter) -> Result<Vec<StudentId>> {
        let mut scan = self.scan(filter);
        let mut students = Vec::new();
        let mut reader = self.reader().await?;
        while !scan.done {
            students.append(&mut scan.next_students(&mut reader.link()).await?);
        }
        Ok(students)
    }
}

impl Scan {
    /// The next students with their facts; `None` after the last.
    pub async fn next_chunk(&mut self) -> Result<Option<Vec<(StudentId, Vec<Fact>)>>> {
        let mut reader = self.store.clone().reader().await?;
        let mut link = reader.link();
        if self.done {
            return Ok(None);
        }
        let students = self.next_students(&mut link).await?;
        let (Some(&first), Some(&last)) = (students.first(), students.last()) else {
            return Ok(None);
        };
        let rows: Vec<FactRow> = match self.filter {
            Filter::All => link.all(BETWEEN, args![first, last]).await?,
            _ => {
                link.among(AMONG, &args![], &students, |&student, args: &mut Args| {
                    args.push(student.into());
                })
                .await?
            }
        };
        let mut chunk: Vec<_> = students.into_iter().map(|student| (student, vec![])).collect();
        let mut place = 0;
        for row in rows {
            // Both are ascending; facts of nobody in the directory are passed over.
            while place < chunk.len() && chunk[place].0 < row.student {
                place += 1;
            }
            if let Some((student, facts)) = chunk.get_mut(place)
                && *student == row.student
            {
                facts.push(row.fact?);
            }
        }
        Ok(Some(chunk))
    }

    async fn next_students(&mut self, link: &mut Link<'_>) -> Result<Vec<StudentId>> {
        let after = self.after.clone();
        let limit = i64::try_from(CHUNK).unwrap_or(i64::MAX);
        let rows: Vec<(Id,)> = match &self.filter {
            Filter::All => link.all(ALL, args![after, limit]).await?,
            Filter::Advisor(advisor) => link.all(BY_ADVISOR, args![after, limit, *advisor]).await?,
            Filter::Cohort(cohort) => link.all(BY_COHORT, args![after, limit, cohort]).await?,
            Filter::Students(students) => {
                let from = students.partition_point(|student| student.bytes()[..] <= after[..]);
                students[from..].iter().take(CHUNK).map(|student| (Id(student.bytes()),)).collect()
            }
        };
        self.done = rows.len() < CHUNK;
        if let Some((last,)) = rows.last() {
            self.after = last.0.to_vec();
        }
        Ok(rows.into_iter().map(|(id,)| id.into()).collect())
    }
}
