//! Who answers while somebody is away.

use std::collections::BTreeMap;

use crate::ids::{AbsenceId, StaffId, StudentId};
use crate::time::Instant;

/// An absence, planned or sudden, with a named stand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Which.
    pub id: AbsenceId,
    /// Who is away.
    pub staff: StaffId,
    /// The first instant away.
    pub from: Instant,
    /// The first instant back, as it was planned; `None`: nobody knows yet.
    pub until: Option<Instant>,
    /// When they were really back.
    pub back_at: Option<Instant>,
    /// Who stands in.
    pub stand_in: StaffId,
    /// Students for whom somebody else does.
    pub split: BTreeMap<StudentId, StaffId>,
    /// Counts what was said of it: whoever changes it says which they saw.
    pub version: u32,
}

impl Absence {
    /// The first instant back, as far as is known; [`Instant::NEVER`] if it is
    /// not.
    pub fn end(&self) -> Instant {
        let planned = self.until.unwrap_or(Instant::NEVER);
        self.back_at.map_or(planned, |back| back.min(planned))
    }

    /// Are they away at `at`?
    pub fn covers(&self, at: Instant) -> bool {
        self.from <= at && at < self.end()
    }

    /// Who stands in for a student.
    pub fn stand_in_for(&self, student: StudentId) -> StaffId {
        self.split.get(&student).copied().unwrap_or(self.stand_in)
    }

    /// Everybody who stands in for somebody.
    pub fn stand_ins(&self) -> impl Iterator<Item = StaffId> {
        std::iter::once(self.stand_in).chain(self.split.values().copied())
    }

    /// Have the two a moment in common?
    pub fn meets(&self, from: Instant, until: Instant) -> bool {
        self.from < until && from < self.end()
    }
}

/// Who answers a student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Who.
    pub who: StaffId,
    /// Their own advisor is away: until then, if it is known.
    pub instead: Option<Option<Instant>>,
}

/// Why an absence can't stand beside others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// They are away then already.
    AwayAlready,
    /// Nobody stands in for themself.
    StandsInForThemself,
    /// Everybody who should answer is away at some time.
    NobodyAnswers,
}

/// The absences that matter: those that last, and those to come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absences(Vec<Absence>);

impl Absences {
    /// From a list in any order.
    pub fn new(mut absences: Vec<Absence>) -> Self {
        absences.sort_by_key(|absence| (absence.from, absence.id));
        Self(absences)
    }

    /// All of them, the earliest first.
    pub fn iter(&self) -> impl Iterator<Item = &Absence> {
        self.0.iter()
    }

    /// All but this one.
    #[must_use]
    pub fn without(&self, id: AbsenceId) -> Self {
        Self(self.0.iter().filter(|absence| absence.id != id).cloned().collect())
    }

    /// When somebody's next absence after `at` begins.
    pub fn next_of(&self, staff: StaffId, at: Instant) -> Option<Instant> {
        let theirs = self.0.iter().filter(|absence| absence.staff == staff && absence.from > at);
        theirs.map(|absence| absence.from).min()
    }

    /// May this one stand beside the others, in the place of what was said of
    /// it before? Nobody is away twice, and somebody who is here answers for
    /// everybody, all the while.
    pub fn fits(&self, absence: &Absence) -> Result<(), Misfit> {
        let mut all = self.without(absence.id);
        let meets = |other: &&Absence| other.meets(absence.from, absence.end());
        if all.0.iter().filter(meets).any(|other| other.staff == absence.staff) {
            return Err(Misfit::AwayAlready);
        }
        if absence.stand_ins().any(|one| one == absence.staff) {
            return Err(Misfit::StandsInForThemself);
        }
        all.0.push(absence.clone());
        // Who is away changes at these instants only.
        let changes = all.iter().flat_map(|one| [one.from, one.end()]);
        for at in changes.filter(|at| absence.covers(*at)) {
            for one in all.iter().filter(|one| one.covers(at)) {
                let anybody = StudentId(uuid::Uuid::nil());
                let mut everybody = one.split.keys().copied().chain([anybody]);
                if everybody.any(|student| all.nobody_answers(student, one.staff, at)) {
                    return Err(Misfit::NobodyAnswers);
                }
            }
        }
        Ok(())
    }

