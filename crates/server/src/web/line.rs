//! One person on a list, ready for the template.

use std::cmp::Ordering;

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Asks, CallOutcome, Channel, Occasion};
use vigie_domain::ids::StudentId;
use vigie_domain::indicator::Task;
use vigie_domain::time::{Instant, Span};
use vigie_domain::worklist::{Candidate, Line, Reason};
use vigie_store::directory::Person;

use crate::briefing::{Briefing, Told, proposals};

/// A person with the why, and how to reach them.
pub(crate) struct Row {
    pub(crate) student: StudentId,
    pub(crate) name: String,
    pub(crate) given: String,
    pub(crate) programme: Option<String>,
    /// About how long it takes.
    pub(crate) minutes: String,
    /// At which hour, if one was agreed.
    pub(crate) hour: Option<String>,
    /// Reasons, strongest first.
    pub(crate) reasons: Vec<Told>,
    /// Last exchange, open promises.
    pub(crate) around: Vec<String>,
    pub(crate) proposals: Vec<String>,
    /// Where the rank comes from: points and why.
    pub(crate) points: Vec<(String, String)>,
    /// The strongest reason's urgency, as a class of the stylesheet.
    pub(crate) tone: &'static str,
    pub(crate) reach: Reach,
    /// Their own advisor is away, and somebody answers in their place.
    pub(crate) instead: Option<String>,
    /// What there is to celebrate with them.
    pub(crate) occasion: Option<Occasion>,
    /// What they wrote waits, until this second, and may need no answer.
    pub(crate) read_until: Option<i64>,
}

/// How to reach somebody.
#[derive(Default)]
pub(crate) struct Reach {
    pub(crate) phone: Option<String>,
    pub(crate) email: Option<String>,
    /// What time it is where they are, if that differs from the school.
    pub(crate) local_time: Option<String>,
    /// When they like to be called, in their own words.
    pub(crate) good_hours: Option<String>,
    /// By which channel they would rather be reached.
    pub(crate) channel: Option<&'static str>,
    /// Is it *tu*?
    pub(crate) informal: bool,
}

impl Reach {
    /// From what the directory knows.
    pub(crate) fn of(briefing: &Briefing<'_>, person: &Person) -> Self {
        let school = briefing.school.context.calendar.name();
        let zone = person.time_zone.as_deref().filter(|zone| *zone != school);
        // A zone that nobody knows says nothing.
        let local = zone.and_then(|zone| Calendar::new(zone).ok());
        let local_time = local.map(|calendar| briefing.locale.hour(briefing.at, &calendar));
        Self {
            phone: person.phone.clone(),
            email: person.email.clone(),
            local_time,
            good_hours: person.good_hours.clone(),
            channel: person.channel.map(Channel::name),
            informal: person.informal,
        }
    }

    /// The number as a dialler wants it.
    pub(crate) fn dial(&self) -> String {
        let digits =
            |phone: &String| phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        self.phone.as_ref().map(digits).unwrap_or_default()
    }
}

/// A line in words.
pub(crate) fn row(briefing: &Briefing<'_>, line: &Line, hour: Option<Instant>) -> Row {
    let candidate = &line.candidate;
    let locale = briefing.locale;
    let student = candidate.student;
    let mut reasons: Vec<Told> =
        candidate.reasons.iter().map(|reason| briefing.reason(candidate, reason)).collect();
    if reasons.is_empty() && line.from_floor {
        reasons.push(Told { sentence: briefing.floor(candidate), remarks: Vec::new() });
    }
    // What they say is wrong comes before what we think we know; and that they
    // go or come, before what we counted.
    let first = |asks| matches!(asks, Asks::Correction | Asks::Leave | Asks::Return);
    if reasons.is_empty() || candidate.answer_by.is_some_and(|(_, asks)| first(asks)) {
        reasons.splice(0..0, wrote(briefing, candidate));
    }
    let points = line.points.iter().map(|point| {
        let why = locale.text(&format!("points-{}", point.why.name()), &[]);
        (locale.decimal(point.points), why)
    });
    let person = briefing.names.person(student);
    Row {
        student,
        name: briefing.names.full(student),
        given: briefing.names.given(student),
        programme: candidate.enrolment.and_then(|id| briefing.names.programme(id)),
        minutes: locale.minutes(line.minutes.into()),
        hour: hour.map(|hour| at_hour(briefing, hour)),
        reasons,
        around: briefing.around(candidate),
        proposals: proposals(briefing.school, candidate, locale.language()),
        points: points.collect(),
        tone: candidate.reasons.first().map_or("quiet", |reason| reason.severity.name()),
        instead: instead(briefing, candidate),
        occasion: candidate.reasons.iter().find_map(occasion),
        read_until: read_until(candidate),
        reach: person.map(|person| Reach::of(briefing, person)).unwrap_or_default(),
    }
}

