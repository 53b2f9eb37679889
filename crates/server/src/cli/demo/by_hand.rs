//! What somebody of the team does in the demo, through the functions that the
//! pages use.

use vigie_domain::case::{Author, Event};
use vigie_domain::fact::Channel;
use vigie_domain::ids::{CaseId, StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::app::case::Change;
use crate::app::contact::{Marks, NewContact, Outcome};
use crate::app::{App, Result};

/// What the advisor wrote, or noted after a call.
pub(super) fn contact(
    (student, by): (StudentId, StaffId),
    at: Instant,
    outcome: Outcome,
    channel: Option<Channel>,
    note: &str,
) -> NewContact {
    NewContact {
        student,
        by,
        at,
        outcome,
        channel,
        note: Some(note.to_owned()),
        promises: Vec::new(),
        follow_up: None,
        snooze_until: None,
        marks: Marks::default(),
    }
}

/// The next event of a case, whatever stands there.
pub(super) async fn change(
    app: &App,
    (student, case): (StudentId, CaseId),
    by: Author,
    event: Event,
) -> Result<()> {
    let seen = app.case(student, case).await?.map_or(0, |row| row.case.seq);
    app.change_case(Change { student, case, seen, by, event }).await?;
    Ok(())
}
