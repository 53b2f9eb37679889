//! The fewest hand-overs that bring everybody under the hours there are.
//!
//! A hand-over costs a student somebody who knows them, so there are as few as
//! can be, and nobody in danger, with an open case or a guarantee near its end
//! is handed over unless nothing else helps. Fewest is proved: by a lower
//! bound that the first plan often meets, else by search ([`super::exact`]);
//! where that takes too long, [`Plan::fewest`] says so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::exact::{self, Item, Move, Problem, Ways};
use super::propose::{may_take, suits, why};
use super::{Advisor, Care, Followed, Loads, Presence, Why, loads, propose};
use crate::ids::{Key, StaffId, StudentId};

/// Minutes a week below which a hand-over is not worth somebody new, where no
/// plan brings everybody under the hours there are.
const WORTH: u32 = 5;

/// A student who is given to somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Whom.
    pub student: StudentId,
    /// By whom.
    pub from: StaffId,
    /// To whom.
    pub to: StaffId,
    /// Minutes a week that go with them.
    pub minutes: u32,
    /// Why to them, the weightiest first.
    pub why: Vec<Why>,
    /// What to think of first.
    pub care: Vec<Care>,
}

/// Hand-overs that go together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// By whom, to whom, student.
    pub hand_overs: Vec<HandOver>,
    /// Fewer would not do; false: nobody could tell in time.
    pub fewest: bool,
    /// Minutes a week that are still beyond the hours there are.
    pub short: u32,
}

/// Bring everybody who is here under the minutes they have, and find somebody
/// for the students of whoever is gone. Whoever is away keeps theirs.
pub fn rebalance(students: &[Followed], advisors: &[Advisor]) -> Plan {
    let here: Vec<&Advisor> =
        advisors.iter().filter(|advisor| advisor.presence == Presence::Here).collect();
    let left = advisors.iter().filter(|advisor| advisor.presence == Presence::Gone);
    let left: BTreeSet<StaffId> = left.map(|advisor| advisor.id).collect();
    let gone = |id| left.contains(&id);
    let mut loads = loads(students);
    let mut plan: Vec<(&Followed, StaffId)> = Vec::new();
    let mut orphans: Vec<&Followed> =
        students.iter().filter(|s| s.advisor.is_some_and(|(id, _)| gone(id))).collect();
    orphans.sort_by_key(|student| (Reverse(student.minutes), student.student));
    for student in &orphans {
        if let Some(proposal) = propose(student, advisors, &loads) {
            *loads.entry(proposal.advisor).or_default() += student.minutes;
            plan.push((student, proposal.advisor));
        }
    }
    let stays = |student: &&Followed| student.advisor.is_some_and(|(id, _)| !gone(id));
    let movable: Vec<&Followed> = students.iter().filter(stays).collect();
    let found = spread(&movable, &here, &loads);
    plan.extend(found.moves.iter().map(|&(student, to)| (movable[student], to)));
    let hand_overs = told(plan, &here, loads);
    Plan { hand_overs, fewest: found.fewest, short: found.short }
}

/// What was found: places in the list of students, and to whom.
struct Found {
    moves: Vec<(usize, StaffId)>,
    fewest: bool,
    short: u32,
}

fn spread(students: &[&Followed], here: &[&Advisor], loads: &Loads) -> Found {
    let gentle = problem(students, here, loads, |student| student.care.is_empty());
    let anybody = || exact::solve(&problem(students, here, loads, |_| true));
    let (moves, fewest, short) = match exact::solve(&gentle).or_else(anybody) {
        Some(solution) => (solution.moves, solution.fewest, 0),
        None => {
            // It can't be reached: nobody is disturbed who had better not be.
            let mut moves = exact::greedy(&gentle).moves;
            moves.retain(|one| students[gentle.place(one.item)].minutes >= WORTH);
            let short = gentle.after(&moves).excess();
            (moves, false, short)
        }
    };
    // Both problems list the same items in the same order.
    let moves = moves.iter().map(|&Move { item, to }| (gentle.place(item), here[to].id));
    Found { moves: moves.collect(), fewest, short }
}

/// What those who suit the same advisors have in common.
type Kind<'s> = (Option<&'s Key>, Option<&'s Key>, i32);

