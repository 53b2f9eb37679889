//! Who should follow somebody, and why.
//!
//! Whoever followed them before, if they are here: people are known, not
//! dispatched. Else, in this order: a language in common, room in the week,
//! the programme, hours of the day in common, and the week with the most room.

use std::cmp::Reverse;

use super::{Advisor, Followed, Loads, Presence};
use crate::ids::{Key, StaffId};

/// Clocks this far apart leave no working hours that are good for both.
const FAR: i32 = 4 * 60;

/// One reason for or against somebody, to be told as a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// They followed this student before.
    FollowedBefore,
    /// They speak the student's language.
    Speaks(Key),
    /// They are known not to speak it, and nobody here is known to.
    NobodySpeaks(Key),
    /// They know the programme.
    Knows(Key),
    /// They don't, and somebody has to begin.
    NotTheirs(Key),
    /// Minutes of the week that are left afterwards.
    Room(u32),
    /// Minutes beyond the hours there are, afterwards.
    Beyond(u32),
    /// Their clocks differ by so many minutes.
    FarZone(u32),
    /// Whoever followed them is gone.
    Gone,
}

impl Why {
    /// The stable word.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::FollowedBefore => "followed-before",
            Self::Speaks(_) => "speaks",
            Self::NobodySpeaks(_) => "nobody-speaks",
            Self::Knows(_) => "knows",
            Self::NotTheirs(_) => "not-theirs",
            Self::Room(_) => "room",
            Self::Beyond(_) => "beyond",
            Self::FarZone(_) => "far-zone",
            Self::Gone => "gone",
        }
    }
}

/// Who should follow somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub advisor: StaffId,
    /// Why, the weightiest first.
    pub why: Vec<Why>,
}

/// Who should follow a student, given what everybody's week holds already;
/// `None`: nobody is here.
pub fn propose(student: &Followed, advisors: &[Advisor], loads: &Loads) -> Option<Proposal> {
    let here = || advisors.iter().filter(|advisor| advisor.presence == Presence::Here);
    let returns = |advisor: &&Advisor| knew(student, advisor.id);
    let chosen = here().filter(returns).min_by_key(|advisor| acquaintance(student, advisor.id));
    let chosen = chosen.or_else(|| here().min_by_key(|advisor| order(student, advisor, loads)))?;
    Some(Proposal { advisor: chosen.id, why: why(student, chosen, here(), loads) })
}

/// Has this advisor followed them?
fn knew(student: &Followed, advisor: StaffId) -> bool {
    acquaintance(student, advisor) < usize::MAX
}

/// 0 for whoever follows them, 1 for the one before, and so on.
fn acquaintance(student: &Followed, advisor: StaffId) -> usize {
    let now = student.advisor.map(|(now, _)| now);
    let known = now.iter().chain(&student.former).position(|known| *known == advisor);
    known.unwrap_or(usize::MAX)
}

/// The smaller, the better: language, room, programme, zone, share of the
/// week that is taken, id.
fn order(
    student: &Followed,
    advisor: &Advisor,
    loads: &Loads,
) -> (u8, bool, u8, bool, u32, Reverse<u32>, StaffId) {
    let after = after(student, advisor, loads);
    let share = u64::from(after) * 1_000 / u64::from(advisor.minutes.max(1));
    (
        fits(student.language.as_ref(), &advisor.languages),
        after > advisor.minutes,
        fits(student.programme.as_ref(), &advisor.programmes),
        apart(student, advisor) > FAR,
        u32::try_from(share).unwrap_or(u32::MAX),
        Reverse(advisor.minutes),
        advisor.id,
    )
}

/// 0: it is among those they said, or there is nothing to fit; 1: nobody said;
/// 2: it is not.
fn fits(wanted: Option<&Key>, said: &[Key]) -> u8 {
    match wanted {
        Some(wanted) if said.contains(wanted) => 0,
        Some(_) if said.is_empty() => 1,
        Some(_) => 2,
        None => 0,
    }
}

/// May this advisor be given the student? Not if they are known to have no
/// language in common.
pub(super) fn may_take(student: &Followed, advisor: &Advisor) -> bool {
    advisor.presence == Presence::Here && fits(student.language.as_ref(), &advisor.languages) < 2
}

/// How well an advisor who never followed them suits a student, whatever their
/// weeks hold: the smaller, the better.
pub(super) fn suits(student: &Followed, advisor: &Advisor) -> (u8, u8, bool) {
    (
        fits(student.language.as_ref(), &advisor.languages),
        fits(student.programme.as_ref(), &advisor.programmes),
        apart(student, advisor) > FAR,
    )
}

fn apart(student: &Followed, advisor: &Advisor) -> i32 {
    (student.offset - advisor.offset).abs()
}

