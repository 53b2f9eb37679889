//! One connection of either engine, and the few ways to run a statement on it.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, PgConnection, SqliteConnection};

use crate::error::Result;
use crate::sql::{Engine, Sql};
use crate::value::{self, Args};

/// A borrowed connection.
pub(crate) enum Link<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

/// Anything that can be read from a row of either engine.
pub(crate) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// Rows in one statement of SQLite, largest first. Few sizes, so that the
/// prepared statements are found again; 512 rows of 13 columns stay far below
/// its 32,766 parameters.
const SIZES: [usize; 4] = [512, 64, 8, 1];

/// Rows in one statement of PostgreSQL, whose text is the same for any number.
const ARRAY: usize = 4_096;

/// `rows` in pieces that one statement takes.
fn pieces<T>(engine: Engine, mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = match engine {
            Engine::Sqlite => SIZES.into_iter().find(|&size| size <= rows.len())?,
            Engine::Postgres => rows.len().min(ARRAY),
        };
        let (piece, rest) = rows.split_at(size);
        rows = rest;
        (size > 0).then_some(piece)
    })
}

/// Runs the same call on whichever engine is behind the link.
macro_rules! on_either {
    ($link:expr, $sql:expr, $rows:expr, $args:expr, |$connection:ident, $query:ident| $body:expr) => {{
        match $link {
            Link::Sqlite($connection) => {
                let text = $sql.expand(Engine::Sqlite, $rows);
                let $query = (AssertSqlSafe(text), value::for_sqlite($args)?);
                $body
            }
            Link::Postgres($connection) if $rows > 1 => {
                let (arguments, types) = value::as_arrays($args, $sql.fixed(), $rows)?;
                let $query = (AssertSqlSafe($sql.over_arrays(&types)), arguments);
                $body
            }
            Link::Postgres($connection) => {
                let text = $sql.expand(Engine::Postgres, $rows);
                let $query = (AssertSqlSafe(text), value::for_postgres($args)?);
                $body
            }
        }
    }};
}

