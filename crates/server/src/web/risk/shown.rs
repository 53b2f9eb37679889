//! A model in words and figures.

use vigie_domain::ids::StaffId;
use vigie_domain::time::Instant;
use vigie_evidence::rate::Estimate;
use vigie_risk::card::{Card, GroupLine, Judged};
use vigie_risk::telling::Telling;
use vigie_store::RiskModelRow;

use crate::app::risk::{LEAST_OVERRIDES, Model, Overrides, Week};
use crate::reasons;
use crate::web::{Frame, Web};
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
    /// Columns that tell an attribute without being it.
    pub(super) telling: Vec<String>,
    pub(super) figures: Vec<Figure>,
    /// The champion's figures stand beside.
    pub(super) compared: bool,
    /// How often people disagreed with it, and who was right later.
    pub(super) overrides: Vec<String>,
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
        frame: &Frame,
        model: &Model,
        weeks: &[(Instant, Week)],
        champion: Option<&Card>,
    ) -> Self {
        let (row, card) = (&model.row, &model.artefact.card);
        let same = champion.filter(|champion| champion.target == card.target);
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
            compared: same.is_some(),
            figures: figures(frame, card.last(), same.and_then(Card::last)),
            telling: card.telling.iter().map(|one| telling(frame, one)).collect(),
            reading: readings(frame, card),
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
    card.groups.iter().filter_map(|line| reading(frame, line)).collect()
}

pub(super) fn said(frame: &Frame, key: &str, words: &[(&str, String)]) -> String {
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
    let attribute = reasons::attribute(frame.locale, &line.attribute);
    Group { attribute, value: line.value.to_string(), cells }
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
        ("attribute", reasons::attribute(frame.locale, &line.attribute)),
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
