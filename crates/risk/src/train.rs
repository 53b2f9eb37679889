//! Training: earlier intakes teach, later ones judge and calibrate, and the
//! last step learns from all.
//!
//! An example is an enrolment at an instant. Besides the day asked for, each
//! enrolment is looked at a few days before and after: calendars move from
//! year to year, and what holds on one day only would not carry over.

use std::collections::HashSet;

use vigie_domain::ids::Key;
use vigie_domain::metric::Context;
use vigie_domain::time::Instant;

use crate::family::Family;
use crate::feature::{self, Moment};
use crate::leak::{self, Block, Leak};
use crate::learn::calibrate::Unseen;
use crate::learn::{Calibration, Examples, Fault, Mix, Recipe};
use crate::measure::{Interval, Intervals, Measures, Ranked, Scored, intervals};
use crate::model::Model;
use crate::person::Person;
use crate::protected::LEAST_PEOPLE;
use crate::table::{Heading, Table};
use crate::telling::Telling;

/// An enrolment at an instant, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// Which, and when.
    pub moment: Moment,
    /// Place of its intake in time: 0 for the earliest.
    pub intake: usize,
    /// Did the target come true?
    pub truth: bool,
    /// Since when that is known: whoever learned before could not know it.
    pub settled: Instant,
}

/// Examples, and what came of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lesson {
    /// One row for each example.
    pub table: Table,
    /// In the order of the rows.
    pub labelled: Vec<Labelled>,
}

/// What counts once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// An enrolment, however often it is looked at: the looks are about one
    /// and the same day.
    Enrolment,
    /// Each look: they are at different days of a long time, and the
    /// probability is that of a look.
    Look,
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
    /// What counts once.
    pub counting: Counting,
    /// Protected attributes that are columns all the same, by name.
    pub with: Vec<String>,
    /// Columns that are left out, by name: to see what they are worth.
    pub without: Vec<String>,
    /// The same seed and facts give the same model.
    pub seed: u64,
}

/// How well a later intake was foreseen from the earlier ones alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foreseen {
    /// Which intake was judged.
    pub intake: usize,
    /// How many looks at people.
    pub people: usize,
    /// Of them, after how many the target came true.
    pub positives: usize,
    /// The figures, calibrated by the intake before where that was foreseen,
    /// too; as the trees and the line say it otherwise.
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
    /// One that began before any answer was known is left out.
    pub foreseen: Vec<Foreseen>,
    /// What a model without them said of the people of the last intake,
    /// calibrated without them, too: place among the examples at the day, and
    /// probability.
    pub held: Vec<(usize, f64)>,
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
    /// One value of a column says the outcome of many.
    #[error("a leak: {0}; it must have been written with the end in mind")]
    Certain(Block),
    /// Columns know what had not happened yet.
    #[error("what comes after a look changes these columns: {}", .0.join(", "))]
    Future(Vec<String>),
    /// One column is a protected attribute under another name.
    #[error(
        "`{}` is the protected attribute `{}` under another name: it alone tells `{}` from everybody \
         else (area under ROC {:.3}). Leave it out of the data, or turn the attribute on with a reason",
        .0.column, .0.attribute, .0.value, .0.roc
    )]
    Copy(Telling),
    /// A protected attribute was turned on that too few people have told.
    #[error(
        "nothing to turn on: no value of the protected attribute `{name}` is told of {} people or more \
         (told at all: {there})",
        crate::protected::LEAST_PEOPLE
    )]
    NoAttribute {
        /// The attribute.
        name: Key,
        /// Those that are told.
        there: String,
    },
    /// Too little came true to learn from.
    #[error(
        "too little to learn from: the target came true after {positives} looks, and it takes \
             at least {least}"
    )]
    TooFew {
        /// Looks after which it came true.
        positives: usize,
        /// How many it takes.
        least: usize,
    },
    /// The answers came after the last intake had begun.
    #[error(
        "the past is too short: nothing had been settled when the last people began, so nobody \
         could judge the model; wait, or choose a target that is settled sooner"
    )]
    TooYoung,
    /// Later people are foreseen no better than by chance.
    #[error(
        "useless: on {people} looks at people it had not seen, the model orders no better than chance \
         (area under ROC {roc:.3}, which must be {LEAST_ROC} or more; surely above {low:.3}, but for \
         one case in a thousand, which must be above 0.5)"
    )]
    Useless {
        /// How many looks judged it.
        people: usize,
        /// Area under the ROC curve.
        roc: f64,
        /// What it exceeds but for one case in a thousand.
        low: f64,
    },
}

const RESAMPLES: usize = 300;
/// Below, an order is hardly better than none, however sure.
const LEAST_ROC: f64 = 0.55;
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