/// Minutes of the advisor's week with this student in it.
fn after(student: &Followed, advisor: &Advisor, loads: &Loads) -> u32 {
    let theirs = student.advisor.is_some_and(|(now, _)| now == advisor.id);
    let load = loads.get(&advisor.id).copied().unwrap_or(0);
    if theirs { load } else { load.saturating_add(student.minutes) }
}

/// Why this advisor, line by line. `loads` is without the student.
pub(super) fn why<'a>(
    student: &Followed,
    advisor: &Advisor,
    mut here: impl Iterator<Item = &'a Advisor>,
    loads: &Loads,
) -> Vec<Why> {
    let mut why = Vec::new();
    if knew(student, advisor.id) {
        why.push(Why::FollowedBefore);
    }
    if let Some(language) = &student.language {
        if advisor.languages.contains(language) {
            why.push(Why::Speaks(language.clone()));
        } else if !advisor.languages.is_empty()
            && here.all(|known| !known.languages.contains(language))
        {
            why.push(Why::NobodySpeaks(language.clone()));
        }
    }
    if let Some(programme) = &student.programme {
        if advisor.programmes.contains(programme) {
            why.push(Why::Knows(programme.clone()));
        } else if !advisor.programmes.is_empty() {
            why.push(Why::NotTheirs(programme.clone()));
        }
    }
    let after = after(student, advisor, loads);
    why.push(match advisor.minutes.checked_sub(after) {
        Some(left) => Why::Room(left),
        None => Why::Beyond(after - advisor.minutes),
    });
    let apart = apart(student, advisor);
    if apart > FAR {
        why.push(Why::FarZone(apart.unsigned_abs()));
    }
    why
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{advisor, loads, somebody, staff};
    use super::*;

    fn chosen(student: &Followed, advisors: &[Advisor], taken: &[(u128, u32)]) -> u128 {
        propose(student, advisors, &loads(taken)).unwrap().advisor.0.as_u128()
    }

    #[test]
    fn whoever_followed_them_before_follows_them_again_however_full_their_week() {
        let mut back = somebody(1, 10);
        back.former = vec![staff(3), staff(2)];
        let team = [advisor(1, 600), advisor(2, 600), advisor(3, 600)];
        assert_eq!(chosen(&back, &team, &[(3, 900)]), 3);
        let why = propose(&back, &team, &loads(&[(3, 900)])).unwrap().why;
        assert_eq!(why, [Why::FollowedBefore, Why::Beyond(310)]);
        let gone = Advisor { presence: Presence::Gone, ..advisor(3, 600) };
        assert_eq!(chosen(&back, &[advisor(1, 600), advisor(2, 600), gone], &[]), 2);
    }

    #[test]
    fn a_language_in_common_goes_before_room_in_the_week() {
        let mut student = somebody(1, 10);
        student.language = Some("en".into());
        let speaks = |n, languages: &[&str]| Advisor {
            languages: languages.iter().map(|code| Key::from(*code)).collect(),
            ..advisor(n, 600)
        };
        let team = [speaks(1, &["fr"]), speaks(2, &["fr", "en"]), speaks(3, &[])];
        assert_eq!(chosen(&student, &team, &[(2, 700)]), 2);
        // Nobody asked the third one.
        assert_eq!(chosen(&student, &[team[0].clone(), team[2].clone()], &[]), 3);
        let why = propose(&student, &team[..1], &loads(&[])).unwrap().why;
        assert_eq!(why[0], Why::NobodySpeaks("en".into()));
    }

    #[test]
    fn room_goes_before_the_programme_and_the_programme_before_a_fuller_week() {
        let mut student = somebody(1, 10);
        student.programme = Some("web".into());
        let web = Advisor { programmes: vec!["web".into()], ..advisor(1, 600) };
        let data = Advisor { programmes: vec!["data".into()], ..advisor(2, 600) };
        let team = [web, data];
        assert_eq!(chosen(&student, &team, &[(1, 500), (2, 0)]), 1);
        assert_eq!(chosen(&student, &team, &[(1, 595), (2, 0)]), 2);
    }

    #[test]
    fn clocks_far_apart_count_before_the_share_of_the_week() {
        let mut student = somebody(1, 10);
        student.offset = -8 * 60;
        let west = Advisor { offset: -6 * 60, ..advisor(1, 600) };
        let team = [west, advisor(2, 600)];
        assert_eq!(chosen(&student, &team, &[(1, 400)]), 1);
    }

    #[test]
    fn the_share_of_the_week_counts_and_not_the_number_of_minutes() {
        let team = [advisor(1, 600), advisor(2, 1_200)];
        assert_eq!(chosen(&somebody(1, 10), &team, &[(1, 300), (2, 500)]), 2);
    }

    #[test]
    fn nobody_is_proposed_who_is_not_here() {
        let away = Advisor { presence: Presence::Away, ..advisor(1, 600) };
        assert_eq!(propose(&somebody(1, 10), &[away], &loads(&[])), None);
    }
}
