//! Everybody's journey, kept while somebody works on an indicator: trying a
//! condition on the whole school then reads nothing but memory.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use vigie_domain::ids::StudentId;
use vigie_domain::journey::Journey;
use vigie_store::across::Filter;

use crate::app::Result;
use crate::clock::Stopwatch;
use crate::web::Web;

/// What changed since the last look is read one by one up to so many changes.
const FEW: u32 = 2_000;
/// Kept for so long after it was last asked for.
const IDLE: Duration = Duration::from_mins(15);

/// Everybody, ordered by id.
pub(super) type Everybody = Arc<Vec<(StudentId, Arc<Journey>)>>;

/// How far the reading is.
#[derive(Clone, Debug)]
enum Progress {
    /// So many students of so many.
    Reading(usize, usize),
    Ready(Known),
    /// It could not be read; the log says why.
    Failed,
}

/// Everybody, as of a place in the outbox.
#[derive(Clone, Debug)]
struct Known {
    everybody: Everybody,
    cursor: i64,
}

/// The school in memory, or on its way there.
#[derive(Debug, Default)]
pub(in crate::web) struct Crowd(Mutex<Option<(watch::Receiver<Progress>, Stopwatch)>>);

/// The school, or how much of it has been read.
pub(super) enum Asked {
    Ready(Everybody),
    Reading(usize, usize),
}

impl Crowd {
    /// Everybody as they stand now, if that is known within `patience`.
    pub(super) async fn ask(&self, web: &Web, patience: Duration) -> Result<Asked> {
        let mut told = self.begin(web);
        let settled = told.wait_for(|progress| !matches!(progress, Progress::Reading(..)));
        let _ = tokio::time::timeout(patience, settled).await.map(|told| told.is_ok());
        let known = told.borrow().clone();
        match known {
            Progress::Reading(done, all) => Ok(Asked::Reading(done, all)),
            Progress::Failed => Ok(Asked::Reading(0, 0)),
            Progress::Ready(known) => match self.brought_up(web, &known).await? {
                Some(everybody) => Ok(Asked::Ready(everybody)),
                None => {
                    self.forget();
                    self.begin(web);
                    Ok(Asked::Reading(0, known.everybody.len()))
                }
            },
        }
    }

    /// The reading that goes on or is done; begins one if there is none.
    fn begin(&self, web: &Web) -> watch::Receiver<Progress> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((told, used)) = kept.as_mut()
            && (matches!(*told.borrow(), Progress::Ready(_)) || told.has_changed().is_ok())
        {
            *used = Stopwatch::start();
            return told.clone();
        }
        let (tell, told) = watch::channel(Progress::Reading(0, 0));
        tokio::spawn(read(web.clone(), tell));
        tokio::spawn(forget_when_idle(web.clone()));
        kept.insert((told, Stopwatch::start())).0.clone()
    }

    fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn is_idle(&self) -> bool {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().is_none_or(|(_, used)| used.seconds() >= IDLE.as_secs_f64())
    }

    /// The same with what has changed since; `None` if that is too much.
    async fn brought_up(&self, web: &Web, known: &Known) -> Result<Option<Everybody>> {
        let store = &web.app().store;
        let rows = store.outbox_after(known.cursor, FEW).await?;
        let Some(last) = rows.last().map(|row| row.seq) else {
            return Ok(Some(Arc::clone(&known.everybody)));
        };
        if rows.len() >= FEW as usize {
            return Ok(None);
        }
        let mut changed: Vec<StudentId> = rows.into_iter().map(|row| row.student).collect();
        changed.sort_unstable();
        changed.dedup();
        let desk = web.desk();
        let fresh = web.app().journeys(&desk.school, &changed, web.now(), |_| {}).await?;
        let mut everybody = Vec::clone(&known.everybody);
        everybody.retain(|(student, _)| changed.binary_search(student).is_err());
        everybody.extend(shared(fresh));
        everybody.sort_unstable_by_key(|(student, _)| *student);
        let everybody = Arc::new(everybody);
        let known = Known { everybody: Arc::clone(&everybody), cursor: last };
        let (_, told) = watch::channel(Progress::Ready(known));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((told, Stopwatch::start()));
        Ok(Some(everybody))
    }
}

async fn read(web: Web, tell: watch::Sender<Progress>) {
    let last = match everybody(&web, &tell).await {
        Ok(known) => Progress::Ready(known),
        Err(error) => {
            tracing::error!(%error, "the school could not be read for a preview");
            Progress::Failed
        }
    };
    tell.send_replace(last);
}

async fn everybody(web: &Web, tell: &watch::Sender<Progress>) -> Result<Known> {
    let (store, desk) = (&web.app().store, web.desk());
    // First the place, then the people: what changes meanwhile is read again.
    let cursor = store.outbox_last().await?;
    let students = store.students(Filter::All).await?;
    let all = students.len();
    let told = |done| drop(tell.send_replace(Progress::Reading(done, all)));
    let everybody = web.app().journeys(&desk.school, &students, web.now(), told).await?;
    Ok(Known { everybody: Arc::new(shared(everybody).collect()), cursor })
}

/// Shared, so that a few changes copy nobody else.
fn shared(journeys: Vec<(StudentId, Journey)>) -> impl Iterator<Item = (StudentId, Arc<Journey>)> {
    journeys.into_iter().map(|(student, journey)| (student, Arc::new(journey)))
}

/// The school is forgotten once nobody works on an indicator.
async fn forget_when_idle(web: Web) {
    loop {
        tokio::time::sleep(IDLE).await;
        if web.crowd().is_idle() {
            return web.crowd().forget();
        }
    }
}
