//! Has the school moved away from what a model learned from, and does what it
//! said come true? Counted cohort by cohort, beside the weekly look. What
//! challengers say is kept where nobody sees it, until it is known what came of
//! it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vigie_domain::ids::{EnrolmentId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::Instant;
use vigie_evidence::dryrun::Life;
use vigie_risk::artefact::Artefact;
use vigie_risk::drift::{LEAST_PEOPLE, Limits, Tally, may_ring};
use vigie_risk::measure::{Scored, Sums, expected_error};
use vigie_risk::target::Target;
use vigie_store::across::RiskAnswer;

use super::Model;
use super::came_true::came_true;
use super::learn::spread;
use super::look::Looked;
use super::trial::{KEPT, Trial};
use crate::app::past::{Cancel, Counts, Past};
use crate::app::{App, Error, Result, School};

/// Students looked at a second time, at most: for challengers, and for what
/// came of what was said.
const MOST: usize = 3_000;
/// Of one cohort, at most: nobody waits for more of them to be woken.
const SLICE: usize = 300;

/// What the look of a week found about one model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Week {
    /// Looks at people.
    pub people: usize,
    /// Mean of what the model said of them.
    pub mean: Option<f64>,
    /// How far its probabilities moved since training.
    pub probabilities: f64,
    /// The columns that moved, the farthest first; only those worth a look.
    pub moved: Vec<Column>,
    /// Of what it said in force and is settled by now: of how many people, and
    /// how far what it said and what came true lie apart.
    pub calibration: Option<(usize, f64)>,
    /// How far chance alone takes them apart, of so few.
    #[serde(default)]
    pub error_by_chance: f64,
    /// The limits of the model's card.
    #[serde(default)]
    pub limits: Limits,
    /// Of a challenger: what came of what it said silently, beside the model in
    /// force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<Trial>,
}

/// A column that moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Population stability index.
    pub index: f64,
    /// False: it only tells programmes and intakes apart, and is shown.
    #[serde(default = "yes")]
    pub rings: bool,
}

const fn yes() -> bool {
    true
}

impl Week {
    /// Does somebody have to look at it?
    pub fn rings(&self) -> bool {
        let moved = |index: f64| index >= self.limits.moved;
        let rings = |column: &Column| column.rings && moved(column.index);
        self.people >= LEAST_PEOPLE && (moved(self.probabilities) || self.moved.iter().any(rings))
            || self.is_off()
    }

    /// Does what was said lie apart from what came true, by more than chance
    /// gives?
    pub fn is_off(&self) -> bool {
        let beyond = self.limits.calibration + self.error_by_chance;
        self.calibration.is_some_and(|(_, error)| error > beyond)
    }
}

/// What was counted of a week so far, of one model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Watched {
    people: usize,
    /// Sum of what was said.
    sum: f64,
    /// In the order of the model's headings.
    columns: Vec<Tally>,
    probabilities: Tally,
    settled: Sums,
}

/// A cohort at the week's look.
pub(super) struct Cohort {
    /// Everybody who has an enrolment in it.
    pub(super) students: Vec<StudentId>,
    /// Its enrolments.
    pub(super) own: Arc<BTreeSet<EnrolmentId>>,
    /// The Monday as of which they are looked at.
    pub(super) at: Instant,
}

impl Watched {
    fn count(&mut self, artefact: &Artefact, looked: &Looked) {
        let card = &artefact.card;
        self.people += looked.said.len();
        self.sum += looked.said.iter().sum::<f64>();
        self.columns.resize(card.columns.len(), Tally::default());
        let missing = vec![f64::NAN; looked.table.rows()];
        let headings = artefact.model.headings().iter().zip(&card.columns);
        for ((heading, summary), tally) in headings.zip(&mut self.columns) {
            let column = looked.table.column(&heading.name).unwrap_or(&missing);
            summary.count(tally, column, &looked.stages);
        }
        card.probabilities.count(&mut self.probabilities, &looked.said, &looked.stages);
    }

