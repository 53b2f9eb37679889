//! `vigie run`

use std::time::Duration;

use clap::Args;

use super::{Global, Result, output};

/// Look at the store for others' changes at least so often.
const POLL: Duration = Duration::from_secs(2);

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
        let mut stale = true;
        loop {
            let school = app.school().await?;
            // A few at a time: between them, whoever is due is woken.
            stale = stale && app.refold_stale(&school).await? > 0;
            let now = app.clock.now();
            let woken = app.wake_due(&school, now).await?;
            if woken.students > 0 || self.once {
                output::print(&format!(
                    "{now}  woke {}, raised {}, cleared {}\n",
                    woken.students, woken.raised, woken.cleared
                ));
            }
            if self.once {
                return Ok(());
            }
            let due = app.store.next_due().await?;
            let wait = if stale {
                Duration::ZERO
            } else {
                due.map_or(POLL, |due| {
                    Duration::from_secs(due.since(app.clock.now()).0.max(0).unsigned_abs())
                        .min(POLL)
                })
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
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