fn problem<'s>(
    students: &[&'s Followed],
    here: &[&Advisor],
    loads: &Loads,
    may_go: impl Fn(&Followed) -> bool,
) -> Problem {
    let seats: BTreeMap<StaffId, usize> = here.iter().map(|a| a.id).zip(0..).collect();
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut kinds: BTreeMap<Kind<'s>, usize> = BTreeMap::new();
    let mut ways = |student: &'s Followed, at: usize| {
        let former = student.former.iter().filter_map(|id| seats.get(id).copied());
        let first = former.filter(|&to| to != at && may_take(student, here[to])).collect();
        let kind = (student.language.as_ref(), student.programme.as_ref(), student.offset);
        let then = *kinds.entry(kind).or_insert_with(|| {
            let mut list: Vec<usize> = (0..here.len()).collect();
            list.retain(|&to| may_take(student, here[to]));
            list.sort_by_key(|&to| (suits(student, here[to]), here[to].id));
            let known = lists.iter().position(|known| *known == list);
            known.unwrap_or_else(|| {
                lists.push(list);
                lists.len() - 1
            })
        });
        Ways { first, then: Some(then) }
    };
    let items = students.iter().enumerate().filter_map(|(place, &student)| {
        let (advisor, since) = student.advisor?;
        let at = *seats.get(&advisor)?;
        let stays = student.minutes == 0 || !may_go(student);
        let to = if stays { Ways { first: vec![], then: None } } else { ways(student, at) };
        Some(Item { place, at, minutes: student.minutes, since, to })
    });
    let items = items.collect();
    let held = here.iter().map(|a| loads.get(&a.id).copied().unwrap_or(0)).collect();
    Problem::new(held, here.iter().map(|advisor| advisor.minutes).collect(), items, lists)
}

