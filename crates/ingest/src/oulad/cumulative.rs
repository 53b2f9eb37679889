//! Activity from running totals: the difference of two rows is a period.

use std::io::Read;

use vigie_domain::fact::Activity;
use vigie_domain::time::Instant;

use super::day::Day;
use super::enrolments::{When, tell};
use super::presentations::Presentations;
use super::roster::{Enrolment, Roster, day};
use crate::table::{Checked, Column, Row, Table};
use crate::{Reason, Sink, Stop};

/// Columns of `studentVleCumulative.csv`.
pub(super) const CUMULATIVE: &[Column] = &[
    Column { name: "code_module", required: true },
    Column { name: "code_presentation", required: true },
    Column { name: "id_student", required: true },
    Column { name: "day", required: true },
    Column { name: "clicks", required: true },
    Column { name: "rows", required: false },
    Column { name: "active_days", required: false },
];

/// The course site opens to students four weeks before the start: a day of the
/// presentation.
pub const SITE_OPENS: Day = -28;

/// Totals up to and including a day.
#[derive(Clone, Copy, Debug)]
struct Total {
    day: Day,
    clicks: u32,
    active_days: Option<u16>,
}

/// Reads the table and tells each period in which there was something.
pub(super) fn read<R: Read>(
    mut table: Table<'_, R>,
    roster: &Roster,
    presentations: &Presentations,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    let mut last: Vec<Option<Total>> = vec![None; roster.enrolments().len()];
    while let Some(row) = table.next(sink) {
        let (index, total) = match checked(&row, roster, presentations, &last) {
            Ok(found) => found,
            Err(reject) => {
                sink.reject(*reject);
                continue;
            }
        };
        let enrolment = roster.enrolment(index);
        let previous = last[index as usize].replace(total);
        let presentation = presentations.get(enrolment.presentation);
        let start_of = |day| presentation.days.start_of(day);
        let from = start_of(previous.map_or_else(|| first_from(enrolment, total), |p| p.day + 1));
        let to = start_of(total.day + 1);
        if let Some(activity) = difference(previous, total, from, to) {
            let own_id = presentation.activity_key(total.day + 1);
            let student = roster.student(enrolment);
            tell(sink, student, Some(&enrolment.key), own_id, When::at(to), activity)?;
        }
    }
    Ok(())
}

/// Where the period of an enrolment's first row begins.
fn first_from(enrolment: &Enrolment, total: Total) -> Day {
    enrolment.enrolled.max(SITE_OPENS).min(total.day)
}

fn checked(
    row: &Row<'_>,
    roster: &Roster,
    presentations: &Presentations,
    last: &[Option<Total>],
) -> Checked<(u32, Total)> {
    let enrolment = roster.of_row(row, presentations)?;
    let total = Total {
        day: day(row, 3)?.ok_or_else(|| row.refuse(3, Reason::Empty, ""))?,
        clicks: row.required_number(4, "a whole number from 0")?,
        active_days: row.number(6, "a whole number from 0")?,
    };
    if let Some(previous) = last[enrolment as usize] {
        if total.day == previous.day {
            return Err(row.refuse(3, Reason::Duplicate, "the first row was taken"));
        }
        if total.day < previous.day {
            let hint = "sort the rows of an enrolment by day";
            return Err(row.refuse(3, Reason::Decreasing, hint));
        }
        if total.clicks < previous.clicks {
            return Err(row.refuse(4, Reason::Decreasing, ""));
        }
        if total.active_days.zip(previous.active_days).is_some_and(|(now, then)| now < then) {
            return Err(row.refuse(6, Reason::Decreasing, ""));
        }
    }
    Ok((enrolment, total))
}

/// What happened between two rows. Silence is no fact.
fn difference(
    previous: Option<Total>,
    total: Total,
    from: Instant,
    to: Instant,
) -> Option<Activity> {
    let actions = total.clicks - previous.map_or(0, |previous| previous.clicks);
    let active_days = match previous {
        None => total.active_days,
        Some(previous) => total.active_days.zip(previous.active_days).map(|(now, then)| now - then),
    };
    (actions > 0).then(|| Activity { from, to, actions, active_days, kinds: Vec::new() })
}
