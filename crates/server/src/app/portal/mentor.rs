//! A mentor's page: their students, the sessions to record, what worries them.

use vigie_domain::fact::{
    ConcernRaised, Fact, Kind, Payload, Role, SessionBooked, SessionOutcome, SessionRecorded,
};
use vigie_domain::ids::{EnrolmentId, FactId, Ref, StaffId, StudentId};
use vigie_domain::journey::{Booked, Enrolment, Journey, Outcome, effective};
use vigie_domain::time::{Instant, Span};
use vigie_store::across::Filter;
use vigie_store::directory::Availability;

use crate::app::school::OWN_SOURCES;
use crate::app::written::{Written, some_words};
use crate::app::{App, Refusal, Result, School};

/// A session cancelled so long before it is cancelled in good time.
const GOOD_TIME: Span = Span::days(1);
/// An unplanned session is written down this much later at most: beyond, the
/// year is a slip.
const LONGEST_AGO: Span = Span::days(366);
/// For so long a mentor is asked what became of a session with somebody who is
/// no longer with them.
const STILL_ASKED: Span = Span::days(91);

/// One student of a mentor, in one enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentee {
    /// Whom.
    pub student: StudentId,
    /// In which enrolment.
    pub enrolment: EnrolmentId,
    /// Past sessions of which nobody said what became of them, oldest first.
    pub unrecorded: Vec<Booked>,
    /// The next session.
    pub next: Option<Booked>,
    /// The last session that took place, whoever was the mentor then.
    pub last_held: Option<Instant>,
    /// When a session was that they did not come to, as far as it is kept.
    pub absences: Vec<Instant>,
}

/// A mentor's students.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentorView {
    /// Whose page.
    pub mentor: StaffId,
    /// Their students: first those with sessions to record, oldest first,
    /// then by next session, those without one last.
    pub students: Vec<Mentee>,
    /// Those who are no longer with them, whose last session with them nobody
    /// recorded; in the same order.
    pub former: Vec<Mentee>,
}

impl MentorView {
    /// To how many sessions they did not come, since `from`.
    pub fn absences_since(&self, from: Instant) -> usize {
        let absences = self.students.iter().flat_map(|mentee| &mentee.absences);
        absences.filter(|at| **at >= from).count()
    }
}

impl Mentee {
    fn of(student: StudentId, enrolment: &Enrolment, mentor: StaffId, now: Instant) -> Self {
        let mentoring = &enrolment.mentoring;
        let absent =
            |one: &&Outcome| one.mentor == mentor && one.outcome == SessionOutcome::MentorAbsent;
        let theirs = || mentoring.booked.iter().filter(|booked| booked.mentor == mentor).copied();
        Self {
            student,
            enrolment: enrolment.id,
            unrecorded: theirs().filter(|booked| booked.at <= now).collect(),
            next: theirs().find(|booked| booked.at > now),
            last_held: mentoring.last_held.map(|(at, _)| at),
            absences: mentoring.outcomes.iter().filter(absent).map(|one| one.at).collect(),
        }
    }

    fn order(&self) -> (Instant, Instant, StudentId, EnrolmentId) {
        let first = |booked: Option<&Booked>| booked.map_or(Instant::NEVER, |booked| booked.at);
        (first(self.unrecorded.first()), first(self.next.as_ref()), self.student, self.enrolment)
    }
}

/// What became of a session, as its mentor says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionReport {
    /// By which mentor.
    pub mentor: StaffId,
    /// With whom.
    pub student: StudentId,
    /// In which enrolment.
    pub enrolment: EnrolmentId,
    /// Which session that was booked; `None`: one that was never booked.
    pub session: Option<Ref>,
    /// When it was. For a booked session, its own date counts.
    pub at: Instant,
    /// What became of it.
    pub outcome: SessionOutcome,
}

