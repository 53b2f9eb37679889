//! Who follows whom: everybody's week, whoever has nobody, absences, and the
//! fewest hand-overs that help. Weeks are measured here, never people.

pub(super) mod away;
mod give;
mod meanwhile;
pub(super) mod split;
mod weeks;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use vigie_domain::caseload::{HandOver, Plan, Presence, Why};
use vigie_domain::ids::{RelayId, StaffId, StudentId};
use vigie_domain::time::{Instant, Span};

pub(super) use give::{Done, give, give_all, take_back};
pub(super) use meanwhile::page as meanwhile;

use super::keeper::{Kept, LONG_PATIENCE, PATIENCE, Reading, SoFar, Tell};
use super::pages::{self, Pages};
use super::state::Desk;
use super::{Error, Frame, Result, Visitor, Web, address};
use crate::app;
use crate::app::caseload::{Gift, Survey, fingerprint};
use crate::names::Names;
use crate::wording::{Locale, Today};
use away::{Away, Changed, Typed};
use give::{Hand, Told, Wanting};
use weeks::Row;

/// Of the hours there are, unless said otherwise.
const PERCENT: u32 = 100;
/// Students, and absences, on a page.
const PAGE: u32 = 20;
/// Weeks on a page.
const WEEKS: u32 = 40;
/// So many colleagues can be chosen from beside each student; of more, beside
/// one at a time.
const FEW: usize = 25;

/// What the page may be asked.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Under how many percent of the hours there are everybody is to be.
    percent: Option<u32>,
    /// For whom somebody else than the one proposed is chosen.
    other: Option<StudentId>,
    /// Pages of those who have nobody, weeks, hand-overs and absences.
    page: u32,
    weeks: u32,
    moves: u32,
    away: u32,
}

impl Asked {
    fn percent(self) -> u32 {
        self.percent.map_or(PERCENT, Self::under)
    }

    /// So many percent, or the usual number if that makes no sense.
    fn under(percent: u32) -> u32 {
        if (50..=150).contains(&percent) { percent } else { PERCENT }
    }

    /// The same page of the school, at a place of it.
    fn address(self, place: &str) -> String {
        let number = |number: u32| if number > 1 { number.to_string() } else { String::new() };
        let (page, weeks, moves) = (number(self.page), number(self.weeks), number(self.moves));
        let (away, percent) = (number(self.away), self.percent.map(|p| p.to_string()));
        let percent = percent.unwrap_or_default();
        let other = self.other.map(|student| student.to_string()).unwrap_or_default();
        let parameters = [
            ("percent", percent.as_str()),
            ("other", &other),
            ("page", &page),
            ("weeks", &weeks),
            ("moves", &moves),
            ("away", &away),
        ];
        format!("{}#{place}", address::with("/caseload", &parameters))
    }
}

/// Some of a long list, and the way to the rest.
struct Part<T> {
    rows: Vec<T>,
    total: usize,
    pages: Option<Pages>,
}

impl<T> Part<T> {
    /// The page asked for of all of these, each of which is drawn.
    fn of<A>(
        all: &[A],
        (page, size): (u32, u32),
        address: impl Fn(u32) -> String,
        draw: impl FnMut(&A) -> T,
    ) -> Self {
        let rows = some(all, (page, size)).iter().map(draw).collect();
        let pages = Pages::of(all.len() as u64, size, page.max(1), address);
        Self { rows, total: all.len(), pages }
    }
}

/// Those on a page.
fn some<A>(all: &[A], (page, size): (u32, u32)) -> &[A] {
    let (_, before) = pages::asked(page, size);
    let from = all.len().min(before as usize);
    &all[from..all.len().min(from + size as usize)]
}

/// Who follows whom as it was read, and what was made of it.
#[derive(Debug)]
pub(super) struct Known {
    survey: Survey,
    wanted: Offer,
    plans: Mutex<BTreeMap<u32, Arc<Planned>>>,
}

/// What one button gives, and the short word for it.
#[derive(Debug)]
struct Offer {
    gifts: Vec<Gift>,
    seen: String,
}

impl Offer {
    fn of(gifts: Vec<Gift>) -> Self {
        let seen = fingerprint(&gifts);
        Self { gifts, seen }
    }
}

/// A plan, and what it would give.
#[derive(Debug)]
struct Planned {
    plan: Plan,
    offer: Offer,
}

impl Known {
    fn plans(&self) -> MutexGuard<'_, BTreeMap<u32, Arc<Planned>>> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The hand-overs that bring everybody under so many percent of their hours.
async fn planned(kept: &Arc<Kept<Known>>, percent: u32) -> Result<Arc<Planned>> {
    if let Some(planned) = kept.value.plans().get(&percent) {
        return Ok(Arc::clone(planned));
    }
    let shared = Arc::clone(kept);
    // Of a large school it takes a while: nobody else waits for it.
    let plan = tokio::task::spawn_blocking(move || shared.value.survey.rebalanced(percent)).await;
    let plan = plan.map_err(|_| Error::Broken)?;
    let gift = |one: &HandOver| Gift { student: one.student, from: Some(one.from), to: one.to };
    let offer = Offer::of(plan.hand_overs.iter().map(gift).collect());
    let planned = Arc::new(Planned { plan, offer });
    kept.value.plans().insert(percent, Arc::clone(&planned));
    Ok(planned)
}

#[derive(Template)]
#[template(path = "caseload.html")]
struct Page {
    frame: Frame,
    lead: String,
    /// Key of what went otherwise than asked.
    notice: Option<&'static str>,
    wanting: Part<Wanting>,
    /// How many of these somebody is proposed for, and the word for it.
    wanted: usize,
    wanted_seen: String,
    /// Who may be given students, by name.
    here: Vec<(StaffId, String)>,
    weeks: Part<Row>,
    parts: Vec<&'static str>,
    away: Part<Away>,
    changed: Vec<Changed>,
    everybody: Vec<(StaffId, String)>,
    percent: u32,
    plan_said: String,
    plan: Part<Hand>,
    plan_seen: String,
    done: Vec<Told>,
    typed: Typed,
    wrong: Option<&'static str>,
}

/// What the page is to say beside what it shows.
#[derive(Default)]
struct Said {
    notice: Option<&'static str>,
    typed: Typed,
    /// What is wrong with what was typed.
    wrong: Option<&'static str>,
}

/// `GET /caseload`
pub(super) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let frame = || Frame::new(&web, &visitor, "caseload-title");
    let notice = match web.handing().last() {
        Some(Reading::Running(done, all)) => {
            return SoFar { done, all }.page_saying(frame(), "caseload-handing");
        }
        Some(Reading::Failed) => {
            web.handing().forget();
            Some("caseload-handing-failed")
        }
        _ => None,
    };
    match survey(&web, PATIENCE).await? {
        Ok(kept) => {
            let said = Said { notice, ..Said::default() };
            Ok(Html(read(&web, &visitor, &kept, asked, said).await?.render()?))
        }
        Err(so_far) => so_far.page(frame()),
    }
}

