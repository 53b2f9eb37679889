//! PostgreSQL's fast ways in: `COPY` into the table where all is new, else
//! into a temporary table and from there what is new.

use super::row::Entry;
use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::value::{Args, Id, Value, args};

/// One per connection; it outlives the transaction, its rows do not.
pub(crate) const STAGE: &str = "CREATE TEMP TABLE incoming (
    student_id BYTEA, id BYTEA, version BIGINT, revision BIGINT, occurred_at BIGINT,
    known_at BIGINT, recorded_at BIGINT, source TEXT, kind TEXT, enrolment_id BYTEA,
    body TEXT, content BIGINT
) ON COMMIT DELETE ROWS";

const COPY_STAGE: &str = "COPY incoming FROM STDIN (FORMAT binary)";

const COPY_FACTS: &str = "COPY facts (student_id, id, version, revision, occurred_at, known_at,
    recorded_at, source, kind, enrolment_id, body, content) FROM STDIN (FORMAT binary)";

statements! {
    KNOWN (Postgres) = "WITH asked (student_id, id) AS
        (VALUES [[(CAST($? AS BYTEA), CAST($? AS BYTEA))]])
        SELECT f.version FROM asked CROSS JOIN facts f
        WHERE f.student_id = asked.student_id AND f.id = asked.id";
    IS_STAGED (Postgres) = "SELECT CASE WHEN to_regclass('pg_temp.incoming') IS NULL
        THEN 0::BIGINT ELSE 1::BIGINT END";
    UNSTAGE (Postgres) = "DELETE FROM incoming";
    FROM_STAGE (Postgres) = "INSERT INTO facts (student_id, id, version, revision, occurred_at,
        known_at, recorded_at, source, kind, enrolment_id, body, content)
        SELECT student_id, id, version, revision, occurred_at, known_at, recorded_at, source,
        kind, enrolment_id, body, content FROM incoming
        ON CONFLICT DO NOTHING RETURNING student_id, id";
}

/// Columns of the table.
const COLUMNS: i16 = 12;

/// Facts looked up before all are taken for new.
const SAMPLE: usize = 8;

/// Bytes sent at a time.
const PACKET: usize = 1 << 20;

/// Writes entries of distinct facts straight into the table: all of them, or,
/// if one is there already, none. `link` is a PostgreSQL connection within a
/// transaction.
pub(crate) async fn insert_all(link: &mut Link<'_>, entries: &[Entry<'_>]) -> Result<bool> {
    // A refused COPY leaves dead rows behind, so it is tried only where a few
    // of the facts, looked up first, are all new.
    let sample: Vec<_> = entries.iter().step_by(entries.len().div_ceil(SAMPLE).max(1)).collect();
    let known: Vec<(i64,)> = link
        .among(KNOWN, &args![], &sample, |entry, args: &mut Args| {
            let (student, id) = entry.key();
            args.extend([Value::from(student), id.into()]);
        })
        .await?;
    if !known.is_empty() {
        return Ok(false);
    }
    link.script("SAVEPOINT copying".to_owned()).await?;
    match copy(link, COPY_FACTS, entries).await.map_err(Error::from) {
        Ok(()) => {
            link.script("RELEASE SAVEPOINT copying".to_owned()).await?;
            Ok(true)
        }
        Err(Error::Constraint { .. }) => {
            link.script("ROLLBACK TO SAVEPOINT copying".to_owned()).await?;
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Inserts those entries of distinct facts that are not there already, and
/// gives their keys. `link` is a PostgreSQL connection within a transaction.
pub(crate) async fn insert_new(
    link: &mut Link<'_>,
    entries: &[Entry<'_>],
) -> Result<Vec<(Id, Id)>> {
    let staged: Option<(i64,)> = link.one(IS_STAGED, args![]).await?;
    if staged == Some((1,)) {
        link.run(UNSTAGE, args![]).await?;
    } else {
        link.script(STAGE.to_owned()).await?;
    }
    copy(link, COPY_STAGE, entries).await?;
    link.all(FROM_STAGE, args![]).await
}

async fn copy(link: &mut Link<'_>, into: &str, entries: &[Entry<'_>]) -> Result<(), sqlx::Error> {
    let Link::Postgres(connection) = link else { return Ok(()) };
    let mut copy = connection.copy_in_raw(into).await?;
    let mut packet = Vec::with_capacity(PACKET + 4_096);
    packet.extend_from_slice(HEADER);
    for entry in entries {
        encode(entry, &mut packet);
        if packet.len() >= PACKET {
            copy.send(packet.as_slice()).await?;
            packet.clear();
        }
    }
    packet.extend_from_slice(&(-1_i16).to_be_bytes());
    copy.send(packet.as_slice()).await?;
    copy.finish().await?;
    Ok(())
}

/// Signature, no flags, no header extension:
/// <https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4>.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// One tuple: the number of fields, then each field's length and bytes.
fn encode(entry: &Entry<'_>, out: &mut Vec<u8>) {
    let mut args = Vec::with_capacity(12);
    entry.write(&mut args);
    out.extend_from_slice(&COLUMNS.to_be_bytes());
    for value in &args {
        match value {
            Value::Int(Some(value)) => field(&value.to_be_bytes(), out),
            Value::Text(Some(value)) => field(value.as_bytes(), out),
            Value::Blob(Some(value)) => field(value, out),
            Value::Int(None) | Value::Text(None) | Value::Blob(None) => {
                out.extend_from_slice(&(-1_i32).to_be_bytes());
            }
        }
    }
}

fn field(bytes: &[u8], out: &mut Vec<u8>) {
    // The server refuses a length that its own limit of 1 GiB rules out.
    out.extend_from_slice(&i32::try_from(bytes.len()).unwrap_or(i32::MAX).to_be_bytes());
    out.extend_from_slice(bytes);
}
