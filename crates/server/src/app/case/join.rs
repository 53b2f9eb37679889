//! What a student says themself: it goes into the case there is, or opens one.

use vigie_domain::case::{Author, Case, Event, Origin, Sight, Written};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::{Instant, Span, WEEK};
use vigie_store::Tx;

use super::{Ground, about, asking, one};
use crate::app::{Result, School};
use crate::chance;

/// What a student says, for whoever follows them.
#[derive(Clone, Debug)]
pub(in crate::app) struct Wish {
    /// Who follows it, where there is no case yet.
    pub(in crate::app) owner: StaffId,
    /// Their words.
    pub(in crate::app) words: String,
    /// Is it what they want, rather than something to know?
    pub(in crate::app) goal: bool,
    /// When.
    pub(in crate::app) at: Instant,
}

impl Wish {
    fn event(self, opens: bool) -> Event {
        let Self { words, goal, .. } = self;
        // A goal that was agreed on stays; what they write later is beside it.
        if goal && opens {
            Event::GoalSaid { words }
        } else {
            Event::Noted { words, sight: Sight::Team }
        }
    }

    /// Writes it; the student is locked.
    pub(in crate::app) async fn write(
        self,
        tx: &mut Tx,
        school: &School,
        student: StudentId,
    ) -> Result<()> {
        let (at, by) = (self.at, Author::Student);
        tx.outbox_push(&[(student, "case")], at);
        let known = tx.cases_of(student).await?;
        let Some(open) = known.iter().find(|row| row.case.is_open()) else {
            let signals = about(school, &tx.open_signals(student).await?);
            let opened = Event::Opened { origin: Origin::Student, signals, owner: self.owner };
            let events = [opened, self.event(true)];
            let written = |(seq, event)| Written { seq, at, by, event };
            let events: Vec<Written> = (1..).zip(events).map(written).collect();
            if let Some(case) = Case::fold(chance::case_id(), student, &events) {
                let look_at = at + Span(i64::from(school.follow_up.back_weeks) * WEEK.0);
                tx.add_case_events(&case, &events, Some(look_at)).await?;
            }
            return Ok(());
        };
        let mut case = one(tx, student, open.case.id).await?.case;
        let written = Written { seq: case.seq + 1, at, by, event: self.event(false) };
        case.apply(&written);
        let ground = Ground::read(tx, school, student, case.since, at).await?;
        let look_at = asking::next_look(&case, ground.look(school, &case), at);
        tx.add_case_events(&case, &[written], Some(look_at)).await?;
        Ok(())
    }
}
