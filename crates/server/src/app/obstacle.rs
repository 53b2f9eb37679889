//! Where the school makes students stumble: the same past, asked about the
//! school.

use vigie_domain::ids::Key;
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
    let nobody = || Counting { obstacles: Obstacles::new(request.from, to), known_until };
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

struct Counting {
    obstacles: Obstacles,
    known_until: Instant,
}

impl Counts for Counting {
    fn live_through(&mut self, life: Life) {
        self.obstacles.live_through(&life.facts, self.known_until);
    }

    fn merge(&mut self, other: Self) {
        self.obstacles.merge(&other.obstacles);
    }
}
