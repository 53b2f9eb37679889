//! One thread with one student, over every channel, and what one needs to
//! know while writing in it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::Deserialize;
use tower_sessions::Session;
use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Fact, Kind, Kinds};
use vigie_domain::good_hours::GoodHours;
use vigie_domain::ids::{FactId, MessageId, StudentId};
use vigie_domain::journey::effective;
use vigie_domain::time::Instant;
use vigie_domain::worklist::Candidate;
use vigie_store::directory::Person;
use vigie_store::{KeptBack, ScheduledRow};

use super::around::{self, Around, Promised};
use super::dropped::{self, Dropped};
use super::reasons::{self, Grounds};
use super::timeline::{Day, Shown};
use super::{Read, danger_stated, open_case};
use crate::app::question::Answerer;
use crate::briefing::{Briefing, quoted};
use crate::names::Names;
use crate::web::contact::{self, Last};
use crate::web::line::{self, Reach};
use crate::web::{Error, Frame, Result, Visitor, Web, address};
use crate::wording::Locale;

/// What is said between a student and the school, or noted about it. E-mail
/// will come in as messages like the others.
const THREAD: Kinds = Kinds::of(&[
    Kind::Enquired,
    Kind::MessageIn,
    Kind::MessageOut,
    Kind::Call,
    Kind::Meeting,
    Kind::CommunityPost,
    Kind::ConcernRaised,
    Kind::Noted,
    Kind::PromiseMade,
    Kind::PromiseKept,
    Kind::FollowUpSet,
    Kind::NoAnswerDue,
]);

/// What one can write here: the word, and its key is `talk-way-{word}`.
pub(super) const WAYS: [&str; 6] = ["message", "spoke", "no_answer", "message_left", "met", "note"];

/// What the page may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::web) struct Asked {
    /// Only what was said before this date.
    before: Option<String>,
    /// What is to be written: one of [`WAYS`].
    way: Option<String>,
    /// Where to go back to afterwards.
    back: Option<String>,
}

/// What stands in the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// One of [`WAYS`]; empty: the first.
    pub(super) way: String,
    pub(super) text: String,
    pub(super) follow_up: String,
    pub(super) send_at: String,
    pub(super) back: String,
    /// It is for this message that waits, not for a new one.
    pub(super) changing: Option<MessageId>,
}

/// A message that waits for its hour.
struct Waiting {
    message: MessageId,
    version: u32,
    words: String,
    /// When it leaves, as it is said: on the student's own clock.
    when: String,
    /// The same, for the field.
    send_at: String,
    /// Who wrote it.
    who: String,
    /// What it promises: the words, and for when.
    promises: Vec<(String, String)>,
    /// Why it did not leave at its hour.
    kept: Option<String>,
    /// Whoever reads this wrote it.
    own: bool,
    /// What was typed for it, and could not be kept: words, and the hour.
    typed: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "conversation.html")]
struct Page {
    frame: Frame,
    student: StudentId,
    name: String,
    given: String,
    informal: bool,
    reach: Reach,
    around: Around,
    grounds: Vec<Grounds>,
    promises: Vec<Promised>,
    /// Their question that is due first, and the answer we wait for.
    waits: Vec<String>,
    /// What they wrote waits, until this second, and may need no answer.
    read_until: Option<i64>,
    waiting: Vec<Waiting>,
    dropped: Vec<Dropped>,
    days: Vec<Day>,
    older: Option<String>,
    paged: bool,
    case: Option<String>,
    last: Option<Last>,
    draft: Draft,
    wrong: Option<String>,
    /// Does their clock differ from the school's?
    elsewhere: bool,
}

