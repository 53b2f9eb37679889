//! Good news, as students and mentors read it: what others wrote to them, and
//! a word for those who agreed to be named.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use vigie_domain::ids::{FactId, StudentId};
use vigie_store::Author;

use super::super::{Error, Frame, Result, Visitor, Web, celebrate};
use super::{Opened, frame, language};
use crate::app::celebrate::{Celebration, LONGEST_KUDOS};
use crate::app::link::Holder;
use crate::app::{self, Refusal};
use crate::names::Names;
use crate::wording::Today;

/// Good news of one's own.
struct Own {
    fact: FactId,
    what: String,
    kudos: Vec<celebrate::Kudos>,
    /// Do they agree to be named?
    shared: bool,
}

/// Good news of somebody else.
struct Other {
    student: StudentId,
    fact: FactId,
    name: String,
    given: String,
    what: String,
    since: String,
    /// What the reader wrote already, or just typed.
    mine: String,
}

#[derive(Template)]
#[template(path = "me_news.html")]
struct Page {
    frame: Frame,
    base: String,
    form: &'static str,
    own: Vec<Own>,
    /// May the reader choose to be named?
    chooses: bool,
    others: Vec<Other>,
    said: Option<&'static str>,
    wrong: Option<&'static str>,
    longest: usize,
}

impl Page {
    /// A text that chooses its words by how we speak to this person.
    fn o(&self, key: &str) -> String {
        self.frame.w(key, "form", self.form)
    }
}

/// What the page may be asked.
#[derive(Debug, Default, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    said: String,
}

/// `GET /l/{token}/news`, `GET /me/news`. Behind a link, a student reads what
/// was written to them; to write to others takes an account.
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let mut page = read(&web, &visitor, &headers, &opened).await?;
    page.said = match asked.said.as_str() {
        "kudos" => Some("news-said-kudos"),
        "taken-back" => Some("news-said-taken-back"),
        "named" => Some("news-said-named"),
        "unnamed" => Some("news-said-unnamed"),
        _ => None,
    };
    Ok(Html(page.render()?))
}

/// Who reads.
fn author(opened: &Opened) -> Author {
    match opened.holder {
        Holder::Mentor(mentor) => Author::Mentor(mentor),
        Holder::Student(student) => Author::Peer(student),
    }
}

/// As whom somebody writes; a student behind a link does not.
fn writer(opened: &Opened) -> Result<Author> {
    match author(opened) {
        Author::Peer(_) if !opened.is_signed_in() => Err(Error::NotFound),
        author => Ok(author),
    }
}

async fn read(web: &Web, visitor: &Visitor, headers: &HeaderMap, opened: &Opened) -> Result<Page> {
    let author = author(opened);
    let (desk, app) = (web.desk(), web.app());
    let (own, others, reader) = match author {
        Author::Mentor(mentor) => (Vec::new(), app.news_for_mentor(mentor).await?, None),
        Author::Peer(student) => {
            let own = app.own_news(student).await?;
            let told = opened.is_signed_in();
            let others = if told { app.news_for_peer(student).await? } else { Vec::new() };
            (own, others, Some(student))
        }
    };
    let shared = match reader {
        Some(student) => app.store.shared_by(student).await?,
        None => Vec::new(),
    };
    let students: Vec<StudentId> = others.iter().map(|one| one.student).chain(reader).collect();
    let kudos = app.store.kudos_for(&students).await?;
    let peers = kudos.iter().filter_map(|row| match row.author {
        Author::Peer(peer) if reader == Some(row.student) => Some(peer),
        _ => None,
    });
    let people: Vec<StudentId> = students.iter().copied().chain(peers).collect();
    let names = Names::among(desk.directory.clone(), &app.store, &people).await?;
    let person = reader.and_then(|student| names.person(student));
    let informal = person.is_none_or(|person| person.informal);
    let chosen = person.and_then(|person| person.language.as_deref());
    let locale = language(visitor, headers, opened, chosen);
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let mine = |one: &Celebration| {
        let row = kudos.iter().find(|row| row.fact == one.fact.id && row.author == author);
        row.map(|row| row.words.clone()).unwrap_or_default()
    };
    let own = own.iter().rev().map(|one| Own {
        fact: one.fact.id,
        what: celebrate::what(locale, &names, one),
        kudos: celebrate::told(locale, &names, &kudos, one.fact.id),
        shared: shared.contains(&one.fact.id),
    });
    let others = others.iter().rev().map(|one| Other {
        student: one.student,
        fact: one.fact.id,
        name: names.full(one.student),
        given: names.given(one.student),
        what: celebrate::what(locale, &names, one),
        since: celebrate::since(locale, one.fact.occurred_at, today),
        mine: mine(one),
    });
    Ok(Page {
        own: own.collect(),
        chooses: opened.is_signed_in(),
        others: others.collect(),
        frame: Frame {
            title: "news-title",
            here: format!("{}/news", opened.base),
            ..frame(web, visitor, locale, opened)
        },
        base: opened.base.clone(),
        form: if informal { "tu" } else { "vous" },
        said: None,
        wrong: None,
        longest: LONGEST_KUDOS,
    })
}

/// A word for somebody.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Given {
    student: StudentId,
    fact: FactId,
    #[serde(default)]
    text: String,
}

/// `POST /l/{token}/kudos`, `POST /me/kudos`: without words, it is taken back.
pub(in crate::web) async fn kudos(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    opened: Opened,
    Form(given): Form<Given>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    let Given { student, fact, text } = given;
    match web.app().write_kudos(writer(&opened)?, student, fact, &text).await {
        Ok(()) if text.trim().is_empty() => Ok(back(&opened, "taken-back").into_response()),
        Ok(()) => Ok(back(&opened, "kudos").into_response()),
        Err(app::Error::Refused(Refusal::TooLong { .. })) => {
            let mut page = read(&web, &visitor, &headers, &opened).await?;
            page.wrong = Some("news-too-long");
            if let Some(card) = page.others.iter_mut().find(|one| one.fact == fact) {
                card.mine = text;
            }
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
        }
        // Nothing like that is told to them: they learn no more.
        Err(app::Error::Refused(_)) => Err(Error::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// To be named, or not.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Agreed {
    fact: FactId,
    /// `yes` or `no`.
    agree: String,
}

/// `POST /me/named`
pub(in crate::web) async fn named(
    State(web): State<Web>,
    opened: Opened,
    Form(given): Form<Agreed>,
) -> Result<Redirect> {
    let opened = opened.paced(&web)?;
    let agree = given.agree == "yes";
    match web.app().share_news(opened.student()?, given.fact, agree).await {
        Ok(()) => Ok(back(&opened, if agree { "named" } else { "unnamed" })),
        Err(app::Error::Refused(_)) => Err(Error::NotFound),
        Err(error) => Err(error.into()),
    }
}

fn back(opened: &Opened, said: &str) -> Redirect {
    Redirect::to(&format!("{}/news?said={said}", opened.base))
}
