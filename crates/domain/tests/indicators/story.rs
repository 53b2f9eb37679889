//! A student's story in lines, and when an indicator rings in it.
//!
//! ```text
//! 0  09:00     enrolled programme=web cohort=2026-11 starts_at=@0
//! 21 14:00:00  silent
//! 21 14:00:01  rings
//! ```
//!
//! Day 0 is Monday 2 November 2026 at the school (Europe/Paris); no clock
//! changes before day 146. A line is a fact (kind and fields) or a check.
//! `@5`, `@5T14:00` is an instant; `works` lists `item:kind[:days][@due]`;
//! `in` names the enrolment where there are several.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Fact, Kind, Kinds, Payload};
use vigie_domain::ids::{EnrolmentId, FactId, Key, Ref, StaffId, StudentId};
use vigie_domain::indicator::{Answer, Indicator};
use vigie_domain::journey::{Journey, fold};
use vigie_domain::metric::{Context, Scope, View};
use vigie_domain::time::{DAY, HOUR, Instant, MINUTE, Span};

/// What belongs to an enrolment rather than to the person.
const OF_AN_ENROLMENT: &[Kind] = &[
    Kind::Enrolled,
    Kind::Planned,
    Kind::Reenrolled,
    Kind::MentorAssigned,
    Kind::MentorEnded,
    Kind::LeavePlanned,
    Kind::Paused,
    Kind::Resumed,
    Kind::Activity,
    Kind::Submitted,
    Kind::Completed,
    Kind::DefenceScheduled,
    Kind::DefenceJudged,
    Kind::SessionBooked,
    Kind::SessionRecorded,
    Kind::SessionRated,
    Kind::Diploma,
    Kind::Withdrawn,
];

/// The stories of one indicator.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fixture {
    /// At least one that rings and clears, and one that stays silent.
    pub(crate) story: Vec<Story>,
}

/// One student.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Story {
    /// What it shows.
    pub(crate) title: String,
    /// Kinds of fact that nobody supplies.
    #[serde(default)]
    without: Vec<String>,
    /// Facts and checks.
    lines: String,
}

/// Does it ring at this instant?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Check {
    at: Instant,
    pub(crate) rings: bool,
}

impl Fixture {
    pub(crate) fn read(path: &Path) -> Self {
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }
}

impl Story {
    /// The facts and the checks, in the order of the lines.
    pub(crate) fn read(&self) -> (Vec<Fact>, Vec<Check>) {
        let (mut facts, mut checks) = (Vec::new(), Vec::new());
        for line in self.lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut words = line.split_whitespace();
            let day = words.next().unwrap_or_default();
            let time = words.next().unwrap_or_default();
            let at = instant(&format!("{day}T{time}"));
            match words.next().unwrap_or_default() {
                "rings" => checks.push(Check { at, rings: true }),
                "silent" => checks.push(Check { at, rings: false }),
                kind => facts.push(fact(kind, words, at, facts.len())),
            }
        }
        assert!(checks.is_sorted_by_key(|check| check.at), "{}: checks out of order", self.title);
        (facts, checks)
    }

    /// What went otherwise than told.
    pub(crate) fn faults(&self, indicator: &Indicator) -> Vec<String> {
        let (facts, checks) = self.read();
        let missing: Kinds = self.without.iter().map(|name| kind(name)).collect();
        let calendar = Calendar::new("Europe/Paris").expect("a known zone");
        let context = Context::new(calendar, Kinds(!missing.0));
        let mut faults = Vec::new();
        for check in checks {
            let known: Vec<&Fact> = facts.iter().filter(|f| f.known_at <= check.at).collect();
            let journey = fold(known.iter().copied());
            let rings = |at| answers(indicator, &journey, at, &context).any(Answer::rings);
            let told = if check.rings { "rings" } else { "silent" };
            let day = check.at.since(start()).0 / DAY.0;
            if rings(check.at) != check.rings {
                faults.push(format!("{}: day {day}: not {told}", self.title));
            }
            let last = known.iter().map(|fact| fact.known_at).max().unwrap_or(check.at);
            if driven(indicator, &journey, last, check.at, &context) != rings(check.at) {
                faults.push(format!("{}: day {day}: a wake is missing", self.title));
            }
        }
        faults
    }
}

