//! The record of signals: what the team saw, and when. Append-only.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use vigie_domain::ids::{EnrolmentId, Key, StudentId};
use vigie_domain::metric::View;
use vigie_domain::signal::{Change, Evidence, REOPEN_WITHIN, Standing};
use vigie_domain::time::Instant;
use vigie_store::{NewSignal, SignalKey, SignalRow, Tx, Why};

use crate::app::school::is_trial;
use crate::app::{Error, Result, School};

/// A signal that began or ceased, ready to be recorded.
#[derive(Clone, Debug)]
pub(super) struct Ring {
    pub(super) indicator: Key,
    pub(super) enrolment: Option<EnrolmentId>,
    pub(super) at: Instant,
    pub(super) why: Why,
    /// `Some((since, evidence))` if it began.
    pub(super) began: Option<(Instant, Vec<(Key, Evidence)>)>,
}

/// What happened to one student's signals, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Rings(pub(super) Vec<Ring>);

impl Rings {
    /// Collect the changes of a replay.
    pub(super) fn collect<'r>(
        &'r mut self,
        school: &'r School,
        why: Why,
    ) -> impl FnMut(&Change, &View<'_>) + 'r {
        move |change, view| {
            let Some((key, indicator)) = school.rule(change.rule) else { return };
            let evidence = || {
                let of = |(key, metric): &(Key, _)| (key.clone(), Evidence::of(*metric, view));
                indicator.evidence.iter().map(of).collect()
            };
            self.0.push(Ring {
                indicator: key.clone(),
                enrolment: change.enrolment,
                at: change.at,
                why,
                began: change.ceased.is_none().then(|| (change.at, evidence())),
            });
        }
    }
}

/// Which signal: of whom, of what, about which enrolment.
type Name = (StudentId, String, Option<EnrolmentId>);

/// The records that a ring may change.
struct Records {
    open: BTreeMap<Name, SignalKey>,
    /// Cleared not long ago: these may be opened again.
    closed: BTreeMap<Name, (SignalKey, Instant)>,
}

/// What one statement each writes.
#[derive(Default)]
struct Writes {
    raise: Vec<(Name, NewSignal)>,
    reopen: Vec<(Name, SignalKey)>,
    clear: Vec<(Name, SignalKey, Why, Instant)>,
}

/// Write the records of several students; gives how many began and how many
/// ceased.
///
/// A signal's first ring is written together with the first rings of all
/// others, then the second ones: time mostly brings one each, whatever the
/// number of students.
pub(super) async fn write(
    tx: &mut Tx,
    school: &School,
    rings: Vec<(StudentId, Rings)>,
) -> Result<(u64, u64)> {
    let first = |(student, rings): &(StudentId, Rings)| {
        Some((*student, rings.0.iter().map(|ring| ring.at).min()?))
    };
    let since: BTreeMap<StudentId, Instant> = rings.iter().filter_map(first).collect();
    let Some(earliest) = since.values().min().copied() else { return Ok((0, 0)) };
    let students: Vec<StudentId> = since.keys().copied().collect();
    let mut records = Records::read(tx, school, &students, earliest - REOPEN_WITHIN).await?;
    let mut waiting: BTreeMap<Name, VecDeque<Ring>> = BTreeMap::new();
    for (student, rings) in rings {
        for ring in rings.0 {
            let name = (student, ring.indicator.to_string(), ring.enrolment);
            waiting.entry(name).or_default().push_back(ring);
        }
    }
    let (mut raised, mut cleared) = (0, 0);
    let mut heard = BTreeSet::new();
    while !waiting.is_empty() {
        let mut writes = Writes::default();
        for (name, rings) in &mut waiting {
            let Some(ring) = rings.pop_front() else { continue };
            // Of what is on trial, nobody is told.
            if records.plan(school, name, &ring, &mut writes)? && !is_trial(&ring.indicator) {
                heard.insert(name.0);
            }
        }
        waiting.retain(|_, rings| !rings.is_empty());
        raised += writes.raise.len() + writes.reopen.len();
        cleared += writes.clear.len();
        records.carry_out(tx, writes).await?;
    }
    for student in heard {
        tx.outbox_push(&[(student, "signals")], since[&student]);
    }
    Ok((raised as u64, cleared as u64))
}

