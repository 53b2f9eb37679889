//! The last weeks against their own habit, with sessions, defences and
//! exchanges on the same axis of time.

use std::collections::HashMap;

use vigie_domain::fact::{CallOutcome, Fact, Payload, SessionOutcome, Verdict};
use vigie_domain::ids::Ref;
use vigie_domain::journey::activity::{Week, week_of, week_start};
use vigie_domain::journey::{Enrolment, Phase};
use vigie_domain::metric::{Metric, Value};
use vigie_domain::time::{DAY, Instant, Span, WEEK};

use super::Read;

/// Weeks shown, the present one included.
pub(super) const WEEKS: i32 = 16;
/// Weeks to come that are shown, for what is planned.
pub(super) const COMING: i32 = 2;

/// What the bars count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Days with activity.
    Days,
    /// Actions, where the days are not known.
    Actions,
}

impl Measure {
    /// The stable word.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Actions => "actions",
        }
    }
}

/// One week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bar {
    pub(super) from: Instant,
    pub(super) value: f64,
    pub(super) state: State,
}

/// What kind of week it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// They had not begun.
    Before,
    /// On leave for most of it, or gone.
    Away,
    /// Study as ever.
    Study,
    /// It is not over.
    Now,
}

/// A line of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Lane {
    Sessions,
    Defences,
    Contacts,
}

impl Lane {
    pub(super) const ALL: [Self; 3] = [Self::Sessions, Self::Defences, Self::Contacts];

    /// The key of its name.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Sessions => "lane-sessions",
            Self::Defences => "lane-defences",
            Self::Contacts => "lane-contacts",
        }
    }
}

/// What a mark on a lane stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sort {
    Held,
    StudentAbsent,
    MentorAbsent,
    Cancelled,
    Other,
    Unrecorded,
    SessionPlanned,
    Validated,
    ToRework,
    DefencePlanned,
    Spoke,
    Wrote,
    Tried,
}

impl Sort {
    /// The stable word: a class of the stylesheet, and the end of a key.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::StudentAbsent => "student-absent",
            Self::MentorAbsent => "mentor-absent",
            Self::Cancelled => "cancelled",
            Self::Other => "other",
            Self::Unrecorded => "unrecorded",
            Self::SessionPlanned => "session-planned",
            Self::Validated => "validated",
            Self::ToRework => "to-rework",
            Self::DefencePlanned => "defence-planned",
            Self::Spoke => "spoke",
            Self::Wrote => "wrote",
            Self::Tried => "tried",
        }
    }

    pub(super) const fn lane(self) -> Lane {
        match self {
            Self::Held
            | Self::StudentAbsent
            | Self::MentorAbsent
            | Self::Cancelled
            | Self::Other
            | Self::Unrecorded
            | Self::SessionPlanned => Lane::Sessions,
            Self::Validated | Self::ToRework | Self::DefencePlanned => Lane::Defences,
            Self::Spoke | Self::Wrote | Self::Tried => Lane::Contacts,
        }
    }
}

/// Something on a lane.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) at: Instant,
    pub(super) sort: Sort,
    /// Its day and what it was.
    pub(super) words: String,
}

/// The figure's content.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rhythm {
    pub(super) measure: Measure,
    pub(super) weeks: Vec<Bar>,
    /// Each week's first day, as it is said.
    pub(super) dates: Vec<String>,
    /// Their own median.
    pub(super) habit: Option<f64>,
    pub(super) marks: Vec<Mark>,
    pub(super) now: Instant,
    /// The figure in one sentence.
    pub(super) says: String,
    /// The table behind it: a week's first day, its amount, what happened.
    pub(super) table: Vec<(String, String, [String; 3])>,
}

impl Rhythm {
    /// Read it.
    pub(super) fn of(read: &Read<'_>) -> Self {
        let now = read.at();
        let enrolment = read.enrolment();
        let this_week = week_of(now);
        let first = this_week - WEEKS + 1;
        let measure = enrolment.map_or(Measure::Days, |known| measure(known, first));
        let weeks: Vec<Bar> =
            (first..=this_week).map(|index| bar(enrolment, index, now, measure)).collect();
        let (from, to) = (week_start(first), week_start(this_week + 1 + COMING));
        let mut marks = marks(read);
        marks.retain(|mark| from <= mark.at && mark.at < to);
        let dates: Vec<String> = weeks.iter().map(|bar| read.date(bar.from)).collect();
        let mut rhythm = Self {
            measure,
            habit: habit(read, enrolment, measure),
            dates,
            marks,
            now,
            says: String::new(),
            table: Vec::new(),
            weeks,
        };
        rhythm.says = rhythm.sentence(read);
        rhythm.table = rhythm.rows(read);
        rhythm
    }

