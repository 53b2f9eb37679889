//! A student's page: who is around them, what comes next, and what they say.

use vigie_domain::fact::{Asks, Channel, Contract, Hired, MessageIn, Need, NeedStated, Payload};
use vigie_domain::ids::{EnrolmentId, Key, StaffId, StudentId};
use vigie_domain::journey::OpenQuestion;
use vigie_domain::signal::Standing;
use vigie_domain::time::{Instant, Span};

use crate::app::written::{Written, name, some_words, words};
use crate::app::{App, Result, School};

/// A student is told of an absence so long before it begins.
const TOLD_BEFORE: Span = Span::days(7);

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
    /// Whoever has them: their advisor, or meanwhile the person on duty.
    pub advisor: Option<StaffId>,
    /// Who answers while the advisor is away: now, or soon.
    pub stand_in: Option<StandIn>,
    /// Is an enrolment of theirs open? Else they have no mentor, nor wait for one.
    pub studies: bool,
    /// Their mentor in each open enrolment that has one.
    pub mentors: Vec<(EnrolmentId, StaffId)>,
    /// The next session, and with whom.
    pub session: Option<Coming<StaffId>>,
    /// A session to come that was cancelled, and with whom.
    pub cancelled: Option<Coming<StaffId>>,
    /// The next defence, and of which project.
    pub defence: Option<Coming<Key>>,
    /// Their question that waits for its answer.
    pub question: Option<OpenQuestion>,
    /// Until when they are on leave, if they are; [`Instant::NEVER`] while
    /// nobody knows.
    pub on_leave: Option<Instant>,
    /// Do they object to a risk being computed of them?
    pub objects_to_risk: bool,
}

/// Who answers while an advisor is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// Who.
    pub who: StaffId,
    /// From then on, if it is not yet so.
    pub from: Option<Instant>,
    /// The first instant at which the advisor is back, if it is known.
    pub until: Option<Instant>,
}

impl StandIn {
    fn of(school: &School, student: StudentId, advisor: StaffId, now: Instant) -> Option<Self> {
        let answers = school.answers(student, Some(advisor), now)?;
        if let Some(until) = answers.instead {
            return Some(Self { who: answers.who, from: None, until });
        }
        let soon = |from: Instant| now < from && from <= now + TOLD_BEFORE;
        let coming = school.absences.iter().find(|one| one.staff == advisor && soon(one.from))?;
        let answers = school.answers(student, Some(advisor), coming.from)?;
        Some(Self { who: answers.who, from: Some(coming.from), until: answers.instead? })
    }
}

impl StudentView {
    /// Who answers now, if somebody does.
    pub fn answers(&self) -> Option<StaffId> {
        let now = self.stand_in.filter(|stand_in| stand_in.from.is_none());
        now.map(|stand_in| stand_in.who).or(self.advisor)
    }

    /// From how they stand.
    pub(crate) fn of(school: &School, student: StudentId, standing: &Standing) -> Self {
        let (journey, now) = (&standing.journey, standing.at);
        let open = || journey.open_enrolments();
        let sessions = open().flat_map(|enrolment| {
            let booked = enrolment.mentoring.booked.iter().filter(|booked| booked.at > now);
            booked.map(|b| Coming { at: b.at, enrolment: enrolment.id, what: b.mentor })
        });
        let cancelled = open().flat_map(|enrolment| {
            let mentoring = &enrolment.mentoring;
            let off = mentoring.outcomes.iter().filter(|one| {
                let booked = || mentoring.booked.iter().any(|booked| booked.at == one.at);
                one.outcome.is_cancelled() && one.at > now && !booked()
            });
            off.map(|one| Coming { at: one.at, enrolment: enrolment.id, what: one.mentor })
        });
        let defences = open().flat_map(|enrolment| {
            let scheduled = enrolment.defences.scheduled.iter().filter(|s| s.at > now);
            scheduled.map(|s| Coming { at: s.at, enrolment: enrolment.id, what: s.item.clone() })
        });
        let advisor = school.team.holder(journey.advisor.map(|(advisor, _)| advisor), now);
        Self {
            student,
            advisor,
            stand_in: advisor.and_then(|known| StandIn::of(school, student, known, now)),
            studies: open().next().is_some(),
            mentors: open()
                .filter_map(|enrolment| Some((enrolment.id, enrolment.mentoring.mentor?.0)))
                .collect(),
            session: sessions.min_by_key(|coming| coming.at),
            cancelled: cancelled.min_by_key(|coming| coming.at),
            defence: defences.min_by_key(|coming| coming.at),
            question: journey.contact.question(),
            on_leave: open().filter_map(|known| Some(known.leaves.at(now)?.until)).max(),
            objects_to_risk: journey.objects_to_risk(),
        }
    }
}

impl App {
    /// What a student's page shows.
    pub async fn student_view(&self, school: &School, student: StudentId) -> Result<StudentView> {
        let standing = self.standing(school, student, None).await?;
        Ok(StudentView::of(school, student, &standing))
    }

    /// "All is well": a message that wants no answer.
    pub async fn say_all_well(&self, student: StudentId, text: &str) -> Result<Vec<Written>> {
        let mut writing = self.writing(student, self.clock.now());
        writing.now(wrote(false), words(text)?);
        self.write(writing).await
    }

    /// "My mentor does not suit me", in their own words if they like: the
    /// student is told who takes it up, and by when.
    pub async fn ask_for_other_mentor(
        &self,
        student: StudentId,
        text: &str,
    ) -> Result<Vec<Written>> {
        let mut writing = self.writing(student, self.clock.now());
        let need = NeedStated { need: Need::MentorChange, said_in: None };
        let said_in = writing.now(need, words(text)?);
        self.will_answer(&mut writing, student, said_in, Asks::Answer).await?;
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
        let mut writing = self.writing(student, self.clock.now());
        let named = name(company)?;
        let hired = Hired { company: named, contract, starts_at };
        writing.now(Payload::Hired(Box::new(hired)), None);
        let written = self.write(writing).await?;
        self.listen_beside(student, company).await?;
        Ok(written)
    }

    /// A line of text, which waits for an answer.
    pub async fn say(&self, student: StudentId, text: &str) -> Result<Vec<Written>> {
        let mut writing = self.writing(student, self.clock.now());
        writing.now(wrote(true), Some(some_words(text)?));
        self.write(writing).await
    }
}

fn wrote(expects_answer: bool) -> MessageIn {
    MessageIn { channel: Channel::Portal, expects_answer }
}
