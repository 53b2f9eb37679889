//! What a student and the school wrote to each other here, as the student
//! reads it, and who answers when.

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Asks, Channel, Payload};
use vigie_domain::ids::{FactId, StudentId};
use vigie_domain::journey::effective;

use super::super::{Result, Web};
use super::when;
use crate::app::portal::StudentView;
use crate::app::question::Answerer;
use crate::names::Names;
use crate::wording::{Locale, Today};

/// Messages shown.
const MOST: usize = 12;

/// One message.
pub(super) struct Spoken {
    /// Whose it is; `None`: the student's own.
    pub(super) who: Option<String>,
    pub(super) when: String,
    pub(super) words: String,
}

/// What the page says of questions.
#[derive(Default)]
pub(super) struct Answers {
    /// Who answers the open question, and by when.
    pub(super) waits: Option<(String, String)>,
    /// What they were told that somebody does: the key of the sentence.
    pub(super) asks: &'static str,
    /// Who answers what is asked now, and by when.
    pub(super) next: Option<(String, String)>,
    /// When the school opens, if it is closed.
    pub(super) opens: Option<String>,
}

/// The latest messages, the oldest first.
pub(super) async fn thread(
    web: &Web,
    student: StudentId,
    locale: &Locale,
    today: Today<'_>,
) -> Result<Vec<Spoken>> {
    let (desk, store) = (web.desk(), &web.app().store);
    let team = desk.directory.staff();
    // Somebody without students of their own writes for the team.
    let name =
        |by| team.get(&by).map_or_else(|| locale.text("link-team", &[]), |of| of.name.clone());
    let stored = web.app().known_facts(student).await?;
    let mut facts = effective(&stored);
    // Of what came by other ways only notes are kept, and those are ours.
    facts.retain(|fact| match &fact.payload {
        Payload::MessageIn(body) => body.channel == Channel::Portal,
        Payload::MessageOut(body) => body.channel == Channel::Portal,
        _ => false,
    });
    let latest = &facts[facts.len().saturating_sub(MOST)..];
    let asked: Vec<(StudentId, FactId)> = latest.iter().map(|fact| (student, fact.id)).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let mut words = store.texts_of(&asked).await?;
    let spoken = latest.iter().filter_map(|fact| {
        let who = match &fact.payload {
            Payload::MessageOut(body) => Some(name(body.by)),
            _ => None,
        };
        let words = words.remove(&fact.id)?;
        Some(Spoken { who, when: when(locale, fact.occurred_at, today), words })
    });
    Ok(spoken.collect())
}

/// Who answers, and by when, on the student's own clock.
pub(super) fn answers(
    web: &Web,
    view: &StudentView,
    names: &Names,
    locale: &Locale,
    theirs: &Calendar,
) -> Answers {
    let desk = web.desk();
    let now = web.now();
    let today = Today { now, calendar: theirs };
    let asked = Answerer::of(&desk.school, view.student, view.advisor, now);
    let name =
        |who: Option<_>| who.map_or_else(|| locale.text("link-team", &[]), |who| names.staff(who));
    // Whoever was to answer may be away by now, or somebody else's advisor.
    let waits = view.question.map(|open| (name(asked.who), when(locale, open.answer_by, today)));
    Answers {
        waits,
        asks: match view.question.map(|open| open.asks) {
            _ if view.question.is_some_and(|open| open.answer_by < now) => "link-waits-late",
            None | Some(Asks::Answer) => "link-waits",
            Some(Asks::Call) => "link-waits-call",
            Some(Asks::Correction) => "link-waits-correction",
            Some(Asks::Leave) => "link-waits-leave",
            Some(Asks::Return) => "link-waits-return",
        },
        next: asked.by.map(|by| (name(asked.who), when(locale, by, today))),
        opens: asked.opens.map(|opens| when(locale, opens, today)),
    }
}
