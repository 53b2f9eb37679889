//! Cases: what happened in each, append-only, and where each stands.

use std::collections::HashMap;

use vigie_domain::case::{Author, Case, Event, Written};
use vigie_domain::ids::{CaseId, StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    ADD = "INSERT INTO case_events (student_id, case_id, seq, at, author, staff_id, body)
        VALUES [[($?,$?,$?,$?,$?,$?,$?)]]";
    STAND = "INSERT INTO cases (student_id, case_id, seq, owner_id, stage, opened_at, look_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (student_id, case_id) DO UPDATE SET seq = excluded.seq,
        owner_id = excluded.owner_id, stage = excluded.stage, look_at = excluded.look_at";
    DROP_PARTS = "DELETE FROM case_parts WHERE student_id = $1 AND case_id = $2";
    ADD_PARTS = "INSERT INTO case_parts (student_id, case_id, staff_id) VALUES [[($?,$?,$?)]]";
    // The columns of `Stored`.
    OF_STUDENT = "SELECT student_id, case_id, seq, at, author, staff_id, body FROM case_events
        WHERE student_id = $1 ORDER BY case_id, seq";
    AMONG = "WITH asked (student_id, case_id) AS
        (VALUES [[(CAST($? AS {blob}), CAST($? AS {blob}))]])
        SELECT DISTINCT e.student_id, e.case_id, e.seq, e.at, e.author, e.staff_id, e.body
        FROM asked CROSS JOIN case_events e
        WHERE e.student_id = asked.student_id AND e.case_id = asked.case_id";
}

/// A case with all that happened in it.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRow {
    /// Where it stands.
    pub case: Case,
    /// What happened, in order.
    pub events: Vec<Written>,
}

impl Tx {
    /// Adds events to a case, in order, and says where it stands after them;
    /// the student is locked. An event whose place is taken is refused as a
    /// broken constraint, with all others.
    pub async fn add_case_events(
        &mut self,
        case: &Case,
        events: &[Written],
        look_at: Option<Instant>,
    ) -> Result<()> {
        let mut rows = Vec::with_capacity(events.len());
        for written in events {
            rows.push((written, body(&written.event)?));
        }
        let mut link = self.link();
        link.bulk(ADD, &rows, |(written, body), args: &mut Args| {
            let (author, staff) = author(written.by);
            args.extend([
                Value::from(case.student),
                case.id.into(),
                written.seq.into(),
                written.at.into(),
                author.into(),
                staff.into(),
                body.as_str().into(),
            ]);
        })
        .await?;
        let Case { student, id, seq, owner, opened_at, .. } = *case;
        let look_at = look_at.filter(|_| case.is_open());
        let args = args![student, id, seq, owner, case.stage.name(), opened_at, look_at];
        link.run(STAND, args).await?;
        link.run(DROP_PARTS, args![student, id]).await?;
        add_parts(&mut link, std::slice::from_ref(case)).await
    }
}

/// Who has a part in these cases, of which none is told yet.
pub(crate) async fn add_parts(link: &mut Link<'_>, cases: &[Case]) -> Result<()> {
    let parts = cases
        .iter()
        .flat_map(|case| case.others().into_iter().map(|staff| (case.student, case.id, staff)));
    let parts: Vec<(StudentId, CaseId, StaffId)> = parts.collect();
    link.bulk(ADD_PARTS, &parts, |&(student, case, staff), args: &mut Args| {
        args.extend([Value::from(student), case.into(), staff.into()]);
    })
    .await?;
    Ok(())
}

reads! {
    /// Every case of one student, by opening, the oldest first.
    cases_of(student: StudentId) -> Vec<CaseRow>;

    /// These cases, by opening, the oldest first; those that are none are
    /// left out.
    cases_among(asked: &[(StudentId, CaseId)]) -> Vec<CaseRow>;
}

async fn cases_of(link: &mut Link<'_>, student: StudentId) -> Result<Vec<CaseRow>> {
    read(link.all(OF_STUDENT, args![student]).await?)
}

async fn cases_among(link: &mut Link<'_>, asked: &[(StudentId, CaseId)]) -> Result<Vec<CaseRow>> {
    let rows = link
        .among(AMONG, &args![], asked, |&(student, case), args: &mut Args| {
            args.extend([Value::from(student), case.into()]);
        })
        .await?;
    read(rows)
}

pub(crate) fn read(rows: Vec<Stored>) -> Result<Vec<CaseRow>> {
    let mut written: HashMap<(StudentId, CaseId), Vec<Written>> = HashMap::new();
    for row in rows {
        let key = (row.student_id.into(), row.case_id.into());
        written.entry(key).or_default().push(row.read()?);
    }
    let mut cases = Vec::with_capacity(written.len());
    for ((student, id), mut events) in written {
        events.sort_by_key(|written| written.seq);
        let case = Case::fold(id, student, &events).ok_or_else(|| Error::Corrupt {
            column: "case_events.body",
            value: format!("case {id} does not begin with its opening"),
        })?;
        cases.push(CaseRow { case, events });
    }
    cases.sort_by_key(|row| (row.case.opened_at, row.case.student, row.case.id));
    Ok(cases)
}

fn author(author: Author) -> (&'static str, Option<StaffId>) {
    match author {
        Author::Staff(staff) => ("staff", Some(staff)),
        Author::Student => ("student", None),
        Author::Facts => ("facts", None),
    }
}

fn body(event: &Event) -> Result<String> {
    serde_json::to_string(event)
        .map_err(|error| Error::Corrupt { column: "case_events.body", value: error.to_string() })
}

#[derive(sqlx::FromRow)]
pub(crate) struct Stored {
    student_id: Id,
    case_id: Id,
    seq: i64,
    at: i64,
    author: String,
    staff_id: Option<Id>,
    body: String,
}

impl Stored {
    fn read(self) -> Result<Written> {
        let by = match (self.author.as_str(), self.staff_id) {
            ("staff", Some(staff)) => Author::Staff(staff.into()),
            ("student", _) => Author::Student,
            ("facts", _) => Author::Facts,
            _ => {
                return Err(Error::Corrupt { column: "case_events.author", value: self.author });
            }
        };
        let event = serde_json::from_str(&self.body)
            .map_err(|_| Error::Corrupt { column: "case_events.body", value: self.body })?;
        let seq = u32::try_from(self.seq).map_err(|_| Error::Corrupt {
            column: "case_events.seq",
            value: self.seq.to_string(),
        })?;
        Ok(Written { seq, at: Instant(self.at), by, event })
    }
}
