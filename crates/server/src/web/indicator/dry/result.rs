//! What a dry run found, in words and figures.

use std::collections::BTreeMap;

use vigie_evidence::days::Quartiles;
use vigie_evidence::dryrun::{Held, IndicatorReport, Report};
use vigie_evidence::outcome::Outcome;
use vigie_evidence::rate::Estimate;

use super::super::rate::{interval, percent};
use crate::briefing::words;
use crate::web::{Frame, Visitor, Web};
use crate::wording::{Today, Word};

/// Others shown that ring for the same people.
const ALIKE: usize = 6;
/// Width of a drawing.
const WIDTH: f64 = 300.0;
/// Height of the frontier.
const TALL: f64 = 120.0;

/// Everything that the page says.
pub(in super::super) struct Found {
    /// Over whom, and when.
    pub(in super::super) lead: String,
    /// How often it rings, in a sentence each.
    pub(in super::super) volume: Vec<String>,
    pub(in super::super) outcomes: Vec<Line>,
    pub(in super::super) horizon: String,
    pub(in super::super) hours: Hours,
    pub(in super::super) alike: Vec<(String, String)>,
    pub(in super::super) groups: Vec<Dimension>,
    /// Other values of the first threshold, and the present one among them.
    pub(in super::super) steps: Vec<Step>,
    /// The frontier: x (hours so far) and y (share caught so far) of each step.
    pub(in super::super) path: Vec<(String, String, bool)>,
    pub(in super::super) warnings: Vec<String>,
}

/// One outcome.
pub(in super::super) struct Line {
    pub(in super::super) name: String,
    /// Of those rung for, how many met it.
    pub(in super::super) precision: Option<Drawn>,
    /// Of those who met it, how many were rung for before.
    pub(in super::super) recall: Option<Drawn>,
    pub(in super::super) lift: Option<String>,
    /// Whether even the interval lies above chance.
    pub(in super::super) above_chance: bool,
    pub(in super::super) warning: Option<Days>,
    pub(in super::super) counts: String,
}

/// A share with its interval, as a dot on a line.
pub(in super::super) struct Drawn {
    pub(in super::super) said: String,
    pub(in super::super) low: String,
    pub(in super::super) width: String,
    pub(in super::super) at: String,
    /// Where chance would be.
    pub(in super::super) base: Option<(String, String)>,
}

/// Days of warning: a box from quarter to quarter, with the median.
pub(in super::super) struct Days {
    pub(in super::super) said: String,
    pub(in super::super) low: String,
    pub(in super::super) width: String,
    pub(in super::super) at: String,
}

/// Hours a week.
pub(in super::super) struct Hours {
    pub(in super::super) alone: String,
    pub(in super::super) adds: String,
    /// All live ones with it: within the budget, and beside it.
    pub(in super::super) all: String,
    pub(in super::super) there: Option<String>,
    pub(in super::super) missing: Option<String>,
    /// How much of the bar the hours asked for take, and where those there
    /// are end.
    pub(in super::super) bar: Option<(String, String)>,
}

/// Groups of one attribute.
pub(in super::super) struct Dimension {
    pub(in super::super) name: String,
    pub(in super::super) rows: Vec<Group>,
}

pub(in super::super) struct Group {
    pub(in super::super) name: String,
    /// Students, share rung for, share met; `None`: too few to be shown.
    pub(in super::super) figures: Option<(String, String, String)>,
    pub(in super::super) too_often: Option<String>,
}

/// A step of the frontier.
pub(in super::super) struct Step {
    pub(in super::super) name: String,
    pub(in super::super) value: Option<String>,
    pub(in super::super) adds: String,
    pub(in super::super) this: bool,
}

impl Found {
    pub(in super::super) fn of(
        web: &Web,
        visitor: &Visitor,
        frame: &Frame,
        report: &Report,
    ) -> Self {
        let teller = Teller { web, visitor, frame, report };
        // One indicator was asked for.
        match report.indicators.first() {
            Some(one) => teller.found(one),
            None => teller.nothing(),
        }
    }
}

struct Teller<'a> {
    web: &'a Web,
    visitor: &'a Visitor,
    frame: &'a Frame,
    report: &'a Report,
}

