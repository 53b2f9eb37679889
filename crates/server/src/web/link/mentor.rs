//! A mentor's page: sessions to record, next dates, whom they worry about.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use vigie_domain::fact::SessionOutcome;
use vigie_domain::ids::{EnrolmentId, Ref, StudentId};
use vigie_domain::time::Instant;

use super::super::contact::{is_partial, spell, when as read_when};
use super::super::{Error, Frame, Result, Visitor, Web};
use super::agreed::{self, Caring};
use super::ours::{Concerning, SHOWN, concerning};
use super::room::Room;
use super::step::{self, Ticked};
use super::{Opened, Said, frame, when};
use crate::app;
use crate::app::case::{CameOf, Raised};
use crate::app::portal::SessionReport;
use crate::app::written::Written;
use crate::names::Names;
use crate::wording::{Locale, Today};

/// What the page may confirm.
const SAID: [&str; 12] = [
    "held",
    "student_absent",
    "mentor_absent",
    "cancelled_early",
    "cancelled_late",
    "other",
    "cancelled",
    "moved",
    "date",
    "concern",
    "reply",
    "undone",
];
/// What may have become of a session, in the order of the buttons.
const OUTCOMES: [SessionOutcome; 6] = [
    SessionOutcome::Held,
    SessionOutcome::StudentAbsent,
    SessionOutcome::MentorAbsent,
    SessionOutcome::CancelledEarly,
    SessionOutcome::CancelledLate,
    SessionOutcome::Other,
];
/// What the button beside a session to come says became of it.
const CANCEL: &str = "cancelled";

/// A past session of which nobody said what became of it.
struct Unrecorded {
    student: StudentId,
    name: String,
    enrolment: EnrolmentId,
    session: u64,
    when: String,
}

/// One of their students.
struct Mentee {
    student: StudentId,
    name: String,
    given: String,
    programme: Option<String>,
    enrolment: EnrolmentId,
    /// The next session: which, and when.
    next: Option<(u64, String)>,
    last_held: Option<String>,
    /// Whom a worry reaches.
    advisor: String,
}

/// What could not be used, where it was typed.
#[derive(Default)]
struct Typed {
    student: Option<StudentId>,
    at: String,
    text: String,
    /// Was it an unplanned session, rather than a date to come?
    unplanned: bool,
    wrong: Option<&'static str>,
}

impl Typed {
    /// A date to come that was typed for this student.
    fn date_for(&self, student: &StudentId) -> Option<&str> {
        self.at_for(student).filter(|_| !self.unplanned)
    }

    /// When an unplanned session with this student was.
    fn unplanned_with(&self, student: &StudentId) -> Option<&str> {
        self.at_for(student).filter(|_| self.unplanned)
    }

    fn at_for(&self, student: &StudentId) -> Option<&str> {
        let theirs = self.student.as_ref() == Some(student) && !self.at.is_empty();
        theirs.then_some(self.at.as_str())
    }
}

#[derive(Template)]
#[template(path = "link_mentor.html")]
struct Page {
    frame: Frame,
    base: String,
    name: String,
    unrecorded: Vec<Unrecorded>,
    students: Vec<Mentee>,
    said: Option<SaidOf>,
    typed: Typed,
    /// What came of their worries: about whom and when, and what.
    worries: Vec<(String, String)>,
    concerning: Vec<Concerning>,
    /// A step of theirs that they just ticked off, and about whom.
    ticked: Option<(String, Ticked)>,
    /// Cases in which they have a part.
    caring: Vec<Caring>,
    /// How much room they have.
    room: Room,
    /// Was it just kept?
    room_kept: bool,
    /// How often they noted that they were not there.
    absences: usize,
    /// Until when the link opens.
    until: Option<String>,
}

/// What was just written, and about whom.
struct SaidOf {
    said: String,
    student: StudentId,
    name: String,
    facts: String,
}

#[derive(Template)]
#[template(path = "link_written.html")]
struct WrittenPart {
    frame: Frame,
    base: String,
    said: SaidOf,
}

#[derive(Template)]
#[template(path = "link_taken_back.html")]
struct TakenBackPart {
    frame: Frame,
}

/// Draws the page of the mentor whose link was opened.
pub(super) async fn page(
    web: &Web,
    visitor: &Visitor,
    opened: &Opened,
    said: Said,
) -> Result<Response> {
    let page = read(web, visitor, opened, said, Typed::default()).await?;
    Ok(Html(page.render()?).into_response())
}

