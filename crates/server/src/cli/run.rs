//! `vigie run`

use clap::Args;

use super::{Global, Result, output};
use crate::app::Engine;

/// The live engine: wakes each student exactly when their answer may change
///
/// Examples:
///   vigie run                 until interrupted
///   vigie run --once          wake whoever is due, then stop
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Run {
    /// Wake whoever is due now, then stop
    #[arg(long)]
    once: bool,
}

impl Run {
    pub(super) async fn run(self, global: &Global) -> Result<()> {
        let app = global.app().await?;
        super::audit::warn_unvouched(&app);
        super::indicator::greet_shipped(&app).await?;
        let mut engine = Engine::default();
        loop {
            let school = app.school().await?;
            let (woken, rest) = engine.round(&app, &school).await?;
            if woken.students > 0 || self.once {
                output::print(&format!(
                    "{}  woke {}, raised {}, cleared {}\n",
                    app.clock.now(),
                    woken.students,
                    woken.raised,
                    woken.cleared
                ));
            }
            if self.once {
                while app.risk_step(&school).await? {}
                return Ok(());
            }
            tokio::select! {
                () = tokio::time::sleep(rest) => {}
                stopped = tokio::signal::ctrl_c() => {
                    if stopped.is_ok() {
                        output::print("stopped; nothing is lost\n");
                    }
                    return Ok(());
                }
            }
        }
    }
}
