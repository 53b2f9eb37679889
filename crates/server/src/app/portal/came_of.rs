//! What came of what a student said: nobody speaks into a void.

use vigie_domain::case::{Case, Origin, Reason, Stage};
use vigie_domain::fact::{CallOutcome, Doubted, Fact, Need, Payload};
use vigie_domain::ids::{FactId, StaffId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::{Instant, Span};

use crate::app::{App, Result};

/// For how long somebody hears what came of what they said.
const TOLD_FOR: Span = Span::days(120);
/// Most that is told, the latest first.
const MOST: usize = 8;

/// Something a student said.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A question, or another message that waits for an answer.
    Question,
    /// Their mentor does not suit them.
    Mentor,
    /// Something is wrong.
    Wrong(Doubted),
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It was received.
    Received,
    /// Somebody answered, or spoke with them.
    Answered(StaffId, Instant),
    /// Somebody read it, and nothing more was to be said.
    Read(StaffId, Instant),
    /// Somebody follows it.
    Followed(StaffId, Instant),
    /// What was wrong is no longer there, or was put right.
    Corrected(Instant),
    /// There is another mentor.
    Changed(StaffId, Instant),
    /// It is settled: they say so, and are back.
    Settled(Instant),
    /// It is no longer followed, for another reason.
    Ended(Instant),
}

/// Something that a student said, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The fact in which they said it.
    pub fact: FactId,
    /// What.
    pub said: Said,
    /// When.
    pub at: Instant,
    /// What came of it.
    pub came: Came,
}

impl App {
    /// What came of what this student said lately, the latest first.
    pub async fn came_of_own(&self, student: StudentId) -> Result<Vec<Told>> {
        let now = self.clock.now();
        let all = self.known_facts(student).await?;
        let facts = effective(&all);
        let cases = self.store.cases_of(student).await?;
        let cases: Vec<Case> = cases.into_iter().map(|row| row.case).collect();
        let told = facts.iter().rev().filter(|fact| fact.occurred_at >= now - TOLD_FOR);
        let told = told.filter_map(|fact| {
            let said = said(fact)?;
            let came = came_of(fact, &said, &facts, &all, &cases);
            Some(Told { fact: fact.id, said, at: fact.occurred_at, came })
        });
        Ok(told.take(MOST).collect())
    }
}

fn said(fact: &Fact) -> Option<Said> {
    match &fact.payload {
        Payload::MessageIn(body) if body.expects_answer => Some(Said::Question),
        Payload::NeedStated(body) if body.need == Need::MentorChange && body.said_in.is_none() => {
            Some(Said::Mentor)
        }
        Payload::Disputed(body) => Some(Said::Wrong(body.target.clone())),
        _ => None,
    }
}

fn came_of(one: &Fact, said: &Said, facts: &[&Fact], all: &[Fact], cases: &[Case]) -> Came {
    let since = one.occurred_at;
    let later = || facts.iter().filter(move |fact| fact.occurred_at >= since);
    match said {
        Said::Mentor => {
            let another = later().find_map(|fact| match &fact.payload {
                Payload::MentorAssigned(body) => Some(Came::Changed(body.mentor, fact.occurred_at)),
                _ => None,
            });
            if let Some(changed) = another {
                return changed;
            }
        }
        Said::Wrong(target) => {
            if let Some(at) = corrected(target, one, facts, all) {
                return Came::Corrected(at);
            }
            if let Some(came) = cases.iter().find_map(|case| in_case(case, since)) {
                return came;
            }
        }
        Said::Question => {}
    }
    let answered = later().find_map(|fact| match &fact.payload {
        // What was written before they said it, and left later, answers nothing.
        Payload::MessageOut(body) if body.written_at.is_some_and(|at| at < since) => None,
        Payload::MessageOut(body) => Some(Came::Answered(body.by, fact.occurred_at)),
        Payload::NoAnswerDue(body) if body.until >= since => {
            Some(Came::Read(body.by, fact.occurred_at))
        }
        Payload::Meeting(body) => Some(Came::Answered(body.by, fact.occurred_at)),
        Payload::Call(body) if body.outcome == CallOutcome::Spoke => {
            Some(Came::Answered(body.by, fact.occurred_at))
        }
        _ => None,
    });
    answered.unwrap_or(Came::Received)
}

/// Since when a disputed fact is no longer there, or says something else.
fn corrected(target: &Doubted, dispute: &Fact, facts: &[&Fact], all: &[Fact]) -> Option<Instant> {
    let id = target.fact(dispute.student)?;
    match facts.iter().find(|fact| fact.id == id) {
        Some(fact) => Some(fact.recorded_at).filter(|at| *at > dispute.recorded_at),
        None => all.iter().rev().find_map(|fact| match &fact.payload {
            Payload::Retracted(body) if body.target.fact(fact.student) == id => {
                Some(fact.occurred_at)
            }
            _ => None,
        }),
    }
}

/// What a case that was open then, or was opened by it, came to.
fn in_case(case: &Case, since: Instant) -> Option<Came> {
    let theirs = case.origin == Origin::Student && case.opened_at >= since;
    match case.stage {
        Stage::Closed(at, _) if at < since => None,
        _ if case.opened_at > since && !theirs => None,
        Stage::Closed(at, Reason::Back) => Some(Came::Settled(at)),
        Stage::Closed(at, _) => Some(Came::Ended(at)),
        _ => Some(Came::Followed(case.owner, case.opened_at.max(since))),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use vigie_domain::case::{Author, Event, Written};
    use vigie_domain::ids::CaseId;

    use super::*;

    /// A case that a student's word opened at 0, closed at 9.
    fn closed(reason: Reason) -> Case {
        let owner = StaffId::derive("alex");
        let opened = Event::Opened { origin: Origin::Student, signals: Vec::new(), owner };
        let events = [(0, opened), (9, Event::Closed { reason })];
        let written =
            |(seq, (at, event))| Written { seq, at: Instant(at), by: Author::Staff(owner), event };
        let events: Vec<Written> = (1..).zip(events).map(written).collect();
        Case::fold(CaseId(Uuid::nil()), StudentId(Uuid::nil()), &events).unwrap()
    }

    #[test]
    fn only_what_ended_well_is_settled() {
        let came = |reason| in_case(&closed(reason), Instant(0));
        assert_eq!(came(Reason::Back), Some(Came::Settled(Instant(9))));
        for other in [Reason::StoppedWell, Reason::Mistake, Reason::Job { return_at: None }] {
            assert_eq!(came(other), Some(Came::Ended(Instant(9))), "{other:?}");
        }
    }
}
