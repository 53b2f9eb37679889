//! Has the school moved away from what a model learned from, and does what it
//! said come true?

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vigie_domain::fact::{Fact, Payload};
use vigie_domain::journey::effective;
use vigie_domain::time::{Instant, Span};
use vigie_evidence::dryrun::Life;
use vigie_evidence::outcome::cases;
use vigie_risk::drift::{LEAST_PEOPLE, WATCH};
use vigie_risk::measure::{Ranked, Scored, bins, expected_error};
use vigie_risk::target::{enrolment_of, planned_end};
use vigie_store::RiskState;
use vigie_store::across::Filter;

use super::learn::spread;
use super::{METRIC, Model};
use crate::app::past::{Cancel, Counts, Past};
use crate::app::{App, Error, Result, School};

/// Students looked at for drift, at most.
const MOST: usize = 3_000;
/// What was said so long ago at most is held against what came of it.
const YEAR: Span = Span::days(365);
/// What was said and what came true may lie so far apart.
const WELL_CALIBRATED: f64 = 0.05;

/// What the look of a week found about one model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Week {
    /// People looked at.
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

impl App {
    /// Looks at some of everybody with the champion and every challenger,
    /// silently, and keeps what moved.
    pub(super) async fn watch_drift(&self, school: &School, at: Instant) -> Result<()> {
        let everybody = self.store.students(Filter::All).await?;
        let some = spread(&everybody, MOST);
        for row in self.store.risk_models().await? {
            if row.state == RiskState::Retired {
                continue;
            }
            let model = self.read_risk_model(row).await?;
            let week = self.week(school, &model, some.clone(), at).await?;
            let body = serde_json::to_string(&week)
                .map_err(|error| Error::Input(format!("the week's drift: {error}")))?;
            let mut tx = self.store.begin().await?;
            tx.put_risk_week(&model.row.id, at, &body).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn week(
        &self,
        school: &School,
        model: &Model,
        some: Vec<vigie_domain::ids::StudentId>,
        at: Instant,
    ) -> Result<Week> {
        let (_, table) = self.look_at(school, model, some.clone(), at).await?;
        let said = model.artefact.model.probabilities(&table);
        let card = &model.artefact.card;
        let headings = model.artefact.model.headings().iter().zip(&card.columns);
        let missing = vec![f64::NAN; table.rows()];
        let mut moved: Vec<Column> = headings
            .map(|(heading, summary)| {
                let column = table.column(&heading.name).unwrap_or(&missing);
                Column { name: heading.name.clone(), index: summary.moved(column) }
            })
            .filter(|column| column.index >= WATCH)
            .collect();
        moved.sort_by(|a, b| b.index.total_cmp(&a.index));
        #[expect(clippy::cast_precision_loss, reason = "counts of people fit 53 bits")]
        let mean = said.iter().sum::<f64>() / said.len() as f64;
        let nobody = || Settled { model: Arc::new(model.clone()), at, said: Vec::new() };
        let past = Past::among(self, some);
        let settled = past.count(nobody, &Cancel::default(), |_| {}).await?;
        let settled = settled.map(|settled| settled.said).unwrap_or_default();
        let count = settled.len();
        let ranked = Ranked::new(settled);
        let error = expected_error(&bins(&ranked, &ranked.once()));
        Ok(Week {
            people: table.rows(),
            mean: mean.is_finite().then_some(mean),
            probabilities: card.probabilities.moved(&said),
            moved,
            calibration: (count >= LEAST_PEOPLE).then_some((count, error)),
        })
    }

    /// What the latest weeks of a model found, newest first.
    pub async fn risk_drift(&self, model: &str, weeks: u32) -> Result<Vec<(Instant, Week)>> {
        let rows = self.store.risk_weeks(model, weeks).await?;
        let read = |(at, body): (Instant, String)| Some((at, serde_json::from_str(&body).ok()?));
        Ok(rows.into_iter().filter_map(read).collect())
    }
}

/// What was said in force, and came true or not.
struct Settled {
    model: Arc<Model>,
    at: Instant,
    said: Vec<Scored>,
}

impl Counts for Settled {
    fn live_through(&mut self, life: Life) {
        let facts = effective(life.facts.iter().filter(|fact| fact.known_at <= self.at));
        let target = self.model.artefact.card.target;
        for case in cases(&facts, self.at) {
            if !target.concerns(case.about) {
                continue;
            }
            let (enrolment, planned) = (enrolment_of(&case, &facts), planned_end(&case, &facts));
            let own = |fact: &&&Fact| fact.enrolment == enrolment && case.at_risk(fact.occurred_at);
            for fact in facts.iter().filter(own) {
                let Some(probability) = said_by(&self.model.row.id, fact) else { continue };
                let answer = target.answer(&case, planned, fact.occurred_at);
                if fact.occurred_at + YEAR >= self.at && target.is_settled(answer, &case, self.at) {
                    self.said.push(Scored { probability, positive: answer.truth });
                }
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.said.extend(other.said);
    }
}

/// What this model said in this fact.
fn said_by(model: &str, fact: &Fact) -> Option<f64> {
    match &fact.payload {
        Payload::Observed(body) if &*body.metric == METRIC && body.version == model => {
            Some(body.value)
        }
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
}
