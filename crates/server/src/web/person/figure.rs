//! Where the bars and marks of the weekly figure stand, in two widths.

use vigie_domain::time::{Instant, WEEK};

use super::rhythm::{COMING, Lane, Measure, Rhythm, Sort, State, WEEKS};
use crate::wording::Locale;

/// The measures of one drawing, in the units of its view box.
#[derive(Clone, Copy, Debug)]
struct Canvas {
    class: &'static str,
    /// Room on the left, for the names of the lanes.
    left: f64,
    /// Width of a week.
    week: f64,
    /// Height of the tallest bar.
    tall: f64,
    /// Height of a lane.
    lane: f64,
    /// Are the lanes named above themselves rather than beside?
    above: bool,
    /// A date under every so many weeks.
    dates: usize,
}

const WIDE: Canvas = Canvas {
    class: "wide",
    left: 104.0,
    week: 46.0,
    tall: 112.0,
    lane: 30.0,
    above: false,
    dates: 3,
};
const NARROW: Canvas =
    Canvas { class: "tall", left: 0.0, week: 18.5, tall: 96.0, lane: 42.0, above: true, dates: 5 };

/// Room above the tallest bar, for its number.
const TOP: f64 = 22.0;
/// Room under the bars, for dates.
const FOOT: f64 = 24.0;
/// Share of a week's width that its bar takes.
const SHARE: f64 = 0.7;
/// A bar of nothing is still seen.
const LEAST: f64 = 1.5;
/// A scale has at least so many units: one day must not look like a lot.
const DAYS: f64 = 7.0;

/// One drawing, ready for the template.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) class: &'static str,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Where the bars stand.
    pub(super) ground: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) bars: Vec<Rect>,
    /// Weeks away, drawn as a quiet ground: left and width.
    pub(super) away: Vec<(f64, f64)>,
    /// The habit's height and its words.
    pub(super) habit: Option<(f64, String)>,
    pub(super) dates: Vec<(f64, String)>,
    pub(super) lanes: Vec<Strip>,
    pub(super) marks: Vec<Glyph>,
    pub(super) today: f64,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) middle: f64,
    /// Its number; nothing for nothing.
    pub(super) amount: String,
    /// Is the week not over?
    pub(super) open: bool,
}

/// A lane.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strip {
    pub(super) key: &'static str,
    /// Where its marks stand.
    pub(super) y: f64,
    /// Where its name stands.
    pub(super) name_y: f64,
}

/// A mark.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) sort: Sort,
    pub(super) words: String,
}

impl Figure {
    /// For wide screens and for narrow ones.
    pub(super) fn both(rhythm: &Rhythm, locale: &Locale) -> [Self; 2] {
        [WIDE, NARROW].map(|canvas| Self::on(canvas, rhythm, locale))
    }

