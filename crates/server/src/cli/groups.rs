//! Figures by group, as a table for people.

use vigie_evidence::fairness::Group;

use super::output::Table;

/// A table of groups: cells that say which, then the figures. `calibrated`:
/// there are probabilities to be held against what happened.
pub(super) fn table(
    which: &[&'static str],
    calibrated: bool,
    lines: impl IntoIterator<Item = (Vec<String>, Option<Group>)>,
) -> Table {
    let gap = ["calibration gap", "its chance"].into_iter().filter(|_| calibrated);
    let before = which.iter().copied().chain(["n", "base rate"]).chain(gap);
    let after =
        ["reached", "recall", "precision", "overlooked gap", "its chance", "ABROCA", "its chance"];
    let mut table = Table::new(&before.chain(after).collect::<Vec<_>>());
    for (mut row, group) in lines {
        match group {
            Some(group) => {
                row.push(group.people.to_string());
                let gap = [group.calibration_gap, group.calibration_chance];
                let gap = gap.into_iter().filter(|_| calibrated);
                let after = [
                    group.contact_rate,
                    group.recall,
                    group.precision,
                    group.overlooked_gap,
                    group.overlooked_chance,
                    group.abroca,
                    group.chance,
                ];
                let figures = [group.base_rate].into_iter().chain(gap).chain(after);
                row.extend(figures.map(|value| format!("{value:.3}")));
            }
            // Too small: not even its size.
            None => {
                row.extend(std::iter::repeat_n("–".to_owned(), 9 + 2 * usize::from(calibrated)));
            }
        }
        table.row(row);
    }
    table
}
