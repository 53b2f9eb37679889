//! One person who may be contacted today, and why.

use serde::{Deserialize, Serialize};

use super::Point;
use crate::fact::{Asks, CallOutcome, Channel};
use crate::ids::{EnrolmentId, FactId, Key, StaffId, StudentId};
use crate::indicator::{Indicator, Severity, Task};
use crate::journey::Journey;
use crate::metric::{Context, Metric, Value};
use crate::signal::{Evidence, Standing};
use crate::time::{DAY, Instant, Span};

/// An indicator that is true, with what made it so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Which indicator.
    pub indicator: Key,
    /// About which enrolment.
    pub enrolment: Option<EnrolmentId>,
    /// Since when without a break.
    pub since: Instant,
    /// How pressing.
    pub severity: Severity,
    /// What kind of contact it asks for.
    pub task: Task,
    /// Shown whatever the hours.
    pub never_cut: bool,
    /// For the school to repair.
    pub ours: bool,
    /// Became true since the last exchange.
    pub new_since_contact: bool,
    /// Time left before harm, if the indicator says which.
    pub harm_in: Option<Span>,
    /// Metric values now, by placeholder.
    pub evidence: Vec<(Key, Evidence)>,
}

/// An open promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// For when.
    pub due: Instant,
    /// By whom.
    pub by: StaffId,
    /// Words kept apart.
    pub words: FactId,
}

/// What the ranking needs to know of one student, at one instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub student: StudentId,
    /// Their advisor.
    pub advisor: Option<StaffId>,
    /// The enrolment shown: that of the strongest reason, else an open one.
    pub enrolment: Option<EnrolmentId>,
    /// Is at least one enrolment open, or are they a prospect or searching?
    pub followed: bool,
    /// Reasons, strongest first.
    pub reasons: Vec<Reason>,
    /// The last exchange.
    pub last_contact: Option<(Instant, Channel, FactId)>,
    /// The last attempt by call.
    pub last_attempt: Option<(Instant, CallOutcome)>,
    /// Since when nobody has spoken with them; `None` if nobody supplies contacts.
    pub unseen_since: Option<Instant>,
    /// Open promises, nearest first.
    pub promises: Vec<Promise>,
    /// Their messages that wait for an answer: since when, and the newest.
    pub wrote: Option<(Instant, FactId)>,
    /// When something that waits for us was last said.
    pub asked_last: Option<Instant>,
    /// Were they told that their question is answered today, or before?
    pub answer_due_today: bool,
    /// By when they were told that their question is answered, and what they
    /// were told that somebody does.
    pub answer_by: Option<(Instant, Asks)>,
    /// Off the list until then.
    pub snoozed_until: Option<Instant>,
    /// Something that waits for us was said since it was put off: it stays put
    /// off, and they are shown.
    pub asked_since_snooze: bool,
    /// Activity of the last weeks against their own habit; 1 = as usual.
    pub trend: Option<f64>,
    /// Share of the works whose date has passed that is not handed in.
    pub overdue_share: Option<f64>,
    /// Actions since the start of the enrolment.
    pub actions: Option<f64>,
    /// The computed risk; `None`: there is none, or they object.
    pub risk: Option<f64>,
}

/// A ranked line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// 1 for the first.
    pub rank: usize,
    /// Sum of the points. Internal: never shown to a student.
    pub priority: f64,
    /// Where the points come from, one by one.
    pub points: Vec<Point>,
    /// Here because nobody has spoken with them for too long.
    pub from_floor: bool,
    /// Minutes a contact takes, note included.
    pub minutes: u16,
    /// Who and why.
    pub candidate: Candidate,
}

impl Candidate {
    /// Read a standing with the indicators in force.
    ///
    /// `indicators` holds at least those that ring in `standing`; others that
    /// ring are left out.
    pub fn read(
        student: crate::ids::StudentId,
        standing: &Standing,
        indicators: &[Indicator],
        context: &Context,
    ) -> Self {
        let journey = &standing.journey;
        let mut reasons: Vec<Reason> = standing
            .ringing
            .iter()
            .filter_map(|ringing| {
                let indicator = indicators.iter().find(|known| known.id == ringing.indicator)?;
                Some(reason(indicator, ringing, standing, context))
            })
            .collect();
        reasons.sort_by(|a, b| {
            b.severity
                .cmp(&a.severity)
                .then(a.since.cmp(&b.since))
                .then(a.indicator.cmp(&b.indicator))
        });
        let enrolment = reasons.iter().find_map(|reason| reason.enrolment).or_else(|| {
            journey.open_enrolments().last().or(journey.enrolments.last()).map(|known| known.id)
        });
        let view = standing.view(enrolment, context);
        let number = |name: &str| {
            Metric::find(name).and_then(|metric| match metric.read(&view).value {
                Value::Number(line) => Some(line.at(standing.at)),
                _ => None,
            })
        };
        Self {
            student,
            advisor: journey.advisor.map(|(advisor, _)| advisor),
            enrolment,
            followed: journey.is_followed(),
            last_contact: journey.contact.last.map(|touch| (touch.at, touch.channel, touch.fact)),
            last_attempt: journey.contact.last_attempt.map(|attempt| (attempt.at, attempt.outcome)),
            unseen_since: number("days_unseen")
                .and_then(|_| crate::metric::unseen_since(&view))
                .filter(|_| journey.is_followed()),
            promises: promises(journey),
            wrote: wrote(journey),
            asked_last: journey.contact.last_asked,
            answer_due_today: journey
                .contact
                .question()
                .is_some_and(|open| open.answer_by < context.calendar.next_midnight(standing.at)),
            snoozed_until: journey
                .contact
                .snoozed
                .map(|(_, until)| until)
                .filter(|until| *until > standing.at),
            answer_by: journey.contact.question().map(|open| (open.answer_by, open.asks)),
            asked_since_snooze: asked_since_snooze(journey),
            trend: number("activity_ratio"),
            overdue_share: number("overdue_share"),
            actions: number("total_actions"),
            risk: number("risk"),
            reasons,
        }
    }