    /// The absence that somebody is on at `at`. Of several, the one that lasts
    /// longest.
    pub fn of(&self, staff: StaffId, at: Instant) -> Option<&Absence> {
        let theirs = self.0.iter().filter(|absence| absence.staff == staff && absence.covers(at));
        theirs.max_by_key(|absence| (absence.end(), absence.id))
    }

    /// Who answers at `at` for a student of this advisor.
    ///
    /// A stand-in may be away, too: then it is theirs. Should everybody stand
    /// in for each other, it is the first one named.
    pub fn answers(&self, student: StudentId, advisor: StaffId, at: Instant) -> Answers {
        let Some(first) = self.of(advisor, at) else {
            return Answers { who: advisor, instead: None };
        };
        let named = first.stand_in_for(student);
        let mut who = named;
        let mut asked = vec![advisor];
        while let Some(absence) = self.of(who, at) {
            asked.push(who);
            who = absence.stand_in_for(student);
            if asked.contains(&who) {
                who = named;
                break;
            }
        }
        let end = first.end();
        Answers { who, instead: Some((end < Instant::NEVER).then_some(end)) }
    }

    /// Who does somebody's work at `at`, whichever student it is about.
    pub fn acting(&self, staff: StaffId, at: Instant) -> StaffId {
        self.answers(StudentId(uuid::Uuid::nil()), staff, at).who
    }

    /// Is everybody in this circle away at `at`, so that nobody answers?
    pub fn nobody_answers(&self, student: StudentId, advisor: StaffId, at: Instant) -> bool {
        self.of(self.answers(student, advisor, at).who, at).is_some()
    }

    /// The advisors some of whose students somebody answers for at `at`.
    pub fn stood_in_for(&self, stand_in: StaffId, at: Instant) -> Vec<StaffId> {
        let away = self.0.iter().filter(|absence| absence.covers(at));
        let away = away.map(|absence| absence.staff).filter(|staff| *staff != stand_in);
        let mut away: Vec<StaffId> =
            away.filter(|staff| self.reaches(*staff, stand_in, at, &mut vec![])).collect();
        away.sort_unstable();
        away.dedup();
        away
    }

