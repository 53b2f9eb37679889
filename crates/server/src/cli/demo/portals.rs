//! The student and the mentor as whom one may visit the simulated school, with
//! something in every part of their pages: a conversation, a follow-up, good
//! news of others and a word about it, a worry of which the end is known.

use std::collections::BTreeSet;

use vigie_domain::case::{Author as By, Doer, Event, Reason, Sight};
use vigie_domain::directory::Staff;
use vigie_domain::fact::{Channel, Contract, Role};
use vigie_domain::ids::{CaseId, StaffId, StudentId};
use vigie_domain::time::{HOUR, Instant, Span};
use vigie_store::Author;
use vigie_store::across::Filter;

use crate::app::case::Change;
use crate::app::contact::{Marks, NewContact, Outcome};
use crate::app::portal::StudentView;
use crate::app::worklist::Query;
use crate::app::{App, Error, Result, School};
use crate::clock::Clock;

/// So long ago the mentor was worried.
const WORRIED: Span = Span::days(41);
/// Worries that are tried until one has a known end.
const WORRIES: usize = 6;
const WORRY: &str = "D'habitude les questions fusent. Là, deux sessions à regarder l'horloge : \
                     je ne sais pas quoi en penser.";
const BRAVO: &str = "Quel chemin depuis le premier projet ! Bravo, du fond du cœur.";
const BRAVO_OF_A_PEER: &str = "On a commencé le même jour, et te voilà au bout. Trop bien !";
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
        talk(&past, view.student, advisor, now).await?;
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

/// What they wrote to each other, and the follow-up that came of it.
async fn talk(app: &App, student: StudentId, advisor: StaffId, now: Instant) -> Result<()> {
    let at = |days: i64, hours: i64| app.clock.set(now - Span::days(days) + Span(hours * HOUR.0));
    let reach = async |outcome: Outcome, channel: Option<Channel>, note: &str| {
        let contact = NewContact {
            student,
            by: advisor,
            at: app.clock.now(),
            outcome,
            channel,
            note: Some(note.to_owned()),
            promises: Vec::new(),
            follow_up: None,
            snooze_until: None,
            marks: Marks::default(),
        };
        app.add_contact(contact).await
    };
    let portal = Some(Channel::Portal);
    at(12, 1);
    reach(
        Outcome::Wrote,
        portal,
        "Une semaine chargée, non ? Qu'est-ce qui aiderait le plus en ce moment ?",
    )
    .await?;
    at(12, 10);
    app.say(student, "Le projet avance, mais le soir je n'ai plus d'énergie. Un créneau le samedi matin changerait tout.").await?;
    at(11, 1);
    reach(
        Outcome::Spoke,
        None,
        "Vingt minutes. L'envie est là, c'est l'heure qui ne va pas : le samedi matin est libre.",
    )
    .await?;
    at(11, 2);
    let by = By::Staff(advisor);
    let case = app.open_case(student, None, by, advisor, Some(GOAL)).await?;
    let asks = Event::StepAgreed {
        what: "Demander un créneau le samedi matin pour le mentorat".to_owned(),
        who: Doer::Staff(advisor),
        due: now - Span::days(9),
    };
    change(app, (student, case), by, asks).await?;
    at(9, 2);
    change(app, (student, case), by, Event::StepDone { step: 1 }).await?;
    let tries = Event::StepAgreed {
        what: "Essayer deux samedis de suite".to_owned(),
        who: Doer::Student,
        due: now + Span::days(5),
    };
    change(app, (student, case), by, tries).await?;
    let words = "Le mentorat passe au samedi, 10 h. Réponse enthousiaste.".to_owned();
    change(app, (student, case), by, Event::Noted { words, sight: Sight::Team }).await?;
    reach(Outcome::Wrote, portal, "C'est d'accord pour le samedi à 10 h, dès cette semaine.")
        .await?;
    at(2, 3);
    app.say(student, "Premier samedi : deux heures d'un coup, ça change la vie. Merci !").await?;
    app.set_wishes(student, "le samedi matin, ou après 20 h", None).await
}

async fn change(
    app: &App,
    (student, case): (StudentId, CaseId),
    by: By,
    event: Event,
) -> Result<()> {
    let seen = app.case(student, case).await?.map_or(0, |row| row.case.seq);
    app.change_case(Change { student, case, seen, by, event }).await?;
    Ok(())
}

/// The mentor was worried about somebody, the advisor called, and they are
/// back and say so. Gives about whom; nobody's life has to fit.
async fn worry(
    app: &App,
    school: &School,
    mentor: StaffId,
    not: &BTreeSet<StudentId>,
    now: Instant,
) -> Result<Vec<StudentId>> {
    let begins = now - WORRIED;
    let view = app.mentor_view(school, mentor).await?;
    let students: Vec<StudentId> = view.students.iter().map(|mentee| mentee.student).collect();
    let advisors = app.store.advisors_of(&students).await?;
    let mut told = Vec::new();
    for student in students.into_iter().filter(|student| !not.contains(student)) {
        let Some(&advisor) = advisors.get(&student) else { continue };
        app.clock.set(begins);
        let then = app.standing(school, student, Some(begins)).await?.journey;
        let theirs = then
            .open_enrolments()
            .any(|one| one.mentoring.mentor.is_some_and(|(present, _)| present == mentor));
        if !theirs || told.len() == WORRIES {
            continue;
        }
        told.push(student);
        app.raise_concern(mentor, student, WORRY).await?;
        if is_back(app, school, (student, advisor), now).await? {
            break;
        }
    }
    app.clock.set(now);
    Ok(told)
}

/// Called on the next day, and followed until all is well, if it is.
async fn is_back(
    app: &App,
    school: &School,
    (student, advisor): (StudentId, StaffId),
    now: Instant,
) -> Result<bool> {
    let by = By::Staff(advisor);
    let mut at = now - WORRIED + Span::days(1);
    app.clock.set(at);
    let case = app.open_case(student, None, by, advisor, None).await?;
    let contact = NewContact {
        student,
        by: advisor,
        at,
        outcome: Outcome::Spoke,
        channel: None,
        note: Some(
            "Fatigue passagère, une semaine à souffler et ça repart. On se rappelle vite."
                .to_owned(),
        ),
        promises: Vec::new(),
        follow_up: None,
        snooze_until: None,
        marks: Marks::default(),
    };
    app.add_contact(contact).await?;
    while at + Span::days(3) < now {
        at = at + Span::days(1);
        app.clock.set(at);
        app.look_at_case(school, student, case, at).await?;
        if app.asked_of(student).await?.is_none() {
            continue;
        }
        app.answer_case(student, case, true, "Oui, merci d'avoir demandé.").await?;
        app.clock.set(at + HOUR);
        let closed = Event::Closed { reason: Reason::Back };
        return match change(app, (student, case), by, closed).await {
            // It rang again within the hour.
            Err(Error::Refused(_)) => Ok(false),
            done => done.map(|()| true),
        };
    }
    Ok(false)
}
