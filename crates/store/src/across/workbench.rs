//! How indicators fare across the school: how often each version begins to
//! ring, and what contacts said of it.

use vigie_domain::ids::{Key, StudentId};
use vigie_domain::indicator::Verdict;
use vigie_domain::time::{DAY, Instant};

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::standing::corrupt;
use crate::store::reads;
use crate::value::{Args, Id, args};

statements! {
    BEGAN = "SELECT indicator, indicator_version, (since - $1) / $3 AS week, COUNT(*) FROM signals
        WHERE since >= $1 AND since < $2 GROUP BY indicator, indicator_version, week
        ORDER BY indicator, indicator_version, week";
    SAID = "SELECT indicator, version, verdict, COUNT(*) FROM feedback
        GROUP BY indicator, version, verdict ORDER BY indicator, version, verdict";
    SAID_OF = "SELECT student_id, indicator, version, verdict, at FROM feedback
        WHERE indicator IN ([[$?]]) ORDER BY at DESC, student_id, indicator";
}

/// How often a version began to ring in one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Began {
    /// The indicator as its signals name it: a trial has a key of its own.
    pub indicator: Key,
    /// Which version.
    pub version: u32,
    /// 0 for the first week asked for.
    pub week: u32,
    /// How often.
    pub count: u64,
}

/// How many contacts said the same of one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The indicator's id.
    pub indicator: Key,
    /// Which version.
    pub version: u32,
    /// What they said.
    pub verdict: Verdict,
    /// How many.
    pub count: u64,
}

/// What one contact said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tap {
    /// With whom.
    pub student: StudentId,
    /// The indicator's id.
    pub indicator: Key,
    /// Which version.
    pub version: u32,
    /// What was said.
    pub verdict: Verdict,
    /// When.
    pub at: Instant,
}

reads! {
    /// How often each version began to be true in each of the `weeks` weeks
    /// before `to`, by the records; weeks without any are left out.
    began_weekly(to: Instant, weeks: u32) -> Vec<Began>;

    /// What contacts said of each version.
    feedback_said() -> Vec<Said>;

    /// What contacts said of these indicators, tap by tap.
    taps_on(indicators: &[Key]) -> Vec<Tap>;
}

async fn began_weekly(link: &mut Link<'_>, to: Instant, weeks: u32) -> Result<Vec<Began>> {
    let week = 7 * DAY.0;
    let from = Instant(to.0 - i64::from(weeks) * week);
    let rows: Vec<(String, i64, i64, i64)> = link.all(BEGAN, args![from, to, week]).await?;
    let read = |(indicator, version, week, count): (String, i64, i64, i64)| {
        Ok(Began {
            indicator: indicator.into(),
            version: small("signals.indicator_version", version)?,
            week: small("signals.since", week)?,
            count: count.cast_unsigned(),
        })
    };
    rows.into_iter().map(read).collect()
}

async fn feedback_said(link: &mut Link<'_>) -> Result<Vec<Said>> {
    let rows: Vec<(String, i64, String, i64)> = link.all(SAID, args![]).await?;
    let read = |(indicator, version, verdict, count): (String, i64, String, i64)| {
        let known = Verdict::from_name(&verdict);
        Ok(Said {
            indicator: indicator.into(),
            version: small("feedback.version", version)?,
            verdict: known.ok_or(Error::Corrupt { column: "feedback.verdict", value: verdict })?,
            count: count.cast_unsigned(),
        })
    };
    rows.into_iter().map(read).collect()
}

async fn taps_on(link: &mut Link<'_>, indicators: &[Key]) -> Result<Vec<Tap>> {
    let rows: Vec<(Id, String, i64, String, i64)> = link
        .among(SAID_OF, &args![], indicators, |indicator, args: &mut Args| {
            args.push(indicator.into());
        })
        .await?;
    let read = |(student, indicator, version, verdict, at): (Id, String, i64, String, i64)| {
        let known = Verdict::from_name(&verdict);
        Ok(Tap {
            student: student.into(),
            indicator: indicator.into(),
            version: small("feedback.version", version)?,
            verdict: known.ok_or(Error::Corrupt { column: "feedback.verdict", value: verdict })?,
            at: Instant(at),
        })
    };
    rows.into_iter().map(read).collect()
}

fn small(column: &'static str, value: i64) -> Result<u32> {
    u32::try_from(value).map_err(|_| corrupt(column, value))
}
