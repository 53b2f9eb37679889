//! One person: who they are, where they stand, what rings and why, and
//! everything that was said.

mod around;
pub(super) mod compose;
pub(super) mod conversation;
pub(super) mod dispute;
pub(super) mod dropped;
mod figure;
#[cfg(test)]
mod fixture;
mod heard;
pub(super) mod own;
mod reasons;
mod rhythm;
pub(super) mod risk;
mod road;
#[cfg(test)]
mod samples;
pub(in crate::web) mod sensitive;
mod tell;
mod timeline;
mod track;
mod write;

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::Deserialize;
use tower_sessions::Session;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Channel, Fact, Need};
use vigie_domain::ids::{FactId, StudentId};
use vigie_domain::journey::{Enrolment, Journey, effective};
use vigie_domain::signal::Standing;
use vigie_domain::time::Instant;
use vigie_domain::worklist::{Candidate, Line};

use super::contact::{self, Last};
use super::line::{self, Row};
use super::{Error, Frame, Result, Visitor, Web, takeover};
use crate::app::link::Holder;
use crate::briefing::{Briefing, quoted};
use crate::names::Names;
use crate::wording::Today;
use around::{Around, Promised};
use figure::Figure;
use reasons::Grounds;
use rhythm::Rhythm;
use risk::Room;
use road::Road;
use timeline::{Day, Shown};
use track::Track;

pub(super) use heard::judge;
pub(super) use write::{keep, receive};

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Only what happened before this date: the older part of the timeline.
    before: Option<String>,
}

/// Everything about one person, read for one page.
struct Read<'r> {
    student: StudentId,
    standing: &'r Standing,
    facts: &'r [&'r Fact],
    briefing: Briefing<'r>,
    /// By whose clock hours are told.
    clock: Clock<'r>,
    /// Is it the student who reads, and how do we speak to them: `vous`, `tu`?
    form: Option<&'static str>,
}

/// The school's clock, and that of whoever reads.
#[derive(Clone, Copy, Debug)]
struct Clock<'c> {
    school: &'c Calendar,
    own: &'c Calendar,
}

impl<'c> Clock<'c> {
    /// Read at the school.
    fn at_school(school: &'c Calendar) -> Self {
        Self { school, own: school }
    }

    /// The clock by which this instant is told. What has a day and no hour
    /// stands at the school's midnight, and is on that day for everybody.
    fn of(self, at: Instant) -> &'c Calendar {
        if self.school.midnight(at) == at { self.school } else { self.own }
    }
}

impl Read<'_> {
    fn journey(&self) -> &Journey {
        &self.standing.journey
    }

    fn at(&self) -> Instant {
        self.briefing.at
    }

    /// The enrolment that is drawn: the one begun last, open ones first.
    fn enrolment(&self) -> Option<&Enrolment> {
        let enrolled = || self.journey().enrolments.iter();
        let last = |a: &&Enrolment| a.enrolled_at.unwrap_or(a.since);
        let open = enrolled().filter(|known| known.is_open()).max_by_key(last);
        open.or_else(|| enrolled().max_by_key(last))
    }

    fn text(&self, key: &str, word: (&str, &str)) -> String {
        self.briefing.locale.text(key, &[(word.0, word.1.into())])
    }

    /// A date as it is said.
    fn date(&self, at: Instant) -> String {
        let today = Today { now: self.at(), calendar: self.clock.of(at) };
        self.briefing.locale.date(at, today)
    }
}

#[derive(Template)]
#[template(path = "person.html")]
struct Page {
    frame: Frame,
    row: Row,
    around: Around,
    road: Road,
    tracks: [Track; 2],
    rhythm: Rhythm,
    figures: [Figure; 2],
    grounds: Vec<Grounds>,
    in_danger: bool,
    /// Colleagues who stepped in today, and whoever said why they read what is
    /// for few eyes.
    relays: Vec<String>,
    /// The day on which they are erased, if it was asked for.
    erased_on: Option<String>,
    promises: Vec<Promised>,
    days: Vec<Day>,
    /// The date before which there is more.
    older: Option<String>,
    /// Is this an older part of the timeline?
    paged: bool,
    channels: &'static [Channel],
    last: Option<Last>,
    /// Where their open case is.
    case: Option<String>,
    calc: Room,
    /// How much stands on the page of what is for few eyes.
    sensitive: usize,
    /// How many personal links they have.
    links: usize,
}