impl Records {
    async fn read(
        tx: &mut Tx,
        school: &School,
        students: &[StudentId],
        from: Instant,
    ) -> Result<Self> {
        let open = tx.open_signals_of(students).await?.into_iter();
        let open = open.map(|row| (name_of(&row.key), row.key)).collect();
        let mut closed = BTreeMap::new();
        for row in tx.signals_cleared_since(students, from).await? {
            // A record of another version of the indicator stays closed.
            if row.indicator_version != school.version(&row.key.indicator) {
                continue;
            }
            if let Some((at, _)) = row.cleared {
                closed.insert(name_of(&row.key), (row.key, at));
            }
        }
        Ok(Self { open, closed })
    }

    /// What a ring writes, if it writes anything.
    fn plan(&self, school: &School, name: &Name, ring: &Ring, writes: &mut Writes) -> Result<bool> {
        match (&ring.began, self.open.get(name)) {
            (Some(began), None) => {
                let again = self.closed.get(name).filter(|(_, at)| {
                    ring.why != Why::Published && ring.at.since(*at) <= REOPEN_WITHIN
                });
                match again {
                    Some((key, _)) => writes.reopen.push((name.clone(), key.clone())),
                    None => {
                        writes.raise.push((name.clone(), ring.record(school, name.0, began)?));
                    }
                }
            }
            (None, Some(key)) => {
                writes.clear.push((name.clone(), key.clone(), ring.why, ring.at));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    async fn carry_out(&mut self, tx: &mut Tx, writes: Writes) -> Result<()> {
        let Writes { raise, reopen, clear } = writes;
        let (names, signals): (Vec<_>, Vec<_>) = raise.into_iter().unzip();
        self.open.extend(names.into_iter().zip(tx.raise(&signals).await?));
        let (names, keys): (Vec<_>, Vec<_>) = reopen.into_iter().unzip();
        tx.reopen(&keys).await?;
        self.open.extend(names.into_iter().zip(keys));
        let mut closing = Vec::with_capacity(clear.len());
        for (name, key, why, at) in clear {
            self.open.remove(&name);
            self.closed.insert(name, (key.clone(), at));
            closing.push((key, why, at));
        }
        tx.clear(&closing).await?;
        Ok(())
    }
}

/// What must begin and cease so that the open records match a standing.
pub(super) fn differences(
    school: &School,
    standing: &Standing,
    open: &[SignalRow],
    why: Why,
) -> Rings {
    let at = standing.at;
    let mut rings = Vec::new();
    for row in open {
        let stays = standing.ringing.iter().any(|ringing| {
            ringing.indicator == row.key.indicator.as_str()
                && ringing.enrolment == row.key.enrolment
                && (why != Why::Published
                    || school.version(&ringing.indicator) == row.indicator_version)
        });
        if !stays {
            let indicator = Key::from(row.key.indicator.as_str());
            rings.push(Ring { indicator, enrolment: row.key.enrolment, at, why, began: None });
        }
    }
    for ringing in &standing.ringing {
        let Some(indicator) = school.evaluated(&ringing.indicator) else { continue };
        let view = standing.view(ringing.enrolment, &school.context);
        let of = |(key, metric): &(Key, _)| (key.clone(), Evidence::of(*metric, &view));
        let evidence = indicator.evidence.iter().map(of).collect();
        rings.push(Ring {
            indicator: ringing.indicator.clone(),
            enrolment: ringing.enrolment,
            at,
            why,
            began: Some((ringing.since, evidence)),
        });
    }
    Rings(rings)
}

fn name_of(key: &SignalKey) -> Name {
    (key.student, key.indicator.clone(), key.enrolment)
}

impl Ring {
    /// The record of a signal that began.
    pub(super) fn record(
        &self,
        school: &School,
        student: StudentId,
        (since, evidence): &(Instant, Vec<(Key, Evidence)>),
    ) -> Result<NewSignal> {
        let evidence: BTreeMap<_, _> = evidence.iter().cloned().collect();
        let evidence = serde_json::to_string(&evidence)
            .map_err(|error| Error::Input(format!("evidence cannot be written: {error}")))?;
        Ok(NewSignal {
            student,
            enrolment: self.enrolment,
            indicator: self.indicator.to_string(),
            raised_at: self.at,
            since: *since,
            indicator_version: school.version(&self.indicator),
            why: self.why,
            evidence,
        })
    }
}
