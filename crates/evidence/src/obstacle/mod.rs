//! Where the school makes students stumble.
//!
//! The same facts, asked about the school and never about a person: projects
//! on which many stall or whose defences are often to rework, weeks in which
//! many slow down, sessions that were lost on the school's side. Each figure
//! stands among its peers, with an interval and a minimum count. Nothing here
//! knows of a mentor.

mod follow;
mod shrink;
#[cfg(test)]
mod tests;
mod weeks;

use std::collections::BTreeMap;

use serde::Serialize;
use vigie_domain::fact::SessionOutcome;
use vigie_domain::ids::Key;
use vigie_domain::ours::Cause;
use vigie_domain::time::Instant;

use crate::rate::{Estimate, share};
use crate::written::rfc3339;

pub use shrink::{Count, LEAST, Prior, Shrunk};

/// Counts of one project.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Project {
    stalled: Count,
    reworked: Count,
    marks: u64,
}

/// Counts of sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sessions {
    /// Sessions whose time has passed by a day, or of which it is known what
    /// became of them.
    pub planned: u64,
    /// Held.
    pub held: u64,
    /// Lost for the mentor did not come.
    pub mentor_absent: u64,
    /// Nobody wrote down what became of it.
    pub unrecorded: u64,
    /// Cancelled in time or late, or missed by the student.
    pub other: u64,
}

/// Counts over the students so far; their size depends on the projects and
/// weeks of the school.
#[derive(Clone, Debug, PartialEq)]
pub struct Obstacles {
    from: Option<Instant>,
    to: Instant,
    projects: BTreeMap<(Key, Key), Project>,
    weeks: BTreeMap<i64, Count>,
    sessions: Sessions,
    marks: BTreeMap<Cause, u64>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ObstacleReport {
    /// Projects with enough students, those that stand out first.
    pub projects: Vec<ProjectReport>,
    /// Weeks with enough learners in which many slowed down, in order of time.
    pub weeks: Vec<WeekReport>,
    /// Share of the looks in which a learner slowed down, over all weeks.
    pub usual_slow: Option<f64>,
    /// Sessions in all.
    pub sessions: Sessions,
    /// Share of the sessions that were lost on the school's side.
    pub sessions_lost: Option<Estimate>,
    /// How often a contact was marked as ours to repair, by cause, the most
    /// often named first.
    pub marks: Vec<(Cause, u64)>,
}

/// One project.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProjectReport {
    /// In which programme.
    pub programme: Key,
    /// Which.
    pub project: Key,
    /// Attempts that took more than one and a half times the planned days of
    /// study; `None`: too few.
    pub stalled: Option<Shrunk>,
    /// Defences that were judged to rework; `None`: too few.
    pub reworked: Option<Shrunk>,
    /// Contacts that were marked as ours to repair, while somebody was at it.
    pub marks: u64,
}

/// One week.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct WeekReport {
    /// Its Monday, 00:00 UTC.
    #[serde(serialize_with = "rfc3339")]
    pub from: Instant,
    /// Learners who slowed down in it.
    pub slow: Shrunk,
}

impl Obstacles {
    /// Nobody yet. What ended in [from, to) counts.
    pub fn new(from: Option<Instant>, to: Instant) -> Self {
        let (projects, weeks) = (BTreeMap::new(), BTreeMap::new());
        let (sessions, marks) = (Sessions::default(), BTreeMap::new());
        Self { from, to, projects, weeks, sessions, marks }
    }

    fn inside(&self, at: Instant) -> bool {
        self.from.is_none_or(|from| from <= at) && at <= self.to
    }

    fn project(&mut self, programme: &Key, item: &Key) -> &mut Project {
        self.projects.entry((programme.clone(), item.clone())).or_default()
    }

    fn slow_in(&mut self, week: i64, slow: bool) {
        if self.inside(weeks::start_of(week)) {
            self.weeks.entry(week).or_default().add(slow);
        }
    }

    /// Both together.
    pub fn merge(&mut self, other: &Self) {
        for (key, more) in &other.projects {
            let project = self.projects.entry(key.clone()).or_default();
            project.stalled.merge(&more.stalled);
            project.reworked.merge(&more.reworked);
            project.marks += more.marks;
        }
        for (week, more) in &other.weeks {
            self.weeks.entry(*week).or_default().merge(more);
        }
        self.sessions.merge(&other.sessions);
        for (cause, more) in &other.marks {
            *self.marks.entry(*cause).or_default() += more;
        }
    }

    /// What was found.
    pub fn report(&self) -> ObstacleReport {
        let stalls = Prior::fit(self.projects.values().map(|project| project.stalled));
        let reworks = Prior::fit(self.projects.values().map(|project| project.reworked));
        let projects = self.projects.iter().map(|((programme, item), project)| ProjectReport {
            programme: programme.clone(),
            project: item.clone(),
            stalled: stalls.and_then(|prior| prior.shrink(project.stalled)),
            reworked: reworks.and_then(|prior| prior.shrink(project.reworked)),
            marks: project.marks,
        });
        let shown =
            |one: &ProjectReport| one.stalled.is_some() || one.reworked.is_some() || one.marks > 0;
        let mut projects: Vec<ProjectReport> = projects.filter(shown).collect();
        projects.sort_by(|a, b| b.excess().total_cmp(&a.excess()));
        let usual = Prior::fit(self.weeks.values().copied());
        let weeks = self.weeks.iter().filter_map(|(week, count)| {
            let slow = usual?.shrink(*count).filter(|slow| slow.stands_out)?;
            Some(WeekReport { from: weeks::start_of(*week), slow })
        });
        let mut all = Count::default();
        self.weeks.values().for_each(|count| all.merge(count));
        let mut marks: Vec<(Cause, u64)> =
            self.marks.iter().map(|(&cause, &n)| (cause, n)).collect();
        marks.sort_by_key(|(cause, count)| (std::cmp::Reverse(*count), *cause));
        let lost = self.sessions.mentor_absent + self.sessions.unrecorded;
        ObstacleReport {
            projects,
            weeks: weeks.collect(),
            usual_slow: share(all.met, all.of).map(|share| share.value),
            sessions: self.sessions,
            sessions_lost: share(lost, self.sessions.planned),
            marks,
        }
    }
}

impl ProjectReport {
    /// By how much it stands out, for the order: the greater of the two
    /// distances between lower end and peers.
    fn excess(&self) -> f64 {
        let above = |share: Option<Shrunk>| share.map_or(-1.0, |share| share.low - share.peers);
        above(self.stalled).max(above(self.reworked))
    }
}

impl Sessions {
    fn add(&mut self, outcome: Option<SessionOutcome>) {
        self.planned += 1;
        match outcome {
            Some(SessionOutcome::Held) => self.held += 1,
            Some(SessionOutcome::MentorAbsent) => self.mentor_absent += 1,
            Some(_) => self.other += 1,
            None => self.unrecorded += 1,
        }
    }

    fn merge(&mut self, other: &Self) {
        self.planned += other.planned;
        self.held += other.held;
        self.mentor_absent += other.mentor_absent;
        self.unrecorded += other.unrecorded;
        self.other += other.other;
    }
}
