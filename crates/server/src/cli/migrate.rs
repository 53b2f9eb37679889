//! `vigie migrate`

use clap::Args;
use vigie_store::Store;

use super::{Global, Result, output};

/// Bring the database's schema up to date
///
/// Every command that writes does this by itself; this one only says what it
/// did.
#[derive(Debug, Args)]
pub(super) struct Migrate {}

impl Migrate {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let store = Store::connect(&global.database).await?;
        let applied = store.migrate().await?;
        if applied.is_empty() {
            output::print("the schema is up to date\n");
        }
        for name in applied {
            output::print(&format!("applied {name}\n"));
        }
        Ok(())
    }
}
