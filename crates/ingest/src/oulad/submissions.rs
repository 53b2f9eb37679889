//! Work handed in, with its mark.

use std::collections::HashSet;
use std::io::Read;

use vigie_domain::fact::Submitted;
use vigie_domain::ids::Key;

use super::enrolments::{When, tell};
use super::presentations::Presentations;
use super::roster::{Roster, day, unregistered};
use crate::table::{Checked, Column, Row, Table};
use crate::{Reason, Sink, Stop};

/// Columns of `studentAssessment.csv`.
pub(super) const SUBMISSIONS: &[Column] = &[
    Column { name: "id_assessment", required: true },
    Column { name: "id_student", required: true },
    Column { name: "date_submitted", required: true },
    Column { name: "is_banked", required: true },
    Column { name: "score", required: true },
];

/// Reads the table and tells each submission.
pub(super) fn read<R: Read>(
    mut table: Table<'_, R>,
    roster: &Roster,
    presentations: &Presentations,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    // Work has one presentation, so enrolment and item say which submission it is.
    let mut seen: HashSet<(u32, Key)> = HashSet::new();
    while let Some(row) = table.next(sink) {
        match submission(&row, roster, presentations) {
            Ok(found) if seen.insert((found.enrolment, found.submitted.item.clone())) => {
                let enrolment = roster.enrolment(found.enrolment);
                let own_id = found.submitted.item.clone();
                let student = roster.student(enrolment);
                tell(sink, student, Some(&enrolment.key), own_id, found.when, found.submitted)?;
            }
            Ok(_) => {
                sink.reject(*row.refuse(0, Reason::Duplicate, "the first row was taken"));
            }
            Err(reject) => sink.reject(*reject),
        }
    }
    Ok(())
}

struct Submission {
    enrolment: u32,
    when: When,
    submitted: Submitted,
}

fn submission(
    row: &Row<'_>,
    roster: &Roster,
    presentations: &Presentations,
) -> Checked<Submission> {
    let item = row.required(0)?;
    let work = presentations
        .assessment(item)
        .ok_or_else(|| row.refuse(0, Reason::Unmatched { table: "assessments.csv" }, ""))?;
    let enrolment =
        roster.find(work.presentation, row.required(1)?).ok_or_else(|| unregistered(row, 1))?;
    let submitted = day(row, 2)?.ok_or_else(|| row.refuse(2, Reason::Empty, ""))?;
    let banked = match row.required(3)? {
        "0" => false,
        "1" => true,
        _ => return Err(row.refuse(3, Reason::UnknownWord, "0 or 1")),
    };
    let score: Option<f32> = row.number(4, "a number")?;
    if score.is_some_and(|score| !(0.0..=100.0).contains(&score)) {
        return Err(row.refuse(4, Reason::OutOfRange { range: "0 to 100".into() }, ""));
    }
    // A banked mark comes over from an earlier enrolment: its day says only
    // "before the start", and it can't arrive before the enrolment it is for.
    let enrolled = roster.enrolment(enrolment).enrolled;
    let happened = if banked { submitted.max(enrolled) } else { submitted };
    Ok(Submission {
        enrolment,
        when: When::on(presentations.get(work.presentation), happened),
        submitted: Submitted { item: item.into(), due: work.due, score, banked },
    })
}
