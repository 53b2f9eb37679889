//! Measures of order. People of equal probability share their place.

use super::{Ranked, Scored};

/// People of one probability: positives and negatives, by weight.
struct Group {
    positives: f64,
    negatives: f64,
}

fn groups(ranked: &Ranked, weights: &[u32]) -> impl Iterator<Item = Group> {
    let people: Vec<(&Scored, u32)> = ranked.people().iter().zip(weights.iter().copied()).collect();
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = people.get(start)?.0.probability;
        let mut group = Group { positives: 0.0, negatives: 0.0 };
        while let Some((person, weight)) = people.get(start)
            && person.probability.total_cmp(&first).is_eq()
        {
            let side = if person.positive { &mut group.positives } else { &mut group.negatives };
            *side += f64::from(*weight);
            start += 1;
        }
        Some(group)
    })
}

/// Average precision: the sum over the list of precision × gain in recall
/// (Davis and Goadrich, ICML 2006, on why steps and not straight lines).
/// NaN without a positive.
pub fn area_under_precision_recall(ranked: &Ranked, weights: &[u32]) -> f64 {
    let (mut hits, mut seen, mut area) = (0.0, 0.0, 0.0);
    for group in groups(ranked, weights) {
        hits += group.positives;
        seen += group.positives + group.negatives;
        if group.positives > 0.0 {
            area += group.positives * hits / seen;
        }
    }
    area / hits
}

/// The chance that a random positive stands before a random negative, ties
/// counting half (Hanley and `McNeil`, Radiology 143, 1982). NaN without both.
pub fn area_under_roc(ranked: &Ranked, weights: &[u32]) -> f64 {
    let (mut before, mut negatives, mut pairs) = (0.0, 0.0, 0.0);
    for group in groups(ranked, weights) {
        pairs += group.negatives * (before + group.positives / 2.0);
        before += group.positives;
        negatives += group.negatives;
    }
    pairs / (before * negatives)
}

/// How well a column by itself tells the positives from the others, either way
/// round: area under ROC. Whether a value is missing (NaN) counts as well as
/// the value. NaN without both.
pub fn tells(column: &(impl Iterator<Item = f64> + Clone), truths: &[bool]) -> f64 {
    let of = |missing: f64| {
        let known = column.clone().map(|value| if value.is_nan() { missing } else { value });
        let people = known.zip(truths);
        let people = people.map(|(probability, truth)| Scored { probability, positive: *truth });
        let ranked = Ranked::new(people.collect());
        let roc = area_under_roc(&ranked, &ranked.once());
        roc.max(1.0 - roc)
    };
    of(f64::MIN).max(of(f64::MAX))
}

/// Share of all positives among the first `share` of the list, rounded up to
/// whole people; where the cut falls among equals, their average counts.
/// NaN without a positive.
pub fn recall_at(ranked: &Ranked, weights: &[u32], share: f64) -> f64 {
    let people: f64 = weights.iter().map(|weight| f64::from(*weight)).sum();
    let mut room = (people * share).ceil();
    let (mut hits, mut positives) = (0.0, 0.0);
    for group in groups(ranked, weights) {
        let size = group.positives + group.negatives;
        positives += group.positives;
        if size > 0.0 {
            hits += group.positives * (room / size).min(1.0);
            room = (room - size).max(0.0);
        }
    }
    hits / positives
}

#[cfg(test)]
mod tests {
    use super::super::ranked;
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn average_precision_adds_the_precision_at_each_positive() {
        let list = ranked(&[(0.9, true), (0.8, false), (0.7, true), (0.1, false)]);
        close(area_under_precision_recall(&list, &list.once()), f64::midpoint(1.0, 2.0 / 3.0));
    }

    #[test]
    fn one_probability_for_all_has_the_precision_of_chance() {
        let list = ranked(&[(0.5, true), (0.5, false), (0.5, false), (0.5, false)]);
        close(area_under_precision_recall(&list, &list.once()), 0.25);
    }

    #[test]
    fn the_roc_area_counts_pairs_in_the_right_order() {
        let list = ranked(&[(0.9, true), (0.8, false), (0.7, true), (0.1, false)]);
        close(area_under_roc(&list, &list.once()), 0.75);
    }

    #[test]
    fn ties_between_the_two_kinds_count_half() {
        let list = ranked(&[(0.5, true), (0.5, false)]);
        close(area_under_roc(&list, &list.once()), 0.5);
    }

    #[test]
    fn recall_counts_the_positives_that_fit() {
        let list = ranked(&[(0.9, true), (0.8, false), (0.7, true), (0.1, true)]);
        close(recall_at(&list, &list.once(), 0.5), 1.0 / 3.0);
    }

    #[test]
    fn a_cut_among_equals_takes_their_average() {
        let list = ranked(&[(0.5, true), (0.5, true), (0.5, false), (0.5, false)]);
        close(recall_at(&list, &list.once(), 0.25), 0.25);
    }

    #[test]
    fn the_room_is_rounded_up_to_whole_people() {
        let list = ranked(&[(0.9, true), (0.8, true), (0.7, false)]);
        close(recall_at(&list, &list.once(), 0.4), 1.0);
    }

    #[test]
    fn without_a_positive_nothing_can_be_recalled() {
        let list = ranked(&[(0.9, false)]);
        assert!(recall_at(&list, &list.once(), 0.5).is_nan());
    }
}
