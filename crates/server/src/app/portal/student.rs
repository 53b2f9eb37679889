//! A student's page: who is around them, what comes next, and what they say.

use vigie_domain::fact::{Channel, Contract, Hired, MessageIn, Need, NeedStated, Payload};
use vigie_domain::ids::{EnrolmentId, Key, StaffId, StudentId};
use vigie_domain::journey::{Journey, OpenQuestion};
use vigie_domain::time::Instant;

use crate::app::written::{Writing, Written, name, some_words, words};
use crate::app::{App, Result, School};

/// Something with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming<T> {
    /// When.
    pub at: Instant,
    /// In which enrolment.
    pub enrolment: EnrolmentId,
    /// With whom, or of what.
    pub what: T,
}

/// Who is around a student, and what comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudentView {
    /// Whose page.
    pub student: StudentId,
    /// Their advisor.
    pub advisor: Option<StaffId>,
    /// Their mentor in each open enrolment that has one.
    pub mentors: Vec<(EnrolmentId, StaffId)>,
    /// The next session, and with whom.
    pub session: Option<Coming<StaffId>>,
    /// The next defence, and of which project.
    pub defence: Option<Coming<Key>>,
    /// Their question that waits for its answer.
    pub question: Option<OpenQuestion>,
}

impl StudentView {
    fn of(student: StudentId, journey: &Journey, now: Instant) -> Self {
        let open = || journey.open_enrolments();
        let sessions = open().flat_map(|enrolment| {
            let booked = enrolment.mentoring.booked.iter().filter(|booked| booked.at > now);
            booked.map(|b| Coming { at: b.at, enrolment: enrolment.id, what: b.mentor })
        });
        let defences = open().flat_map(|enrolment| {
            let scheduled = enrolment.defences.scheduled.iter().filter(|s| s.at > now);
            scheduled.map(|s| Coming { at: s.at, enrolment: enrolment.id, what: s.item.clone() })
        });
        Self {
            student,
            advisor: journey.advisor.map(|(advisor, _)| advisor),
            mentors: open()
                .filter_map(|enrolment| Some((enrolment.id, enrolment.mentoring.mentor?.0)))
                .collect(),
            session: sessions.min_by_key(|coming| coming.at),
            defence: defences.min_by_key(|coming| coming.at),
            question: journey.contact.question,
        }
    }
}

impl App {
    /// What a student's page shows.
    pub async fn student_view(&self, school: &School, student: StudentId) -> Result<StudentView> {
        let standing = self.standing(school, student, None).await?;
        Ok(StudentView::of(student, &standing.journey, standing.at))
    }

    /// "All is well": a message that wants no answer.
    pub async fn say_all_well(&self, student: StudentId, text: &str) -> Result<Vec<Written>> {
        let mut writing = Writing::about(student, self.clock.now());
        writing.now(wrote(false), words(text)?);
        self.write(writing).await
    }

    /// "Call me": rings at once.
    pub async fn ask_for_call(&self, student: StudentId, text: &str) -> Result<Vec<Written>> {
        let mut writing = Writing::about(student, self.clock.now());
        let message = writing.now(wrote(true), words(text)?);
        writing.now(NeedStated { need: Need::Call, said_in: Some(message) }, None);
        self.write(writing).await
    }

    /// "My mentor does not suit me", in their own words if they like.
    pub async fn ask_for_other_mentor(
        &self,
        student: StudentId,
        text: &str,
    ) -> Result<Vec<Written>> {
        let mut writing = Writing::about(student, self.clock.now());
        writing.now(NeedStated { need: Need::MentorChange, said_in: None }, words(text)?);
        self.write(writing).await
    }

    /// "I have a job".
    pub async fn say_hired(
        &self,
        student: StudentId,
        company: &str,
        contract: Contract,
        starts_at: Instant,
    ) -> Result<Vec<Written>> {
        let mut writing = Writing::about(student, self.clock.now());
        let company = name(company)?;
        let hired = Hired { company, contract, starts_at };
        writing.now(Payload::Hired(Box::new(hired)), None);
        self.write(writing).await
    }

    /// A line of text, which waits for an answer.
    pub async fn say(&self, student: StudentId, text: &str) -> Result<Vec<Written>> {
        let mut writing = Writing::about(student, self.clock.now());
        writing.now(wrote(true), Some(some_words(text)?));
        self.write(writing).await
    }
}

fn wrote(expects_answer: bool) -> MessageIn {
    MessageIn { channel: Channel::Portal, expects_answer }
}