    /// Is there anything to draw?
    pub(super) fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.weeks.iter().all(|bar| bar.value <= 0.0)
    }

    /// The sorts that occur, for the legend.
    pub(super) fn legend(&self) -> Vec<Sort> {
        let mut sorts: Vec<Sort> = self.marks.iter().map(|mark| mark.sort).collect();
        sorts.sort_unstable();
        sorts.dedup();
        sorts
    }

    fn sentence(&self, read: &Read<'_>) -> String {
        let locale = read.briefing.locale;
        let name = read.briefing.names.given(read.student);
        let Some(habit) = self.habit else {
            let learning = read.enrolment().is_some_and(|known| {
                known.is_open() && known.phase(read.at()).0 == Phase::Learning
            });
            let key = if learning { "rhythm-young" } else { "rhythm-plain" };
            return read.text(key, ("name", &name));
        };
        let habit = locale.decimal(habit);
        let words = [("name", name.as_str().into()), ("n", habit.as_str().into())];
        locale.text(&format!("rhythm-{}", self.measure.name()), &words)
    }

    fn rows(&self, read: &Read<'_>) -> Vec<(String, String, [String; 3])> {
        let locale = read.briefing.locale;
        let rows = self.weeks.iter().zip(&self.dates).map(|(bar, date)| {
            let amount = match bar.state {
                State::Before => "–".to_owned(),
                State::Away if bar.value <= 0.0 => locale.text("phase-paused", &[]),
                _ => locale.decimal(bar.value),
            };
            let lane = |lane| {
                let inside = |mark: &&Mark| {
                    mark.sort.lane() == lane && bar.from <= mark.at && mark.at < bar.from + WEEK
                };
                let told: Vec<&str> =
                    self.marks.iter().filter(inside).map(|mark| mark.words.as_str()).collect();
                told.join(", ")
            };
            (date.clone(), amount, Lane::ALL.map(lane))
        });
        rows.rev().collect()
    }
}

/// Days, if they are known for every week that is shown.
fn measure(enrolment: &Enrolment, first: i32) -> Measure {
    let mut shown = enrolment.activity.weeks.iter().filter(|week| week.index >= first);
    if shown.all(|week| week.days_known) { Measure::Days } else { Measure::Actions }
}

fn bar(enrolment: Option<&Enrolment>, index: i32, now: Instant, measure: Measure) -> Bar {
    let from = week_start(index);
    let none = Bar { from, value: 0.0, state: State::Before };
    let Some(enrolment) = enrolment else { return none };
    let amount = |week: &Week| match measure {
        Measure::Days => f64::from(week.active_days),
        Measure::Actions => f64::from(week.actions),
    };
    let weeks = &enrolment.activity.weeks;
    let value = weeks.iter().find(|week| week.index == index).map_or(0.0, amount);
    let to = (from + WEEK).min(now);
    let gone = to.since(from);
    let studied = enrolment.leaves.elapsed(from, to).seconds;
    let begun = enrolment.starts_at.unwrap_or(enrolment.since);
    let left = enrolment.ended.as_ref().is_some_and(|ended| ended.at() <= from);
    // Weeks are counted in UTC: the first hours of a local Monday are none.
    let state = if from + WEEK <= begun + DAY {
        State::Before
    } else if left || studied * 2 < gone.0 {
        State::Away
    } else if from + WEEK > now {
        State::Now
    } else {
        State::Study
    };
    Bar { from, value, state }
}

/// The median that the indicators use, too.
fn habit(read: &Read<'_>, enrolment: Option<&Enrolment>, measure: Measure) -> Option<f64> {
    let view = read.standing.view(Some(enrolment?.id), &read.briefing.school.context);
    let metric = match measure {
        Measure::Days => "usual_active_days",
        Measure::Actions => "usual_actions",
    };
    match Metric::find(metric)?.read(&view).value {
        Value::Number(line) => Some(line.at(view.at)),
        _ => None,
    }
}

