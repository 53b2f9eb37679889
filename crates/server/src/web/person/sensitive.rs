//! What is for few eyes: notes that somebody marked so, and that somebody left
//! for their health. It stands on this page only, and each view is remembered.
//! Whoever does not need it to help says first why they read it.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use vigie_domain::fact::{Fact, Payload, WithdrawalReason};
use vigie_domain::ids::{FactId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::{Instant, Span};
use vigie_store::ReasonRow;

use crate::app::{self, Refusal};
use crate::names::Names;
use crate::web::{Error, Frame, Result, Visitor, Web};
use crate::wording::{Locale, Today};

/// One thing for few eyes.
struct Kept {
    when: String,
    /// What it is: a note of somebody's, or why the student left.
    about: String,
    words: Option<String>,
}

/// Why somebody read it who is not near the student.
struct Why {
    about: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "person_sensitive.html")]
struct Page {
    frame: Frame,
    student: StudentId,
    kept: Vec<Kept>,
    reasons: Vec<Why>,
}

#[derive(Template)]
#[template(path = "person_sensitive_why.html")]
struct Asking {
    frame: Frame,
    student: StudentId,
    name: String,
    /// What was typed, where it is not enough.
    reason: String,
    /// The key of why it is not.
    wrong: Option<String>,
}

/// Why somebody reads it.
#[derive(Deserialize)]
pub(in crate::web) struct Said {
    reason: String,
}

/// For so long a student's page tells that somebody said why they read it.
const TOLD_FOR: Span = Span::days(14);

/// The facts that this page tells of, the latest first.
pub(super) async fn kept<'f>(
    web: &Web,
    student: StudentId,
    facts: &[&'f Fact],
) -> Result<Vec<&'f Fact>> {
    let marked = web.app().store.sensitive_of(student).await?;
    let mut kept: Vec<&Fact> = facts
        .iter()
        .copied()
        .filter(|fact| marked.contains(&fact.id) || is_about_health(fact))
        .collect();
    kept.sort_by_key(|fact| std::cmp::Reverse(fact.place()));
    Ok(kept)
}

fn is_about_health(fact: &Fact) -> bool {
    matches!(&fact.payload, Payload::Withdrawn(body) if body.reason == WithdrawalReason::Health)
}

/// `GET /students/{student}/sensitive`
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Path(student): Path<StudentId>,
) -> Result<Response> {
    let (desk, store) = (web.desk(), &web.app().store);
    let names = Names::among(Arc::clone(&desk.directory), store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let user = visitor.signed_in()?;
    let stored = web.app().known_facts(student).await?;
    let facts = effective(&stored);
    let danger = super::danger_stated(&facts);
    if !web.app().reads_sensitive(&desk.school, user, student, danger).await? {
        return ask(&web, &visitor, student, names.full(student), String::new(), None);
    }
    let facts = kept(&web, student, &facts).await?;
    // First remembered, then shown.
    visitor.saw_sensitive(&web, facts.first().map(|_| student).into_iter()).await?;
    let asked: Vec<(StudentId, FactId)> = facts.iter().map(|fact| (student, fact.id)).collect();
    let mut words = if asked.is_empty() { HashMap::new() } else { store.texts_of(&asked).await? };
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let one = |fact: &&Fact| Kept {
        when: visitor.locale.long_date(fact.occurred_at, today),
        about: about(visitor.locale, &names, fact),
        words: words.remove(&fact.id),
    };
    let kept = facts.iter().map(one).collect();
    let said = said(&web, &visitor, student, Instant::DAWN).await?;
    let reasons = said.into_iter().map(|(about, reason)| Why { about, reason }).collect();
    let frame = Frame::new(&web, &visitor, "sensitive-title").about(names.full(student));
    Ok(Html(Page { frame, student, kept, reasons }.render()?).into_response())
}

fn ask(
    web: &Web,
    visitor: &Visitor,
    student: StudentId,
    name: String,
    reason: String,
    wrong: Option<String>,
) -> Result<Response> {
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let frame = Frame::new(web, visitor, "sensitive-title").about(name.as_str());
    let page = Asking { frame, student, name, reason, wrong };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /students/{student}/sensitive`
pub(in crate::web) async fn say_why(
    State(web): State<Web>,
    visitor: Visitor,
    Path(student): Path<StudentId>,
    Form(given): Form<Said>,
) -> Result<Response> {
    let desk = web.desk();
    let names = Names::among(Arc::clone(&desk.directory), &web.app().store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let user = visitor.signed_in()?;
    match web.app().say_why(&desk.school, user, student, &given.reason).await {
        Ok(_) => Ok(Redirect::to(&format!("/students/{student}/sensitive")).into_response()),
        Err(app::Error::Refused(refusal)) => {
            let wrong = match refusal {
                Refusal::NoWords => "sensitive-why-none".to_owned(),
                other => format!("refusal-{}", other.code()),
            };
            ask(&web, &visitor, student, names.full(student), given.reason, Some(wrong))
        }
        Err(error) => Err(error.into()),
    }
}

/// Who said of late why they read it, as the student's page tells it: without
/// the words, which stand with what they are about.
pub(super) async fn told(web: &Web, visitor: &Visitor, student: StudentId) -> Result<Vec<String>> {
    let said = said(web, visitor, student, web.now() - TOLD_FOR).await?;
    Ok(said.into_iter().map(|(about, _)| about).collect())
}

/// Who said why since then, the latest first: who and when, and the words.
async fn said(
    web: &Web,
    visitor: &Visitor,
    student: StudentId,
    since: Instant,
) -> Result<Vec<(String, String)>> {
    let desk = web.desk();
    let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
    let mut rows = web.app().store.sensitive_reasons(student).await?;
    rows.retain(|row| row.at >= since);
    let readers = web.accounts(rows.iter().map(|row| row.user)).await?;
    let told = |row: ReasonRow| {
        let name = readers.get(&row.user).map_or("", |user| user.name.as_str());
        let date = visitor.locale.long_date(row.at, today);
        let words = [("name", name.into()), ("date", date.as_str().into())];
        (visitor.locale.text("sensitive-read-by", &words), row.reason)
    };
    Ok(rows.into_iter().map(told).collect())
}

fn about(locale: &Locale, names: &Names, fact: &Fact) -> String {
    let by = match &fact.payload {
        Payload::Call(body) => body.by,
        Payload::Meeting(body) => body.by,
        Payload::Noted(body) => body.by,
        Payload::MessageOut(body) => body.by,
        Payload::Congratulated(body) => body.by,
        Payload::Snoozed(body) => body.by,
        _ => return locale.text("sensitive-health", &[]),
    };
    locale.text("sensitive-note", &[("name", names.staff(by).as_str().into())])
}
