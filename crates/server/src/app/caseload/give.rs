//! Giving students to somebody: a fact for each of them, told and taken back
//! together.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};
use vigie_domain::fact::{AdvisorAssigned, Kind, Retracted, Target};
use vigie_domain::ids::{RelayId, StaffId, StudentId};
use vigie_store::HandOverRow;
use vigie_store::Tx;
use vigie_store::directory::User;

use crate::app::audit::{Action, Entry};
use crate::app::engine::again_if_in_the_way;
use crate::app::school::OWN_SOURCE;
use crate::app::written::{UNDO_WITHIN, Writing, undo_id};
use crate::app::{App, Error, Refusal, Result, School};
use crate::chance;
use crate::codec::hex;

/// Students written about in one transaction: some tens of milliseconds, so
/// that nobody else waits for long.
const TOGETHER: usize = 32;

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

/// A short word for exactly these: whoever says yes to many sends it back, and
/// not each of them.
pub fn fingerprint(gifts: &[Gift]) -> String {
    let mut hash = Sha256::new();
    for Gift { student, from, to } in gifts {
        hash.update(student.bytes());
        hash.update(from.map_or([0; 16], StaffId::bytes));
        hash.update(to.bytes());
    }
    hex(&hash.finalize()[..16])
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

/// By whom, and together with what.
struct Deed<'a> {
    school: &'a School,
    by: Option<&'a User>,
    relay: RelayId,
}

impl Deed<'_> {
    /// The own id of the assignments that belong together.
    fn own_id(&self) -> String {
        format!("relay {}", self.relay)
    }

    fn entry(&self, student: StudentId, said: &str) -> Entry {
        let entry = Entry::by(self.by.map(|user| user.id), Action::HandedOver).about(student);
        entry.saying(format!("relay={} {said}", self.relay))
    }
}

impl App {
    /// Gives students to advisors, some at a time; where a student's advisor is
    /// another one than was seen, nothing is written.
    pub async fn give(&self, by: Option<&User>, gifts: &[Gift]) -> Result<Given> {
        self.give_telling(by, gifts, |_, _| {}).await
    }

    /// The same; `told` hears how many of how many are done.
    pub async fn give_telling(
        &self,
        by: Option<&User>,
        gifts: &[Gift],
        mut told: impl FnMut(u64, u64) + Send,
    ) -> Result<Given> {
        let staff = self.store.staff().await?;
        if let Some(gift) = gifts.iter().find(|gift| !staff.contains_key(&gift.to)) {
            let (what, name) = ("member of the team", gift.to.to_string());
            return Err(Error::Unknown { what, name, hint: String::new() });
        }
        let (team, now) = (self.team().await?, self.clock.now());
        let to: HashSet<StaffId> = gifts.iter().map(|gift| gift.to).collect();
        if to.into_iter().any(|to| !team.has(to, now)) {
            return Err(Refusal::NotAnAdvisor.into());
        }
        self.supply_own_kinds().await?;
        let school = self.school().await?;
        let deed = Deed { school: &school, by, relay: chance::relay_id() };
        let mut given = Given { relay: deed.relay, given: 0, changed: Vec::new() };
        for (read, some) in (0..).step_by(TOGETHER).zip(gifts.chunks(TOGETHER)) {
            told(read, gifts.len() as u64);
            let changed = again_if_in_the_way(|| Box::pin(self.give_some(&deed, some))).await?;
            given.given += some.len() - changed.len();
            given.changed.extend(changed);
        }
        Ok(given)
    }

    /// In one transaction; gives those who are somebody else's by now.
    async fn give_some(&self, deed: &Deed<'_>, gifts: &[Gift]) -> Result<Vec<StudentId>> {
        let students: Vec<StudentId> = gifts.iter().map(|gift| gift.student).collect();
        let mut tx = self.store.begin().await?;
        let mut present = locked(&mut tx, &students).await?;
        let (now, own_id) = (self.clock.now(), deed.own_id());
        let (mut changed, mut entries) = (Vec::new(), Vec::new());
        for &Gift { student, from, to } in gifts {
            // Whoever was erased meanwhile is nobody's.
            if present.get(&student) != Some(&from) {
                changed.push(student);
                continue;
            }
            present.insert(student, Some(to));
            let by = deed.by.and_then(|user| user.staff);
            let row =
                HandOverRow { student, relay: deed.relay, at: now, from, to, by, undone_at: None };
            tx.put_hand_over(&row).await?;
            let mut writing = Writing::about(student, now);
            writing.named(own_id.clone(), AdvisorAssigned { advisor: to });
            self.take_in(&mut tx, deed.school, student, &writing.into_incoming(), now).await?;
            entries.push(deed.entry(student, &format!("to={to}")));
        }
        self.commit_remembering(tx, &entries).await?;
        Ok(changed)
    }

