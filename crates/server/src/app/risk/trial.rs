//! A challenger on trial: what came of what it said silently, and how it did
//! beside the model in force, on the same looks at the same people.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vigie_domain::ids::{EnrolmentId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::{Instant, Span};
use vigie_evidence::dryrun::Life;
use vigie_evidence::fairness::{LEAST_OF_A_KIND, LEAST_PEOPLE};
use vigie_risk::looks::Outcomes;
use vigie_risk::measure::{Compared, Interval, Measures, Pair, Ranked, Scored, compare, intervals};
use vigie_risk::target::Target;
use vigie_store::across::RiskAnswer;

use super::Model;
use super::came_true::YEAR;
use crate::app::past::{Cancel, Counts, Past};
use crate::app::{App, Error, Result};

/// How long silent answers are kept.
pub(super) const KEPT: Span = Span::days(2 * 365);
/// Resamples behind each interval.
const RESAMPLES: usize = 500;
const SEED: u64 = 1;

/// What came of what a challenger said silently within a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// Answers that were kept.
    pub kept: usize,
    /// Of these, those of which it is known by now what came of them.
    pub settled: Settled,
    /// Its own figures on them, by name; none while they are too few.
    pub figures: Vec<Figure>,
    /// Beside the model in force; `None`: none is.
    pub beside: Option<Beside>,
}

/// Looks of which it is known what came of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// How many looks.
    pub looks: usize,
    /// At how many people.
    pub people: usize,
    /// After how many of them the challenger's target came true.
    pub positives: usize,
}

impl Settled {
    /// Are they enough to say anything?
    pub const fn is_enough(self) -> bool {
        self.people >= LEAST_PEOPLE
            && self.positives >= LEAST_OF_A_KIND
            && self.looks - self.positives >= LEAST_OF_A_KIND
    }
}

/// A figure, with its 95 % interval over people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Its name, as in a card.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// Where it may lie.
    pub within: Interval,
}

/// Both models, on looks that both made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// The model in force.
    pub champion: String,
    /// Does it foretell the same? If not, only the order is compared, by what
    /// the challenger foretells.
    pub same_target: bool,
    /// The looks that both made.
    pub settled: Settled,
    /// The figures of both; none while the looks are too few.
    pub figures: Vec<Compared>,
}

/// Which look: at whom, through which enrolment, when.
type Which = (StudentId, EnrolmentId, Instant);

impl App {
    /// How a challenger did so far, beside the champion.
    pub(super) async fn try_challenger(
        &self,
        model: &Model,
        champion: Option<&Model>,
    ) -> Result<Trial> {
        let (now, target) = (self.clock.now(), model.artefact.card.target);
        let ours = self.store.risk_answers(&model.row.id, now - YEAR).await?;
        let theirs = match champion {
            Some(champion) => self.store.risk_answers(&champion.row.id, now - YEAR).await?,
            None => Vec::new(),
        };
        let theirs: BTreeMap<Which, f64> =
            theirs.into_iter().map(|one| (which(&one), one.said)).collect();
        let kept = ours.len();
        let mut asked: BTreeMap<StudentId, Vec<RiskAnswer>> = BTreeMap::new();
        for answer in ours {
            asked.entry(answer.student).or_default().push(answer);
        }
        let past = Past::among(self, asked.keys().copied().collect());
        let asked = Arc::new(asked);
        let nobody = || Truths { asked: Arc::clone(&asked), target, now, found: Vec::new() };
        let truths = past.count(nobody, &Cancel::default(), |_| {}).await?;
        let mut found = truths.map(|truths| truths.found).unwrap_or_default();
        found.sort_by_key(|(answer, _)| which(answer));
        let beside = champion
            .map(|champion| (champion.row.id.clone(), champion.artefact.card.target == target));
        let trying = tokio::task::spawn_blocking(move || tried(kept, &found, &theirs, beside));
        trying.await.map_err(|error| Error::Input(format!("comparing ended: {error}")))
    }
}

fn which(answer: &RiskAnswer) -> Which {
    (answer.student, answer.enrolment, answer.at)
}

fn tried(
    kept: usize,
    found: &[(RiskAnswer, bool)],
    theirs: &BTreeMap<Which, f64>,
    champion: Option<(String, bool)>,
) -> Trial {
    let mut numbers: BTreeMap<StudentId, usize> = BTreeMap::new();
    let pairs: Vec<(Pair, bool)> = found
        .iter()
        .map(|(answer, positive)| {
            let next = numbers.len();
            let person = *numbers.entry(answer.student).or_insert(next);
            let other = theirs.get(&which(answer)).copied();
            let (ours, theirs) = (answer.said, other.unwrap_or(f64::NAN));
            (Pair { ours, theirs, positive: *positive, person }, other.is_some())
        })
        .collect();
    let all: Vec<Pair> = pairs.iter().map(|(pair, _)| *pair).collect();
    let both: Vec<Pair> = pairs.iter().filter(|(_, both)| *both).map(|(pair, _)| *pair).collect();
    let beside = champion.map(|(champion, same_target)| {
        let settled = settled(&both);
        let mut figures =
            if settled.is_enough() { compare(&both, RESAMPLES, SEED) } else { Vec::new() };
        // What the other says is no probability of this target.
        figures.retain(|one| same_target || !["brier", "ece"].contains(&one.name.as_str()));
        Beside { champion, same_target, settled, figures }
    });
    Trial { kept, settled: settled(&all), figures: figures(&all), beside }
}

