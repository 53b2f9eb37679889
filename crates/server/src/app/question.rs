//! A student's question: who answers it, and by when.

use vigie_domain::fact::{Channel, MessageIn, QuestionAsked};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

use super::written::{Writing, Written, some_words};
use super::{App, Result, School};

/// Who answers a question that is asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answerer {
    /// Their own advisor, or who stands in for them; `None`: whoever of the team sees it first.
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
        let who = advisor.map(|advisor| school.absences.answers(student, advisor, there).who);
        Self { who, by, opens }
    }
}

impl App {
    /// A question: it waits for an answer, and the student is told who gives
    /// it and by when.
    pub async fn ask(&self, student: StudentId, text: &str) -> Result<Vec<Written>> {
        let text = some_words(text)?;
        let now = self.clock.now();
        let school = self.school().await?;
        let standing = self.standing(&school, student, None).await?;
        let advisor = standing.journey.advisor.map(|(advisor, _)| advisor);
        let Answerer { who, by, .. } = Answerer::of(&school, student, advisor, now);
        let mut writing = Writing::about(student, now);
        let message = MessageIn { channel: Channel::Portal, expects_answer: true };
        let said_in = Some(writing.now(message, Some(text)));
        if let Some(answer_by) = by {
            writing.now(QuestionAsked { said_in, answer_by, who }, None);
        }
        self.write(writing).await
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