/// "pour Awa, jusqu'au 12", where somebody stands in; "en attendant", where
/// nobody is assigned, or nobody any more.
fn instead(briefing: &Briefing<'_>, candidate: &Candidate) -> Option<String> {
    let left = candidate.advisor.filter(|who| briefing.school.team.is_gone(*who, briefing.at));
    if let Some(left) = left {
        let name = briefing.names.staff(left);
        return Some(briefing.locale.text("for-gone", &[("name", name.as_str().into())]));
    }
    if candidate.advisor.is_none() && briefing.school.team.meanwhile(briefing.at).is_some() {
        return Some(briefing.locale.text("for-nobody", &[]));
    }
    let absence = briefing.school.absences.of(candidate.advisor?, briefing.at)?;
    let name = briefing.names.staff(absence.staff);
    if absence.end() == Instant::NEVER {
        return Some(briefing.locale.text("for-absent-open", &[("name", name.as_str().into())]));
    }
    let date = briefing.locale.date(absence.end() - Span(1), briefing.today());
    let words = [("name", name.as_str().into()), ("date", date.as_str().into())];
    Some(briefing.locale.text("for-absent", &words))
}

/// Until when somebody has read what waits, if it is a text: a call that was
/// asked for, or a fact that is said to be wrong, is not done by reading.
pub(crate) fn read_until(candidate: &Candidate) -> Option<i64> {
    let text = matches!(candidate.answer_by, None | Some((_, Asks::Answer)));
    candidate.wrote.filter(|_| text && !candidate.in_danger())?;
    candidate.asked_last.map(|at| at.0)
}

/// What a reason asks to celebrate, if it does.
fn occasion(reason: &Reason) -> Option<Occasion> {
    let celebrates = reason.task == Task::Congratulation;
    celebrates.then(|| match reason.indicator.as_str() {
        "job-start" => Occasion::Job,
        "diploma" => Occasion::Diploma,
        _ => Occasion::Step,
    })
}

/// "15 h", "dans la journée", or the day before on which it was due.
fn at_hour(briefing: &Briefing<'_>, hour: Instant) -> String {
    let midnight = briefing.school.midnight(briefing.at);
    match hour.cmp(&midnight) {
        Ordering::Less => briefing.locale.date(hour, briefing.today()),
        Ordering::Equal => briefing.locale.text("all-day", &[]),
        Ordering::Greater => briefing.locale.hour(hour, &briefing.school.context.calendar),
    }
}

/// Their message that waits, in their own words.
fn wrote(briefing: &Briefing<'_>, candidate: &Candidate) -> Option<Told> {
    let (since, newest) = candidate.wrote?;
    let words = briefing.names.words(newest);
    let key = match (candidate.answer_by, words) {
        (Some((_, Asks::Correction)), Some(_)) => "wrote-correction-words",
        (Some((_, Asks::Correction)), None) => "wrote-correction",
        (Some((_, Asks::Leave)), Some(_)) => "wrote-leave-words",
        (Some((_, Asks::Leave)), None) => "wrote-leave",
        (Some((_, Asks::Return)), None) => "wrote-return",
        (_, Some(_)) => "wrote",
        (Some((_, Asks::Call)), None) => "wrote-call",
        (_, None) => "wrote-wordless",
    };
    let date = briefing.locale.date(since, briefing.today());
    let name = briefing.names.given(candidate.student);
    let mut given = vec![("date", date.as_str().into()), ("name", name.as_str().into())];
    given.extend(words.map(|words| ("words", words.into())));
    Some(Told { sentence: briefing.locale.text(key, &given), remarks: Vec::new() })
}

/// What came of today's contact, for somebody already reached.
pub(crate) fn came_of(briefing: &Briefing<'_>, candidate: &Candidate) -> String {
    let key = match candidate.last_attempt {
        Some((at, outcome))
            if outcome != CallOutcome::Spoke
                && candidate.last_contact.is_none_or(|(last, ..)| last < at) =>
        {
            format!("outcome-{}", outcome.name())
        }
        _ => match candidate.last_contact {
            Some((_, channel, _)) => format!("channel-{}", channel.name()),
            None => "outcome-spoke".to_owned(),
        },
    };
    briefing.locale.text(&key, &[])
}
