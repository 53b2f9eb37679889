//! One person's facts and a day on which they are read, for tests.

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{
    Activity, Completed, Enrolled, Fact, Kinds, Payload, Planned, PlannedWork, WorkKind,
};
use vigie_domain::ids::{EnrolmentId, FactId, StudentId};
use vigie_domain::journey::{effective, fold};
use vigie_domain::signal::Standing;
use vigie_domain::time::{DAY, Instant, Span};

use super::{Clock, Read};
use crate::app::School;
use crate::briefing::{Briefing, Phrases};
use crate::names::Names;
use crate::wording::{Language, Locale};

pub(super) const STUDENT: StudentId = StudentId(uuid::Uuid::from_u128(1));
pub(super) const ENROLMENT: EnrolmentId = EnrolmentId(uuid::Uuid::from_u128(2));

/// Midnight of a day in Paris, days after Monday the 1st of September 2025.
pub(super) fn day(n: i64) -> Instant {
    let calendar = Calendar::new("Europe/Paris").unwrap();
    calendar.midnight(calendar.at("2025-09-01T12:00".parse().unwrap()) + Span::days(n))
}

/// A fact of the enrolment.
pub(super) fn fact(at: Instant, payload: impl Into<Payload>) -> Fact {
    let payload = payload.into();
    let own_id = format!("{} {payload:?}", at.0);
    Fact {
        id: FactId::derive(STUDENT, "test", payload.kind(), &own_id),
        student: STUDENT,
        enrolment: Some(ENROLMENT),
        occurred_at: at,
        known_at: at,
        recorded_at: at,
        source: "test".into(),
        revision: 0,
        payload,
    }
}

/// Enrolled on day 0 for 100 days, with four projects.
pub(super) fn enrolled() -> Vec<Fact> {
    let body = Enrolled {
        programme: "web".into(),
        cohort: "2025-09".into(),
        starts_at: day(0),
        target_end: Some(day(100)),
        weekly_hours: None,
        funding: None,
        funding_ends: None,
    };
    let project = |n: u8| PlannedWork {
        item: format!("p{n}").into(),
        kind: WorkKind::Project,
        due: None,
        days: Some(25),
        weight: None,
    };
    let plan = Planned { works: (1..=4).map(project).collect() };
    vec![fact(day(0), Box::new(body)), fact(day(0), Box::new(plan))]
}

pub(super) fn completed(on: i64, n: u8) -> Fact {
    fact(day(on), Completed { item: format!("p{n}").into() })
}

/// A day's activity, over at midnight.
pub(super) fn active(on: i64, actions: u32, days: Option<u16>) -> Fact {
    let (from, to) = (day(on), day(on) + DAY);
    let kinds = vec![("lesson".into(), actions - 1), ("exercise".into(), 1)];
    fact(to, Activity { from, to, actions, active_days: days, kinds })
}

/// Read facts on a day.
pub(super) fn read<T>(facts: &[Fact], at: Instant, view: impl FnOnce(&Read<'_>) -> T) -> T {
    read_in(Language::Fr, facts, at, view)
}

pub(super) fn read_in<T>(
    language: Language,
    facts: &[Fact],
    at: Instant,
    view: impl FnOnce(&Read<'_>) -> T,
) -> T {
    let school = School::new(Calendar::new("Europe/Paris").unwrap(), Kinds::ALL, Vec::new());
    let phrases = Phrases::of(&school, language);
    let names = Names::default();
    let journey = fold(facts);
    let standing = Standing { journey, ringing: Vec::new(), at, next_due: Instant::NEVER };
    let locale = Locale::of(language);
    let briefing = Briefing { school: &school, phrases: &phrases, names: &names, at, locale };
    let facts = effective(facts);
    let clock = Clock::at_school(&school.context.calendar);
    view(&Read {
        student: STUDENT,
        standing: &standing,
        facts: &facts,
        briefing,
        clock,
        form: None,
    })
}
