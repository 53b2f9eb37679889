//! One gesture: what came of it, a note, a promise, when to come back.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Kind, Occasion};
use vigie_domain::ids::{MessageId, StaffId, StudentId};
use vigie_domain::indicator::Verdict;
use vigie_domain::ours::Cause;
use vigie_domain::time::Instant;

use super::promise::{Offer, Offers, Ticked};
use super::{Error, Frame, Result, Visitor, Web};
use crate::app::contact::{Marks, NewContact, Outcome};
use crate::app::written::Written;
use crate::names::{self, Names};
use crate::wording::Locale;

/// Under this key a session keeps the last thing written, to be taken back on
/// the next page.
const LAST: &str = "last";
/// The hour at which a promise for a day is due: that morning.
const MORNING: i8 = 9;

/// What the form of a line sends.
#[derive(Debug, Deserialize)]
pub(super) struct Given {
    /// `spoke`, `no_answer`, `message_left`, `wrote`, `met`,
    /// `congratulated`, `later`, `note`, `read`.
    outcome: String,
    /// What was celebrated: `diploma`, `job`, `step`.
    #[serde(default)]
    occasion: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    promise: String,
    /// A date or a date and time, as the browser sends it.
    #[serde(default)]
    promise_due: String,
    #[serde(default)]
    until: String,
    /// Until when what they wrote was read, in seconds.
    #[serde(default)]
    read_until: i64,
    /// Promises that were heard in the note, and ticked.
    #[serde(flatten)]
    ticked: Ticked,
    /// What is said of the signal: a word of [`Verdict`], or nothing.
    #[serde(default)]
    verdict: String,
    /// Where it is on us: a word of [`Cause`], or nothing.
    #[serde(default)]
    ours: String,
    /// The note is for few eyes: anything.
    #[serde(default)]
    sensitive: String,
    /// The page to come back to without scripts.
    #[serde(default)]
    back: String,
}

impl Given {
    /// Promises that were made: written in their own field, or heard in the
    /// note and ticked.
    fn promises(&self, calendar: &Calendar) -> Result<Vec<(String, Instant)>> {
        let due = when(&self.promise_due, calendar, "error-date")?;
        let written = match (some(&self.promise), due) {
            (None, _) => None,
            (Some(_), None) => return Err(Error::Invalid("error-promise-date")),
            (Some(words), Some(due)) => Some((words, due)),
        };
        Ok(written.into_iter().chain(self.ticked.read(calendar)?).collect())
    }

    /// Those that were heard and not noted. Whoever wrote one down has no
    /// need to be asked.
    fn offers(&self, web: &Web, locale: &Locale) -> Result<Vec<Offer>> {
        let noted = self.promises(&web.desk().school.context.calendar)?;
        Ok(if noted.is_empty() && self.sensitive.is_empty() {
            Offers::of(web, locale, &self.note).offers
        } else {
            Vec::new()
        })
    }
}

/// What to take back: `kind:own-id`, separated by spaces.
#[derive(Debug, Deserialize)]
pub(super) struct TakeBack {
    facts: String,
    #[serde(default)]
    back: String,
}

/// The last thing written, as the next page says it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Last {
    pub(super) student: StudentId,
    pub(super) name: String,
    /// Key of what was written.
    pub(super) said: String,
    /// What to send to take it back.
    pub(super) facts: String,
    /// Promises that were heard and not taken up.
    #[serde(default)]
    pub(super) offers: Vec<Offer>,
    /// The message that waits, in which they were heard, and its version then.
    #[serde(default)]
    pub(super) waits: Option<(MessageId, u32)>,
}

impl Last {
    /// Something that was written, in which nothing more is offered.
    pub(super) fn of(student: StudentId, names: &Names, said: &str, written: &[Written]) -> Self {
        let (name, said, facts) = (names.full(student), said.to_owned(), spell(written));
        Self { student, name, said, facts, offers: Vec::new(), waits: None }
    }
}

#[derive(Template)]
#[template(path = "written.html")]
struct WrittenPart {
    frame: Frame,
    last: Last,
    back: String,
}

#[derive(Template)]
#[template(path = "taken_back.html")]
struct TakenBackPart {
    frame: Frame,
    student: StudentId,
    name: String,
    back: String,
}

