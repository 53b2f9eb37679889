//! One case: what it is about, what was agreed, what happened, how it ends.

mod board;
mod change;
mod contacts;
mod due;
mod tell;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use vigie_domain::access::Right;
use vigie_domain::case::{self, Author, Case, Event, Next, Note, Sight, Stage, StepState, Written};
use vigie_domain::ids::{CaseId, FactId, StaffId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::{HOUR, Instant};

use super::state::Desk;
use super::{Error, Frame, Result, Visitor, Web, contact};
use crate::app::School;
use crate::names::Names;
use crate::web::person::danger_stated;
use tell::{Moment, Reader, Teller};

pub(super) use board::page as board;
pub(super) use change::change;
pub(super) use due::{Due, due};

/// A step as the page shows it.
struct StepLine {
    number: u16,
    what: String,
    who: String,
    due: String,
    /// Is its day there, or over?
    late: bool,
    /// `open`, `done`, `dropped`.
    state: &'static str,
}

/// Somebody of the school, by name.
type Member = (StaffId, String);

/// What was typed and not written, because somebody else wrote first.
#[derive(Default)]
pub(super) struct Missed {
    /// What happened meanwhile.
    news: Vec<Moment>,
    /// Key of what is wrong, where nothing happened meanwhile.
    wrong: Option<String>,
    pub(super) typed: change::Given,
}

impl Missed {
    /// What was typed into a form that a closed case no longer has.
    fn not_written(&self) -> Option<&str> {
        let text = self.typed.text.trim();
        (self.typed.act != "reopen" && !text.is_empty()).then_some(text)
    }
}

#[derive(Template)]
#[template(path = "case.html")]
struct Page {
    frame: Frame,
    student: StudentId,
    case: CaseId,
    /// Place of the last event that this page shows.
    seen: u32,
    name: String,
    given: String,
    status: String,
    is_open: bool,
    /// The student says that it is settled.
    settled: bool,
    origin: String,
    about: Vec<String>,
    goal: Option<String>,
    owner: String,
    team: Vec<(StaffId, String, &'static str)>,
    steps: Vec<StepLine>,
    next: Option<String>,
    moments: Vec<Moment>,
    staff: Vec<Member>,
    advisors: Vec<Member>,
    parts: &'static [case::Part],
    missed: Missed,
}

/// `GET /students/{student}/cases/{case}`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Path((student, case)): Path<(StudentId, CaseId)>,
) -> Result<Response> {
    draw(&web, &visitor, (student, case), None).await
}

/// `POST /students/{student}/cases`: one gesture, from what rings.
pub(super) async fn open(
    State(web): State<Web>,
    visitor: Visitor,
    Path(student): Path<StudentId>,
) -> Result<Redirect> {
    let by = contact::hand(&visitor)?;
    web.app().store.student(student).await?.ok_or(Error::NotFound)?;
    // Whoever clicks, it is with whoever has the student: a stand-in gives it
    // back without doing anything.
    let advisor = web.app().store.advisors_of(&[student]).await?.remove(&student);
    let owner = web.desk().school.team.holder(advisor, web.now()).unwrap_or(by);
    let case = web.app().open_case(student, None, Author::Staff(by), owner, None).await?;
    Ok(Redirect::to(&address(student, case)))
}

/// Where a case is.
pub(super) fn address(student: StudentId, case: CaseId) -> String {
    format!("/students/{student}/cases/{case}")
}

/// Draws the page, or the page again with what kept a change from being
/// written: a code of a refusal, and what was typed.
async fn draw(
    web: &Web,
    visitor: &Visitor,
    (student, case): (StudentId, CaseId),
    refused: Option<(String, change::Given)>,
) -> Result<Response> {
    let desk = web.desk();
    let row = web.app().case(student, case).await?.ok_or(Error::NotFound)?;
    let store = &web.app().store;
    let mut names = Names::among(Arc::clone(&desk.directory), store, &[student]).await?;
    names.load_words(store, &quoted(student, &row.events)).await?;
    let (locale, reader) = (visitor.locale, Reader::of(visitor));
    let teller = Teller { desk: &desk, names: &names, locale, now: web.now(), reader };
    let for_few =
        |note: &&Note| note.sight == Sight::Advisors && reader.may_read(note.sight, note.by);
    let stored = web.app().known_facts(student).await?;
    let facts = effective(&stored);
    let disability = |(_, part): &(StaffId, case::Part)| *part == case::Part::Disability;
    if row.case.notes.iter().any(|note| for_few(&note))
        || row.case.team.iter().any(disability)
        || danger_stated(&facts)
    {
        visitor.saw_sensitive(web, std::iter::once(student)).await?;
    }
    let given = names.given(student);
    let tell = |written: &Written| teller.moment(written, &row.case, &given);
    let status = if refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let missed = match refused {
        Some((code, typed)) => {
            let seen = typed.seen;
            let news: Vec<Moment> =
                row.events.iter().filter(|written| written.seq > seen).map(tell).collect();
            let wrong = news.is_empty().then(|| format!("refusal-{code}"));
            Missed { news, wrong, typed }
        }
        None => Missed::default(),
    };
    let case = &row.case;
    let tomorrow = tomorrow(&desk, web.now());
    let (staff, advisors) = (team_of(&desk), desk.directory.advisors());
    let mut moments = contacts::during(case, &facts, &teller, &given);
    moments.extend(row.events.iter().map(|written| (written.at, tell(written))));
    moments.sort_by_key(|(at, _)| *at);
    let page = Page {
        frame: Frame::new(web, visitor, "case-title").about(names.full(student)),
        student,
        case: case.id,
        seen: case.seq,
        name: names.full(student),
        status: teller.status(case),
        is_open: case.is_open(),
        settled: matches!(case.stage, Stage::Settled(_)),
        origin: teller.origin(case),
        about: case.signals.iter().map(|key| teller.indicator(key)).collect(),
        goal: case.goal.clone(),
        owner: names.staff(case.owner),
        team: case.team.iter().map(|(who, part)| (*who, names.staff(*who), part.name())).collect(),
        steps: steps(case, &teller, &given, tomorrow),
        next: case.next(tomorrow).map(|next| teller.next(next, case, &given)),
        moments: moments.into_iter().rev().map(|(_, moment)| moment).collect(),
        staff,
        advisors,
        parts: case::Part::ALL,
        missed,
        given: given.clone(),
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// The facts whose words stand in a hand-over.
fn quoted(student: StudentId, events: &[Written]) -> Vec<(StudentId, FactId)> {
    let summaries = events.iter().filter_map(|written| match &written.event {
        Event::HandedOver { summary, .. } => Some(summary),
        _ => None,
    });
    let facts = summaries.flat_map(|summary| {
        let noted = summary.last_exchange.map(|(_, _, fact)| fact);
        let promised = summary.promises.iter().map(|(_, fact)| *fact);
        noted.into_iter().chain(promised).chain(summary.said.iter().map(|(_, fact)| *fact))
    });
    facts.map(|fact| (student, fact)).collect()
}

fn steps(case: &Case, teller: &Teller<'_>, given: &str, tomorrow: Instant) -> Vec<StepLine> {
    let line = |(number, step): (u16, &vigie_domain::case::Step)| StepLine {
        number,
        what: step.what.clone(),
        who: teller.doer(step.who, given),
        due: teller.date(step.due),
        late: step.state == StepState::Open && step.due < tomorrow,
        state: match step.state {
            StepState::Open => "open",
            StepState::Done(_) => "done",
            StepState::Dropped => "dropped",
        },
    };
    (1..).zip(&case.steps).map(line).collect()
}

/// The first instant after the school's day.
fn tomorrow(desk: &Desk, now: Instant) -> Instant {
    desk.school.context.calendar.next_midnight(now)
}

/// Everybody who may join a care team, by name.
fn team_of(desk: &Desk) -> Vec<Member> {
    let mut staff: Vec<_> =
        desk.directory.staff().iter().map(|(id, staff)| (*id, staff.name.clone())).collect();
    staff.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    staff
}

/// May this visitor see the cases of the whole school?
fn oversees(visitor: &Visitor) -> bool {
    Right::Oversee.allows(visitor.role())
}

/// What a member of the team has to do with a case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It is theirs.
    Follows,
    /// They answer for whoever follows it, and is away.
    StandsIn,
    /// Whoever followed it has left the school; they have it until it is
    /// handed over.
    Meanwhile,
    /// They belong to the care team, or have a step to do.
    Cares,
}

impl Part {
    fn of(school: &School, own: StaffId, case: &Case, now: Instant) -> Self {
        if case.owner == own {
            return Self::Follows;
        }
        match school.answers(case.student, Some(case.owner), now) {
            Some(answers) if answers.who == own && answers.instead.is_some() => Self::StandsIn,
            // Whoever followed it has left.
            Some(answers) if answers.who == own => Self::Meanwhile,
            _ => Self::Cares,
        }
    }
}

/// Does a case wait for our own hand?
fn waits(next: Next) -> bool {
    next.place() == vigie_domain::case::Place::Today
}

/// For so long nobody needs to have tended a case that waits for us.
const REST: vigie_domain::time::Span = vigie_domain::time::Span(7 * 24 * HOUR.0);
