//! Messages that were dropped within the hour: a line says so, and puts them
//! back.

use std::sync::Arc;

use vigie_domain::ids::{MessageId, StudentId};
use vigie_store::DroppedRow;

use super::conversation::{leaves_at, their_clock};
use crate::names::Names;
use crate::web::{Result, Visitor, Web, contact};

/// A message that can be put back.
pub(in crate::web) struct Dropped {
    pub(in crate::web) student: StudentId,
    pub(in crate::web) message: MessageId,
    pub(in crate::web) name: String,
    /// When it was to leave, on the student's own clock.
    pub(in crate::web) when: String,
}

/// Those for one student, whoever dropped them.
pub(super) async fn of(web: &Web, visitor: &Visitor, student: StudentId) -> Result<Vec<Dropped>> {
    told(web, visitor, |one| one.row.student == student).await
}

/// Those that this visitor dropped.
pub(in crate::web) async fn by(web: &Web, visitor: &Visitor) -> Result<Vec<Dropped>> {
    let hand = contact::hand(visitor)?;
    told(web, visitor, |one| one.by == hand).await
}

async fn told(
    web: &Web,
    visitor: &Visitor,
    shown: impl Fn(&DroppedRow) -> bool,
) -> Result<Vec<Dropped>> {
    let mut rows = web.app().dropped_messages().await?;
    rows.retain(shown);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let desk = web.desk();
    let people: Vec<StudentId> = rows.iter().map(|one| one.row.student).collect();
    let names = Names::among(Arc::clone(&desk.directory), &web.app().store, &people).await?;
    let dropped = rows.iter().filter_map(|DroppedRow { row, .. }| {
        let theirs = their_clock(names.person(row.student)?, &desk.school.context.calendar);
        let when = leaves_at(visitor.locale, row, web.now(), &theirs);
        let name = names.full(row.student);
        Some(Dropped { student: row.student, message: row.message, name, when })
    });
    Ok(dropped.collect())
}
