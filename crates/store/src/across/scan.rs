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
    ALL = "SELECT student_id FROM students WHERE student_id > $1 AND student_id <= $3
        ORDER BY student_id LIMIT $2";
    BY_ADVISOR = "SELECT student_id FROM journeys WHERE advisor_id = $4 AND student_id > $1
        AND student_id <= $3 ORDER BY student_id LIMIT $2";
    BY_COHORT = "SELECT DISTINCT student_id FROM enrolments WHERE cohort = $4
        AND student_id > $1 AND student_id <= $3 ORDER BY student_id LIMIT $2";
    // In the order of the key, so that no index is needed.
    BY_PROGRAMME = "SELECT DISTINCT student_id FROM enrolments WHERE programme = $4
        AND student_id > $1 AND student_id <= $3 ORDER BY student_id LIMIT $2";
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
    /// Those who have an enrolment in this programme.
    Programme(Key),
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
    /// The last student given, or a prefix below the first.
    after: Vec<u8>,
    /// The last that may be given, or a prefix above.
    until: Vec<u8>,
    done: bool,
}

impl Store {
    /// Begins to go through students and their facts.
    pub fn scan(&self, filter: Filter) -> Scan {
        self.scan_part(filter, 0, 1)
    }

    /// The same for one of several parts of about the same size, as ids are
    /// random: `part` from 0 to `parts` - 1. Each student is in one part.
    pub fn scan_part(&self, mut filter: Filter, part: u16, parts: u16) -> Scan {
        if let Filter::Students(students) = &mut filter {
            students.sort_unstable();
            students.dedup();
        }
        // Every id with a prefix is greater than the prefix alone.
        let prefix = |part: u16| (u32::from(part) << 16) / u32::from(parts.max(1));
        let bound = |prefix: u32| prefix.to_be_bytes()[2..].to_vec();
        let after = if part == 0 { Vec::new() } else { bound(prefix(part)) };
        let last = part.saturating_add(1) >= parts;
        let until = if last { vec![u8::MAX; 17] } else { bound(prefix(part + 1)) };
        Scan { store: self.clone(), filter, after, until, done: part >= parts.max(1) }
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
        let (after, until) = (self.after.clone(), self.until.clone());
        let limit = i64::try_from(CHUNK).unwrap_or(i64::MAX);
        let rows: Vec<(Id,)> = match &self.filter {
            Filter::All => link.all(ALL, args![after, limit, until]).await?,
            Filter::Advisor(advisor) => {
                link.all(BY_ADVISOR, args![after, limit, until, *advisor]).await?
            }
            Filter::Cohort(cohort) => {
                link.all(BY_COHORT, args![after, limit, until, cohort]).await?
            }
            Filter::Programme(programme) => {
                link.all(BY_PROGRAMME, args![after, limit, until, programme]).await?
            }
            Filter::Students(students) => {
                let place = |bound: &[u8]| students.partition_point(|s| s.bytes()[..] <= *bound);
                let (from, end) = (place(&after), place(&until));
                let given = students.get(from..end).unwrap_or_default();
                given.iter().take(CHUNK).map(|student| (Id(student.bytes()),)).collect()
            }
        };
        self.done = rows.len() < CHUNK;
        if let Some((last,)) = rows.last() {
            self.after = last.0.to_vec();
        }
        Ok(rows.into_iter().map(|(id,)| id.into()).collect())
    }
}