    fn on(canvas: Canvas, rhythm: &Rhythm, locale: &Locale) -> Self {
        let start = rhythm.weeks.first().map_or(rhythm.now, |bar| bar.from);
        let x = |at: Instant| round(canvas.left + across(at, start) * canvas.week);
        let top = scale(rhythm);
        let ground = TOP + canvas.tall;
        let y = |value: f64| round(ground - canvas.tall * (value / top).min(1.0));
        let right = canvas.left + f64::from(WEEKS + COMING) * canvas.week;
        let lane_y = |lane: usize| {
            let above = if canvas.above { 0.64 } else { 0.5 };
            #[expect(clippy::cast_precision_loss, reason = "three lanes")]
            round(ground + FOOT + canvas.lane * (lane as f64 + above))
        };
        let bars = rhythm.weeks.iter().filter(|bar| bar.state != State::Before);
        let bars = bars.filter(|bar| bar.state != State::Away || bar.value > 0.0).map(|bar| {
            let height = (ground - y(bar.value)).max(LEAST);
            let (from, width) = (x(bar.from), canvas.week * SHARE);
            Rect {
                x: round(from + canvas.week * (1.0 - SHARE) / 2.0),
                y: round(ground - height),
                width: round(width),
                height: round(height),
                middle: round(from + canvas.week / 2.0),
                amount: amount(bar.value, locale),
                open: bar.state == State::Now,
            }
        });
        let lanes = Lane::ALL.iter().enumerate().map(|(place, lane)| Strip {
            key: lane.key(),
            y: lane_y(place),
            name_y: if canvas.above { lane_y(place) - 15.0 } else { lane_y(place) + 4.0 },
        });
        let marks = rhythm.marks.iter().map(|mark| Glyph {
            x: x(mark.at),
            y: lane_y(Lane::ALL.iter().position(|l| *l == mark.sort.lane()).unwrap_or(0)),
            sort: mark.sort,
            words: mark.words.clone(),
        });
        let away = rhythm.weeks.iter().filter(|bar| bar.state == State::Away);
        let dates = rhythm.weeks.iter().zip(&rhythm.dates).rev().skip(canvas.dates - 1);
        Self {
            class: canvas.class,
            width: round(right),
            height: round(lane_y(Lane::ALL.len() - 1) + 16.0),
            ground,
            left: canvas.left,
            right: round(right),
            bars: bars.collect(),
            away: away.map(|bar| (x(bar.from), canvas.week)).collect(),
            habit: rhythm.habit.map(|habit| (y(habit), locale.decimal(habit))),
            dates: dates
                .step_by(canvas.dates)
                .map(|(bar, date)| (x(bar.from), date.clone()))
                .collect(),
            lanes: lanes.collect(),
            marks: marks.collect(),
            today: x(rhythm.now),
        }
    }
}

/// Weeks from the start of the figure.
#[expect(clippy::cast_precision_loss, reason = "seconds of some weeks fit 53 bits")]
fn across(at: Instant, start: Instant) -> f64 {
    at.since(start).0 as f64 / WEEK.0 as f64
}

/// What the tallest bar would stand for.
fn scale(rhythm: &Rhythm) -> f64 {
    let most = rhythm.weeks.iter().map(|bar| bar.value).chain(rhythm.habit).fold(1.0, f64::max);
    match rhythm.measure {
        Measure::Days => DAYS,
        Measure::Actions => most,
    }
}

fn amount(value: f64, locale: &Locale) -> String {
    if value < 0.05 { String::new() } else { locale.decimal(value.round().max(1.0)) }
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "places on a drawing, computed the same way twice")]
mod tests {
    use super::super::fixture::{active, day, enrolled, read};
    use super::*;
    use crate::wording::Language;

    fn figures(facts: &[vigie_domain::fact::Fact], on: i64) -> [Figure; 2] {
        let rhythm = read(facts, day(on), Rhythm::of);
        Figure::both(&rhythm, Locale::of(Language::Fr))
    }

    #[test]
    fn a_bar_is_as_tall_as_its_share_of_seven_days() {
        let mut facts = enrolled();
        facts.extend((0..3).map(|on| active(on, 10, Some(1))));
        let [wide, _] = figures(&facts, 9);
        let bar = &wide.bars[0];
        assert_eq!(bar.height, round(WIDE.tall * 3.0 / 7.0));
        assert_eq!(round(bar.y + bar.height), wide.ground);
        assert_eq!(bar.amount, "3");
    }

    #[test]
    fn today_stands_in_the_last_of_sixteen_weeks() {
        for figure in figures(&enrolled(), 9) {
            let week = (figure.right - figure.left) / f64::from(WEEKS + COMING);
            let weeks = (figure.today - figure.left) / week;
            assert!((15.0..16.0).contains(&weeks), "{weeks}");
        }
    }

    #[test]
    fn everything_stays_on_the_canvas_of_a_phone() {
        let mut facts = enrolled();
        facts.extend((0..60).map(|on| active(on, 200, None)));
        let [_, narrow] = figures(&facts, 60);
        assert!(narrow.width <= 340.0);
        assert!(narrow.bars.iter().all(|bar| bar.x >= 0.0 && bar.x + bar.width <= narrow.width));
        assert!(narrow.bars.iter().all(|bar| bar.y >= TOP - 0.1));
    }
}
