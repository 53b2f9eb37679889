//! Many students at once: after an import, a publication, or a change of the
//! fold. Each is folded and evaluated once, at the store's clock.

use std::collections::HashMap;
use std::sync::Arc;

use vigie_domain::fact::Fact;
use vigie_domain::ids::StudentId;
use vigie_domain::signal::{History, Standing};
use vigie_domain::time::Instant;
use vigie_store::across::Filter;
use vigie_store::{NewSignal, StandingRow, Why};

use super::records::differences;
use super::{refold, standing_row};
use crate::app::{App, Error, Result, School};

/// Students written in one transaction; twice as many are in memory at once.
const CHUNK: usize = 256;

/// One student folded and evaluated, ready to be kept.
struct Settled {
    student: StudentId,
    standing: Standing,
    row: StandingRow,
    /// The signals to raise if nothing stands in the way.
    fresh: Vec<NewSignal>,
}

/// Some students, and what was kept of them before their facts were read.
struct Portion {
    before: HashMap<StudentId, StandingRow>,
    settled: Vec<Settled>,
}

impl App {
    /// Fold and evaluate these students from the log; gives how many.
    ///
    /// While some are being written, the next ones are folded beside.
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
        let mut done = 0;
        let mut ready: Option<Portion> = None;
        loop {
            let next = async {
                match portions.next() {
                    Some(ids) => self.fold(&shared, ids, why, now).await.map(Some),
                    None => Ok(None),
                }
            };
            let keep = async {
                match &ready {
                    Some(portion) => self.keep(school, portion, why).await,
                    None => Ok(()),
                }
            };
            let (next, kept) = tokio::join!(next, keep);
            kept?;
            if let Some(portion) = &ready {
                done += portion.settled.len() as u64;
                progress(done);
            }
            ready = next?;
            if ready.is_none() {
                return Ok(done);
            }
        }
    }

    /// Read these students' facts, and fold and evaluate them on another core.
    async fn fold(
        &self,
        school: &Arc<School>,
        ids: &[StudentId],
        why: Why,
        now: Instant,
    ) -> Result<Portion> {
        // Before the facts are read: what is recorded from now on shows.
        let before = by_student(self.store.standings(ids).await?);
        let mut scan = self.store.scan(Filter::Students(ids.to_vec()));
        let mut facts = Vec::with_capacity(ids.len());
        while let Some(mut chunk) = scan.next_chunk().await? {
            facts.append(&mut chunk);
        }
        let school = Arc::clone(school);
        let fold = move || {
            let settle = |(id, facts)| settle_one(&school, id, facts, now, why);
            facts.into_iter().map(settle).collect::<Result<Vec<Settled>>>()
        };
        match tokio::task::spawn_blocking(fold).await {
            Ok(settled) => Ok(Portion { before, settled: settled? }),
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }

    async fn keep(&self, school: &School, portion: &Portion, why: Why) -> Result<()> {
        loop {
            match self.try_keep(school, portion, why).await {
                Err(Error::Store(error)) if error.is_retriable() => {}
                kept => return kept,
            }
        }
    }

    async fn try_keep(&self, school: &School, portion: &Portion, why: Why) -> Result<()> {
        let mut tx = self.store.begin().await?;
        let ids: Vec<StudentId> = portion.settled.iter().map(|settled| settled.student).collect();
        tx.lock_students(&ids).await?;
        let locked = by_student(tx.standings(&ids).await?);
        let mut fresh = Vec::new();
        let mut saved = Vec::with_capacity(ids.len());
        for settled in &portion.settled {
            let student = settled.student;
            let row = locked.get(&student);
            if row != portion.before.get(&student) {
                // Somebody recorded a fact meanwhile: only the log knows all.
                let now = self.clock.now();
                let (row, rings) = refold(&mut tx, school, student, now, why).await?;
                rings.write(&mut tx, school, student).await?;
                saved.push(row);
                continue;
            }
            saved.push(settled.row.clone());
            if row.is_some() {
                let open = tx.open_signals(student).await?;
                let rings = differences(school, &settled.standing, &open, why);
                rings.write(&mut tx, school, student).await?;
            } else {
                // Whoever has no standing yet has no open records either.
                fresh.extend(settled.fresh.iter().cloned());
            }
        }
        tx.raise(&fresh).await?;
        tx.save_standings(&saved).await?;
        let changed: Vec<_> = ids.iter().map(|student| (*student, "facts")).collect();
        tx.outbox_push(&changed, self.clock.now());
        tx.commit().await?;
        Ok(())
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