impl App {
    /// What a mentor's page shows.
    pub async fn mentor_view(&self, school: &School, mentor: StaffId) -> Result<MentorView> {
        let now = self.clock.now();
        let students = self.store.ever_taught(mentor).await?;
        let standings = self.standings_now(school, Filter::Students(students), now).await?;
        let enrolments = standings.iter().flat_map(|(student, standing)| {
            let enrolments = standing.journey.enrolments.iter();
            enrolments.map(|enrolment| (*student, enrolment))
        });
        let (present, past): (Vec<_>, Vec<_>) =
            enrolments.partition(|(_, enrolment)| enrolment.is_open() && has(enrolment, mentor));
        let read = |known: Vec<(StudentId, &Enrolment)>| {
            let known = known.into_iter();
            let mut mentees: Vec<Mentee> = known
                .map(|(student, enrolment)| Mentee::of(student, enrolment, mentor, now))
                .collect();
            mentees.sort_by_key(Mentee::order);
            mentees
        };
        let (students, mut former) = (read(present), read(past));
        for mentee in &mut former {
            mentee.unrecorded.retain(|one| one.at >= now - STILL_ASKED);
        }
        former.retain(|mentee| !mentee.unrecorded.is_empty());
        Ok(MentorView { mentor, students, former })
    }

    /// A mentor says what became of a session of theirs. It must be booked
    /// with them and not recorded yet, or be a past one with a student of
    /// theirs that was never booked.
    pub async fn record_session(&self, report: SessionReport) -> Result<Vec<Written>> {
        let SessionReport { mentor, student, enrolment, outcome, .. } = report;
        let now = self.clock.now();
        let journey = self.journey(student).await?;
        let at = match report.session {
            Some(session) => booked(&journey, enrolment, mentor, session)?.at,
            None => {
                theirs(&journey, enrolment, mentor)?;
                report.at
            }
        };
        if at > now && !outcome.is_cancelled() {
            return Err(Refusal::Future.into());
        }
        let Some(session) = report.session else {
            return Box::pin(self.record_unplanned(report)).await;
        };
        let mut writing = self.writing(student, now);
        let recorded = SessionRecorded { session, mentor, at, outcome };
        writing.at(now, Some(enrolment), recorded, None);
        Box::pin(self.write(writing)).await
    }

    /// A session that was never booked. Sent twice, it is one; said to have
    /// gone otherwise, it is refused, as any other that is recorded.
    async fn record_unplanned(&self, report: SessionReport) -> Result<Vec<Written>> {
        let SessionReport { mentor, student, enrolment, at, outcome, .. } = report;
        let now = self.clock.now();
        if at < now - LONGEST_AGO {
            return Err(Refusal::LongAgo(at).into());
        }
        let facts = self.known_facts(student).await?;
        let said = format!("{mentor}.{enrolment}.{}", at.0);
        let (own_id, told) = once((student, Kind::SessionRecorded), &said, &facts, |_| true);
        let session = Ref::derive(&own_id);
        let recorded = SessionRecorded { session, mentor, at, outcome };
        if let Some(told) = told {
            return match &told.payload {
                Payload::SessionRecorded(known) if known.outcome != outcome => {
                    Err(Refusal::NoSuchSession.into())
                }
                _ => Ok(vec![again(told, own_id)]),
            };
        }
        let mut writing = self.writing(student, now);
        writing.named_in(own_id, enrolment, recorded);
        Box::pin(self.write(writing)).await
    }

    /// A mentor cancels a session to come: in good time, or late if it is
    /// `GOOD_TIME` away or less.
    pub async fn cancel_session(
        &self,
        mentor: StaffId,
        student: StudentId,
        enrolment: EnrolmentId,
        session: Ref,
    ) -> Result<Vec<Written>> {
        let now = self.clock.now();
        let at = booked(&self.journey(student).await?, enrolment, mentor, session)?.at;
        if at <= now {
            return Err(Refusal::Past(at).into());
        }
        let early = at - now > GOOD_TIME;
        let outcome =
            if early { SessionOutcome::CancelledEarly } else { SessionOutcome::CancelledLate };
        let session = Some(session);
        let report = SessionReport { mentor, student, enrolment, session, at, outcome };
        self.record_session(report).await
    }

