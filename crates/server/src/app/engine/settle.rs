//! Many students at once: after an import, a publication, or a change of the
//! fold. Each is folded and evaluated once, at the store's clock.

use std::collections::HashMap;

use vigie_domain::fact::Fact;
use vigie_domain::ids::StudentId;
use vigie_domain::signal::{History, Standing};
use vigie_domain::time::Instant;
use vigie_store::across::Filter;
use vigie_store::{NewSignal, StandingRow, Why};

use super::records::differences;
use super::{Kept, mentors, refold, standing_row};
use crate::app::{App, Error, Result, School};

/// Students whose standings are held in memory at once.
const CHUNK: usize = 512;

impl App {
    /// Fold and evaluate these students from the log; gives how many.
    pub(crate) async fn settle(
        &self,
        school: &School,
        students: &[StudentId],
        why: Why,
        mut progress: impl FnMut(u64),
    ) -> Result<u64> {
        let now = self.clock.now();
        let mut done = 0;
        for ids in students.chunks(CHUNK) {
            // Before the facts are read: what is recorded from now on shows.
            let before = by_student(self.store.standings(ids).await?);
            let mut scan = self.store.scan(Filter::Students(ids.to_vec()));
            while let Some(chunk) = scan.next_chunk().await? {
                let settled: Vec<(StudentId, Kept)> =
                    chunk.into_iter().map(|(id, facts)| (id, stand(school, facts, now))).collect();
                loop {
                    match self.save(school, &before, &settled, why).await {
                        Err(Error::Store(error)) if error.is_retriable() => {}
                        saved => break saved?,
                    }
                }
                done += settled.len() as u64;
                progress(done);
            }
        }
        Ok(done)
    }

    async fn save(
        &self,
        school: &School,
        before: &HashMap<StudentId, StandingRow>,
        settled: &[(StudentId, Kept)],
        why: Why,
    ) -> Result<()> {
        let mut tx = self.store.begin().await?;
        let ids: Vec<StudentId> = settled.iter().map(|(student, _)| *student).collect();
        for student in &ids {
            tx.lock_student(*student).await?;
        }
        let locked = by_student(tx.standings(&ids).await?);
        let mut fresh = Vec::new();
        let mut kept = Vec::with_capacity(settled.len());
        let mut saved = Vec::with_capacity(settled.len());
        for (student, (standing, waiting)) in settled {
            let row = locked.get(student);
            if row != before.get(student) {
                // Somebody recorded a fact meanwhile: only the log knows all.
                let now = self.clock.now();
                let (row, rings) = refold(&mut tx, school, *student, now, why).await?;
                rings.write(&mut tx, school, *student).await?;
                saved.push(row);
                continue;
            }
            saved.push(standing_row(*student, standing, *waiting)?);
            kept.push((*student, standing));
            if row.is_some() {
                let open = tx.open_signals(*student).await?;
                differences(school, standing, &open, why).write(&mut tx, school, *student).await?;
            } else {
                // Whoever has no standing yet has no open records either.
                fresh.extend(first_signals(school, *student, standing, why)?);
            }
        }
        tx.raise(&fresh).await?;
        tx.save_standings(&saved).await?;
        mentors::keep(&mut tx, &kept).await?;
        let changed: Vec<_> = ids.iter().map(|student| (*student, "facts")).collect();
        tx.outbox_push(&changed, self.clock.now());
        tx.commit().await?;
        Ok(())
    }
}

fn by_student(rows: Vec<StandingRow>) -> HashMap<StudentId, StandingRow> {
    rows.into_iter().map(|row| (row.student, row)).collect()
}

fn stand(school: &School, facts: Vec<Fact>, now: Instant) -> Kept {
    let history = History::new(facts);
    (history.standing(&school.rules, &school.context, now), history.known_after(now))
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
