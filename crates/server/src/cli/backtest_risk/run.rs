//! Learning, foretelling and measuring, day by day.

use std::collections::BTreeSet;
use std::thread;

use vigie_domain::ids::Key;
use vigie_domain::metric::Context;
use vigie_risk::feature::Moment;
use vigie_risk::learn::Recipe;
use vigie_risk::measure::{Measures, Ranked, Scored, intervals};
use vigie_risk::train::{Counting, Labelled, Past, School, Settings, Trained, train};

use super::folder::Chosen;
use super::oulad::{self, Folders, PROTECTED, Unit};
use super::report::{self, Day, Gain, Predicted};
use super::{Risk, Target};
use crate::app::{Error, Result};

/// Days around the day asked for on which learners look, too.
const AROUND: [i32; 5] = [-6, -3, 0, 3, 6];
const RESAMPLES: usize = 1_000;

/// Everything, with what is taught and what is foretold told apart.
pub(super) struct Trial {
    all: Folders,
    context: Context,
    programmes: Vec<Key>,
    /// Presentations that teach, earliest first.
    pub(super) taught: Vec<Key>,
    /// Presentations that are foretold, earliest first.
    pub(super) foretold: Vec<Key>,
}

pub(super) fn run(risk: &Risk) -> Result<()> {
    let Target::FailOrWithdrawn = risk.target;
    if let Some(odd) = risk.with.iter().find(|name| !PROTECTED.contains(&name.as_str())) {
        let hint = format!("; there are {}", PROTECTED.join(", "));
        return Err(Error::Unknown { what: "protected attribute", name: odd.clone(), hint });
    }
    let trial = Trial::read(&risk.train, &risk.test)?;
    let mut settings = settings(risk.with.clone(), risk.seed);
    settings.without.clone_from(&risk.without);
    let mut days = trial.days(&risk.at_day, &settings)?;
    if risk.gains {
        gains(&trial, &settings, &mut days)?;
    }
    if let Some(file) = &risk.predictions {
        report::write_predictions(file, &days)?;
    }
    report::print(risk.format, &trial, &settings, &days)
}

/// The shipped recipe.
pub(super) fn settings(with: Vec<String>, seed: u64) -> Settings {
    Settings {
        recipe: Recipe::default(),
        counting: Counting::Enrolment,
        with,
        without: Vec::new(),
        seed,
    }
}

impl Trial {
    /// Reads the folders. Presentations that teach are not foretold.
    pub(super) fn read(train: &[Chosen], test: &Chosen) -> Result<Self> {
        let mut folders: Vec<&std::path::Path> = Vec::new();
        for chosen in train.iter().chain([test]) {
            if !folders.contains(&chosen.folder.as_path()) {
                folders.push(&chosen.folder);
            }
        }
        let all = oulad::read(&folders)?;
        let there = oulad::presentations(all.units.iter())?;
        let of_train = |name: &Key| -> Result<bool> {
            let mut taught = false;
            for chosen in train {
                taught |= chosen.has(name) && holds(&chosen.folder, name)?;
            }
            Ok(taught)
        };
        let mut taught = Vec::new();
        for name in &there {
            if of_train(name)? {
                taught.push(name.clone());
            }
        }
        let mut foretold = Vec::new();
        for name in &there {
            let wanted = test.has(name) && holds(&test.folder, name)?;
            if wanted && !taught.contains(name) {
                foretold.push(name.clone());
            }
        }
        if foretold.is_empty() {
            // One folder for both: its last presentation is held back.
            let last = taught.pop().filter(|_| !taught.is_empty());
            foretold.push(last.ok_or_else(|| {
                Error::Input("nothing is left to foretell: --test has only what --train has".into())
            })?);
        }
        if taught.is_empty() {
            return Err(Error::Input(
                "nothing to learn from: --train names no presentation".into(),
            ));
        }
        let modules = all.units.iter().filter(|unit| taught.contains(&unit.presentation));
        let programmes: BTreeSet<Key> = modules.map(|unit| unit.module.clone()).collect();
        let context = Context::new(all.calendar.clone(), all.supplied);
        Ok(Self { all, context, programmes: programmes.into_iter().collect(), taught, foretold })
    }

