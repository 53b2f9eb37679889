//! What the figures of groups say, in plain words: for pages and the terminal.

use vigie_evidence::fairness::Gap;
use vigie_risk::card::{Card, GroupLine, ReachFrom};

use crate::reasons;
use crate::wording::{Locale, Word};

/// Chance alone gives a difference like this less often: worth a sentence.
const SELDOM: f64 = 0.05;
/// A gap smaller than this is not worth one.
const LEAST_GAP: f64 = 0.05;

/// What stands out among the groups of a model, one sentence for each; and
/// which attributes have groups that are not shown.
pub(crate) fn readings(locale: &Locale, groups: &[GroupLine]) -> Vec<String> {
    let mut said: Vec<String> = groups.iter().filter_map(|line| reading(locale, line)).collect();
    if let Some(hidden) = hidden(locale, groups) {
        if said.is_empty() {
            said.push(locale.text("risk-reads-nothing", &[]));
        }
        said.push(hidden);
    }
    said
}

/// That groups are not shown, and why; `None`: all are.
pub(crate) fn hidden(locale: &Locale, groups: &[GroupLine]) -> Option<String> {
    let hidden = groups.iter().filter(|line| line.figures.is_none());
    let mut attributes: Vec<String> =
        hidden.map(|line| reasons::attribute(locale, &line.attribute)).collect();
    attributes.dedup();
    let words = [("attributes", attributes.join(", "))];
    (!attributes.is_empty()).then(|| said(locale, "risk-reads-hidden", &words))
}

fn reading(locale: &Locale, line: &GroupLine) -> Option<String> {
    let group = line.figures?;
    let (key, gap) = if stands_out(group.overlooked) && group.overlooked.size > 0.0 {
        ("risk-reads-overlooked", group.overlooked)
    } else if stands_out(group.calibration) && group.calibration.size > 0.0 {
        ("risk-reads-too-dark", group.calibration)
    } else if stands_out(group.calibration) {
        ("risk-reads-too-bright", group.calibration)
    } else if stands_out(group.abroca) {
        ("risk-reads-order", group.abroca)
    } else {
        return None;
    };
    Some(sentence(locale, key, line, group.people, gap))
}

fn stands_out(gap: Gap) -> bool {
    gap.size.abs() > LEAST_GAP && gap.chance < SELDOM
}

/// Groups whose people a rule rings for less often than for others who left
/// just as well: one sentence for each.
pub(crate) fn of_rule(locale: &Locale, groups: &[GroupLine]) -> Vec<String> {
    let overlooked = groups.iter().filter_map(|line| {
        let group = line.figures?;
        let overlooked = stands_out(group.overlooked) && group.overlooked.size > 0.0;
        overlooked.then(|| {
            sentence(locale, "rules-reads-overlooked", line, group.people, group.overlooked)
        })
    });
    overlooked.collect()
}

fn sentence(locale: &Locale, key: &str, line: &GroupLine, people: usize, gap: Gap) -> String {
    let words = [
        ("attribute", reasons::attribute(locale, &line.attribute)),
        ("value", line.value.to_string()),
        ("people", people.to_string()),
        ("points", format!("{:.0}", gap.size.abs() * 100.0)),
    ];
    said(locale, key, &words)
}

/// How many the list was cut at, and where that is known from.
pub(crate) fn reach(locale: &Locale, card: &Card) -> String {
    reached(locale, card.reach, card.reach_from)
}

/// The same of any share.
pub(crate) fn reached(locale: &Locale, share: f64, from: ReachFrom) -> String {
    let n = ("n", format!("{:.0}", share * 100.0));
    match from {
        ReachFrom::Said => said(locale, "risk-reach-said", &[n]),
        ReachFrom::Assumed => said(locale, "risk-reach-assumed", &[n]),
        ReachFrom::Contacts { weeks, reached, there } => {
            let a_week = |all: u64| (all / u64::from(weeks.max(1))).to_string();
            let words = [
                n,
                ("weeks", weeks.to_string()),
                ("reached", a_week(reached)),
                ("there", a_week(there)),
            ];
            said(locale, "risk-reach-contacts", &words)
        }
    }
}

fn said(locale: &Locale, key: &str, words: &[(&str, String)]) -> String {
    let words: Vec<(&str, Word<'_>)> =
        words.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
    locale.text(key, &words)
}

#[cfg(test)]
mod tests {
    use vigie_evidence::fairness::Group;

    use super::*;
    use crate::wording::Language;

    fn line(change: impl Fn(&mut Group)) -> GroupLine {
        let none = Gap { size: 0.0, chance: 0.5 };
        let mut group = Group {
            people: 60,
            base_rate: 0.4,
            contact_rate: 0.2,
            recall: 0.3,
            precision: 0.5,
            contact: none,
            precise: none,
            overlooked: none,
            calibration: none,
            abroca: none,
        };
        change(&mut group);
        GroupLine { attribute: "age_band".into(), value: "18-25".into(), figures: Some(group) }
    }

    fn said_of(change: impl Fn(&mut Group)) -> Vec<String> {
        readings(Locale::of(Language::En), &[line(change)])
    }

    #[test]
    fn a_gap_that_chance_gives_is_not_worth_a_sentence() {
        assert_eq!(said_of(|group| group.overlooked.size = 0.2), Vec::<String>::new());
        assert_eq!(said_of(|group| group.calibration.size = 0.2), Vec::<String>::new());
    }

    #[test]
    fn every_gap_is_held_against_its_own_chance() {
        // The area's chance says nothing of whom the list overlooks.
        let area_alone =
            said_of(|group| (group.overlooked.size, group.abroca.chance) = (0.2, 0.01));
        assert_eq!(area_alone, Vec::<String>::new());
        let said = said_of(|group| group.overlooked = Gap { size: 0.2, chance: 0.01 });
        assert!(said.len() == 1 && said[0].contains("20 points"), "{said:?}");
    }

    #[test]
    fn too_dark_and_too_bright_are_told_apart() {
        let gap = |size| Gap { size, chance: 0.01 };
        let dark = said_of(|group| group.calibration = gap(0.1));
        let bright = said_of(|group| group.calibration = gap(-0.1));
        assert!(dark[0].contains("too dark") && bright[0].contains("too bright"), "{dark:?}");
    }

    #[test]
    fn groups_that_are_not_shown_are_named_by_their_attribute_in_both_languages() {
        let hidden = GroupLine { figures: None, ..line(|_| ()) };
        for (language, because) in [(Language::En, "subtract"), (Language::Fr, "soustraction")] {
            let said = readings(Locale::of(language), &[line(|_| ()), hidden.clone()]);
            assert!(said.len() == 2 && said[1].contains(because), "{said:?}");
        }
    }

    #[test]
    fn where_the_share_is_known_from_is_said() {
        let locale = Locale::of(Language::En);
        let from = ReachFrom::Contacts { weeks: 12, reached: 240, there: 1_200 };
        let said = reached(locale, 0.2, from);
        assert!(said.contains("20 of 100") && said.contains("last 12 weeks"), "{said}");
        assert!(reached(locale, 0.1, ReachFrom::Assumed).contains("no contact"), "assumed");
    }
}
