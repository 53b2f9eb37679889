//! Values on their way into a statement and out of a row, for both engines.

use sqlx::error::BoxDynError;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, Database, Decode, Type};
use vigie_domain::ids::{
    AbsenceId, CaseId, EnrolmentId, FactId, Key, RelayId, StaffId, StudentId, UserId,
};
use vigie_domain::time::Instant;

/// One parameter of a statement.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// BIGINT.
    Int(Option<i64>),
    /// TEXT.
    Text(Option<String>),
    /// BLOB or BYTEA.
    Blob(Option<Vec<u8>>),
}

/// The parameters of a statement, in order.
pub(crate) type Args = Vec<Value>;

/// A list of parameters: `args![student, now, limit]`.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::value::Value::from($value)),*] };
}
pub(crate) use args;

/// Binds every value for one engine.
macro_rules! bind {
    ($name:ident, $arguments:ty) => {
        pub(crate) fn $name(values: Args) -> Result<$arguments, sqlx::Error> {
            let mut arguments = <$arguments>::default();
            arguments.reserve(values.len(), values.len() * 24);
            for value in values {
                match value {
                    Value::Int(value) => Arguments::add(&mut arguments, value),
                    Value::Text(value) => Arguments::add(&mut arguments, value),
                    Value::Blob(value) => Arguments::add(&mut arguments, value),
                }
                .map_err(sqlx::Error::Encode)?;
            }
            Ok(arguments)
        }
    };
}
bind!(for_sqlite, SqliteArguments);
bind!(for_postgres, PgArguments);

/// PostgreSQL's arguments for `rows` rows after `fixed` single ones: an array
/// for each column, and the types of their elements.
pub(crate) fn as_arrays(
    values: Args,
    fixed: usize,
    rows: usize,
) -> Result<(PgArguments, Vec<&'static str>), sqlx::Error> {
    let mut values = values.into_iter();
    let mut arguments = for_postgres(values.by_ref().take(fixed).collect())?;
    let width = values.len() / rows;
    let mut columns: Vec<Column> = Vec::with_capacity(width);
    for (place, value) in values.enumerate() {
        if place < width {
            columns.push(Column::of(&value, rows));
        }
        columns[place % width].push(value)?;
    }
    let types = columns.iter().map(Column::name).collect();
    for column in columns {
        match column {
            Column::Int(column) => Arguments::add(&mut arguments, column),
            Column::Text(column) => Arguments::add(&mut arguments, column),
            Column::Blob(column) => Arguments::add(&mut arguments, column),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok((arguments, types))
}

/// One column of many rows.
enum Column {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
    Blob(Vec<Option<Vec<u8>>>),
}

impl Column {
    /// A column for values like this one.
    fn of(value: &Value, rows: usize) -> Self {
        match value {
            Value::Int(_) => Self::Int(Vec::with_capacity(rows)),
            Value::Text(_) => Self::Text(Vec::with_capacity(rows)),
            Value::Blob(_) => Self::Blob(Vec::with_capacity(rows)),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Int(_) => "BIGINT",
            Self::Text(_) => "TEXT",
            Self::Blob(_) => "BYTEA",
        }
    }

    fn push(&mut self, value: Value) -> Result<(), sqlx::Error> {
        match (self, value) {
            (Self::Int(column), Value::Int(value)) => column.push(value),
            (Self::Text(column), Value::Text(value)) => column.push(value),
            (Self::Blob(column), Value::Blob(value)) => column.push(value),
            _ => return Err(sqlx::Error::Encode("a column holds values of two types".into())),
        }
        Ok(())
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        i64::from(value).into()
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        i64::from(value).into()
    }
}

impl From<Instant> for Value {
    fn from(value: Instant) -> Self {
        value.0.into()
    }
}

impl From<Option<Instant>> for Value {
    fn from(value: Option<Instant>) -> Self {
        Self::Int(value.map(|instant| instant.0))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(storable(value)))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        value.to_owned().into()
    }
}

impl From<&Key> for Value {
    fn from(value: &Key) -> Self {
        value.as_str().into()
    }
}

impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(|text| storable(text.to_owned())))
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(Some(value))
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        value.to_vec().into()
    }
}

macro_rules! identifiers {
    ($($id:ty),+) => {$(
        impl From<$id> for Value {
            fn from(id: $id) -> Self {
                Self::Blob(Some(id.bytes().to_vec()))
            }
        }

        impl From<Option<$id>> for Value {
            fn from(id: Option<$id>) -> Self {
                Self::Blob(id.map(|id| id.bytes().to_vec()))
            }
        }

        impl From<Id> for $id {
            fn from(id: Id) -> Self {
                Self::from_bytes(id.0)
            }
        }
    )+};
}
identifiers!(AbsenceId, CaseId, StudentId, EnrolmentId, FactId, StaffId, UserId, RelayId);

/// PostgreSQL has no NUL in text, so neither engine gets one: it is shown as
/// the replacement character rather than lost or refused.
fn storable(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

/// Sixteen bytes read from a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Id(pub(crate) [u8; 16]);

impl<DB: Database> Type<DB> for Id
where
    Vec<u8>: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        <Vec<u8> as Type<DB>>::type_info()
    }

    fn compatible(ty: &DB::TypeInfo) -> bool {
        <Vec<u8> as Type<DB>>::compatible(ty)
    }
}

impl<'r, DB: Database> Decode<'r, DB> for Id
where
    &'r [u8]: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        let bytes = <&[u8] as Decode<DB>>::decode(value)?;
        Ok(Self(bytes.try_into()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_in_a_text_is_made_visible() {
        let Value::Text(Some(text)) = Value::from("a\0b") else { panic!("not a text") };
        assert_eq!(text, "a\u{fffd}b");
    }
}
