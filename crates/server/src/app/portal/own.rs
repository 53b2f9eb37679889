//! What a signed-in student says of themself beside the four buttons: that
//! something is wrong, that they will be away, when to reach them.

use vigie_domain::fact::{
    Asks, Channel, Disputed, Doubted, Fact, Kind, LeavePlanned, MessageIn, Payload,
};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::Instant;

use crate::app::written::{Writing, Written, some_words, words};
use crate::app::{App, Refusal, Result, School};

/// Longest answer to "when may we call?", in characters.
const LONGEST_HOURS: usize = 200;

/// Is this told to the student whom it is about? What colleagues wrote down
/// for each other is not, nor what computers work out.
pub const fn is_told(kind: Kind) -> bool {
    !matches!(kind, Kind::Noted | Kind::Observed | Kind::Retracted)
}

/// Are the words of such a fact the student's own, or written to them?
pub const fn has_own_words(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Enquired
            | Kind::MessageIn
            | Kind::MessageOut
            | Kind::CommunityPost
            | Kind::NeedStated
            | Kind::LeavePlanned
            | Kind::Disputed
            | Kind::PromiseMade
    )
}

impl App {
    /// "That's wrong": marks it, and whoever follows the student hears of it
    /// in their case. `about` says what it is, for the note in the case. Said
    /// again, it is marked once.
    pub async fn dispute(
        &self,
        student: StudentId,
        target: Doubted,
        about: &str,
        text: &str,
    ) -> Result<Vec<Written>> {
        let text = words(text)?;
        let now = self.clock.now();
        let school = self.school().await?;
        let facts = self.known_facts(student).await?;
        let facts = effective(&facts);
        let standing = self.standing(&school, student, None).await?;
        let known = match &target {
            Doubted::Reason { indicator } => {
                standing.ringing.iter().any(|ringing| ringing.indicator == *indicator)
            }
            target => target
                .fact(student)
                .is_some_and(|id| facts.iter().any(|fact| fact.id == id && is_told(fact.kind()))),
        };
        if !known {
            return Err(Refusal::NothingLikeThat.into());
        }
        let note = match &text {
            Some(text) => format!("{about}\n{text}"),
            None => about.to_owned(),
        };
        let mut writing = Writing::about(student, now);
        writing.wish(self.owner(&school, student).await?, note, false);
        let again = facts.iter().any(|fact| is_dispute_of(fact, &target));
        if again {
            writing.now(MessageIn { channel: Channel::Portal, expects_answer: true }, text);
        } else {
            let said_in = writing.now(Disputed { target }, text);
            self.will_answer(&mut writing, student, said_in, Asks::Correction).await?;
        }
        Box::pin(self.write(writing)).await
    }

    /// "I need somebody to follow this": a question, and a case.
    pub async fn ask_for_case(&self, student: StudentId, text: &str) -> Result<Vec<Written>> {
        let text = some_words(text)?;
        let school = self.school().await?;
        let mut writing = Writing::about(student, self.clock.now());
        writing.wish(self.owner(&school, student).await?, text.clone(), true);
        let message = MessageIn { channel: Channel::Portal, expects_answer: true };
        let said_in = writing.now(message, Some(text));
        self.will_answer(&mut writing, student, said_in, Asks::Answer).await?;
        Box::pin(self.write(writing)).await
    }

    /// "I am away until …", in every programme they follow.
    pub async fn announce_leave(
        &self,
        student: StudentId,
        from: Instant,
        until: Instant,
        text: &str,
    ) -> Result<Vec<Written>> {
        let now = self.clock.now();
        if until <= now || until <= from {
            return Err(Refusal::Past(until).into());
        }
        let mut text = words(text)?;
        let school = self.school().await?;
        let journey = self.standing(&school, student, None).await?.journey;
        let mut writing = Writing::about(student, now);
        for enrolment in journey.open_enrolments() {
            // Their words stand once, with the first.
            let text = text.take();
            writing.at(now, Some(enrolment.id), LeavePlanned { from, until }, text);
        }
        if writing.is_empty() {
            return Err(Refusal::NotStudying.into());
        }
        Box::pin(self.write(writing)).await
    }

    /// When and by which channel they would rather be reached; `None`: as the
    /// school knows it, or as it comes.
    pub async fn set_wishes(
        &self,
        student: StudentId,
        hours: &str,
        channel: Option<Channel>,
    ) -> Result<()> {
        let hours = words(hours)?;
        if hours.as_ref().is_some_and(|hours| hours.chars().count() > LONGEST_HOURS) {
            return Err(Refusal::TooLong { most: LONGEST_HOURS }.into());
        }
        let mut tx = self.store.begin().await?;
        tx.put_wishes(student, hours.as_deref(), channel, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Who follows what a student says: whoever has them.
    async fn owner(&self, school: &School, student: StudentId) -> Result<Option<StaffId>> {
        let advisor = self.store.advisors_of(&[student]).await?.remove(&student);
        Ok(school.team.holder(advisor, self.clock.now()))
    }
}

/// Did they dispute the same before?
fn is_dispute_of(fact: &Fact, target: &Doubted) -> bool {
    matches!(&fact.payload, Payload::Disputed(body)
        if body.target == *target
        || target.fact(fact.student).is_some_and(|id| body.target.fact(fact.student) == Some(id)))
}
