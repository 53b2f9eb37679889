//! What a signed-in student has beside the page that a link opens: why
//! somebody may call, that something is wrong, being away, wishes, and what
//! came of what they said.

use std::collections::HashSet;

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use vigie_domain::fact::{Channel, Doubted};
use vigie_domain::ids::{FactId, Key, StudentId};
use vigie_domain::time::Instant;
use vigie_store::directory::Person;

use super::super::contact::some;
use super::super::{Error, Result, Visitor, Web};
use super::Opened;
use super::student::{again, refused};
use crate::app::portal::{Came, Said, Told};
use crate::app::written::Written;
use crate::app::{self, Refusal};
use crate::names::Names;
use crate::web::person::own::{self, Own, Reader};
use crate::wording::Today;

/// Channels on which somebody can ask to be reached.
const CHANNELS: [Channel; 5] =
    [Channel::Phone, Channel::Video, Channel::Sms, Channel::Email, Channel::Portal];

/// What was typed and could not be used.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) from: String,
    pub(super) until: String,
    pub(super) leave: String,
    pub(super) case: String,
    pub(super) hours: Option<String>,
}

/// The part of the page.
pub(super) struct Part {
    pub(super) own: Own,
    pub(super) hours: String,
    pub(super) channel: Option<Channel>,
    pub(super) channels: [Channel; 5],
    pub(super) typed: Typed,
}

impl Part {
    pub(super) async fn read(web: &Web, reader: Reader, person: &Person) -> Result<Self> {
        Ok(Self {
            own: own::read(web, reader, None).await?,
            hours: person.good_hours.clone().unwrap_or_default(),
            channel: person.channel,
            channels: CHANNELS,
            typed: Typed::default(),
        })
    }

    /// The hours as the form shows them.
    pub(super) fn hours(&self) -> &str {
        self.typed.hours.as_deref().unwrap_or(&self.hours)
    }

    /// Would they rather be reached so?
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    pub(super) fn prefers(&self, channel: &Channel) -> bool {
        self.channel == Some(*channel)
    }
}

/// What came of what they said, each in a sentence.
pub(super) async fn came(
    web: &Web,
    reader: Reader,
    names: &Names,
    today: Today<'_>,
) -> Result<Vec<String>> {
    let came = web.app().came_of_own(reader.student).await?;
    Ok(came.iter().map(|told| came_of(told, reader, names, today)).collect())
}

/// How many people congratulated them, in a sentence.
pub(super) async fn kudos(web: &Web, reader: Reader) -> Result<Option<String>> {
    let words = web.app().store.kudos_for(&[reader.student]).await?;
    let n = words.iter().map(|word| word.author).collect::<HashSet<_>>().len();
    Ok((n > 0).then(|| reader.locale.text("news-own-kudos", &[("n", n.into())])))
}

/// What came of what they said, in a sentence.
fn came_of(told: &Told, reader: Reader, names: &Names, today: Today<'_>) -> String {
    let locale = reader.locale;
    let said = match told.said {
        Said::Question => "question",
        Said::Mentor => "mentor",
        Said::Wrong(_) => "wrong",
    };
    let (came, who, at) = match told.came {
        Came::Received => ("received", None, told.at),
        Came::Answered(who, at) => ("answered", Some(who), at),
        Came::Read(who, at) => ("read", Some(who), at),
        Came::Followed(who, at) => ("followed", Some(who), at),
        Came::Corrected(at) => ("corrected", None, at),
        Came::Changed(who, at) => ("changed", Some(who), at),
        Came::Settled(at) => ("settled", None, at),
        Came::Ended(at) => ("ended", None, at),
    };
    let who = who.map(|who| names.staff(who)).unwrap_or_default();
    let (since, date) = (locale.date(told.at, today), locale.date(at, today));
    let words = [
        ("form", reader.form()),
        ("said", said),
        ("came", came),
        ("who", who.as_str()),
        ("since", since.as_str()),
        ("date", date.as_str()),
    ];
    locale.text("own-came", &words.map(|(key, word)| (key, word.into())))
}

