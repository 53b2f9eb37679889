//! Is this database whole, and does it fit this program?

use crate::error::{Error, Result};
use crate::sql::{Engine, statements};
use crate::store::Store;
use crate::value::args;
use crate::{ALL_STATEMENTS, facts};

statements! {
    INTEGRITY (Sqlite) = "SELECT integrity_check FROM pragma_integrity_check";
    SQLITE_VERSION (Sqlite) = "SELECT sqlite_version()";
    POSTGRES_VERSION (Postgres) = "SELECT current_setting('server_version')";
}

/// What [`Store::check`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkup {
    /// Which engine.
    pub engine: Engine,
    /// The engine's version.
    pub version: String,
    /// Migrations that are still to be applied.
    pub pending: Vec<String>,
    /// What SQLite's own check of the file complains about; empty is well.
    pub damage: Vec<String>,
}

impl Store {
    /// Reads the whole file (SQLite) and asks the engine to plan every
    /// statement of this program, without running one.
    pub async fn check(&self) -> Result<Checkup> {
        let pending = self.pending_migrations().await?;
        let mut damage = Vec::new();
        let mut reader = self.reader().await?;
        let version = match self.engine() {
            Engine::Sqlite => {
                let rows: Vec<(String,)> = reader.link().all(INTEGRITY, args![]).await?;
                damage.extend(rows.into_iter().map(|(line,)| line).filter(|line| line != "ok"));
                SQLITE_VERSION
            }
            Engine::Postgres => POSTGRES_VERSION,
        };
        let version: Option<(String,)> = reader.link().one(version, args![]).await?;
        drop(reader);
        if pending.is_empty() {
            self.prepare_all().await?;
        }
        let version = version.map(|(version,)| version).unwrap_or_default();
        Ok(Checkup { engine: self.engine(), version, pending, damage })
    }

    /// Has the engine plan every statement for one row and for three; gives
    /// how many statements there are. Fails with the name of the first one
    /// that the engine does not take.
    pub async fn prepare_all(&self) -> Result<usize> {
        let mut tx = self.begin().await?;
        let mut link = tx.link();
        let engine = link.engine();
        if engine == Engine::Postgres {
            link.script(facts::copy::STAGE.replace("TEMP TABLE", "TEMP TABLE IF NOT EXISTS"))
                .await?;
        }
        let mut count = 0;
        for module in ALL_STATEMENTS {
            for sql in *module {
                if sql.only.is_some_and(|only| only != engine) {
                    continue;
                }
                for rows in [1, 3] {
                    link.prepare(*sql, rows)
                        .await
                        .map_err(|source| Error::Refused { what: sql.name.to_owned(), source })?;
                }
                count += 1;
            }
        }
        tx.rollback().await?;
        Ok(count)
    }

    /// How SQLite means to find the rows of each statement, by its name: the
    /// lines of its query plan. For the test that none reads a whole table.
    #[doc(hidden)]
    pub async fn plans(&self) -> Result<Vec<(&'static str, Vec<String>)>> {
        let mut plans = Vec::new();
        let Self::Sqlite(_) = self else { return Ok(plans) };
        let mut tx = self.begin().await?;
        let mut link = tx.link();
        for module in ALL_STATEMENTS {
            for sql in module.iter().filter(|sql| sql.only != Some(Engine::Postgres)) {
                plans.push((sql.name, link.plan(*sql).await?));
            }
        }
        tx.rollback().await?;
        Ok(plans)
    }

    /// Runs a text of one or more statements. For tests that need a database
    /// in a state that this program would not leave it in.
    #[doc(hidden)]
    pub async fn script(&self, sql: &str) -> Result<()> {
        let mut tx = self.begin().await?;
        let mut link = tx.link();
        let text = link.engine().translate(sql).into_owned();
        link.script(text).await?;
        tx.commit().await
    }
}
