//! What is written in a thread: a message, a call, a meeting, a note; now or
//! at the student's own good hour.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::Channel;
use vigie_domain::ids::{MessageId, StaffId, StudentId};
use vigie_domain::time::Instant;

use super::conversation::{Asked, Draft, WAYS, draw, their_clock};
use crate::app::contact::{Marks, NewContact, Outcome};
use crate::app::scheduled::{Later, counted_from};
use crate::app::written::Written;
use crate::app::{self, Refusal};
use crate::names::Names;
use crate::web::contact::{self, Last, some};
use crate::web::promise::{Offers, Ticked};
use crate::web::{Error, Result, Visitor, Web, address};

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Given {
    /// One of [`WAYS`].
    #[serde(default)]
    way: String,
    #[serde(default)]
    text: String,
    #[serde(flatten)]
    ticked: Ticked,
    /// A day by which, without an answer, it is taken up again.
    #[serde(default)]
    follow_up: String,
    /// `now` or `later`.
    #[serde(default)]
    send: String,
    /// On the student's own clock.
    #[serde(default)]
    send_at: String,
    /// The note is for few eyes: anything.
    #[serde(default)]
    sensitive: String,
    #[serde(default)]
    back: String,
}

impl Given {
    /// Is it for few eyes? What is written to the student is theirs to read.
    fn is_for_few(&self) -> bool {
        !self.sensitive.is_empty() && self.way != "message"
    }
}

/// Something is written: what to say of it, and how to take it back.
struct Done {
    said: &'static str,
    written: Vec<Written>,
    /// Which message, and when it leaves, if it leaves later.
    waits: Option<(MessageId, Instant)>,
}

/// `POST /students/{student}/conversation`
pub(in crate::web) async fn write(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path(student): Path<StudentId>,
    Form(given): Form<Given>,
) -> Result<Response> {
    let by = contact::hand(&visitor)?;
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let done = match keep(&web, &names, student, by, &given).await {
        Ok(done) => done,
        Err(error) => return again(&web, &visitor, student, given, error).await,
    };
    // Whoever ticked one has seen them all.
    let noted = given.ticked.read(&web.desk().school.context.calendar)?;
    let read_at = done.waits.map_or(web.now(), |(_, leaves)| leaves);
    let offers = if noted.is_empty() && !given.is_for_few() {
        Offers::at(&web, visitor.locale, &given.text, read_at).offers
    } else {
        Vec::new()
    };
    // Nobody has changed it yet.
    let waits = done.waits.map(|(message, _)| (message, 1));
    let last = Last::of(student, &names, done.said, &done.written);
    contact::remember(&session, Last { offers, waits, ..last }).await?;
    let here = address::conversation(student);
    Ok(Redirect::to(address::ours(&given.back).unwrap_or(&here)).into_response())
}

async fn keep(
    web: &Web,
    names: &Names,
    student: StudentId,
    by: StaffId,
    given: &Given,
) -> Result<Done> {
    let desk = web.desk();
    let calendar = &desk.school.context.calendar;
    let (app, now) = (web.app(), web.now());
    let marks = Marks::few_eyes(given.is_for_few());
    let is_later = given.way == "message" && given.send == "later";
    let ticked = given.ticked.read(calendar)?;
    // Whatever hour stands in the form, what is not sent later leaves now.
    let promises =
        if is_later { ticked } else { counted_from(now, &given.text, &ticked, calendar) };
    let promises = contact::to_come(promises, now)?;
    let text = some(&given.text);
    let follow_up = contact::when(&given.follow_up, calendar, "error-date")?;
    let (outcome, channel, said) = match given.way.as_str() {
        "message" => (Outcome::Wrote, Some(Channel::Portal), "written-message_out"),
        "spoke" => (Outcome::Spoke, None, "written-spoke"),
        "no_answer" => (Outcome::NoAnswer, None, "written-no_answer"),
        "message_left" => (Outcome::MessageLeft, None, "written-message_left"),
        "met" => (Outcome::Met, None, "written-met"),
        "note" => {
            let text = text.ok_or(Error::Invalid("error-note-missing"))?;
            let written = app.add_note(student, by, &text, marks).await?;
            let written =
                contact::beside(web, student, by, written, (None, marks), promises).await?;
            return Ok(Done { said: "written-note", written, waits: None });
        }
        _ => return Err(Error::Invalid("error-form")),
    };
    if given.way == "message" {
        let words = text.clone().ok_or(Error::Invalid("error-message-missing"))?;
        if is_later {
            let later = later(names, student, calendar, words, &given.send_at)?;
            let later = Later { follow_up_at: follow_up, promises, ..later };
            let message = app.schedule(student, by, &later).await?;
            let waits = Some((message, later.send_at));
            return Ok(Done { said: "written-scheduled", written: Vec::new(), waits });
        }
    }
    let contact = NewContact {
        student,
        by,
        at: now,
        outcome,
        channel,
        note: text,
        promises,
        follow_up,
        snooze_until: None,
        marks,
    };
    Ok(Done { said, written: app.add_contact(contact).await?, waits: None })
}

/// A message for later: its hour is on the student's own clock.
fn later(
    names: &Names,
    student: StudentId,
    school: &Calendar,
    words: String,
    send_at: &str,
) -> Result<Later> {
    let person = names.person(student).ok_or(Error::NotFound)?;
    let theirs = their_clock(person, school);
    let send_at = contact::when(send_at, &theirs, "error-date")?;
    let send_at = send_at.ok_or(Error::Invalid("error-send-at-missing"))?;
    Ok(Later { words, send_at, follow_up_at: None, promises: Vec::new() })
}

