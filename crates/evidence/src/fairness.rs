//! Is a list as good for one group of people as for the others?
//!
//! Groups are told apart only here, afterwards: what orders people sees no
//! protected attribute. Small groups are not reported, both because their
//! figures are noise and because they could point at persons; nor can they be
//! computed from what is reported.

use serde::{Deserialize, Serialize};

/// Groups of fewer people, or with fewer positives or negatives than
/// [`LEAST_OF_A_KIND`], are not reported.
pub const LEAST_PEOPLE: usize = 30;
/// At least so many positives, and so many negatives.
pub const LEAST_OF_A_KIND: usize = 10;

/// One person: what was said, what came of it, and to which group they belong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Person {
    /// Probability of the target.
    pub probability: f64,
    /// Did it come true?
    pub positive: bool,
    /// Place among the groups.
    pub group: usize,
}

/// How a group differs from everybody else.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// By how much.
    pub size: f64,
    /// Share of random regroupings with a difference at least as large, either
    /// way, the real one counted in.
    pub chance: f64,
}

/// The figures of one group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// How many people.
    pub people: usize,
    /// Rate of the target.
    pub base_rate: f64,
    /// Share of the group that is reached.
    pub contact_rate: f64,
    /// Of the group's positives, the share that is reached.
    pub recall: f64,
    /// Of those reached in the group, the share of positives; NaN if nobody is.
    pub precision: f64,
    /// The contact rate, less everybody else's.
    pub contact: Gap,
    /// The precision, less everybody else's: those who are reached are dealt anew.
    pub precise: Gap,
    /// Positives who are not reached, against everybody else's: above 0, this
    /// group's positives are overlooked more often. Positives alone are dealt
    /// anew, since groups may have more or fewer of them.
    pub overlooked: Gap,
    /// Mean probability minus the rate: above 0, the group is painted too
    /// black. The chance is that of how far this lies from everybody else's.
    pub calibration: Gap,
    /// ABROCA: area between this group's ROC curve and everybody else's.
    pub abroca: Gap,
}

/// Measures every group at a capacity: the `room` people most at risk are
/// reached, whatever their group. `None` for a group too small to report, and
/// beside a single one of these for the next smallest, too: figures of the
/// whole less those of all the others would be its own. `draw(n)` gives a
/// uniform number below `n`.
pub fn audit(
    people: &[Person],
    groups: usize,
    room: usize,
    regroupings: usize,
    mut draw: impl FnMut(usize) -> usize,
) -> Vec<Option<Group>> {
    let mut people = people.to_vec();
    people.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let mut found: Vec<Option<Group>> = (0..groups)
        .map(|group| {
            let inside: Vec<bool> = people.iter().map(|person| person.group == group).collect();
            if too_small(&people, &inside) {
                return None;
            }
            let means = means(&people, &inside, room);
            let mut group = figures(&people, &inside, &means);
            chances(&mut group, &people, inside, means, regroupings, &mut draw);
            Some(group)
        })
        .collect();
    hide_beside_one(&mut found, &people);
    found
}

fn too_small(people: &[Person], inside: &[bool]) -> bool {
    let count = |positive| {
        let of_a_kind =
            |(person, inside): &(&Person, &bool)| **inside && person.positive == positive;
        people.iter().zip(inside).filter(of_a_kind).count()
    };
    let [positives, negatives] = [true, false].map(count);
    positives + negatives < LEAST_PEOPLE || positives.min(negatives) < LEAST_OF_A_KIND
}

/// All but the chances.
fn figures(people: &[Person], inside: &[bool], means: &[Mean; 4]) -> Group {
    let [contact, precise, overlooked, residual] = means;
    let gap = |size| Gap { size, chance: f64::NAN };
    Group {
        people: inside.iter().filter(|inside| **inside).count(),
        base_rate: Mean::of(people, inside, |_, person| Some(share(person.positive))).mean(true),
        contact_rate: contact.mean(true),
        recall: 1.0 - overlooked.mean(true),
        precision: precise.mean(true),
        contact: gap(contact.apart()),
        precise: gap(precise.apart()),
        overlooked: gap(overlooked.apart()),
        calibration: gap(residual.mean(true)),
        abroca: gap(area_between(people, inside)),
    }
}

