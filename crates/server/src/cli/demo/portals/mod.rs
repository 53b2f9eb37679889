//! The student and the mentor as whom one may visit the simulated school, with
//! something in every part of their pages: a conversation, a follow-up, good
//! news of others and a word about it, a worry of which the end is known.

mod words;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use vigie_domain::calendar::Calendar;
use vigie_domain::case::{Author as By, Doer, Event, Reason, Sight};
use vigie_domain::directory::Staff;
use vigie_domain::fact::{Channel, Contract, Fact, Payload, Role, SessionOutcome};
use vigie_domain::ids::{StaffId, StudentId};
use vigie_domain::time::{HOUR, Instant, Span};
use vigie_store::Author;
use vigie_store::across::Filter;

use super::by_hand::{change, contact};
use super::lived::working_days_after;
use crate::app::contact::Outcome;
use crate::app::portal::{SessionReport, StudentView};
use crate::app::worklist::Query;
use crate::app::{App, Error, Result, School};
use crate::clock::Clock;
use crate::wording::Language;
use words::Words;

const COMPANY: &str = "Ateliers du Port";
/// Out of five: so little says that a mentor's way doesn't suit somebody.
const UNHAPPY: u8 = 2;

/// Who was chosen, and of whom something is told now.
#[derive(Debug, Default)]
pub(super) struct Guests {
    pub(super) accounts: Vec<Guest>,
    pub(super) told: Vec<StudentId>,
}

/// As whom one may visit.
#[derive(Debug)]
pub(super) struct Guest {
    pub(super) at: &'static str,
    pub(super) name: String,
    pub(super) who: Who,
    /// In which they read; none: as their browser asks.
    pub(super) language: Option<Language>,
}

impl Guests {
    fn add(&mut self, at: &'static str, name: Option<String>, who: Who, words: &Words) {
        let language = Some(words.language).filter(|language| *language != Language::Fr);
        self.accounts.extend(name.map(|name| Guest { at, name, who, language }));
    }
}

/// A student or a mentor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Student(StudentId),
    Mentor(StaffId),
}

/// Chooses a student and a mentor for each language, among those of whom
/// nothing is told yet, and writes their days. `advisor`: whose student it is,
/// where one fits.
pub(super) async fn people(
    app: &App,
    url: &str,
    school: &School,
    advisor: StaffId,
    taken: &BTreeSet<StudentId>,
) -> Result<Guests> {
    let past = App::open(url, Clock::manual(app.clock.now())).await?;
    share_news(&past, school).await?;
    let team = room(&past).await?;
    let mut guests = Guests::default();
    for language in Language::ALL {
        let host = Host { app: &past, school, words: Words::of(language) };
        Box::pin(host.welcome(advisor, taken, &team, &mut guests)).await?;
    }
    past.store.close().await;
    Ok(guests)
}

/// Looks for the guests of one language.
struct Host<'h> {
    app: &'h App,
    school: &'h School,
    words: &'static Words,
}

