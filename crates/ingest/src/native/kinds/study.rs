//! How a student comes, stays and leaves.

use vigie_domain::fact::LeavePlanned;

use super::super::file::{Cells, File};
use super::file;
use crate::Reason;
use crate::table::Checked;

pub(super) const FILES: &[File] = &[
    file! {
        Enquired in Student by None, "2025-07-02 10:15";
        channel = "email", "how the question came";
        programme = "dev-web", "the programme it was about";
    },
    file! {
        Oriented in Student by None, "2025-07-10 14:00";
        programme = "dev-web", "the programme that was suggested";
    },
    file! {
        Enrolled in Enrolment by Some(&[]), "2025-08-25";
        programme = "dev-web", "the programme (`programmes.csv`)";
        cohort = "2025-09", "the cohort: those who start together";
        starts_at = "2025-09-01", "first day of study";
        target_end.end_of_day() = "2026-08-31", "last day, as the student means it";
        weekly_hours = "35", "agreed hours of study a week";
        funding = "personal", "who pays";
        funding_ends.end_of_day() = "2026-08-31", "last day of the agreed funding";
    },
    file! {
        Reenrolled in Enrolment by Some(&["occurred_at"]), "2026-02-02";
        target_end.end_of_day() = "2026-10-31", "a new last day, if one was agreed";
    },
    file! {
        LeavePlanned in Enrolment by Some(&["from"]), "2025-11-20";
        from = "2025-12-22", "first day of the leave";
        until = "2026-01-05", "first day after the leave";
        @check leave_has_a_length
    },
    file! {
        Paused in Enrolment by Some(&["occurred_at"]), "2025-12-22";
        until = "2026-01-05", "first day after the leave, if it is known";
    },
    file! { Resumed in Enrolment by Some(&["occurred_at"]), "2026-01-05"; },
    file! {
        Diploma in Enrolment by Some(&["programme"]), "2026-08-28";
        programme = "dev-web", "the programme";
        guarantee_until.end_of_day() = "2027-02-28", "last day of the job guarantee";
    },
    file! {
        Withdrawn in Enrolment by Some(&["occurred_at"]), "2026-01-20";
        reason.or("unknown") = "job", "why";
        return_at = "2026-02-02", "when they mean to come back";
    },
];

fn leave_has_a_length(cells: &Cells<'_>, leave: &LeavePlanned) -> Checked<()> {
    if leave.from < leave.until {
        return Ok(());
    }
    let reason = Reason::Contradiction("the leave ends before it begins");
    Err(cells.refuse("until", reason, "`until` is the first day after the leave"))
}
