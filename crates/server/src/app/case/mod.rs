//! Cases: opened, followed, handed over, closed. Each write is one
//! transaction on one locked student.

mod asking;
mod concern;
mod join;

use vigie_domain::case::{
    Author, Case, Event, Heard, Known, Look, Origin, Rang, Summary, Terms, Written, heard, look,
};
use vigie_domain::fact::{Channel, MessageIn};
use vigie_domain::ids::{CaseId, Key, StaffId, StudentId};
use vigie_domain::indicator::Severity;
use vigie_domain::journey::effective;
use vigie_domain::signal::{History, Standing};
use vigie_domain::time::{Instant, Span, WEEK};
use vigie_store::{CaseRow, Incoming, SignalRow, Tx};

use super::written::{Writing, some_words, words};
use super::{App, Refusal, Result, School, listening};
use crate::chance;

pub use asking::Asked;
pub use concern::{CameOf, Raised};
pub(super) use join::Wish;

/// A change of a case, by somebody who saw it as it stood at `seen`.
#[derive(Clone, Debug)]
pub struct Change {
    /// About whom.
    pub student: StudentId,
    /// Which case.
    pub case: CaseId,
    /// Place of the last event that they saw.
    pub seen: u32,
    /// By whom.
    pub by: Author,
    /// What.
    pub event: Event,
}

/// What the facts of one student say, read under the lock.
struct Ground {
    now: Instant,
    standing: Standing,
    signals: Vec<SignalRow>,
    heard: Heard,
}

impl Ground {
    /// Reads it; `since`: what to count from.
    async fn read(
        tx: &mut Tx,
        school: &School,
        student: StudentId,
        since: Instant,
        now: Instant,
    ) -> Result<Self> {
        let mut facts = tx.facts_of(student).await?;
        facts.retain(|fact| fact.known_at <= now);
        let heard = heard(effective(&facts), since);
        let standing = History::new(facts).standing(&school.rules, &school.context, now);
        let signals = tx.signal_history(student).await?;
        Ok(Self { now, standing, signals, heard })
    }

    /// Is the student back?
    fn look(&self, school: &School, case: &Case) -> Look {
        let rang: Vec<Rang<'_>> = self
            .signals
            .iter()
            .map(|row| Rang {
                indicator: &row.key.indicator,
                cleared: row.cleared.map(|(at, _)| at),
            })
            .collect();
        let journey = &self.standing.journey;
        look(case, &rang, journey, &school.context, school.follow_up, self.now)
    }

    fn known(&self, look: Look, terms: Terms) -> Known {
        let back = matches!(look, Look::Back { .. });
        Known { at: self.now, back, heard: self.heard, terms }
    }
}

/// What of a school's signals a case is about: what asks for somebody, not
/// good news.
fn about(school: &School, signals: &[SignalRow]) -> Vec<Key> {
    let asks = |row: &&SignalRow| {
        let indicator = school.indicator(&row.key.indicator);
        row.cleared.is_none() && indicator.is_some_and(|known| known.severity > Severity::Info)
    };
    let mut about: Vec<Key> =
        signals.iter().filter(asks).map(|row| row.key.indicator.as_str().into()).collect();
    about.sort_unstable();
    about.dedup();
    about
}

impl App {
    /// Opens a case about what rings, or whatever else led to it. A student
    /// has one open case at most: where there is one, it is given back
    /// unchanged, so that a second click changes nothing.
    pub async fn open_case(
        &self,
        student: StudentId,
        origin: Option<Origin>,
        by: Author,
        owner: StaffId,
        goal: Option<&str>,
    ) -> Result<CaseId> {
        let goal = goal.map(words).transpose()?.flatten();
        let school = self.school().await?;
        let mut tx = self.store.begin().await?;
        tx.lock_student(student).await?;
        let known = tx.cases_of(student).await?;
        if let Some(open) = known.iter().find(|row| row.case.is_open()) {
            return Ok(open.case.id);
        }
        let now = self.clock.now();
        let signals = about(&school, &tx.open_signals(student).await?);
        let origin = match origin {
            Some(origin) => origin,
            None if signals.iter().any(|key| key == "concern-raised") => {
                concern::latest(&mut tx, student).await?.unwrap_or(Origin::Signals)
            }
            None if signals.is_empty() => Origin::Hand,
            None => Origin::Signals,
        };
        let id = chance::case_id();
        let mut events = vec![Event::Opened { origin, signals, owner }];
        events.extend(goal.map(|words| Event::GoalSaid { words }));
        let events: Vec<Written> =
            (1..).zip(events).map(|(seq, event)| Written { seq, at: now, by, event }).collect();
        if let Some(case) = Case::fold(id, student, &events) {
            let look_at = now + Span(i64::from(school.follow_up.back_weeks) * WEEK.0);
            tx.add_case_events(&case, &events, Some(look_at)).await?;
        }
        tx.outbox_push(&[(student, "case")], now);
        tx.commit().await?;
        Ok(id)
    }