    /// A mentor and a student of theirs agreed on a date. `moved`: the booked
    /// session that it takes the place of. The same date sent twice is one.
    pub async fn book_session(
        &self,
        mentor: StaffId,
        student: StudentId,
        enrolment: EnrolmentId,
        at: Instant,
        moved: Option<Ref>,
    ) -> Result<Vec<Written>> {
        let now = self.clock.now();
        if at <= now {
            return Err(Refusal::Past(at).into());
        }
        let journey = self.journey(student).await?;
        theirs(&journey, enrolment, mentor)?;
        let mut writing = self.writing(student, now);
        if let Some(session) = moved {
            let session = booked(&journey, enrolment, mentor, session)?.session;
            writing.at(now, Some(enrolment), SessionBooked { session, mentor, at }, None);
            return Box::pin(self.write(writing)).await;
        }
        let facts = self.known_facts(student).await?;
        let said = format!("{mentor}.{enrolment}.{}", at.0);
        // What was moved or cancelled since is no longer that date.
        let stands = |session| {
            let known = booked(&journey, enrolment, mentor, session);
            known.is_ok_and(|known| known.at == at)
        };
        let (own_id, told) = once((student, Kind::SessionBooked), &said, &facts, stands);
        if let Some(told) = told {
            return Ok(vec![again(told, own_id)]);
        }
        let session = Ref::derive(&own_id);
        writing.named_in(own_id, enrolment, SessionBooked { session, mentor, at });
        Box::pin(self.write(writing)).await
    }

    /// "I am worried about …": the advisor hears of it.
    pub async fn raise_concern(
        &self,
        mentor: StaffId,
        student: StudentId,
        text: &str,
    ) -> Result<Vec<Written>> {
        let text = some_words(text)?;
        if !self.journey(student).await?.open_enrolments().any(|e| has(e, mentor)) {
            return Err(Refusal::NotTheirStudent.into());
        }
        let mut writing = self.writing(student, self.clock.now());
        writing.now(ConcernRaised { by: mentor, role: Role::Mentor }, Some(text));
        Box::pin(self.write(writing)).await
    }

    /// What a mentor can take on in the weeks to come: how many more students,
    /// and when they are away.
    pub async fn set_availability(
        &self,
        mentor: StaffId,
        more: Option<u16>,
        away: Option<(Instant, Instant)>,
    ) -> Result<()> {
        let said_at = self.clock.now();
        if let Some((from, until)) = away
            && (until <= from || until <= said_at)
        {
            return Err(Refusal::Past(until).into());
        }
        let mut tx = self.store.begin().await?;
        tx.put_availability(mentor, &Availability { more, away, said_at }).await?;
        Ok(tx.commit().await?)
    }

    async fn journey(&self, student: StudentId) -> Result<Journey> {
        let school = self.school().await?;
        Ok(self.standing(&school, student, None).await?.journey)
    }
}

/// The own id under which somebody says this once, and the fact that says it
/// already. What was taken back, or no longer stands, is said under the next.
fn once<'f>(
    (student, kind): (StudentId, Kind),
    said: &str,
    facts: &'f [Fact],
    stands: impl Fn(Ref) -> bool,
) -> (String, Option<&'f Fact>) {
    let told = effective(facts);
    let mut number = 0_u32;
    loop {
        let own_id = format!("{said}.{number}");
        // Said by the link and said again signed in, it is said once.
        let ids = OWN_SOURCES.map(|source| FactId::derive(student, source, kind, &own_id));
        if !facts.iter().any(|fact| ids.contains(&fact.id)) {
            return (own_id, None);
        }
        let known = told.iter().find(|fact| ids.contains(&fact.id));
        if let Some(known) = known.filter(|_| stands(Ref::derive(&own_id))) {
            return (own_id, Some(*known));
        }
        number += 1;
    }
}

/// What was written before, as it can be taken back.
fn again(told: &Fact, own_id: String) -> Written {
    Written { kind: told.kind(), own_id, fact: told.id }
}

/// Is this the enrolment's present mentor?
fn has(enrolment: &Enrolment, mentor: StaffId) -> bool {
    enrolment.mentoring.mentor.is_some_and(|(present, _)| present == mentor)
}

/// A session of this mentor's that nobody recorded; also one with somebody who
/// is no longer with them.
fn booked(
    journey: &Journey,
    enrolment: EnrolmentId,
    mentor: StaffId,
    session: Ref,
) -> Result<Booked, Refusal> {
    let known = journey.enrolments.iter().find(|known| known.id == enrolment);
    let mut booked = known.into_iter().flat_map(|known| known.mentoring.booked.iter().copied());
    let booked = booked.find(|one| one.session == session && one.mentor == mentor);
    booked.ok_or(Refusal::NoSuchSession)
}

fn theirs(journey: &Journey, enrolment: EnrolmentId, mentor: StaffId) -> Result<(), Refusal> {
    let mut open = journey.open_enrolments();
    let known = open.any(|known| known.id == enrolment && has(known, mentor));
    if known { Ok(()) } else { Err(Refusal::NotTheirStudent) }
}