/// Learns from `around`; judges and calibrates on `at`, which may be the same.
/// Both hold allowed columns only ([`Lesson::keep_allowed`]).
///
/// # Errors
/// If there is nothing to learn from, or the model is useless.
pub fn learn(around: &Lesson, at: &Lesson, settings: &Settings) -> Result<Trained, Refusal> {
    let truths: Vec<bool> = at.labelled.iter().map(|example| example.truth).collect();
    if let Some(leak) = leak::foretelling(&at.table, &truths) {
        return Err(Refusal::Leak(leak));
    }
    let persons: Vec<usize> = at.labelled.iter().map(|example| example.moment.person).collect();
    if let Some(block) = leak::certain(&at.table, &truths, &persons) {
        return Err(Refusal::Certain(block));
    }
    let (later, foreseen) = foresee(around, at, settings)?;
    refuse_useless(&foreseen)?;
    let everyone: Vec<usize> = (0..around.labelled.len()).collect();
    let mix = around.learn(&everyone, settings, settings.recipe)?;
    let calibration = Calibration::learn(&later.held, later.belief);
    let held = later.places.iter().copied().zip(later.said.iter().copied()).collect();
    Ok(Trained { model: Model { mix, calibration }, foreseen, held })
}

impl Lesson {
    /// Looks at the people of a school who are all at hand; only with columns
    /// that may be used. `moments`, one for each of `labelled`, may look at
    /// copies of these people who know less.
    pub fn of(
        school: &School<'_>,
        moments: &[Moment],
        labelled: Vec<Labelled>,
        settings: &Settings,
    ) -> Self {
        let mut lesson = Self { table: school.table(moments), labelled };
        lesson.keep_allowed(&settings.with, &settings.without);
        lesson
    }

    /// Leaves out the columns that may not be used, but for those of `with`,
    /// and those of `without`; and words that only a handful of people have.
    pub fn keep_allowed(&mut self, with: &[String], without: &[String]) {
        let rare: Vec<String> = self.rare_words();
        let wanted = |name: &String| !without.contains(name) && !rare.contains(name);
        self.table.retain(|heading| is_allowed(heading, with) && wanted(&heading.name));
    }

    /// Columns of words (`funding=employer`) that fewer people have than
    /// [`LEAST_PEOPLE`]: they would point at them.
    fn rare_words(&self) -> Vec<String> {
        let columns = self.table.headings().iter().zip(self.table.columns());
        let of_words = columns.filter(|(heading, _)| {
            heading.name.contains('=')
                && !matches!(heading.family, Family::Programme | Family::Protected)
        });
        let people = |column: &[f64]| {
            let having = column.iter().zip(&self.labelled).filter(|(value, _)| **value > 0.5);
            having.map(|(_, one)| one.moment.person).collect::<HashSet<usize>>().len()
        };
        let rare = of_words.filter(|(_, column)| people(column) < LEAST_PEOPLE);
        rare.map(|(heading, _)| heading.name.clone()).collect()
    }

    fn places(&self, test: impl Fn(&Labelled) -> bool) -> Vec<usize> {
        (0..self.labelled.len()).filter(|place| test(&self.labelled[*place])).collect()
    }

    fn truths(&self, places: &[usize]) -> Vec<bool> {
        places.iter().map(|place| self.labelled[*place].truth).collect()
    }