    /// Minutes a contact takes: those of the longest task among the reasons.
    pub fn minutes(&self) -> u16 {
        let reasons = self.reasons.iter().map(|reason| reason.task.minutes());
        reasons.max().unwrap_or_else(|| Task::CheckIn.minutes())
    }

    /// Is a reason among them that no budget of hours may cut?
    pub fn never_cut(&self) -> bool {
        self.reasons.iter().any(|reason| reason.never_cut)
    }

    /// Has danger been stated?
    pub fn in_danger(&self) -> bool {
        self.reasons.iter().any(|reason| reason.severity == Severity::Danger)
    }

    /// Was somebody in touch, or was it put off, since `midnight`?
    ///
    /// Stated danger is never put off, nor is what was said since, nor an answer
    /// that was announced for today.
    pub fn done_today(&self, midnight: Instant) -> bool {
        self.reached_since(midnight) || self.is_put_off()
    }

    fn is_put_off(&self) -> bool {
        self.snoozed_until.is_some()
            && !self.asked_since_snooze
            && !self.answer_due_today
            && !self.in_danger()
    }

    /// Was somebody in touch, or did they try, since `midnight`, and has
    /// nothing been said since that waits for us? Stated danger stays open all
    /// day, as does a question until the answer that was announced for today.
    pub fn reached_since(&self, midnight: Instant) -> bool {
        // Their answer to us makes an exchange, but it waits for ours.
        let waits = self.wrote.map(|(_, newest)| newest);
        let contacted = self.last_contact.filter(|(_, _, fact)| Some(*fact) != waits);
        let tried = self.last_attempt.map(|(at, _)| at);
        let reached = contacted.map(|(at, ..)| at).max(tried).filter(|at| *at >= midnight);
        reached.is_some_and(|at| self.asked_last.is_none_or(|asked| asked <= at))
            && !self.answer_due_today
            && !self.in_danger()
    }

    /// Somebody of whom nothing is known but that they are followed.
    pub fn quiet(student: StudentId) -> Self {
        Self {
            student,
            advisor: None,
            enrolment: None,
            followed: true,
            reasons: Vec::new(),
            last_contact: None,
            last_attempt: None,
            unseen_since: None,
            promises: Vec::new(),
            wrote: None,
            asked_last: None,
            answer_due_today: false,
            answer_by: None,
            snoozed_until: None,
            asked_since_snooze: false,
            trend: None,
            overdue_share: None,
            actions: None,
            risk: None,
        }
    }

    /// Whole days since the last exchange; `None` if there was none.
    pub fn days_without_contact(&self, at: Instant) -> Option<i64> {
        self.unseen_since.map(|since| at.since(since).0.max(0) / DAY.0)
    }
}

/// What waits for an answer: their messages, else what they say is wrong.
fn wrote(journey: &Journey) -> Option<(Instant, FactId)> {
    let message = journey.contact.unanswered.as_ref().map(|waiting| (waiting.since, waiting.last));
    message.or_else(|| journey.contact.question().map(|open| (open.at, open.words)))
}

fn reason(
    indicator: &Indicator,
    ringing: &crate::signal::Ringing,
    standing: &Standing,
    context: &Context,
) -> Reason {
    let view = standing.view(ringing.enrolment, context);
    let evidence = indicator
        .evidence
        .iter()
        .map(|(placeholder, metric)| (placeholder.clone(), Evidence::of(*metric, &view)))
        .collect();
    let harm_in = indicator.harm.and_then(|metric| match metric.read(&view).value {
        #[expect(clippy::cast_possible_truncation, reason = "whole seconds of a countdown")]
        Value::Number(line) => Some(Span(line.at(standing.at) as i64)),
        _ => None,
    });
    let last = standing.journey.contact.last.map(|touch| touch.at);
    Reason {
        indicator: indicator.id.clone(),
        enrolment: ringing.enrolment,
        since: ringing.since,
        severity: indicator.severity,
        task: indicator.task,
        never_cut: indicator.never_cut,
        ours: indicator.ours,
        new_since_contact: last.is_some_and(|last| ringing.since > last),
        harm_in,
        evidence,
    }
}

/// Does something wait that was said after it was put off: a message, a call
/// for help, a worry, that something is wrong?
fn asked_since_snooze(journey: &Journey) -> bool {
    let contact = &journey.contact;
    let snoozed = contact.snoozed.map(|(at, _)| at);
    contact.last_asked.zip(snoozed).is_some_and(|(asked, at)| asked > at)
}

fn promises(journey: &Journey) -> Vec<Promise> {
    let open = journey.contact.promises.iter();
    open.map(|promise| Promise { due: promise.due, by: promise.by, words: promise.words }).collect()
}
