//! What a dry run found, ready to be shown or written as JSON.

use serde::Serialize;
use vigie_domain::ids::Key;
use vigie_domain::time::{Instant, WEEK};

use super::plan::{Plan, Role, Watched};
use super::tally::{Done, Tally};
use crate::days::Quartiles;
use crate::frontier::{Choice, Scale, Step, frontier, minutes};
use crate::group::GroupReport;
use crate::leak::{LeakReport, too_good};
use crate::members::Members;
use crate::outcome::Outcome;
use crate::rate::{Estimate, float, share};
use crate::written::rfc3339;

/// The whole result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// First instant of the window in which rings count.
    #[serde(serialize_with = "rfc3339")]
    pub from: Instant,
    /// First instant after it.
    #[serde(serialize_with = "rfc3339")]
    pub to: Instant,
    /// Nothing is known after this instant.
    #[serde(serialize_with = "rfc3339")]
    pub known_until: Instant,
    /// Weeks of the window.
    pub weeks: f64,
    /// Days after a ring in which an outcome counts.
    pub horizon_days: i64,
    /// Students of whom anything was known before the window ended.
    pub students: u64,
    /// Facts read.
    pub facts: u64,
    /// The outcome by which groups are compared.
    pub compared_by: Outcome,
    /// Each outcome by itself.
    pub outcomes: Vec<OutcomeReport>,
    /// Each indicator that was asked for, by name.
    pub indicators: Vec<IndicatorReport>,
    /// Those that were asked for, as one.
    pub together: SetReport,
    /// The hours of the live set with what was asked for, against those there are.
    pub outlook: Outlook,
    /// Pairs of live or asked indicators that ring for the same cases, most
    /// alike first.
    pub overlap: Vec<Overlap>,
    /// In which order to take them.
    pub frontier: Vec<Step>,
    /// What the guard against knowing too much caught.
    pub leaks: LeakReport,
}

/// An outcome by itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeReport {
    /// Which.
    pub outcome: Outcome,
    /// Cases at risk in the window.
    pub cases: u64,
    /// Of these, met in the window.
    pub met: u64,
    /// Share of weekly looks at a case after which it was met within the horizon.
    pub base_rate: Option<f64>,
}

/// How often something rings, and what it asks for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Volume {
    /// Signals that began in the window.
    pub rings: u64,
    /// The same a week.
    pub rings_per_week: f64,
    /// The same for every 100 students.
    pub rings_per_100_students: f64,
    /// Distinct students rung for.
    pub students: u64,
    /// How many days signals were open, of those that closed.
    pub open_days: Option<Quartiles>,
    /// Signals still open at the end of what is known.
    pub still_open: u64,
    /// Hours of contact a week if there were nothing else.
    pub hours_per_week: f64,
}

/// Rings held against one outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    /// Which.
    pub outcome: Outcome,
    /// Cases whose first ring was followed by the outcome within the horizon.
    pub came_true: u64,
    /// Cases whose first ring was not.
    pub did_not: u64,
    /// Cases of which it is not known yet; left out.
    pub unknown: u64,
    /// Share that came true.
    pub precision: Option<Estimate>,
    /// Cases that met the outcome in the window.
    pub met: u64,
    /// Of these, rung for in the horizon before.
    pub caught: u64,
    /// The share of them.
    pub recall: Option<Estimate>,
    /// Share of weekly looks followed by the outcome.
    pub base_rate: Option<f64>,
    /// Of the weeks in which it rang, how many were followed by the outcome, over
    /// how many of everybody's same weeks were; 1 is chance.
    pub lift: Option<Estimate>,
    /// Days from the first ring in the horizon before to the outcome.
    pub warning_days: Option<Quartiles>,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndicatorReport {
    /// Its name.
    pub indicator: Key,
    /// Minutes of a contact about it.
    pub minutes: u16,
    /// Outside any budget of hours.
    pub never_cut: bool,
    /// How often it rings.
    #[serde(flatten)]
    pub volume: Volume,
    /// Held against each outcome.
    pub outcomes: Vec<Held>,
    /// Cases of harm that it catches and no other of the live set does.
    pub adds_caught: u64,
    /// Hours a week that it adds to the live set.
    pub adds_hours: f64,
    /// By group.
    pub groups: Vec<GroupReport>,
    /// Right nearly always and nearly at once, over computed values: more
    /// likely an outcome in disguise.
    pub too_good_to_be_true: bool,
}

