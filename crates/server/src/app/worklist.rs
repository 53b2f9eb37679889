//! Reading: whom to reach today, and what stands about one student.
//!
//! At the present instant the cached standings are read; for another instant
//! (`--at`) everything is derived from the facts known by then. Both end in
//! the same [`Standing`].

use std::collections::{HashMap, HashSet};

use vigie_domain::fact::Fact;
use vigie_domain::ids::{Key, StaffId, StudentId};
use vigie_domain::indicator::Severity;
use vigie_domain::signal::{History, Replay, Standing};
use vigie_domain::time::Instant;
use vigie_domain::worklist::{Candidate, Cut, Day, Hours, cut, day, rank};
use vigie_store::StandingRow;
use vigie_store::across::Filter;

use super::engine::usable;
use super::{App, Error, Result, School};

/// Whose list, when, and how long.
#[derive(Clone, Debug)]
pub struct Query {
    /// One advisor's students; `None`: everybody's.
    pub advisor: Option<StaffId>,
    /// Only students with an enrolment in this cohort.
    pub cohort: Option<Key>,
    /// The instant; `None`: now.
    pub at: Option<Instant>,
    /// Minutes there are; `None`: everybody, uncut.
    pub minutes: Option<u32>,
}

/// Students read at a time from the cache.
const CHUNK: usize = 512;

impl App {
    /// The list of one advisor, or of everybody, ranked and cut.
    pub async fn worklist(&self, school: &School, query: &Query) -> Result<Cut> {
        let at = query.at.unwrap_or_else(|| self.clock.now());
        let filter = match (&query.cohort, query.advisor, query.at) {
            (Some(cohort), ..) => Filter::Cohort(cohort.clone()),
            // The cache names the present advisor only.
            (None, Some(advisor), None) => Filter::Advisor(advisor),
            _ => Filter::All,
        };
        let mut standings = match query.at {
            Some(at) => self.standings_at(school, filter, at).await?,
            None => self.standings_now(school, filter, at).await?,
        };
        if let (Some(advisor), None, None) = (query.advisor, &query.cohort, query.at) {
            let held = self.held(&school.team, &school.absences, advisor, at).await?;
            standings.extend(self.meanwhile_of(school, &held, at).await?);
        }
        let holder = |candidate: &Candidate| school.team.holder(candidate.advisor, at);
        let mut candidates: Vec<Candidate> = standings
            .iter()
            .filter(|(_, standing)| standing.journey.facts > 0)
            .map(|(student, standing)| {
                Candidate::read(*student, standing, &school.indicators, &school.context)
            })
            .filter(|c| query.advisor.is_none_or(|advisor| holder(c) == Some(advisor)))
            .collect();
        if let Some(cohort) = &query.cohort {
            let standings: HashMap<StudentId, &Standing> =
                standings.iter().map(|(student, standing)| (*student, standing)).collect();
            candidates.retain_mut(|candidate| {
                standings.get(&candidate.student).is_some_and(|s| show_cohort(candidate, s, cohort))
            });
        }
        let lines = rank(candidates, &school.points, school.floor, at, school.midnight(at));
        Ok(cut(lines, query.minutes))
    }

    /// What the facts known by `at` say about each student.
    pub async fn standings_at(
        &self,
        school: &School,
        filter: Filter,
        at: Instant,
    ) -> Result<Vec<(StudentId, Standing)>> {
        let mut standings = Vec::new();
        self.store
            .for_each_student(filter, |student, facts: Vec<Fact>| {
                let history = History::new(facts);
                standings.push((student, history.standing(&school.rules, &school.context, at)));
            })
            .await?;
        Ok(standings)
    }

    /// What is cached about each student, brought up to `now`.
    pub async fn standings_now(
        &self,
        school: &School,
        filter: Filter,
        now: Instant,
    ) -> Result<Vec<(StudentId, Standing)>> {
        let mut standings = match filter {
            Filter::Advisor(advisor) => {
                let rows = self.store.standings_of_advisor(advisor).await?;
                let students = rows.iter().map(|row| row.student).collect();
                self.bring_up(school, students, rows, now).await?
            }
            filter => {
                let students = self.store.students(filter).await?;
                let mut standings = Vec::with_capacity(students.len());
                for chunk in students.chunks(CHUNK) {
                    let rows = self.store.standings(chunk).await?;
                    standings.extend(self.bring_up(school, chunk.to_vec(), rows, now).await?);
                }
                standings
            }
        };
        standings.sort_by_key(|(student, _)| *student);
        Ok(standings)
    }

