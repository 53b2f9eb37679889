//! The editor: fields, builder and text in step, with what it would ring for.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::{Html, IntoResponse, Json, Redirect, Response};
use serde::{Deserialize, Serialize};
use vigie_domain::indicator::builder::Group;
use vigie_domain::indicator::{Severity, Task, check, syntax};
use vigie_domain::metric::{Metric, Movement, Type};

use super::builder::{self, Families, Part, Row, Unfinished};
use super::checked::{Checked, Told};
use super::draft::{Draft, Fields, Words};
use super::preview::Preview;
use super::step::Step;
use crate::web::{Error, Frame, Result, Visitor, Web};
use crate::wording::Language;

type Sent = Form<Vec<(String, String)>>;

/// What the page for a new one may be asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    /// The indicator to begin from.
    from: String,
}

#[derive(Template)]
#[template(path = "indicator_edit.html")]
struct Page {
    frame: Frame,
    draft: Draft,
    built: Built,
    families: Families,
    mistakes: Vec<Told>,
    file: String,
    /// The file as it was handed in, if it can't be read.
    refused_file: Option<String>,
    preview: Option<Preview>,
    countdowns: Vec<(&'static str, &'static str)>,
}

/// The builder, or why it can't show this condition.
#[derive(Template)]
#[template(path = "indicator_builder.html")]
struct Built {
    frame: Frame,
    parts: Vec<Part>,
    families: Families,
    /// Name and value of every threshold.
    thresholds: Vec<(String, String)>,
    /// The part of the text that the builder has no form for.
    richer: Option<String>,
}

/// What a script is told while somebody types.
#[derive(Serialize)]
struct Answer {
    mistakes: Vec<Told>,
    /// The condition that the builder's rows make.
    text: Option<String>,
    builder: Option<String>,
    id: String,
    file: String,
}

impl Page {
    fn severities() -> impl Iterator<Item = &'static str> {
        Severity::ALL.iter().map(|severity| severity.name())
    }

    fn tasks() -> impl Iterator<Item = (&'static str, u16)> {
        Task::ALL.iter().map(|task| (task.name(), task.minutes()))
    }

    /// The name of a field of a row.
    fn of_row(prefix: &str, n: impl std::fmt::Display, part: &str) -> String {
        format!("{prefix}.{n}.{part}")
    }

    /// The name of a field of a language.
    fn of(code: &str, part: &str) -> String {
        format!("{code}_{part}")
    }

    fn languages(&self) -> [(&'static str, &Words); 2] {
        [("fr", &self.draft.fr), ("en", &self.draft.en)]
    }

    fn is_new(&self) -> bool {
        self.draft.base.is_empty()
    }

    fn told(&self, field: impl AsRef<str>) -> Vec<&Told> {
        self.mistakes.iter().filter(|told| told.field == field.as_ref()).collect()
    }

    fn is_wrong(&self, field: &str) -> bool {
        !self.told(field).is_empty()
    }
}

impl Built {
    /// Of the rows that were handled, or of the text.
    fn of(
        web: &Web,
        visitor: &Visitor,
        draft: &Draft,
        rows: Option<(Vec<Row>, Vec<Unfinished>)>,
    ) -> Self {
        let language = visitor.language();
        let (rows, missing, richer) = match rows {
            Some((rows, missing)) => (rows, missing, None),
            None => match read(&draft.condition) {
                Ok(rows) => (rows, Vec::new(), None),
                Err(richer) => {
                    let known = super::preview::thresholds(draft);
                    let holds = check::compile(&draft.condition, &known).is_ok();
                    let richer = if holds { richer } else { String::new() };
                    (Vec::new(), Vec::new(), Some(richer))
                }
            },
        };
        let known = |row: &super::draft::Threshold| (row.name.clone(), row.value.clone());
        Self {
            frame: Frame::new(web, visitor, "editor-builder"),
            parts: builder::parts(&rows, &missing, language),
            families: builder::families(language),
            thresholds: draft.thresholds.iter().map(known).collect(),
            richer,
        }
    }
}

/// The rows of a text; else the part of it that has no form, which is empty
/// if it can't be read at all.
fn read(text: &str) -> Result<Vec<Row>, String> {
    let node = syntax::parse(text).map_err(|_| String::new())?;
    match Group::of(&node) {
        Ok(group) => builder::rows(&group).ok_or_else(|| text.to_owned()),
        Err(richer) => Err(text.get(richer.span).unwrap_or_default().to_owned()),
    }
}

/// `GET /indicators/new`
pub(in crate::web) async fn begin(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let number = next_number(&web);
    let draft = if asked.from.is_empty() {
        Draft::to_begin_with(number)
    } else {
        let body = latest(&web, &asked.from).await?;
        Draft::of_file(&body).cloned(number, &visitor.locale.text("editor-copy", &[]))
    };
    // An empty name is no mistake before anything was written.
    show(&web, &visitor, draft, None, None, asked.from.is_empty()).await
}

