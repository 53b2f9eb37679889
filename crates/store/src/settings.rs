//! Settings of the school, and which source supplies which kinds of fact.

use std::collections::HashMap;

use vigie_domain::fact::Kinds;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::args;

statements! {
    GET = "SELECT value FROM settings WHERE key = $1";
    ALL = "SELECT key, value FROM settings";
    PUT = "INSERT INTO settings (key, value) VALUES ($1, $2)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    PUT_FIRST = "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    PUT_SOURCE = "INSERT INTO sources (name, kinds) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET kinds = sources.kinds | excluded.kinds";
    SOURCES = "SELECT name, kinds FROM sources";
}

impl Tx {
    /// Sets a setting.
    pub async fn put_setting(&mut self, key: &str, value: &str) -> Result<()> {
        self.link().run(PUT, args![key, value]).await?;
        Ok(())
    }

    /// Sets a setting unless it is set already.
    pub async fn put_first_setting(&mut self, key: &str, value: &str) -> Result<()> {
        self.link().run(PUT_FIRST, args![key, value]).await?;
        Ok(())
    }

    /// Notes that a source supplies these kinds, beside those it is known to.
    pub async fn put_source(&mut self, name: &str, kinds: Kinds) -> Result<()> {
        self.link().run(PUT_SOURCE, args![name, kinds.0.cast_signed()]).await?;
        Ok(())
    }
}

reads! {
    /// One setting.
    setting(key: &str) -> Option<String>;

    /// Every setting.
    settings() -> HashMap<String, String>;

    /// The kinds of fact that any source supplies: a metric over others is
    /// not supplied.
    supplied() -> Kinds;
}

async fn setting(link: &mut Link<'_>, key: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = link.one(GET, args![key]).await?;
    Ok(row.map(|(value,)| value))
}

async fn settings(link: &mut Link<'_>) -> Result<HashMap<String, String>> {
    Ok(link.all::<(String, String)>(ALL, args![]).await?.into_iter().collect())
}

async fn supplied(link: &mut Link<'_>) -> Result<Kinds> {
    let rows: Vec<(String, i64)> = link.all(SOURCES, args![]).await?;
    Ok(rows.iter().fold(Kinds::NONE, |all, (_, bits)| all.union(Kinds(bits.cast_unsigned()))))
}
