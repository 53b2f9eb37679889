//! Many students at once: after an import, a publication, or a change of the
//! fold. Each is folded and evaluated once, at the store's clock.

use std::collections::HashSet;

use vigie_domain::fact::Fact;
use vigie_domain::ids::StudentId;
use vigie_domain::signal::{History, Standing};
use vigie_domain::time::Instant;
use vigie_store::across::Filter;
use vigie_store::{NewSignal, Why};

use super::records::differences;
use super::{Kept, standing_row};
use crate::app::{App, Error, Result, School};

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
        let mut scan = self.store.scan(Filter::Students(students.to_vec()));
        let mut done = 0;
        while let Some(chunk) = scan.next_chunk().await? {
            let settled: Vec<(StudentId, Kept)> =
                chunk.into_iter().map(|(id, facts)| (id, stand(school, facts, now))).collect();
            loop {
                match self.save(school, &settled, why).await {
                    Err(Error::Store(error)) if error.is_retriable() => {}
                    saved => break saved?,
                }
            }
            done += settled.len() as u64;
            progress(done);
        }
        Ok(done)
    }

    async fn save(
        &self,
        school: &School,
        settled: &[(StudentId, Kept)],
        why: Why,
    ) -> Result<()> {
        let mut tx = self.store.begin().await?;
        let ids: Vec<StudentId> = settled.iter().map(|(student, _)| *student).collect();
        for student in &ids {
            tx.lock_student(*student).await?;
        }
        // Whoever has no standing yet has no open records either.
        let rows = tx.standings(&ids).await?;
        let known: HashSet<StudentId> = rows.iter().map(|row| row.student).collect();
        let mut fresh = Vec::new();
        let mut saved = Vec::with_capacity(settled.len());
        for (student, (standing, waiting)) in settled {
            saved.push(standing_row(*student, standing, *waiting)?);
            if known.contains(student) {
                let open = tx.open_signals(*student).await?;
                differences(school, standing, &open, why).write(&mut tx, school, *student).await?;
            } else {
                fresh.extend(first_signals(school, *student, standing, why)?);
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