/// Several indicators as one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SetReport {
    /// How often it rings.
    #[serde(flatten)]
    pub volume: Volume,
    /// Held against each outcome.
    pub outcomes: Vec<Held>,
    /// By group.
    pub groups: Vec<GroupReport>,
}

/// Hours asked for and hours there are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outlook {
    /// Hours a week of the live set with what was asked for.
    pub hours_per_week: f64,
    /// Of these, hours for what is never cut: outside any budget.
    pub never_cut_hours_per_week: f64,
    /// Hours a week that there are, if that was said.
    pub hours_there_are: Option<f64>,
    /// Hours a week that are missing for what is within the budget.
    pub hours_missing: Option<f64>,
}

/// Two indicators that ring for the same cases.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overlap {
    /// One.
    pub one: Key,
    /// The other.
    pub other: Key,
    /// Cases for which both rang in the window.
    pub both: u64,
    /// Cases for which either did.
    pub either: u64,
    /// Both over either (P. Jaccard, 1912).
    pub jaccard: f64,
}

impl Tally {
    /// What was found. `hours_there_are`: of all advisors together, a week.
    pub fn report(&self, plan: &Plan, hours_there_are: Option<f64>) -> Report {
        let from = plan.from.or(self.first_known).unwrap_or(plan.to).min(plan.to);
        let seconds = u64::try_from(plan.to.since(from).0).unwrap_or(0).max(1);
        let writer = Writer {
            tally: self,
            plan,
            weeks: float(seconds) / float(WEEK.0.unsigned_abs()),
            set: plan.set(),
        };
        Report {
            from,
            to: plan.to,
            known_until: plan.known_until,
            weeks: writer.weeks,
            horizon_days: plan.horizon.whole_days(),
            students: self.students,
            facts: self.facts,
            compared_by: plan.outcome,
            outcomes: writer.outcomes(),
            indicators: (0..self.asked.len()).map(|slot| writer.indicator(slot)).collect(),
            together: writer.together(),
            outlook: writer.outlook(hours_there_are),
            overlap: writer.overlap(),
            frontier: writer.frontier(),
            leaks: self.leaks.report(plan),
        }
    }
}

struct Writer<'a> {
    tally: &'a Tally,
    plan: &'a Plan,
    weeks: f64,
    /// Live or asked.
    set: Members,
}