impl Host<'_> {
    async fn welcome(
        &self,
        advisor: StaffId,
        taken: &BTreeSet<StudentId>,
        team: &[StaffId],
        guests: &mut Guests,
    ) -> Result<()> {
        let mut taken: BTreeSet<StudentId> = taken.iter().chain(&guests.told).copied().collect();
        let mut mentors: Vec<StaffId> = Vec::new();
        let first = self.student(Some(advisor), &taken).await?;
        let found = match first {
            None => self.student(None, &taken).await?,
            found => found,
        };
        if let Some(view) = found {
            mentors.extend(view.mentors.iter().map(|(_, mentor)| *mentor));
            taken.insert(view.student);
            let mate = Box::pin(self.befriend(&view, &taken)).await?;
            let told = [Some(view.student), mate];
            taken.extend(told.into_iter().flatten());
            guests.told.extend(told.into_iter().flatten());
            let name =
                self.app.store.student(view.student).await?.map(|known| {
                    format!("{} {}", known.student.given_name, known.student.family_name)
                });
            let at = self.words.student_at;
            guests.add(at, name, Who::Student(view.student), self.words);
        }
        mentors.extend(self.by_language(team).await?);
        let known: Vec<Who> = guests.accounts.iter().map(|guest| guest.who).collect();
        mentors.retain(|mentor| !known.contains(&Who::Mentor(*mentor)));
        if let Some((mentor, name)) = mentor(self.app, self.school, &mentors).await? {
            self.cheer(mentor).await?;
            guests.told.extend(Box::pin(self.worry(mentor, &taken)).await?);
            guests.add(self.words.mentor_at, Some(name), Who::Mentor(mentor), self.words);
        }
        Ok(())
    }

    /// Writes the student's days; gives whose good news they read, if it is
    /// told for them.
    async fn befriend(
        &self,
        view: &StudentView,
        taken: &BTreeSet<StudentId>,
    ) -> Result<Option<StudentId>> {
        let (app, student, now) = (self.app, view.student, self.app.clock.now());
        let Some(advisor) = app.store.advisors_of(&[student]).await?.remove(&student) else {
            return Ok(None);
        };
        Box::pin(self.talk(view, advisor)).await?;
        app.clock.set(now);
        let mut told = None;
        if app.news_for_peer(student).await?.is_empty()
            && let Some(mate) = mate(app, self.school, student, taken).await?
        {
            finds_a_job(app, mate).await?;
            told = Some(mate);
        }
        for one in app.news_for_peer(student).await?.iter().take(1) {
            let words = self.words.bravo_of_a_peer;
            app.write_kudos(Author::Peer(student), one.student, one.fact.id, words).await?;
        }
        Ok(told)
    }

    /// A word about good news of those whom they taught.
    async fn cheer(&self, mentor: StaffId) -> Result<()> {
        let mut news = self.app.news_for_mentor(mentor).await?;
        let whose: Vec<StudentId> = news.iter().map(|one| one.student).collect();
        let speak = self.speak(&whose).await?;
        // Those whom nobody has celebrated yet are read first.
        news.sort_by_key(|one| (!speak.contains(&one.student), one.celebrated.is_some()));
        for one in news.iter().take(2) {
            let by = Author::Mentor(mentor);
            self.app.write_kudos(by, one.student, one.fact.id, self.words.bravo).await?;
        }
        Ok(())
    }

    /// Who of these speaks the language.
    async fn speak(&self, among: &[StudentId]) -> Result<BTreeSet<StudentId>> {
        let people = self.app.store.students_named(among).await?;
        let theirs = people.iter().filter(|(_, one)| self.words.suit(one.language.as_deref()));
        Ok(theirs.map(|(student, _)| *student).collect())
    }

    /// The mentors, whoever has most students of the language first.
    async fn by_language(&self, team: &[StaffId]) -> Result<Vec<StaffId>> {
        let mut counted = Vec::with_capacity(team.len());
        for mentor in team {
            let taught = self.app.store.ever_taught(*mentor).await?;
            let speak = self.speak(&taught).await?.len();
            // In French there is no need to choose.
            let most = if self.words.language == Language::Fr { 0 } else { speak };
            counted.push((Reverse(most), *mentor));
        }
        counted.sort_by_key(|(most, _)| *most);
        Ok(counted.into_iter().map(|(_, mentor)| mentor).collect())
    }

    /// A student with a session to come and a reason to be called, and most of
    /// all with somebody whose news they may read. They praise their sessions,
    /// so nobody to whom the mentor's way doesn't seem to suit.
    async fn student(
        &self,
        advisor: Option<StaffId>,
        taken: &BTreeSet<StudentId>,
    ) -> Result<Option<StudentView>> {
        let (app, school) = (self.app, self.school);
        let query = Query { advisor, cohort: None, at: None, minutes: None };
        let mut lines = app.worklist(school, &query).await?.lines;
        let students: Vec<StudentId> = lines.iter().map(|line| line.candidate.student).collect();
        let speak = self.speak(&students).await?;
        lines.retain(|line| {
            let student = line.candidate.student;
            speak.contains(&student) && !taken.contains(&student) && !line.candidate.in_danger()
        });
        let mut met: Option<((bool, bool, usize), StudentView)> = None;
        for line in lines {
            let (student, reasons) = (line.candidate.student, line.candidate.reasons.len());
            let view = app.student_view(school, student).await?;
            let unhappy = app.store.facts_of(student).await?.iter().any(is_unhappy);
            if view.mentors.is_empty() || unhappy {
                continue;
            }
            let news = !app.news_for_peer(student).await?.is_empty()
                || mate(app, school, student, taken).await?.is_some();
            let suits = (view.session.is_some(), news, reasons);
            if met.as_ref().is_none_or(|(most, _)| *most < suits) {
                met = Some((suits, view));
            }
        }
        Ok(met.map(|(_, view)| view))
    }

    /// What they wrote to each other, and the follow-up that came of it, in the
    /// week before the last Saturday: that is when the mentoring moves to.
    async fn talk(&self, view: &StudentView, advisor: StaffId) -> Result<()> {
        let (app, words, student) = (self.app, self.words, view.student);
        let week = Week::before(&self.school.context.calendar, app.clock.now());
        let reach = async |outcome: Outcome, channel: Option<Channel>, note: &str| {
            let at = app.clock.now();
            app.add_contact(contact((student, advisor), at, outcome, channel, note)).await
        };
        let portal = Some(Channel::Portal);
        app.clock.set(week.at(-5, 10, 10));
        reach(Outcome::Wrote, portal, words.asks).await?;
        app.clock.set(week.at(-5, 19, 25));
        app.say(student, words.answers).await?;
        app.clock.set(week.at(-4, 11, 5));
        reach(Outcome::Spoke, None, words.spoke).await?;
        app.clock.set(week.at(-4, 11, 30));
        let by = By::Staff(advisor);
        let case = app.open_case(student, None, by, advisor, Some(words.goal)).await?;
        let agreed = |what: &str, who, due| Event::StepAgreed { what: what.to_owned(), who, due };
        let asks = agreed(words.asked, Doer::Staff(advisor), week.at(-2, 18, 0));
        let noted = Event::Noted { words: words.noted.to_owned(), sight: Sight::Team };
        let tries = agreed(words.tries, Doer::Student, week.at(9, 18, 0));
        let events = [
            (week.at(-4, 11, 32), asks),
            (week.at(-2, 16, 40), Event::StepDone { step: 1 }),
            (week.at(-2, 16, 42), noted),
            (week.at(-2, 16, 45), tries),
        ];
        for (at, event) in events {
            app.clock.set(at);
            change(app, (student, case), by, event).await?;
        }
        app.clock.set(week.at(-2, 16, 48));
        reach(Outcome::Wrote, portal, words.agreed).await?;
        saturdays(app, self.school, view, &week).await?;
        app.clock.set(week.at(0, 12, 40));
        app.say_all_well(student, words.praises).await?;
        app.set_wishes(student, words.good_hours, None).await?;
        app.clock.set(week.now);
        Ok(())
    }

    /// The mentor was worried, about different people and not at once; the
    /// advisor called each, and one is back and says so, if somebody's life
    /// fits. Gives about whom.
    async fn worry(&self, mentor: StaffId, not: &BTreeSet<StudentId>) -> Result<Vec<StudentId>> {
        let (app, now) = (self.app, self.app.clock.now());
        let calendar = &self.school.context.calendar;
        let view = app.mentor_view(self.school, mentor).await?;
        let mut students: Vec<StudentId> =
            view.students.iter().map(|mentee| mentee.student).collect();
        let advisors = app.store.advisors_of(&students).await?;
        let speak = self.speak(&students).await?;
        // Of whom all is well now, it may have ended well.
        let rings = app.store.open_signals_of(&students).await?;
        students.sort_by_key(|student| {
            let open = rings.iter().filter(|row| row.key.student == *student).count();
            (!speak.contains(student), open)
        });
        let mut told: Vec<StudentId> = Vec::new();
        for (ago, text, note) in self.words.worries {
            let evening = calendar.midnight(now - Span::days(ago)) + Span(20 * HOUR.0 + 17 * 60);
            app.clock.set(evening);
            for &student in students.iter().filter(|student| !not.contains(student)) {
                let Some(&advisor) = advisors.get(&student).filter(|_| !told.contains(&student))
                else {
                    continue;
                };
                let then = app.standing(self.school, student, Some(evening)).await?.journey;
                let theirs = then
                    .open_enrolments()
                    .any(|one| one.mentoring.mentor.is_some_and(|(present, _)| present == mentor));
                if !theirs {
                    continue;
                }
                told.push(student);
                app.raise_concern(mentor, student, text).await?;
                let who = (student, advisor);
                Box::pin(self.is_back(who, (evening, now), note)).await?;
                break;
            }
        }
        app.clock.set(now);
        Ok(told)
    }

    /// Called on the next working day, and followed until all is well, if it is.
    async fn is_back(
        &self,
        (student, advisor): (StudentId, StaffId),
        (worried, now): (Instant, Instant),
        note: &str,
    ) -> Result<()> {
        let (app, school) = (self.app, self.school);
        let own = app.store.student(student).await?.and_then(|known| known.student.language);
        let own = own.as_deref().and_then(Language::from_code).unwrap_or(Language::Fr);
        let is_well = Words::of(own).is_well;
        let calendar = &school.context.calendar;
        let by = By::Staff(advisor);
        let morning = Span(10 * HOUR.0 + 25 * 60);
        let mut at = working_days_after(calendar, worried, 1) + morning;
        // Opened while the worry rings: it is about the worry.
        app.clock.set(at - Span(180));
        let case = app.open_case(student, None, by, advisor, None).await?;
        app.clock.set(at);
        let called = contact((student, advisor), at, Outcome::Spoke, None, note);
        app.add_contact(called).await?;
        while at + Span::days(4) < now {
            at = working_days_after(calendar, at, 1) + morning;
            app.clock.set(at);
            app.look_at_case(school, student, case, at).await?;
            if app.asked_of(student).await?.is_none() {
                continue;
            }
            app.clock.set(at + HOUR);
            app.answer_case(student, case, true, is_well).await?;
            app.clock.set(at + Span(2 * HOUR.0));
            let closed = Event::Closed { reason: Reason::Back };
            return match change(app, (student, case), by, closed).await {
                // It rang again within the hour.
                Err(Error::Refused(_)) => Ok(()),
                done => done,
            };
        }
        Ok(())
    }
}
/// Every other one who has good news says so to those who began with them.
async fn share_news(app: &App, school: &School) -> Result<()> {
    for one in app.celebrations(school, None).await?.iter().step_by(2) {
        app.share_news(one.student, one.fact.id, true).await?;
    }
    Ok(())
}

