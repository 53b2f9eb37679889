//! Who follows whom: everybody's week, whoever has nobody, absences, and the
//! fewest hand-overs that help. Weeks are measured here, never people.

pub(super) mod away;
mod give;
mod meanwhile;
pub(super) mod split;
mod weeks;

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use vigie_domain::caseload::{Presence, Why};
use vigie_domain::ids::{RelayId, StaffId, StudentId};
use vigie_domain::time::{Instant, Span};

pub(super) use give::{give, take_back};
pub(super) use meanwhile::page as meanwhile;

use super::keeper::{Kept, LONG_PATIENCE, PATIENCE, Reading, SoFar, Tell};
use super::state::Desk;
use super::{Error, Frame, Result, Visitor, Web};
use crate::app;
use crate::app::caseload::Survey;
use crate::app::written::UNDO_WITHIN;
use crate::names::Names;
use crate::wording::{Locale, Today};
use away::{Away, Typed};
use give::{Hand, Told, Wanting};
use weeks::Row;

/// Of the hours there are, unless said otherwise.
const PERCENT: u32 = 100;

/// What the page may be asked.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Under how many percent of the hours there are everybody is to be.
    percent: Option<u32>,
}

impl Asked {
    fn percent(self) -> u32 {
        self.percent.filter(|percent| (50..=150).contains(percent)).unwrap_or(PERCENT)
    }
}

#[derive(Template)]
#[template(path = "caseload.html")]
struct Page {
    frame: Frame,
    lead: String,
    wanting: Vec<Wanting>,
    /// Who may be given students, by name.
    here: Vec<(StaffId, String)>,
    weeks: Vec<Row>,
    parts: Vec<&'static str>,
    away: Vec<Away>,
    everybody: Vec<(StaffId, String)>,
    percent: u32,
    plan_said: String,
    plan: Vec<Hand>,
    done: Vec<Told>,
    typed: Typed,
    wrong: Option<&'static str>,
}

impl Page {
    /// All that one button gives.
    fn gifts<'h>(hands: impl IntoIterator<Item = &'h str>) -> String {
        hands.into_iter().collect::<Vec<_>>().join(" ")
    }

    fn plan_gifts(&self) -> String {
        Self::gifts(self.plan.iter().map(|hand| hand.gift.as_str()))
    }

    fn wanting_gifts(&self) -> String {
        Self::gifts(self.wanting.iter().filter_map(|one| one.gift.as_deref()))
    }

    fn proposed(&self) -> usize {
        self.wanting.iter().filter(|one| one.gift.is_some()).count()
    }
}

/// `GET /caseload`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    match survey(&web, PATIENCE).await? {
        Ok(kept) => {
            let page = read(&web, &visitor, &kept, asked, Typed::default(), None);
            Ok(Html(page.await?.render()?))
        }
        Err(so_far) => so_far.page(Frame::new(&web, &visitor, "caseload-title")),
    }
}

/// Who follows whom, as it was last read, or how far the reading is.
async fn survey(web: &Web, patience: Duration) -> Result<Result<Arc<Kept<Survey>>, SoFar>> {
    web.caseload().kept(patience, |tell| everybody(web.clone(), tell)).await
}

async fn everybody(web: Web, tell: Tell<Survey>) -> app::Result<Survey> {
    let desk = web.desk();
    let told = |done, of| drop(tell.send_replace(Reading::Running(done, of)));
    web.app().survey(&desk.school, told).await
}

