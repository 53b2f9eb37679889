//! Absences, planned and sudden: who is away, and who answers.

use std::collections::BTreeMap;

use vigie_domain::caseload::{Absence, Absences};
use vigie_domain::ids::{AbsenceId, StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::directory::User;

use crate::app::audit::{Action, Entry};
use crate::app::written::UNDO_WITHIN;
use crate::app::{App, Refusal, Result};
use crate::chance;

/// An absence to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAbsence {
    /// Who is away.
    pub staff: StaffId,
    /// The first instant away.
    pub from: Instant,
    /// The first instant back; `None`: nobody knows yet.
    pub until: Option<Instant>,
    /// Who stands in.
    pub stand_in: StaffId,
    /// Students for whom somebody else does.
    pub split: BTreeMap<StudentId, StaffId>,
}

/// What is said of an absence from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// Which.
    pub id: AbsenceId,
    /// The version of it that was seen.
    pub seen: u32,
    /// The first instant back; `None`: nobody knows yet.
    pub until: Option<Instant>,
    /// Who stands in.
    pub stand_in: StaffId,
}

impl App {
    /// Somebody is away, or will be. Refused where nobody would answer then.
    pub async fn be_absent(&self, by: Option<&User>, new: NewAbsence) -> Result<AbsenceId> {
        let NewAbsence { staff, from, until, stand_in, split } = new;
        let (id, team) = (chance::absence_id(), self.team().await?);
        let mut tx = self.store.begin().await?;
        tx.claim_absences(self.clock.now()).await?;
        // Also those that are over count where one is told of afterwards.
        let known = tx.absences(from).await?;
        // Without an end, it lasts until the next one that is planned.
        let until = until.or_else(|| known.next_of(staff, from));
        let absence =
            Absence { id, staff, from, until, back_at: None, stand_in, split, version: 1 };
        if absence.end() <= from {
            return Err(Refusal::AbsenceEnds.into());
        }
        if !absence.stand_ins().all(|one| team.has(one, self.clock.now())) {
            return Err(Refusal::NotAnAdvisor.into());
        }
        known.fits(&absence).map_err(Refusal::from)?;
        tx.put_absence(&absence).await?;
        let said = format!("absence={id} staff={staff} stand_in={stand_in}");
        self.commit_remembering(tx, &[entry(by, said)]).await?;
        Ok(id)
    }

    /// Something else is said of an absence: its end, or who answers for
    /// everybody but those who were shared out.
    pub async fn change_absence(&self, by: Option<&User>, to: Again) -> Result<()> {
        let Again { id, seen, until, stand_in } = to;
        let said = format!("absence={id} stand_in={stand_in} until={}", until.is_some());
        let change = |absence: &mut Absence| (absence.until, absence.stand_in) = (until, stand_in);
        self.say_anew(by, (id, seen), said, change).await
    }

    /// For these students of somebody who is away, somebody else answers: the
    /// stand-in of the others, or another colleague.
    pub async fn share_absence(
        &self,
        by: Option<&User>,
        (id, seen): (AbsenceId, u32),
        split: BTreeMap<StudentId, StaffId>,
    ) -> Result<()> {
        let said = format!("absence={id} shared={}", split.len());
        self.say_anew(by, (id, seen), said, |absence| absence.split.extend(split)).await
    }

    /// Says something else of an absence that is not over, if nobody did since
    /// it was seen. What was said before is kept, so that this can be taken
    /// back. Refused where nobody would answer then.
    async fn say_anew(
        &self,
        by: Option<&User>,
        (id, seen): (AbsenceId, u32),
        said: String,
        change: impl FnOnce(&mut Absence) + Send,
    ) -> Result<()> {
        let (now, team) = (self.clock.now(), self.team().await?);
        let mut tx = self.store.begin().await?;
        tx.claim_absences(now).await?;
        let known = tx.absences(now).await?;
        let before = seen_last(&known, id, seen, now)?;
        let mut after = before.clone();
        change(&mut after);
        let usual = after.stand_in;
        after.split.retain(|_, who| *who != usual);
        after.until = after.until.or_else(|| known.next_of(after.staff, after.from));
        if after == *before {
            return Ok(());
        }
        let new = |one: &StaffId| before.stand_ins().all(|known| known != *one);
        if !after.stand_ins().filter(new).all(|one| team.has(one, now)) {
            return Err(Refusal::NotAnAdvisor.into());
        }
        if after.end() <= after.from.max(now) {
            return Err(Refusal::AbsenceEnds.into());
        }
        known.fits(&after).map_err(Refusal::from)?;
        tx.keep_absence_version(before, now).await?;
        after.version += 1;
        tx.put_absence(&after).await?;
        self.commit_remembering(tx, &[entry(by, said)]).await
    }

    /// Takes back what was said last of an absence, within the hour: what was
    /// said before holds again.
    pub async fn undo_absence(&self, by: Option<&User>, id: AbsenceId, seen: u32) -> Result<()> {
        let now = self.clock.now();
        let since = now - UNDO_WITHIN;
        let mut tx = self.store.begin().await?;
        tx.claim_absences(now).await?;
        // Somebody may be back since, and that was the mistake.
        let known = tx.absences(since).await?;
        seen_last(&known, id, seen, since)?;
        if !tx.absences_changed(since).await?.contains(&(id, seen)) {
            return Err(Refusal::NotUndoable.into());
        }
        let before = tx.absence_version(id, seen - 1).await?.ok_or(Refusal::NotUndoable)?;
        let after = Absence { version: seen + 1, ..before };
        known.fits(&after).map_err(Refusal::from)?;
        tx.put_absence(&after).await?;
        self.commit_remembering(tx, &[entry(by, format!("absence={id} undone"))]).await
    }

    /// Somebody is back: from now on they answer themselves.
    pub async fn be_back(&self, by: Option<&User>, staff: StaffId) -> Result<AbsenceId> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        tx.claim_absences(now).await?;
        let known = tx.absences(now).await?;
        let before = known.of(staff, now).ok_or(Refusal::NotAbsent)?;
        tx.keep_absence_version(before, now).await?;
        let (id, version) = (before.id, before.version + 1);
        tx.put_absence(&Absence { back_at: Some(now), version, ..before.clone() }).await?;
        self.commit_remembering(tx, &[entry(by, format!("absence={id} back"))]).await?;
        Ok(id)
    }

    /// An absence that was a mistake, or is not to be: it never was.
    pub async fn forget_absence(&self, by: Option<&User>, id: AbsenceId, seen: u32) -> Result<()> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        tx.claim_absences(now).await?;
        seen_last(&tx.absences(now).await?, id, seen, now)?;
        tx.forget_absence(id).await?;
        self.commit_remembering(tx, &[entry(by, format!("absence={id} forgotten"))]).await
    }
}

fn entry(by: Option<&User>, said: String) -> Entry {
    Entry::by(by.map(|user| user.id), Action::AbsenceKept).saying(said)
}

/// The one that somebody saw in this version, if it is not over at `now`.
fn seen_last(
    known: &Absences,
    id: AbsenceId,
    seen: u32,
    now: Instant,
) -> Result<&Absence, Refusal> {
    let found = known.iter().find(|one| one.id == id && one.end() > now);
    let found = found.ok_or(Refusal::NotAbsent)?;
    if found.version == seen { Ok(found) } else { Err(Refusal::AbsenceChanged) }
}
