//! The list cut to the hours there are, and what waits below.

use super::Line;

/// A list that fits the hours.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// In order.
    pub lines: Vec<Line>,
    /// How many people with a reason still wait.
    pub waiting: usize,
    /// The minutes they would take.
    pub minutes_missing: u32,
}

/// Keep lines in order until the next one doesn't fit `minutes`; what may
/// never be cut stays whatever the hours. `None` keeps everybody.
pub fn cut(lines: Vec<Line>, minutes: Option<u32>) -> Cut {
    let Some(budget) = minutes else {
        return Cut { lines, waiting: 0, minutes_missing: 0 };
    };
    let mut kept = Vec::new();
    let (mut spent, mut full) = (0, false);
    let (mut waiting, mut minutes_missing) = (0, 0);
    for line in lines {
        let asks = !line.candidate.reasons.is_empty() || line.from_floor;
        let takes = u32::from(line.minutes);
        full |= spent + takes > budget;
        if line.candidate.never_cut() || (asks && !full) {
            spent += takes;
            kept.push(line);
        } else if asks {
            waiting += 1;
            minutes_missing += takes;
        }
    }
    Cut { lines: kept, waiting, minutes_missing }
}
