//! What of the cases is to be done today, for the morning's page.

use std::sync::Arc;

use vigie_domain::case::{Case, Next};
use vigie_domain::ids::{StaffId, StudentId};

use super::tell::{Reader, Teller};
use super::{Part, address, tomorrow};
use crate::names::Names;
use crate::web::{Result, Visitor, Web};

/// What waits for the reader today: a case, or a message that did not leave.
pub(in crate::web) struct Due {
    pub(in crate::web) address: String,
    pub(in crate::web) name: String,
    pub(in crate::web) told: String,
}

/// What waits for this advisor today: a step whose day has come, an answer to
/// "is it settled?". Whoever has waited longest comes first.
pub(in crate::web) async fn due(
    web: &Web,
    visitor: &Visitor,
    advisor: StaffId,
) -> Result<Vec<Due>> {
    let (desk, now) = (web.desk(), web.now());
    let mut cases = web.app().cases_for(&desk.school, advisor).await?;
    let tomorrow = tomorrow(&desk, now);
    let next = |case: &Case| match Part::of(&desk.school, advisor, case, now) {
        Part::Cares => case.next_for(advisor, tomorrow),
        Part::Follows | Part::StandsIn | Part::Meanwhile => case.next(tomorrow),
    };
    cases.retain(|case| next(case).is_some_and(is_due));
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    cases.sort_by_key(|case| (case.tended_at, case.student));
    let people: Vec<StudentId> = cases.iter().map(|case| case.student).collect();
    let names = Names::among(Arc::clone(&desk.directory), &web.app().store, &people).await?;
    let (locale, reader) = (visitor.locale, Reader::of(visitor));
    let teller = Teller { desk: &desk, names: &names, locale, now, reader };
    let due = cases.iter().filter_map(|case| {
        let told = teller.next(next(case)?, case, &names.given(case.student));
        let name = names.full(case.student);
        Some(Due { address: address(case.student, case.id), name, told })
    });
    Ok(due.collect())
}

/// That nothing is agreed yet can wait for the board.
const fn is_due(next: Next) -> bool {
    matches!(next, Next::Close | Next::NotSettled | Next::Step(_) | Next::Ask(_))
}