/// `GET /indicators/{id}/edit`
pub(in crate::web) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Html<String>> {
    let body = latest(&web, &id).await?;
    let draft = Draft { base: id, ..Draft::of_file(&body) };
    show(&web, &visitor, draft, None, None, false).await
}

/// `POST /workbench`: what the editor's buttons do, and what they do without
/// scripts.
pub(in crate::web) async fn work(
    State(web): State<Web>,
    visitor: Visitor,
    Form(sent): Sent,
) -> Result<Response> {
    let fields = Fields::new(sent);
    let Step { draft, rows, refused_file, save } = Step::of(&fields);
    if save {
        let checked = Checked::of(&draft, &taken(&web).await?, visitor.locale);
        if checked.indicator.is_some() {
            let id = super::govern::keep(&web, &visitor, &checked.file.text, fields.get("reason"))
                .await?;
            return Ok(Redirect::to(&format!("/indicators/{id}")).into_response());
        }
    }
    Ok(show(&web, &visitor, draft, rows, refused_file, false).await?.into_response())
}

/// `POST /workbench/check`: the same for a script, as somebody types.
pub(in crate::web) async fn check(
    State(web): State<Web>,
    visitor: Visitor,
    Form(sent): Sent,
) -> Result<Json<serde_json::Value>> {
    let fields = Fields::new(sent);
    let Step { draft, rows, .. } = Step::of(&fields);
    let by_rows = rows.is_some();
    let checked = Checked::of(&draft, &taken(&web).await?, visitor.locale);
    // What can't be read leaves the rows as they were.
    let unread = !by_rows && checked.mistakes.iter().any(|told| told.field == "condition");
    let drawn = if fields.get("draw").is_empty() || unread {
        None
    } else {
        Some(Built::of(&web, &visitor, &draft, rows).render()?)
    };
    let answer = Answer {
        text: by_rows.then(|| draft.condition.clone()),
        builder: drawn,
        id: draft.settled_id(),
        mistakes: checked.mistakes,
        file: checked.file.text,
    };
    serde_json::to_value(answer).map(Json).map_err(|_| Error::Broken)
}

async fn show(
    web: &Web,
    visitor: &Visitor,
    draft: Draft,
    rows: Option<(Vec<Row>, Vec<Unfinished>)>,
    refused_file: Option<String>,
    untouched: bool,
) -> Result<Html<String>> {
    let checked = Checked::of(&draft, &taken(web).await?, visitor.locale);
    let mut mistakes = checked.mistakes;
    if untouched {
        mistakes.clear();
    }
    if let Some(file) = &refused_file {
        mistakes.push(Told::of_file(file, visitor.locale));
    }
    let preview = Preview::of(web, visitor, &draft, "", super::preview::SHORT_PATIENCE).await?;
    let language = visitor.language();
    let title = if draft.base.is_empty() { "editor-new" } else { "editor-change" };
    let mut frame = Frame::new(web, visitor, title);
    if !draft.base.is_empty() {
        let name = if language == Language::Fr { &draft.fr.name } else { &draft.en.name };
        frame = frame.about(name.clone());
    }
    let page = Page {
        built: Built::of(web, visitor, &draft, rows),
        families: builder::families(language),
        mistakes,
        file: checked.file.text,
        refused_file,
        preview,
        countdowns: countdowns(language),
        draft,
        frame,
    };
    Ok(Html(page.render()?))
}

/// The ids that are in use, and those that are addresses of ours.
async fn taken(web: &Web) -> Result<Vec<String>> {
    let known = web.app().store.indicator_versions().await?;
    Ok(known.into_iter().map(|row| row.id.to_string()).chain(["new".to_owned()]).collect())
}

/// The definition that was written last.
async fn latest(web: &Web, id: &str) -> Result<String> {
    let rows = web.app().store.versions_of(id).await?;
    rows.into_iter().next_back().map(|row| row.body).ok_or(Error::NotFound)
}

fn next_number(web: &Web) -> u16 {
    let desk = web.desk();
    desk.school
        .indicators
        .iter()
        .map(|known| known.number)
        .max()
        .map_or(1, |last| last.saturating_add(1))
}

/// The durations that count down to something.
fn countdowns(language: Language) -> Vec<(&'static str, &'static str)> {
    let counts_down = |metric: &Metric| {
        let declaration = metric.declaration();
        declaration.of == Type::Duration && declaration.movement == Movement::CountsDown
    };
    let named = |metric: Metric| (metric.declaration().name, builder::label(metric, language));
    Metric::all().filter(counts_down).map(named).collect()
}
