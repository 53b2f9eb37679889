//! The present mentor of each open enrolment: a cache beside the journey, to
//! be asked from the mentor's side.

use std::collections::BTreeSet;

use vigie_domain::ids::{EnrolmentId, StaffId, StudentId};

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    OF = "SELECT student_id, enrolment_id, mentor_id FROM mentors WHERE student_id IN ([[$?]])";
    CLEAR = "DELETE FROM mentors WHERE student_id IN ([[$?]])";
    PUT = "INSERT INTO mentors (student_id, enrolment_id, mentor_id) VALUES [[($?,$?,$?)]]";
}

/// A mentor and one of their students.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mentored {
    /// Whom.
    pub student: StudentId,
    /// In which enrolment.
    pub enrolment: EnrolmentId,
    /// By whom.
    pub mentor: StaffId,
}

/// A row of the table.
pub(crate) type Stored = (Id, Id, Id);

impl From<Stored> for Mentored {
    fn from((student, enrolment, mentor): Stored) -> Self {
        Self { student: student.into(), enrolment: enrolment.into(), mentor: mentor.into() }
    }
}

impl Tx {
    /// Brings these students' mentors to what `mentors` says; writes only for
    /// those whose mentors are others than before. Gives how many those are.
    pub async fn put_mentors(
        &mut self,
        students: &[StudentId],
        mentors: &[Mentored],
    ) -> Result<usize> {
        let mut link = self.link();
        let before: BTreeSet<Mentored> =
            mentors_of(&mut link, students).await?.into_iter().collect();
        let after: BTreeSet<Mentored> = mentors.iter().copied().collect();
        let changed: BTreeSet<StudentId> =
            before.symmetric_difference(&after).map(|row| row.student).collect();
        let gone: BTreeSet<StudentId> =
            before.iter().map(|row| row.student).filter(|id| changed.contains(id)).collect();
        let gone: Vec<StudentId> = gone.into_iter().collect();
        link.bulk(CLEAR, &gone, |&student, args: &mut Args| args.push(student.into())).await?;
        let rows: Vec<Mentored> =
            after.into_iter().filter(|row| changed.contains(&row.student)).collect();
        link.bulk(PUT, &rows, |row, args: &mut Args| {
            args.extend([Value::from(row.student), row.enrolment.into(), row.mentor.into()]);
        })
        .await?;
        Ok(changed.len())
    }
}

reads! {
    /// The present mentors of these students, in no particular order.
    mentors_of(students: &[StudentId]) -> Vec<Mentored>;
}

async fn mentors_of(link: &mut Link<'_>, students: &[StudentId]) -> Result<Vec<Mentored>> {
    let rows: Vec<Stored> = link
        .among(OF, &args![], students, |&student, args: &mut Args| args.push(student.into()))
        .await?;
    Ok(rows.into_iter().map(Mentored::from).collect())
}
