//! Training: earlier intakes teach, later ones judge and calibrate, and the
//! last step learns from all.
//!
//! An example is an enrolment at an instant. Besides the day asked for, each
//! enrolment is looked at a few days before and after: calendars move from
//! year to year, and what holds on one day only would not carry over.

use vigie_domain::ids::Key;
use vigie_domain::metric::Context;

use crate::family::Family;
use crate::feature::{self, Moment};
use crate::leak::{self, Leak};
use crate::learn::calibrate::Unseen;
use crate::learn::{Calibration, Examples, Fault, Mix, Recipe};
use crate::measure::{Intervals, Measures, Ranked, Scored, intervals};
use crate::model::Model;
use crate::person::Person;
use crate::table::{Heading, Table};

/// An enrolment at an instant, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// Which, and when.
    pub moment: Moment,
    /// Place of its intake in time: 0 for the earliest.
    pub intake: usize,
    /// Did the target come true?
    pub truth: bool,
}

/// What one model is learned from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// At the day itself: judged and calibrated on.
    pub at: Vec<Labelled>,
    /// At the day and around it: learned from.
    pub around: Vec<Labelled>,
}

/// What the school is, for features.
#[derive(Clone, Copy, Debug)]
pub struct School<'a> {
    /// Everybody, with their facts.
    pub people: &'a [Person],
    /// Calendar and supplied kinds.
    pub context: &'a Context,
    /// Programmes that get a column.
    pub programmes: &'a [Key],
}

/// How training goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How each mix is learned.
    pub recipe: Recipe,
    /// Protected attributes that are columns all the same, by name.
    pub with: Vec<String>,
    /// The same seed and facts give the same model.
    pub seed: u64,
}

/// How well a later intake was foreseen from the earlier ones alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foreseen {
    /// Which intake was judged.
    pub intake: usize,
    /// How many people.
    pub people: usize,
    /// Of them, how many met the target.
    pub positives: usize,
    /// The figures, before calibration.
    pub measures: Measures,
    /// Their intervals.
    pub intervals: Intervals,
}

/// A trained model, and how it did on intakes it had not seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// Learned from all intakes.
    pub model: Model,
    /// Each later intake, foreseen from those before it; the last one judges.
    pub foreseen: Vec<Foreseen>,
}

/// Why no model came of it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// Nothing to learn from.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// One column says the outcome.
    #[error(
        "a leak: `{}` alone tells those who met the target from the others (area under ROC {:.3}); \
         it must have been written with the end in mind",
        .0.column, .0.roc
    )]
    Leak(Leak),
    /// Later people are foreseen no better than by chance.
    #[error(
        "useless: on {people} people it had not seen, the model orders no better than chance \
         (area under ROC {roc:.3}, 95 % interval from {low:.3}; it must lie above 0.5)"
    )]
    Useless {
        /// How many people judged it.
        people: usize,
        /// Area under the ROC curve.
        roc: f64,
        /// Low end of its interval.
        low: f64,
    },
}

const RESAMPLES: usize = 500;
/// Students are dealt into so many hands where there is one intake only.
const HANDS: usize = 5;

impl School<'_> {
    /// The columns at these moments.
    pub fn table(&self, moments: &[Moment]) -> Table {
        feature::table(self.people, moments, self.context, self.programmes)
    }
}

/// May this column be used?
pub fn is_allowed(heading: &Heading, with: &[String]) -> bool {
    let named = || with.contains(&heading.name);
    // Counted from the calendar alone: they tell intakes apart, not people.
    let calendar = ["days_since_start", "time_to_target", "time_to_due"];
    match heading.family {
        Family::Protected => named(),
        Family::Programme => {
            heading.name.starts_with("programme=") || heading.name == "starts_in_month"
        }
        _ => !calendar.contains(&heading.name.as_str()),
    }
}

/// Learns from the past.
///
/// # Errors
/// If there is nothing to learn from, or the model is useless.
pub fn train(school: &School<'_>, past: &Past, settings: &Settings) -> Result<Trained, Refusal> {
    let moments = |labelled: &[Labelled]| -> Vec<Moment> {
        labelled.iter().map(|example| example.moment).collect()
    };
    let all = school.table(&moments(&past.around));
    let allowed: Vec<Heading> =
        all.headings().iter().filter(|h| is_allowed(h, &settings.with)).cloned().collect();
    let around = Side { table: all.project(&allowed), labelled: &past.around };
    drop(all);
    let at = Side { table: school.table(&moments(&past.at)).project(&allowed), labelled: &past.at };
    let truths: Vec<bool> = past.at.iter().map(|example| example.truth).collect();
    if let Some(leak) = leak::foretelling(&at.table, &truths) {
        return Err(Refusal::Leak(leak));
    }
    let (unseen, foreseen) = foresee(&around, &at, settings)?;
    refuse_useless(&foreseen)?;
    let everyone: Vec<usize> = (0..past.around.len()).collect();
    let mix = around.learn(&everyone, &settings.recipe, settings.seed)?;
    let calibration = Calibration::learn(&unseen.held, unseen.belief);
    let model = Model { mix, calibration };
    Ok(Trained { model, foreseen })
}

