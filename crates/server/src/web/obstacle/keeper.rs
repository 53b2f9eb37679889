//! The past of the whole school asked about the school itself: read once in
//! the background, and kept for a while.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;
use vigie_domain::time::Span;
use vigie_evidence::obstacle::ObstacleReport;

use crate::app::backtest::{Cancel, Progress};
use crate::app::obstacle::{self, Request};
use crate::clock::Stopwatch;
use crate::web::Web;

/// What ended in the last so many days counts: a year and a half shows every
/// season once.
const DAYS: i64 = 547;
/// Obstacles move slowly: a reading is kept for so many seconds.
const KEPT: f64 = 3_600.0;

/// How far the reading is.
#[derive(Clone, Debug)]
pub(super) enum Reading {
    Running(Progress),
    Ready(Arc<ObstacleReport>),
    /// It could not be read; the log says why.
    Failed,
}

/// The last reading, or the one that goes on.
#[derive(Debug, Default)]
pub(in crate::web) struct Keeper(Mutex<Option<(watch::Receiver<Reading>, Stopwatch)>>);

impl Keeper {
    /// Where the reading is; begins one if need be.
    pub(super) fn ask(&self, web: &Web) -> watch::Receiver<Reading> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((told, since)) = &*kept {
            let good = match &*told.borrow() {
                Reading::Running(_) => told.has_changed().is_ok(),
                Reading::Ready(_) => since.seconds() < KEPT,
                Reading::Failed => false,
            };
            if good {
                return told.clone();
            }
        }
        let (tell, told) = watch::channel(Reading::Running(Progress { students: 0, of: 0 }));
        tokio::spawn(read(web.clone(), tell));
        kept.insert((told, Stopwatch::start())).0.clone()
    }
}

async fn read(web: Web, tell: watch::Sender<Reading>) {
    let request = Request { from: Some(web.now() - Span::days(DAYS)), ..Request::default() };
    let progress = |so_far| drop(tell.send_replace(Reading::Running(so_far)));
    let last = match obstacle::run(web.app(), &request, &Cancel::default(), progress).await {
        Ok(Some(report)) => Reading::Ready(Arc::new(report)),
        Ok(None) => Reading::Failed,
        Err(error) => {
            tracing::error!(%error, "the obstacles could not be counted");
            Reading::Failed
        }
    };
    tell.send_replace(last);
}
