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
    let gap = calibrated.then_some("calibration gap");
    let before = which.iter().copied().chain(["n", "base rate"]).chain(gap);
    let after = ["reached", "recall", "precision", "overlooked gap", "ABROCA", "chance"];
    let mut table = Table::new(&before.chain(after).collect::<Vec<_>>());
    for (mut row, group) in lines {
        match group {
            Some(group) => {
                row.push(group.people.to_string());
                let before = [Some(group.base_rate), calibrated.then_some(group.calibration_gap)];
                let after = [
                    group.contact_rate,
                    group.recall,
                    group.precision,
                    group.overlooked_gap,
                    group.abroca,
                    group.chance,
                ];
                let figures = before.into_iter().flatten().chain(after);
                row.extend(figures.map(|value| format!("{value:.3}")));
            }
            // Too small: not even its size.
            None => row.extend(std::iter::repeat_n("–".to_owned(), 8 + usize::from(calibrated))),
        }
        table.row(row);
    }
    table
}
