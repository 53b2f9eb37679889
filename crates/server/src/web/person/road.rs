//! The line from the first question to the job: what was reached and when,
//! where they are now, where the plan would have them, and the pauses.

use vigie_domain::fact::{Fact, Kind, Payload};
use vigie_domain::journey::{Ended, Enrolment, Leave, StudentPhase};
use vigie_domain::time::Instant;

use super::Read;

/// A station, in the order of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::web) enum Step {
    Question,
    Enrolment,
    Projects,
    Diploma,
    Search,
    Job,
    After,
}

impl Step {
    const ALL: [Self; 7] = [
        Self::Question,
        Self::Enrolment,
        Self::Projects,
        Self::Diploma,
        Self::Search,
        Self::Job,
        Self::After,
    ];

    /// The key of its name.
    pub(in crate::web) const fn key(self) -> &'static str {
        match self {
            Self::Question => "step-question",
            Self::Enrolment => "step-enrolment",
            Self::Projects => "step-projects",
            Self::Diploma => "step-diploma",
            Self::Search => "step-search",
            Self::Job => "step-job",
            Self::After => "step-after",
        }
    }

    /// Its place on the line. Projects are a stretch, named at its middle.
    pub(in crate::web) fn place(self) -> f64 {
        f64::from(self as u8)
    }
}

/// What is known about one station.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::web) struct Station {
    pub(in crate::web) step: Step,
    pub(in crate::web) reached: bool,
    /// A date, a count, an aim: what stands under its name.
    pub(in crate::web) words: String,
}

/// The line. Places run from 0, the first question, to 6.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::web) struct Road {
    pub(in crate::web) stations: Vec<Station>,
    /// Where they are.
    pub(in crate::web) here: f64,
    /// Studying, away, or resting: how the present place is drawn.
    pub(in crate::web) going: bool,
    /// Where the plan would have them today.
    pub(in crate::web) planned: Option<f64>,
    /// Each project on the stretch, and whether it is done.
    pub(in crate::web) projects: Vec<(f64, bool)>,
    /// Where a pause or a time away interrupted the stretch.
    pub(in crate::web) pauses: Vec<f64>,
    /// The line in words: the plan, pauses, departures, what comes after.
    pub(in crate::web) notes: Vec<String>,
}

/// The place of the `n`-th of `of` projects: between enrolment and diploma.
#[expect(clippy::cast_precision_loss, reason = "a programme has tens of projects")]
fn project_place(n: f64, of: usize) -> f64 {
    let (from, to) = (Step::Enrolment.place(), Step::Diploma.place());
    from + (to - from) * n / (of as f64 + 1.0)
}

impl Road {
    /// Read the line of one person.
    pub(super) fn of(read: &Read<'_>) -> Self {
        let enrolment = drawn(read);
        let (of, done) = enrolment.map_or((0, 0), |known| known.work.projects);
        let expected = enrolment.and_then(|known| expected(known, read.at()));
        let phase = read.journey().phase(read.at()).0;
        let stations: Vec<Station> =
            Step::ALL.iter().map(|step| station(read, enrolment, *step)).collect();
        let learnt = match enrolment.filter(|known| known.enrolled_at.is_some()) {
            Some(_) => project_place(f64::from(done), of.into()),
            None => Step::Question.place(),
        };
        let here = match phase {
            StudentPhase::Student | StudentPhase::Away | StudentPhase::Prospect => learnt,
            StudentPhase::Alumni => Step::Diploma.place(),
            StudentPhase::JobSearch => Step::Search.place(),
            StudentPhase::Employed if stations[Step::After as usize].reached => Step::After.place(),
            StudentPhase::Employed => Step::Job.place(),
        };
        let leaves = enrolment.map(|known| leaves(known, read.at())).unwrap_or_default();
        let now = enrolment.and_then(|known| known.leaves.at(read.at()));
        let studies = phase == StudentPhase::Student;
        Self {
            here,
            going: phase != StudentPhase::Away && !(studies && now.is_some()),
            planned: expected.filter(|_| studies).map(|n| project_place(n, of.into())),
            projects: (1..=of)
                .map(|n| (project_place(f64::from(n), of.into()), n <= done))
                .collect(),
            pauses: enrolment.map_or_else(Vec::new, |known| {
                leaves.iter().map(|leave| place_at(known, leave.from)).collect()
            }),
            notes: notes(read, enrolment, &leaves, expected.filter(|_| studies)),
            stations,
        }
    }
}