    /// What all of it comes to.
    fn week(&self, artefact: &Artefact) -> Week {
        let card = &artefact.card;
        let headings = artefact.model.headings().iter().zip(&card.columns);
        let mut moved: Vec<Column> = headings
            .zip(&self.columns)
            .map(|((heading, summary), tally)| Column {
                name: heading.name.clone(),
                index: summary.moved_by(tally),
                rings: may_ring(heading),
            })
            .filter(|column| column.index >= card.limits.watch)
            .collect();
        moved.sort_by(|a, b| b.index.total_cmp(&a.index));
        #[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
        let mean = self.sum / self.people as f64;
        let (settled, bins) = (self.settled.people(), self.settled.bins());
        Week {
            people: self.people,
            mean: mean.is_finite().then_some(mean),
            probabilities: card.probabilities.moved_by(&self.probabilities),
            moved,
            calibration: (settled >= LEAST_PEOPLE).then(|| (settled, expected_error(&bins))),
            error_by_chance: if settled > 0 { self.settled.error_by_chance() } else { 0.0 },
            limits: card.limits,
            trial: None,
        }
    }
}

impl App {
    /// Counts a cohort that the champion has just looked at: whole for what
    /// moved, some of it for what came of what was said. What it said of those is
    /// kept beside, too, to be held against challengers.
    pub(super) async fn watch_champion(
        &self,
        champion: &Model,
        cohort: &Cohort,
        looked: &Looked,
        watched: &mut BTreeMap<String, Watched>,
    ) -> Result<()> {
        let id = &champion.row.id;
        watched.entry(id.clone()).or_default().count(&champion.artefact, looked);
        let some = self.some_of(cohort).await?;
        self.keep_answers(id, looked, &some).await?;
        let asked = Arc::new((id.clone(), champion.artefact.card.target));
        // By now, not by Monday: whoever objects meanwhile is left out.
        let now = self.clock.now();
        let nobody = || Settled {
            asked: Arc::clone(&asked),
            own: Arc::clone(&cohort.own),
            now,
            said: Sums::default(),
        };
        let past = Past::among(self, some);
        if let Some(settled) = past.count(nobody, &Cancel::default(), |_| {}).await? {
            watched.entry(id.clone()).or_default().settled.merge(&settled.said);
        }
        Ok(())
    }

    /// Challengers look at some of a cohort; what they say is kept where nobody
    /// sees it.
    pub(super) async fn look_on(
        &self,
        school: &School,
        silent: &[String],
        cohort: &Cohort,
        watched: &mut BTreeMap<String, Watched>,
    ) -> Result<()> {
        let some = self.some_of(cohort).await?;
        for id in silent {
            // One of another version of the program can't be watched.
            let Ok(model) = self.risk_model(id).await else { continue };
            let looked = self.look_at(school, &model, some.clone(), cohort.at).await?;
            let looked = looked.of(&cohort.own);
            self.keep_answers(id, &looked, &some).await?;
            watched.entry(id.clone()).or_default().count(&model.artefact, &looked);
        }
        Ok(())
    }

    /// The same few of a cohort for every model of a week.
    async fn some_of(&self, cohort: &Cohort) -> Result<Vec<StudentId>> {
        let everybody = usize::try_from(self.store.student_count().await?).unwrap_or(usize::MAX);
        Ok(spread(&cohort.students, share(cohort.students.len(), everybody)))
    }

