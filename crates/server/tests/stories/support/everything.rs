//! Every cell of every table, as text: to look for what must not be there.

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

/// Every row of every table of a database: (table, its cells). Bytes are shown
/// as hexadecimal digits.
pub(crate) async fn everything(url: &str) -> Vec<(String, String)> {
    if url.starts_with("postgres") {
        let mut database = PgConnection::connect(url).await.unwrap();
        let tables = "SELECT table_name::text FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'";
        let tables = sqlx::query(tables).fetch_all(&mut database).await.unwrap();
        let mut all = Vec::new();
        for table in tables {
            let table: String = table.get(0);
            let rows = AssertSqlSafe(format!("SELECT t::text FROM {table} t"));
            let rows = sqlx::query(rows).fetch_all(&mut database).await.unwrap();
            all.extend(rows.into_iter().map(|row| (table.clone(), row.get(0))));
        }
        return all;
    }
    let mut database = SqliteConnection::connect(url).await.unwrap();
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table'";
    let tables = sqlx::query(tables).fetch_all(&mut database).await.unwrap();
    let mut all = Vec::new();
    for table in tables {
        let table: String = table.get(0);
        let columns = AssertSqlSafe(format!("SELECT name FROM pragma_table_info('{table}')"));
        let columns = sqlx::query(columns).fetch_all(&mut database).await.unwrap();
        let quoted: Vec<String> = columns
            .iter()
            .map(|column| format!("quote(\"{}\")", column.get::<&str, _>(0)))
            .collect();
        let rows = AssertSqlSafe(format!("SELECT {} FROM {table}", quoted.join(" || ',' || ")));
        let rows = sqlx::query(rows).fetch_all(&mut database).await.unwrap();
        all.extend(rows.into_iter().map(|row| (table.clone(), row.get(0))));
    }
    all
}

/// In which tables these words stand, as text or as bytes; each once.
pub(crate) fn where_is(all: &[(String, String)], words: &str) -> Vec<String> {
    let text = words.to_lowercase();
    let bytes = words.bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let mut tables: Vec<String> = all
        .iter()
        .filter(|(_, row)| {
            let row = row.to_lowercase();
            row.contains(&text) || row.contains(&bytes)
        })
        .map(|(table, _)| table.clone())
        .collect();
    tables.dedup();
    tables
}
