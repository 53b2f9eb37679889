//! Is a rule fair: whom does it ring for, and whom does the outcome meet?
//!
//! A group is a value of an attribute that only this check reads (age band,
//! gender, …), or a programme. People are counted, not rings.

use std::collections::BTreeMap;

use serde::Serialize;
use vigie_domain::ids::Key;

use crate::outcome::Fate;
use crate::rate::{Estimate, float, ratio, share};

/// Groups with fewer people are not shown.
pub const LEAST_SHOWN: u64 = 10;
/// Groups with fewer people give no warning.
pub const LEAST_WARNED: u64 = 50;
/// A warning comes when even the lower end of the ratio is above this.
pub const TOO_OFTEN: f64 = 1.25;
/// The dimension that is not an attribute of the person.
pub const PROGRAMME: &str = "programme";

/// One case of a student, as the groups see it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// In which programme; empty: in none.
    pub programme: Key,
    /// Was the outcome met in the window?
    pub met: bool,
    /// What followed the first ring in the window, by reported rule.
    pub first: Vec<Option<Fate>>,
}

/// Counts of one rule in one group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Rang {
    people: u64,
    /// Rung for, and the outcome met.
    both: u64,
    came_true: u64,
    did_not: u64,
}

/// Counts of one group.
#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    people: u64,
    met: u64,
    rang: Vec<Rang>,
}

/// Counts of all groups: dimension → value → group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    dimensions: BTreeMap<Key, BTreeMap<Key, Group>>,
    rules: usize,
}

/// One rule in one group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupReport {
    /// The attribute, e.g. `age_band`, or `programme`.
    pub dimension: Key,
    /// Its value.
    pub value: Key,
    /// The figures; `None`: fewer than 10 people, not shown.
    pub figures: Option<GroupFigures>,
}

/// The figures of one rule in one group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupFigures {
    /// Students with a case at risk in the window.
    pub students: u64,
    /// Share of them who were rung for.
    pub rung: Option<Estimate>,
    /// Share of them who met the outcome in the window.
    pub met: Option<Estimate>,
    /// Share of first rings after which the outcome was met.
    pub precision: Option<Estimate>,
    /// How much oftener they are rung for than everybody else of whom the
    /// attribute is known, over how much oftener the outcome meets them; 1 is
    /// as often as the outcomes justify.
    pub rung_over_met: Option<Estimate>,
    /// Rung for far more often than the outcomes justify.
    pub too_often: bool,
}

impl Groups {
    /// Nobody yet; `asked` rules, and all of them as one.
    pub fn new(asked: usize) -> Self {
        Self { dimensions: BTreeMap::new(), rules: asked + 1 }
    }

    /// One student with their cases.
    pub fn add(&mut self, audit: &[(Key, Key)], cases: &[Seen]) {
        if cases.is_empty() {
            return;
        }
        for (place, (dimension, value)) in audit.iter().enumerate() {
            // An attribute that is told twice is told once.
            if !value.is_empty() && !audit[..place].iter().any(|(known, _)| known == dimension) {
                self.add_to(dimension, value, &cases.iter().collect::<Vec<_>>());
            }
        }
        let mut programmes: Vec<&Key> = cases.iter().map(|case| &case.programme).collect();
        programmes.sort_unstable();
        programmes.dedup();
        for programme in programmes.into_iter().filter(|programme| !programme.is_empty()) {
            let inside = cases.iter().filter(|case| case.programme == *programme);
            self.add_to(&Key::const_new(PROGRAMME), programme, &inside.collect::<Vec<_>>());
        }
    }

    fn add_to(&mut self, dimension: &Key, value: &Key, cases: &[&Seen]) {
        let rules = self.rules;
        let values = self.dimensions.entry(dimension.clone()).or_default();
        let group = values
            .entry(value.clone())
            .or_insert_with(|| Group { rang: vec![Rang::default(); rules], ..Group::default() });
        let met = cases.iter().any(|case| case.met);
        group.people += 1;
        group.met += u64::from(met);
        for (slot, rang) in group.rang.iter_mut().enumerate() {
            let fates = || cases.iter().filter_map(|case| case.first.get(slot).copied().flatten());
            let rung = fates().next().is_some();
            rang.people += u64::from(rung);
            rang.both += u64::from(rung && met);
            rang.came_true += fates().filter(|fate| *fate == Fate::Met).count() as u64;
            rang.did_not += fates().filter(|fate| *fate == Fate::NotMet).count() as u64;
        }
    }

    /// Both together.
    pub fn merge(&mut self, other: &Self) {
        for (dimension, values) in &other.dimensions {
            let known = self.dimensions.entry(dimension.clone()).or_default();
            for (value, group) in values {
                match known.get_mut(value) {
                    Some(sum) => sum.merge(group),
                    None => drop(known.insert(value.clone(), group.clone())),
                }
            }
        }
    }

    /// Every group of one reported rule, by place among the reported.
    pub fn report(&self, slot: usize) -> Vec<GroupReport> {
        let all = self.dimensions.iter().flat_map(|(dimension, values)| {
            values.iter().map(move |(value, group)| GroupReport {
                dimension: dimension.clone(),
                value: value.clone(),
                figures: (group.people >= LEAST_SHOWN)
                    .then(|| figures(group, values.values(), slot)),
            })
        });
        all.collect()
    }
}

impl Group {
    fn merge(&mut self, other: &Self) {
        self.people += other.people;
        self.met += other.met;
        for (sum, more) in self.rang.iter_mut().zip(&other.rang) {
            sum.people += more.people;
            sum.both += more.both;
            sum.came_true += more.came_true;
            sum.did_not += more.did_not;
        }
    }
}

