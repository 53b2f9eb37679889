//! À contacter aujourd'hui: the advisor's morning.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;
use vigie_domain::access::Right;
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_domain::worklist::{Candidate, Day, Line, rank};

use super::case::{self, Due};
use super::caseload::away::Absent;
use super::contact::Last;
use super::line::{self, Reach, Row};
use super::person::conversation::kept_back;
use super::person::dropped::{self, Dropped};
use super::state::Desk;
use super::{Error, Frame, Result, Visitor, Web, address, contact, csv, link};
use crate::briefing::{Briefing, quoted};
use crate::names::Names;

/// Hours of contact in a day, unless said otherwise.
const HOURS: f64 = 5.0;

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Hours of contact there are; 0 for everybody.
    hours: Option<f64>,
    /// A manager may look at somebody's day.
    advisor: Option<StaffId>,
}

impl Asked {
    fn hours(&self) -> f64 {
        self.hours.filter(|hours| (0.0..=24.0).contains(hours)).unwrap_or(HOURS)
    }

    #[expect(clippy::cast_possible_truncation, reason = "at most 24 hours")]
    #[expect(clippy::cast_sign_loss, reason = "never negative")]
    fn minutes(&self) -> Option<u32> {
        let hours = self.hours();
        (hours > 0.0).then_some((hours * 60.0).round() as u32)
    }
}

#[derive(Template)]
#[template(path = "today.html")]
struct Page {
    frame: Frame,
    /// Whose day, if it isn't one's own.
    whose: Option<(StaffId, String)>,
    date: String,
    hours: f64,
    hours_said: String,
    size: String,
    waiting: Option<String>,
    /// How many have nobody, where these are more than are looked through.
    nobodys: Option<String>,
    danger: Vec<Row>,
    /// Messages that were to leave, and did not.
    kept: Vec<Due>,
    /// Cases that wait for them today.
    cases: Vec<Due>,
    pinned: Vec<Row>,
    wrote: Vec<Row>,
    good_news: Vec<Row>,
    list: Vec<Row>,
    done: Vec<Done>,
    /// What was just written, without scripts: it can be taken back.
    last: Option<Last>,
    /// Messages that they dropped, and can put back.
    dropped: Vec<Dropped>,
    back: String,
    /// How many students this advisor follows.
    students: usize,
    absent: Absent,
}

/// The messages that did not leave and wait for this advisor.
async fn kept(web: &Web, desk: &Desk, visitor: &Visitor, advisor: StaffId) -> Result<Vec<Due>> {
    let rows = web.app().kept_back_for(&desk.school, advisor).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let people: Vec<StudentId> = rows.iter().map(|row| row.student).collect();
    let names = Names::among(Arc::clone(&desk.directory), &web.app().store, &people).await?;
    let kept = rows.iter().filter_map(|row| {
        let (_, why) = row.kept?;
        let told = kept_back(visitor.locale, &names, row, why);
        let address = address::conversation(row.student);
        Some(Due { address, name: names.full(row.student), told })
    });
    Ok(kept.collect())
}

/// Somebody reached today, or tried.
struct Done {
    student: StudentId,
    name: String,
    came_of: String,
}

impl Page {
    /// What waits beside the lines: messages that did not leave, and cases; the
    /// place, the key of its title, and what is there.
    fn waiting_beside(&self) -> [(&'static str, &'static str, &[Due]); 2] {
        [("kept", "place-kept-back", &self.kept), ("cases", "cases-due-today", &self.cases)]
    }

    /// Nobody waits.
    fn is_quiet(&self) -> bool {
        let places = [&self.danger, &self.pinned, &self.wrote, &self.good_news, &self.list];
        places.iter().all(|rows| rows.is_empty()) && self.cases.is_empty() && self.kept.is_empty()
    }
}

