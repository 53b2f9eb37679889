//! Has the school moved away from what a model learned from, and does what it
//! said come true? Counted cohort by cohort, beside the weekly look.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vigie_domain::fact::{Fact, Payload};
use vigie_domain::ids::{EnrolmentId, Key, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::{Instant, Span};
use vigie_evidence::dryrun::Life;
use vigie_evidence::outcome::cases;
use vigie_risk::artefact::Artefact;
use vigie_risk::drift::{LEAST_PEOPLE, Tally, WATCH};
use vigie_risk::looks::Look;
use vigie_risk::measure::{Scored, Sums, expected_error};
use vigie_risk::table::Table;
use vigie_risk::target::{enrolment_of, planned_end};
use vigie_store::RiskState;

use super::learn::spread;
use super::{METRIC, Model};
use crate::app::past::{Cancel, Counts, Past};
use crate::app::{App, Error, Result, School};

/// Students looked at a second time, at most: for challengers, and for what
/// came of what was said.
const MOST: usize = 3_000;
/// Of one cohort, at most: nobody waits for more of them to be woken.
const SLICE: usize = 300;
/// What was said so long ago at most is held against what came of it.
const YEAR: Span = Span::days(365);
/// What was said and what came true may lie so far apart.
const WELL_CALIBRATED: f64 = 0.05;

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
    /// Of what it said in force and is settled by now: how many, and how far
    /// what it said and what came true lie apart.
    pub calibration: Option<(usize, f64)>,
}

/// A column that moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Population stability index.
    pub index: f64,
}

impl Week {
    /// Does somebody have to look at it?
    pub fn rings(&self) -> bool {
        let moved = |index: f64| index >= vigie_risk::drift::MOVED;
        let off = |(_, error): (usize, f64)| error > WELL_CALIBRATED;
        self.people >= LEAST_PEOPLE
            && (moved(self.probabilities) || self.moved.iter().any(|column| moved(column.index)))
            || self.calibration.is_some_and(off)
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

/// Some of a cohort, looked at.
pub(super) struct Looked {
    pub(super) looks: Vec<Look>,
    pub(super) table: Table,
    /// What the model says of each row.
    pub(super) said: Vec<f64>,
}

impl Looked {
    /// Only the looks at these enrolments.
    pub(super) fn of(&self, own: &BTreeSet<EnrolmentId>) -> Self {
        let rows = 0..self.looks.len();
        let places: Vec<usize> =
            rows.filter(|row| own.contains(&self.looks[*row].enrolment)).collect();
        Self {
            looks: places.iter().map(|row| self.looks[*row]).collect(),
            table: self.table.select(&places),
            said: places.iter().map(|row| self.said[*row]).collect(),
        }
    }
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
            summary.count(tally, looked.table.column(&heading.name).unwrap_or(&missing));
        }
        card.probabilities.count(&mut self.probabilities, &looked.said);
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
            })
            .filter(|column| column.index >= WATCH)
            .collect();
        moved.sort_by(|a, b| b.index.total_cmp(&a.index));
        #[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
        let mean = self.sum / self.people as f64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of people"
        )]
        let settled = self.settled.people() as usize;
        let error = expected_error(&self.settled.bins());
        Week {
            people: self.people,
            mean: mean.is_finite().then_some(mean),
            probabilities: card.probabilities.moved_by(&self.probabilities),
            moved,
            calibration: (settled >= LEAST_PEOPLE).then_some((settled, error)),
        }
    }
}

impl App {
    /// Counts a cohort that the champion has just looked at: whole for the
    /// champion, some of it for every challenger, silently, and some of it for
    /// what came of what was said.
    pub(super) async fn watch_cohort(
        &self,
        school: &School,
        champion: &Model,
        cohort: (&[StudentId], &BTreeSet<EnrolmentId>),
        looked: &Looked,
        at: Instant,
        watched: &mut BTreeMap<String, Watched>,
    ) -> Result<()> {
        let (students, own) = cohort;
        watched
            .entry(champion.row.id.clone())
            .or_default()
            .count(&champion.artefact, &looked.of(own));
        let everybody = usize::try_from(self.store.student_count().await?).unwrap_or(usize::MAX);
        let some = spread(students, share(students.len(), everybody));
        let mut challengers = self.store.risk_models().await?;
        challengers.retain(|row| row.state == RiskState::Challenger);
        for row in challengers {
            let id = row.id.clone();
            // One of another version of the program can't be watched.
            let Ok(model) = self.read_risk_model(row).await else { continue };
            let (looks, table) = self.look_at(school, &model, some.clone(), at).await?;
            let said = model.artefact.model.probabilities(&table);
            let looked = Looked { looks, table, said }.of(own);
            watched.entry(id).or_default().count(&model.artefact, &looked);
        }
        let model = Arc::new(champion.clone());
        let own = Arc::new(own.clone());
        let nobody = || Settled {
            model: Arc::clone(&model),
            own: Arc::clone(&own),
            at,
            said: Sums::default(),
        };
        let past = Past::among(self, some);
        if let Some(settled) = past.count(nobody, &Cancel::default(), |_| {}).await? {
            watched.entry(champion.row.id.clone()).or_default().settled.merge(&settled.said);
        }
        Ok(())
    }

