//! What can go wrong, named so that the reader knows what to do.

use vigie_domain::fact::Kind;
use vigie_domain::ids::FactId;

/// Result of anything that the store does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address of the database cannot be read.
    #[error(
        "`{url}` is not a database: {reason}; write a file name, sqlite:FILE or postgres://USER@HOST/NAME"
    )]
    Url {
        /// What was given, without a password.
        url: String,
        /// Why it cannot be used.
        reason: String,
    },
    /// There is no connection to the database, or no longer one.
    #[error(
        "no connection to the database; is the server up, does the folder of the file exist and may it be written?"
    )]
    ConnectionLost(#[source] sqlx::Error),
    /// Somebody else has been writing for too long.
    #[error(
        "the database is busy: another program has been writing to it for too long; try again when it is done"
    )]
    Busy(#[source] sqlx::Error),
    /// Two transactions met; the same work may be done again from its start.
    #[error("two transactions met: start this one again")]
    Retry(#[source] sqlx::Error),
    /// A rule of the schema was broken; nothing of the statement was kept.
    #[error("the database refused a row: it breaks `{constraint}`")]
    Constraint {
        /// The constraint or, on SQLite, its columns.
        constraint: String,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
    /// The database has no such table or column.
    #[error("the database lacks a table or column that this program needs: run `vigie migrate`")]
    Schema(#[source] sqlx::Error),
    /// The body of a stored fact is not what this program knows.
    #[error(
        "fact {fact} ({kind}) cannot be read; was it written by a newer version of this program?"
    )]
    Body {
        /// Which fact.
        fact: FactId,
        /// The kind it was stored as.
        kind: String,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// A fact holds a number that cannot be written down.
    #[error("fact {fact} ({kind}) holds a number that is not finite; it was not stored")]
    NotFinite {
        /// Which fact.
        fact: FactId,
        /// Its kind.
        kind: Kind,
    },
    /// A stored value is not one that this program writes.
    #[error("`{value}` in {column} is not a value of this program; run `vigie doctor`")]
    Corrupt {
        /// Where it stands.
        column: &'static str,
        /// What was found there.
        value: String,
    },
    /// An applied migration is not the one that this program knows.
    #[error(
        "migration {name} was applied with another text: this database belongs to another build"
    )]
    MigrationChanged {
        /// Which migration.
        name: String,
    },
    /// The database has migrations that this program lacks.
    #[error("the database is newer than this program (it has {name}): use the newer program")]
    NewerDatabase {
        /// The first unknown migration.
        name: String,
    },
    /// A statement or migration that the database does not take.
    #[error("the database refused {what}")]
    Refused {
        /// The statement or migration.
        what: String,
        /// Why.
        #[source]
        source: sqlx::Error,
    },
    /// Anything else that the database said.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

impl Error {
    /// May the same transaction simply be run again?
    pub fn is_retriable(&self) -> bool {
        matches!(self, Self::Retry(_))
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::ConnectionLost(error),
            sqlx::Error::PoolTimedOut => Self::Busy(error),
            sqlx::Error::Database(database) => {
                let code = database.code().unwrap_or_default().into_owned();
                let sqlite = database
                    .try_downcast_ref::<sqlx::sqlite::SqliteError>()
                    .and_then(|_| code.parse::<i32>().ok());
                match sqlite {
                    Some(code) => from_sqlite(code, error),
                    None => from_postgres(&code, error),
                }
            }
            _ => Self::Database(error),
        }
    }
}

/// <https://www.sqlite.org/rescode.html>; the low byte is the primary code.
fn from_sqlite(code: i32, error: sqlx::Error) -> Error {
    const NO_SUCH: i32 = 1;
    match code & 0xff {
        5 | 6 => Error::Busy(error),
        8 | 10 | 13 | 14 => Error::ConnectionLost(error),
        19 => Error::Constraint { constraint: constraint_of(&error), source: error },
        NO_SUCH if message(&error).starts_with("no such") => Error::Schema(error),
        _ => Error::Database(error),
    }
}

/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn from_postgres(code: &str, error: sqlx::Error) -> Error {
    match code {
        "40001" | "40P01" => Error::Retry(error),
        "55P03" => Error::Busy(error),
        "42P01" | "42703" => Error::Schema(error),
        _ => match code.get(..2) {
            Some("08" | "57" | "53" | "28" | "3D") => Error::ConnectionLost(error),
            Some("23") => Error::Constraint { constraint: constraint_of(&error), source: error },
            _ => Error::Database(error),
        },
    }
}

fn message(error: &sqlx::Error) -> &str {
    error.as_database_error().map_or("", |database| database.message())
}

/// PostgreSQL names the constraint; SQLite ends its message with the columns.
fn constraint_of(error: &sqlx::Error) -> String {
    let named = error.as_database_error().and_then(|database| database.constraint());
    named.map_or_else(
        || message(error).rsplit(": ").next().unwrap_or_default().to_owned(),
        str::to_owned,
    )
}
