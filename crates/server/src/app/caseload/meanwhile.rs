//! What was done while somebody was away, to be read on their first morning.

use std::collections::HashMap;

use vigie_domain::caseload::Absence;
use vigie_domain::fact::{CallOutcome, Fact, Kind, Need, Payload};
use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::{Instant, Span};
use vigie_store::across::Filter;

use crate::app::{App, Result, School};

/// The summary is there for so long after they are back.
pub(in crate::app) const SHOWN_FOR: Span = Span::days(7);

/// Something done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: Kind,
    /// By whom.
    pub by: StaffId,
    /// The fact, to find the words that were kept apart.
    pub fact: FactId,
}

/// What was done during an absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    /// Which absence.
    pub absence: Absence,
    /// Student by student, what was done in order; whoever was last in touch
    /// comes first.
    pub done: Vec<(StudentId, Vec<Moment>)>,
    /// Those of them of whom danger was stated one day.
    pub danger: Vec<StudentId>,
}

impl App {
    /// What was done during somebody's last absence, if they came back within
    /// the last days.
    pub async fn meanwhile(&self, school: &School, staff: StaffId) -> Result<Option<Meanwhile>> {
        let now = self.clock.now();
        let known = self.store.absences(now - SHOWN_FOR).await?;
        let over = known.iter().filter(|one| one.staff == staff && one.end() <= now);
        let Some(absence) = over.max_by_key(|one| one.end()).cloned() else { return Ok(None) };
        let standings = self.standings_now(school, Filter::Advisor(staff), now).await?;
        let touched = standings.into_iter().filter(|(_, standing)| {
            let last = standing.journey.last.map(|place| place.occurred_at);
            last.is_some_and(|last| last >= absence.from)
        });
        let touched: Vec<StudentId> = touched.map(|(student, _)| student).collect();
        let mut done: HashMap<StudentId, Vec<Moment>> = HashMap::new();
        let mut danger: Vec<StudentId> = Vec::new();
        let students = Filter::Students(touched);
        self.store
            .for_each_student(students, |student, facts: Vec<Fact>| {
                let moments: Vec<Moment> = effective(&facts)
                    .into_iter()
                    .filter(|fact| absence.from <= fact.occurred_at)
                    .filter(|fact| fact.occurred_at < absence.end())
                    .filter_map(moment)
                    .filter(|moment| moment.by != staff)
                    .collect();
                if !moments.is_empty() {
                    if facts.iter().any(|fact| fact.payload.states(Need::Danger)) {
                        danger.push(student);
                    }
                    done.insert(student, moments);
                }
            })
            .await?;
        let mut done: Vec<_> = done.into_iter().collect();
        let last = |moments: &[Moment]| moments.iter().map(|moment| moment.at).max();
        done.sort_by_key(|(student, moments)| (std::cmp::Reverse(last(moments)), *student));
        Ok(Some(Meanwhile { absence, done, danger }))
    }
}

fn moment(fact: &Fact) -> Option<Moment> {
    let by = match &fact.payload {
        Payload::MessageOut(body) => body.by,
        // That nobody answered is no news a week later.
        Payload::Call(body) if body.outcome == CallOutcome::Spoke => body.by,
        Payload::Meeting(body) => body.by,
        Payload::Noted(body) => body.by,
        Payload::PromiseMade(body) => body.by,
        Payload::Congratulated(body) => body.by,
        _ => return None,
    };
    Some(Moment { at: fact.occurred_at, kind: fact.kind(), by, fact: fact.id })
}
