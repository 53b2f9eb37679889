//! Where each student stands: the cached journey and what is read off it.

use std::collections::{HashMap, HashSet};

use vigie_domain::fact::Place;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    // In the order of their ids, so that two writers never wait for each other.
    LOCK = "SELECT student_id FROM students WHERE student_id IN ([[$?]])
        ORDER BY student_id {locked}";
    SELECT = "SELECT student_id, fold_version, body, last_occurred_at, last_rank, last_id,
        evaluated_at, next_due, phase, advisor_id, last_contact
        FROM journeys WHERE student_id IN ([[$?]])";
    ADVISORS = "SELECT student_id, advisor_id FROM journeys
        WHERE advisor_id IS NOT NULL AND student_id IN ([[$?]])";
    UPSERT = "INSERT INTO journeys (student_id, fold_version, body, last_occurred_at, last_rank,
        last_id, evaluated_at, next_due, phase, advisor_id, last_contact)
        VALUES [[($?,$?,$?,$?,$?,$?,$?,$?,$?,$?,$?)]]
        ON CONFLICT (student_id) DO UPDATE SET fold_version = excluded.fold_version,
        body = excluded.body, last_occurred_at = excluded.last_occurred_at,
        last_rank = excluded.last_rank, last_id = excluded.last_id,
        evaluated_at = excluded.evaluated_at, next_due = excluded.next_due,
        phase = excluded.phase, advisor_id = excluded.advisor_id,
        last_contact = excluded.last_contact";
}

/// A student's cached journey. May always be thrown away and folded again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingRow {
    /// Whose.
    pub student: StudentId,
    /// Which version of the fold made `body`; another is folded again.
    pub fold_version: u32,
    /// The journey, encoded by whoever folds.
    pub body: Vec<u8>,
    /// Place of the last fact folded; an earlier fact means folding again.
    pub last: Option<Place>,
    /// When the indicators were last evaluated.
    pub evaluated_at: Instant,
    /// When an answer may change without a new fact. [`Instant::NEVER`] is
    /// kept as `None`.
    pub next_due: Option<Instant>,
    /// The phase's stable name.
    pub phase: String,
    /// Whose student this is.
    pub advisor: Option<StaffId>,
    /// Last two-way contact.
    pub last_contact: Option<Instant>,
}

impl Tx {
    /// Keeps everybody else from changing this student until the end of the
    /// transaction; to be called before the fold. False: no such student.
    pub async fn lock_student(&mut self, student: StudentId) -> Result<bool> {
        Ok(!self.lock_students(&[student]).await?.is_empty())
    }

    /// The same for several students; gives those that there are.
    pub async fn lock_students(&mut self, students: &[StudentId]) -> Result<HashSet<StudentId>> {
        let mut ids = students.to_vec();
        ids.sort_unstable();
        let write = |&student: &StudentId, args: &mut Args| args.push(student.into());
        let rows: Vec<(Id,)> = self.link().among(LOCK, &args![], &ids, write).await?;
        Ok(rows.into_iter().map(|(student,)| student.into()).collect())
    }

    /// Writes standings, each student at most once.
    pub async fn save_standings(&mut self, standings: &[StandingRow]) -> Result<()> {
        self.link().bulk(UPSERT, standings, write).await?;
        Ok(())
    }
}

reads! {
    /// One student's standing; `None` before the first fold.
    standing(student: StudentId) -> Option<StandingRow>;

    /// The standings of these students, in no particular order. Students
    /// without one are left out.
    standings(students: &[StudentId]) -> Vec<StandingRow>;

    /// Whose students these are; those without an advisor are left out.
    advisors_of(students: &[StudentId]) -> HashMap<StudentId, StaffId>;
}

async fn standing(link: &mut Link<'_>, student: StudentId) -> Result<Option<StandingRow>> {
    Ok(standings(link, &[student]).await?.pop())
}

async fn standings(link: &mut Link<'_>, students: &[StudentId]) -> Result<Vec<StandingRow>> {
    let rows: Vec<Stored> = link
        .among(SELECT, &args![], students, |&student, args: &mut Args| args.push(student.into()))
        .await?;
    rows.into_iter().map(Stored::read).collect()
}

async fn advisors_of(
    link: &mut Link<'_>,
    students: &[StudentId],
) -> Result<HashMap<StudentId, StaffId>> {
    let rows: Vec<(Id, Id)> = link
        .among(ADVISORS, &args![], students, |&student, args: &mut Args| args.push(student.into()))
        .await?;
    Ok(rows.into_iter().map(|(student, advisor)| (student.into(), advisor.into())).collect())
}

fn write(row: &StandingRow, args: &mut Args) {
    args.extend([
        Value::from(row.student),
        row.fold_version.into(),
        row.body.clone().into(),
        row.last.map(|place| place.occurred_at).into(),
        row.last.map(|place| i64::from(place.rank)).into(),
        row.last.map(|place| place.id).into(),
        row.evaluated_at.into(),
        row.next_due.filter(|&due| due != Instant::NEVER).into(),
        row.phase.as_str().into(),
        row.advisor.into(),
        row.last_contact.into(),
    ]);
}

#[derive(sqlx::FromRow)]
pub(crate) struct Stored {
    student_id: Id,
    fold_version: i64,
    body: Vec<u8>,
    last_occurred_at: Option<i64>,
    last_rank: Option<i64>,
    last_id: Option<Id>,
    evaluated_at: i64,
    next_due: Option<i64>,
    phase: String,
    advisor_id: Option<Id>,
    last_contact: Option<i64>,
}

impl Stored {
    pub(crate) fn read(self) -> Result<StandingRow> {
        let last = match (self.last_occurred_at, self.last_rank, self.last_id) {
            (Some(occurred_at), Some(rank), Some(id)) => Some(Place {
                occurred_at: Instant(occurred_at),
                rank: rank.try_into().map_err(|_| corrupt("journeys.last_rank", rank))?,
                id: id.into(),
            }),
            _ => None,
        };
        Ok(StandingRow {
            student: self.student_id.into(),
            fold_version: self
                .fold_version
                .try_into()
                .map_err(|_| corrupt("journeys.fold_version", self.fold_version))?,
            body: self.body,
            last,
            evaluated_at: Instant(self.evaluated_at),
            next_due: self.next_due.map(Instant),
            phase: self.phase,
            advisor: self.advisor_id.map(StaffId::from),
            last_contact: self.last_contact.map(Instant),
        })
    }
}

/// A number that this program would not have written.
pub(crate) fn corrupt(column: &'static str, value: i64) -> Error {
    Error::Corrupt { column, value: value.to_string() }
}