/// Who follows whom, as it was last read, or how far the reading is.
async fn survey(web: &Web, patience: Duration) -> Result<Result<Arc<Kept<Known>>, SoFar>> {
    web.caseload().kept(patience, |tell| everybody(web.clone(), tell)).await
}

async fn everybody(web: Web, tell: Tell<Known>) -> app::Result<Known> {
    let desk = web.desk();
    let told = |done, of| drop(tell.send_replace(Reading::Running(done, of)));
    let survey = web.app().survey(&desk.school, told).await?;
    Ok(Known { wanted: Offer::of(survey.wanted()), survey, plans: Mutex::default() })
}

/// The page again, with what was typed and why it can't be used.
async fn again(web: &Web, visitor: &Visitor, said: Said) -> Result<Response> {
    let status =
        if said.notice.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let Ok(kept) = survey(web, LONG_PATIENCE).await? else { return Err(Error::Broken) };
    let page = read(web, visitor, &kept, Asked::default(), said).await?;
    Ok((status, Html(page.render()?)).into_response())
}

async fn read(
    web: &Web,
    visitor: &Visitor,
    kept: &Arc<Kept<Known>>,
    asked: Asked,
    Said { notice, typed, wrong }: Said,
) -> Result<Page> {
    let desk = web.desk();
    let planned = planned(kept, asked.percent()).await?;
    let (Known { survey, wanted, .. }, Planned { plan, offer }) = (&kept.value, &*planned);
    let recent = give::recent(web).await?;
    let wanting = some(&survey.wanting, (asked.page, PAGE)).iter().map(|(student, _)| *student);
    let moved = some(&plan.hand_overs, (asked.moves, PAGE)).iter().map(|one| one.student);
    let mut people: Vec<StudentId> = wanting.chain(moved).collect();
    people.extend(recent.iter().filter_map(give::Recent::only));
    let names = Names::among(Arc::clone(&desk.directory), &web.app().store, &people).await?;
    let words = Words { locale: visitor.locale, names: &names };
    let here = colleagues(survey, &names, |presence| presence == Presence::Here);
    let few = here.len() <= FEW;
    let open = |student| few || asked.other == Some(student);
    let all_weeks = weeks::rows(&words, survey);
    let all_away = away::told(&words, &desk, survey.at);
    let to = |place: &'static str, turn: fn(Asked, u32) -> Asked| {
        move |number| turn(asked, number).address(place)
    };
    Ok(Page {
        frame: Frame::new(web, visitor, "caseload-title"),
        lead: lead(visitor.locale, survey),
        notice,
        wanting: Part::of(
            &survey.wanting,
            (asked.page, PAGE),
            to("wanting", |asked, page| Asked { page, ..asked }),
            |(student, proposal)| {
                let other = Asked { other: Some(*student), ..asked }.address("wanting");
                give::wanting(&words, survey, (*student, proposal.as_ref()), open(*student), other)
            },
        ),
        wanted: wanted.gifts.len(),
        wanted_seen: wanted.seen.clone(),
        here,
        weeks: Part::of(
            &all_weeks,
            (asked.weeks, WEEKS),
            to("weeks", |asked, weeks| Asked { weeks, ..asked }),
            Row::clone,
        ),
        parts: weeks::parts(survey),
        away: Part::of(
            &all_away,
            (asked.away, PAGE),
            to("absences", |asked, away| Asked { away, ..asked }),
            Away::clone,
        ),
        changed: away::changed(web, &words, &desk).await?,
        everybody: colleagues(survey, &names, |presence| presence != Presence::Gone),
        percent: asked.percent(),
        plan_said: give::plan_said(&words, plan),
        plan: Part::of(
            &plan.hand_overs,
            (asked.moves, PAGE),
            to("plan", |asked, moves| Asked { moves, ..asked }),
            |one| give::hand(&words, one),
        ),
        plan_seen: offer.seen.clone(),
        done: give::done(web, &words, &recent),
        typed,
        wrong,
    })
}

/// Those who are there like this, by name.
fn colleagues(
    survey: &Survey,
    names: &Names,
    keep: impl Fn(Presence) -> bool,
) -> Vec<(StaffId, String)> {
    let advisors = survey.weeks.iter().map(|week| &week.advisor);
    let advisors = advisors.filter(|one| keep(one.presence));
    let mut team: Vec<_> = advisors.map(|one| (one.id, names.staff(one.id))).collect();
    team.sort_by(|a, b| a.1.cmp(&b.1));
    team
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
