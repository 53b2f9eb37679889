//! Absences, planned and sudden: who is away, and who answers.

use std::collections::BTreeMap;

use vigie_domain::caseload::{Absence, Absences};
use vigie_domain::ids::{AbsenceId, StaffId, StudentId};
use vigie_domain::time::Instant;
use vigie_store::directory::User;

use crate::app::audit::{Action, Entry};
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
        let planned = known.iter().filter(|other| other.staff == staff && other.from > from);
        let until = until.or_else(|| planned.map(|other| other.from).min());
        let absence = Absence { id, staff, from, until, back_at: None, stand_in, split };
        if absence.end() <= from {
            return Err(Refusal::AbsenceEnds.into());
        }
        if !absence.stand_ins().all(|one| team.has(one, self.clock.now())) {
            return Err(Refusal::NotAnAdvisor.into());
        }
        if known.iter().any(|other| other.staff == staff && other.meets(from, absence.end())) {
            return Err(Refusal::AbsentAlready.into());
        }
        answered(&known, &absence)?;
        tx.put_absence(&absence).await?;
        let entry = Entry::by(by.map(|user| user.id), Action::AbsenceKept);
        let entry = entry.saying(format!("absence={id} staff={staff} stand_in={stand_in}"));
        self.commit_remembering(tx, &[entry]).await?;
        Ok(id)
    }

    /// For these students of somebody who is away, somebody else answers: the
    /// stand-in of the others, or another colleague. Refused where nobody would
    /// answer then.
    pub async fn share_absence(
        &self,
        by: Option<&User>,
        id: AbsenceId,
        split: BTreeMap<StudentId, StaffId>,
    ) -> Result<()> {
        let now = self.clock.now();
        let team = self.team().await?;
        if !split.values().all(|one| team.has(*one, now)) {
            return Err(Refusal::NotAnAdvisor.into());
        }
        let mut tx = self.store.begin().await?;
        tx.claim_absences(now).await?;
        let known = tx.absences(now).await?;
        let found = known.iter().find(|one| one.id == id && one.end() > now);
        let mut absence = found.cloned().ok_or(Refusal::NotAbsent)?;
        let changed = split.len();
        absence.split.extend(split);
        let usual = absence.stand_in;
        absence.split.retain(|_, who| *who != usual);
        let others = known.iter().filter(|one| one.id != id).cloned().collect();
        answered(&Absences::new(others), &absence)?;
        tx.put_absence(&absence).await?;
        let entry = Entry::by(by.map(|user| user.id), Action::AbsenceKept);
        self.commit_remembering(tx, &[entry.saying(format!("absence={id} shared={changed}"))]).await
    }

    /// Somebody is back: from now on they answer themselves.
    pub async fn be_back(&self, by: Option<&User>, staff: StaffId) -> Result<AbsenceId> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        tx.claim_absences(now).await?;
        let known = tx.absences(now).await?;
        let mut absence = known.of(staff, now).cloned().ok_or(Refusal::NotAbsent)?;
        absence.back_at = Some(now);
        tx.put_absence(&absence).await?;
        let entry = Entry::by(by.map(|user| user.id), Action::AbsenceKept);
        let entry = entry.saying(format!("absence={} back", absence.id));
        self.commit_remembering(tx, &[entry]).await?;
        Ok(absence.id)
    }

    /// An absence that was a mistake, or is not to be: it never was.
    pub async fn forget_absence(&self, by: Option<&User>, id: AbsenceId) -> Result<()> {
        let mut tx = self.store.begin().await?;
        tx.forget_absence(id).await?;
        let entry = Entry::by(by.map(|user| user.id), Action::AbsenceKept);
        self.commit_remembering(tx, &[entry.saying(format!("absence={id} forgotten"))]).await
    }
}

/// Does somebody who is here answer for everybody, all the while?
fn answered(known: &Absences, absence: &Absence) -> Result<(), Refusal> {
    if absence.stand_ins().any(|one| one == absence.staff) {
        return Err(Refusal::StandsInForThemself);
    }
    let mut all: Vec<Absence> = known.iter().cloned().collect();
    all.push(absence.clone());
    let all = Absences::new(all);
    // Who is away changes at these instants only.
    let inside = |at: &Instant| absence.covers(*at);
    let changes = all.iter().flat_map(|one| [one.from, one.end()]).filter(inside);
    for at in changes {
        for one in all.iter().filter(|one| one.covers(at)) {
            let split = one.split.keys().copied();
            let everybody = split.chain([StudentId(uuid::Uuid::nil())]);
            for student in everybody {
                if all.nobody_answers(student, one.staff, at) {
                    return Err(Refusal::NobodyAnswers);
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn away(staff: u128, stand_in: u128, from: i64, until: i64) -> Absence {
        Absence {
            id: AbsenceId(Uuid::from_u128(staff)),
            staff: StaffId(Uuid::from_u128(staff)),
            from: Instant(from),
            until: Some(Instant(until)),
            back_at: None,
            stand_in: StaffId(Uuid::from_u128(stand_in)),
            split: BTreeMap::new(),
        }
    }

    #[test]
    fn nobody_stands_in_for_themself() {
        let refused = answered(&Absences::default(), &away(1, 1, 0, 10));
        assert_eq!(refused, Err(Refusal::StandsInForThemself));
    }

    #[test]
    fn two_may_stand_in_for_each_other_but_not_at_the_same_time() {
        let known = Absences::new(vec![away(2, 1, 10, 20)]);
        assert_eq!(answered(&known, &away(1, 2, 0, 10)), Ok(()));
        assert_eq!(answered(&known, &away(1, 2, 0, 11)), Err(Refusal::NobodyAnswers));
        assert_eq!(answered(&known, &away(1, 2, 19, 30)), Err(Refusal::NobodyAnswers));
    }

    #[test]
    fn a_stand_in_may_be_away_who_has_one_themself() {
        let known = Absences::new(vec![away(2, 3, 5, 20)]);
        assert_eq!(answered(&known, &away(1, 2, 0, 10)), Ok(()));
    }
}
