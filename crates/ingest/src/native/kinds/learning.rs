//! What a student works at.

use vigie_domain::fact::{
    Activity, Disputed, Doubted, Kind, Payload, PlannedWork, Retracted, Submitted, Target,
};
use vigie_domain::ids::Key;
use vigie_domain::time::Instant;

use super::super::file::{Cells, Field, File, Scope};
use super::super::moment::Moment;
use super::file;
use crate::Reason;
use crate::table::Checked;

/// The source that a dispute means if it names none.
const THIS_SOURCE: &str = super::super::SOURCE;

pub(super) const FILES: &[File] = &[
    PLANNED,
    ACTIVITY,
    SUBMITTED,
    file! {
        Completed in Enrolment by Some(&["item"]), "2025-09-19";
        item = "p1", "the project or item (`items.csv`)";
    },
    file! {
        DefenceScheduled in Enrolment by Some(&["defence", "occurred_at"]), "2025-09-22 09:00";
        defence = "D-1", "the defence, as the school numbers it";
        item = "p1", "of which project";
        at = "2025-09-29 10:00", "when it takes place";
    },
    file! {
        DefenceJudged in Enrolment by Some(&["defence"]), "2025-09-29 11:00";
        defence = "D-1", "the defence";
        item = "p1", "of which project";
        verdict = "validated", "the jury's decision";
    },
    file! {
        Observed in Either by Some(&["metric", "occurred_at"]), "2025-10-06 03:00";
        metric = "risk", "the name of the value";
        value = "0.25", "the value";
        version = "v1", "the version of its computation";
    },
    File {
        kind: Kind::Disputed,
        fields: TARGET,
        body: |cells| Ok(Disputed { target: Doubted::Named(target(cells)?) }.into()),
        ..RETRACTED
    },
    RETRACTED,
];

/// A row is one piece of work; the reader gathers the rows of a plan.
const PLANNED: File = File {
    kind: Kind::Planned,
    scope: Scope::Enrolment,
    fields: &[
        Field::of("item", |work: &PlannedWork| &work.item, "p1", "the project or item"),
        Field::of("kind", |work: &PlannedWork| &work.kind, "project", "what kind of work"),
        Field::of("due", |work: &PlannedWork| &work.due, "2025-09-28", "the day it is due")
            .end_of_day(),
        Field::of("days", |work: &PlannedWork| &work.days, "20", "planned days of study"),
        Field::of("weight", |work: &PlannedWork| &work.weight, "10", "percent of the final mark"),
    ],
    identity: Some(&["occurred_at"]),
    example: "2025-08-25",
    text: None,
    body: |cells| {
        let works = vec![PlannedWork {
            item: cells.read("item")?,
            kind: cells.read("kind")?,
            due: cells.read("due")?,
            days: cells.read("days")?,
            weight: cells.read_percent("weight")?,
        }];
        Ok(Payload::Planned(Box::new(vigie_domain::fact::Planned { works })))
    },
};

const ACTIVITY: File = File {
    kind: Kind::Activity,
    scope: Scope::Enrolment,
    fields: &[
        Field::new::<Moment>("from", "2025-09-02", "first day, or beginning, of the period"),
        Field::new::<Option<Instant>>(
            "to",
            "2025-09-02",
            "last day, or end, of the period; empty for the one day `from`",
        )
        .end_of_day(),
        Field::of("actions", |body: &Activity| &body.actions, "42", "how many actions"),
        Field::of("active_days", |body: &Activity| &body.active_days, "1", "on how many days"),
        Field::of("kinds", |body: &Activity| &body.kinds, "lesson=30; quiz=12", "actions by kind"),
    ],
    identity: Some(&["from", "to"]),
    example: "",
    text: None,
    body: activity,
};

fn activity(cells: &Cells<'_>) -> Checked<Payload> {
    let from: Moment = cells.read("from")?;
    let to = match cells.read("to")? {
        Some(to) => to,
        None if from.whole_day => from.end(cells.calendar),
        None => return Err(cells.refuse("to", Reason::Empty, "needed unless `from` is a day")),
    };
    if to <= from.at {
        let reason = Reason::Contradiction("the period ends before it begins");
        return Err(cells.refuse("to", reason, "`to` is the last day of the period"));
    }
    let activity = Activity {
        from: from.at,
        to,
        actions: cells.read("actions")?,
        active_days: cells.read("active_days")?,
        kinds: cells.read("kinds")?,
    };
    Ok(activity.into())
}

const SUBMITTED: File = File {
    kind: Kind::Submitted,
    scope: Scope::Enrolment,
    fields: &[
        Field::of("item", |body: &Submitted| &body.item, "p1", "the project or item"),
        Field::of("due", |body: &Submitted| &body.due, "2025-09-28", "the day it was due")
            .end_of_day(),
        Field::of("score", |body: &Submitted| &body.score, "78.5", "mark out of 100"),
        Field::of(
            "banked",
            |body: &Submitted| &body.banked,
            "no",
            "carried over from an earlier enrolment rather than done now",
        )
        .or("no"),
    ],
    identity: Some(&["item", "occurred_at"]),
    example: "2025-09-18 22:40",
    text: None,
    body: |cells| {
        let submitted = Submitted {
            item: cells.read("item")?,
            due: cells.read("due")?,
            score: cells.read_percent("score")?,
            banked: cells.read("banked")?,
        };
        Ok(submitted.into())
    },
};

const TARGET: &[Field] = &[
    Field::of(
        "target_source",
        |target: &Target| &target.source,
        "csv",
        "the source of the fact that is meant",
    )
    .or(THIS_SOURCE),
    Field::of("target_kind", |target: &Target| &target.kind, "message_in", "its kind"),
    Field::of("target_id", |target: &Target| &target.own_id, "M-0", "its `id` in that source"),
];

const RETRACTED: File = File {
    kind: Kind::Retracted,
    scope: Scope::Either,
    fields: TARGET,
    identity: Some(&["target_source", "target_kind", "target_id"]),
    example: "2025-10-07 09:00",
    text: None,
    body: |cells| Ok(Retracted { target: target(cells)?.into() }.into()),
};

fn target(cells: &Cells<'_>) -> Checked<Target> {
    let own_id: Key = cells.read("target_id")?;
    Ok(Target { source: cells.read("target_source")?, kind: cells.read("target_kind")?, own_id })
}
