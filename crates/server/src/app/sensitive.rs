//! Who reads what is for few eyes: whoever needs it to help, and anybody else
//! with the right to the page only after saying why.

use vigie_domain::access::{Relation, Role};
use vigie_domain::case::Part;
use vigie_domain::ids::StudentId;
use vigie_domain::time::Instant;
use vigie_store::directory::User;
use vigie_store::{Near, ReasonRow};

use super::audit::{Action, Entry, sealed};
use super::written::some_words;
use super::{App, Result, School};

impl App {
    /// May they read it now: do they need it to help, or did they say today why
    /// they read it? `danger`: words about danger stand among the facts.
    pub async fn reads_sensitive(
        &self,
        school: &School,
        user: &User,
        student: StudentId,
        danger: bool,
    ) -> Result<bool> {
        if self.needs_to_know(school, user, student, danger).await? {
            return Ok(true);
        }
        let (now, said) = (self.clock.now(), self.store.sensitive_reasons(student).await?);
        Ok(said.iter().any(|row| row.user == user.id && row.at <= now && now < row.until))
    }

    /// The student's advisor, whoever answers in their place, whoever hears of
    /// danger now where it was stated, and whoever arranges in an open case what a
    /// disability asks for. The rest of a care team reads what the case shows.
    async fn needs_to_know(
        &self,
        school: &School,
        user: &User,
        student: StudentId,
        danger: bool,
    ) -> Result<bool> {
        let (Role::Advisor, Some(staff)) = (user.role, user.staff) else { return Ok(false) };
        let Some(near) = self.store.near(student, user.staff).await? else { return Ok(false) };
        let now = self.clock.now();
        let is_theirs = near.advisor == user.staff && near.gone_at.is_none_or(|gone| gone > now);
        if is_theirs || danger && school.hears_of_danger(now) == user.staff {
            return Ok(true);
        }
        // As their advisor, not as whoever follows their case.
        let of_advisor = Near { owner: None, ..near };
        if self.answering(user, student, of_advisor).await? != Relation::AnotherOnes {
            return Ok(true);
        }
        let arranges = (staff, Part::Disability);
        let mut cases = self.store.cases_of(student).await?.into_iter();
        Ok(cases.any(|row| row.case.is_open() && row.case.team.contains(&arranges)))
    }

    /// Somebody says why they read it; it is open to them until the end of the
    /// day. The record keeps that these were the words, and the student's
    /// advisor reads them. Gives until when.
    pub async fn say_why(
        &self,
        school: &School,
        user: &User,
        student: StudentId,
        reason: &str,
    ) -> Result<Instant> {
        let reason = some_words(reason)?;
        let at = self.clock.now();
        let until = school.end_of_day(at);
        let mut tx = self.store.begin().await?;
        let words = sealed(&mut tx, student, &reason).await?;
        tx.say_why(student, &ReasonRow { user: user.id, at, until, reason }).await?;
        let entry = Entry::by(user.id, Action::SensitiveReason).about(student);
        let entry = entry.saying(format!("until={until} words={words}"));
        self.commit_remembering(tx, &[entry]).await?;
        Ok(until)
    }
}
