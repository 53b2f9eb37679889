//! How somebody stands to a student, and stepping in for a colleague.

use vigie_domain::access::{Relation, Role};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::Near;
use vigie_store::directory::User;

use super::audit::{Action, Entry};
use super::{App, Refusal, Result, School};

impl App {
    /// How somebody stands to a student; `None`: there is no such student.
    pub async fn relation(&self, user: &User, student: StudentId) -> Result<Option<Relation>> {
        let Some(near) = self.store.near(student, user.staff).await? else { return Ok(None) };
        let own = |yes| if yes { Relation::Theirs } else { Relation::AnotherOnes };
        Ok(Some(match user.role {
            Role::Student => own(user.student == Some(student)),
            Role::Mentor => own(near.mentors),
            Role::Advisor
                if user.staff.is_some()
                    && near.advisor == user.staff
                    && near.gone_at.is_none_or(|gone| gone > self.clock.now()) =>
            {
                Relation::Theirs
            }
            Role::Advisor if near.taken_over.is_some_and(|until| until > self.clock.now()) => {
                Relation::TookOver
            }
            // The work in an open case, whoever the advisor is.
            Role::Advisor if near.cares || near.owner.is_some() && near.owner == user.staff => {
                Relation::Theirs
            }
            Role::Advisor => self.answering(user, student, near).await?,
            Role::Manager | Role::Admin | Role::Integrator => Relation::AnotherOnes,
        }))
    }

    /// How somebody stands to the students of a mentor: an advisor gives a
    /// mentor their link only where they share a student.
    pub async fn relation_to_mentor(&self, user: &User, mentor: StaffId) -> Result<Relation> {
        let Some(own) = user.staff else { return Ok(Relation::AnotherOnes) };
        let now = self.clock.now();
        let (absences, team) = (self.store.absences(now).await?, self.team().await?);
        let held = self.held(&team, &absences, own, now).await?;
        let taught = self.store.mentored_by(mentor).await?;
        let taught: Vec<StudentId> = taught.into_iter().map(|one| one.student).collect();
        let assigned = self.store.advisors_of(&taught).await?;
        let shared = taught.iter().any(|one| held.holds(*one, assigned.get(one).copied()));
        Ok(if shared { Relation::Theirs } else { Relation::AnotherOnes })
    }

    /// Does this colleague answer for a student whose advisor, or whoever
    /// follows their case, is away, or who has nobody of their own?
    pub(super) async fn answering(
        &self,
        user: &User,
        student: StudentId,
        near: Near,
    ) -> Result<Relation> {
        let now = self.clock.now();
        let (absences, team) = (self.store.absences(now).await?, self.team().await?);
        let instead_of = |whom: Option<StaffId>| {
            let answers = team.answers(&absences, student, whom, now);
            match answers.filter(|answers| user.staff == Some(answers.who)) {
                None => Relation::AnotherOnes,
                Some(answers) if answers.instead.is_some() => Relation::StandsIn,
                Some(_) => Relation::Theirs,
            }
        };
        Ok(match instead_of(near.advisor) {
            Relation::AnotherOnes if near.owner.is_some() => instead_of(near.owner),
            relation => relation,
        })
    }

    /// Somebody steps in for whoever follows a student, until the end of the
    /// day. Gives until when.
    pub async fn take_over(
        &self,
        school: &School,
        user: &User,
        student: StudentId,
    ) -> Result<Instant> {
        let staff = user.staff.ok_or(Refusal::NoCaseload)?;
        let now = self.clock.now();
        let until = school.end_of_day(now);
        let mut tx = self.store.begin().await?;
        tx.take_over(student, staff, now, until).await?;
        let entry = Entry::by(user.id, Action::TookOver).about(student);
        self.commit_remembering(tx, &[entry.saying(format!("until={until}"))]).await?;
        Ok(until)
    }
}