impl Teller<'_> {
    fn say(&self, key: &str, given: &[(&str, String)]) -> String {
        let words: Vec<(&str, Word<'_>)> =
            given.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
        self.frame.locale.text(key, &words)
    }

    fn number(&self, value: f64) -> String {
        self.frame.locale.decimal(value)
    }

    fn found(&self, one: &IndicatorReport) -> Found {
        Found {
            lead: self.lead(),
            volume: self.volume(one),
            outcomes: one.outcomes.iter().map(|held| self.outcome(held)).collect(),
            horizon: self.report.horizon_days.to_string(),
            hours: self.hours(one),
            alike: self.alike(one),
            groups: self.groups(one),
            steps: self.steps(one),
            path: self.path(one),
            warnings: self.warnings(one),
        }
    }

    fn nothing(&self) -> Found {
        let outcomes = Vec::new();
        let none = String::new;
        let hours = Hours {
            alone: none(),
            adds: none(),
            all: none(),
            there: None,
            missing: None,
            bar: None,
        };
        let (volume, alike, groups) = (Vec::new(), Vec::new(), Vec::new());
        let (steps, path, warnings) = (Vec::new(), Vec::new(), Vec::new());
        let (lead, horizon) = (self.lead(), self.report.horizon_days.to_string());
        Found { lead, volume, outcomes, horizon, hours, alike, groups, steps, path, warnings }
    }

    fn lead(&self) -> String {
        let desk = self.web.desk();
        let today = Today { now: self.web.now(), calendar: &desk.school.context.calendar };
        let date = |at| self.visitor.locale.date(at, today);
        let report = self.report;
        let given = [
            ("students", report.students.to_string()),
            ("from", date(report.from)),
            ("to", date(report.to)),
            ("weeks", self.number(report.weeks.round())),
        ];
        self.say("dry-lead", &given)
    }

    fn volume(&self, one: &IndicatorReport) -> Vec<String> {
        let volume = &one.volume;
        let counts = [
            ("rings", volume.rings.to_string()),
            ("week", self.number(volume.rings_per_week)),
            ("hundred", self.number(volume.rings_per_100_students)),
            ("students", volume.students.to_string()),
        ];
        let mut said = vec![self.say("dry-rings", &counts)];
        if let Some(open) = volume.open_days {
            let given = [
                ("median", open.median.to_string()),
                ("lower", open.lower.to_string()),
                ("upper", open.upper.to_string()),
                ("still", volume.still_open.to_string()),
            ];
            said.push(self.say("dry-open", &given));
        }
        said
    }

    fn outcome(&self, held: &Held) -> Line {
        let counts = [
            ("true", held.came_true.to_string()),
            ("first", (held.came_true + held.did_not).to_string()),
            ("caught", held.caught.to_string()),
            ("met", held.met.to_string()),
            ("unknown", held.unknown.to_string()),
        ];
        Line {
            name: self.frame.below("outcome-of", held.outcome.name()),
            precision: held.precision.as_ref().map(|share| self.drawn(share, held.base_rate)),
            recall: held.recall.as_ref().map(|share| self.drawn(share, None)),
            lift: held.lift.as_ref().map(|lift| {
                let given = [lift.value, lift.low, lift.high].map(|value| self.number(value));
                let [value, low, high] = given;
                self.say("dry-lift", &[("n", value), ("low", low), ("high", high)])
            }),
            above_chance: held.lift.is_some_and(|lift| lift.low > 1.0),
            warning: held.warning_days.map(|days| self.days(days)),
            counts: self.say("dry-counts", &counts),
        }
    }

    fn drawn(&self, share: &Estimate, base: Option<f64>) -> Drawn {
        Drawn {
            said: interval(self.frame, share),
            low: point(share.low),
            width: point((share.high - share.low).max(0.003)),
            at: point(share.value),
            base: base.map(|base| (point(base), percent(self.frame, base))),
        }
    }

    fn days(&self, days: Quartiles) -> Days {
        let horizon = f64::from(u32::try_from(self.report.horizon_days).unwrap_or(u32::MAX).max(1));
        let share = |day: u32| (f64::from(day) / horizon).min(1.0);
        let given = [
            ("median", days.median.to_string()),
            ("lower", days.lower.to_string()),
            ("upper", days.upper.to_string()),
        ];
        Days {
            said: self.say("dry-warning", &given),
            low: point(share(days.lower)),
            width: point((share(days.upper) - share(days.lower)).max(0.006)),
            at: point(share(days.median)),
        }
    }

    fn hours(&self, one: &IndicatorReport) -> Hours {
        let outlook = &self.report.outlook;
        let within = outlook.hours_per_week - outlook.never_cut_hours_per_week;
        let there = outlook.hours_there_are.filter(|there| *there > 0.0);
        let end = within.max(there.unwrap_or(0.0)).max(f64::EPSILON);
        Hours {
            alone: self.number(one.volume.hours_per_week),
            adds: self.number(one.adds_hours),
            all: self.number(within),
            there: there.map(|there| self.number(there)),
            missing: outlook
                .hours_missing
                .filter(|missing| *missing > 0.0)
                .map(|missing| self.number(missing)),
            bar: there.map(|there| (point(within / end), point(there / end))),
        }
    }

    fn named(&self, key: &str) -> String {
        let desk = self.web.desk();
        let known = desk.school.indicator(key);
        known.map_or_else(
            || key.to_owned(),
            |known| words(known, self.visitor.language()).name.clone(),
        )
    }

    fn alike(&self, one: &IndicatorReport) -> Vec<(String, String)> {
        let pairs = self.report.overlap.iter().filter_map(|pair| {
            let other = match (pair.one == one.indicator, pair.other == one.indicator) {
                (true, _) => &pair.other,
                (_, true) => &pair.one,
                _ => return None,
            };
            let given = [
                ("n", self.number((pair.jaccard * 100.0).round())),
                ("both", pair.both.to_string()),
                ("either", pair.either.to_string()),
            ];
            Some((self.named(other), self.say("dry-alike-line", &given)))
        });
        pairs.take(ALIKE).collect()
    }

    fn groups(&self, one: &IndicatorReport) -> Vec<Dimension> {
        let mut dimensions: BTreeMap<&str, Vec<Group>> = BTreeMap::new();
        for group in &one.groups {
            let share = |share: Option<Estimate>| {
                share.map_or_else(|| "–".to_owned(), |share| interval(self.frame, &share))
            };
            let figures = group.figures.as_ref();
            dimensions.entry(group.dimension.as_str()).or_default().push(Group {
                name: self.value(&group.dimension, &group.value),
                figures: figures
                    .map(|known| (known.students.to_string(), share(known.rung), share(known.met))),
                too_often: figures.filter(|known| known.too_often).map(|known| {
                    let times = known.rung_over_met.map_or(1.0, |ratio| ratio.value);
                    self.say("dry-too-often", &[("n", self.number(times))])
                }),
            });
        }
        let named = |(name, rows): (&str, Vec<Group>)| {
            let key = format!("group-{name}");
            let said = self.frame.t(&key);
            Dimension { name: if said == key { name.to_owned() } else { said }, rows }
        };
        dimensions.into_iter().map(named).collect()
    }

    /// The title of a programme; another value stands as it came.
    fn value(&self, dimension: &str, value: &str) -> String {
        let desk = self.web.desk();
        let programme = desk.directory.programmes().values().find(|known| known.key == *value);
        match programme {
            Some(known) if dimension == vigie_evidence::group::PROGRAMME => known.title.clone(),
            _ => value.to_owned(),
        }
    }

    fn steps(&self, one: &IndicatorReport) -> Vec<Step> {
        let steps = self.report.frontier.iter().map(|step| Step {
            name: self.named(&step.indicator),
            value: step.varied.as_ref().map(|(threshold, value)| format!("${threshold} = {value}")),
            adds: self.say(
                "dry-step",
                &[
                    ("caught", step.adds_caught.to_string()),
                    ("hours", self.number(step.adds_hours)),
                    ("sum", self.number(step.hours)),
                    ("share", self.number((step.share * 100.0).round())),
                ],
            ),
            this: step.indicator == one.indicator,
        });
        steps.collect()
    }

    fn path(&self, one: &IndicatorReport) -> Vec<(String, String, bool)> {
        let last = self.report.frontier.last().map_or(0.0, |step| step.hours).max(f64::EPSILON);
        let most = self.report.frontier.last().map_or(0.0, |step| step.share).max(f64::EPSILON);
        let steps = self.report.frontier.iter().map(|step| {
            let high = (1.0 - (step.share / most).clamp(0.0, 1.0)) * TALL;
            (point(step.hours / last), format!("{high:.1}"), step.indicator == one.indicator)
        });
        steps.collect()
    }

    fn warnings(&self, one: &IndicatorReport) -> Vec<String> {
        let mut warnings = Vec::new();
        if one.too_good_to_be_true {
            warnings.push(self.frame.t("dry-too-good"));
        }
        let harm = one.outcomes.iter().find(|held| held.outcome == Outcome::Harm);
        if harm.is_some_and(|held| held.came_true + held.did_not < 30) {
            warnings.push(self.frame.t("dry-few"));
        }
        warnings
    }
}

/// A share as a coordinate.
fn point(share: f64) -> String {
    format!("{:.1}", share.clamp(0.0, 1.0) * WIDTH)
}
