//! Reading and living through, in parts side by side.

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use vigie_domain::ids::StudentId;
use vigie_evidence::dryrun::{Life, Plan, Tally};
use vigie_store::Store;
use vigie_store::across::{Filter, Scan};

use super::{Cancel, Progress};
use crate::app::Result;

/// Parts at most: SQLite has four connections for reading, and pages need one.
const MOST_PARTS: usize = 3;

/// What the parts share.
#[derive(Clone)]
pub(super) struct Work {
    pub(super) store: Store,
    pub(super) filter: Filter,
    pub(super) plan: Arc<Plan>,
}

impl Work {
    /// Everybody; `None`: cancelled. The sum doesn't depend on the number of
    /// parts. If the future is dropped, the parts stop.
    pub(super) async fn run(
        self,
        cancel: &Cancel,
        of: u64,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Option<Tally>> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let parts = u16::try_from(cores.min(MOST_PARTS)).unwrap_or(1);
        let (done, mut heard) = mpsc::unbounded_channel::<u64>();
        let mut set = JoinSet::new();
        for part in 0..parts {
            let scan = self.store.scan_part(self.filter.clone(), part, parts);
            set.spawn(self.clone().part(scan, cancel.clone(), done.clone()));
        }
        drop(done);
        let mut students = 0;
        progress(Progress { students, of });
        while let Some(more) = heard.recv().await {
            students += more;
            progress(Progress { students, of });
        }
        let mut sum = Tally::new(&self.plan);
        while let Some(ended) = set.join_next().await {
            match unwound(ended)? {
                Some(tally) => sum.merge(&tally),
                None => return Ok(None),
            }
        }
        Ok(Some(sum))
    }

    /// One part: some students are lived through while the next are read.
    async fn part(
        self,
        mut scan: Scan,
        cancel: Cancel,
        done: mpsc::UnboundedSender<u64>,
    ) -> Result<Option<Tally>> {
        let mut tally = Tally::new(&self.plan);
        let mut lives = self.lives(&mut scan).await?;
        while let Some(some) = lives {
            if cancel.is_cancelled() {
                return Ok(None);
            }
            let count = some.len() as u64;
            let plan = Arc::clone(&self.plan);
            let living = tokio::task::spawn_blocking(move || {
                for life in some {
                    tally.live_through(&plan, life);
                }
                tally
            });
            let (read, lived) = tokio::join!(self.lives(&mut scan), living);
            tally = unwound(lived);
            lives = read?;
            // Nobody may be listening any more.
            let _ = done.send(count);
        }
        Ok(Some(tally))
    }

    async fn lives(&self, scan: &mut Scan) -> Result<Option<Vec<Life>>> {
        let Some(chunk) = scan.next_chunk().await? else { return Ok(None) };
        let students: Vec<StudentId> = chunk.iter().map(|(student, _)| *student).collect();
        let mut audits = self.store.audits(&students).await?;
        let life = |(student, facts)| {
            let audit = audits.remove(&student).unwrap_or_default();
            Life { student, audit, facts }
        };
        Ok(Some(chunk.into_iter().map(life).collect()))
    }
}

/// A panic on another thread goes on here.
fn unwound<T>(ended: Result<T, tokio::task::JoinError>) -> T {
    match ended {
        Ok(result) => result,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
