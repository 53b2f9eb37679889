//! Hours against outcomes caught: in which order to take indicators.
//!
//! Greedy: at each step the one that catches most more harm for each more
//! hour (V. Chvátal, "A greedy heuristic for the set-covering problem",
//! Mathematics of Operations Research 4, 1979, 233–235; with costs, S.
//! Khuller, A. Moss and J. Naor, Information Processing Letters 70, 1999,
//! 39–45). It is an order to think about; a person decides.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use vigie_domain::ids::Key;

use crate::members::{Combinations, Members};
use crate::rate::float;

/// Something that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its place in the combinations.
    pub place: usize,
    /// Under which name it is shown.
    pub key: Key,
    /// Of several with the same origin, one is taken at most.
    pub origin: Key,
    /// The threshold that differs, and its value, for a variant.
    pub varied: Option<(Key, String)>,
    /// Minutes of a contact about it.
    pub minutes: u16,
    /// Outside any budget: taken first, whatever it costs.
    pub never_cut: bool,
}

/// One step on the frontier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// What is taken.
    pub indicator: Key,
    /// The threshold that differs from the present one, and its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub varied: Option<(Key, String)>,
    /// Taken because it is never cut, not because of what it catches.
    pub never_cut: bool,
    /// Cases of harm that it is the first to catch.
    pub adds_caught: u64,
    /// Hours a week that it adds.
    pub adds_hours: f64,
    /// Cases of harm caught so far.
    pub caught: u64,
    /// Share of all cases of harm caught so far.
    pub share: f64,
    /// Hours a week so far.
    pub hours: f64,
}

/// What a set of rules costs: one contact for each day of a student on which
/// any of them newly rang, as long as the longest of their tasks.
pub fn minutes(days: &Combinations, of: &Members, each: impl Fn(usize) -> u16) -> u64 {
    let longest = |members: &Members| members.among(of).iter().map(&each).max().unwrap_or(0);
    days.iter().map(|(members, count)| u64::from(longest(members)) * count).sum()
}

/// Weeks, and all there is to catch.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Weeks of the window.
    pub weeks: f64,
    /// Cases of harm in the window.
    pub harmed: u64,
}

/// The order, until nothing more is caught. Steps come with what they add.
pub fn frontier(
    choices: &[Choice],
    caught: &Combinations,
    days: &Combinations,
    scale: Scale,
) -> Vec<Step> {
    let mut walk = Walk::new(choices, caught, days, scale);
    for choice in choices.iter().filter(|choice| choice.never_cut) {
        walk.take(choice);
    }
    while let Some(best) = walk.best(choices) {
        walk.take(best);
    }
    walk.steps
}

/// The state while steps are taken: what is left of each combination.
struct Walk {
    /// Combinations of harm that nobody taken has caught.
    left: Vec<(Members, u64)>,
    /// Days, each with the minutes they cost already.
    days: Vec<(Members, u64, u16)>,
    taken: BTreeSet<Key>,
    scale: Scale,
    caught: u64,
    spent: u64,
    steps: Vec<Step>,
}

impl Walk {
    fn new(choices: &[Choice], caught: &Combinations, days: &Combinations, scale: Scale) -> Self {
        let of: Members = choices.iter().map(|choice| choice.place).collect();
        // What differs only by rules that can't be taken is the same.
        let narrowed = |all: &Combinations| {
            let mut narrow: BTreeMap<Members, u64> = BTreeMap::new();
            for (members, count) in all.iter() {
                let members = members.among(&of);
                if !members.is_empty() {
                    *narrow.entry(members).or_default() += count;
                }
            }
            narrow
        };
        Self {
            left: narrowed(caught).into_iter().collect(),
            days: narrowed(days).into_iter().map(|(members, n)| (members, n, 0)).collect(),
            taken: BTreeSet::new(),
            scale,
            caught: 0,
            spent: 0,
            steps: Vec::new(),
        }
    }

    /// (cases of harm, minutes) that a choice would add.
    fn adds(&self, choice: &Choice) -> (u64, u64) {
        let more = self.left.iter().filter(|(members, _)| members.contains(choice.place));
        let longer = self.days.iter().filter(|(members, ..)| members.contains(choice.place));
        let minutes =
            longer.map(|(_, n, spent)| u64::from(choice.minutes.saturating_sub(*spent)) * n);
        (more.map(|(_, count)| count).sum(), minutes.sum())
    }

