//! Learning, foretelling and measuring, day by day.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::thread;

use vigie_domain::ids::Key;
use vigie_domain::metric::Context;
use vigie_domain::time::Instant;
use vigie_risk::feature::Moment;
use vigie_risk::leak;
use vigie_risk::learn::Recipe;
use vigie_risk::measure::{Measures, Ranked, Scored, intervals};
use vigie_risk::target::Target;
use vigie_risk::train::{Counting, Labelled, Lesson, School, Settings, Trained, learn};

use super::Risk;
use super::folder::Chosen;
use super::oulad::{self, Folders, PROTECTED, Unit};
use super::report::{self, Day, Gain, Predicted};
use super::split::{Part, Role, Split, presentations, split};
use crate::app::{Error, Result};

/// Days from the day asked for on which learners look.
const AROUND: [i32; 5] = [-6, -3, 0, 3, 6];
const RESAMPLES: usize = 1_000;
/// So many of a presentation are looked at again without their future.
const CUT_OFF: usize = 100;

/// Everything, with what is taught and what is foretold told apart.
pub(super) struct Trial {
    all: Folders,
    /// What each unit is for, in their order.
    roles: Vec<Option<Role>>,
    context: Context,
    programmes: Vec<Key>,
    /// Presentations that teach, earliest first.
    pub(super) taught: Vec<Key>,
    /// Presentations that are foretold, earliest first.
    pub(super) foretold: Vec<Key>,
}

