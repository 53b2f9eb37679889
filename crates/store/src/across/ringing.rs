//! What rings: how often each indicator, and about whom, newest first.

use vigie_domain::caseload::Held;
use vigie_domain::ids::Key;

use super::people::{keys, write_key};
use crate::error::Result;
use crate::link::Link;
use crate::signals::{self, SignalRow};
use crate::sql::statements;
use crate::store::reads;
use crate::value::args;

/// A query about those whom one advisor has: keys as in `people`, and a
/// parameter that is 1 if nobody's are theirs, too. Each part of them is found
/// by an index of its own.
macro_rules! theirs {
    ($query:literal, $nobodys:literal) => {
        concat!(
            "WITH given (id, what) AS (VALUES [[(CAST($? AS {blob}), CAST($? AS BIGINT))]]),
            theirs (student_id) AS (
                SELECT j.student_id FROM given g CROSS JOIN journeys j
                WHERE g.what = 1 AND j.advisor_id = g.id
                AND j.student_id NOT IN (SELECT id FROM given WHERE what = 3)
                UNION SELECT j.student_id FROM journeys j
                WHERE CAST(",
            $nobodys,
            " AS BIGINT) = 1 AND j.advisor_id IS NULL
                AND j.student_id NOT IN (SELECT id FROM given WHERE what = 3)
                UNION SELECT id FROM given WHERE what = 2)
            ",
            $query
        )
    };
}

statements! {
    COUNT = "SELECT indicator, COUNT(*) FROM signals WHERE cleared_at IS NULL
        GROUP BY indicator ORDER BY indicator";
    COUNT_HELD = theirs!("SELECT s.indicator, COUNT(*) FROM theirs t
        CROSS JOIN signals s WHERE s.student_id = t.student_id AND s.cleared_at IS NULL
        GROUP BY s.indicator ORDER BY s.indicator", "$1");
    // The columns of `signals::Stored`.
    ABOUT = "SELECT student_id, enrolment_id, indicator, raised_at, serial, since,
        indicator_version, why, evidence, cleared_at, cleared_why, reopened FROM signals
        WHERE indicator = $1 AND cleared_at IS NULL
        ORDER BY since DESC, student_id, enrolment_id LIMIT $2 OFFSET $3";
    ABOUT_HELD = theirs!("SELECT s.student_id, s.enrolment_id, s.indicator, s.raised_at, s.serial,
        s.since, s.indicator_version, s.why, s.evidence, s.cleared_at, s.cleared_why, s.reopened
        FROM theirs t CROSS JOIN signals s
        WHERE s.student_id = t.student_id AND s.indicator = $1 AND s.cleared_at IS NULL
        ORDER BY s.since DESC, s.student_id, s.enrolment_id LIMIT $2 OFFSET $3", "$4");
}

/// Part of what rings for one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RingingQuery<'h> {
    /// Which indicator.
    pub indicator: Key,
    /// Only about those whom somebody has.
    pub held: Option<&'h Held>,
    /// How many newer ones come before.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

reads! {
    /// How many signals of each indicator are open about everybody, or those whom
    /// somebody has; none: left out.
    ringing_counts(held: Option<&Held>) -> Vec<(Key, u64)>;

    /// The open signals of one indicator, newest first.
    ringing(query: &RingingQuery<'_>) -> Vec<SignalRow>;
}

async fn ringing_counts(link: &mut Link<'_>, held: Option<&Held>) -> Result<Vec<(Key, u64)>> {
    let rows: Vec<(String, i64)> = match held {
        Some(held) => {
            let nobodys = args![i64::from(held.nobodys)];
            link.over(COUNT_HELD, &nobodys, &keys(held), write_key).await?
        }
        None => link.all(COUNT, args![]).await?,
    };
    Ok(rows.into_iter().map(|(id, count)| (id.into(), count.cast_unsigned())).collect())
}

async fn ringing(link: &mut Link<'_>, query: &RingingQuery<'_>) -> Result<Vec<SignalRow>> {
    let mut args = args![&query.indicator, query.limit, query.offset];
    let Some(held) = query.held else {
        return signals::read_all(link.all(ABOUT, args).await?);
    };
    args.push(i64::from(held.nobodys).into());
    signals::read_all(link.over(ABOUT_HELD, &args, &keys(held), write_key).await?)
}
