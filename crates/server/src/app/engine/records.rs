//! The record of signals: what the team saw, and when. Append-only.

use std::collections::BTreeMap;

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

    /// Write the records; gives how many began and how many ceased.
    pub(super) async fn write(
        self,
        tx: &mut Tx,
        school: &School,
        student: StudentId,
    ) -> Result<(u64, u64)> {
        if self.0.is_empty() {
            return Ok((0, 0));
        }
        let mut open = index(tx.open_signals(student).await?);
        let earliest = self.0.iter().map(|ring| ring.at).min().unwrap_or(Instant::DAWN);
        let recent = tx.signals_cleared_since(student, earliest - REOPEN_WITHIN).await?;
        let mut closed: BTreeMap<_, (SignalKey, Instant)> = BTreeMap::new();
        for row in recent {
            // A record of another version of the indicator stays closed.
            if row.indicator_version != school.version(&row.key.indicator) {
                continue;
            }
            if let Some((at, _)) = row.cleared {
                closed.insert((row.key.indicator.clone(), row.key.enrolment), (row.key, at));
            }
        }
        let (mut raised, mut cleared) = (0, 0);
        // Of what is on trial, nobody is told.
        let mut heard = false;
        for ring in self.0 {
            let told = !is_trial(&ring.indicator);
            let name = (ring.indicator.to_string(), ring.enrolment);
            match &ring.began {
                Some(began) => {
                    if open.contains_key(&name) {
                        continue;
                    }
                    raised += 1;
                    heard |= told;
                    let again = closed
                        .get(&name)
                        .filter(|(_, at)| {
                            ring.why != Why::Published && ring.at.since(*at) <= REOPEN_WITHIN
                        })
                        .map(|(key, _)| key.clone());
                    let key = match again {
                        Some(key) => {
                            tx.reopen(std::slice::from_ref(&key)).await?;
                            key
                        }
                        None => {
                            let signal = ring.record(school, student, began)?;
                            tx.raise(&[signal]).await?.remove(0)
                        }
                    };
                    open.insert(name, key);
                }
                None => {
                    let Some(key) = open.remove(&name) else { continue };
                    cleared += 1;
                    heard |= told;
                    tx.clear(&[(key.clone(), ring.why)], ring.at).await?;
                    closed.insert(name, (key, ring.at));
                }
            }
        }
        if heard {
            tx.outbox_push(&[(student, "signals")], earliest);
        }
        Ok((raised, cleared))
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

fn index(open: Vec<SignalRow>) -> BTreeMap<(String, Option<EnrolmentId>), SignalKey> {
    open.into_iter().map(|row| ((row.key.indicator.clone(), row.key.enrolment), row.key)).collect()
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
