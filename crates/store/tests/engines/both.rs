//! Running one story on both engines.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use vigie_store::Store;

/// Makes each story a module with two tests, on an empty migrated database.
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($store:ident) $body:block)+) => {
        on_both!(@with true; $($(#[$doc])* async fn $name($store) $body)+);
    };
    (without migrations: $($(#[$doc:meta])* async fn $name:ident($store:ident) $body:block)+) => {
        on_both!(@with false; $($(#[$doc])* async fn $name($store) $body)+);
    };
    (@with $migrated:literal;
     $($(#[$doc:meta])* async fn $name:ident($store:ident) $body:block)+) => {$(
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports, reason = "not every story needs everything")]
            use super::*;

            async fn story($store: vigie_store::Store, _url: String) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                $crate::both::on_sqlite($migrated, story).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                $crate::both::on_postgres($migrated, story).await;
            }
        }
    )+};
}
pub(crate) use on_both;

/// Runs a story on a new SQLite file, with its address.
pub(crate) async fn on_sqlite<F, S>(migrated: bool, story: S)
where
    F: Future<Output = ()> + Send + 'static,
    S: FnOnce(Store, String) -> F,
{
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("vigie.db").display());
    run(&url, migrated, story).await.unwrap();
}

/// Runs a story on a new PostgreSQL database, which goes when it ends.
pub(crate) async fn on_postgres<F, S>(migrated: bool, story: S)
where
    F: Future<Output = ()> + Send + 'static,
    S: FnOnce(Store, String) -> F,
{
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var("VIGIE_TEST_POSTGRES") else {
        panic!("run `cargo xtask test`, which starts a throw-away PostgreSQL");
    };
    let mut admin = PgConnection::connect(&server).await.unwrap();
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("vigie_test_{}_{number}", std::process::id());
    let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    sqlx::raw_sql(AssertSqlSafe(drop.clone())).execute(&mut admin).await.unwrap();
    let create = format!("CREATE DATABASE {name}");
    sqlx::raw_sql(AssertSqlSafe(create)).execute(&mut admin).await.unwrap();

    let outcome = run(&beside(&server, &name), migrated, story).await;
    sqlx::raw_sql(AssertSqlSafe(drop)).execute(&mut admin).await.unwrap();
    if let Err(failure) = outcome {
        std::panic::resume_unwind(failure.into_panic());
    }
}

async fn run<F, S>(address: &str, migrated: bool, story: S) -> Result<(), tokio::task::JoinError>
where
    F: Future<Output = ()> + Send + 'static,
    S: FnOnce(Store, String) -> F,
{
    let database = Store::connect(address).await.unwrap();
    if migrated {
        database.migrate().await.unwrap();
    }
    let outcome = tokio::spawn(story(database.clone(), address.to_owned())).await;
    database.close().await;
    outcome
}

/// The same server's address with another database.
fn beside(server: &str, database: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let host = address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    format!("{host}/{database}?{options}")
}

/// Does to a database what this program would never do.
pub(crate) async fn sabotage(store: &Store, sql: &'static str) {
    store.script(sql).await.unwrap();
}
