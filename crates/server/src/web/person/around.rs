//! Who they are, who is around them, what comes next, what was promised.

use vigie_domain::directory::Student;
use vigie_domain::fact::Occasion;
use vigie_domain::ids::StaffId;
use vigie_domain::journey::{Enrolment, Phase, StudentPhase};
use vigie_domain::time::Instant;

use super::Read;

/// The head of the page.
pub(super) struct Around {
    /// Where they stand, in words.
    pub(super) phase: String,
    /// Titles of the programmes that they follow, or followed last.
    pub(super) programmes: Vec<String>,
    /// The job they dream of, in their own words.
    pub(super) dream: Option<String>,
    pub(super) circle: Vec<Near>,
    /// What has a date, nearest first.
    pub(super) coming: Vec<String>,
    /// What nobody has celebrated with them yet, and how it is said.
    pub(super) occasions: Vec<(Occasion, String)>,
}

/// Somebody around a student.
pub(super) struct Near {
    /// As what: a key of the texts.
    pub(super) role: &'static str,
    pub(super) name: String,
    /// A mentor's way of working.
    pub(super) way: Option<String>,
    pub(super) since: String,
}

/// An open promise.
pub(super) struct Promised {
    /// Which, as the form sends it.
    pub(super) promise: u64,
    pub(super) words: Option<String>,
    /// For when and by whom.
    pub(super) about: String,
    /// Is its day there, or over?
    pub(super) due: bool,
}

impl Around {
    /// Read it; `reader` is whoever reads the page.
    pub(super) fn of(read: &Read<'_>, person: &Student, reader: Option<StaffId>) -> Self {
        Self {
            phase: phase(read),
            programmes: programmes(read),
            dream: person.dream_job.clone().filter(|dream| !dream.trim().is_empty()),
            circle: circle(read, reader),
            coming: coming(read),
            occasions: occasions(read),
        }
    }
}

fn phase(read: &Read<'_>) -> String {
    let (journey, at) = (read.journey(), read.at());
    let phase = journey.phase(at).0;
    let mut open = journey.open_enrolments().peekable();
    let paused = phase == StudentPhase::Student
        && open.peek().is_some()
        && open.all(|enrolment| enrolment.phase(at).0 == Phase::Paused);
    let word = if paused { Phase::Paused.name() } else { phase.name() };
    read.briefing.locale.text(&format!("phase-{word}"), &[])
}

fn programmes(read: &Read<'_>) -> Vec<String> {
    let title = |enrolment: &Enrolment| read.briefing.names.title(&enrolment.programme);
    let mut titles: Vec<String> = read.journey().open_enrolments().map(title).collect();
    if titles.is_empty() {
        titles.extend(read.enrolment().map(title));
    }
    titles.retain(|title| !title.is_empty());
    titles.dedup();
    titles
}

fn circle(read: &Read<'_>, reader: Option<StaffId>) -> Vec<Near> {
    let names = read.briefing.names;
    let near = |role, staff: StaffId, since: Instant| Near {
        role: if reader == Some(staff) { "near-you" } else { role },
        name: names.staff(staff),
        way: names.way(staff),
        since: read.text("since", ("date", &read.date(since))),
    };
    let advisor = read.journey().advisor.map(|(staff, since)| near("near-advisor", staff, since));
    let mentors = read.journey().open_enrolments().filter_map(|enrolment| {
        enrolment.mentoring.mentor.map(|(staff, since)| near("near-mentor", staff, since))
    });
    let mut circle: Vec<Near> = advisor.into_iter().chain(mentors).collect();
    circle.dedup_by(|a, b| a.name == b.name && a.role == b.role);
    circle
}

/// What is planned, each with its day and hour.
fn coming(read: &Read<'_>) -> Vec<String> {
    let (journey, now) = (read.journey(), read.at());
    let names = read.briefing.names;
    let mut coming: Vec<(Instant, &str, String, bool)> = Vec::new();
    for enrolment in journey.open_enrolments() {
        for booked in &enrolment.mentoring.booked {
            coming.push((booked.at, "coming-session", names.staff(booked.mentor), true));
        }
        for scheduled in &enrolment.defences.scheduled {
            coming.push((scheduled.at, "coming-defence", names.title(&scheduled.item), true));
        }
        if let Some(leave) = enrolment.leaves.at(now).filter(|leave| leave.until != Instant::NEVER)
        {
            coming.push((leave.until, "coming-return", String::new(), false));
        }
    }
    if let Some(interview) = journey.search.as_ref().and_then(|search| search.interview_at) {
        coming.push((interview, "coming-interview", String::new(), true));
    }
    if let Some(job) = &journey.employment {
        coming.push((job.starts_at, "coming-job", job.company.to_string(), false));
    }
    coming.retain(|(at, ..)| *at > now);
    coming.sort();
    let locale = read.briefing.locale;
    let told = coming.into_iter().map(|(at, key, what, hour)| {
        let mut date = locale.long_date(at, read.briefing.today());
        if hour {
            let hour = locale.hour(at, &read.briefing.school.context.calendar);
            date = locale.text(
                "day-hour",
                &[("date", date.as_str().into()), ("hour", hour.as_str().into())],
            );
        }
        locale.text(key, &[("date", date.as_str().into()), ("what", what.as_str().into())])
    });
    told.collect()
}

fn occasions(read: &Read<'_>) -> Vec<(Occasion, String)> {
    let journey = read.journey();
    let name = read.briefing.names.given(read.student);
    let told = |key: &str, at: Instant, what: String| {
        let date = read.date(at);
        let words = [("name", &name), ("date", &date), ("what", &what)];
        let words = words.map(|(key, word)| (key, word.as_str().into()));
        read.briefing.locale.text(key, &words)
    };
    let diploma = journey.graduation.as_ref().filter(|known| !known.celebrated).map(|known| {
        let what = read.briefing.names.title(&known.programme);
        (Occasion::Diploma, told("occasion-diploma", known.at, what))
    });
    let job = journey.employment.as_ref().filter(|known| !known.celebrated).map(|known| {
        (Occasion::Job, told("occasion-job", known.starts_at, known.company.to_string()))
    });
    diploma.into_iter().chain(job).collect()
}

/// Open promises, nearest first.
pub(super) fn promises(read: &Read<'_>) -> Vec<Promised> {
    let tomorrow = read.briefing.school.context.calendar.next_midnight(read.at());
    let told = |open: &vigie_domain::journey::OpenPromise| {
        let (date, by) = (read.date(open.due), read.briefing.names.staff(open.by));
        let words = [("date", date.as_str().into()), ("who", by.as_str().into())];
        Promised {
            promise: open.promise.0,
            words: read.briefing.names.words(open.words).map(str::to_owned),
            about: read.briefing.locale.text("promise-about", &words),
            due: open.due < tomorrow,
        }
    };
    read.journey().contact.promises.iter().map(told).collect()
}