    /// Keeps what the week found. If the champion's drift passed a limit since
    /// the week before, that rings, once, until somebody says that they saw it.
    pub(super) async fn close_week(
        &self,
        watched: &BTreeMap<String, Watched>,
        champion: &Model,
        at: Instant,
    ) -> Result<()> {
        for (id, watched) in watched {
            let Ok(model) = self.risk_model(id).await else { continue };
            let week = watched.week(&model.artefact);
            let body = serde_json::to_string(&week)
                .map_err(|error| Error::Input(format!("the week's drift: {error}")))?;
            let rings = *id == champion.row.id && self.passed(id, &week, at).await?;
            let mut tx = self.store.begin().await?;
            tx.put_risk_week(id, at, &body).await?;
            if rings {
                tx.ring_risk(id, at, self.clock.now()).await?;
            }
            tx.commit().await?;
        }
        Ok(())
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
struct Settled {
    model: Arc<Model>,
    /// The enrolments of the cohort.
    own: Arc<BTreeSet<EnrolmentId>>,
    at: Instant,
    said: Sums,
}

impl Counts for Settled {
    fn live_through(&mut self, life: Life) {
        let facts = effective(life.facts.iter().filter(|fact| fact.known_at <= self.at));
        let target = self.model.artefact.card.target;
        for case in cases(&facts, self.at) {
            let (enrolment, planned) = (enrolment_of(&case, &facts), planned_end(&case, &facts));
            let here = enrolment.is_some_and(|id| self.own.contains(&id));
            if !here || !target.concerns(case.about) {
                continue;
            }
            let own = |fact: &&&Fact| fact.enrolment == enrolment && case.at_risk(fact.occurred_at);
            for fact in facts.iter().filter(own) {
                let Some((version, probability)) = said_in(fact) else { continue };
                let answer = target.answer(&case, planned, fact.occurred_at);
                let recent = fact.occurred_at + YEAR >= self.at;
                if *version == *self.model.row.id
                    && recent
                    && target.is_settled(answer, &case, self.at)
                {
                    self.said.add(Scored { probability, positive: answer.truth });
                }
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.said.merge(&other.said);
    }
}

/// Which model said what in this fact.
pub(super) fn said_in(fact: &Fact) -> Option<(&Key, f64)> {
    match &fact.payload {
        Payload::Observed(body) if &*body.metric == METRIC => Some((&body.version, body.value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(people: usize, index: f64, calibration: Option<(usize, f64)>) -> Week {
        let moved = vec![Column { name: "total_actions".into(), index }];
        Week { people, mean: Some(0.2), probabilities: 0.0, moved, calibration }
    }

    #[test]
    fn a_column_that_moved_rings_and_one_worth_a_look_does_not() {
        assert!(week(500, 0.3, None).rings() && !week(500, 0.2, None).rings());
    }

    #[test]
    fn a_handful_of_people_moves_nothing() {
        assert!(!week(20, 3.0, None).rings());
    }

    #[test]
    fn what_does_not_come_true_rings_whatever_moved() {
        assert!(week(500, 0.0, Some((300, 0.08))).rings());
        assert!(!week(500, 0.0, Some((300, 0.02))).rings());
    }

    #[test]
    fn a_large_cohort_is_looked_at_in_part_and_a_small_one_whole() {
        assert_eq!((share(40, 200), share(200_000, 1_000_000), share(1, 1_000_000)), (300, 300, 1));
        assert_eq!(share(250, 10_000), 75);
    }
}
