//! Where the school makes students stumble: the same past, asked about the
//! school.

use std::collections::HashMap;
use std::sync::Arc;

use vigie_domain::ids::{FactId, Key, StudentId};
use vigie_domain::ours::Cause;
use vigie_domain::time::Instant;
use vigie_evidence::dryrun::Life;
use vigie_evidence::obstacle::{ObstacleReport, Obstacles};

use super::past::{Cancel, Counts, Past, Progress, known_until};
use super::{App, Result};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// What ended from then on counts; `None`: since ever.
    pub from: Option<Instant>,
    /// What ended before then counts; `None`: all that is known.
    pub to: Option<Instant>,
    /// Only students with an enrolment in this programme.
    pub programme: Option<Key>,
}

/// Count obstacles. `None`: it was cancelled.
pub async fn run(
    app: &App,
    request: &Request,
    cancel: &Cancel,
    progress: impl FnMut(Progress) + Send,
) -> Result<Option<ObstacleReport>> {
    let school = app.school().await?;
    let known_until = known_until(app, &school).await?;
    let to = request.to.unwrap_or(known_until).min(known_until);
    let past = Past::of(app, request.programme.as_ref(), None).await?;
    let marks = Arc::new(marks(app, request.from, to).await?);
    let nobody = || Counting {
        obstacles: Obstacles::new(request.from, to),
        marks: Arc::clone(&marks),
        known_until,
    };
    let counted = past.count(nobody, cancel, progress).await?;
    Ok(counted.map(|counted| {
        let mut report = counted.obstacles.report();
        // They may study something else beside it.
        report
            .projects
            .retain(|one| request.programme.as_ref().is_none_or(|wanted| one.programme == *wanted));
        report
    }))
}

/// Contacts that were marked as ours to repair, by student.
type Marks = HashMap<StudentId, Vec<(FactId, Cause)>>;

async fn marks(app: &App, from: Option<Instant>, to: Instant) -> Result<Marks> {
    let mut marks = Marks::new();
    for row in app.store.ours_made(from.unwrap_or(Instant(0)), to).await? {
        marks.entry(row.student).or_default().push((row.contact, row.cause));
    }
    Ok(marks)
}

struct Counting {
    obstacles: Obstacles,
    marks: Arc<Marks>,
    known_until: Instant,
}

impl Counts for Counting {
    fn live_through(&mut self, life: Life) {
        let marks = self.marks.get(&life.student).map_or(&[][..], Vec::as_slice);
        self.obstacles.live_through(&life.facts, marks, self.known_until);
    }

    fn merge(&mut self, other: Self) {
        self.obstacles.merge(&other.obstacles);
    }
}