    /// Cached rows brought up to `now`; who has none that can be used is
    /// folded from the log.
    async fn bring_up(
        &self,
        school: &School,
        mut students: Vec<StudentId>,
        rows: Vec<StandingRow>,
        now: Instant,
    ) -> Result<Vec<(StudentId, Standing)>> {
        let mut standings = Vec::with_capacity(students.len());
        let mut fresh = HashSet::with_capacity(rows.len());
        for row in rows {
            let Some(standing) = usable(&row).filter(|standing| standing.at <= now) else {
                continue;
            };
            fresh.insert(row.student);
            let mut replay = Replay::resume(&school.rules, &school.context, standing);
            replay.advance(now, &mut |_, _| {});
            standings.push((row.student, replay.into_standing(now)));
        }
        students.retain(|student| !fresh.contains(student));
        if !students.is_empty() {
            standings.extend(self.standings_at(school, Filter::Students(students), now).await?);
        }
        Ok(standings)
    }

    /// Those of whom danger was stated and nobody has seen to it yet.
    pub(crate) async fn in_danger(&self, school: &School) -> Result<Vec<StudentId>> {
        let danger = school.indicators.iter().filter(|i| i.severity == Severity::Danger);
        let danger: Vec<Key> = danger.map(|indicator| indicator.id.clone()).collect();
        Ok(self.store.students_ringing(&danger).await?)
    }

    /// The day of one advisor, and how many students they have. Those for whom
    /// they stand in are part of it, and those who are with them until somebody
    /// is assigned; whoever is on duty sees stated danger from the whole school.
    pub async fn day(
        &self,
        school: &School,
        advisor: StaffId,
        minutes: Option<u32>,
    ) -> Result<(Day, usize)> {
        let now = self.clock.now();
        let mut standings = self.standings_held(school, advisor, now).await?;
        standings.retain(|(_, standing)| standing.journey.facts > 0);
        let students = standings.len();
        if school.hears_of_danger(now) == Some(advisor) {
            let mut others = self.in_danger(school).await?;
            others.retain(|other| standings.iter().all(|(own, _)| own != other));
            standings.extend(self.standings_now(school, Filter::Students(others), now).await?);
        }
        let candidates = standings
            .iter()
            .map(|(student, standing)| {
                Candidate::read(*student, standing, &school.indicators, &school.context)
            })
            .collect();
        let calendar = &school.context.calendar;
        let hours = Hours {
            at: now,
            midnight: calendar.midnight(now),
            tomorrow: calendar.next_midnight(now),
        };
        Ok((day(candidates, &school.points, school.floor, hours, minutes), students))
    }

    /// One student's standing at an instant, or now.
    pub async fn standing(
        &self,
        school: &School,
        student: StudentId,
        at: Option<Instant>,
    ) -> Result<Standing> {
        let filter = Filter::Students(vec![student]);
        let mut standings = match at {
            Some(at) => self.standings_at(school, filter, at).await?,
            None => self.standings_now(school, filter, self.clock.now()).await?,
        };
        match standings.pop() {
            Some((_, standing)) => Ok(standing),
            None => Err(Error::no_student(student)),
        }
    }
}

/// Is the student in the cohort by then? If so, show that enrolment.
fn show_cohort(candidate: &mut Candidate, standing: &Standing, cohort: &Key) -> bool {
    let inside =
        |id| standing.journey.enrolments.iter().any(|e| e.cohort == *cohort && Some(e.id) == id);
    if inside(candidate.enrolment) {
        return true;
    }
    let reason = candidate.reasons.iter().map(|reason| reason.enrolment).find(|id| inside(*id));
    let any = standing.journey.enrolments.iter().rfind(|e| e.cohort == *cohort).map(|e| e.id);
    candidate.enrolment = reason.flatten().or(any);
    any.is_some()
}
