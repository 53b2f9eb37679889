//! The record of imports, and the tombstones of people who were erased.

use std::collections::HashSet;

use uuid::Uuid;
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    PUT_IMPORT = "INSERT INTO imports (id, source, started_at, finished_at, summary)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (id) DO UPDATE SET finished_at = excluded.finished_at,
        summary = excluded.summary";
    IMPORTS = "SELECT id, source, started_at, finished_at, summary FROM imports
        ORDER BY started_at DESC, id LIMIT $1";
    BURY = "INSERT INTO tombstones (key, erased_at) VALUES [[($?,$?)]] ON CONFLICT DO NOTHING";
    EXHUME = "DELETE FROM tombstones WHERE key = $1";
    BURIED = "SELECT key FROM tombstones WHERE key IN ([[$?]])";
}

/// One import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Chosen by whoever imports.
    pub id: Uuid,
    /// From which source.
    pub source: String,
    /// When it began.
    pub started_at: Instant,
    /// When it was done; `None`: it runs, or it was interrupted.
    pub finished_at: Option<Instant>,
    /// The figures: JSON.
    pub summary: String,
}

impl Tx {
    /// Notes an import; called again with the same id, how it ended.
    pub async fn put_import(&mut self, import: &ImportRow) -> Result<()> {
        let id = import.id.as_bytes().as_slice();
        let ImportRow { source, started_at, finished_at, summary, .. } = import;
        let args = args![id, source.as_str(), *started_at, *finished_at, summary.as_str()];
        self.link().run(PUT_IMPORT, args).await?;
        Ok(())
    }

    /// Leaves keyed hashes of the outside ids of somebody who was erased, so
    /// that a later import knows to pass them over.
    pub async fn bury(&mut self, keys: &[Vec<u8>], at: Instant) -> Result<()> {
        let write = |key: &Vec<u8>, args: &mut Args| {
            args.extend([Value::from(key.as_slice()), at.into()]);
        };
        self.link().bulk(BURY, keys, write).await?;
        Ok(())
    }

    /// Takes a tombstone away. False: there is none.
    pub async fn exhume(&mut self, key: &[u8]) -> Result<bool> {
        Ok(self.link().run(EXHUME, args![key]).await? > 0)
    }
}

reads! {
    /// The latest imports, newest first.
    imports(limit: u32) -> Vec<ImportRow>;

    /// Those of these keys that are tombstones.
    buried(keys: &[Vec<u8>]) -> HashSet<Vec<u8>>;
}

async fn imports(link: &mut Link<'_>, limit: u32) -> Result<Vec<ImportRow>> {
    let rows: Vec<(Id, String, i64, Option<i64>, String)> = link.all(IMPORTS, args![limit]).await?;
    Ok(rows
        .into_iter()
        .map(|(id, source, started_at, finished_at, summary)| ImportRow {
            id: Uuid::from_bytes(id.0),
            source,
            started_at: Instant(started_at),
            finished_at: finished_at.map(Instant),
            summary,
        })
        .collect())
}

async fn buried(link: &mut Link<'_>, keys: &[Vec<u8>]) -> Result<HashSet<Vec<u8>>> {
    let rows: Vec<(Vec<u8>,)> = link
        .among(BURIED, &args![], keys, |key, args: &mut Args| args.push(key.as_slice().into()))
        .await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
