//! Students by name and by outside id.

use std::collections::HashMap;

use vigie_domain::directory::Student;
use vigie_domain::ids::{Key, StudentId};

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    CLAIM_IDS = "INSERT INTO external_ids (source, external, student_id)
        VALUES [[($?,$?,$?)]] ON CONFLICT DO NOTHING";
    BY_OUTSIDE = "WITH asked (source, external) AS
        (VALUES [[(CAST($? AS TEXT), CAST($? AS TEXT))]])
        SELECT e.source, e.external, e.student_id FROM asked CROSS JOIN external_ids e
        WHERE e.source = asked.source AND e.external = asked.external";
    BY_EXTERNAL = "SELECT source, student_id FROM external_ids WHERE external = $1
        ORDER BY source";
    OUTSIDE_OF = "SELECT source, external, student_id FROM external_ids
        WHERE student_id IN ([[$?]]) ORDER BY source, external";
    // A source that says nothing does not erase what another one said.
    UPSERT = "INSERT INTO students (student_id, given_name, family_name, email, phone, time_zone,
        language, informal, dream_job, audit) VALUES [[($?,$?,$?,$?,$?,$?,$?,$?,$?,$?)]]
        ON CONFLICT (student_id) DO UPDATE SET
        given_name = COALESCE(NULLIF(excluded.given_name, ''), students.given_name),
        family_name = COALESCE(NULLIF(excluded.family_name, ''), students.family_name),
        email = COALESCE(excluded.email, students.email),
        phone = COALESCE(excluded.phone, students.phone),
        time_zone = COALESCE(excluded.time_zone, students.time_zone),
        language = COALESCE(excluded.language, students.language),
        informal = excluded.informal,
        dream_job = COALESCE(excluded.dream_job, students.dream_job),
        audit = CASE WHEN excluded.audit = '[]' THEN students.audit ELSE excluded.audit END";
    BY_ID = "SELECT student_id, given_name, family_name, email, phone, time_zone, language,
        informal, dream_job, audit FROM students WHERE student_id IN ([[$?]])";
}

/// A source, and a student's id in it.
pub type OutsideId = (Key, Key);

/// A student as a source knows them, with the id they get if they are new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStudent {
    /// Random; used only if the source's id is not known yet.
    pub proposed: StudentId,
    /// Which source.
    pub source: Key,
    /// What it says.
    pub student: Student,
}

/// A student with everything that the directory knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownStudent {
    /// Our id.
    pub id: StudentId,
    /// Their ids outside, by source.
    pub outside: Vec<OutsideId>,
    /// The rest; `external` is the first of `outside`.
    pub student: Student,
}

/// What is needed to name somebody in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their first outside id, by source.
    pub external: Key,
    /// Given name; empty where unknown.
    pub given_name: String,
    /// Family name; empty where unknown.
    pub family_name: String,
    /// `fr` or `en`, where known.
    pub language: Option<Key>,
    /// Say *tu* rather than *vous*.
    pub informal: bool,
}

impl Tx {
    /// Makes students known and gives everybody's id: the proposed one for
    /// those who were not known, also to another process, else the id that
    /// they have. Names and the rest are brought up to date; what a source
    /// leaves empty stays as it was. Each outside id at most once.
    pub async fn put_students(
        &mut self,
        students: &[NewStudent],
    ) -> Result<HashMap<OutsideId, StudentId>> {
        let mut link = self.link();
        link.bulk(CLAIM_IDS, students, |new, args: &mut Args| {
            args.extend([
                Value::from(&new.source),
                (&new.student.external).into(),
                new.proposed.into(),
            ]);
        })
        .await?;
        let outside: Vec<OutsideId> =
            students.iter().map(|new| (new.source.clone(), new.student.external.clone())).collect();
        let ids = student_ids(&mut link, &outside).await?;
        let rows = students
            .iter()
            .zip(&outside)
            .filter_map(|(new, outside)| Some((*ids.get(outside)?, &new.student)))
            .map(|(id, student)| Ok((id, student, audit_json(student)?)))
            .collect::<Result<Vec<_>>>()?;
        link.bulk(UPSERT, &rows, |(id, student, audit), args: &mut Args| {
            args.extend([
                Value::from(*id),
                student.given_name.as_str().into(),
                student.family_name.as_str().into(),
                student.email.as_deref().into(),
                student.phone.as_deref().into(),
                student.time_zone.as_deref().into(),
                student.language.as_deref().into(),
                student.informal.into(),
                student.dream_job.as_deref().into(),
                audit.as_str().into(),
            ]);
        })
        .await?;
        Ok(ids)
    }
}