fn settled(pairs: &[Pair]) -> Settled {
    let mut people: Vec<usize> = pairs.iter().map(|pair| pair.person).collect();
    people.sort_unstable();
    people.dedup();
    let positives = pairs.iter().filter(|pair| pair.positive).count();
    Settled { looks: pairs.len(), people: people.len(), positives }
}

fn figures(pairs: &[Pair]) -> Vec<Figure> {
    if !settled(pairs).is_enough() {
        return Vec::new();
    }
    let scored = pairs
        .iter()
        .map(|pair| (Scored { probability: pair.ours, positive: pair.positive }, pair.person));
    let ranked = Ranked::of_looks(scored.collect());
    let within = intervals(&ranked, RESAMPLES, SEED);
    let figures = vigie_risk::card::figures(&Measures::of(&ranked), &within);
    let finite = figures.into_iter().filter(|(_, value, within)| {
        value.is_finite() && within.low.is_finite() && within.high.is_finite()
    });
    finite.map(|(name, value, within)| Figure { name: name.to_string(), value, within }).collect()
}

/// What came of what was said.
pub(super) struct Truths {
    pub(super) asked: Arc<BTreeMap<StudentId, Vec<RiskAnswer>>>,
    pub(super) target: Target,
    pub(super) now: Instant,
    pub(super) found: Vec<(RiskAnswer, bool)>,
}

impl Counts for Truths {
    fn live_through(&mut self, life: Life) {
        let asked = Arc::clone(&self.asked);
        let Some(answers) = asked.get(&life.student) else { return };
        let facts = effective(life.facts.iter().filter(|fact| fact.known_at <= self.now));
        let outcomes = Outcomes::of(self.target, &facts, self.now);
        self.found.extend(answers.iter().filter_map(|answer| {
            let came = outcomes.came_of(answer.enrolment, answer.at)?;
            Some((*answer, came.truth))
        }));
    }

    fn merge(&mut self, other: Self) {
        self.found.extend(other.found);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// Sixty looks at sixty people, one in three of which came true.
    fn found() -> Vec<(RiskAnswer, bool)> {
        let look = |number: u32| {
            let student = StudentId(Uuid::from_u128(u128::from(number)));
            let enrolment = EnrolmentId::derive(student, "e");
            let said = f64::from(number) / 60.0;
            (RiskAnswer { student, enrolment, at: Instant(7), said }, number.is_multiple_of(3))
        };
        (0..60).map(look).collect()
    }

    fn same(some: usize) -> BTreeMap<Which, f64> {
        found().iter().take(some).map(|(answer, _)| (which(answer), answer.said)).collect()
    }

    #[test]
    fn only_looks_that_both_made_are_compared() {
        let trial = tried(99, &found(), &same(45), Some(("a".to_owned(), true)));
        let beside = trial.beside.unwrap();
        assert_eq!((trial.kept, trial.settled.looks, beside.settled.looks), (99, 60, 45));
        assert!(!beside.figures.is_empty() && beside.figures.iter().all(|both| !both.is_clear()));
    }

    #[test]
    fn of_another_target_only_the_order_is_compared() {
        let names = |same_target| {
            let trial = tried(60, &found(), &same(60), Some(("a".to_owned(), same_target)));
            let figures = trial.beside.unwrap().figures;
            figures.into_iter().map(|both| both.name).collect::<Vec<_>>()
        };
        assert!(names(true).contains(&"ece".to_owned()));
        assert!(!names(false).iter().any(|name| ["ece", "brier"].contains(&name.as_str())));
        assert!(names(false).contains(&"auc_roc".to_owned()));
    }

    #[test]
    fn a_few_people_say_nothing() {
        let few = &found()[..20];
        let trial = tried(20, few, &same(20), Some(("a".to_owned(), true)));
        assert_eq!((trial.figures, trial.beside.unwrap().figures), (vec![], vec![]));
    }

    #[test]
    fn what_a_week_kept_is_read_again() {
        let trial = tried(60, &found(), &same(60), Some(("a".to_owned(), true)));
        let text = serde_json::to_string(&trial).unwrap();
        assert_eq!(serde_json::from_str::<Trial>(&text).unwrap(), trial);
    }
}
