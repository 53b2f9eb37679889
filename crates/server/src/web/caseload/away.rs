//! Who is away, who answers then, and coming back.

use std::collections::BTreeMap;

use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;
use vigie_domain::ids::{AbsenceId, StaffId};
use vigie_domain::time::Instant;

use super::super::state::Desk;
use super::super::{Error, Result, Visitor, Web};
use super::{Words, again, last_day};
use crate::app::caseload::NewAbsence;
use crate::app::{self, Refusal};
use crate::wording::{Locale, Today};

/// An absence in words.
pub(super) struct Away {
    pub(super) id: AbsenceId,
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
            staff: absence.staff,
            name: words.names.staff(absence.staff),
            when: when(words.locale, desk, absence.from, absence.until, now),
            stand_in: words.names.staff(absence.stand_in),
            split: absence.split.len(),
            now: absence.covers(now),
        })
        .collect()
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
        let day = |text: &str| text.parse::<Date>().ok();
        // Today means from now on: what was written this morning was theirs.
        let from = match self.from.as_str() {
            "" => now,
            text => Some(calendar.start_of(day(text)?)).filter(|at| *at > now).unwrap_or(now),
        };
        let until = match self.until.as_str() {
            "" => None,
            // The last day away is a whole one.
            text => Some(calendar.next_midnight(calendar.start_of(day(text)?))),
        };
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
    let Some(new) = typed.read(&web) else {
        return again(&web, &visitor, typed, "caseload-error-absence").await;
    };
    match web.app().be_absent(Some(visitor.signed_in()?), new).await {
        Ok(_) => {
            web.refresh().await?;
            Ok(Redirect::to("/caseload#absences").into_response())
        }
        Err(app::Error::Refused(refusal)) => {
            let key = match refusal {
                Refusal::AbsenceEnds => "caseload-error-ends",
                Refusal::AbsentAlready => "caseload-error-already",
                Refusal::StandsInForThemself => "caseload-error-themself",
                Refusal::NobodyAnswers => "caseload-error-nobody",
                _ => "caseload-error-absence",
            };
            again(&web, &visitor, typed, key).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Which absence, or whose.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Of {
    absence: Option<AbsenceId>,
    staff: Option<StaffId>,
}

/// `POST /caseload/absences/forget`
pub(in crate::web) async fn forget(
    State(web): State<Web>,
    visitor: Visitor,
    Form(of): Form<Of>,
) -> Result<Redirect> {
    let absence = of.absence.ok_or(Error::Invalid("error-form"))?;
    web.app().forget_absence(Some(visitor.signed_in()?), absence).await?;
    web.refresh().await?;
    Ok(Redirect::to("/caseload#absences"))
}

/// `POST /caseload/back`
pub(in crate::web) async fn back(
    State(web): State<Web>,
    visitor: Visitor,
    Form(of): Form<Of>,
) -> Result<Redirect> {
    let staff = of.staff.ok_or(Error::Invalid("error-form"))?;
    web.app().be_back(Some(visitor.signed_in()?), staff).await?;
    web.refresh().await?;
    Ok(Redirect::to("/caseload#absences"))
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