    /// Changes a case, if nobody has changed it since it was seen; else
    /// nothing is written, and the refusal says what the case was at.
    pub async fn change_case(&self, change: Change) -> Result<Case> {
        let Change { student, case, seen, by, event } = change;
        let event = read_words(event)?;
        let school = self.school().await?;
        let mut tx = self.store.begin().await?;
        tx.lock_student(student).await?;
        let CaseRow { mut case, .. } = one(&mut tx, student, case).await?;
        if case.seq != seen {
            return Err(Refusal::CaseChanged { seen }.into());
        }
        let now = self.clock.now();
        let ground = Ground::read(&mut tx, &school, student, case.opened_at, now).await?;
        let event = match event {
            Event::HandedOver { to, .. } => {
                let summary = Summary::of(&case, &ground.standing, &ground.heard);
                Event::HandedOver { to, summary: Box::new(summary) }
            }
            event => event,
        };
        let known = ground.known(ground.look(&school, &case), school.follow_up);
        let event = case.check(event, &known).map_err(Refusal::Case)?;
        let written = Written { seq: case.seq + 1, at: now, by, event };
        case.apply(&written);
        let look_at = asking::next_look(&case, ground.look(&school, &case), now);
        let said = said_with(student, &written);
        tx.add_case_events(&case, &[written], Some(look_at)).await?;
        tx.outbox_push(&[(student, "case")], now);
        if !said.is_empty() {
            self.take_in(&mut tx, &school, student, &said, now).await?;
        }
        tx.commit().await?;
        Ok(case)
    }

    /// One case with all that happened in it. `None`: this student has no
    /// such case.
    pub async fn case(&self, student: StudentId, case: CaseId) -> Result<Option<CaseRow>> {
        Ok(self.store.cases_among(&[(student, case)]).await?.pop())
    }

    /// The open cases of colleagues who are away, for whose students somebody
    /// answers now.
    pub async fn cases_stood_in(&self, school: &School, own: StaffId) -> Result<Vec<Case>> {
        let now = self.clock.now();
        let absences = &school.absences;
        let mut cases = Vec::new();
        for owner in absences.stood_in_for(own, now) {
            let theirs = self.open_cases(Some(owner)).await?.into_iter();
            cases.extend(
                theirs.filter(|case| absences.answers(case.student, owner, now).who == own),
            );
        }
        Ok(cases)
    }

    /// The open cases of one advisor, or of the whole school.
    pub async fn open_cases(&self, owner: Option<StaffId>) -> Result<Vec<Case>> {
        let keys = match owner {
            Some(owner) => self.store.cases_owned_by(owner).await?,
            None => self.store.open_cases().await?,
        };
        let rows = self.store.cases_among(&keys).await?;
        Ok(rows.into_iter().map(|row| row.case).collect())
    }
}

/// What a student wrote with their answer, as a message, and what is heard in
/// it.
fn said_with(student: StudentId, written: &Written) -> Vec<Incoming> {
    let Event::Answered { settled, words: Some(words) } = &written.event else {
        return Vec::new();
    };
    let mut writing = Writing::about(student, written.at);
    let message = MessageIn { channel: Channel::Portal, expects_answer: !settled };
    writing.now(message, Some(words.clone()));
    let mut said = writing.into_incoming();
    said.extend(listening::heard(&said));
    said
}

/// This case, seen in this transaction.
async fn one(tx: &mut Tx, student: StudentId, case: CaseId) -> Result<CaseRow> {
    let row = tx.cases_among(&[(student, case)]).await?.pop();
    Ok(row.ok_or(Refusal::NoSuchCase)?)
}

/// The event with its words as they are kept; refused where some are missing
/// or there are too many.
fn read_words(event: Event) -> Result<Event, Refusal> {
    Ok(match event {
        Event::GoalSaid { words } => Event::GoalSaid { words: some_words(&words)? },
        Event::StepAgreed { what, who, due } => {
            Event::StepAgreed { what: some_words(&what)?, who, due }
        }
        Event::Noted { words, sight } => Event::Noted { words: some_words(&words)?, sight },
        Event::Reopened { words } => Event::Reopened { words: some_words(&words)? },
        Event::Answered { settled, words: said } => {
            Event::Answered { settled, words: said.as_deref().map(words).transpose()?.flatten() }
        }
        event => event,
    })
}
