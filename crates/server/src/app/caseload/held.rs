//! The students whom an advisor has, and which of them are read for their day.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use vigie_domain::caseload::{Absences, Held, Team};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::indicator::Severity;
use vigie_domain::signal::Standing;
use vigie_domain::time::{DAY, Instant, Span};
use vigie_store::across::Filter;

use crate::app::{App, Result, School};

/// Students read for a day, at most, of those who are with somebody until they
/// have somebody of their own: more than anybody speaks with in a month.
const MOST: usize = 512;
/// Students whose signals are looked through one by one, at most. Of more, each
/// indicator is asked for those who have nobody.
const WIDE: usize = 4_096;
/// A question rings by itself once it waits for longer than this.
const ASKED: Span = Span(7 * DAY.0);

/// What presses first: the gravest, and of those the questions; then what began
/// first.
type Need = (Reverse<Severity>, Reverse<bool>, Instant, StudentId);

impl App {
    /// Whom somebody has at an instant: what every list and every right means
    /// by "mine".
    pub(in crate::app) async fn held(
        &self,
        team: &Team,
        absences: &Absences,
        staff: StaffId,
        at: Instant,
    ) -> Result<Held> {
        let shared: Vec<StudentId> = absences.shared_out(at).collect();
        let assigned = self.store.advisors_of(&shared).await?;
        Ok(team.held(absences, staff, &assigned, at))
    }

    /// Whom an advisor has now.
    pub async fn mine(&self, school: &School, advisor: StaffId) -> Result<Held> {
        self.held(&school.team, &school.absences, advisor, self.clock.now()).await
    }

    /// What stands about those whom an advisor has; see [`Self::meanwhile_of`]
    /// for who is left out.
    pub(in crate::app) async fn standings_held(
        &self,
        school: &School,
        advisor: StaffId,
        now: Instant,
    ) -> Result<Vec<(StudentId, Standing)>> {
        let held = self.held(&school.team, &school.absences, advisor, now).await?;
        let mut standings = Vec::new();
        for whose in held.advisors.iter().filter(|whose| !school.team.is_gone(**whose, now)) {
            standings.extend(self.standings_now(school, Filter::Advisor(*whose), now).await?);
        }
        standings.retain(|(student, _)| !held.but.contains(student));
        let others = Filter::Students(held.and.iter().copied().collect());
        standings.extend(self.standings_now(school, others, now).await?);
        standings.extend(self.meanwhile_of(school, &held, now).await?);
        Ok(standings)
    }

    /// Of these, the students who are theirs until somebody is assigned: those
    /// who have nobody, or whose advisor is gone. Only those whom there is
    /// something to do for; of very many, only those of whom most presses.
    pub(in crate::app) async fn meanwhile_of(
        &self,
        school: &School,
        held: &Held,
        now: Instant,
    ) -> Result<Vec<(StudentId, Standing)>> {
        let mut students = Vec::new();
        for gone in held.advisors.iter().filter(|whose| school.team.is_gone(**whose, now)) {
            students.extend(self.store.students(Filter::Advisor(*gone)).await?);
        }
        let mut many = false;
        if held.nobodys {
            let limit = u32::try_from(WIDE + 1).unwrap_or(u32::MAX);
            let nobodys = self.store.unheld_students(limit).await?;
            many = nobodys.len() > WIDE;
            // Of so many, the first by id are no better than the others.
            students.extend(nobodys.into_iter().filter(|_| !many));
        }
        students.retain(|student| !held.but.contains(student));
        if many || students.len() > MOST {
            students = self.pressing(school, students, many.then_some(held), now).await?;
        }
        let mut standings = self.standings_now(school, Filter::Students(students), now).await?;
        standings.retain(|(_, Standing { journey, ringing, .. })| {
            journey.is_followed() || journey.contact.question().is_some() || !ringing.is_empty()
        });
        Ok(standings)
    }

    /// How many have nobody, where an advisor has them meanwhile and they are
    /// more than are read for a day.
    pub async fn nobodys_beyond(&self, school: &School, advisor: StaffId) -> Result<Option<u64>> {
        if !self.mine(school, advisor).await?.nobodys {
            return Ok(None);
        }
        let all = self.store.nobodys_count().await?;
        Ok(Some(all).filter(|all| *all > MOST as u64))
    }

    /// Of so many students, those of whom most presses; `many`: and of all those
    /// who have nobody, where each indicator is asked for its own.
    async fn pressing(
        &self,
        school: &School,
        students: Vec<StudentId>,
        many: Option<&Held>,
        now: Instant,
    ) -> Result<Vec<StudentId>> {
        let mut known: HashSet<StudentId> = students.iter().copied().collect();
        let mut needs: BTreeSet<Need> = BTreeSet::new();
        for row in self.store.open_signals_of(&students).await? {
            if let Some(indicator) = school.indicator(&row.key.indicator) {
                let severity = Reverse(indicator.severity);
                needs.insert((severity, Reverse(false), row.since, row.key.student));
            }
        }
        let asked = self.store.asked_since(now - ASKED).await?;
        if let Some(held) = many {
            let limit = u32::try_from(MOST + held.but.len()).unwrap_or(u32::MAX);
            for indicator in &school.indicators {
                let severity = Reverse(indicator.severity);
                for (student, since) in self.store.unheld_ringing(&indicator.id, limit).await? {
                    needs.insert((severity, Reverse(false), since, student));
                }
            }
            let askers: Vec<StudentId> = asked.iter().map(|(student, _)| *student).collect();
            let advised = self.store.advisors_of(&askers).await?;
            known.extend(askers.into_iter().filter(|one| !advised.contains_key(one)));
            known.retain(|one| !held.but.contains(one));
            needs.retain(|(.., student)| !held.but.contains(student));
        }
        let theirs = asked.into_iter().filter(|(student, _)| known.contains(student));
        let question = (Reverse(Severity::Urgent), Reverse(true));
        needs.extend(theirs.map(|(student, at)| (question.0, question.1, at, student)));
        let mut first: Vec<StudentId> = Vec::with_capacity(MOST);
        let mut taken: HashSet<StudentId> = HashSet::new();
        for (.., student) in needs {
            if first.len() < MOST && taken.insert(student) {
                first.push(student);
            }
        }
        Ok(first)
    }
}
