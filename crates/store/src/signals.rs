//! The record of signals: what the team saw, and when.
//!
//! Append-only. Clearing and reopening are the only changes to a row.

use std::collections::HashMap;

use vigie_domain::ids::{EnrolmentId, StudentId};
use vigie_domain::time::Instant;

use crate::error::{Error, Result};
use crate::link::Link;
use crate::sql::statements;
use crate::standing::corrupt;
use crate::store::{Tx, reads};
use crate::value::{Args, Id, Value, args};

statements! {
    RAISE = "INSERT INTO signals (student_id, enrolment_id, indicator, raised_at, serial, since,
        indicator_version, why, evidence) VALUES [[($?,$?,$?,$?,$?,$?,$?,$?,$?)]]";
    SERIALS = "WITH asked (student_id, enrolment_id, indicator, raised_at) AS
        (VALUES [[(CAST($? AS {blob}), CAST($? AS {blob}), CAST($? AS TEXT), CAST($? AS BIGINT))]])
        SELECT s.student_id, s.enrolment_id, s.indicator, s.raised_at, s.serial
        FROM asked CROSS JOIN signals s
        WHERE s.student_id = asked.student_id AND s.enrolment_id = asked.enrolment_id
        AND s.indicator = asked.indicator AND s.raised_at = asked.raised_at";
    CLEAR = "WITH gone (student_id, enrolment_id, indicator, raised_at, serial, at, why) AS
        (VALUES [[(CAST($? AS {blob}), CAST($? AS {blob}), CAST($? AS TEXT), CAST($? AS BIGINT),
        CAST($? AS BIGINT), CAST($? AS BIGINT), CAST($? AS TEXT))]])
        UPDATE signals SET cleared_at = gone.at, cleared_why = gone.why FROM gone
        WHERE signals.student_id = gone.student_id AND signals.enrolment_id = gone.enrolment_id
        AND signals.indicator = gone.indicator AND signals.raised_at = gone.raised_at
        AND signals.serial = gone.serial AND signals.cleared_at IS NULL";
    REOPEN = "WITH back (student_id, enrolment_id, indicator, raised_at, serial) AS
        (VALUES [[(CAST($? AS {blob}), CAST($? AS {blob}), CAST($? AS TEXT), CAST($? AS BIGINT),
        CAST($? AS BIGINT))]])
        UPDATE signals SET cleared_at = NULL, cleared_why = NULL, reopened = reopened + 1
        FROM back
        WHERE signals.student_id = back.student_id AND signals.enrolment_id = back.enrolment_id
        AND signals.indicator = back.indicator AND signals.raised_at = back.raised_at
        AND signals.serial = back.serial AND signals.cleared_at IS NOT NULL";
    // The columns of `Stored`.
    OPEN = "SELECT student_id, enrolment_id, indicator, raised_at, serial, since,
        indicator_version, why, evidence, cleared_at, cleared_why, reopened FROM signals
        WHERE student_id = $1 AND cleared_at IS NULL ORDER BY enrolment_id, indicator, raised_at";
    OPEN_AMONG = "SELECT student_id, enrolment_id, indicator, raised_at, serial, since,
        indicator_version, why, evidence, cleared_at, cleared_why, reopened FROM signals
        WHERE student_id IN ([[$?]]) AND cleared_at IS NULL
        ORDER BY student_id, enrolment_id, indicator, raised_at";
    CLEARED_AMONG = "SELECT student_id, enrolment_id, indicator, raised_at, serial, since,
        indicator_version, why, evidence, cleared_at, cleared_why, reopened FROM signals
        WHERE cleared_at >= $1 AND student_id IN ([[$?]])
        ORDER BY student_id, cleared_at, indicator, enrolment_id";
    HISTORY = "SELECT student_id, enrolment_id, indicator, raised_at, serial, since,
        indicator_version, why, evidence, cleared_at, cleared_why, reopened FROM signals
        WHERE student_id = $1 ORDER BY raised_at, serial, indicator, enrolment_id";
}