/// What is compared: who is reached; of them, who is positive; of these, who
/// is not reached; and what was said of somebody, less what came of it.
fn means(people: &[Person], inside: &[bool], room: usize) -> [Mean; 4] {
    let reached = |place: usize| place < room;
    [
        Mean::of(people, inside, |place, _| Some(share(reached(place)))),
        Mean::of(people, inside, |place, one| reached(place).then(|| share(one.positive))),
        Mean::of(people, inside, |place, one| one.positive.then(|| share(!reached(place)))),
        Mean::of(people, inside, |_, one| Some(one.probability - share(one.positive))),
    ]
}

/// Deals people anew, and counts how often that sets a group apart as far.
fn chances(
    group: &mut Group,
    people: &[Person],
    mut inside: Vec<bool>,
    mut means: [Mean; 4],
    regroupings: usize,
    draw: &mut impl FnMut(usize) -> usize,
) {
    let real = [0, 1, 2, 3].map(|place: usize| means[place].apart().abs());
    // Equal but for rounding; and what is not defined stands out in nothing.
    let as_large = |dealt: f64, real: f64| usize::from(real.is_nan() || dealt >= real - 1e-12);
    let (mut of_means, mut of_area) = ([0; 4], 0);
    for _ in 0..regroupings {
        shuffle(&mut inside, draw);
        of_area += as_large(area_between(people, &inside), group.abroca.size);
        for ((mean, count), real) in means.iter_mut().zip(&mut of_means).zip(real) {
            shuffle(&mut mean.inside, draw);
            *count += as_large(mean.apart().abs(), real);
        }
    }
    // The grouping as it is counts as one of them.
    let chance = |count| ratio(count + 1, regroupings + 1);
    group.abroca.chance = chance(of_area);
    let gaps =
        [&mut group.contact, &mut group.precise, &mut group.overlooked, &mut group.calibration];
    for (gap, count) in gaps.into_iter().zip(of_means) {
        gap.chance = chance(count);
    }
}

/// Numbers of people inside a group and outside, whose means are compared.
struct Mean {
    values: Vec<f64>,
    inside: Vec<bool>,
}

impl Mean {
    /// Of those who have such a number.
    fn of(
        people: &[Person],
        inside: &[bool],
        value: impl Fn(usize, &Person) -> Option<f64>,
    ) -> Self {
        let (values, inside) = people
            .iter()
            .zip(inside)
            .enumerate()
            .filter_map(|(place, (person, inside))| Some((value(place, person)?, *inside)))
            .unzip();
        Self { values, inside }
    }

    /// Inside or outside; NaN of nobody.
    fn mean(&self, inside: bool) -> f64 {
        let of = self.values.iter().zip(&self.inside).filter(|(_, one)| **one == inside);
        let (sum, count) = of.fold((0.0, 0), |(sum, count), (value, _)| (sum + value, count + 1));
        sum / ratio(count, 1)
    }

    /// Inside less outside.
    fn apart(&self) -> f64 {
        self.mean(true) - self.mean(false)
    }
}