reads! {
    /// The students that these outside ids name; unknown ones are left out.
    student_ids(outside: &[OutsideId]) -> HashMap<OutsideId, StudentId>;

    /// Everybody who has this id in any source, by source.
    find_student(external: &str) -> Vec<(StudentId, Key)>;

    /// Everything that the directory knows about one student.
    student(id: StudentId) -> Option<KnownStudent>;

    /// The names of these students; unknown ones are left out.
    students_named(students: &[StudentId]) -> HashMap<StudentId, Person>;
}

async fn student_ids(
    link: &mut Link<'_>,
    outside: &[OutsideId],
) -> Result<HashMap<OutsideId, StudentId>> {
    let rows: Vec<(String, String, Id)> = link
        .among(BY_OUTSIDE, &args![], outside, |(source, external), args: &mut Args| {
            args.extend([Value::from(source), external.into()]);
        })
        .await?;
    Ok(rows
        .into_iter()
        .map(|(source, external, id)| ((source.into(), external.into()), id.into()))
        .collect())
}

async fn find_student(link: &mut Link<'_>, external: &str) -> Result<Vec<(StudentId, Key)>> {
    let rows: Vec<(String, Id)> = link.all(BY_EXTERNAL, args![external]).await?;
    Ok(rows.into_iter().map(|(source, id)| (id.into(), source.into())).collect())
}

async fn student(link: &mut Link<'_>, id: StudentId) -> Result<Option<KnownStudent>> {
    Ok(known(link, &[id]).await?.pop())
}

async fn students_named(
    link: &mut Link<'_>,
    students: &[StudentId],
) -> Result<HashMap<StudentId, Person>> {
    let known = known(link, students).await?;
    Ok(known
        .into_iter()
        .map(|KnownStudent { id, student, .. }| {
            let person = Person {
                external: student.external,
                given_name: student.given_name,
                family_name: student.family_name,
                language: student.language,
                informal: student.informal,
            };
            (id, person)
        })
        .collect())
}

async fn known(link: &mut Link<'_>, students: &[StudentId]) -> Result<Vec<KnownStudent>> {
    let write = |&student: &StudentId, args: &mut Args| args.push(student.into());
    let mut outside: HashMap<StudentId, Vec<OutsideId>> = HashMap::new();
    let ids: Vec<(String, String, Id)> = link.among(OUTSIDE_OF, &args![], students, write).await?;
    for (source, external, id) in ids {
        outside.entry(id.into()).or_default().push((source.into(), external.into()));
    }
    let rows: Vec<Stored> = link.among(BY_ID, &args![], students, write).await?;
    rows.into_iter()
        .map(|row| {
            let outside = outside.remove(&row.student_id.into()).unwrap_or_default();
            row.read(outside)
        })
        .collect()
}

fn audit_json(student: &Student) -> Result<String> {
    serde_json::to_string(&student.audit)
        .map_err(|error| Error::Corrupt { column: "students.audit", value: error.to_string() })
}

#[derive(sqlx::FromRow)]
struct Stored {
    student_id: Id,
    given_name: String,
    family_name: String,
    email: Option<String>,
    phone: Option<String>,
    time_zone: Option<String>,
    language: Option<String>,
    informal: i64,
    dream_job: Option<String>,
    audit: String,
}

impl Stored {
    fn read(self, outside: Vec<OutsideId>) -> Result<KnownStudent> {
        let audit = serde_json::from_str(&self.audit)
            .map_err(|_| Error::Corrupt { column: "students.audit", value: self.audit })?;
        let external = outside.first().map(|(_, external)| external.clone()).unwrap_or_default();
        let student = Student {
            external,
            given_name: self.given_name,
            family_name: self.family_name,
            email: self.email,
            phone: self.phone,
            time_zone: self.time_zone,
            language: self.language.map(Key::from),
            informal: self.informal != 0,
            dream_job: self.dream_job,
            audit,
        };
        Ok(KnownStudent { id: self.student_id.into(), outside, student })
    }
}