/// Why a signal was raised or cleared when it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// A fact arrived.
    Fact,
    /// Time went by.
    Time,
    /// The indicator was published anew.
    Published,
    /// The first look after an import.
    Import,
    /// A fact arrived that belongs before others.
    LateFact,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::Fact, Self::Time, Self::Published, Self::Import, Self::LateFact];

    /// The stable word, as stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Time => "time",
            Self::Published => "published",
            Self::Import => "import",
            Self::LateFact => "late_fact",
        }
    }

    fn read(column: &'static str, name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|why| why.name() == name)
            .ok_or_else(|| Error::Corrupt { column, value: name.to_owned() })
    }
}

/// Which record is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SignalKey {
    /// About whom.
    pub student: StudentId,
    /// About which enrolment; `None`: about the student.
    pub enrolment: Option<EnrolmentId>,
    /// The indicator's id.
    pub indicator: String,
    /// When it was raised.
    pub raised_at: Instant,
    /// Tells apart records raised in the same second: 0, 1, …
    pub serial: u32,
}

/// A signal about to be raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSignal {
    /// About whom.
    pub student: StudentId,
    /// About which enrolment; `None`: about the student.
    pub enrolment: Option<EnrolmentId>,
    /// The indicator's id.
    pub indicator: String,
    /// The store's clock now.
    pub raised_at: Instant,
    /// From when on it has been true.
    pub since: Instant,
    /// Which version of the indicator.
    pub indicator_version: u32,
    /// Why now.
    pub why: Why,
    /// The metric values that make it true: JSON.
    pub evidence: String,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalRow {
    /// Which record.
    pub key: SignalKey,
    /// From when on it had been true.
    pub since: Instant,
    /// Which version of the indicator.
    pub indicator_version: u32,
    /// Why it was raised then.
    pub why: Why,
    /// The metric values that made it true: JSON.
    pub evidence: String,
    /// When and why it was cleared; `None`: it is open.
    pub cleared: Option<(Instant, Why)>,
    /// How often it was opened again within the time for that.
    pub reopened: u32,
}

impl Tx {
    /// Adds records, open; gives their keys in the same order. The students
    /// are locked by the caller.
    pub async fn raise(&mut self, signals: &[NewSignal]) -> Result<Vec<SignalKey>> {
        let mut link = self.link();
        let taken: Vec<(Id, Id, String, i64, i64)> =
            link.among(SERIALS, &args![], signals, write_instance).await?;
        let mut next: HashMap<_, i64> = HashMap::new();
        for (student, enrolment, indicator, at, serial) in taken {
            let next = next.entry((student.0, enrolment.0, indicator, at)).or_insert(0);
            *next = (*next).max(serial + 1);
        }
        let mut rows = Vec::with_capacity(signals.len());
        for signal in signals {
            let enrolment = stored_enrolment(signal.enrolment);
            let instance =
                (signal.student.bytes(), enrolment, signal.indicator.clone(), signal.raised_at.0);
            let serial = next.entry(instance).or_insert(0);
            let key = SignalKey {
                student: signal.student,
                enrolment: signal.enrolment,
                indicator: signal.indicator.clone(),
                raised_at: signal.raised_at,
                serial: u32::try_from(*serial).map_err(|_| corrupt("signals.serial", *serial))?,
            };
            *serial += 1;
            rows.push((key, signal));
        }
        link.bulk(RAISE, &rows, |(key, signal), args: &mut Args| {
            write_key(key, args);
            args.extend([
                Value::from(signal.since),
                signal.indicator_version.into(),
                signal.why.name().into(),
                signal.evidence.as_str().into(),
            ]);
        })
        .await?;
        Ok(rows.into_iter().map(|(key, _)| key).collect())
    }

    /// Closes records that are open; gives how many were.
    pub async fn clear(&mut self, signals: &[(SignalKey, Why, Instant)]) -> Result<u64> {
        let write = |(key, why, at): &(SignalKey, Why, Instant), args: &mut Args| {
            write_key(key, args);
            args.extend([Value::from(*at), why.name().into()]);
        };
        self.link().bulk(CLEAR, signals, write).await
    }

