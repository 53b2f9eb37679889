//! `vigie serve`

use std::net::SocketAddr;

use clap::Args;

use super::{Global, Result, output};
use crate::web;

/// The cockpit: pages for the team, and personal links for students and mentors
///
/// The live engine runs inside; `vigie run` is not needed beside it. Stops
/// when interrupted, and loses nothing.
///
/// Examples:
///   vigie serve
///   vigie serve --listen 0.0.0.0:8080 --secure --trusted-proxies 1
///   vigie serve --clock 2026-11-20T09:00     a past day; every page says so
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Serve {
    /// Where to listen
    #[arg(long, env = "VIGIE_LISTEN", default_value = "127.0.0.1:7373")]
    listen: SocketAddr,
    /// Send cookies over HTTPS only: behind a proxy that speaks it
    #[arg(long, env = "VIGIE_SECURE")]
    secure: bool,
    /// How many proxies of yours stand before it: tries to sign in are then counted by the
    /// address that they tell in `X-Forwarded-For`, else a whole school shares a few
    #[arg(long, env = "VIGIE_TRUSTED_PROXIES", value_name = "COUNT", default_value_t = 0)]
    trusted_proxies: u8,
}

impl Serve {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        super::audit::warn_unvouched(&app);
        let demo = super::demo::is_demo(&app).await?;
        let past = global.clock.is_some();
        // A past day is only looked at.
        if !past {
            super::indicator::greet_shipped(&app).await?;
        }
        if self.secure && self.trusted_proxies == 0 {
            tracing::warn!(
                "--secure without --trusted-proxies: behind a proxy, everybody shares the same tries to sign in"
            );
        }
        let (listen, secure, proxies) = (self.listen, self.secure, self.trusted_proxies);
        let settings = web::Settings { listen, secure, demo, past, proxies };
        until_interrupted(app, settings, |address| {
            output::print(&format!("http://{address}\n"));
        })
        .await
    }
}

/// Serve until Ctrl-C.
pub(super) async fn until_interrupted(
    app: crate::app::App,
    settings: web::Settings,
    listening: impl FnOnce(SocketAddr),
) -> Result<()> {
    let interrupted = async {
        // Where there is no such signal, the server runs until it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let served = web::serve(app.clone(), settings, listening, interrupted).await;
    app.keep_heads_at_the_end().await;
    served
}
