//! A model in words and figures.

use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;
use vigie_evidence::rate::Estimate;
use vigie_risk::card::{Card, GroupLine, Judged};
use vigie_risk::drift::Limits;
use vigie_risk::measure::Compared;
use vigie_risk::telling::Telling;
use vigie_store::{RiskModelRow, RiskState};

use crate::app::risk::{LEAST_OVERRIDES, Model, Overrides, Settled, Trial, Week};
use crate::web::{Frame, Web};
use crate::wording::{Today, Word};
use crate::{fairness, reasons};

/// Figures shown, by name.
const FIGURES: [&str; 4] = ["auc_roc", "auc_pr", "recall_at_10", "ece"];

/// One model.
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) target: String,
    /// When it was learned, from what.
    pub(super) learned: String,
    /// Who put it in force, when and why.
    pub(super) approved: Option<String>,
    /// Protected attributes that it looks at, and why.
    pub(super) protected: Option<String>,
    /// Columns that tell an attribute without being it.
    pub(super) telling: Vec<String>,
    pub(super) figures: Vec<Figure>,
    /// Of a challenger: how it did silently, beside the one in force.
    pub(super) trial: Option<OnTrial>,
    /// How often people disagreed with it, and who was right later.
    pub(super) overrides: Vec<String>,
    /// What the groups say, in words.
    pub(super) reading: Vec<String>,
    pub(super) groups: Vec<Group>,
    /// How many the groups are reached by, and where that is known from.
    pub(super) reach: String,
    /// From where on a drift is worth a look.
    pub(super) limits: String,
    pub(super) weeks: Vec<Row>,
    /// Something moved far enough to be looked at.
    pub(super) rings: bool,
}

/// A figure with its interval.
pub(super) struct Figure {
    pub(super) name: &'static str,
    pub(super) value: String,
}

/// What came of what a challenger said silently.
pub(super) struct OnTrial {
    /// What is known by now, and how the two compare.
    pub(super) said: Vec<String>,
    pub(super) rows: Vec<Beside>,
    /// Another model is in force: its figures stand beside.
    pub(super) beside: bool,
}

/// A figure of both models on the same people.
pub(super) struct Beside {
    pub(super) name: &'static str,
    pub(super) ours: String,
    pub(super) theirs: String,
    pub(super) difference: String,
}

/// A group with its figures; none if it is too small.
pub(super) struct Group {
    pub(super) attribute: String,
    pub(super) value: String,
    pub(super) cells: Option<[String; 13]>,
}

/// A week that was looked at.
pub(super) struct Row {
    pub(super) at: String,
    pub(super) people: String,
    pub(super) moved: String,
    pub(super) calibration: String,
    pub(super) rings: bool,
}

impl Shown {
    pub(super) fn of(web: &Web, frame: &Frame, model: &Model, weeks: &[(Instant, Week)]) -> Self {
        let (row, card) = (&model.row, &model.artefact.card);
        let trial = weeks.first().and_then(|(_, week)| week.trial.as_ref());
        let challenger = row.state == RiskState::Challenger;
        Self {
            id: row.id.clone(),
            target: reasons::target_words(frame.locale, card.target),
            learned: learned(web, frame, model),
            approved: approved(web, frame, row),
            protected: card.protected.as_ref().map(|on| {
                let named = on.attributes.iter().map(|one| reasons::attribute(frame.locale, one));
                let named: Vec<String> = named.collect();
                format!("{} ({})", named.join(", "), on.because)
            }),
            overrides: Vec::new(),
            figures: figures(frame, card.last()),
            trial: challenger.then(|| on_trial(frame, trial)),
            telling: card.telling.iter().map(|one| telling(frame, one)).collect(),
            reading: readings(frame, card),
            reach: fairness::reach(frame.locale, card),
            limits: limits(frame, card.limits),
            groups: card.groups.iter().map(|line| group(frame, line)).collect(),
            weeks: weeks
                .iter()
                .map(|(at, found)| week(frame, date(web, frame, *at), found))
                .collect(),
            rings: weeks.first().is_some_and(|(_, week)| week.rings()),
        }
    }
}

/// A date as the reader's language says it.
pub(super) fn date(web: &Web, frame: &Frame, at: Instant) -> String {
    let desk = web.desk();
    frame.locale.date(at, Today { now: web.now(), calendar: &desk.school.context.calendar })
}