/// `GET /students/{student}/conversation`
pub(in crate::web) async fn page(
    State(web): State<Web>,
    visitor: Visitor,
    session: Session,
    Path(student): Path<StudentId>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>> {
    let way = asked.way.clone().filter(|way| WAYS.contains(&way.as_str()));
    let draft = Draft {
        way: way.unwrap_or_default(),
        back: asked.back.as_deref().and_then(address::ours).unwrap_or_default().to_owned(),
        ..Draft::default()
    };
    let last = contact::last(&session).await?;
    draw(&web, &visitor, student, &asked, draft, None, last).await
}

/// The page with what was typed, and why it could not be used.
pub(super) async fn draw(
    web: &Web,
    visitor: &Visitor,
    student: StudentId,
    asked: &Asked,
    mut draft: Draft,
    wrong: Option<String>,
    last: Option<Last>,
) -> Result<Html<String>> {
    let desk = web.desk();
    let (school, store, at) = (&desk.school, &web.app().store, web.now());
    // It stands where the message waits, not where a new one is written.
    let typed = draft.changing.map(|message| {
        (message, std::mem::take(&mut draft.text), std::mem::take(&mut draft.send_at))
    });
    let known = store.student(student).await?.ok_or(Error::NotFound)?.student;
    let standing = web.app().standing(school, student, None).await?;
    let stored = web.app().known_facts(student).await?;
    let facts = effective(&stored);
    let said: Vec<&Fact> = facts.iter().copied().filter(|fact| THREAD.has(fact.kind())).collect();
    let before = asked.before.as_deref().and_then(|date| date.parse().ok());
    let clock = super::Clock::at_school(&school.context.calendar);
    let shown = Shown::before(before, &said, clock);

    let mut candidate = Candidate::read(student, &standing, &school.indicators, &school.context);
    let mut names = Names::among(Arc::clone(&desk.directory), store, &[student]).await?;
    let mut words: Vec<(StudentId, FactId)> = quoted(&candidate);
    words.extend(shown.ids().map(|fact| (student, fact)));
    names.load_words(store, &words).await?;
    let phrases = desk.phrases(visitor.language());
    let briefing = Briefing { school, phrases, names: &names, at, locale: visitor.locale };
    let read = Read { student, standing: &standing, facts: &facts, briefing, clock, form: None };
    let danger = candidate.in_danger() || danger_stated(&facts);
    visitor.saw_sensitive(web, danger.then_some(student).into_iter()).await?;

    let promises = around::promises(&read);
    candidate.promises.clear();
    let person = names.person(student).ok_or(Error::NotFound)?;
    let theirs = their_clock(person, &school.context.calendar);
    if draft.way.is_empty() {
        WAYS[0].clone_into(&mut draft.way);
    }
    if draft.send_at.is_empty() {
        draft.send_at = field(good_moment(person, &theirs, at), &theirs);
    }
    let own = visitor.staff();
    let waiting = store.scheduled_for(student).await?;
    let waiting = waiting.into_iter().map(|row| Waiting {
        typed: typed
            .as_ref()
            .filter(|(message, ..)| *message == row.message)
            .map(|(_, words, send_at)| (words.clone(), send_at.clone())),
        own: own == Some(row.by) || contact::hand(visitor).is_ok_and(|hand| hand == row.by),
        ..told(&read, &row, &theirs)
    });
    let page = Page {
        frame: Frame::new(web, visitor, "talk-title").about(names.full(student)),
        student,
        name: names.full(student),
        given: names.given(student),
        informal: person.informal,
        reach: Reach::of(&read.briefing, person),
        around: Around::of(&read, &known, own),
        grounds: reasons::grounds(
            &read.briefing,
            &candidate,
            &reasons::doubted(&facts, &candidate),
        ),
        promises,
        waits: waits(&read),
        read_until: line::read_until(&candidate),
        waiting: waiting.collect(),
        dropped: dropped::of(web, visitor, student).await?,
        older: shown.older().map(|date| date.to_string()),
        days: shown.tell(&read),
        paged: before.is_some(),
        case: open_case(web, student).await?,
        last,
        draft,
        wrong,
        elsewhere: theirs.name() != school.context.calendar.name(),
    };
    Ok(Html(page.render()?))
}

/// The clock of a student: their own zone, or the school's.
pub(in crate::web) fn their_clock(person: &Person, school: &Calendar) -> Calendar {
    let own = person.time_zone.as_deref().and_then(|zone| Calendar::new(zone).ok());
    own.unwrap_or_else(|| school.clone())
}

/// When they would next like to hear from us; whoever says nothing of it, on a
/// working day.
fn good_moment(person: &Person, theirs: &Calendar, now: Instant) -> Instant {
    if let Some(hours) = person.good_hours.as_deref().and_then(GoodHours::read) {
        return hours.next(now, theirs);
    }
    let ordinary = GoodHours::default();
    let mut at = ordinary.next(now, theirs);
    while !theirs.is_working_day(at) {
        at = ordinary.next(at, theirs);
    }
    at
}

/// An instant as a field for a date and an hour holds it.
fn field(at: Instant, calendar: &Calendar) -> String {
    calendar.local(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Why a message did not leave.
pub(in crate::web) fn kept_back(
    locale: &Locale,
    names: &Names,
    row: &ScheduledRow,
    why: KeptBack,
) -> String {
    let (name, who) = (names.given(row.student), names.staff(row.by));
    let words = [("name", name.as_str().into()), ("who", who.as_str().into())];
    locale.text(&format!("kept-back-{}", why.name()), &words)
}

/// When a message leaves, as it is said on the student's own clock.
pub(super) fn leaves_at(
    locale: &Locale,
    row: &ScheduledRow,
    now: Instant,
    theirs: &Calendar,
) -> String {
    let today = crate::wording::Today { now, calendar: theirs };
    let (date, hour) = (locale.long_date(row.send_at, today), locale.hour(row.send_at, theirs));
    locale.text("day-hour", &[("date", date.as_str().into()), ("hour", hour.as_str().into())])
}

fn told(read: &Read<'_>, row: &ScheduledRow, theirs: &Calendar) -> Waiting {
    let locale = read.briefing.locale;
    Waiting {
        message: row.message,
        version: row.version,
        words: row.words.clone(),
        when: leaves_at(locale, row, read.at(), theirs),
        // What is kept back may leave at another good moment.
        send_at: match row.kept {
            None => field(row.send_at, theirs),
            Some(_) => read.briefing.names.person(row.student).map_or_else(String::new, |person| {
                field(good_moment(person, theirs, read.at()), theirs)
            }),
        },
        who: read.briefing.names.staff(row.by),
        kept: row.kept.map(|(_, why)| kept_back(locale, read.briefing.names, row, why)),
        promises: row
            .promises
            .iter()
            .map(|(words, due)| (words.clone(), read.date(*due)))
            .collect(),
        own: false,
        typed: None,
    }
}

/// What the student waits for, and what we wait for.
fn waits(read: &Read<'_>) -> Vec<String> {
    let (contact, locale) = (&read.journey().contact, read.briefing.locale);
    let moment = |at| {
        let hour = locale.hour(at, &read.briefing.school.context.calendar);
        let date = locale.long_date(at, read.briefing.today());
        locale.text("day-hour", &[("date", date.as_str().into()), ("hour", hour.as_str().into())])
    };
    let question = contact.question().map(|open| {
        let staff = |who| read.briefing.names.staff(who);
        // Whoever was to answer may be away by now, or another's advisor.
        let advisor = read.journey().advisor.map(|(advisor, _)| advisor);
        let answers = Answerer::of(read.briefing.school, read.student, advisor, read.at());
        let who = answers.who.map_or_else(|| locale.text("talk-team", &[]), staff);
        let when = moment(open.answer_by);
        let words = [("date", when.as_str().into()), ("who", who.as_str().into())];
        locale.text(&format!("talk-question-{}", open.asks.name()), &words)
    });
    let awaited = contact.awaited.map(|open| {
        let (due, since) = (moment(open.due), read.date(open.since));
        let words = [("date", due.as_str().into()), ("since", since.as_str().into())];
        locale.text("talk-awaited", &words)
    });
    let snoozed = contact.snoozed.map(|(_, until)| until).filter(|until| *until > read.at());
    let snoozed = snoozed.map(|until| read.text("snooze-kept", ("date", &read.date(until))));
    question.into_iter().chain(awaited).chain(snoozed).collect()
}
