//! The queries that look across students, all of them.
//!
//! Sharded by `student_id`, each of these asks every shard; everything else
//! in this crate asks one. So the list is kept short and in one place.

pub(crate) mod answers;
pub(crate) mod caseload;
pub(crate) mod cases;
pub(crate) mod census;
pub(crate) mod erasure;
pub(crate) mod milestones;
pub(crate) mod news;
pub(crate) mod ours;
pub(crate) mod people;
pub(crate) mod ringing;
pub(crate) mod scan;
pub(crate) mod scheduled;
pub(crate) mod workbench;
pub(crate) mod worries;

use std::collections::HashMap;

use vigie_domain::ids::{Key, StaffId, StudentId};
use vigie_domain::time::Instant;

pub use answers::RiskAnswer;
pub use caseload::Relay;
pub use cases::CaseKey;
pub use census::Audit;
pub use milestones::Milestone;
pub use news::Shared;
pub use people::{PeoplePage, PeopleQuery, PersonLine, Sort};
pub use ringing::RingingQuery;
pub use scan::{Filter, Scan};
pub use workbench::{Began, Said, Tap};

use crate::error::Result;
use crate::link::Link;
use crate::mentors::{self, Mentored};
use crate::signals::{self, SignalRow};
use crate::sql::statements;
use crate::standing::{self, StandingRow};
use crate::store::{Tx, reads};
use crate::value::{Args, Id, args};

statements! {
    // In no order among those due at the same instant, here and below: to
    // sort them, all of them would be read for each batch.
    DUE = "SELECT student_id FROM journeys WHERE next_due IS NOT NULL AND next_due <= $1
        ORDER BY next_due LIMIT $2";
    // Locks the same row as `Tx::lock_student`, so the two never wait for
    // each other crosswise.
    CLAIM = "SELECT s.student_id FROM students s
        JOIN journeys j ON j.student_id = s.student_id
        WHERE j.next_due IS NOT NULL AND j.next_due <= $1
        ORDER BY j.next_due LIMIT $2 {skip_locked}";
    NEXT_DUE = "SELECT MIN(next_due) FROM journeys WHERE next_due IS NOT NULL";
    STALE = "SELECT student_id FROM journeys WHERE fold_version <> $1
        ORDER BY student_id LIMIT $2";
    PHASES = "SELECT phase, COUNT(*) FROM journeys GROUP BY phase";
    // The columns of `signals::Stored`.
    ALL_OPEN = "SELECT student_id, enrolment_id, indicator, raised_at, serial, since,
        indicator_version, why, evidence, cleared_at, cleared_why, reopened FROM signals
        WHERE cleared_at IS NULL ORDER BY student_id, enrolment_id, indicator, raised_at";
    RINGING = "SELECT DISTINCT student_id FROM signals
        WHERE cleared_at IS NULL AND indicator IN ([[$?]])";
    // The columns of `standing::Stored`.
    STANDINGS_OF = "SELECT student_id, fold_version, body, last_occurred_at, last_rank, last_id,
        evaluated_at, next_due, phase, advisor_id, last_contact
        FROM journeys WHERE advisor_id = $1 ORDER BY student_id";
    CASELOADS = "SELECT advisor_id, COUNT(*) FROM journeys GROUP BY advisor_id";
    UNADVISED = "SELECT student_id FROM journeys
        WHERE advisor_id IS NULL AND phase IN ('student', 'job_search') ORDER BY student_id";
    MENTORED = "SELECT student_id, enrolment_id, mentor_id FROM mentors WHERE mentor_id = $1
        ORDER BY student_id, enrolment_id";
    MENTEES = "SELECT mentor_id, COUNT(DISTINCT student_id) FROM mentors GROUP BY mentor_id";
}

impl Tx {
    /// Like [`Store::due_students`](crate::Store::due_students), each locked
    /// as by [`Tx::lock_student`]; those that another process has claimed are
    /// passed over. One may have been dealt with just before: its standing
    /// then says so.
    pub async fn claim_due(&mut self, now: Instant, limit: u32) -> Result<Vec<StudentId>> {
        ids(&mut self.link(), CLAIM, args![now, limit]).await
    }
}

