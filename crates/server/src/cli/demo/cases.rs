//! Follow-ups of the simulated school, written as a team would have written
//! them: in order, on their days, by whoever follows the person.
//!
//! Each begins with something that rings, and leaves it ringing: a talk is
//! written down as a contact, through the function that the pages use, and a
//! story whose talk would end what it is about is told of nobody.

use std::collections::BTreeSet;

use serde::Deserialize;
use vigie_domain::calendar::Calendar;
use vigie_domain::case::{Author, Doer, Event, Sight};
use vigie_domain::caseload::Held;
use vigie_domain::ids::{Key, StaffId, StudentId};
use vigie_domain::time::{Instant, Span};
use vigie_store::SignalRow;
use vigie_store::across::RingingQuery;

use super::by_hand::{change, contact};
use super::lived::working_days_after;
use crate::app::contact::Outcome;
use crate::app::{App, Error, Result, School};
use crate::clock::Clock;

const STORIES: &str = include_str!("cases.toml");
/// Of those about whom something rings, so many are looked at.
const LOOKED_AT: u32 = 500;
/// The hour at which a step is due.
const DUE: Span = Span(18 * 3_600);

#[derive(Deserialize)]
struct Stories {
    case: Vec<Story>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    language: Key,
    about: Vec<Key>,
    /// Of whichever, where none are named.
    #[serde(default)]
    programmes: Vec<Key>,
    /// Must it have rung when they began to talk of it?
    #[serde(default)]
    rang: bool,
    /// Working days ago.
    began: u32,
    turns: Vec<Turn>,
}

#[derive(Deserialize)]
struct Turn {
    /// Working days after the one before.
    #[serde(default)]
    after: u32,
    /// Hour and minute.
    at: String,
    #[serde(flatten)]
    what: What,
    /// Working days until the step is due.
    #[serde(default)]
    due: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// They spoke; what was noted.
    Called(String),
    Met(String),
    /// Nobody answered; what was noted.
    Missed(String),
    Voicemail(String),
    /// The case, with the goal in the student's words, if they said one.
    Opens(String),
    Note(String),
    /// A note for advisors only.
    Few(String),
    Theirs(String),
    Ours(String),
    Done(u16),
}

/// Whose story it becomes.
#[derive(Clone, Copy)]
struct Whose {
    student: StudentId,
    advisor: StaffId,
}

/// Writes every story of whom it fits; gives of whom, and what it is about.
/// `first`: the
/// advisor whose day is shown, who follows some of them; `taken`: of whom
/// something else is told.
pub(super) async fn tell(
    url: &str,
    first: StaffId,
    mut taken: BTreeSet<StudentId>,
    now: Instant,
) -> Result<Vec<(StudentId, Key)>> {
    let app = App::open(url, Clock::manual(now)).await?;
    let school = app.school().await?;
    let calendar = &school.context.calendar;
    let mut told = Vec::new();
    for (place, story) in stories()?.iter().enumerate() {
        let times = story.times(calendar, now)?;
        // Every other story is one of theirs, where they have somebody.
        let preferred = (place % 2 == 0).then_some(first);
        app.clock.set(now);
        let whose = match whose(&app, &school, (story, &times), &taken, preferred).await? {
            None => whose(&app, &school, (story, &times), &taken, None).await?,
            found => found,
        };
        let Some((whose, about)) = whose else { continue };
        taken.insert(whose.student);
        write(&app, calendar, (story, &times), whose).await?;
        told.push((whose.student, about));
    }
    app.clock.set(now);
    // What was judged as of a day of the past is judged as of today again.
    app.wake_due(&school, now).await?;
    app.store.close().await;
    Ok(told)
}

fn stories() -> Result<Vec<Story>> {
    let stories: Stories = toml::from_str(STORIES)
        .map_err(|error| Error::Input(format!("the stories of the demo: {error}")))?;
    Ok(stories.case)
}