impl Page {
    /// Is there anything to say of a model?
    fn calc_is_there(&self) -> bool {
        self.calc != Room::None
    }

    fn calc_objects(&self) -> bool {
        self.calc == Room::Objects
    }

    /// Did a model that was approved say something of them?
    fn calc_spoke(&self) -> bool {
        self.calc == Room::Spoke
    }
}

/// `GET /students/{student}`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    path: Result<Path<StudentId>, PathRejection>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let Path(student) = path.map_err(|_| Error::NotFound)?;
    let desk = web.desk();
    let (school, store, at) = (&desk.school, &web.app().store, web.now());
    let person = store.student(student).await?.ok_or(Error::NotFound)?.student;
    let standing = web.app().standing(school, student, None).await?;
    let stored = web.app().known_facts(student).await?;
    let facts = effective(&stored);
    let before = asked.before.as_deref().and_then(|date| date.parse().ok());
    let clock = Clock::at_school(&school.context.calendar);
    let shown = Shown::before(before, &facts, clock);

    let mut candidate = Candidate::read(student, &standing, &school.indicators, &school.context);
    let mut names = Names::among(Arc::clone(&desk.directory), store, &[student]).await?;
    let mut words: Vec<(StudentId, FactId)> = quoted(&candidate);
    words.extend(shown.ids().map(|fact| (student, fact)));
    names.load_words(store, &words).await?;
    let phrases = desk.phrases(visitor.language());
    let briefing = Briefing { school, phrases, names: &names, at, locale: visitor.locale };
    let read = Read { student, standing: &standing, facts: &facts, briefing, clock, form: None };

    let promises = around::promises(&read);
    // Each has a line of its own here.
    candidate.promises.clear();
    let grounds = reasons::grounds(&briefing, &candidate, &reasons::doubted(&facts, &candidate));
    let in_danger = candidate.in_danger();
    let danger = in_danger || danger_stated(&facts);
    visitor.saw_sensitive(&web, danger.then_some(student).into_iter()).await?;
    let weeks = i64::from(school.floor.weeks);
    let from_floor = candidate.days_without_contact(at).is_some_and(|days| days >= 7 * weeks);
    let minutes = candidate.minutes();
    let (rank, priority, points) = (1, 0.0, Vec::new());
    let row = line::row(
        &briefing,
        &Line { rank, priority, points, from_floor, minutes, candidate },
        None,
    );
    let (road, rhythm) = (Road::of(&read), Rhythm::of(&read));
    let erasure = store.erasure(student).await?;
    let today = Today { now: at, calendar: &school.context.calendar };
    let page = Page {
        frame: Frame::new(&web, &visitor, "person-title").about(row.name.as_str()),
        around: Around::of(&read, &person, visitor.staff()),
        tracks: Track::both(&road),
        road,
        figures: Figure::both(&rhythm, visitor.locale),
        rhythm,
        grounds,
        in_danger,
        relays: [
            takeover::told(&web, &visitor, student).await?,
            sensitive::told(&web, &visitor, student).await?,
        ]
        .concat(),
        erased_on: erasure.map(|row| visitor.locale.long_date(row.due_at, today)),
        promises,
        older: shown.older().map(|date| date.to_string()),
        days: shown.tell(&read),
        paged: before.is_some(),
        channels: Channel::ALL,
        last: contact::last(&session).await?,
        case: open_case(&web, student).await?,
        calc: Room::of(&web, &standing.journey).await?,
        sensitive: sensitive::kept(&web, student, &facts).await?.len(),
        links: web.app().links_of(Holder::Student(student)).await?.len(),
        row,
    };
    Ok(Html(page.render()?))
}

/// Do words about danger stand among these facts?
pub(in crate::web) fn danger_stated(facts: &[&Fact]) -> bool {
    facts.iter().any(|fact| fact.payload.states(Need::Danger))
}

/// Where this student's open case is.
async fn open_case(web: &Web, student: StudentId) -> Result<Option<String>> {
    let cases = web.app().store.cases_of(student).await?;
    let open = cases.iter().find(|row| row.case.is_open());
    Ok(open.map(|row| super::case::address(student, row.case.id)))
}