/// Who did it.
pub(super) fn name(web: &Web, frame: &Frame, by: Option<StaffId>) -> String {
    let desk = web.desk();
    let known = by.and_then(|by| desk.directory.staff().get(&by).map(|staff| staff.name.clone()));
    known.unwrap_or_else(|| frame.t("risk-by-nobody"))
}

/// When it was learned, from what.
pub(super) fn learned(web: &Web, frame: &Frame, model: &Model) -> String {
    let card = &model.artefact.card;
    let counts = card.counts;
    let words = [
        ("at", date(web, frame, model.row.made_at)),
        ("students", counts.students.to_string()),
        ("there", counts.there.to_string()),
        ("looks", counts.looks.to_string()),
        ("positives", counts.positives.to_string()),
        ("from", date(web, frame, card.looked.0)),
        ("to", date(web, frame, card.looked.1)),
    ];
    said(frame, "risk-learned", &words)
}

/// Who put it in force, when and why.
pub(super) fn approved(web: &Web, frame: &Frame, row: &RiskModelRow) -> Option<String> {
    let (by, at) = row.approved?;
    let words = [
        ("by", name(web, frame, by)),
        ("at", date(web, frame, at)),
        ("reason", row.reason.clone()),
    ];
    Some(said(frame, "risk-approved", &words))
}

/// A column that tells an attribute, in words.
pub(super) fn telling(frame: &Frame, one: &Telling) -> String {
    let words = [
        ("column", reasons::label(frame.locale, &one.column)),
        ("attribute", reasons::attribute(frame.locale, &one.attribute)),
        ("value", one.value.to_string()),
        ("n", format!("{:.0}", one.roc * 100.0)),
    ];
    said(frame, "risk-tells", &words)
}

/// How often people disagreed, and who was right later, as sentences.
pub(super) fn overrides(frame: &Frame, found: Option<&Overrides>) -> Vec<String> {
    let found = found.copied().unwrap_or_default();
    let least = ("least", LEAST_OVERRIDES.to_string());
    let words = |estimate: Estimate, part: u64, whole: u64| {
        let hundred = |value: f64| format!("{:.0}", value * 100.0);
        [
            ("part", part.to_string()),
            ("whole", whole.to_string()),
            ("low", hundred(estimate.low)),
            ("high", hundred(estimate.high)),
        ]
    };
    let Some(rate) = found.rate() else {
        let words = [("n", found.said.to_string()), least];
        return vec![said(frame, "risk-overrides-few", &words)];
    };
    let often = said(frame, "risk-overrides", &words(rate, found.disagreed, found.said));
    let later = match found.model_was_right() {
        Some(right) => {
            said(frame, "risk-overrides-right", &words(right, found.came_true, found.settled))
        }
        None => said(
            frame,
            "risk-overrides-open",
            &[("n", found.settled.to_string()), ("whole", found.disagreed.to_string()), least],
        ),
    };
    vec![often, later]
}

/// What stands out among the groups, in words.
pub(super) fn readings(frame: &Frame, card: &Card) -> Vec<String> {
    fairness::readings(frame.locale, &card.groups)
}

/// What is known of a challenger by now.
fn on_trial(frame: &Frame, trial: Option<&Trial>) -> OnTrial {
    let Some(trial) = trial else {
        let said = vec![frame.t("risk-trial-none")];
        return OnTrial { said, rows: Vec::new(), beside: false };
    };
    let counted = |key: &str, settled: Settled| {
        let words = [
            ("kept", trial.kept.to_string()),
            ("looks", settled.looks.to_string()),
            ("people", settled.people.to_string()),
            ("positives", settled.positives.to_string()),
        ];
        said(frame, key, &words)
    };
    let mut sentences = Vec::new();
    let Some(beside) = &trial.beside else {
        let enough = !trial.figures.is_empty();
        sentences.push(counted(
            if enough { "risk-trial-alone" } else { "risk-trial-few" },
            trial.settled,
        ));
        let rows = FIGURES.into_iter().filter_map(|name| {
            let figure = trial.figures.iter().find(|figure| figure.name == name)?;
            let within = (figure.within.low, figure.within.high);
            let ours = with_interval(frame, figure.value, within);
            Some(Beside { name, ours, theirs: String::new(), difference: String::new() })
        });
        return OnTrial { rows: rows.collect(), said: sentences, beside: false };
    };
    if beside.figures.is_empty() {
        sentences.push(counted("risk-trial-few", beside.settled));
    } else {
        sentences.push(counted("risk-trial-beside", beside.settled));
        if !beside.same_target {
            sentences.push(frame.t("risk-trial-other-target"));
        }
        sentences.push(verdict(frame, &beside.figures));
    }
    let rows = FIGURES.into_iter().filter_map(|name| {
        let both = beside.figures.iter().find(|both| both.name == name)?;
        let within = (both.difference.low, both.difference.high);
        Some(Beside {
            name,
            ours: hundredths(frame, both.ours),
            theirs: hundredths(frame, both.theirs),
            difference: with_interval(frame, both.ours - both.theirs, within),
        })
    });
    OnTrial { rows: rows.collect(), said: sentences, beside: true }
}

