//! The dry run of an indicator on past students: asked for, followed, read.

mod result;
mod runs;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;
use vigie_domain::fact::Role;
use vigie_domain::ids::Key;
use vigie_domain::indicator::Indicator;
use vigie_domain::time::Instant;

use crate::app::backtest::{Candidate, HORIZON_DAYS, LONGEST_HORIZON_DAYS, Request};
use crate::app::indicator::{DEFAULT_WEEKLY_MINUTES, WEEKLY_MINUTES};
use crate::briefing::words;
use crate::web::{Error, Frame, Result, Visitor, Web};
pub(in crate::web) use runs::Runs;
use runs::Shown;

/// What is asked of a dry run.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    version: Option<u32>,
    horizon: Option<u16>,
    /// Dates as a browser sends them; empty: open.
    from: String,
    to: String,
    programme: String,
}

#[derive(Template)]
#[template(path = "indicator_dry_run.html")]
struct Page {
    frame: Frame,
    id: String,
    name: String,
    asked: Asked,
    versions: Vec<usize>,
    programmes: Vec<(String, String)>,
    part: Part,
}

/// Progress, or what was found; a script asks for it again.
#[derive(Template)]
#[template(path = "indicator_dry_run_part.html")]
struct Part {
    frame: Frame,
    id: String,
    stage: Stage,
}

enum Stage {
    None,
    Running { done: u64, of: u64 },
    Cancelled,
    Failed,
    Done(Box<result::Found>),
}

impl Page {
    fn horizon(&self) -> u16 {
        self.asked.horizon.unwrap_or(HORIZON_DAYS)
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
    fn is_version(&self, version: &usize) -> bool {
        let asked = self.asked.version.map(|version| version as usize);
        asked.or(self.versions.first().copied()) == Some(*version)
    }
}

impl Part {
    fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Running { .. })
    }

    fn of(web: &Web, visitor: &Visitor, id: &str) -> Self {
        let frame = Frame::new(web, visitor, "dry-title");
        let stage = match web.runs().of(id) {
            None => Stage::None,
            Some(Shown::Running(so_far)) => Stage::Running { done: so_far.students, of: so_far.of },
            Some(Shown::Cancelled) => Stage::Cancelled,
            Some(Shown::Failed) => Stage::Failed,
            Some(Shown::Done(report)) => {
                Stage::Done(Box::new(result::Found::of(web, visitor, &frame, &report)))
            }
        };
        Self { frame, id: id.to_owned(), stage }
    }
}

/// `GET /indicators/{id}/dry-run`
pub(in crate::web) async fn dry_run(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Html<String>> {
    let (versions, latest) = known(&web, &id, None).await?;
    let name = words(&latest, visitor.language()).name.clone();
    let mut programmes: Vec<(String, String)> = web
        .desk()
        .directory
        .programmes()
        .values()
        .map(|known| (known.key.to_string(), known.title.clone()))
        .collect();
    programmes.sort_by(|a, b| a.1.cmp(&b.1));
    let asked = web.runs().asked(&id).unwrap_or_default();
    let frame = Frame::new(&web, &visitor, "dry-title").about(name.clone());
    let part = Part::of(&web, &visitor, &id);
    Ok(Html(Page { frame, id, name, asked, versions, programmes, part }.render()?))
}

/// `GET /indicators/{id}/dry-run/progress`
pub(in crate::web) async fn progress(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Html<String>> {
    Ok(Html(Part::of(&web, &visitor, &id).render()?))
}

/// `POST /indicators/{id}/dry-run`
pub(in crate::web) async fn start(
    State(web): State<Web>,
    Path(id): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Redirect> {
    let (_, indicator) = known(&web, &id, asked.version).await?;
    let horizon = asked.horizon.unwrap_or(HORIZON_DAYS);
    if !(1..=LONGEST_HORIZON_DAYS).contains(&horizon) {
        return Err(Error::Invalid("dry-horizon-wrong"));
    }
    let request = Request {
        candidates: vec![Candidate::from(indicator)],
        from: day(&web, &asked.from)?,
        to: day(&web, &asked.to)?,
        programme: (!asked.programme.is_empty()).then(|| Key::from(asked.programme.as_str())),
        horizon_days: horizon,
        hours_per_week: hours_there(&web).await?,
        variants: true,
        ..Request::default()
    };
    web.runs().start(&web, &id, asked, request);
    Ok(Redirect::to(&format!("/indicators/{id}/dry-run")))
}

/// `POST /indicators/{id}/dry-run/cancel`
pub(in crate::web) async fn cancel(State(web): State<Web>, Path(id): Path<String>) -> Redirect {
    web.runs().cancel(&id);
    Redirect::to(&format!("/indicators/{id}/dry-run"))
}

/// Every version, the latest first, and the definition of one of them.
async fn known(web: &Web, id: &str, version: Option<u32>) -> Result<(Vec<usize>, Indicator)> {
    let rows = web.app().store.versions_of(id).await?;
    let row = match version {
        Some(version) => rows.iter().find(|row| row.version == version),
        None => rows.last(),
    };
    let body = &row.ok_or(Error::NotFound)?.body;
    let indicator = Indicator::parse(body)
        .map_err(|mistakes| crate::app::Error::Indicator(mistakes.to_string()))?;
    Ok((rows.iter().rev().map(|row| row.version as usize).collect(), indicator))
}

/// 00:00 of a day as a browser sends it.
fn day(web: &Web, text: &str) -> Result<Option<Instant>> {
    if text.is_empty() {
        return Ok(None);
    }
    let date: jiff::civil::Date = text.parse().map_err(|_| Error::Invalid("error-date"))?;
    Ok(Some(web.desk().school.context.calendar.start_of(date)))
}

/// Hours of contact a week, of all advisors together.
async fn hours_there(web: &Web) -> Result<Option<f64>> {
    let store = &web.app().store;
    let staff = store.staff().await?;
    let advisors = staff.values().filter(|one| one.role == Role::Advisor).count();
    let each = store.setting(WEEKLY_MINUTES).await?;
    let each = each.and_then(|text| text.parse().ok()).unwrap_or(DEFAULT_WEEKLY_MINUTES);
    let advisors = u32::try_from(advisors).unwrap_or(u32::MAX);
    Ok((advisors > 0).then(|| f64::from(each) * f64::from(advisors) / 60.0))
}
