//! What is for few eyes: notes that somebody marked so, and that somebody left
//! for their health. It stands on this page only, and each view is remembered.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use vigie_domain::fact::{Fact, Payload, WithdrawalReason};
use vigie_domain::ids::{FactId, StudentId};
use vigie_domain::journey::effective;

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

#[derive(Template)]
#[template(path = "person_sensitive.html")]
struct Page {
    frame: Frame,
    student: StudentId,
    kept: Vec<Kept>,
}

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
) -> Result<Html<String>> {
    let (desk, store) = (web.desk(), &web.app().store);
    let names = Names::among(Arc::clone(&desk.directory), store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let stored = web.app().known_facts(student).await?;
    let facts = kept(&web, student, &effective(&stored)).await?;
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
    let frame = Frame::new(&web, &visitor, "sensitive-title").about(names.full(student));
    Ok(Html(Page { frame, student, kept }.render()?))
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
