//! A student's question: who answers it, and by when.

use vigie_domain::fact::{Asks, Channel, MessageIn, Need, NeedStated, QuestionAsked};
use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::time::Instant;

use super::written::{Writing, Written, some_words, words};
use super::{App, Result, School};

/// Who answers a question that is asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answerer {
    /// Whoever has them, or who stands in; `None`: the school has no advisor.
    pub who: Option<StaffId>,
    /// By when; `None`: the school never opens.
    pub by: Option<Instant>,
    /// When the school opens again, if it is closed now.
    pub opens: Option<Instant>,
}

impl Answerer {
    /// Who answers what a student of this advisor asks at `now`, and by when.
    pub fn of(school: &School, student: StudentId, advisor: Option<StaffId>, now: Instant) -> Self {
        let calendar = &school.context.calendar;
        let by = school.opening.answer_by(now, calendar);
        let opens = school.opening.next_open(now, calendar).filter(|opens| *opens > now);
        // Whoever is there when the school opens.
        let there = opens.unwrap_or(now);
        let who = school.answers(student, advisor, there).map(|answers| answers.who);
        Self { who, by, opens }
    }
}

impl App {
    /// A question: it waits for an answer, and the student is told who gives
    /// it and by when.
    pub async fn ask(&self, student: StudentId, text: &str) -> Result<Vec<Written>> {
        let mut writing = self.writing(student, self.clock.now());
        let message = MessageIn { channel: Channel::Portal, expects_answer: true };
        let said_in = writing.now(message, Some(some_words(text)?));
        self.will_answer(&mut writing, student, said_in, Asks::Answer).await?;
        self.write(writing).await
    }

    /// "Call me": rings at once, and the student is told who calls and by
    /// when.
    pub async fn ask_for_call(&self, student: StudentId, text: &str) -> Result<Vec<Written>> {
        let mut writing = self.writing(student, self.clock.now());
        let message = MessageIn { channel: Channel::Portal, expects_answer: true };
        let said_in = writing.now(message, words(text)?);
        writing.now(NeedStated { need: Need::Call, said_in: Some(said_in) }, None);
        self.will_answer(&mut writing, student, said_in, Asks::Call).await?;
        self.write(writing).await
    }

    /// Who takes up what was said in a fact, and by when: nothing where the
    /// school never opens.
    pub(super) async fn will_answer(
        &self,
        writing: &mut Writing,
        student: StudentId,
        said_in: FactId,
        asks: Asks,
    ) -> Result<()> {
        let school = self.school().await?;
        let standing = self.standing(&school, student, None).await?;
        let advisor = standing.journey.advisor.map(|(advisor, _)| advisor);
        let Answerer { who, by, .. } = Answerer::of(&school, student, advisor, self.clock.now());
        if let Some(answer_by) = by {
            let said_in = Some(said_in);
            writing.now(QuestionAsked { said_in, answer_by, who, asks }, None);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use vigie_domain::calendar::Calendar;
    use vigie_domain::fact::Kinds;

    use super::*;

    #[test]
    fn out_of_hours_a_question_is_told_when_the_school_opens() {
        let paris = Calendar::new("Europe/Paris").unwrap();
        let at = |text: &str| paris.at(text.parse().unwrap());
        let school = School::new(paris.clone(), Kinds::ALL, Vec::new());
        let asked = |text| Answerer::of(&school, StudentId(uuid::Uuid::nil()), None, at(text));
        assert_eq!(asked("2026-11-24T10:00").opens, None);
        let saturday = asked("2026-11-28T10:00");
        assert_eq!(saturday.opens, Some(at("2026-11-30T09:00")));
        assert_eq!(saturday.by, Some(at("2026-11-30T18:00")));
    }
}
