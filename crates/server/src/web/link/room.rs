//! How much room a mentor has, in their own words and numbers.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;

use super::super::contact::some;
use super::super::{Error, Result, Visitor, Web};
use super::mentor::{refused, wrong};
use super::{Opened, own};
use crate::wording::{Locale, Today};

/// Nobody takes on more at once.
const MOST: u16 = 99;

/// What the form shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Room {
    pub(super) more: String,
    /// Dates as an input wants them.
    pub(super) from: String,
    pub(super) until: String,
    /// When they last said so, as it is said.
    pub(super) said: Option<String>,
}

impl Room {
    pub(super) async fn of(web: &Web, mentor: StaffId, locale: &Locale) -> Result<Self> {
        let desk = web.desk();
        let calendar = &desk.school.context.calendar;
        let said = web.app().store.availabilities().await?.remove(&mentor);
        let Some(said) = said else { return Ok(Self::default()) };
        let now = web.now();
        let away = said.away.filter(|(_, until)| *until > now);
        let date = |at: Instant| calendar.date(at).to_string();
        Ok(Self {
            more: said.more.map(|more| more.to_string()).unwrap_or_default(),
            from: away.map(|(from, _)| date(from)).unwrap_or_default(),
            until: away.map(|(_, until)| date(until)).unwrap_or_default(),
            said: Some(locale.date(said.said_at, Today { now, calendar })),
        })
    }
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Given {
    #[serde(default)]
    more: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

/// `POST /l/{token}/room`, `POST /me/room`
pub(in crate::web) async fn keep(
    State(web): State<Web>,
    visitor: Visitor,
    opened: Opened,
    Form(given): Form<Given>,
) -> Result<Response> {
    let opened = opened.paced(&web)?;
    match set(&web, opened.mentor()?, &given).await {
        Ok(()) => Ok(opened.back_alone("room").into_response()),
        Err(Error::Invalid(key)) => {
            let Given { more, from, until } = given;
            let typed = Room { more, from, until, said: None };
            wrong(&web, &visitor, &opened, key, typed).await
        }
        Err(error) => Err(error),
    }
}

async fn set(web: &Web, mentor: StaffId, given: &Given) -> Result<()> {
    let more = some(&given.more).map(|more| more.parse::<u16>());
    let more = more.transpose().map_err(|_| Error::Invalid("room-error-more"))?;
    if more.is_some_and(|more| more > MOST) {
        return Err(Error::Invalid("room-error-more"));
    }
    let day = |text| own::day(web, text).map_err(|_| Error::Invalid("room-error-away"));
    let away = match (day(&given.from)?, day(&given.until)?) {
        (None, None) => None,
        (from, Some(until)) => Some((from.unwrap_or_else(|| web.now()), until)),
        (Some(_), None) => return Err(Error::Invalid("room-error-away")),
    };
    match web.app().set_availability(mentor, more, away).await.map_err(refused) {
        Err(Error::Invalid("link-error-past")) => Err(Error::Invalid("room-error-away")),
        set => set,
    }
}
