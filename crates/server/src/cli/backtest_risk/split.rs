//! Who teaches, and who is foretold.
//!
//! A presentation does one of both. Where no list says which teach, those do
//! that begin before the first one that is foretold.

use std::collections::BTreeSet;

use vigie_domain::ids::Key;

use super::oulad::Unit;

/// What an enrolment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// To learn from.
    Teaches,
    /// To be foretold.
    Foretold,
}

/// A folder as it was named.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The place of the folder.
    pub(super) folder: usize,
    /// The presentations that were listed; none for all.
    pub(super) listed: BTreeSet<Key>,
    /// Those that it has.
    pub(super) there: BTreeSet<Key>,
}

/// Presentations, earliest first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) taught: Vec<Key>,
    pub(super) foretold: Vec<Key>,
    /// What was left out without being asked, in words.
    pub(super) remark: Option<String>,
}

impl Part {
    /// Those that were asked for.
    pub(super) fn chosen(&self) -> BTreeSet<Key> {
        let wanted = |name: &&Key| self.listed.is_empty() || self.listed.contains(*name);
        self.there.iter().filter(wanted).cloned().collect()
    }
}

/// The presentations of one folder.
pub(super) fn presentations(units: &[Unit], folder: usize) -> BTreeSet<Key> {
    let of = units.iter().filter(|unit| unit.folders.contains(&folder));
    of.map(|unit| unit.presentation.clone()).collect()
}

/// Deals the roles.
///
/// # Errors
/// If a presentation was listed for both, or is nowhere, or nothing is left for
/// one of the roles: in words.
pub(super) fn split(train: &[Part], test: &Part) -> Result<Split, String> {
    for part in train.iter().chain([test]) {
        if let Some(odd) = part.listed.difference(&part.there).next() {
            return Err(format!("no enrolment of `{odd}` is in the folder that it is asked of"));
        }
    }
    let mut taught: BTreeSet<Key> = train.iter().flat_map(Part::chosen).collect();
    let mut foretold = test.chosen();
    let both: BTreeSet<Key> = taught.intersection(&foretold).cloned().collect();
    let listed = |name: &Key| train.iter().any(|part| part.listed.contains(name));
    let same_folder = train.iter().all(|part| part.folder == test.folder);
    let free = train.iter().all(|part| part.listed.is_empty());
    let mut remark = None;
    if !test.listed.is_empty() {
        if let Some(twice) = both.iter().find(|name| listed(name)) {
            return Err(format!("`{twice}` cannot teach and be foretold: leave it out of --train"));
        }
        taught.retain(|name| !foretold.contains(name));
    } else if foretold.len() > both.len() {
        foretold.retain(|name| !both.contains(name));
        if !both.is_empty() && !same_folder {
            remark = Some(format!("not foretold, since --train has them: {}", words(&both)));
        }
    } else if same_folder && free {
        // One folder for both: its last presentation is held back.
        foretold = foretold.pop_last().into_iter().collect();
        taught.retain(|name| !foretold.contains(name));
    } else {
        return Err(format!(
            "nothing is left to foretell: --train has {} too; name the presentations that teach \
             (DIR:PRESENTATION,…), or those to foretell",
            words(&both)
        ));
    }
    if let Some(first) = foretold.first() {
        let later = |name: &Key| name >= first && !listed(name);
        let left_out: BTreeSet<Key> = taught.iter().filter(|name| later(name)).cloned().collect();
        taught.retain(|name| !later(name));
        if !left_out.is_empty() {
            remark = Some(format!("not learned from, since not earlier: {}", words(&left_out)));
        }
    }
    if taught.is_empty() {
        return Err("nothing to learn from: --train has no earlier presentation".to_owned());
    }
    let sorted = |names: BTreeSet<Key>| names.into_iter().collect();
    Ok(Split { taught: sorted(taught), foretold: sorted(foretold), remark })
}

fn words(names: &BTreeSet<Key>) -> String {
    names.iter().map(Key::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(folder: usize, listed: &[&str], there: &[&str]) -> Part {
        let set = |names: &[&str]| names.iter().map(|name| Key::from(*name)).collect();
        Part { folder, listed: set(listed), there: set(there) }
    }

    const THREE: [&str; 3] = ["2013B", "2013J", "2014B"];

    fn dealt(train: &Part, test: &Part) -> Result<(Vec<Key>, Vec<Key>), String> {
        split(std::slice::from_ref(train), test).map(|split| (split.taught, split.foretold))
    }

    fn names(names: &[&str]) -> Vec<Key> {
        names.iter().map(|name| Key::from(*name)).collect()
    }

    #[test]
    fn without_lists_one_folder_holds_its_last_presentation_back() {
        let dealt = dealt(&part(0, &[], &THREE), &part(0, &[], &THREE));
        assert_eq!(dealt, Ok((names(&THREE[..2]), names(&THREE[2..]))));
    }

    #[test]
    fn another_folder_is_foretold_and_everything_before_it_teaches() {
        let dealt = dealt(&part(0, &[], &THREE), &part(1, &[], &["2014J"]));
        assert_eq!(dealt, Ok((names(&THREE), names(&["2014J"]))));
    }

    #[test]
    fn of_a_folder_with_old_presentations_too_only_the_new_ones_are_foretold() {
        let all = ["2013B", "2013J", "2014B", "2014J"];
        let split = split(&[part(0, &[], &THREE)], &part(1, &[], &all)).unwrap();
        assert_eq!(split.foretold, names(&["2014J"]));
        assert!(split.remark.unwrap().contains("2013B, 2013J, 2014B"));
    }

    #[test]
    fn a_presentation_listed_for_both_is_refused() {
        let refused = dealt(&part(0, &["2013B", "2013J"], &THREE), &part(0, &["2013B"], &THREE));
        assert!(refused.unwrap_err().contains("`2013B` cannot teach and be foretold"));
    }

    #[test]
    fn a_presentation_of_the_same_name_in_another_folder_does_not_make_another_one_be_foretold() {
        let refused = dealt(&part(0, &[], &["2013B", "2014J"]), &part(1, &[], &["2014J"]));
        assert!(refused.unwrap_err().contains("nothing is left to foretell"));
    }

    #[test]
    fn what_the_test_lists_does_not_teach_and_nor_does_what_is_later() {
        let dealt = dealt(&part(0, &[], &THREE), &part(0, &["2013J"], &THREE));
        assert_eq!(dealt, Ok((names(&["2013B"]), names(&["2013J"]))));
    }

    #[test]
    fn a_list_may_teach_later_presentations() {
        let train = part(0, &["2013B", "2014B"], &THREE);
        let dealt = dealt(&train, &part(0, &["2013J"], &THREE));
        assert_eq!(dealt, Ok((names(&["2013B", "2014B"]), names(&["2013J"]))));
    }

    #[test]
    fn a_presentation_that_is_nowhere_is_named() {
        let refused = dealt(&part(0, &["2012B"], &THREE), &part(1, &[], &["2014J"]));
        assert!(refused.unwrap_err().contains("`2012B`"));
    }
}
