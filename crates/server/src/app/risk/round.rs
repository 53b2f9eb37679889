//! The weekly look: everybody's risk as a dated, versioned fact, one cohort at
//! a time, so that it can stop anywhere and go on. Challengers look on silently,
//! whether or not a model is in force.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vigie_domain::fact::{Fact, Kind, Kinds, Observed};
use vigie_domain::ids::{EnrolmentId, FactId, Key, StudentId};
use vigie_domain::journey::RISK_WITHDRAWN;
use vigie_domain::time::Instant;
use vigie_risk::looks::{Look, monday};
use vigie_store::across::Filter;
use vigie_store::{Incoming, RiskModelRow, RiskState};

use super::drift::{Cohort, Watched};
use super::look::{Looked, Spoke};
use super::{METRIC, Model, SOURCE};
use crate::app::{App, Error, Result, School};

/// What the job supplies.
pub(super) const KINDS: Kinds = Kinds::of(&[Kind::Observed]);
/// Setting: how far the look of this week is, JSON.
const PROGRESS: &str = "risk_round";
/// Challengers that look on, at most: the newest.
const CHALLENGERS: usize = 3;

/// How far the look of a week is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Progress {
    /// The champion; `None`: none is in force.
    model: Option<String>,
    /// Challengers that look on.
    #[serde(default)]
    silent: Vec<String>,
    /// The Monday as of which everybody is looked at.
    at: Instant,
    /// Are journeys told what is in force? Else that was done this week, and
    /// only challengers look on.
    #[serde(default = "yes")]
    tells: bool,
    /// The last cohort done.
    done: Option<Key>,
    finished: bool,
    /// What was counted of the week's drift, by model.
    #[serde(default)]
    watched: BTreeMap<String, Watched>,
}

const fn yes() -> bool {
    true
}

impl Progress {
    /// Where to go on: with what was begun, with a new look, or with what
    /// challengers lack that came since. `None`: nothing is left to do.
    fn next(kept: Option<Self>, rows: &[RiskModelRow], at: Instant) -> Option<Self> {
        let of = |state: RiskState| rows.iter().filter(move |row| row.state == state);
        let model = of(RiskState::Champion).next().map(|row| row.id.clone());
        let silent: Vec<String> =
            of(RiskState::Challenger).take(CHALLENGERS).map(|row| row.id.clone()).collect();
        // Without a model in force, only what one said before may be told back.
        let mut tells = model.is_some() || rows.iter().any(|row| row.approved.is_some());
        if let Some(kept) = kept.filter(|kept| kept.model == model) {
            if kept.at == at && !kept.finished {
                return Some(kept);
            }
            let known = |id: &String| kept.silent.contains(id);
            if kept.at == at && silent.iter().all(known) {
                return None;
            }
            tells &= kept.at != at && (model.is_some() || !kept.finished);
        }
        let watched = BTreeMap::new();
        (tells || !silent.is_empty()).then_some(Self {
            model,
            silent,
            at,
            tells,
            done: None,
            finished: false,
            watched,
        })
    }
}

impl App {
    /// Does a part of what this week's look still lacks; false: nothing is
    /// left to do. A new champion makes everything lack, and so does a champion
    /// that was taken back: what it said is told back.
    pub async fn risk_step(&self, school: &School) -> Result<bool> {
        let rows = self.store.risk_models().await?;
        if rows.is_empty() {
            return Ok(false);
        }
        let at = monday(&school.context.calendar, self.clock.now());
        let kept = self.store.setting(PROGRESS).await?;
        let kept = kept.and_then(|text| serde_json::from_str::<Progress>(&text).ok());
        let Some(mut progress) = Progress::next(kept, &rows, at) else { return Ok(false) };
        let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let champion = match &progress.model {
            Some(id) => Some(self.risk_model(id).await?),
            None => None,
        };
        let cohorts = self.store.cohorts().await?;
        let next = cohorts.into_iter().find(|cohort| Some(cohort) > progress.done.as_ref());
        if let Some(cohort) = next {
            let students = self.store.students(Filter::Cohort(cohort.clone())).await?;
            if !students.is_empty() {
                let known = self.store.enrolments_of(&students).await?;
                let own = known.values().filter(|one| one.cohort == cohort).map(|one| one.id);
                let some = Cohort { students, own: Arc::new(own.collect()), at };
                let watched = &mut progress.watched;
                if progress.tells {
                    self.tell_cohort(school, champion.as_ref(), &some, &ids, watched).await?;
                }
                self.look_on(school, &progress.silent, &some, watched).await?;
            }
            progress.done = Some(cohort);
        } else {
            self.close_week(&std::mem::take(&mut progress.watched), champion.as_ref(), at).await?;
            progress.finished = true;
        }
        let text = serde_json::to_string(&progress)
            .map_err(|error| Error::Input(format!("the week's look: {error}")))?;
        let mut tx = self.store.begin().await?;
        tx.put_setting(PROGRESS, &text).await?;
        tx.commit().await?;
        Ok(!progress.finished)
    }