fn figures<'g>(group: &Group, all: impl Iterator<Item = &'g Group>, slot: usize) -> GroupFigures {
    let mine = group.rang.get(slot).copied().unwrap_or_default();
    let mut rest = Quad::default();
    for other in all {
        let rang = other.rang.get(slot).copied().unwrap_or_default();
        rest.people += other.people;
        rest.rung += rang.people;
        rest.met += other.met;
        rest.both += rang.both;
    }
    let own = Quad { people: group.people, rung: mine.people, met: group.met, both: mine.both };
    rest.people -= own.people;
    rest.rung -= own.rung;
    rest.met -= own.met;
    rest.both -= own.both;
    let rung_over_met = justified(own, rest);
    let low = rung_over_met.map_or(0.0, |ratio| ratio.low);
    GroupFigures {
        students: group.people,
        rung: share(mine.people, group.people),
        met: share(group.met, group.people),
        precision: share(mine.came_true, mine.came_true + mine.did_not),
        rung_over_met,
        too_often: group.people >= LEAST_WARNED && rest.people >= LEAST_WARNED && low > TOO_OFTEN,
    }
}

/// How many people, rung for, met, and both.
#[derive(Clone, Copy, Debug, Default)]
struct Quad {
    people: u64,
    rung: u64,
    met: u64,
    both: u64,
}

/// Ratio of the shares rung for over the ratio of the shares met, a group
/// against the rest; the sizes cancel. Being rung for and being met are
/// counted of the same people, so the logarithm is linearised as in Woodruff
/// (1971) within each side; the sides are independent. Where a count is
/// nothing, a half is added to each (J. B. S. Haldane, Annals of Human
/// Genetics 20, 1956; F. J. Anscombe, Biometrika 43, 1956).
fn justified(own: Quad, rest: Quad) -> Option<Estimate> {
    if own.people == 0 || rest.people == 0 || own.rung + rest.rung == 0 || own.met + rest.met == 0 {
        return None;
    }
    let half = if [own.rung, own.met, rest.rung, rest.met].contains(&0) { 0.5 } else { 0.0 };
    let side = |quad: Quad| {
        let (rung, met) = (float(quad.rung) + half, float(quad.met) + half);
        let variance = 1.0 / rung + 1.0 / met - 2.0 * float(quad.both) / (rung * met);
        (rung / met, variance)
    };
    let ((mine, var_mine), (theirs, var_theirs)) = (side(own), side(rest));
    Some(ratio(mine / theirs, var_mine + var_theirs))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(rung: Option<Fate>, met: bool) -> Seen {
        Seen { programme: "web".into(), met, first: vec![rung, rung] }
    }

    /// So many people of a gender: rung for or not, met or not.
    fn people(groups: &mut Groups, gender: &str, count: u64, rung: bool, met: bool) {
        let fate = rung.then_some(if met { Fate::Met } else { Fate::NotMet });
        for _ in 0..count {
            groups.add(&[("gender".into(), gender.into())], &[seen(fate, met)]);
        }
    }

    fn found(groups: &Groups, value: &str) -> Option<GroupFigures> {
        groups.report(0).into_iter().find(|group| group.value == value).unwrap().figures
    }

    /// Women are rung for `rung` times in 100, men 20; both leave 20 in 100.
    fn school(rung: u64) -> Groups {
        let mut groups = Groups::new(1);
        people(&mut groups, "f", 20, true, true);
        people(&mut groups, "f", rung - 20, true, false);
        people(&mut groups, "f", 100 - rung, false, false);
        people(&mut groups, "m", 20, true, true);
        people(&mut groups, "m", 80, false, false);
        groups
    }

    #[test]
    fn a_group_rung_for_without_need_is_said_so() {
        let figures = found(&school(60), "f").unwrap();
        // Rung for three times as often, met as often.
        let ratio = figures.rung_over_met.unwrap();
        assert!((ratio.value - 3.0).abs() < 1e-9 && figures.too_often, "{ratio:?}");
    }

    #[test]
    fn rung_for_as_often_as_it_comes_true_is_fair() {
        assert!(!found(&school(20), "f").unwrap().too_often);
    }

    #[test]
    fn a_little_more_often_is_no_warning() {
        assert!(!found(&school(25), "f").unwrap().too_often);
    }

    #[test]
    fn fewer_than_fifty_give_no_warning() {
        let mut groups = school(20);
        people(&mut groups, "x", 49, true, false);
        let figures = found(&groups, "x").unwrap();
        assert!(figures.rung_over_met.unwrap().low > TOO_OFTEN && !figures.too_often);
    }

    #[test]
    fn fewer_than_ten_are_not_shown() {
        let mut groups = school(20);
        people(&mut groups, "x", 9, true, false);
        assert_eq!(found(&groups, "x"), None);
    }

    #[test]
    fn a_person_counts_once_in_each_programme() {
        let mut groups = Groups::new(0);
        let web = seen(Some(Fate::Met), true);
        let data = Seen { programme: "data".into(), ..seen(None, false) };
        for _ in 0..10 {
            groups.add(&[], &[web.clone(), web.clone(), data.clone()]);
        }
        let shown = |value| {
            let figures = found(&groups, value).unwrap();
            (figures.students, figures.rung.unwrap().value, figures.met.unwrap().value)
        };
        assert_eq!([shown("web"), shown("data")], [(10, 1.0, 1.0), (10, 0.0, 0.0)]);
    }

    #[test]
    fn merging_is_counting_together() {
        let mut twice = school(60);
        twice.merge(&school(60));
        let mut both = Groups::new(1);
        for _ in 0..2 {
            both.merge(&school(60));
        }
        assert_eq!(twice, both);
    }
}