/// Does it say that a mentor's way doesn't suit?
fn is_unhappy(fact: &Fact) -> bool {
    matches!(&fact.payload, Payload::SessionRated(body) if body.rating <= UNHAPPY)
}

/// Somebody who began with this student, of whom nothing else is told.
async fn mate(
    app: &App,
    school: &School,
    student: StudentId,
    taken: &BTreeSet<StudentId>,
) -> Result<Option<StudentId>> {
    let own = app.standing(school, student, None).await?.journey;
    let Some(enrolment) = own.open_enrolments().next() else { return Ok(None) };
    let with = Filter::Cohort(enrolment.cohort.clone());
    for other in app.store.students(with).await? {
        if other == student || taken.contains(&other) {
            continue;
        }
        let theirs = app.standing(school, other, None).await?.journey;
        if theirs.enrolments.iter().any(|one| one.programme == enrolment.programme) {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

/// They found a job last week, and tell those who began with them.
async fn finds_a_job(app: &App, student: StudentId) -> Result<()> {
    let now = app.clock.now();
    app.clock.set(now - Span::days(6));
    app.say_hired(student, COMPANY, Contract::Apprenticeship, now + Span::days(24)).await?;
    app.clock.set(now);
    for one in app.own_news(student).await? {
        app.share_news(student, one.fact.id, true).await?;
    }
    Ok(())
}

/// Every mentor, by id in the source; one in three has said nothing yet of how
/// many more they could take.
async fn room(app: &App) -> Result<Vec<StaffId>> {
    let team = app.store.staff().await?;
    let mut mentors: Vec<(StaffId, Staff)> =
        team.into_iter().filter(|(_, staff)| staff.role == Role::Mentor).collect();
    mentors.sort_by(|a, b| a.1.external.cmp(&b.1.external));
    for (n, (mentor, _)) in (0..).zip(&mentors) {
        if n % 3 != 0 {
            app.set_availability(*mentor, Some(n % 4), None).await?;
        }
    }
    Ok(mentors.into_iter().map(|(id, _)| id).collect())
}

/// The first with a session to record who taught somebody with good news; else
/// the first with a session to record.
async fn mentor(
    app: &App,
    school: &School,
    mentors: &[StaffId],
) -> Result<Option<(StaffId, String)>> {
    let team = app.store.staff().await?;
    let mut second = None;
    for mentor in mentors {
        let view = app.mentor_view(school, *mentor).await?;
        let waits = view.students.iter().any(|mentee| !mentee.unrecorded.is_empty());
        let Some(staff) = team.get(mentor).filter(|_| waits) else { continue };
        let found = (*mentor, staff.name.clone());
        if !app.news_for_mentor(*mentor).await?.is_empty() {
            return Ok(Some(found));
        }
        second.get_or_insert(found);
    }
    Ok(second)
}

/// The first of them took place; what is booked moves to the next one.
async fn saturdays(app: &App, school: &School, view: &StudentView, week: &Week<'_>) -> Result<()> {
    let student = view.student;
    let Some(&(enrolment, mentor)) = view.mentors.first() else { return Ok(()) };
    let now = week.now;
    app.clock.set(week.at(0, 12, 10));
    let (at, outcome) = (week.at(0, 10, 0), SessionOutcome::Held);
    let report = SessionReport { mentor, student, enrolment, session: None, at, outcome };
    app.record_session(report).await?;
    app.clock.set(now - HOUR);
    let next = week.at(7, 10, 0);
    let journey = app.standing(school, student, None).await?.journey;
    let of_theirs = journey.open_enrolments().filter(|one| one.id == enrolment);
    let booked: Vec<_> = of_theirs
        .flat_map(|one| one.mentoring.booked.iter())
        .filter(|session| session.mentor == mentor && session.at > now)
        .collect();
    // Others until then are not theirs any more.
    let (session, early) = match booked.split_first() {
        Some((first, others)) => (Some(first.session), others),
        None => (None, &[][..]),
    };
    app.book_session(mentor, student, enrolment, next, session).await?;
    for other in early.iter().filter(|other| other.at < next) {
        app.cancel_session(mentor, student, enrolment, other.session).await?;
    }
    Ok(())
}

/// The days around the last Saturday.
struct Week<'c> {
    calendar: &'c Calendar,
    saturday: Instant,
    now: Instant,
}

impl<'c> Week<'c> {
    fn before(calendar: &'c Calendar, now: Instant) -> Self {
        let mut saturday = calendar.midnight(now);
        let before = |at: Instant| calendar.midnight(Instant(at.0 - 1));
        // Sunday, and the day before it.
        while calendar.is_working_day(saturday) || !calendar.is_working_day(before(saturday)) {
            saturday = before(saturday);
        }
        Self { calendar, saturday, now }
    }

    /// So many days from that Saturday, at this hour and minute.
    fn at(&self, days: i32, hour: i8, minute: i8) -> Instant {
        // From noon: a day of 23 hours is still a day.
        let noon = self.saturday + Span(12 * HOUR.0) + Span::days(i64::from(days));
        self.calendar.at(self.calendar.date(noon).at(hour, minute, 0, 0))
    }
}
