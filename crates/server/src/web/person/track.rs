//! How the line from first question to job is drawn, lying and standing.

use super::road::{Road, Step};

/// The line on one canvas.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::web) struct Track {
    pub(in crate::web) class: &'static str,
    pub(in crate::web) width: f64,
    pub(in crate::web) height: f64,
    pub(in crate::web) start: Spot,
    pub(in crate::web) end: Spot,
    /// Where they are, and where this is written.
    pub(in crate::web) here: Spot,
    pub(in crate::web) here_label: Spot,
    /// Where the plan would have them, and where this is written.
    pub(in crate::web) planned: Option<(Spot, Spot)>,
    pub(in crate::web) stations: Vec<Stop>,
    pub(in crate::web) projects: Vec<(Spot, bool)>,
    pub(in crate::web) pauses: Vec<Spot>,
    /// On which side texts beside the line begin.
    pub(in crate::web) anchor: &'static str,
    pub(in crate::web) side_anchor: &'static str,
}

/// A place on the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::web) struct Spot {
    pub(in crate::web) x: f64,
    pub(in crate::web) y: f64,
}

/// A station on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::web) struct Stop {
    pub(in crate::web) at: Spot,
    /// Where its name stands; the words under it are a line lower.
    pub(in crate::web) label: Spot,
    pub(in crate::web) key: &'static str,
    pub(in crate::web) words: String,
    pub(in crate::web) reached: bool,
    /// Projects are a stretch, drawn without a ring.
    pub(in crate::web) ring: bool,
}

/// Length between two stations, lying and standing.
const APART: f64 = 140.0;
const BELOW: f64 = 56.0;
/// Two texts in one column need so much between them.
const LINE: f64 = 16.0;

impl Track {
    /// Lying, for wide screens, and standing, for narrow ones.
    pub(in crate::web) fn both(road: &Road) -> [Self; 2] {
        [Self::lying(road), Self::standing(road)]
    }

    fn lying(road: &Road) -> Self {
        let spot = |place: f64| Spot { x: round(60.0 + place * APART), y: 54.0 };
        let above = |at: Spot, y| Spot { x: at.x, y };
        let mut track = Self::on(road, spot, |at| above(at, 86.0));
        track.here_label = above(track.here, 36.0);
        track.planned = road.planned.map(spot).map(|at| (at, above(at, 18.0)));
        Self {
            class: "wide",
            width: 960.0,
            height: 112.0,
            anchor: "middle",
            side_anchor: "middle",
            ..track
        }
    }

    fn standing(road: &Road) -> Self {
        const LEFT: f64 = 92.0;
        let spot = |place: f64| Spot { x: LEFT, y: round(16.0 + place * BELOW) };
        let beside = |y: f64| Spot { x: LEFT - 16.0, y: round(y + 4.0) };
        let mut track = Self::on(road, spot, |at| Spot { x: LEFT + 20.0, y: at.y + 2.0 });
        track.here_label = beside(track.here.y);
        track.planned = road.planned.map(spot).map(|at| {
            let gap = at.y - track.here.y;
            let y = if gap.abs() >= LINE {
                at.y
            } else {
                track.here.y + if gap < 0.0 { -LINE } else { LINE }
            };
            (at, beside(y))
        });
        Self {
            class: "tall",
            width: 320.0,
            height: spot(Step::After.place()).y + 32.0,
            anchor: "start",
            side_anchor: "end",
            ..track
        }
    }

    fn on(road: &Road, spot: impl Fn(f64) -> Spot, label: impl Fn(Spot) -> Spot) -> Self {
        let stations = road.stations.iter().map(|station| {
            let at = spot(station.step.place());
            Stop {
                at,
                label: label(at),
                key: station.step.key(),
                words: station.words.clone(),
                reached: station.reached,
                ring: station.step != Step::Projects,
            }
        });
        let here = spot(road.here);
        Self {
            class: "",
            width: 0.0,
            height: 0.0,
            start: spot(Step::Question.place()),
            end: spot(Step::After.place()),
            here,
            here_label: here,
            planned: None,
            stations: stations.collect(),
            projects: road.projects.iter().map(|(place, done)| (spot(*place), *done)).collect(),
            pauses: road.pauses.iter().map(|place| spot(*place)).collect(),
            anchor: "",
            side_anchor: "",
        }
    }
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{completed, day, enrolled, read};
    use super::*;

    fn tracks(on: i64) -> [Track; 2] {
        let mut facts = enrolled();
        facts.extend([completed(20, 1), completed(25, 2)]);
        Track::both(&read(&facts, day(on), Road::of))
    }

    #[test]
    fn the_line_fits_its_canvas_and_stations_are_evenly_apart() {
        for track in tracks(50) {
            let gaps = track
                .stations
                .windows(2)
                .map(|pair| (pair[1].at.x - pair[0].at.x) + (pair[1].at.y - pair[0].at.y));
            let apart = if track.class == "wide" { APART } else { BELOW };
            assert!(gaps.into_iter().all(|gap| (gap - apart).abs() < 0.01));
            assert!(track.end.x < track.width && track.end.y < track.height);
        }
    }

    #[test]
    fn today_and_the_plan_are_written_apart_even_where_they_agree() {
        let [lying, standing] = tracks(50);
        for (track, least) in [(lying, LINE), (standing, LINE)] {
            let (at, label) = track.planned.unwrap();
            assert!((at.x - track.here.x).abs() + (at.y - track.here.y).abs() < 3.0);
            assert!((label.y - track.here_label.y).abs() >= least, "{track:?}");
        }
    }
}