async fn read(
    web: &Web,
    visitor: &Visitor,
    opened: &Opened,
    said: Said,
    typed: Typed,
) -> Result<Page> {
    let mentor = opened.mentor()?;
    let desk = web.desk();
    let store = &web.app().store;
    let staff = desk.directory.staff().get(&mentor).ok_or(Error::NotFound)?;
    let view = web.app().mentor_view(&desk.school, mentor).await?;
    let students: Vec<StudentId> = view.students.iter().map(|known| known.student).collect();
    let raised = web.app().came_of_concerns(mentor).await?;
    let told_of = view.former.iter().map(|known| known.student);
    let told_of = told_of.chain(raised.iter().map(|one| one.student));
    let ticked = step::ticked(web, opened, &said).await?;
    let told_of = told_of.chain(ticked.iter().map(|one| one.student));
    let mut people: Vec<StudentId> = students.iter().copied().chain(told_of).collect();
    people.sort_unstable();
    people.dedup();
    let names = Names::among(desk.directory.clone(), store, &people).await?;
    let advisors = store.advisors_of(&students).await?;
    let locale = visitor.locale;
    let answers = |student: StudentId| {
        desk.school.answers(student, advisors.get(&student).copied(), web.now())
    };
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let unrecorded = view.former.iter().chain(&view.students).flat_map(|mentee| {
        mentee.unrecorded.iter().map(|booked| Unrecorded {
            student: mentee.student,
            name: names.full(mentee.student),
            enrolment: mentee.enrolment,
            session: booked.session.0,
            when: when(locale, booked.at, today),
        })
    });
    let mut mentees: Vec<Mentee> = view
        .students
        .iter()
        .map(|mentee| Mentee {
            student: mentee.student,
            name: names.full(mentee.student),
            given: names.given(mentee.student),
            programme: names.programme(mentee.enrolment),
            enrolment: mentee.enrolment,
            next: mentee.next.map(|b| (b.session.0, when(locale, b.at, today))),
            last_held: mentee.last_held.map(|at| locale.date(at, today)),
            advisor: match answers(mentee.student) {
                Some(answers) => names.staff(answers.who),
                None => locale.text("link-team", &[]),
            },
        })
        .collect();
    mentees.sort_by(|a, b| a.name.cmp(&b.name));
    let worries = raised.iter().map(|one| {
        let told = came_of(one, &names, locale, today);
        (names.full(one.student), told)
    });
    let worries = worries.collect();
    let room_kept = said.what == "room";
    let said = said.among(&SAID).and_then(|said| {
        let student = said.student.filter(|student| people.contains(student))?;
        Some(SaidOf { said: said.what, student, name: names.full(student), facts: said.facts })
    });
    Ok(Page {
        frame: frame(web, visitor, locale, opened),
        base: opened.base.clone(),
        name: staff.name.clone(),
        unrecorded: unrecorded.collect(),
        students: mentees,
        said,
        typed,
        ticked: ticked.map(|one| (names.full(one.student), one)),
        worries,
        concerning: concerning(web, locale, mentor).await?,
        caring: agreed::around(web, mentor, &students, locale, today).await?,
        room: Room::of(web, mentor, locale).await?,
        room_kept,
        absences: view.absences_since(web.now() - SHOWN),
        until: opened.until(web, locale),
    })
}

/// The page again, with what was wrong with the room that they have.
pub(super) async fn wrong(
    web: &Web,
    visitor: &Visitor,
    opened: &Opened,
    key: &'static str,
    room: Room,
) -> Result<Response> {
    let typed = Typed { wrong: Some(key), ..Typed::default() };
    let page = read(web, visitor, opened, Said::default(), typed).await?;
    let page = Page { room, ..page };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

/// What came of a worry, in a sentence.
fn came_of(raised: &Raised, names: &Names, locale: &Locale, today: Today<'_>) -> String {
    let (key, who, at) = match raised.came {
        CameOf::Received => ("worry-received", String::new(), raised.at),
        CameOf::Spoken(who, at) => ("worry-spoken", names.staff(who), at),
        CameOf::Followed(who, at) => ("worry-followed", names.staff(who), at),
        CameOf::Back(at) => ("worry-back", String::new(), at),
        CameOf::Ended(at) => ("worry-ended", String::new(), at),
    };
    let (name, date) = (names.given(raised.student), locale.date(at, today));
    let since = locale.date(raised.at, today);
    let words = [("name", &name), ("who", &who), ("date", &date), ("since", &since)];
    locale.text(key, &words.map(|(key, word)| (key, word.as_str().into())))
}

/// What the buttons of a session send.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Report {
    student: StudentId,
    enrolment: EnrolmentId,
    /// Which booked session; not there: one that was never booked.
    session: Option<u64>,
    /// When that was.
    #[serde(default)]
    at: String,
    outcome: String,
}

/// `POST /l/{token}/session`, `POST /me/session`
pub(in crate::web) async fn record(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<Report>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = given.student;
    let written = report(&web, &opened, &given).await;
    let typed = Typed {
        student: Some(student),
        at: given.at,
        unplanned: given.session.is_none(),
        ..Typed::default()
    };
    let done = Done { student, said: &given.outcome, written };
    answer(&web, &visitor, &headers, &opened, done, typed).await
}

