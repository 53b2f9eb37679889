//! PostgreSQL's fast way in: `COPY` into a temporary table, then one insert.

use super::row::Entry;
use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::value::{Id, Value, args};

/// One per connection; it outlives the transaction, its rows do not.
pub(crate) const STAGE: &str = "CREATE TEMP TABLE incoming (
    student_id BYTEA, id BYTEA, version BIGINT, revision BIGINT, occurred_at BIGINT,
    known_at BIGINT, recorded_at BIGINT, source TEXT, kind TEXT, enrolment_id BYTEA,
    body TEXT, content BIGINT
) ON COMMIT DELETE ROWS";

const COPY: &str = "COPY incoming FROM STDIN (FORMAT binary)";

statements! {
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

/// Bytes sent at a time.
const PACKET: usize = 1 << 20;

/// Inserts entries of distinct facts; gives the keys of those that went in.
/// `link` is a PostgreSQL connection within a transaction.
pub(crate) async fn insert(link: &mut Link<'_>, entries: &[Entry<'_>]) -> Result<Vec<(Id, Id)>> {
    let staged: Option<(i64,)> = link.one(IS_STAGED, args![]).await?;
    if staged == Some((1,)) {
        link.run(UNSTAGE, args![]).await?;
    } else {
        link.script(STAGE.to_owned()).await?;
    }
    if let Link::Postgres(connection) = link {
        let mut copy = connection.copy_in_raw(COPY).await?;
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
    }
    link.all(FROM_STAGE, args![]).await
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
