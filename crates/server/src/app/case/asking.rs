//! "Is it settled?": asked when the metrics say so, answered by the student.

use vigie_domain::case::{Author, Case, Event, Look, Stage, Written};
use vigie_domain::ids::{CaseId, StudentId};
use vigie_domain::time::{DAY, Instant};

use super::{Change, Ground, one};
use crate::app::{App, Refusal, Result, School};

/// Cases looked at in one round.
const ROUND: u32 = 64;

/// A question that waits for the student's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// In which case.
    pub case: CaseId,
    /// Place of its last event.
    pub seen: u32,
    /// Since when they are asked.
    pub since: Instant,
}

/// When to look at a case again.
pub(super) fn next_look(case: &Case, look: Look, now: Instant) -> Instant {
    match (case.stage, look) {
        // What rings again takes the question, or its answer, back.
        (Stage::Asked(_) | Stage::Settled(_), _) | (_, Look::Back { .. }) => now + DAY,
        (_, Look::NotYet { again, .. }) => again,
    }
}

impl App {
    /// Looks at the cases whose time has come: asks whoever the metrics say
    /// is back, and takes the question back where it rings again. Gives how
    /// many changed.
    pub async fn look_at_cases(&self, school: &School, now: Instant) -> Result<u64> {
        let mut changed = 0;
        loop {
            let due = self.store.cases_to_look_at(now, ROUND).await?;
            for &(student, case) in &due {
                changed += u64::from(self.look_at_case(school, student, case, now).await?);
            }
            if due.len() < ROUND as usize {
                return Ok(changed);
            }
        }
    }

    /// The same of one case; gives whether it changed.
    pub(crate) async fn look_at_case(
        &self,
        school: &School,
        student: StudentId,
        case: CaseId,
        now: Instant,
    ) -> Result<bool> {
        let mut tx = self.store.begin().await?;
        // Erased meanwhile, with their cases.
        if !tx.lock_student(student).await? {
            return Ok(false);
        }
        let mut case = one(&mut tx, student, case).await?.case;
        let ground = Ground::read(&mut tx, school, student, case.since, now).await?;
        case.tended_by(&ground.standing.journey.contact);
        let look = ground.look(school, &case);
        let event = match (case.stage, look) {
            (Stage::Open, Look::Back { quiet_since }) => Event::ClosingProposed { quiet_since },
            _ if case.has_relapsed(look) => Event::ProposalWithdrawn,
            _ => {
                tx.add_case_events(&case, &[], Some(next_look(&case, look, now))).await?;
                tx.commit().await?;
                return Ok(false);
            }
        };
        let known = ground.known(&case, look, school.follow_up, false);
        let event = case.check(event, &known).map_err(Refusal::Case)?;
        let written = Written { seq: case.seq + 1, at: now, by: Author::Facts, event };
        case.apply(&written);
        tx.add_case_events(&case, &[written], Some(next_look(&case, look, now))).await?;
        tx.outbox_push(&[(student, "case")], now);
        tx.commit().await?;
        Ok(true)
    }

    /// What a student is asked now, if they are.
    pub async fn asked_of(&self, student: StudentId) -> Result<Option<Asked>> {
        let cases = self.store.cases_of(student).await?;
        Ok(cases.into_iter().find_map(|row| match row.case.stage {
            Stage::Asked(since) => Some(Asked { case: row.case.id, seen: row.case.seq, since }),
            _ => None,
        }))
    }

    /// The student's answer. Their word counts whatever the team wrote
    /// meanwhile, as long as the question stands. What they write with it is a
    /// message of theirs, too, listened to like any other; with a "no" it waits
    /// for an answer.
    pub async fn answer_case(
        &self,
        student: StudentId,
        case: CaseId,
        settled: bool,
        words: &str,
    ) -> Result<Case> {
        loop {
            let known = self.case(student, case).await?.ok_or(Refusal::NoSuchCase)?;
            self.supply_own_kinds().await?;
            let event = Event::Answered { settled, words: Some(words.to_owned()) };
            let (seen, by) = (known.case.seq, Author::Student);
            match self.change_case(Change { student, case, seen, by, event }).await {
                Err(crate::app::Error::Refused(Refusal::CaseChanged { .. })) => {}
                done => return done,
            }
        }
    }
}
