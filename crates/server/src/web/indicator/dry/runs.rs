//! The dry runs that go on, and the last one of each indicator.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;
use vigie_evidence::dryrun::Report;

use super::Asked;
use crate::app::backtest::{self, Cancel, Progress, Request};
use crate::web::Web;

/// Runs of so many indicators are kept.
const KEPT: usize = 16;

/// Where a run is.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    Running(Progress),
    Cancelled,
    /// The log says why.
    Failed,
    Done(Arc<Report>),
}

#[derive(Debug)]
struct Run {
    /// Which one it is: the oldest is forgotten first.
    serial: u64,
    asked: Asked,
    cancel: Cancel,
    shown: watch::Receiver<Shown>,
}

impl Drop for Run {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// One run an indicator; a new one ends the one before.
#[derive(Debug, Default)]
pub(in crate::web) struct Runs(Mutex<HashMap<String, Run>>);

impl Runs {
    /// Where the last run of an indicator is.
    pub(super) fn of(&self, id: &str) -> Option<Shown> {
        let runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.get(id).map(|run| run.shown.borrow().clone())
    }

    /// What was asked of it.
    pub(super) fn asked(&self, id: &str) -> Option<Asked> {
        let runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.get(id).map(|run| run.asked.clone())
    }

    /// Begin one.
    pub(super) fn start(&self, web: &Web, id: &str, asked: Asked, request: Request) {
        let cancel = Cancel::default();
        let nothing = Progress { students: 0, of: 0 };
        let (tell, shown) = watch::channel(Shown::Running(nothing));
        tokio::spawn(run(web.clone(), request, cancel.clone(), tell));
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let serial = runs.values().map(|run| run.serial).max().unwrap_or(0) + 1;
        runs.insert(id.to_owned(), Run { serial, asked, cancel, shown });
        if runs.len() > KEPT {
            let oldest = runs.iter().min_by_key(|(_, run)| run.serial).map(|(id, _)| id.clone());
            oldest.and_then(|id| runs.remove(&id));
        }
    }

    /// End it soon.
    pub(super) fn cancel(&self, id: &str) {
        let runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(run) = runs.get(id) {
            run.cancel.cancel();
        }
    }
}

async fn run(web: Web, request: Request, cancel: Cancel, tell: watch::Sender<Shown>) {
    let progress = |so_far| drop(tell.send_replace(Shown::Running(so_far)));
    let last = match backtest::run(web.app(), &request, &cancel, progress).await {
        Ok(Some(report)) => Shown::Done(Arc::new(report)),
        Ok(None) => Shown::Cancelled,
        Err(error) => {
            tracing::error!(%error, "a dry run failed");
            Shown::Failed
        }
    };
    tell.send_replace(last);
}