impl Story {
    /// When each turn is.
    fn times(&self, calendar: &Calendar, now: Instant) -> Result<Vec<Instant>> {
        let mut day = calendar.midnight(now);
        for _ in 0..self.began {
            day = calendar.midnight(Instant(day.0 - 1));
            while !calendar.is_working_day(day) {
                day = calendar.midnight(Instant(day.0 - 1));
            }
        }
        let mut times = Vec::with_capacity(self.turns.len());
        for turn in &self.turns {
            day = working_days_after(calendar, day, turn.after);
            let hour = turn.at.parse();
            let hour = hour.map_err(|_| Error::Input(format!("{}: no hour", turn.at)))?;
            times.push(calendar.at(calendar.date(day).to_datetime(hour)));
        }
        Ok(times)
    }
}

/// The first of whom the story may be told.
async fn whose(
    app: &App,
    school: &School,
    (story, times): (&Story, &[Instant]),
    taken: &BTreeSet<StudentId>,
    advisor: Option<StaffId>,
) -> Result<Option<(Whose, Key)>> {
    let Some(&begins) = times.first() else { return Ok(None) };
    let held = advisor.map(|advisor| Held { advisors: [advisor].into(), ..Held::default() });
    for about in &story.about {
        let (indicator, held) = (about.clone(), held.as_ref());
        let query = RingingQuery { indicator, held, offset: 0, limit: LOOKED_AT };
        let mut ringing = app.store.ringing(&query).await?;
        // Else it came of what they had been talking about.
        ringing.retain(|row: &SignalRow| !story.rang || row.since < begins);
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
        for student in students.into_iter().filter(fits) {
            let Some(&advisor) = advisors.get(&student) else { continue };
            if suits(app, school, (story, times), student).await? {
                return Ok(Some((Whose { student, advisor }, about.clone())));
            }
        }
    }
    Ok(None)
}

/// Do they study what it is about, and did nobody else speak with them on the
/// days on which somebody does in it?
async fn suits(
    app: &App,
    school: &School,
    (story, times): (&Story, &[Instant]),
    student: StudentId,
) -> Result<bool> {
    let journey = app.standing(school, student, None).await?.journey;
    let contact = &journey.contact;
    let calendar = &school.context.calendar;
    let talks = story.turns.iter().zip(times).filter(|(turn, _)| turn.what.contact().is_some());
    let days: BTreeSet<i64> = talks.map(|(_, at)| calendar.day_number(*at)).collect();
    let tried = contact.last_attempt.map(|attempt| attempt.at);
    let mut others = contact.recent.iter().copied().chain(tried);
    let quiet = !others.any(|at| days.contains(&calendar.day_number(at)));
    let studied = journey.enrolments.last().map(|one| &one.programme);
    let programme = studied.is_some_and(|studied| story.programmes.contains(studied));
    let free = app.store.cases_of(student).await?.is_empty();
    Ok(quiet && free && (story.programmes.is_empty() || programme))
}

async fn write(
    app: &App,
    calendar: &Calendar,
    (story, times): (&Story, &[Instant]),
    Whose { student, advisor }: Whose,
) -> Result<()> {
    let by = Author::Staff(advisor);
    let mut case = None;
    for (turn, &at) in story.turns.iter().zip(times) {
        app.clock.set(at);
        if let Some((outcome, note)) = turn.what.contact() {
            app.add_contact(contact((student, advisor), at, outcome, None, note)).await?;
        } else if let What::Opens(goal) = &turn.what {
            let goal = Some(&**goal).filter(|goal| !goal.is_empty());
            case = Some(app.open_case(student, None, by, advisor, goal).await?);
        } else if let Some(case) = case {
            let due = working_days_after(calendar, at, turn.due) + DUE;
            let Some(event) = turn.what.event(advisor, due) else { continue };
            change(app, (student, case), by, event).await?;
        }
    }
    Ok(())
}

impl What {
    fn contact(&self) -> Option<(Outcome, &str)> {
        match self {
            Self::Called(note) => Some((Outcome::Spoke, note)),
            Self::Met(note) => Some((Outcome::Met, note)),
            Self::Missed(note) => Some((Outcome::NoAnswer, note)),
            Self::Voicemail(note) => Some((Outcome::MessageLeft, note)),
            _ => None,
        }
    }

