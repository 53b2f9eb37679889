//! Nobody who graduates or finds a job is forgotten: a celebration is written
//! by a person, and until one is, somebody is reminded of it.

use vigie_domain::fact::{Fact, Occasion, Payload};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::journey::Journey;
use vigie_domain::time::{Instant, Span};
use vigie_store::across::Filter;

use super::{App, Result, School};

/// So long is it asked for; the indicators ask for two weeks, on the list.
const ASKED_FOR: Span = Span::days(91);

/// A diploma or a job that nobody celebrated yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncelebrated {
    /// Whose.
    pub student: StudentId,
    /// What there is to celebrate.
    pub occasion: Occasion,
    /// Since when.
    pub at: Instant,
    /// Who would write: whoever answers for them now.
    pub by: Option<StaffId>,
}

impl App {
    /// The diplomas and jobs of the last three months that nobody celebrated
    /// yet, the oldest first.
    pub async fn uncelebrated(&self, school: &School) -> Result<Vec<Uncelebrated>> {
        let now = self.clock.now();
        let milestones = self.store.milestones(now - ASKED_FOR, now).await?;
        let mut students: Vec<StudentId> = milestones.iter().map(|fact| fact.student).collect();
        students.sort_unstable();
        students.dedup();
        let standings = self.standings_now(school, Filter::Students(students), now).await?;
        let journey = |student| {
            let found = standings.binary_search_by_key(&student, |(student, _)| *student);
            found.ok().map(|place| &standings[place].1.journey)
        };
        let open = milestones.iter().filter_map(|fact| {
            let journey = journey(fact.student)?;
            let occasion = waits(journey, fact)?;
            let by = journey
                .advisor
                .map(|(advisor, _)| school.absences.answers(fact.student, advisor, now).who);
            Some(Uncelebrated { student: fact.student, occasion, at: fact.occurred_at, by })
        });
        Ok(open.collect())
    }
}

/// What this milestone asks to celebrate, unless somebody did.
fn waits(journey: &Journey, fact: &Fact) -> Option<Occasion> {
    match &fact.payload {
        Payload::Diploma(_) => {
            let known = journey.graduation.as_ref()?;
            (known.at == fact.occurred_at && !known.celebrated).then_some(Occasion::Diploma)
        }
        Payload::Hired(_) => {
            let known = journey.employment.as_ref()?;
            (known.hired_at == fact.occurred_at && !known.celebrated).then_some(Occasion::Job)
        }
        _ => None,
    }
}
