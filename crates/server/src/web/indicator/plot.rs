//! A metric's values over the school, drawn, with the threshold on them.

use vigie_domain::indicator::literal::Dimension;
use vigie_domain::metric::{Type, Unit};
use vigie_domain::time::{DAY, HOUR};

use super::checked::utf16;
use super::draft::Draft;
use super::limit::{Limit, Place};
use super::spread::Spread;
use crate::web::Frame;
use crate::wording::Language;

/// Width and height of the drawing, without the scale below it.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 140.0;
/// Below this limit a duration is shown in hours.
const SHORT: f64 = 2.5 * 86_400.0;
/// Numbers on the scale.
const TICKS: usize = 6;

/// A drawing.
pub(super) struct Plot {
    pub(super) label: &'static str,
    /// `h`, `d`, or empty for a number.
    pub(super) unit: &'static str,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) step: &'static str,
    /// The limit, as a field holds it, and as it is said.
    pub(super) value: String,
    pub(super) said: String,
    /// Where it stands on the drawing.
    pub(super) x: String,
    /// In which field the value stands, and where in its text.
    pub(super) field: String,
    pub(super) part: Option<(usize, usize)>,
    pub(super) bars: Vec<Drawn>,
    pub(super) ticks: Vec<(String, String)>,
    /// For how many the metric is known.
    pub(super) known: usize,
}

/// A bar of the drawing, and its row in the table behind it.
pub(super) struct Drawn {
    pub(super) x: String,
    pub(super) width: String,
    /// Top and height of the whole bar, and of the part that rings.
    pub(super) all: (String, String),
    pub(super) ringing: (String, String),
    pub(super) from: String,
    /// Where it ends; none for the last, which has no end.
    pub(super) to: Option<String>,
    pub(super) count: u32,
    pub(super) rings: u32,
}

impl Plot {
    pub(super) fn of(limit: &Limit, values: &[(f64, bool)], draft: &Draft, frame: &Frame) -> Self {
        let declaration = limit.subject.metric().declaration();
        let language = frame.locale.language();
        let (unit, size) = unit(limit);
        let shown: Vec<(f64, bool)> =
            values.iter().map(|(value, rings)| (value / size, *rings)).collect();
        let value = limit.value.value / size;
        let whole =
            !unit.is_empty() || declaration.of != Type::Number || declaration.unit == Unit::Count;
        let spread = Spread::of(&shown, value, whole);
        let number = |value: f64| frame.locale.decimal(value);
        let (field, part) = place(limit, draft);
        let span = spread.to() - spread.from;
        let x = |value: f64| WIDTH * (value - spread.from) / span;
        let every = spread.bars.len().div_ceil(TICKS).max(1);
        let tick = |bar: usize| (point(x(spread.start(bar))), number(spread.start(bar)));
        Self {
            label: match language {
                Language::Fr => declaration.label.fr,
                Language::En => declaration.label.en,
            },
            unit,
            from: plain(spread.from),
            to: plain(spread.to()),
            step: if whole && value.fract() == 0.0 {
                "1"
            } else if spread.step >= 1.0 {
                "0.5"
            } else {
                "0.05"
            },
            value: plain(value),
            said: said(frame, unit, &number(value)),
            x: point(x(value)),
            field,
            part,
            bars: bars(&spread, number),
            ticks: (0..=spread.bars.len()).step_by(every).map(tick).collect(),
            known: values.len(),
        }
    }

    /// The unit's word, `n` for a bare number.
    pub(super) fn unit_word(&self) -> &'static str {
        if self.unit.is_empty() { "n" } else { self.unit }
    }

    /// A value with its unit, for the table.
    pub(super) fn with_unit(&self, frame: &Frame, value: &str) -> String {
        said(frame, self.unit, value)
    }
}

fn said(frame: &Frame, unit: &str, value: &str) -> String {
    if unit.is_empty() {
        value.to_owned()
    } else {
        frame.w(&format!("plot-unit-{unit}"), "n", value)
    }
}

#[expect(clippy::cast_precision_loss, reason = "at most a day of seconds")]
fn unit(limit: &Limit) -> (&'static str, f64) {
    match limit.value.dimension {
        Dimension::Duration if limit.value.value.abs() < SHORT && limit.value.value != 0.0 => {
            ("h", HOUR.0 as f64)
        }
        Dimension::Duration => ("d", DAY.0 as f64),
        _ => ("", 1.0),
    }
}

fn place(limit: &Limit, draft: &Draft) -> (String, Option<(usize, usize)>) {
    match &limit.place {
        Place::Text(span) => ("condition".to_owned(), Some(utf16(&draft.condition, span))),
        Place::Threshold(name) => {
            let row = draft.thresholds.iter().position(|row| row.name.trim() == name);
            (row.map(|n| format!("t.{n}.value")).unwrap_or_default(), None)
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen bars")]
fn bars(spread: &Spread, number: impl Fn(f64) -> String) -> Vec<Drawn> {
    let width = WIDTH / spread.bars.len() as f64;
    let tallest = f64::from(spread.tallest());
    let tall = |count: u32| {
        let height = HEIGHT * f64::from(count) / tallest;
        (point(HEIGHT - height), point(height))
    };
    let last = spread.bars.len() - 1;
    let draw = |(n, bar): (usize, &super::spread::Bar)| Drawn {
        x: point(width * n as f64 + 0.5),
        width: point(width - 1.0),
        all: tall(bar.all),
        ringing: tall(bar.ringing),
        from: number(spread.start(n)),
        to: (n < last).then(|| number(spread.start(n + 1))),
        count: bar.all,
        rings: bar.ringing,
    };
    spread.bars.iter().enumerate().map(draw).collect()
}

/// A coordinate.
fn point(value: f64) -> String {
    format!("{value:.1}")
}

/// A number as a field of a form holds it.
fn plain(value: f64) -> String {
    ((value * 1e4).round() / 1e4).to_string()
}
