//! Enrolments by their outside names.

use std::collections::HashMap;

use vigie_domain::ids::{EnrolmentId, Key, StudentId};

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    PUT = "INSERT INTO enrolments (student_id, enrolment_id, external, programme, cohort)
        VALUES [[($?,$?,$?,$?,$?)]]
        ON CONFLICT (student_id, enrolment_id) DO UPDATE SET external = excluded.external,
        programme = excluded.programme, cohort = excluded.cohort";
    OF = "SELECT student_id, enrolment_id, external, programme, cohort FROM enrolments
        WHERE student_id IN ([[$?]])";
}

/// One enrolment of one student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// Whose.
    pub student: StudentId,
    /// Which.
    pub id: EnrolmentId,
    /// As the source calls it.
    pub external: Key,
    /// In which programme.
    pub programme: Key,
    /// In which cohort.
    pub cohort: Key,
}

impl Tx {
    /// Writes enrolments, each at most once; what is known is overwritten.
    pub async fn put_enrolments(&mut self, enrolments: &[Enrolment]) -> Result<()> {
        let write = |enrolment: &Enrolment, args: &mut Args| {
            args.extend([
                Value::from(enrolment.student),
                enrolment.id.into(),
                (&enrolment.external).into(),
                (&enrolment.programme).into(),
                (&enrolment.cohort).into(),
            ]);
        };
        self.link().bulk(PUT, enrolments, write).await?;
        Ok(())
    }
}

reads! {
    /// The enrolments of these students.
    enrolments_of(students: &[StudentId]) -> HashMap<EnrolmentId, Enrolment>;
}

async fn enrolments_of(
    link: &mut Link<'_>,
    students: &[StudentId],
) -> Result<HashMap<EnrolmentId, Enrolment>> {
    let rows: Vec<(Id, Id, String, String, String)> = link
        .among(OF, &args![], students, |&student, args: &mut Args| args.push(student.into()))
        .await?;
    Ok(rows
        .into_iter()
        .map(|(student, id, external, programme, cohort)| {
            let id = EnrolmentId::from(id);
            let enrolment = Enrolment {
                student: student.into(),
                id,
                external: external.into(),
                programme: programme.into(),
                cohort: cohort.into(),
            };
            (id, enrolment)
        })
        .collect())
}
