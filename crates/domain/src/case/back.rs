//! Is the student back? The metrics say it, never a box that was ticked.

use super::{Case, Stage, Terms};
use crate::fact::Kind;
use crate::journey::activity::{week_of, week_start};
use crate::journey::{Enrolment, Journey, Phase, Week};
use crate::metric::{Context, Metric, Value, View};
use crate::time::{DAY, Instant, Span, WEEK};

/// A signal of the student, as it was recorded.
#[derive(Clone, Copy, Debug)]
pub struct Rang<'r> {
    /// Which indicator.
    pub indicator: &'r str,
    /// When it ceased; `None`: it rings.
    pub cleared: Option<Instant>,
    /// It tells of danger: whatever a case is about, nobody is back then.
    pub danger: bool,
}

/// What one look at a student says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Back, and since when nothing of the case has rung.
    Back {
        /// Since when.
        quiet_since: Instant,
    },
    /// Not yet.
    NotYet {
        /// Does something of the case ring?
        rings: bool,
        /// When to look again, if no fact comes that closes the case.
        again: Instant,
    },
}

/// Looks whether nothing of the case, nor any danger, has rung, and activity
/// was as usual, for as many whole weeks as the school wants. Whoever waits for
/// us (help, a question, somebody's worry about them) is not back.
///
/// The instant to look again is never later than the first at which the
/// answer may be another, but for weeks that are told late: those are seen
/// within a day.
pub fn look(
    case: &Case,
    rang: &[Rang<'_>],
    journey: &Journey,
    context: &Context,
    terms: Terms,
    at: Instant,
) -> Look {
    let weeks = i32::from(terms.back_weeks);
    let is_theirs =
        |rang: &&Rang<'_>| rang.danger || case.signals.iter().any(|key| key == rang.indicator);
    let theirs = || rang.iter().filter(is_theirs);
    let contact = &journey.contact;
    let asks = contact.help.is_some() || contact.concern.is_some() || contact.question().is_some();
    if asks || theirs().any(|rang| rang.cleared.is_none()) {
        // If it ceased now, two weeks would have to go by.
        return Look::NotYet { rings: true, again: week_start(week_of(at) + 1) };
    }
    let ceased = theirs().filter_map(|rang| rang.cleared).max();
    let quiet_since = ceased.map_or(case.since, |at| at.max(case.since));
    // Whoever said that it is not settled is not asked again next day.
    let counted_from = case.said_no.map_or(quiet_since, |no| no.max(quiet_since));
    let enough = counted_from + Span(i64::from(weeks) * WEEK.0);
    if at < enough {
        return Look::NotYet { rings: false, again: enough };
    }
    let studying = || journey.open_enrolments().filter(|e| e.phase(at).0 == Phase::Learning);
    let away = studying().next().is_none() && journey.open_enrolments().next().is_some();
    let supplied = context.supplied().has(Kind::Activity);
    let back = if away {
        false
    } else if supplied && studying().next().is_some() {
        studying().any(|enrolment| as_usual(enrolment, journey, context, terms, at))
    } else {
        // Nobody tells us what they do: then they must have told us.
        journey.contact.last.is_some_and(|touch| touch.at >= case.since)
    };
    if back { Look::Back { quiet_since } } else { Look::NotYet { rings: false, again: at + DAY } }
}

impl Case {
    /// Has what it is about rung since the student was asked, or said that it
    /// is settled? Their yes was about what was before.
    pub fn has_relapsed(&self, look: Look) -> bool {
        match (self.stage, look) {
            (Stage::Asked(_) | Stage::Settled(_), Look::NotYet { rings, .. }) => rings,
            (Stage::Asked(at) | Stage::Settled(at), Look::Back { quiet_since }) => quiet_since > at,
            _ => false,
        }
    }
}

/// Were the last whole weeks, each, near the student's own habit? Where there
/// is no habit yet: was there something in each?
fn as_usual(
    enrolment: &Enrolment,
    journey: &Journey,
    context: &Context,
    terms: Terms,
    at: Instant,
) -> bool {
    let view = View::new(journey, Some(enrolment), at, context);
    let habit = |name| match Metric::find(name).map(|metric| metric.read(&view).value) {
        Some(Value::Number(line)) => Some(line.at(at)),
        _ => None,
    };
    let (usual, measure): (f64, fn(&Week) -> f32) =
        match (habit("usual_active_days"), habit("usual_actions")) {
            (Some(days), _) => (days, |week| week.active_days),
            (None, Some(actions)) => (actions, |week| week.actions),
            (None, None) => (0.0, |week| week.actions),
        };
    let least = (usual * f64::from(terms.habit_percent) / 100.0).max(1.0);
    let this_week = week_of(at);
    let weeks = &enrolment.activity.weeks;
    (this_week - i32::from(terms.back_weeks)..this_week).all(|index| {
        let week = weeks.iter().find(|week| week.index == index);
        // Half of one day is what a long period leaves of a week: not enough.
        week.is_some_and(|week| f64::from(measure(week)) >= least)
    })
}
