//! The student and the mentor as whom one may visit the simulated school, with
//! something in every part of their pages: a conversation, a follow-up, good
//! news of others and a word about it, a worry of which the end is known.

use std::collections::BTreeSet;

use vigie_domain::calendar::Calendar;
use vigie_domain::case::{Author as By, Doer, Event, Reason, Sight};
use vigie_domain::directory::Staff;
use vigie_domain::fact::{Channel, Contract, Role, SessionOutcome};
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

/// What the mentor was worried about: so many days ago, and what the advisor
/// wrote down after calling. Each of somebody else.
const WORRIES: [(i64, &str, &str); 3] = [
    (
        41,
        "D'habitude les questions fusent. Là, deux sessions à regarder l'horloge : je ne sais pas \
         quoi en penser.",
        "Fatigue, surtout : trop de soirs d'affilée. On a cherché lequel pouvait sauter, et il y \
         en avait un.",
    ),
    (
        30,
        "A dit « de toute façon » quatre fois en une heure. Ce n'est pas son genre.",
        "Beaucoup de choses à la maison, dont l'école n'est pas la plus lourde. Parler sans \
         calendrier a fait du bien.",
    ),
    (
        19,
        "Répond toujours que tout va bien, très vite, et passe à autre chose. J'aimerais me \
         tromper.",
        "Ça va, vraiment, mais le regard des autres sur son travail met mal à l'aise. En parlera \
         en session, à son heure.",
    ),
];
const BRAVO: &str = "Quel chemin depuis le premier projet ! Bravo, du fond du cœur.";
const BRAVO_OF_A_PEER: &str = "J'ai crié de joie dans ma cuisine en lisant ça. Trop bien !";
const COMPANY: &str = "Ateliers du Port";
const GOAL: &str = "Avancer le samedi matin, sans que la semaine déborde";

/// Who was chosen, and of whom something is told now.
#[derive(Debug, Default)]
pub(super) struct Guests {
    pub(super) student: Option<(StudentId, String)>,
    pub(super) mentor: Option<(StaffId, String)>,
    pub(super) told: Vec<StudentId>,
}

/// Chooses them among the students of `advisor` of whom nothing is told yet,
/// and writes their days.
pub(super) async fn people(
    app: &App,
    url: &str,
    school: &School,
    advisor: StaffId,
    taken: &BTreeSet<StudentId>,
) -> Result<Guests> {
    let now = app.clock.now();
    let past = App::open(url, Clock::manual(now)).await?;
    share_news(&past, school).await?;
    let mut guests = Guests::default();
    let view = student(&past, school, advisor, taken).await?;
    let mut mentors: Vec<StaffId> = Vec::new();
    if let Some(view) = view
        && let Some(known) = past.store.student(view.student).await?
    {
        let name = format!("{} {}", known.student.given_name, known.student.family_name);
        mentors.extend(view.mentors.iter().map(|(_, mentor)| *mentor));
        guests.told.push(view.student);
        guests.student = Some((view.student, name));
        talk(&past, school, &view, advisor).await?;
        past.clock.set(now);
        if past.news_for_peer(view.student).await?.is_empty()
            && let Some(mate) = mate(&past, school, view.student, taken).await?
        {
            finds_a_job(&past, mate).await?;
            guests.told.push(mate);
        }
        for one in past.news_for_peer(view.student).await?.iter().take(1) {
            let peer = Author::Peer(view.student);
            past.write_kudos(peer, one.student, one.fact.id, BRAVO_OF_A_PEER).await?;
        }
    }
    mentors.extend(room(&past).await?);
    if let Some((mentor, name)) = mentor(&past, school, &mentors).await? {
        let mut news = past.news_for_mentor(mentor).await?;
        // Those whom nobody has celebrated yet are read first.
        news.sort_by_key(|one| one.celebrated.is_some());
        for one in news.iter().take(2) {
            past.write_kudos(Author::Mentor(mentor), one.student, one.fact.id, BRAVO).await?;
        }
        let not: BTreeSet<StudentId> = taken.iter().chain(&guests.told).copied().collect();
        guests.told.extend(Box::pin(worry(&past, school, mentor, &not, now)).await?);
        guests.mentor = Some((mentor, name));
    }
    past.store.close().await;
    Ok(guests)
}

/// Every other one who has good news says so to those who began with them.
async fn share_news(app: &App, school: &School) -> Result<()> {
    for one in app.celebrations(school, None).await?.iter().step_by(2) {
        app.share_news(one.student, one.fact.id, true).await?;
    }
    Ok(())
}