/// `GET /`: an advisor's list; a manager's Friday; anybody else's account.
pub(super) async fn home(visitor: Visitor) -> Redirect {
    let may = |right: Right| right.allows(visitor.role());
    Redirect::to(match visitor.staff() {
        _ if may(Right::Portal) => link::OWN,
        None if may(Right::Oversee) => "/friday",
        _ if may(Right::Follow) => "/today",
        _ if may(Right::Accounts) => "/accounts",
        _ => "/account",
    })
}

/// `GET /today`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let desk = web.desk();
    let read = Read::of(&web, &desk, &visitor, &asked).await?;
    let briefing = read.briefing(&desk, &visitor);
    let locale = visitor.locale;
    let drawn = |known: &Line, hour| {
        let mut row = line::row(&briefing, known, hour);
        // Whoever is away needs no word of it beside each of their own.
        row.instead = row.instead.filter(|_| known.candidate.advisor != Some(read.advisor));
        row
    };
    let rows =
        |lines: &[Line]| -> Vec<Row> { lines.iter().map(|known| drawn(known, None)).collect() };
    let day = &read.day;
    let pinned = day.pinned.iter().map(|(hour, known)| drawn(known, Some(*hour)));
    let done = day.done.iter().map(|candidate| Done {
        student: candidate.student,
        name: read.names.full(candidate.student),
        came_of: line::came_of(&briefing, candidate),
    });
    let own = visitor.staff() == Some(read.advisor);
    let nobodys = web.app().nobodys_beyond(&desk.school, read.advisor).await?;
    let nobodys = nobodys.map(|n| usize::try_from(n).unwrap_or(usize::MAX));
    let page = Page {
        frame: Frame::new(&web, &visitor, "worklist-title"),
        whose: (!own).then(|| (read.advisor, read.names.staff(read.advisor))),
        date: locale.long_date(briefing.at, briefing.today()),
        hours: asked.hours(),
        hours_said: locale.decimal(asked.hours()),
        size: size(&briefing, day),
        waiting: waiting(&briefing, day),
        nobodys: nobodys.map(|n| locale.text("today-nobodys", &[("n", n.into())])),
        danger: rows(&day.danger),
        kept: kept(&web, &desk, &visitor, read.advisor).await?,
        cases: case::due(&web, &visitor, read.advisor).await?,
        pinned: pinned.collect(),
        wrote: rows(&day.wrote),
        good_news: rows(&day.good_news),
        list: rows(&day.list.lines),
        done: done.collect(),
        last: contact::last(&session).await?,
        dropped: dropped::by(&web, &visitor).await?,
        back: visitor.here.clone(),
        students: read.students,
        absent: Absent::of(&desk, &read.names, locale, read.advisor, web.now()),
    };
    Ok(Html(page.render()?))
}

/// `GET /today.csv`
pub(super) async fn file(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let desk = web.desk();
    let read = Read::of(&web, &desk, &visitor, &asked).await?;
    let briefing = read.briefing(&desk, &visitor);
    let words = |key: &str| visitor.locale.text(key, &[]);
    let headings = ["name", "why", "phone", "email", "minutes"];
    let headings = headings.map(|heading| words(&format!("csv-{heading}")));
    let rows: Vec<Vec<String>> = lines(&read.day)
        .map(|known| {
            let row = line::row(&briefing, known, None);
            let why: Vec<String> = row.reasons.into_iter().map(|told| told.sentence).collect();
            let Reach { phone, email, .. } = row.reach;
            let (phone, email) = (phone.unwrap_or_default(), email.unwrap_or_default());
            vec![row.name, why.join(" · "), phone, email, known.minutes.to_string()]
        })
        .collect();
    csv::download(&web, &visitor, "vigie.csv", &headings, &rows).await
}

#[derive(Template)]
#[template(path = "line.html")]
struct CallPart {
    frame: Frame,
    row: Row,
}