/// The page again, with everything that was typed.
async fn again(
    web: &Web,
    visitor: &Visitor,
    student: StudentId,
    given: Given,
    error: Error,
) -> Result<Response> {
    let way = WAYS.into_iter().find(|way| *way == given.way).unwrap_or(WAYS[0]).to_owned();
    let back = address::ours(&given.back).unwrap_or_default().to_owned();
    let Given { text, follow_up, send_at, .. } = given;
    let draft = Draft { way, text, follow_up, send_at, back, changing: None };
    redraw(web, visitor, student, (draft, None), error).await
}

/// The page again, where a promise could not be taken into a message that
/// waits: with the message as it is now, and what is still to be promised in it.
pub(in crate::web) async fn not_promised(
    web: &Web,
    visitor: &Visitor,
    (student, message): (StudentId, MessageId),
    names: &Names,
    error: app::Error,
) -> Result<Response> {
    let rows = web.app().store.scheduled_for(student).await?;
    let own = contact::hand(visitor)?;
    let row = rows.into_iter().find(|row| row.message == message && row.by == own);
    let last = row.filter(|row| row.kept.is_none()).map(|row| {
        let mut offers = Offers::at(web, visitor.locale, &row.words, row.send_at).offers;
        let promised = |words: &str, due: i64| {
            row.promises.iter().any(|known| known.0 == words && known.1 == Instant(due))
        };
        offers.retain(|offer| offer.days.iter().any(|day| !promised(&offer.words, day.due)));
        let waits = Some((message, row.version));
        Last { offers, waits, ..Last::of(student, names, "written-scheduled", &[]) }
    });
    let last = last.filter(|last| !last.offers.is_empty());
    redraw(web, visitor, student, (Draft::default(), last), error.into()).await
}

/// The page with this draft, saying what was wrong with it.
async fn redraw(
    web: &Web,
    visitor: &Visitor,
    student: StudentId,
    (draft, last): (Draft, Option<Last>),
    error: Error,
) -> Result<Response> {
    let wrong = match &error {
        Error::Invalid(key) => (*key).to_owned(),
        Error::App(app::Error::Refused(refusal)) => format!("refusal-{}", refusal.code()),
        _ => return Err(error),
    };
    let page = draw(web, visitor, student, &Asked::default(), draft, Some(wrong), last).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What becomes of a message that waits.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Changed {
    /// `change`, `cancel`, `undo` of that, or `send` of what was kept back.
    act: String,
    #[serde(default)]
    seen: u32,
    #[serde(default)]
    text: String,
    #[serde(default)]
    send_at: String,
    #[serde(default)]
    back: String,
}

/// `POST /students/{student}/scheduled/{message}`
pub(in crate::web) async fn reschedule(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path((student, message)): Path<(StudentId, MessageId)>,
    Form(changed): Form<Changed>,
) -> Result<Response> {
    let by = contact::hand(&visitor)?;
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    let user = visitor.user.as_ref().map(|user| user.id);
    let here = address::conversation(student);
    let said = match changed.act.as_str() {
        "cancel" => {
            web.app().cancel_scheduled((student, message), by, user).await?;
            // The page says so by itself, for as long as it can be taken back.
            return Ok(Redirect::to(&here).into_response());
        }
        "undo" => match web.app().put_back_scheduled((student, message), by, user).await? {
            None => "written-scheduled-back",
            Some(_) => "written-scheduled-back-kept",
        },
        "send" => {
            web.app().send_kept((student, message), by, changed.seen).await?;
            "written-scheduled-sent"
        }
        _ => {
            if let Err(error) = change(&web, &names, (student, message), by, &changed).await {
                return unchanged(&web, &visitor, (student, message), changed, error).await;
            }
            "written-scheduled-changed"
        }
    };
    contact::remember(&session, Last::of(student, &names, said, &[])).await?;
    Ok(Redirect::to(address::ours(&changed.back).unwrap_or(&here)).into_response())
}

/// The page again, with what was typed for a message that waits. Gone
/// meanwhile, it stands ready to be sent anew.
async fn unchanged(
    web: &Web,
    visitor: &Visitor,
    (student, message): (StudentId, MessageId),
    changed: Changed,
    error: Error,
) -> Result<Response> {
    let gone = matches!(&error, Error::App(app::Error::Refused(Refusal::NoSuchScheduled)));
    let Changed { text, send_at, .. } = changed;
    let changing = (!gone).then_some(message);
    let draft = Draft { text, send_at, changing, ..Draft::default() };
    redraw(web, visitor, student, (draft, None), error).await
}

async fn change(
    web: &Web,
    names: &Names,
    (student, message): (StudentId, MessageId),
    by: StaffId,
    changed: &Changed,
) -> Result<()> {
    let kept = web.app().store.scheduled_for(student).await?;
    let kept = kept.into_iter().find(|row| row.message == message);
    let kept = kept.ok_or(app::Error::from(Refusal::NoSuchScheduled))?;
    let desk = web.desk();
    let (words, calendar) = (changed.text.clone(), &desk.school.context.calendar);
    let later = later(names, student, calendar, words, &changed.send_at)?;
    // It would have been taken up before the message leaves.
    let follow_up_at = kept.follow_up_at.filter(|at| *at > later.send_at);
    let later = Later { follow_up_at, promises: kept.promises, ..later };
    Ok(web.app().change_scheduled((student, message), by, changed.seen, &later).await?)
}