/// A student with a session to come and a reason to be called, and most of
/// all with somebody whose news they may read.
async fn student(
    app: &App,
    school: &School,
    advisor: StaffId,
    taken: &BTreeSet<StudentId>,
) -> Result<Option<StudentView>> {
    let query = Query { advisor: Some(advisor), cohort: None, at: None, minutes: None };
    let mut met: Option<((bool, usize), StudentView)> = None;
    for line in app.worklist(school, &query).await?.lines {
        let (student, reasons) = (line.candidate.student, line.candidate.reasons.len());
        if line.candidate.in_danger() || taken.contains(&student) {
            continue;
        }
        let known = app.store.student(student).await?.and_then(|known| known.student.language);
        let view = app.student_view(school, student).await?;
        let fits = view.session.is_some() && !view.mentors.is_empty();
        if !fits || known.is_some_and(|language| &*language != "fr") {
            continue;
        }
        let news = !app.news_for_peer(student).await?.is_empty()
            || mate(app, school, student, taken).await?.is_some();
        let suits = (news, reasons);
        if met.as_ref().is_none_or(|(most, _)| *most < suits) {
            met = Some((suits, view));
        }
    }
    Ok(met.map(|(_, view)| view))
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

/// What they wrote to each other, and the follow-up that came of it, in the
/// week before the last Saturday: that is when the mentoring moves to.
async fn talk(app: &App, school: &School, view: &StudentView, advisor: StaffId) -> Result<()> {
    let (student, now) = (view.student, app.clock.now());
    let week = Week::before(&school.context.calendar, now);
    let reach = async |outcome: Outcome, channel: Option<Channel>, note: &str| {
        app.add_contact(contact((student, advisor), app.clock.now(), outcome, channel, note)).await
    };
    let portal = Some(Channel::Portal);
    app.clock.set(week.at(-5, 10, 10));
    let asks = "Une semaine chargée, non ? Qu'est-ce qui aiderait le plus en ce moment ?";
    reach(Outcome::Wrote, portal, asks).await?;
    app.clock.set(week.at(-5, 19, 25));
    app.say(
        student,
        "Le projet avance, mais le soir je n'ai plus d'énergie. Un créneau le samedi matin \
         changerait tout.",
    )
    .await?;
    app.clock.set(week.at(-4, 11, 5));
    let free = "Vingt minutes. L'envie est là, c'est l'heure qui ne va pas : le samedi matin est \
                libre.";
    reach(Outcome::Spoke, None, free).await?;
    app.clock.set(week.at(-4, 11, 30));
    let by = By::Staff(advisor);
    let case = app.open_case(student, None, by, advisor, Some(GOAL)).await?;
    app.clock.set(week.at(-4, 11, 32));
    let asks = Event::StepAgreed {
        what: "Demander un créneau le samedi matin pour le mentorat".to_owned(),
        who: Doer::Staff(advisor),
        due: week.at(-2, 18, 0),
    };
    change(app, (student, case), by, asks).await?;
    app.clock.set(week.at(-2, 16, 40));
    change(app, (student, case), by, Event::StepDone { step: 1 }).await?;
    app.clock.set(week.at(-2, 16, 42));
    let words = "Le mentorat passe au samedi, 10 h. Réponse enthousiaste.".to_owned();
    change(app, (student, case), by, Event::Noted { words, sight: Sight::Team }).await?;
    app.clock.set(week.at(-2, 16, 45));
    let tries = Event::StepAgreed {
        what: "Essayer deux samedis de suite".to_owned(),
        who: Doer::Student,
        due: week.at(9, 18, 0),
    };
    change(app, (student, case), by, tries).await?;
    app.clock.set(week.at(-2, 16, 48));
    let agreed = "C'est d'accord pour le samedi à 10 h, dès cette semaine.";
    reach(Outcome::Wrote, portal, agreed).await?;
    saturdays(app, school, view, &week).await?;
    app.clock.set(week.at(0, 12, 40));
    app.say_all_well(student, "Premier samedi : deux heures d'un coup, ça change la vie. Merci !")
        .await?;
    app.set_wishes(student, "le samedi matin, ou après 20 h", None).await?;
    app.clock.set(now);
    Ok(())
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

/// The mentor was worried, about different people and not at once; the advisor
/// called each, and one is back and says so, if somebody's life fits. Gives
/// about whom.
async fn worry(
    app: &App,
    school: &School,
    mentor: StaffId,
    not: &BTreeSet<StudentId>,
    now: Instant,
) -> Result<Vec<StudentId>> {
    let calendar = &school.context.calendar;
    let view = app.mentor_view(school, mentor).await?;
    let mut students: Vec<StudentId> = view.students.iter().map(|mentee| mentee.student).collect();
    let advisors = app.store.advisors_of(&students).await?;
    // Of whom all is well now, it may have ended well.
    let rings = app.store.open_signals_of(&students).await?;
    students.sort_by_key(|student| rings.iter().filter(|row| row.key.student == *student).count());
    let mut told: Vec<StudentId> = Vec::new();
    for (ago, text, note) in WORRIES {
        let evening = calendar.midnight(now - Span::days(ago)) + Span(20 * HOUR.0 + 17 * 60);
        app.clock.set(evening);
        for &student in students.iter().filter(|student| !not.contains(student)) {
            let Some(&advisor) = advisors.get(&student).filter(|_| !told.contains(&student)) else {
                continue;
            };
            let then = app.standing(school, student, Some(evening)).await?.journey;
            let theirs = then
                .open_enrolments()
                .any(|one| one.mentoring.mentor.is_some_and(|(present, _)| present == mentor));
            if !theirs {
                continue;
            }
            told.push(student);
            app.raise_concern(mentor, student, text).await?;
            Box::pin(is_back(app, school, (student, advisor), (evening, now), note)).await?;
            break;
        }
    }
    app.clock.set(now);
    Ok(told)
}

/// Called on the next working day, and followed until all is well, if it is.
async fn is_back(
    app: &App,
    school: &School,
    (student, advisor): (StudentId, StaffId),
    (worried, now): (Instant, Instant),
    note: &str,
) -> Result<()> {
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
        app.answer_case(student, case, true, "Oui, merci d'avoir demandé.").await?;
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
