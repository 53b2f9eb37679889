//! What rings: how often each indicator, and about whom, newest first.

use vigie_domain::ids::{Key, StaffId};

use crate::error::Result;
use crate::link::Link;
use crate::signals::{self, SignalRow};
use crate::sql::statements;
use crate::store::reads;
use crate::value::args;

statements! {
    COUNT = "SELECT indicator, COUNT(*) FROM signals WHERE cleared_at IS NULL
        GROUP BY indicator ORDER BY indicator";
    COUNT_OF = "SELECT s.indicator, COUNT(*) FROM journeys j
        JOIN signals s ON s.student_id = j.student_id
        WHERE j.advisor_id = $1 AND s.cleared_at IS NULL
        GROUP BY s.indicator ORDER BY s.indicator";
    // The columns of `signals::Stored`.
    ABOUT = "SELECT student_id, enrolment_id, indicator, raised_at, serial, since,
        indicator_version, why, evidence, cleared_at, cleared_why, reopened FROM signals
        WHERE indicator = $1 AND cleared_at IS NULL
        ORDER BY since DESC, student_id, enrolment_id LIMIT $2 OFFSET $3";
    ABOUT_OF = "SELECT s.student_id, s.enrolment_id, s.indicator, s.raised_at, s.serial, s.since,
        s.indicator_version, s.why, s.evidence, s.cleared_at, s.cleared_why, s.reopened
        FROM journeys j JOIN signals s ON s.student_id = j.student_id
        WHERE j.advisor_id = $4 AND s.indicator = $1 AND s.cleared_at IS NULL
        ORDER BY s.since DESC, s.student_id, s.enrolment_id LIMIT $2 OFFSET $3";
}

/// Part of what rings for one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RingingQuery {
    /// Which indicator.
    pub indicator: Key,
    /// Only about this advisor's students.
    pub advisor: Option<StaffId>,
    /// How many newer ones come before.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

reads! {
    /// How many signals of each indicator are open; none: left out.
    ringing_counts(advisor: Option<StaffId>) -> Vec<(Key, u64)>;

    /// The open signals of one indicator, newest first.
    ringing(query: &RingingQuery) -> Vec<SignalRow>;
}

async fn ringing_counts(link: &mut Link<'_>, advisor: Option<StaffId>) -> Result<Vec<(Key, u64)>> {
    let rows: Vec<(String, i64)> = match advisor {
        Some(advisor) => link.all(COUNT_OF, args![advisor]).await?,
        None => link.all(COUNT, args![]).await?,
    };
    Ok(rows.into_iter().map(|(id, count)| (id.into(), count.cast_unsigned())).collect())
}

async fn ringing(link: &mut Link<'_>, query: &RingingQuery) -> Result<Vec<SignalRow>> {
    let mut args = args![&query.indicator, query.limit, query.offset];
    let sql = match query.advisor {
        Some(advisor) => {
            args.push(advisor.into());
            ABOUT_OF
        }
        None => ABOUT,
    };
    signals::read_all(link.all(sql, args).await?)
}
