//! Whose students are "mine": one answer for every list and every right.

use std::collections::{BTreeSet, HashMap};

use super::{Absences, Team};
use crate::ids::{StaffId, StudentId};
use crate::time::Instant;

/// The students that somebody has at an instant: their own, those of whom they
/// take the place, and those who are with them until somebody is assigned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Themself, if they are there, and those in whose place they answer.
    pub advisors: BTreeSet<StaffId>,
    /// Those to whom nobody was ever assigned, too.
    pub nobodys: bool,
    /// Students of others who were shared out to them.
    pub and: BTreeSet<StudentId>,
    /// Students of these advisors, or nobody's, who were shared out to others.
    pub but: BTreeSet<StudentId>,
}

impl Held {
    /// Is this student one of them, given whom the last assignment names?
    pub fn holds(&self, student: StudentId, assigned: Option<StaffId>) -> bool {
        let theirs = assigned.map_or(self.nobodys, |staff| self.advisors.contains(&staff));
        self.and.contains(&student) || theirs && !self.but.contains(&student)
    }
}

impl Absences {
    /// Everybody for whom another one than the usual stand-in answers at `at`.
    pub fn shared_out(&self, at: Instant) -> impl Iterator<Item = StudentId> {
        let lasting = self.iter().filter(move |absence| absence.covers(at));
        lasting.flat_map(|absence| absence.split.keys().copied())
    }
}

impl Team {
    /// Whom `staff` has at `at`, given whose those are who were shared out.
    ///
    /// Whoever is away still has their own students: somebody answers in their
    /// place, and they may read what is done.
    pub fn held(
        &self,
        absences: &Absences,
        staff: StaffId,
        assigned: &HashMap<StudentId, StaffId>,
        at: Instant,
    ) -> Held {
        let anybody = StudentId(uuid::Uuid::nil());
        let has = |student, whose: Option<StaffId>| {
            let own = whose == Some(staff) && !self.is_gone(staff, at);
            let answers = self.answers(absences, student, whose, at);
            own || answers.is_some_and(|answers| answers.who == staff)
        };
        // Some may be away of whom the directory doesn't know.
        let away = absences.iter().map(|absence| absence.staff);
        let known = self.everybody().chain(away).chain([staff]);
        let mut held = Held {
            advisors: known.filter(|whose| has(anybody, Some(*whose))).collect(),
            nobodys: has(anybody, None),
            ..Held::default()
        };
        for student in absences.shared_out(at) {
            let whose = assigned.get(&student).copied();
            match (held.holds(student, whose), has(student, whose)) {
                (false, true) => drop(held.and.insert(student)),
                (true, false) => drop(held.but.insert(student)),
                _ => {}
            }
        }
        held
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

    fn student(n: u128) -> StudentId {
        StudentId(Uuid::from_u128(n))
    }

    /// The first is away and the second answers, but for student 8, whom the
    /// third has. The fourth left; the second is on duty.
    fn held(n: u128) -> Held {
        let advisors = [(1, None), (2, None), (3, None), (4, Some(NOON))];
        let advisors = advisors.map(|(n, gone)| (staff(n), gone)).to_vec();
        let team = Team::new(advisors, Some(staff(2)));
        let away = Absence {
            id: AbsenceId(Uuid::from_u128(9)),
            staff: staff(1),
            from: Instant(900),
            until: None,
            back_at: None,
            stand_in: staff(2),
            split: BTreeMap::from([(student(8), staff(3))]),
            version: 1,
        };
        let assigned = HashMap::from([(student(8), staff(1))]);
        team.held(&Absences::new(vec![away]), staff(n), &assigned, NOON)
    }

    #[test]
    fn whoever_answers_has_them_and_whoever_is_away_keeps_them() {
        for (n, advisors, nobodys) in
            [(1, &[1][..], false), (2, &[1, 2, 4], true), (3, &[3], false), (4, &[], false)]
        {
            let held = held(n);
            let known: Vec<StaffId> = advisors.iter().map(|n| staff(*n)).collect();
            assert_eq!(held.advisors, known.into_iter().collect(), "{n}");
            assert_eq!(held.nobodys, nobodys, "{n}");
        }
    }

    #[test]
    fn a_student_who_was_shared_out_is_with_that_colleague() {
        let has = |n: u128, student_n, of| held(n).holds(student(student_n), Some(staff(of)));
        assert_eq!([1, 2, 3].map(|n| has(n, 8, 1)), [true, false, true]);
        assert_eq!([1, 2, 3].map(|n| has(n, 7, 1)), [true, true, false]);
        assert_eq!([2, 3].map(|n| held(n).holds(student(7), None)), [true, false]);
    }
}
