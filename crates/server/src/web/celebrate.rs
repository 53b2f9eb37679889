//! Good news: who has a diploma or a job, what they dreamt of, what others
//! wrote to them, and a place to write. A person writes; nothing leaves by
//! itself.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use tower_sessions::Session;
use vigie_domain::access::Right;
use vigie_domain::fact::{Hired, Payload};
use vigie_domain::ids::{FactId, StudentId};
use vigie_domain::time::{DAY, Instant};
use vigie_store::{Author, KudosRow};

use super::contact::{self, Last, hand, some};
use super::line::Reach;
use super::{Error, Frame, Result, Visitor, Web};
use crate::app::celebrate::{Celebration, Cheer};
use crate::app::{self, Refusal};
use crate::briefing::Briefing;
use crate::names::Names;
use crate::wording::{Locale, Today};

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// There: the whole school.
    all: Option<String>,
}

/// A word that somebody wrote, ready to be read.
pub(super) struct Kudos {
    pub(super) words: String,
    pub(super) from: String,
}

/// One diploma or job.
struct Joy {
    student: StudentId,
    fact: FactId,
    name: String,
    given: String,
    what: String,
    since: String,
    /// Who would write, where that is not the reader.
    by: Option<String>,
    dream: Option<String>,
    /// The job that they found.
    found: Option<(String, String)>,
    kudos: Vec<Kudos>,
    reach: Reach,
    /// Who celebrated it, and when.
    celebrated: Option<String>,
    /// What was typed and could not be used.
    typed: String,
}

#[derive(Template)]
#[template(path = "celebrations.html")]
struct Page {
    frame: Frame,
    whole: bool,
    /// May they look at the other half: the school's, or their own?
    both: bool,
    waiting: Vec<Joy>,
    done: Vec<Joy>,
    last: Option<Last>,
    back: String,
    wrong: Option<(FactId, &'static str)>,
}

/// `GET /celebrations`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let last = contact::last(&session).await?;
    let page = Page { last, ..read(&web, &visitor, &asked).await? };
    Ok(Html(page.render()?))
}

async fn read(web: &Web, visitor: &Visitor, asked: &Asked) -> Result<Page> {
    let oversees = Right::Oversee.allows(visitor.role());
    if asked.all.is_some() && !oversees {
        return Err(Error::Forbidden);
    }
    let whole = oversees && (asked.all.is_some() || visitor.staff().is_none());
    let of = if whole { None } else { Some(visitor.staff().ok_or(Error::NoCaseload)?) };
    let desk = web.desk();
    let store = &web.app().store;
    let news = web.app().celebrations(&desk.school, of).await?;
    let students: Vec<StudentId> = news.iter().map(|one| one.student).collect();
    let kudos = store.kudos_for(&students).await?;
    let peers = kudos.iter().filter_map(|row| match row.author {
        Author::Peer(peer) => Some(peer),
        Author::Mentor(_) => None,
    });
    let people: Vec<StudentId> = students.iter().copied().chain(peers).collect();
    let names = Names::among(Arc::clone(&desk.directory), store, &people).await?;
    let mut dreams = HashMap::new();
    // Shown only where somebody is about to write.
    for one in news.iter().filter(|one| one.celebrated.is_none()) {
        let known = store.student(one.student).await?;
        dreams.insert(one.student, known.and_then(|known| known.student.dream_job));
    }
    let phrases = desk.phrases(visitor.language());
    let (school, at, locale) = (&desk.school, web.now(), visitor.locale);
    let briefing = Briefing { school, phrases, names: &names, at, locale };
    let joy = |one: Celebration| {
        let by = one.by.filter(|by| visitor.staff() != Some(*by));
        let dream = dreams.get(&one.student).cloned().flatten();
        Joy {
            student: one.student,
            fact: one.fact.id,
            name: names.full(one.student),
            given: names.given(one.student),
            what: what(locale, &names, &one),
            since: since(locale, one.fact.occurred_at, briefing.today()),
            by: by.map(|by| names.staff(by)),
            dream: dream.filter(|dream| !dream.trim().is_empty()),
            found: found(locale, &one, briefing.today()),
            kudos: told(locale, &names, &kudos, one.fact.id),
            reach: names
                .person(one.student)
                .map(|person| Reach::of(&briefing, person))
                .unwrap_or_default(),
            celebrated: one.celebrated.map(|(who, at)| {
                let (who, date) = (names.staff(who), locale.date(at, briefing.today()));
                let words = [("name", who.as_str().into()), ("date", date.as_str().into())];
                locale.text("joy-celebrated", &words)
            }),
            typed: String::new(),
        }
    };
    let (waiting, mut done): (Vec<Joy>, Vec<Joy>) =
        news.into_iter().map(joy).partition(|one| one.celebrated.is_none());
    done.reverse();
    Ok(Page {
        frame: Frame::new(web, visitor, "joy-title"),
        whole,
        both: oversees && visitor.staff().is_some(),
        waiting,
        done,
        last: None,
        back: visitor.here.clone(),
        wrong: None,
    })
}