    /// Takes back what was given together within the last hour: whoever was
    /// given on since stays where they are. Gives how many came back.
    pub async fn take_back(&self, by: Option<&User>, relay: RelayId) -> Result<usize> {
        self.take_back_telling(by, relay, |_, _| {}).await
    }

    /// The same; `told` hears how many of how many are done.
    pub async fn take_back_telling(
        &self,
        by: Option<&User>,
        relay: RelayId,
        mut told: impl FnMut(u64, u64) + Send,
    ) -> Result<usize> {
        let mut rows = self.store.hand_overs_of(relay).await?;
        let last = rows.iter().map(|row| row.at).max().ok_or(Refusal::NotUndoable)?;
        if self.clock.now().since(last) > UNDO_WITHIN {
            return Err(Refusal::NotUndoable.into());
        }
        rows.retain(|row| row.undone_at.is_none());
        let school = self.school().await?;
        let deed = Deed { school: &school, by, relay };
        let mut back = 0;
        for (read, some) in (0..).step_by(TOGETHER).zip(rows.chunks(TOGETHER)) {
            told(read, rows.len() as u64);
            back += again_if_in_the_way(|| Box::pin(self.take_some_back(&deed, some))).await?;
        }
        Ok(back)
    }

    /// In one transaction; gives how many came back.
    async fn take_some_back(&self, deed: &Deed<'_>, rows: &[HandOverRow]) -> Result<usize> {
        let students: Vec<StudentId> = rows.iter().map(|row| row.student).collect();
        let mut tx = self.store.begin().await?;
        let present = locked(&mut tx, &students).await?;
        let now = self.clock.now();
        let (kind, own_id) = (Kind::AdvisorAssigned, deed.own_id());
        let mut entries = Vec::new();
        for row in rows.iter().filter(|row| present.get(&row.student) == Some(&Some(row.to))) {
            let student = row.student;
            // Whoever else takes it back at the same moment came first.
            if !tx.undo_hand_over(student, row.relay, now).await? {
                continue;
            }
            let target = Target { source: OWN_SOURCE.into(), kind, own_id: own_id.as_str().into() };
            let mut writing = Writing::about(student, now);
            writing.named(undo_id(kind, &own_id), Retracted { target: target.into() });
            self.take_in(&mut tx, deed.school, student, &writing.into_incoming(), now).await?;
            entries.push(deed.entry(student, "undone"));
        }
        self.commit_remembering(tx, &entries).await?;
        Ok(entries.len())
    }
}

/// Whose these students are, each of them locked; without those who are gone.
async fn locked(
    tx: &mut Tx,
    students: &[StudentId],
) -> Result<HashMap<StudentId, Option<StaffId>>> {
    let there = tx.lock_students(students).await?;
    let advisors = tx.advisors_of(students).await?;
    Ok(there.into_iter().map(|one| (one, advisors.get(&one).copied())).collect())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn gift(student: u128, from: Option<u128>, to: u128) -> Gift {
        let staff = |n| StaffId(Uuid::from_u128(n));
        Gift { student: StudentId(Uuid::from_u128(student)), from: from.map(staff), to: staff(to) }
    }

    #[test]
    fn a_plan_with_anything_else_in_it_has_another_fingerprint() {
        let plan = [gift(1, None, 5), gift(2, Some(6), 5)];
        let mut told: Vec<String> = vec![
            fingerprint(&plan),
            fingerprint(&plan[..1]),
            fingerprint(&[plan[0], gift(2, Some(6), 7)]),
            fingerprint(&[plan[0], gift(2, None, 5)]),
            fingerprint(&[plan[1], plan[0]]),
        ];
        assert_eq!(told[0], fingerprint(&plan));
        told.sort();
        told.dedup();
        assert_eq!(told.len(), 5);
    }
}