    fn event(&self, advisor: StaffId, due: Instant) -> Option<Event> {
        let step = |what: &String, who| Event::StepAgreed { what: what.clone(), who, due };
        match self {
            Self::Note(text) => Some(Event::Noted { words: text.clone(), sight: Sight::Team }),
            Self::Few(text) => Some(Event::Noted { words: text.clone(), sight: Sight::Advisors }),
            Self::Theirs(text) => Some(step(text, Doer::Student)),
            Self::Ours(text) => Some(step(text, Doer::Staff(advisor))),
            Self::Done(step) => Some(Event::StepDone { step: *step }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a talk doesn't end: it is about something that has to happen.
    const BEYOND_TALK: [&str; 8] = [
        "activity-drop",
        "job-search-stalled",
        "mentor-awaited",
        "never-started",
        "no-session",
        "rework-undated",
        "stuck-on-project",
        "work-overdue",
    ];
    /// Words of somebody who tells of a talk.
    const OF_A_TALK: [&str; 8] = [
        "conversation",
        "appel ",
        "rappelé",
        "au téléphone",
        "café pris",
        "échange a eu lieu",
        "talked",
        "called",
    ];

    #[test]
    fn every_story_is_over_before_today_in_order_and_on_working_days() {
        let paris = Calendar::new("Europe/Paris").unwrap();
        // Each day of a week on which a demo can begin.
        for day in 2..=6 {
            let now = paris.at(format!("2026-03-0{day}T09:00").parse().unwrap());
            for story in stories().unwrap() {
                let times = story.times(&paris, now).unwrap();
                assert!(times.is_sorted_by(|a, b| a < b), "{:?}", story.turns[0].at);
                let believable = |at: &Instant| {
                    *at < now
                        && paris.is_working_day(*at)
                        && (9..18).contains(&paris.local(*at).hour())
                };
                assert!(times.iter().all(believable), "{:?}", story.turns[0].at);
            }
        }
    }

    #[test]
    fn who_tells_of_a_talk_has_written_it_down_within_a_day() {
        for story in stories().unwrap() {
            let mut talk = None;
            let mut day = 0;
            for turn in &story.turns {
                day += turn.after;
                if turn.what.contact().is_some() {
                    talk = Some(day);
                }
                let (What::Note(text) | What::Few(text)) = &turn.what else { continue };
                let text = text.to_lowercase();
                let told = OF_A_TALK.iter().any(|word| text.contains(word));
                assert!(!told || talk.is_some_and(|on| day - on <= 1), "{text}");
            }
        }
    }

    #[test]
    fn a_talk_does_not_end_what_the_story_is_about() {
        for story in stories().unwrap() {
            let spoke = |turn: &Turn| matches!(turn.what, What::Called(_) | What::Met(_));
            let talks = story.turns.iter().any(spoke);
            let beyond = story.about.iter().all(|about| BEYOND_TALK.contains(&&**about));
            assert!(!talks || beyond, "{:?}", story.about);
        }
    }

    #[test]
    fn each_story_opens_one_case_and_only_what_was_agreed_is_done() {
        for story in stories().unwrap() {
            let opens = |turn: &&Turn| matches!(turn.what, What::Opens(_));
            assert_eq!(story.turns.iter().filter(opens).count(), 1, "{:?}", story.about);
            let (mut agreed, mut day) = (0, 0);
            for turn in &story.turns {
                day += turn.after;
                match turn.what {
                    What::Theirs(_) | What::Ours(_) => agreed += 1,
                    What::Done(step) => assert!(step <= agreed, "{:?}", story.about),
                    _ => {}
                }
            }
            // What is left to do is not overdue: it is said in the last days.
            let last = story.turns.last().unwrap();
            assert!(
                !matches!(last.what, What::Ours(_) | What::Theirs(_))
                    || day + last.due > story.began
            );
        }
    }

    #[test]
    fn they_are_written_in_two_languages() {
        let stories = stories().unwrap();
        let languages: BTreeSet<_> = stories.iter().map(|story| &*story.language).collect();
        assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["en", "fr"]);
    }
}
