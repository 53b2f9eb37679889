//! The whole school read once for everybody who asks: advisor by advisor, in
//! the background, never twice at the same time.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;
use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;

use super::super::Web;
use crate::app::Result;
use crate::app::owed::Owed;
use crate::clock::Stopwatch;

/// A sheet that took long to read is shown for longer: so many times as long.
/// Reading it then never takes more than a twentieth of a core.
const KEPT_FOR: f64 = 20.0;

/// What is owed to everybody.
#[derive(Debug)]
pub(super) struct Sheet {
    /// When it was read.
    pub(super) at: Instant,
    /// Advisor by advisor, in no particular order.
    pub(super) owed: Vec<Owed>,
    took: f64,
    since: Stopwatch,
}

impl Sheet {
    fn is_fresh(&self) -> bool {
        self.since.seconds() < self.took * KEPT_FOR
    }
}

/// How far the reading is.
#[derive(Clone, Debug)]
pub(super) enum Progress {
    /// So many advisors of so many.
    Reading(usize, usize),
    /// There it is.
    Ready(Arc<Sheet>),
    /// It could not be read; the log says why.
    Failed,
}

/// The last reading, or the one that goes on.
#[derive(Debug, Default)]
pub(in crate::web) struct Keeper(Mutex<Option<watch::Receiver<Progress>>>);

impl Keeper {
    /// The reading to wait for; begins one if need be.
    pub(super) fn ask(&self, web: &Web) -> watch::Receiver<Progress> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.as_ref().filter(|known| is_good(known)) {
            return known.clone();
        }
        let (tell, told) = watch::channel(Progress::Reading(0, 0));
        tokio::spawn(read(web.clone(), tell));
        kept.insert(told).clone()
    }
}

fn is_good(told: &watch::Receiver<Progress>) -> bool {
    match &*told.borrow() {
        // Without a reader any more it would never be ready.
        Progress::Reading(..) => told.has_changed().is_ok(),
        Progress::Ready(sheet) => sheet.is_fresh(),
        Progress::Failed => false,
    }
}

async fn read(web: Web, tell: watch::Sender<Progress>) {
    let last = match everybody(&web, &tell).await {
        Ok(sheet) => Progress::Ready(Arc::new(sheet)),
        Err(error) => {
            tracing::error!(%error, "the Friday page could not be read");
            Progress::Failed
        }
    };
    tell.send_replace(last);
}

async fn everybody(web: &Web, tell: &watch::Sender<Progress>) -> Result<Sheet> {
    let watch = Stopwatch::start();
    let (desk, at) = (web.desk(), web.now());
    let advisors: Vec<Option<StaffId>> = web.app().caseloads().await?.into_keys().collect();
    let mut owed = Vec::with_capacity(advisors.len());
    for (done, advisor) in advisors.iter().enumerate() {
        tell.send_replace(Progress::Reading(done, advisors.len()));
        owed.push(web.app().owed(&desk.school, *advisor, at).await?);
        // Whoever works on their own list goes first.
        tokio::task::yield_now().await;
    }
    Ok(Sheet { at, owed, took: watch.seconds(), since: Stopwatch::start() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(progress: Progress) -> (watch::Sender<Progress>, watch::Receiver<Progress>) {
        watch::channel(progress)
    }

    fn sheet(took: f64) -> Progress {
        let (at, since) = (Instant(0), Stopwatch::start());
        Progress::Ready(Arc::new(Sheet { at, owed: Vec::new(), took, since }))
    }

    #[test]
    fn a_reading_that_goes_on_is_not_begun_again_unless_its_reader_is_gone() {
        let (tell, told) = told(Progress::Reading(1, 9));
        assert!(is_good(&told));
        drop(tell);
        assert!(!is_good(&told));
    }

    #[test]
    fn a_sheet_is_kept_for_as_long_as_it_was_dear_to_read() {
        assert!(is_good(&told(sheet(60.0)).1));
        assert!(!is_good(&told(sheet(0.0)).1));
        assert!(!is_good(&told(Progress::Failed).1));
    }
}
