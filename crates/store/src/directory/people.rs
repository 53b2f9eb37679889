//! Students by name and by outside id.

use std::collections::HashMap;

use vigie_domain::directory::Student;
use vigie_domain::fact::Channel;
use vigie_domain::ids::{Key, StudentId};

use crate::directory::search::folded;
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
        language, informal, dream_job, good_hours, audit, search)
        VALUES [[($?,$?,$?,$?,$?,$?,$?,$?,$?,$?,$?,$?)]]
        ON CONFLICT (student_id) DO UPDATE SET
        given_name = COALESCE(NULLIF(excluded.given_name, ''), students.given_name),
        family_name = COALESCE(NULLIF(excluded.family_name, ''), students.family_name),
        email = COALESCE(excluded.email, students.email),
        phone = COALESCE(excluded.phone, students.phone),
        time_zone = COALESCE(excluded.time_zone, students.time_zone),
        language = COALESCE(excluded.language, students.language),
        informal = excluded.informal,
        dream_job = COALESCE(excluded.dream_job, students.dream_job),
        good_hours = COALESCE(excluded.good_hours, students.good_hours),
        search = excluded.search,
        audit = CASE WHEN excluded.audit = '[]' THEN students.audit ELSE excluded.audit END";
    // What they say themselves goes before what a source says of them.
    BY_ID = "SELECT s.student_id, s.given_name, s.family_name, s.email, s.phone, s.time_zone,
        s.language, s.informal, s.dream_job, COALESCE(w.good_hours, s.good_hours) AS good_hours,
        w.channel, s.audit FROM students s LEFT JOIN wishes w ON w.student_id = s.student_id
        WHERE s.student_id IN ([[$?]])";
    // Read while older schemas are brought up to date: no later table or column.
    UNSEARCHED = "SELECT student_id, given_name, family_name FROM students
        WHERE search = '' AND student_id > $1
        ORDER BY student_id LIMIT $2";
    SET_SEARCH = "WITH told (student_id, search) AS
        (VALUES [[(CAST($? AS {blob}), CAST($? AS TEXT))]])
        UPDATE students SET search = told.search FROM told
        WHERE students.student_id = told.student_id";
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
    /// By which channel they would rather be reached, as they say.
    pub channel: Option<Channel>,
}

/// What is needed to name somebody in a line, and to reach them.
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
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone, as written.
    pub phone: Option<String>,
    /// IANA time zone, where it differs from the school's.
    pub time_zone: Option<String>,
    /// When they like to be called, in their own words.
    pub good_hours: Option<String>,
    /// By which channel they would rather be reached, as they say.
    pub channel: Option<Channel>,
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
            .filter_map(|(new, outside)| Some((*ids.get(outside)?, new)))
            .collect::<Vec<_>>();
        let mut search = searches(&mut link, &rows).await?;
        let rows = rows
            .into_iter()
            .map(|(id, new)| {
                let search = search.remove(&id).unwrap_or_default();
                Ok((id, &new.student, audit_json(&new.student)?, search))
            })
            .collect::<Result<Vec<_>>>()?;
        link.bulk(UPSERT, &rows, |(id, student, audit, search), args: &mut Args| {
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
                student.good_hours.as_deref().into(),
                audit.as_str().into(),
                search.as_str().into(),
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
        .map(|KnownStudent { id, student, channel, .. }| {
            let person = Person {
                external: student.external,
                given_name: student.given_name,
                family_name: student.family_name,
                language: student.language,
                informal: student.informal,
                email: student.email,
                phone: student.phone,
                time_zone: student.time_zone,
                good_hours: student.good_hours,
                channel,
            };
            (id, person)
        })
        .collect())
}

/// Everybody's ids outside, by source.
async fn outside_of(
    link: &mut Link<'_>,
    students: &[StudentId],
) -> Result<HashMap<StudentId, Vec<OutsideId>>> {
    let write = |&student: &StudentId, args: &mut Args| args.push(student.into());
    let mut outside: HashMap<StudentId, Vec<OutsideId>> = HashMap::new();
    let ids: Vec<(String, String, Id)> = link.among(OUTSIDE_OF, &args![], students, write).await?;
    for (source, external, id) in ids {
        outside.entry(id.into()).or_default().push((source.into(), external.into()));
    }
    Ok(outside)
}

async fn known(link: &mut Link<'_>, students: &[StudentId]) -> Result<Vec<KnownStudent>> {
    let mut outside = outside_of(link, students).await?;
    let write = |&student: &StudentId, args: &mut Args| args.push(student.into());
    let rows: Vec<Stored> = link.among(BY_ID, &args![], students, write).await?;
    rows.into_iter()
        .map(|row| {
            let outside = outside.remove(&row.student_id.into()).unwrap_or_default();
            row.read(outside)
        })
        .collect()
}

/// What each of these people is found by, once `told` is written.
async fn searches(
    link: &mut Link<'_>,
    told: &[(StudentId, &NewStudent)],
) -> Result<HashMap<StudentId, String>> {
    // Whoever has the proposed id is new; the others may have more names.
    let before: Vec<StudentId> =
        told.iter().filter(|(id, new)| *id != new.proposed).map(|(id, _)| *id).collect();
    let mut before: HashMap<StudentId, KnownStudent> =
        known(link, &before).await?.into_iter().map(|known| (known.id, known)).collect();
    let search = |&(id, new): &(StudentId, &NewStudent)| {
        let Student { external, given_name, family_name, .. } = &new.student;
        let text = match before.remove(&id) {
            None => folded([family_name.as_str(), given_name, external]),
            Some(known) => {
                let kept = |told: &String, before: String| {
                    if told.is_empty() { before } else { told.clone() }
                };
                let family = kept(family_name, known.student.family_name);
                let given = kept(given_name, known.student.given_name);
                search_text(&family, &given, &known.outside)
            }
        };
        (id, text)
    };
    Ok(told.iter().map(search).collect())
}

fn search_text(family: &str, given: &str, outside: &[OutsideId]) -> String {
    folded([family, given].into_iter().chain(outside.iter().map(|(_, external)| external.as_str())))
}

/// Fills in what people are found by where they were known before there was
/// such a column.
pub(crate) async fn fill_search(link: &mut Link<'_>) -> Result<()> {
    let mut after = Vec::new();
    loop {
        let rows: Vec<(Id, String, String)> =
            link.all(UNSEARCHED, args![after.clone(), 512_i64]).await?;
        let ids: Vec<StudentId> = rows.iter().map(|(id, ..)| (*id).into()).collect();
        let Some(last) = ids.last() else { return Ok(()) };
        after = last.bytes().to_vec();
        let outside = outside_of(link, &ids).await?;
        link.bulk(SET_SEARCH, &rows, |(id, given, family), args: &mut Args| {
            let id = StudentId::from(*id);
            let outside = outside.get(&id).map_or(&[][..], Vec::as_slice);
            args.extend([Value::from(id), search_text(family, given, outside).into()]);
        })
        .await?;
    }
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
    good_hours: Option<String>,
    channel: Option<String>,
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
            good_hours: self.good_hours,
            audit,
        };
        let channel = self.channel.as_deref().and_then(Channel::from_name);
        Ok(KnownStudent { id: self.student_id.into(), outside, student, channel })
    }
}
