//! Figures by group, as a table for people.

use vigie_evidence::fairness::Group;

use super::output::Table;

const FIGURES: [&str; 9] = [
    "reached",
    "its chance",
    "recall",
    "overlooked gap",
    "its chance",
    "precision",
    "its chance",
    "ABROCA",
    "its chance",
];

/// A table of groups: cells that say which, then the figures. `calibrated`:
/// there are probabilities to be held against what happened.
pub(super) fn table(
    which: &[&'static str],
    calibrated: bool,
    lines: impl IntoIterator<Item = (Vec<String>, Option<Group>)>,
) -> Table {
    let gap = ["calibration gap", "its chance"].into_iter().filter(|_| calibrated);
    let before = which.iter().copied().chain(["n", "base rate"]).chain(gap);
    let mut table = Table::new(&before.chain(FIGURES).collect::<Vec<_>>());
    for (mut row, group) in lines {
        match group {
            Some(group) => {
                row.push(group.people.to_string());
                let gap = [group.calibration.size, group.calibration.chance];
                let gap = gap.into_iter().filter(|_| calibrated);
                let after = [
                    group.contact_rate,
                    group.contact.chance,
                    group.recall,
                    group.overlooked.size,
                    group.overlooked.chance,
                    group.precision,
                    group.precise.chance,
                    group.abroca.size,
                    group.abroca.chance,
                ];
                let figures = [group.base_rate].into_iter().chain(gap).chain(after);
                row.extend(figures.map(|value| format!("{value:.3}")));
            }
            // Too small: not even its size.
            None => {
                let cells = 2 + 2 * usize::from(calibrated) + FIGURES.len();
                row.extend(std::iter::repeat_n("–".to_owned(), cells));
            }
        }
        table.row(row);
    }
    table
}
