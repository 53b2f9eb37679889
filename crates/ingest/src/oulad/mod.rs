//! The Open University Learning Analytics Dataset (Kuzilek, Hlosta and
//! Zdrahal, Scientific Data 4:170171, 2017).
//!
//! `docs/oulad.md` says how each table becomes facts and why. One rule stands
//! above the others: no fact knows its future.

mod clicks;
mod cumulative;
mod day;
mod enrolments;
mod presentations;
mod roster;
mod submissions;

use std::path::Path;

use clicks::Sites;
pub use cumulative::SITE_OPENS;
use presentations::Presentations;
use roster::Roster;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Kind, Kinds};

use crate::folder::Folder;
use crate::{Error, Reason, Reject, Sink, Supply};

/// The name of this source in facts.
pub const SOURCE: &str = "oulad";

/// The time zone of the school in this set.
pub const ZONE: &str = "Europe/London";

const FILES: [&str; 8] = [
    "courses.csv",
    "assessments.csv",
    "studentRegistration.csv",
    "studentInfo.csv",
    "studentAssessment.csv",
    "vle.csv",
    "studentVleCumulative.csv",
    "studentVle.csv",
];

/// What the set leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Spread the students over this many advisors; 0 for none.
    pub advisors: u16,
}

/// Reads the set in `dir`: people and programmes first, then facts.
///
/// Reading the same set again gives the same records in the same order.
///
/// # Errors
/// If the folder, its `courses.csv` or its `studentRegistration.csv` cannot be
/// used at all, or the sink wants no more.
pub fn read(dir: &Path, options: &Options, sink: &mut dyn Sink) -> Result<Supply, Error> {
    let calendar = Calendar::new(ZONE)?;
    let mut folder = Folder::open(dir, &FILES)?.with_null("?");
    leave_out_unused(&mut folder, sink);

    let presentations = read_presentations(&mut folder, &calendar, sink)?;
    let mut roster = read_roster(&mut folder, &presentations, sink)?;
    enrolments::tell_advisors(options.advisors, sink)?;
    presentations.tell_programmes(sink)?;
    roster.tell_students(sink)?;
    enrolments::tell_enrolments(&roster, &presentations, sink)?;
    enrolments::tell_assignments(options.advisors, &roster, &presentations, sink)?;
    let mut kinds = Kinds::of(&[Kind::Enrolled, Kind::Planned, Kind::Withdrawn]);
    if folder.has("studentInfo.csv") {
        kinds = kinds.union(Kinds::of(&[Kind::Diploma]));
    }
    if options.advisors > 0 {
        kinds = kinds.union(Kinds::of(&[Kind::AdvisorAssigned]));
    }

    if let Some(table) = folder.table("studentAssessment.csv", submissions::SUBMISSIONS, sink) {
        submissions::read(table, &roster, &presentations, sink)?;
        kinds = kinds.union(Kinds::of(&[Kind::Submitted]));
    }
    if read_activity(&mut folder, &roster, &presentations, sink)? {
        kinds = kinds.union(Kinds::of(&[Kind::Activity]));
    }
    Ok(Supply { kinds })
}

/// The official clicks replace the running totals, which need no sites.
fn leave_out_unused(folder: &mut Folder<'_>, sink: &mut dyn Sink) {
    folder.leave_out(if folder.has("studentVle.csv") {
        "studentVleCumulative.csv"
    } else {
        "vle.csv"
    });
    let mut expected = vec!["assessments.csv", "studentInfo.csv", "studentAssessment.csv"];
    expected.push(if folder.has("studentVle.csv") {
        "vle.csv"
    } else {
        "studentVleCumulative.csv"
    });
    for name in expected {
        if !folder.has(name) {
            let hint = "the other files are read; what this one tells is not known";
            sink.reject(Reject::new(name, 0, "", Reason::MissingFile, hint));
        }
    }
}

fn read_presentations(
    folder: &mut Folder<'_>,
    calendar: &Calendar,
    sink: &mut dyn Sink,
) -> Result<Presentations, Error> {
    let mut presentations = Presentations::default();
    if let Some(table) = folder.table("courses.csv", presentations::COURSES, sink) {
        presentations.read_courses(table, calendar, sink);
    }
    if presentations.is_empty() {
        return Err(Error::Needed { path: folder.path(), file: "courses.csv" });
    }
    if let Some(table) = folder.table("assessments.csv", presentations::ASSESSMENTS, sink) {
        presentations.read_assessments(table, sink);
    }
    Ok(presentations)
}

fn read_roster(
    folder: &mut Folder<'_>,
    presentations: &Presentations,
    sink: &mut dyn Sink,
) -> Result<Roster, Error> {
    let mut roster = Roster::default();
    if let Some(table) = folder.table("studentRegistration.csv", roster::REGISTRATION, sink) {
        roster.read_registration(table, presentations, sink);
    }
    if roster.enrolments().is_empty() {
        return Err(Error::Needed { path: folder.path(), file: "studentRegistration.csv" });
    }
    if let Some(table) = folder.table("studentInfo.csv", roster::INFO, sink) {
        roster.read_info(table, presentations, sink);
    }
    Ok(roster)
}

/// Whether there was a usable table of activity.
fn read_activity(
    folder: &mut Folder<'_>,
    roster: &Roster,
    presentations: &Presentations,
    sink: &mut dyn Sink,
) -> Result<bool, Error> {
    if folder.has("studentVle.csv") {
        let mut sites = Sites::default();
        if let Some(table) = folder.table("vle.csv", clicks::SITES, sink) {
            sites = Sites::read(table, sink);
        }
        if let Some(table) = folder.table("studentVle.csv", clicks::CLICKS, sink) {
            clicks::read(table, &sites, roster, presentations, sink)?;
            return Ok(true);
        }
    } else if let Some(table) =
        folder.table("studentVleCumulative.csv", cumulative::CUMULATIVE, sink)
    {
        cumulative::read(table, roster, presentations, sink)?;
        return Ok(true);
    }
    Ok(false)
}