impl Writer<'_> {
    fn watched(&self, place: usize) -> &Watched {
        &self.plan.watched()[place]
    }

    fn outcomes(&self) -> Vec<OutcomeReport> {
        let bases = Outcome::ALL.into_iter().zip(&self.tally.bases);
        bases
            .map(|(outcome, base)| OutcomeReport {
                outcome,
                cases: base.cases,
                met: base.met,
                base_rate: base.rate(),
            })
            .collect()
    }

    fn indicator(&self, slot: usize) -> IndicatorReport {
        let place = self.tally.asked[slot];
        let done = &self.tally.done[slot];
        let watched = self.watched(place);
        let alone: Members = [place].into_iter().collect();
        let others: Members = self.set.iter().filter(|other| *other != place).collect();
        let harm = &done.cells[0];
        IndicatorReport {
            indicator: watched.key.clone(),
            minutes: watched.minutes,
            never_cut: watched.never_cut,
            volume: self.volume(done, &alone),
            outcomes: self.held(done),
            adds_caught: self.tally.caught.only(place, &self.set),
            adds_hours: self.hours(&self.set) - self.hours(&others),
            groups: self.tally.groups.report(slot),
            too_good_to_be_true: watched.observed
                && too_good(harm.met, harm.not_met, harm.warning.quartiles()),
        }
    }

    fn together(&self) -> SetReport {
        let slot = self.tally.asked.len();
        let done = &self.tally.done[slot];
        let all: Members = self.tally.asked.iter().copied().collect();
        SetReport {
            volume: self.volume(done, &all),
            outcomes: self.held(done),
            groups: self.tally.groups.report(slot),
        }
    }

    fn volume(&self, done: &Done, of: &Members) -> Volume {
        let students = float(self.tally.students.max(1));
        Volume {
            rings: done.rings,
            rings_per_week: float(done.rings) / self.weeks,
            rings_per_100_students: 100.0 * float(done.rings) / students,
            students: done.students,
            open_days: done.open.quartiles(),
            still_open: done.still_open,
            hours_per_week: self.hours(of),
        }
    }

    fn held(&self, done: &Done) -> Vec<Held> {
        let cells = Outcome::ALL.into_iter().zip(&done.cells).zip(&self.tally.bases);
        cells
            .map(|((outcome, cell), base)| Held {
                outcome,
                came_true: cell.met,
                did_not: cell.not_met,
                unknown: cell.unknown,
                precision: share(cell.met, cell.met + cell.not_met),
                met: base.met,
                caught: cell.caught,
                recall: share(cell.caught, base.met),
                base_rate: base.rate(),
                lift: cell.lift(base),
                warning_days: cell.warning.quartiles(),
            })
            .collect()
    }

    /// Hours a week that a set of rules asks for.
    fn hours(&self, of: &Members) -> f64 {
        let each = |place: usize| self.watched(place).minutes;
        float(minutes(&self.tally.days, of, each)) / 60.0 / self.weeks
    }

    fn outlook(&self, hours_there_are: Option<f64>) -> Outlook {
        let never: Members =
            self.set.iter().filter(|place| self.watched(*place).never_cut).collect();
        let (all, outside) = (self.hours(&self.set), self.hours(&never));
        Outlook {
            hours_per_week: all,
            never_cut_hours_per_week: outside,
            hours_there_are,
            hours_missing: hours_there_are.map(|there| (all - outside - there).max(0.0)),
        }
    }

    fn overlap(&self) -> Vec<Overlap> {
        let places: Vec<usize> = self.set.iter().collect();
        let asked = |place: &usize| self.tally.asked.contains(place);
        let mut pairs = Vec::new();
        for (index, one) in places.iter().enumerate() {
            for other in places[index + 1..].iter().filter(|other| asked(one) || asked(other)) {
                let (both, either) = self.tally.rang.both_and_either(*one, *other);
                if both > 0 {
                    pairs.push(Overlap {
                        one: self.watched(*one).key.clone(),
                        other: self.watched(*other).key.clone(),
                        both,
                        either,
                        jaccard: float(both) / float(either),
                    });
                }
            }
        }
        pairs.sort_by(|a, b| b.jaccard.total_cmp(&a.jaccard));
        pairs
    }

    fn frontier(&self) -> Vec<Step> {
        let all = self.plan.watched().iter().enumerate();
        let choices: Vec<Choice> = all
            .map(|(place, watched)| {
                let (origin, varied) = match &watched.role {
                    Role::Variant { of, threshold, value } => {
                        (of.clone(), Some((threshold.clone(), value.clone())))
                    }
                    _ => (watched.key.clone(), None),
                };
                let key = origin.clone();
                let (minutes, never_cut) = (watched.minutes, watched.never_cut);
                Choice { place, key, origin, varied, minutes, never_cut }
            })
            .collect();
        let scale = Scale { weeks: self.weeks, harmed: self.tally.harmed };
        frontier(&choices, &self.tally.caught, &self.tally.days, scale)
    }
}
