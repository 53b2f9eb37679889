//! What a mentor reads of the school's obstacles: what concerns them, before
//! anybody else, with a place to reply.

use std::collections::HashSet;

use axum::Form;
use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;
use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::time::Span;
use vigie_store::across::Filter;

use super::super::{Error, Result, Web};
use super::Opened;
use super::mentor::refused;
use crate::app;
use crate::names::Names;
use crate::wording::{Locale, Today};

/// Marks are shown for so many days: a quarter.
pub(super) const SHOWN: Span = Span::days(91);

/// One mark that concerns the reader.
pub(super) struct Concerning {
    pub(super) student: StudentId,
    pub(super) contact: FactId,
    pub(super) told: String,
    /// What was done about it.
    pub(super) answer: Option<String>,
    /// What the reader said already.
    pub(super) reply: Option<String>,
}

/// Everything that concerns this mentor.
pub(super) async fn concerning(
    web: &Web,
    locale: &Locale,
    mentor: StaffId,
) -> Result<Vec<Concerning>> {
    let (desk, now) = (web.desk(), web.now());
    let store = &web.app().store;
    let marks = store.ours_of_mentor(mentor, now - SHOWN).await?;
    let students: Vec<StudentId> = marks.iter().map(|mark| mark.student).collect();
    let names = Names::among(desk.directory.clone(), store, &students).await?;
    let advisors = store.advisors_of(&students).await?;
    let today = Today { now, calendar: &desk.school.context.calendar };
    // Whoever asks for another mentor was told that this one does not read it.
    let app = web.app();
    let standings = app.standings_now(&desk.school, Filter::Students(students), now).await?;
    let wishes = standings.iter().filter(|(_, standing)| standing.journey.mentor_wish.is_some());
    let unnamed: HashSet<StudentId> = wishes.map(|(student, _)| *student).collect();
    let one = |mark: vigie_store::OursRow| {
        let known = !unnamed.contains(&mark.student);
        let key = if known { "mentor-ours-one" } else { "mentor-ours-one-unnamed" };
        let (date, name) = (locale.date(mark.at, today), names.given(mark.student));
        let advisor = names.staff(advisors.get(&mark.student).copied().unwrap_or(mark.by));
        let words = [("date", &date), ("name", &name), ("advisor", &advisor)];
        let words = words.map(|(key, word)| (key, word.as_str().into()));
        Concerning {
            student: mark.student,
            contact: mark.contact,
            told: locale.text(key, &words),
            answer: mark.answer.map(|(text, _)| text),
            reply: mark.reply.map(|(text, _)| text),
        }
    };
    Ok(marks.into_iter().map(one).collect())
}

/// What they reply.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Reply {
    student: StudentId,
    contact: FactId,
    #[serde(default)]
    text: String,
}

/// `POST /l/{token}/reply`, `POST /me/reply`
pub(in crate::web) async fn reply(
    State(web): State<Web>,
    opened: Opened,
    Form(given): Form<Reply>,
) -> Result<Redirect> {
    let opened = opened.paced(&web)?;
    let Reply { student, contact, text } = given;
    match web.app().reply_to_ours(opened.mentor()?, student, contact, &text).await {
        Ok(()) => Ok(opened.back("reply", student, &[])),
        Err(app::Error::Unknown { .. }) => Err(Error::NotFound),
        Err(error) => Err(refused(error)),
    }
}
