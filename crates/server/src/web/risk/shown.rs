//! A model in words and figures.

use vigie_domain::time::Instant;
use vigie_risk::card::{Card, GroupLine, Judged};

use crate::app::risk::{Model, Week};
use crate::reasons;
use crate::web::{Frame, Visitor, Web};
use crate::wording::{Today, Word};

/// Figures shown, by name.
const FIGURES: [&str; 4] = ["auc_roc", "auc_pr", "recall_at_10", "ece"];
/// Chance alone gives a difference like this less often: worth a sentence.
const SELDOM: f64 = 0.05;
/// A gap smaller than this is not worth one.
const GAP: f64 = 0.05;

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
    pub(super) figures: Vec<Figure>,
    /// The champion's figures stand beside.
    pub(super) compared: bool,
    /// What the groups say, in words.
    pub(super) reading: Vec<String>,
    pub(super) groups: Vec<Group>,
    pub(super) weeks: Vec<Row>,
    /// Something moved far enough to be looked at.
    pub(super) rings: bool,
}

/// A figure with its interval, and the champion's beside it.
pub(super) struct Figure {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) champion: Option<String>,
}

/// A group with its figures; none if it is too small.
pub(super) struct Group {
    pub(super) attribute: String,
    pub(super) value: String,
    pub(super) cells: Option<[String; 6]>,
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
    pub(super) fn of(
        web: &Web,
        visitor: &Visitor,
        frame: &Frame,
        model: &Model,
        weeks: &[(Instant, Week)],
        champion: Option<&Card>,
    ) -> Self {
        let desk = web.desk();
        let date = |at: Instant| {
            let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
            visitor.locale.date(at, today)
        };
        let (row, card) = (&model.row, &model.artefact.card);
        let approved = row.approved.map(|(by, at)| {
            let team = desk.directory.staff();
            let by = by.and_then(|by| team.get(&by)).map(|staff| staff.name.clone());
            let by = by.unwrap_or_else(|| frame.t("risk-by-nobody"));
            said(
                frame,
                "risk-approved",
                &[("by", by), ("at", date(at)), ("reason", row.reason.clone())],
            )
        });
        let counts = card.counts;
        let learned = [
            ("at", date(row.made_at)),
            ("students", counts.students.to_string()),
            ("looks", counts.looks.to_string()),
            ("positives", counts.positives.to_string()),
            ("from", date(card.looked.0)),
            ("to", date(card.looked.1)),
        ];
        let same = champion.filter(|champion| champion.target == card.target);
        Self {
            id: row.id.clone(),
            target: reasons::target_words(visitor.locale, card.target),
            learned: said(frame, "risk-learned", &learned),
            approved,
            protected: card
                .protected
                .as_ref()
                .map(|(attributes, why)| format!("{} ({why})", attributes.join(", "))),
            compared: same.is_some(),
            figures: figures(frame, card.last(), same.and_then(Card::last)),
            reading: card.groups.iter().filter_map(|line| reading(frame, line)).collect(),
            groups: card.groups.iter().map(|line| group(frame, line)).collect(),
            weeks: weeks.iter().map(|(at, week)| self::week(frame, date(*at), week)).collect(),
            rings: weeks.first().is_some_and(|(_, week)| week.rings()),
        }
    }
}

fn said(frame: &Frame, key: &str, words: &[(&str, String)]) -> String {
    let words: Vec<(&str, Word<'_>)> =
        words.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
    frame.locale.text(key, &words)
}

fn figures(frame: &Frame, ours: Option<&Judged>, theirs: Option<&Judged>) -> Vec<Figure> {
    let cell = |judged: &Judged, name: &str| {
        let (value, within) = judged.figure(name)?;
        Some(format!(
            "{} ({}–{})",
            hundredths(frame, value),
            hundredths(frame, within.low),
            hundredths(frame, within.high)
        ))
    };
    let one = |name: &'static str| {
        let champion = theirs.and_then(|judged| cell(judged, name));
        Some(Figure { name, value: cell(ours?, name)?, champion })
    };
    FIGURES.into_iter().filter_map(one).collect()
}

/// `0,72`, `0.72`
fn hundredths(frame: &Frame, value: f64) -> String {
    let text = format!("{value:.2}");
    if frame.lang() == "fr" { text.replace('.', ",") } else { text }
}

fn group(frame: &Frame, line: &GroupLine) -> Group {
    let percent = |share: f64| {
        if share.is_finite() { format!("{:.0} %", share * 100.0) } else { "–".to_owned() }
    };
    let cells = line.figures.map(|group| {
        [
            group.people.to_string(),
            percent(group.base_rate),
            percent(group.contact_rate),
            percent(group.recall),
            percent(group.precision),
            hundredths(frame, group.abroca),
        ]
    });
    Group { attribute: line.attribute.to_string(), value: line.value.to_string(), cells }
}

/// What stands out, as a sentence.
fn reading(frame: &Frame, line: &GroupLine) -> Option<String> {
    let group = line.figures?;
    let points = |gap: f64| format!("{:.0}", gap.abs() * 100.0);
    let (key, gap) = if group.overlooked_gap > GAP && group.chance < SELDOM {
        ("risk-reads-overlooked", group.overlooked_gap)
    } else if group.calibration_gap > GAP {
        ("risk-reads-too-dark", group.calibration_gap)
    } else if group.calibration_gap < -GAP {
        ("risk-reads-too-bright", group.calibration_gap)
    } else {
        return None;
    };
    let words = [
        ("attribute", line.attribute.to_string()),
        ("value", line.value.to_string()),
        ("people", group.people.to_string()),
        ("points", points(gap)),
    ];
    Some(said(frame, key, &words))
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