/// Everything that has a mark, planned things included.
fn marks(read: &Read<'_>) -> Vec<Mark> {
    let mut found: Vec<(Instant, Sort)> = Vec::new();
    let mut booked: HashMap<Ref, Instant> = HashMap::new();
    let mut scheduled: HashMap<Ref, Instant> = HashMap::new();
    for fact in read.facts {
        match &fact.payload {
            Payload::SessionBooked(body) => {
                booked.insert(body.session, body.at);
            }
            Payload::SessionRecorded(body) => {
                booked.remove(&body.session);
                found.push((body.at, session(body.outcome)));
            }
            Payload::DefenceScheduled(body) => {
                scheduled.insert(body.defence, body.at);
            }
            Payload::DefenceJudged(body) => {
                scheduled.remove(&body.defence);
                found.push((fact.occurred_at, verdict(body.verdict)));
            }
            _ => found.extend(contact(fact).map(|sort| (fact.occurred_at, sort))),
        }
    }
    let now = read.at();
    // A date has its record within a day; until then it is neither.
    let unrecorded = |at: Instant| at + Span::days(1) <= now;
    found.extend(booked.into_values().map(|at| {
        let sort = if unrecorded(at) { Sort::Unrecorded } else { Sort::SessionPlanned };
        (at, sort)
    }));
    found.extend(
        scheduled.into_values().filter(|at| *at > now).map(|at| (at, Sort::DefencePlanned)),
    );
    found.sort_unstable();
    let told = found.into_iter().map(|(at, sort)| {
        let what = read.briefing.locale.text(&format!("mark-{}", sort.name()), &[]);
        Mark { at, sort, words: format!("{}\u{a0}: {what}", read.date(at)) }
    });
    told.collect()
}

const fn session(outcome: SessionOutcome) -> Sort {
    match outcome {
        SessionOutcome::Held => Sort::Held,
        SessionOutcome::StudentAbsent => Sort::StudentAbsent,
        SessionOutcome::MentorAbsent => Sort::MentorAbsent,
        SessionOutcome::CancelledEarly | SessionOutcome::CancelledLate => Sort::Cancelled,
        SessionOutcome::Other => Sort::Other,
    }
}

const fn verdict(verdict: Verdict) -> Sort {
    match verdict {
        Verdict::Validated | Verdict::Conditional => Sort::Validated,
        Verdict::ToRework => Sort::ToRework,
    }
}

/// A conversation, words in writing, or an attempt.
fn contact(fact: &Fact) -> Option<Sort> {
    match &fact.payload {
        Payload::Call(body) if body.outcome == CallOutcome::Spoke => Some(Sort::Spoke),
        Payload::Call(_) => Some(Sort::Tried),
        Payload::Meeting(_) => Some(Sort::Spoke),
        Payload::MessageIn(_) | Payload::MessageOut(_) => Some(Sort::Wrote),
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "places on a drawing, computed the same way twice")]
mod tests {
    use vigie_domain::fact::{SessionBooked, SessionRecorded};
    use vigie_domain::ids::StaffId;

    use super::super::fixture::{active, day, enrolled, fact, read};
    use super::*;

    fn rhythm(facts: &[Fact], on: i64) -> Rhythm {
        read(facts, day(on), Rhythm::of)
    }

    #[test]
    fn sixteen_weeks_end_with_the_present_one() {
        let rhythm = rhythm(&enrolled(), 30);
        let states: Vec<State> = rhythm.weeks.iter().map(|bar| bar.state).collect();
        assert_eq!(states.len(), 16);
        assert_eq!(states[15], State::Now);
        let before = states.iter().filter(|state| **state == State::Before).count();
        // Four whole weeks since the start, and this one.
        assert_eq!(before, 11, "{states:?}");
    }

    #[test]
    fn bars_count_actions_where_days_are_not_told() {
        let mut facts = enrolled();
        facts.push(active(1, 12, Some(1)));
        assert_eq!(rhythm(&facts, 8).measure, Measure::Days);
        facts.push(active(2, 5, None));
        let rhythm = rhythm(&facts, 8);
        assert_eq!(rhythm.measure, Measure::Actions);
        assert_eq!(rhythm.weeks[14].value, 17.0);
    }

    #[test]
    fn a_session_is_planned_then_unrecorded_then_what_was_recorded() {
        let (session, mentor, at) = (Ref(7), StaffId::derive("karim"), day(20));
        let mut facts = enrolled();
        facts.push(fact(day(15), SessionBooked { session, mentor, at }));
        let sorts = |facts: &[Fact], on| {
            let rhythm = rhythm(facts, on);
            rhythm.marks.iter().map(|mark| mark.sort).collect::<Vec<_>>()
        };
        assert_eq!(sorts(&facts, 18), [Sort::SessionPlanned]);
        assert_eq!(sorts(&facts, 22), [Sort::Unrecorded]);
        let outcome = SessionOutcome::MentorAbsent;
        facts.push(fact(day(22), SessionRecorded { session, mentor, at, outcome }));
        assert_eq!(sorts(&facts, 23), [Sort::MentorAbsent]);
    }

    #[test]
    fn the_habit_is_their_own_median() {
        let mut facts = enrolled();
        for week in 0..8 {
            facts.extend((0..3).map(|on| active(7 * week + on, 10, Some(1))));
        }
        assert_eq!(rhythm(&facts, 57).habit, Some(3.0));
        assert_eq!(rhythm(&facts[..5], 10).habit, None);
    }
}