/// "That's wrong": a fact, or a reason.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Wrong {
    fact: Option<FactId>,
    reason: Option<String>,
    #[serde(default)]
    text: String,
}

/// `POST /me/wrong`
pub(in crate::web) async fn wrong(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<Wrong>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = opened.student()?;
    let target = match (given.fact, given.reason) {
        (Some(fact), None) => Doubted::Fact { fact },
        (None, Some(reason)) => Doubted::Reason { indicator: Key::from(reason) },
        _ => return Err(Error::Invalid("link-error-form")),
    };
    let about = own::named(&web, student, &target, visitor.language()).await?;
    let written = web.app().dispute(student, target, &about, &given.text).await;
    // The case stays, whatever is taken back: nothing offers to.
    let written = written.map(|_| Vec::new()).map_err(refused);
    answer(&web, &visitor, &headers, &opened, "wrong", (written, Typed::default())).await
}

/// "I am away until …"
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Leave {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    text: String,
}

/// `POST /me/leave`
pub(in crate::web) async fn leave(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<Leave>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = opened.student()?;
    let written = announce(&web, student, &given).await;
    let Leave { from, until, text: leave } = given;
    let typed = Typed { from, until, leave, ..Typed::default() };
    answer(&web, &visitor, &headers, &opened, "leave", (written, typed)).await
}

/// `POST /me/back`
pub(in crate::web) async fn back(State(web): State<Web>, opened: Opened) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = opened.student()?;
    let written = match web.app().say_back(student).await {
        Ok(written) => written,
        // They are: the page shows it.
        Err(app::Error::Refused(Refusal::NotOnLeave)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    Ok(opened.back("back", student, &written).into_response())
}

async fn announce(web: &Web, student: StudentId, given: &Leave) -> Result<Vec<Written>> {
    let from = day(web, &given.from)?.unwrap_or_else(|| web.now());
    let until = day(web, &given.until)?.ok_or(Error::Invalid("own-error-leave"))?;
    web.app().announce_leave(student, from, until, &given.text).await.map_err(refused)
}

/// The first instant of a day; `None`: nothing was typed.
pub(super) fn day(web: &Web, text: &str) -> Result<Option<Instant>> {
    let desk = web.desk();
    let Some(text) = some(text) else { return Ok(None) };
    let date = text.parse().map_err(|_| Error::Invalid("own-error-leave"))?;
    Ok(Some(desk.school.context.calendar.start_of(date)))
}

/// When and how to reach them.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Wishes {
    #[serde(default)]
    hours: String,
    #[serde(default)]
    channel: String,
}

/// `POST /me/wishes`
pub(in crate::web) async fn wishes(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<Wishes>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = opened.student()?;
    let channel = Channel::from_name(&given.channel).filter(|one| CHANNELS.contains(one));
    let kept = web.app().set_wishes(student, &given.hours, channel).await;
    let kept = kept.map(|()| Vec::new()).map_err(refused);
    let typed = Typed { hours: Some(given.hours), ..Typed::default() };
    answer(&web, &visitor, &headers, &opened, "wishes", (kept, typed)).await
}

/// "I need somebody to follow this."
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    text: String,
}

/// `POST /me/case`
pub(in crate::web) async fn case(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<Asked>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let student = opened.student()?;
    let written = web.app().ask_for_case(student, &given.text).await;
    let written = written.map(|_| Vec::new()).map_err(refused);
    let typed = Typed { case: given.text, ..Typed::default() };
    answer(&web, &visitor, &headers, &opened, "case", (written, typed)).await
}

/// The page again, saying what was written, or what was wrong.
async fn answer(
    web: &Web,
    visitor: &Visitor,
    headers: &HeaderMap,
    opened: &Opened,
    said: &str,
    (written, typed): (Result<Vec<Written>>, Typed),
) -> Result<Response> {
    match written {
        Ok(written) => Ok(opened.back(said, opened.student()?, &written).into_response()),
        Err(Error::Invalid(key)) => again(web, visitor, headers, opened, key, typed).await,
        Err(error) => Err(error),
    }
}