/// `GET /today/call/{student}`: the line of somebody who just called for help,
/// to be put above everything.
pub(super) async fn call(
    State(web): State<Web>,
    visitor: Visitor,
    Path(student): Path<StudentId>,
) -> Result<Html<String>> {
    let desk = web.desk();
    let (school, store, at) = (&desk.school, &web.app().store, web.now());
    let standing = web.app().standing(school, student, None).await?;
    let candidate = Candidate::read(student, &standing, &school.indicators, &school.context);
    visitor.saw_sensitive(&web, candidate.in_danger().then_some(student).into_iter()).await?;
    let mut names = Names::among(Arc::clone(&desk.directory), store, &[student]).await?;
    names.load_words(store, &quoted(&candidate)).await?;
    let phrases = desk.phrases(visitor.language());
    let briefing = Briefing { school, phrases, names: &names, at, locale: visitor.locale };
    let ranked = rank(vec![candidate], &school.points, school.floor, at, school.midnight(at));
    let known = ranked.first().ok_or(Error::NotFound)?;
    let frame = Frame::new(&web, &visitor, "worklist-title");
    Ok(Html(CallPart { frame, row: line::row(&briefing, known, None) }.render()?))
}

/// What the page and its file are made from.
struct Read {
    advisor: StaffId,
    day: Day,
    students: usize,
    names: Names,
    at: Instant,
}

impl Read {
    async fn of(web: &Web, desk: &Desk, visitor: &Visitor, asked: &Asked) -> Result<Self> {
        let advisor = whose(visitor, asked)?;
        let (day, students) = web.app().day(&desk.school, advisor, asked.minutes()).await?;
        let store = &web.app().store;
        let shown = lines(&day).map(|line| &line.candidate).chain(&day.done);
        let people: Vec<StudentId> = shown.clone().map(|candidate| candidate.student).collect();
        let words: Vec<_> = shown.flat_map(quoted).collect();
        let mut names = Names::among(Arc::clone(&desk.directory), store, &people).await?;
        names.load_words(store, &words).await?;
        // First remembered, then shown.
        let danger = day.danger.iter().map(|known| known.candidate.student);
        visitor.saw_sensitive(web, danger).await?;
        Ok(Self { advisor, day, students, names, at: web.now() })
    }

    fn briefing<'b>(&'b self, desk: &'b Desk, visitor: &Visitor) -> Briefing<'b> {
        Briefing {
            school: &desk.school,
            phrases: desk.phrases(visitor.language()),
            names: &self.names,
            at: self.at,
            locale: visitor.locale,
        }
    }
}

/// One's own list; a manager may ask for anybody's.
fn whose(visitor: &Visitor, asked: &Asked) -> Result<StaffId> {
    match asked.advisor {
        Some(advisor) if visitor.staff() == Some(advisor) => Ok(advisor),
        Some(advisor) if Right::Oversee.allows(visitor.role()) => Ok(advisor),
        Some(_) => Err(Error::Forbidden),
        None => visitor.staff().ok_or(Error::NoCaseload),
    }
}

/// Every line of the day, in the order of the page.
fn lines(day: &Day) -> impl Iterator<Item = &Line> + Clone {
    let pinned = day.pinned.iter().map(|(_, line)| line);
    day.danger.iter().chain(pinned).chain(&day.wrote).chain(&day.good_news).chain(&day.list.lines)
}

/// "12 conversations, 4 h 10".
fn size(briefing: &Briefing<'_>, day: &Day) -> String {
    let minutes: u32 = lines(day).map(|line| u32::from(line.minutes)).sum();
    let time = briefing.locale.minutes(minutes);
    let size = [("n", lines(day).count().into()), ("time", time.as_str().into())];
    briefing.locale.text("worklist-size", &size)
}

/// "9 personnes attendent encore : 4 h 10."
fn waiting(briefing: &Briefing<'_>, day: &Day) -> Option<String> {
    let time = briefing.locale.minutes(day.list.minutes_missing);
    let waiting = [("n", day.list.waiting.into()), ("time", time.as_str().into())];
    (day.list.waiting > 0).then(|| briefing.locale.text("worklist-waiting", &waiting))
}
