//! Bringing a database to the tables that this program needs.
//!
//! The migrations are one text for both engines. All pending ones are applied
//! in one transaction under a lock, so two processes may start at once.

use crate::error::{Error, Result};
use crate::hash;
use crate::link::Link;
use crate::sql::{Engine, statements};
use crate::store::{Store, Tx};
use crate::value::args;
use crate::{across, directory};

/// (name, text), in order. Once released, a text is never changed.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_directory", include_str!("../migrations/0001_directory.sql")),
    ("0002_facts", include_str!("../migrations/0002_facts.sql")),
    ("0003_standing", include_str!("../migrations/0003_standing.sql")),
    ("0004_running", include_str!("../migrations/0004_running.sql")),
    ("0005_web", include_str!("../migrations/0005_web.sql")),
    ("0006_ringing", include_str!("../migrations/0006_ringing.sql")),
    ("0007_governance", include_str!("../migrations/0007_governance.sql")),
    ("0008_rights", include_str!("../migrations/0008_rights.sql")),
    ("0009_cases", include_str!("../migrations/0009_cases.sql")),
    ("0010_conversations", include_str!("../migrations/0010_conversations.sql")),
    ("0011_caseload", include_str!("../migrations/0011_caseload.sql")),
    ("0012_risk", include_str!("../migrations/0012_risk.sql")),
    ("0013_replies", include_str!("../migrations/0013_replies.sql")),
    ("0014_portals", include_str!("../migrations/0014_portals.sql")),
    ("0015_risk_rings", include_str!("../migrations/0015_risk_rings.sql")),
    ("0016_celebrations", include_str!("../migrations/0016_celebrations.sql")),
    ("0017_erasure", include_str!("../migrations/0017_erasure.sql")),
    ("0018_risk_answers", include_str!("../migrations/0018_risk_answers.sql")),
    ("0019_parts", include_str!("../migrations/0019_parts.sql")),
    ("0020_accounts", include_str!("../migrations/0020_accounts.sql")),
    ("0021_mentors", include_str!("../migrations/0021_mentors.sql")),
    ("0022_absence_changes", include_str!("../migrations/0022_absence_changes.sql")),
    ("0023_kept_back", include_str!("../migrations/0023_kept_back.sql")),
    ("0024_links", include_str!("../migrations/0024_links.sql")),
    ("0025_dropped", include_str!("../migrations/0025_dropped.sql")),
];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (
    name TEXT PRIMARY KEY,
    checksum BIGINT NOT NULL
)";

/// Any number will do, as long as nothing else in the database uses it.
const LOCK: &str = "SELECT pg_advisory_xact_lock(6215817)";

statements! {
    APPLIED = "SELECT name, checksum FROM migrations ORDER BY name";
    RECORD = "INSERT INTO migrations (name, checksum) VALUES ($1, $2)";
}

impl Store {
    /// Applies every migration that is missing and gives their names. Does
    /// nothing to a database that is up to date.
    pub async fn migrate(&self) -> Result<Vec<String>> {
        self.migrate_to(MIGRATIONS.len()).await
    }

    /// Applies the first `count` migrations only, to test one step at a time.
    #[doc(hidden)]
    pub async fn migrate_to(&self, count: usize) -> Result<Vec<String>> {
        let mut tx = self.begin().await?;
        tx.lock_migrations().await?;
        let mut link = tx.link();
        link.script(TABLE.to_owned()).await?;
        let applied = applied(&mut link).await?;
        let mut done = Vec::new();
        for (name, text) in MIGRATIONS.iter().take(count).skip(applied) {
            let script = link.engine().translate(text).into_owned();
            link.script(script)
                .await
                .map_err(|source| Error::Refused { what: format!("migration {name}"), source })?;
            // What SQL has no words for on both engines.
            if *name == "0005_web" {
                directory::people::fill_search(&mut link).await?;
            }
            if *name == "0019_parts" {
                across::cases::fill_parts(&mut link).await?;
            }
            link.run(RECORD, args![*name, checksum(text)]).await?;
            done.push((*name).to_owned());
        }
        tx.commit().await?;
        Ok(done)
    }

    /// The names of the migrations that this database still lacks.
    pub async fn pending_migrations(&self) -> Result<Vec<String>> {
        let mut reader = self.reader().await?;
        let applied = match applied(&mut reader.link()).await {
            Err(Error::Schema(_)) => 0,
            applied => applied?,
        };
        Ok(MIGRATIONS.iter().skip(applied).map(|(name, _)| (*name).to_owned()).collect())
    }
}

impl Tx {
    /// On SQLite the transaction itself is the lock.
    async fn lock_migrations(&mut self) -> Result<()> {
        let mut link = self.link();
        if link.engine() == Engine::Postgres {
            link.script(LOCK.to_owned()).await?;
        }
        Ok(())
    }
}

/// How many migrations the database has, once they are known to be ours.
async fn applied(link: &mut Link<'_>) -> Result<usize> {
    let rows: Vec<(String, i64)> = link.all(APPLIED, args![]).await?;
    for (index, (name, recorded)) in rows.iter().enumerate() {
        let Some((known, text)) = MIGRATIONS.get(index) else {
            return Err(Error::NewerDatabase { name: name.clone() });
        };
        if known != name || checksum(text) != *recorded {
            return Err(Error::MigrationChanged { name: name.clone() });
        }
    }
    Ok(rows.len())
}

/// Of the text as written, before it is put in an engine's words.
fn checksum(text: &str) -> i64 {
    hash::of(text.as_bytes())
}