/// The enrolment that is drawn: what they study now, or what led to where
/// they are.
fn drawn<'r>(read: &'r Read<'_>) -> Option<&'r Enrolment> {
    let graduated = |known: &&Enrolment| matches!(known.ended, Some(Ended::Graduated { .. }));
    match read.journey().phase(read.at()).0 {
        StudentPhase::Alumni | StudentPhase::JobSearch | StudentPhase::Employed => {
            let enrolments = read.journey().enrolments.iter();
            let last = enrolments
                .filter(graduated)
                .max_by_key(|known| known.ended.as_ref().map(Ended::at));
            last.or_else(|| read.enrolment())
        }
        _ => read.enrolment(),
    }
}

/// How many projects the plan would have done by now: study time gone over
/// study time planned. Pauses stop its clock.
#[expect(clippy::cast_precision_loss, reason = "seconds of some years fit 53 bits")]
fn expected(enrolment: &Enrolment, at: Instant) -> Option<f64> {
    let (from, to) = (enrolment.starts_at?, enrolment.target_end?);
    let of = f64::from(enrolment.work.projects.0);
    let whole = to.since(from).0;
    let gone = enrolment.leaves.elapsed(from, at.max(from)).seconds;
    (whole > 0 && of > 0.0).then(|| (gone as f64 / whole as f64).clamp(0.0, 1.0) * of)
}

/// Where on the stretch they were at an instant.
fn place_at(enrolment: &Enrolment, at: Instant) -> f64 {
    let works = &enrolment.work.works;
    let done = works.iter().filter(|work| work.kind == vigie_domain::fact::WorkKind::Project);
    let done = done.filter(|work| work.completed_at.is_some_and(|done| done <= at)).count();
    project_place(f64::from(u16::try_from(done).unwrap_or(0)), enrolment.work.projects.0.into())
}

/// Times away up to now and the next one agreed, oldest first.
fn leaves(enrolment: &Enrolment, at: Instant) -> Vec<Leave> {
    let known = &enrolment.leaves;
    let mut leaves = Vec::new();
    let next = known.next_change(at);
    leaves.extend(known.at(at).or_else(|| known.at(next)));
    let mut before = at;
    while let Some(leave) = known.ended_before(before) {
        leaves.push(leave);
        before = leave.from;
    }
    leaves.reverse();
    leaves
}

fn station(read: &Read<'_>, enrolment: Option<&Enrolment>, step: Step) -> Station {
    let journey = read.journey();
    let enrolled = enrolment.and_then(|known| known.enrolled_at);
    // What an earlier programme led to is not on this one's line.
    let since = |at: Option<Instant>| at.filter(|at| enrolled.is_none_or(|from| from <= *at));
    let first = |wanted: fn(&Payload) -> bool| {
        let mut told = read.facts.iter().filter(|fact| wanted(&fact.payload));
        told.find_map(|fact| since(Some(fact.occurred_at)))
    };
    let asked = || {
        let mut told = read.facts.iter().filter(|fact| fact.kind() == Kind::Enquired);
        told.next().map(|fact| fact.occurred_at)
    };
    let at = match step {
        Step::Question => asked(),
        Step::Enrolment => enrolled,
        Step::Projects => None,
        Step::Diploma => match enrolment.and_then(|known| known.ended.as_ref()) {
            Some(Ended::Graduated { at }) => Some(*at),
            _ => None,
        },
        Step::Search => {
            first(|told| matches!(told, Payload::SearchStarted(_) | Payload::Application(_)))
        }
        Step::Job => since(last_job(read.facts)),
        Step::After => {
            let asked = journey.employment.as_ref().and_then(|job| job.checked_at);
            since(journey.ambassador.or(asked))
        }
    };
    let reached = match step {
        // Who enrolled has asked, even where nobody wrote it down.
        Step::Question => at.or(enrolled).is_some(),
        Step::Projects => enrolment.is_some_and(|known| known.work.projects.1 > 0),
        _ => at.is_some_and(|at| at <= read.at()),
    };
    Station { step, reached, words: words(read, enrolment, step, at) }
}

