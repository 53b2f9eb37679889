//! Running one story on both engines.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::World;

/// Makes each story a module with two tests, in a new school.
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($($world:tt)+) $body:block)+) => {$(
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports, reason = "not every story needs everything")]
            use super::*;

            async fn story($($world)+: $crate::support::World) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                $crate::support::engines::on_sqlite(story).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                $crate::support::engines::on_postgres(story).await;
            }
        }
    )+};
}
pub(crate) use on_both;

/// Runs a story on a new SQLite file.
pub(crate) async fn on_sqlite<F, S>(story: S)
where
    F: Future<Output = ()> + Send + 'static,
    S: FnOnce(World) -> F + Send + 'static,
{
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("vigie.db").display());
    told(url, story).await.unwrap();
}

/// Runs a story on a new PostgreSQL database, which goes when it ends.
pub(crate) async fn on_postgres<F, S>(story: S)
where
    F: Future<Output = ()> + Send + 'static,
    S: FnOnce(World) -> F + Send + 'static,
{
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var("VIGIE_TEST_POSTGRES") else {
        panic!("run `cargo xtask test`, which starts a throw-away PostgreSQL");
    };
    let mut admin = PgConnection::connect(&server).await.unwrap();
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("vigie_story_{}_{number}", std::process::id());
    let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    sqlx::raw_sql(AssertSqlSafe(drop.clone())).execute(&mut admin).await.unwrap();
    let create = format!("CREATE DATABASE {name}");
    sqlx::raw_sql(AssertSqlSafe(create)).execute(&mut admin).await.unwrap();

    let outcome = told(beside(&server, &name), story).await;
    sqlx::raw_sql(AssertSqlSafe(drop)).execute(&mut admin).await.unwrap();
    if let Err(failure) = outcome {
        std::panic::resume_unwind(failure.into_panic());
    }
}

/// On a task of its own, so that what it left behind is cleared away even
/// when it fails.
async fn told<F, S>(url: String, story: S) -> Result<(), tokio::task::JoinError>
where
    F: Future<Output = ()> + Send + 'static,
    S: FnOnce(World) -> F + Send + 'static,
{
    tokio::spawn(async move { story(World::open(url).await).await }).await
}

/// The same server's address with another database.
fn beside(server: &str, database: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let host = address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    format!("{host}/{database}?{options}")
}