/// `POST /students/{student}/contact`
pub(super) async fn add(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    headers: HeaderMap,
    Path(student): Path<StudentId>,
    Form(given): Form<Given>,
) -> Result<Response> {
    let by = hand(&visitor)?;
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let written = write(&web, student, by, &given).await?;
    let said = format!("written-{}", given.outcome);
    let offers = given.offers(&web, visitor.locale)?;
    let last = Last { offers, ..Last::of(student, &names, &said, &written) };
    if is_partial(&headers) {
        let frame = Frame::new(&web, &visitor, "worklist-title");
        let part = WrittenPart { frame, last, back: given.back };
        return Ok(Html(part.render()?).into_response());
    }
    remember(&session, last).await?;
    Ok(Redirect::to(back(&given.back)).into_response())
}

async fn write(web: &Web, student: StudentId, by: StaffId, given: &Given) -> Result<Vec<Written>> {
    let desk = web.desk();
    let calendar = &desk.school.context.calendar;
    let now = web.now();
    let note = some(&given.note);
    let until = when(&given.until, calendar, "error-date")?;
    let marks = marks(given)?;
    let promises = to_come(given.promises(calendar)?, now)?;
    if until.is_some_and(|until| until <= now) {
        return Err(Error::Invalid("error-date-past"));
    }
    let app = web.app();
    let few = Marks::few_eyes(marks.sensitive);
    let outcome = match given.outcome.as_str() {
        "spoke" => Outcome::Spoke,
        "no_answer" => Outcome::NoAnswer,
        "message_left" => Outcome::MessageLeft,
        "wrote" => Outcome::Wrote,
        "met" => Outcome::Met,
        "later" => {
            let until = until.ok_or(Error::Invalid("error-until-missing"))?;
            let written = app.snooze(student, by, until, marks).await?;
            return beside(web, student, by, written, (note, few), promises).await;
        }
        "read" => {
            let read = Instant(given.read_until);
            let written = app.needs_no_answer(student, by, read).await?;
            return beside(web, student, by, written, (note, few), promises).await;
        }
        "congratulated" => {
            let occasion = Occasion::from_name(&given.occasion);
            let occasion = occasion.ok_or(Error::Invalid("error-form"))?;
            let written = app.congratulate(student, by, occasion, marks).await?;
            return beside(web, student, by, written, (note, few), promises).await;
        }
        "note" => {
            let note = note.ok_or(Error::Invalid("error-note-missing"))?;
            let written = app.add_note(student, by, &note, marks).await?;
            return beside(web, student, by, written, (None, few), promises).await;
        }
        _ => return Err(Error::Invalid("error-form")),
    };
    let contact = NewContact {
        student,
        by,
        at: now,
        outcome,
        channel: None,
        note,
        promises,
        follow_up: None,
        snooze_until: until,
        marks,
    };
    Ok(app.add_contact(contact).await?)
}

/// Promises that can still be made. Refused before anything is written: sent
/// again, nothing is there twice.
pub(super) fn to_come(
    promises: Vec<(String, Instant)>,
    now: Instant,
) -> Result<Vec<(String, Instant)>> {
    let past = promises.iter().any(|(_, due)| *due <= now);
    if past { Err(Error::Invalid("error-date-past")) } else { Ok(promises) }
}

/// What stands beside something that is no contact: a note, and promises.
pub(super) async fn beside(
    web: &Web,
    student: StudentId,
    by: StaffId,
    mut written: Vec<Written>,
    (note, marks): (Option<String>, Marks),
    promises: Vec<(String, Instant)>,
) -> Result<Vec<Written>> {
    let app = web.app();
    if let Some(note) = note {
        written.extend(app.add_note(student, by, &note, marks).await?);
    }
    for (words, due) in &promises {
        written.extend(app.promise(student, by, marks.beside(words), *due).await?);
    }
    Ok(written)
}

/// The taps; none is one, too.
fn marks(given: &Given) -> Result<Marks> {
    let unknown = Error::Invalid("error-form");
    let verdict = some(&given.verdict).map(|word| Verdict::from_name(&word));
    let ours = some(&given.ours).map(|word| Cause::from_name(&word));
    match (verdict, ours) {
        (Some(None), _) | (_, Some(None)) => Err(unknown),
        (verdict, ours) => Ok(Marks {
            verdict: verdict.flatten(),
            ours: ours.flatten(),
            sensitive: !given.sensitive.is_empty(),
        }),
    }
}