/// When they were last hired: the first day of work.
fn last_job(facts: &[&Fact]) -> Option<Instant> {
    facts.iter().rev().find_map(|fact| match &fact.payload {
        Payload::Hired(body) => Some(body.starts_at),
        _ => None,
    })
}

fn words(
    read: &Read<'_>,
    enrolment: Option<&Enrolment>,
    step: Step,
    at: Option<Instant>,
) -> String {
    let locale = read.briefing.locale;
    match (step, at, enrolment) {
        (_, Some(at), _) if at > read.at() => read.text("from-date", ("date", &read.date(at))),
        (_, Some(at), _) => read.date(at),
        (Step::Projects, None, Some(known)) if known.work.projects.0 > 0 => {
            let (of, done) = known.work.projects;
            let count = [("n", u32::from(done).into()), ("of", u32::from(of).into())];
            locale.text("projects-done", &count)
        }
        (Step::Diploma, None, Some(known)) if known.is_open() => match known.target_end {
            Some(aim) => read.text("aimed-at", ("date", &read.date(aim))),
            None => String::new(),
        },
        _ => String::new(),
    }
}

fn notes(
    read: &Read<'_>,
    enrolment: Option<&Enrolment>,
    leaves: &[Leave],
    expected: Option<f64>,
) -> Vec<String> {
    let locale = read.briefing.locale;
    let mut notes = Vec::new();
    let Some(enrolment) = enrolment else { return notes };
    if let Some(work) = enrolment.work.current_project().filter(|_| enrolment.is_open()) {
        let title = read.briefing.names.title(&work.item);
        notes.push(read.text("project-now", ("what", &title)));
    }
    if let Some(expected) = expected.filter(|planned| *planned >= 1.0) {
        let planned = locale.decimal(expected.floor());
        notes.push(read.text("projects-planned", ("n", &planned)));
    }
    notes.extend(leaves.iter().map(|leave| away(read, enrolment, leave)));
    let others = read.journey().enrolments.iter().filter(|other| other.id != enrolment.id);
    notes.extend(others.filter(|other| other.enrolled_at.is_some()).map(|other| {
        let state = other.phase(read.at()).0.name();
        let state = locale.text(&format!("phase-{state}"), &[]);
        let title = read.briefing.names.title(&other.programme);
        let (of, done) = other.work.projects;
        let words = [
            ("what", title.as_str().into()),
            ("state", state.as_str().into()),
            ("n", u32::from(done).into()),
            ("of", u32::from(of).into()),
        ];
        locale.text("other-enrolment", &words)
    }));
    let guarantee = read.journey().search.as_ref().and_then(|search| search.guarantee_until);
    notes.extend(guarantee.map(|until| read.text("guarantee", ("date", &read.date(until)))));
    notes
}

/// A pause or a departure, as it is said: no blame in either.
fn away(read: &Read<'_>, enrolment: &Enrolment, leave: &Leave) -> String {
    let left = read.facts.iter().rev().find_map(|fact| match &fact.payload {
        Payload::Withdrawn(body)
            if fact.enrolment == Some(enrolment.id) && fact.occurred_at == leave.from =>
        {
            Some(body)
        }
        _ => None,
    });
    let from = read.date(leave.from);
    let until = (leave.until != Instant::NEVER).then(|| read.date(leave.until));
    let back = left.and_then(|body| body.return_at).map(|at| read.date(at));
    let key = match (left, &until, &back) {
        (Some(_), Some(_), _) => "away-back",
        (Some(_), None, Some(_)) => "away-returning",
        (Some(_), None, None) => "away",
        (None, Some(_), _) => "pause-until",
        (None, None, _) => "pause",
    };
    let reason = left.map(|body| super::tell::withdrawn(read, body.reason));
    let reason = reason.map(|key| read.briefing.locale.text(&key, &[])).unwrap_or_default();
    let words = [
        ("from", from.as_str().into()),
        ("date", until.as_deref().or(back.as_deref()).unwrap_or_default().into()),
        ("reason", reason.as_str().into()),
    ];
    read.briefing.locale.text(key, &words)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "places on a drawing, computed the same way twice")]