fn share(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// Where a single group that has people is not shown, the smallest of those
/// shown isn't, either.
fn hide_beside_one(found: &mut [Option<Group>], people: &[Person]) {
    let hidden = (0..found.len())
        .filter(|group| found[*group].is_none() && people.iter().any(|one| one.group == *group));
    if hidden.count() != 1 {
        return;
    }
    let shown = found.iter_mut().filter(|group| group.is_some());
    if let Some(next) = shown.min_by_key(|group| group.map(|group| group.people)) {
        *next = None;
    }
}

/// ABROCA: the area between two ROC curves, absolute (Gardner, Brooks and
/// Baker, LAK 2019), here of a group against everybody else.
fn area_between(people: &[Person], inside: &[bool]) -> f64 {
    let (ours, theirs) = (curve(people, inside, true), curve(people, inside, false));
    let mut cuts: Vec<f64> = ours.iter().chain(&theirs).map(|point| point.0).collect();
    cuts.sort_unstable_by(f64::total_cmp);
    cuts.dedup();
    let between = |a: f64, b: f64| {
        // Between two cuts both are straight: so is what lies between them.
        let from = just_after(&ours, a) - just_after(&theirs, a);
        let to = just_before(&ours, b) - just_before(&theirs, b);
        let (wide, sum) = (b - a, from.abs() + to.abs());
        if from * to < 0.0 {
            return wide * (from * from + to * to) / (2.0 * sum);
        }
        wide * sum / 2.0
    };
    cuts.windows(2).map(|pair| between(pair[0], pair[1])).sum()
}

/// (false positive rate, true positive rate) from left to right, to be joined
/// by straight lines. People of one probability are one step: a list can put
/// them in any order.
fn curve(people: &[Person], inside: &[bool], wanted: bool) -> Vec<(f64, f64)> {
    let of = || people.iter().zip(inside).filter(|(_, inside)| **inside == wanted);
    let positives = of().filter(|(person, _)| person.positive).count();
    let negatives = of().count() - positives;
    let (mut hits, mut alarms) = (0, 0);
    let mut points = vec![(0.0, 0.0)];
    let mut own = of().map(|(person, _)| person).peekable();
    while let Some(person) = own.next() {
        if person.positive {
            hits += 1;
        } else {
            alarms += 1;
        }
        let tied = |next: &&Person| next.probability.total_cmp(&person.probability).is_eq();
        if own.peek().is_none_or(|next| !tied(next)) {
            points.push((ratio(alarms, negatives), ratio(hits, positives)));
        }
    }
    points
}

/// Height of a curve right of `at`.
fn just_after(curve: &[(f64, f64)], at: f64) -> f64 {
    let place = curve.partition_point(|point| point.0 <= at);
    let left = curve[..place].last().copied().unwrap_or((0.0, 0.0));
    curve.get(place).map_or(left.1, |right| on_line(left, *right, at))
}

/// Height of a curve left of `at`.
fn just_before(curve: &[(f64, f64)], at: f64) -> f64 {
    let place = curve.partition_point(|point| point.0 < at);
    let left = curve[..place].last().copied().unwrap_or((0.0, 0.0));
    curve.get(place).map_or(left.1, |right| on_line(left, *right, at))
}

fn on_line(left: (f64, f64), right: (f64, f64), at: f64) -> f64 {
    left.1 + (right.1 - left.1) * (at - left.0) / (right.0 - left.0)
}

/// Fisher and Yates, 1938.
fn shuffle(values: &mut [bool], draw: &mut impl FnMut(usize) -> usize) {
    for place in (1..values.len()).rev() {
        values.swap(place, draw(place + 1));
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator of our own: the audit takes any.
    fn chance() -> impl FnMut(usize) -> usize {
        let mut state = 7_u64;
        move |n| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(state >> 33).unwrap_or(0) % n
        }
    }

    /// Forty people in each of two groups; the model is right about the first
    /// and guesses about the second.
    fn people() -> Vec<Person> {
        let person = |number: u32, group: usize| {
            let positive = number.is_multiple_of(2);
            let right = if positive { 0.8 } else { 0.2 };
            let guess = f64::from(number * 17 % 40) / 40.0;
            let probability = if group == 0 { right } else { guess };
            Person { probability: probability + f64::from(number) * 1e-6, positive, group }
        };
        (0..40).flat_map(|number| [person(number, 0), person(number, 1)]).collect()
    }

    fn audited() -> Vec<Option<Group>> {
        audit(&people(), 2, 40, 199, chance())
    }

    #[test]
    fn a_group_about_whom_the_model_guesses_stands_out() {
        let groups = audited();
        let guessed = groups[1].unwrap();
        assert!(guessed.abroca.size > 0.3 && guessed.abroca.chance < 0.02, "{guessed:?}");
    }

    #[test]
    fn its_positives_are_overlooked_more_often() {
        let groups = audited();
        assert!(
            groups[1].unwrap().overlooked.size > 0.1 && groups[0].unwrap().overlooked.size < -0.1
        );
    }

    #[test]
    fn positives_overlooked_by_far_are_no_chance_and_those_of_a_few_are() {
        let groups = audited();
        assert!(groups[1].unwrap().overlooked.chance < 0.05, "{groups:?}");
        let mut people = people();
        // The order says nothing of either group.
        for (place, person) in people.iter_mut().enumerate() {
            person.probability = f64::from(u32::try_from(place * 37 % 80).unwrap()) / 80.0;
        }
        let groups = audit(&people, 2, 40, 199, chance());
        assert!(groups.iter().flatten().all(|g| g.overlooked.chance > 0.05), "{groups:?}");
    }

    #[test]
    fn a_group_painted_too_black_is_no_chance_and_everybody_alike_is() {
        let painted = |whom: &dyn Fn(&Person) -> bool| {
            let mut people = people();
            people.iter_mut().filter(|p| whom(p)).for_each(|p| p.probability = 0.9);
            audit(&people, 2, 40, 199, chance())[0].unwrap().calibration.chance
        };
        assert!(painted(&|person| person.group == 0) < 0.02);
        assert!(painted(&|_| true) > 0.05);
    }

    #[test]
    fn a_group_that_is_called_more_often_and_for_less_is_no_chance() {
        // The first group's people stand first, whoever leaves.
        let mut people = people();
        for (place, person) in (0_u32..).zip(&mut people) {
            person.probability = f64::from(place) / 160.0 + share(person.group == 0) * 0.5;
            person.positive = (person.group == 1) == (place % 8 > 1);
        }
        let groups = audit(&people, 2, 55, 199, chance());
        let [first, second] = [groups[0].unwrap(), groups[1].unwrap()];
        assert!(first.contact.size > 0.5 && first.contact.chance < 0.02, "{first:?}");
        assert!((first.contact.size + second.contact.size).abs() < 1e-9, "{groups:?}");
        assert!(first.precise.size < -0.2 && first.precise.chance < 0.05, "{first:?}");
        assert!((first.precision - second.precision - first.precise.size).abs() < 1e-9);
    }

    #[test]
    fn a_group_without_others_stands_out_in_nothing() {
        let mut people = people();
        for person in &mut people {
            person.group = 0;
        }
        let group = audit(&people, 1, 40, 19, chance())[0].unwrap();
        let gaps =
            [group.contact, group.precise, group.overlooked, group.calibration, group.abroca];
        assert!(gaps.iter().all(|gap| gap.chance > 0.99), "{gaps:?}");
    }

    #[test]
    fn groups_dealt_at_random_do_not() {
        let mut draw = chance();
        let mut people = people();
        for person in &mut people {
            person.group = draw(2);
        }
        let groups = audit(&people, 2, 40, 199, draw);
        assert!(groups.iter().flatten().all(|group| group.abroca.chance > 0.05), "{groups:?}");
    }

    #[test]
    fn a_rule_that_rings_or_not_has_the_same_curve_in_whatever_order_people_come() {
        // Alike in both groups, but told in the opposite order.
        let of = |group: usize| {
            let person = |number: u32| {
                let (rang, positive) = (number < 20, number.is_multiple_of(4) == (number < 30));
                Person { probability: if rang { 1.0 } else { 0.0 }, positive, group }
            };
            let mut people: Vec<Person> = (0..60).map(person).collect();
            if group == 1 {
                people.reverse();
            }
            people
        };
        let people = [of(0), of(1)].concat();
        let groups = audit(&people, 2, 40, 9, chance());
        assert!(groups.iter().flatten().all(|group| group.abroca.size < 1e-12), "{groups:?}");
    }

    #[test]
    fn the_area_between_is_that_between_straight_lines() {
        let of = |marks: &[(f64, bool)], group: usize| -> Vec<Person> {
            let person = |&(probability, positive)| Person { probability, positive, group };
            marks.iter().map(person).collect()
        };
        // One knows and the other rings for everybody: the triangle above the
        // diagonal.
        let knows = of(&[(0.9, true), (0.1, false)], 0);
        let people = [knows, of(&[(0.5, true), (0.5, false)], 1)].concat();
        let mut people = people;
        people.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        let inside: Vec<bool> = people.iter().map(|person| person.group == 0).collect();
        assert!((area_between(&people, &inside) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_small_group_is_not_reported() {
        let mut people = people();
        people.iter_mut().take(12).for_each(|person| person.group = 2);
        assert_eq!(audit(&people, 3, 40, 9, chance())[2], None);
    }

    #[test]
    fn a_small_group_cannot_be_computed_from_the_others() {
        // 40 people less twelve, 40 less none, and twelve of their own.
        let mut people = people();
        people.extend(people.clone());
        people.iter_mut().filter(|p| p.group == 0).take(12).for_each(|person| person.group = 2);
        let shown = |people: &[Person], groups| -> Vec<bool> {
            audit(people, groups, 40, 9, chance()).iter().map(Option::is_some).collect()
        };
        assert_eq!(shown(&people, 3), [false, true, false], "the next smallest goes, too");
        // Of two small ones, only the sum is known; and a group of nobody hides nobody.
        people.iter_mut().filter(|p| p.group == 2).take(6).for_each(|person| person.group = 3);
        assert_eq!(shown(&people, 4), [true, true, false, false]);
        assert_eq!(shown(&self::people(), 3), [true, true, false]);
    }

    #[test]
    fn a_group_painted_too_black_has_a_gap_above_nothing() {
        let mut people = people();
        people.iter_mut().filter(|p| p.group == 0).for_each(|p| p.probability = 0.9);
        let group = audit(&people, 2, 40, 9, chance())[0].unwrap();
        assert!((group.calibration.size - 0.4).abs() < 1e-9);
    }
}
