//! Promises heard in what somebody types: offered, never imposed.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use vigie_domain::calendar::Calendar;
use vigie_domain::ids::{MessageId, StudentId};
use vigie_domain::promise::{Heard, hear};
use vigie_domain::time::Instant;

use super::contact::{self, Last};
use super::person::compose;
use super::person::conversation::their_clock;
use super::{Error, Frame, Result, Visitor, Web, address};
use crate::names::Names;
use crate::wording::{Locale, Today};

/// So many are offered at once; a form has a field for each.
pub(super) const MOST: usize = 3;

/// Of a promise without a date, so many days are proposed.
const DAYS: usize = 4;

/// A promise that was heard, and for when it may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Offer {
    pub(super) words: String,
    /// Was its day named? Then it is the only one.
    pub(super) dated: bool,
    pub(super) days: Vec<Day>,
}

/// A day on which something may be due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Day {
    /// In seconds.
    pub(super) due: i64,
    /// As it is said.
    pub(super) when: String,
}

/// What was heard in a text.
pub(super) struct Offers {
    pub(super) offers: Vec<Offer>,
}

impl Offers {
    /// Listens to a text that is being written now.
    pub(super) fn of(web: &Web, locale: &Locale, text: &str) -> Self {
        Self::at(web, locale, text, web.now())
    }

    /// Listens to a text that the student reads from `read_at` on: "tomorrow"
    /// is the day after. A promise without a date is offered with the next
    /// days to choose from, unless another has one.
    pub(super) fn at(web: &Web, locale: &Locale, text: &str, read_at: Instant) -> Self {
        let desk = web.desk();
        let calendar = &desk.school.context.calendar;
        let today = Today { now: web.now(), calendar };
        let (dated, undated): (Vec<Heard>, Vec<Heard>) =
            hear(text, read_at, calendar).into_iter().partition(|heard| heard.due.is_some());
        let words = |heard: &Heard| text.get(heard.span.clone()).map(str::to_owned);
        let named = dated.iter().filter_map(|heard| {
            let at = heard.due?.at;
            let (date, hour) = (locale.long_date(at, today), locale.hour(at, calendar));
            let said = [("date", date.as_str().into()), ("hour", hour.as_str().into())];
            let when = locale.text("day-hour", &said);
            Some(Offer { words: words(heard)?, dated: true, days: vec![Day { due: at.0, when }] })
        });
        let mut offers: Vec<Offer> = named.take(MOST).collect();
        if offers.is_empty() {
            let open = undated.first().and_then(words).map(|words| {
                let day = |at: Instant| Day { due: at.0, when: locale.long_date(at, today) };
                let days = working_evenings(read_at, calendar).take(DAYS).map(day).collect();
                Offer { words, dated: false, days }
            });
            offers.extend(open);
        }
        Self { offers }
    }
}

/// The evenings of the working days to come.
fn working_evenings(now: Instant, calendar: &Calendar) -> impl Iterator<Item = Instant> {
    calendar.working_days_after(now).map(|day| evening(calendar.date(day), calendar))
}

/// Until when something promised for a day is kept.
fn evening(day: Date, calendar: &Calendar) -> Instant {
    calendar.at(day.at(18, 0, 0, 0))
}

/// What the boxes of a form send: `seconds words`, or nothing.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Ticked {
    #[serde(default)]
    promised1: String,
    #[serde(default)]
    promised2: String,
    #[serde(default)]
    promised3: String,
    /// A day that was picked for a promise without one, and its words.
    #[serde(default)]
    promised_on: String,
    #[serde(default)]
    promised_words: String,
}

impl Ticked {
    /// Words, and for when.
    pub(super) fn read(&self, calendar: &Calendar) -> Result<Vec<(String, Instant)>> {
        if !self.promised_on.is_empty() {
            let day = self.promised_on.parse().map_err(|_| Error::Invalid("error-date"))?;
            return Ok(vec![(self.promised_words.clone(), evening(day, calendar))]);
        }
        let given = [&self.promised1, &self.promised2, &self.promised3];
        let read = given.into_iter().filter(|text| !text.is_empty()).map(|text| {
            let (due, words) = text.split_once(' ')?;
            Some((words.to_owned(), Instant(due.parse().ok()?)))
        });
        read.collect::<Option<Vec<_>>>().ok_or(Error::Invalid("error-form"))
    }
}

/// A text on its way.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    text: String,
    /// When it leaves, on the student's own clock; empty: now.
    #[serde(default)]
    send_at: String,
}