mod tests {
    use vigie_domain::fact::{
        Channel, Contract, Diploma, Enquired, Hired, Paused, Resumed, WithdrawalReason, Withdrawn,
    };
    use vigie_domain::ids::{EnrolmentId, FactId};

    use super::super::fixture::{STUDENT, completed, day, enrolled, fact, read};
    use super::*;

    fn road(facts: &[Fact], on: i64) -> Road {
        read(facts, day(on), Road::of)
    }

    fn reached(road: &Road) -> Vec<Step> {
        road.stations.iter().filter(|station| station.reached).map(|known| known.step).collect()
    }

    #[test]
    fn a_station_is_filled_once_it_is_reached_and_has_its_date() {
        let mut facts = enrolled();
        let question = Enquired { channel: Channel::Email, programme: None };
        facts.push(fact(day(-7), question));
        let road = road(&facts, 10);
        assert_eq!(reached(&road), [Step::Question, Step::Enrolment]);
        assert_eq!(road.stations[0].words, "25 août");
        assert_eq!(road.stations[3].words, "visé le 10 décembre");
    }

    #[test]
    fn every_project_done_is_a_step_on_the_stretch() {
        let mut facts = enrolled();
        let before = road(&facts, 30).here;
        facts.extend([completed(20, 1), completed(25, 2)]);
        let after = road(&facts, 30);
        assert_eq!(before, Step::Enrolment.place());
        assert_eq!(after.here, after.projects[1].0);
        assert_eq!(after.projects.iter().filter(|(_, done)| *done).count(), 2);
        assert_eq!(after.stations[2].words, "2 sur 4");
    }

    #[test]
    fn the_plan_stands_still_during_a_pause() {
        let mut facts = enrolled();
        let whole = road(&facts, 50).planned.unwrap();
        assert!((whole - project_place(2.0, 4)).abs() < 0.01, "{whole}");
        facts.push(fact(day(10), Paused { until: None }));
        facts.push(fact(day(35), Resumed {}));
        let rested = road(&facts, 50);
        assert!((rested.planned.unwrap() - project_place(1.0, 4)).abs() < 0.01);
        assert_eq!(rested.pauses, [Step::Enrolment.place()]);
        assert!(rested.notes.contains(&"En pause du 11 septembre au 6 octobre.".to_owned()));
    }

    #[test]
    fn who_left_is_said_to_mean_to_come_back() {
        let mut facts = enrolled();
        let body = Withdrawn { reason: WithdrawalReason::Life, return_at: Some(day(60)) };
        facts.push(fact(day(30), body));
        let road = road(&facts, 40);
        assert!(!road.going);
        let said = road.notes.iter().any(|note| note.contains("Pense revenir vers le 31 octobre"));
        assert!(said, "{:?}", road.notes);
    }

    #[test]
    fn who_works_is_drawn_on_the_programme_that_led_there() {
        let mut facts = enrolled();
        facts.push(fact(day(90), Diploma { programme: "web".into(), guarantee_until: None }));
        let (company, contract) = ("Pixel".into(), Contract::Permanent);
        let hired = Hired { company, contract, starts_at: day(120) };
        facts.push(fact(day(110), Box::new(hired)));
        let mut again = enrolled().remove(0);
        again.id = FactId::derive(STUDENT, "test", Kind::Enrolled, "again");
        again.enrolment = Some(EnrolmentId(uuid::Uuid::from_u128(9)));
        again.occurred_at = day(130);
        facts.push(again);
        let road = road(&facts, 140);
        assert_eq!(road.here, Step::Job.place());
        assert_eq!(road.stations[1].words, "1er septembre 2025");
        assert_eq!(road.stations[3].words, "30 novembre 2025");
    }

    #[test]
    fn a_prospect_stands_at_the_first_question() {
        let question = Enquired { channel: Channel::Email, programme: None };
        let road = road(&[fact(day(0), question)], 1);
        assert_eq!(road.here, 0.0);
        assert_eq!(reached(&road), [Step::Question]);
        assert!(road.projects.is_empty() && road.planned.is_none());
    }
}
