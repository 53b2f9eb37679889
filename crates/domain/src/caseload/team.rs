//! Who has a student, whatever happened: there is always exactly one.

use crate::caseload::{Absences, Answers};
use crate::ids::{StaffId, StudentId};
use crate::time::Instant;

/// The school's advisors, until when each is there, and who is on duty.
///
/// An assignment holds until its advisor is gone for good. Whoever has nobody,
/// or nobody any more, is with the person on duty until somebody is assigned;
/// where none is named, with the first advisor who is not gone. So no question
/// waits for nobody, and everybody who asks gives the same answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// In the order of ids, which is nobody's choice.
    advisors: Vec<(StaffId, Option<Instant>)>,
    on_duty: Option<StaffId>,
}

impl Team {
    /// Of these advisors, with the instant from which each is gone.
    pub fn new(mut advisors: Vec<(StaffId, Option<Instant>)>, on_duty: Option<StaffId>) -> Self {
        advisors.sort_unstable();
        Self { advisors, on_duty }
    }

    /// To whom stated danger comes first, from the whole school.
    pub fn on_duty(&self) -> Option<StaffId> {
        self.on_duty
    }

    /// Is somebody no longer with the school at `at`?
    pub fn is_gone(&self, staff: StaffId, at: Instant) -> bool {
        let known = self.advisors.iter().find(|(known, _)| *known == staff);
        known.and_then(|(_, gone)| *gone).is_some_and(|gone| gone <= at)
    }

    /// Is this an advisor who is with the school at `at`?
    pub fn has(&self, staff: StaffId, at: Instant) -> bool {
        self.advisors.iter().any(|(known, _)| *known == staff) && !self.is_gone(staff, at)
    }

    /// All of them, also whoever is gone.
    pub fn everybody(&self) -> impl Iterator<Item = StaffId> {
        self.advisors.iter().map(|(staff, _)| *staff)
    }

    /// Those who are gone at `at`.
    pub fn gone(&self, at: Instant) -> impl Iterator<Item = StaffId> {
        self.everybody().filter(move |one| self.is_gone(*one, at))
    }

    /// Whoever has the students whom nobody else has at `at`. `None`: the
    /// school has no advisor.
    pub fn meanwhile(&self, at: Instant) -> Option<StaffId> {
        let mut there = self.advisors.iter().map(|(staff, _)| *staff);
        let on_duty = self.on_duty.filter(|duty| there.clone().any(|staff| staff == *duty));
        let here = |staff: &StaffId| !self.is_gone(*staff, at);
        on_duty.filter(here).or_else(|| there.find(here))
    }

    /// Whose a student is at `at`, given whom the last assignment names.
    /// `None`: the school has no advisor.
    pub fn holder(&self, assigned: Option<StaffId>, at: Instant) -> Option<StaffId> {
        assigned.filter(|staff| !self.is_gone(*staff, at)).or_else(|| self.meanwhile(at))
    }

    /// Who answers a student at `at`: whoever has them, or who stands in.
    pub fn answers(
        &self,
        absences: &Absences,
        student: StudentId,
        assigned: Option<StaffId>,
        at: Instant,
    ) -> Option<Answers> {
        let answers = absences.answers(student, self.holder(assigned, at)?, at);
        // Somebody was named, and has left the school since.
        if answers.instead.is_some() && self.is_gone(answers.who, at) {
            let here = |staff: &StaffId| !self.is_gone(*staff, at);
            let meanwhile = self.meanwhile(at);
            // Away themselves, whoever acts for them may have left as well.
            let acting = meanwhile.map(|who| absences.acting(who, at)).filter(here);
            let who = acting.or(meanwhile).unwrap_or(answers.who);
            return Some(Answers { who, ..answers });
        }
        Some(answers)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use uuid::Uuid;

    use super::super::fixture::staff;
    use super::*;
    use crate::caseload::Absence;
    use crate::ids::AbsenceId;

    const NOON: Instant = Instant(1_000);

    /// Advisors 1, 2 and 3; the second left at noon.
    fn team(on_duty: Option<u128>) -> Team {
        let advisors = vec![(staff(3), None), (staff(2), Some(NOON)), (staff(1), None)];
        Team::new(advisors, on_duty.map(staff))
    }

    fn holder(team: &Team, assigned: Option<u128>, at: Instant) -> Option<u128> {
        team.holder(assigned.map(staff), at).map(|who| who.0.as_u128())
    }

    fn away(who: u128, stand_in: u128) -> Absences {
        Absences::new(vec![Absence {
            id: AbsenceId(Uuid::from_u128(9)),
            staff: staff(who),
            from: Instant(900),
            until: None,
            back_at: None,
            stand_in: staff(stand_in),
            split: BTreeMap::new(),
            version: 1,
        }])
    }

    #[test]
    fn whoever_is_assigned_has_them_until_they_are_gone() {
        let team = team(Some(3));
        assert_eq!(holder(&team, Some(2), Instant(999)), Some(2));
        assert_eq!(holder(&team, Some(2), NOON), Some(3));
    }

    #[test]
    fn without_anybody_it_is_who_is_on_duty_or_the_first() {
        assert_eq!(holder(&team(Some(3)), None, NOON), Some(3));
        assert_eq!(holder(&team(None), None, NOON), Some(1));
        assert_eq!(holder(&team(Some(2)), None, NOON), Some(1), "who is on duty has left");
        assert_eq!(holder(&Team::default(), None, NOON), None);
    }

    #[test]
    fn who_is_on_duty_and_away_has_a_stand_in() {
        let (team, student) = (team(Some(1)), StudentId(Uuid::nil()));
        let who = |absences: &Absences| team.answers(absences, student, None, NOON).unwrap().who;
        assert_eq!(who(&Absences::default()), staff(1));
        assert_eq!(who(&away(1, 3)), staff(3));
    }

    #[test]
    fn a_stand_in_who_has_left_answers_nobody() {
        let (team, student) = (team(Some(3)), StudentId(Uuid::nil()));
        let answers = team.answers(&away(1, 2), student, Some(staff(1)), NOON).unwrap();
        assert_eq!((answers.who, answers.instead), (staff(3), Some(None)));
    }
}