    async fn keep_answers(&self, model: &str, looked: &Looked, some: &[StudentId]) -> Result<()> {
        let among: BTreeSet<StudentId> = some.iter().copied().collect();
        let said = looked.looks.iter().zip(&looked.said);
        let answers: Vec<RiskAnswer> = said
            .filter(|(look, _)| among.contains(&look.student))
            .map(|(look, said)| RiskAnswer {
                student: look.student,
                enrolment: look.enrolment,
                at: look.at,
                said: *said,
            })
            .collect();
        let mut tx = self.store.begin().await?;
        tx.put_risk_answers(model, &answers).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps what the week found, and of challengers, how they do beside the
    /// champion. If the champion's drift passed a limit since the week before,
    /// that rings, once, until somebody says that they saw it.
    pub(super) async fn close_week(
        &self,
        watched: &BTreeMap<String, Watched>,
        champion: Option<&Model>,
        at: Instant,
    ) -> Result<()> {
        for (id, watched) in watched {
            let Ok(model) = self.risk_model(id).await else { continue };
            let mut week = watched.week(&model.artefact);
            let in_force = champion.is_some_and(|champion| champion.row.id == *id);
            if !in_force {
                week.trial = Some(self.try_challenger(&model, champion).await?);
            }
            let body = serde_json::to_string(&week)
                .map_err(|error| Error::Input(format!("the week's drift: {error}")))?;
            let rings = in_force && self.passed(id, &week, at).await?;
            let mut tx = self.store.begin().await?;
            tx.put_risk_week(id, at, &body).await?;
            if rings {
                tx.ring_risk(id, at, self.clock.now()).await?;
            }
            tx.commit().await?;
        }
        let mut tx = self.store.begin().await?;
        tx.forget_risk_answers(at - KEPT).await?;
        Ok(tx.commit().await?)
    }

    /// Is a limit passed that was not passed the week before, or of which
    /// nobody was told?
    async fn passed(&self, model: &str, week: &Week, at: Instant) -> Result<bool> {
        if !week.rings() {
            return Ok(false);
        }
        let rung = self.store.risk_rings(model, 1).await?;
        let Some(last) = rung.first() else { return Ok(true) };
        let weeks = self.risk_drift(model, 2).await?;
        let before = weeks.iter().find(|(when, _)| *when < at);
        Ok(last.seen.is_some() && before.is_none_or(|(_, before)| !before.rings()))
    }

    /// What the latest weeks of a model found, newest first.
    pub async fn risk_drift(&self, model: &str, weeks: u32) -> Result<Vec<(Instant, Week)>> {
        let rows = self.store.risk_weeks(model, weeks).await?;
        let read = |(at, body): (Instant, String)| Some((at, serde_json::from_str(&body).ok()?));
        Ok(rows.into_iter().filter_map(read).collect())
    }
}

/// How many of a cohort stand for it among all that are looked at.
fn share(cohort: usize, everybody: usize) -> usize {
    let part = (cohort.saturating_mul(MOST)).div_ceil(everybody.max(1));
    part.clamp(1, SLICE)
}

/// What was said in force, and came true or not.
pub(super) struct Settled {
    /// Which model, and what it foretells.
    pub(super) asked: Arc<(String, Target)>,
    /// The enrolments of the cohort.
    pub(super) own: Arc<BTreeSet<EnrolmentId>>,
    pub(super) now: Instant,
    pub(super) said: Sums,
}

impl Counts for Settled {
    fn live_through(&mut self, life: Life) {
        let facts = effective(life.facts.iter().filter(|fact| fact.known_at <= self.now));
        let (model, target) = (&self.asked.0, self.asked.1);
        let came = came_true(model, target, &facts, self.now).into_iter();
        let own = came.filter(|one| self.own.contains(&one.enrolment));
        let own: Vec<Scored> = own.map(|one| one.scored).collect();
        self.said.add(&own);
    }

    fn merge(&mut self, other: Self) {
        self.said.merge(&other.said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(people: usize, index: f64, calibration: Option<(usize, f64)>) -> Week {
        let moved = vec![Column { name: "total_actions".into(), index, rings: true }];
        let limits = Limits::default();
        let (mean, probabilities, error_by_chance) = (Some(0.2), 0.0, 0.01);
        Week {
            people,
            mean,
            probabilities,
            moved,
            calibration,
            error_by_chance,
            limits,
            trial: None,
        }
    }

    #[test]
    fn a_column_that_moved_rings_and_one_worth_a_look_does_not() {
        assert!(week(500, 0.3, None).rings() && !week(500, 0.2, None).rings());
    }

    #[test]
    fn a_column_that_only_tells_intakes_apart_is_shown_and_rings_nobody() {
        let mut week = week(500, 3.0, None);
        week.moved[0].rings = false;
        assert!(!week.rings());
    }

    #[test]
    fn a_handful_of_people_moves_nothing() {
        assert!(!week(20, 3.0, None).rings());
    }

    #[test]
    fn what_does_not_come_true_rings_whatever_moved() {
        assert!(week(500, 0.0, Some((300, 0.08))).rings());
        // The limit is 0.05, and chance gives 0.01.
        assert!(!week(500, 0.0, Some((300, 0.055))).rings());
    }

    #[test]
    fn a_large_cohort_is_looked_at_in_part_and_a_small_one_whole() {
        assert_eq!((share(40, 200), share(200_000, 1_000_000), share(1, 1_000_000)), (300, 300, 1));
        assert_eq!(share(250, 10_000), 75);
    }
}
