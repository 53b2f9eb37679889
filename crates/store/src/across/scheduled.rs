//! Messages of the whole school whose hour has come.

use vigie_domain::ids::{MessageId, StudentId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::reads;
use crate::value::{Id, args};

statements! {
    DUE = "SELECT student_id, message_id FROM scheduled_messages WHERE send_at <= $1
        ORDER BY send_at LIMIT $2";
}

reads! {
    /// Messages that leave at `now` or should have left, the oldest first.
    scheduled_due(now: Instant, limit: u32) -> Vec<(StudentId, MessageId)>;
}

async fn scheduled_due(
    link: &mut Link<'_>,
    now: Instant,
    limit: u32,
) -> Result<Vec<(StudentId, MessageId)>> {
    let rows: Vec<(Id, Id)> = link.all(DUE, args![now, limit]).await?;
    Ok(rows.into_iter().map(|(student, message)| (student.into(), message.into())).collect())
}
