//! Cases: opened, followed, handed over, closed. Each write is one
//! transaction on one locked student.

mod asking;
mod carry;
mod concern;
mod join;
mod tick;

use std::collections::HashMap;

use vigie_domain::case::{
    Author, Case, Event, Heard, Known, Look, Origin, Rang, Summary, Terms, Written, heard, look,
    said,
};
use vigie_domain::fact::{Channel, MessageIn};
use vigie_domain::ids::{CaseId, FactId, Key, StaffId, StudentId};
use vigie_domain::indicator::Severity;
use vigie_domain::journey::effective;
use vigie_domain::signal::{History, Standing};
use vigie_domain::time::{Instant, Span, WEEK};
use vigie_store::across::Filter;
use vigie_store::{CaseRow, Incoming, SignalRow, Tx};

use super::written::{Writing, lock, some_words, words};
use super::{App, Refusal, Result, School, listening};
use crate::chance;

pub use asking::Asked;
pub(super) use carry::along;
pub use concern::{CameOf, Raised};
pub(super) use join::Wish;
pub use tick::{Tick, is_undoable, step_of};

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
    said: Vec<(Instant, FactId)>,
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
        let told = effective(&facts);
        let (heard, said) = (heard(told.iter().copied(), since), said(&told, since));
        let standing = History::new(facts).standing(&school.rules, &school.context, now);
        let signals = tx.signal_history(student).await?;
        Ok(Self { now, standing, signals, heard, said })
    }

    /// Is the student back?
    fn look(&self, school: &School, case: &Case) -> Look {
        let rang: Vec<Rang<'_>> = self
            .signals
            .iter()
            .map(|row| {
                let known = school.indicator(&row.key.indicator);
                let danger = known.is_some_and(|known| known.severity == Severity::Danger);
                let cleared = row.cleared.map(|(at, _)| at);
                Rang { indicator: &row.key.indicator, cleared, danger }
            })
            .collect();
        let journey = &self.standing.journey;
        look(case, &rang, journey, &school.context, school.follow_up, self.now)
    }

    /// What whoever takes the case over should know.
    fn summary(&self, case: &Case) -> Box<Summary> {
        Box::new(Summary::of(case, &self.standing, &self.heard, self.said.clone()))
    }

    fn known(&self, case: &Case, look: Look, terms: Terms, another_open: bool) -> Known {
        let back = matches!(look, Look::Back { .. }) && !case.has_relapsed(look);
        Known { at: self.now, back, heard: self.heard, another_open, terms }
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
        lock(&mut tx, student).await?;
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
        lock(&mut tx, student).await?;
        let CaseRow { mut case, .. } = one(&mut tx, student, case).await?;
        if case.seq != seen {
            return Err(Refusal::CaseChanged { seen }.into());
        }
        let now = self.clock.now();
        let ground = Ground::read(&mut tx, &school, student, case.since, now).await?;
        case.tended_by(&ground.standing.journey.contact);
        let event = match event {
            Event::HandedOver { to, .. } => {
                if !school.team.has(to, now) {
                    return Err(Refusal::NotAnAdvisor.into());
                }
                Event::HandedOver { to, summary: ground.summary(&case) }
            }
            event => event,
        };
        let others = tx.cases_of(student).await?;
        let another_open = others.iter().any(|row| row.case.id != case.id && row.case.is_open());
        let look = ground.look(&school, &case);
        let known = ground.known(&case, look, school.follow_up, another_open);
        let event = case.check(event, &known).map_err(Refusal::Case)?;
        let written = Written { seq: case.seq + 1, at: now, by, event };
        case.apply(&written);
        let look_at = asking::next_look(&case, ground.look(&school, &case), now);
        let said = said_with(self.writing(student, now), &written);
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

    /// The open cases of colleagues who are away, or no longer with the school,
    /// for whom somebody answers now.
    pub async fn cases_stood_in(&self, school: &School, own: StaffId) -> Result<Vec<Case>> {
        let now = self.clock.now();
        let mut owners = school.stood_in_for(own, now);
        owners.extend(school.team.gone(now));
        owners.retain(|owner| *owner != own);
        owners.sort_unstable();
        owners.dedup();
        let mut cases = Vec::new();
        for owner in owners {
            let theirs = self.open_cases(Some(owner)).await?.into_iter();
            cases.extend(theirs.filter(|case| {
                let answers = school.answers(case.student, Some(owner), now);
                answers.is_some_and(|answers| answers.who == own)
            }));
        }
        Ok(cases)
    }

    /// The open cases of others in which somebody has a part.
    pub async fn cases_with_part(&self, who: StaffId) -> Result<Vec<Case>> {
        let keys = self.store.cases_with_part(who).await?;
        let rows = self.store.cases_among(&keys).await?;
        Ok(rows.into_iter().map(|row| row.case).collect())
    }

    /// The open cases in which an advisor may have something to do: their
    /// own, those of whom they stand in for or have the students of meanwhile,
    /// and those in which they have a part; each with the work in it that the
    /// facts tell.
    pub async fn cases_for(&self, school: &School, own: StaffId) -> Result<Vec<Case>> {
        let mut cases = self.open_cases(Some(own)).await?;
        cases.extend(self.cases_stood_in(school, own).await?);
        for case in self.cases_with_part(own).await? {
            if cases.iter().all(|known| known.id != case.id) {
                cases.push(case);
            }
        }
        self.tend(school, &mut cases).await?;
        Ok(cases)
    }

    /// Lets the facts say what was done in these cases: a call is work in
    /// one, as is a note.
    pub async fn tend(&self, school: &School, cases: &mut [Case]) -> Result<()> {
        let mut students: Vec<StudentId> = cases.iter().map(|case| case.student).collect();
        students.sort_unstable();
        students.dedup();
        let filter = Filter::Students(students);
        let standings = self.standings_now(school, filter, self.clock.now()).await?;
        let standings: HashMap<StudentId, Standing> = standings.into_iter().collect();
        for case in cases {
            if let Some(standing) = standings.get(&case.student) {
                case.tended_by(&standing.journey.contact);
            }
        }
        Ok(())
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
fn said_with(mut writing: Writing, written: &Written) -> Vec<Incoming> {
    let Event::Answered { settled, words: Some(words) } = &written.event else {
        return Vec::new();
    };
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
