//! Who is away, who answers then, and coming back.

use std::collections::BTreeMap;

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;
use vigie_domain::ids::{AbsenceId, StaffId};
use vigie_domain::time::Instant;

use super::super::state::Desk;
use super::super::{Error, Result, Visitor, Web};
use super::{Said, Words, again, last_day};
use crate::app::caseload::NewAbsence;
use crate::app::written::UNDO_WITHIN;
use crate::app::{self, Refusal};
use crate::wording::{Locale, Today};

/// An absence in words.
#[derive(Clone)]
pub(super) struct Away {
    pub(super) id: AbsenceId,
    /// Whoever changes it says that they saw this.
    pub(super) version: u32,
    pub(super) staff: StaffId,
    pub(super) name: String,
    /// "du 3 au 12 novembre".
    pub(super) when: String,
    pub(super) stand_in: String,
    /// For how many students somebody else answers.
    pub(super) split: usize,
    /// It lasts now, so that they may come back.
    pub(super) now: bool,
}

pub(super) fn told(words: &Words<'_>, desk: &Desk, now: Instant) -> Vec<Away> {
    let known = desk.school.absences.iter().filter(|absence| absence.end() > now);
    known
        .map(|absence| Away {
            id: absence.id,
            version: absence.version,
            staff: absence.staff,
            name: words.names.staff(absence.staff),
            when: when(words.locale, desk, absence.from, absence.until, now),
            stand_in: words.names.staff(absence.stand_in),
            split: absence.split.len(),
            now: absence.covers(now),
        })
        .collect()
}

/// An absence of which something else was said within the hour.
pub(super) struct Changed {
    pub(super) id: AbsenceId,
    pub(super) version: u32,
    /// "ALEX, du 3 au 12 novembre : BILLIE prend le relais."
    pub(super) said: String,
}

pub(super) async fn changed(web: &Web, words: &Words<'_>, desk: &Desk) -> Result<Vec<Changed>> {
    let now = web.now();
    let changed = web.app().store.absences_changed(now - UNDO_WITHIN).await?;
    let said = |(id, version): (AbsenceId, u32)| {
        let absence = desk.school.absences.iter().find(|one| one.id == id)?;
        let name = words.names.staff(absence.staff);
        let said = if absence.end() <= now {
            words.locale.text("caseload-is-back", &[("name", name.as_str().into())])
        } else {
            let when = when(words.locale, desk, absence.from, absence.until, now);
            let stand_in = words.names.staff(absence.stand_in);
            let told = [
                ("name", name.as_str().into()),
                ("when", when.as_str().into()),
                ("stand_in", stand_in.as_str().into()),
            ];
            words.locale.text("caseload-absence-now", &told)
        };
        Some(Changed { id, version, said })
    };
    Ok(changed.into_iter().filter_map(said).collect())
}

/// Why what was said of an absence can't be, for its form.
pub(super) fn wrong(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::AbsenceEnds => "caseload-error-ends",
        Refusal::AbsentAlready => "caseload-error-already",
        Refusal::AbsenceChanged => "caseload-error-changed",
        Refusal::StandsInForThemself => "caseload-error-themself",
        Refusal::NobodyAnswers => "caseload-error-nobody",
        _ => "caseload-error-absence",
    }
}

/// A day as a form sends it.
pub(super) fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// The first instant back, after this last day; empty: nobody knows yet. The
/// last day away is a whole one.
#[expect(clippy::option_option, reason = "nobody knows is an answer; nonsense is none")]
pub(super) fn until(desk: &Desk, text: &str) -> Option<Option<Instant>> {
    let calendar = &desk.school.context.calendar;
    match text {
        "" => Some(None),
        text => Some(Some(calendar.next_midnight(calendar.start_of(day(text)?)))),
    }
}

fn when(
    locale: &'static Locale,
    desk: &Desk,
    from: Instant,
    until: Option<Instant>,
    now: Instant,
) -> String {
    let calendar = &desk.school.context.calendar;
    let from = locale.date(from, Today { now, calendar });
    match until {
        Some(until) => {
            let until = last_day(locale, desk, until, now);
            let words = [("from", from.as_str().into()), ("until", until.as_str().into())];
            locale.text("caseload-from-until", &words)
        }
        None => locale.text("caseload-from", &[("from", from.as_str().into())]),
    }
}

/// What the form of an absence sends.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::web) struct Typed {
    #[serde(default)]
    pub(super) staff: String,
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) until: String,
    #[serde(default)]
    pub(super) stand_in: String,
}

impl Typed {
    pub(super) fn is_staff(&self, id: &StaffId) -> bool {
        self.staff == id.to_string()
    }

    pub(super) fn is_stand_in(&self, id: &StaffId) -> bool {
        self.stand_in == id.to_string()
    }