/// `POST /students/{student}/undo`
pub(super) async fn undo(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(student): Path<StudentId>,
    Form(given): Form<TakeBack>,
) -> Result<Response> {
    hand(&visitor)?;
    let written = read(&given.facts).ok_or(Error::Invalid("error-form"))?;
    web.app().undo(student, &written).await?;
    if is_partial(&headers) {
        let names =
            Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
        let frame = Frame::new(&web, &visitor, "worklist-title");
        let part = TakenBackPart { frame, student, name: names.full(student), back: given.back };
        return Ok(Html(part.render()?).into_response());
    }
    Ok(Redirect::to(back(&given.back)).into_response())
}

/// The last thing written, once.
pub(super) async fn last(session: &Session) -> Result<Option<Last>> {
    Ok(session.remove(LAST).await?)
}

/// Keep what was just written for the next page.
pub(super) async fn remember(session: &Session, last: Last) -> Result<()> {
    Ok(session.insert(LAST, last).await?)
}

/// Keep for the next page what was just written about somebody: the key of
/// what is said, and how it is taken back.
pub(super) async fn remember_written(
    web: &Web,
    session: &Session,
    student: StudentId,
    said: &str,
    written: &[Written],
) -> Result<()> {
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    remember(session, Last::of(student, &names, said, written)).await
}

/// In whose name it is written.
pub(super) fn hand(visitor: &Visitor) -> Result<StaffId> {
    Ok(names::hand(visitor.signed_in()?))
}

/// Does a script ask for a part of the page?
pub(super) fn is_partial(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

fn back(path: &str) -> &str {
    super::address::ours(path).unwrap_or("/today")
}

pub(super) fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `2026-11-24` (that morning) or `2026-11-24T15:00`, school time.
pub(super) fn when(
    text: &str,
    calendar: &Calendar,
    error: &'static str,
) -> Result<Option<Instant>> {
    let Some(text) = some(text) else { return Ok(None) };
    let read = match text.parse::<jiff::civil::Date>() {
        Ok(date) if !text.contains('T') => Ok(date.at(MORNING, 0, 0, 0)),
        _ => text.parse::<DateTime>(),
    };
    read.map(|at| Some(calendar.at(at))).map_err(|_| Error::Invalid(error))
}

/// What to send to take it back.
pub(super) fn spell(written: &[Written]) -> String {
    let words: Vec<String> =
        written.iter().map(|one| format!("{}:{}", one.kind.name(), one.own_id)).collect();
    words.join(" ")
}

pub(super) fn read(facts: &str) -> Option<Vec<(Kind, &str)>> {
    facts
        .split_whitespace()
        .map(|word| {
            let (kind, own_id) = word.split_once(':')?;
            Some((Kind::from_name(kind)?, own_id))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_means_that_morning_and_an_hour_that_hour() {
        let calendar = Calendar::new("Europe/Paris").unwrap();
        let said = |text| when(text, &calendar, "error-date").unwrap();
        assert_eq!(said(""), None);
        let at = |text: &str| Some(calendar.at(text.parse().unwrap()));
        assert_eq!(said("2026-11-24"), at("2026-11-24T09:00"));
        assert_eq!(said("2026-11-24T15:30"), at("2026-11-24T15:30"));
        assert!(when("demain", &calendar, "error-date").is_err());
    }

    #[test]
    fn what_is_to_be_taken_back_is_read_or_refused() {
        let facts = vec![(Kind::Call, "a1"), (Kind::PromiseMade, "b2")];
        assert_eq!(read("call:a1 promise_made:b2"), Some(facts));
        assert_eq!(read("nonsense"), None);
        assert_eq!(read("no_such_kind:a1"), None);
    }

    #[test]
    fn one_comes_back_to_a_page_of_ours() {
        assert_eq!(back("/students/1"), "/students/1");
        assert_eq!(back("//evil.example"), "/today");
        assert_eq!(back(""), "/today");
    }
}