    fn learn(&self, places: &[usize], settings: &Settings, recipe: Recipe) -> Result<Mix, Fault> {
        let table = self.table.select(places);
        let truths = self.truths(places);
        let weights = match settings.counting {
            Counting::Enrolment => self.weights(places),
            Counting::Look => vec![1.0; places.len()],
        };
        let examples = Examples { table: &table, truths: &truths, weights: &weights };
        Mix::learn(&examples, &recipe, settings.seed)
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
#[derive(Default)]
struct Later {
    /// Which examples these are.
    places: Vec<usize>,
    held: Unseen,
    /// The probabilities that were made of the scores without the truths.
    said: Vec<f64>,
    /// Share of all examples that this model learned from.
    belief: f64,
}

impl Later {
    /// These examples, scored and calibrated without them.
    fn of(mix: &Mix, at: &Lesson, places: Vec<usize>, calibration: Calibration) -> Self {
        let scores = mix.scores(&at.table.select(&places));
        let said = scores.iter().map(|score| calibration.probability(*score)).collect();
        let held = Unseen { scores, truths: at.truths(&places) };
        Self { places, held, said, belief: 1.0 }
    }

    fn append(&mut self, other: Self) {
        self.places.extend(other.places);
        self.held.scores.extend(other.held.scores);
        self.held.truths.extend(other.held.truths);
        self.said.extend(other.said);
    }
}

/// Each hand of students by a model of the others, for want of a later intake;
/// and calibrated by the other hands.
fn deal_out(
    around: &Lesson,
    at: &Lesson,
    settings: &Settings,
    recipe: Recipe,
) -> Result<Later, Refusal> {
    let dealt = |hand: usize| move |one: &Labelled| one.moment.person % HANDS == hand;
    let mut hands = Vec::new();
    for hand in 0..HANDS {
        let others = around.places(|one| !dealt(hand)(one));
        let mix = around.learn(&others, settings, recipe)?;
        hands.push(Later::of(&mix, at, at.places(dealt(hand)), Calibration::NONE));
    }
    let mut all = Later { belief: 1.0, ..Later::default() };
    for place in 0..HANDS {
        let mut others = Unseen::default();
        for (_, other) in hands.iter().enumerate().filter(|(other, _)| *other != place) {
            others.scores.extend(&other.held.scores);
            others.truths.extend(&other.held.truths);
        }
        let calibration = Calibration::learn(&others, 1.0);
        let hand = &mut hands[place];
        hand.said = hand.held.scores.iter().map(|one| calibration.probability(*one)).collect();
    }
    for hand in hands {
        all.append(hand);
    }
    Ok(all)
}

/// Scores each later intake by a model of those before it, from which the
/// people of that intake are left out, and calibrates it by the intake before.
/// With one intake only, each hand of students by a model of the others.
fn foresee(
    around: &Lesson,
    at: &Lesson,
    settings: &Settings,
) -> Result<(Later, Vec<Foreseen>), Refusal> {
    let last = at.labelled.iter().map(|example| example.intake).max().unwrap_or(0);
    let mut recipe = settings.recipe;
    recipe.growth.forests = 1;
    if last == 0 {
        let later = deal_out(around, at, settings, recipe)?;
        let foreseen = judge(0, &later, at, settings.seed);
        return Ok((later, vec![foreseen]));
    }
    let mut foreseen = Vec::new();
    // What the trial before saw, and from how many examples it had learned.
    let mut before: Option<(Unseen, usize)> = None;
    for intake in 1..=last {
        let judged = at.places(|example| example.intake == intake);
        let begins = judged.iter().map(|place| at.labelled[*place].moment.at).min();
        let who = |place: &usize| at.labelled[*place].moment.person;
        let judged_people: HashSet<usize> = judged.iter().map(who).collect();
        let earlier = around.places(|example| {
            example.intake < intake
                && begins.is_some_and(|begins| example.settled <= begins)
                && !judged_people.contains(&example.moment.person)
        });
        let mix = match around.learn(&earlier, settings, recipe) {
            Ok(mix) => mix,
            Err(_) if intake < last => continue,
            Err(_) if earlier.is_empty() => return Err(Refusal::TooYoung),
            Err(fault) => return Err(fault.into()),
        };
        let calibration = before.as_ref().map_or(Calibration::NONE, |(held, examples)| {
            Calibration::learn(held, share(*examples, earlier.len()))
        });
        let mut later = Later::of(&mix, at, judged, calibration);
        later.belief = share(earlier.len(), around.labelled.len());
        foreseen.push(judge(intake, &later, at, settings.seed));
        if intake == last {
            return Ok((later, foreseen));
        }
        before = Some((later.held, earlier.len()));
    }
    Err(Refusal::TooYoung)
}

#[expect(clippy::cast_precision_loss, reason = "counts of examples fit 53 bits")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn judge(intake: usize, later: &Later, at: &Lesson, seed: u64) -> Foreseen {
    let held = &later.held;
    let said = later.said.iter().zip(&held.truths);
    let scored = said.map(|(said, truth)| Scored { probability: *said, positive: *truth });
    let persons = later.places.iter().map(|place| at.labelled[*place].moment.person);
    let ranked = Ranked::of_looks(scored.zip(persons).collect());
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
    let (roc, within) = (last.measures.auc_roc, last.intervals.auc_roc);
    if is_of_use(roc, within) {
        return Ok(());
    }
    Err(Refusal::Useless { people: last.people, roc, low: surely_above(roc, within) })
}

/// Does it order better than luck would once in a thousand, and by enough to
/// be worth anything? Written so that NaN is of no use.
fn is_of_use(roc: f64, within: Interval) -> bool {
    roc >= LEAST_ROC && within.low > 0.5 && surely_above(roc, within) > 0.5
}

/// What the area under ROC exceeds but for once in a thousand: the interval of
/// 95 % has half a width of 1.96 standard errors, and this lies 3.09 below.
fn surely_above(roc: f64, within: Interval) -> f64 {
    roc - 3.09 * (within.high - within.low) / (2.0 * 1.96)
}

#[cfg(test)]
mod tests;
