//! What an indicator would ring for at this moment: how many, who, and how
//! the metric spreads, with the threshold on it.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Form, State};
use axum::response::Html;
use vigie_domain::ids::{Key, StudentId};
use vigie_domain::indicator::{Literal, check};
use vigie_domain::metric::Metric;

use super::crowd::Asked;
use super::draft::{Draft, Fields};
use super::limit::{Limit, limits};
use super::plot::Plot;
use super::step::Step;
use super::trial::{self, Rang, Tried};
use crate::briefing::Briefing;
use crate::names::Names;
use crate::web::state::Desk;
use crate::web::{Error, Frame, Result, Visitor, Web};
use crate::wording::{Language, Sentence, Shown};

/// A page waits for so long before it is shown without.
pub(super) const SHORT_PATIENCE: Duration = Duration::from_millis(700);
/// A part waits for so long before it says how far the reading is.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// People shown by name.
const SHOWN: usize = 12;

/// The preview of a condition that can be read.
#[derive(Template)]
#[template(path = "indicator_preview.html")]
pub(super) struct Preview {
    frame: Frame,
    /// How far the school has been read, while it isn't.
    reading: Option<(usize, usize)>,
    students: usize,
    looked_at: usize,
    people: Vec<Person>,
    /// So many more than those shown.
    more: usize,
    plot: Option<Plot>,
    /// What can be drawn: its place, and what it is called.
    looks: Vec<(usize, String)>,
    look: usize,
}

/// Somebody for whom it is true.
struct Person {
    student: StudentId,
    name: String,
    /// What their advisor would read.
    sentence: String,
}

#[derive(Template)]
#[template(path = "indicator_preview_none.html")]
struct Nothing {
    frame: Frame,
}

/// `POST /workbench/preview`: for a script, while somebody types or drags.
pub(in crate::web) async fn part(
    State(web): State<Web>,
    visitor: Visitor,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Html<String>> {
    let fields = Fields::new(sent);
    let draft = Step::of(&fields).draft;
    Ok(Html(match Preview::of(&web, &visitor, &draft, fields.get("look"), PATIENCE).await? {
        Some(preview) => preview.render()?,
        None => Nothing { frame: Frame::new(&web, &visitor, "preview-title") }.render()?,
    }))
}

impl Preview {
    /// `None`: the condition can't be read. `look` says which of its limits
    /// is drawn.
    pub(super) async fn of(
        web: &Web,
        visitor: &Visitor,
        draft: &Draft,
        look: &str,
        patience: Duration,
    ) -> Result<Option<Self>> {
        let thresholds = thresholds(draft);
        let Ok(condition) = check::compile(&draft.condition, &thresholds) else { return Ok(None) };
        let frame = Frame::new(web, visitor, "preview-title");
        let everybody = match web.crowd().ask(web, patience).await? {
            Asked::Ready(everybody) => everybody,
            Asked::Reading(done, all) => return Ok(Some(Self::reading(frame, (done, all)))),
        };
        let limits = limits(&thresholds, &draft.condition);
        let chosen = look.parse::<usize>().ok().filter(|n| *n < limits.len()).unwrap_or(0);
        let (desk, now) = (web.desk(), web.now());
        let evidence: Vec<Metric> =
            draft.evidence.iter().filter_map(|row| Metric::find(&row.metric)).collect();
        let tried = {
            let (desk, evidence) = (Arc::clone(&desk), evidence.clone());
            let subject = limits.get(chosen).map(|limit| limit.subject);
            let try_it = move || {
                trial::on(&everybody, &condition, &evidence, subject, now, &desk.school.context)
            };
            tokio::task::spawn_blocking(try_it).await.map_err(|_| Error::Broken)?
        };
        let language = visitor.language();
        let plot = limits.get(chosen).map(|limit| Plot::of(limit, &tried.values, draft, &frame));
        let looks = named(&limits, language);
        let (students, looked_at) = (tried.students, tried.looked_at);
        let people = told(web, visitor, &desk, draft, &evidence, tried).await?;
        let more = students.saturating_sub(people.len());
        Ok(Some(Self {
            frame,
            reading: None,
            students,
            looked_at,
            people,
            more,
            plot,
            looks,
            look: chosen,
        }))
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
    fn is_look(&self, n: &usize) -> bool {
        self.look == *n
    }

    fn reading(frame: Frame, so_far: (usize, usize)) -> Self {
        Self {
            frame,
            reading: Some(so_far),
            students: 0,
            looked_at: 0,
            people: Vec::new(),
            more: 0,
            plot: None,
            looks: Vec::new(),
            look: 0,
        }
    }
}

/// The thresholds that can be read.
pub(super) fn thresholds(draft: &Draft) -> Vec<(Key, Literal)> {
    let known = draft.thresholds.iter().filter_map(|row| {
        Some((Key::from(row.name.trim()), Literal::parse(row.value.trim()).ok()?))
    });
    known.collect()
}

fn named(limits: &[Limit], language: Language) -> Vec<(usize, String)> {
    let name = |(n, limit): (usize, &Limit)| {
        let label = super::builder::label(limit.subject.metric(), language);
        (n, format!("{label} {} {}", limit.comparison, limit.value))
    };
    limits.iter().enumerate().map(name).collect()
}

/// The first by name, each with the sentence that their advisor would read.
async fn told(
    web: &Web,
    visitor: &Visitor,
    desk: &Desk,
    draft: &Draft,
    evidence: &[Metric],
    tried: Tried,
) -> Result<Vec<Person>> {
    let store = &web.app().store;
    let mut rings = tried.rings;
    rings.dedup_by_key(|rang| rang.student);
    let people: Vec<StudentId> = rings.iter().map(|rang| rang.student).collect();
    let mut names = Names::among(Arc::clone(&desk.directory), store, &people).await?;
    rings.sort_by_cached_key(|rang| names.full(rang.student).to_lowercase());
    rings.truncate(SHOWN);
    let quoted: Vec<_> = rings.iter().flat_map(quoted).collect();
    names.load_words(store, &quoted).await?;
    let language = visitor.language();
    let briefing = Briefing {
        school: &desk.school,
        phrases: desk.phrases(language),
        names: &names,
        at: web.now(),
        locale: visitor.locale,
    };
    let words = if language == Language::Fr { &draft.fr } else { &draft.en };
    let sentence = Sentence::new(language, &words.wording);
    let person = |rang: Rang| {
        let known = draft.evidence.iter().filter(|row| Metric::find(&row.metric).is_some());
        let values: Vec<(&str, Shown)> = known
            .zip(evidence)
            .zip(&rang.evidence)
            .map(|((row, metric), value)| {
                (row.placeholder.as_str(), briefing.shown(*metric, value))
            })
            .collect();
        let name = names.given(rang.student);
        Person {
            student: rang.student,
            name: names.full(rang.student),
            sentence: sentence.render(&name, &values, briefing.today()).text,
        }
    };
    Ok(rings.into_iter().map(person).collect())
}

/// The facts whose words a sentence quotes.
fn quoted(rang: &Rang) -> Vec<(StudentId, vigie_domain::ids::FactId)> {
    let words = rang.evidence.iter().filter_map(|value| match value {
        vigie_domain::signal::Evidence::Words(fact) => Some((rang.student, *fact)),
        _ => None,
    });
    words.collect()
}