#[derive(Template)]
#[template(path = "promise_chips.html")]
struct Chips {
    frame: Frame,
    heard: Offers,
}

/// `POST /students/{student}/promises/heard`: what is heard while one types, as
/// boxes to tick. Days are counted from when the message leaves.
pub(super) async fn listen(
    State(web): State<Web>,
    visitor: Visitor,
    Path(student): Path<StudentId>,
    Form(typed): Form<Typed>,
) -> Result<Html<String>> {
    let read_at = leaves(&web, student, &typed.send_at).await?;
    let heard = Offers::at(&web, visitor.locale, &typed.text, read_at);
    let frame = Frame::new(&web, &visitor, "talk-title");
    Ok(Html(Chips { frame, heard }.render()?))
}

/// When a message leaves; now, while no moment to come is named.
async fn leaves(web: &Web, student: StudentId, send_at: &str) -> Result<Instant> {
    let (desk, now) = (web.desk(), web.now());
    if send_at.is_empty() {
        return Ok(now);
    }
    let names = Names::among(desk.directory.clone(), &web.app().store, &[student]).await?;
    let person = names.person(student).ok_or(Error::NotFound)?;
    let theirs = their_clock(person, &desk.school.context.calendar);
    // Half a date is on its way to be one.
    let named = contact::when(send_at, &theirs, "error-date").ok().flatten();
    Ok(named.filter(|at| now < *at).unwrap_or(now))
}

/// An offer that is taken up afterwards.
#[derive(Debug, Deserialize)]
pub(super) struct Taken {
    words: String,
    due: i64,
    /// The message that waits, in which it is said; none: it is promised now.
    message: Option<MessageId>,
    /// Which version of it was seen.
    #[serde(default)]
    seen: u32,
    #[serde(default)]
    back: String,
}

/// `POST /students/{student}/promises`
pub(super) async fn take(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path(student): Path<StudentId>,
    Form(taken): Form<Taken>,
) -> Result<Response> {
    let by = contact::hand(&visitor)?;
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let due = Instant(taken.due);
    let (written, said) = match taken.message {
        Some(message) => {
            let (of, promised) = ((student, message), (taken.words.as_str(), due));
            if let Err(error) = web.app().promise_later(of, by, taken.seen, promised).await {
                return compose::not_promised(&web, &visitor, of, &names, error).await;
            }
            (Vec::new(), "written-promise_later")
        }
        None => {
            let written = web.app().promise(student, by, Some(&taken.words), due).await?;
            (written, "written-promise_made")
        }
    };
    contact::remember(&session, Last::of(student, &names, said, &written)).await?;
    let own = address::conversation(student);
    Ok(Redirect::to(address::ours(&taken.back).unwrap_or(&own)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> Calendar {
        Calendar::new("Europe/Paris").unwrap()
    }

    fn read(promised1: &str, promised2: &str) -> Option<Vec<(String, Instant)>> {
        let (promised1, promised2) = (promised1.to_owned(), promised2.to_owned());
        Ticked { promised1, promised2, ..Ticked::default() }.read(&paris()).ok()
    }

    #[test]
    fn a_box_says_for_when_and_what() {
        let one = ("je te rappelle jeudi".to_owned(), Instant(90));
        assert_eq!(read("", "90 je te rappelle jeudi"), Some(vec![one]));
        assert_eq!(read("", ""), Some(Vec::new()));
    }

    #[test]
    fn what_no_box_of_ours_says_is_refused() {
        assert_eq!(read("90", ""), None);
        assert_eq!(read("jeudi je te rappelle", ""), None);
    }

    #[test]
    fn a_day_that_was_picked_is_kept_until_its_evening() {
        let picked = Ticked {
            promised_on: "2026-11-26".into(),
            promised_words: "je te rappelle".into(),
            ..Ticked::default()
        };
        let evening = paris().at("2026-11-26T18:00".parse().unwrap());
        assert_eq!(picked.read(&paris()).ok(), Some(vec![("je te rappelle".into(), evening)]));
    }

    #[test]
    fn the_days_to_choose_from_are_working_days() {
        let paris = paris();
        let friday = paris.at("2026-11-27T10:00".parse().unwrap());
        let days = working_evenings(friday, &paris).take(2);
        let days: Vec<String> = days.map(|at| paris.date(at).to_string()).collect();
        assert_eq!(days, ["2026-11-30", "2026-12-01"]);
    }
}