pub(super) fn run(risk: &Risk, test: &Chosen) -> Result<()> {
    if risk.target != Target::FailOrWithdrawn {
        let hint = "of folders, only fail_or_withdrawn can be foretold".to_owned();
        return Err(Error::Input(hint));
    }
    if let Some(odd) = risk.with.iter().find(|name| !PROTECTED.contains(&name.as_str())) {
        let hint = format!("; there are {}", PROTECTED.join(", "));
        return Err(Error::Unknown { what: "protected attribute", name: odd.clone(), hint });
    }
    // Opened first: nobody should learn for a minute what cannot be written.
    let predictions = risk.predictions.as_deref().map(report::Predictions::open).transpose()?;
    let trial = Trial::read(&risk.train, test)?;
    for remark in trial.remarks() {
        eprintln!("{remark}");
    }
    let mut settings = settings(risk.with.clone(), risk.seed);
    settings.without.clone_from(&risk.without);
    let mut days = trial.days(&risk.at_day, &settings)?;
    if risk.gains {
        gains(&trial, &settings, &mut days)?;
    }
    if let Some(predictions) = predictions {
        predictions.write(&days)?;
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
    /// Reads the folders, and tells who teaches and who is foretold.
    pub(super) fn read(train: &[Chosen], test: &Chosen) -> Result<Self> {
        let mut folders: Vec<PathBuf> = Vec::new();
        let mut roles: Vec<(usize, &Chosen)> = Vec::new();
        for chosen in train.iter().chain([test]) {
            // One folder under two names is one folder.
            let folder = chosen.folder.canonicalize().unwrap_or_else(|_| chosen.folder.clone());
            let known = folders.iter().position(|known| *known == folder);
            roles.push((known.unwrap_or(folders.len()), chosen));
            if known.is_none() {
                folders.push(folder);
            }
        }
        let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
        let mut all = oulad::read(&folders)?;
        let of = |&(folder, chosen): &(usize, &Chosen)| Part {
            listed: chosen.presentations.iter().cloned().collect(),
            there: presentations(&all.units, folder),
            folder,
        };
        let parts: Vec<Part> = roles.iter().map(of).collect();
        let Some((test, train)) = parts.split_last() else { return Err(lost()) };
        let Split { taught, foretold, remark } = split(train, test).map_err(Error::Input)?;
        all.remarks.extend(remark);
        if foretold.len() > 1 {
            let names: Vec<&str> = foretold.iter().map(Key::as_str).collect();
            let names = names.join(", ");
            all.remarks.push(format!("figures are of several presentations together: {names}"));
        }
        let teaching: Vec<(usize, BTreeSet<Key>)> =
            train.iter().map(|part| (part.folder, part.chosen())).collect();
        let role_of = |unit: &Unit| {
            let teaches = |(folder, chosen): &(usize, BTreeSet<Key>)| {
                unit.folders.contains(folder) && chosen.contains(&unit.presentation)
            };
            if taught.contains(&unit.presentation) {
                return teaching.iter().any(teaches).then_some(Role::Teaches);
            }
            let wanted =
                foretold.contains(&unit.presentation) && unit.folders.contains(&test.folder);
            wanted.then_some(Role::Foretold)
        };
        let roles: Vec<Option<Role>> = all.units.iter().map(role_of).collect();
        let modules =
            all.units.iter().zip(&roles).filter(|(_, role)| **role == Some(Role::Teaches));
        let programmes: BTreeSet<Key> = modules.map(|(unit, _)| unit.module.clone()).collect();
        let context = Context::new(all.calendar.clone(), all.supplied);
        let programmes = programmes.into_iter().collect();
        Ok(Self { all, roles, context, programmes, taught, foretold })
    }

    /// What the reader of the figures should know, in words.
    pub(super) fn remarks(&self) -> &[String] {
        &self.all.remarks
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

    /// The columns of a day that change when what comes later is cut off, if
    /// there are any: looked for among some of those who teach and of those
    /// who are foretold.
    pub(super) fn differing(&self, day: i32) -> Vec<String> {
        let mut by_instant: BTreeMap<Instant, Vec<Moment>> = BTreeMap::new();
        for role in [Role::Teaches, Role::Foretold] {
            for (_, moment) in self.eligible(role, day) {
                by_instant.entry(moment.at).or_default().push(moment);
            }
        }
        let school = self.school();
        let of = |moments: Vec<Moment>| {
            let step = moments.len().div_ceil(CUT_OFF).max(1);
            let some: Vec<Moment> = moments.into_iter().step_by(step).collect();
            leak::differing(&school, &some)
        };
        let mut differing: Vec<String> = by_instant.into_values().flat_map(of).collect();
        differing.sort_unstable();
        differing.dedup();
        differing
    }

    fn school(&self) -> School<'_> {
        School { people: &self.all.people, context: &self.context, programmes: &self.programmes }
    }

    fn day(&self, day: i32, settings: &Settings) -> Result<Day> {
        let differing = self.differing(day);
        if !differing.is_empty() {
            let columns = differing.join(", ");
            return Err(Error::Input(format!(
                "no model for day {day}: what comes later changes the columns {columns}"
            )));
        }
        let trained = self.learn(day, settings)?;
        let school = self.school();
        let mut eligible: Vec<(&Unit, Moment)> = self.eligible(Role::Foretold, day).collect();
        eligible.sort_by_key(|(unit, _)| self.name(unit));
        let moments: Vec<Moment> = eligible.iter().map(|(_, moment)| *moment).collect();
        let probabilities = trained.model.probabilities(&school.table(&moments));
        let predictions = eligible.iter().zip(probabilities).map(|((unit, _), probability)| {
            let truth = unit.label.map(vigie_evidence::label::Label::is_rupture);
            let (presentation, groups) = (unit.presentation.clone(), unit.groups.clone());
            Predicted { name: self.name(unit), presentation, probability, truth, groups }
        });
        let predictions: Vec<Predicted> = predictions.collect();
        let judged = predictions.iter().zip(&eligible).filter_map(|(one, (unit, _))| {
            let scored = Scored { probability: one.probability, positive: one.truth? };
            Some((scored, unit.person))
        });
        // Somebody with two enrolments is one person: intervals draw people.
        let ranked = Ranked::of_looks(judged.collect());
        let measures = Measures::of(&ranked);
        let intervals = intervals(&ranked, RESAMPLES, settings.seed);
        Ok(Day { at: day, predictions, measures, intervals, trained, gains: Vec::new() })
    }

    /// Learns from those who are there on the day, by looks on it and around
    /// it. All these looks know of the activity what is known on the day
    /// itself: totals come once in a fortnight, and those of the next one
    /// would stand in a look of day 17 and in none of day 14.
    fn learn(&self, day: i32, settings: &Settings) -> Result<Trained> {
        let (mut then, mut at, mut around) = (Vec::new(), Looks::default(), Looks::default());
        for (unit, moment) in self.eligible(Role::Teaches, day) {
            let Some((intake, truth)) = self.answer(unit) else { continue };
            if self.is_hidden(unit, moment) {
                continue;
            }
            // The protocol takes a presentation that teaches for settled.
            let labelled = |moment: Moment| Labelled { moment, intake, truth, settled: moment.at };
            at.push(moment, labelled(moment));
            for look in AROUND.into_iter().map(|shift| day.saturating_add(shift)) {
                let instant = unit.instant(&self.all.calendar, look);
                if let Some(instant) = instant.filter(|_| unit.is_eligible(look)) {
                    let copy =
                        Moment { person: then.len(), admission: unit.admission, at: instant };
                    around.push(copy, labelled(Moment { at: instant, ..moment }));
                }
            }
            then.push(self.all.people[unit.person].unwatched_from(moment.at));
        }
        let around = around.lesson(&School { people: &then, ..self.school() }, settings);
        let at = at.lesson(&self.school(), settings);
        learn(&around, &at, settings)
            .map_err(|refusal| Error::Input(format!("no model for day {day}: {refusal}")))
    }

    /// Place of the presentation among those that teach, and what came of it.
    fn answer(&self, unit: &Unit) -> Option<(usize, bool)> {
        let intake = self.taught.iter().position(|name| *name == unit.presentation)?;
        Some((intake, unit.label?.is_rupture()))
    }

    /// Are totals missing that are withheld because of an enrolment that is
    /// still to come? Whoever learned from that would know who comes back.
    fn is_hidden(&self, unit: &Unit, moment: Moment) -> bool {
        let person = &self.all.people[unit.person];
        let admission = &person.admissions[unit.admission];
        unit.is_withheld_by(admission, &self.all.calendar, moment.at)
            && !person.has_beside(admission.enrolment, moment.at)
    }

    fn eligible(&self, role: Role, day: i32) -> impl Iterator<Item = (&Unit, Moment)> {
        let of_role = self.all.units.iter().zip(&self.roles);
        let wanted =
            of_role.filter(move |(unit, own)| **own == Some(role) && unit.is_eligible(day));
        wanted.filter_map(move |(unit, _)| {
            let at = unit.instant(&self.all.calendar, day)?;
            Some((unit, Moment { person: unit.person, admission: unit.admission, at }))
        })
    }

    fn name(&self, unit: &Unit) -> Key {
        self.all.people[unit.person].admissions[unit.admission].name.clone()
    }
}

/// Where to look, and what came of it.
#[derive(Default)]
struct Looks {
    moments: Vec<Moment>,
    labelled: Vec<Labelled>,
}

impl Looks {
    fn push(&mut self, moment: Moment, labelled: Labelled) {
        self.moments.push(moment);
        self.labelled.push(labelled);
    }

    fn lesson(self, school: &School<'_>, settings: &Settings) -> Lesson {
        Lesson::of(school, &self.moments, self.labelled, settings)
    }
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