/// A table and the truths of its rows.
struct Side<'a> {
    table: Table,
    labelled: &'a [Labelled],
}

impl Side<'_> {
    fn places(&self, test: impl Fn(&Labelled) -> bool) -> Vec<usize> {
        (0..self.labelled.len()).filter(|place| test(&self.labelled[*place])).collect()
    }

    fn truths(&self, places: &[usize]) -> Vec<bool> {
        places.iter().map(|place| self.labelled[*place].truth).collect()
    }

    fn learn(&self, places: &[usize], recipe: &Recipe, seed: u64) -> Result<Mix, Fault> {
        let table = self.table.select(places);
        let truths = self.truths(places);
        let weights = self.weights(places);
        Mix::learn(&Examples { table: &table, truths: &truths, weights: &weights }, recipe, seed)
    }

    /// Every enrolment counts once, however often it is looked at.
    fn weights(&self, places: &[usize]) -> Vec<f64> {
        let key = |place: usize| {
            let Moment { person, admission, .. } = self.labelled[place].moment;
            (person, admission)
        };
        let mut times = std::collections::HashMap::new();
        for place in places {
            *times.entry(key(*place)).or_insert(0.0) += 1.0;
        }
        places.iter().map(|place| 1.0 / times[&key(*place)]).collect()
    }
}

/// The latest intake as a model without it saw it.
struct Later {
    held: Unseen,
    /// Share of all examples that this model learned from.
    belief: f64,
}

/// Scores each later intake by a model of those before it. With one intake
/// only, each hand of students by a model of the others.
fn foresee(
    around: &Side<'_>,
    at: &Side<'_>,
    settings: &Settings,
) -> Result<(Later, Vec<Foreseen>), Fault> {
    let last = at.labelled.iter().map(|example| example.intake).max().unwrap_or(0);
    let mut recipe = settings.recipe;
    recipe.growth.forests = 1;
    let mut foreseen = Vec::new();
    if last == 0 {
        let mut held = Unseen::default();
        for hand in 0..HANDS {
            let dealt = |example: &Labelled| example.moment.person % HANDS == hand;
            let mix =
                around.learn(&around.places(|example| !dealt(example)), &recipe, settings.seed)?;
            let some = score(&mix, at, &at.places(dealt));
            held.scores.extend(some.scores);
            held.truths.extend(some.truths);
        }
        foreseen.push(judge(0, &held, settings.seed));
        return Ok((Later { held, belief: 1.0 }, foreseen));
    }
    let mut later = Later { held: Unseen::default(), belief: 0.0 };
    for intake in 1..=last {
        let earlier = around.places(|example| example.intake < intake);
        let mix = around.learn(&earlier, &recipe, settings.seed)?;
        let held = score(&mix, at, &at.places(|example| example.intake == intake));
        foreseen.push(judge(intake, &held, settings.seed));
        #[expect(clippy::cast_precision_loss, reason = "counts of examples fit 53 bits")]
        let belief = earlier.len() as f64 / around.labelled.len().max(1) as f64;
        later = Later { held, belief };
    }
    Ok((later, foreseen))
}

fn score(mix: &Mix, side: &Side<'_>, places: &[usize]) -> Unseen {
    Unseen { scores: mix.scores(&side.table.select(places)), truths: side.truths(places) }
}

fn judge(intake: usize, held: &Unseen, seed: u64) -> Foreseen {
    let people = held.scores.iter().zip(&held.truths).map(|(score, truth)| Scored {
        probability: Calibration::NONE.probability(*score),
        positive: *truth,
    });
    let ranked = Ranked::new(people.collect());
    Foreseen {
        intake,
        people: held.truths.len(),
        positives: held.truths.iter().filter(|truth| **truth).count(),
        measures: Measures::of(&ranked),
        intervals: intervals(&ranked, RESAMPLES, seed),
    }
}

/// The latest intake judges.
fn refuse_useless(foreseen: &[Foreseen]) -> Result<(), Refusal> {
    let Some(last) = foreseen.last() else { return Ok(()) };
    let low = last.intervals.auc_roc.low;
    // Written so that NaN refuses, too.
    if low > 0.5 {
        return Ok(());
    }
    Err(Refusal::Useless { people: last.people, roc: last.measures.auc_roc, low })
}

#[cfg(test)]
mod tests;