    /// Foretells everybody of a cohort, compared with each other, tells it to
    /// their journeys, and counts what moved. What was said before by any of
    /// these models and isn't said now, is told back.
    async fn tell_cohort(
        &self,
        school: &School,
        champion: Option<&Model>,
        cohort: &Cohort,
        models: &BTreeSet<&str>,
        watched: &mut BTreeMap<String, Watched>,
    ) -> Result<()> {
        let students = cohort.students.clone();
        let (looked, spoke) = match champion {
            Some(model) => {
                let looked = self.look_at(school, model, students, cohort.at).await?;
                let spoke = looked.spoke.clone();
                (looked.of(&cohort.own), spoke)
            }
            None => (Looked::nobody(), self.what_was_said(students).await?),
        };
        let now = self.clock.now();
        let mut facts: Vec<Incoming> = Vec::new();
        let mut answered = BTreeSet::new();
        if let Some(model) = champion {
            for (look, said) in looked.looks.iter().zip(&looked.said) {
                answered.insert(look.enrolment);
                facts.push(observation(look, *said, &model.row.id, now).into());
            }
        }
        let stale = |one: &&Spoke| {
            cohort.own.contains(&one.enrolment)
                && !answered.contains(&one.enrolment)
                && models.contains(one.version.as_str())
        };
        let back = spoke.iter().filter(stale);
        facts.extend(back.map(|one| Incoming::from(withdrawal(one, cohort.at, now))));
        self.record(school, facts).await?;
        match champion {
            Some(model) => self.watch_champion(model, cohort, &looked, watched).await,
            None => Ok(()),
        }
    }
}

/// One answer as a fact. Told again for the same week by the same model, it is
/// the same fact.
fn observation(look: &Look, probability: f64, model: &str, now: Instant) -> Fact {
    let own_id = format!("{}/{}/{model}", look.enrolment, look.at.0);
    let value = (probability * 1e4).round() / 1e4;
    let body = Observed { metric: Key::from(METRIC), value, version: Key::from(model) };
    told((look.student, look.enrolment), &own_id, body, now)
}

/// What a model said no longer counts.
fn withdrawal(one: &Spoke, at: Instant, now: Instant) -> Fact {
    let own_id = format!("{}/{}/{}/withdrawn", one.enrolment, at.0, one.version);
    let metric = Key::const_new(RISK_WITHDRAWN);
    let body = Observed { metric, value: 1.0, version: one.version.clone() };
    told((one.student, one.enrolment), &own_id, body, now)
}

fn told(of: (StudentId, EnrolmentId), own_id: &str, body: Observed, now: Instant) -> Fact {
    let source = Key::from(SOURCE);
    Fact {
        id: FactId::derive(of.0, &source, Kind::Observed, own_id),
        student: of.0,
        enrolment: Some(of.1),
        // Computed now: nobody could have acted on it sooner.
        occurred_at: now,
        known_at: now,
        recorded_at: now,
        source,
        revision: 0,
        payload: body.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEK: Instant = Instant(7);

    fn row(id: &str, state: RiskState) -> RiskModelRow {
        let approved = (state != RiskState::Challenger).then_some((None, Instant(0)));
        let (made_at, reason) = (Instant(0), String::new());
        RiskModelRow { id: id.into(), made_at, state, approved, reason, replaced: None }
    }

    fn done(rows: &[RiskModelRow]) -> Progress {
        Progress { finished: true, ..Progress::next(None, rows, WEEK).unwrap() }
    }

    #[test]
    fn a_challenger_looks_on_without_a_champion_and_tells_nobody() {
        let next = Progress::next(None, &[row("a", RiskState::Challenger)], WEEK).unwrap();
        assert_eq!((next.model, next.silent, next.tells), (None, vec!["a".to_owned()], false));
    }

    #[test]
    fn a_challenger_of_this_week_looks_on_and_nobody_is_told_twice() {
        let one = row("a", RiskState::Champion);
        let kept = done(std::slice::from_ref(&one));
        let rows = [row("b", RiskState::Challenger), one];
        let next = Progress::next(Some(kept), &rows, WEEK).unwrap();
        assert_eq!((next.silent, next.tells), (vec!["b".to_owned()], false));
        assert_eq!(Progress::next(Some(done(&rows)), &rows, WEEK), None);
    }

    #[test]
    fn what_a_retired_model_said_is_told_back_once() {
        let kept = done(&[row("a", RiskState::Champion)]);
        let rows = [row("a", RiskState::Retired)];
        let next = Progress::next(Some(kept), &rows, WEEK).unwrap();
        assert_eq!((&next.model, next.tells), (&None, true));
        let after = Progress { finished: true, ..next };
        assert_eq!(Progress::next(Some(after), &rows, Instant(14)), None);
    }

    #[test]
    fn every_week_and_every_champion_begins_anew() {
        let rows = [row("a", RiskState::Champion)];
        let again = Progress::next(Some(done(&rows)), &rows, Instant(14)).unwrap();
        assert!(again.tells && again.done.is_none());
        let other = [row("b", RiskState::Champion), row("a", RiskState::Retired)];
        assert!(Progress::next(Some(done(&rows)), &other, WEEK).unwrap().tells);
    }
}
