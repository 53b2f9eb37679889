//! Many students at once: after an import, a publication, or a change of the
//! fold. Each is folded and evaluated once, at the store's clock.

use std::collections::HashMap;
use std::sync::Arc;

use vigie_domain::fact::Fact;
use vigie_domain::ids::StudentId;
use vigie_domain::signal::{History, Standing};
use vigie_domain::time::Instant;
use vigie_store::across::Filter;
use vigie_store::{NewSignal, SignalRow, StandingRow, Why};

use super::records::{self, differences};
use super::{again_if_in_the_way, mentors, refold, standing_row};
use crate::app::{App, Result, School, case};

/// Students written in one transaction; three times as many are in memory at once.
const CHUNK: usize = 256;

/// One student folded and evaluated, ready to be kept.
struct Settled {
    student: StudentId,
    standing: Standing,
    row: StandingRow,
    /// The signals to raise if nothing stands in the way.
    fresh: Vec<NewSignal>,
}

/// What was kept of some students before their facts were read.
type Before = HashMap<StudentId, StandingRow>;

/// Some students' facts.
struct Unfolded {
    before: Before,
    facts: Vec<(StudentId, Vec<Fact>)>,
}

/// The same students, ready to be kept.
struct Portion {
    before: Before,
    settled: Vec<Settled>,
}

impl App {
    /// Fold and evaluate these students from the log; gives how many.
    ///
    /// While some are being written, the next ones are folded on another
    /// core, and the facts of those after them are read.
    pub(crate) async fn settle(
        &self,
        school: &School,
        students: &[StudentId],
        why: Why,
        mut progress: impl FnMut(u64),
    ) -> Result<u64> {
        let now = self.clock.now();
        let shared = Arc::new(school.clone());
        let mut portions = students.chunks(CHUNK);
        let (mut unfolded, mut folded): (Option<Unfolded>, Option<Portion>) = (None, None);
        let mut done = 0;
        loop {
            let ids = portions.next();
            let (read, fold, kept) = tokio::join!(
                maybe(ids, |ids| self.unfolded(ids)),
                maybe(unfolded.take(), |facts| fold(&shared, facts, now, why)),
                maybe(folded.as_ref(), |portion| self.keep(school, portion, why)),
            );
            if kept?.is_some() {
                done += folded.map_or(0, |portion| portion.settled.len() as u64);
                progress(done);
            }
            (unfolded, folded) = (read?, fold?);
            if unfolded.is_none() && folded.is_none() {
                return Ok(done);
            }
        }
    }

    async fn unfolded(&self, ids: &[StudentId]) -> Result<Unfolded> {
        // Before the facts are read: what is recorded from now on shows.
        let before = by_student(self.store.standings(ids).await?);
        let mut scan = self.store.scan(Filter::Students(ids.to_vec()));
        let mut facts = Vec::with_capacity(ids.len());
        while let Some(mut chunk) = scan.next_chunk().await? {
            facts.append(&mut chunk);
        }
        Ok(Unfolded { before, facts })
    }

    async fn keep(&self, school: &School, portion: &Portion, why: Why) -> Result<()> {
        again_if_in_the_way(|| self.try_keep(school, portion, why)).await
    }

    async fn try_keep(&self, school: &School, portion: &Portion, why: Why) -> Result<()> {
        let mut tx = self.store.begin().await?;
        let ids: Vec<StudentId> = portion.settled.iter().map(|settled| settled.student).collect();
        // Whoever was erased meanwhile is not among them.
        let there = tx.lock_students(&ids).await?;
        let locked = by_student(tx.standings(&ids).await?);
        let mut open: HashMap<StudentId, Vec<SignalRow>> = HashMap::new();
        for row in tx.open_signals_of(&ids).await? {
            open.entry(row.key.student).or_default().push(row);
        }
        let (mut fresh, mut rung) = (Vec::new(), Vec::new());
        let mut kept = Vec::with_capacity(ids.len());
        let mut saved: Vec<StandingRow> = Vec::with_capacity(ids.len());
        for settled in portion.settled.iter().filter(|settled| there.contains(&settled.student)) {
            let student = settled.student;
            let row = locked.get(&student);
            if row != portion.before.get(&student) {
                // Somebody recorded a fact meanwhile: only the log knows all.
                let now = self.clock.now();
                let (row, rings) = refold(&mut tx, school, student, now, why).await?;
                rung.push((student, rings));
                saved.push(row);
                continue;
            }
            saved.push(settled.row.clone());
            kept.push((student, &settled.standing));
            if row.is_some() {
                let open = open.get(&student).map_or(&[][..], Vec::as_slice);
                rung.push((student, differences(school, &settled.standing, open, why)));
            } else {
                // Whoever has no standing yet has no open records either.
                fresh.extend(settled.fresh.iter().cloned());
            }
        }
        records::write(&mut tx, school, rung).await?;
        tx.raise(&fresh).await?;
        tx.save_standings(&saved).await?;
        mentors::keep(&mut tx, &kept).await?;
        for row in &saved {
            let before = locked.get(&row.student).and_then(|row| row.advisor);
            let (advised, now) = ((before, row.advisor), self.clock.now());
            case::along(&mut tx, school, row.student, advised, now).await?;
        }
        let changed: Vec<_> = there.iter().map(|student| (*student, "facts")).collect();
        tx.outbox_push(&changed, self.clock.now());
        tx.commit().await?;
        Ok(())
    }
}

/// One stage of a line on which the other stages may have nothing to do.
async fn maybe<T, R, F: Future<Output = Result<R>>>(
    given: Option<T>,
    work: impl FnOnce(T) -> F,
) -> Result<Option<R>> {
    match given {
        Some(given) => work(given).await.map(Some),
        None => Ok(None),
    }
}

/// Fold and evaluate on another core.
async fn fold(
    school: &Arc<School>,
    Unfolded { before, facts }: Unfolded,
    now: Instant,
    why: Why,
) -> Result<Portion> {
    let school = Arc::clone(school);
    let all = move || {
        let settle = |(id, facts)| settle_one(&school, id, facts, now, why);
        facts.into_iter().map(settle).collect::<Result<Vec<Settled>>>()
    };
    match tokio::task::spawn_blocking(all).await {
        Ok(settled) => Ok(Portion { before, settled: settled? }),
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

fn by_student(rows: Vec<StandingRow>) -> HashMap<StudentId, StandingRow> {
    rows.into_iter().map(|row| (row.student, row)).collect()
}

fn settle_one(
    school: &School,
    student: StudentId,
    facts: Vec<Fact>,
    now: Instant,
    why: Why,
) -> Result<Settled> {
    let history = History::new(facts);
    let standing = history.standing(&school.rules, &school.context, now);
    let row = standing_row(student, &standing, history.known_after(now))?;
    let fresh = first_signals(school, student, &standing, why)?;
    Ok(Settled { student, standing, row, fresh })
}

fn first_signals(
    school: &School,
    student: StudentId,
    standing: &Standing,
    why: Why,
) -> Result<Vec<NewSignal>> {
    let rings = differences(school, standing, &[], why).0;
    rings
        .iter()
        .filter_map(|ring| ring.began.as_ref().map(|began| ring.record(school, student, began)))
        .collect()
}