impl Link<'_> {
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement; gives the number of rows it changed.
    pub(crate) async fn run(&mut self, sql: Sql, args: Args) -> Result<u64> {
        self.run_rows(sql, 1, args).await
    }

    /// Every row that a query gives.
    pub(crate) async fn all<T: Row>(&mut self, sql: Sql, args: Args) -> Result<Vec<T>> {
        self.all_rows(sql, 1, args).await
    }

    /// The one row that a query gives, if it gives one.
    pub(crate) async fn one<T: Row>(&mut self, sql: Sql, args: Args) -> Result<Option<T>> {
        Ok(self.all_rows(sql, 1, args).await?.pop())
    }

    /// Runs a statement with a `[[…]]` over any number of rows.
    pub(crate) async fn bulk<T>(
        &mut self,
        sql: Sql,
        rows: &[T],
        mut write: impl FnMut(&T, &mut Args),
    ) -> Result<u64> {
        let mut changed = 0;
        for piece in pieces(self.engine(), rows) {
            let mut args = Args::new();
            for row in piece {
                write(row, &mut args);
            }
            changed += self.run_rows(sql, piece.len(), args).await?;
        }
        Ok(changed)
    }

    /// Like [`Link::bulk`], for a statement that gives rows back.
    pub(crate) async fn bulk_returning<T, R: Row>(
        &mut self,
        sql: Sql,
        rows: &[T],
        mut write: impl FnMut(&T, &mut Args),
    ) -> Result<Vec<R>> {
        let mut returned = Vec::new();
        for piece in pieces(self.engine(), rows) {
            let mut args = Args::new();
            for row in piece {
                write(row, &mut args);
            }
            returned.append(&mut self.all_rows(sql, piece.len(), args).await?);
        }
        Ok(returned)
    }

    /// A query whose `[[…]]` is a list to look in: `fixed` parameters first,
    /// then the keys. On SQLite a short list is filled up with its last key,
    /// which changes nothing to what is found and keeps the texts few.
    pub(crate) async fn among<T, R: Row>(
        &mut self,
        sql: Sql,
        fixed: &Args,
        keys: &[T],
        mut write: impl FnMut(&T, &mut Args),
    ) -> Result<Vec<R>> {
        let mut found = Vec::new();
        let most = if self.engine() == Engine::Sqlite { SIZES[0] } else { ARRAY };
        for piece in keys.chunks(most) {
            let size = match self.engine() {
                Engine::Sqlite => SIZES.into_iter().rev().find(|&size| size >= piece.len()),
                Engine::Postgres => None,
            };
            let size = size.unwrap_or(piece.len());
            let mut args = fixed.clone();
            for key in piece {
                write(key, &mut args);
            }
            for key in piece.last().into_iter().cycle().take(size - piece.len()) {
                write(key, &mut args);
            }
            found.append(&mut self.all_rows(sql, size, args).await?);
        }
        Ok(found)
    }

    /// A query whose `[[…]]` is a list that it must have as a whole, of some
    /// thousand rows at most: `fixed` parameters first, then the rows.
    pub(crate) async fn over<T, R: Row>(
        &mut self,
        sql: Sql,
        fixed: &Args,
        rows: &[T],
        mut write: impl FnMut(&T, &mut Args),
    ) -> Result<Vec<R>> {
        let mut args = fixed.clone();
        for row in rows {
            write(row, &mut args);
        }
        self.all_rows(sql, rows.len(), args).await
    }

    async fn run_rows(&mut self, sql: Sql, rows: usize, args: Args) -> Result<u64> {
        Ok(on_either!(self, sql, rows, args, |connection, query| {
            sqlx::query_with(query.0, query.1).execute(&mut **connection).await?.rows_affected()
        }))
    }

    async fn all_rows<T: Row>(&mut self, sql: Sql, rows: usize, args: Args) -> Result<Vec<T>> {
        Ok(on_either!(self, sql, rows, args, |connection, query| {
            sqlx::query_as_with(query.0, query.1).fetch_all(&mut **connection).await?
        }))
    }

    /// Has the engine read and plan a statement without running it.
    pub(crate) async fn prepare(&mut self, sql: Sql, rows: usize) -> Result<(), sqlx::Error> {
        use sqlx::{Executor, SqlSafeStr};
        let text = AssertSqlSafe(sql.expand(self.engine(), rows)).into_sql_str();
        match self {
            Self::Sqlite(connection) => connection.prepare(text).await.map(drop),
            Self::Postgres(connection) => connection.prepare(text).await.map(drop),
        }
    }

    /// The lines of SQLite's plan for a statement.
    pub(crate) async fn plan(&mut self, sql: Sql) -> Result<Vec<String>> {
        let text = format!("EXPLAIN QUERY PLAN {}", sql.expand(self.engine(), 3));
        let query = sqlx::query_as(AssertSqlSafe(text));
        let rows: Vec<(i64, i64, i64, String)> = match self {
            Self::Sqlite(connection) => query.fetch_all(&mut **connection).await?,
            Self::Postgres(_) => Vec::new(),
        };
        Ok(rows.into_iter().map(|(.., line)| line).collect())
    }

    /// Runs a text of several statements, without parameters.
    pub(crate) async fn script(&mut self, text: String) -> Result<(), sqlx::Error> {
        let script = sqlx::raw_sql(AssertSqlSafe(text));
        match self {
            Self::Sqlite(connection) => script.execute(&mut **connection).await.map(drop),
            Self::Postgres(connection) => script.execute(&mut **connection).await.map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_hold_every_row_once_in_order() {
        for (engine, count, expected) in [
            (Engine::Sqlite, 1_161, &[512, 512, 64, 64, 8, 1][..]),
            (Engine::Postgres, 5_000, &[4_096, 904]),
            (Engine::Postgres, 0, &[]),
        ] {
            let rows: Vec<usize> = (0..count).collect();
            let sizes: Vec<usize> = pieces(engine, &rows).map(<[_]>::len).collect();
            assert_eq!(sizes, expected);
            assert_eq!(pieces(engine, &rows).flatten().copied().collect::<Vec<_>>(), rows);
        }
    }
}
