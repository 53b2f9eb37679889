//! What a signed-in student says of themself beside the four buttons: that
//! something is wrong, that they will be away, when to reach them.

use vigie_domain::fact::{
    Asks, Channel, Disputed, Doubted, Fact, Kind, LeavePlanned, MessageIn, Payload, Resumed,
    Retracted, TakenBack,
};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::journey::{Leave, effective};
use vigie_domain::time::{Instant, Span};

use crate::app::school::is_own;
use crate::app::written::{Written, some_words, words};
use crate::app::{App, Refusal, Result, School};

/// Longest answer to "when may we call?", in characters.
const LONGEST_HOURS: usize = 200;
/// Longest leave that somebody announces by themself: a year. Beyond, every
/// clock would stand still for somebody who may be gone.
const LONGEST_LEAVE: Span = Span::days(366);

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
        let mut writing = self.writing(student, now);
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
        let mut writing = self.writing(student, self.clock.now());
        writing.wish(self.owner(&school, student).await?, text.clone(), true);
        let message = MessageIn { channel: Channel::Portal, expects_answer: true };
        let said_in = writing.now(message, Some(text));
        self.will_answer(&mut writing, student, said_in, Asks::Answer).await?;
        Box::pin(self.write(writing)).await
    }

    /// "I am away until …", in every programme they follow: at most a year, and
    /// whoever follows them hears of it. Announced again for the same time, the
    /// last word counts, also where it is shorter.
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
        if until > now + LONGEST_LEAVE {
            return Err(Refusal::TooFar(until).into());
        }
        let mut text = words(text)?;
        let school = self.school().await?;
        let journey = self.standing(&school, student, None).await?.journey;
        let known = self.known_facts(student).await?;
        let known = effective(&known);
        let leave = Leave { from: from.max(now), until };
        let mut writing = self.writing(student, now);
        let mut said_in = None;
        for enrolment in journey.open_enrolments() {
            for plan in known.iter().filter(|fact| fact.enrolment == Some(enrolment.id)) {
                if is_plan_met_by(plan, leave, now) {
                    let target = TakenBack::Fact { fact: plan.id };
                    writing.now(Retracted { target }, None);
                }
            }
            let present = enrolment.leaves.at(now);
            if present.is_some_and(|present| leave.from <= present.until && until < present.until) {
                // Before the new one, which goes on from here.
                writing.at(now - Span(1), Some(enrolment.id), Resumed {}, None);
            }
            // Their words stand once, with the first.
            let text = text.take();
            let fact = writing.at(now, Some(enrolment.id), LeavePlanned { from, until }, text);
            said_in.get_or_insert(fact);
        }
        let said_in = said_in.ok_or(Refusal::NotStudying)?;
        self.will_answer(&mut writing, student, said_in, Asks::Leave).await?;
        Box::pin(self.write(writing)).await
    }

    /// "I am back": the leave that they are on ends now, in every programme,
    /// and whoever follows them hears of it.
    pub async fn say_back(&self, student: StudentId) -> Result<Vec<Written>> {
        let now = self.clock.now();
        let school = self.school().await?;
        let journey = self.standing(&school, student, None).await?.journey;
        let mut writing = self.writing(student, now);
        let mut said_in = None;
        for enrolment in journey.open_enrolments().filter(|known| known.leaves.at(now).is_some()) {
            let fact = writing.at(now, Some(enrolment.id), Resumed {}, None);
            said_in.get_or_insert(fact);
        }
        let said_in = said_in.ok_or(Refusal::NotOnLeave)?;
        self.will_answer(&mut writing, student, said_in, Asks::Return).await?;
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
        let said = hours;
        let hours = words(hours)?;
        if hours.as_ref().is_some_and(|hours| hours.chars().count() > LONGEST_HOURS) {
            return Err(Refusal::TooLong { most: LONGEST_HOURS }.into());
        }
        let mut tx = self.store.begin().await?;
        tx.put_wishes(student, hours.as_deref(), channel, self.clock.now()).await?;
        tx.commit().await?;
        self.listen_beside(student, said).await
    }

    /// Who follows what a student says: whoever has them.
    async fn owner(&self, school: &School, student: StudentId) -> Result<Option<StaffId>> {
        let advisor = self.store.advisors_of(&[student]).await?.remove(&student);
        Ok(school.team.holder(advisor, self.clock.now()))
    }
}

/// A leave announced here that has not begun, and that this one meets: it
/// takes its place.
fn is_plan_met_by(fact: &Fact, leave: Leave, now: Instant) -> bool {
    matches!(&fact.payload, Payload::LeavePlanned(plan)
        if is_own(&fact.source)
            && plan.from > now
            && plan.from < leave.until
            && leave.from < plan.until)
}

/// Did they dispute the same before?
fn is_dispute_of(fact: &Fact, target: &Doubted) -> bool {
    matches!(&fact.payload, Payload::Disputed(body)
        if body.target == *target
        || target.fact(fact.student).is_some_and(|id| body.target.fact(fact.student) == Some(id)))
}