/// "Diplôme « Développement web »", "Embauche chez …".
pub(super) fn what(locale: &Locale, names: &Names, one: &Celebration) -> String {
    match &one.fact.payload {
        Payload::Diploma(body) => {
            let programme = names.title(&body.programme);
            locale.text("joy-diploma", &[("programme", programme.as_str().into())])
        }
        Payload::Hired(body) => locale.text("joy-job", &[("company", (&*body.company).into())]),
        _ => String::new(),
    }
}

/// The job: where, and how from when on.
fn found(locale: &Locale, one: &Celebration, today: Today<'_>) -> Option<(String, String)> {
    let Payload::Hired(job) = &one.fact.payload else { return None };
    let Hired { company, contract, starts_at } = &**job;
    let contract = locale.text(&format!("contract-{}", contract.name()), &[]);
    let date = locale.date(*starts_at, today);
    let words = [("contract", contract.as_str().into()), ("date", date.as_str().into())];
    let key = if *starts_at <= today.now { "joy-job-since" } else { "joy-job-from" };
    Some((company.to_string(), locale.text(key, &words)))
}

/// "Aujourd'hui", "hier", "il y a 12 jours".
pub(super) fn since(locale: &Locale, at: Instant, today: Today<'_>) -> String {
    let midnight = |at| today.calendar.midnight(at);
    // Days of 23 and 25 hours count as one.
    let days = (midnight(today.now).since(midnight(at)).0 + DAY.0 / 2) / DAY.0;
    locale.text("joy-since", &[("n", usize::try_from(days).unwrap_or(0).into())])
}

/// The words about one diploma or job, each with who wrote it.
pub(super) fn told(locale: &Locale, names: &Names, rows: &[KudosRow], fact: FactId) -> Vec<Kudos> {
    let of = rows.iter().filter(|row| row.fact == fact);
    let read = of.map(|row| {
        let (key, name) = match row.author {
            Author::Mentor(mentor) => ("joy-from-mentor", names.staff(mentor)),
            Author::Peer(peer) => ("joy-from-peer", names.full(peer)),
        };
        let from = locale.text(key, &[("name", name.as_str().into())]);
        Kudos { words: row.words.clone(), from }
    });
    read.collect()
}

/// What the form of a card sends.
#[derive(Debug, Deserialize)]
pub(super) struct Given {
    fact: FactId,
    /// `page`: the words go there; `elsewhere`: it is done already.
    how: String,
    #[serde(default)]
    text: String,
    /// There: they came from the whole school's page.
    all: Option<String>,
}

/// `POST /students/{student}/celebrations`
pub(super) async fn write(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path(student): Path<StudentId>,
    Form(given): Form<Given>,
) -> Result<Response> {
    let by = hand(&visitor)?;
    let cheer = match given.how.as_str() {
        "page" => Cheer::Written(&given.text),
        "elsewhere" => Cheer::Elsewhere(Some(&given.text)),
        _ => return Err(Error::Invalid("error-form")),
    };
    let written = match web.app().celebrate(student, by, given.fact, cheer).await {
        Ok(written) => written,
        // Nothing typed is lost: the page again, with all of it.
        Err(app::Error::Refused(refusal @ (Refusal::NoWords | Refusal::TooLong { .. }))) => {
            let mut page = read(&web, &visitor, &Asked { all: given.all }).await?;
            let key = if refusal == Refusal::NoWords { "joy-no-words" } else { "refusal-too-long" };
            page.wrong = Some((given.fact, key));
            if let Some(card) = page.waiting.iter_mut().find(|card| card.fact == given.fact) {
                card.typed = given.text;
            }
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
        }
        Err(error) => return Err(error.into()),
    };
    let said = if given.how == "page" && some(&given.text).is_some() {
        "joy-written-page"
    } else {
        "joy-written-elsewhere"
    };
    contact::remember_written(&web, &session, student, said, &written).await?;
    let back = if given.all.is_some() { "/celebrations?all=1" } else { "/celebrations" };
    Ok(Redirect::to(back).into_response())
}