    /// The choice with most caught for a minute; of equals, the first.
    fn best<'c>(&self, choices: &'c [Choice]) -> Option<&'c Choice> {
        let open = choices.iter().filter(|choice| !self.taken.contains(&choice.origin));
        let worth = open.filter_map(|choice| {
            let (caught, minutes) = self.adds(choice);
            (caught > 0).then(|| (float(caught) / float(minutes.max(1)), choice))
        });
        let mut best: Option<(f64, &Choice)> = None;
        for (worth, choice) in worth {
            if best.is_none_or(|(known, _)| worth > known) {
                best = Some((worth, choice));
            }
        }
        best.map(|(_, choice)| choice)
    }

    fn take(&mut self, choice: &Choice) {
        let (caught, minutes) = self.adds(choice);
        self.taken.insert(choice.origin.clone());
        self.left.retain(|(members, _)| !members.contains(choice.place));
        for (members, _, spent) in &mut self.days {
            if members.contains(choice.place) {
                *spent = (*spent).max(choice.minutes);
            }
        }
        self.caught += caught;
        self.spent += minutes;
        let hours = |minutes: u64| float(minutes) / 60.0 / self.scale.weeks;
        self.steps.push(Step {
            indicator: choice.key.clone(),
            varied: choice.varied.clone(),
            never_cut: choice.never_cut,
            adds_caught: caught,
            adds_hours: hours(minutes),
            caught: self.caught,
            share: float(self.caught) / float(self.scale.harmed.max(1)),
            hours: hours(self.spent),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(place: usize, origin: &str, minutes: u16) -> Choice {
        let key = Key::from(format!("{origin}-{place}"));
        let origin = origin.into();
        Choice { place, key, origin, varied: None, minutes, never_cut: false }
    }

    fn counted(combinations: &[(&[usize], u64)]) -> Combinations {
        let mut all = Combinations::default();
        for (places, count) in combinations {
            (0..*count).for_each(|_| all.add(places.iter().copied().collect()));
        }
        all
    }

    /// Rule 0 catches six for 60 days of 10 minutes, rule 1 four of them for
    /// 8 days of 30 minutes, two of these the same days; rule 2 one alone.
    fn steps(choices: &[Choice]) -> Vec<(String, u64, f64)> {
        let caught = counted(&[(&[0], 2), (&[0, 1], 4), (&[2], 1)]);
        let days = counted(&[(&[0], 58), (&[0, 1], 2), (&[1], 6), (&[2], 100)]);
        let scale = Scale { weeks: 1.0, harmed: 10 };
        let all = frontier(choices, &caught, &days, scale).into_iter();
        all.map(|step| (step.indicator.into_string(), step.adds_caught, step.adds_hours * 60.0))
            .map(|(key, caught, minutes)| (key, caught, minutes.round()))
            .collect()
    }

    #[test]
    fn most_caught_for_an_hour_comes_first_and_later_ones_add_the_rest() {
        let choices = [choice(0, "a", 10), choice(1, "b", 30), choice(2, "c", 10)];
        // 6 for 600 minutes, 4 for 240: b first; then a adds 2 for 58 days.
        let expected = [("b-1", 4, 240.0), ("a-0", 2, 580.0), ("c-2", 1, 1_000.0)];
        assert_eq!(steps(&choices), expected.map(|(key, n, m)| (key.to_owned(), n, m)));
    }

    #[test]
    fn of_one_origin_one_is_taken() {
        let choices = [choice(0, "a", 10), choice(1, "a", 30)];
        assert_eq!(steps(&choices), [("a-1".to_owned(), 4, 240.0)]);
    }

    #[test]
    fn what_is_never_cut_is_taken_first() {
        let danger = Choice { never_cut: true, ..choice(2, "c", 10) };
        let all = steps(&[choice(0, "a", 10), choice(1, "b", 30), danger]);
        assert_eq!(all[0].0, "c-2");
    }

    #[test]
    fn what_catches_nothing_more_is_left_out() {
        let cheap = [choice(0, "a", 1), choice(1, "b", 30)];
        assert_eq!(steps(&cheap), [("a-0".to_owned(), 6, 60.0)]);
    }

    #[test]
    fn a_day_costs_its_longest_contact() {
        let days = counted(&[(&[0, 1], 3), (&[1], 1)]);
        let each = |place: usize| [10, 25][place];
        let all: Members = [0, 1].into_iter().collect();
        assert_eq!(minutes(&days, &all, each), 100);
    }
}