    /// Opens closed records again; gives how many were closed.
    pub async fn reopen(&mut self, signals: &[SignalKey]) -> Result<u64> {
        self.link().bulk(REOPEN, signals, write_key).await
    }
}

reads! {
    /// The open signals of one student.
    open_signals(student: StudentId) -> Vec<SignalRow>;

    /// The open signals of these students, grouped by student.
    open_signals_of(students: &[StudentId]) -> Vec<SignalRow>;

    /// These students' signals that were cleared at `from` or later, oldest
    /// first: those that may be opened again.
    signals_cleared_since(students: &[StudentId], from: Instant) -> Vec<SignalRow>;

    /// Everything that was ever raised about one student, oldest first.
    signal_history(student: StudentId) -> Vec<SignalRow>;
}

async fn open_signals(link: &mut Link<'_>, student: StudentId) -> Result<Vec<SignalRow>> {
    read_all(link.all(OPEN, args![student]).await?)
}

async fn open_signals_of(link: &mut Link<'_>, students: &[StudentId]) -> Result<Vec<SignalRow>> {
    read_all(link.among(OPEN_AMONG, &args![], students, write_student).await?)
}

async fn signals_cleared_since(
    link: &mut Link<'_>,
    students: &[StudentId],
    from: Instant,
) -> Result<Vec<SignalRow>> {
    read_all(link.among(CLEARED_AMONG, &args![from], students, write_student).await?)
}

async fn signal_history(link: &mut Link<'_>, student: StudentId) -> Result<Vec<SignalRow>> {
    read_all(link.all(HISTORY, args![student]).await?)
}

/// A key cannot hold NULL, so "no enrolment" is sixteen zero bytes.
fn stored_enrolment(enrolment: Option<EnrolmentId>) -> [u8; 16] {
    enrolment.map_or([0; 16], EnrolmentId::bytes)
}

fn write_student(&student: &StudentId, args: &mut Args) {
    args.push(student.into());
}

fn write_instance(signal: &NewSignal, args: &mut Args) {
    args.extend([
        Value::from(signal.student),
        stored_enrolment(signal.enrolment).to_vec().into(),
        signal.indicator.as_str().into(),
        signal.raised_at.into(),
    ]);
}

fn write_key(key: &SignalKey, args: &mut Args) {
    args.extend([
        Value::from(key.student),
        stored_enrolment(key.enrolment).to_vec().into(),
        key.indicator.as_str().into(),
        key.raised_at.into(),
        key.serial.into(),
    ]);
}

pub(crate) fn read_all(rows: Vec<Stored>) -> Result<Vec<SignalRow>> {
    rows.into_iter().map(Stored::read).collect()
}

#[derive(sqlx::FromRow)]
pub(crate) struct Stored {
    student_id: Id,
    enrolment_id: Id,
    indicator: String,
    raised_at: i64,
    serial: i64,
    since: i64,
    indicator_version: i64,
    why: String,
    evidence: String,
    cleared_at: Option<i64>,
    cleared_why: Option<String>,
    reopened: i64,
}

impl Stored {
    fn read(self) -> Result<SignalRow> {
        let small = |column, value: i64| u32::try_from(value).map_err(|_| corrupt(column, value));
        let cleared = match (self.cleared_at, self.cleared_why) {
            (Some(at), Some(why)) => Some((Instant(at), Why::read("signals.cleared_why", &why)?)),
            _ => None,
        };
        Ok(SignalRow {
            key: SignalKey {
                student: self.student_id.into(),
                enrolment: (self.enrolment_id.0 != [0; 16]).then(|| self.enrolment_id.into()),
                indicator: self.indicator,
                raised_at: Instant(self.raised_at),
                serial: small("signals.serial", self.serial)?,
            },
            since: Instant(self.since),
            indicator_version: small("signals.indicator_version", self.indicator_version)?,
            why: Why::read("signals.why", &self.why)?,
            evidence: self.evidence,
            cleared,
            reopened: small("signals.reopened", self.reopened)?,
        })
    }
}