/// The page again, with what was typed and why it can't be used.
async fn again(web: &Web, visitor: &Visitor, typed: Typed, key: &'static str) -> Result<Response> {
    let Ok(kept) = survey(web, LONG_PATIENCE).await? else { return Err(Error::Broken) };
    let page = read(web, visitor, &kept, Asked::default(), typed, Some(key)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

async fn read(
    web: &Web,
    visitor: &Visitor,
    kept: &Arc<Kept<Survey>>,
    asked: Asked,
    typed: Typed,
    wrong: Option<&'static str>,
) -> Result<Page> {
    let desk = web.desk();
    let (percent, shared) = (asked.percent(), Arc::clone(kept));
    // Of a large school it takes a while: nobody else waits for it.
    let plan = tokio::task::spawn_blocking(move || shared.value.rebalanced(percent)).await;
    let (plan, survey) = (plan.map_err(|_| Error::Broken)?, &kept.value);
    let store = &web.app().store;
    let recent = store.hand_overs_since(web.now() - UNDO_WITHIN).await?;
    let wanting = survey.wanting.iter().map(|(student, _)| *student);
    let moved = plan.hand_overs.iter().map(|one| one.student);
    let mut people: Vec<StudentId> = wanting.chain(moved).collect();
    people.extend(recent.iter().map(|row| row.student));
    let names = Names::among(Arc::clone(&desk.directory), store, &people).await?;
    let words = Words { locale: visitor.locale, names: &names };
    let team = |only_here: bool| {
        let advisors = survey.weeks.iter().map(|week| &week.advisor);
        let advisors = advisors.filter(|one| !only_here || one.presence == Presence::Here);
        let advisors = advisors.filter(|one| one.presence != Presence::Gone);
        let mut team: Vec<_> = advisors.map(|one| (one.id, names.staff(one.id))).collect();
        team.sort_by(|a, b| a.1.cmp(&b.1));
        team
    };
    Ok(Page {
        frame: Frame::new(web, visitor, "caseload-title"),
        lead: lead(visitor.locale, survey),
        wanting: give::wanting(&words, survey),
        here: team(true),
        weeks: weeks::rows(&words, survey),
        parts: weeks::parts(survey),
        away: away::told(&words, &desk, survey.at),
        everybody: team(false),
        percent: asked.percent(),
        plan_said: give::plan_said(&words, &plan),
        plan: plan.hand_overs.iter().map(|one| give::hand(&words, survey, one)).collect(),
        done: give::done(&words, &recent),
        typed,
        wrong,
    })
}

/// "12 conseillères et conseillers ; 280 h prévues par semaine, pour 300 h."
fn lead(locale: &'static Locale, survey: &Survey) -> String {
    let here = survey.weeks.iter().filter(|week| week.advisor.presence != Presence::Gone);
    let (count, there) = here
        .fold((0_usize, 0_u32), |(count, there), week| (count + 1, there + week.advisor.minutes));
    let asked: u32 = survey.weeks.iter().map(|week| week.own).sum();
    let (asked, there) = (locale.minutes(asked), locale.minutes(there));
    let words =
        [("n", count.into()), ("asked", asked.as_str().into()), ("there", there.as_str().into())];
    locale.text("caseload-lead", &words)
}

/// What is needed to say why.
struct Words<'w> {
    locale: &'static Locale,
    names: &'w Names,
}

impl Words<'_> {
    /// One line of why somebody is proposed.
    fn why(&self, why: &Why) -> String {
        let key = format!("why-{}", why.name());
        let locale = self.locale;
        let said = |placeholder, word: &str| locale.text(&key, &[(placeholder, word.into())]);
        match why {
            Why::FollowedBefore | Why::Gone => locale.text(&key, &[]),
            Why::Speaks(code) | Why::NobodySpeaks(code) => {
                let known = locale.text(&format!("caseload-language-{code}"), &[]);
                let known = if known.starts_with("caseload-") { code.to_string() } else { known };
                said("language", &known)
            }
            Why::Knows(programme) | Why::NotTheirs(programme) => {
                said("programme", &self.names.title(programme))
            }
            Why::Room(minutes) | Why::Beyond(minutes) | Why::FarZone(minutes) => {
                said("time", &locale.minutes(*minutes))
            }
        }
    }

    fn lines(&self, why: &[Why]) -> Vec<String> {
        why.iter().map(|one| self.why(one)).collect()
    }
}

/// The last day of a stretch that ends at `until`: "jusqu'au 12".
fn last_day(locale: &'static Locale, desk: &Desk, until: Instant, now: Instant) -> String {
    locale.date(until - Span(1), Today { now, calendar: &desk.school.context.calendar })
}

/// Which relay a form names.
#[derive(Debug, Deserialize)]
pub(super) struct OfRelay {
    relay: RelayId,
}