    fn read(&self, web: &Web) -> Option<NewAbsence> {
        let desk = web.desk();
        let calendar = &desk.school.context.calendar;
        let now = web.now();
        let staff = |text: &str| Some(StaffId(uuid::Uuid::parse_str(text).ok()?));
        // Today means from now on: what was written this morning was theirs.
        let from = match self.from.as_str() {
            "" => now,
            text => Some(calendar.start_of(day(text)?)).filter(|at| *at > now).unwrap_or(now),
        };
        let until = until(&desk, &self.until)?;
        let (staff, stand_in) = (staff(&self.staff)?, staff(&self.stand_in)?);
        Some(NewAbsence { staff, from, until, stand_in, split: BTreeMap::new() })
    }
}

/// `POST /caseload/absences`
pub(in crate::web) async fn be_absent(
    State(web): State<Web>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let again = |typed, key| {
        let said = Said { typed, wrong: Some(key), ..Said::default() };
        again(&web, &visitor, said)
    };
    let Some(new) = typed.read(&web) else {
        return again(typed, "caseload-error-absence").await;
    };
    match web.app().be_absent(Some(visitor.signed_in()?), new).await {
        Ok(_) => Ok(to_absences(&web).await?.into_response()),
        Err(app::Error::Refused(refusal)) => again(typed, wrong(&refusal)).await,
        Err(error) => Err(error.into()),
    }
}

/// Something was said of an absence: on to all of them.
pub(super) async fn to_absences(web: &Web) -> Result<Redirect> {
    web.refresh().await?;
    Ok(Redirect::to("/caseload#absences"))
}

/// Which absence, as it was seen, or whose.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Of {
    absence: Option<AbsenceId>,
    seen: Option<u32>,
    staff: Option<StaffId>,
}

/// `POST /caseload/absences/forget`
pub(in crate::web) async fn forget(
    State(web): State<Web>,
    visitor: Visitor,
    Form(of): Form<Of>,
) -> Result<Redirect> {
    let (Some(absence), Some(seen)) = (of.absence, of.seen) else {
        return Err(Error::Invalid("error-form"));
    };
    web.app().forget_absence(Some(visitor.signed_in()?), absence, seen).await?;
    to_absences(&web).await
}

/// Which version of an absence was seen.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Seen {
    seen: u32,
}

/// `POST /caseload/absences/{absence}/undo`
pub(in crate::web) async fn undo(
    State(web): State<Web>,
    visitor: Visitor,
    Path(absence): Path<AbsenceId>,
    Form(Seen { seen }): Form<Seen>,
) -> Result<Redirect> {
    web.app().undo_absence(Some(visitor.signed_in()?), absence, seen).await?;
    to_absences(&web).await
}

/// `POST /caseload/back`
pub(in crate::web) async fn back(
    State(web): State<Web>,
    visitor: Visitor,
    Form(of): Form<Of>,
) -> Result<Redirect> {
    let staff = of.staff.ok_or(Error::Invalid("error-form"))?;
    web.app().be_back(Some(visitor.signed_in()?), staff).await?;
    to_absences(&web).await
}

/// `POST /today/back`: "I am back", said by whoever was away.
pub(in crate::web) async fn own_back(State(web): State<Web>, visitor: Visitor) -> Result<Redirect> {
    let staff = visitor.staff().ok_or(Error::NoCaseload)?;
    web.app().be_back(Some(visitor.signed_in()?), staff).await?;
    web.refresh().await?;
    Ok(Redirect::to("/meanwhile"))
}

/// What an advisor's day says about absences: their own, and whose place they
/// take.
pub(in crate::web) struct Absent {
    /// They are away, and this is who answers.
    pub(in crate::web) own: Option<String>,
    /// In whose place they answer.
    pub(in crate::web) others: Vec<String>,
    /// They are back since a few days.
    pub(in crate::web) was: bool,
}

impl Absent {
    pub(in crate::web) fn of(
        desk: &Desk,
        names: &crate::names::Names,
        locale: &'static Locale,
        advisor: StaffId,
        now: Instant,
    ) -> Self {
        let absences = &desk.school.absences;
        let said = |key: &str, who: StaffId, until: Instant| {
            let (name, known) = (names.staff(who), until < Instant::NEVER);
            let until = if known { last_day(locale, desk, until, now) } else { String::new() };
            let key = if known { format!("{key}-until") } else { key.to_owned() };
            locale.text(&key, &[("name", name.as_str().into()), ("date", until.as_str().into())])
        };
        let others = absences.stood_in_for(advisor, now).into_iter();
        let others = others.filter_map(|absent| {
            Some(said("today-stands-in", absent, absences.of(absent, now)?.end()))
        });
        let own = absences.of(advisor, now);
        Self {
            own: own.map(|one| said("today-away", absences.acting(advisor, now), one.end())),
            others: others.collect(),
            was: own.is_none()
                && absences.iter().any(|one| one.staff == advisor && one.end() <= now),
        }
    }
}