reads! {
    /// Students whose next due instant has come, most overdue first.
    due_students(now: Instant, limit: u32) -> Vec<StudentId>;

    /// The next instant at which anybody is due; `None`: nobody ever.
    next_due() -> Option<Instant>;

    /// Students whose cached journey was made by another version of the fold.
    stale_students(fold_version: u32, limit: u32) -> Vec<StudentId>;

    /// How many students are in each phase.
    phase_counts() -> HashMap<String, u64>;

    /// Every open signal, grouped by student.
    all_open_signals() -> Vec<SignalRow>;

    /// The students about whom one of these indicators rings.
    students_ringing(indicators: &[Key]) -> Vec<StudentId>;

    /// The standings of one advisor's students.
    standings_of_advisor(advisor: StaffId) -> Vec<StandingRow>;

    /// How many people each advisor has, whatever their phase; `None`: those
    /// whom nobody follows.
    caseloads() -> HashMap<Option<StaffId>, u64>;

    /// Students and people in a job search whom nobody follows.
    unadvised() -> Vec<StudentId>;

    /// The students, and their enrolments, whose present mentor this is.
    mentored_by(mentor: StaffId) -> Vec<Mentored>;

    /// How many students each mentor has now.
    mentee_counts() -> HashMap<StaffId, u64>;
}

async fn ids(
    link: &mut Link<'_>,
    sql: crate::sql::Sql,
    args: crate::value::Args,
) -> Result<Vec<StudentId>> {
    let rows: Vec<(Id,)> = link.all(sql, args).await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

async fn due_students(link: &mut Link<'_>, now: Instant, limit: u32) -> Result<Vec<StudentId>> {
    ids(link, DUE, args![now, limit]).await
}

async fn stale_students(
    link: &mut Link<'_>,
    fold_version: u32,
    limit: u32,
) -> Result<Vec<StudentId>> {
    ids(link, STALE, args![fold_version, limit]).await
}

async fn next_due(link: &mut Link<'_>) -> Result<Option<Instant>> {
    let row: Option<(Option<i64>,)> = link.one(NEXT_DUE, args![]).await?;
    Ok(row.and_then(|(due,)| due).map(Instant))
}

async fn phase_counts(link: &mut Link<'_>) -> Result<HashMap<String, u64>> {
    let rows: Vec<(String, i64)> = link.all(PHASES, args![]).await?;
    Ok(rows.into_iter().map(|(phase, count)| (phase, count.cast_unsigned())).collect())
}

async fn all_open_signals(link: &mut Link<'_>) -> Result<Vec<SignalRow>> {
    signals::read_all(link.all(ALL_OPEN, args![]).await?)
}

async fn students_ringing(link: &mut Link<'_>, indicators: &[Key]) -> Result<Vec<StudentId>> {
    let rows: Vec<(Id,)> = link
        .among(RINGING, &args![], indicators, |indicator, args: &mut Args| {
            args.push(indicator.into());
        })
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

async fn standings_of_advisor(link: &mut Link<'_>, advisor: StaffId) -> Result<Vec<StandingRow>> {
    let rows: Vec<standing::Stored> = link.all(STANDINGS_OF, args![advisor]).await?;
    rows.into_iter().map(standing::Stored::read).collect()
}

async fn caseloads(link: &mut Link<'_>) -> Result<HashMap<Option<StaffId>, u64>> {
    let rows: Vec<(Option<Id>, i64)> = link.all(CASELOADS, args![]).await?;
    let read =
        |(advisor, count): (Option<Id>, i64)| (advisor.map(StaffId::from), count.cast_unsigned());
    Ok(rows.into_iter().map(read).collect())
}

async fn unadvised(link: &mut Link<'_>) -> Result<Vec<StudentId>> {
    ids(link, UNADVISED, args![]).await
}

async fn mentee_counts(link: &mut Link<'_>) -> Result<HashMap<StaffId, u64>> {
    let rows: Vec<(Id, i64)> = link.all(MENTEES, args![]).await?;
    Ok(rows.into_iter().map(|(mentor, n)| (mentor.into(), n.cast_unsigned())).collect())
}

async fn mentored_by(link: &mut Link<'_>, mentor: StaffId) -> Result<Vec<Mentored>> {
    let rows: Vec<mentors::Stored> = link.all(MENTORED, args![mentor]).await?;
    Ok(rows.into_iter().map(Mentored::from).collect())
}
