//! Counted obstacles in words and figures. Projects, weeks, sessions: never
//! people.

use vigie_domain::ours::Cause;
use vigie_evidence::obstacle::{ObstacleReport, ProjectReport, Shrunk, WeekReport};

use crate::web::{Frame, Visitor, Web};
use crate::wording::{Today, Word};

/// Projects shown at most.
const PROJECTS: usize = 12;
/// Width of a drawing.
const WIDTH: f64 = 300.0;

/// What was counted.
pub(super) struct Counted {
    pub(super) projects: Vec<Project>,
    pub(super) weeks: Vec<(String, Drawn)>,
    pub(super) sessions: String,
    /// A cause, how often, and how long its bar is of 100.
    pub(super) causes: Vec<(&'static str, usize, u64)>,
}

/// One project.
pub(super) struct Project {
    pub(super) title: String,
    pub(super) programme: String,
    pub(super) stalled: Option<Drawn>,
    pub(super) reworked: Option<Drawn>,
    /// Contacts that said it is ours to repair.
    pub(super) marks: usize,
}

/// A share with its interval, and that of the others.
pub(super) struct Drawn {
    pub(super) said: String,
    pub(super) low: String,
    pub(super) width: String,
    pub(super) at: String,
    pub(super) peers: String,
    pub(super) stands_out: bool,
}

impl Counted {
    pub(super) fn of(web: &Web, visitor: &Visitor, frame: &Frame, report: &ObstacleReport) -> Self {
        let desk = web.desk();
        let title = |key: &str| {
            let programmes = desk.directory.programmes();
            let mut items = programmes.values().flat_map(|known| &known.items);
            let item = items.find(|item| item.key == *key).map(|item| item.title.clone());
            let programme = || programmes.values().find(|known| known.key == *key);
            item.or_else(|| programme().map(|known| known.title.clone()))
                .unwrap_or_else(|| key.to_owned())
        };
        let project = |one: &ProjectReport| Project {
            title: title(&one.project),
            programme: title(&one.programme),
            stalled: one.stalled.as_ref().map(|shrunk| drawn(frame, "obstacles-stalled", shrunk)),
            reworked: one
                .reworked
                .as_ref()
                .map(|shrunk| drawn(frame, "obstacles-reworked", shrunk)),
            marks: count(one.marks),
        };
        let today = Today { now: web.now(), calendar: &desk.school.context.calendar };
        let week = |one: &WeekReport| {
            let date = visitor.locale.date(one.from, today);
            (frame.w("obstacles-week-of", "date", &date), drawn(frame, "obstacles-slow", &one.slow))
        };
        let sessions = report.sessions;
        let lost = sessions.mentor_absent + sessions.unrecorded;
        let given = [
            ("planned", sessions.planned.to_string()),
            ("held", sessions.held.to_string()),
            ("lost", lost.to_string()),
            ("absent", sessions.mentor_absent.to_string()),
            ("unrecorded", sessions.unrecorded.to_string()),
        ];
        let words: Vec<(&str, Word<'_>)> =
            given.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
        Self {
            projects: report.projects.iter().take(PROJECTS).map(project).collect(),
            weeks: report.weeks.iter().map(week).collect(),
            sessions: frame.locale.text("obstacles-sessions-said", &words),
            causes: causes(report),
        }
    }
}

/// The most often named cause has the longest bar.
fn causes(report: &ObstacleReport) -> Vec<(&'static str, usize, u64)> {
    let most = report.marks.first().map_or(1, |(_, most)| *most);
    let cause = |(cause, n): &(Cause, u64)| (cause.name(), count(*n), 100 * n / most.max(1));
    report.marks.iter().map(cause).collect()
}

fn count(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn drawn(frame: &Frame, key: &str, shrunk: &Shrunk) -> Drawn {
    let percent = |share: f64| frame.locale.decimal((share * 100.0).round());
    let given = [
        ("met", shrunk.met.to_string()),
        ("of", shrunk.of.to_string()),
        ("n", percent(shrunk.share)),
        ("low", percent(shrunk.low)),
        ("high", percent(shrunk.high)),
        ("peers", percent(shrunk.peers)),
    ];
    let words: Vec<(&str, Word<'_>)> =
        given.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
    Drawn {
        said: frame.locale.text(key, &words),
        low: point(shrunk.low),
        width: point((shrunk.high - shrunk.low).max(0.004)),
        at: point(shrunk.share),
        peers: point(shrunk.peers),
        stands_out: shrunk.stands_out,
    }
}

/// A share as a coordinate.
fn point(share: f64) -> String {
    format!("{:.1}", share.clamp(0.0, 1.0) * WIDTH)
}
