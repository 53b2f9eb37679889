//! Promises heard in what somebody types: offered, never imposed.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use vigie_domain::ids::StudentId;
use vigie_domain::promise::hear;
use vigie_domain::time::Instant;

use super::contact::{self, Last};
use super::{Error, Frame, Result, Visitor, Web, address};
use crate::names::Names;
use crate::wording::{Locale, Today};

/// So many are offered at once; a form has a field for each.
pub(super) const MOST: usize = 3;

/// A promise that was heard, with its date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Offer {
    pub(super) words: String,
    /// For when, in seconds.
    pub(super) due: i64,
    /// For when, as it is said.
    pub(super) when: String,
}

/// What was heard in a text.
pub(super) struct Offers {
    pub(super) offers: Vec<Offer>,
    /// Something was promised without a date.
    pub(super) undated: bool,
}

impl Offers {
    /// Listens to a text that is being written now.
    pub(super) fn of(web: &Web, locale: &Locale, text: &str) -> Self {
        let desk = web.desk();
        let (now, calendar) = (web.now(), &desk.school.context.calendar);
        let heard = hear(text, now, calendar);
        let undated = heard.iter().any(|heard| heard.due.is_none());
        let today = Today { now, calendar };
        let dated = heard.into_iter().filter_map(|heard| {
            let at = heard.due?.at;
            let (date, hour) = (locale.long_date(at, today), locale.hour(at, calendar));
            let words = [("date", date.as_str().into()), ("hour", hour.as_str().into())];
            let when = locale.text("day-hour", &words);
            Some(Offer { words: text.get(heard.span)?.to_owned(), due: at.0, when })
        });
        Self { offers: dated.take(MOST).collect(), undated }
    }
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
}

impl Ticked {
    /// Words, and for when.
    pub(super) fn read(&self) -> Result<Vec<(String, Instant)>> {
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
}

#[derive(Template)]
#[template(path = "promise_chips.html")]
struct Chips {
    frame: Frame,
    heard: Offers,
}

/// `POST /promises/heard`: what is heard while one types, as boxes to tick.
pub(super) async fn listen(
    State(web): State<Web>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Html<String>> {
    let heard = Offers::of(&web, visitor.locale, &typed.text);
    let frame = Frame::new(&web, &visitor, "talk-title");
    Ok(Html(Chips { frame, heard }.render()?))
}

/// An offer that is taken up afterwards.
#[derive(Debug, Deserialize)]
pub(super) struct Taken {
    words: String,
    due: i64,
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
) -> Result<Redirect> {
    let by = contact::hand(&visitor)?;
    let names = Names::among(web.desk().directory.clone(), &web.app().store, &[student]).await?;
    names.person(student).ok_or(Error::NotFound)?;
    let due = Instant(taken.due);
    let written = web.app().promise(student, by, &taken.words, due).await?;
    let said = "written-promise_made".to_owned();
    let (name, facts) = (names.full(student), contact::spell(&written));
    contact::remember(&session, Last { student, name, said, facts, offers: Vec::new() }).await?;
    let own = format!("/students/{student}/conversation");
    Ok(Redirect::to(address::ours(&taken.back).unwrap_or(&own)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(promised1: &str, promised2: &str) -> Option<Vec<(String, Instant)>> {
        let (promised1, promised2) = (promised1.to_owned(), promised2.to_owned());
        Ticked { promised1, promised2, ..Ticked::default() }.read().ok()
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
}
