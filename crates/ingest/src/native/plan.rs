//! Rows of planned work gathered into plans.

use std::collections::HashSet;

use vigie_domain::draft::Draft;
use vigie_domain::fact::Payload;
use vigie_domain::ids::Ref;

use crate::Reason;

/// Most pieces of work in one plan.
const WORK_LIMIT: usize = 1_000;

/// Gathers rows that follow each other and belong to one plan.
#[derive(Debug, Default)]
pub(super) struct Plans {
    open: Option<Draft>,
    /// Plans that have begun, each as a hash: memory follows the plans, not the rows.
    begun: HashSet<u64>,
}

impl Plans {
    /// Adds a row; gives the plan before it, once that one is whole.
    pub(super) fn add(&mut self, mut row: Draft) -> Result<Option<Draft>, Reason> {
        if let Some(open) = &mut self.open
            && (&open.student, &open.enrolment, &open.own_id)
                == (&row.student, &row.enrolment, &row.own_id)
        {
            let (Payload::Planned(plan), Payload::Planned(new)) =
                (&mut open.payload, &mut row.payload)
            else {
                return Ok(None);
            };
            if plan.works.len() >= WORK_LIMIT {
                let range = format!("{WORK_LIMIT} rows in one plan");
                return Err(Reason::OutOfRange { range });
            }
            let again = |work: &_| plan.works.iter().any(|known| same_item(known, work));
            if new.works.iter().any(again) {
                return Err(Reason::Duplicate);
            }
            plan.works.append(&mut new.works);
            open.revision = open.revision.max(row.revision);
            return Ok(None);
        }
        let name = format!("{}\u{1f}{}", row.student, row.own_id);
        if !self.begun.insert(Ref::derive(&name).0) {
            return Err(Reason::Duplicate);
        }
        Ok(self.open.replace(row))
    }

    /// The last plan.
    pub(super) fn finish(self) -> Option<Draft> {
        self.open
    }
}

fn same_item(a: &vigie_domain::fact::PlannedWork, b: &vigie_domain::fact::PlannedWork) -> bool {
    a.item == b.item
}