async fn report(web: &Web, opened: &Opened, given: &Report) -> Result<Vec<Written>> {
    let (app, mentor) = (opened.app(web), opened.mentor()?);
    let (student, enrolment) = (given.student, given.enrolment);
    let session = given.session.map(Ref);
    if let (Some(session), CANCEL) = (session, given.outcome.as_str()) {
        let written = app.cancel_session(mentor, student, enrolment, session).await;
        return written.map_err(refused);
    }
    let outcome = SessionOutcome::from_name(&given.outcome);
    let outcome = outcome.ok_or(Error::Invalid("link-error-form"))?;
    let at = match session {
        // Its own date counts.
        Some(_) => web.now(),
        None => typed_at(web, &given.at)?,
    };
    let report = SessionReport { mentor, student, enrolment, session, at, outcome };
    app.record_session(report).await.map_err(refused)
}

/// A day and an hour, by the school's clock.
fn typed_at(web: &Web, text: &str) -> Result<Instant> {
    let at = read_when(text, &web.desk().school.context.calendar, "link-error-date")?;
    at.ok_or(Error::Invalid("link-error-date"))
}

/// A date that was agreed on.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Booking {
    student: StudentId,
    enrolment: EnrolmentId,
    /// The booked session that it takes the place of.
    session: Option<u64>,
    #[serde(default)]
    at: String,
}

/// `POST /l/{token}/date`, `POST /me/date`
pub(in crate::web) async fn book(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<Booking>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = given.student;
    let written = book_at(&web, &opened, &given).await;
    let typed = Typed { student: Some(student), at: given.at.clone(), ..Typed::default() };
    let said = if given.session.is_some() { "moved" } else { "date" };
    let done = Done { student, said, written };
    answer(&web, &visitor, &headers, &opened, done, typed).await
}

async fn book_at(web: &Web, opened: &Opened, given: &Booking) -> Result<Vec<Written>> {
    let at = typed_at(web, &given.at)?;
    let (student, enrolment) = (given.student, given.enrolment);
    let (app, mentor) = (opened.app(web), opened.mentor()?);
    let moved = given.session.map(Ref);
    app.book_session(mentor, student, enrolment, at, moved).await.map_err(refused)
}

/// "I am worried about …"
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Worry {
    student: StudentId,
    #[serde(default)]
    text: String,
}

/// `POST /l/{token}/concern`, `POST /me/concern`
pub(in crate::web) async fn worry(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<Worry>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let (mentor, student) = (opened.mentor()?, given.student);
    let written = opened.app(&web).raise_concern(mentor, student, &given.text).await;
    let written = written.map_err(refused);
    let typed = Typed { student: Some(student), text: given.text, ..Typed::default() };
    let done = Done { student, said: "concern", written };
    answer(&web, &visitor, &headers, &opened, done, typed).await
}

/// What came of a form.
struct Done<'d> {
    student: StudentId,
    said: &'d str,
    written: Result<Vec<Written>>,
}

/// A part of the page, the page again, or the page with what was wrong.
async fn answer(
    web: &Web,
    visitor: &Visitor,
    headers: &HeaderMap,
    opened: &Opened,
    done: Done<'_>,
    typed: Typed,
) -> Result<Response> {
    let Done { student, said, written } = done;
    match written {
        Ok(written) if is_partial(headers) => {
            let directory = web.desk().directory.clone();
            let names = Names::among(directory, &web.app().store, &[student]).await?;
            let (name, facts) = (names.full(student), spell(&written));
            let said = SaidOf { said: said.to_owned(), student, name, facts };
            let frame = frame(web, visitor, visitor.locale, opened);
            let part = WrittenPart { frame, base: opened.base.clone(), said };
            Ok(Html(part.render()?).into_response())
        }
        Ok(written) => Ok(opened.back(said, student, &written).into_response()),
        Err(Error::Invalid(key)) if !is_partial(headers) => {
            let typed = Typed { wrong: Some(key), ..typed };
            let page = read(web, visitor, opened, Said::default(), typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
        }
        Err(error) => Err(error),
    }
}

/// The part of the page that says it was taken back.
pub(super) fn taken_back(web: &Web, visitor: &Visitor, opened: &Opened) -> Result<Response> {
    let part = TakenBackPart { frame: frame(web, visitor, visitor.locale, opened) };
    Ok(Html(part.render()?).into_response())
}

/// What can be mended is said on the page itself.
pub(super) fn refused(error: app::Error) -> Error {
    use app::Refusal;
    match error {
        app::Error::Refused(refusal) => Error::Invalid(match refusal {
            Refusal::NoWords => "link-error-no-words",
            Refusal::TooLong { .. } => "link-error-too-long",
            Refusal::Past(_) => "link-error-past",
            Refusal::Future => "link-error-future",
            Refusal::LongAgo(_) => "link-error-long-ago",
            Refusal::NoSuchSession => "link-error-no-such-session",
            Refusal::NotTheirStudent => "link-error-not-their-student",
            _ => "link-error-form",
        }),
        other => other.into(),
    }
}
