//! Closing the loop: whoever was worried hears what came of it, within what
//! they may know.

use vigie_domain::case::{Case, Origin, Reason, Stage};
use vigie_domain::fact::{CallOutcome, Fact, Payload};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::{Instant, Span};
use vigie_store::Tx;

use crate::app::{App, Result};

/// For how long somebody hears what came of their worry.
const TOLD_FOR: Span = Span::days(120);

/// A worry, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised {
    /// About whom.
    pub student: StudentId,
    /// When.
    pub at: Instant,
    /// What came of it.
    pub came: CameOf,
}

/// What somebody who was worried may know. Never what was said, nor why a
/// case ended other than well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameOf {
    /// It was received.
    Received,
    /// Somebody has spoken with the student since.
    Spoken(StaffId, Instant),
    /// Somebody follows it.
    Followed(StaffId, Instant),
    /// The student is back, and says so.
    Back(Instant),
    /// It is no longer followed.
    Ended(Instant),
}

impl App {
    /// What came of this person's worries, the latest first; also of those
    /// about students who are no longer with them.
    pub async fn came_of_concerns(&self, by: StaffId) -> Result<Vec<Raised>> {
        let from = self.clock.now() - TOLD_FOR;
        let mut raised = Vec::new();
        for student in self.store.worried_about(by, from).await? {
            let facts = self.store.facts_of(student).await?;
            let facts = effective(&facts);
            let theirs = facts.iter().filter(|fact| {
                fact.occurred_at >= from
                    && matches!(&fact.payload, Payload::ConcernRaised(body) if body.by == by)
            });
            let theirs: Vec<&Fact> = theirs.copied().collect();
            if theirs.is_empty() {
                continue;
            }
            let cases: Vec<Case> =
                self.store.cases_of(student).await?.into_iter().map(|row| row.case).collect();
            raised.extend(theirs.into_iter().map(|concern| Raised {
                student,
                at: concern.occurred_at,
                came: came_of(concern, &facts, &cases),
            }));
        }
        raised.sort_by_key(|raised| (std::cmp::Reverse(raised.at), raised.student));
        Ok(raised)
    }
}

/// The case that a worry led to or joined, else the conversation after it.
fn came_of(concern: &Fact, facts: &[&Fact], cases: &[Case]) -> CameOf {
    let at = concern.occurred_at;
    if let Some(case) = followed_in(concern, cases) {
        return match case.stage {
            Stage::Closed(at, Reason::Back) => CameOf::Back(at),
            Stage::Closed(at, _) => CameOf::Ended(at),
            // Whatever a case was about before the worry is not theirs to know.
            _ => CameOf::Followed(case.owner, case.opened_at.max(at)),
        };
    }
    let since = facts.iter().filter(|fact| fact.occurred_at >= at);
    let mut wrote = None;
    let mut spoke = since.filter_map(|fact| match &fact.payload {
        Payload::Call(call) if call.outcome == CallOutcome::Spoke => {
            Some(CameOf::Spoken(call.by, fact.occurred_at))
        }
        Payload::Meeting(meeting) => Some(CameOf::Spoken(meeting.by, fact.occurred_at)),
        // A message alone is no conversation; with an answer to it, it is.
        Payload::MessageOut(message) if message.written_at.is_none_or(|written| written >= at) => {
            wrote = Some(message.by);
            None
        }
        Payload::MessageIn(_) => wrote.map(|by| CameOf::Spoken(by, fact.occurred_at)),
        _ => None,
    });
    spoke.next().unwrap_or(CameOf::Received)
}

/// The case that says what came of a worry: that which it opened, else the one
/// there was then, else the first that another worry opened since. What a
/// student asked for by themself, or a colleague saw for another reason, is
/// not the answer to it, and not theirs to know.
fn followed_in<'c>(concern: &Fact, cases: &'c [Case]) -> Option<&'c Case> {
    let at = concern.occurred_at;
    let there = |case: &&Case| {
        case.origin != Origin::Student
            && case.opened_at <= at
            && !matches!(case.stage, Stage::Closed(closed, _) if closed < at)
    };
    let opened =
        |case: &&Case| matches!(case.origin, Origin::Concern { fact, .. } if fact == concern.id);
    let later = |case: &&Case| case.opened_at > at && matches!(case.origin, Origin::Concern { .. });
    let first = |by: &dyn Fn(&&Case) -> bool| {
        cases.iter().filter(|case| by(case)).min_by_key(|case| (case.opened_at, case.id))
    };
    first(&opened).or_else(|| first(&there)).or_else(|| first(&later))
}

/// The last worry about a student.
pub(super) async fn latest(tx: &mut Tx, student: StudentId) -> Result<Option<Origin>> {
    let facts = tx.facts_of(student).await?;
    let worry = |fact: &&Fact| match &fact.payload {
        Payload::ConcernRaised(body) => Some(Origin::Concern { fact: fact.id, by: body.by }),
        _ => None,
    };
    Ok(effective(&facts).iter().rev().find_map(worry))
}