/// Is one of the two better than chance lets them differ? By the order alone.
fn verdict(frame: &Frame, figures: &[Compared]) -> String {
    let order = figures.iter().find(|both| both.name == "auc_roc");
    frame.t(match order {
        Some(order) if order.is_clear() && order.ours > order.theirs => "risk-trial-better",
        Some(order) if order.is_clear() => "risk-trial-worse",
        _ => "risk-trial-alike",
    })
}

/// From where on a drift is worth a look, or has to be looked at.
fn limits(frame: &Frame, limits: Limits) -> String {
    let words = [
        ("watch", hundredths(frame, limits.watch)),
        ("moved", hundredths(frame, limits.moved)),
        ("calibration", hundredths(frame, limits.calibration)),
    ];
    said(frame, "risk-limits", &words)
}

pub(super) fn said(frame: &Frame, key: &str, words: &[(&str, String)]) -> String {
    let words: Vec<(&str, Word<'_>)> =
        words.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
    frame.locale.text(key, &words)
}

fn figures(frame: &Frame, last: Option<&Judged>) -> Vec<Figure> {
    let one = |name: &'static str| {
        let (value, within) = last?.figure(name)?;
        Some(Figure { name, value: with_interval(frame, value, (within.low, within.high)) })
    };
    FIGURES.into_iter().filter_map(one).collect()
}

/// `0,72 (0,65–0,79)`
fn with_interval(frame: &Frame, value: f64, (low, high): (f64, f64)) -> String {
    let [value, low, high] = [value, low, high].map(|value| hundredths(frame, value));
    format!("{value} ({low}–{high})")
}

/// `72 %`
pub(super) fn percent(share: f64) -> String {
    if share.is_finite() { format!("{:.0} %", share * 100.0) } else { "–".to_owned() }
}

/// `0,72`, `0.72`
pub(super) fn hundredths(frame: &Frame, value: f64) -> String {
    let text = format!("{value:.2}").replace('-', "−");
    if frame.lang() == "fr" { text.replace('.', ",") } else { text }
}

fn group(frame: &Frame, line: &GroupLine) -> Group {
    let cells = line.figures.map(|group| {
        [
            group.people.to_string(),
            percent(group.base_rate),
            percent(group.contact_rate),
            hundredths(frame, group.contact.chance),
            percent(group.recall),
            hundredths(frame, group.overlooked.size),
            hundredths(frame, group.overlooked.chance),
            percent(group.precision),
            hundredths(frame, group.precise.chance),
            hundredths(frame, group.calibration.size),
            hundredths(frame, group.calibration.chance),
            hundredths(frame, group.abroca.size),
            hundredths(frame, group.abroca.chance),
        ]
    });
    let attribute = reasons::attribute(frame.locale, &line.attribute);
    Group { attribute, value: line.value.to_string(), cells }
}

fn week(frame: &Frame, at: String, week: &Week) -> Row {
    let moved = week.moved.iter().take(3).map(|column| {
        format!(
            "{} {}",
            reasons::label(frame.locale, &column.name),
            hundredths(frame, column.index)
        )
    });
    let moved: Vec<String> = moved.collect();
    let calibration = week.calibration.map(|(people, error)| {
        said(
            frame,
            "risk-calibrated",
            &[("error", hundredths(frame, error)), ("n", people.to_string())],
        )
    });
    Row {
        at,
        people: week.people.to_string(),
        moved: if moved.is_empty() { frame.t("risk-moved-nothing") } else { moved.join(", ") },
        calibration: calibration.unwrap_or_else(|| frame.t("risk-not-settled")),
        rings: week.rings(),
    }
}
