//! Rows of a file of facts become drafts.

use std::io::Read;

use vigie_domain::calendar::Calendar;
use vigie_domain::draft::{Draft, Record};
use vigie_domain::fact::{Kind, Payload};
use vigie_domain::ids::{Key, Ref};
use vigie_domain::time::Instant;

use super::file::{Cells, Field, File, Scope};
use super::moment::Moment;
use super::plan::Plans;
use crate::table::{Checked, Table};
use crate::{Reason, Sink, Stop};

const STUDENT: Field = Field::new::<Key>("student", "E-1", "the student's id in your system");
const ENROLMENT: Field =
    Field::new::<Key>("enrolment", "E-1-dev-web", "the enrolment, as `enrolled.csv` names it");
const EITHER_ENROLMENT: Field =
    Field::new::<Option<Key>>("enrolment", "", "the enrolment, if it concerns only one");
const ID: Field = Field::new::<Option<Key>>(
    "id",
    "",
    "your own id of this fact, unique for this student and kind; see *Sending again*",
);
const OCCURRED_AT: Field = Field::new::<Moment>("occurred_at", "", "when it happened");
const KNOWN_AT: Field = Field::new::<Option<Moment>>(
    "known_at",
    "",
    "from when on the school could have known; see *Known at*",
);
const TEXT: Field =
    Field::new::<String>("text", "", "the words themselves; kept apart from the fact");
const REVISION: Field =
    Field::new::<Option<i64>>("revision", "", "your version of this fact; the highest holds");

/// All columns of a file, in the order of its template.
pub(super) fn fields(file: &File) -> Vec<Field> {
    let mut fields = vec![STUDENT];
    match file.scope {
        Scope::Student => {}
        Scope::Enrolment => fields.push(ENROLMENT),
        Scope::Either => fields.push(EITHER_ENROLMENT),
    }
    fields.push(ID);
    // Activity occurs when its period is over.
    if file.kind != Kind::Activity {
        fields.push(Field { example: file.example, ..OCCURRED_AT });
    }
    fields.push(KNOWN_AT);
    fields.extend(file.fields);
    if let Some(example) = file.text {
        fields.push(Field { example, ..TEXT });
    }
    fields.push(REVISION);
    fields
}

/// Reads a file of facts and hands each to the sink.
pub(super) fn read<R: Read>(
    mut table: Table<'_, R>,
    file: &File,
    fields: &[Field],
    calendar: &Calendar,
    now: Instant,
    sink: &mut dyn Sink,
) -> Result<(), Stop> {
    let mut plans = Plans::default();
    while let Some(row) = table.next(sink) {
        let cells = Cells { row, fields, calendar };
        match draft(file, &cells, now) {
            Ok(draft) if file.kind == Kind::Planned => match plans.add(draft) {
                Ok(Some(whole)) => sink.record(Record::Fact(Box::new(whole)))?,
                Ok(None) => {}
                Err(reason) => {
                    let hint = "let the rows of a plan follow each other, each item once";
                    sink.reject(*cells.refuse("item", reason, hint));
                }
            },
            Ok(draft) => sink.record(Record::Fact(Box::new(draft)))?,
            Err(reject) => sink.reject(*reject),
        }
    }
    plans.finish().map_or(Ok(()), |last| sink.record(Record::Fact(Box::new(last))))
}

fn draft(file: &File, cells: &Cells<'_>, now: Instant) -> Checked<Draft> {
    let student: Key = cells.read("student")?;
    let enrolment: Option<Key> = match file.scope {
        Scope::Student => None,
        Scope::Enrolment => Some(cells.read("enrolment")?),
        Scope::Either => cells.read("enrolment")?,
    };
    let payload = (file.body)(cells)?;
    let (occurred, column) = match &payload {
        Payload::Activity(activity) => (Moment::exact(activity.to), "to"),
        _ => (cells.read("occurred_at")?, "occurred_at"),
    };
    if occurred.at > now {
        return Err(cells.refuse(column, Reason::Future, future_hint(file.kind)));
    }
    let known_at = match cells.read::<Option<Moment>>("known_at")? {
        None => occurred.end(cells.calendar),
        Some(known) if known.at > now => {
            return Err(cells.refuse("known_at", Reason::Future, ""));
        }
        Some(known) => known.end(cells.calendar),
    };
    if known_at < occurred.at {
        let reason = Reason::Contradiction("known before it happened");
        return Err(cells.refuse("known_at", reason, "leave it empty if you do not know it"));
    }
    let own_id = match cells.read::<Option<Key>>("id")? {
        Some(id) => id,
        None => identity(file, cells, enrolment.as_ref(), occurred.at),
    };
    let revision = cells.read::<Option<i64>>("revision")?.unwrap_or(0);
    let text =
        file.text.and_then(|_| cells.read("text").ok()).filter(|text: &String| !text.is_empty());
    Ok(Draft {
        student,
        enrolment,
        own_id,
        revision,
        occurred_at: occurred.at,
        known_at,
        payload,
        text,
    })
}

/// Where a date that has not come yet belongs.
fn future_hint(kind: Kind) -> &'static str {
    match kind {
        Kind::SessionRecorded => "a session to come belongs in session_booked.csv, column `at`",
        Kind::DefenceJudged => "a defence to come belongs in defence_scheduled.csv, column `at`",
        Kind::Paused => "a leave to come belongs in leave_planned.csv",
        Kind::Submitted | Kind::Completed => "work to come belongs in planned.csv, column `due`",
        Kind::Hired => "occurred_at is when it was agreed; the first day belongs in `starts_at`",
        Kind::Enrolled => "occurred_at is when they enrolled; the first day belongs in `starts_at`",
        Kind::Activity => "a period is told when it is over",
        _ => {
            "a fact has happened; what is planned is a column of it, such as `at`, `due` or `until`"
        }
    }
}

/// An id made of what distinguishes the fact, the same whenever it is read.
///
/// One short part stays as it is; several are hashed, so that `a`, `b,c` and
/// `a,b`, `c` differ.
fn identity(file: &File, cells: &Cells<'_>, enrolment: Option<&Key>, occurred: Instant) -> Key {
    let seconds = occurred.0.to_string();
    let cell =
        |name: &'static str| if name == "occurred_at" { &*seconds } else { cells.text(name) };
    let mut parts: Vec<&str> = enrolment.map(Key::as_str).into_iter().collect();
    if let Some(names) = file.identity {
        parts.extend(names.iter().map(|name| cell(name)));
    } else {
        parts.push(&seconds);
        parts.extend(file.fields.iter().map(|field| cells.text(field.name)));
        parts.extend(file.text.map(|_| cells.text("text")));
    }
    match parts[..] {
        [] => file.kind.name().into(),
        [part] if part.len() <= 64 => part.into(),
        _ => compact_str::format_compact!("{:016x}", Ref::derive(&parts.join("\u{1f}")).0),
    }
}