/// The hand-overs in words, with the weeks as they are once all are done.
fn told(plan: Vec<(&Followed, StaffId)>, here: &[&Advisor], mut loads: Loads) -> Vec<HandOver> {
    let gave_before = |student: &Followed| student.advisor.map(|(from, _)| from);
    let seats: BTreeMap<StaffId, &Advisor> = here.iter().map(|one| (one.id, *one)).collect();
    let is_here = |id: StaffId| seats.get(&id).copied();
    for &(student, to) in &plan {
        // Those of whoever is gone are in the new weeks already.
        if let Some(from) = gave_before(student).filter(|from| is_here(*from).is_some()) {
            *loads.entry(from).or_default() -= student.minutes;
            *loads.entry(to).or_default() += student.minutes;
        }
    }
    let mut hand_overs: Vec<HandOver> = plan
        .into_iter()
        .filter_map(|(student, to)| {
            let (from, advisor) = (gave_before(student)?, is_here(to)?);
            *loads.entry(to).or_default() -= student.minutes;
            let mut why = why(student, advisor, here.iter().copied(), &loads);
            *loads.entry(to).or_default() += student.minutes;
            if is_here(from).is_none() {
                why.insert(0, Why::Gone);
            }
            let (minutes, care) = (student.minutes, student.care.clone());
            Some(HandOver { student: student.student, from, to, minutes, why, care })
        })
        .collect();
    hand_overs.sort_by_key(|one| (one.from, one.to, one.student));
    hand_overs
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{advisor, student_of};
    use super::*;
    use crate::time::Instant;

    fn moved(plan: &Plan) -> Vec<(u128, u128, u128)> {
        let id = |id: StaffId| id.0.as_u128();
        plan.hand_overs
            .iter()
            .map(|one| (one.student.0.as_u128(), id(one.from), id(one.to)))
            .collect()
    }

    #[test]
    fn nobody_moves_while_everybody_has_the_hours() {
        let students = [student_of(1, 1, 60), student_of(2, 1, 40)];
        let plan = rebalance(&students, &[advisor(1, 100), advisor(2, 100)]);
        assert_eq!(plan, Plan { hand_overs: vec![], fewest: true, short: 0 });
    }

    #[test]
    fn one_student_who_takes_enough_goes_rather_than_two() {
        let students = [
            student_of(1, 1, 10),
            student_of(2, 1, 15),
            student_of(3, 1, 30),
            student_of(4, 1, 60),
        ];
        let plan = rebalance(&students, &[advisor(1, 95), advisor(2, 60)]);
        // Twenty are too many: thirty suffice, sixty are more than need be.
        assert_eq!(moved(&plan), [(3, 1, 2)]);
        assert!(plan.fewest);
        assert_eq!(plan.hand_overs[0].why, [Why::Room(30)]);
    }

    #[test]
    fn somebody_in_danger_stays_though_it_takes_more_hand_overs() {
        let mut students = vec![student_of(1, 1, 15), student_of(2, 1, 15), student_of(3, 1, 60)];
        students[2].care = vec![Care::Danger];
        let team = [advisor(1, 60), advisor(2, 100)];
        assert_eq!(moved(&rebalance(&students, &team)), [(1, 1, 2), (2, 1, 2)]);
        // Unless nothing else helps, and then it is said.
        let plan = rebalance(&students[2..], &[advisor(1, 30), advisor(2, 100)]);
        assert_eq!(plan.hand_overs[0].care, [Care::Danger]);
    }

    #[test]
    fn two_may_have_to_make_room_for_a_third() {
        let students = [student_of(1, 1, 50), student_of(2, 2, 20)];
        let plan = rebalance(&students, &[advisor(1, 15), advisor(2, 60), advisor(3, 20)]);
        assert_eq!(moved(&plan), [(1, 1, 2), (2, 2, 3)]);
        assert!(plan.fewest);
    }

    #[test]
    fn whoever_knows_them_comes_first_and_those_who_are_alike_go_the_same_way() {
        let mut students = [student_of(1, 1, 50), student_of(2, 1, 50), student_of(3, 1, 50)];
        let last = students[2].advisor.map(|(of, _)| (of, Instant(9)));
        (students[2].former, students[2].advisor) = (vec![advisor(4, 0).id], last);
        let plan = rebalance(&students, &[1, 2, 3, 4].map(|n| advisor(n, 50)));
        assert_eq!(moved(&plan), [(1, 1, 2), (3, 1, 4)]);
    }

    #[test]
    fn a_large_school_is_planned_as_a_small_one_is() {
        // Every other one of forty has twice the hours that there are.
        let seat = |n: u128| if n.is_multiple_of(2) { 6_000 } else { 2_000 };
        let students: Vec<Followed> =
            (0..4_000).map(|n| student_of(n + 1, n % 40 + 1, 40)).collect();
        let team: Vec<Advisor> = (1..=40).map(|n| advisor(n, seat(n))).collect();
        let plan = rebalance(&students, &team);
        assert_eq!((plan.hand_overs.len(), plan.short), (20 * 50, 0));
        assert!(plan.fewest);
    }

    #[test]
    fn what_is_missing_is_said_when_the_hours_do_not_suffice() {
        let students = [student_of(1, 1, 50), student_of(2, 1, 50), student_of(3, 2, 50)];
        let plan = rebalance(&students, &[advisor(1, 60), advisor(2, 60)]);
        assert_eq!((plan.short, plan.hand_overs.len()), (40, 0));
    }

    #[test]
    fn nobody_gets_somebody_new_for_a_minute_when_the_hours_do_not_suffice() {
        let students = [student_of(1, 1, 90), student_of(2, 1, WORTH), student_of(3, 1, 1)];
        let plan = rebalance(&students, &[advisor(1, 60), advisor(2, 30)]);
        assert_eq!((moved(&plan), plan.short), (vec![(2, 1, 2)], 31));
    }

    #[test]
    fn students_of_whoever_is_gone_all_find_somebody() {
        let gone = Advisor { presence: Presence::Gone, ..advisor(1, 100) };
        let students = [student_of(1, 1, 50), student_of(2, 1, 0)];
        let plan = rebalance(&students, &[gone, advisor(2, 60)]);
        assert_eq!(moved(&plan), [(1, 1, 2), (2, 1, 2)]);
        assert_eq!(plan.hand_overs[0].why, [Why::Gone, Why::Room(10)]);
    }

    #[test]
    fn whoever_is_away_keeps_their_students() {
        let away = Advisor { presence: Presence::Away, ..advisor(1, 10) };
        let plan = rebalance(&[student_of(1, 1, 50)], &[away, advisor(2, 60)]);
        assert!(plan.hand_overs.is_empty());
    }

    #[test]
    fn nobody_goes_to_somebody_who_does_not_speak_their_language() {
        let mut students = [student_of(1, 1, 50), student_of(2, 1, 50)];
        students[0].language = Some("en".into());
        let speaks =
            |n, language: &str| Advisor { languages: vec![language.into()], ..advisor(n, 60) };
        let plan = rebalance(&students, &[speaks(1, "en"), speaks(2, "fr")]);
        assert_eq!(moved(&plan), [(2, 1, 2)]);
    }
}
