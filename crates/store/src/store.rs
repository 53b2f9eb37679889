//! Opening a store, reading from it, writing to it.

use std::str::FromStr;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use vigie_domain::ids::StudentId;
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::Engine;

/// How long a writer waits for another one before it gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open database. Cheap to clone; clones share their connections.
#[derive(Clone, Debug)]
pub enum Store {
    /// One file.
    Sqlite(SqliteStore),
    /// A PostgreSQL server.
    Postgres(PgPool),
}

/// One file in WAL mode: one connection writes, several read.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Store {
    /// Opens `sqlite:FILE`, a bare file name, or `postgres://…`. A missing
    /// file is created, empty; [`Store::migrate`] gives it its tables.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)
                .map_err(|error| Error::Url { url: redact(url), reason: error.to_string() })?;
            // A plan made while a table was empty would be kept, and read the
            // whole table once it is full. Pages are on SSD or in memory, so
            // a few hundred look-ups are better than reading all of them.
            let options = options
                .options([("plan_cache_mode", "force_custom_plan"), ("random_page_cost", "1.1")]);
            let pool = PgPoolOptions::new().max_connections(12).acquire_timeout(PATIENCE);
            return Ok(Self::Postgres(pool.connect_with(options).await.map_err(lost)?));
        }
        let path = url.strip_prefix("sqlite:").unwrap_or(url);
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || url.contains("://") && !url.starts_with("sqlite:") {
            return Err(Error::Url { url: redact(url), reason: "unknown kind".to_owned() });
        }
        Ok(Self::Sqlite(SqliteStore::open(path).await?))
    }

    /// Which engine is behind this store.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction that may write. On SQLite it waits for its turn
    /// and from then on is the only writer. Dropped without
    /// [`Tx::commit`], it changes nothing.
    pub async fn begin(&self) -> Result<Tx> {
        let inner = match self {
            Self::Sqlite(store) => {
                TxInner::Sqlite(store.writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Self::Postgres(pool) => TxInner::Postgres(pool.begin().await?),
        };
        Ok(Tx { inner, outbox: Vec::new() })
    }

    /// A connection for reading.
    pub(crate) async fn reader(&self) -> Result<Reader> {
        Ok(match self {
            Self::Sqlite(store) => Reader::Sqlite(store.readers.acquire().await?),
            Self::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// Empties SQLite's log of changes, where what was deleted still stands.
    /// Whoever still reads keeps it from being emptied: that is no error.
    pub async fn forget_log(&self) -> Result<()> {
        if let Self::Sqlite(store) = self {
            sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&store.writer).await?;
        }
        Ok(())
    }

    /// Closes every connection; on SQLite this folds the write-ahead log
    /// back into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(store) => {
                store.readers.close().await;
                store.writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl SqliteStore {
    async fn open(path: &str) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(PATIENCE)
            .foreign_keys(false)
            .row_buffer_size(1_024)
            // 64 MiB of pages: random keys then seldom touch the disk twice.
            .pragma("cache_size", "-65536")
            .pragma("temp_store", "memory")
            // 16 MiB of log: an import then rewrites each page less often.
            .pragma("wal_autocheckpoint", "4000");
        let pool = || {
            SqlitePoolOptions::new()
                .acquire_timeout(PATIENCE)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
        };
        let writer = pool().max_connections(1).connect_with(options.clone()).await.map_err(lost)?;
        // Readers look through the mapped file first: what they hold of their
        // own stays small however much a dry run reads.
        let readers = options
            .pragma("query_only", "on")
            .pragma("mmap_size", "268435456")
            .pragma("cache_size", "-8192");
        let readers = pool().max_connections(4).connect_lazy_with(readers);
        Ok(Self { writer, readers })
    }
}

/// Failing to open is a matter of the connection, whatever the code says.
fn lost(error: sqlx::Error) -> Error {
    match Error::from(error) {
        Error::Database(error) => Error::ConnectionLost(error),
        error => error,
    }
}

/// The address without its password.
fn redact(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => {
            let user = url[scheme + 3..at].split(':').next().unwrap_or_default();
            format!("{}{user}{}", &url[..scheme + 3], &url[at..])
        }
        _ => url.to_owned(),
    }
}

/// A connection borrowed from the pool for reading.
pub(crate) enum Reader {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Reader {
    pub(crate) fn link(&mut self) -> Link<'_> {
        match self {
            Self::Sqlite(connection) => Link::Sqlite(connection),
            Self::Postgres(connection) => Link::Postgres(connection),
        }
    }
}

/// A transaction. Rolled back when dropped, kept by [`Tx::commit`].
#[derive(Debug)]
pub struct Tx {
    inner: TxInner,
    /// Written just before the commit: see [`crate::outbox`].
    pub(crate) outbox: Vec<(StudentId, &'static str, Instant)>,
}

#[derive(Debug)]
enum TxInner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) fn link(&mut self) -> Link<'_> {
        match &mut self.inner {
            TxInner::Sqlite(transaction) => Link::Sqlite(transaction),
            TxInner::Postgres(transaction) => Link::Postgres(transaction),
        }
    }

    /// Keeps everything that was written since [`Store::begin`].
    pub async fn commit(mut self) -> Result<()> {
        self.flush_outbox().await?;
        match self.inner {
            TxInner::Sqlite(transaction) => transaction.commit().await?,
            TxInner::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    /// Takes everything back. Dropping does the same, a little later.
    pub async fn rollback(self) -> Result<()> {
        match self.inner {
            TxInner::Sqlite(transaction) => transaction.rollback().await?,
            TxInner::Postgres(transaction) => transaction.rollback().await?,
        }
        Ok(())
    }
}

/// Makes reading functions `async fn name(link: &mut Link<'_>, …)` methods of
/// [`Store`], which takes a reading connection, and of [`Tx`], which sees its
/// own writes.
macro_rules! reads {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),* $(,)?) -> $result:ty;)+) => {
        impl $crate::store::Store {
            $($(#[$doc])* pub async fn $name(&self $(, $arg: $ty)*) -> $crate::Result<$result> {
                $name(&mut self.reader().await?.link() $(, $arg)*).await
            })+
        }

        impl $crate::store::Tx {
            $($(#[$doc])* pub async fn $name(&mut self $(, $arg: $ty)*) -> $crate::Result<$result> {
                $name(&mut self.link() $(, $arg)*).await
            })+
        }
    };
}
pub(crate) use reads;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let shown = redact("postgres://vigie:s3cr@t@db.example/vigie");
        assert_eq!(shown, "postgres://vigie@db.example/vigie");
    }
}
