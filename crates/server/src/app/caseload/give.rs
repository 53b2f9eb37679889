//! Giving students to somebody: a fact for each of them, told and taken back
//! together.

use vigie_domain::fact::{AdvisorAssigned, Kind, Retracted, Target};
use vigie_domain::ids::{RelayId, StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::HandOverRow;
use vigie_store::directory::User;

use crate::app::audit::{Action, Entry};
use crate::app::school::OWN_SOURCE;
use crate::app::written::{UNDO_WITHIN, Writing, undo_id};
use crate::app::{App, Error, Refusal, Result};
use crate::chance;

/// A student who is to be given to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gift {
    /// Whom.
    pub student: StudentId,
    /// Whose student they are, as whoever decided saw it.
    pub from: Option<StaffId>,
    /// Whose they become.
    pub to: StaffId,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What takes it back.
    pub relay: RelayId,
    /// How many students have another advisor now.
    pub given: usize,
    /// Those who were somebody else's meanwhile: nothing was written.
    pub changed: Vec<StudentId>,
}

/// The own id of the assignments that belong together.
fn own_id(relay: RelayId) -> String {
    format!("relay {relay}")
}

impl App {
    /// Gives students to advisors. Each is a transaction of its own; where a
    /// student's advisor is another one than was seen, nothing is written.
    pub async fn give(&self, by: Option<&User>, gifts: &[Gift]) -> Result<Given> {
        let staff = self.store.staff().await?;
        if let Some(gift) = gifts.iter().find(|gift| !staff.contains_key(&gift.to)) {
            let (what, name) = ("member of the team", gift.to.to_string());
            return Err(Error::Unknown { what, name, hint: String::new() });
        }
        let (team, now) = (self.team().await?, self.clock.now());
        if gifts.iter().any(|gift| !team.has(gift.to, now)) {
            return Err(Refusal::NotAnAdvisor.into());
        }
        let relay = chance::relay_id();
        let mut given = Given { relay, given: 0, changed: Vec::new() };
        for &Gift { student, from, to } in gifts {
            let now = self.clock.now();
            let mut writing = Writing::about(student, now);
            writing.named(own_id(relay), AdvisorAssigned { advisor: to });
            let by_staff = by.and_then(|user| user.staff);
            let entry = Entry::by(by.map(|user| user.id), Action::HandedOver).about(student);
            writing.hand_over(
                HandOverRow { student, relay, at: now, from, to, by: by_staff, undone_at: None },
                entry.saying(format!("relay={relay} to={to}")),
            );
            match self.write(writing).await {
                Ok(_) => given.given += 1,
                Err(Error::Refused(Refusal::AdvisorChanged)) => given.changed.push(student),
                Err(error) => return Err(error),
            }
        }
        Ok(given)
    }

    /// Takes back what was given together within the last hour: whoever was
    /// given on since stays where they are. Gives how many came back.
    pub async fn take_back(&self, by: Option<&User>, relay: RelayId) -> Result<usize> {
        let rows = self.store.hand_overs_of(relay).await?;
        let now = self.clock.now();
        let open = |row: &&HandOverRow| row.undone_at.is_none();
        let last = rows.iter().map(|row| row.at).max().ok_or(Refusal::NotUndoable)?;
        if now.since(last) > UNDO_WITHIN {
            return Err(Refusal::NotUndoable.into());
        }
        let students: Vec<StudentId> = rows.iter().map(|row| row.student).collect();
        let present = self.store.advisors_of(&students).await?;
        let mut back = 0;
        for row in rows.iter().filter(open) {
            if present.get(&row.student) == Some(&row.to) {
                self.take_one_back(by, row, now).await?;
                back += 1;
            }
        }
        Ok(back)
    }

    async fn take_one_back(
        &self,
        by: Option<&User>,
        row: &HandOverRow,
        now: Instant,
    ) -> Result<()> {
        let (kind, own_id) = (Kind::AdvisorAssigned, own_id(row.relay));
        let mut writing = Writing::about(row.student, now);
        let undoing = undo_id(kind, &own_id);
        let target = Target { source: OWN_SOURCE.into(), kind, own_id: own_id.into() };
        writing.named(undoing, Retracted { target: target.into() });
        let entry = Entry::by(by.map(|user| user.id), Action::HandedOver).about(row.student);
        let entry = entry.saying(format!("relay={} undone", row.relay));
        writing.hand_over(HandOverRow { undone_at: Some(now), ..*row }, entry);
        self.write(writing).await?;
        Ok(())
    }
}
