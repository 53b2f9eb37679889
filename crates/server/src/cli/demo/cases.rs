//! Follow-ups of the simulated school, written as a team would have written
//! them: in order, on their days, by whoever follows the person.

use std::collections::BTreeSet;

use serde::Deserialize;
use vigie_domain::case::{Author, Doer, Event, Sight};
use vigie_domain::ids::{CaseId, Key, StaffId, StudentId};
use vigie_domain::time::{Instant, Span};
use vigie_store::across::RingingQuery;

use crate::app::case::Change;
use crate::app::{App, Error, Result};
use crate::clock::Clock;

const STORIES: &str = include_str!("cases.toml");
/// Of those about whom something rings, so many are looked at.
const LOOKED_AT: u32 = 200;

#[derive(Deserialize)]
struct Stories {
    case: Vec<Story>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    language: Key,
    about: Vec<Key>,
    /// Days ago.
    began: i64,
    goal: Option<String>,
    events: Vec<Turn>,
}

#[derive(Deserialize)]
struct Turn {
    /// Days after the one before.
    after: i64,
    #[serde(flatten)]
    what: What,
}

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum What {
    Note { text: String },
    Few { text: String },
    Step { text: String, due: i64 },
    Ours { text: String, due: i64 },
    Done { step: u16 },
}

/// Whose story it becomes.
#[derive(Clone, Copy)]
struct Whose {
    student: StudentId,
    advisor: StaffId,
}

/// Writes every story of whom it fits; gives how many there are. `first`: the
/// advisor whose day is shown, who follows some of them; `taken`: of whom
/// something else is told.
pub(super) async fn tell(
    url: &str,
    first: StaffId,
    mut taken: BTreeSet<StudentId>,
    now: Instant,
) -> Result<usize> {
    let stories: Stories = toml::from_str(STORIES)
        .map_err(|error| Error::Input(format!("the stories of the demo: {error}")))?;
    let app = App::open(url, Clock::manual(now)).await?;
    let mut told = 0;
    for (place, story) in stories.case.iter().enumerate() {
        // Every other story is one of theirs, where they have somebody.
        let preferred = (place % 2 == 0).then_some(first);
        let whose = match whose(&app, story, &taken, preferred).await? {
            None => whose(&app, story, &taken, None).await?,
            found => found,
        };
        let Some(whose) = whose else { continue };
        taken.insert(whose.student);
        write(&app, story, whose, now).await?;
        told += 1;
    }
    app.store.close().await;
    Ok(told)
}

/// The first of whom the story may be told.
async fn whose(
    app: &App,
    story: &Story,
    taken: &BTreeSet<StudentId>,
    advisor: Option<StaffId>,
) -> Result<Option<Whose>> {
    for indicator in &story.about {
        let indicator = indicator.clone();
        let query = RingingQuery { indicator, advisor, offset: 0, limit: LOOKED_AT };
        let ringing = app.store.ringing(&query).await?;
        let students: Vec<StudentId> = ringing.iter().map(|row| row.key.student).collect();
        // Together: one question each would be a thousand.
        let people = app.store.students_named(&students).await?;
        let advisors = app.store.advisors_of(&students).await?;
        let speaks = |student: &StudentId| {
            let person = people.get(student);
            let language = person.and_then(|person| person.language.as_deref()).unwrap_or("fr");
            person.is_some() && language == &*story.language
        };
        let fits = |student: &StudentId| speaks(student) && !taken.contains(student);
        let mut fitting = students.into_iter().filter(fits);
        let found =
            fitting.find_map(|student| Some(Whose { student, advisor: *advisors.get(&student)? }));
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

async fn write(app: &App, story: &Story, whose: Whose, now: Instant) -> Result<()> {
    let Whose { student, advisor } = whose;
    let by = Author::Staff(advisor);
    let mut at = now - Span::days(story.began);
    app.clock.set(at);
    let case = app.open_case(student, None, by, advisor, story.goal.as_deref()).await?;
    let mut seen = if story.goal.is_some() { 2 } else { 1 };
    for turn in &story.events {
        at = (at + Span::days(turn.after)).min(now);
        app.clock.set(at);
        let event = event(&turn.what, advisor, at);
        seen = change(app, (student, case), seen, by, event).await?;
    }
    Ok(())
}

async fn change(
    app: &App,
    (student, case): (StudentId, CaseId),
    seen: u32,
    by: Author,
    event: Event,
) -> Result<u32> {
    Ok(app.change_case(Change { student, case, seen, by, event }).await?.seq)
}

fn event(what: &What, advisor: StaffId, at: Instant) -> Event {
    let step = |text: &str, who, due| {
        let (what, due) = (text.to_owned(), at + Span::days(due));
        Event::StepAgreed { what, who, due }
    };
    match what {
        What::Note { text } => Event::Noted { words: text.clone(), sight: Sight::Team },
        What::Few { text } => Event::Noted { words: text.clone(), sight: Sight::Advisors },
        What::Step { text, due } => step(text, Doer::Student, *due),
        What::Ours { text, due } => step(text, Doer::Staff(advisor), *due),
        What::Done { step } => Event::StepDone { step: *step },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_story_can_be_read_and_none_goes_beyond_today() {
        let stories: Stories = toml::from_str(STORIES).unwrap();
        for story in &stories.case {
            let days: i64 = story.events.iter().map(|turn| turn.after).sum();
            assert!(days <= story.began, "{:?}: {days} days", story.about);
        }
        let languages: BTreeSet<_> = stories.case.iter().map(|story| &*story.language).collect();
        assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["en", "fr"]);
    }
}