    /// Each day by itself, on as many cores as there are.
    pub(super) fn days(&self, days: &[i32], settings: &Settings) -> Result<Vec<Day>> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let mut found = Vec::new();
        for some in days.chunks(cores) {
            let done: Vec<Result<Day>> = thread::scope(|scope| {
                let running: Vec<_> =
                    some.iter().map(|day| scope.spawn(|| self.day(*day, settings))).collect();
                running.into_iter().map(|one| one.join().unwrap_or_else(|_| Err(lost()))).collect()
            });
            for day in done {
                found.push(day?);
            }
        }
        Ok(found)
    }

    fn school(&self) -> School<'_> {
        School { people: &self.all.people, context: &self.context, programmes: &self.programmes }
    }

    fn day(&self, day: i32, settings: &Settings) -> Result<Day> {
        let trained = self.learn(day, settings)?;
        let school = self.school();
        let mut eligible: Vec<(&Unit, Moment)> = self.eligible(&self.foretold, day).collect();
        eligible.sort_by_key(|(unit, _)| self.name(unit));
        let moments: Vec<Moment> = eligible.iter().map(|(_, moment)| *moment).collect();
        let probabilities = trained.model.probabilities(&school.table(&moments));
        let predictions = eligible.iter().zip(probabilities).map(|((unit, _), probability)| {
            let truth = unit.label.map(vigie_evidence::label::Label::is_rupture);
            Predicted { name: self.name(unit), probability, truth, groups: unit.groups.clone() }
        });
        let predictions: Vec<Predicted> = predictions.collect();
        let judged = predictions
            .iter()
            .filter_map(|one| Some(Scored { probability: one.probability, positive: one.truth? }));
        let ranked = Ranked::new(judged.collect());
        let measures = Measures::of(&ranked);
        let intervals = intervals(&ranked, RESAMPLES, settings.seed);
        Ok(Day { at: day, predictions, measures, intervals, trained, gains: Vec::new() })
    }

    fn learn(&self, day: i32, settings: &Settings) -> Result<Trained> {
        let mut past = Past { at: self.labelled(day), around: Vec::new() };
        for shift in AROUND {
            past.around.extend(self.labelled(day.saturating_add(shift)));
        }
        train(&self.school(), &past, settings)
            .map_err(|refusal| Error::Input(format!("no model for day {day}: {refusal}")))
    }

    fn labelled(&self, day: i32) -> Vec<Labelled> {
        let of = |(unit, moment): (&Unit, Moment)| {
            let intake = self.taught.iter().position(|name| *name == unit.presentation)?;
            // The protocol takes a presentation that teaches for settled.
            Some(Labelled { moment, intake, truth: unit.label?.is_rupture(), settled: moment.at })
        };
        self.eligible(&self.taught, day).filter_map(of).collect()
    }

    fn eligible<'t>(
        &'t self,
        presentations: &'t [Key],
        day: i32,
    ) -> impl Iterator<Item = (&'t Unit, Moment)> {
        let wanted = self.all.units.iter().filter(move |unit| {
            presentations.contains(&unit.presentation) && unit.is_eligible(day)
        });
        wanted.filter_map(move |unit| {
            let at = unit.instant(&self.all.calendar, day)?;
            Some((unit, Moment { person: unit.person, admission: unit.admission, at }))
        })
    }

    fn name(&self, unit: &Unit) -> Key {
        self.all.people[unit.person].admissions[unit.admission].name.clone()
    }
}

/// Does the folder have this presentation?
fn holds(folder: &std::path::Path, presentation: &str) -> Result<bool> {
    let mut rows = super::tables::rows(&folder.join("courses.csv"))?;
    Ok(rows.any(|row| row.get("code_presentation") == presentation))
}

fn lost() -> Error {
    Error::Input("a day's training ended unexpectedly".into())
}

/// What each protected attribute by itself would add to the area under the
/// precision–recall curve.
fn gains(trial: &Trial, settings: &Settings, days: &mut [Day]) -> Result<()> {
    let asked: Vec<i32> = days.iter().map(|day| day.at).collect();
    for attribute in PROTECTED.into_iter().filter(|name| !settings.with.contains(&(*name).into())) {
        let mut settings = settings.clone();
        settings.with.push(attribute.to_owned());
        for (day, with) in days.iter_mut().zip(trial.days(&asked, &settings)?) {
            day.gains.push(Gain {
                attribute,
                auc_pr: with.measures.auc_pr - day.measures.auc_pr,
                recall_at_10: with.measures.recall_at_10 - day.measures.recall_at_10,
            });
        }
    }
    Ok(())
}