    /// Does standing in for `staff` lead to `stand_in` for anybody?
    fn reaches(
        &self,
        staff: StaffId,
        stand_in: StaffId,
        at: Instant,
        asked: &mut Vec<StaffId>,
    ) -> bool {
        if asked.contains(&staff) {
            return false;
        }
        asked.push(staff);
        self.of(staff, at).is_some_and(|absence| {
            absence
                .stand_ins()
                .any(|next| next == stand_in || self.reaches(next, stand_in, at, asked))
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::fixture::staff;
    use super::*;

    const NOON: Instant = Instant(1_000);

    fn away(staff_id: u128, stand_in: u128, until: Option<i64>) -> Absence {
        Absence {
            id: AbsenceId(Uuid::from_u128(staff_id * 100 + stand_in)),
            staff: staff(staff_id),
            from: Instant(900),
            until: until.map(Instant),
            back_at: None,
            stand_in: staff(stand_in),
            split: BTreeMap::new(),
            version: 1,
        }
    }

    fn student(n: u128) -> StudentId {
        StudentId(Uuid::from_u128(n))
    }

    const OPEN_END: i64 = i64::MAX;

    /// Who answers, and until when for somebody else.
    fn who(absences: &Absences, n: u128, advisor: u128) -> (u128, Option<i64>) {
        let answers = absences.answers(student(n), staff(advisor), NOON);
        let until = answers.instead.map(|until| until.map_or(OPEN_END, |at| at.0));
        (answers.who.0.as_u128(), until)
    }

    #[test]
    fn a_stand_in_answers_from_the_first_instant_to_the_last() {
        let absences = Absences::new(vec![away(1, 2, Some(2_000))]);
        assert_eq!(who(&absences, 7, 1), (2, Some(2_000)));
        for (at, answering) in [(899, 1), (900, 2), (1_999, 2), (2_000, 1)] {
            let answers = absences.answers(student(7), staff(1), Instant(at));
            assert_eq!(answers.who, staff(answering), "{at}");
        }
    }

    #[test]
    fn an_absence_without_an_end_lasts_until_they_are_back() {
        let mut absence = away(1, 2, None);
        assert_eq!(who(&Absences::new(vec![absence.clone()]), 7, 1), (2, Some(OPEN_END)));
        absence.back_at = Some(Instant(950));
        assert_eq!(who(&Absences::new(vec![absence]), 7, 1), (1, None));
    }

    #[test]
    fn some_students_may_have_another_stand_in() {
        let mut absence = away(1, 2, None);
        absence.split.insert(student(8), staff(3));
        let absences = Absences::new(vec![absence]);
        assert_eq!((who(&absences, 7, 1).0, who(&absences, 8, 1).0), (2, 3));
        assert_eq!(absences.stood_in_for(staff(3), NOON), [staff(1)]);
    }

    #[test]
    fn a_stand_in_who_falls_ill_has_one_themself() {
        let absences = Absences::new(vec![away(1, 2, Some(2_000)), away(2, 3, None)]);
        assert_eq!(who(&absences, 7, 1), (3, Some(2_000)));
        assert_eq!(absences.stood_in_for(staff(3), NOON), [staff(1), staff(2)]);
        assert_eq!(absences.stood_in_for(staff(2), NOON), [staff(1)]);
    }

    #[test]
    fn in_a_circle_the_first_one_named_is_asked_and_it_is_known() {
        let absences = Absences::new(vec![away(1, 2, None), away(2, 1, None)]);
        assert_eq!(who(&absences, 7, 1).0, 2);
        assert!(absences.nobody_answers(student(7), staff(1), NOON));
        let fine = Absences::new(vec![away(1, 2, None)]);
        assert!(!fine.nobody_answers(student(7), staff(1), NOON));
    }

    fn between(staff_id: u128, stand_in: u128, from: i64, until: i64) -> Absence {
        Absence { from: Instant(from), ..away(staff_id, stand_in, Some(until)) }
    }

    #[test]
    fn nobody_stands_in_for_themself() {
        let refused = Absences::default().fits(&between(1, 1, 0, 10));
        assert_eq!(refused, Err(Misfit::StandsInForThemself));
    }

    #[test]
    fn two_may_stand_in_for_each_other_but_not_at_the_same_time() {
        let known = Absences::new(vec![between(2, 1, 10, 20)]);
        assert_eq!(known.fits(&between(1, 2, 0, 10)), Ok(()));
        assert_eq!(known.fits(&between(1, 2, 0, 11)), Err(Misfit::NobodyAnswers));
        assert_eq!(known.fits(&between(1, 2, 19, 30)), Err(Misfit::NobodyAnswers));
    }

    #[test]
    fn a_stand_in_may_be_away_who_has_one_themself() {
        let known = Absences::new(vec![between(2, 3, 5, 20)]);
        assert_eq!(known.fits(&between(1, 2, 0, 10)), Ok(()));
    }

    #[test]
    fn what_is_said_of_an_absence_anew_takes_its_own_place() {
        let known = Absences::new(vec![between(1, 2, 0, 10), between(1, 3, 20, 30)]);
        assert_eq!(known.fits(&between(1, 2, 0, 20)), Ok(()));
        assert_eq!(known.fits(&between(1, 2, 0, 21)), Err(Misfit::AwayAlready));
    }

    #[test]
    fn of_two_absences_the_longer_one_counts() {
        let absences = Absences::new(vec![away(1, 3, Some(5_000)), away(1, 2, Some(2_000))]);
        assert_eq!(who(&absences, 7, 1), (3, Some(5_000)));
    }
}
