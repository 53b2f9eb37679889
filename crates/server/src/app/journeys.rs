//! Everybody's journey, for trying a condition on the whole school at once; and
//! the facts of one student.

use vigie_domain::fact::Fact;
use vigie_domain::ids::StudentId;
use vigie_domain::journey::Journey;
use vigie_domain::time::Instant;
use vigie_store::across::Filter;

use super::engine::kept;
use super::{App, Result, School};

/// Standings read at once.
const CHUNK: usize = 1_000;

impl App {
    /// Every version of a student's facts that is known by now.
    pub async fn known_facts(&self, student: StudentId) -> Result<Vec<Fact>> {
        let now = self.clock.now();
        let mut facts = self.store.facts_of(student).await?;
        facts.retain(|fact| fact.known_at <= now);
        Ok(facts)
    }

    /// The journeys of these students, ordered by id, from the facts known by
    /// `now`. Nothing is evaluated; `told` hears how many are read.
    pub async fn journeys(
        &self,
        school: &School,
        students: &[StudentId],
        now: Instant,
        mut told: impl FnMut(usize),
    ) -> Result<Vec<(StudentId, Journey)>> {
        let mut journeys = Vec::with_capacity(students.len());
        for chunk in students.chunks(CHUNK) {
            let rows = self.store.standings(chunk).await?;
            let mut others = chunk.to_vec();
            for row in rows {
                let Some((standing, waiting)) = kept(&row) else { continue };
                if standing.at <= now && waiting.is_none_or(|known_at| known_at > now) {
                    others.retain(|other| *other != row.student);
                    journeys.push((row.student, standing.journey));
                }
            }
            if !others.is_empty() {
                let folded = self.standings_at(school, Filter::Students(others), now).await?;
                journeys
                    .extend(folded.into_iter().map(|(student, known)| (student, known.journey)));
            }
            told(journeys.len());
        }
        journeys.sort_unstable_by_key(|(student, _)| *student);
        Ok(journeys)
    }
}
