//! Living through the past of many students: read in parts, counted on as
//! many cores, added up. Reads only, so it may run beside everything else.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use vigie_domain::ids::{Key, StudentId};
use vigie_domain::time::Instant;
use vigie_evidence::dryrun::Life;
use vigie_store::Store;
use vigie_store::across::{Filter, Scan};

use super::{App, Result, School};

/// Parts at most: SQLite has four connections for reading, and pages need one.
const MOST_PARTS: usize = 3;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Students done.
    pub students: u64,
    /// Students in all.
    pub of: u64,
}

/// A way to stop something from elsewhere. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Stop soon.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Was it asked to stop?
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Something that counts students one at a time, in parts that add up.
pub(super) trait Counts: Send + 'static {
    /// One more student.
    fn live_through(&mut self, life: Life);
    /// Both together.
    fn merge(&mut self, other: Self);
}

/// Whose past.
#[derive(Clone, Debug)]
pub(super) struct Past {
    store: Store,
    filter: Filter,
    /// How many students.
    pub(super) students: u64,
}

impl Past {
    /// Everybody, or those with an enrolment in a cohort, or else in a
    /// programme.
    pub(super) async fn of(
        app: &App,
        programme: Option<&Key>,
        cohort: Option<&Key>,
    ) -> Result<Self> {
        let store = app.store.clone();
        let some = match (cohort, programme) {
            (Some(cohort), _) => Filter::Cohort(cohort.clone()),
            (None, Some(programme)) => Filter::Programme(programme.clone()),
            (None, None) => {
                let students = store.student_count().await?;
                return Ok(Self { store, filter: Filter::All, students });
            }
        };
        // Listed, so that it is known how many there are.
        let listed = store.students(some).await?;
        let students = listed.len() as u64;
        Ok(Self { store, filter: Filter::Students(listed), students })
    }

    /// These students.
    pub(super) fn among(app: &App, students: Vec<StudentId>) -> Self {
        let count = students.len() as u64;
        Self { store: app.store.clone(), filter: Filter::Students(students), students: count }
    }

    /// Count everybody, `part` by part, each beginning with nobody; `None`:
    /// cancelled. The sum does not depend on the number of parts. If the
    /// future is dropped, the parts stop.
    pub(super) async fn count<C: Counts>(
        self,
        nobody: impl Fn() -> C,
        cancel: &Cancel,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Option<C>> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let parts = u16::try_from(cores.min(MOST_PARTS)).unwrap_or(1);
        let (done, mut heard) = mpsc::unbounded_channel::<u64>();
        let mut set = JoinSet::new();
        for part in 0..parts {
            let scan = self.store.scan_part(self.filter.clone(), part, parts);
            let store = self.store.clone();
            set.spawn(count_part(store, scan, nobody(), cancel.clone(), done.clone()));
        }
        drop(done);
        let of = self.students;
        let mut students = 0;
        progress(Progress { students, of });
        while let Some(more) = heard.recv().await {
            students += more;
            progress(Progress { students, of });
        }
        let mut sum = nobody();
        while let Some(ended) = set.join_next().await {
            match unwound(ended)? {
                Some(part) => sum.merge(part),
                None => return Ok(None),
            }
        }
        Ok(Some(sum))
    }
}

/// Some students are counted while the next are read.
async fn count_part<C: Counts>(
    store: Store,
    mut scan: Scan,
    mut counts: C,
    cancel: Cancel,
    done: mpsc::UnboundedSender<u64>,
) -> Result<Option<C>> {
    let mut lives = read(&store, &mut scan).await?;
    while let Some(some) = lives {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let count = some.len() as u64;
        let counting = tokio::task::spawn_blocking(move || {
            for life in some {
                counts.live_through(life);
            }
            counts
        });
        let (next, counted) = tokio::join!(read(&store, &mut scan), counting);
        counts = unwound(counted);
        lives = next?;
        // Nobody may be listening any more.
        let _ = done.send(count);
    }
    Ok(Some(counts))
}

async fn read(store: &Store, scan: &mut Scan) -> Result<Option<Vec<Life>>> {
    let Some(chunk) = scan.next_chunk().await? else { return Ok(None) };
    let students: Vec<StudentId> = chunk.iter().map(|(student, _)| *student).collect();
    let mut audits = store.audits(&students).await?;
    let life = |(student, facts)| {
        let audit = audits.remove(&student).unwrap_or_default();
        Life { student, audit, facts }
    };
    Ok(Some(chunk.into_iter().map(life).collect()))
}

/// A panic on another thread goes on here.
fn unwound<T>(ended: Result<T, tokio::task::JoinError>) -> T {
    match ended {
        Ok(result) => result,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

/// The end of what is known: now, or the end of the day of the last fact if
/// the school fell silent before.
pub(super) async fn known_until(app: &App, school: &School) -> Result<Instant> {
    let now = app.clock.now();
    let last = app.store.last_occurrence().await?;
    Ok(last.map_or(now, |last| school.context.calendar.next_midnight(last).min(now)))
}
