//! How somebody stands to one student: what rights hang on.

use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::Instant;

use crate::error::Result;
use crate::link::Link;
use crate::sql::statements;
use crate::store::{Tx, reads};
use crate::value::{Id, args};

statements! {
    // Nothing: no such student.
    NEAR = "SELECT j.advisor_id, a.gone_at, t.until_at, m.mentor_id, c.owner_id, p.staff_id
        FROM students s
        LEFT JOIN journeys j ON j.student_id = s.student_id
        LEFT JOIN advisors a ON a.staff_id = j.advisor_id
        LEFT JOIN cases c ON c.student_id = s.student_id AND c.stage <> 'closed'
        LEFT JOIN case_parts p ON p.student_id = s.student_id AND p.staff_id = $2
        LEFT JOIN takeovers t ON t.student_id = s.student_id AND t.staff_id = $2
        LEFT JOIN mentors m ON m.student_id = s.student_id AND m.mentor_id = $2
        WHERE s.student_id = $1 LIMIT 1";
    TAKE_OVER = "INSERT INTO takeovers (student_id, staff_id, at, until_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (student_id, staff_id) DO UPDATE SET at = excluded.at,
        until_at = excluded.until_at";
    TAKEN_OVER = "SELECT staff_id, until_at FROM takeovers
        WHERE student_id = $1 AND until_at > $2 ORDER BY at, staff_id";
}

/// Who is near a student, seen from one member of the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Whom the last assignment names.
    pub advisor: Option<StaffId>,
    /// From when on that advisor is gone.
    pub gone_at: Option<Instant>,
    /// Until when this member has taken over.
    pub taken_over: Option<Instant>,
    /// This member mentors the student now.
    pub mentors: bool,
    /// Who follows the student's open case.
    pub owner: Option<StaffId>,
    /// This member has a part in that case: belongs to its care team, or has
    /// a step to do.
    pub cares: bool,
}

impl Tx {
    /// A member of the team takes over for whoever follows the student.
    pub async fn take_over(
        &mut self,
        student: StudentId,
        staff: StaffId,
        at: Instant,
        until: Instant,
    ) -> Result<()> {
        self.link().run(TAKE_OVER, args![student, staff, at, until]).await?;
        Ok(())
    }
}

reads! {
    /// Who is near a student, seen from `staff`; `None`: no such student.
    near(student: StudentId, staff: Option<StaffId>) -> Option<Near>;

    /// Who has taken over at `now`, and until when, the earliest first.
    taken_over(student: StudentId, now: Instant) -> Vec<(StaffId, Instant)>;
}

async fn near(
    link: &mut Link<'_>,
    student: StudentId,
    staff: Option<StaffId>,
) -> Result<Option<Near>> {
    type Row = (Option<Id>, Option<i64>, Option<i64>, Option<Id>, Option<Id>, Option<Id>);
    let row: Option<Row> = link.one(NEAR, args![student, staff]).await?;
    Ok(row.map(|(advisor, gone, until, mentor, owner, part)| Near {
        advisor: advisor.map(StaffId::from),
        gone_at: gone.map(Instant),
        taken_over: until.map(Instant),
        mentors: mentor.is_some(),
        owner: owner.map(StaffId::from),
        cares: part.is_some(),
    }))
}

async fn taken_over(
    link: &mut Link<'_>,
    student: StudentId,
    now: Instant,
) -> Result<Vec<(StaffId, Instant)>> {
    let rows: Vec<(Id, i64)> = link.all(TAKEN_OVER, args![student, now]).await?;
    Ok(rows.into_iter().map(|(staff, until)| (staff.into(), Instant(until))).collect())
}
