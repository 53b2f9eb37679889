//! A fact as a row, and back.

use sqlx::{ColumnIndex, Decode, FromRow, Type};
use vigie_domain::fact::{Fact, Payload};
use vigie_domain::ids::{EnrolmentId, FactId, Key, StudentId};
use vigie_domain::time::Instant;

use super::Incoming;
use crate::error::{Error, Result};
use crate::hash;
use crate::value::{Args, Id, Value};

/// A fact made ready to be written.
pub(crate) struct Entry<'a> {
    pub(crate) incoming: &'a Incoming,
    pub(crate) body: String,
    pub(crate) content: i64,
    pub(crate) version: i64,
    /// Place among everything that was handed in together.
    pub(crate) order: usize,
    /// No later version of the same fact was handed in with it.
    pub(crate) last: bool,
}

impl<'a> Entry<'a> {
    pub(crate) fn new(incoming: &'a Incoming) -> Result<Self> {
        let fact = &incoming.fact;
        // JSON has no word for NaN: it would be written, and never read again.
        if matches!(&fact.payload, Payload::Observed(observed) if !observed.value.is_finite()) {
            return Err(Error::NotFinite { fact: fact.id, kind: fact.kind() });
        }
        let body = serde_json::to_string(&fact.payload).map_err(|source| Error::Body {
            fact: fact.id,
            kind: fact.kind().name().to_owned(),
            source,
        })?;
        let content = content(fact, &body, incoming.text.as_deref());
        Ok(Self { incoming, body, content, version: 0, order: 0, last: true })
    }

    pub(crate) fn key(&self) -> (StudentId, FactId) {
        (self.incoming.fact.student, self.incoming.fact.id)
    }

    /// The columns, in the order of the table.
    pub(crate) fn write(&self, args: &mut Args) {
        let fact = &self.incoming.fact;
        args.extend([
            Value::from(fact.student),
            fact.id.into(),
            self.version.into(),
            fact.revision.into(),
            fact.occurred_at.into(),
            fact.known_at.into(),
            fact.recorded_at.into(),
            (&fact.source).into(),
            fact.kind().name().into(),
            fact.enrolment.into(),
            Value::Text(Some(self.body.clone())),
            self.content.into(),
        ]);
    }
}

/// Hash of what a fact says. When we heard of it is no part of it: hearing
/// the same thing again later is no news.
fn content(fact: &Fact, body: &str, text: Option<&str>) -> i64 {
    let mut said = Vec::with_capacity(body.len() + text.map_or(0, str::len) + 32);
    said.extend_from_slice(&fact.enrolment.map_or([0; 16], EnrolmentId::bytes));
    said.extend_from_slice(&fact.occurred_at.0.to_le_bytes());
    said.extend_from_slice(body.as_bytes());
    if let Some(text) = text {
        said.push(0);
        said.extend_from_slice(text.as_bytes());
    }
    hash::of(&said)
}

/// A fact as read. The body may be one that this program cannot read; that
/// is told with the fact's name rather than by the database layer.
pub(crate) struct FactRow {
    pub(crate) student: StudentId,
    pub(crate) fact: Result<Fact>,
}

impl<'r, R> FromRow<'r, R> for FactRow
where
    R: sqlx::Row,
    usize: ColumnIndex<R>,
    Id: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    &'r str: Decode<'r, R::Database> + Type<R::Database>,
{
    /// Columns in the order of [`super::read::COLUMNS`].
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        let student = StudentId::from(row.try_get::<Id, _>(0)?);
        let id = FactId::from(row.try_get::<Id, _>(1)?);
        let enrolment: Option<Id> = row.try_get(8)?;
        let fact = match serde_json::from_str(row.try_get(9)?) {
            Ok(payload) => Ok(Fact {
                id,
                student,
                enrolment: enrolment.map(EnrolmentId::from),
                occurred_at: Instant(row.try_get(3)?),
                known_at: Instant(row.try_get(4)?),
                recorded_at: Instant(row.try_get(5)?),
                source: Key::from(row.try_get::<&str, _>(6)?),
                revision: row.try_get(2)?,
                payload,
            }),
            Err(source) => {
                let kind = row.try_get::<&str, _>(7)?.to_owned();
                Err(Error::Body { fact: id, kind, source })
            }
        };
        Ok(Self { student, fact })
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::fact::{Completed, Kind};
    use vigie_domain::ids::StudentId;

    use super::*;

    fn fact() -> Fact {
        let student = StudentId::from_bytes([1; 16]);
        Fact {
            id: FactId::derive(student, "csv", Kind::Completed, "7"),
            student,
            enrolment: None,
            occurred_at: Instant(10),
            known_at: Instant(20),
            recorded_at: Instant(30),
            source: Key::from("csv"),
            revision: 0,
            payload: Completed { item: Key::from("p1") }.into(),
        }
    }

    fn content_of(fact: Fact, text: Option<&str>) -> i64 {
        let incoming = Incoming { fact, text: text.map(str::to_owned) };
        Entry::new(&incoming).unwrap().content
    }

    #[test]
    fn when_we_heard_of_it_is_not_content() {
        let later = Fact { known_at: Instant(21), recorded_at: Instant(31), ..fact() };
        assert_eq!(content_of(fact(), None), content_of(later, None));
    }

    #[test]
    fn everything_that_was_said_is_content() {
        let said = [
            content_of(fact(), None),
            content_of(fact(), Some("")),
            content_of(fact(), Some("hello")),
            content_of(Fact { occurred_at: Instant(11), ..fact() }, None),
            content_of(Fact { enrolment: Some(EnrolmentId::from_bytes([2; 16])), ..fact() }, None),
            content_of(Fact { payload: Completed { item: "p2".into() }.into(), ..fact() }, None),
        ];
        for (index, one) in said.iter().enumerate() {
            assert!(!said[index + 1..].contains(one), "{index}");
        }
    }
}