/// The answers at an instant: one, or one per open enrolment.
fn answers<'j>(
    indicator: &'j Indicator,
    journey: &'j Journey,
    at: Instant,
    context: &'j Context,
) -> impl Iterator<Item = Answer> {
    let student = (indicator.scope == Scope::Student).then_some(None);
    let enrolments = journey.open_enrolments().filter(move |_| student.is_none()).map(Some);
    let asked = student.into_iter().chain(enrolments);
    asked.map(move |enrolment| indicator.evaluate(&View::new(journey, enrolment, at, context)))
}

/// Does it ring at `to`, asked only when an earlier answer said to ask again?
fn driven(
    indicator: &Indicator,
    journey: &Journey,
    from: Instant,
    to: Instant,
    context: &Context,
) -> bool {
    let mut at = from;
    loop {
        let rings = answers(indicator, journey, at, context).any(Answer::rings);
        let until = answers(indicator, journey, at, context).map(|answer| answer.until).min();
        match until {
            Some(until) if until <= to => at = until,
            _ => return rings,
        }
    }
}

fn start() -> Instant {
    let calendar = Calendar::new("Europe/Paris").expect("a known zone");
    calendar.at("2026-11-02T00:00".parse().expect("a date"))
}

/// `5`, `5T14:00`, `5T14:00:01`.
fn instant(text: &str) -> Instant {
    let number = |text: &str| text.parse::<i64>().unwrap_or_else(|_| panic!("no time: {text}"));
    let (day, time) = text.split_once('T').unwrap_or((text, "0"));
    let mut at = start() + Span::days(number(day));
    for (part, unit) in time.split(':').zip([HOUR, MINUTE, Span(1)]) {
        at = at + Span(number(part) * unit.0);
    }
    at
}

fn kind(name: &str) -> Kind {
    Kind::from_name(name).unwrap_or_else(|| panic!("unknown kind {name}"))
}

fn fact<'l>(name: &str, fields: impl Iterator<Item = &'l str>, at: Instant, number: usize) -> Fact {
    let kind = kind(name);
    let student = StudentId::from_bytes([7; 16]);
    let mut body: Map<String, Value> = fields
        .map(|field| {
            let (key, text) =
                field.split_once('=').unwrap_or_else(|| panic!("{name}: no value in {field}"));
            (key.to_owned(), value(key, text))
        })
        .collect();
    let enrolment = match body.remove("in") {
        Some(Value::String(name)) => EnrolmentId::derive(student, &name),
        _ => EnrolmentId::derive(student, ""),
    };
    let payload: Payload = serde_json::from_value(json!({ name: body }))
        .unwrap_or_else(|error| panic!("{name} {body:?}: {error}"));
    let source = Key::from("story");
    Fact {
        id: FactId::derive(student, &source, kind, &number.to_string()),
        student,
        enrolment: OF_AN_ENROLMENT.contains(&kind).then_some(enrolment),
        occurred_at: at,
        known_at: at,
        recorded_at: at,
        source,
        revision: 0,
        payload,
    }
}

fn value(key: &str, text: &str) -> Value {
    if let Some(at) = text.strip_prefix('@') {
        return json!(instant(at));
    }
    match key {
        "by" | "who" | "mentor" | "advisor" => json!(StaffId::derive(text)),
        "session" | "promise" | "defence" => json!(Ref::derive(text)),
        "works" => text.split(',').map(work).collect(),
        _ => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
    }
}

/// `item:kind[:days][@due]`
fn work(text: &str) -> Value {
    let (text, due) = match text.split_once('@') {
        Some((text, due)) => (text, Some(instant(due))),
        None => (text, None),
    };
    let mut parts = text.split(':');
    let (item, kind) = (parts.next(), parts.next());
    let days = parts.next().and_then(|days| days.parse::<u16>().ok());
    json!({ "item": item, "kind": kind, "due": due, "days": days })
}
